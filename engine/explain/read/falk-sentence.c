/* SPDX-License-Identifier: MIT */
#include "falk-sentence.h"

#include <string.h>

/* Rows by the first byte of their pattern: rows[first[b]] to rows[first[b + 1]]
 * are those that start with b. */
typedef struct
{
  guint first[257];
  const FalkSentence **rows;
} Index;

static guint
add_rows (Index *index, guint at, guint byte, const FalkSentence *rows, guint n)
{
  for (guint i = 0; i < n; i++)
    if ((guchar)rows[i].pattern[0] == byte)
      index->rows[at++] = &rows[i];
  return at;
}

static void
index_init (Index *index)
{
  guint n = falk_n_sentences_recurrent + falk_n_sentences_layer, at = 0;

  index->rows = g_new (const FalkSentence *, n);
  for (guint byte = 0; byte < 256; byte++)
    {
      index->first[byte] = at;
      at = add_rows (index, at, byte, falk_sentences_recurrent,
                     falk_n_sentences_recurrent);
      at = add_rows (index, at, byte, falk_sentences_layer,
                     falk_n_sentences_layer);
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

/* Of two sentences at one place, or one within the other, the longer says
 * more. */
static gboolean
is_better (const FalkSentence *best, gboolean best_classed,
           const FalkMatch *best_match, gboolean classed,
           const FalkMatch *match)
{
  if (!best || best_classed != classed)
    return !best || classed;
  return match->start >= best_match->end
         || match->end - match->start >= best_match->end - best_match->start;
}

const FalkSentence *
falk_sentence_find (const FalkSqueeze *squeeze, FalkMatch *match)
{
  const FalkSentence *best = NULL;
  gboolean best_classed = FALSE;
  Index index;

  index_init (&index);
  for (gsize i = 0; i < squeeze->n; i++)
    {
      guchar byte = (guchar)squeeze->text[i];

      for (guint k = index.first[byte]; k < index.first[byte + 1]; k++)
        {
          const FalkSentence *row = index.rows[k];
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
  g_free (index.rows);
  return best;
}

static gboolean
shorten_by (const FalkSentence *rows, guint n, const FalkSqueeze *squeeze,
            FalkWording wording, FalkMatch *match)
{
  FalkMatch part;

  for (guint i = 0; i < n; i++)
    for (gsize at = match->start;
         rows[i].wording == wording && !rows[i].read && at < match->end; at++)
      if (falk_pattern_match (rows[i].pattern, squeeze, at, &part)
          && part.end <= match->end)
        {
          *match = part;
          return TRUE;
        }
  return FALSE;
}

void
falk_sentence_shorten (const FalkSqueeze *squeeze, FalkWording wording,
                       FalkMatch *match)
{
  if (!shorten_by (falk_sentences_recurrent, falk_n_sentences_recurrent,
                   squeeze, wording, match))
    shorten_by (falk_sentences_layer, falk_n_sentences_layer, squeeze, wording,
                match);
}
