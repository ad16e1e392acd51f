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
  if (!same_word (read->word, written->word) || a->rank != b->rank
      || read->brackets != written->brackets)
    return FALSE;
  for (guint i = 0; i < a->rank; i++)
    if (a->dims[i] != b->dims[i] && (read->known || a->dims[i] >= 0))
      return FALSE;
  return !read->known || read->number == written->number;
}

/* How well @written says what @match holds. */
typedef enum
{
  SAYS_NOT,
  SAYS_WITHIN, /* among other words */
  SAYS_FIRST, /* in its first words */
} Says;

static Says
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
        return i == 0 ? SAYS_FIRST : SAYS_WITHIN;
    }
  return SAYS_NOT;
}

/* The oldest and the newest of the versions that the report may be from and
 * that say @fault as its sentence does, best. FALSE where none does. */
static gboolean
find_versions (const FalkReport *report, const FalkFault *fault,
               const char *pattern, const FalkMatch *match, FalkTorch *first,
               FalkTorch *last)
{
  const FalkTorch since = falk_wording_since (fault->code);
  const FalkTorch to = report->last;
  const FalkTorch from =
      since > to ? report->first : MAX (report->first, since);
  const char *before = NULL;
  Says said = SAYS_NOT, best = SAYS_NOT;

  for (FalkTorch torch = from; torch <= to; torch++)
    {
      const char *words = falk_wording_template (fault->code, torch);

      if (words != before)
        {
          g_autofree char *written =
              falk_wording_write (fault, report->model, torch);

          said = says_again (written, pattern, match);
          before = words;
        }
      if (said == SAYS_NOT || said < best)
        continue;
      *last = torch;
      if (said > best)
        *first = torch;
      best = said;
    }
  return best != SAYS_NOT;
}

/* Whether the checks of the model's version find the fault: one that a version
 * says as the sentence does or, with @by_numbers, one of its numbers. */
static gboolean
is_found (FalkReport *report, const char *pattern, const FalkMatch *match,
          gboolean by_numbers)
{
  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);
  const FalkFault *fault = &inference->fault;

  if (inference->ok
      || !(by_numbers ? falk_report_is_of (report, fault)
                      : find_versions (report, fault, pattern, match,
                                       &report->first, &report->last)))
    return FALSE;
  report->code = fault->code;
  report->worded = !by_numbers;
  report->op = falk_model_step (report->model, fault->step)->op;
  report->numbers[0] = fault->needed;
  report->numbers[1] = fault->found;
  return TRUE;
}

/* The default's checks are tried first, then the newest. */
static gboolean
any_finds (FalkReport *report, const char *pattern, const FalkMatch *match,
           gboolean by_numbers)
{
  for (guint i = 0; i <= FALK_TORCH_COUNT; i++)
    {
      report->model->torch =
          i == 0 ? FALK_TORCH_DEFAULT : (FalkTorch)(FALK_TORCH_COUNT - i);
      if (is_found (report, pattern, match, by_numbers))
        return TRUE;
    }
  return FALSE;
}

gboolean
falk_report_reproduces (FalkReport *report, const char *pattern,
                        const FalkMatch *match)
{
  gint64 count;

  return falk_shape_count (&report->input->shape, &count)
         && (any_finds (report, pattern, match, FALSE)
             || any_finds (report, pattern, match, TRUE));
}

void
falk_report_settle (FalkReport *report)
{
  gboolean usual =
      report->first <= FALK_TORCH_DEFAULT && FALK_TORCH_DEFAULT <= report->last;
  FalkTorch found;

  report->torch = usual ? FALK_TORCH_DEFAULT : report->last;
  if (!report->model)
    return;
  found = report->model->torch;
  report->model->torch = report->torch;
  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);
  if (inference->ok || inference->fault.code != report->code
      || !falk_report_is_of (report, &inference->fault))
    report->model->torch = found;
}
