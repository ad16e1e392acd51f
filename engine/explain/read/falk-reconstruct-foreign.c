/* SPDX-License-Identifier: MIT */
/* The likeliest layer and input behind a sentence of Keras or ONNX Runtime, as
 * PyTorch has them. */
#include "falk-report-private.h"
#include "falk-rule.h"

/* Features that Keras counts on the last axis of what it got: those of a GRU,
 * or of a Dense where there is no time. */
static void
read_features (FalkReport *report, const FalkClues *clues, gint64 needed,
               const FalkShape *got)
{
  gboolean sequence =
      got->rank == 3 && !falk_context_says (clues->context, "dense");
  FalkOp op = FALK_OP_GRU;
  FalkShape usual = falk_reconstruct_usual (report, got->rank), shape;
  FalkStep *step;

  report->numbers[0] = needed;
  report->numbers[1] = got->dims[got->rank - 1];
  if (sequence
      && (!falk_context_op (clues->context, &op) || !falk_rule (op)->layered))
    op = FALK_OP_GRU;
  step = falk_reconstruct_layer (
      report, clues, sequence ? op : FALK_OP_LINEAR,
      sequence ? FALK_ARG_INPUT_SIZE : FALK_ARG_IN_FEATURES, needed);
  if (sequence)
    falk_step_set_int (step, FALK_ARG_BATCH_FIRST, TRUE);
  shape = falk_reconstruct_known (got, &usual, &report->assumed);
  falk_reconstruct_input (report, clues, &shape);
  falk_report_note (report, "It is shown as the same layer of PyTorch, with "
                            "the batch first.");
}

gboolean
falk_report_read_keras_axis (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  const FalkShape *got = &slots[1].shape;

  if (!slots[0].known || got->rank < 2 || got->rank > 3
      || got->dims[got->rank - 1] < 0)
    return FALSE;
  read_features (report, clues, slots[0].number, got);
  return TRUE;
}

gboolean
falk_report_read_keras_shapes (FalkReport *report, const FalkPatternSlot *slots,
                               const FalkClues *clues)
{
  const FalkShape *needed = &slots[0].shape, *got = &slots[1].shape;

  if (got->rank != 3 || needed->rank != 3 || got->dims[2] < 0
      || needed->dims[2] < 0 || got->dims[2] == needed->dims[2])
    return FALSE;
  read_features (report, clues, needed->dims[2], got);
  return TRUE;
}

/* Shapes without the batch: (steps, features). */
gboolean
falk_report_read_keras_array (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  const FalkShape *needed = &slots[0].shape;
  const FalkShape *got = &slots[1].shape;
  FalkShape batched;

  if (!slots[0].known || !slots[1].known || needed->rank != 2 || got->rank != 2
      || needed->dims[0] != got->dims[0] || needed->dims[1] == got->dims[1])
    return FALSE;
  batched = FALK_SHAPE (-1, got->dims[0], got->dims[1]);
  read_features (report, clues, needed->dims[1], &batched);
  return TRUE;
}

/* Axis 2 of what a recurrent layer takes is the features. */
gboolean
falk_report_read_onnx_axis (FalkReport *report, const FalkPatternSlot *slots,
                            const FalkClues *clues)
{
  FalkShape input;
  FalkStep *step;

  if (!slots[1].known || slots[1].number != 2 || !slots[2].known
      || !slots[3].known)
    return FALSE;
  report->numbers[0] = slots[3].number;
  report->numbers[1] = slots[2].number;
  step = falk_reconstruct_layer (report, clues, FALK_OP_GRU,
                                 FALK_ARG_INPUT_SIZE, slots[3].number);
  input = falk_reconstruct_usual_input (step);
  input.dims[2] = slots[2].number;
  report->assumed = 3u;
  falk_reconstruct_input (report, clues, &input);
  falk_report_note (report,
                    "The network's layers aren't in the text; axis 2 is "
                    "taken for the features of a GRU, and its other "
                    "axes are assumed.");
  return TRUE;
}
