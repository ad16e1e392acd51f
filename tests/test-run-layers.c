/* SPDX-License-Identifier: MIT */
/* What steps other than a GRU draw, note, record and refuse. */
#include <math.h>
#include <string.h>

#include "falk-blas.h"
#include "falk-run.h"
#include "run-check.h"

static FalkTensor *
tensor (const char *name, FalkDtype dtype, FalkShape shape, const void *data,
        gsize size)
{
  g_autoptr (GBytes) bytes = data ? g_bytes_new (data, size) : NULL;

  return falk_tensor_new (name, NULL, dtype, &shape, bytes);
}

/* Adds a step of @op with two integer arguments. */
static FalkStep *
add (FalkModel *model, FalkOp op, const char *name, FalkArg a, gint64 a_value,
     FalkArg b, gint64 b_value)
{
  FalkStep *step = falk_step_new (op, name);

  falk_step_set_int (step, a, a_value);
  falk_step_set_int (step, b, b_value);
  falk_model_insert (model, model->steps->len, step);
  return step;
}

static FalkRun *
try_run (const FalkModel *model, const FalkTensor *input, GError **error)
{
  const FalkRunOptions options = { .record = TRUE, .threads = 1 };
  g_autoptr (FalkInference) inference = falk_infer (model, input);

  return falk_run_new (model, input, inference, &options, error);
}

static const float *
output_of (const FalkRun *run, guint index)
{
  return g_bytes_get_data (falk_run_output (run, index)->data, NULL);
}

static gsize
count_of (const FalkRun *run, guint index)
{
  return g_bytes_get_size (falk_run_output (run, index)->data) / sizeof (float);
}

static void
assert_notes (const FalkRun *run, const char *text)
{
  const GPtrArray *all = falk_run_notes (run);

  for (guint i = 0; i < all->len; i++)
    if (strstr (all->pdata[i], text))
      return;
  g_error ("no note says: %s", text);
}

static FalkModel *
embedding_model (gint64 rows, gint64 width)
{
  FalkModel *model = falk_model_new ("model");

  add (model, FALK_OP_EMBEDDING, "embed", FALK_ARG_NUM_EMBEDDINGS, rows,
       FALK_ARG_EMBEDDING_DIM, width);
  return model;
}

/* An index of exactly num_embeddings, a negative one, and one that float32
 * would round. */
static void
test_embedding_index (void)
{
  static const struct
  {
    gint64 indices[3];
    gint64 rows;
    const char *message; /* NULL: it runs */
  } rows[] = {
    { { 0, 8, 3 }, 9, NULL },
    { { 0, 9, 3 },
      9,
      "embed has num_embeddings=9, and element 1 of its input is the index 9: "
      "indices go from 0 to 8." },
    { { 0, 1, -1 },
      9,
      "embed has num_embeddings=9, and element 2 of its input is the index "
      "-1: indices go from 0 to 8." },
    { { 16777217, 1, 1 },
      16777217,
      "embed has num_embeddings=16777217, and element 0 of its input is the "
      "index 16777217: indices go from 0 to 16777216." },
    { { 16777216, 1, 1 }, 16777217, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkModel) model = embedding_model (rows[i].rows, 1);
      g_autoptr (FalkTensor) x =
          tensor ("x", FALK_DTYPE_INT64, FALK_SHAPE (3), rows[i].indices,
                  sizeof rows[i].indices);
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkRun) run = try_run (model, x, &error);

      if (rows[i].message)
        {
          g_assert_error (error, FALK_RUN_ERROR,
                          FALK_RUN_ERROR_EMBEDDING_INDEX);
          g_assert_cmpstr (error->message, ==, rows[i].message);
        }
      else
        g_assert_no_error (error);
      g_assert_true ((run != NULL) == (rows[i].message == NULL));
    }
}

/* Behind a reshape the indices are still the input's; behind a permute they
 * are floats, and too many can't be told apart. */
static void
test_embedding_behind (void)
{
  static const gint64 indices[] = { 16777217, 5 };
  g_autoptr (FalkModel) flat = embedding_model (16777218, 1);
  g_autoptr (FalkModel) turned = embedding_model (16777218, 1);
  g_autoptr (FalkTensor) x = tensor ("x", FALK_DTYPE_INT64, FALK_SHAPE (2, 1),
                                     indices, sizeof indices);
  g_autoptr (FalkRun) run = NULL;
  g_autoptr (GError) error = NULL;
  FalkStep *step = falk_step_new (FALK_OP_TRANSPOSE, "turn");

  falk_model_insert (flat, 0, falk_step_new (FALK_OP_FLATTEN, "flat"));
  run = try_run (flat, x, &error);
  g_assert_no_error (error);
  falk_step_set_int (step, FALK_ARG_DIM0, 0);
  falk_step_set_int (step, FALK_ARG_DIM1, 1);
  falk_model_insert (turned, 0, step);
  g_assert_null (try_run (turned, x, &error));
  g_assert_error (error, FALK_RUN_ERROR, FALK_RUN_ERROR_EMBEDDING_INDEX);
}

