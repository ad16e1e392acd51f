/* SPDX-License-Identifier: MIT */
#include "falk-scan.h"

#include <math.h>
#include <string.h>

#define DEPTH_MAX 8

void
falk_scan_space (FalkScan *s)
{
  while (s->p < s->end
         && (*s->p == ' ' || *s->p == '\t' || *s->p == '\r' || *s->p == '\n'))
    s->p++;
}

/* Takes @c, after white space. */
gboolean
falk_scan_take (FalkScan *s, char c)
{
  falk_scan_space (s);
  if (s->p == s->end || *s->p != c)
    return FALSE;
  s->p++;
  return TRUE;
}

/* A string; with @escapes, one that is only passed over may have some. */
static gboolean
scan_string (FalkScan *s, gboolean escapes, FalkScanValue *value)
{
  if (!falk_scan_take (s, '"'))
    return FALSE;
  value->text = s->p;
  for (; s->p < s->end && *s->p != '"'; s->p++)
    {
      if (*s->p < 0x20 || *s->p > 0x7e)
        return FALSE;
      if (*s->p != '\\')
        continue;
      if (!escapes || ++s->p == s->end || !strchr ("\"\\/bfnrt", *s->p))
        return FALSE;
    }
  if (s->p == s->end)
    return FALSE;
  value->kind = FALK_SCAN_STRING;
  value->length = (gsize)(s->p++ - value->text);
  return TRUE;
}

static guint
skip_digits (FalkScan *s)
{
  const char *start = s->p;

  while (s->p < s->end && g_ascii_isdigit (*s->p))
    s->p++;
  return (guint)(s->p - start);
}

/* What follows an integer's digits in a real number. */
static gboolean
skip_fraction (FalkScan *s)
{
  if (s->p < s->end && *s->p == '.')
    {
      s->p++;
      if (skip_digits (s) == 0)
        return FALSE;
    }
  if (s->p < s->end && (*s->p == 'e' || *s->p == 'E'))
    {
      s->p++;
      if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
        s->p++;
      return skip_digits (s) > 0;
    }
  return TRUE;
}

/* Up to 18 digits, which can't overflow. */
static gboolean
scan_number (FalkScan *s, FalkScanValue *value)
{
  char copy[64];
  const char *digits;
  guint n;

  value->text = s->p;
  if (*s->p == '-')
    s->p++;
  digits = s->p;
  n = skip_digits (s);
  if (n == 0 || n > 18 || (n > 1 && *digits == '0') || !skip_fraction (s))
    return FALSE;
  value->length = (gsize)(s->p - value->text);
  value->kind = s->p > digits + n ? FALK_SCAN_REAL : FALK_SCAN_INT;
  if (value->kind == FALK_SCAN_INT)
    {
      value->i = 0;
      for (guint k = 0; k < n; k++)
        value->i = value->i * 10 + (digits[k] - '0');
      if (digits > value->text)
        value->i = -value->i;
      return TRUE;
    }
  if (value->length >= sizeof copy)
    return FALSE;
  memcpy (copy, value->text, value->length);
  copy[value->length] = '\0';
  value->d = g_ascii_strtod (copy, NULL);
  return isfinite (value->d);
}

static gboolean
scan_word (FalkScan *s, const char *word, gint64 i, FalkScanKind kind,
           FalkScanValue *value)
{
  gsize length = strlen (word);

  if ((gsize)(s->end - s->p) < length || memcmp (s->p, word, length) != 0)
    return FALSE;
  s->p += length;
  value->kind = kind;
  value->i = i;
  return TRUE;
}

/* A list of integers is kept, any other passed over. */
static gboolean
scan_list (FalkScan *s, guint depth, gboolean escapes, FalkScanValue *value)
{
  FalkScanValue item = { 0 };

  value->kind = FALK_SCAN_INTS;
  value->first = s->ints->len;
  value->n = 0;
  if (depth == DEPTH_MAX)
    return FALSE;
  s->p++;
  if (falk_scan_take (s, ']'))
    return TRUE;
  do
    {
      falk_scan_space (s);
      if (!falk_scan_value (s, depth + 1, escapes, &item))
        return FALSE;
      if (item.kind != FALK_SCAN_INT)
        value->kind = FALK_SCAN_OTHER;
      else
        g_array_append_val (s->ints, item.i);
      value->n++;
    }
  while (falk_scan_take (s, ','));
  return falk_scan_take (s, ']');
}

/* No object: that is for who knows its members. */
gboolean
falk_scan_value (FalkScan *s, guint depth, gboolean escapes,
                 FalkScanValue *value)
{
  if (s->p == s->end)
    return FALSE;
  switch (*s->p)
    {
    case '"':
      return scan_string (s, escapes, value);
    case '[':
      return scan_list (s, depth, escapes, value);
    case 't':
      return scan_word (s, "true", 1, FALK_SCAN_BOOL, value);
    case 'f':
      return scan_word (s, "false", 0, FALK_SCAN_BOOL, value);
    case 'n':
      return scan_word (s, "null", 0, FALK_SCAN_OTHER, value);
    default:
      return scan_number (s, value);
    }
}

gboolean
falk_scan_is (const FalkScanValue *text, const char *word)
{
  return strlen (word) == text->length
         && memcmp (text->text, word, text->length) == 0;
}

static gboolean
same (const FalkScanValue *a, const FalkScanValue *b)
{
  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

/* The next key of an object, which must be a new one. */
gboolean
falk_scan_key (FalkScan *s, FalkScanMember *members, guint n)
{
  if (n == FALK_SCAN_MEMBERS_MAX || !scan_string (s, FALSE, &members[n].key)
      || !falk_scan_take (s, ':'))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (same (&members[i].key, &members[n].key))
      return FALSE;
  falk_scan_space (s);
  return TRUE;
}

/* An object of plain members. */
gboolean
falk_scan_members (FalkScan *s, FalkScanMember *members, guint *n)
{
  *n = 0;
  if (!falk_scan_take (s, '{'))
    return FALSE;
  if (falk_scan_take (s, '}'))
    return TRUE;
  do
    {
      if (!falk_scan_key (s, members, *n)
          || !falk_scan_value (s, 0, FALSE, &members[*n].value))
        return FALSE;
      ++*n;
    }
  while (falk_scan_take (s, ','));
  return falk_scan_take (s, '}');
}

const FalkScanValue *
falk_scan_find (const FalkScanMember *members, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (falk_scan_is (&members[i].key, name))
      return &members[i].value;
  return NULL;
}
