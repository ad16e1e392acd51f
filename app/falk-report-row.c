/* SPDX-License-Identifier: MIT */
#include "falk-report-row.h"

/* Objects in objects that are followed. */
#define DEPTH_MAX 8

static gint64
size_of (const json_t *value)
{
  return json_is_integer (value) && json_integer_value (value) >= 0
             ? json_integer_value (value)
             : FALK_SIZE_UNKNOWN;
}

/* Sizes that are text, "batch", aren't known. */
static gboolean
to_shape (const json_t *list, FalkShape *shape)
{
  gsize n = json_array_size (list);

  if (!json_is_array (list) || n == 0 || n > FALK_RANK_MAX)
    return FALSE;
  shape->rank = (guint)n;
  for (guint i = 0; i < shape->rank; i++)
    shape->dims[i] = size_of (json_array_get (list, i));
  return TRUE;
}

static void
add (FalkContext *context, const char *name, json_t *value, guint depth)
{
  FalkShape shape;

  if (json_is_integer (value))
    falk_context_add_number (context, name, json_integer_value (value));
  else if (json_is_boolean (value))
    falk_context_add_number (context, name, json_is_true (value));
  else if (json_is_string (value))
    falk_context_add_words (context, json_string_value (value));
  else if (to_shape (value, &shape))
    falk_context_add_shape (context, name, &shape);
  else if (json_is_object (value) && depth < DEPTH_MAX)
    {
      const char *key;
      json_t *part;

      json_object_foreach (value, key, part)
      {
        g_autofree char *whole =
            *name ? g_strdup_printf ("%s.%s", name, key) : g_strdup (key);

        add (context, whole, part, depth + 1);
      }
    }
}

FalkContext *
falk_report_row_context (const json_t *row)
{
  static const struct
  {
    const char *key, *name;
  } fields[] = { { "config", "" },
                 { "input_shape", "input" },
                 { "other_shapes", "" } };
  FalkContext *context = falk_context_new ();
  const char *layer = json_string_value (json_object_get (row, "layer_kind"));

  if (layer)
    falk_context_add_layer (context, layer);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      json_t *value = json_object_get (row, fields[i].key);

      if (value)
        add (context, fields[i].name, value, 0);
    }
  return context;
}
