/* SPDX-License-Identifier: MIT */
/* The likeliest layer, and the type of its data, behind a sentence about
 * types. Weights are taken to be float32, as PyTorch makes them. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-rule.h"

/* The type that PyTorch's messages call @word: "Double", "c10::Half",
 * "torch.cuda.DoubleTensor", "CPUDoubleType". */
static gboolean
find_dtype (const char *word, FalkDtype *dtype)
{
  static const char *const heads[] = { "torch.", "cuda.", "c10::", "CPU",
                                       "CUDA" };
  static const char *const tails[] = { "Tensor", "Type" };
  g_autofree char *bare = g_strdup (word);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (bare, heads[i]))
      memmove (bare, bare + strlen (heads[i]),
               strlen (bare) - strlen (heads[i]) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_suffix (bare, tails[i]))
      bare[strlen (bare) - strlen (tails[i])] = '\0';
  for (guint i = 0; i < FALK_DTYPE_COUNT; i++)
    if (g_strcmp0 (falk_dtype_info ((FalkDtype)i)->scalar, bare) == 0)
      {
        *dtype = (FalkDtype)i;
        return TRUE;
      }
  return falk_dtype_from_name (bare, dtype);
}

/* The layer that the code calls or the words name, where it has weights; or a
 * Linear. */
static FalkStep *
set_layer (FalkReport *report, const FalkClues *clues)
{
  const FalkStep *known = NULL;
  FalkOp op = FALK_OP_LINEAR;
  FalkStep *step;

  for (guint i = 0; i < clues->steps->len && !known; i++)
    {
      const FalkStep *written = g_ptr_array_index (clues->steps, i);

      if (falk_rule (written->op)->multiplies
          && (!clues->callee || g_str_equal (written->name, clues->callee)))
        known = written;
    }
  if (known)
    return falk_reconstruct_step (report, clues, known->op, known, NULL);
  report->layer_stated =
      falk_context_op (clues->context, &op) && falk_rule (op)->multiplies;
  if (!report->layer_stated && g_strcmp0 (clues->module, "rnn") == 0)
    op = FALK_OP_GRU;
  else if (!report->layer_stated)
    op = FALK_OP_LINEAR;
  step = falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0);
  if (!report->layer_stated)
    falk_report_note (report,
                      "The layer isn't in the text; it is taken as a "
                      "%s.",
                      falk_rule (op)->name);
  return step;
}

/* A batch that comes first is taken to be of one sequence: only then PyTorch
 * multiplies it as it lies in memory, which decides how it words this. */
static void
set_data (FalkReport *report, const FalkClues *clues, FalkStep *step,
          FalkDtype dtype)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape usual = falk_reconstruct_usual_input (step), shape = usual;
  FalkArg arg =
      falk_rule_arg (step->op, FALK_ARG_IN_FEATURES)  ? FALK_ARG_IN_FEATURES
      : falk_rule_arg (step->op, FALK_ARG_INPUT_SIZE) ? FALK_ARG_INPUT_SIZE
                                                      : FALK_ARG_NUM_FEATURES;
  gint64 width = falk_rule_arg (step->op, arg) ? falk_step_get_int (step, arg)
                                               : usual.dims[usual.rank - 1];

  usual.dims[usual.rank - 1] = shape.dims[shape.rank - 1] = width;
  if (falk_step_get_bool (step, FALK_ARG_BATCH_FIRST))
    {
      usual.dims[1] = shape.dims[1] = usual.dims[0];
      usual.dims[0] = shape.dims[0] = 1;
    }
  report->assumed = falk_reconstruct_all_axes (&shape);
  if (known && known->rank > 0 && known->rank <= usual.rank
      && (known->dims[known->rank - 1] == width
          || known->dims[known->rank - 1] < 0))
    {
      for (guint i = 0; i < known->rank; i++)
        usual.dims[i] = usual.dims[usual.rank - known->rank + i];
      shape = falk_reconstruct_known (known, &usual, &report->assumed);
    }
  falk_reconstruct_typed_input (report, clues, &shape, dtype);
  if (report->assumed)
    falk_report_note (report, "No sizes are in the text; those that aren't "
                              "known are assumed.");
}

