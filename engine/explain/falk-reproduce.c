/* SPDX-License-Identifier: MIT */
/* Whether what was reconstructed from a sentence says that sentence again. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-wording.h"

/* Whether the fault is the one that the sentence tells of: of a state, the
 * state; else the two numbers. */
gboolean
falk_report_is_of (const FalkReport *report, const FalkFault *fault)
{
  if (report->wording == FALK_WORDING_HIDDEN_SIZE
      || report->wording == FALK_WORDING_ONNX_STATE)
    return fault->part == FALK_PART_H0 || fault->part == FALK_PART_C0;
  return fault->needed == report->numbers[0]
         && fault->found == report->numbers[1];
}

/* A type on a GPU is called as on the CPU, with "cuda." in it. */
static gboolean
same_word (const char *a, const char *b)
{
  g_autofree char *one = g_strdup (a);
  char *cuda = strstr (one, "cuda.");

  if (cuda)
    memmove (cuda, cuda + strlen ("cuda."),
             strlen (cuda + strlen ("cuda.")) + 1);
  return g_str_equal (one, b);
}

/* Whether the text's slot @read may have been printed as @written. */
static gboolean
same_slot (const FalkPatternSlot *read, const FalkPatternSlot *written)
{
  const FalkShape *a = &read->shape, *b = &written->shape;

  if (read->elided)
    return TRUE;
  if (!same_word (read->word, written->word) || a->rank != b->rank)
    return FALSE;
  for (guint i = 0; i < a->rank; i++)
    if (a->dims[i] != b->dims[i] && (read->known || a->dims[i] >= 0))
      return FALSE;
  return !read->known || read->number == written->number;
}

static gboolean
says_again (const char *written, const char *pattern, const FalkMatch *match)
{
  g_autoptr (FalkSqueeze) squeeze = falk_squeeze_new (written);

  for (gsize i = 0; i < squeeze->n; i++)
    {
      gboolean same;
      FalkMatch again;

      if (!falk_pattern_match (pattern, squeeze, i, &again))
        continue;
      same = again.n_slots == match->n_slots;
      for (guint k = 0; same && k < again.n_slots; k++)
        same = same_slot (&match->slots[k], &again.slots[k]);
      if (same)
        return TRUE;
    }
  return FALSE;
}

/* Whether a version says it, the report's own first and then the newest; the
 * report's becomes that one. */
static gboolean
is_said (FalkReport *report, const FalkFault *fault, const char *pattern,
         const FalkMatch *match)
{
  const char *last = NULL;

  for (guint i = 0; i <= FALK_TORCH_COUNT; i++)
    {
      FalkTorch torch =
          i == 0 ? report->torch : (FalkTorch)(FALK_TORCH_COUNT - i);
      const char *words = falk_wording_template (fault->code, torch);
      g_autofree char *written = NULL;

      if (words == last)
        continue;
      last = words;
      written = falk_wording_write (fault, report->model, torch);
      if (!says_again (written, pattern, match))
        continue;
      report->torch = torch;
      return TRUE;
    }
  return FALSE;
}

gboolean
falk_report_reproduces (FalkReport *report, const char *pattern,
                        const FalkMatch *match)
{
  const FalkFault *fault;
  gint64 count;

  if (!falk_shape_count (&report->input->shape, &count))
    return FALSE;

  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);
  fault = &inference->fault;
  if (inference->ok
      || (!is_said (report, fault, pattern, match)
          && !falk_report_is_of (report, fault)))
    return FALSE;
  report->code = fault->code;
  report->op = falk_model_step (report->model, fault->step)->op;
  report->numbers[0] = fault->needed;
  report->numbers[1] = fault->found;
  return TRUE;
}
