/* SPDX-License-Identifier: MIT */
#include "falk-state-rename.h"

#include <string.h>

#include "falk-state-module.h"

/* Modules that are held against each other, each with each. */
#define MODULES_MAX 256u

static void
rename_free (FalkStateRename *rename)
{
  g_free (rename->from);
  g_free (rename->to);
  g_free (rename);
}

static void
add (GPtrArray *renames, const char *from, const char *to, guint n)
{
  FalkStateRename *rename = g_new0 (FalkStateRename, 1);

  rename->from = g_strdup (from);
  rename->to = g_strdup (to);
  rename->n = n;
  g_ptr_array_add (renames, rename);
}

/* The names that only @side has: entries by name, both borrowed. */
static GHashTable *
names_of (const FalkStateDiff *diff, FalkStateSide side)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < diff->entries->len; i++)
    {
      FalkStateEntry *entry = g_ptr_array_index (diff->entries, i);

      if (falk_state_entry_only (entry, side))
        g_hash_table_insert (names, entry->name, entry);
    }
  return names;
}

/* One vote for each prefix that makes a name of @others of one of @names. */
static GHashTable *
count_prefixes (const FalkStateDiff *diff, FalkStateSide side,
                GHashTable *others)
{
  GHashTable *votes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < diff->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (diff->entries, i);

      if (!falk_state_entry_only (entry, side))
        continue;
      for (const char *dot = strchr (entry->name, '.'); dot;
           dot = strchr (dot + 1, '.'))
        if (g_hash_table_contains (others, dot + 1))
          {
            char *prefix =
                g_strndup (entry->name, (gsize)(dot + 1 - entry->name));
            guint n = GPOINTER_TO_UINT (g_hash_table_lookup (votes, prefix));

            g_hash_table_insert (votes, prefix, GUINT_TO_POINTER (n + 1));
          }
    }
  return votes;
}

/* The prefix that all names of @side have more than the other's, or all but
 * those that the other has no match for; NULL where there is none. */
static char *
common_prefix (const FalkStateDiff *diff, FalkStateSide side, guint *n)
{
  g_autoptr (GHashTable) own = names_of (diff, side);
  g_autoptr (GHashTable) others = names_of (diff, !side);
  g_autoptr (GHashTable) votes = count_prefixes (diff, side, others);
  guint needed = MIN (g_hash_table_size (own), g_hash_table_size (others));
  const char *best = NULL;
  GHashTableIter iter;
  gpointer prefix, count;

  *n = 0;
  g_hash_table_iter_init (&iter, votes);
  while (g_hash_table_iter_next (&iter, &prefix, &count))
    if (GPOINTER_TO_UINT (count) > *n
        || (GPOINTER_TO_UINT (count) == *n && strcmp (prefix, best) < 0))
      {
        *n = GPOINTER_TO_UINT (count);
        best = prefix;
      }
  return *n > 0 && *n == needed ? g_strdup (best) : NULL;
}

/* How well the checkpoint's module @saved is the model's @wanted by another
 * name: 0 where it can't be. Every layer has a "weight": that alone says
 * something only where the shapes are known to agree, or both modules end
 * alike, as "encoder.fc" and "fc" do. */
static guint
kinship (const FalkStateModule *saved, const FalkStateModule *wanted)
{
  g_autoptr (GHashTable) leaves = g_hash_table_new (g_str_hash, g_str_equal);
  guint common = 0, equal = 0, n_saved = saved->entries->len;
  gboolean telling = g_str_equal (falk_state_leaf (saved->prefix),
                                  falk_state_leaf (wanted->prefix));

  for (guint i = 0; i < wanted->entries->len; i++)
    {
      FalkStateEntry *entry = g_ptr_array_index (wanted->entries, i);

      if (falk_state_entry_only (entry, FALK_STATE_MODEL))
        g_hash_table_insert (leaves, (char *)falk_state_leaf (entry->name),
                             entry);
    }
  for (guint i = 0; i < n_saved; i++)
    {
      const FalkStateEntry *one = g_ptr_array_index (saved->entries, i);
      const char *leaf = falk_state_leaf (one->name);
      const FalkStateEntry *other = g_hash_table_lookup (leaves, leaf);

      if (!falk_state_entry_only (one, FALK_STATE_CHECKPOINT))
        return 0;
      if (!other)
        continue;
      common++;
      equal += one->known && other->known
               && falk_shape_equal (&one->shapes[FALK_STATE_CHECKPOINT],
                                    &other->shapes[FALK_STATE_MODEL]);
      telling |= !g_str_equal (leaf, "weight") && !g_str_equal (leaf, "bias");
    }
  if (common == 0 || common < MIN (n_saved, g_hash_table_size (leaves))
      || (!telling && equal < common))
    return 0;
  return 1 + common + 2 * equal;
}

/* The one module of @side that is most akin to @module; NULL where none or
 * several are. */
static const FalkStateModule *
nearest (const GPtrArray *modules, const FalkStateModule *module,
         FalkStateSide side)
{
  const FalkStateModule *best = NULL;
  gboolean tie = FALSE;
  guint most = 0;

  for (guint i = 0; i < modules->len; i++)
    {
      const FalkStateModule *other = g_ptr_array_index (modules, i);
      guint kin = side == FALK_STATE_MODEL ? kinship (module, other)
                                           : kinship (other, module);

      if (kin > most)
        best = other;
      tie = kin > most ? FALSE : tie || (kin == most && kin > 0);
      most = MAX (most, kin);
    }
  return tie ? NULL : best;
}

