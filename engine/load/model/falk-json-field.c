/* SPDX-License-Identifier: MIT */
#include "falk-json-field.h"

#include <string.h>

#include "falk-given.h"
#include "falk-model-error.h"

static const char *
describe_json (const json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      return "an object";
    case JSON_ARRAY:
      return "a list";
    case JSON_STRING:
      return "a text";
    case JSON_INTEGER:
    case JSON_REAL:
      return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
      return "a truth value";
    case JSON_NULL:
    default:
      return "null";
    }
}

gboolean
falk_json_refuse (const char *what, const char *wanted, const json_t *value,
                  GError **error)
{
  if (value == NULL)
    g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_FIELD,
                 "%s is missing; it must be %s", what, wanted);
  else
    g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_FIELD,
                 "%s must be %s, not %s", what, wanted, describe_json (value));
  return FALSE;
}

/* What jansson says in words of its own programmers. */
static const struct
{
  enum json_error_code code;
  const char *words;
} troubles[] = {
  { json_error_null_character, "a text has the character \\u0000 in it" },
  { json_error_null_byte_in_key, "a name has the character \\u0000 in it" },
  { json_error_numeric_overflow,
    "a number is too large: an integer is below 2^63" },
  { json_error_stack_overflow, "lists and objects are nested too deep" },
};

char *
falk_json_trouble (const json_error_t *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (troubles[i].code == json_error_code (error))
      return g_strdup (troubles[i].words);
  return falk_model_escape (error->text, -1);
}

gboolean
falk_json_check_members (const json_t *object, const char *const *known,
                         guint n_known, const char *what, GError **error)
{
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *)object, key, value)
  {
    gboolean found = FALSE;

    for (guint i = 0; i < n_known; i++)
      found = found || strcmp (key, known[i]) == 0;
    if (!found)
      {
        g_autofree char *quoted = falk_model_quote (key, -1);
        g_autofree char *suggestion = falk_model_suggest (key, known, n_known);

        g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_FIELD,
                     "%s has an unknown member %s%s", what, quoted, suggestion);
        return FALSE;
      }
  }
  return TRUE;
}

GArray *
falk_json_read_ints (const json_t *list)
{
  GArray *ints = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *item = json_array_get (list, i);
      gint64 value = json_integer_value (item);

      if (!json_is_integer (item))
        {
          g_array_unref (ints);
          return NULL;
        }
      g_array_append_val (ints, value);
    }
  return ints;
}

gboolean
falk_json_read_shape (const json_t *list, const char *what, FalkShape *shape,
                      GError **error)
{
  g_autoptr (GArray) ints =
      json_is_array (list) ? falk_json_read_ints (list) : NULL;

  if (ints == NULL && json_is_array (list))
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_FIELD,
                   "%s has something that is not an integer in it", what);
      return FALSE;
    }
  if (ints == NULL)
    return falk_json_refuse (what, "a list of sizes", list, error);
  return falk_shape_from_ints ((const gint64 *)ints->data, ints->len, what,
                               shape, error);
}

gboolean
falk_json_read_dtype (const json_t *value, const char *what, FalkDtype *dtype,
                      GError **error)
{
  const char *names[FALK_DTYPE_COUNT];
  const char *name = json_string_value (value);

  if (value == NULL)
    return TRUE;
  if (name == NULL)
    return falk_json_refuse (what, "a dtype's name, such as 'float32'", value,
                             error);
  if (falk_dtype_from_name (name, dtype))
    return TRUE;
  for (guint i = 0; i < FALK_DTYPE_COUNT; i++)
    names[i] = falk_dtype_info (i)->name;
  {
    g_autofree char *quoted = falk_model_quote (name, -1);
    g_autofree char *suggestion =
        falk_model_suggest (name, names, FALK_DTYPE_COUNT);

    g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_FIELD,
                 "%s %s is not one of PyTorch's, such as 'float32'%s", what,
                 quoted, suggestion);
  }
  return FALSE;
}

FalkTensor *
falk_json_read_tensor (const json_t *object, GError **error)
{
  static const char *const members[] = { "shape", "dtype", "name" };
  const json_t *name = json_object_get (object, "name");
  FalkDtype dtype = FALK_DTYPE_FLOAT32;
  FalkShape shape;

  if (!json_is_object (object))
    {
      falk_json_refuse ("\"input\"", "an object with \"shape\" and \"dtype\"",
                        object, error);
      return NULL;
    }
  if (!falk_json_check_members (object, members, G_N_ELEMENTS (members),
                                "the input", error)
      || !falk_json_read_shape (json_object_get (object, "shape"),
                                "the input's shape", &shape, error)
      || !falk_json_read_dtype (json_object_get (object, "dtype"),
                                "the input's dtype", &dtype, error))
    return NULL;
  if (name != NULL && !json_is_string (name))
    {
      falk_json_refuse ("the input's name", "a text", name, error);
      return NULL;
    }
  return falk_tensor_new (name ? json_string_value (name) : "x", NULL, dtype,
                          &shape, NULL);
}
