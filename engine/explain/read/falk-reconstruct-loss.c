/* SPDX-License-Identifier: MIT */
/* The likeliest predictions and targets behind a sentence of a loss. */
#include "falk-report-private.h"

/* Classes that a text leaves out. */
#define CLASSES 5

static gint64
classes_of (const FalkClues *clues)
{
  static const char *const names[] = { "num_classes", "n_classes", "classes",
                                       "vocab_size", "output_size" };
  gint64 number;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (falk_context_number (clues->context, names[i], &number) && number > 0)
      return number;
  return CLASSES;
}

static void
set_loss (FalkReport *report, const FalkClues *clues, const FalkShape *input,
          const FalkShape *target, guint32 assumed)
{
  FalkStep *step = falk_reconstruct_layer (report, clues, FALK_OP_CROSS_ENTROPY,
                                           FALK_ARG_NONE, 0);

  falk_step_set_ints (step, FALK_ARG_TARGET, target->dims, target->rank);
  falk_reconstruct_input (report, clues, input);
  report->shapes[0] = *input;
  report->shapes[1] = *target;
  report->assumed = assumed;
}

gboolean
falk_report_read_loss_batch (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  gint64 classes = classes_of (clues);
  FalkShape input, target;

  if (!slots[0].known || !slots[1].known)
    return FALSE;
  input = FALK_SHAPE (slots[0].number, classes);
  target = FALK_SHAPE (slots[1].number);
  set_loss (report, clues, &input, &target, 1u << 1);
  falk_report_note (report,
                    "The predictions are taken to be " FALK_SIZE
                    " rows of " FALK_SIZE
                    " classes; how many classes there are isn't in the text.",
                    slots[0].number, classes);
  return TRUE;
}

/* The wanted target is the input's shape without its axis of classes, which
 * is axis 1. Where the target has another size there, that is likely the
 * classes' place: (B, T, C) was given for (B, C, T). */
gboolean
falk_report_read_loss_target (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  const FalkShape *needed = &slots[0].shape, *got = &slots[1].shape;
  FalkShape input = { .rank = needed->rank + 1 };

  if (!slots[0].known || !slots[1].known || needed->rank < 1
      || input.rank > FALK_RANK_MAX)
    return FALSE;
  input.dims[0] = needed->dims[0];
  for (guint i = 1; i < needed->rank; i++)
    input.dims[i + 1] = needed->dims[i];
  input.dims[1] = got->rank == needed->rank && got->rank > 1
                      ? got->dims[1]
                      : classes_of (clues);
  set_loss (report, clues, &input, got, 1u << 1);
  falk_report_note (report,
                    "Axis 1 of the predictions isn't in the text; " FALK_SIZE
                    " is assumed.",
                    input.dims[1]);
  return TRUE;
}

gboolean
falk_report_read_loss_multi (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  gint64 batch = falk_reconstruct_batch (report);
  FalkShape input = FALK_SHAPE (batch, classes_of (clues));
  FalkShape target = FALK_SHAPE (batch, 1);

  set_loss (report, clues, &input, &target, falk_reconstruct_all_axes (&input));
  falk_report_note (report, "No sizes are in the text: the target is taken to "
                            "have a second axis of size 1.");
  return TRUE;
}

gboolean
falk_report_read_loss_probabilities (FalkReport *report,
                                     const FalkPatternSlot *slots,
                                     const FalkClues *clues)
{
  FalkShape input =
      FALK_SHAPE (falk_reconstruct_batch (report), classes_of (clues));

  set_loss (report, clues, &input, &input, falk_reconstruct_all_axes (&input));
  falk_report_note (report, "No sizes are in the text: predictions and target "
                            "have one shape, and it is assumed.");
  return TRUE;
}

gboolean
falk_report_read_loss_shapes (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  if (!slots[0].known || !slots[1].known)
    return FALSE;
  set_loss (report, clues, &slots[0].shape, &slots[1].shape, 0);
  return TRUE;
}

gboolean
falk_report_read_loss_spatial (FalkReport *report, const FalkPatternSlot *slots,
                               const FalkClues *clues)
{
  FalkShape input = falk_reconstruct_usual (report, 4);
  FalkShape target = { 0 };

  if (!slots[0].known || slots[0].number < 1 || slots[0].number > 8)
    return FALSE;
  input = FALK_SHAPE (input.dims[1], classes_of (clues), 8, 8);
  target.rank = (guint)slots[0].number;
  for (guint i = 0; i < target.rank; i++)
    target.dims[i] = i == 0 ? input.dims[0] : i < 4 ? input.dims[i] : 1;
  set_loss (report, clues, &input, &target, falk_reconstruct_all_axes (&input));
  falk_report_note (report, "Only numbers of axes are in the text; all sizes "
                            "are assumed.");
  return TRUE;
}
