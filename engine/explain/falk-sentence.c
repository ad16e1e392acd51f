/* SPDX-License-Identifier: MIT */
#include "falk-sentence.h"

#include <string.h>

/* Rows by the first byte of their pattern: places[first[b]] to
 * places[first[b + 1]] are those that start with b. */
typedef struct
{
  guint first[257];
  guint8 *places;
} Index;

static void
index_init (Index *index, const FalkSentence *rows, guint n)
{
  guint at = 0;

  index->places = g_malloc (n);
  for (guint byte = 0; byte < 256; byte++)
    {
      index->first[byte] = at;
      for (guint i = 0; i < n; i++)
        if ((guchar)rows[i].pattern[0] == byte)
          index->places[at++] = (guint8)i;
    }
  index->first[256] = at;
  g_assert (at == n);
}

/* Bytes of the longest name of a layer that PyTorch puts before its words. */
#define LAYER_BYTES 14u

/* Whether an exception's class stands right before @start, "...Error:", with
 * or without the layer's name between them, "ValueError: GRU: ...". */
static gboolean
behind_class (const FalkSqueeze *squeeze, gsize start)
{
  static const char *const tails[] = { "Error:", "Exception:", "Warning:",
                                       "Error:\"", "Error:'" };
  const char *text = squeeze->text;
  gsize layer = start;

  if (layer > 0 && text[layer - 1] == ':')
    for (layer--; layer > 0 && start - layer < LAYER_BYTES
                  && g_ascii_isalnum (text[layer - 1]);)
      layer--;
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      gsize n = strlen (tails[i]);

      if (start >= n && memcmp (text + start - n, tails[i], n) == 0)
        return TRUE;
      if (layer >= n && memcmp (text + layer - n, tails[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Of two sentences that share bytes the longer one says more; else the later
 * one counts. */
static gboolean
is_better (const FalkSentence *best, gboolean best_classed,
           const FalkMatch *best_match, gboolean classed,
           const FalkMatch *match)
{
  if (!best || best_classed != classed)
    return !best || classed;
  if (match->start < best_match->end)
    return match->end > best_match->end
           || (match->start == best_match->start
               && match->end == best_match->end);
  return TRUE;
}

const FalkSentence *
falk_sentence_find (const FalkSqueeze *squeeze, FalkMatch *match)
{
  guint n;
  const FalkSentence *rows = falk_sentences (&n), *best = NULL;
  gboolean best_classed = FALSE;
  Index index;

  g_assert (n <= G_MAXUINT8);
  index_init (&index, rows, n);
  for (gsize i = 0; i < squeeze->n; i++)
    {
      guchar byte = (guchar)squeeze->text[i];

      for (guint k = index.first[byte]; k < index.first[byte + 1]; k++)
        {
          const FalkSentence *row = &rows[index.places[k]];
          gboolean classed;
          FalkMatch found;

          if (!falk_pattern_match (row->pattern, squeeze, i, &found))
            continue;
          classed = behind_class (squeeze, i);
          if (!is_better (best, best_classed, match, classed, &found))
            continue;
          best = row;
          best_classed = classed;
          *match = found;
        }
    }
  g_free (index.places);
  return best;
}
