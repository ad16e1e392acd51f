/* SPDX-License-Identifier: MIT */
/* Which layer a sentence names before itself: "GRU: Expected input ...". */
#include <string.h>

#include "falk-clues.h"
#include "falk-rule.h"

/* Bytes of the longest name of an operation. */
#define OP_BYTES 24u

/* Bytes that the name of a layer of Keras is looked for. */
#define KERAS_BYTES 120u

/* The kind of a layer of Keras, squeezed: "Input0oflayer"lstm_1"isincompatible
 * withthelayer:". Its name begins with it unless somebody chose another. */
static void
note_keras_layer (FalkClues *clues, const char *text, gsize end)
{
  static const char before[] = "oflayer",
                    behind[] = "isincompatiblewiththelayer:";
  static const char *const kinds[] = { "LSTM", "GRU", "RNN" };
  const gsize n = sizeof behind - 1;
  const char *from, *name;
  g_autofree char *lower = NULL;

  if (end < n || memcmp (text + end - n, behind, n) != 0)
    return;
  from = text + (end > KERAS_BYTES ? end - KERAS_BYTES : 0);
  name = g_strrstr_len (from, (gssize)(text + end - n - from), before);
  lower = name ? g_ascii_strdown (name, text + end - n - name) : NULL;
  for (guint i = 0; lower && i < G_N_ELEMENTS (kinds) && !clues->spoke; i++)
    {
      g_autofree char *kind = g_ascii_strdown (kinds[i], -1);

      if (strstr (lower, kind))
        clues->spoke = falk_op_from_name (kinds[i], &clues->speaker);
    }
}

void
falk_clues_note_speaker (FalkClues *clues, const FalkSqueeze *squeeze,
                         gsize start)
{
  const char *text = squeeze->text;
  char word[OP_BYTES];
  gsize end = start, from;

  note_keras_layer (clues, text, end);
  if (clues->spoke || end == 0 || text[--end] != ':')
    return;
  for (from = end; from > 0 && g_ascii_isalnum (text[from - 1]);)
    from--;
  if (from == end || end - from >= sizeof word)
    return;
  memcpy (word, text + from, end - from);
  word[end - from] = '\0';
  clues->spoke = falk_op_from_name (word, &clues->speaker);
}
