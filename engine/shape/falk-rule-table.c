/* SPDX-License-Identifier: MIT */
/* The rows of the table of steps. Checks stand in the order in which PyTorch
 * 1.13 makes them; what a check or a shape function does is written where it
 * is. */
#include "falk-rule-private.h"

/* clang-format off */
#define REQUIRED(id) { .arg = FALK_ARG_##id, .required = TRUE }
#define DEFAULT(id, value) { .arg = FALK_ARG_##id, .fallback = value }
#define FLOATING(id, value) { .arg = FALK_ARG_##id, .fallback_float = value }
#define OPTIONAL(id) { .arg = FALK_ARG_##id, .optional = TRUE }
#define HANDED(id) { .arg = FALK_ARG_##id, .optional = TRUE, .outside = TRUE }
#define HANDED_DEFAULT(id) { .arg = FALK_ARG_##id, .outside = TRUE }
#define ALWAYS(name, ...) { name, { __VA_ARGS__ }, FALK_ARG_NONE }
#define WHEN(id, name, ...) { name, { __VA_ARGS__ }, FALK_ARG_##id }
#define CHECK(code, name) { FALK_FAULT_##code, falk_check_##name }

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

/* What the constructors of GRU, LSTM and RNN find, behind their own. */
#define RECURRENT_ARGUMENTS \
  CHECK (HIDDEN_ZERO, hidden_zero), CHECK (PROJ_SIZE, proj_size), \
  CHECK (NEGATIVE_SIZE, parameter_sizes), \
  CHECK (NO_LAYERS, layers), \
  CHECK (INPUT_SCALAR, input_scalar)

#define RECURRENT_INPUT \
  CHECK (PACKED_STATE_RANK, packed_state_rank), \
  CHECK (PACKED_STATE_NOTHING, packed_state_nothing), \
  CHECK (PACKED_STATE_INDEX, packed_state_index), \
  CHECK (PACKED_STATE_RANK, packed_c_rank), \
  CHECK (PACKED_STATE_NOTHING, packed_c_nothing), \
  CHECK (PACKED_STATE_INDEX, packed_c_index), \
  CHECK (PACKED_RANK, packed_rank), \
  CHECK (INPUT_RANK, input_rank), \
  CHECK (INPUT_SIZE, input_size)

#define RECURRENT_KERNEL \
  CHECK (DTYPE, dtype_matrix), \
  CHECK (NO_TIME, time), \
  DTYPE_OF_A_PRODUCT, DTYPE_OF_GATES, \
  CHECK (PACKED_SHORT, packed_short)

#define CELL_INPUT \
  BINDING, \
  CHECK (NEGATIVE_SIZE, parameter_sizes), \
  CHECK (NOT_TENSOR_ATTRIBUTE, not_packed), \
  CHECK (CELL_RANK, cell_rank), \
  CHECK (CELL_INPUT_SIZE, input_size), \
  CHECK (CELL_BATCH, cell_batch), \
  CHECK (CELL_STATE_SCALAR, cell_state_scalar), \
  CHECK (CELL_STATE_RANK, cell_state_rank), \
  CHECK (CELL_HIDDEN_SIZE, cell_hidden_size)

/* A GRUCell multiplies its input first, the others their state. */
#define CELL_DTYPE \
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

