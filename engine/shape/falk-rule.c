/* SPDX-License-Identifier: MIT */
#include "falk-rule-private.h"

#include <string.h>

#define REQUIRED(id)                                                           \
  {                                                                            \
    .arg = FALK_ARG_##id, .required = TRUE                                     \
  }
#define DEFAULT(id, value)                                                     \
  {                                                                            \
    .arg = FALK_ARG_##id, .fallback = value                                    \
  }
#define OPTIONAL(id)                                                           \
  {                                                                            \
    .arg = FALK_ARG_##id, .optional = TRUE                                     \
  }
#define HANDED(id)                                                             \
  {                                                                            \
    .arg = FALK_ARG_##id, .optional = TRUE, .outside = TRUE                    \
  }
#define CHECK(code, name)                                                      \
  {                                                                            \
    FALK_FAULT_##code, falk_check_##name                                       \
  }

static const FalkRule rules[] = {
  [FALK_OP_GRU] = {
    .name = "GRU",
    .module = TRUE,
    .gates = 3,
    .layered = TRUE,
    .summary = "gated recurrent unit over a whole sequence",
    .args = { REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE),
              DEFAULT (NUM_LAYERS, 1), DEFAULT (BIAS, 1),
              DEFAULT (BATCH_FIRST, 0), DEFAULT (DROPOUT, 0),
              DEFAULT (BIDIRECTIONAL, 0), HANDED (H0), HANDED (TAKE) },
    .n_args = 9,
    .parameters = {
      { "weight_ih",
        { FALK_SYMBOL_GATES_HIDDEN, FALK_SYMBOL_LAYER_INPUT },
        FALSE },
      { "weight_hh", { FALK_SYMBOL_GATES_HIDDEN, FALK_SYMBOL_HIDDEN }, FALSE },
      { "bias_ih", { FALK_SYMBOL_GATES_HIDDEN }, TRUE },
      { "bias_hh", { FALK_SYMBOL_GATES_HIDDEN }, TRUE } },
    .n_parameters = 4,
    .checks = { CHECK (DROPOUT, dropout), CHECK (HIDDEN_ZERO, hidden_zero),
                CHECK (NEGATIVE_SIZE, parameter_sizes),
                CHECK (NO_LAYERS, layers),
                CHECK (UNBATCHED_STATE, unbatched_state),
                CHECK (BATCHED_STATE, batched_state),
                CHECK (INPUT_RANK, input_rank), CHECK (INPUT_SIZE, input_size),
                CHECK (HIDDEN_SIZE, hidden_size), CHECK (NO_TIME, time),
                CHECK (DTYPE, dtype_matrix),
                CHECK (DTYPE_SCALAR, dtype_vector) },
    .n_checks = 12,
    .give = falk_give_recurrent,
  },
  [FALK_OP_GRU_CELL] = {
    .name = "GRUCell",
    .module = TRUE,
    .gates = 3,
    .summary = "one time step of a gated recurrent unit",
    .args = { REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE), DEFAULT (BIAS, 1),
              HANDED (H0) },
    .n_args = 4,
    .parameters = {
      { "weight_ih",
        { FALK_SYMBOL_GATES_HIDDEN, FALK_SYMBOL_LAYER_INPUT },
        FALSE },
      { "weight_hh", { FALK_SYMBOL_GATES_HIDDEN, FALK_SYMBOL_HIDDEN }, FALSE },
      { "bias_ih", { FALK_SYMBOL_GATES_HIDDEN }, TRUE },
      { "bias_hh", { FALK_SYMBOL_GATES_HIDDEN }, TRUE } },
    .n_parameters = 4,
    .checks = { CHECK (NEGATIVE_SIZE, parameter_sizes),
                CHECK (CELL_RANK, cell_rank),
                CHECK (CELL_INPUT_SIZE, input_size),
                CHECK (CELL_BATCH, cell_batch),
                CHECK (CELL_STATE_RANK, cell_state_rank),
                CHECK (CELL_HIDDEN_SIZE, cell_hidden_size),
                CHECK (DTYPE, dtype_matrix),
                CHECK (DTYPE_SCALAR, dtype_vector) },
    .n_checks = 8,
    .give = falk_give_cell,
  },
  [FALK_OP_LINEAR] = {
    .name = "Linear",
    .module = TRUE,
    .gates = 1,
    .summary = "x · weightᵀ + bias over the last axis",
    .args = { REQUIRED (IN_FEATURES), REQUIRED (OUT_FEATURES),
              DEFAULT (BIAS, 1) },
    .n_args = 3,
    .parameters = {
      { "weight",
        { FALK_SYMBOL_OUT_FEATURES, FALK_SYMBOL_IN_FEATURES },
        FALSE },
      { "bias", { FALK_SYMBOL_OUT_FEATURES }, TRUE } },
    .n_parameters = 2,
    .checks = { CHECK (NEGATIVE_SIZE, parameter_sizes),
                CHECK (MATMUL_SCALAR, matmul_scalar),
                CHECK (DTYPE, dtype_matrix), CHECK (MATMUL, matmul),
                CHECK (DTYPE_SCALAR, dtype_vector) },
    .n_checks = 5,
    .give = falk_give_linear,
  },
  [FALK_OP_SELECT] = {
    .name = "select",
    .gates = 1,
    .summary = "one index of one axis, such as the last time step",
    .args = { REQUIRED (DIM), REQUIRED (INDEX) },
    .n_args = 2,
    .checks = { CHECK (SELECT_SCALAR, select_scalar), CHECK (DIM_RANGE, dim),
                CHECK (SELECT_INDEX, select_index) },
    .n_checks = 3,
    .give = falk_give_select,
  },
  [FALK_OP_PERMUTE] = {
    .name = "permute",
    .variadic = TRUE,
    .gates = 1,
    .summary = "the axes in another order",
    .args = { REQUIRED (DIMS) },
    .n_args = 1,
    .checks = { CHECK (PERMUTE_COUNT, permute_count),
                CHECK (DIM_RANGE, permute_range),
                CHECK (PERMUTE_DUPLICATE, permute_duplicate) },
    .n_checks = 3,
    .give = falk_give_permute,
  },
  [FALK_OP_TRANSPOSE] = {
    .name = "transpose",
    .gates = 1,
    .summary = "two axes exchanged",
    .args = { REQUIRED (DIM0), REQUIRED (DIM1) },
    .n_args = 2,
    .checks = { CHECK (DIM_RANGE, dim_pair) },
    .n_checks = 1,
    .give = falk_give_transpose,
  },
  [FALK_OP_VIEW] = {
    .name = "view",
    .variadic = TRUE,
    .gates = 1,
    .summary = "the same elements in the same memory order, other sizes",
    .args = { REQUIRED (SHAPE) },
    .n_args = 1,
    .checks = { CHECK (SHAPE_TWO_UNKNOWN, shape_two_unknown),
                CHECK (SHAPE_NEGATIVE, shape_negative),
                CHECK (SHAPE_TOTAL, shape_total),
                CHECK (SHAPE_AMBIGUOUS, shape_ambiguous),
                CHECK (VIEW_STRIDE, view_stride) },
    .n_checks = 5,
    .give = falk_give_reshape,
  },
  [FALK_OP_RESHAPE] = {
    .name = "reshape",
    .variadic = TRUE,
    .gates = 1,
    .summary = "view, or a copy where a view is not possible",
    .args = { REQUIRED (SHAPE) },
    .n_args = 1,
    .checks = { CHECK (SHAPE_TWO_UNKNOWN, shape_two_unknown),
                CHECK (SHAPE_NEGATIVE, shape_negative),
                CHECK (SHAPE_TOTAL, shape_total),
                CHECK (SHAPE_AMBIGUOUS, shape_ambiguous) },
    .n_checks = 4,
    .give = falk_give_reshape,
  },
  [FALK_OP_FLATTEN] = {
    .name = "flatten",
    .gates = 1,
    .summary = "neighbouring axes merged into one",
    .args = { DEFAULT (START_DIM, 0), DEFAULT (END_DIM, -1) },
    .n_args = 2,
    .checks = { CHECK (DIM_RANGE, dim_span),
                CHECK (FLATTEN_ORDER, flatten_order) },
    .n_checks = 2,
    .give = falk_give_flatten,
  },
  [FALK_OP_SQUEEZE] = {
    .name = "squeeze",
    .gates = 1,
    .summary = "axes of size 1 taken away",
    .args = { OPTIONAL (DIM) },
    .n_args = 1,
    .checks = { CHECK (DIM_RANGE, dim) },
    .n_checks = 1,
    .give = falk_give_squeeze,
  },
  [FALK_OP_UNSQUEEZE] = {
    .name = "unsqueeze",
    .gates = 1,
    .summary = "an axis of size 1 added",
    .args = { REQUIRED (DIM) },
    .n_args = 1,
    .checks = { CHECK (DIM_RANGE, dim_new), CHECK (TOO_LARGE, room) },
    .n_checks = 2,
    .give = falk_give_unsqueeze,
  },
  [FALK_OP_MEAN] = {
    .name = "mean",
    .gates = 1,
    .summary = "the mean over one axis, or over all",
    .args = { OPTIONAL (DIM), DEFAULT (KEEPDIM, 0) },
    .n_args = 2,
    .checks = { CHECK (MEAN_DTYPE, mean_dtype), CHECK (DIM_RANGE, dim) },
    .n_checks = 2,
    .give = falk_give_mean,
  },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rules) == FALK_OP_COUNT);

const FalkRule *
falk_rule (FalkOp op)
{
  g_return_val_if_fail (op < FALK_OP_COUNT, &rules[0]);
  return &rules[op];
}

gboolean
falk_op_from_name (const char *name, FalkOp *op)
{
  static const char *const prefixes[] = { "torch.", "nn." };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      name += strlen (prefixes[i]);
  for (guint i = 0; i < FALK_OP_COUNT; i++)
    if (strcmp (rules[i].name, name) == 0)
      {
        *op = i;
        return TRUE;
      }
  return FALSE;
}

const FalkArgSpec *
falk_rule_arg (FalkOp op, FalkArg arg)
{
  const FalkRule *rule = falk_rule (op);

  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].arg == arg)
      return &rule->args[i];
  return NULL;
}
