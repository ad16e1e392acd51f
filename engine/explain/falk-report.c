/* SPDX-License-Identifier: MIT */
#include "falk-report.h"

#include <string.h>

#include "falk-report-private.h"

G_DEFINE_QUARK (falk_explain_error, falk_explain_error)

static const char *const wording_names[] = {
  [FALK_WORDING_SIZE_MISMATCH] = "size-mismatch",
  [FALK_WORDING_MAT1_MAT2] = "mat1-mat2",
  [FALK_WORDING_INPUT_SIZE] = "input-size",
  [FALK_WORDING_HIDDEN_SIZE] = "hidden-size",
  [FALK_WORDING_STATE_RANK] = "state-rank",
  [FALK_WORDING_CELL_INPUT_SIZE] = "cell-input-size",
  [FALK_WORDING_CELL_BATCH] = "cell-batch",
  [FALK_WORDING_CELL_HIDDEN_SIZE] = "cell-hidden-size",
};
G_STATIC_ASSERT (G_N_ELEMENTS (wording_names) == FALK_WORDING_COUNT);

/* clang-format off */
#define BETWEEN(first, last) FALK_TORCH_##first, FALK_TORCH_##last

/* Every sentence that is looked for. A further wording is a further row. */
static const struct
{
  FalkWording wording;
  const char *pattern;
  FalkTorch first, last; /* the oldest and the newest version that print it */
  FalkReadFunc read;
} sentences[] = {
  { FALK_WORDING_SIZE_MISMATCH,
    "size mismatch, m1: [{n} x {n}], m2: [{n} x {n}]",
    BETWEEN (0_3, 1_5), falk_report_read_product },
  { FALK_WORDING_MAT1_MAT2,
    "mat1 and mat2 shapes cannot be multiplied ({n}x{n} and {n}x{n})",
    BETWEEN (1_7, 2_2), falk_report_read_product },
  { FALK_WORDING_INPUT_SIZE,
    "input.size(-1) must be equal to input_size. Expected {n}, got {n}",
    BETWEEN (0_4, 2_2), falk_report_read_input_size },
  { FALK_WORDING_HIDDEN_SIZE, "Expected hidden size {s}, got {s}",
    BETWEEN (0_3, 2_2), falk_report_read_hidden },
  { FALK_WORDING_HIDDEN_SIZE, "Expected hidden[0] size {s}, got {s}",
    BETWEEN (0_3, 2_2), falk_report_read_hidden },
  { FALK_WORDING_HIDDEN_SIZE, "Expected hidden[1] size {s}, got {s}",
    BETWEEN (0_3, 2_2), falk_report_read_hidden },
  { FALK_WORDING_STATE_RANK,
    "For batched 3-D input, hx should also be 3-D but got {n}-D tensor",
    BETWEEN (1_11, 2_2), falk_report_read_batched_state },
  { FALK_WORDING_STATE_RANK,
    "For unbatched 2-D input, hx should also be 2-D but got {n}-D tensor",
    BETWEEN (1_11, 2_2), falk_report_read_unbatched_state },
  { FALK_WORDING_CELL_INPUT_SIZE,
    "input has inconsistent input_size: got {n} expected {n}",
    BETWEEN (1_9, 2_2), falk_report_read_cell_input },
  { FALK_WORDING_CELL_INPUT_SIZE,
    "input has inconsistent input_size: got {n}, expected {n}",
    BETWEEN (0_4, 1_8), falk_report_read_cell_input },
  { FALK_WORDING_CELL_BATCH,
    "Input batch size {n} doesn't match hidden0 batch size {n}",
    BETWEEN (1_9, 2_2), falk_report_read_cell_batch },
  { FALK_WORDING_CELL_BATCH,
    "Input batch size {n} doesn't match hidden1 batch size {n}",
    BETWEEN (1_9, 2_2), falk_report_read_cell_batch },
  { FALK_WORDING_CELL_BATCH,
    "Input batch size {n} doesn't match hidden[0] batch size {n}",
    BETWEEN (0_4, 1_8), falk_report_read_cell_batch },
  { FALK_WORDING_CELL_BATCH,
    "Input batch size {n} doesn't match hidden[1] batch size {n}",
    BETWEEN (0_4, 1_8), falk_report_read_cell_batch },
  { FALK_WORDING_CELL_BATCH,
    "Input batch size {n} doesn't match hidden batch size {n}",
    BETWEEN (0_4, 1_8), falk_report_read_cell_batch },
  { FALK_WORDING_CELL_HIDDEN_SIZE,
    "hidden0 has inconsistent hidden_size: got {n}, expected {n}",
    BETWEEN (1_9, 2_2), falk_report_read_cell_state },
  { FALK_WORDING_CELL_HIDDEN_SIZE,
    "hidden1 has inconsistent hidden_size: got {n}, expected {n}",
    BETWEEN (1_9, 2_2), falk_report_read_cell_state },
  { FALK_WORDING_CELL_HIDDEN_SIZE,
    "hidden[0] has inconsistent hidden_size: got {n}, expected {n}",
    BETWEEN (0_4, 1_8), falk_report_read_cell_state },
  { FALK_WORDING_CELL_HIDDEN_SIZE,
    "hidden[1] has inconsistent hidden_size: got {n}, expected {n}",
    BETWEEN (0_4, 1_8), falk_report_read_cell_state },
  { FALK_WORDING_CELL_HIDDEN_SIZE,
    "hidden has inconsistent hidden_size: got {n}, expected {n}",
    BETWEEN (0_4, 1_8), falk_report_read_cell_state },
};
/* clang-format on */

