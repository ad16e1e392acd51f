/* SPDX-License-Identifier: MIT */
/* How the rows of the table of steps are written, and what several of them
 * share. For falk-rule-table.c alone. */
#pragma once

#include "falk-rule-private.h"

/* clang-format off */
#define REQUIRED(id) { .arg = FALK_ARG_##id, .required = TRUE }
#define DEFAULT(id, value) { .arg = FALK_ARG_##id, .fallback = value }
#define FLOATING(id, value) { .arg = FALK_ARG_##id, .fallback_float = value }
#define OPTIONAL(id) { .arg = FALK_ARG_##id, .optional = TRUE }
#define DEFAULT_SINCE(version, id, value) \
  { .arg = FALK_ARG_##id, .fallback = value, .since = FALK_TORCH_##version }
#define OPTIONAL_SINCE(version, id) \
  { .arg = FALK_ARG_##id, .optional = TRUE, .since = FALK_TORCH_##version }
#define HANDED(id) { .arg = FALK_ARG_##id, .optional = TRUE, .outside = TRUE }
#define HANDED_DEFAULT(id) { .arg = FALK_ARG_##id, .outside = TRUE }
#define ALWAYS(name, ...) { name, { __VA_ARGS__ }, FALK_ARG_NONE }
#define WHEN(id, name, ...) { name, { __VA_ARGS__ }, FALK_ARG_##id }
#define CHECK_OF(first, end, code, name) \
  { FALK_FAULT_##code, FALK_TORCH_##first, FALK_TORCH_##end, falk_check_##name }
#define CHECK(code, name) CHECK_OF (0_3, COUNT, code, name)
#define CHECK_SINCE(version, code, name) CHECK_OF (version, COUNT, code, name)
#define CHECK_UNTIL(version, code, name) CHECK_OF (0_3, version, code, name)

#define ARGS(...) \
  .args = { __VA_ARGS__ }, \
  .n_args = sizeof ((FalkArgSpec[]){ __VA_ARGS__ }) / sizeof (FalkArgSpec)
#define PARAMETERS(...) \
  .parameters = { __VA_ARGS__ }, \
  .n_parameters = sizeof ((FalkParameterSpec[]){ __VA_ARGS__ }) \
                  / sizeof (FalkParameterSpec)
#define CHECKS(...) \
  .checks = { __VA_ARGS__ }, \
  .n_checks = sizeof ((FalkCheck[]){ __VA_ARGS__ }) / sizeof (FalkCheck)

#define BESIDE(...) .beside = (const char *const[]){ __VA_ARGS__, NULL }
#define FACTORY "device", "dtype"

#define WEIGHTS_OF_A_STATE(symbol) \
  ALWAYS ("weight_ih", FALK_SYMBOL_GATES_HIDDEN, FALK_SYMBOL_LAYER_INPUT), \
  ALWAYS ("weight_hh", FALK_SYMBOL_GATES_HIDDEN, symbol), \
  WHEN (BIAS, "bias_ih", FALK_SYMBOL_GATES_HIDDEN), \
  WHEN (BIAS, "bias_hh", FALK_SYMBOL_GATES_HIDDEN)

#define DTYPE_OF_A_PRODUCT \
  CHECK (DTYPE_BATCH, state_batch), CHECK (DTYPE_KERNEL, state_kernel), \
  CHECK (DTYPE_SCALAR, state_vector)

/* Of what products without terms let through. */
#define DTYPE_OF_GATES \
  CHECK (DTYPE_KERNEL, gates_kernel), CHECK (DTYPE_RELU, gates_relu), \
  CHECK (DTYPE_CAST, gates_cast)

/* What Python finds before a constructor runs. */
#define BINDING \
  CHECK (ARGUMENT_UNKNOWN, argument_unknown), \
  CHECK (ARGUMENT_MISSING, argument_missing), \
  CHECK (TOO_LARGE, argument_large)

/* What the constructors of GRU, LSTM and RNN look at behind dropout: from 2.1
 * and 2.2 on by name, before proj_size. */
#define RECURRENT_COUNTS \
  CHECK_SINCE (2_1, HIDDEN_ZERO, hidden_zero), \
  CHECK_SINCE (2_2, NO_LAYERS, layers)

/* Before 1.8 a hidden_size of 0 was only found by a division, when all weights
 * were made. */
#define RECURRENT_ARGUMENTS \
  CHECK_OF (1_8, 2_1, HIDDEN_ZERO, hidden_zero), \
  CHECK_SINCE (1_8, PROJ_SIZE, proj_size), \
  CHECK (NEGATIVE_SIZE, parameter_sizes), \
  CHECK_UNTIL (2_2, NO_LAYERS, layers), \
  CHECK_UNTIL (1_8, HIDDEN_DIVISION, hidden_zero)

/* Before 1.11 the batch was asked for before anything was checked, and there
 * was no input without one. */
#define RECURRENT_RANK(unbatched, batched) \
  CHECK_UNTIL (1_11, NO_AXIS, batch_axis), \
  CHECK_SINCE (2_0, INPUT_RANK, input_rank), \
  CHECK_OF (1_11, 2_0, INPUT_SCALAR, input_scalar), \
  CHECK_SINCE (1_11, unbatched, unbatched_state), \
  CHECK_SINCE (1_11, batched, batched_state)

#define RECURRENT_INPUT \
  CHECK (PACKED_STATE_RANK, packed_state_rank), \
  CHECK (PACKED_STATE_NOTHING, packed_state_nothing), \
  CHECK (PACKED_STATE_INDEX, packed_state_index), \
  CHECK (PACKED_STATE_RANK, packed_c_rank), \
  CHECK (PACKED_STATE_NOTHING, packed_c_nothing), \
  CHECK (PACKED_STATE_INDEX, packed_c_index), \
  CHECK (PACKED_RANK, packed_rank), \
  CHECK_UNTIL (1_11, INPUT_RANK, input_batched), \
  CHECK_OF (1_11, 2_0, INPUT_RANK, input_rank), \
  CHECK (INPUT_SIZE, input_size)

#define RECURRENT_KERNEL \
  CHECK (DTYPE, dtype_matrix), \
  CHECK (NO_TIME, time), \
  DTYPE_OF_A_PRODUCT, DTYPE_OF_GATES, \
  CHECK (PACKED_SHORT, packed_short)

/* What GRU and RNN, which have one state, are checked for. */
#define ONE_STATE_CHECKS \
  CHECK (PROJ_UNSUPPORTED, proj_unsupported), BINDING, \
  CHECK (DROPOUT, dropout), RECURRENT_COUNTS, RECURRENT_ARGUMENTS, \
  RECURRENT_RANK (UNBATCHED_STATE, BATCHED_STATE), RECURRENT_INPUT, \
  CHECK (HIDDEN_SIZE, hidden_size), RECURRENT_KERNEL

/* What every recurrent layer is, and every cell. */
#define LAYERED(name_, gates_) \
  .name = name_, .module = TRUE, .gates = gates_, .recurrent = TRUE, \
  .layered = TRUE, .multiplies = TRUE, .constructor = "RNNBase", \
  BESIDE (FACTORY)
#define CELL(name_, gates_) \
  .name = name_, .module = TRUE, .gates = gates_, .recurrent = TRUE, \
  .multiplies = TRUE, .unpacked = NO_ATTRIBUTE ("dim"), BESIDE (FACTORY)

/* Before 1.11 a cell compared axis 1 of whatever it was given; from 2.1 on it
 * counts the axes of the state before anything is compared. */
#define CELL_INPUT \
  BINDING, \
  CHECK (NEGATIVE_SIZE, parameter_sizes), \
  CHECK_UNTIL (1_11, HIDDEN_DIVISION, hidden_zero), \
  CHECK (NOT_TENSOR_ATTRIBUTE, not_packed), \
  CHECK_UNTIL (1_11, NO_AXIS, cell_axis), \
  CHECK_UNTIL (1_11, CELL_RANK, cell_second), \
  CHECK_UNTIL (1_11, CELL_INPUT_SIZE, cell_width), \
  CHECK_SINCE (1_11, CELL_RANK, cell_rank), \
  CHECK_SINCE (2_1, CELL_STATE_AXES, cell_state_axes), \
  CHECK_SINCE (1_11, CELL_INPUT_SIZE, input_size), \
  CHECK (CELL_BATCH, cell_batch), \
  CHECK (CELL_STATE_SCALAR, cell_state_scalar), \
  CHECK (CELL_STATE_RANK, cell_state_rank), \
  CHECK (CELL_HIDDEN_SIZE, cell_hidden_size)

/* A GRUCell multiplies its input first, the others their state. */
#define CELL_DTYPE \
  CHECK_UNTIL (1_11, CELL_INPUT_PRODUCT, cell_last), \
  CHECK_UNTIL (1_11, CELL_INPUT_AXES, cell_matrix), \
  CHECK (DTYPE, dtype_matrix), \
  DTYPE_OF_A_PRODUCT
#define CELL_PRODUCT \
  CHECK (CELL_STATE_PRODUCT, cell_product)

#define CELL_KERNEL \
  CHECK (CELL_STATE_OUTPUT, cell_output), \
  CHECK (CELL_STATE_CRASH, cell_crash), \
  CHECK (CELL_STATE_ADD, cell_add), \
  DTYPE_OF_GATES

#define SHAPE_ARGUMENT \
  CHECK (NOT_TENSOR_ATTRIBUTE, not_packed), \
  CHECK (SHAPE_TWO_UNKNOWN, shape_two_unknown), \
  CHECK (SHAPE_NEGATIVE, shape_negative), \
  CHECK (SHAPE_TOTAL, shape_total), \
  CHECK (SHAPE_AMBIGUOUS, shape_ambiguous)

#define NO_ATTRIBUTE(name) "'PackedSequence' object has no attribute '" name "'"
#define NO_ARGUMENT(function, argument, position) \
  function "(): argument '" argument "' (position " position ") must be " \
  "Tensor, not PackedSequence"
#define NO_COMBINATION(function, types) \
  function "() received an invalid combination of arguments - got (" types \
  "), but expected one of:\n"
/* clang-format on */
