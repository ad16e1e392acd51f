/* SPDX-License-Identifier: MIT */
#include "falk-layer-list.h"

#include <string.h>

#include "falk-known.h"
#include "falk-rule.h"

typedef struct
{
  const FalkModelParts *parts;
  GHashTable *index; /* name → index + 1 */
  gboolean *claimed; /* for each tensor */
  GPtrArray *entries; /* FalkLayerEntry */
} Lister;

static void
entry_free (gpointer data)
{
  FalkLayerEntry *entry = data;

  g_free (entry->prefix);
  g_free (entry->what);
  g_clear_pointer (&entry->step, falk_step_free);
  g_free (entry);
}

static char *
join (const char *prefix, const char *name)
{
  return *prefix ? g_strdup_printf ("%s.%s", prefix, name) : g_strdup (name);
}

/* Index of PREFIX.NAME, or -1. */
static int
find_tensor (const Lister *lister, const char *prefix, const char *name)
{
  g_autofree char *full = join (prefix, name);

  return GPOINTER_TO_INT (g_hash_table_lookup (lister->index, full)) - 1;
}

static FalkLayerEntry *
add_entry (Lister *lister, const char *prefix, const char *what, guint first)
{
  FalkLayerEntry *entry = g_new0 (FalkLayerEntry, 1);

  entry->prefix = g_strdup (prefix);
  entry->what = g_strdup (what);
  entry->first = first;
  g_ptr_array_add (lister->entries, entry);
  return entry;
}

/* A name for a step that a file's prefix can or can't be. */
static FalkStep *
new_step (FalkOp op, const char *prefix)
{
  FalkStep *step = falk_step_new (op, prefix);

  if (falk_model_check_name (prefix, NULL))
    return step;
  g_free (step->name);
  step->name = falk_known_step_name (step);
  return step;
}

/* Gives @step its parameters. FALSE where one is missing or of another
 * shape: then it isn't the layer it was taken for. */
static gboolean
attach_parameters (Lister *lister, FalkStep *step, const char *prefix,
                   guint *first)
{
  guint n = falk_step_n_parameters (step);

  *first = lister->parts->n_tensors;
  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      g_autoptr (FalkTensor) own = NULL;
      const FalkTensor *tensor;
      FalkShape shape;
      int at;

      falk_step_parameter (step, i, &parameter);
      at = find_tensor (lister, prefix, parameter.name);
      if (at < 0)
        return FALSE;
      tensor = lister->parts->tensors[at];
      shape = falk_value_shape (&parameter.value);
      if (!falk_shape_equal (&tensor->shape, &shape))
        return FALSE;
      own = falk_tensor_new (parameter.name, tensor->file, tensor->dtype,
                             &tensor->shape, tensor->data);
      falk_step_set_tensor (step, own);
      *first = MIN (*first, (guint)at);
    }
  return TRUE;
}

/* The entry of a step whose parameters are not there. */
static void
drop_step (FalkLayerEntry *entry)
{
  char *what = g_strdup_printf ("%s whose tensors don't fit it", entry->what);

  g_clear_pointer (&entry->step, falk_step_free);
  g_free (entry->what);
  entry->what = what;
}

/* Everything that is called like a recurrent layer's parameters is no
 * Linear's. */
static void
claim_recurrent (Lister *lister, const char *prefix, guint *first)
{
  static const char *const stems[] = { "weight_ih",        "weight_hh",
                                       "weight_hr",        "bias_ih",
                                       "bias_hh",          "kernel",
                                       "recurrent_kernel", "bias" };
  gsize length = strlen (prefix);

  *first = lister->parts->n_tensors;
  for (guint i = 0; i < lister->parts->n_tensors; i++)
    {
      const char *name = lister->parts->tensors[i]->name;

      if (strncmp (name, prefix, length) != 0)
        continue;
      name += length;
      if (length > 0 && *name != '.' && *name != '/')
        continue;
      name += length > 0;
      for (guint j = 0; j < G_N_ELEMENTS (stems); j++)
        if (g_str_has_prefix (name, stems[j]))
          {
            lister->claimed[i] = TRUE;
            *first = MIN (*first, i);
          }
    }
}

