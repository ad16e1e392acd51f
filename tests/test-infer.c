/* SPDX-License-Identifier: MIT */
#include "falk-infer.h"
#include "falk-rule.h"

#include <string.h>

static FalkModel *
gru_model (gint64 input_size, gboolean batch_first)
{
  FalkModel *model = falk_model_new ("seq2label");
  FalkStep *gru = falk_step_new (FALK_OP_GRU, "gru");
  FalkStep *last = falk_step_new (FALK_OP_SELECT, "last_step");
  FalkStep *fc = falk_step_new (FALK_OP_LINEAR, "fc");

  falk_step_set_int (gru, FALK_ARG_INPUT_SIZE, input_size);
  falk_step_set_int (gru, FALK_ARG_HIDDEN_SIZE, 20);
  falk_step_set_int (gru, FALK_ARG_BATCH_FIRST, batch_first);
  falk_step_set_int (last, FALK_ARG_DIM, batch_first ? 1 : 0);
  falk_step_set_int (last, FALK_ARG_INDEX, -1);
  falk_step_set_int (fc, FALK_ARG_IN_FEATURES, 20);
  falk_step_set_int (fc, FALK_ARG_OUT_FEATURES, 10);
  falk_model_insert (model, 0, gru);
  falk_model_insert (model, 1, last);
  falk_model_insert (model, 2, fc);
  return model;
}

static FalkTensor *
bare (const FalkShape *shape)
{
  return falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, shape, NULL);
}

static void
assert_shape (const FalkValue *value, const char *expected)
{
  FalkShape shape = falk_value_shape (value);
  g_autofree char *text = falk_shape_to_text (&shape, FALK_SHAPE_LIST);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_fits (void)
{
  FalkShape shape = FALK_SHAPE (50, 32, 3);
  g_autoptr (FalkModel) model = gru_model (3, FALSE);
  g_autoptr (FalkTensor) input = bare (&shape);
  g_autoptr (FalkInference) inference = falk_infer (model, input);

  g_assert_true (inference->ok);
  assert_shape (&inference->steps[0].out, "[50, 32, 20]");
  assert_shape (falk_inference_output (inference), "[32, 10]");
}

static void
test_seed_fault (void)
{
  FalkShape shape = FALK_SHAPE (50, 32, 3);
  g_autoptr (FalkModel) model = gru_model (50, FALSE);
  g_autoptr (FalkTensor) input = bare (&shape);
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  const FalkFault *fault = &inference->fault;
  g_autofree char *found_by = falk_origin_to_text (&fault->found_by);
  g_autofree char *needed_by = falk_origin_to_text (&fault->needed_by);

  g_assert_false (inference->ok);
  g_assert_cmpint (fault->code, ==, FALK_FAULT_INPUT_SIZE);
  g_assert_cmpuint (fault->step, ==, 0);
  g_assert_cmpint (fault->axis, ==, 2);
  g_assert_cmpint (fault->found, ==, 3);
  g_assert_cmpint (fault->needed, ==, 50);
  g_assert_cmpstr (found_by, ==, "x axis 2");
  g_assert_cmpstr (needed_by, ==, "input_size of gru");
}

static void
test_ghosts (void)
{
  FalkShape shape = FALK_SHAPE (50, 32, 3);
  g_autoptr (FalkModel) model = gru_model (50, FALSE);
  g_autoptr (FalkTensor) input = bare (&shape);
  g_autoptr (FalkInference) inference = falk_infer (model, input);

  g_assert_cmpint (inference->steps[0].state, ==, FALK_STEP_FAULT);
  g_assert_true (inference->steps[0].has_out);
  assert_shape (&inference->steps[0].out, "[50, 32, 20]");
  g_assert_cmpint (inference->steps[1].state, ==, FALK_STEP_GHOST);
  assert_shape (&inference->steps[2].out, "[32, 10]");
}

static void
test_product_operands (void)
{
  static const struct
  {
    guint index;
    const char *name, *rows1, *cols1, *rows2, *cols2;
  } rows[] = {
    { 0, "weight_ih_l0", "50 time × 32 batch", "3 features", "50 features",
      "3 gates × 20 hidden" },
    { 1, "weight_hh_l0", "32 batch", "20 hidden", "20 hidden",
      "3 gates × 20 hidden" },
  };
  FalkShape shape = FALK_SHAPE (50, 32, 3);
  g_autoptr (FalkModel) model = gru_model (50, FALSE);
  g_autoptr (FalkTensor) input = bare (&shape);
  g_autoptr (FalkInference) inference = falk_infer (model, input);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FalkProduct product;
      g_autofree char *rows1 = NULL, *cols1 = NULL, *rows2 = NULL,
                      *cols2 = NULL;

      g_assert_true (falk_step_product (falk_model_step (model, 0),
                                        &inference->steps[0].in, rows[i].index,
                                        &product));
      rows1 = falk_axis_to_text (&product.m1.rows);
      cols1 = falk_axis_to_text (&product.m1.cols);
      rows2 = falk_axis_to_text (&product.m2.rows);
      cols2 = falk_axis_to_text (&product.m2.cols);
      g_assert_cmpstr (product.m2.name, ==, rows[i].name);
      g_assert_cmpstr (rows1, ==, rows[i].rows1);
      g_assert_cmpstr (cols1, ==, rows[i].cols1);
      g_assert_cmpstr (rows2, ==, rows[i].rows2);
      g_assert_cmpstr (cols2, ==, rows[i].cols2);
      g_assert_cmpint (product.m1.rows.size, ==, i == 0 ? 1600 : 32);
    }
}

