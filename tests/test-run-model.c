/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-exec.h"
#include "falk-run.h"
#include "run-check.h"

/* A model of one step on a bare shape. @ints is one of the INTS arguments. */
typedef struct
{
  FalkOp op;
  const char *input; /* a bare shape */
  struct
  {
    FalkArg arg;
    gint64 value;
  } args[9]; /* up to the first 0 = FALK_ARG_INPUT_SIZE after the first */
  FalkArg list; /* an INTS argument, where n > 0 */
  guint n;
  gint64 ints[4];
  FalkDtype dtype; /* of the input; 0 is float32 */
} Case;

#define ARG(name, value)                                                       \
  {                                                                            \
    FALK_ARG_##name, value                                                     \
  }
#define GRU(i, h) ARG (INPUT_SIZE, i), ARG (HIDDEN_SIZE, h)
#define CONV(i, o, k)                                                          \
  ARG (IN_CHANNELS, i), ARG (OUT_CHANNELS, o), ARG (KERNEL_SIZE, k)
#define EMBEDDING(n, d) ARG (NUM_EMBEDDINGS, n), ARG (EMBEDDING_DIM, d)
#define LINEAR(i, o) ARG (IN_FEATURES, i), ARG (OUT_FEATURES, o)
#define END ARG (COUNT, 0)

