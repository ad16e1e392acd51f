/* SPDX-License-Identifier: MIT */
#include "falk-model-error.h"

#include <string.h>

#include "falk-rule.h"

#define QUOTE_MAX 60 /* characters */
#define NAME_MAX_BYTES 200

G_DEFINE_QUARK (falk_model_error, falk_model_error)

/* Whether @c shows itself, and nothing but itself. */
static gboolean
is_safe (gunichar c)
{
  static const GUnicodeType unsafe[] = {
    G_UNICODE_CONTROL,
    G_UNICODE_FORMAT,
    G_UNICODE_SURROGATE,
    G_UNICODE_UNASSIGNED,
    G_UNICODE_PRIVATE_USE,
    G_UNICODE_LINE_SEPARATOR,
    G_UNICODE_PARAGRAPH_SEPARATOR,
  };
  GUnicodeType type = g_unichar_type (c);

  for (guint i = 0; i < G_N_ELEMENTS (unsafe); i++)
    if (type == unsafe[i])
      return FALSE;
  return TRUE;
}

char *
falk_model_escape (const char *text, gssize length)
{
  GString *out = g_string_new (NULL);
  const char *end = text + (length < 0 ? strlen (text) : (gsize)length);
  guint n = 0;

  for (; text < end && n < QUOTE_MAX; n++)
    {
      gunichar c = g_utf8_get_char_validated (text, end - text);
      gboolean valid = c < (gunichar)-2;

      if (valid && c != 0 && is_safe (c))
        g_string_append_unichar (out, c);
      else
        g_string_append_c (out, c == '\n' || c == '\t' ? ' ' : '?');
      text += valid && c != 0 ? g_utf8_skip[*(const guchar *)text] : 1;
    }
  if (text < end)
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

char *
falk_model_quote (const char *text, gssize length)
{
  g_autofree char *escaped = falk_model_escape (text, length);

  return g_strdup_printf ("'%s'", escaped);
}

#define WORD_MAX 48 /* bytes of a name that edits are counted for */

static gboolean
same_letter (char a, char b)
{
  return g_ascii_tolower (a) == g_ascii_tolower (b);
}

/* Edits between two words, ASCII case ignored: letters inserted, deleted,
 * replaced, or two neighbours exchanged. */
static guint
count_edits (const char *a, gsize n_a, const char *b, gsize n_b)
{
  guint rows[3][WORD_MAX + 1];

  for (gsize j = 0; j <= n_b; j++)
    rows[0][j] = (guint)j;
  for (gsize i = 1; i <= n_a; i++)
    {
      const guint *above = rows[(i - 1) % 3], *above2 = rows[(i + 1) % 3];
      guint *row = rows[i % 3];

      row[0] = (guint)i;
      for (gsize j = 1; j <= n_b; j++)
        {
          guint edits = MIN (above[j], row[j - 1]) + 1;

          edits = MIN (edits, above[j - 1] + !same_letter (a[i - 1], b[j - 1]));
          if (i > 1 && j > 1 && same_letter (a[i - 1], b[j - 2])
              && same_letter (a[i - 2], b[j - 1]))
            edits = MIN (edits, above2[j - 2] + 1);
          row[j] = edits;
        }
    }
  return rows[n_a % 3][n_b];
}

/* "hidden" for "hidden_size": edits to as much of @other as the word is
 * long. */
static guint
count_prefix_edits (const char *name, gsize length, const char *other,
                    gsize n_other)
{
  guint best = WORD_MAX;

  for (gsize n = length - 1; n <= MIN (length + 1, n_other); n++)
    best = MIN (best, count_edits (name, length, other, n));
  return best;
}

const char *
falk_model_nearest (const char *name, const char *const *names, guint n)
{
  const char *best = NULL;
  gsize length = strlen (name);
  guint allowed = (guint)length / 3;
  guint best_edits = allowed + 1;

  /* One edit makes any name of two letters from any other. */
  if (length > WORD_MAX || length < 3)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      gsize other = strlen (names[i]);
      guint edits;

      if (other > WORD_MAX)
        continue;
      edits = count_edits (name, length, names[i], other);
      if (edits > allowed && length >= 4
          && count_prefix_edits (name, length, names[i], other) <= length / 6)
        edits = allowed;
      if (edits < best_edits)
        {
          best = names[i];
          best_edits = edits;
        }
    }
  return best;
}

char *
falk_model_suggest (const char *name, const char *const *names, guint n)
{
  const char *nearest = falk_model_nearest (name, names, n);

  if (nearest == NULL)
    return g_strdup ("");
  return g_strdup_printf ("; did you mean '%s'?", nearest);
}

void
falk_model_set_unknown_op (GError **error, const char *name)
{
  const char *names[FALK_OP_COUNT];
  g_autofree char *quoted = falk_model_quote (name, -1);
  g_autofree char *suggestion = NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < FALK_OP_COUNT; i++)
    {
      names[i] = falk_rule (i)->name;
      g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
  suggestion = falk_model_suggest (name, names, FALK_OP_COUNT);
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_OP,
               "unknown operation %s (known: %s)%s", quoted, known->str,
               suggestion);
}

gboolean
falk_model_check_name (const char *name, GError **error)
{
  gsize length = strlen (name);
  const char *wrong = NULL;

  if (length == 0)
    wrong = "is empty";
  else if (length > NAME_MAX_BYTES)
    wrong = "is longer than 200 bytes";
  else if (!g_utf8_validate (name, -1, NULL))
    wrong = "is not UTF-8";
  else if (g_ascii_isspace (name[0]) || g_ascii_isspace (name[length - 1]))
    wrong = "begins or ends with a space";
  for (const char *at = name; wrong == NULL && *at != '\0';
       at = g_utf8_next_char (at))
    if (!is_safe (g_utf8_get_char (at)))
      wrong = "has a control character in it";
  if (wrong != NULL)
    {
      g_autofree char *quoted = falk_model_quote (name, -1);

      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_NAME,
                   "the name %s %s", quoted, wrong);
    }
  return wrong == NULL;
}
