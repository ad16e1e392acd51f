/* SPDX-License-Identifier: MIT */
#include "falk-cause-info.h"

#include <string.h>

#include "falk-cause-private.h"
#include "falk-plain.h"
#include "falk-sentence.h"
#include "falk-wording.h"

/* @words with "…" for each {slot}. */
static char *
open_slots (const char *words)
{
  GString *text = g_string_new (NULL);

  for (const char *p = words; *p != '\0'; p++)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;

      if (!end)
        {
          g_string_append_c (text, *p);
          continue;
        }
      g_string_append (text, "…");
      p = end;
    }
  return g_string_free (text, FALSE);
}

static void
add (GPtrArray *wordings, const char *words)
{
  g_autofree char *text = g_strstrip (open_slots (words));

  if (!g_ptr_array_find_with_equal_func (wordings, text, g_str_equal, NULL))
    g_ptr_array_add (wordings, g_steal_pointer (&text));
}

static void
add_sentences (GPtrArray *wordings, FalkWording wording)
{
  const struct
  {
    const FalkSentence *rows;
    guint n;
  } tables[] = { { falk_sentences_recurrent, falk_n_sentences_recurrent },
                 { falk_sentences_layer, falk_n_sentences_layer } };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (guint i = 0; i < tables[t].n; i++)
      if (tables[t].rows[i].wording == wording)
        add (wordings, tables[t].rows[i].pattern);
}

GPtrArray *
falk_cause_wordings (FalkCauseCode code)
{
  GPtrArray *wordings = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const FalkCauseRow *rows = falk_cause_rows (&n);

  for (guint i = 0; i < n; i++)
    for (guint k = 0;
         rows[i].code == code && rows[i].faults[k] != FALK_FAULT_COUNT; k++)
      add (wordings,
           falk_wording_template (rows[i].faults[k], FALK_TORCH_DEFAULT));

  const FalkPlainRow *plain;
  for (guint i = 0; (plain = falk_plain_row (i)); i++)
    for (guint k = 0;
         plain->code == code && plain->wordings[k] != FALK_WORDING_COUNT; k++)
      add_sentences (wordings, plain->wordings[k]);
  return wordings;
}
