/* SPDX-License-Identifier: MIT */
/* The likeliest model and input behind the numbers of an error sentence. */
#include "falk-factoring.h"
#include "falk-report-private.h"

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
falk_reconstruct_typed_input (FalkReport *report, const FalkClues *clues,
                              const FalkShape *shape, FalkDtype dtype)
{
  FalkTensor *input = falk_tensor_new (clues->argument ? clues->argument : "x",
                                       NULL, dtype, shape, NULL);

  if (report->input)
    falk_tensor_unref (report->input);
  report->input = input;
}

void
falk_reconstruct_input (FalkReport *report, const FalkClues *clues,
                        const FalkShape *shape)
{
  falk_reconstruct_typed_input (report, clues, shape, FALK_DTYPE_FLOAT32);
}

/* A step of @op, or a copy of @known, as the model's only one. What is known
 * beside the text gives a new one its arguments. */
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
    {
      step = falk_step_new (op, clues->callee ? clues->callee : name);
      falk_context_configure (clues->context, step);
    }
  falk_model_insert (report->model, 0, step);
  return falk_model_step (report->model, 0);
}

/* Ways to write @rows as two factors above 1, for a note. */
static char *
factorings (const FalkReport *report, gint64 rows)
{
  g_autoptr (GArray) ways = falk_factorings (rows, 0, report->context);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ways->len; i++)
    {
      g_autofree char *way =
          falk_factoring_to_text (&g_array_index (ways, FalkFactoring, i));

      g_string_append_printf (text, "%s%s", i ? ", " : "", way);
    }
  return g_string_free (text, FALSE);
}

/* Whether @known is a shape whose axes but the last multiply to @rows, with
 * @last behind them. */
static gboolean
flattens_to (const FalkShape *known, gint64 rows, gint64 last)
{
  gint64 product = 1;

  if (!known || known->rank < 2 || known->dims[known->rank - 1] != last)
    return FALSE;
  for (guint i = 0; i + 1 < known->rank; i++)
    if (known->dims[i] < 0
        || !falk_size_mul (product, known->dims[i], &product))
      return FALSE;
  return product == rows;
}

/* Shape of the input of a Linear whose flattened rows are known: the one that
 * is at hand, where it gives those rows. Else, where the size that the layer
 * needs divides the rows, it is likely the axis beside the last. */
static FalkShape
unflatten (FalkReport *report, const FalkClues *clues)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  gint64 rows = report->shapes[0].dims[0], found = report->numbers[1];
  gint64 needed = report->numbers[0];
  g_autofree char *ways = NULL;

  if (flattens_to (known, rows, found))
    return *known;
  if (needed > 1 && rows > needed && rows % needed == 0)
    {
      falk_report_note (report,
                        "The input's shape isn't in the text; it is taken to "
                        "be %" G_GINT64_FORMAT " × %" G_GINT64_FORMAT
                        " × %" G_GINT64_FORMAT ".",
                        rows / needed, needed, found);
      return FALK_SHAPE (rows / needed, needed, found);
    }
  ways = factorings (report, rows);
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

/* The Linear, or what else multiplies by m2, and the input: @stated, or where
 * that is NULL the one that m1 was flattened from. */
static gboolean
read_operands (FalkReport *report, const FalkClues *clues,
               const FalkShape *stated)
{
  gint64 in = report->numbers[0], out = report->shapes[1].dims[1];
  gboolean recurrent;
  const FalkStep *known;
  FalkShape shape;
  FalkStep *step;

  known = recurrent_speaker (report, clues, &recurrent);
  if (recurrent)
    {
      read_old_gru (report, clues, known);
      return TRUE;
    }
  known = falk_clues_find (clues, FALK_OP_LINEAR, FALK_ARG_IN_FEATURES, in);
  if (known && falk_step_get_int (known, FALK_ARG_OUT_FEATURES) != out)
    known = NULL;
  step = falk_reconstruct_step (report, clues, FALK_OP_LINEAR, known, "linear");
  falk_step_set_int (step, FALK_ARG_IN_FEATURES, in);
  falk_step_set_int (step, FALK_ARG_OUT_FEATURES, out);
  report->layer_stated |= g_strcmp0 (clues->module, "linear") == 0;
  if (!report->layer_stated)
    falk_report_note (report, "The layer isn't in the text. m2 fits the "
                              "weight of a Linear, so it is taken as one.");
  shape = stated ? *stated : unflatten (report, clues);
  falk_reconstruct_input (report, clues, &shape);
  return TRUE;
}

