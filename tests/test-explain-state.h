/* SPDX-License-Identifier: MIT */
/* The explanation of a checkpoint as text, for tables of cases. */
#pragma once

#include "falk-explanation.h"

/* "=gru.kind GRU|GRU; gru.hidden_size 64|32": rows that agree are behind a
 * "=". The caller frees it. */
static char *
table_of (const FalkExplanation *explanation)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < explanation->differs->len; i++)
    {
      const FalkStateRow *row = g_ptr_array_index (explanation->differs, i);

      g_string_append_printf (
          text, "%s%s%s%s%s %s|%s", i ? "; " : "", row->agrees ? "=" : "",
          row->layer, *row->layer ? "." : "", row->what,
          row->sides[FALK_STATE_CHECKPOINT], row->sides[FALK_STATE_MODEL]);
    }
  return g_string_free (text, FALSE);
}

/* The code of each cause, apart by " / ". Every fix must be verified. The
 * caller frees it. */
static char *
code_of (const FalkExplanation *explanation)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);
      const char *code = cause->fix ? cause->fix->code : cause->code_for_change;

      g_assert_true (!cause->fix || cause->fix->verified);
      if (code)
        g_string_append_printf (text, "%s%s", text->len ? " / " : "", code);
    }
  return g_string_free (text, FALSE);
}
