/* SPDX-License-Identifier: MIT */
#include "falk-report.h"

#include <string.h>

#include "falk-sentence.h"

G_DEFINE_QUARK (falk_explain_error, falk_explain_error)

static const char *const wording_names[] = {
  [FALK_WORDING_SIZE_MISMATCH] = "size-mismatch",
  [FALK_WORDING_MAT1_MAT2] = "mat1-mat2",
  [FALK_WORDING_REDUCTION_DIM] = "reduction-dim",
  [FALK_WORDING_ADDMV] = "addmv",
  [FALK_WORDING_PRODUCT_NO_SIZES] = "product-no-sizes",
  [FALK_WORDING_MATRIX_RANK] = "matrix-rank",
  [FALK_WORDING_BATCH_PRODUCT] = "batch-product",
  [FALK_WORDING_NUMPY_MATMUL] = "numpy-matmul",
  [FALK_WORDING_NUMPY_BROADCAST] = "numpy-broadcast",
  [FALK_WORDING_TF_MATMUL] = "tensorflow-matmul",
  [FALK_WORDING_JAX_DOT] = "jax-dot",
  [FALK_WORDING_KERAS_RANK] = "keras-rank",
  [FALK_WORDING_KERAS_AXIS] = "keras-axis",
  [FALK_WORDING_ONNX_STATE] = "onnx-state",
  [FALK_WORDING_ONNX_INPUT] = "onnx-input",
  [FALK_WORDING_EINOPS] = "einops",
  [FALK_WORDING_INPUT_SIZE] = "input-size",
  [FALK_WORDING_HIDDEN_SIZE] = "hidden-size",
  [FALK_WORDING_STATE_RANK] = "state-rank",
  [FALK_WORDING_INPUT_RANK] = "input-rank",
  [FALK_WORDING_PACKED_RANK] = "packed-rank",
  [FALK_WORDING_CHECK_CRASHED] = "check-crashed",
  [FALK_WORDING_ELEMENTWISE_OLD] = "elementwise-old",
  [FALK_WORDING_CELL_INPUT_SIZE] = "cell-input-size",
  [FALK_WORDING_CELL_BATCH] = "cell-batch",
  [FALK_WORDING_CELL_HIDDEN_SIZE] = "cell-hidden-size",
  [FALK_WORDING_CELL_RANK] = "cell-rank",
  [FALK_WORDING_CELL_STATE_RANK] = "cell-state-rank",
  [FALK_WORDING_LENGTHS_ZERO] = "lengths-zero",
  [FALK_WORDING_LENGTHS_COUNT] = "lengths-count",
  [FALK_WORDING_LENGTHS_ORDER] = "lengths-order",
  [FALK_WORDING_LENGTHS_DEVICE] = "lengths-device",
  [FALK_WORDING_VIEW_TOTAL] = "view-total",
  [FALK_WORDING_VIEW_STRIDE] = "view-stride",
  [FALK_WORDING_BROADCAST] = "broadcast",
  [FALK_WORDING_STACK] = "stack",
  [FALK_WORDING_CAT] = "cat",
  [FALK_WORDING_CAT_RANK] = "cat-rank",
  [FALK_WORDING_DIM_RANGE] = "dim-range",
  [FALK_WORDING_LOSS_BATCH] = "loss-batch",
  [FALK_WORDING_LOSS_TARGET] = "loss-target",
  [FALK_WORDING_EMBEDDING_INDEX] = "embedding-index",
  [FALK_WORDING_INDEX_RANGE] = "index-range",
  [FALK_WORDING_CONV_CHANNELS] = "conv-channels",
  [FALK_WORDING_CONV_RANK] = "conv-rank",
  [FALK_WORDING_CONV_KERNEL] = "conv-kernel",
  [FALK_WORDING_NORM_FEATURES] = "norm-features",
  [FALK_WORDING_NORM_RANK] = "norm-rank",
  [FALK_WORDING_NORM_SINGLE] = "norm-single",
  [FALK_WORDING_DTYPE] = "dtype",
  [FALK_WORDING_TUPLE] = "tuple",
  [FALK_WORDING_STATE_DICT] = "state-dict",
};
G_STATIC_ASSERT (G_N_ELEMENTS (wording_names) == FALK_WORDING_COUNT);

const char *
falk_wording_name (FalkWording wording)
{
  g_return_val_if_fail (wording < FALK_WORDING_COUNT, NULL);
  return wording_names[wording];
}

static void
set_nothing_found (GError **error)
{
  g_set_error (error, FALK_EXPLAIN_ERROR, FALK_EXPLAIN_ERROR_NO_FAULT,
               "No known error text in it, such as 'mat1 and mat2 shapes "
               "cannot be multiplied (1600x3 and 50x20)' or 'Expected hidden "
               "size (1, 32, 20), got [1, 16, 20]'. Paste the whole "
               "traceback, down to its last line.");
}

