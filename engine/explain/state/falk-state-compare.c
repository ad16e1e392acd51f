/* SPDX-License-Identifier: MIT */
/* A model's parameters against the tensors of a checkpoint. */
#include "falk-rule.h"
#include "falk-state-diff.h"

/* A counter that BatchNorm keeps beside its parameters. */
#define COUNTER "num_batches_tracked"

typedef struct
{
  FalkStateDiff *diff;
  const GPtrArray *tensors; /* FalkTensor */
  GHashTable *by_name; /* FalkTensor, borrowed */
  GHashTable *seen; /* names that are entries; keys borrowed */
} Compare;

/* The only step of @model that has parameters; NULL where several have. */
static const FalkStep *
lone_layer (const FalkModel *model)
{
  const FalkStep *lone = NULL;

  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);

      if (falk_rule (step->op)->n_parameters == 0)
        continue;
      if (lone)
        return NULL;
      lone = step;
    }
  return lone;
}

static char *
join (const char *prefix, const char *leaf)
{
  return *prefix ? g_strconcat (prefix, ".", leaf, NULL) : g_strdup (leaf);
}

/* How much of @step the checkpoint has under @prefix: twice for a parameter
 * of the same shape, once for its name alone. */
static guint
likeness (const Compare *compare, const FalkStep *step, const char *prefix)
{
  guint n = falk_step_has_parameters (step) ? falk_step_n_parameters (step) : 0;
  guint like = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      const FalkTensor *tensor;
      FalkParameter parameter;
      FalkShape shape;

      falk_step_parameter (step, i, &parameter);
      name = join (prefix, parameter.name);
      tensor = g_hash_table_lookup (compare->by_name, name);
      if (!tensor)
        continue;
      shape = falk_value_shape (&parameter.value);
      like += falk_shape_equal (&shape, &tensor->shape) ? 2 : 1;
    }
  return like;
}

/* The prefix in the checkpoint of what is most like the lone layer @step;
 * the step's own name first. */
static char *
find_alike (const Compare *compare, const FalkStep *step)
{
  g_autoptr (GHashTable) tried =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *best = g_strdup (step->name);
  guint most = likeness (compare, step, step->name);

  for (guint i = 0; i < compare->tensors->len; i++)
    {
      const FalkTensor *tensor = g_ptr_array_index (compare->tensors, i);
      g_autofree char *prefix = falk_state_prefix (tensor->name);
      guint like;

      if (!g_hash_table_add (tried, g_strdup (prefix)))
        continue;
      like = likeness (compare, step, prefix);
      if (like <= most)
        continue;
      most = like;
      g_free (best);
      best = g_steal_pointer (&prefix);
    }
  return most > 0 ? g_steal_pointer (&best) : g_strdup ("");
}

static void
add_step (Compare *compare, const FalkStep *step, const char *prefix)
{
  guint n = falk_step_has_parameters (step) ? falk_step_n_parameters (step) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      FalkTensor *tensor;
      FalkParameter parameter;
      FalkShape shape;

      falk_step_parameter (step, i, &parameter);
      name = join (prefix, parameter.name);
      tensor = g_hash_table_lookup (compare->by_name, name);
      shape = falk_value_shape (&parameter.value);
      falk_state_diff_add (compare->diff, name, tensor ? &tensor->shape : NULL,
                           &shape);
      if (tensor)
        g_hash_table_add (compare->seen, tensor->name);
    }
}

/* What the model has not; where it is one layer, what lies elsewhere than at
 * @prefix isn't asked about. */
static void
add_rest (Compare *compare, const char *prefix)
{
  for (guint i = 0; i < compare->tensors->len; i++)
    {
      FalkTensor *tensor = g_ptr_array_index (compare->tensors, i);
      g_autofree char *own = falk_state_prefix (tensor->name);

      if (g_hash_table_contains (compare->seen, tensor->name)
          || g_str_equal (falk_state_leaf (tensor->name), COUNTER))
        continue;
      if (prefix && !g_str_equal (own, prefix))
        compare->diff->beside++;
      else
        falk_state_diff_add (compare->diff, tensor->name, &tensor->shape, NULL);
    }
}

/* The class that the model is of, as far as its name can be one. */
static const char *
class_of (const FalkModel *model, const FalkStep *lone)
{
  const char *p = model->name;

  if (lone)
    return falk_rule (lone->op)->name;
  while (g_ascii_isalnum (*p) || *p == '_')
    p++;
  return *p == '\0' && g_ascii_isalpha (model->name[0]) ? model->name : NULL;
}

FalkStateDiff *
falk_state_diff_compare (const FalkModel *model, const GPtrArray *parameters)
{
  const FalkStep *lone = lone_layer (model);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Compare compare = { falk_state_diff_new (class_of (model, lone)), parameters,
                      by_name, seen };
  g_autofree char *prefix = NULL;

  compare.diff->whole = TRUE;
  for (guint i = 0; i < parameters->len; i++)
    {
      FalkTensor *tensor = g_ptr_array_index (parameters, i);

      g_hash_table_insert (by_name, tensor->name, tensor);
    }
  if (lone)
    {
      prefix = find_alike (&compare, lone);
      add_step (&compare, lone, prefix);
    }
  else
    for (guint i = 0; i < model->steps->len; i++)
      add_step (&compare, falk_model_step (model, i),
                falk_model_step (model, i)->name);
  add_rest (&compare, prefix);
  return compare.diff;
}