static const Case cases[] = {
  { FALK_OP_GRU, "50,32,3", { GRU (3, 20), END } },
  { FALK_OP_GRU, "7,3", { GRU (3, 5), ARG (BIDIRECTIONAL, 1), END } },
  { FALK_OP_GRU,
    "4,6,3",
    { GRU (3, 5), ARG (BATCH_FIRST, 1), ARG (NUM_LAYERS, 3), ARG (BIAS, 0),
      END } },
  { FALK_OP_GRU,
    "4,6,3",
    { GRU (3, 5), ARG (TAKE, 1), ARG (NUM_LAYERS, 2), ARG (BIDIRECTIONAL, 1),
      END } },
  { FALK_OP_GRU, "4,3,2", { GRU (2, 5), END }, FALK_ARG_H0, 3, { 1, 3, 5 } },
  { FALK_OP_GRU,
    "6,2",
    { GRU (2, 5), ARG (TAKE, 1), END },
    FALK_ARG_H0,
    2,
    { 1, 5 } },
  { FALK_OP_GRU_CELL, "32,3", { GRU (3, 20), END } },
  { FALK_OP_GRU_CELL, "3", { GRU (3, 4), ARG (BIAS, 0), END } },
  { FALK_OP_GRU_CELL, "2,3", { GRU (3, 4), END }, FALK_ARG_H0, 2, { 2, 4 } },
  { FALK_OP_LINEAR, "32,50,3", { LINEAR (3, 20), END } },
  { FALK_OP_LINEAR, "3", { LINEAR (3, 2), ARG (BIAS, 0), END } },
  { FALK_OP_LINEAR, "0,3", { LINEAR (3, 2), END } },
  { FALK_OP_SELECT, "5,4,3", { ARG (DIM, 1), ARG (INDEX, -1), END } },
  { FALK_OP_SELECT, "5,4,3", { ARG (DIM, -1), ARG (INDEX, 2), END } },
  { FALK_OP_PERMUTE, "5,4,3", { END }, FALK_ARG_DIMS, 3, { 0, -1, 1 } },
  { FALK_OP_TRANSPOSE, "5,4,3", { ARG (DIM0, 0), ARG (DIM1, -1), END } },
  { FALK_OP_VIEW, "5,4,3", { END }, FALK_ARG_SHAPE, 2, { -1, 3 } },
  { FALK_OP_RESHAPE, "5,4,3", { END }, FALK_ARG_SHAPE, 3, { 3, -1, 2 } },
  { FALK_OP_FLATTEN, "5,4,3", { ARG (START_DIM, 1), END } },
  { FALK_OP_SQUEEZE, "5,1,3", { ARG (DIM, 1), END } },
  { FALK_OP_UNSQUEEZE, "5,3", { ARG (DIM, 1), END } },
  { FALK_OP_MEAN, "5,4,3", { ARG (DIM, 1), END } },
  { FALK_OP_MEAN, "5,4,3", { ARG (DIM, -1), ARG (KEEPDIM, 1), END } },
  { FALK_OP_MEAN, "5,4,3", { END } },
  { FALK_OP_LSTM, "50,32,3", { GRU (3, 20), END } },
  { FALK_OP_LSTM,
    "6,4,3",
    { GRU (3, 17), ARG (PROJ_SIZE, 5), ARG (NUM_LAYERS, 2),
      ARG (BIDIRECTIONAL, 1), END } },
  { FALK_OP_LSTM,
    "4,6,3",
    { GRU (3, 5), ARG (BATCH_FIRST, 1), ARG (BIAS, 0), ARG (TAKE, 1), END },
    FALK_ARG_H0,
    3,
    { 1, 4, 5 } },
  { FALK_OP_LSTM,
    "7,3",
    { GRU (3, 5), ARG (TAKE, 1), END },
    FALK_ARG_H0,
    2,
    { 1, 5 } },
  { FALK_OP_RNN,
    "9,4,3",
    { GRU (3, 33), ARG (NUM_LAYERS, 3), ARG (BIDIRECTIONAL, 1), END } },
  { FALK_OP_RNN,
    "9,4,3",
    { GRU (3, 6), ARG (NONLINEARITY, 1), ARG (TAKE, 1), END } },
  { FALK_OP_LSTM_CELL, "32,3", { GRU (3, 20), END } },
  { FALK_OP_LSTM_CELL, "3", { GRU (3, 4), END }, FALK_ARG_H0, 1, { 4 } },
  { FALK_OP_RNN_CELL, "5,3", { GRU (3, 4), ARG (NONLINEARITY, 1), END } },
  { FALK_OP_RNN_CELL, "2,3", { GRU (3, 4), END }, FALK_ARG_H0, 2, { 2, 4 } },
  { FALK_OP_EMBEDDING,
    "6,4",
    { EMBEDDING (9, 3), END },
    .dtype = FALK_DTYPE_INT64 },
  { FALK_OP_CONV1D, "4,6,9", { CONV (6, 8, 3), ARG (PADDING, 1), END } },
  { FALK_OP_CONV1D,
    "4,6,19",
    { CONV (6, 8, 3), ARG (STRIDE, 2), ARG (DILATION, 3), ARG (GROUPS, 2),
      ARG (BIAS, 0), END } },
  { FALK_OP_CONV1D, "6,9", { CONV (6, 3, 9), ARG (PADDING, 4), END } },
  { FALK_OP_LAYER_NORM,
    "5,4,3",
    { END },
    FALK_ARG_NORMALIZED_SHAPE,
    2,
    { 4, 3 } },
  { FALK_OP_BATCH_NORM1D, "5,4", { ARG (NUM_FEATURES, 4), END } },
  { FALK_OP_BATCH_NORM1D,
    "5,4,3",
    { ARG (NUM_FEATURES, 4), ARG (AFFINE, 0), END } },
  { FALK_OP_DROPOUT, "5,4", { END } },
  { FALK_OP_PACK,
    "5,4,3",
    { ARG (ENFORCE_SORTED, 0), END },
    FALK_ARG_LENGTHS,
    4,
    { 2, 5, 1, 5 } },
  { FALK_OP_CAT, "5,4", { ARG (DIM, -1), END }, FALK_ARG_OTHER, 2, { 5, 3 } },
  { FALK_OP_ADD, "5,1,3", { END }, FALK_ARG_OTHER, 2, { 4, 1 } },
  { FALK_OP_BMM, "2,5,4", { END }, FALK_ARG_OTHER, 3, { 2, 4, 3 } },
  { FALK_OP_CROSS_ENTROPY, "5,4", { END }, FALK_ARG_TARGET, 1, { 5 } },
  { FALK_OP_CROSS_ENTROPY, "2,4,3", { END }, FALK_ARG_TARGET, 2, { 2, 3 } },
  { FALK_OP_MSE, "5,4", { END }, FALK_ARG_TARGET, 2, { 1, 4 } },
};

