/* SPDX-License-Identifier: MIT */
#include "falk-pattern.h"

#include <string.h>

/* Digits of the largest number that is sure to fit in 63 bits. */
#define DIGITS_MAX 18

/* Digits of the largest number that is read at all. */
#define DIGITS_READ 64

/* Reads a number at @pos. A line may end inside it only where @inner says
 * that more of the sentence follows: "got 3" at the end of a line isn't
 * joined with a 5 at the start of the next. 0 when there is no number. */
static gsize
read_number (const FalkSqueeze *squeeze, gsize pos, gboolean inner,
             FalkSlot *slot)
{
  const char *text = squeeze->text;
  gsize i = pos;

  slot->known = text[i] != '?';
  slot->number = 0;
  slot->huge = FALSE;
  if (!slot->known)
    return i + 1;
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

static gboolean
skip_word (const FalkSqueeze *squeeze, gsize *pos, const char *word)
{
  gsize n = strlen (word);

  if (strncmp (squeeze->text + *pos, word, n) != 0)
    return FALSE;
  *pos += n;
  return TRUE;
}

/* Reads the sizes of a shape up to its closing bracket; the position behind
 * it, or 0. */
static gsize
read_sizes (const FalkSqueeze *squeeze, gsize pos, FalkSlot *slot)
{
  const char close = slot->brackets ? ']' : ')';
  const char *text = squeeze->text;

  for (;;)
    {
      FalkSlot size;
      gsize end;

      if (text[pos] == close)
        return pos + 1;
      if (skip_word (squeeze, &pos, "...") || skip_word (squeeze, &pos, "…"))
        slot->elided = TRUE;
      else
        {
          end = read_number (squeeze, pos, TRUE, &size);
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
read_shape (const FalkSqueeze *squeeze, gsize pos, FalkSlot *slot)
{
  gboolean wrapped = skip_word (squeeze, &pos, "torch.Size(");
  gsize end;

  memset (slot, 0, sizeof *slot);
  slot->known = TRUE;
  slot->brackets = squeeze->text[pos] == '[';
  if (!slot->brackets && squeeze->text[pos] != '(')
    return 0;
  end = read_sizes (squeeze, pos + 1, slot);
  if (end == 0 || !wrapped)
    return end;
  return squeeze->text[end] == ')' ? end + 1 : 0;
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
      FalkSlot *slot;

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
      memset (slot, 0, sizeof *slot);
      pos = p[1] == 's' ? read_shape (squeeze, pos, slot)
                        : read_number (squeeze, pos, p[3] != '\0', slot);
      if (pos == 0)
        return FALSE;
      match->huge = match->huge || slot->huge;
      p += 2;
    }
  match->end = pos;
  return TRUE;
}

static void
append_slot (GString *text, const FalkSlot *slot, gboolean shape)
{
  if (!shape)
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
      append_slot (text, &match->slots[slot++], p[1] == 's');
      p += 2;
    }
  return g_string_free (text, FALSE);
}
