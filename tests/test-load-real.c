/* SPDX-License-Identifier: MIT */
/* Files that other people's programs wrote: each opens with the tensors, the
 * layers and the bytes that are known of it, or is refused by name. */
#include <jansson.h>
#include <math.h>

#include "test-load.h"

/* The folder of shared files, or NULL after saying why the test is skipped. */
static char *
real_folder (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *folder =
      g_build_filename (shared ? shared : "", "real", NULL);

  if (shared && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&folder);
  g_test_skip ("the shared real files are not here");
  return NULL;
}

/* Python writes NaN and Infinity, and numbers beyond 64 bits; none of them is
 * looked at here. */
static json_t *
parse_row (const char *line)
{
  g_autoptr (GString) text = g_string_new (line);
  json_t *row;

  g_string_replace (text, ": NaN", ": null", 0);
  g_string_replace (text, ": Infinity", ": null", 0);
  g_string_replace (text, ": -Infinity", ": null", 0);
  row = json_loads (text->str, 0, NULL);
  return row ? row : json_loads (text->str, JSON_DECODE_INT_AS_REAL, NULL);
}

typedef void (*RowFunc) (const char *folder, json_t *row, gpointer data);

static void
each_row (const char *folder, const char *name, RowFunc func, gpointer data)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line)
      {
        json_t *row = parse_row (*line);

        g_assert_nonnull (row);
        func (folder, row, data);
        json_decref (row);
      }
}

static const char *
get_text (json_t *row, const char *key)
{
  return json_string_value (json_object_get (row, key));
}

static char *
path_of (const char *folder, json_t *row)
{
  return g_build_filename (folder, "files", get_text (row, "file"), NULL);
}

static gboolean
is_read (const char *format)
{
  static const char *const formats[] = {
    "npy",         "npz",
    "zip-pt",      "zip-pt+module-pickle",
    "legacy-pt",   "legacy-pt+module-pickle",
    "safetensors",
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (format, formats[i]))
      return TRUE;
  return FALSE;
}

/* The safetensors samples say in their name what the reference makes of them;
 * arrays of objects hold pickles. */
static gboolean
must_be_refused (json_t *row)
{
  const char *file = get_text (row, "file");
  const char *verdict = strstr (file, "__");

  return (strstr (file, "from-unit-tests")
          && !g_str_has_prefix (verdict, "__ok"))
         || g_str_has_suffix (file, "objarr.npy");
}

/* A path as the manifest writes it: list indices are left out of names. */
static char *
without_indices (const char *name)
{
  GString *text = g_string_new (NULL);

  for (; *name; name++)
    if (*name == '[')
      name = strchr (name, ']');
    else
      g_string_append_c (text, *name);
  return g_string_free (text, FALSE);
}

typedef struct
{
  guint files, tensors, layers, refused, values;
} Counts;

static void
check_contents (FalkFile *file, json_t *row, Counts *counts)
{
  json_t *contents = json_object_get (row, "contents"), *entry;
  gsize i;

  json_array_foreach (contents, i, entry)
  {
    g_autofree char *name =
        without_indices (json_string_value (json_array_get (entry, 0)));
    json_t *dims = json_array_get (entry, 2);
    gssize index = falk_file_find (file, name);
    const FalkShape *shape;

    if (index < 0)
      g_error ("%s: no tensor %s", file->path, name);
    shape = &file->tensors[index].shape;
    g_assert_cmpuint (shape->rank, ==, json_array_size (dims));
    for (guint d = 0; d < shape->rank; d++)
      g_assert_cmpint (shape->dims[d], ==,
                       json_integer_value (json_array_get (dims, d)));
    counts->tensors++;
  }
  if (json_object_get (row, "n_tensors"))
    g_assert_cmpuint (file->n_tensors, ==,
                      json_integer_value (json_object_get (row, "n_tensors")));
}

static void
check_layer (const FalkFile *file, const FalkLayer *layer, json_t *expected)
{
  g_test_message ("%s: %s", file->base_name, layer->prefix);
  g_assert_cmpstr (layer->prefix, ==, get_text (expected, "prefix"));
  g_assert_cmpstr (falk_layer_kind_name (layer->kind), ==,
                   get_text (expected, "kind"));
#define NUMBER(key) json_integer_value (json_object_get (expected, #key))
  g_assert_cmpint (layer->input_size, ==, NUMBER (input_size));
  g_assert_cmpint (layer->hidden_size, ==, NUMBER (hidden_size));
  g_assert_cmpint (layer->num_layers, ==, NUMBER (num_layers));
#undef NUMBER
#define TRUTH(key) json_is_true (json_object_get (expected, #key))
  g_assert_cmpint (layer->bidirectional, ==, TRUTH (bidirectional));
  g_assert_cmpint (layer->bias, ==, TRUTH (bias));
#undef TRUTH
}

static void
check_layers (FalkFile *file, json_t *row, Counts *counts)
{
  json_t *layers = json_object_get (row, "layers"), *entry;
  json_t *constructors = json_object_get (row, "constructor");
  gsize i;

  if (file->n_layers != json_array_size (layers))
    g_error ("%s: %zu layers", file->path, file->n_layers);
  json_array_foreach (layers, i, entry)
  {
    check_layer (file, &file->layers[i], entry);
    counts->layers++;
  }
  json_array_foreach (constructors, i, entry)
  {
    const FalkLayer *layer = &file->layers[i];

    g_assert_cmpint (layer->batch_first, ==,
                     json_is_true (json_object_get (entry, "batch_first")));
    g_assert_cmpfloat (layer->dropout, ==,
                       json_number_value (json_object_get (entry, "dropout")));
  }
}

