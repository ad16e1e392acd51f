/* SPDX-License-Identifier: MIT */
#include "falk-model-json.h"

#include <string.h>

#include "falk-given.h"
#include "falk-json-field.h"
#include "falk-rule.h"

static void
add_given (GPtrArray *givens, const char *key, const json_t *value)
{
  FalkGiven *given = falk_givens_add (givens, key, FALK_GIVEN_NONE);

  switch (json_typeof (value))
    {
    case JSON_INTEGER:
      given->kind = FALK_GIVEN_INT;
      given->i = json_integer_value (value);
      break;
    case JSON_REAL:
      given->kind = FALK_GIVEN_FLOAT;
      given->d = json_real_value (value);
      break;
    case JSON_TRUE:
    case JSON_FALSE:
      given->kind = FALK_GIVEN_BOOL;
      given->i = json_is_true (value);
      break;
    case JSON_STRING:
      given->kind = FALK_GIVEN_STRING;
      given->text = g_strdup (json_string_value (value));
      break;
    case JSON_ARRAY:
      given->ints = falk_json_read_ints (value);
      given->kind = given->ints ? FALK_GIVEN_INTS : FALK_GIVEN_OTHER;
      given->text = given->ints ? NULL : g_strdup ("a list of other things");
      break;
    case JSON_OBJECT:
      given->kind = FALK_GIVEN_OTHER;
      given->text = g_strdup ("an object");
      break;
    case JSON_NULL:
      break;
    }
}

/* The step's name: what it states, or its operation's in small letters. */
static char *
read_name (const json_t *object, FalkOp op, GError **error)
{
  const json_t *value = json_object_get (object, "name");

  if (value == NULL)
    return g_ascii_strdown (falk_rule (op)->name, -1);
  if (!json_is_string (value))
    {
      falk_json_refuse ("the name", "a text", value, error);
      return NULL;
    }
  if (!falk_model_check_name (json_string_value (value), error))
    return NULL;
  return g_strdup (json_string_value (value));
}

static FalkStep *
read_step (const json_t *object, GError **error)
{
  g_autoptr (GPtrArray) givens = falk_givens_new ();
  g_autoptr (FalkStep) step = NULL;
  g_autofree char *name = NULL;
  const json_t *op_name = json_object_get (object, "op");
  const char *key;
  json_t *value;
  FalkOp op;
  int culprit;

  if (!json_is_string (op_name))
    {
      falk_json_refuse ("\"op\"", "the name of an operation", op_name, error);
      return NULL;
    }
  if (!falk_op_from_name (json_string_value (op_name), &op))
    {
      falk_model_set_unknown_op (error, json_string_value (op_name));
      return NULL;
    }
  name = read_name (object, op, error);
  if (name == NULL)
    return NULL;
  json_object_foreach ((json_t *)object, key, value)
  {
    if (strcmp (key, "op") != 0 && strcmp (key, "name") != 0)
      add_given (givens, key, value);
  }
  step = falk_step_new (op, name);
  if (!falk_step_take_givens (step, givens, FALK_TAKE_JSON, &culprit, error))
    return NULL;
  return g_steal_pointer (&step);
}

/* "step 2 'gru': ", counted from 1. */
static void
prefix_step (GError **error, gsize index, const json_t *object)
{
  const char *name = json_string_value (json_object_get (object, "name"));
  g_autofree char *quoted = name ? falk_model_quote (name, -1) : NULL;

  g_prefix_error (error, "step %" G_GSIZE_FORMAT "%s%s: ", index + 1,
                  quoted ? " " : "", quoted ? quoted : "");
}

/* Takes @step over. A stated name must be new; a made one is made so. */
static gboolean
add_step (FalkModel *model, GHashTable *names, FalkStep *step, gboolean stated,
          GError **error)
{
  gpointer first;

  if (stated && g_hash_table_lookup_extended (names, step->name, NULL, &first))
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_NAME,
                   "the name is that of step %u already; names must differ",
                   GPOINTER_TO_UINT (first));
      falk_step_free (step);
      return FALSE;
    }
  falk_model_insert (model, model->steps->len, step);
  g_hash_table_insert (names, g_strdup (step->name),
                       GUINT_TO_POINTER (model->steps->len));
  return TRUE;
}

static gboolean
read_steps (FalkModel *model, const json_t *list, GError **error)
{
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (json_array_size (list) > FALK_MODEL_STEPS_MAX)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
                   "the model has %" G_GSIZE_FORMAT
                   " steps; at most %d are allowed",
                   json_array_size (list), FALK_MODEL_STEPS_MAX);
      return FALSE;
    }
  if (json_array_size (list) == 0)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_EMPTY,
                   "the model has no steps: \"model\" is an empty list");
      return FALSE;
    }
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *object = json_array_get (list, i);
      gboolean stated = json_object_get (object, "name") != NULL;
      FalkStep *step = NULL;

      if (!json_is_object (object))
        falk_json_refuse ("it", "an object", object, error);
      else
        step = read_step (object, error);
      if (step == NULL || !add_step (model, names, step, stated, error))
        {
          prefix_step (error, i, object);
          return FALSE;
        }
    }
  return TRUE;
}

