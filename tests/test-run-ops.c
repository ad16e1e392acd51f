/* SPDX-License-Identifier: MIT */
/* Every operation against what a real PyTorch gave: goldens/run.jsonl, by
 * make-run-goldens.py. */
#include <jansson.h>

#include "falk-blas.h"
#include "falk-exec.h"
#include "falk-model-json.h"
#include "falk-run.h"
#include "run-check.h"

/* Streams of the formula, as in make-run-goldens.py. */
enum
{
  STREAM_STEP = 50,
  STREAM_INPUT = 1000,
  STREAM_H0,
  STREAM_C0,
  STREAM_OTHER,
  STREAM_TARGET
};

static float
value (guint32 stream, guint32 i, float scale)
{
  guint32 state = stream * 40503u + i * 2654435761u + 12345u;

  return (float)((int)(((state >> 13) ^ (state >> 22)) % 256) - 128) / 256
         * scale;
}

/* A float32 tensor; whole numbers below @end where that isn't 0. */
static FalkTensor *
fill (const char *name, FalkShape shape, guint32 stream, float scale,
      gint64 end)
{
  g_autoptr (GBytes) bytes = NULL;
  gint64 count;
  float *values;

  g_assert_true (falk_shape_count (&shape, &count));
  values = g_new (float, (gsize)count + 1);
  for (gint64 i = 0; i < count; i++)
    values[i] =
        end ? (float)((int)(value (stream, (guint32)i, 256) + 128) % end)
            : value (stream, (guint32)i, scale);
  bytes = g_bytes_new_take (values, (gsize)count * sizeof (float));
  return falk_tensor_new (name, NULL, FALK_DTYPE_FLOAT32, &shape, bytes);
}

/* The input @bare with values; indices as int64. */
static FalkTensor *
fill_input (const FalkTensor *bare, const FalkStep *first)
{
  gint64 end = first->op == FALK_OP_EMBEDDING
                   ? falk_step_get_int (first, FALK_ARG_NUM_EMBEDDINGS)
                   : 0;
  g_autoptr (FalkTensor) filled =
      fill (bare->name, bare->shape, STREAM_INPUT, 4, end);
  const float *values = g_bytes_get_data (filled->data, NULL);
  gsize count = g_bytes_get_size (filled->data) / sizeof (float);
  g_autofree gint64 *indices = g_new (gint64, count);
  g_autoptr (GBytes) bytes = NULL;

  if (!end)
    return g_steal_pointer (&filled);
  for (gsize i = 0; i < count; i++)
    indices[i] = (gint64)values[i];
  bytes = g_bytes_new (indices, count * sizeof *indices);
  return falk_tensor_new (bare->name, NULL, bare->dtype, &bare->shape, bytes);
}

static void
fill_operand (FalkStep *step, FalkArg arg, guint32 stream, float scale,
              gint64 end)
{
  g_autoptr (FalkTensor) tensor = NULL;

  if (!falk_step_has (step, arg))
    return;
  tensor = fill (falk_arg_info (arg)->name, falk_exec_stated_shape (step, arg),
                 stream, scale, end);
  falk_step_set_tensor (step, tensor);
}

/* Gives a step all its tensors. @in is the shape it is given. */
static void
fill_step (FalkStep *step, guint number, const FalkShape *in)
{
  gboolean norm = falk_exec_row (step->op)->init == FALK_INIT_NORM;
  gint64 classes =
      step->op == FALK_OP_CROSS_ENTROPY ? in->dims[MIN (1, in->rank - 1)] : 0;

  for (guint i = 0; i < falk_step_n_parameters (step); i++)
    {
      FalkParameter parameter;
      g_autoptr (FalkTensor) tensor = NULL;

      falk_step_parameter (step, i, &parameter);
      tensor = fill (parameter.name, falk_value_shape (&parameter.value),
                     STREAM_STEP * number + i, norm ? 2 : 1, 0);
      falk_step_set_tensor (step, tensor);
    }
  fill_operand (step, FALK_ARG_H0, STREAM_H0, 2, 0);
  fill_operand (step, FALK_ARG_C0, STREAM_C0, 2, 0);
  fill_operand (step, FALK_ARG_OTHER, STREAM_OTHER, 4, 0);
  fill_operand (step, FALK_ARG_TARGET, STREAM_TARGET, 4, classes);
}

/* Whether any note says that something was drawn. */
static gboolean
drew (const FalkRun *run)
{
  const GPtrArray *notes = falk_run_notes (run);

  for (guint i = 0; i < notes->len; i++)
    if (g_strrstr (notes->pdata[i], "drawn"))
      return TRUE;
  return FALSE;
}

static double
compare (const char *text, const FalkModel *model, const FalkTensor *input,
         const json_t *values, gboolean naive)
{
  const FalkRunOptions options = { .naive = naive, .threads = 1 };
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkRun) run =
      falk_run_new (model, input, inference, &options, &error);
  gsize count = json_array_size (values);
  float *wanted = check_unset (pool, count);
  FalkTensor *found;

  g_test_message ("%s", text);
  g_assert_no_error (error);
  g_assert_false (drew (run));
  for (gsize i = 0; i < count; i++)
    wanted[i] = (float)json_number_value (json_array_get (values, i));
  found = falk_run_output (run, model->steps->len - 1);
  g_assert_cmpuint (g_bytes_get_size (found->data), ==, count * sizeof (float));
  return check_close (text, g_bytes_get_data (found->data, NULL), wanted, count,
                      1e-6 * check_scale (wanted, count));
}

static double
run_line (const char *line, gboolean seen[FALK_OP_COUNT])
{
  json_t *row = json_loads (line, 0, NULL);
  const json_t *values = json_object_get (row, "values");
  g_autoptr (FalkTensor) bare = NULL;
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkModel) model =
      falk_model_from_json_text (line, -1, &bare, &error);
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  double engine, twin;

  g_assert_no_error (error);
  inference = falk_infer (model, bare);
  g_assert_true (inference->ok);
  input = fill_input (bare, falk_model_step (model, 0));
  for (guint i = 0; i < model->steps->len; i++)
    {
      FalkStep *step = falk_model_step (model, i);
      FalkShape in = falk_value_shape (&inference->steps[i].in);
      g_autofree char *name = falk_step_to_text (step);

      fill_step (step, i, &in);
      seen[step->op] = TRUE;
      g_string_append_printf (text, "%s%s", i ? ", " : "", name);
    }
  engine = compare (text->str, model, input, values, FALSE);
  twin = compare (text->str, model, input, values, TRUE);
  json_decref (row);
  return MAX (engine, twin);
}

static void
test_goldens (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "goldens", "run.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean seen[FALK_OP_COUNT] = { FALSE };
  double worst = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    worst = MAX (worst, run_line (lines[i], seen));
  g_test_message ("%u cases, worst difference %g", g_strv_length (lines) - 1,
                  worst);
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    if (falk_rule (op)->module)
      g_assert_true (seen[op]);
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/run/every-module-equals-pytorch", test_goldens);
  return g_test_run ();
}
