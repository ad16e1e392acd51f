/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "falk-infer.h"
#include "falk-model-layers.h"

static FalkModelParts
make_parts (GPtrArray *tensors, const FalkModelLayer *layers, guint n_layers)
{
  return (FalkModelParts){ .name = "net",
                           .layers = layers,
                           .n_layers = n_layers,
                           .tensors = (FalkTensor *const *)tensors->pdata,
                           .n_tensors = tensors->len };
}

/* The tensors and layers of a row of the manifest. */
static void
read_row (const json_t *row, GPtrArray *tensors, GArray *layers)
{
  const json_t *list = json_object_get (row, "contents");

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *entry = json_array_get (list, i);
      const json_t *dims = json_array_get (entry, 2);
      FalkShape shape = { .rank = MIN (json_array_size (dims), FALK_RANK_MAX) };

      for (guint d = 0; d < shape.rank; d++)
        shape.dims[d] = json_integer_value (json_array_get (dims, d));
      g_ptr_array_add (
          tensors,
          falk_tensor_new (json_string_value (json_array_get (entry, 0)), NULL,
                           FALK_DTYPE_FLOAT32, &shape, NULL));
    }
  list = json_object_get (row, "layers");
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *entry = json_array_get (list, i);
      FalkModelLayer layer = {
        .prefix = json_string_value (json_object_get (entry, "prefix")),
        .kind = json_string_value (json_object_get (entry, "kind")),
        .input_size =
            json_integer_value (json_object_get (entry, "input_size")),
        .hidden_size =
            json_integer_value (json_object_get (entry, "hidden_size")),
        .num_layers =
            json_integer_value (json_object_get (entry, "num_layers")),
        .bidirectional =
            json_is_true (json_object_get (entry, "bidirectional")),
        .bias = json_is_true (json_object_get (entry, "bias")),
        .batch_first = -1,
      };

      g_array_append_val (layers, layer);
    }
}

/* The layer alone takes what the manifest says it does. */
static void
check_layer (const FalkModelParts *parts, const FalkModelLayer *layer)
{
  gboolean is_cell = g_str_equal (layer->kind, "GRUCell");
  FalkShape shape = FALK_SHAPE (7, 2, layer->input_size);
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkModel) model =
      falk_model_from_layers (parts, layer->prefix, &error);
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkInference) inference = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (model->steps->len, ==, 1);
  if (is_cell)
    shape = FALK_SHAPE (2, layer->input_size);
  input = falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, &shape, NULL);
  inference = falk_infer (model, input);
  g_assert_true (inference->ok);
  shape = falk_value_shape (falk_inference_output (inference));
  g_assert_cmpint (shape.dims[shape.rank - 1], ==,
                   layer->hidden_size * (layer->bidirectional ? 2 : 1));
}

/* Makes the models of one row; counts the GRU layers checked. */
static gboolean
check_row (const json_t *row, guint *n_layers)
{
  const char *format = json_string_value (json_object_get (row, "format"));
  g_autoptr (GPtrArray) tensors =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);
  g_autoptr (GArray) layers =
      g_array_new (FALSE, FALSE, sizeof (FalkModelLayer));
  g_autoptr (FalkModel) model = NULL;
  FalkModelParts parts;

  read_row (row, tensors, layers);
  parts =
      make_parts (tensors, (FalkModelLayer *)(void *)layers->data, layers->len);
  model = falk_model_from_layers (&parts, NULL, NULL);
  for (guint j = 0; j < layers->len; j++)
    {
      const FalkModelLayer *layer = &g_array_index (layers, FalkModelLayer, j);

      /* Keras and ONNX have other tensors under these kinds. */
      if ((!g_str_equal (layer->kind, "GRU")
           && !g_str_equal (layer->kind, "GRUCell"))
          || g_str_equal (format, "h5") || g_str_equal (format, "onnx"))
        continue;
      check_layer (&parts, layer);
      (*n_layers)++;
    }
  return model != NULL;
}

static void
test_manifest (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path =
      g_build_filename (shared ? shared : "", "real", "manifest.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_layers = 0, n_models = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the manifest of real files is not there (FALK_SHARED)");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      json_t *row = json_loads (lines[i], 0, NULL);

      /* Hostile rows have sizes beyond 64 bits, and no layers. */
      if (row == NULL)
        {
          g_assert_nonnull (strstr (lines[i], "\"layers\": []"));
          continue;
        }
      g_test_message ("%s", json_string_value (json_object_get (row, "file")));
      n_models += check_row (row, &n_layers);
      json_decref (row);
    }
  g_test_message ("%u models, %u GRU layers", n_models, n_layers);
  g_assert_cmpuint (n_layers, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/model-layers/fits-the-real-files", test_manifest);
  return g_test_run ();
}
