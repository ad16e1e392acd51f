/* SPDX-License-Identifier: MIT */
#include "falk-command.h"
#include "falk-file.h"
#include "falk-verdict.h"

#include <string.h>

/* SHA-256 of a tensor's elements, C order and little-endian. */
static char *
tensor_sha256 (FalkFile *file, gsize index, GError **error)
{
  g_autoptr (FalkTensor) tensor = falk_file_load_tensor (file, index, error);

  if (!tensor)
    return NULL;
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, tensor->data);
}

static json_t *
tensor_to_json (FalkFile *file, gsize index, gboolean values, GError **error)
{
  const FalkFileTensor *tensor = &file->tensors[index];
  json_t *object = json_object ();

  json_object_set_new (object, "name", json_string (tensor->name));
  if (!tensor->readable)
    {
      json_object_set_new (object, "unreadable", json_string (tensor->why_not));
      return object;
    }
  json_object_set_new (object, "dtype",
                       json_string (falk_dtype_info (tensor->dtype)->name));
  json_object_set_new (object, "shape", falk_json_shape (&tensor->shape));
  if (values)
    {
      g_autofree char *sha256 = tensor_sha256 (file, index, error);

      if (!sha256)
        {
          json_decref (object);
          return NULL;
        }
      json_object_set_new (object, "sha256", json_string (sha256));
    }
  return object;
}

static json_t *
layer_to_json (const FalkLayer *layer)
{
  json_t *object = json_object ();

  json_object_set_new (object, "name", json_string (layer->prefix));
  json_object_set_new (object, "kind",
                       json_string (falk_layer_kind_name (layer->kind)));
  json_object_set_new (object, "input_size", json_integer (layer->input_size));
  json_object_set_new (object, "hidden_size",
                       json_integer (layer->hidden_size));
  json_object_set_new (object, "num_layers", json_integer (layer->num_layers));
  json_object_set_new (object, "bidirectional",
                       json_boolean (layer->bidirectional));
  json_object_set_new (object, "bias", json_boolean (layer->bias));
  if (layer->proj_size > 0)
    json_object_set_new (object, "proj_size", json_integer (layer->proj_size));
  if (layer->batch_first != FALK_UNKNOWN)
    json_object_set_new (object, "batch_first",
                         json_boolean (layer->batch_first == FALK_YES));
  if (layer->relu != FALK_UNKNOWN)
    json_object_set_new (
        object, "nonlinearity",
        json_string (layer->relu == FALK_YES ? "relu" : "tanh"));
  if (layer->dropout > 0)
    json_object_set_new (object, "dropout", json_real (layer->dropout));
  return object;
}

static FalkExit
show_json (FalkFile *file, gboolean values)
{
  json_t *whole = json_object (), *tensors = json_array (),
         *layers = json_array (), *notes = json_array ();
  g_autoptr (GError) error = NULL;

  json_object_set_new (whole, "file", json_string (file->base_name));
  json_object_set_new (whole, "format", json_string (file->format));
  json_object_set_new (whole, "tensors", tensors);
  json_object_set_new (whole, "layers", layers);
  json_object_set_new (whole, "notes", notes);
  for (gsize i = 0; i < file->n_tensors; i++)
    {
      json_t *tensor = tensor_to_json (file, i, values, &error);

      if (!tensor)
        {
          json_decref (whole);
          return falk_command_fail (FALK_EXIT_READ, error);
        }
      json_array_append_new (tensors, tensor);
    }
  for (gsize i = 0; i < file->n_layers; i++)
    json_array_append_new (layers, layer_to_json (&file->layers[i]));
  for (gsize i = 0; i < file->n_notes; i++)
    json_array_append_new (notes, json_string (file->notes[i]));
  falk_json_print (whole);
  return FALK_EXIT_FITS;
}

static void
show_layer (const FalkLayer *layer)
{
  char prefix[512];

  falk_text_escape (layer->prefix, strlen (layer->prefix), prefix,
                    sizeof prefix);
  g_print ("  %s: %s, input_size %" G_GINT64_FORMAT
           ", hidden_size %" G_GINT64_FORMAT ", num_layers %" G_GINT64_FORMAT
           "%s%s",
           prefix[0] ? prefix : "(no name)", falk_layer_kind_name (layer->kind),
           layer->input_size, layer->hidden_size, layer->num_layers,
           layer->bidirectional ? ", bidirectional" : "",
           layer->bias ? "" : ", no bias");
  if (layer->batch_first != FALK_UNKNOWN)
    g_print (", batch_first=%s",
             layer->batch_first == FALK_YES ? "True" : "False");
  if (layer->relu != FALK_UNKNOWN)
    g_print (", nonlinearity=%s", layer->relu == FALK_YES ? "relu" : "tanh");
  if (layer->proj_size > 0)
    g_print (", proj_size %" G_GINT64_FORMAT, layer->proj_size);
  if (layer->dropout > 0)
    g_print (", dropout=%g", layer->dropout);
  g_print ("\n");
}

static int
name_width (const FalkFile *file)
{
  glong width = 4;

  for (gsize i = 0; i < file->n_tensors; i++)
    width = MAX (width, g_utf8_strlen (file->tensors[i].name, -1));
  return (int)MIN (width, 48);
}

static FalkExit
show_text (FalkFile *file, gboolean values)
{
  int width = name_width (file);

  g_print ("%s: %s, %" G_GSIZE_FORMAT " tensor%s\n", file->base_name,
           file->format, file->n_tensors, file->n_tensors == 1 ? "" : "s");
  for (gsize i = 0; i < file->n_tensors; i++)
    {
      const FalkFileTensor *tensor = &file->tensors[i];
      g_autofree char *shape =
          falk_shape_to_text (&tensor->shape, FALK_SHAPE_TIMES);
      g_autofree char *sha256 = NULL;
      g_autoptr (GError) error = NULL;
      char name[512];

      falk_text_escape (tensor->name, strlen (tensor->name), name, sizeof name);
      if (!tensor->readable)
        {
          g_print ("  %-*s  %s\n", width, name, tensor->why_not);
          continue;
        }
      if (values && !(sha256 = tensor_sha256 (file, i, &error)))
        return falk_command_fail (FALK_EXIT_READ, error);
      g_print ("  %-*s  %-8s %s%s%s\n", width, name,
               falk_dtype_info (tensor->dtype)->name, shape,
               sha256 ? "  sha256 " : "", sha256 ? sha256 : "");
    }
  if (file->n_layers)
    g_print ("Recurrent layers:\n");
  for (gsize i = 0; i < file->n_layers; i++)
    show_layer (&file->layers[i]);
  for (gsize i = 0; i < file->n_notes; i++)
    g_print ("Note: %s\n", file->notes[i]);
  return FALK_EXIT_FITS;
}

FalkExit
falk_command_show (int argc, char **argv)
{
  gboolean json = FALSE, values = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { "values", 0, 0, G_OPTION_ARG_NONE, &values,
      "Add the SHA-256 of each tensor's elements", NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (FalkFile) file = NULL;
  FalkLoadError trouble;
  FalkExit status;

  if (!falk_command_parse ("show", entries, argc, argv, 1, 1, &rest, &status))
    return status;
  file = falk_file_open (rest[0], NULL, &trouble);
  if (!file)
    {
      g_autoptr (GError) error = NULL;

      falk_load_error_to_gerror (&trouble, &error);
      return falk_command_fail (FALK_EXIT_READ, error);
    }
  return json ? show_json (file, values) : show_text (file, values);
}
