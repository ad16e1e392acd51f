/* SPDX-License-Identifier: MIT */
/* The likeliest recurrent layer behind a sentence, and the sequence that it
 * was given. */

#include "falk-report-private.h"
#include "falk-rule.h"

const FalkShape *
falk_reconstruct_known_input (const FalkClues *clues)
{
  static const char *const names[] = { "input", "x", "inputs", "X", "data" };
  const FalkShape *shape =
      clues->argument ? falk_context_shape (clues->context, clues->argument)
                      : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && !shape; i++)
    shape = falk_context_shape (clues->context, names[i]);
  return shape;
}

/* Whether @op may say what a layer like @like says. */
static gboolean
is_kin (FalkOp op, FalkOp like)
{
  return falk_rule (op)->recurrent
         && falk_rule (op)->layered == falk_rule (like)->layered;
}

/* A layer written out in the text, the one that was called first. */
static const FalkStep *
written_out (const FalkClues *clues, FalkOp like, FalkArg arg, gint64 value)
{
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      const FalkStep *step =
          is_kin ((FalkOp)op, like)
              ? falk_clues_find (clues, (FalkOp)op, arg, value)
              : NULL;

      if (step)
        return step;
    }
  return NULL;
}

FalkStep *
falk_reconstruct_recurrent (FalkReport *report, const FalkClues *clues,
                            FalkOp like, FalkArg arg, gint64 value)
{
  const FalkStep *known = written_out (clues, like, arg, value);
  const FalkShape *input = falk_reconstruct_known_input (clues);
  FalkOp op = like;
  FalkStep *step;

  if (known)
    return falk_reconstruct_step (report, clues, known->op, known, NULL);
  if (falk_context_op (clues->context, &op) && !is_kin (op, like))
    op = like;
  else
    report->layer_stated = falk_context_op (clues->context, &op);
  if (!report->layer_stated)
    op = like;
  g_autofree char *name = g_ascii_strdown (falk_rule (op)->name, -1);
  step = falk_reconstruct_step (report, clues, op, NULL,
                                falk_rule (op)->layered ? name : "cell");
  falk_step_set_int (step, arg, value);
  if (!falk_step_has (step, FALK_ARG_INPUT_SIZE) && input && input->rank > 1
      && input->dims[input->rank - 1] > 0)
    falk_step_set_int (step, FALK_ARG_INPUT_SIZE, input->dims[input->rank - 1]);
  if (!falk_step_has (step, FALK_ARG_INPUT_SIZE))
    falk_step_set_int (step, FALK_ARG_INPUT_SIZE,
                       falk_rule (op)->layered
                           ? falk_reconstruct_width (report)
                           : falk_reconstruct_time (report));
  if (!falk_step_has (step, FALK_ARG_HIDDEN_SIZE))
    falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE,
                       falk_reconstruct_width (report));
  return step;
}

/* Whether @size, where it is known, is @needed, where that is. */
static gboolean
may_be (gint64 size, gint64 needed)
{
  return size < 0 || needed < 0 || size == needed;
}

/* Which axis of @known is the batch, so that it has @batch sequences; -1
 * where none can be. */
static int
batch_axis (const FalkStep *step, const FalkShape *known, gint64 batch)
{
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  int axis = first ? 0 : 1;

  if (may_be (known->dims[axis], batch))
    return axis;
  return !falk_step_has (step, FALK_ARG_BATCH_FIRST)
                 && may_be (known->dims[1 - axis], batch)
             ? 1 - axis
             : -1;
}

/* The input that is at hand, where it can have given the sentence's numbers:
 * what isn't known of it is assumed. */
static gboolean
take_known (FalkReport *report, const FalkClues *clues, FalkStep *step,
            gint64 batch, gint64 features)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape shape;
  int axis;

  if (!known || known->rank < 2 || known->rank > 3
      || !may_be (known->dims[known->rank - 1], features))
    return FALSE;
  shape = *known;
  axis = known->rank == 3 ? batch_axis (step, known, batch) : 1;
  if (axis < 0 || (known->rank == 2 && batch >= 0))
    return FALSE;
  if (known->rank == 3 && axis == 0)
    falk_step_set_int (step, FALK_ARG_BATCH_FIRST, TRUE);
  for (guint i = 0; i < shape.rank; i++)
    {
      gboolean last = i + 1 == shape.rank;

      if (shape.dims[i] >= 0)
        continue;
      if (last && features >= 0)
        shape.dims[i] = features;
      else if (!last && shape.rank == 3 && (int)i == axis)
        shape.dims[i] = batch >= 0 ? batch : falk_reconstruct_batch (report);
      else
        shape.dims[i] = last ? falk_step_get_int (step, FALK_ARG_INPUT_SIZE)
                             : falk_reconstruct_time (report);
      if (!(last && features >= 0)
          && !(shape.rank == 3 && (int)i == axis && batch >= 0))
        report->assumed |= 1u << i;
    }
  falk_reconstruct_input (report, clues, &shape);
  return TRUE;
}