/* Mean and deviation of @count values. */
static void
measure (const float *values, gsize count, double *mean, double *deviation)
{
  double sum = 0, squares = 0;

  for (gsize i = 0; i < count; i++)
    sum += values[i];
  *mean = sum / (double)count;
  for (gsize i = 0; i < count; i++)
    squares += (values[i] - *mean) * (values[i] - *mean);
  *deviation = sqrt (squares / (double)count);
}

/* An Embedding of a bare int64 shape: indices below num_embeddings, rows from
 * the standard normal distribution. */
static void
test_embedding_drawn (void)
{
  g_autoptr (FalkModel) model = embedding_model (50, 40);
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_INT64, FALK_SHAPE (64, 32), NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkRun) run = try_run (model, x, &error);
  double mean, deviation;

  g_assert_no_error (error);
  assert_notes (run, "(whole numbers below 50)");
  measure (output_of (run, 0), count_of (run, 0), &mean, &deviation);
  g_assert_cmpfloat (fabs (mean), <, 0.1);
  g_assert_cmpfloat (fabs (deviation - 1), <, 0.1);
}

/* The input is one 1 and otherwise 0, so the output is the weights. */
static void
test_conv_drawn (void)
{
  static const float one[5] = { 0, 0, 1, 0, 0 };
  g_autoptr (FalkModel) model = falk_model_new ("model");
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (1, 1, 5), one, sizeof one);
  g_autoptr (FalkRun) run = NULL;
  FalkStep *step = add (model, FALK_OP_CONV1D, "conv", FALK_ARG_IN_CHANNELS, 1,
                        FALK_ARG_OUT_CHANNELS, 500);
  double mean, deviation;

  falk_step_set_int (step, FALK_ARG_KERNEL_SIZE, 3);
  falk_step_set_int (step, FALK_ARG_BIAS, 0);
  run = try_run (model, x, NULL);
  measure (output_of (run, 0), count_of (run, 0), &mean, &deviation);
  /* Uniform within 1/sqrt(3): a deviation of 1/3. */
  g_assert_cmpfloat (fabs (mean), <, 0.05);
  g_assert_cmpfloat (fabs (deviation - 1.0 / 3), <, 0.02);
}

/* A new LayerNorm gives mean 0 and deviation 1, and says that it is new. */
static void
test_norm_new (void)
{
  static const gint64 shape[] = { 40 };
  g_autoptr (FalkModel) model = falk_model_new ("model");
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (1, 40), NULL, 0);
  g_autoptr (FalkRun) run = NULL;
  FalkStep *step = falk_step_new (FALK_OP_LAYER_NORM, "norm");
  double mean, deviation;

  falk_step_set_ints (step, FALK_ARG_NORMALIZED_SHAPE, shape, 1);
  falk_model_insert (model, 0, step);
  run = try_run (model, x, NULL);
  assert_notes (run, "The weights of norm were taken from a new module");
  measure (output_of (run, 0), 40, &mean, &deviation);
  g_assert_cmpfloat (fabs (mean), <, 1e-6);
  g_assert_cmpfloat (fabs (deviation - 1), <, 1e-4);
}

static void
test_notes (void)
{
  static const gint64 other[] = { 4, 3 };
  g_autoptr (FalkModel) model = falk_model_new ("model");
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (5, 4, 3), NULL, 0);
  g_autoptr (FalkRun) run = NULL;
  FalkStep *step = add (model, FALK_OP_RNN, "rnn", FALK_ARG_INPUT_SIZE, 3,
                        FALK_ARG_HIDDEN_SIZE, 3);

  falk_step_set_int (step, FALK_ARG_NUM_LAYERS, 2);
  falk_step_set_float (step, FALK_ARG_DROPOUT, 0.5);
  falk_model_insert (model, 1, falk_step_new (FALK_OP_DROPOUT, "drop"));
  step = falk_step_new (FALK_OP_ADD, "residual");
  falk_step_set_ints (step, FALK_ARG_OTHER, other, 2);
  falk_model_insert (model, 2, step);
  run = try_run (model, x, NULL);
  assert_notes (run, "The weights of rnn were drawn from seed 0");
  assert_notes (run, "The dropout between the layers of rnn is left out");
  assert_notes (run, "drop lets everything through");
  assert_notes (run, "The values of residual's other were drawn from seed 0");
  check_close ("drop", output_of (run, 1), output_of (run, 0), 5 * 4 * 3, 0);
}

