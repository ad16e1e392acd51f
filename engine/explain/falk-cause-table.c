/* SPDX-License-Identifier: MIT */
/* The table of causes: which faults each may explain, how likely it is, and
 * how to mend it. A further cause is a further row. */
#include "falk-cause-private.h"

#define ON(code) ((guint64)1 << FALK_FAULT_##code)

static const char *const cause_names[] = {
  [FALK_CAUSE_FEATURE_DIM] = "feature_dim_mismatch",
  [FALK_CAUSE_FEATURE_NOT_LAST] = "feature_not_on_last_axis",
  [FALK_CAUSE_MISSING_LAYER] = "missing_encoder_before_rnn",
  [FALK_CAUSE_BATCH_FIRST] = "batch_first_swapped",
  [FALK_CAUSE_LAST_STEP] = "forgot_last_step_before_linear",
  [FALK_CAUSE_LINEAR_AFTER_RNN] = "linear_in_features_after_rnn",
  [FALK_CAUSE_BIDIRECTIONAL] = "bidirectional_doubles_width",
  [FALK_CAUSE_MISSING_AXIS] = "missing_unsqueeze",
  [FALK_CAUSE_EXTRA_AXIS] = "extra_axis",
  [FALK_CAUSE_HIDDEN_BATCH] = "hidden_batch_mismatch",
  [FALK_CAUSE_HIDDEN_LAYERS] = "hidden_layers_directions",
  [FALK_CAUSE_HIDDEN_SIZE] = "hidden_size_mismatch",
  [FALK_CAUSE_HIDDEN_BATCH_FIRST] = "hidden_batch_first",
  [FALK_CAUSE_UNBATCHED] = "unbatched_vs_batched",
  [FALK_CAUSE_DTYPE] = "dtype",
  [FALK_CAUSE_VIEW_TOTAL] = "view_bad_total",
  [FALK_CAUSE_BAD_ARGUMENT] = "bad_argument",
  [FALK_CAUSE_LAST_BATCH] = "last_partial_batch",
  [FALK_CAUSE_STATE_REUSED] = "hidden_state_reused_across_batch",
  [FALK_CAUSE_DATA_PARALLEL] = "dataparallel_scatter",
  [FALK_CAUSE_AXIS_LOST] = "axis_lost_by_squeeze",
  [FALK_CAUSE_RESHAPE] = "cnn_to_rnn_reshape",
  [FALK_CAUSE_EMPTY_INPUT] = "empty_input",
  [FALK_CAUSE_TUPLE] = "tuple_not_unpacked",
};
G_STATIC_ASSERT (G_N_ELEMENTS (cause_names) == FALK_CAUSE_COUNT);

#define FEATURES (ON (INPUT_SIZE) | ON (CELL_INPUT_SIZE) | ON (MATMUL))
#define STATE_RANK (ON (UNBATCHED_STATE) | ON (BATCHED_STATE))
#define STATE (ON (HIDDEN_SIZE) | ON (CELL_BATCH) | ON (CELL_HIDDEN_SIZE))
#define ROW(code, title, faults, name)                                         \
  {                                                                            \
    FALK_CAUSE_##code, title, faults, falk_cause_test_##name,                  \
        falk_cause_repair_##name                                               \
  }

