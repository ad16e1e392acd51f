/* SPDX-License-Identifier: MIT */
/* What a run draws, says and refuses. */
#include <math.h>
#include <string.h>

#include "falk-blas.h"
#include "falk-run.h"
#include "run-check.h"

static FalkModel *
gru_model (gint64 input_size, gint64 hidden_size)
{
  FalkModel *model = falk_model_new ("model");
  FalkStep *step = falk_step_new (FALK_OP_GRU, "gru");

  falk_step_set_int (step, FALK_ARG_INPUT_SIZE, input_size);
  falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE, hidden_size);
  falk_model_insert (model, 0, step);
  return model;
}

static FalkTensor *
tensor (const char *name, FalkDtype dtype, FalkShape shape, const void *data,
        gsize size)
{
  g_autoptr (GBytes) bytes = data ? g_bytes_new (data, size) : NULL;

  return falk_tensor_new (name, NULL, dtype, &shape, bytes);
}

static FalkRun *
try_run (const FalkModel *model, const FalkTensor *input,
         const FalkRunOptions *options, GError **error)
{
  g_autoptr (FalkInference) inference = falk_infer (model, input);

  return falk_run_new (model, input, inference, options, error);
}

static gboolean
same_output (const FalkRun *a, const FalkRun *b)
{
  return g_bytes_equal (falk_run_output (a, 0)->data,
                        falk_run_output (b, 0)->data);
}

/* Whether a note of @run contains @text. */
static gboolean
notes (const FalkRun *run, const char *text)
{
  const GPtrArray *all = falk_run_notes (run);

  for (guint i = 0; i < all->len; i++)
    if (strstr (all->pdata[i], text))
      return TRUE;
  return FALSE;
}

static void
test_drawn (void)
{
  g_autoptr (FalkModel) model = gru_model (3, 20);
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (5, 2, 3), NULL, 0);
  const FalkRunOptions other = { .seed = 1 };
  g_autoptr (FalkRun) a = try_run (model, x, NULL, NULL);
  g_autoptr (FalkRun) b = try_run (model, x, NULL, NULL);
  g_autoptr (FalkRun) c = try_run (model, x, &other, NULL);

  g_assert_true (same_output (a, b));
  g_assert_false (same_output (a, c));
  g_assert_true (notes (a, "The weights of gru were drawn from seed 0"));
  g_assert_true (notes (a, "The values of x were drawn from seed 0"));
  g_assert_true (notes (c, "seed 1"));
}

/* The model's own tensors are used where they fit, and where they don't the
 * note says both shapes. */
static void
test_own_tensors (void)
{
  static const float zeros[3 * 4 * 4];
  static const double ones[3 * 4] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  static const float x_values[] = { 0.5f, -1, 2 };
  g_autoptr (FalkModel) model = gru_model (3, 4);
  FalkStep *step = falk_model_step (model, 0);
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (1, 1, 3), x_values, 12);
  g_autoptr (FalkTensor) ih = tensor ("weight_ih_l0", FALK_DTYPE_FLOAT32,
                                      FALK_SHAPE (12, 3), zeros, 144);
  g_autoptr (FalkTensor) hh = tensor ("weight_hh_l0", FALK_DTYPE_FLOAT32,
                                      FALK_SHAPE (12, 4), zeros, 192);
  g_autoptr (FalkTensor) b = tensor ("bias_ih_l0", FALK_DTYPE_FLOAT64,
                                     FALK_SHAPE (12), ones, sizeof ones);
  g_autoptr (FalkTensor) wrong =
      tensor ("bias_hh_l0", FALK_DTYPE_FLOAT32, FALK_SHAPE (9), zeros, 36);
  g_autoptr (FalkTensor) right =
      tensor ("bias_hh_l0", FALK_DTYPE_FLOAT32, FALK_SHAPE (12), zeros, 48);
  g_autoptr (FalkRun) run = NULL, all = NULL;
  double sigmoid = 1 / (1 + exp (-1));
  float wanted = (float)((1 - sigmoid) * tanh (1));

  falk_step_set_tensor (step, ih);
  falk_step_set_tensor (step, hh);
  falk_step_set_tensor (step, b);
  falk_step_set_tensor (step, wrong);
  run = try_run (model, x, NULL, NULL);
  g_assert_true (notes (run, "bias_hh_l0 of gru was drawn from seed 0: the "
                             "shape [12] isn't the file's [9]."));
  g_assert_false (notes (run, "holds none"));
  falk_step_set_tensor (step, right);
  all = try_run (model, x, NULL, NULL);
  g_assert_false (notes (all, "drawn"));
  for (guint i = 0; i < 4; i++)
    check_close (
        "output",
        (const float *)g_bytes_get_data (falk_run_output (all, 0)->data, NULL)
            + i,
        &wanted, 1, 1e-6);
}

