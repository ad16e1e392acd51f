/* SPDX-License-Identifier: MIT */
/* The likeliest cell and input behind a sentence of a recurrent cell. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-rule.h"

/* The sizes of a cell and of what it is given. */
typedef struct
{
  gint64 batch, features;
  gint64 input_size, hidden_size;
  gint64 state_batch, state_width; /* 0 where no state is handed in */
} CellSizes;

/* The state at fault, and where that is an LSTMCell's second one a first one
 * that fits. */
static void
set_state (FalkStep *step, const CellSizes *sizes, gboolean second)
{
  FalkShape state = FALK_SHAPE (sizes->state_batch, sizes->state_width);
  FalkShape fits = FALK_SHAPE (sizes->batch, sizes->hidden_size);

  if (second)
    falk_step_set_ints (step, FALK_ARG_H0, fits.dims, fits.rank);
  falk_step_set_ints (step, second ? FALK_ARG_C0 : FALK_ARG_H0, state.dims,
                      state.rank);
}

static void
set_cell (FalkReport *report, const FalkClues *clues, const CellSizes *sizes,
          const FalkStep *known)
{
  gboolean two = strstr (report->sentence, "hidden[") != NULL;
  FalkStep *step = falk_reconstruct_step (
      report, clues, two ? FALK_OP_LSTM_CELL : FALK_OP_GRU_CELL,
      two ? NULL : known, "cell");
  FalkShape input = FALK_SHAPE (sizes->batch, sizes->features);

  falk_step_set_int (step, FALK_ARG_INPUT_SIZE, sizes->input_size);
  falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE, sizes->hidden_size);
  if (sizes->state_width > 0)
    set_state (step, sizes, strstr (report->sentence, "hidden[1]") != NULL);
  falk_reconstruct_input (report, clues, &input);
  report->layer_stated |= two;
  if (!known && !two)
    falk_report_note (report, "The cell isn't in the text. GRUCell, LSTMCell "
                              "and RNNCell all say this; it is taken as a "
                              "GRUCell.");
}

/* Notes both numbers of the text; FALSE where one isn't known. */
static gboolean
take_numbers (FalkReport *report, const FalkSlot *needed, const FalkSlot *found)
{
  report->numbers[0] = needed->number;
  report->numbers[1] = found->number;
  return needed->known && found->known;
}

gboolean
falk_report_read_cell_input (FalkReport *report, const FalkSlot *slots,
                             const FalkClues *clues)
{
  const FalkStep *known;
  CellSizes sizes = { 0 };

  if (!take_numbers (report, &slots[1], &slots[0]))
    return FALSE;
  known = falk_clues_find (clues, FALK_OP_GRU_CELL, FALK_ARG_INPUT_SIZE,
                           slots[1].number);
  sizes.batch = falk_reconstruct_batch (report);
  sizes.features = slots[0].number;
  sizes.input_size = slots[1].number;
  sizes.hidden_size = known ? falk_step_get_int (known, FALK_ARG_HIDDEN_SIZE)
                            : falk_reconstruct_width (report);
  set_cell (report, clues, &sizes, known);
  report->assumed = 1u << 0;
  falk_report_note (report, "The batch isn't in the text and is assumed.");
  return TRUE;
}

gboolean
falk_report_read_cell_batch (FalkReport *report, const FalkSlot *slots,
                             const FalkClues *clues)
{
  CellSizes sizes = { 0 };

  if (!take_numbers (report, &slots[0], &slots[1]))
    return FALSE;
  sizes.batch = slots[0].number;
  sizes.features = sizes.input_size = falk_reconstruct_time (report);
  sizes.hidden_size = sizes.state_width = falk_reconstruct_width (report);
  sizes.state_batch = slots[1].number;
  set_cell (report, clues, &sizes, NULL);
  report->assumed = 1u << 1;
  falk_report_note (report, "Only the two batches are in the text; the other "
                            "sizes are assumed.");
  return TRUE;
}

gboolean
falk_report_read_cell_state (FalkReport *report, const FalkSlot *slots,
                             const FalkClues *clues)
{
  const FalkStep *known;
  CellSizes sizes = { 0 };

  if (!take_numbers (report, &slots[1], &slots[0]) || slots[0].number == 0)
    return FALSE;
  known = falk_clues_find (clues, FALK_OP_GRU_CELL, FALK_ARG_HIDDEN_SIZE,
                           slots[1].number);
  sizes.batch = sizes.state_batch = falk_reconstruct_batch (report);
  sizes.input_size = known ? falk_step_get_int (known, FALK_ARG_INPUT_SIZE)
                           : falk_reconstruct_time (report);
  sizes.features = sizes.input_size;
  sizes.hidden_size = slots[1].number;
  sizes.state_width = slots[0].number;
  set_cell (report, clues, &sizes, known);
  report->assumed = 1u << 0 | 1u << 1;
  falk_report_note (report, "Only the two widths are in the text; the other "
                            "sizes are assumed.");
  return TRUE;
}
