/* SPDX-License-Identifier: MIT */
/* Slots of faults about the lengths of a packed batch. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

/* One slot for each length, as many as there is room for. */
static void
set_lengths (const FalkSlotsJob *job, FalkSlotRow *row, const gint64 *lengths,
             guint n)
{
  row->n = MIN (n, FALK_SLOTS_MAX);
  for (guint i = 0; i < row->n; i++)
    row->slots[i] = (FalkSlot){
      .text = falk_scene_digits (job->scene, lengths[i]),
      .word = falk_scene_keep (job->scene, "sequence %u", i),
      .ink = FALK_INK_TIME,
    };
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return (left < right) - (left > right);
}

void
falk_slots_build_unsorted (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  guint n;
  const gint64 *lengths = falk_step_get_ints (job->step, FALK_ARG_LENGTHS, &n);
  g_autofree gint64 *sorted = g_memdup2 (lengths, n * sizeof *lengths);

  qsort (sorted, n, sizeof *sorted, compare_lengths);
  job->slots->from_start = TRUE;
  set_lengths (job, &rows[0], lengths, n);
  set_lengths (job, &rows[1], sorted, n);
  rows[0].name = "lengths";
  for (guint i = 0; i < rows[1].n; i++)
    rows[1].slots[i].word = NULL;
  falk_slots_compare (job);
  falk_slots_note (job, "The longest sequence has to come first, unless "
                        "enforce_sorted is False: then it is sorted, and put "
                        "back afterwards.");
}

/* Lengths that are not what @steps steps allow, 1 to @most. */
static void
judge_lengths (const FalkSlotsJob *job, const gint64 *lengths, guint n,
               gint64 most)
{
  FalkSlotRow *rows = job->slots->rows;

  job->slots->from_start = TRUE;
  set_lengths (job, &rows[0], lengths, n);
  rows[0].name = "lengths";
  rows[1].n = rows[0].n;
  for (guint i = 0; i < rows[0].n; i++)
    {
      gboolean good = lengths[i] > 0 && lengths[i] <= most;

      rows[1].slots[i] = (FalkSlot){
        .text = lengths[i] <= 0
                    ? "≥ 1"
                    : falk_scene_keep (job->scene, "≤ " FALK_SIZE, most),
        .ink = FALK_INK_TIME,
      };
      if (good)
        rows[1].slots[i].text = rows[0].slots[i].text;
      rows[0].slots[i].state = rows[1].slots[i].state =
          good ? FALK_SLOT_AGREES : FALK_SLOT_DIFFERS;
    }
}

void
falk_slots_build_length_zero (const FalkSlotsJob *job)
{
  guint n;
  const gint64 *lengths = falk_step_get_ints (job->step, FALK_ARG_LENGTHS, &n);

  judge_lengths (job, lengths, n, G_MAXINT64);
  falk_slots_note (job, "Every sequence needs at least one step: leave out "
                        "those that have none.");
}

/* Lengths beyond the padded tensor, found where the packed steps run out. */
void
falk_slots_build_length_beyond (const FalkSlotsJob *job)
{
  const FalkPacking *packing = &job->in->packing;

  judge_lengths (job, packing->lengths, packing->n, packing->time);
  falk_slots_note (job,
                   falk_scene_keep (job->scene,
                                    "The batch that was packed has " FALK_SIZE
                                    " steps, and packing it cut what "
                                    "goes beyond.",
                                    packing->time));
}

/* As many lengths as sequences. */
void
falk_slots_build_length_count (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  guint n, axis = (guint)MAX (job->fault->axis, 0);

  falk_step_get_ints (job->step, FALK_ARG_LENGTHS, &n);
  rows[0].name = "lengths";
  rows[0].n = rows[1].n = 1;
  rows[0].slots[0] = (FalkSlot){
    .text = falk_scene_keep (job->scene, "%u", n),
    .word = "lengths",
    .ink = FALK_INK_BATCH,
    .state = FALK_SLOT_DIFFERS,
  };
  rows[1].slots[0] = rows[0].slots[0];
  rows[1].slots[0].text =
      axis < job->in->rank
          ? falk_scene_digits (job->scene, job->in->axes[axis].size)
          : "one";
  rows[1].slots[0].word = "sequences";
  rows[1].slots[0].origin =
      falk_scene_keep (job->scene, "%s axis %u", job->input, axis);
  falk_slots_note (
      job, falk_scene_keep (job->scene,
                            "batch_first is %s, so axis %u of %s is the batch: "
                            "one length for each of its sequences.",
                            falk_step_get_bool (job->step, FALK_ARG_BATCH_FIRST)
                                ? "True"
                                : "False",
                            axis, job->input));
}

/* What is to be packed has axes, and something along them. */
void
falk_slots_build_padded (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  gboolean first = falk_step_get_bool (job->step, FALK_ARG_BATCH_FIRST);

  job->slots->from_start = TRUE;
  falk_slots_set_value (job->scene, &rows[0], job->in);
  rows[1].n = 2;
  rows[1].slots[first ? 1 : 0] =
      (FalkSlot){ .text = "≥ 1", .word = "time", .ink = FALK_INK_TIME };
  rows[1].slots[first ? 0 : 1] =
      (FalkSlot){ .text = "≥ 1", .word = "batch", .ink = FALK_INK_BATCH };
  for (guint i = 0; i < 2; i++)
    if (i >= rows[0].n)
      rows[1].slots[i].state = FALK_SLOT_MISSING;
    else if (job->in->axes[i].size == 0)
      rows[0].slots[i].state = rows[1].slots[i].state = FALK_SLOT_DIFFERS;
}
