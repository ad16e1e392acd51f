/* SPDX-License-Identifier: MIT */
/* The likeliest model and input behind the numbers of an error sentence. */
#include "falk-report-private.h"

#include "falk-rule.h"

/* Sizes for what a text leaves out, the usual one first: the first that is
 * none of the text's own numbers is taken, so that nothing coincides. */
static const gint64 assumed_times[] = { 10, 12, 14, 9, 11 };
static const gint64 assumed_batches[] = { 32, 24, 48, 40, 28 };
static const gint64 assumed_widths[] = { 20, 30, 18, 26, 22 };

static gint64
assume (const gint64 candidates[static 5], const FalkReport *report)
{
  for (guint i = 0; i < 5; i++)
    {
      gboolean taken = candidates[i] == report->numbers[0]
                       || candidates[i] == report->numbers[1];

      for (guint s = 0; s < 2; s++)
        for (guint a = 0; a < report->shapes[s].rank; a++)
          taken |= candidates[i] == report->shapes[s].dims[a];
      if (!taken)
        return candidates[i];
    }
  return candidates[4];
}

gint64
falk_reconstruct_time (const FalkReport *report)
{
  return assume (assumed_times, report);
}

gint64
falk_reconstruct_batch (const FalkReport *report)
{
  return assume (assumed_batches, report);
}

gint64
falk_reconstruct_width (const FalkReport *report)
{
  return assume (assumed_widths, report);
}

void
falk_reconstruct_input (FalkReport *report, const FalkClues *clues,
                        const FalkShape *shape)
{
  report->input = falk_tensor_new (clues->argument ? clues->argument : "x",
                                   NULL, FALK_DTYPE_FLOAT32, shape, NULL);
}

/* A step of @op, or a copy of @known, as the model's only one. */
FalkStep *
falk_reconstruct_step (FalkReport *report, const FalkClues *clues, FalkOp op,
                       const FalkStep *known, const char *name)
{
  FalkStep *step;

  report->op = op;
  report->model = falk_model_new ("pasted");
  if (known != NULL)
    {
      step = falk_step_copy (known);
      report->layer_stated = TRUE;
    }
  else
    step = falk_step_new (op, clues->callee ? clues->callee : name);
  falk_model_insert (report->model, 0, step);
  return falk_model_step (report->model, 0);
}

/* Ways to write @rows as two factors above 1, for a note: "32 × 50". */
static char *
factorings (gint64 rows)
{
  static const gint64 usual[] = { 64, 32, 16, 128, 8, 100, 10 };
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (usual) && n < 3; i++)
    if (rows > usual[i] && rows % usual[i] == 0)
      g_string_append_printf (text,
                              "%s%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT,
                              n++ ? ", " : "", usual[i], rows / usual[i]);
  return g_string_free (text, FALSE);
}

/* Shape of the input of a Linear whose flattened rows are known. Where the
 * size that the layer needs divides the rows, it is likely the axis beside
 * the last. */
static FalkShape
unflatten (FalkReport *report)
{
  gint64 rows = report->shapes[0].dims[0], found = report->numbers[1];
  gint64 needed = report->numbers[0];
  g_autofree char *ways = NULL;

  if (needed > 1 && rows > needed && rows % needed == 0)
    {
      falk_report_note (report,
                        "The input's shape isn't in the text; it is taken to "
                        "be %" G_GINT64_FORMAT " × %" G_GINT64_FORMAT
                        " × %" G_GINT64_FORMAT ".",
                        rows / needed, needed, found);
      return FALK_SHAPE (rows / needed, needed, found);
    }
  ways = factorings (rows);
  if (ways[0] != '\0')
    falk_report_note (report,
                      "The input's shape isn't in the text. %" G_GINT64_FORMAT
                      " rows may be several axes flattened together (%s, for "
                      "example); they are taken as one axis.",
                      rows, ways);
  return FALK_SHAPE (rows, found);
}

/* Whether the text itself shows that a recurrent layer multiplied. From 0.4
 * on those check their input before they multiply. */
static const FalkStep *
recurrent_speaker (const FalkReport *report, const FalkClues *clues,
                   gboolean *speaks)
{
  const FalkShape *m2 = &report->shapes[1];
  const FalkStep *known = NULL;

  *speaks = FALSE;
  if (report->wording != FALK_WORDING_SIZE_MISMATCH || m2->dims[1] % 3 != 0)
    return NULL;
  known =
      falk_clues_find (clues, FALK_OP_GRU, FALK_ARG_INPUT_SIZE, m2->dims[0]);
  if (known
      && falk_step_get_int (known, FALK_ARG_HIDDEN_SIZE) * 3 != m2->dims[1])
    known = NULL;
  *speaks = g_strcmp0 (clues->module, "rnn") == 0
            || (known && g_strcmp0 (clues->callee, known->name) == 0);
  return known;
}