/* The outer object's h0, for the first step that takes one. */
static gboolean
read_state (FalkModel *model, const json_t *value, GError **error)
{
  static const char *const members[] = { "shape", "dtype" };
  FalkDtype dtype = FALK_DTYPE_FLOAT32;
  FalkShape shape;

  if (value == NULL || json_is_null (value))
    return TRUE;
  if (json_is_object (value)
      && (!falk_json_check_members (value, members, G_N_ELEMENTS (members),
                                    "h0", error)
          || !falk_json_read_dtype (json_object_get (value, "dtype"),
                                    "h0's dtype", &dtype, error)))
    return FALSE;
  if (json_is_object (value))
    value = json_object_get (value, "shape");
  if (!falk_json_read_shape (value, "h0's shape", &shape, error))
    return FALSE;
  for (guint i = 0; i < model->steps->len; i++)
    {
      FalkStep *step = falk_model_step (model, i);

      if (falk_rule_arg (step->op, FALK_ARG_H0) == NULL)
        continue;
      if (!falk_step_has (step, FALK_ARG_H0))
        falk_step_set_ints (step, FALK_ARG_H0, shape.dims, shape.rank);
      if (dtype != FALK_DTYPE_FLOAT32)
        falk_model_note (model, "the dtype of h0, %s, is not checked",
                         falk_dtype_info (dtype)->name);
      return TRUE;
    }
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_FIELD,
               "an h0 is stated, but no step takes one");
  return FALSE;
}

/* Calls the model by "name", or by "id", or "model". */
static FalkModel *
new_model (const json_t *root, GError **error)
{
  const json_t *name = json_object_get (root, "name");
  const json_t *id = json_object_get (root, "id");

  if (name != NULL && !json_is_string (name))
    {
      falk_json_refuse ("\"name\"", "a text", name, error);
      return NULL;
    }
  if (name == NULL && json_is_string (id))
    name = id;
  if (name == NULL)
    return falk_model_new ("model");
  if (!falk_model_check_name (json_string_value (name), error))
    return NULL;
  return falk_model_new (json_string_value (name));
}

static gboolean
read_notes (FalkModel *model, const json_t *list, GError **error)
{
  if (list == NULL)
    return TRUE;
  if (!json_is_array (list))
    return falk_json_refuse ("\"notes\"", "a list of texts", list, error);
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *note = json_array_get (list, i);

      if (!json_is_string (note))
        return falk_json_refuse ("a note", "a text", note, error);
      falk_model_note (model, "%s", json_string_value (note));
    }
  return TRUE;
}

static gboolean
read_torch (FalkModel *model, const json_t *value, GError **error)
{
  if (value == NULL || json_is_null (value))
    return TRUE;
  if (json_is_string (value)
      && falk_torch_parse (json_string_value (value), &model->torch))
    return TRUE;
  return falk_json_refuse ("\"torch\"", "a version, as \"1.13\"", value, error);
}

static gboolean
refuse_root (const json_t *root, GError **error)
{
  const char *const names[] = { "model" };
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *)root, key, value)
  {
    g_autofree char *quoted = falk_model_quote (key, -1);

    if (falk_model_nearest (key, names, 1) == NULL)
      continue;
    g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_EMPTY,
                 "there is no \"model\" in it; is %s meant?", quoted);
    return FALSE;
  }
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_EMPTY,
               "there is no \"model\" in it; a model is an object whose "
               "\"model\" is the list of its steps");
  return FALSE;
}

FalkModel *
falk_model_from_json (const json_t *root, FalkTensor **input, GError **error)
{
  const json_t *list =
      json_is_array (root) ? root : json_object_get (root, "model");
  const json_t *input_object = json_object_get (root, "input");
  g_autoptr (FalkModel) model = NULL;
  g_autoptr (FalkTensor) tensor = NULL;

  if (input != NULL)
    *input = NULL;
  if (list == NULL)
    {
      refuse_root (root, error);
      return NULL;
    }
  if (!json_is_array (list))
    {
      falk_json_refuse ("\"model\"", "a list of steps", list, error);
      return NULL;
    }
  model = new_model (root, error);
  if (model == NULL || !read_steps (model, list, error)
      || !read_state (model, json_object_get (root, "h0"), error)
      || !read_notes (model, json_object_get (root, "notes"), error)
      || !read_torch (model, json_object_get (root, "torch"), error))
    return NULL;
  if (input_object != NULL && !json_is_null (input_object))
    {
      tensor = falk_json_read_tensor (input_object, error);
      if (tensor == NULL)
        return NULL;
    }
  if (input != NULL)
    *input = g_steal_pointer (&tensor);
  return g_steal_pointer (&model);
}

FalkModel *
falk_model_from_json_text (const char *text, gssize length, FalkTensor **input,
                           GError **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  json_error_t trouble;
  json_t *root;
  FalkModel *model;

  if (input != NULL)
    *input = NULL;
  if (n > FALK_MODEL_JSON_MAX)
    {
      g_set_error (
          error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
          "the text has %" G_GSIZE_FORMAT " bytes; a model may have 16 MiB", n);
      return NULL;
    }
  root = json_loadb (text, n, JSON_REJECT_DUPLICATES, &trouble);
  if (root == NULL)
    {
      g_autofree char *said = falk_json_trouble (&trouble);

      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_SYNTAX,
                   "line %d, column %d: this is not JSON (%s)", trouble.line,
                   trouble.column, said);
      return NULL;
    }
  model = falk_model_from_json (root, input, error);
  json_decref (root);
  return model;
}
