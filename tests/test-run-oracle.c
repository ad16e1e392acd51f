/* SPDX-License-Identifier: MIT */
/* Every model that PyTorch ran is run: the engine gives PyTorch's shape, and
 * the naive twin gives the same values. */
#include <jansson.h>
#include <math.h>

#include "falk-blas.h"
#include "falk-model-json.h"
#include "falk-run.h"
#include "run-check.h"

static FalkRun *
run_model (const FalkModel *model, const FalkTensor *input, gboolean naive)
{
  const FalkRunOptions options = { .naive = naive,
                                   .record = TRUE,
                                   .threads = 2 };
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (GError) error = NULL;
  FalkRun *run = falk_run_new (model, input, inference, &options, &error);

  g_assert_no_error (error);
  return run;
}

static void
compare_shape (const char *id, const FalkShape *found, const json_t *wanted)
{
  g_autofree char *found_text = falk_shape_to_text (found, FALK_SHAPE_LIST);
  g_autoptr (GString) wanted_text = g_string_new ("[");

  for (gsize i = 0; i < json_array_size (wanted); i++)
    g_string_append_printf (wanted_text, "%s%" JSON_INTEGER_FORMAT,
                            i ? ", " : "",
                            json_integer_value (json_array_get (wanted, i)));
  g_string_append_c (wanted_text, ']');
  g_test_message ("%s", id);
  g_assert_cmpstr (found_text, ==, wanted_text->str);
}

/* What rounding may do up to step @index: a normalisation divides by a
 * deviation that may be small, and makes more of it: 1 / sqrt (eps) at most.
 */
static double
tolerance_at (const FalkModel *model, guint index)
{
  double tolerance = 2e-6;

  for (guint i = 0; i <= index; i++)
    {
      FalkOp op = falk_model_step (model, i)->op;

      if (op == FALK_OP_BATCH_NORM1D || op == FALK_OP_LAYER_NORM)
        tolerance /= sqrt (1e-5);
    }
  return tolerance;
}

/* The largest difference between the engine and its twin, as a share of the
 * tolerance, over all steps. */
static double
run_case (const char *id, const FalkModel *model, const FalkTensor *input,
          const json_t *output)
{
  g_autoptr (FalkRun) run = run_model (model, input, FALSE);
  g_autoptr (FalkRun) twin = run_model (model, input, TRUE);
  guint n = model->steps->len;
  double worst = 0;

  for (guint i = 0; i < n; i++)
    {
      FalkTensor *found = falk_run_output (run, i);
      FalkTensor *wanted = falk_run_output (twin, i);
      const float *values = g_bytes_get_data (wanted->data, NULL);
      gsize count = g_bytes_get_size (found->data) / sizeof (float);
      double tolerance = tolerance_at (model, i) * check_scale (values, count);
      double difference = check_close (id, g_bytes_get_data (found->data, NULL),
                                       values, count, tolerance);

      worst = MAX (worst, difference / tolerance);
    }
  compare_shape (id, n ? &falk_run_output (run, n - 1)->shape : &input->shape,
                 output);
  return worst;
}

static void
test_oracle (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "../shared",
                                            "oracle", "cases-dev.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double worst = 0;
  guint ran = 0, unread = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_test_skip ("../shared/oracle (or FALK_SHARED) is absent");
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      json_t *row = json_loads (lines[i], 0, NULL);
      g_autoptr (FalkTensor) input = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_json_text (lines[i], -1, &input, &error);

      if (json_is_true (json_object_get (row, "ok")))
        {
          double difference;

          if (error)
            {
              g_test_message ("%s", error->message);
              unread++;
              json_decref (row);
              continue;
            }
          difference =
              run_case (json_string_value (json_object_get (row, "id")), model,
                        input, json_object_get (row, "output"));

          worst = MAX (worst, difference);
          ran++;
        }
      json_decref (row);
    }
  g_test_message (
      "%u models ran, %u were not read, worst difference %g of the tolerance",
      ran, unread, worst);
  g_assert_cmpuint (ran, >, 0);
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/run/runs-what-pytorch-runs", test_oracle);
  return g_test_run ();
}
