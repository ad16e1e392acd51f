/* SPDX-License-Identifier: MIT */
#include "falk-state-diff.h"

#include <string.h>

#include "falk-pattern.h"

/* Parameters that are kept of a text. */
#define ENTRIES_MAX 2048u

/* Bytes of a parameter's name; what is longer is none. */
#define NAME_BYTES_MAX 256u

/* How each version words one parameter; @flipped where the model's shape
 * comes first. */
static const struct
{
  const char *pattern; /* name, shape, shape */
  gboolean flipped;
} mismatches[] = {
  { "size mismatch for {w}: copying a param with shape {s} from checkpoint, "
    "the shape in current model is {s}",
    FALSE },
  { "size mismatch for {w}: copying a param with shape {s}, the shape in "
    "current model is {s}",
    FALSE },
  { "size mismatch for {w}: copying a param of {s} from checkpoint, where the "
    "shape is {s}",
    FALSE },
  { "While copying the parameter named {w}, whose dimensions in the model are "
    "{s} and whose dimensions in the checkpoint are {s}",
    TRUE },
  { "While copying the parameter named \"{w}\", whose dimensions in the model "
    "are {s} and whose dimensions in the checkpoint are {s}",
    TRUE },
};

/* Headings of the lists of names, and which side has them alone; @first where
 * PyTorch 0.3 names the first only. */
static const struct
{
  const char *heading;
  FalkStateSide side;
  gboolean first;
} lists[] = {
  { "Missing key(s) in state_dict:", FALK_STATE_MODEL, FALSE },
  { "missing keys in state_dict:", FALK_STATE_MODEL, FALSE },
  { "Unexpected key(s) in state_dict:", FALK_STATE_CHECKPOINT, FALSE },
  { "unexpected key ", FALK_STATE_CHECKPOINT, TRUE },
};

/* The parameter whose shapes are said at @at; the position behind it, or
 * 0. */
static gsize
read_mismatch (const FalkSqueeze *squeeze, gsize at, FalkStateDiff *diff)
{
  for (guint i = 0; i < G_N_ELEMENTS (mismatches); i++)
    {
      FalkMatch match;
      gboolean flipped = mismatches[i].flipped;

      if (!falk_pattern_match (mismatches[i].pattern, squeeze, at, &match))
        continue;
      if (match.slots[1].known && match.slots[2].known
          && diff->entries->len < ENTRIES_MAX)
        falk_state_diff_add (diff, match.slots[0].word,
                             &match.slots[flipped ? 2 : 1].shape,
                             &match.slots[flipped ? 1 : 2].shape);
      /* PyTorch 0.3 raises at the first that differs. */
      diff->cut |= flipped;
      return match.end;
    }
  return 0;
}

/* The quoted names from @at on; commas, brackets and "..." may stand between.
 * Bytes behind the last. */
static gsize
read_names (const FalkSqueeze *squeeze, gsize at, FalkStateDiff *diff,
            FalkStateSide side)
{
  for (;;)
    {
      const char *text = squeeze->text;
      gsize n, start = at + strspn (text + at, ",.[{}]");
      char quote = text[start];

      diff->cut |=
          g_strstr_len (text + at, (gssize)(start - at), "...") != NULL;
      if (quote != '"' && quote != '\'')
        return at;
      n = strcspn (text + start + 1, "\"'\n");
      if (text[start + 1 + n] != quote)
        return at;
      if (n <= NAME_BYTES_MAX && diff->entries->len < ENTRIES_MAX)
        {
          g_autofree char *name = g_strndup (text + start + 1, n);

          falk_state_diff_add_name (diff, name, side);
        }
      else
        diff->cut = TRUE;
      at = start + n + 2;
    }
}

static gsize
read_list (const FalkSqueeze *squeeze, gsize at, FalkStateDiff *diff)
{
  FalkMatch match;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (falk_pattern_match (lists[i].heading, squeeze, at, &match))
      {
        diff->cut |= lists[i].first;
        return read_names (squeeze, match.end, diff, lists[i].side);
      }
  return 0;
}

static gsize
read_module (const FalkSqueeze *squeeze, gsize at, FalkStateDiff *diff)
{
  FalkMatch match;

  if (!falk_pattern_match ("Error(s) in loading state_dict for {w}:", squeeze,
                           at, &match))
    return 0;
  g_free (diff->module);
  diff->module = g_strdup (match.slots[0].word);
  return match.end;
}

/* A text may hold the same error twice, as chained exceptions do. */
static void
drop_repeats (FalkStateDiff *diff)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < diff->entries->len;)
    {
      FalkStateEntry *entry = g_ptr_array_index (diff->entries, i);

      if (g_hash_table_contains (seen, entry->name))
        {
          g_ptr_array_remove_index (diff->entries, i);
          continue;
        }
      g_hash_table_add (seen, entry->name);
      i++;
    }
}

FalkStateDiff *
falk_state_diff_read (const FalkSqueeze *squeeze)
{
  gsize (*const readers[]) (const FalkSqueeze *, gsize,
                            FalkStateDiff *) = { read_mismatch, read_list,
                                                 read_module };
  g_autoptr (FalkStateDiff) diff = falk_state_diff_new (NULL);
  gsize at = 0;

  while (at < squeeze->n)
    {
      gsize end = 0;

      if (strchr ("sWMmUuE", squeeze->text[at]))
        for (guint i = 0; i < G_N_ELEMENTS (readers) && end == 0; i++)
          end = readers[i](squeeze, at, diff);
      at = MAX (end, at + 1);
    }
  drop_repeats (diff);
  return diff->entries->len > 0 ? g_steal_pointer (&diff) : NULL;
}