/* The sizes of m1 and m2; rows of m1 that aren't known are assumed. */
static gboolean
read_sizes (FalkReport *report, const FalkClues *clues, const gint64 *sizes,
            const FalkShape *stated)
{
  gint64 rows = sizes[0];

  if (sizes[1] < 0 || sizes[2] < 0 || sizes[3] < 0)
    return FALSE;
  report->numbers[0] = sizes[2];
  report->numbers[1] = sizes[1];
  if (rows < 0)
    {
      rows = falk_reconstruct_batch (report);
      report->assumed = 1u << 0;
      falk_report_note (report,
                        "The number of rows isn't in the text; "
                        "%" G_GINT64_FORMAT " are assumed.",
                        rows);
    }
  report->shapes[0] = FALK_SHAPE (rows, sizes[1]);
  report->shapes[1] = FALK_SHAPE (sizes[2], sizes[3]);
  return read_operands (report, clues, stated);
}

gboolean
falk_report_read_product (FalkReport *report, const FalkPatternSlot *slots,
                          const FalkClues *clues)
{
  const gint64 sizes[] = { slots[0].number, slots[1].number, slots[2].number,
                           slots[3].number };

  return read_sizes (report, clues, sizes, NULL);
}

/* One row: a vector without a batch. The matrix is as stored, (out, in). */
gboolean
falk_report_read_addmv (FalkReport *report, const FalkPatternSlot *slots,
                        const FalkClues *clues)
{
  const gint64 sizes[] = { 1, slots[3].number, slots[2].number,
                           slots[1].number };
  FalkShape shape = FALK_SHAPE (slots[3].number);

  return slots[3].known && read_sizes (report, clues, sizes, &shape);
}

/* The first operand as rows, all of its axes but the last flattened. TensorFlow
 * flattens them itself; of the others the text states the shape. */
static gboolean
read_pair (FalkReport *report, const FalkClues *clues, const FalkShape *a,
           const FalkShape *b)
{
  gboolean flat = report->wording == FALK_WORDING_TF_MATMUL && a->rank == 2;
  gint64 rows = 1;

  for (guint i = 0; i + 1 < a->rank; i++)
    if (a->dims[i] < 0 || rows < 0 || !falk_size_mul (rows, a->dims[i], &rows))
      rows = -1;
  if (a->rank < 1 || b->rank < 1 || b->rank > 2)
    return FALSE;
  const gint64 sizes[] = { rows, a->dims[a->rank - 1], b->dims[0],
                           b->rank == 2 ? b->dims[1] : 1 };
  if (rows < 0 || flat)
    return read_sizes (report, clues, sizes, NULL);
  falk_context_set_shape (report->context, "input", a);
  return read_sizes (report, clues, sizes, a);
}

gboolean
falk_report_read_shapes (FalkReport *report, const FalkPatternSlot *slots,
                         const FalkClues *clues)
{
  return read_pair (report, clues, &slots[0].shape, &slots[1].shape);
}

/* Slots: the axis of operand 1, its size, and that of the axis it meets. */
gboolean
falk_report_read_gufunc (FalkReport *report, const FalkPatternSlot *slots,
                         const FalkClues *clues)
{
  FalkShape a, b;

  if (!slots[1].known || !slots[2].known)
    return FALSE;
  a = FALK_SHAPE (-1, slots[2].number);
  b = FALK_SHAPE (slots[1].number, falk_reconstruct_width (report));
  return read_pair (report, clues, &a, &b);
}

gboolean
falk_report_read_matmul_scalar (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  FalkShape scalar = { 0 };

  if (!slots[0].known || slots[0].number != 0)
    return FALSE;
  falk_reconstruct_layer (report, clues, FALK_OP_LINEAR, FALK_ARG_NONE, 0);
  falk_reconstruct_input (report, clues, &scalar);
  falk_report_note (report, "The layer isn't in the text; it is taken as a "
                            "Linear that was given a single number.");
  return TRUE;
}

gboolean
falk_report_read_contraction (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  FalkShape a, b;

  if (slots[0].shape.rank != 1 || slots[1].shape.rank != 1)
    return FALSE;
  a = FALK_SHAPE (-1, slots[0].shape.dims[0]);
  b = FALK_SHAPE (slots[1].shape.dims[0], falk_reconstruct_width (report));
  return read_pair (report, clues, &a, &b);
}