static void
test_state (void)
{
  static const float h0[] = { 1, -2, 3, 4 }, zeros[3 * 4 * 4];
  g_autoptr (FalkModel) model = gru_model (3, 4);
  FalkStep *step = falk_model_step (model, 0);
  static const char *const names[] = { "weight_ih_l0", "weight_hh_l0",
                                       "bias_ih_l0", "bias_hh_l0" };
  const FalkShape shapes[] = { FALK_SHAPE (12, 3), FALK_SHAPE (12, 4),
                               FALK_SHAPE (12), FALK_SHAPE (12) };
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (1, 1, 3), NULL, 0);
  g_autoptr (FalkTensor) state =
      tensor ("h0", FALK_DTYPE_FLOAT32, FALK_SHAPE (1, 1, 4), h0, sizeof h0);
  g_autoptr (FalkRun) run = NULL;
  gint64 shape[] = { 1, 1, 4 };

  for (guint i = 0; i < 4; i++)
    {
      gint64 count;
      g_autoptr (FalkTensor) zero = NULL;

      g_assert_true (falk_shape_count (&shapes[i], &count));
      zero = tensor (names[i], FALK_DTYPE_FLOAT32, shapes[i], zeros,
                     (gsize)count * 4);
      falk_step_set_tensor (step, zero);
    }
  falk_step_set_tensor (step, state);
  falk_step_set_ints (step, FALK_ARG_H0, shape, 3);
  run = try_run (model, x, NULL, NULL);
  /* All weights 0: z = 1/2 and n = 0, so the state is halved. */
  for (guint i = 0; i < 4; i++)
    {
      float half = h0[i] / 2;

      check_close (
          "h",
          (const float *)g_bytes_get_data (falk_run_output (run, 0)->data, NULL)
              + i,
          &half, 1, 1e-7);
    }
}

static gboolean
stop_at_half (double done, gpointer data)
{
  return done < 0.5;
}

/* PyTorch gives (2, 2, 2) for its state. */
static FalkModel *
odd_cell (void)
{
  static const gint64 state[] = { 2, 2, 2 };
  FalkModel *model = falk_model_new ("cell");
  FalkStep *step = falk_step_new (FALK_OP_LSTM_CELL, "cell");

  falk_step_set_int (step, FALK_ARG_INPUT_SIZE, 3);
  falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE, 2);
  falk_step_set_ints (step, FALK_ARG_H0, state, 2);
  falk_step_set_ints (step, FALK_ARG_C0, state, 3);
  falk_model_insert (model, 0, step);
  return model;
}

static void
test_refusals (void)
{
  g_autoptr (FalkModel) model = gru_model (3, 20);
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_FLOAT32, FALK_SHAPE (30000, 1, 3), NULL, 0);
  g_autoptr (FalkTensor) bad =
      tensor ("bad", FALK_DTYPE_FLOAT32, FALK_SHAPE (5, 2, 4), NULL, 0);
  g_autoptr (FalkTensor) vast =
      tensor ("vast", FALK_DTYPE_FLOAT32,
              FALK_SHAPE (G_GINT64_CONSTANT (1) << 40, 1 << 15, 3), NULL, 0);
  g_autoptr (FalkTensor) odd =
      tensor ("odd", FALK_DTYPE_COMPLEX64, FALK_SHAPE (2, 3), NULL, 0);
  g_autoptr (FalkTensor) pair =
      tensor ("pair", FALK_DTYPE_FLOAT32, FALK_SHAPE (2, 3), NULL, 0);
  g_autoptr (FalkModel) mover = falk_model_new ("mover");
  g_autoptr (FalkModel) cell = odd_cell ();
  const FalkRunOptions small = { .record = TRUE, .budget = 1000 };
  const FalkRunOptions stop = { .progress = stop_at_half };
  const struct
  {
    const FalkModel *model;
    const FalkTensor *x;
    const FalkRunOptions *options;
    FalkRunError code;
  } rows[] = {
    { model, bad, NULL, FALK_RUN_ERROR_FAULT },
    { model, x, &small, FALK_RUN_ERROR_BUDGET },
    { model, vast, NULL, FALK_RUN_ERROR_BUDGET },
    { model, x, &stop, FALK_RUN_ERROR_CANCELLED },
    { mover, odd, NULL, FALK_RUN_ERROR_DTYPE },
    { cell, pair, NULL, FALK_RUN_ERROR_STATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          try_run (rows[i].model, rows[i].x, rows[i].options, &error));
      g_assert_error (error, FALK_RUN_ERROR, (int)rows[i].code);
      g_test_message ("%s", error->message);
    }
}

static void
test_input_types (void)
{
  static const gint64 whole[] = { 1, 2, 3 };
  g_autoptr (FalkModel) model = falk_model_new ("mover");
  g_autoptr (FalkTensor) x =
      tensor ("x", FALK_DTYPE_INT64, FALK_SHAPE (3), whole, sizeof whole);
  const float wanted[] = { 1, 2, 3 };
  g_autoptr (FalkRun) run = NULL;

  falk_model_insert (model, 0, falk_step_new (FALK_OP_FLATTEN, "flat"));
  run = try_run (model, x, NULL, NULL);
  check_close ("flat", g_bytes_get_data (falk_run_output (run, 0)->data, NULL),
               wanted, 3, 0);
  g_assert_true (notes (run, "x is int64"));
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/supply/same-seed-same-run", test_drawn);
  g_test_add_func ("/run/supply/uses-own-tensors-or-says-so", test_own_tensors);
  g_test_add_func ("/run/supply/hands-the-state-in", test_state);
  g_test_add_func ("/run/supply/converts-other-types", test_input_types);
  g_test_add_func ("/run/run/refuses-with-a-sentence", test_refusals);
  return g_test_run ();
}
