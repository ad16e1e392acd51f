/* SPDX-License-Identifier: MIT */
/* Slots of faults about two shapes that have to agree: the operands of cat,
 * add and bmm, a prediction and its target, the axes that a norm is over; and
 * of one kind of value where another is wanted. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

/* The input above the other operand, whose name is that of its argument. */
static void
set_operands (const FalkSlotsJob *job, const char *above, const char *below)
{
  FalkSlotRow *rows = job->slots->rows;

  falk_slots_set_value (job->scene, &rows[0], job->in);
  falk_slots_set_numbers (job, &rows[1], &job->fault->other_shape);
  rows[0].caption = above;
  rows[1].caption = below;
  rows[1].name = falk_scene_keep (job->scene, "other of %s", job->step->name);
}

/* The slot of @row that is in column @i, or NULL. */
static FalkSlot *
slot_at (const FalkSlotsJob *job, FalkSlotRow *row, guint i)
{
  if (i >= row->n)
    return NULL;
  return &row->slots[job->slots->from_start ? i : row->n - 1 - i];
}

/* Ticks and crosses of sizes that have to be equal, or 1 where @repeats; what
 * has no opposite is left as it is, and so is axis @free of the first row. */
static void
compare_pair (const FalkSlotsJob *job, gboolean repeats, int free)
{
  FalkSlotRow *rows = job->slots->rows;

  for (guint i = 0; i < MAX (rows[0].n, rows[1].n); i++)
    {
      FalkSlot *a = slot_at (job, &rows[0], i);
      FalkSlot *b = slot_at (job, &rows[1], i);
      gboolean same;

      if (!a || !b || a - rows[0].slots == free)
        continue;
      same = g_str_equal (a->text, b->text)
             || (repeats
                 && (g_str_equal (a->text, "1") || g_str_equal (b->text, "1")));
      a->state = b->state = same ? FALK_SLOT_AGREES : FALK_SLOT_DIFFERS;
    }
}

void
falk_slots_build_broadcast (const FalkSlotsJob *job)
{
  set_operands (job, "INPUT", "OTHER");
  if (job->fault->part == FALK_PART_TARGET)
    {
      job->slots->rows[1].caption = "TARGET";
      job->slots->rows[1].name =
          falk_scene_keep (job->scene, "target of %s", job->step->name);
    }
  compare_pair (job, TRUE, -1);
  falk_slots_note (job, "Compared from the last axis on: two sizes have to be "
                        "equal, or one of them 1, which is repeated.");
}

void
falk_slots_build_cat (const FalkSlotsJob *job)
{
  const FalkFault *fault = job->fault;
  gboolean ranks = fault->code != FALK_FAULT_CAT_SIZE;
  int dim = ranks ? -1 : (int)fault->extra;

  job->slots->from_start = TRUE;
  set_operands (job, "FIRST", "SECOND");
  if (ranks && job->slots->rows[0].n && job->slots->rows[1].n)
    falk_slots_judge_ranks (job, job->slots->rows[1].n);
  if (!ranks)
    compare_pair (job, FALSE, dim);
  falk_slots_note (
      job, ranks ? "Both need the same number of axes, and at least one."
                 : falk_scene_keep (job->scene,
                                    "They are joined along axis %d; every "
                                    "other axis has to be equal.",
                                    dim));
}

void
falk_slots_build_bmm (const FalkSlotsJob *job)
{
  const FalkFault *fault = job->fault;
  FalkSlotRow *rows = job->slots->rows;
  FalkSlot *first = &rows[0].slots[fault->axis == 2 ? 2 : 0];
  FalkSlot *second = &rows[1].slots[fault->axis == 2 ? 1 : 0];

  job->slots->from_start = TRUE;
  set_operands (job, "FIRST", "SECOND");
  if (fault->code == FALK_FAULT_BMM_SIZE && fault->axis == 2)
    {
      first->state = second->state = FALK_SLOT_WRONG;
      first->mark =
          falk_scene_keep (job->scene, "✕ %s ≠ %s", first->text, second->text);
    }
  else if (fault->code == FALK_FAULT_BMM_SIZE)
    first->state = second->state = FALK_SLOT_DIFFERS;
  else
    falk_slots_note (
        job,
        falk_scene_keep (
            job->scene, "%s has " FALK_SIZE " axes; bmm takes three of each.",
            fault->code == FALK_FAULT_BMM_RANK ? job->input : "The other",
            fault->found));
  falk_slots_note (job, "(batch, n, m) times (batch, m, p): axis 0 of both is "
                        "the batch, and axis 2 of the first meets axis 1 of "
                        "the second.");
}

/* The target above what it had to be. */
void
falk_slots_build_target (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  FalkShape shape = falk_value_shape (job->in);
  g_autofree char *sizes = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  guint classes = shape.rank == 1 ? 0 : 1;

  job->slots->from_start = TRUE;
  falk_slots_set_numbers (job, &rows[0], &job->fault->other_shape);
  falk_slots_set_numbers (job, &rows[1], &job->fault->needed_shape);
  rows[0].name = "target";
  if (rows[0].n == rows[1].n)
    falk_slots_compare (job);
  else
    falk_slots_judge_ranks (job, rows[1].n);
  falk_slots_note (job,
                   falk_scene_keep (job->scene,
                                    "%s is %s: axis %u are the classes, and "
                                    "the target is one class for each of the "
                                    "others.",
                                    job->input, sizes, classes));
  if (job->fault->code == FALK_FAULT_LOSS_PROBABILITIES)
    falk_slots_note (job, "A target of the very same shape is read as "
                          "probabilities, which are no integers.");
}

/* The input's last axes above normalized_shape. */
void
falk_slots_build_norm (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;

  falk_slots_set_value (job->scene, &rows[0], job->in);
  falk_slots_set_numbers (job, &rows[1], &job->fault->needed_shape);
  for (guint i = 0; i < rows[1].n; i++)
    {
      rows[1].slots[i].word = "normalized";
      if (i + rows[0].n < rows[1].n)
        rows[1].slots[i].state = FALK_SLOT_MISSING;
    }
  compare_pair (job, FALSE, -1);
  falk_slots_note (job, "normalized_shape is compared with the last axes.");
}

/* A PackedSequence where a tensor is wanted, or the reverse. */
void
falk_slots_build_kind (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  gboolean wants_packed = job->fault->code == FALK_FAULT_NOT_PACKED;

  rows[0].n = rows[1].n = 1;
  rows[0].slots[0] = (FalkSlot){
    .text = wants_packed ? "a tensor" : "packed",
    .word = wants_packed ? "Tensor" : "PackedSequence",
    .ink = FALK_INK_TEXT,
    .state = FALK_SLOT_DIFFERS,
  };
  rows[1].slots[0] = rows[0].slots[0];
  rows[1].slots[0].text = wants_packed ? "packed" : "a tensor";
  rows[1].slots[0].word = wants_packed ? "PackedSequence" : "Tensor";
  falk_slots_note (job, wants_packed
                            ? "pack_padded_sequence makes one of a padded "
                              "batch; its recurrent layer hands one on."
                            : "pad_packed_sequence makes a tensor of it again, "
                              "as the first of two results.");
}