static FalkModel *
make_model (const Case *c)
{
  FalkModel *model = falk_model_new ("case");
  FalkStep *step = falk_step_new (c->op, "step");

  for (guint i = 0; c->args[i].arg != FALK_ARG_COUNT; i++)
    falk_step_set_int (step, c->args[i].arg, c->args[i].value);
  if (c->n)
    falk_step_set_ints (step, c->list, c->ints, c->n);
  falk_model_insert (model, 0, step);
  return model;
}

static FalkTensor *
bare_of (FalkDtype dtype, const char *text)
{
  FalkShape shape;

  g_assert_true (falk_shape_parse (text, &shape));
  return falk_tensor_new ("x", NULL, dtype, &shape, NULL);
}

static FalkTensor *
bare (const char *text)
{
  return bare_of (FALK_DTYPE_FLOAT32, text);
}

static FalkRun *
run_model (const FalkModel *model, const FalkTensor *input,
           const FalkRunOptions *options)
{
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (GError) error = NULL;
  FalkRun *run = falk_run_new (model, input, inference, options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (run);
  return run;
}

/* Compares two tensors and their shapes. */
static void
compare (const char *what, const FalkTensor *found, const FalkTensor *wanted,
         double tolerance)
{
  gint64 count;

  g_assert_true (falk_shape_equal (&found->shape, &wanted->shape));
  g_assert_true (falk_shape_count (&found->shape, &count));
  g_assert_cmpuint (g_bytes_get_size (found->data), ==,
                    (gsize)count * sizeof (float));
  check_close (what, g_bytes_get_data (found->data, NULL),
               g_bytes_get_data (wanted->data, NULL), (gsize)count, tolerance);
}

static void
test_every_operation (void)
{
  gboolean seen[FALK_OP_COUNT] = { FALSE };
  const FalkRunOptions naive = { .naive = TRUE, .record = TRUE };
  const FalkRunOptions fast = { .threads = 1, .record = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FalkModel) model = make_model (&cases[i]);
      g_autoptr (FalkTensor) input = bare_of (cases[i].dtype, cases[i].input);
      g_autoptr (FalkInference) inference = falk_infer (model, input);
      g_autoptr (FalkRun) found = run_model (model, input, &fast);
      g_autoptr (FalkRun) wanted = run_model (model, input, &naive);
      g_autofree char *text = falk_step_to_text (falk_model_step (model, 0));
      FalkShape shape = falk_value_shape (falk_inference_output (inference));

      g_test_message ("%s on %s", text, cases[i].input);
      seen[cases[i].op] = TRUE;
      compare (text, falk_run_output (found, 0), falk_run_output (wanted, 0),
               1e-6);
      g_assert_true (
          falk_shape_equal (&shape, &falk_run_output (found, 0)->shape));
      g_assert_cmpint (falk_run_record (found, 0) != NULL, ==,
                       falk_exec_row (cases[i].op)->recurrent);
    }
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      g_assert_nonnull (falk_exec_row (op)->run);
      g_assert_cmpint (falk_exec_row (op)->recurrent, ==,
                       falk_rule (op)->recurrent);
      /* Takes what no single step is given: test_packed() runs it. */
      g_assert_true (seen[op] || op == FALK_OP_UNPACK);
    }
}

/* Adds a step of @op with up to three integer arguments. */
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

