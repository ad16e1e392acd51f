/* SPDX-License-Identifier: MIT */
#include "falk-state-diff.h"

#include <string.h>

static void
entry_free (FalkStateEntry *entry)
{
  g_free (entry->name);
  g_free (entry);
}

FalkStateDiff *
falk_state_diff_new (const char *module)
{
  FalkStateDiff *diff = g_new0 (FalkStateDiff, 1);

  diff->module = g_strdup (module);
  diff->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  return diff;
}

void
falk_state_diff_free (FalkStateDiff *diff)
{
  if (!diff)
    return;
  g_free (diff->module);
  g_ptr_array_unref (diff->entries);
  g_free (diff);
}

static FalkStateEntry *
add (FalkStateDiff *diff, const char *name)
{
  FalkStateEntry *entry = g_new0 (FalkStateEntry, 1);

  entry->name = g_strdup (name);
  g_ptr_array_add (diff->entries, entry);
  return entry;
}

void
falk_state_diff_add (FalkStateDiff *diff, const char *name,
                     const FalkShape *checkpoint, const FalkShape *model)
{
  const FalkShape *shapes[FALK_STATE_SIDES] = {
    [FALK_STATE_CHECKPOINT] = checkpoint, [FALK_STATE_MODEL] = model
  };
  FalkStateEntry *entry = add (diff, name);

  entry->known = TRUE;
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    if (shapes[side])
      {
        entry->has[side] = TRUE;
        entry->shapes[side] = *shapes[side];
      }
}

void
falk_state_diff_add_name (FalkStateDiff *diff, const char *name,
                          FalkStateSide side)
{
  add (diff, name)->has[side] = TRUE;
}

gboolean
falk_state_entry_differs (const FalkStateEntry *entry)
{
  return entry->known && entry->has[FALK_STATE_CHECKPOINT]
         && entry->has[FALK_STATE_MODEL]
         && !falk_shape_equal (&entry->shapes[FALK_STATE_CHECKPOINT],
                               &entry->shapes[FALK_STATE_MODEL]);
}

gboolean
falk_state_entry_only (const FalkStateEntry *entry, FalkStateSide side)
{
  return entry->has[side] && !entry->has[!side];
}

guint
falk_state_diff_n_shapes (const FalkStateDiff *diff)
{
  guint n = 0;

  for (guint i = 0; i < diff->entries->len; i++)
    n += falk_state_entry_differs (g_ptr_array_index (diff->entries, i));
  return n;
}

guint
falk_state_diff_n_only (const FalkStateDiff *diff, FalkStateSide side)
{
  guint n = 0;

  for (guint i = 0; i < diff->entries->len; i++)
    n += falk_state_entry_only (g_ptr_array_index (diff->entries, i), side);
  return n;
}

gboolean
falk_state_diff_any (const FalkStateDiff *diff)
{
  return falk_state_diff_n_shapes (diff) > 0
         || falk_state_diff_n_only (diff, FALK_STATE_CHECKPOINT) > 0
         || falk_state_diff_n_only (diff, FALK_STATE_MODEL) > 0;
}

const char *
falk_state_leaf (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot ? dot + 1 : name;
}

char *
falk_state_prefix (const char *name)
{
  const char *leaf = falk_state_leaf (name);

  return g_strndup (name, leaf > name ? (gsize)(leaf - name - 1) : 0);
}

/* "\n\tMissing key(s) in state_dict: "a", "b". "; nothing where there are
 * none. */
static void
append_names (GString *text, const FalkStateDiff *diff, FalkStateSide side,
              const char *heading)
{
  const char *before = heading;

  for (guint i = 0; i < diff->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (diff->entries, i);

      if (!falk_state_entry_only (entry, side))
        continue;
      g_string_append_printf (text, "%s\"%s\"", before, entry->name);
      before = ", ";
    }
  if (before != heading)
    g_string_append (text, ". ");
}

char *
falk_state_diff_to_text (const FalkStateDiff *diff)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "Error(s) in loading state_dict for %s:",
                   diff->module ? diff->module : "the model");
  append_names (text, diff, FALK_STATE_MODEL,
                "\n\tMissing key(s) in state_dict: ");
  append_names (text, diff, FALK_STATE_CHECKPOINT,
                "\n\tUnexpected key(s) in state_dict: ");
  for (guint i = 0; i < diff->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (diff->entries, i);
      g_autofree char *saved = NULL;
      g_autofree char *wanted = NULL;

      if (!falk_state_entry_differs (entry))
        continue;
      saved = falk_shape_to_text (&entry->shapes[FALK_STATE_CHECKPOINT],
                                  FALK_SHAPE_LIST);
      wanted = falk_shape_to_text (&entry->shapes[FALK_STATE_MODEL],
                                   FALK_SHAPE_LIST);
      g_string_append_printf (
          text,
          "\n\tsize mismatch for %s: copying a param with shape torch.Size(%s) "
          "from checkpoint, the shape in current model is torch.Size(%s).",
          entry->name, saved, wanted);
    }
  return g_string_free (text, FALSE);
}
