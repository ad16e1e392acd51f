/* SPDX-License-Identifier: MIT */
/* The table of causes: which faults each may explain, how likely it is, and
 * how to mend it. A further cause is a further row. */
#include "falk-cause-private.h"

#define ON(code) FALK_FAULT_##code

/* clang-format off */
#define FEATURES \
  ON (INPUT_SIZE), ON (CELL_INPUT_SIZE), ON (MATMUL), ON (MATMUL_BATCH)
#define STATE_RANK \
  ON (UNBATCHED_STATE), ON (BATCHED_STATE), ON (UNBATCHED_STATES), \
  ON (BATCHED_STATES)
#define LAYERED_STATE ON (HIDDEN_SIZE), ON (HIDDEN_SIZE_H), ON (HIDDEN_SIZE_C)
#define STATE LAYERED_STATE, ON (CELL_BATCH), ON (CELL_HIDDEN_SIZE)
#define STATE_EXTRA \
  ON (CELL_STATE_PRODUCT), ON (CELL_STATE_ADD), ON (CELL_STATE_OUTPUT), \
  ON (CELL_STATE_CRASH), ON (CELL_STATE_AXES)
#define LAYER_FEATURES \
  ON (CONV_CHANNELS), ON (LAYER_NORM), ON (BATCH_NORM_FEATURES), \
  ON (BATCH_NORM_WEIGHT)
#define LAYER_RANK \
  ON (CONV_RANK), ON (LAYER_NORM), ON (BATCH_NORM_RANK), ON (PACK_RANK), \
  ON (PACK_SCALAR)
#define LAYER_ARGUMENTS \
  ON (PROJ_SIZE), ON (PROJ_NEGATIVE), ON (PROJ_UNSUPPORTED), \
  ON (ARGUMENT_LATER), \
  ON (DROPOUT_P), ON (GROUPS_POSITIVE), ON (GROUPS_IN), ON (GROUPS_OUT), \
  ON (CONV_PADDING), ON (CONV_STRIDE), ON (CONV_DILATION), \
  ON (CONV_DILATION_SLOW), ON (CONV_KERNEL_ZERO), ON (CONV_KERNEL_SLOW), \
  ON (CONV_WEIGHT), ON (EMBEDDING_EMPTY)
#define LENGTHS \
  ON (PACK_COUNT), ON (PACK_ZERO), ON (PACK_INDEX), \
  ON (PACK_INDEX_VECTOR), ON (PACK_RANK), ON (UNPACK_TOTAL), \
  ON (PACKED_SHORT), ON (PACKED_STATE_INDEX)
#define OPERANDS ON (BROADCAST), ON (CAT_SIZE), ON (BMM_SIZE)
#define LOSS \
  ON (LOSS_BATCH), ON (LOSS_TARGET_AXIS), ON (LOSS_PROBABILITIES), \
  ON (LOSS_VECTOR), \
  ON (LOSS_MULTI), ON (LOSS_SPATIAL_RANK), ON (LOSS_SPATIAL), \
  ON (LOSS_TARGET)
#define ROW_BY(code, title, test, repair, ...) \
  { \
    FALK_CAUSE_##code, title, \
    (const FalkFaultCode[]){ __VA_ARGS__, FALK_FAULT_COUNT }, test, repair \
  }
#define ROW(code, title, name, ...) \
  ROW_BY (code, title, falk_cause_test_##name, falk_cause_repair_##name, \
          __VA_ARGS__)
/* … that the repair of another row mends. */
#define LIKE(code, title, name, repair, ...) \
  ROW_BY (code, title, falk_cause_test_##name, falk_cause_repair_##repair, \
          __VA_ARGS__)