/* Products with a bias compare the weight's type with the data's in this order,
 * and others the other way round. */
static gboolean
read_pair (FalkReport *report, const FalkClues *clues, FalkDtype first,
           FalkDtype second)
{
  gboolean plain = first == FALK_DTYPE_FLOAT32;
  FalkStep *step;

  if (plain == (second == FALK_DTYPE_FLOAT32))
    return FALSE;
  step = set_layer (report, clues);
  if (!plain && falk_rule_arg (step->op, FALK_ARG_BIAS))
    {
      falk_step_set_int (step, FALK_ARG_BIAS, FALSE);
      falk_report_note (report, "The order of the two types is that of a "
                                "product without a bias.");
    }
  set_data (report, clues, step, plain ? second : first);
  return TRUE;
}

gboolean
falk_report_read_dtype (FalkReport *report, const FalkPatternSlot *slots,
                        const FalkClues *clues)
{
  FalkDtype first, second;

  return find_dtype (slots[0].word, &first)
         && find_dtype (slots[1].word, &second)
         && read_pair (report, clues, first, second);
}

/* Since 2.0: the data's type first. */
gboolean
falk_report_read_dtype_data (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  FalkDtype data, weight;

  return find_dtype (slots[0].word, &data)
         && find_dtype (slots[1].word, &weight) && weight == FALK_DTYPE_FLOAT32
         && read_pair (report, clues, weight, data);
}

gboolean
falk_report_read_dtype_unsaid (FalkReport *report, const FalkPatternSlot *slots,
                               const FalkClues *clues)
{
  FalkStep *step = set_layer (report, clues);

  set_data (report, clues, step, FALK_DTYPE_FLOAT64);
  falk_report_note (report, "The types aren't in the text: float64, which "
                            "NumPy makes, is assumed.");
  return TRUE;
}

gboolean
falk_report_read_dtype_ids (FalkReport *report, const FalkPatternSlot *slots,
                            const FalkClues *clues)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape usual = FALK_SHAPE (falk_reconstruct_batch (report),
                                falk_reconstruct_time (report)),
            shape = usual;
  FalkDtype dtype;

  if (!find_dtype (slots[0].word, &dtype))
    return FALSE;
  falk_reconstruct_layer (report, clues, FALK_OP_EMBEDDING, FALK_ARG_NONE, 0);
  report->assumed = falk_reconstruct_all_axes (&shape);
  if (known && known->rank == 2)
    shape = falk_reconstruct_known (known, &usual, &report->assumed);
  falk_reconstruct_typed_input (report, clues, &shape, dtype);
  falk_report_note (report, "No sizes are in the text: the table's and the "
                            "input's are assumed.");
  return TRUE;
}

gboolean
falk_report_read_dtype_mean (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  FalkDtype dtype;
  FalkStep *step;
  FalkShape shape;

  if (!find_dtype (slots[0].word, &dtype))
    return FALSE;
  step = falk_reconstruct_layer (report, clues, FALK_OP_MEAN, FALK_ARG_NONE, 0);
  shape = falk_reconstruct_usual_input (step);
  report->assumed = falk_reconstruct_all_axes (&shape);
  falk_reconstruct_typed_input (report, clues, &shape, dtype);
  return TRUE;
}

gboolean
falk_report_read_dtype_norm (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  FalkStep *step = falk_reconstruct_layer (report, clues, FALK_OP_BATCH_NORM1D,
                                           FALK_ARG_NONE, 0);

  set_data (report, clues, step, FALK_DTYPE_FLOAT64);
  falk_report_note (report, "The types aren't in the text: float64, which "
                            "NumPy makes, is assumed.");
  return TRUE;
}
