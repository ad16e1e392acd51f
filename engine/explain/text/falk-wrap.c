/* SPDX-License-Identifier: MIT */
#include "falk-wrap.h"

#include <string.h>

static const char *const styles[] = {
  [FALK_STYLE_PLAIN] = "",           [FALK_STYLE_TITLE] = "\x1b[1m",
  [FALK_STYLE_MUTED] = "\x1b[2m",    [FALK_STYLE_FAULT] = "\x1b[1;31m",
  [FALK_STYLE_FITS] = "\x1b[32m",    [FALK_STYLE_CODE] = "\x1b[36m",
  [FALK_STYLE_CAUTION] = "\x1b[33m",
};
G_STATIC_ASSERT (G_N_ELEMENTS (styles) == FALK_STYLE_COUNT);

static int
char_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* A character that prints something; "?" for one that does something. */
static gunichar
printable (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT ? '?'
                                                                         : c;
}

int
falk_wrap_width (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  int width = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (printable (g_utf8_get_char (p)));
  return width;
}

void
falk_wrap_append_styled (GString *out, const char *text, FalkStyle style,
                         gboolean colour)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (colour)
    g_string_append (out, styles[style]);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, printable (g_utf8_get_char (p)));
  if (colour && style != FALK_STYLE_PLAIN)
    g_string_append (out, "\x1b[0m");
}

/* Bytes of @text that go in a line of @room columns: up to the last space
 * that fits, or the whole, or as many characters as there is room for. */
static gsize
line_length (const char *text, int room)
{
  const char *p = text, *space = NULL;
  int width = 0;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ' && p > text)
        space = p;
      width += char_width (printable (c));
      if (width > room)
        break;
      p = g_utf8_next_char (p);
    }
  if (*p == '\0')
    return (gsize)(p - text);
  if (space)
    return (gsize)(space - text);
  return (gsize)((p > text ? p : g_utf8_next_char (p)) - text);
}

void
falk_wrap_append (GString *out, const char *text, const char *first, int width,
                  FalkStyle style, gboolean colour)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  int indent = falk_wrap_width (first), room = MAX (width - indent, 8);
  const char *p = valid;

  g_string_append (out, first);
  do
    {
      gsize n = line_length (p, room);
      g_autofree char *line = g_strndup (p, n);

      if (p > valid)
        g_string_append_printf (out, "%*s", indent, "");
      falk_wrap_append_styled (out, line, style, colour);
      g_string_append_c (out, '\n');
      p += n;
      p += strspn (p, " ");
    }
  while (*p != '\0');
}
