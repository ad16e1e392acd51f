/* SPDX-License-Identifier: MIT */
/* The likeliest model and input behind a sentence about a state. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-rule.h"

/* Fills what "..." stands for, alike in both shapes. */
static gboolean
fill_elided (FalkReport *report, const FalkPatternSlot *slots)
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

/* Shares the @states that are needed out over layers and directions, as far
 * as those aren't known. */
static void
set_depth (FalkReport *report, FalkStep *step, gint64 states)
{
  gint64 directions = falk_step_directions (step);

  if (falk_step_layers (step) * directions == states)
    return;
  if (states % directions != 0)
    {
      falk_step_unset (step, FALK_ARG_BIDIRECTIONAL);
      directions = 1;
    }
  if (falk_step_has (step, FALK_ARG_NUM_LAYERS)
      && falk_step_layers (step) * 2 == states)
    {
      falk_step_set_int (step, FALK_ARG_BIDIRECTIONAL, TRUE);
      return;
    }
  falk_step_set_int (step, FALK_ARG_NUM_LAYERS, states / directions);
  falk_report_note (report,
                    "%" G_GINT64_FORMAT
                    " is layers × directions; it is taken as "
                    "num_layers=%" G_GINT64_FORMAT ".",
                    states, states / directions);
}

/* The states as they were handed in. Of an LSTM's two the first is checked
 * first: where it is wrong the second was likely made alike, and where the
 * second (@cell) is, the first is right. */
static void
set_states (FalkStep *step, gboolean cell, const FalkShape *needed,
            const FalkShape *got)
{
  const FalkShape *first = cell ? needed : got;

  falk_step_set_ints (step, FALK_ARG_H0, first->dims, first->rank);
  if (step->op == FALK_OP_LSTM)
    falk_step_set_ints (step, FALK_ARG_C0, got->dims, got->rank);
}

/* A state without a batch axis is shown with one of size 1. */
static gboolean
drop_batch (const FalkClues *clues, FalkShape *needed, FalkShape *got)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);

  if (!known || known->rank != 2 || needed->rank != 3 || got->rank != 3
      || needed->dims[1] != 1 || got->dims[1] != 1)
    return FALSE;
  *needed = FALK_SHAPE (needed->dims[0], needed->dims[2]);
  *got = FALK_SHAPE (got->dims[0], got->dims[2]);
  return TRUE;
}

gboolean
falk_report_read_hidden (FalkReport *report, const FalkPatternSlot *slots,
                         const FalkClues *clues)
{
  const gboolean cell = strstr (report->sentence, "hidden[1]") != NULL
                        || strstr (report->sentence, "initial_c") != NULL;
  const gboolean pair = cell || strstr (report->sentence, "hidden[") != NULL;
  FalkShape needed, got;
  gboolean batched;
  FalkStep *step;

  if (!fill_elided (report, slots) || report->shapes[0].rank < 2
      || report->shapes[0].rank > 3)
    return FALSE;
  needed = report->shapes[0];
  got = report->shapes[1];
  if (needed.rank == 3 && got.rank != 3)
    report->last = FALK_TORCH_1_10;
  step = falk_reconstruct_recurrent (
      report, clues, pair ? FALK_OP_LSTM : FALK_OP_GRU, FALK_ARG_HIDDEN_SIZE,
      needed.dims[needed.rank - 1]);
  if (falk_step_layers (step) * falk_step_directions (step) != needed.dims[0])
    set_depth (report, step, needed.dims[0]);
  batched = !drop_batch (clues, &needed, &got) && needed.rank == 3;
  set_states (step, cell, &needed, &got);
  if (batched)
    falk_reconstruct_sequence (report, clues, step, needed.dims[1], -1);
  else
    falk_reconstruct_unbatched (report, clues, step);
  return TRUE;
}

/* Only how many axes the state has is in the text. */
static gboolean
read_state_rank (FalkReport *report, const FalkPatternSlot *slots,
                 const FalkClues *clues, gboolean batched)
{
  /* a state that is handed to one sequence is likely for a batch of one */
  gint64 batch = batched ? falk_reconstruct_batch (report) : 1;
  gint64 rank = slots[0].number;
  gint64 width = falk_reconstruct_width (report);
  FalkShape needed = FALK_SHAPE (1, batch, width), got = { 0 };
  FalkShape unbatched = FALK_SHAPE (1, width);
  FalkStep *step;

  if (!slots[0].known || rank > 8)
    return FALSE;
  report->numbers[0] = batched ? 3 : 2;
  report->numbers[1] = rank;
  report->shapes[0] = needed;
  got.rank = (guint)rank;
  for (guint i = 0; i < got.rank; i++)
    got.dims[i] = i + 1 == got.rank ? width : i + 2 == got.rank ? batch : 1;
  step = falk_reconstruct_recurrent (
      report, clues, report->n_slots == 2 ? FALK_OP_LSTM : FALK_OP_GRU,
      FALK_ARG_HIDDEN_SIZE, width);
  set_states (step, FALSE, batched ? &needed : &unbatched, &got);
  if (batched)
    falk_reconstruct_sequence (report, clues, step, batch, -1);
  else
    falk_reconstruct_unbatched (report, clues, step);
  report->assumed = 7u;
  falk_report_note (report, "Only numbers of axes are in the text; all sizes "
                            "are assumed.");
  return TRUE;
}

gboolean
falk_report_read_batched_state (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  return read_state_rank (report, slots, clues, TRUE);
}

gboolean
falk_report_read_unbatched_state (FalkReport *report,
                                  const FalkPatternSlot *slots,
                                  const FalkClues *clues)
{
  return read_state_rank (report, slots, clues, FALSE);
}
