/* SPDX-License-Identifier: MIT */
#include "falk-state-study.h"

FalkStateStudy *
falk_state_study_new (const FalkStateDiff *diff, const FalkModel *model,
                      const FalkContext *context)
{
  FalkStateStudy *study = g_new0 (FalkStateStudy, 1);
  const FalkStateHints hints = { diff->module, context };

  study->diff = diff;
  study->model = model;
  study->renames = falk_state_renames (diff);
  study->left = falk_state_diff_rename (diff, study->renames);
  study->modules = falk_state_modules (study->left, model);
  study->layers = falk_state_layers (study->modules, study->left, &hints);
  return study;
}

void
falk_state_study_free (FalkStateStudy *study)
{
  if (!study)
    return;
  g_ptr_array_unref (study->layers);
  g_ptr_array_unref (study->modules);
  falk_state_diff_free (study->left);
  g_ptr_array_unref (study->renames);
  g_free (study);
}

static gboolean
recurrent_is_shared (const FalkStateLayer *layer)
{
  const FalkStateSaid *saved = &layer->sides[FALK_STATE_CHECKPOINT].said;
  const FalkStateSaid *wanted = &layer->sides[FALK_STATE_MODEL].said;

  return saved->has && wanted->has && saved->cell == wanted->cell;
}

gboolean
falk_state_layer_is_shared (const FalkStateLayer *layer)
{
  const GPtrArray *entries = layer->module->entries;

  if (layer->module->recurrent && !recurrent_is_shared (layer))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (entries, i);
      const char *leaf = falk_state_leaf (entry->name);
      FalkStatePlace place;

      if (entry->has[FALK_STATE_CHECKPOINT] == entry->has[FALK_STATE_MODEL])
        continue;
      /* A bias is an argument; any other name is another layer. */
      if (layer->module->recurrent ? !falk_state_place_read (leaf, &place)
                                   : !g_str_equal (leaf, "bias"))
        return FALSE;
    }
  return TRUE;
}

gboolean
falk_state_study_is_shared (const FalkStateStudy *study)
{
  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      if (falk_state_module_differs (layer->module)
          && !falk_state_layer_is_shared (layer))
        return FALSE;
    }
  return TRUE;
}

guint
falk_state_study_n_layers (const FalkStateStudy *study, gboolean shared)
{
  guint n = 0;

  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      n += falk_state_module_differs (layer->module)
           && (!shared || falk_state_layer_is_shared (layer));
    }
  return n;
}
