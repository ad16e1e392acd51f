/* SPDX-License-Identifier: MIT */
/* Slots of faults about one size, one argument, or the element type. */
#include "falk-slots-job.h"

#include "falk-role-ink.h"
#include "falk-rule.h"

/* What a fault says of the number it needs: a sign before it, or other words
 * in its place. The rest needs exactly that number. */
static const struct
{
  FalkFaultCode code;
  const char *sign, *words;
} needs[] = {
  { FALK_FAULT_ARGUMENT_UNKNOWN, NULL, "no such" },
  { FALK_FAULT_ARGUMENT_MISSING, NULL, "a value" },
  { FALK_FAULT_NEGATIVE_SIZE, NULL, "≥ 0" },
  { FALK_FAULT_HIDDEN_ZERO, "≥ ", NULL },
  { FALK_FAULT_HIDDEN_DIVISION, "≥ ", NULL },
  { FALK_FAULT_NO_LAYERS, "≥ ", NULL },
  { FALK_FAULT_NO_TIME, "≥ ", NULL },
  { FALK_FAULT_DROPOUT, NULL, "0 … 1" },
  { FALK_FAULT_DROPOUT_P, NULL, "0 … 1" },
  { FALK_FAULT_PROJ_SIZE, NULL, "< hidden_size" },
  { FALK_FAULT_PROJ_NEGATIVE, NULL, "≥ 0" },
  { FALK_FAULT_PROJ_UNSUPPORTED, NULL, "none" },
  { FALK_FAULT_ARGUMENT_LATER, NULL, "none" },
  { FALK_FAULT_GROUPS_POSITIVE, NULL, "≥ 1" },
  { FALK_FAULT_GROUPS_IN, NULL, "k × groups" },
  { FALK_FAULT_GROUPS_OUT, NULL, "k × groups" },
  { FALK_FAULT_NORMALIZED_EMPTY, NULL, "≥ 1 size" },
  { FALK_FAULT_EMBEDDING_EMPTY, NULL, "≥ 1" },
  { FALK_FAULT_CONV_PADDING, NULL, "≥ 0" },
  { FALK_FAULT_CONV_STRIDE, NULL, "≥ 1" },
  { FALK_FAULT_CONV_DILATION, NULL, "≥ 1" },
  { FALK_FAULT_CONV_DILATION_SLOW, NULL, "≥ 1" },
  { FALK_FAULT_CONV_KERNEL_ZERO, NULL, "≥ 1" },
  { FALK_FAULT_CONV_KERNEL_SLOW, NULL, "≥ 1" },
  { FALK_FAULT_CONV_WEIGHT, NULL, "≥ 1" },
  { FALK_FAULT_CONV_KERNEL, "≥ ", NULL },
  { FALK_FAULT_CONV_EMPTY, "≥ ", NULL },
  { FALK_FAULT_BATCH_NORM_SINGLE, "≥ ", NULL },
  { FALK_FAULT_WEIGHT_NONE, "≥ ", NULL },
  { FALK_FAULT_LOSS_CLASSES, NULL, "≥ 1" },
  { FALK_FAULT_TOO_LARGE, "≤ ", NULL },
};

static const char *
needed_text (const FalkSlotsJob *job)
{
  const FalkFault *fault = job->fault;
  const char *sign = "";

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (needs[i].code == fault->code && needs[i].words)
      return needs[i].words;
    else if (needs[i].code == fault->code)
      sign = needs[i].sign;
  if (fault->code == FALK_FAULT_TOO_LARGE && fault->needed <= 0)
    return "fewer elements";
  return falk_scene_keep (job->scene, "%s" FALK_SIZE, sign, fault->needed);
}

/* A Conv1d reads (batch, channels, time), whatever its input's axes were
 * taken for. */
static void
name_channels (const FalkSlotsJob *job)
{
  static const FalkInk inks[] = { FALK_INK_BATCH, FALK_INK_FEATURES,
                                  FALK_INK_TIME };
  static const char *const words[] = { "batch", "channels", "time" };
  FalkSlotRow *rows = job->slots->rows;
  guint skip = rows[0].n < 3 ? 3 - rows[0].n : 0;

  for (guint i = 0; i < rows[0].n && i + skip < 3; i++)
    {
      rows[0].slots[i].word = falk_scene_keep (job->scene, "axis %u", i);
      rows[1].slots[i].word = words[i + skip];
      rows[0].slots[i].ink = FALK_INK_TEXT;
      rows[1].slots[i].ink = inks[i + skip];
    }
}

