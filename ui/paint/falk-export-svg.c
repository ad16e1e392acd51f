/* SPDX-License-Identifier: MIT */
#include "falk-export-private.h"

#include <string.h>

#define COUNTED "surface"

/* @text without characters that XML 1.0 doesn't allow, escaped. */
static char *
escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (char *p = valid; *p; p++)
    if ((guchar)*p < 0x20 && *p != '\n' && *p != '\t')
      *p = ' ';
  return g_markup_escape_text (valid, -1);
}

static void
put_element (GString *out, const char *name, const char *text)
{
  g_autofree char *escaped = NULL;

  if (!text)
    return;
  escaped = escape (text);
  g_string_append_printf (out, "<%s>%s</%s>\n", name, escaped, name);
}

/* Number @text stands for in order of first appearance, from 1. */
static guint
renumber (GHashTable *seen, guint64 number)
{
  gpointer key = GSIZE_TO_POINTER ((gsize)number + 1);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));

  if (n == 0)
    {
      n = g_hash_table_size (seen) + 1;
      g_hash_table_insert (seen, key, GUINT_TO_POINTER (n));
    }
  return n;
}

/* Copies @from to @out, surface numbers replaced. */
static void
copy_renumbered (const char *from, GString *out)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const char *p = from;

  for (;;)
    {
      const char *next = strstr (p, COUNTED);
      char *end;
      guint64 number;

      if (!next)
        break;
      next += strlen (COUNTED);
      g_string_append_len (out, p, next - p);
      p = next;
      if (!g_ascii_isdigit (*p))
        continue;
      number = g_ascii_strtoull (p, &end, 10);
      g_string_append_printf (out, "%u", renumber (seen, number));
      p = end;
    }
  g_string_append (out, p);
}

void
falk_svg_finish (GByteArray *svg, const char *title, const char *description)
{
  g_autofree char *text = g_strndup ((const char *)svg->data, svg->len);
  GString *out = g_string_sized_new (svg->len + 256);
  char *root = strstr (text, "<svg");
  char *body = root ? strchr (root, '>') : NULL;

  if (body)
    {
      g_string_append_len (out, text, body + 1 - text);
      g_string_append_c (out, '\n');
      put_element (out, "title", title);
      put_element (out, "desc", description);
      copy_renumbered (body + 1, out);
      g_byte_array_set_size (svg, 0);
      g_byte_array_append (svg, (const guint8 *)out->str, (guint)out->len);
    }
  g_string_free (out, TRUE);
}
