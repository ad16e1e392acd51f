/* SPDX-License-Identifier: MIT */
#include "falk-pattern.h"

#include <string.h>

/* Digits of the largest number that is sure to fit in 63 bits. */
#define DIGITS_MAX 18

/* Digits of the largest number that is read at all. */
#define DIGITS_READ 64

static gboolean
skip_word (const FalkSqueeze *squeeze, gsize *pos, const char *word)
{
  gsize n = strlen (word);

  if (strncmp (squeeze->text + *pos, word, n) != 0)
    return FALSE;
  *pos += n;
  return TRUE;
}

/* What stands for a number that isn't known: ?, None, or a symbol of
 * torch.compile, "s0*s1". The position behind it, or 0. */
static gsize
read_unknown (const FalkSqueeze *squeeze, gsize pos)
{
  const char *text = squeeze->text;

  if (skip_word (squeeze, &pos, "?") || skip_word (squeeze, &pos, "None"))
    return pos;
  if (text[pos] != 's' || !g_ascii_isdigit (text[pos + 1]))
    return 0;
  while (g_ascii_isalnum (text[pos]) || strchr ("*+//-", text[pos]))
    {
      if (text[pos] == '\0')
        break;
      pos++;
    }
  return pos;
}

/* Reads a number at @pos. A line may end inside it only where @inner says
 * that more of the sentence follows: "got 3" at the end of a line isn't
 * joined with a 5 at the start of the next. 0 when there is no number. */
static gsize
read_number (const FalkSqueeze *squeeze, gsize pos, gboolean inner,
             FalkPatternSlot *slot)
{
  const char *text = squeeze->text;
  gsize i = pos, unknown = read_unknown (squeeze, pos);

  slot->known = unknown == 0;
  slot->number = unknown > 0 ? -1 : 0;
  slot->huge = FALSE;
  if (unknown > 0)
    return unknown;
  while (g_ascii_isdigit (text[i]) && i - pos < DIGITS_READ
         && (i == pos || squeeze->gaps[i] == FALK_GAP_NONE
             || (inner && squeeze->gaps[i] == FALK_GAP_LINE)))
    {
      slot->huge = i - pos >= DIGITS_MAX;
      if (!slot->huge)
        slot->number = slot->number * 10 + (text[i] - '0');
      i++;
    }
  if (i == pos || (g_ascii_isdigit (text[i]) && i - pos == DIGITS_READ))
    return 0;
  if (text[i] == 'L')
    i++;
  return i;
}

/* Reads the sizes of a shape up to its closing bracket; the position behind
 * it, or 0. */
static gsize
read_sizes (const FalkSqueeze *squeeze, gsize pos, FalkPatternSlot *slot)
{
  const char *text = squeeze->text;
  const char close = text[pos - 1] == '['   ? ']'
                     : text[pos - 1] == '{' ? '}'
                                            : ')';

  for (;;)
    {
      FalkPatternSlot size;
      gsize end;

      if (text[pos] == close)
        return pos + 1;
      if (skip_word (squeeze, &pos, "...") || skip_word (squeeze, &pos, "…"))
        slot->elided = TRUE;
      else
        {
          gboolean minus = text[pos] == '-';

          end = read_number (squeeze, pos + minus, TRUE, &size);
          if (minus)
            size.number = -size.number;
          if (end == 0 || slot->elided || slot->shape.rank == FALK_RANK_MAX)
            return 0;
          slot->known = slot->known && size.known;
          slot->huge = slot->huge || size.huge;
          slot->shape.dims[slot->shape.rank++] = size.number;
          pos = end;
        }
      if (text[pos] == ',' || text[pos] == 'x')
        pos++;
      else if (text[pos] != close)
        return 0;
    }
}