static void
set_unless_default (FalkStep *step, FalkArg arg, gint64 value)
{
  const FalkArgSpec *spec = falk_rule_arg (step->op, arg);

  if (spec != NULL && (spec->required || value != spec->fallback))
    falk_step_set_int (step, arg, value);
}

static FalkStep *
new_recurrent (const FalkModelLayer *layer, FalkOp op)
{
  FalkStep *step = new_step (op, layer->prefix);

  set_unless_default (step, FALK_ARG_INPUT_SIZE, layer->input_size);
  set_unless_default (step, FALK_ARG_HIDDEN_SIZE, layer->hidden_size);
  set_unless_default (step, FALK_ARG_NUM_LAYERS, layer->num_layers);
  set_unless_default (step, FALK_ARG_BIAS, layer->bias != FALSE);
  set_unless_default (step, FALK_ARG_BIDIRECTIONAL,
                      layer->bidirectional != FALSE);
  set_unless_default (step, FALK_ARG_BATCH_FIRST, layer->batch_first == 1);
  set_unless_default (step, FALK_ARG_NONLINEARITY, layer->relu == 1);
  if (layer->proj_size > 0)
    set_unless_default (step, FALK_ARG_PROJ_SIZE, layer->proj_size);
  if (layer->dropout != 0 && falk_rule_arg (op, FALK_ARG_DROPOUT))
    falk_step_set_float (step, FALK_ARG_DROPOUT, layer->dropout);
  return step;
}

static void
list_recurrent (Lister *lister, const FalkModelLayer *layer)
{
  FalkKnown known = falk_known_module (layer->kind);
  FalkLayerEntry *entry;
  guint first;

  claim_recurrent (lister, layer->prefix, &first);
  entry = add_entry (lister, layer->prefix, layer->kind, first);
  /* As many parameters as tensors bounds what a file can make us do. */
  if (known.kind != FALK_KNOWN_OP
      || falk_rule_arg (known.op, FALK_ARG_HIDDEN_SIZE) == NULL
      || layer->num_layers > (gint64)lister->parts->n_tensors)
    return;
  entry->step = new_recurrent (layer, known.op);
  entry->batch_first_unknown =
      layer->batch_first < 0
      && falk_rule_arg (known.op, FALK_ARG_BATCH_FIRST) != NULL;
  entry->relu_unknown =
      layer->relu < 0
      && falk_rule_arg (known.op, FALK_ARG_NONLINEARITY) != NULL;
  if (attach_parameters (lister, entry->step, layer->prefix, &first))
    entry->first = first;
  else
    drop_step (entry);
}

/* Whether a matrix without a bias is an Embedding: TRUE or FALSE where a
 * recurrent layer or the name tells, and else FALSE with @unsure. */
static gboolean
is_embedding (const Lister *lister, const char *prefix, const FalkShape *shape,
              gboolean *unsure)
{
  const char *dot = strrchr (prefix, '.');
  g_autofree char *last = g_ascii_strdown (dot ? dot + 1 : prefix, -1);

  *unsure = FALSE;
  if (strstr (last, "emb") != NULL)
    return TRUE;
  for (guint i = 0; i < lister->parts->n_layers; i++)
    {
      gint64 input_size = lister->parts->layers[i].input_size;

      if ((shape->dims[1] == input_size) == (shape->dims[0] == input_size))
        continue;
      /* (words, features) against (features out, features in). */
      *unsure = TRUE;
      return shape->dims[1] == input_size;
    }
  *unsure = TRUE;
  return FALSE;
}

