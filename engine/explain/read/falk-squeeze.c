/* SPDX-License-Identifier: MIT */
#include "falk-squeeze.h"

#include <string.h>

/* What stands for something else, or for nothing: UTF-8 of a mark and the
 * byte it becomes; 0 for a space. */
static const struct
{
  const char *mark;
  char byte;
} marks[] = {
  { "\xc3\x97", 'x' }, /* × */
  { "\xe2\x80\x98", '\'' }, /* opening single quote */
  { "\xe2\x80\x99", '\'' }, /* closing single quote */
  { "\xc2\xa0", 0 }, /* no-break space */
  { "\xe2\x80\x8b", 0 }, /* zero-width space */
  { "\xef\xbb\xbf", 0 }, /* byte order mark */
  { "\xe2\x94\x82", 0 }, /* frame of a boxed traceback */
  { "\xe2\x9d\xb1", 0 }, /* its arrow */
};

/* How an escape byte is written where it was lost: as itself, and as the
 * text that JSON, Python and a terminal print for it. */
static const char *const escapes[] = { "\x1b", "\\x1b", "\\u001b", "\\033",
                                       "^[" };

/* Bytes of the control sequence at @p, or 0 when there is none. */
static gsize
escape_length (const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    {
      gsize head = strlen (escapes[i]), n = head + 1;

      if (strncmp (p, escapes[i], head) != 0)
        continue;
      if (p[head] != '[')
        return i == 0 ? 1 : 0;
      while (n < head + 32 && p[n] >= 0x20 && p[n] < 0x40)
        n++;
      return p[n] >= 0x40 && p[n] < 0x7f ? n + 1 : head + 1;
    }
  return 0;
}

/* What a comment puts at the start of each of its lines. */
static const char *const comments[] = { "# ", "// ", "* " };

/* Bytes of the marks at the start of a line that some text was quoted with or
 * commented out: "> ", ">> ", "# ". */
static gsize
quote_length (const char *p)
{
  gsize n = 0, end = 0;

  while (p[n] == ' ' || p[n] == '\t' || p[n] == '>')
    if (p[n++] == '>')
      end = n;
  for (guint i = 0; i < G_N_ELEMENTS (comments); i++)
    if (p[n] == comments[i][0] && g_str_has_prefix (p + n, comments[i]))
      return n + strlen (comments[i]);
  return end;
}

static gsize
mark_length (const char *p, char *byte)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize n = strlen (marks[i].mark);

      if (strncmp (p, marks[i].mark, n) == 0)
        {
          *byte = marks[i].byte;
          return n;
        }
    }
  return 0;
}

static gboolean
ends_line (const char *p, gsize *length)
{
  *length = 1;
  if (*p == '\n')
    return TRUE;
  *length = 2;
  return p[0] == '\\' && p[1] == 'n' && p[2] != '\0' && !g_ascii_islower (p[2]);
}

/* What starts at @p, beside an ordinary byte: how long it is, what gap it
 * leaves, and the byte it becomes (0 for none). 0 for an ordinary byte. */
static gsize
special_length (const char *p, FalkGap *gap, char *byte)
{
  gsize n;

  *byte = 0;
  *gap = FALK_GAP_NONE;
  if (g_ascii_isgraph (*p) && *p != '\\' && *p != '^')
    return 0;
  *gap = FALK_GAP_LINE;
  if (ends_line (p, &n))
    return n + quote_length (p + n);
  *gap = FALK_GAP_SPACE;
  if (g_ascii_isspace (*p))
    return 1;
  *gap = FALK_GAP_NONE;
  if ((n = escape_length (p)) > 0)
    return n;
  if ((guchar)*p < 0x80)
    return 0;
  n = mark_length (p, byte);
  if (n > 0 && *byte == 0)
    *gap = FALK_GAP_SPACE;
  return n;
}

static void
append (FalkSqueeze *squeeze, char byte, gsize offset, FalkGap gap)
{
  squeeze->text[squeeze->n] = byte;
  squeeze->offsets[squeeze->n] = (guint32)offset;
  squeeze->gaps[squeeze->n++] = gap;
}

static FalkSqueeze *
strip (const char *text, gboolean keep_space)
{
  gsize length = strnlen (text, FALK_SQUEEZE_MAX);
  FalkSqueeze *squeeze = g_new0 (FalkSqueeze, 1);
  FalkGap gap = FALK_GAP_LINE;
  gsize i = MIN (quote_length (text), length);

  squeeze->text = g_malloc (length + 1);
  squeeze->offsets = g_new (guint32, length + 1);
  squeeze->gaps = g_malloc (length + 1);
  while (i < length)
    {
      FalkGap left;
      char byte;
      gsize n = special_length (text + i, &left, &byte);

      if (n > 0)
        gap = MAX (gap, left);
      if (n == 0)
        byte = text[i];
      if (byte == 0 && keep_space && left != FALK_GAP_NONE)
        byte = left == FALK_GAP_LINE ? '\n' : ' ';
      if (byte != 0)
        {
          append (squeeze, byte, i, gap);
          gap = FALK_GAP_NONE;
        }
      i += MAX (n, 1);
    }
  squeeze->text[squeeze->n] = '\0';
  return squeeze;
}

FalkSqueeze *
falk_squeeze_new (const char *text)
{
  return strip (text, FALSE);
}

FalkSqueeze *
falk_squeeze_new_spaced (const char *text)
{
  return strip (text, TRUE);
}

void
falk_squeeze_free (FalkSqueeze *squeeze)
{
  if (squeeze == NULL)
    return;
  g_free (squeeze->text);
  g_free (squeeze->offsets);
  g_free (squeeze->gaps);
  g_free (squeeze);
}