/* A loss is handed a target that is no class. */
static void
test_target (void)
{
  static const gint64 classes[] = { 0, 3 }, shape[] = { 2 };
  g_autoptr (FalkModel) model = falk_model_new ("model");
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (2, 3), NULL, 0);
  g_autoptr (FalkTensor) target = tensor (
      "target", FALK_DTYPE_INT64, FALK_SHAPE (2), classes, sizeof classes);
  g_autoptr (GError) error = NULL;
  FalkStep *step = falk_step_new (FALK_OP_CROSS_ENTROPY, "loss");

  falk_step_set_ints (step, FALK_ARG_TARGET, shape, 1);
  falk_step_set_tensor (step, target);
  falk_model_insert (model, 0, step);
  g_assert_null (try_run (model, x, &error));
  g_assert_error (error, FALK_RUN_ERROR, FALK_RUN_ERROR_TARGET);
  g_assert_cmpstr (error->message, ==,
                   "loss has 3 classes, and element 1 of its target is 3.");
}

/* The gates of an LSTM on a packed batch: in the batch's order, with the
 * lengths, h what the output is. */
static void
test_record_packed (void)
{
  static const gint64 lengths[] = { 2, 4, 1 };
  g_autoptr (FalkModel) model = falk_model_new ("model");
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (4, 3, 2), NULL, 0);
  g_autoptr (FalkRun) run = NULL;
  const FalkRecord *record;
  const float *output;
  FalkStep *step = falk_step_new (FALK_OP_PACK, "pack");

  falk_step_set_ints (step, FALK_ARG_LENGTHS, lengths, 3);
  falk_step_set_int (step, FALK_ARG_ENFORCE_SORTED, 0);
  falk_model_insert (model, 0, step);
  add (model, FALK_OP_LSTM, "lstm", FALK_ARG_INPUT_SIZE, 2,
       FALK_ARG_HIDDEN_SIZE, 5);
  falk_step_set_int (falk_model_step (model, 1), FALK_ARG_PROJ_SIZE, 3);
  falk_model_insert (model, 2, falk_step_new (FALK_OP_UNPACK, "unpack"));
  run = try_run (model, x, NULL);
  record = falk_run_record (run, 1);
  output = output_of (run, 2);
  g_assert_cmpuint (falk_record_n_gates (record), ==, 6);
  g_assert_cmpint (falk_record_width (record, FALK_GATE_H), ==, 3);
  g_assert_cmpint (falk_record_width (record, FALK_GATE_C), ==, 5);
  for (gint64 t = 0; t < 4; t++)
    for (gint64 b = 0; b < 3; b++)
      {
        g_assert_cmpint (falk_record_length (record, b), ==, lengths[b]);
        for (gint64 h = 0; h < 3; h++)
          g_assert_cmpfloat (falk_record_get (record, FALK_GATE_H, 0, t, b, h),
                             ==, output[(t * 3 + b) * 3 + h]);
        g_assert_true ((falk_record_get (record, FALK_GATE_F, 0, t, b, 4) != 0)
                       == (t < lengths[b]));
        g_assert_cmpfloat (falk_record_get (record, FALK_GATE_H, 0, t, b, 4),
                           ==, 0);
      }
}

/* No values: PyTorch doesn't look at the weight, which has fewer elements
 * than there are channels, and so must not the engine. */
static void
test_norm_of_nothing (void)
{
  FalkShape shape = FALK_SHAPE (0, 4);
  g_autoptr (FalkModel) model = falk_model_new ("model");
  g_autoptr (FalkTensor) x =
      falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, &shape, NULL);
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (FalkRun) run = NULL;

  add (model, FALK_OP_BATCH_NORM1D, "bn", FALK_ARG_NUM_FEATURES, (gint64)1,
       FALK_ARG_TRACK_RUNNING_STATS, (gint64)0);
  inference = falk_infer (model, x);
  g_assert_true (inference->ok);
  run = falk_run_new (model, x, inference, NULL, NULL);
  g_assert_nonnull (run);
  g_assert_true (falk_shape_equal (&falk_run_output (run, 0)->shape, &shape));
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/embedding/refuses-an-index", test_embedding_index);
  g_test_add_func ("/run/embedding/rounds-no-index", test_embedding_behind);
  g_test_add_func ("/run/embedding/draws-indices-and-rows",
                   test_embedding_drawn);
  g_test_add_func ("/run/conv/draws-by-its-fan-in", test_conv_drawn);
  g_test_add_func ("/run/norm/starts-as-a-new-module", test_norm_new);
  g_test_add_func ("/run/run/notes-what-was-left-out", test_notes);
  g_test_add_func ("/run/loss/refuses-a-target", test_target);
  g_test_add_func ("/run/record/packed-is-in-the-batch-s-order",
                   test_record_packed);
  g_test_add_func ("/run/layers/norm-of-nothing-reads-no-weight",
                   test_norm_of_nothing);
  return g_test_run ();
}
