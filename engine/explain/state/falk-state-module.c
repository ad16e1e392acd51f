/* SPDX-License-Identifier: MIT */
#include "falk-state-module.h"

#include <string.h>

/* Layers of one module that are told apart. */
#define LAYERS_MAX 64u

static const char *const part_names[] = {
  [FALK_STATE_WEIGHT_IH] = "weight_ih", [FALK_STATE_WEIGHT_HH] = "weight_hh",
  [FALK_STATE_BIAS_IH] = "bias_ih",     [FALK_STATE_BIAS_HH] = "bias_hh",
  [FALK_STATE_WEIGHT_HR] = "weight_hr",
};
G_STATIC_ASSERT (G_N_ELEMENTS (part_names) == FALK_STATE_PARTS);

/* What follows the part: "", "_l3" or "_l3_reverse". */
static gboolean
read_suffix (const char *suffix, FalkStatePlace *place)
{
  char *end;
  guint64 layer;

  place->cell = *suffix == '\0';
  if (place->cell)
    return TRUE;
  if (!g_str_has_prefix (suffix, "_l") || !g_ascii_isdigit (suffix[2]))
    return FALSE;
  layer = g_ascii_strtoull (suffix + 2, &end, 10);
  if (layer >= LAYERS_MAX)
    return FALSE;
  place->layer = (guint)layer;
  place->reverse = g_str_equal (end, "_reverse");
  return place->reverse || *end == '\0';
}

gboolean
falk_state_place_read (const char *leaf, FalkStatePlace *place)
{
  *place = (FalkStatePlace){ 0 };
  for (guint i = 0; i < FALK_STATE_PARTS; i++)
    if (g_str_has_prefix (leaf, part_names[i]))
      {
        place->part = (FalkStatePart)i;
        return read_suffix (leaf + strlen (part_names[i]), place);
      }
  return FALSE;
}

static void
module_free (FalkStateModule *module)
{
  g_free (module->prefix);
  g_ptr_array_unref (module->entries);
  g_free (module);
}

static FalkStateModule *
module_new (const char *prefix, const FalkModel *model)
{
  FalkStateModule *module = g_new0 (FalkStateModule, 1);
  int index = model ? falk_model_find (model, prefix) : -1;

  module->prefix = g_strdup (prefix);
  module->entries = g_ptr_array_new ();
  if (index >= 0)
    module->step = falk_model_step (model, (guint)index);
  return module;
}

static gint
by_prefix (gconstpointer a, gconstpointer b)
{
  const FalkStateModule *const *one = a, *const *other = b;

  if (!(*one)->recurrent || !(*other)->recurrent)
    return (int)(*other)->recurrent - (int)(*one)->recurrent;
  return strcmp ((*one)->prefix, (*other)->prefix);
}

GPtrArray *
falk_state_modules (const FalkStateDiff *diff, const FalkModel *model)
{
  GPtrArray *modules =
      g_ptr_array_new_with_free_func ((GDestroyNotify)module_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < diff->entries->len; i++)
    {
      FalkStateEntry *entry = g_ptr_array_index (diff->entries, i);
      const char *leaf = falk_state_leaf (entry->name);
      g_autofree char *prefix = falk_state_prefix (entry->name);
      FalkStateModule *module = g_hash_table_lookup (by_name, prefix);
      FalkStatePlace place;

      if (!module)
        {
          module = module_new (prefix, model);
          g_ptr_array_add (modules, module);
          g_hash_table_insert (by_name, module->prefix, module);
        }
      module->recurrent |= falk_state_place_read (leaf, &place);
      g_ptr_array_add (module->entries, entry);
    }
  g_ptr_array_sort (modules, by_prefix);
  return modules;
}

gboolean
falk_state_module_has (const FalkStateModule *module, FalkStateSide side)
{
  for (guint i = 0; i < module->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (module->entries, i);

      if (entry->has[side])
        return TRUE;
    }
  return FALSE;
}

gboolean
falk_state_module_differs (const FalkStateModule *module)
{
  for (guint i = 0; i < module->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (module->entries, i);

      if (falk_state_entry_differs (entry)
          || falk_state_entry_only (entry, FALK_STATE_CHECKPOINT)
          || falk_state_entry_only (entry, FALK_STATE_MODEL))
        return TRUE;
    }
  return FALSE;
}
