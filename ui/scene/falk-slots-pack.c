/* SPDX-License-Identifier: MIT */
/* Slots of faults about a tensor that is to be packed, whose axes have no
 * grid of steps and sequences. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

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
