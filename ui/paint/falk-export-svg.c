/* SPDX-License-Identifier: MIT */
#include "falk-export-private.h"

#include <string.h>

#define COUNTED "surface"
#define PATH " d=\""

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

/* @value in hundredths, without zeros at its end. */
static void
put_rounded (GString *out, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (number, sizeof number, "%.2f", value);
  length = strlen (number);
  while (number[length - 1] == '0')
    length--;
  if (number[length - 1] == '.')
    length--;
  g_string_append_len (out, number, (gssize)length);
}

/* Rounds the numbers of paths to hundredths of a point, finer than anybody
 * sees: cairo writes six decimals, most of an SVG's bytes. */
static GString *
round_paths (const char *from)
{
  GString *out = g_string_sized_new (strlen (from));
  const char *p = from, *path;

  while ((path = strstr (p, PATH)))
    {
      path += strlen (PATH);
      g_string_append_len (out, p, path - p);
      for (p = path; *p && *p != '"';)
        if (g_ascii_isdigit (*p) || *p == '-')
          {
            char *end;

            put_rounded (out, g_ascii_strtod (p, &end));
            p = end > p ? end : p + 1;
          }
        else
          g_string_append_c (out, *p++);
    }
  g_string_append (out, p);
  return out;
}

static void
put_attribute (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  put_rounded (out, value);
  g_string_append_c (out, '"');
}

/* The texts where their glyphs are, as wide as these, whatever font is at
 * hand. */
static void
put_texts (GString *out, const FalkScene *scene)
{
  g_string_append (out, "<g fill-opacity=\"0\" xml:space=\"preserve\" "
                        "font-family=\"DejaVu Sans, sans-serif\">\n");
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);
      g_autofree char *escaped = NULL;

      if (mark->kind != FALK_MARK_TEXT || mark->w <= 0)
        continue;
      escaped = escape (mark->text);
      g_string_append (out, "<text");
      put_attribute (out, "x", mark->x);
      put_attribute (out, "y", mark->baseline);
      put_attribute (out, "font-size", mark->font.size);
      put_attribute (out, "textLength", mark->w);
      if (mark->font.mono)
        g_string_append (out, " font-family=\"DejaVu Sans Mono, monospace\"");
      g_string_append_printf (out, ">%s</text>\n", escaped);
    }
  g_string_append (out, "</g>\n");
}

void
falk_svg_finish (GByteArray *svg, const FalkScene *scene)
{
  g_autofree char *text = g_strndup ((const char *)svg->data, svg->len);
  g_autoptr (GString) out = g_string_sized_new (svg->len + 256);
  g_autoptr (GString) rounded = NULL;
  char *root = strstr (text, "<svg");
  char *body = root ? strchr (root, '>') : NULL;
  char *end = g_strrstr (text, "</svg>");

  if (body && end > body)
    {
      *end = '\0';
      g_string_append_len (out, text, body + 1 - text);
      g_string_append_c (out, '\n');
      put_element (out, "title", scene->title);
      put_element (out, "desc", scene->description);
      rounded = round_paths (body + 1);
      copy_renumbered (rounded->str, out);
      put_texts (out, scene);
      g_string_append (out, "</svg>\n");
      g_byte_array_set_size (svg, 0);
      g_byte_array_append (svg, (const guint8 *)out->str, (guint)out->len);
    }
}
