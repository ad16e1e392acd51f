/* SPDX-License-Identifier: MIT */
/* Sentences of packing, of shapes that are asked for, of losses, of the other
 * layers, of types, and of loading. */
#include "falk-sentence.h"

/* clang-format off */
#define ROW(wording, pattern, read) { FALK_WORDING_##wording, pattern, read }
/* No step of Falk's says it, or too little is in it: causes, no picture. */
#define PLAIN(wording, pattern) ROW (wording, pattern, NULL)
/* What an operation says to a PackedSequence. */
#define UNPACKED(pattern) ROW (TUPLE, pattern, falk_report_read_unpacked)
/* What a constructor says of an argument, or a call. */
#define ARGUMENT(pattern) \
  ROW (ARGUMENT, pattern, falk_report_read_argument)

const FalkSentence falk_sentences_layer[] = {
  /* packing */
  ROW (LENGTHS_ZERO,
       "length of all samples has to be greater than 0, but found an element "
       "in 'lengths' that is <=0", falk_report_read_lengths_zero),
  ROW (LENGTHS_ZERO,
       "Length of all samples has to be greater than 0, but found an element "
       "in 'lengths' that is <= 0", falk_report_read_lengths_zero),
  ROW (LENGTHS_COUNT,
       "Expected `len(lengths)` to be equal to batch_size, but got {n} "
       "(batch_size={n})", falk_report_read_lengths_count),
  ROW (LENGTHS_COUNT, "lengths array has incorrect size",
       falk_report_read_lengths_size),
  ROW (LENGTHS_COUNT,
       "INDICES element is out of DATA bounds, id={n} axis_dim={n}",
       falk_report_read_lengths_index),
  PLAIN (LENGTHS_BEYOND,
         "start ({n}) + length ({n}) exceeds dimension size ({n})"),
  ROW (LENGTHS_ORDER,
       "lengths array has to be sorted in decreasing order",
       falk_report_read_lengths_order),
  ROW (LENGTHS_ORDER,
       "'lengths' array has to be sorted in decreasing order",
       falk_report_read_lengths_order),
  ROW (LENGTHS_ORDER,
       "`lengths` array must be sorted in decreasing order",
       falk_report_read_lengths_order),
  PLAIN (LENGTHS_DEVICE,
         "'lengths' argument should be a 1D CPU int64 tensor, but got {n}D "
         "{w} {w} tensor"),
  PLAIN (LENGTHS_DEVICE,
         "'lengths' argument should be a 1D CPU int64 tensor"),
  ROW (LENGTHS_ZERO, "Cannot pack empty tensors",
       falk_report_read_pack_empty),

  /* shapes that are asked for */
  ROW (VIEW_TOTAL, "shape '{s}' is invalid for input of size {n}",
       falk_report_read_view),
  ROW (VIEW_TOTAL, "size '{s}' is invalid for input of with {n} elements",
       falk_report_read_view_old),
  ROW (VIEW_TOTAL, "size '{s}' is invalid for input with {n} elements",
       falk_report_read_view_old),
  ROW (VIEW_TOTAL, "cannot reshape array of size {n} into shape {s}",
       falk_report_read_reshape_array),
  ROW (VIEW_TOTAL,
       "cannot reshape tensor of 0 elements into shape {s} because the "
       "unspecified dimension size -1 can be any value and is ambiguous",
       falk_report_read_view_empty),
  ROW (VIEW_ARGUMENT, "only one dimension can be inferred",
       falk_report_read_argument),
  ROW (VIEW_ARGUMENT, "invalid shape dimension {w}",
       falk_report_read_view_negative),
  ROW (VIEW_STRIDE,
       "view size is not compatible with input tensor's size and stride",
       falk_report_read_view_stride),
  PLAIN (VIEW_STRIDE, "input is not contiguous"),
  ROW (BROADCAST,
       "The size of tensor a ({n}) must match the size of tensor b ({n}) at "
       "non-singleton dimension {n}", falk_report_read_broadcast),
  PLAIN (BROADCAST,
         "The expanded size of the tensor ({n}) must match the existing size "
         "({n}) at non-singleton dimension {n}"),
  PLAIN (BROADCAST,
         "output with shape {s} doesn't match the broadcast shape {s}"),
  PLAIN (STACK,
         "stack expects each tensor to be equal size, but got {s} at entry {n} "
         "and {s} at entry {n}"),
  PLAIN (STACK, "each element in list of batch should be of equal size"),
  PLAIN (STACK, "expected sequence of length {n} at dim {n} (got {n})"),
  PLAIN (STACK, "setting an array element with a sequence"),
  ROW (CAT,
       "invalid argument 0: Sizes of tensors must match except in dimension "
       "{n}. Got {n} and {n} in dimension {n}", falk_report_read_cat_axis),
  ROW (CAT,
       "Sizes of tensors must match except in dimension {n}. Got {n} and {n} "
       "in dimension {n}", falk_report_read_cat_axis),
  ROW (CAT,
       "Sizes of tensors must match except in dimension {n}. Expected size "
       "{n} but got size {n} for tensor number {n} in the list",
       falk_report_read_cat),
  ROW (CAT,
       "Sizes of tensors must match except in dimension {n}. Expected {n} "
       "in dimension {n} but got {n} for tensor number {n} in the list",
       falk_report_read_cat_number),
  PLAIN (CAT, "Sizes of tensors must match except in dimension {n}"),
  PLAIN (CAT, "inconsistent tensor sizes at"),
  PLAIN (CAT,
         "all the input array dimensions except for the concatenation axis "
         "must match exactly"),
  ROW (CAT_RANK,
       "Tensors must have same number of dimensions: got {n} and {n}",
       falk_report_read_cat_rank),
  ROW (CAT_RANK,
       "zero-dimensional tensor (at position {n}) cannot be concatenated",
       falk_report_read_cat_scalar),
  PLAIN (DIM_RANGE,
         "dimension out of range (expected to be in range of [{w}, {n}], but "
         "got {n})"),
  PLAIN (PERMUTE,
         "received dimension of Input(x) is {n}, the length of Input(perm) is "
         "{n}"),
  ROW (DIM_RANGE,
       "Dimension out of range (expected to be in range of [{w}, {n}], but "
       "got {w})", falk_report_read_dim_range),
  PLAIN (DIM_RANGE, "too many indices for tensor of dimension {n}"),
  PLAIN (DIM_RANGE,
         "Dimension specified as {n} but tensor has no dimensions"),
  ROW (INDEX_RANGE,
       "select(): index {w} out of range for tensor of size {s} at dimension "
       "{n}", falk_report_read_select),
  ROW (INDEX_RANGE, "select() cannot be applied to a 0-dim tensor",
       falk_report_read_argument),
  ROW (PERMUTE,
       "number of dimensions in the tensor input does not match the length of "
       "the desired ordering of dimensions i.e. input.dim() = {n} is not equal "
       "to len(dims) = {n}", falk_report_read_permute),
  ROW (PERMUTE, "number of dims don't match in permute",
       falk_report_read_argument),
  ROW (PERMUTE, "permute(): duplicate dims are not allowed",
       falk_report_read_argument),
  ROW (PERMUTE, "repeated dim in permute", falk_report_read_argument),
  ROW (PERMUTE,
       "flatten() has invalid args: start_dim cannot come after end_dim",
       falk_report_read_argument),

  /* losses */
  ROW (LOSS_BATCH,
       "Expected input batch_size ({n}) to match target batch_size ({n})",
       falk_report_read_loss_batch),
  PLAIN (LOSS_TARGET,
         "1D target tensor expects 2D input tensors, but found inputs with "
         "sizes {s} and {s}"),
  ROW (LOSS_TARGET, "Expected target size {s}, got {s}",
       falk_report_read_loss_target),
  PLAIN (LOSS_TARGET,
         "Target size ({s}) must be the same as input size ({s})"),
  PLAIN (LOSS_TARGET,
         "Using a target size ({s}) that is different to the input size ({s})"),
  ROW (LOSS_TARGET,
       "0D or 1D target tensor expected, multi-target not supported",
       falk_report_read_loss_multi),
  ROW (LOSS_TARGET,
       "1D target tensor expected, multi-target not supported",
       falk_report_read_loss_multi),
  ROW (LOSS_TARGET, "multi-target not supported",
       falk_report_read_loss_multi),
  ROW (LOSS_TARGET,
       "Expected floating point type for target with class probabilities, got "
       "Long", falk_report_read_loss_probabilities),
  ROW (LOSS_TARGET, "size mismatch (got input: {s}, target: {s}",
       falk_report_read_loss_shapes),
  ROW (LOSS_TARGET,
       "only batches of spatial targets supported (3D tensors) but got "
       "targets of dimension: {n}", falk_report_read_loss_spatial),
  PLAIN (LOSS_TARGET,
         "only batches of spatial targets supported (3D tensors) but got "
         "targets of"),
  PLAIN (EMBEDDING_INDEX, "Target {n} is out of bounds"),

  /* Embedding, Conv1d, norms */
  PLAIN (EMBEDDING_INDEX, "index out of range in self"),
  PLAIN (EMBEDDING_INDEX,
         "index out of range: Tried to access index {n} out of table with {n} "
         "rows"),
  PLAIN (EMBEDDING_INDEX, "index out of range at"),
  PLAIN (EMBEDDING_INDEX, "RuntimeError: index out of range"),
  PLAIN (EMBEDDING_INDEX, "indices[{n}] = {n} is not in [0, {n})"),
  PLAIN (EMBEDDING_INDEX, "indices[{n}, {n}] = {n} is not in [0, {n})"),
  PLAIN (EMBEDDING_INDEX, "srcIndex < srcSelectDimSize"),
  PLAIN (EMBEDDING_INDEX, "t >= 0 && t < n_classes"),
  PLAIN (INDEX_RANGE,
         "index {n} is out of bounds for dimension {n} with size {n}"),
  ROW (CONV_CHANNELS,
       "Given groups={n}, weight of size {s}, expected input{s} to have {n} "
       "channels, but got {n} channels instead",
       falk_report_read_conv_channels),
  PLAIN (CONV_CHANNELS,
         "to have {n} channels, but got {n} channels instead"),
  ROW (CONV_RANK,
       "Expected 3-dimensional input for 3-dimensional weight {s}, but got "
       "{n}-dimensional input of size {s} instead", falk_report_read_conv_old),
  PLAIN (CONV_RANK, "but got {n}-dimensional input of size {s} instead"),
  ROW (CONV_RANK,
       "Expected 2D (unbatched) or 3D (batched) input to conv1d, but got input "
       "of size: {s}", falk_report_read_conv_rank),
  PLAIN (CONV_RANK,
         "input to conv1d, but got input of size: {s}"),
  ROW (CONV_KERNEL,
       "Calculated padded input size per channel: ({n}). Kernel size: ({n}). "
       "Kernel size can't be greater than actual input size",
       falk_report_read_conv_kernel),
  PLAIN (CONV_HEIGHT, "the height of conv must be 1"),
  PLAIN (CONV_HEIGHT, "the height of out must be 1"),
  PLAIN (CONV_KERNEL,
         "Kernel size can't be greater than actual input size"),
  ROW (CONV_EMPTY,
       "Only zero batch or zero channel inputs are supported, but got input "
       "shape: {s}", falk_report_read_conv_empty),
  ROW (NORM_FEATURES,
       "Given normalized_shape={s}, expected input with shape [*, {n}], but "
       "got input of size{s}", falk_report_read_layer_norm),
  ROW (NORM_FEATURES,
       "Given normalized_shape={s}, expected input with shape [*, {n}, {n}], "
       "but got input of size{s}", falk_report_read_layer_norm),
  PLAIN (NORM_FEATURES,
         "expected input with shape [*, {n}], but got input of size{s}"),
  ROW (NORM_FEATURES,
       "running_mean should contain {n} elements not {n}",
       falk_report_read_batch_norm),
  ROW (NORM_FEATURES, "weight should contain {n} elements not {n}",
       falk_report_read_batch_norm),
  ROW (NORM_RANK, "expected 2D or 3D input (got {n}D input)",
       falk_report_read_norm_rank),
  ROW (NORM_SINGLE,
       "Expected more than 1 value per channel when training, got input size "
       "{s}", falk_report_read_norm_single),

  /* types and kinds of object */
  ROW (DTYPE, "expected scalar type {w} but found {w}",
       falk_report_read_dtype),
  ROW (DTYPE, "mat1 and mat2 must have the same dtype",
       falk_report_read_dtype_unsaid),
  ROW (DTYPE, "mat1 and mat2 must have the same dtype, but got {w} and {w}",
       falk_report_read_dtype_data),
  PLAIN (DTYPE, "Expected object of scalar type {w} but got scalar type "
         "{w} for argument"),
  PLAIN (DTYPE, "Expected object of type {w} but found type {w} for "
         "argument"),
  PLAIN (DTYPE, "expected m1 and m2 to have the same dtype, but got: {w} "
         "!= {w}"),
  PLAIN (DTYPE, "\" not implemented for '{w}'"),
  ROW (DTYPE,
       "Expected tensor for argument #1 'indices' to have one of the following "
       "scalar types: Long, Int; but got {w} instead",
       falk_report_read_dtype_ids),
  PLAIN (DTYPE, "to have one of the following scalar types: Long, Int; "
         "but got"),
  ROW (DTYPE,
       "Expected tensor for argument #1 'indices' to have scalar type Long; "
       "but got {w} instead", falk_report_read_dtype_ids),
  PLAIN (DTYPE, "to have scalar type Long; but got {w} instead"),
  PLAIN (DTYPE, "Input and hidden tensors are not the same dtype"),
  PLAIN (DTYPE, "Input type ({w}) and bias type ({w}) should be the same"),
  PLAIN (DTYPE,
         "Input type ({w}) and weight type ({w}) should be the same"),
  PLAIN (DTYPE, "result type {w} can't be cast to the desired output type "
         "{w}"),
  ROW (DTYPE, "mean(): could not infer output dtype. Input dtype must be "
       "either a floating point or complex dtype. Got: {w}",
       falk_report_read_dtype_mean),
  ROW (DTYPE, "mixed dtype (CPU): expect input to have scalar type of "
       "BFloat16", falk_report_read_dtype_norm),
  ROW (DTYPE, "mixed dtype (CPU): expect parameter to have scalar type of "
       "Float", falk_report_read_dtype_norm),
  PLAIN (TUPLE, "'tuple' object has no attribute '{w}'"),
  PLAIN (TUPLE, "'list' object has no attribute 'size'"),
  UNPACKED ("embedding(): argument 'indices' (position 2) must be Tensor, not "
            "PackedSequence"),
  UNPACKED ("linear(): argument 'input' (position 1) must be Tensor, not "
            "PackedSequence"),
  UNPACKED ("layer_norm(): argument 'input' (position 1) must be Tensor, not "
            "PackedSequence"),
  UNPACKED ("dropout(): argument 'input' (position 1) must be Tensor, not "
            "PackedSequence"),
  UNPACKED ("_pack_padded_sequence(): argument 'input' (position 1) must be "
            "Tensor, not PackedSequence"),
  UNPACKED ("cross_entropy_loss(): argument 'input' (position 1) must be "
            "Tensor, not PackedSequence"),
  UNPACKED ("bmm(): argument 'input' (position 1) must be Tensor, not "
            "PackedSequence"),
  UNPACKED ("'PackedSequence' object has no attribute '{w}'"),
  UNPACKED ("expected Tensor as element 0 in argument 0, but got "
            "PackedSequence"),
  UNPACKED ("can only concatenate tuple (not \"Tensor\") to tuple"),
  UNPACKED ("conv1d() received an invalid combination of arguments - got "
            "(PackedSequence"),
  UNPACKED ("flatten() received an invalid combination of arguments - got "
            "(PackedSequence"),
  PLAIN (TUPLE, "must be Tensor, not {w}"),
  ROW (TUPLE, "'Tensor' object has no attribute 'batch_sizes'",
       falk_report_read_never_packed),
  PLAIN (TUPLE, "not enough values to unpack (expected {n}, got {n})"),
  PLAIN (TUPLE, "too many values to unpack (expected {n})"),
  PLAIN (TUPLE, "receives the tuple"),
  PLAIN (TUPLE, "tuple indices must be integers or slices, not tuple"),

  /* arguments that can't be */
  PLAIN (ARGUMENT, "__init__() got an unexpected keyword argument '{w}'"),
  PLAIN (ARGUMENT, "__init__() missing {n} required positional argument"),
  ARGUMENT ("proj_size has to be smaller than hidden_size"),
  ARGUMENT ("hidden_size must be greater than zero"),
  ARGUMENT ("num_layers must be greater than zero"),
  ARGUMENT ("proj_size should be a positive integer or zero to disable "
            "projections"),
  ARGUMENT ("proj_size argument is only supported for LSTM, not RNN or GRU"),
  ARGUMENT ("dropout should be a number in range [0, 1] representing the "
            "probability of an element being zeroed"),
  ARGUMENT ("groups must be a positive integer"),
  ARGUMENT ("in_channels must be divisible by groups"),
  ARGUMENT ("out_channels must be divisible by groups"),
  ARGUMENT ("negative padding is not supported"),
  ARGUMENT ("non-positive stride is not supported"),
  ARGUMENT ("non-positive dilation is not supported"),
  ARGUMENT ("dilation should be greater than zero"),
  ARGUMENT ("kernel size should be greater than zero"),
  ARGUMENT ("could not create a descriptor for a dilated convolution forward "
            "propagation primitive"),
  ARGUMENT ("Expected normalized_shape to be at least 1-dimensional"),
  ROW (ARGUMENT,
       "dropout probability has to be between 0 and 1, but got {w}",
       falk_report_read_dropout),
  ROW (ARGUMENT,
       "Trying to create tensor with negative dimension {w}: {s}",
       falk_report_read_negative_size),
  ROW (ARGUMENT,
       "Given groups={n}, expected weight to be at least {n} at dimension {n}, "
       "but got weight of size {s} instead", falk_report_read_conv_weight),
  PLAIN (EMBEDDING_INDEX,
         "index_select(): self indexing axis dim should be positive"),

  /* loading a state_dict */
  PLAIN (STATE_DICT, "Error(s) in loading state_dict for"),
  PLAIN (STATE_DICT, "size mismatch for {w}: copying a param"),
  PLAIN (STATE_DICT, "While copying the parameter named"),
  PLAIN (STATE_DICT, "Missing key(s) in state_dict:"),
  PLAIN (STATE_DICT, "Unexpected key(s) in state_dict:"),
  PLAIN (STATE_DICT, "unexpected key \"{w}\" in state_dict"),
  PLAIN (STATE_DICT, "missing keys in state_dict:"),
};
/* clang-format on */

const guint falk_n_sentences_layer = G_N_ELEMENTS (falk_sentences_layer);
