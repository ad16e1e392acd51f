/* SPDX-License-Identifier: MIT */
/* The likeliest cell and input behind a sentence of a recurrent cell. */
#include <string.h>

#include "falk-report-private.h"

/* The sizes of what a cell is given; below 0, those that it takes. */
typedef struct
{
  gint64 batch, features;
  gint64 state_batch, state_width; /* state_batch below 0: no state */
} CellSizes;

/* The state at fault. Where that is an LSTMCell's second one, the first one
 * fits; where it is the first, the second was likely made alike. */
static void
set_state (FalkStep *step, const CellSizes *sizes, gboolean second)
{
  gint64 hidden = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  FalkShape fits = FALK_SHAPE (sizes->batch, hidden);
  FalkShape state =
      FALK_SHAPE (sizes->state_batch,
                  sizes->state_width >= 0 ? sizes->state_width : hidden);
  const FalkShape *first = second ? &fits : &state;

  falk_step_set_ints (step, FALK_ARG_H0, first->dims, first->rank);
  if (step->op == FALK_OP_LSTM_CELL)
    falk_step_set_ints (step, FALK_ARG_C0, state.dims, state.rank);
}

/* Only an LSTMCell has two states to number. */
static void
set_cell (FalkReport *report, const FalkClues *clues, const CellSizes *sizes,
          FalkArg arg, gint64 value)
{
  gboolean two = strstr (report->sentence, "hidden[") != NULL;
  gboolean second = strstr (report->sentence, "hidden[1]") != NULL
                    || strstr (report->sentence, "hidden1") != NULL;
  FalkStep *step = falk_reconstruct_recurrent (
      report, clues, two || second ? FALK_OP_LSTM_CELL : FALK_OP_GRU_CELL, arg,
      value);
  FalkShape input = FALK_SHAPE (
      sizes->batch, sizes->features >= 0
                        ? sizes->features
                        : falk_step_get_int (step, FALK_ARG_INPUT_SIZE));

  if (sizes->state_batch >= 0)
    set_state (step, sizes, second);
  falk_reconstruct_input (report, clues, &input);
  report->layer_stated |= two || second;
  if (!report->layer_stated)
    falk_report_note (report, "The cell isn't in the text. GRUCell, LSTMCell "
                              "and RNNCell all say this; it is taken as a "
                              "GRUCell.");
}

/* Notes both numbers of the text; FALSE where one isn't known. */
static gboolean
take_numbers (FalkReport *report, const FalkPatternSlot *needed,
              const FalkPatternSlot *found)
{
  report->numbers[0] = needed->number;
  report->numbers[1] = found->number;
  return needed->known && found->known;
}

gboolean
falk_report_read_cell_input (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  CellSizes sizes = { .state_batch = -1 };

  if (!take_numbers (report, &slots[1], &slots[0]))
    return FALSE;
  sizes.batch = falk_reconstruct_batch (report);
  sizes.features = slots[0].number;
  set_cell (report, clues, &sizes, FALK_ARG_INPUT_SIZE, slots[1].number);
  report->assumed = 1u << 0;
  falk_report_note (report, "The batch isn't in the text and is assumed.");
  return TRUE;
}

gboolean
falk_report_read_cell_batch (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  CellSizes sizes = { .features = -1, .state_width = -1 };

  if (!take_numbers (report, &slots[0], &slots[1]))
    return FALSE;
  sizes.batch = slots[0].number;
  sizes.state_batch = slots[1].number;
  set_cell (report, clues, &sizes, FALK_ARG_BIAS, TRUE);
  report->assumed = 1u << 1;
  falk_report_note (report, "Only the two batches are in the text; the other "
                            "sizes are assumed.");
  return TRUE;
}

gboolean
falk_report_read_cell_state (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  CellSizes sizes = { .features = -1 };

  if (!take_numbers (report, &slots[1], &slots[0]) || slots[0].number == 0)
    return FALSE;
  sizes.batch = sizes.state_batch = falk_reconstruct_batch (report);
  sizes.state_width = slots[0].number;
  set_cell (report, clues, &sizes, FALK_ARG_HIDDEN_SIZE, slots[1].number);
  report->assumed = 1u << 0 | 1u << 1;
  falk_report_note (report, "Only the two widths are in the text; the other "
                            "sizes are assumed.");
  return TRUE;
}