/* The order here settles equal scores. */
static const FalkCauseRow rows[] = {
  ROW (FEATURE_DIM, "The layer was built for other data", FEATURES,
       feature_dim),
  ROW (FEATURE_NOT_LAST, "The axes are in another order", FEATURES, not_last),
  ROW (MISSING_LAYER, "A layer is missing before {step}", FEATURES,
       missing_layer),
  ROW (MISSING_AXIS, "The feature axis is missing", FEATURES,
       missing_feature_axis),
  ROW (RESHAPE, "The last axes were to be flattened first", FEATURES,
       missing_flatten),
  ROW (VIEW_TOTAL, "The rows were cut to the wrong length", FEATURES,
       view_total),
  ROW (RESHAPE, "Another axis is flattened into the features", FEATURES,
       flattened_in),
  ROW (FEATURE_NOT_LAST, "The time steps are flattened into the features",
       FEATURES, unflatten),
  ROW (BIDIRECTIONAL,
       "{maker} is bidirectional: it gives twice its hidden_size", FEATURES,
       bidirectional_before),
  ROW (BIDIRECTIONAL, "A bidirectional layer before it doubles the width",
       FEATURES, bidirectional_maybe),
  ROW (BIDIRECTIONAL, "{maker} was to be bidirectional", FEATURES,
       one_direction_before),
  ROW (LINEAR_AFTER_RNN,
       "{step} was built for another width than the "
       "recurrent layer gives",
       ON (MATMUL), after_rnn),
  ROW (FEATURE_DIM, "The recurrent layer was to be wider", FEATURES,
       hidden_before),
  ROW (FEATURE_NOT_LAST, "{before} takes the wrong axis away", FEATURES,
       wrong_axis_taken),
  ROW (VIEW_TOTAL, "{before} cuts the rows to the wrong length", FEATURES,
       view_before),

  ROW (HIDDEN_BATCH_FIRST, "The state is batch first", ON (HIDDEN_SIZE),
       state_batch_first),
  ROW (BATCH_FIRST, "The input's batch and time are exchanged",
       ON (HIDDEN_SIZE), input_batch_first),
  ROW (LAST_BATCH, "The last batch is smaller than the others", STATE,
       last_partial_batch),
  ROW (STATE_REUSED, "The state was kept from another phase", STATE,
       state_reused),
  ROW (DATA_PARALLEL, "DataParallel split the input and the state apart",
       ON (HIDDEN_SIZE), data_parallel),
  ROW (HIDDEN_BATCH, "The state was made for another batch size", STATE,
       state_batch),
  ROW (HIDDEN_LAYERS,
       "The state is that of another number of layers or "
       "directions",
       ON (HIDDEN_SIZE), state_layers),
  ROW (HIDDEN_LAYERS, "The layer has another depth than the state's maker",
       ON (HIDDEN_SIZE), layers_of_state),
  ROW (HIDDEN_LAYERS, "One of the two is bidirectional", ON (HIDDEN_SIZE),
       directions_of_state),
  ROW (HIDDEN_SIZE, "The state has another width than the layer", STATE,
       state_width),
  ROW (HIDDEN_SIZE, "hidden_size was to be the state's width", STATE,
       width_of_state),
  ROW (MISSING_AXIS, "The state has lost an axis",
       STATE_RANK | STATE | ON (CELL_STATE_RANK), state_axis_missing),
  ROW (EXTRA_AXIS, "The state has an axis too many", STATE_RANK | STATE,
       state_axis_extra),
  ROW (TUPLE, "An LSTM was given one tensor instead of two", STATE_RANK | STATE,
       state_not_a_pair),
  ROW (HIDDEN_BATCH, "The state needn't be handed in",
       STATE | STATE_RANK | ON (CELL_STATE_RANK), state_left_out),

  ROW (MISSING_AXIS, "The input has lost an axis",
       ON (INPUT_RANK) | ON (UNBATCHED_STATE), input_axis_missing),
  ROW (EXTRA_AXIS, "An axis of size 1 is too many",
       ON (INPUT_RANK) | ON (UNBATCHED_STATE) | ON (CELL_RANK), input_axis_one),
  ROW (EXTRA_AXIS, "Two axes were to be flattened to one",
       ON (INPUT_RANK) | ON (UNBATCHED_STATE) | ON (CELL_RANK),
       input_axes_merged),
  ROW (EXTRA_AXIS, "A cell takes one time step, not a sequence", ON (CELL_RANK),
       cell_for_sequence),
  ROW (MISSING_AXIS, "A single number has no axis to multiply along",
       ON (MATMUL_SCALAR) | ON (INPUT_RANK) | ON (CELL_RANK), scalar_input),
  ROW (EMPTY_INPUT, "The input has no time steps", ON (NO_TIME), empty_input),

  ROW (BAD_ARGUMENT, "A size can't be negative", ON (NEGATIVE_SIZE),
       negative_size),
  ROW (BAD_ARGUMENT, "hidden_size must be above 0", ON (HIDDEN_ZERO),
       hidden_zero),
  ROW (BAD_ARGUMENT, "There must be a layer", ON (NO_LAYERS), no_layers),
  ROW (BAD_ARGUMENT, "dropout is a probability", ON (DROPOUT), dropout),
  ROW (DTYPE, "The data has another type than the weights",
       ON (DTYPE) | ON (DTYPE_SCALAR) | ON (MEAN_DTYPE), dtype),
  ROW (BAD_ARGUMENT, "No computer could hold it", ON (TOO_LARGE), too_large),

  ROW (BAD_ARGUMENT, "The axis is beyond the last one", ON (DIM_RANGE),
       dim_clamped),
  ROW (BAD_ARGUMENT, "Axes count from 0", ON (DIM_RANGE), dim_counted_from_one),
  ROW (AXIS_LOST, "The tensor has lost an axis before {step}",
       ON (DIM_RANGE) | ON (PERMUTE_COUNT), axis_lost),
  ROW (AXIS_LOST, "Nothing is left to select from", ON (SELECT_SCALAR),
       select_scalar),
  ROW (BAD_ARGUMENT, "The index is beyond the end", ON (SELECT_INDEX),
       select_last),
  ROW (BATCH_FIRST, "The index was meant for another axis", ON (SELECT_INDEX),
       select_other_axis),
  ROW (BAD_ARGUMENT, "permute must name every axis once", ON (PERMUTE_COUNT),
       permute_count),
  ROW (BAD_ARGUMENT, "An axis is named twice, another never",
       ON (PERMUTE_DUPLICATE), permute_duplicate),
  ROW (BAD_ARGUMENT, "start_dim and end_dim are exchanged", ON (FLATTEN_ORDER),
       flatten_order),
  ROW (BAD_ARGUMENT, "Only -1 has a meaning below 0", ON (SHAPE_NEGATIVE),
       shape_negative),
  ROW (BAD_ARGUMENT, "Only one size can be left open", ON (SHAPE_TWO_UNKNOWN),
       shape_two_unknown),
  ROW (VIEW_TOTAL, "The sizes multiply to another total", ON (SHAPE_TOTAL),
       shape_total),
  ROW (EMPTY_INPUT, "There is nothing to divide up", ON (SHAPE_AMBIGUOUS),
       shape_ambiguous),
  ROW (VIEW_TOTAL, "A view can't cross axes that were moved", ON (VIEW_STRIDE),
       view_stride),
};

const FalkCauseRow *
falk_cause_rows (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}

const char *
falk_cause_name (FalkCauseCode code)
{
  g_return_val_if_fail (code < FALK_CAUSE_COUNT, NULL);
  return cause_names[code];
}