static void
test_chain (void)
{
  g_autoptr (FalkModel) model = falk_model_new ("seq2label");
  g_autoptr (FalkTensor) input = bare ("6,4,3");
  const FalkRunOptions naive = { .naive = TRUE };
  g_autoptr (FalkRun) found = NULL, wanted = NULL;

  add (model, FALK_OP_GRU, "gru", FALK_ARG_INPUT_SIZE, 3, FALK_ARG_HIDDEN_SIZE,
       20);
  add (model, FALK_OP_SELECT, "last", FALK_ARG_DIM, 0, FALK_ARG_INDEX, -1);
  add (model, FALK_OP_LINEAR, "fc", FALK_ARG_IN_FEATURES, 20,
       FALK_ARG_OUT_FEATURES, 5);
  found = run_model (model, input, NULL);
  wanted = run_model (model, input, &naive);
  for (guint i = 0; i < 3; i++)
    compare (falk_model_step (model, i)->name, falk_run_output (found, i),
             falk_run_output (wanted, i), 1e-6);
  g_assert_cmpstr (falk_run_output (found, 2)->name, ==, "fc");
  g_assert_null (falk_run_record (found, 0));
  g_assert_cmpint (falk_run_elapsed (found), >=,
                   falk_run_step_elapsed (found, 0));
  /* last is the last time step of gru's output. */
  check_close (
      "last", g_bytes_get_data (falk_run_output (found, 1)->data, NULL),
      (const float *)g_bytes_get_data (falk_run_output (found, 0)->data, NULL)
          + 5 * 4 * 20,
      4 * 20, 0);
}

/* What is packed and padded again is what it was, but for the padding. */
static void
test_packed (void)
{
  g_autoptr (FalkModel) model = falk_model_new ("packed");
  g_autoptr (FalkTensor) x = bare ("4,3,2");
  const gint64 lengths[] = { 1, 4, 2 };
  g_autoptr (FalkRun) run = NULL;
  const float *before, *after;

  falk_step_set_ints (add (model, FALK_OP_PACK, "pack", FALK_ARG_ENFORCE_SORTED,
                           0, FALK_ARG_BATCH_FIRST, 0),
                      FALK_ARG_LENGTHS, lengths, 3);
  add (model, FALK_OP_UNPACK, "unpack", FALK_ARG_BATCH_FIRST, 1,
       FALK_ARG_BATCH_FIRST, 1);
  run = run_model (model, x, NULL);
  before = g_bytes_get_data (falk_run_input (run)->data, NULL);
  after = g_bytes_get_data (falk_run_output (run, 1)->data, NULL);
  for (gint64 t = 0; t < 4; t++)
    for (gint64 b = 0; b < 3; b++)
      for (gint64 i = 0; i < 2; i++)
        g_assert_cmpfloat (after[(b * 4 + t) * 2 + i], ==,
                           t < lengths[b] ? before[(t * 3 + b) * 2 + i] : 0);
}

/* batch_first is the same run on the input with its axes 0 and 1 swapped. */
static void
test_batch_first (void)
{
  g_autoptr (FalkModel) a = falk_model_new ("a"), b = falk_model_new ("b");
  g_autoptr (FalkTensor) x = bare ("6,4,3");
  g_autoptr (FalkRun) run_a = NULL, run_b = NULL;

  add (a, FALK_OP_TRANSPOSE, "swap", FALK_ARG_DIM0, 0, FALK_ARG_DIM1, 1);
  falk_step_set_int (add (a, FALK_OP_GRU, "gru", FALK_ARG_INPUT_SIZE, 3,
                          FALK_ARG_HIDDEN_SIZE, 9),
                     FALK_ARG_BATCH_FIRST, 1);
  add (a, FALK_OP_TRANSPOSE, "back", FALK_ARG_DIM0, 0, FALK_ARG_DIM1, 1);
  add (b, FALK_OP_GRU, "gru", FALK_ARG_INPUT_SIZE, 3, FALK_ARG_HIDDEN_SIZE, 9);
  run_a = run_model (a, x, NULL);
  run_b = run_model (b, x, NULL);
  compare ("output", falk_run_output (run_a, 2), falk_run_output (run_b, 0),
           1e-6);
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/model/runs-every-operation", test_every_operation);
  g_test_add_func ("/run/model/runs-a-chain", test_chain);
  g_test_add_func ("/run/model/unpacks-what-it-packs", test_packed);
  g_test_add_func ("/run/model/batch-first-is-a-transpose", test_batch_first);
  return g_test_run ();
}