const char *
falk_wording_name (FalkWording wording)
{
  g_return_val_if_fail (wording < FALK_WORDING_COUNT, NULL);
  return wording_names[wording];
}

/* Whether "...Error:" stands right before @start. */
static gboolean
behind_class (const FalkSqueeze *squeeze, gsize start)
{
  static const char class[] = "Error:";
  const gsize n = sizeof class - 1;

  return start >= n && memcmp (squeeze->text + start - n, class, n) == 0;
}

/* Finds the sentence to read: the row of the table, or -1. */
static int
find_sentence (const FalkSqueeze *squeeze, FalkMatch *best)
{
  int row = -1;
  gboolean best_classed = FALSE;

  for (gsize i = 0; i < squeeze->n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sentences); j++)
      {
        FalkMatch match;
        gboolean classed;

        if (sentences[j].pattern[0] != squeeze->text[i]
            || !falk_pattern_match (sentences[j].pattern, squeeze, i, &match))
          continue;
        classed = behind_class (squeeze, i);
        if (best_classed && !classed)
          continue;
        best_classed = classed;
        *best = match;
        row = (int)j;
      }
  return row;
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

static gboolean
reproduces (const FalkReport *report)
{
  gint64 count;

  if (!falk_shape_count (&report->input->shape, &count))
    return FALSE;

  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);
  if (inference->ok)
    return FALSE;
  if (report->wording == FALK_WORDING_HIDDEN_SIZE)
    return inference->fault.part == FALK_PART_H0;
  return inference->fault.needed == report->numbers[0]
         && inference->fault.found == report->numbers[1];
}

/* The text's own version is tried first; what no such version says is read as
 * the default's, which takes inputs without a batch. */
static gboolean
settles (FalkReport *report)
{
  gboolean usual =
      report->first <= FALK_TORCH_DEFAULT && FALK_TORCH_DEFAULT <= report->last;

  report->torch = usual ? FALK_TORCH_DEFAULT : report->last;
  report->model->torch = report->torch;
  if (reproduces (report))
    return TRUE;
  report->model->torch = FALK_TORCH_DEFAULT;
  return reproduces (report);
}

static FalkReport *
report_new (guint row, const FalkMatch *match, const FalkSqueeze *squeeze,
            const FalkClues *clues)
{
  FalkReport *report = g_new0 (FalkReport, 1);

  report->wording = sentences[row].wording;
  report->sentence = falk_pattern_fill (sentences[row].pattern, match);
  report->offset = squeeze->offsets[match->start];
  report->first = sentences[row].first;
  report->last = sentences[row].last;
  report->source = g_strdup (clues->source);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  return report;
}

FalkReport *
falk_report_read (const char *text, GError **error)
{
  FalkMatch match;
  int row;

  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (FalkSqueeze) squeeze = falk_squeeze_new (text);
  row = find_sentence (squeeze, &match);
  if (row < 0)
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

  g_autoptr (FalkClues) clues = falk_clues_read (text);
  g_autoptr (FalkReport) report =
      report_new ((guint)row, &match, squeeze, clues);
  if (sentences[row].read (report, match.slots, clues))
    {
      falk_report_narrow (report, text);
      if (settles (report))
        return g_steal_pointer (&report);
    }
  g_set_error (error, FALK_EXPLAIN_ERROR, FALK_EXPLAIN_ERROR_NO_MEANING,
               "\"%s\" can't be explained: its numbers agree, or no tensor "
               "can have them. Check that the text was copied whole.",
               report->sentence);
  return NULL;
}

void
falk_report_free (FalkReport *report)
{
  if (report == NULL)
    return;
  g_free (report->sentence);
  g_free (report->source);
  g_clear_pointer (&report->model, falk_model_free);
  g_clear_pointer (&report->input, falk_tensor_unref);
  g_ptr_array_unref (report->notes);
  g_free (report);
}

guint32
falk_report_assumed (const FalkReport *report, const FalkTensor *input)
{
  return report && input && !input->data
                 && falk_shape_equal (&report->input->shape, &input->shape)
             ? report->assumed
             : 0;
}
