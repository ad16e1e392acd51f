/* SPDX-License-Identifier: MIT */
#include "falk-model-layers.h"

#include <string.h>

#include "falk-layer-list.h"

#define NAMED_MAX 12 /* layers named in one sentence */

/* Names as "encoder.gru (GRU), fc (Linear)". */
typedef struct
{
  GString *text;
  guint n;
} Names;

static void
add_name (Names *names, const FalkLayerEntry *entry)
{
  g_autofree char *prefix = falk_model_escape (entry->prefix, -1);

  if (names->text == NULL)
    names->text = g_string_new (NULL);
  if (names->n++ >= NAMED_MAX)
    return;
  if (names->n > 1)
    g_string_append (names->text, ", ");
  if (*prefix != '\0')
    g_string_append_printf (names->text, "%s (%s)", prefix, entry->what);
  else
    g_string_append (names->text, entry->what);
}

/* The caller frees it. */
static char *
end_names (Names *names)
{
  if (names->n > NAMED_MAX)
    g_string_append_printf (names->text, " and %u more", names->n - NAMED_MAX);
  return g_string_free (g_steal_pointer (&names->text), FALSE);
}

/* Whether @prefix is @only, or a part of it. */
static gboolean
is_in (const char *prefix, const char *only)
{
  gsize length = strlen (only);

  return strncmp (prefix, only, length) == 0
         && (prefix[length] == '\0' || prefix[length] == '.');
}

static gboolean
ends_with (const char *prefix, const char *only)
{
  gsize a = strlen (prefix), b = strlen (only);

  return a > b && prefix[a - b - 1] == '.'
         && strcmp (prefix + a - b, only) == 0;
}

static gboolean
refuse_layer (const GPtrArray *entries, const char *only, const char *why,
              GError **error)
{
  g_autofree char *quoted = falk_model_quote (only, -1);
  g_autofree char *list = NULL, *suggestion = NULL;
  g_autoptr (GPtrArray) prefixes = g_ptr_array_new ();
  Names names = { 0 };

  for (guint i = 0; i < entries->len; i++)
    {
      const FalkLayerEntry *entry = g_ptr_array_index (entries, i);

      if (entry->step == NULL)
        continue;
      add_name (&names, entry);
      g_ptr_array_add (prefixes, entry->prefix);
    }
  list = names.n > 0 ? end_names (&names) : g_strdup ("none");
  suggestion = falk_model_suggest (only, (const char *const *)prefixes->pdata,
                                   prefixes->len);
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LAYER,
               "%s %s (layers to choose from: %s)%s", quoted, why, list,
               suggestion);
  return FALSE;
}

/* Marks in @chosen the entries that @only means. */
static gboolean
choose (const GPtrArray *entries, const char *only, gboolean *chosen,
        GError **error)
{
  guint n = 0, n_steps = 0;

  for (guint pass = 0; pass < 2 && n == 0; pass++)
    for (guint i = 0; i < entries->len; i++)
      {
        const FalkLayerEntry *entry = g_ptr_array_index (entries, i);

        chosen[i] = pass == 0 ? is_in (entry->prefix, only)
                              : ends_with (entry->prefix, only);
        n += chosen[i];
        n_steps += chosen[i] && entry->step != NULL;
        if (pass == 1 && n > 1)
          return refuse_layer (entries, only, "is the end of several names",
                               error);
      }
  if (n == 0)
    return refuse_layer (entries, only, "is no layer of this file", error);
  if (n_steps == 0)
    return refuse_layer (entries, only,
                         "is a layer of a kind that is no step yet", error);
  return TRUE;
}

static gboolean
add_steps (FalkModel *model, const GPtrArray *entries, const gboolean *chosen,
           GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      FalkLayerEntry *entry = g_ptr_array_index (entries, i);

      if (!chosen[i] || entry->step == NULL)
        continue;
      if (model->steps->len >= FALK_MODEL_STEPS_MAX)
        {
          g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
                       "the file has more than %d layers; name one of them",
                       FALK_MODEL_STEPS_MAX);
          return FALSE;
        }
      falk_model_insert (model, model->steps->len,
                         falk_step_copy (entry->step));
    }
  return TRUE;
}

typedef gboolean (*EntryFilter) (const FalkLayerEntry *entry);

static gboolean
is_without_batch_first (const FalkLayerEntry *entry)
{
  return entry->step != NULL && entry->batch_first_unknown;
}

static gboolean
is_without_nonlinearity (const FalkLayerEntry *entry)
{
  return entry->step != NULL && entry->relu_unknown;
}

static gboolean
is_unsure (const FalkLayerEntry *entry)
{
  return entry->step != NULL && entry->unsure;
}

static gboolean
is_left_out (const FalkLayerEntry *entry)
{
  return entry->step == NULL;
}

/* Notes the chosen entries that @filter lets through, between @before and
 * @after; no such, no note. */
