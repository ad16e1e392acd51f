/* SPDX-License-Identifier: MIT */
/* The watch list of a run: which rows there are, and which ask to be looked
 * at. No display. */
#include "falk-watch-list.h"

#include <math.h>

/* Runs a GRU (1 → 2) on three steps of one sequence, all of them @value,
 * and gives the rows. */
static GPtrArray *
watch (FalkOp op, float value)
{
  gboolean gru = op == FALK_OP_GRU;
  FalkShape shape = FALK_SHAPE (3, 1, 1);
  float values[3] = { value, value, value };
  g_autoptr (GBytes) data = g_bytes_new (values, sizeof values);
  g_autoptr (FalkTensor) input =
      falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, &shape, data);
  g_autoptr (FalkModel) model = falk_model_new ("m");
  FalkStep *step = falk_step_new (op, "step");
  falk_step_set_int (step, gru ? FALK_ARG_INPUT_SIZE : FALK_ARG_IN_FEATURES, 1);
  falk_step_set_int (step, gru ? FALK_ARG_HIDDEN_SIZE : FALK_ARG_OUT_FEATURES,
                     2);
  falk_model_insert (model, 0, step);
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_assert_true (inference->ok);
  FalkRunOptions options = { .record = TRUE, .threads = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkRun) run =
      falk_run_new (model, input, inference, &options, &error);
  g_assert_no_error (error);
  return falk_watch_list_new (model, run);
}

static const FalkWatchRow *
row (const GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const FalkWatchRow *candidate = g_ptr_array_index (rows, i);
      if (g_str_equal (candidate->name, name))
        return candidate;
    }
  g_error ("there is no row %s", name);
}

static void
test_ordinary (void)
{
  g_autoptr (GPtrArray) rows = watch (FALK_OP_GRU, 0.5f);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (((FalkWatchRow *)g_ptr_array_index (rows, i))->good);
  g_assert_cmpstr (row (rows, "NaN or infinity")->value, ==, "none");
  g_assert_cmpstr (row (rows, "dead units")->value, ==, "none");
}

static void
test_not_finite (void)
{
  g_autoptr (GPtrArray) rows = watch (FALK_OP_GRU, NAN);
  g_assert_false (row (rows, "NaN or infinity")->good);
}

static void
test_saturated (void)
{
  g_autoptr (GPtrArray) rows = watch (FALK_OP_GRU, 1e6f);
  g_assert_false (row (rows, "saturated gates")->good);
}

static void
test_nothing_recorded (void)
{
  g_autoptr (GPtrArray) rows = watch (FALK_OP_LINEAR, 0.5f);
  g_assert_cmpuint (rows->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/watch/an-ordinary-run-is-good", test_ordinary);
  g_test_add_func ("/widgets/watch/nan-is-not", test_not_finite);
  g_test_add_func ("/widgets/watch/saturated-gates-are-not", test_saturated);
  g_test_add_func ("/widgets/watch/nothing-recorded-gives-no-rows",
                   test_nothing_recorded);
  return g_test_run ();
}