/* … that no edit of ours can mend: its proposal says what to change. */
#define SAID(code, title, name, ...) \
  ROW_BY (code, title, falk_cause_test_##name, NULL, __VA_ARGS__)

/* The order here settles equal scores. */
static const FalkCauseRow rows[] = {
  ROW (FEATURE_DIM, "The layer was built for other data", feature_dim,
       FEATURES),
  ROW (FEATURE_NOT_LAST, "The axes are in another order", not_last, FEATURES),
  ROW (MISSING_LAYER, "A layer is missing before {step}", missing_layer,
       FEATURES),
  ROW (MISSING_AXIS, "The feature axis is missing", missing_feature_axis,
       FEATURES),
  ROW (RESHAPE, "The last axes were to be flattened first", missing_flatten,
       FEATURES),
  ROW (VIEW_TOTAL, "The rows were cut to the wrong length", view_total,
       FEATURES),
  SAID (RESHAPE, "Another axis is flattened into the features", flattened_in,
        FEATURES),
  ROW (FEATURE_NOT_LAST,
       "The time steps are flattened into the features", unflatten,
       FEATURES),
  LIKE (BIDIRECTIONAL,
        "{maker} is bidirectional: it gives twice its hidden_size",
        bidirectional_before, feature_dim, FEATURES),
  LIKE (BIDIRECTIONAL, "A bidirectional layer before it doubles the width",
        bidirectional_maybe, feature_dim, FEATURES),
  ROW (BIDIRECTIONAL, "{maker} was to be bidirectional", one_direction_before,
       FEATURES),
  LIKE (LINEAR_AFTER_RNN,
        "{step} was built for another width than the recurrent layer gives",
        after_rnn, feature_dim, ON (MATMUL), ON (MATMUL_BATCH)),
  ROW (FEATURE_DIM, "The recurrent layer was to be wider", hidden_before,
       FEATURES),
  ROW (FEATURE_NOT_LAST, "{before} takes the wrong axis away", wrong_axis_taken,
       FEATURES),
  ROW (VIEW_TOTAL, "{before} cuts the rows to the wrong length", view_before,
       FEATURES),

  LIKE (BIDIRECTIONAL, "It was built for both directions of a layer",
        one_direction_maybe, feature_dim, FEATURES),
  ROW (WRONG_TENSOR, "Another tensor than the one that was meant", own_output,
       FEATURES),
  LIKE (RESHAPE, "What the convolution leaves is another width", conv_before,
        feature_dim, FEATURES),
  LIKE (LINEAR_AFTER_RNN, "It was built for what enters the recurrent layer",
        linear_after_maybe, feature_dim, ON (MATMUL)),
  SAID (AXIS_LOST, "The second operand is no weight", same_columns,
        ON (MATMUL)),
  SAID (FEATURE_NOT_LAST, "The axes may be in another order", maybe_not_last,
        FEATURES),
  SAID (WRONG_LAYER, "It is not the GRU that fails", other_layer, ON (MATMUL)),

  ROW (FEATURE_DIM, "The layer was built for other data", layer_width,
       LAYER_FEATURES),
  ROW (FEATURE_NOT_LAST, "The features are on another axis", layer_axis,
       LAYER_FEATURES),
  ROW (MISSING_AXIS, "{step} takes more axes", axes_few, LAYER_RANK),
  ROW (EXTRA_AXIS, "{step} takes fewer axes", axes_many, LAYER_RANK),
  ROW (BAD_ARGUMENT, "An argument of {step} is not allowed", layer_argument,
       LAYER_ARGUMENTS),
  ROW (BAD_ARGUMENT, "normalized_shape names no axis", normalized_empty,
       ON (NORMALIZED_EMPTY)),
  ROW (BAD_ARGUMENT, "The kernel is longer than the input", kernel_long,
       ON (CONV_KERNEL)),
  SAID (LAST_BATCH, "The batch is a single value", one_value,
        ON (BATCH_NORM_SINGLE)),
  ROW (DTYPE, "An Embedding takes ids", ids, ON (EMBEDDING_DTYPE)),
  SAID (EMPTY_INPUT, "The input is empty", nothing_left, ON (CONV_EMPTY),
        ON (WEIGHT_NONE), ON (PACK_EMPTY), ON (PACK_NOTHING),
        ON (LOSS_CLASSES)),

  ROW (PACKED_LENGTHS, "The lengths are not those of the batch", lengths,
       LENGTHS, ON (PACK_EMPTY)),
  ROW (PACKED_LENGTHS, "The lengths are not sorted", unsorted,
       ON (PACK_UNSORTED)),
  ROW (BATCH_FIRST, "Batch and time are exchanged in packing", pack_batch_first,
       LENGTHS),
  ROW (TUPLE, "{step} was given a PackedSequence", still_packed,
       ON (NOT_TENSOR), ON (NOT_TENSOR_ATTRIBUTE), ON (NOT_TENSOR_DEVICE)),
  ROW (MISSING_AXIS, "What was packed had other axes", packed_axes,
       ON (PACKED_RANK)),
  ROW (EXTRA_AXIS, "What was packed had an axis too many", packed_axis_extra,
       ON (PACKED_RANK)),
  SAID (TUPLE, "A PackedSequence where a tensor was meant", packed_unmeant,
        ON (PACKED_RANK)),
  ROW (DATA_PARALLEL, "DataParallel split the batch, and not the lengths",
       lengths_scattered,
       ON (PACK_COUNT)),
  ROW (TUPLE, "{step} was given a plain tensor", never_packed, ON (NOT_PACKED)),

  ROW (FEATURE_DIM, "The two operands have other sizes", other_shape, OPERANDS),
  LIKE (BIDIRECTIONAL, "A bidirectional layer doubles the width",
        operand_doubled, other_shape, ON (BROADCAST)),
  ROW (FEATURE_NOT_LAST, "The axes are in another order", operand_order,
       ON (BROADCAST), ON (BMM_SIZE), ON (CAT_SIZE)),
  SAID (COLLATE, "Samples of different length are joined", operand_length,
        ON (CAT_SIZE)),
  ROW (HIDDEN_BATCH, "The two are of other batches", operand_batch,
       ON (BMM_SIZE)),
  SAID (AXIS_LOST, "An axis was lost on one side", operand_axis_lost,
        ON (BROADCAST), ON (CAT_RANK), ON (BMM_RANK), ON (BMM_OTHER_RANK)),
  SAID (EXTRA_AXIS, "An axis is too many", operand_axis_extra, ON (CAT_RANK),
        ON (BMM_RANK), ON (BMM_OTHER_RANK)),
  ROW (MISSING_AXIS, "An axis is missing from one operand", operand_axes,
       ON (CAT_RANK), ON (CAT_SCALAR), ON (BMM_RANK), ON (BMM_OTHER_RANK)),
  ROW (LOSS_BATCH, "Predictions and targets are not as many", loss_batch, LOSS),
  LIKE (LOSS_BATCH, "The targets are a step apart", loss_shifted, other_shape,
        ON (LOSS_BATCH)),
  ROW (LAST_STEP, "A prediction is made for each step", loss_last_step,
       ON (LOSS_BATCH)),

  ROW (HIDDEN_BATCH_FIRST, "The state is batch first", state_batch_first,
       LAYERED_STATE),
  ROW (BATCH_FIRST,
       "The input's batch and time are exchanged", input_batch_first,
       LAYERED_STATE),
  ROW (LAST_BATCH,
       "The last batch is smaller than the others", last_partial_batch,
       STATE),
  ROW (STATE_REUSED, "The state was kept from another phase", state_reused,
       STATE),
  ROW (DATA_PARALLEL,
       "DataParallel split the input and the state apart", data_parallel,
       LAYERED_STATE),
  ROW (HIDDEN_BATCH, "The state was made for another batch size", state_batch,
       STATE),
  ROW (HIDDEN_LAYERS,
       "The state is that of another number of layers or"
       " directions", state_layers,
       LAYERED_STATE),
  ROW (HIDDEN_LAYERS,
       "The layer has another depth than the state's "
       "maker", layers_of_state,
       LAYERED_STATE),
  ROW (HIDDEN_LAYERS, "One of the two is bidirectional", directions_of_state,
       LAYERED_STATE),
  LIKE (HIDDEN_SIZE, "The state has another width than the layer", state_width,
        state, STATE),
  ROW (HIDDEN_SIZE, "hidden_size was to be the state's width", width_of_state,
       STATE),
  ROW (MISSING_AXIS, "The state has lost an axis", state_axis_missing,
       STATE_RANK, STATE, ON (CELL_STATE_RANK), ON (CELL_STATE_SCALAR),
       ON (CELL_STATE_AXES), ON (PACKED_STATE_RANK)),
  ROW (EXTRA_AXIS, "The state has an axis too many", state_axis_extra,
       STATE_RANK, STATE, STATE_EXTRA),
  SAID (TUPLE, "An LSTM was given one tensor instead of two", state_not_a_pair,
        STATE_RANK, STATE, ON (CELL_STATE_RANK), ON (CELL_STATE_SCALAR),
        ON (CELL_STATE_AXES)),
  ROW (HIDDEN_BATCH, "The state needn't be handed in", state_left_out,
       STATE, STATE_RANK, ON (CELL_STATE_RANK), ON (CELL_STATE_SCALAR),
       ON (PACKED_STATE_RANK), ON (PACKED_STATE_INDEX),
       ON (PACKED_STATE_NOTHING), STATE_EXTRA),

  LIKE (WRONG_TENSOR, "An output was handed in for the state", output_for_state,
        state, LAYERED_STATE),
  LIKE (AXIS_LOST, "squeeze took an axis of the state away", squeezed_before,
        state, STATE_RANK),
  LIKE (EXTRA_AXIS, "A cell was handed the state of a layer", cell_state_layers,
        state, ON (CELL_BATCH), ON (CELL_HIDDEN_SIZE)),
  LIKE (UNBATCHED, "The input has a batch, the state has none", unbatched_state,
        state, ON (BATCHED_STATE), ON (BATCHED_STATES)),
  SAID (EXTRA_AXIS, "The input has four axes", input_four_axes,
        ON (UNBATCHED_STATE), ON (UNBATCHED_STATES)),
  ROW (MISSING_AXIS, "The input has lost an axis", input_axis_missing,
       ON (INPUT_RANK), ON (UNBATCHED_STATE), ON (UNBATCHED_STATES),
       ON (NO_AXIS)),
  LIKE (AXIS_LOST, "squeeze took an axis away", input_axis_lost,
        input_axis_missing, ON (INPUT_RANK)),
  ROW (UNBATCHED, "One sequence, where a batch is wanted", input_alone,
       ON (INPUT_RANK)),
  SAID (RESHAPE, "A convolution's output was not flattened", input_from_conv,
        ON (INPUT_RANK)),
  ROW (EXTRA_AXIS, "An axis of size 1 is too many", input_axis_one,
       ON (INPUT_RANK), ON (UNBATCHED_STATE), ON (CELL_RANK),
       ON (CELL_INPUT_AXES), ON (CELL_INPUT_PRODUCT), ON (UNBATCHED_STATES)),
  ROW (EXTRA_AXIS, "Two axes were to be flattened to one", input_axes_merged,
       ON (INPUT_RANK), ON (UNBATCHED_STATE), ON (CELL_RANK),
       ON (UNBATCHED_STATES)),
  ROW (EXTRA_AXIS,
       "A cell takes one time step, not a sequence", cell_for_sequence,
       ON (CELL_RANK), ON (CELL_INPUT_AXES), ON (CELL_INPUT_PRODUCT)),
  ROW (MISSING_AXIS,
       "A single number has no axis to multiply along", scalar_input,
       ON (MATMUL_SCALAR), ON (INPUT_RANK), ON (CELL_RANK), ON (INPUT_SCALAR),
       ON (NO_AXIS)),
  SAID (EMPTY_INPUT, "The input has no time steps", empty_input, ON (NO_TIME)),

  ROW (BAD_ARGUMENT, "There is no such argument", argument_unknown,
       ON (ARGUMENT_UNKNOWN)),
  ROW (BAD_ARGUMENT, "An argument is missing", argument_missing,
       ON (ARGUMENT_MISSING)),
  ROW (BAD_ARGUMENT, "A size can't be negative", negative_size,
       ON (NEGATIVE_SIZE)),
  ROW (BAD_ARGUMENT, "hidden_size must be above 0", hidden_zero,
       ON (HIDDEN_ZERO), ON (HIDDEN_DIVISION)),
  ROW (BAD_ARGUMENT, "There must be a layer", no_layers, ON (NO_LAYERS)),
  ROW (BAD_ARGUMENT, "dropout is a probability", dropout, ON (DROPOUT)),
  ROW (DTYPE, "The data has another type than the weights", dtype,
       ON (DTYPE), ON (DTYPE_SCALAR), ON (MEAN_DTYPE), ON (DTYPE_KERNEL),
       ON (DTYPE_BATCH), ON (DTYPE_CAST), ON (DTYPE_RELU), ON (DTYPE_MIXED),
       ON (CONV_DTYPE)),
  SAID (BAD_ARGUMENT, "No computer could hold it", too_large, ON (TOO_LARGE)),

  ROW (BAD_ARGUMENT, "The axis is beyond the last one", dim_clamped,
       ON (DIM_RANGE)),
  ROW (BAD_ARGUMENT, "Axes count from 0", dim_counted_from_one, ON (DIM_RANGE)),
  ROW (AXIS_LOST, "The tensor has lost an axis before {step}", axis_lost,
       ON (DIM_RANGE), ON (PERMUTE_COUNT)),
  ROW (MISSING_AXIS, "The tensor has too few axes", axis_never_there,
       ON (DIM_RANGE)),
  SAID (LOSS_BATCH, "The loss takes another shape", loss_without_batch,
        ON (DIM_RANGE)),
  ROW (AXIS_LOST, "Nothing is left to select from", select_scalar,
       ON (SELECT_SCALAR)),
  ROW (BAD_ARGUMENT, "The index is beyond the end", select_last,
       ON (SELECT_INDEX)),
  ROW (BATCH_FIRST, "The index was meant for another axis", select_other_axis,
       ON (SELECT_INDEX)),
  ROW (BAD_ARGUMENT, "permute must name every axis once", permute_count,
       ON (PERMUTE_COUNT)),
  ROW (BAD_ARGUMENT, "An axis is named twice, another never", permute_duplicate,
       ON (PERMUTE_DUPLICATE)),
  ROW (BAD_ARGUMENT, "start_dim and end_dim are exchanged", flatten_order,
       ON (FLATTEN_ORDER)),
  ROW (BAD_ARGUMENT, "Only -1 has a meaning below 0", shape_negative,
       ON (SHAPE_NEGATIVE)),
  ROW (BAD_ARGUMENT, "Only one size can be left open", shape_two_unknown,
       ON (SHAPE_TWO_UNKNOWN)),
  ROW (VIEW_TOTAL, "The sizes multiply to another total", shape_total,
       ON (SHAPE_TOTAL)),
  ROW (LAST_BATCH, "The last batch is smaller", shape_last_batch,
       ON (SHAPE_TOTAL)),
  SAID (RESHAPE, "Another number of features is left", shape_from_conv,
        ON (SHAPE_TOTAL)),
  ROW (EMPTY_INPUT, "There is nothing to divide up", shape_ambiguous,
       ON (SHAPE_AMBIGUOUS)),
  ROW (VIEW_TOTAL, "A view can't cross axes that were moved", view_stride,
       ON (VIEW_STRIDE)),
};
/* clang-format on */

const FalkCauseRow *
falk_cause_rows (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
