/* SPDX-License-Identifier: MIT */
/* The likeliest model and input behind a sentence about a state. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-rule.h"

/* Fills what "..." stands for, alike in both shapes. */
static gboolean
fill_elided (FalkReport *report, const FalkSlot *slots)
{
  gboolean elided = slots[0].elided || slots[1].elided;

  for (guint i = 0; i < 2; i++)
    {
      FalkShape *shape = &report->shapes[i];

      if (!slots[i].known)
        return FALSE;
      *shape = slots[i].shape;
      while (slots[i].elided && shape->rank < 3)
        {
          const FalkShape *other = &slots[1 - i].shape;
          gint64 usual = shape->rank == 2 ? 20 : 32;

          shape->dims[shape->rank] =
              shape->rank < other->rank ? other->dims[shape->rank] : usual;
          shape->rank++;
        }
    }
  if (elided)
    falk_report_note (report, "The text leaves sizes out; they are taken as "
                              "the same on both sides.");
  return TRUE;
}

/* The layer: one written out in the text that has as many states as are
 * needed, or one with the state's sizes. */
static FalkStep *
set_layer (FalkReport *report, const FalkClues *clues, const FalkShape *needed)
{
  gint64 states = needed->dims[0], width = needed->dims[needed->rank - 1];
  const FalkStep *known =
      falk_clues_find (clues, FALK_OP_GRU, FALK_ARG_HIDDEN_SIZE, width);
  FalkStep *step;

  if (known
      && falk_step_layers (known) * falk_step_directions (known) != states)
    known = NULL;
  step = falk_reconstruct_step (report, clues, FALK_OP_GRU, known, "gru");
  if (known)
    return step;
  falk_step_set_int (step, FALK_ARG_INPUT_SIZE,
                     falk_reconstruct_width (report));
  falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE, width);
  falk_step_set_int (step, FALK_ARG_NUM_LAYERS, states);
  if (states > 1)
    falk_report_note (
        report,
        "%" G_GINT64_FORMAT
        " is layers × directions; it is taken as num_layers=%" G_GINT64_FORMAT
        ".",
        states, states);
  return step;
}

/* An input whose batch is @batch, or that has none where @batch is below 0.
 * Its other axes are assumed. */
static void
set_input (FalkReport *report, const FalkClues *clues, const FalkStep *step,
           gint64 batch)
{
  gint64 width = falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);

  if (batch >= 0)
    {
      falk_reconstruct_sequence (report, clues, step, batch, width);
      report->assumed = first ? 1u << 1 | 1u << 2 : 1u << 0 | 1u << 2;
      return;
    }
  FalkShape shape = FALK_SHAPE (falk_reconstruct_time (report), width);
  falk_reconstruct_input (report, clues, &shape);
  report->assumed = 1u << 0 | 1u << 1;
}

static void
note_lstm (FalkReport *report)
{
  report->lstm = strstr (report->sentence, "hidden[") != NULL;
  if (report->lstm)
    falk_report_note (report, "hidden[0] and hidden[1] are the two states of "
                              "an LSTM. A GRU with the same sizes is shown: "
                              "its one state has the same shape.");
}

gboolean
falk_report_read_hidden (FalkReport *report, const FalkSlot *slots,
                         const FalkClues *clues)
{
  const FalkShape *needed = &report->shapes[0], *got = &report->shapes[1];
  gboolean batched;
  FalkStep *step;

  if (!fill_elided (report, slots) || needed->rank < 2 || needed->rank > 3)
    return FALSE;
  batched = needed->rank == 3;
  if (!slots[1].brackets)
    report->last = FALK_TORCH_1_7;
  else
    report->first = FALK_TORCH_1_8;
  if (slots[1].brackets && batched && got->rank != 3)
    report->last = FALK_TORCH_1_10;
  note_lstm (report);
  step = set_layer (report, clues, needed);
  falk_step_set_ints (step, FALK_ARG_H0, got->dims, got->rank);
  set_input (report, clues, step, batched ? needed->dims[1] : -1);
  falk_report_note (report,
                    "The input's shape isn't in the text%s; time and "
                    "features are assumed.",
                    batched ? ", only its batch" : "");
  return TRUE;
}

/* Only how many axes the state has is in the text. */
static gboolean
read_state_rank (FalkReport *report, const FalkSlot *slots,
                 const FalkClues *clues, gboolean batched)
{
  gint64 batch = falk_reconstruct_batch (report), rank = slots[0].number;
  gint64 width = falk_reconstruct_width (report);
  FalkShape needed = FALK_SHAPE (1, batch, width), got = { 0 };
  FalkStep *step;

  if (!slots[0].known || rank > 8)
    return FALSE;
  report->numbers[0] = batched ? 3 : 2;
  report->numbers[1] = rank;
  report->shapes[0] = needed;
  got.rank = (guint)rank;
  for (guint i = 0; i < got.rank; i++)
    got.dims[i] = i + 1 == got.rank ? width : i + 2 == got.rank ? batch : 1;
  step = set_layer (report, clues, &needed);
  falk_step_set_ints (step, FALK_ARG_H0, got.dims, got.rank);
  set_input (report, clues, step, batched ? batch : -1);
  report->assumed = 7u;
  falk_report_note (report, "Only numbers of axes are in the text; all sizes "
                            "are assumed.");
  return TRUE;
}

gboolean
falk_report_read_batched_state (FalkReport *report, const FalkSlot *slots,
                                const FalkClues *clues)
{
  return read_state_rank (report, slots, clues, TRUE);
}

gboolean
falk_report_read_unbatched_state (FalkReport *report, const FalkSlot *slots,
                                  const FalkClues *clues)
{
  return read_state_rank (report, slots, clues, FALSE);
}