/* One time step of an old GRU: m1 has a row for each sequence. */
static void
read_old_gru (FalkReport *report, const FalkClues *clues, const FalkStep *known)
{
  gint64 time = falk_reconstruct_time (report);
  FalkStep *step =
      falk_reconstruct_step (report, clues, FALK_OP_GRU, known, "gru");
  FalkShape shape =
      FALK_SHAPE (time, report->shapes[0].dims[0], report->numbers[1]);
  guint time_axis = 0;

  falk_step_set_int (step, FALK_ARG_INPUT_SIZE, report->numbers[0]);
  falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE, report->shapes[1].dims[1] / 3);
  if (falk_step_get_bool (step, FALK_ARG_BATCH_FIRST))
    {
      shape.dims[1] = time;
      shape.dims[0] = report->shapes[0].dims[0];
      time_axis = 1;
    }
  report->last = FALK_TORCH_0_3;
  report->layer_stated = TRUE;
  report->assumed = 1u << time_axis;
  falk_report_note (report,
                    "The traceback shows a recurrent layer. PyTorch 0.3 "
                    "multiplied one time step at a time, so %" G_GINT64_FORMAT
                    " is the batch; %" G_GINT64_FORMAT
                    " time steps are assumed.",
                    report->shapes[0].dims[0], time);
  falk_reconstruct_input (report, clues, &shape);
}

gboolean
falk_report_read_product (FalkReport *report, const FalkSlot *slots,
                          const FalkClues *clues)
{
  gboolean recurrent;
  const FalkStep *known;
  FalkShape shape;
  FalkStep *step;

  for (guint i = 0; i < 4; i++)
    if (!slots[i].known)
      return FALSE;
  report->shapes[0] = FALK_SHAPE (slots[0].number, slots[1].number);
  report->shapes[1] = FALK_SHAPE (slots[2].number, slots[3].number);
  report->numbers[0] = slots[2].number;
  report->numbers[1] = slots[1].number;
  known = recurrent_speaker (report, clues, &recurrent);
  if (recurrent)
    {
      read_old_gru (report, clues, known);
      return TRUE;
    }
  known = falk_clues_find (clues, FALK_OP_LINEAR, FALK_ARG_IN_FEATURES,
                           slots[2].number);
  if (known
      && falk_step_get_int (known, FALK_ARG_OUT_FEATURES) != slots[3].number)
    known = NULL;
  step = falk_reconstruct_step (report, clues, FALK_OP_LINEAR, known, "linear");
  falk_step_set_int (step, FALK_ARG_IN_FEATURES, slots[2].number);
  falk_step_set_int (step, FALK_ARG_OUT_FEATURES, slots[3].number);
  report->layer_stated |= g_strcmp0 (clues->module, "linear") == 0;
  if (!report->layer_stated)
    falk_report_note (report, "The layer isn't in the text. m2 fits the "
                              "weight of a Linear, so it is taken as one.");
  shape = unflatten (report);
  falk_reconstruct_input (report, clues, &shape);
  return TRUE;
}

/* The input of a recurrent layer whose number of features is known. */
void
falk_reconstruct_sequence (FalkReport *report, const FalkClues *clues,
                           const FalkStep *step, gint64 batch, gint64 features)
{
  gint64 time = falk_reconstruct_time (report);
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  FalkShape shape =
      FALK_SHAPE (first ? batch : time, first ? time : batch, features);

  falk_reconstruct_input (report, clues, &shape);
}

/* A layer that takes 1 feature was likely given windows of plain numbers,
 * whose feature axis is missing. */
static void
read_windows (FalkReport *report, const FalkClues *clues, gint64 windows,
              gint64 length)
{
  FalkShape shape = FALK_SHAPE (windows, length);

  falk_reconstruct_input (report, clues, &shape);
  report->assumed = 1u << 0;
  falk_report_note (report,
                    "Only the last axis of the input is in the text. It is "
                    "taken to be %" G_GINT64_FORMAT
                    " windows of %" G_GINT64_FORMAT " numbers.",
                    windows, length);
}

gboolean
falk_report_read_input_size (FalkReport *report, const FalkSlot *slots,
                             const FalkClues *clues)
{
  gint64 needed, found, batch;
  const FalkStep *known;
  FalkStep *step;

  if (!slots[0].known && !slots[1].known)
    return FALSE;
  needed = slots[0].known ? slots[0].number : slots[1].number + 1;
  found = slots[1].known ? slots[1].number : needed == 1 ? 2 : 1;
  report->numbers[0] = needed;
  report->numbers[1] = found;
  batch = falk_reconstruct_batch (report);
  known = falk_clues_find (clues, FALK_OP_GRU, FALK_ARG_INPUT_SIZE, needed);
  step = falk_reconstruct_step (report, clues, FALK_OP_GRU, known, "gru");
  if (known == NULL)
    {
      falk_step_set_int (step, FALK_ARG_INPUT_SIZE, needed);
      falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE,
                         falk_reconstruct_width (report));
      falk_report_note (
          report,
          "The layer isn't in the text. GRU, LSTM and RNN all say this; it is "
          "taken as a GRU with hidden_size=%" G_GINT64_FORMAT ".",
          falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE));
    }
  if (needed == 1)
    {
      read_windows (report, clues, batch, found);
      return TRUE;
    }
  falk_reconstruct_sequence (report, clues, step, batch, found);
  report->assumed = 1u << 0 | 1u << 1;
  if (!slots[0].known || !slots[1].known)
    {
      report->assumed |= 1u << 2;
      falk_report_note (report,
                        "The text leaves a number out; %" G_GINT64_FORMAT
                        " is assumed for it.",
                        slots[1].known ? needed : found);
    }
  falk_report_note (report,
                    "Only the last axis of the input is in the text; time and "
                    "batch are assumed.");
  return TRUE;
}
