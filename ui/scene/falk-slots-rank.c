/* SPDX-License-Identifier: MIT */
/* Slots of faults about how many axes an input has. Which of them is the one
 * too many isn't known from that: an axis is marked only where the best cause's
 * fix changes it. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

#define NBSP "\u00a0" /* what should stay on one line */

void
falk_slots_judge_ranks (const FalkSlotsJob *job, guint least)
{
  const FalkSlotRow *rows = job->slots->rows;
  const char *axes = rows[0].n == 1 ? "axis" : "axes";

  job->slots->ranks =
      least < rows[1].n
          ? falk_scene_keep (job->scene,
                             "✕ %u %s, not" NBSP "%u" NBSP "or" NBSP "%u",
                             rows[0].n, axes, least, rows[1].n)
          : falk_scene_keep (job->scene, "✕ %u %s, not" NBSP "%u", rows[0].n,
                             axes, rows[1].n);
}

static FalkSlot
role_slot (FalkRole role)
{
  return (FalkSlot){ .text = "any",
                     .word = falk_role_name (role),
                     .ink = falk_role_ink (role) };
}

/* Without the axis of a batch an input will do where the version takes it. */
static gboolean
takes_unbatched (const FalkSlotsJob *job)
{
  return job->fault->extra < (gint64)job->slots->rows[1].n;
}

/* The only step that the best cause's fix puts before the one that fails, or
 * NULL. */
static const FalkStep *
inserted (const FalkSlotsJob *job)
{
  const GPtrArray *causes = job->explanation ? job->explanation->causes : NULL;
  const FalkCause *cause =
      causes && causes->len ? g_ptr_array_index (causes, 0) : NULL;
  const FalkStep *found = NULL;

  for (guint i = 0; cause && cause->fix && i < cause->fix->edits->len; i++)
    {
      const FalkEdit *edit = g_ptr_array_index (cause->fix->edits, i);

      if (edit->kind == FALK_EDIT_INSERT && found)
        return NULL;
      if (edit->kind == FALK_EDIT_INSERT)
        found = edit->insert;
    }
  return found;
}

/* @axis of @rank axes, counted from 0; -1 where there is no such. */
static int
count_axis (gint64 axis, guint rank)
{
  if (axis < 0)
    axis += rank;
  return axis >= 0 && axis < (gint64)rank ? (int)axis : -1;
}

static void
mark_slot (FalkSlotRow *row, int index, FalkSlotState state, const char *mark)
{
  if (index < 0 || (guint)index >= row->n)
    return;
  row->slots[index].state = state;
  row->slots[index].mark = mark;
}

/* Which slot of the needed row, (time, batch, features) in some order, is axis
 * @axis of @rank; without a batch the others are left. */
static int
needed_slot (const FalkSlotRow *needed, int axis, guint rank)
{
  int slot = -1;

  if (rank == needed->n)
    return axis;
  for (guint i = 0; axis >= 0 && i < needed->n; i++)
    if (needed->slots[i].ink != FALK_INK_BATCH && axis-- == 0)
      slot = (int)i;
  return slot;
}

static void
mark_fix (const FalkSlotsJob *job)
{
  FalkSlotRow *found = &job->slots->rows[0], *needed = &job->slots->rows[1];
  const FalkStep *step = inserted (job);
  int axis;

  if (!step)
    return;
  if (step->op == FALK_OP_FLATTEN)
    {
      int end =
          count_axis (falk_step_get_int (step, FALK_ARG_END_DIM), found->n);

      axis =
          count_axis (falk_step_get_int (step, FALK_ARG_START_DIM), found->n);
      for (; axis >= 0 && axis <= end; axis++)
        mark_slot (found, axis, FALK_SLOT_EXTRA, "fix 1 joins it");
    }
  else if (step->op == FALK_OP_SQUEEZE && falk_step_has (step, FALK_ARG_DIM))
    {
      axis = count_axis (falk_step_get_int (step, FALK_ARG_DIM), found->n);
      mark_slot (found, axis, FALK_SLOT_EXTRA, "fix 1 drops it");
    }
  else if (step->op == FALK_OP_UNSQUEEZE)
    {
      axis = count_axis (falk_step_get_int (step, FALK_ARG_DIM), found->n + 1);
      mark_slot (needed, needed_slot (needed, axis, found->n + 1),
                 FALK_SLOT_MISSING, "fix 1 adds it");
    }
}

static FalkSlot
features_slot (const FalkSlotsJob *job)
{
  return (FalkSlot){
    .text = falk_scene_digits (
        job->scene, falk_step_get_int (job->step, FALK_ARG_INPUT_SIZE)),
    .word = "features",
    .origin = falk_scene_keep (job->scene, "input_size of %s", job->step->name),
    .ink = FALK_INK_FEATURES,
  };
}

void
falk_slots_build_input_rank (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows, *needed = &rows[1];
  gboolean layered = falk_rule (job->step->op)->layered;
  gboolean batch_first =
      layered && falk_step_get_bool (job->step, FALK_ARG_BATCH_FIRST);

  falk_slots_set_numbers (job, &rows[0], &job->fault->found_shape);
  if (job->fault->code == FALK_FAULT_PACKED_RANK)
    {
      needed->slots[needed->n++] =
          (FalkSlot){ .text = "any", .word = "packed rows" };
      needed->slots[needed->n++] = features_slot (job);
      falk_slots_judge_ranks (job, needed->n);
      return;
    }
  if (layered)
    needed->slots[needed->n++] =
        role_slot (batch_first ? FALK_ROLE_BATCH : FALK_ROLE_TIME);
  needed->slots[needed->n++] =
      role_slot (batch_first ? FALK_ROLE_TIME : FALK_ROLE_BATCH);
  needed->slots[needed->n++] = features_slot (job);
  falk_slots_judge_ranks (job, (guint)job->fault->extra);
  mark_fix (job);
  if (!takes_unbatched (job))
    return;
  falk_slots_note (
      job, layered ? "Without a batch axis, (time, features), it is taken as "
                     "one sequence."
                   : "Without a batch axis, (features), it is taken as one "
                     "sample.");
}

/* (batch, channels, time) of a Conv1d, whose batch may be left out, or of a
 * BatchNorm1d, whose time may. */
void
falk_slots_build_channel_rank (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows, *needed = &rows[1];
  gboolean conv = job->step->op == FALK_OP_CONV1D;
  FalkArg arg = conv ? FALK_ARG_IN_CHANNELS : FALK_ARG_NUM_FEATURES;

  falk_slots_set_numbers (job, &rows[0], &job->fault->found_shape);
  needed->slots[needed->n++] = role_slot (FALK_ROLE_BATCH);
  needed->slots[needed->n++] = (FalkSlot){
    .text = falk_scene_digits (job->scene, falk_step_get_int (job->step, arg)),
    .word = conv ? "channels" : "features",
    .origin = falk_scene_keep (job->scene, "%s of %s",
                               falk_arg_info (arg)->name, job->step->name),
    .ink = FALK_INK_FEATURES,
  };
  needed->slots[needed->n++] = role_slot (FALK_ROLE_TIME);
  falk_slots_judge_ranks (job, conv ? (guint)job->fault->extra : 2);
  mark_fix (job);
  if (conv && !takes_unbatched (job))
    return;
  falk_slots_note (job, conv ? "Without a batch axis, (channels, time), it is "
                               "taken as one sample."
                             : "(batch, features) will do as well.");
}