/* The input's axes, of which one differs from what is said of it. */
void
falk_slots_build_axis (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  const FalkFault *fault = job->fault;
  guint axis = (guint)MAX (fault->axis, 0);

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
        rows[1].slots[i].text = needed_text (job);
      if (i == axis && fault->needed_by.kind == FALK_ORIGIN_ARGUMENT)
        rows[1].slots[i].origin = falk_scene_keep (
            job->scene, "%s of %s", fault->needed_by.name, job->step->name);
    }
  if (job->step->op == FALK_OP_CONV1D)
    name_channels (job);
  if (fault->code == FALK_FAULT_CONV_KERNEL)
    falk_slots_note (
        job, falk_scene_keep (job->scene,
                              "With its padding the axis has " FALK_SIZE
                              " steps; the kernel reaches over " FALK_SIZE ".",
                              fault->found, fault->needed));
  else if (fault->code == FALK_FAULT_BATCH_NORM_SINGLE)
    falk_slots_note (job, "In training, one value for each feature has no "
                          "variance to divide by.");
}

/* What is said beneath an element type that doesn't fit. */
static const char *
dtype_note (FalkFaultCode code)
{
  if (code == FALK_FAULT_EMBEDDING_DTYPE)
    return "An Embedding looks rows up by their numbers, which are integers.";
  if (code == FALK_FAULT_DTYPE_KERNEL)
    return "This operation isn't there for such numbers on a CPU.";
  return "The shapes agree; the numbers are stored in another type.";
}

void
falk_slots_build_dtype (const FalkSlotsJob *job)
{
  FalkSlotRow *rows = job->slots->rows;
  FalkFaultCode code = job->fault->code;
  gboolean mean = code == FALK_FAULT_MEAN_DTYPE;
  gboolean weights = !mean && falk_rule (job->step->op)->n_parameters > 0
                     && code != FALK_FAULT_EMBEDDING_DTYPE
                     && code != FALK_FAULT_DTYPE_KERNEL;
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
  rows[1].slots[0].origin = weights ? "the weights" : NULL;
  falk_slots_note (job, dtype_note (code));
}

/* The argument as it was given; a list or a fraction has a text of its own. */
static const char *
argument_text (const FalkSlotsJob *job)
{
  FalkFaultCode code = job->fault->code;

  if (code == FALK_FAULT_NORMALIZED_EMPTY)
    return "()";
  if (code == FALK_FAULT_ARGUMENT_UNKNOWN)
    return "given";
  if (code == FALK_FAULT_ARGUMENT_MISSING)
    return "none";
  if (code == FALK_FAULT_DROPOUT || code == FALK_FAULT_DROPOUT_P)
    return falk_scene_keep (
        job->scene, "%g",
        falk_step_get_float (job->step, code == FALK_FAULT_DROPOUT
                                            ? FALK_ARG_DROPOUT
                                            : FALK_ARG_P));
  return falk_scene_digits (job->scene, job->fault->found);
}

void
falk_slots_build_argument (const FalkSlotsJob *job)
{
  const FalkFault *fault = job->fault;
  FalkSlotRow *rows = job->slots->rows;

  rows[0].name = rows[1].name = job->step->name;
  rows[0].n = rows[1].n = 1;
  rows[0].slots[0] = (FalkSlot){
    .text = argument_text (job),
    .word = fault->found_by.name ? fault->found_by.name : "argument",
    .ink = FALK_INK_TEXT,
    .state = FALK_SLOT_DIFFERS,
  };
  rows[1].slots[0] = rows[0].slots[0];
  rows[1].slots[0].text = needed_text (job);
  if (fault->code == FALK_FAULT_GROUPS_IN
      || fault->code == FALK_FAULT_GROUPS_OUT)
    falk_slots_note (
        job,
        falk_scene_keep (job->scene, "groups = " FALK_SIZE " has to divide it.",
                         falk_step_get_int (job->step, FALK_ARG_GROUPS)));
  else if (fault->code == FALK_FAULT_PROJ_SIZE)
    falk_slots_note (
        job,
        falk_scene_keep (job->scene, "hidden_size is " FALK_SIZE ".",
                         falk_step_get_int (job->step, FALK_ARG_HIDDEN_SIZE)));
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