static void
check_supported (const char *folder, json_t *row, gpointer data)
{
  Counts *counts = data;
  g_autofree char *path = path_of (folder, row);
  g_autoptr (FalkFile) file = NULL;

  if (!is_read (get_text (row, "format")))
    return;
  counts->files++;
  if (must_be_refused (row))
    {
      FalkLoadError error;
      char text[1024];

      g_assert_null (falk_file_open (path, NULL, &error));
      g_test_message ("%s", falk_load_error_write (&error, text, sizeof text));
      counts->refused++;
      return;
    }
  file = load_test_open (path);
  check_contents (file, row, counts);
  check_layers (file, row, counts);
}

static void
test_contents (void)
{
  g_autofree char *folder = real_folder ();
  Counts counts = { 0 };

  if (!folder)
    return;
  each_row (folder, "manifest.jsonl", check_supported, &counts);
  g_test_message ("%u files, %u of them rightly refused: %u tensors, %u layers",
                  counts.files, counts.refused, counts.tensors, counts.layers);
  g_assert_cmpuint (counts.files, >, 100);
}

typedef struct
{
  Counts counts;
  char *path;
  FalkFile *file;
} Values;

static void
check_value (const char *folder, json_t *row, gpointer data)
{
  Values *values = data;
  g_autofree char *path = path_of (folder, row);
  g_autofree char *sum = NULL;
  g_autoptr (FalkTensor) tensor = NULL;
  g_autoptr (GError) error = NULL;
  gssize index;

  if (g_strcmp0 (path, values->path) != 0)
    {
      g_clear_pointer (&values->file, falk_file_close);
      g_free (values->path);
      values->path = g_strdup (path);
      values->file = load_test_open (path);
      values->counts.files++;
    }
  index = falk_file_find (values->file, get_text (row, "tensor"));
  g_assert_cmpint (index, >=, 0);
  g_assert_cmpstr (values->file->tensors[index].name, ==,
                   get_text (row, "tensor"));
  tensor = falk_file_load_tensor (values->file, index, &error);
  g_assert_no_error (error);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, tensor->data);
  g_test_message ("%s", tensor->name);
  g_assert_cmpstr (sum, ==, get_text (row, "sha256"));
  values->counts.values++;
}

static void
test_values (void)
{
  g_autofree char *folder = real_folder ();
  Values values = { 0 };

  if (!folder)
    return;
  each_row (folder, "values.jsonl", check_value, &values);
  g_clear_pointer (&values.file, falk_file_close);
  g_free (values.path);
  g_test_message ("%u tensors of %u files have the right bytes",
                  values.counts.values, values.counts.files);
  g_assert_cmpuint (values.counts.values, >, 1000);
}

static const struct
{
  const char *format, *codes;
} refusals[] = {
  { "json", "E_TEXT" },
  { "csv", "E_TEXT" },
  { "yaml", "E_TEXT" },
  { "onnx", "E_FORMAT_KNOWN" },
  { "onnx-tensor", "E_FORMAT_KNOWN" },
  { "h5", "E_FORMAT_KNOWN" },
  { "tar", "E_LEGACY_TAR E_CONTAINER" },
  { "lfs-pointer", "E_LFS" },
  { "pkl", "E_BARE_PICKLE" },
  { "broken", "E_UNKNOWN" },
};

static void
check_refused (const char *folder, json_t *row, gpointer data)
{
  Counts *counts = data;
  g_autofree char *path = path_of (folder, row);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_str_equal (refusals[i].format, get_text (row, "format")))
      {
        FalkLoadError error;
        FalkFile *file = falk_file_open (path, NULL, &error);

        g_assert_null (file);
        if (!strstr (refusals[i].codes, falk_load_code_name (error.code)))
          g_error ("%s: %s", path, falk_load_code_name (error.code));
        counts->refused++;
      }
}

static void
test_refused (void)
{
  g_autofree char *folder = real_folder ();
  Counts counts = { 0 };

  if (!folder)
    return;
  each_row (folder, "manifest.jsonl", check_refused, &counts);
  g_test_message ("%u files of other kinds are refused by name",
                  counts.refused);
  g_assert_cmpuint (counts.refused, >, 100);
}

static void
check_hostile (const char *folder, json_t *row, gpointer data)
{
  Counts *counts = data;
  g_autofree char *path = path_of (folder, row);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_str_equal (get_text (row, "format"), "hostile-sample"))
    return;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  if (!load_test_try (bytes, length))
    counts->refused++;
  counts->files++;
}

static void
test_hostile (void)
{
  g_autofree char *folder = real_folder ();
  Counts counts = { 0 };

  if (!folder)
    return;
  each_row (folder, "manifest.jsonl", check_hostile, &counts);
  g_test_message ("%u hostile samples, %u of them refused, none acted on",
                  counts.files, counts.refused);
  g_assert_cmpuint (counts.files, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/real/lists-tensors-and-layers", test_contents);
  g_test_add_func ("/load/real/reads-the-right-bytes", test_values);
  g_test_add_func ("/load/real/refuses-other-kinds-by-name", test_refused);
  g_test_add_func ("/load/real/survives-hostile-files", test_hostile);
  return g_test_run ();
}
