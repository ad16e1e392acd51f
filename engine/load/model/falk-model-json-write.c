/* SPDX-License-Identifier: MIT */
#include "falk-model-json.h"

#include "falk-rule.h"

static json_t *
write_ints (const gint64 *ints, guint n)
{
  json_t *list = json_array ();

  for (guint i = 0; i < n; i++)
    json_array_append_new (list, json_integer (ints[i]));
  return list;
}

/* @words: of a WORD. */
static json_t *
write_value (FalkArgType type, const char *const *words,
             const FalkArgValue *value)
{
  switch (type)
    {
    case FALK_ARG_TYPE_INT:
      return json_integer (value->i);
    case FALK_ARG_TYPE_BOOL:
      return json_boolean (value->i);
    case FALK_ARG_TYPE_FLOAT:
      return json_real (value->d);
    case FALK_ARG_TYPE_INTS:
      return write_ints (value->ints, value->n);
    case FALK_ARG_TYPE_WORD:
      return json_string (words[value->i]);
    default:
      g_assert_not_reached ();
    }
}

static void
write_strays (json_t *object, const FalkStep *step)
{
  for (guint i = 0; step->strays && i < step->strays->len; i++)
    {
      const FalkStray *stray = step->strays->pdata[i];
      const char *const *words = stray->meant == FALK_ARG_NONE
                                     ? NULL
                                     : falk_arg_info (stray->meant)->words;

      json_object_set_new (object, stray->name,
                           stray->value.set
                               ? write_value (stray->type, words, &stray->value)
                               : json_null ());
    }
}

static json_t *
write_step (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);
  json_t *object = json_object ();

  json_object_set_new (object, "op", json_string (rule->name));
  json_object_set_new (object, "name", json_string (step->name));
  for (guint i = 0; i < rule->n_args; i++)
    {
      FalkArg arg = rule->args[i].arg;
      const FalkArgInfo *info = falk_arg_info (arg);

      if (falk_step_has (step, arg))
        json_object_set_new (
            object, info->name,
            write_value (info->type, info->words, &step->args[arg]));
    }
  write_strays (object, step);
  return object;
}

static json_t *
write_input (const FalkTensor *input)
{
  json_t *object = json_object ();

  json_object_set_new (object, "shape",
                       write_ints (input->shape.dims, input->shape.rank));
  json_object_set_new (object, "dtype",
                       json_string (falk_dtype_info (input->dtype)->name));
  json_object_set_new (object, "name", json_string (input->name));
  return object;
}

json_t *
falk_model_to_json (const FalkModel *model, const FalkTensor *input)
{
  json_t *root = json_object ();
  json_t *steps = json_array ();

  json_object_set_new (root, "name", json_string (model->name));
  for (guint i = 0; i < model->steps->len; i++)
    json_array_append_new (steps, write_step (falk_model_step (model, i)));
  json_object_set_new (root, "model", steps);
  if (input != NULL)
    json_object_set_new (root, "input", write_input (input));
  if (model->notes->len > 0)
    {
      json_t *notes = json_array ();

      for (guint i = 0; i < model->notes->len; i++)
        json_array_append_new (
            notes, json_string (g_ptr_array_index (model->notes, i)));
      json_object_set_new (root, "notes", notes);
    }
  if (model->torch != FALK_TORCH_DEFAULT)
    json_object_set_new (root, "torch",
                         json_string (falk_torch_name (model->torch)));
  return root;
}

/* Appends "KEY": VALUE on a line of its own; lists of objects and texts get
 * a line for each. */
static void
append_member (GString *text, const char *key, const json_t *value,
               gboolean last)
{
  json_t *name = json_string (key);
  char *encoded = json_dumps (name, JSON_ENCODE_ANY);

  g_string_append_printf (text, "  %s: ", encoded);
  free (encoded);
  json_decref (name);
  if (!json_is_array (value) || json_array_size (value) == 0)
    {
      encoded = json_dumps (value, JSON_ENCODE_ANY);
      g_string_append (text, encoded);
      free (encoded);
    }
  else
    {
      g_string_append (text, "[\n");
      for (gsize i = 0; i < json_array_size (value); i++)
        {
          encoded = json_dumps (json_array_get (value, i), JSON_ENCODE_ANY);
          g_string_append_printf (text, "    %s%s\n", encoded,
                                  i + 1 < json_array_size (value) ? "," : "");
          free (encoded);
        }
      g_string_append (text, "  ]");
    }
  g_string_append (text, last ? "\n" : ",\n");
}

char *
falk_model_to_json_text (const FalkModel *model, const FalkTensor *input)
{
  json_t *root = falk_model_to_json (model, input);
  GString *text = g_string_new ("{\n");
  gsize left = json_object_size (root);
  const char *key;
  json_t *value;

  json_object_foreach (root, key, value)
  {
    append_member (text, key, value, --left == 0);
  }
  g_string_append (text, "}\n");
  json_decref (root);
  return g_string_free (text, FALSE);
}