/* Roles reach the input through steps that only move its axes. */
static void
test_roles_through_permute (void)
{
  FalkShape shape = FALK_SHAPE (32, 3, 50);
  gint64 order[] = { 0, 2, 1 };
  g_autoptr (FalkModel) model = gru_model (3, TRUE);
  g_autoptr (FalkTensor) input = bare (&shape);
  FalkStep *permute = falk_step_new (FALK_OP_PERMUTE, "to_time");
  g_autoptr (FalkInference) inference = NULL;

  falk_step_set_ints (permute, FALK_ARG_DIMS, order, 3);
  falk_model_insert (model, 0, permute);
  inference = falk_infer (model, input);
  g_assert_true (inference->ok);
  g_assert_cmpint (falk_axis_role (&inference->input.axes[0]), ==,
                   FALK_ROLE_BATCH);
  g_assert_cmpint (falk_axis_role (&inference->input.axes[1]), ==,
                   FALK_ROLE_FEATURES);
  g_assert_cmpint (falk_axis_role (&inference->input.axes[2]), ==,
                   FALK_ROLE_TIME);
}

/* A step that packs names them as the recurrent one behind it would. */
static void
test_roles_of_packed (void)
{
  FalkShape shape = FALK_SHAPE (5, 3, 50);
  gint64 lengths[] = { 5, 3, 2 };

  for (int first = 0; first < 2; first++)
    {
      g_autoptr (FalkModel) model = falk_model_new ("packed");
      g_autoptr (FalkTensor) input = bare (&shape);
      FalkStep *pack = falk_step_new (FALK_OP_PACK, "pack");
      g_autoptr (FalkInference) inference = NULL;

      falk_step_set_ints (pack, FALK_ARG_LENGTHS, lengths, 3);
      falk_step_set_int (pack, FALK_ARG_BATCH_FIRST, first);
      falk_model_insert (model, 0, pack);
      inference = falk_infer (model, input);
      g_assert_cmpint (falk_axis_role (&inference->input.axes[0]), ==,
                       first ? FALK_ROLE_BATCH : FALK_ROLE_TIME);
      g_assert_cmpint (falk_axis_role (&inference->input.axes[1]), ==,
                       first ? FALK_ROLE_TIME : FALK_ROLE_BATCH);
      g_assert_cmpint (falk_axis_role (&inference->input.axes[2]), ==,
                       FALK_ROLE_FEATURES);
    }
}