const FalkRule falk_rules[FALK_OP_COUNT] = {
  [FALK_OP_GRU] = {
    .name = "GRU", .module = TRUE, .gates = 3, .recurrent = TRUE,
    .layered = TRUE, .multiplies = TRUE,
    .summary = "gated recurrent unit over a whole sequence",
    .constructor = "RNNBase", BESIDE (FACTORY),
    ARGS (REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE),
          DEFAULT (NUM_LAYERS, 1), DEFAULT (BIAS, 1), DEFAULT (BATCH_FIRST, 0),
          FLOATING (DROPOUT, 0), DEFAULT (BIDIRECTIONAL, 0),
          OPTIONAL (PROJ_SIZE), HANDED (H0), HANDED_DEFAULT (TAKE)),
    PARAMETERS (WEIGHTS_OF_A_STATE (FALK_SYMBOL_HIDDEN)),
    CHECKS (CHECK (PROJ_UNSUPPORTED, proj_unsupported), BINDING,
            CHECK (DROPOUT, dropout), RECURRENT_ARGUMENTS,
            CHECK (UNBATCHED_STATE, unbatched_state),
            CHECK (BATCHED_STATE, batched_state), RECURRENT_INPUT,
            CHECK (HIDDEN_SIZE, hidden_size), RECURRENT_KERNEL),
    .give = falk_give_recurrent,
  },
  [FALK_OP_LSTM] = {
    .name = "LSTM", .module = TRUE, .gates = 4, .recurrent = TRUE,
    .layered = TRUE, .multiplies = TRUE,
    .summary = "long short-term memory over a whole sequence",
    .constructor = "RNNBase", BESIDE (FACTORY),
    ARGS (REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE),
          DEFAULT (NUM_LAYERS, 1), DEFAULT (BIAS, 1), DEFAULT (BATCH_FIRST, 0),
          FLOATING (DROPOUT, 0), DEFAULT (BIDIRECTIONAL, 0),
          DEFAULT (PROJ_SIZE, 0), HANDED (H0), HANDED (C0),
          HANDED_DEFAULT (TAKE)),
    PARAMETERS (WEIGHTS_OF_A_STATE (FALK_SYMBOL_STATE),
                WHEN (PROJ_SIZE, "weight_hr", FALK_SYMBOL_PROJ,
                      FALK_SYMBOL_HIDDEN)),
    CHECKS (BINDING, CHECK (DROPOUT, dropout), CHECK (PROJ_NEGATIVE, proj_negative),
            RECURRENT_ARGUMENTS, CHECK (UNBATCHED_STATES, unbatched_state),
            CHECK (BATCHED_STATES, batched_state), RECURRENT_INPUT,
            CHECK (HIDDEN_SIZE_H, hidden_size),
            CHECK (HIDDEN_SIZE_C, cell_size), RECURRENT_KERNEL),
    .give = falk_give_recurrent,
  },
  [FALK_OP_RNN] = {
    .name = "RNN", .module = TRUE, .gates = 1, .recurrent = TRUE,
    .layered = TRUE, .multiplies = TRUE,
    .summary = "plain recurrent network over a whole sequence",
    .constructor = "RNNBase", BESIDE (FACTORY),
    ARGS (REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE),
          DEFAULT (NUM_LAYERS, 1), DEFAULT (NONLINEARITY, 0),
          DEFAULT (BIAS, 1), DEFAULT (BATCH_FIRST, 0), FLOATING (DROPOUT, 0),
          DEFAULT (BIDIRECTIONAL, 0), OPTIONAL (PROJ_SIZE), HANDED (H0),
          HANDED_DEFAULT (TAKE)),
    PARAMETERS (WEIGHTS_OF_A_STATE (FALK_SYMBOL_HIDDEN)),
    CHECKS (CHECK (PROJ_UNSUPPORTED, proj_unsupported), BINDING,
            CHECK (DROPOUT, dropout), RECURRENT_ARGUMENTS,
            CHECK (UNBATCHED_STATE, unbatched_state),
            CHECK (BATCHED_STATE, batched_state), RECURRENT_INPUT,
            CHECK (HIDDEN_SIZE, hidden_size), RECURRENT_KERNEL),
    .give = falk_give_recurrent,
  },
  [FALK_OP_GRU_CELL] = {
    .name = "GRUCell", .module = TRUE, .gates = 3, .recurrent = TRUE,
    .multiplies = TRUE, .unpacked = NO_ATTRIBUTE ("dim"),
    .summary = "one time step of a gated recurrent unit",
    BESIDE (FACTORY),
    ARGS (REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE), DEFAULT (BIAS, 1),
          HANDED (H0)),
    PARAMETERS (WEIGHTS_OF_A_STATE (FALK_SYMBOL_HIDDEN)),
    CHECKS (CELL_INPUT, CELL_DTYPE, CELL_PRODUCT, CELL_KERNEL),
    .give = falk_give_cell,
  },
  [FALK_OP_LSTM_CELL] = {
    .name = "LSTMCell", .module = TRUE, .gates = 4, .recurrent = TRUE,
    .multiplies = TRUE, .unpacked = NO_ATTRIBUTE ("dim"),
    .summary = "one time step of a long short-term memory",
    BESIDE (FACTORY),
    ARGS (REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE), DEFAULT (BIAS, 1),
          HANDED (H0), HANDED (C0)),
    PARAMETERS (WEIGHTS_OF_A_STATE (FALK_SYMBOL_HIDDEN)),
    CHECKS (CELL_INPUT, CHECK (CELL_BATCH, cell_c_batch),
            CHECK (CELL_STATE_SCALAR, cell_c_scalar),
            CHECK (CELL_STATE_RANK, cell_c_rank),
            CHECK (CELL_HIDDEN_SIZE, cell_c_size), CELL_PRODUCT,
            CELL_DTYPE, CELL_KERNEL),
    .give = falk_give_cell,
  },
  [FALK_OP_RNN_CELL] = {
    .name = "RNNCell", .module = TRUE, .gates = 1, .recurrent = TRUE,
    .multiplies = TRUE, .unpacked = NO_ATTRIBUTE ("dim"),
    .summary = "one time step of a plain recurrent network",
    BESIDE (FACTORY),
    ARGS (REQUIRED (INPUT_SIZE), REQUIRED (HIDDEN_SIZE), DEFAULT (BIAS, 1),
          DEFAULT (NONLINEARITY, 0), HANDED (H0)),
    PARAMETERS (WEIGHTS_OF_A_STATE (FALK_SYMBOL_HIDDEN)),
    CHECKS (CELL_INPUT, CELL_PRODUCT, CELL_DTYPE, CELL_KERNEL),
    .give = falk_give_cell,
  },
  [FALK_OP_LINEAR] = {
    .name = "Linear", .module = TRUE, .gates = 1, .multiplies = TRUE,
    .unpacked = NO_ARGUMENT ("linear", "input", "1"),
    .summary = "x · weightᵀ + bias over the last axis",
    BESIDE (FACTORY),
    ARGS (REQUIRED (IN_FEATURES), REQUIRED (OUT_FEATURES), DEFAULT (BIAS, 1)),
    PARAMETERS (ALWAYS ("weight", FALK_SYMBOL_OUT_FEATURES,
                        FALK_SYMBOL_IN_FEATURES),
                WHEN (BIAS, "bias", FALK_SYMBOL_OUT_FEATURES)),
    CHECKS (BINDING, CHECK (NEGATIVE_SIZE, parameter_sizes),
            CHECK (NOT_TENSOR, not_packed),
            CHECK (MATMUL_SCALAR, matmul_scalar), CHECK (DTYPE, dtype_matrix),
            CHECK (MATMUL_BATCH, matmul_batch),
            CHECK (MATMUL, matmul), CHECK (DTYPE_BATCH, linear_batch),
            CHECK (DTYPE_KERNEL, linear_kernel),
            CHECK (DTYPE_SCALAR, linear_vector), CHECK (DTYPE_CAST, linear_cast)),
    .give = falk_give_linear,
  },
  [FALK_OP_EMBEDDING] = {
    .name = "Embedding", .module = TRUE, .gates = 1,
    .unpacked = NO_ARGUMENT ("embedding", "indices", "2"),
    .summary = "a row of its weight for each index",
    BESIDE ("padding_idx", "max_norm", "norm_type", "scale_grad_by_freq",
            "sparse", "_weight", FACTORY),
    ARGS (REQUIRED (NUM_EMBEDDINGS), REQUIRED (EMBEDDING_DIM)),
    PARAMETERS (ALWAYS ("weight", FALK_SYMBOL_NUM_EMBEDDINGS,
                        FALK_SYMBOL_EMBEDDING_DIM)),
    CHECKS (BINDING, CHECK (NEGATIVE_SIZE, parameter_sizes),
            CHECK (NOT_TENSOR, not_packed),
            CHECK (EMBEDDING_DTYPE, embedding_dtype),
            CHECK (EMBEDDING_EMPTY, embedding_empty), CHECK (TOO_LARGE, room)),
    .give = falk_give_embedding,
  },
  [FALK_OP_CONV1D] = {
    .name = "Conv1d", .module = TRUE, .gates = 1,
    .unpacked
    = NO_COMBINATION ("conv1d", "PackedSequence, Parameter, {bias-type}, tuple, "
                      "tuple, tuple, int")
    " * (Tensor input, Tensor weight, Tensor bias, tuple of ints stride, tuple "
    "of ints padding, tuple of ints dilation, int groups)\n"
    "      didn't match because some of the arguments have invalid types: "
    "(!PackedSequence!, !Parameter!, !{bias-type}!, !tuple!, !tuple!, "
    "!tuple!, int)\n"
    " * (Tensor input, Tensor weight, Tensor bias, tuple of ints stride, str "
    "padding, tuple of ints dilation, int groups)\n"
    "      didn't match because some of the arguments have invalid types: "
    "(!PackedSequence!, !Parameter!, !{bias-type}!, !tuple!, !tuple!, "
    "!tuple!, int)",
    .summary = "a kernel over time: (batch, channels, time) in and out",
    BESIDE ("padding_mode", FACTORY),
    ARGS (REQUIRED (IN_CHANNELS), REQUIRED (OUT_CHANNELS),
          REQUIRED (KERNEL_SIZE), DEFAULT (STRIDE, 1), DEFAULT (PADDING, 0),
          DEFAULT (DILATION, 1), DEFAULT (GROUPS, 1), DEFAULT (BIAS, 1)),
    PARAMETERS (ALWAYS ("weight", FALK_SYMBOL_OUT_CHANNELS,
                        FALK_SYMBOL_GROUP_CHANNELS, FALK_SYMBOL_KERNEL),
                WHEN (BIAS, "bias", FALK_SYMBOL_OUT_CHANNELS)),
    CHECKS (BINDING, CHECK (GROUPS_POSITIVE, groups_positive),
            CHECK (GROUPS_IN, groups_in), CHECK (GROUPS_OUT, groups_out),
            CHECK (NEGATIVE_SIZE, parameter_sizes),
            CHECK (NOT_TENSOR, not_packed), CHECK (CONV_RANK, conv_rank),
            CHECK (CONV_PADDING, conv_padding),
            CHECK (CONV_STRIDE, conv_stride),
            CHECK (CONV_WEIGHT, conv_weight),
            CHECK (CONV_CHANNELS, conv_channels),
            CHECK (CONV_KERNEL, conv_kernel),
            CHECK (CONV_DTYPE, conv_types), CHECK (CONV_EMPTY, conv_empty),
            CHECK (WEIGHT_NONE, conv_none),
            CHECK (CONV_DILATION, conv_dilation),
            CHECK (CONV_KERNEL_ZERO, conv_kernel_zero),
            CHECK (CONV_KERNEL_SLOW, conv_kernel_slow),
            CHECK (CONV_DILATION_SLOW, conv_dilation_slow),
            CHECK (DTYPE_KERNEL, conv_dtype_kernel),
            CHECK (DTYPE_SCALAR, conv_dtype)),
    .give = falk_give_conv,
  },
  [FALK_OP_LAYER_NORM] = {
    .name = "LayerNorm", .module = TRUE, .gates = 1,
    .unpacked = NO_ARGUMENT ("layer_norm", "input", "1"),
    .summary = "the last axes to mean 0 and variance 1",
    BESIDE (FACTORY),
    ARGS (REQUIRED (NORMALIZED_SHAPE), FLOATING (EPS, 1e-5),
          DEFAULT (ELEMENTWISE_AFFINE, 1)),
    PARAMETERS (WHEN (ELEMENTWISE_AFFINE, "weight", FALK_SYMBOL_NORMALIZED),
                WHEN (ELEMENTWISE_AFFINE, "bias", FALK_SYMBOL_NORMALIZED)),
    CHECKS (BINDING, CHECK (NEGATIVE_SIZE, parameter_sizes),
            CHECK (NOT_TENSOR, not_packed),
            CHECK (NORMALIZED_EMPTY, normalized_empty),
            CHECK (LAYER_NORM, layer_norm),
            CHECK (DTYPE_KERNEL, layer_norm_kernel),
            CHECK (DTYPE_SCALAR, layer_norm_dtype)),
    .give = falk_give_same,
  },
  [FALK_OP_BATCH_NORM1D] = {
    .name = "BatchNorm1d", .module = TRUE, .gates = 1,
    .unpacked = NO_ATTRIBUTE ("dim"),
    .summary = "axis 1 to mean 0 and variance 1 over the batch",
    .constructor = "_BatchNorm", BESIDE (FACTORY),
    ARGS (REQUIRED (NUM_FEATURES), FLOATING (EPS, 1e-5),
          FLOATING (MOMENTUM, 0.1), DEFAULT (AFFINE, 1),
          DEFAULT (TRACK_RUNNING_STATS, 1)),
    PARAMETERS (WHEN (AFFINE, "weight", FALK_SYMBOL_NUM_FEATURES),
                WHEN (AFFINE, "bias", FALK_SYMBOL_NUM_FEATURES),
                WHEN (TRACK_RUNNING_STATS, "running_mean",
                      FALK_SYMBOL_NUM_FEATURES),
                WHEN (TRACK_RUNNING_STATS, "running_var",
                      FALK_SYMBOL_NUM_FEATURES)),
    CHECKS (BINDING, CHECK (NEGATIVE_SIZE, parameter_sizes),
            CHECK (NOT_TENSOR_ATTRIBUTE, not_packed),
            CHECK (BATCH_NORM_RANK, batch_norm_rank),
            CHECK (BATCH_NORM_SINGLE, batch_norm_single),
            CHECK (BATCH_NORM_FEATURES, batch_norm_features),
            CHECK (BATCH_NORM_WEIGHT, batch_norm_weight),
            CHECK (WEIGHT_NONE, batch_norm_none),
            CHECK (DTYPE_KERNEL, batch_norm_kernel),
            CHECK (DTYPE_MIXED, batch_norm_mixed)),
    .give = falk_give_same,
  },
  [FALK_OP_DROPOUT] = {
    .name = "Dropout", .module = TRUE, .gates = 1,
    .unpacked = NO_ARGUMENT ("dropout", "input", "1"),
    .summary = "elements set to 0 in training; nothing otherwise",
    .constructor = "_DropoutNd", BESIDE ("inplace"),
    ARGS (FLOATING (P, 0.5)),
    CHECKS (BINDING, CHECK (DROPOUT_P, dropout_p), CHECK (NOT_TENSOR, not_packed)),
    .give = falk_give_same,
  },
  [FALK_OP_PACK] = {
    .name = "pack_padded_sequence", .gates = 1,
    .unpacked = NO_ARGUMENT ("_pack_padded_sequence", "input", "1"),
    .summary = "a padded batch without its padding",
    ARGS (REQUIRED (LENGTHS), DEFAULT (BATCH_FIRST, 0),
          DEFAULT (ENFORCE_SORTED, 1)),
    CHECKS (CHECK (NOT_TENSOR_DEVICE, pack_device),
            CHECK (NOT_TENSOR, not_packed),
            CHECK (PACK_NOTHING, pack_nothing),
            CHECK (PACK_INDEX_VECTOR, pack_index_vector),
            CHECK (PACK_INDEX, pack_index), CHECK (PACK_SCALAR, pack_scalar),
            CHECK (PACK_EMPTY, pack_empty),
            CHECK (PACK_RANK, pack_rank), CHECK (PACK_COUNT, pack_count),
            CHECK (PACK_ZERO, pack_zero),
            CHECK (PACK_UNSORTED, pack_unsorted)),
    .give = falk_give_pack,
  },
  [FALK_OP_UNPACK] = {
    .name = "pad_packed_sequence", .gates = 1,
    .summary = "a packed batch with its padding again",
    ARGS (DEFAULT (BATCH_FIRST, 0)),
    CHECKS (CHECK (NOT_PACKED, packed), CHECK (UNPACK_TOTAL, unpack_total),
            CHECK (TOO_LARGE, room)),
    .give = falk_give_unpack,
  },
  [FALK_OP_SELECT] = {
    .name = "select", .gates = 1, .unpacked = NO_ATTRIBUTE ("select"),
    .summary = "one index of one axis, such as the last time step",
    ARGS (REQUIRED (DIM), REQUIRED (INDEX)),
    CHECKS (CHECK (NOT_TENSOR_ATTRIBUTE, not_packed),
            CHECK (SELECT_SCALAR, select_scalar), CHECK (DIM_RANGE, dim),
            CHECK (SELECT_INDEX, select_index)),
    .give = falk_give_select,
  },
  [FALK_OP_PERMUTE] = {
    .name = "permute", .variadic = TRUE, .gates = 1,
    .unpacked = NO_ATTRIBUTE ("permute"),
    .summary = "the axes in another order",
    ARGS (REQUIRED (DIMS)),
    CHECKS (CHECK (NOT_TENSOR_ATTRIBUTE, not_packed),
            CHECK (PERMUTE_COUNT, permute_count),
            CHECK (DIM_RANGE, permute_range),
            CHECK (PERMUTE_DUPLICATE, permute_duplicate)),
    .give = falk_give_permute,
  },
  [FALK_OP_TRANSPOSE] = {
    .name = "transpose", .gates = 1, .unpacked = NO_ATTRIBUTE ("transpose"),
    .summary = "two axes exchanged",
    ARGS (REQUIRED (DIM0), REQUIRED (DIM1)),
    CHECKS (CHECK (NOT_TENSOR_ATTRIBUTE, not_packed),
            CHECK (DIM_RANGE, dim_pair)),
    .give = falk_give_transpose,
  },
  [FALK_OP_VIEW] = {
    .name = "view", .variadic = TRUE, .gates = 1,
    .unpacked = NO_ATTRIBUTE ("view"),
    .summary = "the same elements in the same memory order, other sizes",
    ARGS (REQUIRED (SHAPE)),
    CHECKS (SHAPE_ARGUMENT, CHECK (VIEW_STRIDE, view_stride)),
    .give = falk_give_reshape,
  },
  [FALK_OP_RESHAPE] = {
    .name = "reshape", .variadic = TRUE, .gates = 1,
    .unpacked = NO_ATTRIBUTE ("reshape"),
    .summary = "view, or a copy where a view is not possible",
    ARGS (REQUIRED (SHAPE)),
    CHECKS (SHAPE_ARGUMENT),
    .give = falk_give_reshape,
  },
  [FALK_OP_FLATTEN] = {
    .name = "flatten", .gates = 1,
    .unpacked
    = NO_COMBINATION ("flatten", "PackedSequence, int, int")
    " * (Tensor input, int start_dim, int end_dim, name out_dim)\n"
    " * (Tensor input, int start_dim, int end_dim)\n"
    "      didn't match because some of the arguments have invalid types: "
    "(!PackedSequence!, int, int)\n"
    " * (Tensor input, name start_dim, name end_dim, name out_dim)\n"
    " * (Tensor input, tuple of names dims, name out_dim)\n"
    "      didn't match because some of the arguments have invalid types: "
    "(!PackedSequence!, !int!, !int!)",
    .summary = "neighbouring axes merged into one",
    ARGS (DEFAULT (START_DIM, 0), DEFAULT (END_DIM, -1)),
    CHECKS (CHECK (NOT_TENSOR, not_packed), CHECK (DIM_RANGE, dim_span),
            CHECK (FLATTEN_ORDER, flatten_order)),
    .give = falk_give_flatten,
  },
  [FALK_OP_SQUEEZE] = {
    .name = "squeeze", .gates = 1, .unpacked = NO_ATTRIBUTE ("squeeze"),
    .summary = "axes of size 1 taken away",
    ARGS (OPTIONAL (DIM)),
    CHECKS (CHECK (NOT_TENSOR_ATTRIBUTE, not_packed), CHECK (DIM_RANGE, dim)),
    .give = falk_give_squeeze,
  },
  [FALK_OP_UNSQUEEZE] = {
    .name = "unsqueeze", .gates = 1, .unpacked = NO_ATTRIBUTE ("unsqueeze"),
    .summary = "an axis of size 1 added",
    ARGS (REQUIRED (DIM)),
    CHECKS (CHECK (NOT_TENSOR_ATTRIBUTE, not_packed),
            CHECK (DIM_RANGE, dim_new), CHECK (TOO_LARGE, room)),
    .give = falk_give_unsqueeze,
  },
  [FALK_OP_MEAN] = {
    .name = "mean", .gates = 1, .unpacked = NO_ATTRIBUTE ("mean"),
    .summary = "the mean over one axis, or over all",
    ARGS (OPTIONAL (DIM), DEFAULT (KEEPDIM, 0)),
    CHECKS (CHECK (NOT_TENSOR_ATTRIBUTE, not_packed),
            CHECK (MEAN_DTYPE, mean_dtype), CHECK (DIM_RANGE, dim)),
    .give = falk_give_mean,
  },
  [FALK_OP_CAT] = {
    .name = "cat", .gates = 1,
    .unpacked
    = "expected Tensor as element 0 in argument 0, but got PackedSequence",
    .summary = "joined with another tensor along one axis",
    ARGS (REQUIRED (OTHER), DEFAULT (DIM, 0)),
    CHECKS (CHECK (NOT_TENSOR, not_packed), CHECK (CAT_SCALAR, cat_scalar),
            CHECK (DIM_RANGE, cat_dim), CHECK (CAT_RANK, cat_rank),
            CHECK (CAT_SIZE, cat_size)),
    .give = falk_give_cat,
  },
  [FALK_OP_ADD] = {
    .name = "add", .gates = 1,
    .unpacked = "can only concatenate tuple (not \"Tensor\") to tuple",
    .summary = "another tensor added, as a residual: sizes of 1 are repeated",
    ARGS (REQUIRED (OTHER)),
    CHECKS (CHECK (NOT_TENSOR, not_packed), CHECK (BROADCAST, add)),
    .give = falk_give_add,
  },
  [FALK_OP_BMM] = {
    .name = "bmm", .gates = 1, .unpacked = NO_ARGUMENT ("bmm", "input", "1"),
    .summary = "a product of matrices for each of the batch, as in attention",
    ARGS (REQUIRED (OTHER)),
    CHECKS (CHECK (NOT_TENSOR, not_packed), CHECK (BMM_RANK, bmm_rank),
            CHECK (BMM_OTHER_RANK, bmm_other_rank),
            CHECK (BMM_SIZE, bmm_size), CHECK (DTYPE_BATCH, bmm_large),
            CHECK (DTYPE_KERNEL, bmm_kernel),
            CHECK (DTYPE_SCALAR, bmm_small)),
    .give = falk_give_bmm,
  },
  [FALK_OP_CROSS_ENTROPY] = {
    .name = "CrossEntropyLoss", .module = TRUE, .gates = 1,
    .unpacked = NO_ARGUMENT ("cross_entropy_loss", "input", "1"),
    .summary = "predictions (batch, classes, …) against class indices",
    BESIDE ("weight", "size_average", "ignore_index", "reduce",
            "reduction", "label_smoothing"),
    ARGS (HANDED (TARGET)),
    CHECKS (BINDING, CHECK (NOT_TENSOR, not_packed),
            CHECK (LOSS_PROBABILITIES, loss_probabilities),
            CHECK (DIM_RANGE, loss_scalar),
            CHECK (DTYPE_KERNEL, loss_kernel),
            CHECK (LOSS_BATCH, loss_batch), CHECK (LOSS_SCALAR, loss_no_axis),
            CHECK (LOSS_VECTOR, loss_vector),
            CHECK (LOSS_MULTI, loss_multi),
            CHECK (LOSS_SPATIAL_RANK, loss_spatial_rank),
            CHECK (LOSS_SPATIAL, loss_spatial),
            CHECK (LOSS_TARGET, loss_target),
            CHECK (LOSS_SPATIAL, loss_no_classes),
            CHECK (DTYPE_KERNEL, loss_frame),
            CHECK (LOSS_CLASSES, loss_classes)),
    .give = falk_give_loss,
  },
  [FALK_OP_MSE] = {
    .name = "MSELoss", .module = TRUE, .gates = 1,
    .unpacked = NO_ATTRIBUTE ("size"),
    .summary = "the mean squared difference from a target",
    BESIDE ("size_average", "reduce", "reduction"),
    ARGS (HANDED (TARGET)),
    CHECKS (BINDING, CHECK (NOT_TENSOR_ATTRIBUTE, not_packed), CHECK (BROADCAST, mse),
            CHECK (DTYPE_KERNEL, mse_kernel)),
    .give = falk_give_loss,
  },
};
/* clang-format on */
