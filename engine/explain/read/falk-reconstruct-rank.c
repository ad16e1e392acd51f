/* SPDX-License-Identifier: MIT */
/* The likeliest layer and input behind a sentence that counts the axes of what
 * a recurrent layer or a cell was given. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-rule.h"

/* The layer that names itself, one of the words beside the text, or a GRU (a
 * GRUCell). */
static FalkOp
speaker_of (FalkReport *report, const FalkClues *clues, FalkOp like)
{
  gboolean layered = falk_rule (like)->layered;
  FalkOp op = like;

  if (clues->spoke)
    op = clues->speaker;
  else if (!falk_context_op (clues->context, &op))
    return like;
  if (!falk_rule (op)->recurrent || falk_rule (op)->layered != layered)
    return like;
  report->layer_stated = TRUE;
  return op;
}

/* Where an image or a sequence has an axis too many, it is most often one of
 * size 1. */
static FalkShape
likely_shape (const FalkReport *report, guint rank, gint64 width)
{
  FalkShape shape = falk_reconstruct_usual (report, rank);

  if (rank > 0)
    shape.dims[rank - 1] = width;
  if (rank < 4)
    return shape;
  for (guint i = 1; i + 2 < rank; i++)
    shape.dims[i] = 1;
  shape.dims[0] = falk_reconstruct_batch (report);
  return shape;
}

static void
set_input (FalkReport *report, const FalkClues *clues, guint rank, gint64 width)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape shape = likely_shape (report, rank, width);

  report->assumed = falk_reconstruct_all_axes (&shape);
  if (known && known->rank == rank)
    shape = falk_reconstruct_known (known, &shape, &report->assumed);
  falk_reconstruct_input (report, clues, &shape);
  if (report->assumed == falk_reconstruct_all_axes (&shape))
    falk_report_note (report, "Only the number of axes is in the text; their "
                              "sizes are assumed.");
  else if (report->assumed)
    falk_report_note (report, "The sizes that the text leaves open are "
                              "assumed.");
}

static gboolean
read_rank (FalkReport *report, const FalkPatternSlot *slot,
           const FalkClues *clues, FalkOp like)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkStep *step;
  FalkOp op = speaker_of (report, clues, like);
  gboolean stated = report->layer_stated;

  report->layer_stated = FALSE;
  if (!slot->known || slot->number > 8)
    return FALSE;
  report->numbers[0] = falk_rule (like)->layered ? 3 : 2;
  report->numbers[1] = slot->number;
  step = falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0);
  if (!report->layer_stated && known && known->rank == (guint)slot->number
      && known->rank > 3 && known->dims[known->rank - 1] > 0
      && !falk_context_number (clues->context, "input_size", &(gint64){ 0 }))
    falk_step_set_int (step, FALK_ARG_INPUT_SIZE, known->dims[known->rank - 1]);
  report->layer_stated |= stated;
  set_input (report, clues, (guint)slot->number,
             falk_step_get_int (step, FALK_ARG_INPUT_SIZE));
  return TRUE;
}

gboolean
falk_report_read_input_rank (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  return read_rank (report, &slots[0], clues, FALK_OP_GRU);
}

/* The versions that add a batch axis before they count say one too many: five
 * are likelier the four of an image. */
gboolean
falk_report_read_input_rank_old (FalkReport *report,
                                 const FalkPatternSlot *slots,
                                 const FalkClues *clues)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkPatternSlot axes = slots[0];

  if (axes.known && axes.number == 5 && !(known && known->rank == 5))
    axes.number = 4;
  return read_rank (report, &axes, clues, FALK_OP_GRU);
}

gboolean
falk_report_read_cell_rank (FalkReport *report, const FalkPatternSlot *slots,
                            const FalkClues *clues)
{
  return read_rank (report, &slots[0], clues, FALK_OP_GRU_CELL);
}

/* A layer's state has an axis more than a cell's: (layers, B, H). */
gboolean
falk_report_read_cell_state_rank (FalkReport *report,
                                  const FalkPatternSlot *slots,
                                  const FalkClues *clues)
{
  gboolean pair = strstr (report->sentence, "hx[") != NULL;
  FalkShape input, fits, state = { 0 };
  FalkStep *step;
  FalkOp op;

  if (!slots[0].known || slots[0].number > 8)
    return FALSE;
  op = speaker_of (report, clues, pair ? FALK_OP_LSTM_CELL : FALK_OP_GRU_CELL);
  step = falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0);
  input = falk_reconstruct_usual_input (step);
  input.dims[1] = falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
  fits = FALK_SHAPE (input.dims[0],
                     falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE));
  state.rank = (guint)slots[0].number;
  for (guint i = 0; i < state.rank; i++)
    state.dims[state.rank - 1 - i] = i < 2 ? fits.dims[1 - i] : 1;
  falk_step_set_ints (step, FALK_ARG_H0, state.dims, state.rank);
  if (falk_rule_arg (op, FALK_ARG_C0))
    falk_step_set_ints (step, FALK_ARG_C0, state.dims, state.rank);
  report->assumed = falk_reconstruct_all_axes (&input);
  falk_reconstruct_input (report, clues, &input);
  falk_report_note (report, "Only the number of axes is in the text; all sizes "
                            "are assumed.");
  return TRUE;
}

/* Keras takes no two axes for a sequence, as PyTorch does. */
gboolean
falk_report_read_keras_rank (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  const FalkShape *got = report->n_slots > 2 ? &slots[2].shape : NULL;
  gboolean whole = got && got->rank > 1 && got->dims[got->rank - 1] > 0;
  FalkStep *step;

  if (!slots[0].known || slots[0].number != 3)
    return FALSE;
  if (whole)
    falk_context_set_shape (clues->context, "input", got);
  if (!read_rank (report, &slots[1], clues, FALK_OP_GRU))
    return FALSE;
  step = falk_model_step (report->model, 0);
  falk_step_set_int (step, FALK_ARG_BATCH_FIRST, TRUE);
  if (whole)
    falk_step_set_int (step, FALK_ARG_INPUT_SIZE, got->dims[got->rank - 1]);
  falk_report_note (report, "It is shown as the same layer of PyTorch, with "
                            "the batch first.");
  return TRUE;
}

gboolean
falk_report_read_no_time (FalkReport *report, const FalkPatternSlot *slots,
                          const FalkClues *clues)
{
  FalkOp op = speaker_of (report, clues, FALK_OP_GRU);
  FalkStep *step = falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0);
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  FalkShape shape = falk_reconstruct_usual (report, 3);

  shape.dims[first ? 0 : 1] = falk_reconstruct_batch (report);
  shape.dims[first ? 1 : 0] = 0;
  shape.dims[2] = falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
  report->assumed =
      falk_reconstruct_all_axes (&shape) & ~(1u << (first ? 1 : 0));
  falk_reconstruct_input (report, clues, &shape);
  falk_report_note (report, "Only that there are no time steps is in the text; "
                            "the other sizes are assumed.");
  return TRUE;
}