void
falk_report_note (FalkReport *report, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (report->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Whether the fault is the one that the sentence tells of: of a state, the
 * state; else the two numbers. */
gboolean
falk_report_is_of (const FalkReport *report, const FalkFault *fault)
{
  if (report->wording == FALK_WORDING_HIDDEN_SIZE)
    return fault->part == FALK_PART_H0 || fault->part == FALK_PART_C0;
  return fault->needed == report->numbers[0]
         && fault->found == report->numbers[1];
}

static gboolean
reproduces (const FalkReport *report)
{
  gint64 count;

  if (!falk_shape_count (&report->input->shape, &count))
    return FALSE;

  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);
  return !inference->ok && falk_report_is_of (report, &inference->fault);
}

/* The lines of @text that the sentence at byte @start stands in, from behind
 * the exception's class to the end of the line. */
static char *
line_at (const char *text, gsize start)
{
  static const char *const classes[] = { "Error: ", "Exception: ",
                                         "Warning: " };
  gsize end = start + strcspn (text + start, "\r\n"), from = start;

  while (from > 0 && text[from - 1] != '\n')
    from--;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      const char *class =
          g_strrstr_len (text + from, (gssize)(start - from), classes[i]);

      if (class)
        from = (gsize)(class - text) + strlen (classes[i]);
    }
  return g_strstrip (g_strndup (text + from, end - from));
}

static FalkReport *
report_new (const FalkSentence *row, const FalkMatch *match, const char *text,
            const FalkSqueeze *squeeze, const FalkClues *clues)
{
  FalkReport *report = g_new0 (FalkReport, 1);

  report->wording = row->wording;
  report->offset = squeeze->offsets[match->start];
  report->sentence = row->read ? falk_pattern_fill (row->pattern, match)
                               : line_at (text, report->offset);
  report->torch = row->torch;
  report->n_slots = match->n_slots;
  memcpy (report->slots, match->slots, sizeof report->slots);
  report->source = g_strdup (clues->source);
  report->context = falk_context_copy (clues->context);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  if (row->wording == FALK_WORDING_STATE_DICT)
    report->diff = falk_state_diff_read (squeeze);
  if (report->diff)
    report->study = falk_state_study_new (report->diff, NULL, report->context);
  return report;
}

/* The report of @row, with a model where there is one to be built. What is
 * known beside the text may be about another layer: when the sentence can't
 * be reproduced with it, it is tried without. */
static FalkReport *
build (const FalkSentence *row, const FalkMatch *match, const char *text,
       const FalkSqueeze *squeeze, FalkClues *clues)
{
  g_autoptr (FalkContext) known = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (FalkReport) report =
          report_new (row, match, text, squeeze, clues);

      if (!row->read)
        return g_steal_pointer (&report);
      if (row->read (report, match->slots, clues) && reproduces (report))
        {
          if (known)
            {
              falk_context_free (report->context);
              report->context = g_steal_pointer (&known);
            }
          return g_steal_pointer (&report);
        }
      if (i == 0)
        {
          known = clues->context;
          clues->context = falk_context_new ();
        }
    }
  return NULL;
}

FalkReport *
falk_report_read (const char *text, const FalkContext *context, GError **error)
{
  FalkMatch match;
  const FalkSentence *row;

  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (FalkSqueeze) squeeze = falk_squeeze_new (text);
  row = falk_sentence_find (squeeze, &match);
  if (!row)
    {
      set_nothing_found (error);
      return NULL;
    }

  g_autoptr (FalkClues) clues = falk_clues_read (text, context);
  FalkReport *report = build (row, &match, text, squeeze, clues);
  if (!report)
    {
      g_autofree char *sentence = falk_pattern_fill (row->pattern, &match);

      g_set_error (error, FALK_EXPLAIN_ERROR, FALK_EXPLAIN_ERROR_NO_MEANING,
                   "\"%s\" can't be explained: its numbers agree, or no "
                   "tensor can have them. Check that the text was copied "
                   "whole.",
                   sentence);
    }
  return report;
}

void
falk_report_free (FalkReport *report)
{
  if (report == NULL)
    return;
  g_free (report->sentence);
  g_free (report->source);
  falk_context_free (report->context);
  falk_state_study_free (report->study);
  falk_state_diff_free (report->diff);
  g_clear_pointer (&report->model, falk_model_free);
  g_clear_pointer (&report->input, falk_tensor_unref);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

guint32
falk_report_assumed (const FalkReport *report, const FalkTensor *input)
{
  return report && report->input && input && !input->data
                 && falk_shape_equal (&report->input->shape, &input->shape)
             ? report->assumed
             : 0;
}