static gsize
read_shape (const FalkSqueeze *squeeze, gsize pos, FalkPatternSlot *slot)
{
  gboolean wrapped = skip_word (squeeze, &pos, "torch.Size(");
  gsize end;

  memset (slot, 0, sizeof *slot);
  slot->known = TRUE;
  slot->brackets = squeeze->text[pos] == '[';
  if (squeeze->text[pos] == '\0' || !strchr ("[({", squeeze->text[pos]))
    return 0;
  end = read_sizes (squeeze, pos + 1, slot);
  if (end == 0 || !wrapped)
    return end;
  return squeeze->text[end] == ')' ? end + 1 : 0;
}

static gsize
read_word (const FalkSqueeze *squeeze, gsize pos, FalkPatternSlot *slot)
{
  gsize n = 0;

  while (squeeze->text[pos + n] != '\0' && n + 1 < sizeof slot->word
         && !strchr ("'\"`()[]{},;", squeeze->text[pos + n])
         && (n == 0 || squeeze->gaps[pos + n] == FALK_GAP_NONE))
    {
      slot->word[n] = squeeze->text[pos + n];
      n++;
    }
  while (n > 0 && strchr (".:", slot->word[n - 1]))
    n--;
  slot->word[n] = '\0';
  slot->known = n > 0;
  return n > 0 ? pos + n : 0;
}

static gsize
read_slot (char kind, const FalkSqueeze *squeeze, gsize pos, gboolean inner,
           FalkPatternSlot *slot)
{
  memset (slot, 0, sizeof *slot);
  switch (kind)
    {
    case 's':
      return read_shape (squeeze, pos, slot);
    case 'w':
      return read_word (squeeze, pos, slot);
    default:
      return read_number (squeeze, pos, inner, slot);
    }
}

gboolean
falk_pattern_match (const char *pattern, const FalkSqueeze *squeeze,
                    gsize start, FalkMatch *match)
{
  gsize pos = start;

  match->start = start;
  match->n_slots = 0;
  match->huge = FALSE;
  for (const char *p = pattern; *p != '\0'; p++)
    {
      FalkPatternSlot *slot;

      if (*p == ' ')
        continue;
      if (*p != '{')
        {
          if (squeeze->text[pos] != *p)
            return FALSE;
          pos++;
          continue;
        }
      g_assert (match->n_slots < FALK_PATTERN_SLOTS_MAX);
      slot = &match->slots[match->n_slots++];
      pos = read_slot (p[1], squeeze, pos, p[3] != '\0', slot);
      if (pos == 0)
        return FALSE;
      match->huge = match->huge || slot->huge;
      p += 2;
    }
  match->end = pos;
  return TRUE;
}

static void
append_slot (GString *text, const FalkPatternSlot *slot, char kind)
{
  if (kind == 'w')
    {
      g_string_append (text, slot->word);
      return;
    }
  if (kind != 's')
    {
      if (slot->known)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, slot->number);
      else
        g_string_append_c (text, '?');
      return;
    }
  g_autofree char *sizes = falk_shape_to_text (
      &slot->shape, slot->brackets ? FALK_SHAPE_LIST : FALK_SHAPE_TUPLE);
  if (!slot->elided)
    {
      g_string_append (text, sizes);
      return;
    }
  g_string_append_len (text, sizes, (gssize)strcspn (sizes, ")]"));
  if (slot->shape.rank == 1 && !slot->brackets)
    g_string_truncate (text, text->len - 1);
  g_string_append (text, slot->shape.rank > 0 ? ", ..." : "...");
  g_string_append_c (text, slot->brackets ? ']' : ')');
}

char *
falk_pattern_fill (const char *pattern, const FalkMatch *match)
{
  GString *text = g_string_new (NULL);
  guint slot = 0;

  for (const char *p = pattern; *p != '\0'; p++)
    {
      if (*p != '{')
        {
          g_string_append_c (text, *p);
          continue;
        }
      append_slot (text, &match->slots[slot++], p[1]);
      p += 2;
    }
  return g_string_free (text, FALSE);
}
