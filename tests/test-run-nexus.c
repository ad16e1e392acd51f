/* SPDX-License-Identifier: MIT */
/* The engine against layers and outputs that other people published: a GRU or
 * an LSTM and a Linear on every time step, weights in a .safetensors file,
 * input and expected output in a JSON file beside it. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "falk-pass.h"
#include "falk-linear.h"
#include "run-check.h"

#define TOLERANCE 1e-6
#define LAYERS_MAX 8

/* As much of the format as these files use: float32 only. */
typedef struct
{
  char *text;
  gsize size;
  json_t *header;
} Weights;

static gboolean
weights_open (Weights *weights, const char *path)
{
  guint64 header;

  if (!g_file_get_contents (path, &weights->text, &weights->size, NULL))
    return FALSE;
  memcpy (&header, weights->text, 8);
  weights->header = json_loadb (weights->text + 8, (size_t)header, 0, NULL);
  g_assert_nonnull (weights->header);
  return TRUE;
}

static void
weights_close (Weights *weights)
{
  json_decref (weights->header);
  g_free (weights->text);
}

/* The tensor PREFIX.NAME, NULL when there is none; @rows gets axis 0. */
static float *
weights_get (const Weights *weights, GPtrArray *pool, const char *prefix,
             const char *name, gsize *rows)
{
  g_autofree char *key = g_strdup_printf ("%s.%s", prefix, name);
  json_t *entry = json_object_get (weights->header, key);
  json_t *range = json_object_get (entry, "data_offsets");
  guint64 header;
  gsize from, to;
  float *values;

  if (!entry)
    return NULL;
  memcpy (&header, weights->text, 8);
  from = (gsize)json_integer_value (json_array_get (range, 0));
  to = (gsize)json_integer_value (json_array_get (range, 1));
  g_assert_cmpstr (json_string_value (json_object_get (entry, "dtype")), ==,
                   "F32");
  g_assert_cmpuint (8 + header + to, <=, weights->size);
  values = check_unset (pool, (to - from) / 4);
  memcpy (values, weights->text + 8 + header + from, to - from);
  if (rows)
    *rows = (gsize)json_integer_value (
        json_array_get (json_object_get (entry, "shape"), 0));
  return values;
}

/* A list of lists of numbers as [n, width]. */
static float *
matrix (GPtrArray *pool, const json_t *lists, gsize *n, gsize *width)
{
  float *values;

  *n = json_array_size (lists);
  *width = json_array_size (json_array_get (lists, 0));
  values = check_unset (pool, *n * *width);
  for (gsize i = 0; i < *n; i++)
    for (gsize j = 0; j < *width; j++)
      values[i * *width + j] = (float)json_number_value (
          json_array_get (json_array_get (lists, i), j));
  return values;
}

static gsize
read_layers (const Weights *file, GPtrArray *pool, const char *prefix,
             FalkCell cell, FalkPassWeights *layers, gsize *H)
{
  gsize L = 0, rows = 0;

  for (; L < LAYERS_MAX; L++)
    {
      const char *const names[] = { "weight_ih_l", "weight_hh_l", "bias_ih_l",
                                    "bias_hh_l" };
      const float *found[4];

      for (guint i = 0; i < 4; i++)
        {
          g_autofree char *name = g_strdup_printf ("%s%zu", names[i], L);

          found[i] = weights_get (file, pool, prefix, name, &rows);
        }
      if (!found[0])
        break;
      layers[L] = (FalkPassWeights){ found[0], found[1], found[2], found[3] };
    }
  *H = rows / falk_cell_info (cell)->gates;
  return L;
}

static double
run_case (const char *name, FalkCell cell, const Weights *file,
          const json_t *expected)
{
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  FalkPassWeights layers[LAYERS_MAX];
  FalkPass pass = { .cell = cell, .B = 1, .D = 1, .weights = layers };
  gsize steps, out;
  const float *wanted =
      matrix (pool, json_object_get (expected, "outputs"), &steps, &out);
  const char *fc =
      json_string_value (json_object_get (expected, "proj_prefix"));
  float *found;

  pass.x =
      matrix (pool, json_object_get (expected, "inputs"), &pass.T, &pass.I);
  pass.L = read_layers (
      file, pool, json_string_value (json_object_get (expected, "rnn_prefix")),
      cell, layers, &pass.H);
  g_assert_cmpuint (pass.L, >, 0);
  g_assert_cmpuint (pass.T, ==, steps);
  pass.output = check_unset (pool, pass.T * pass.H);
  falk_pass_set_contiguous (&pass, FALSE);
  g_assert_cmpint (falk_pass_run (&pass, falk_blas_get (), 1, NULL), ==,
                   FALK_END_DONE);
  found = check_unset (pool, steps * out);
  falk_linear (falk_blas_get (), steps, pass.H, out, pass.output,
               weights_get (file, pool, fc, "weight", NULL),
               weights_get (file, pool, fc, "bias", NULL), found);
  g_test_message ("%s: %zu steps, %zu layers, %zu units", name, steps, pass.L,
                  pass.H);
  return check_close (name, found, wanted, steps * out, TOLERANCE);
}

static void
test_nexus (void)
{
  static const struct
  {
    const char *name;
    FalkCell cell;
  } rows[] = {
    { "gru", FALK_CELL_GRU },
    { "gru_large", FALK_CELL_GRU },
    { "gru_multi_output", FALK_CELL_GRU },
    { "stacked_gru_2layer", FALK_CELL_GRU },
    { "stacked_gru_3layer", FALK_CELL_GRU },
    { "stacked_gru_large", FALK_CELL_GRU },
    { "lstm", FALK_CELL_LSTM },
    { "lstm_large", FALK_CELL_LSTM },
    { "lstm_single_output", FALK_CELL_LSTM },
    { "stacked_lstm_2layer", FALK_CELL_LSTM },
    { "stacked_lstm_3layer", FALK_CELL_LSTM },
    { "stacked_lstm_large", FALK_CELL_LSTM },
  };
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *folder = g_build_filename (
      shared ? shared : "../shared", "real", "files", "mike-g-dev+nexus", NULL);
  double worst = 0;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_test_skip ("../shared/real (or FALK_SHARED) is absent");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *file =
          g_strdup_printf ("%s/%s.safetensors", folder, rows[i].name);
      g_autofree char *json =
          g_strdup_printf ("%s/%s_expected.json", folder, rows[i].name);
      json_t *expected = json_load_file (json, 0, NULL);
      Weights weights;
      double difference;

      g_assert_nonnull (expected);
      g_assert_true (weights_open (&weights, file));
      difference = run_case (rows[i].name, rows[i].cell, &weights, expected);
      worst = MAX (worst, difference);
      weights_close (&weights);
      json_decref (expected);
    }
  g_test_message ("%u cases, worst difference %g", (guint)G_N_ELEMENTS (rows),
                  worst);
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/pass/equals-published-outputs", test_nexus);
  return g_test_run ();
}