void
falk_reconstruct_sequence (FalkReport *report, const FalkClues *clues,
                           FalkStep *step, gint64 batch, gint64 features)
{
  gint64 time = falk_reconstruct_time (report);
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  guint batch_at = first ? 0 : 1;
  FalkShape shape = { .rank = 3 };

  report->assumed = 0;
  if (take_known (report, clues, step, batch, features))
    return;
  shape.dims[batch_at] = batch >= 0 ? batch : falk_reconstruct_batch (report);
  shape.dims[1 - batch_at] = time;
  shape.dims[2] =
      features >= 0 ? features : falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
  report->assumed = 1u << (1 - batch_at) | (batch >= 0 ? 0 : 1u << batch_at)
                    | (features >= 0 ? 0 : 1u << 2);
  falk_report_note (report,
                    "Of the input, %s in the text; the rest of its "
                    "shape is assumed.",
                    batch >= 0      ? "only the batch is"
                    : features >= 0 ? "only the last axis is"
                                    : "nothing is");
  falk_reconstruct_input (report, clues, &shape);
}

void
falk_reconstruct_unbatched (FalkReport *report, const FalkClues *clues,
                            const FalkStep *step)
{
  gint64 width = falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape shape = FALK_SHAPE (falk_reconstruct_time (report), width);

  report->assumed = 1u << 0 | 1u << 1;
  if (known && known->rank == 2)
    for (guint i = 0; i < 2; i++)
      if (known->dims[i] >= 0 && (i == 0 || known->dims[i] == width))
        {
          shape.dims[i] = known->dims[i];
          report->assumed &= ~(1u << i);
        }
  if (report->assumed)
    falk_report_note (report, "The input's shape isn't in the text; %s.",
                      report->assumed == 3u ? "time and features are assumed"
                                            : "part of it is assumed");
  falk_reconstruct_input (report, clues, &shape);
}

/* A layer that takes 1 feature was likely given windows of plain numbers,
 * whose feature axis is missing. */
static void
read_windows (FalkReport *report, const FalkClues *clues, gint64 length)
{
  gint64 windows = falk_reconstruct_batch (report);
  FalkShape shape = FALK_SHAPE (windows, length);

  falk_reconstruct_input (report, clues, &shape);
  report->assumed = 1u << 0;
  falk_report_note (report,
                    "Only the last axis of the input is in the text. It is "
                    "taken to be " FALK_SIZE " windows of " FALK_SIZE
                    " numbers.",
                    windows, length);
}

gboolean
falk_report_read_input_size (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  gint64 needed, found;
  FalkStep *step;

  if (!slots[0].known && !slots[1].known)
    return FALSE;
  needed = slots[0].known ? slots[0].number : slots[1].number + 1;
  found = slots[1].known ? slots[1].number : needed == 1 ? 2 : 1;
  report->numbers[0] = needed;
  report->numbers[1] = found;
  step = falk_reconstruct_recurrent (report, clues, FALK_OP_GRU,
                                     FALK_ARG_INPUT_SIZE, needed);
  if (!report->layer_stated)
    falk_report_note (report,
                      "The layer isn't in the text. GRU, LSTM and RNN all say "
                      "this; it is taken as a GRU with hidden_size=" FALK_SIZE
                      ".",
                      falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE));
  if (needed == 1 && !falk_reconstruct_known_input (clues))
    {
      read_windows (report, clues, found);
      return TRUE;
    }
  falk_reconstruct_sequence (report, clues, step, -1, found);
  if (slots[0].known && slots[1].known)
    return TRUE;
  report->assumed |= 1u << (report->input->shape.rank - 1);
  falk_report_note (
      report, "The text leaves a number out; " FALK_SIZE " is assumed for it.",
      slots[1].known ? needed : found);
  return TRUE;
}
