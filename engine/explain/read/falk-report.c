/* SPDX-License-Identifier: MIT */
#include "falk-report.h"

#include <string.h>

#include "falk-plain.h"
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
  [FALK_WORDING_ONNX_RANK] = "onnx-rank",
  [FALK_WORDING_TF_BROADCAST] = "tensorflow-broadcast",
  [FALK_WORDING_TF_CELL] = "tensorflow-cell",
  [FALK_WORDING_EINOPS] = "einops",
  [FALK_WORDING_INPUT_SIZE] = "input-size",
  [FALK_WORDING_HIDDEN_SIZE] = "hidden-size",
  [FALK_WORDING_STATE_RANK] = "state-rank",
  [FALK_WORDING_INPUT_RANK] = "input-rank",
  [FALK_WORDING_SEQUENCE_EMPTY] = "sequence-empty",
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
  [FALK_WORDING_LENGTHS_BEYOND] = "lengths-beyond",
  [FALK_WORDING_VIEW_TOTAL] = "view-total",
  [FALK_WORDING_VIEW_ARGUMENT] = "view-argument",
  [FALK_WORDING_VIEW_STRIDE] = "view-stride",
  [FALK_WORDING_BROADCAST] = "broadcast",
  [FALK_WORDING_STACK] = "stack",
  [FALK_WORDING_CAT] = "cat",
  [FALK_WORDING_CAT_RANK] = "cat-rank",
  [FALK_WORDING_DIM_RANGE] = "dim-range",
  [FALK_WORDING_PERMUTE] = "permute",
  [FALK_WORDING_LOSS_BATCH] = "loss-batch",
  [FALK_WORDING_LOSS_TARGET] = "loss-target",
  [FALK_WORDING_EMBEDDING_INDEX] = "embedding-index",
  [FALK_WORDING_INDEX_RANGE] = "index-range",
  [FALK_WORDING_CONV_CHANNELS] = "conv-channels",
  [FALK_WORDING_CONV_RANK] = "conv-rank",
  [FALK_WORDING_CONV_KERNEL] = "conv-kernel",
  [FALK_WORDING_CONV_HEIGHT] = "conv-height",
  [FALK_WORDING_CONV_EMPTY] = "conv-empty",
  [FALK_WORDING_NORM_FEATURES] = "norm-features",
  [FALK_WORDING_NORM_RANK] = "norm-rank",
  [FALK_WORDING_NORM_SINGLE] = "norm-single",
  [FALK_WORDING_DTYPE] = "dtype",
  [FALK_WORDING_TUPLE] = "tuple",
  [FALK_WORDING_ARGUMENT] = "argument",
  [FALK_WORDING_STATE_DICT] = "state-dict",
};
G_STATIC_ASSERT (G_N_ELEMENTS (wording_names) == FALK_WORDING_COUNT);

const char *
falk_wording_name (FalkWording wording)
{
  g_return_val_if_fail (wording < FALK_WORDING_COUNT, NULL);
  return wording_names[wording];
}

gboolean
falk_wording_is_foreign (FalkWording wording)
{
  return wording >= FALK_WORDING_NUMPY_MATMUL && wording <= FALK_WORDING_EINOPS;
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

/* The line of @text that the sentence at byte @start stands in, from behind
 * the exception's class, which becomes @exception (or NULL), to the end of
 * the line. */
static char *
line_at (const char *text, gsize start, char **exception)
{
  static const char *const tails[] = { "Error", "Exception", "Warning" };
  gsize end = start + strcspn (text + start, "\r\n"), from = start;

  *exception = NULL;
  while (from > 0 && text[from - 1] != '\n')
    from--;
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *tail = g_strconcat (tails[i], ": ", NULL);
      const char *at =
          g_strrstr_len (text + from, (gssize)(start - from), tail);
      const char *name = at;

      if (!at)
        continue;
      while (name > text + from
             && (g_ascii_isalnum (name[-1]) || name[-1] == '.'))
        name--;
      g_free (*exception);
      *exception = g_strndup (name, (gsize)(at - name) + strlen (tails[i]));
      from = (gsize)(at - text) + strlen (tail);
    }
  return g_strstrip (g_strndup (text + from, end - from));
}

static FalkReport *
report_new (const FalkSentence *row, const FalkMatch *match, const char *text,
            const FalkSqueeze *squeeze, const FalkClues *clues)
{
  FalkReport *report = g_new0 (FalkReport, 1);

  report->text = g_strdup (text);
  report->wording = row->wording;
  report->offset = squeeze->offsets[match->start];
  report->last = FALK_TORCH_COUNT - 1;
  report->numbers[0] = report->numbers[1] = FALK_SIZE_UNKNOWN;
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

/* @sentence with sizes that are left open as Keras writes them: those of views
 * are -1. */
static char *
open_sizes (char *sentence)
{
  static const char *const before[] = { "(", "[", ", " };
  GString *text = g_string_new (sentence);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autofree char *size = g_strconcat (before[i], "-1,", NULL);
      g_autofree char *none = g_strconcat (before[i], "None,", NULL);

      g_string_replace (text, size, none, 0);
    }
  g_free (sentence);
  return g_string_free (text, FALSE);
}

