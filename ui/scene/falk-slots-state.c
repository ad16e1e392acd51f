/* SPDX-License-Identifier: MIT */
/* Slots of faults about a state. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

/* Role words and inks of a state's axes, the last @n of the three. */
static void
name_state_axes (FalkSlotRow *row)
{
  static const char *const words[] = { "layers · directions", "batch",
                                       "hidden" };
  static const FalkInk inks[] = { FALK_INK_TEXT, FALK_INK_BATCH,
                                  FALK_INK_HIDDEN };
  guint skip = row->n < 3 ? 3 - row->n : 0;

  for (guint i = 0; i < row->n && i + skip < 3; i++)
    {
      row->slots[i].word = words[i + skip];
      row->slots[i].ink = inks[i + skip];
    }
}

static const char *
state_name (const FalkSlotsJob *job)
{
  return job->fault->part == FALK_PART_C0 ? "c0" : "h0";
}

/* The argument that sets how wide the state is: a projected h is narrower
 * than its c. */
static FalkArg
width_argument (const FalkSlotsJob *job)
{
  return job->fault->part != FALK_PART_C0
                 && falk_step_get_int (job->step, FALK_ARG_PROJ_SIZE) > 0
             ? FALK_ARG_PROJ_SIZE
             : FALK_ARG_HIDDEN_SIZE;
}

static const char *
batch_origin (const FalkSlotsJob *job)
{
  if (job->in->packing.n)
    return falk_scene_keep (job->scene, "%u lengths", job->in->packing.n);
  for (guint i = 0; i < job->in->rank; i++)
    if (falk_axis_role (&job->in->axes[i]) == FALK_ROLE_BATCH)
      return falk_scene_keep (job->scene, "%s axis %u%s", job->input, i,
                              job->assumed >> i & 1 ? " (assumed)" : "");
  return "the input has no batch axis";
}

/* Where the numbers of a needed state come from; the row's last axes are
 * batch and hidden, or hidden alone where @batched is FALSE. */
static void
state_origins (const FalkSlotsJob *job, FalkSlotRow *row, gboolean batched)
{
  const char *name = job->step->name;

  if (row->n)
    row->slots[row->n - 1].origin =
        falk_scene_keep (job->scene, "%s of %s",
                         falk_arg_info (width_argument (job))->name, name);
  if (batched && row->n > 1)
    row->slots[row->n - 2].origin = batch_origin (job);
  if (row->n == (batched ? 3 : 2) && falk_rule (job->step->op)->layered)
    row->slots[0].origin = falk_scene_keep (
        job->scene, FALK_SIZE " layer%s × " FALK_SIZE " direction%s of %s",
        falk_step_layers (job->step),
        falk_step_layers (job->step) == 1 ? "" : "s",
        falk_step_directions (job->step),
        falk_step_directions (job->step) == 1 ? "" : "s", name);
}

void
falk_slots_build_state (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;

  rows[0].name = state_name (job);
  falk_slots_set_numbers (job, &rows[0], &job->fault->found_shape);
  falk_slots_set_numbers (job, &rows[1], &job->fault->needed_shape);
  name_state_axes (&rows[0]);
  name_state_axes (&rows[1]);
  state_origins (job, &rows[1], TRUE);
  falk_slots_compare (job);
}

/* The only axis of @longer without which it is @shorter, or -1 where there is
 * none, or more than one: of (1, 1, 7) and (1, 7) nobody can tell. */
static int
sole_gap (const FalkShape *longer, const FalkShape *shorter)
{
  int gap = -1;

  if (longer->rank != shorter->rank + 1)
    return -1;
  for (guint k = 0; k < longer->rank; k++)
    {
      gboolean same = TRUE;

      for (guint i = 0; i < shorter->rank && same; i++)
        same = shorter->dims[i] == longer->dims[i < k ? i : i + 1];
      if (same && gap >= 0)
        return -1;
      if (same)
        gap = (int)k;
    }
  return gap;
}

/* Marks the axis that is missing or one too many, where the sizes tell. */
static void
mark_gap (FalkSlotRow *found_row, FalkSlotRow *needed_row,
          const FalkShape *found, const FalkShape *needed)
{
  int missing = sole_gap (needed, found), extra = sole_gap (found, needed);

  if (missing >= 0)
    needed_row->slots[missing].state = FALK_SLOT_MISSING;
  if (extra >= 0)
    found_row->slots[extra].state = FALK_SLOT_EXTRA;
}

/* Sequences of the input; 0 where it has no batch. */
static gint64
batch_of (const FalkSlotsJob *job)
{
  gboolean layered = falk_rule (job->step->op)->layered;

  if (job->in->packing.n)
    return job->in->packing.n;
  if (job->in->rank != (layered ? 3u : 2u))
    return 0;
  return job->in
      ->axes[layered && !falk_step_get_bool (job->step, FALK_ARG_BATCH_FIRST)]
      .size;
}

static FalkShape
needed_state (const FalkSlotsJob *job, gboolean batched)
{
  FalkShape needed = { 0 };

  if (falk_rule (job->step->op)->layered)
    needed.dims[needed.rank++] =
        falk_step_layers (job->step) * falk_step_directions (job->step);
  if (batched)
    needed.dims[needed.rank++] = batch_of (job);
  needed.dims[needed.rank++] =
      falk_step_get_int (job->step, width_argument (job));
  return needed;
}

/* The state's number of axes is wrong: what it would have to be. */
void
falk_slots_build_state_rank (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  gboolean batched =
      job->in->packing.n
      || job->in->rank == (falk_rule (job->step->op)->layered ? 3u : 2u);
  FalkShape needed = needed_state (job, batched);
  gboolean other =
      job->fault->part == FALK_PART_C0 && falk_rule (job->step->op)->layered;
  const FalkShape *found =
      other ? &job->fault->other_shape : &job->fault->found_shape;

  rows[0].name = state_name (job);
  falk_slots_set_numbers (job, &rows[0], found);
  falk_slots_set_numbers (job, &rows[1], &needed);
  name_state_axes (&rows[1]);
  if (!batched && needed.rank == 2)
    {
      rows[1].slots[0].word = "layers · directions";
      rows[1].slots[0].ink = FALK_INK_TEXT;
    }
  state_origins (job, &rows[1], batched);
  falk_slots_judge_ranks (job, needed.rank);
  mark_gap (&rows[0], &rows[1], found, &needed);
  falk_slots_note (
      job, falk_scene_keep (job->scene,
                            "%s is given %s: its state needs %u %s, and "
                            "%s has %u.",
                            job->step->name,
                            batched ? "a batch" : "a single sequence",
                            needed.rank, needed.rank == 1 ? "axis" : "axes",
                            rows[0].name, found->rank));
  if (job->fault->code == FALK_FAULT_CELL_STATE_CRASH)
    falk_slots_note (job, "PyTorch doesn't check this, and reads beyond an "
                          "array.");
}

/* The state of a batch that was sorted, which has fewer sequences. */
void
falk_slots_build_state_batch (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  FalkShape needed = needed_state (job, TRUE);

  rows[0].name = state_name (job);
  falk_slots_set_numbers (job, &rows[0], &job->fault->found_shape);
  falk_slots_set_numbers (job, &rows[1], &needed);
  name_state_axes (&rows[1]);
  state_origins (job, &rows[1], TRUE);
  if (rows[0].n == rows[1].n)
    falk_slots_compare (job);
  else
    falk_slots_judge_ranks (job, needed.rank);
  falk_slots_note (job, "The batch was sorted by length, and its states are "
                        "put in that order along axis 1.");
}
