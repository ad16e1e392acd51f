/* SPDX-License-Identifier: MIT */
#include "falk-plain.h"

#include <string.h>

#include "falk-explain-private.h"
#include "falk-fix.h"
#include "falk-singular.h"
#include "falk-state-explain.h"

static char *
slot_text (const FalkPatternSlot *slot)
{
  if (slot->word[0] != '\0')
    return g_strdup (slot->word);
  if (slot->shape.rank > 0 || slot->brackets)
    return falk_shape_to_text (&slot->shape, FALK_SHAPE_TUPLE);
  return slot->known ? g_strdup_printf ("%" G_GINT64_FORMAT, slot->number)
                     : g_strdup ("?");
}

char *
falk_plain_fill (const char *text, const FalkReport *report)
{
  GString *filled = g_string_new (text);

  for (guint i = 0; i < report->n_slots; i++)
    {
      g_autofree char *value = slot_text (&report->slots[i]);
      const char place[] = { '{', (char)('0' + i), '}', '\0' };

      g_string_replace (filled, place, value, 0);
    }
  return falk_singular (g_string_free (filled, FALSE));
}

static gboolean
is_for (const FalkPlainRow *row, FalkWording wording)
{
  for (guint i = 0; row->wordings[i] != FALK_WORDING_COUNT; i++)
    if (row->wordings[i] == wording)
      return TRUE;
  return FALSE;
}

static gint
by_score (gconstpointer a, gconstpointer b)
{
  const FalkCause *const *one = a, *const *other = b;

  return ((*one)->score < (*other)->score) - ((*one)->score > (*other)->score);
}

GPtrArray *
falk_plain_causes (const FalkReport *report)
{
  guint n;
  const FalkPlainRow *rows = falk_plain_rows (&n);
  GPtrArray *causes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_cause_free);

  for (guint i = 0; i < n; i++)
    {
      double score = rows[i].score;
      FalkCause *cause;

      if (!is_for (&rows[i], report->wording))
        continue;
      if (rows[i].weigh)
        score = rows[i].weigh (report, score);
      if (score <= 0)
        continue;
      cause = falk_cause_new (rows[i].code);
      cause->score = score;
      cause->title = falk_plain_fill (rows[i].title, report);
      cause->why = falk_plain_fill (rows[i].why, report);
      cause->change = falk_plain_fill (rows[i].change, report);
      g_ptr_array_add (causes, cause);
    }
  g_ptr_array_sort (causes, by_score);
  return causes;
}

FalkExplanation *
falk_explain_report (const FalkReport *report)
{
  const FalkPlainWords *words = &falk_plain_words[report->wording];
  FalkExplanation *explanation = falk_explanation_new ();

  g_assert (words->headline);
  explanation->headline = falk_plain_fill (words->headline, report);
  explanation->what = falk_plain_fill (words->what, report);
  explanation->message = g_strdup (report->sentence);
  explanation->exception = g_strdup (report->exception);
  explanation->versions = g_strdup ("as the text has it");
  g_ptr_array_unref (explanation->causes);
  explanation->causes = falk_plain_causes (report);
  if (report->study)
    falk_state_explain (report->study, explanation);
  return explanation;
}