static void
add_modules (GPtrArray *renames, const FalkStateDiff *diff)
{
  g_autoptr (GPtrArray) modules = falk_state_modules (diff, NULL);
  guint n = falk_state_diff_n_only (diff, FALK_STATE_CHECKPOINT);

  for (guint i = 0; modules->len <= MODULES_MAX && i < modules->len; i++)
    {
      const FalkStateModule *saved = g_ptr_array_index (modules, i);
      const FalkStateModule *wanted =
          nearest (modules, saved, FALK_STATE_MODEL);
      g_autofree char *from = NULL;
      g_autofree char *to = NULL;

      if (!wanted || nearest (modules, wanted, FALK_STATE_CHECKPOINT) != saved)
        continue;
      /* A prefix for what has none would go before every name. */
      if (!*saved->prefix && saved->entries->len < n)
        continue;
      from = *saved->prefix ? g_strconcat (saved->prefix, ".", NULL)
                            : g_strdup ("");
      to = *wanted->prefix ? g_strconcat (wanted->prefix, ".", NULL)
                           : g_strdup ("");
      add (renames, from, to, saved->entries->len);
    }
}

GPtrArray *
falk_state_renames (const FalkStateDiff *diff)
{
  GPtrArray *renames =
      g_ptr_array_new_with_free_func ((GDestroyNotify)rename_free);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  guint n;

  from = common_prefix (diff, FALK_STATE_CHECKPOINT, &n);
  if (from)
    add (renames, from, "", n);
  else if ((to = common_prefix (diff, FALK_STATE_MODEL, &n)) != NULL
           && falk_state_diff_n_shapes (diff) == 0)
    add (renames, "", to, n);
  else
    add_modules (renames, diff);
  return renames;
}

/* @name as @renames leave it; NULL where none is about it. */
static char *
renamed (const char *name, const GPtrArray *renames)
{
  for (guint i = 0; i < renames->len; i++)
    {
      const FalkStateRename *rename = g_ptr_array_index (renames, i);

      if (g_str_has_prefix (name, rename->from))
        return g_strconcat (rename->to, name + strlen (rename->from), NULL);
    }
  return NULL;
}

/* One entry of what were two, in the place of the model's. */
static void
merge (FalkStateDiff *to, const FalkStateEntry *saved,
       const FalkStateEntry *wanted)
{
  FalkStateEntry *entry;

  falk_state_diff_add (to, wanted->name, &saved->shapes[FALK_STATE_CHECKPOINT],
                       &wanted->shapes[FALK_STATE_MODEL]);
  entry = g_ptr_array_index (to->entries, to->entries->len - 1);
  entry->known = saved->known && wanted->known;
}

static void
copy_entry (FalkStateDiff *to, const FalkStateEntry *entry, const char *name)
{
  FalkStateEntry *copy;

  falk_state_diff_add_name (to, name, FALK_STATE_MODEL);
  copy = g_ptr_array_index (to->entries, to->entries->len - 1);
  copy->known = entry->known;
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    {
      copy->has[side] = entry->has[side];
      copy->shapes[side] = entry->shapes[side];
    }
}

FalkStateDiff *
falk_state_diff_rename (const FalkStateDiff *diff, const GPtrArray *renames)
{
  FalkStateDiff *to = falk_state_diff_new (diff->module);
  g_autoptr (GHashTable) wanted = names_of (diff, FALK_STATE_MODEL);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  to->whole = diff->whole;
  to->cut = diff->cut;
  to->beside = diff->beside;
  for (guint i = 0; i < diff->entries->len; i++)
    {
      FalkStateEntry *entry = g_ptr_array_index (diff->entries, i), *other;
      g_autofree char *name =
          falk_state_entry_only (entry, FALK_STATE_CHECKPOINT)
              ? renamed (entry->name, renames)
              : NULL;

      other = name ? g_hash_table_lookup (wanted, name) : NULL;
      if (other && g_hash_table_add (done, other))
        merge (to, entry, other);
      else if (falk_state_entry_only (entry, FALK_STATE_CHECKPOINT))
        copy_entry (to, entry, name ? name : entry->name);
    }
  for (guint i = 0; i < diff->entries->len; i++)
    {
      FalkStateEntry *entry = g_ptr_array_index (diff->entries, i);

      if (entry->has[FALK_STATE_MODEL] && !g_hash_table_contains (done, entry))
        copy_entry (to, entry, entry->name);
    }
  return to;
}

char *
falk_state_rename_to_code (const FalkStateRename *rename)
{
  if (!*rename->to)
    return g_strdup_printf (
        "state = {k.removeprefix(\"%s\"): v for k, v in state.items()}",
        rename->from);
  if (!*rename->from)
    return g_strdup_printf ("state = {\"%s\" + k: v for k, v in state.items()}",
                            rename->to);
  return g_strdup_printf ("state = {\"%s\" + k.removeprefix(\"%s\") if "
                          "k.startswith(\"%s\") else k: v for k, v in "
                          "state.items()}",
                          rename->to, rename->from, rename->from);
}
