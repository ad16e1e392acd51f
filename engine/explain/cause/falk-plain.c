/* SPDX-License-Identifier: MIT */
#include "falk-plain-private.h"

#include "falk-explain-private.h"
#include "falk-fix.h"
#include "falk-singular.h"
#include "falk-state-explain.h"

const FalkPlainRow *
falk_plain_row (guint index)
{
  if (index < falk_plain_n_rows_shape)
    return &falk_plain_rows_shape[index];
  index -= falk_plain_n_rows_shape;
  return index < falk_plain_n_rows_layer ? &falk_plain_rows_layer[index] : NULL;
}

static char *
slot_text (const FalkPatternSlot *slot)
{
  if (slot->word[0] != '\0')
    return g_strdup (slot->word);
  if (slot->shape.rank > 0 || slot->brackets)
    {
      g_autofree char *sizes =
          falk_shape_to_text (&slot->shape, FALK_SHAPE_TUPLE);
      GString *shape = g_string_new (sizes);

      /* as Keras writes a size that is left open */
      g_string_replace (shape, "-1", "None", 0);
      return g_string_free (shape, FALSE);
    }
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

gboolean
falk_plain_fills (const char *text, const FalkReport *report)
{
  for (const char *p = strchr (text, '{'); p; p = strchr (p + 1, '{'))
    if (g_ascii_isdigit (p[1]) && p[2] == '}'
        && (guint)(p[1] - '0') >= report->n_slots)
      return FALSE;
  return TRUE;
}

static gboolean
is_for (const FalkPlainRow *row, FalkWording wording)
{
  for (guint i = 0; row->wordings[i] != FALK_WORDING_COUNT; i++)
    if (row->wordings[i] == wording)
      return TRUE;
  return FALSE;
}

GPtrArray *
falk_plain_causes (const FalkReport *report)
{
  const FalkPlainRow *row;
  GPtrArray *causes = falk_causes_new ();

  for (guint i = 0; (row = falk_plain_row (i)); i++)
    {
      double score = row->score;
      FalkCause *cause;

      if (!is_for (row, report->wording)
          || !falk_plain_fills (row->title, report)
          || !falk_plain_fills (row->why, report)
          || !falk_plain_fills (row->change, report))
        continue;
      if (row->weigh)
        score = row->weigh (report, score);
      if (score <= 0)
        continue;
      cause = falk_cause_new (row->code);
      cause->score = score;
      cause->title = falk_plain_fill (row->title, report);
      cause->why = falk_plain_fill (row->why, report);
      cause->change = falk_plain_fill (row->change, report);
      g_ptr_array_add (causes, cause);
    }
  falk_causes_sort (causes);
  return causes;
}

/* @text filled; where the sentence hasn't what it takes, @other, which the
 * first cause says. */
static char *
fill_or (const char *text, const FalkReport *report, const char *other)
{
  return falk_plain_fills (text, report) ? falk_plain_fill (text, report)
                                         : g_strdup (other);
}

FalkExplanation *
falk_explain_report (const FalkReport *report)
{
  const FalkPlainWords *words = &falk_plain_words[report->wording];
  FalkExplanation *explanation = falk_explanation_new ();
  const FalkCause *first = NULL;

  g_assert (words->headline);
  g_ptr_array_unref (explanation->causes);
  explanation->causes = falk_plain_causes (report);
  if (explanation->causes->len > 0)
    first = g_ptr_array_index (explanation->causes, 0);
  explanation->headline =
      fill_or (words->headline, report, first ? first->title : "It fails");
  explanation->what =
      fill_or (words->what, report, first ? first->why : report->sentence);
  explanation->message = g_strdup (report->sentence);
  explanation->exception = g_strdup (report->exception);
  explanation->versions = g_strdup ("as the text has it");
  if (report->study)
    falk_state_explain (report->study, explanation);
  return explanation;
}
