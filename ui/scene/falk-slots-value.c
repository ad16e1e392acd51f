/* SPDX-License-Identifier: MIT */
/* Slots of faults about one size, one argument, or the element type. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

/* The input's axes, of which one differs from what is said of it. */
void
falk_slots_build_axis (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  guint axis = (guint)MAX (job->fault->axis, 0);

  falk_slots_set_value (job->scene, &rows[0], job->in);
  rows[1] = rows[0];
  rows[1].caption = "NEEDED";
  rows[1].name = job->step->name;
  for (guint i = 0; i < rows[1].n; i++)
    {
      rows[1].slots[i].origin = NULL;
      rows[0].slots[i].state = rows[1].slots[i].state =
          i == axis ? FALK_SLOT_DIFFERS : FALK_SLOT_AGREES;
      if (i == axis)
        rows[1].slots[i].text =
            falk_scene_keep (job->scene, "≥ " FALK_SIZE, job->fault->needed);
    }
}

void
falk_slots_build_dtype (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  gboolean mean = job->fault->code == FALK_FAULT_MEAN_DTYPE;
  FalkDtype found = mean ? job->in->dtype : job->fault->found_dtype;

  rows[0].n = rows[1].n = 1;
  rows[0].slots[0] = (FalkSlot){
    .text = falk_dtype_info (found)->name,
    .word = "element type",
    .ink = FALK_INK_TEXT,
    .state = FALK_SLOT_DIFFERS,
  };
  rows[1].slots[0] = rows[0].slots[0];
  rows[1].slots[0].text =
      mean ? "a float" : falk_dtype_info (job->fault->needed_dtype)->name;
  rows[1].slots[0].origin = mean ? NULL : "the weights";
  falk_slots_note (job,
                   "The shapes agree; the numbers are stored in another type.");
}

void
falk_slots_build_argument (const FalkSlotsJob *job)
{
  const FalkFault *fault = job->fault;
  FalkSlotRow *rows = job->slots->rows;
  const char *argument =
      fault->found_by.name ? fault->found_by.name : "argument";

  rows[0].name = rows[1].name = job->step->name;
  rows[0].n = rows[1].n = 1;
  rows[0].slots[0] = (FalkSlot){
    .text = falk_scene_digits (job->scene, fault->found),
    .word = argument,
    .ink = FALK_INK_TEXT,
    .state = FALK_SLOT_DIFFERS,
  };
  rows[1].slots[0] = rows[0].slots[0];
  rows[1].slots[0].text =
      fault->code == FALK_FAULT_TOO_LARGE
          ? (fault->needed > 0
                 ? falk_scene_keep (job->scene, "≤ " FALK_SIZE, fault->needed)
                 : "fewer elements")
      : fault->code == FALK_FAULT_NEGATIVE_SIZE
          ? "≥ 0"
          : falk_scene_keep (job->scene, "≥ " FALK_SIZE, fault->needed);
  if (fault->code == FALK_FAULT_DROPOUT)
    {
      rows[0].slots[0].text = falk_scene_keep (
          job->scene, "%g", falk_step_get_float (job->step, FALK_ARG_DROPOUT));
      rows[1].slots[0].text = "0 … 1";
    }
}

void
falk_slots_build_scalar (const FalkSlotsJob *job)
{
  falk_slots_set_value (job->scene, &job->slots->rows[0], job->in);
  job->slots->rows[1].n = 1;
  job->slots->rows[1].slots[0] = (FalkSlot){ .text = "any",
                                             .word = "at least one axis",
                                             .ink = FALK_INK_TEXT,
                                             .state = FALK_SLOT_MISSING };
}