static void
list_matrix (Lister *lister, const char *prefix, guint weight, int bias)
{
  const FalkShape *shape = &lister->parts->tensors[weight]->shape;
  gboolean unsure = FALSE;
  gboolean embedding =
      bias < 0 && is_embedding (lister, prefix, shape, &unsure);
  FalkLayerEntry *entry;
  guint first;

  if (embedding && unsure)
    {
      add_entry (lister, prefix, "Embedding, it seems", weight);
      return;
    }
  entry =
      add_entry (lister, prefix, embedding ? "Embedding" : "Linear", weight);
  entry->unsure = unsure;
  entry->step =
      new_step (embedding ? FALK_OP_EMBEDDING : FALK_OP_LINEAR, prefix);
  falk_step_set_int (entry->step,
                     embedding ? FALK_ARG_EMBEDDING_DIM : FALK_ARG_IN_FEATURES,
                     shape->dims[1]);
  falk_step_set_int (
      entry->step, embedding ? FALK_ARG_NUM_EMBEDDINGS : FALK_ARG_OUT_FEATURES,
      shape->dims[0]);
  if (bias < 0 && !embedding)
    falk_step_set_int (entry->step, FALK_ARG_BIAS, 0);
  if (attach_parameters (lister, entry->step, prefix, &first))
    entry->first = first;
  else
    drop_step (entry);
}

/* A layer by its NAME.weight. */
static void
list_weight (Lister *lister, guint index)
{
  static const char *const by_rank[] = { "a number", "LayerNorm", NULL,
                                         "Conv1d",   "Conv2d",    "Conv3d" };
  const FalkTensor *weight = lister->parts->tensors[index];
  gsize length = strlen (weight->name);
  g_autofree char *prefix = NULL;
  guint rank = weight->shape.rank;
  int bias, mean;

  if (!g_str_has_suffix (weight->name, ".weight")
      && !g_str_equal (weight->name, "weight"))
    return;
  prefix =
      g_strndup (weight->name,
                 length > strlen ("weight") ? length - strlen (".weight") : 0);
  bias = find_tensor (lister, prefix, "bias");
  mean = find_tensor (lister, prefix, "running_mean");
  lister->claimed[index] = TRUE;
  if (bias >= 0)
    lister->claimed[bias] = TRUE;
  if (rank == 2)
    list_matrix (lister, prefix, index, bias);
  else if (mean >= 0)
    {
      static const char *const rest[] = { "running_mean", "running_var",
                                          "num_batches_tracked" };

      add_entry (lister, prefix, "BatchNorm", index);
      for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
        if (find_tensor (lister, prefix, rest[i]) >= 0)
          lister->claimed[find_tensor (lister, prefix, rest[i])] = TRUE;
    }
  else
    add_entry (lister, prefix,
               rank < G_N_ELEMENTS (by_rank) ? by_rank[rank] : "unknown",
               index);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const FalkLayerEntry *x = *(FalkLayerEntry *const *)a;
  const FalkLayerEntry *y = *(FalkLayerEntry *const *)b;

  return x->first < y->first ? -1 : x->first > y->first;
}

GPtrArray *
falk_layer_list_new (const FalkModelParts *parts, guint *n_other)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gboolean *claimed = g_new0 (gboolean, parts->n_tensors + 1);
  Lister lister = { parts, index, claimed,
                    g_ptr_array_new_with_free_func (entry_free) };

  for (guint i = parts->n_tensors; i-- > 0;)
    g_hash_table_insert (index, parts->tensors[i]->name,
                         GINT_TO_POINTER ((int)i + 1));
  for (guint i = 0; i < parts->n_layers; i++)
    list_recurrent (&lister, &parts->layers[i]);
  for (guint i = 0; i < parts->n_tensors; i++)
    if (!claimed[i])
      list_weight (&lister, i);
  *n_other = 0;
  for (guint i = 0; i < parts->n_tensors; i++)
    *n_other += !claimed[i];
  g_ptr_array_sort (lister.entries, compare_entries);
  return lister.entries;
}