static void
test_parameters (void)
{
  static const char *const names[] = {
    "weight_ih_l0",       "weight_hh_l0",         "bias_ih_l0",
    "bias_hh_l0",         "weight_ih_l0_reverse", "weight_hh_l0_reverse",
    "bias_ih_l0_reverse", "bias_hh_l0_reverse",   "weight_ih_l1",
    "weight_hh_l1"
  };
  g_autoptr (FalkStep) gru = falk_step_new (FALK_OP_GRU, "gru");
  FalkParameter parameter;

  falk_step_set_int (gru, FALK_ARG_INPUT_SIZE, 3);
  falk_step_set_int (gru, FALK_ARG_HIDDEN_SIZE, 20);
  falk_step_set_int (gru, FALK_ARG_NUM_LAYERS, 2);
  falk_step_set_int (gru, FALK_ARG_BIDIRECTIONAL, TRUE);
  g_assert_cmpuint (falk_step_n_parameters (gru), ==, 16);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      falk_step_parameter (gru, i, &parameter);
      g_assert_cmpstr (parameter.name, ==, names[i]);
    }
  falk_step_parameter (gru, 8, &parameter);
  assert_shape (&parameter.value, "[60, 40]");
  falk_step_set_int (gru, FALK_ARG_BIAS, FALSE);
  g_assert_cmpuint (falk_step_n_parameters (gru), ==, 8);
}

/* Every row of the table is whole. */
static void
test_every_rule (void)
{
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      const FalkRule *rule = falk_rule (op);
      FalkOp found;

      g_assert_nonnull (rule->name);
      g_assert_nonnull (rule->summary);
      g_assert_nonnull (rule->give);
      g_assert_cmpuint (rule->n_checks, >, 0);
      for (guint i = 0; i < FALK_RULE_CHECKS_MAX; i++)
        g_assert_cmpint (rule->checks[i].holds != NULL, ==, i < rule->n_checks);
      for (guint i = 0; i < rule->n_args; i++)
        for (guint k = i + 1; k < rule->n_args; k++)
          g_assert_cmpint (rule->args[i].arg, !=, rule->args[k].arg);
      g_assert_true (falk_op_from_name (rule->name, &found));
      g_assert_cmpuint (found, ==, op);
    }
}

static void
test_every_fault_and_argument (void)
{
  for (guint code = 0; code < FALK_FAULT_COUNT; code++)
    {
      g_assert_nonnull (falk_fault_info (code)->name);
      g_assert_nonnull (falk_fault_info (code)->exception);
    }
  for (guint arg = 0; arg < FALK_ARG_COUNT; arg++)
    g_assert_cmpint (falk_arg_from_name (falk_arg_info (arg)->name), ==, arg);
}

static void
test_text (void)
{
  gint64 order[] = { 0, 2, 1 };
  g_autoptr (FalkStep) gru = falk_step_new (FALK_OP_GRU, "gru");
  g_autoptr (FalkStep) permute = falk_step_new (FALK_OP_PERMUTE, "p");
  g_autofree char *text = NULL, *moved = NULL;

  falk_step_set_int (gru, FALK_ARG_INPUT_SIZE, 50);
  falk_step_set_int (gru, FALK_ARG_HIDDEN_SIZE, 20);
  falk_step_set_int (gru, FALK_ARG_NUM_LAYERS, 1);
  falk_step_set_int (gru, FALK_ARG_BATCH_FIRST, TRUE);
  falk_step_set_ints (permute, FALK_ARG_DIMS, order, 3);
  text = falk_step_to_text (gru);
  moved = falk_step_to_text (permute);
  g_assert_cmpstr (text, ==, "nn.GRU(50, 20, batch_first=True)");
  g_assert_cmpstr (moved, ==, ".permute(0, 2, 1)");
}

