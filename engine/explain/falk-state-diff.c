/* SPDX-License-Identifier: MIT */
#include "falk-state-diff.h"

#include <string.h>

#include "falk-pattern.h"

/* Parameters that are kept of each list. */
#define ENTRIES_MAX 4096u

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

/* Headings of the lists of names, and which list follows. */
static const struct
{
  const char *heading;
  gboolean missing;
} lists[] = {
  { "Missing key(s) in state_dict:", TRUE },
  { "missing keys in state_dict:", TRUE },
  { "Unexpected key(s) in state_dict:", FALSE },
  { "unexpected key ", FALSE },
};

static void
mismatch_free (FalkStateMismatch *mismatch)
{
  g_free (mismatch->name);
  g_free (mismatch);
}

static FalkStateDiff *
diff_new (void)
{
  FalkStateDiff *diff = g_new0 (FalkStateDiff, 1);

  diff->mismatches =
      g_ptr_array_new_with_free_func ((GDestroyNotify)mismatch_free);
  diff->missing = g_ptr_array_new_with_free_func (g_free);
  diff->unexpected = g_ptr_array_new_with_free_func (g_free);
  return diff;
}

void
falk_state_diff_free (FalkStateDiff *diff)
{
  if (!diff)
    return;
  g_free (diff->module);
  g_ptr_array_unref (diff->mismatches);
  g_ptr_array_unref (diff->missing);
  g_ptr_array_unref (diff->unexpected);
  g_free (diff);
}

const char *
falk_state_leaf (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot ? dot + 1 : name;
}

/* The parameter whose shapes are said at @at; the position behind it, or
 * 0. */
static gsize
read_mismatch (const FalkSqueeze *squeeze, gsize at, FalkStateDiff *diff)
{
  for (guint i = 0; i < G_N_ELEMENTS (mismatches); i++)
    {
      FalkStateMismatch *mismatch;
      FalkMatch match;
      gboolean flipped = mismatches[i].flipped;

      if (!falk_pattern_match (mismatches[i].pattern, squeeze, at, &match))
        continue;
      if (match.slots[1].known && match.slots[2].known
          && diff->mismatches->len < ENTRIES_MAX)
        {
          mismatch = g_new0 (FalkStateMismatch, 1);
          mismatch->name = g_strdup (match.slots[0].word);
          mismatch->checkpoint = match.slots[flipped ? 2 : 1].shape;
          mismatch->model = match.slots[flipped ? 1 : 2].shape;
          g_ptr_array_add (diff->mismatches, mismatch);
        }
      return match.end;
    }
  return 0;
}

/* The quoted names from @at on; commas, brackets and "..." may stand between.
 * Bytes behind the last. */
static gsize
read_names (const FalkSqueeze *squeeze, gsize at, GPtrArray *names)
{
  for (;;)
    {
      const char *text = squeeze->text;
      gsize n, start = at + strspn (text + at, ",.[{}]");
      char quote = text[start];

      if (quote != '"' && quote != '\'')
        return at;
      n = strcspn (text + start + 1, "\"'\n");
      if (text[start + 1 + n] != quote)
        return at;
      if (names->len < ENTRIES_MAX)
        g_ptr_array_add (names, g_strndup (text + start + 1, n));
      at = start + n + 2;
    }
}

static gsize
read_list (const FalkSqueeze *squeeze, gsize at, FalkStateDiff *diff)
{
  FalkMatch match;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (falk_pattern_match (lists[i].heading, squeeze, at, &match))
      return read_names (squeeze, match.end,
                         lists[i].missing ? diff->missing : diff->unexpected);
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

FalkStateDiff *
falk_state_diff_read (const FalkSqueeze *squeeze)
{
  gsize (*const readers[]) (const FalkSqueeze *, gsize,
                            FalkStateDiff *) = { read_mismatch, read_list,
                                                 read_module };
  g_autoptr (FalkStateDiff) diff = diff_new ();
  gsize at = 0;

  while (at < squeeze->n)
    {
      gsize end = 0;

      if (strchr ("sWMmUuE", squeeze->text[at]))
        for (guint i = 0; i < G_N_ELEMENTS (readers) && end == 0; i++)
          end = readers[i](squeeze, at, diff);
      at = MAX (end, at + 1);
    }
  if (diff->mismatches->len + diff->missing->len + diff->unexpected->len == 0)
    return NULL;
  return g_steal_pointer (&diff);
}