/* A report without a model, where the family can be explained without. */
static FalkReport *
build_plain (const FalkSentence *row, const FalkMatch *match, const char *text,
             const FalkSqueeze *squeeze, const FalkClues *clues)
{
  FalkMatch part = *match;
  FalkReport *report;

  if (!falk_plain_words[row->wording].headline
      || (row->read && falk_plain_words[row->wording].quoted))
    return NULL;
  if (row->read)
    falk_sentence_shorten (squeeze, row->wording, &part);
  report = report_new (row, &part, text, squeeze, clues);
  report->offset = squeeze->offsets[match->start];
  report->sentence = line_at (text, report->offset, &report->exception);
  falk_report_narrow (report, text);
  falk_report_settle (report);
  return report;
}

/* The report of @row, with a model where there is one to be built. What is
 * known beside the text may be about another layer: when the sentence can't
 * be reproduced with it, it is tried without; and when not even so, the family
 * may have an explanation in words. */
static FalkReport *
build (const FalkSentence *row, const FalkMatch *match, const char *text,
       const FalkSqueeze *squeeze, FalkClues *clues)
{
  g_autoptr (FalkContext) known = NULL;

  for (guint i = 0; i < 2 && row->read; i++)
    {
      g_autoptr (FalkReport) report =
          report_new (row, match, text, squeeze, clues);

      report->sentence = falk_pattern_fill (row->pattern, match);
      if (falk_wording_is_foreign (row->wording))
        report->sentence = open_sizes (report->sentence);
      g_free (line_at (text, report->offset, &report->exception));
      if (row->read (report, match->slots, clues)
          && falk_report_reproduces (report, row->pattern, match))
        {
          if (known)
            {
              falk_context_free (report->context);
              report->context = g_steal_pointer (&known);
            }
          falk_report_narrow (report, text);
          falk_report_settle (report);
          return g_steal_pointer (&report);
        }
      if (i == 0)
        {
          known = clues->context;
          clues->context = falk_context_new ();
        }
    }
  if (known)
    {
      falk_context_free (clues->context);
      clues->context = g_steal_pointer (&known);
    }
  return build_plain (row, match, text, squeeze, clues);
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

  if (match.huge)
    {
      g_set_error (error, FALK_EXPLAIN_ERROR, FALK_EXPLAIN_ERROR_NO_MEANING,
                   "A number in the error text is too large: sizes are below "
                   "2^63. Check that the text was copied whole.");
      return NULL;
    }

  g_autoptr (FalkClues) clues = falk_clues_read (text, context);
  falk_clues_note_speaker (clues, squeeze, match.start);
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

FalkReport *
falk_report_with_input (const FalkReport *report, const FalkShape *shape)
{
  g_autoptr (FalkContext) context = falk_context_copy (report->context);
  g_autoptr (FalkReport) again = NULL;

  falk_context_set_shape (context, "input", shape);
  again = falk_report_read (report->text, context, NULL);
  if (!again
      || (again->input && !falk_shape_equal (&again->input->shape, shape)))
    return NULL;
  return g_steal_pointer (&again);
}

void
falk_report_free (FalkReport *report)
{
  if (report == NULL)
    return;
  g_free (report->text);
  g_free (report->sentence);
  g_free (report->exception);
  g_free (report->source);
  falk_context_free (report->context);
  falk_state_study_free (report->study);
  falk_state_diff_free (report->diff);
  g_clear_pointer (&report->model, falk_model_free);
  g_clear_pointer (&report->input, falk_tensor_unref);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

/* Whether @known is @shape, as far as it isn't left open. */
static gboolean
is_shape (const FalkShape *known, const FalkShape *shape)
{
  gboolean any = FALSE;

  if (known->rank != shape->rank)
    return FALSE;
  for (guint i = 0; i < known->rank; i++)
    if (known->dims[i] >= 0 && known->dims[i] != shape->dims[i])
      return FALSE;
    else
      any |= known->dims[i] >= 0;
  return any || known->rank == 0;
}

gboolean
falk_report_states_input (const FalkReport *report)
{
  const GPtrArray *knowns = report->context->knowns;

  for (guint i = 0; report->input && i < knowns->len; i++)
    {
      const FalkKnown *known = g_ptr_array_index (knowns, i);

      if (known->is_shape && is_shape (&known->shape, &report->input->shape))
        return TRUE;
    }
  return FALSE;
}

guint32
falk_report_assumed (const FalkReport *report, const FalkTensor *input)
{
  return report && report->input && input && !input->data
                 && falk_shape_equal (&report->input->shape, &input->shape)
             ? report->assumed
             : 0;
}