static void
note_entries (FalkModel *model, const GPtrArray *entries,
              const gboolean *chosen, EntryFilter filter, const char *before,
              const char *after)
{
  g_autofree char *list = NULL;
  Names names = { 0 };

  for (guint i = 0; i < entries->len; i++)
    if (chosen[i] && filter (g_ptr_array_index (entries, i)))
      add_name (&names, g_ptr_array_index (entries, i));
  if (names.n == 0)
    return;
  list = end_names (&names);
  falk_model_note (model, "%s%s%s", before, list, after);
}

static void
add_notes (FalkModel *model, const GPtrArray *entries, const gboolean *chosen,
           guint n_other, gboolean ordered)
{
  note_entries (model, entries, chosen, is_without_batch_first,
                "batch_first can't be read from a state dict; False is "
                "assumed, and can be set to True, for ",
                "");
  note_entries (model, entries, chosen, is_without_nonlinearity,
                "the nonlinearity can't be read from a state dict; tanh is "
                "assumed for ",
                "");
  note_entries (model, entries, chosen, is_unsure,
                "matrices without a bias, taken for Linear though they may "
                "be an Embedding: ",
                "");
  note_entries (model, entries, chosen, is_left_out,
                "not part of the chain yet: ", "");
  if (n_other > 0)
    falk_model_note (model,
                     "%u other tensor%s of the file belong%s to no "
                     "layer that is known",
                     n_other, n_other == 1 ? "" : "s", n_other == 1 ? "s" : "");
  if (model->steps->len > 1 && ordered)
    falk_model_note (model, "the file is sorted by name; the order of the "
                            "layers is made from their sizes, and what "
                            "happens between them is not in it");
  else if (model->steps->len > 1)
    falk_model_note (model, "the layers run in the order of the file; what "
                            "happens between them is not in it");
}

/* Whether leaving @entry out of the chain leaves its shapes as they are: a
 * norm keeps them, and in front of the chain an Embedding makes what the
 * chain is given. */
static gboolean
is_harmless (const FalkLayerEntry *entry, gboolean in_front)
{
  static const char *const keeping[] = { "BatchNorm", "LayerNorm", "a number",
                                         NULL };

  return entry->step != NULL || g_strv_contains (keeping, entry->what)
         || (in_front && g_str_has_prefix (entry->what, "Embedding"));
}

/* What stands in the way of a chain: a layer that is no step and whose shapes
 * are not known. A chain without it would say what isn't true. NULL where
 * there is none. */
static const FalkLayerEntry *
find_stranger (const GPtrArray *entries)
{
  gboolean in_front = TRUE;

  for (guint i = 0; i < entries->len; i++)
    {
      const FalkLayerEntry *entry = g_ptr_array_index (entries, i);

      if (!is_harmless (entry, in_front))
        return entry;
      in_front &= entry->step == NULL;
    }
  return NULL;
}

static gboolean
is_whole (const FalkModelParts *parts, const GPtrArray *entries, GError **error)
{
  const FalkLayerEntry *stranger = find_stranger (entries), *step = NULL;
  g_autofree char *quoted = NULL;

  for (guint i = 0; i < entries->len && !step; i++)
    if (!is_left_out (g_ptr_array_index (entries, i)))
      step = g_ptr_array_index (entries, i);
  if (!stranger || !step)
    return TRUE;
  quoted = falk_model_quote (stranger->prefix, -1);
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LAYER,
               "%s (%s) is no step yet, so the whole can't be checked; name "
               "one layer instead, such as %s:%s",
               quoted, stranger->what, parts->name, step->prefix);
  return FALSE;
}

FalkModel *
falk_model_from_layers (const FalkModelParts *parts, const char *only,
                        GError **error)
{
  guint n_other;
  g_autoptr (GPtrArray) entries = falk_layer_list_new (parts, &n_other);
  g_autofree gboolean *chosen = g_new (gboolean, entries->len + 1);
  g_autoptr (FalkModel) model = falk_model_new (parts->name);
  gboolean ordered = falk_layer_list_order (entries, parts);

  for (guint i = 0; i < entries->len; i++)
    chosen[i] = TRUE;
  if (only != NULL && *only != '\0' && !choose (entries, only, chosen, error))
    return NULL;
  if (!(only != NULL && *only != '\0') && !is_whole (parts, entries, error))
    return NULL;
  if (!add_steps (model, entries, chosen, error))
    return NULL;
  add_notes (model, entries, chosen,
             only != NULL && *only != '\0' ? 0 : n_other, ordered);
  if (model->steps->len > 0)
    return g_steal_pointer (&model);
  {
    g_autofree char *list = NULL;
    Names names = { 0 };

    for (guint i = 0; i < entries->len; i++)
      add_name (&names, g_ptr_array_index (entries, i));
    list = names.n > 0 ? end_names (&names) : NULL;
    g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_EMPTY,
                 "there is no GRU, GRUCell or Linear among the %u tensors%s%s",
                 parts->n_tensors, list ? ", but " : "", list ? list : "");
  }
  return NULL;
}