/* Sizes that nothing could hold are a fault, not an overflow. */
static void
test_too_large (void)
{
  FalkShape shape = FALK_SHAPE (50, 32, 3);
  g_autoptr (FalkModel) model = gru_model (3, FALSE);
  g_autoptr (FalkTensor) input = bare (&shape);
  g_autoptr (FalkInference) inference = NULL;

  falk_step_set_int (falk_model_step (model, 0), FALK_ARG_HIDDEN_SIZE,
                     G_MAXINT64 / 2);
  inference = falk_infer (model, input);
  g_assert_false (inference->ok);
  g_assert_cmpint (inference->fault.code, ==, FALK_FAULT_TOO_LARGE);
}

static void
set_state (FalkStep *step, FalkArg arg, const char *text)
{
  FalkShape shape;

  if (!text)
    return;
  g_assert_true (falk_shape_parse (text, &shape));
  falk_step_set_ints (step, arg, shape.dims, shape.rank);
}

/* States of more axes than a cell takes that PyTorch 1.13 makes something of:
 * the shapes are those it gives. */
static void
test_cell_states (void)
{
  static const struct
  {
    FalkOp op;
    gint64 hidden;
    const char *input, *h0, *c0, *output;
  } rows[] = {
    { FALK_OP_LSTM_CELL, 4, "4,3", "4,4", "4,4,4", "[4, 4, 4]" },
    { FALK_OP_LSTM_CELL, 4, "4,3", "4,4", "4,4,1,4", "[4, 4, 4, 4]" },
    { FALK_OP_LSTM_CELL, 4, "1,3", "1,4", "1,4,1", "[1, 4, 4]" },
    { FALK_OP_LSTM_CELL, 1, "2,3", "2,1", "2,1,2,0", "[2, 1, 2, 0]" },
    { FALK_OP_LSTM_CELL, 7, "3", "7", "7,1", "[7, 7]" },
    { FALK_OP_LSTM_CELL, 0, "1", "0,1,0", "0", "[0, 1, 0]" },
    { FALK_OP_GRU_CELL, 0, "2,3", "2,0,2,0", NULL, "[2, 0, 2, 0]" },
    { FALK_OP_RNN_CELL, 4, "4,3", "4,4,4,4", NULL, "[4, 4, 4, 4]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkModel) model = falk_model_new ("cell");
      FalkStep *step = falk_step_new (rows[i].op, "cell");
      g_autoptr (FalkInference) inference = NULL;
      g_autoptr (FalkTensor) input = NULL;
      FalkShape shape;

      g_assert_true (falk_shape_parse (rows[i].input, &shape));
      input = bare (&shape);
      falk_step_set_int (step, FALK_ARG_INPUT_SIZE, shape.dims[shape.rank - 1]);
      falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE, rows[i].hidden);
      set_state (step, FALK_ARG_H0, rows[i].h0);
      set_state (step, FALK_ARG_C0, rows[i].c0);
      falk_model_insert (model, 0, step);
      inference = falk_infer (model, input);
      g_test_message ("row %u", i);
      g_assert_true (inference->ok);
      assert_shape (falk_inference_output (inference), rows[i].output);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/infer/gives-every-shape-when-it-fits", test_fits);
  g_test_add_func ("/shape/infer/states-the-seed-fault", test_seed_fault);
  g_test_add_func ("/shape/infer/keeps-ghosts-behind-a-fault", test_ghosts);
  g_test_add_func ("/shape/infer/roles-reach-through-a-permute",
                   test_roles_through_permute);
  g_test_add_func ("/shape/infer/packing-names-the-axes", test_roles_of_packed);
  g_test_add_func ("/shape/infer/refuses-what-nothing-could-hold",
                   test_too_large);
  g_test_add_func ("/shape/product/gives-operands-with-factors",
                   test_product_operands);
  g_test_add_func ("/shape/parameter/follows-pytorch-order", test_parameters);
  g_test_add_func ("/shape/rule/every-row-is-whole", test_every_rule);
  g_test_add_func ("/shape/fault/every-row-has-its-names",
                   test_every_fault_and_argument);
  g_test_add_func ("/shape/step/is-written-as-code", test_text);
  g_test_add_func ("/shape/infer/follows-odd-states-of-cells",
                   test_cell_states);
  return g_test_run ();
}
