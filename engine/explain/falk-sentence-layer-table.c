/* SPDX-License-Identifier: MIT */
/* Sentences of packing, of shapes that are asked for, of losses, of the other
 * layers, of types, and of loading. */
#include "falk-sentence.h"

/* clang-format off */
#define ROW(wording, torch, pattern, read) \
  { FALK_WORDING_##wording, pattern, FALK_TORCH_##torch, read }
/* No step of Falk's says it, or too little is in it: a cause, but no picture. */
#define PLAIN(wording, torch, pattern) ROW (wording, torch, pattern, NULL)
/* What an operation says to a PackedSequence. */
#define UNPACKED(pattern) ROW (TUPLE, 2_1, pattern, falk_report_read_unpacked)
/* What a constructor says of an argument, or a call. */
#define ARGUMENT(pattern) \
  ROW (ARGUMENT, 2_1, pattern, falk_report_read_argument)

const FalkSentence falk_sentences_layer[] = {
  /* packing */
  ROW (LENGTHS_ZERO, 0_3,
       "length of all samples has to be greater than 0, but found an element "
       "in 'lengths' that is <=0", falk_report_read_lengths_zero),
  ROW (LENGTHS_ZERO, 2_1,
       "Length of all samples has to be greater than 0, but found an element "
       "in 'lengths' that is <= 0", falk_report_read_lengths_zero),
  ROW (LENGTHS_COUNT, 2_1,
       "Expected `len(lengths)` to be equal to batch_size, but got {n} "
       "(batch_size={n})", falk_report_read_lengths_count),
  ROW (LENGTHS_COUNT, 0_3, "lengths array has incorrect size",
       falk_report_read_lengths_size),
  ROW (LENGTHS_COUNT, 2_1,
       "INDICES element is out of DATA bounds, id={n} axis_dim={n}",
       falk_report_read_lengths_index),
  PLAIN (LENGTHS_BEYOND, 2_1,
         "start ({n}) + length ({n}) exceeds dimension size ({n})"),
  ROW (LENGTHS_ORDER, 0_3,
       "lengths array has to be sorted in decreasing order",
       falk_report_read_lengths_order),
  ROW (LENGTHS_ORDER, 0_4,
       "'lengths' array has to be sorted in decreasing order",
       falk_report_read_lengths_order),
  ROW (LENGTHS_ORDER, 2_1,
       "`lengths` array must be sorted in decreasing order",
       falk_report_read_lengths_order),
  PLAIN (LENGTHS_DEVICE, 2_1,
         "'lengths' argument should be a 1D CPU int64 tensor, but got {n}D "
         "{w} {w} tensor"),
  PLAIN (LENGTHS_DEVICE, 2_1,
         "'lengths' argument should be a 1D CPU int64 tensor"),
  ROW (LENGTHS_ZERO, 2_1, "Cannot pack empty tensors",
       falk_report_read_pack_empty),

  /* shapes that are asked for */
  ROW (VIEW_TOTAL, 2_1, "shape '{s}' is invalid for input of size {n}",
       falk_report_read_view),
  ROW (VIEW_TOTAL, 0_4, "size '{s}' is invalid for input of with {n} elements",
       falk_report_read_view_old),
  ROW (VIEW_TOTAL, 0_4, "size '{s}' is invalid for input with {n} elements",
       falk_report_read_view_old),
  ROW (VIEW_TOTAL, 2_1, "cannot reshape array of size {n} into shape {s}",
       falk_report_read_reshape_array),
  ROW (VIEW_TOTAL, 2_1,
       "cannot reshape tensor of 0 elements into shape {s} because the "
       "unspecified dimension size -1 can be any value and is ambiguous",
       falk_report_read_view_empty),
  ROW (VIEW_ARGUMENT, 2_1, "only one dimension can be inferred",
       falk_report_read_argument),
  ROW (VIEW_ARGUMENT, 2_1, "invalid shape dimension {w}",
       falk_report_read_view_negative),
  ROW (VIEW_STRIDE, 2_1,
       "view size is not compatible with input tensor's size and stride",
       falk_report_read_view_stride),
  PLAIN (VIEW_STRIDE, 0_4, "input is not contiguous"),
  ROW (BROADCAST, 2_1,
       "The size of tensor a ({n}) must match the size of tensor b ({n}) at "
       "non-singleton dimension {n}", falk_report_read_broadcast),
  PLAIN (BROADCAST, 2_1,
         "The expanded size of the tensor ({n}) must match the existing size "
         "({n}) at non-singleton dimension {n}"),
  PLAIN (BROADCAST, 2_1,
         "output with shape {s} doesn't match the broadcast shape {s}"),
  PLAIN (STACK, 2_1,
         "stack expects each tensor to be equal size, but got {s} at entry {n} "
         "and {s} at entry {n}"),
  PLAIN (STACK, 2_1, "each element in list of batch should be of equal size"),
  PLAIN (STACK, 2_1, "expected sequence of length {n} at dim {n} (got {n})"),
  PLAIN (STACK, 2_1, "setting an array element with a sequence"),
  ROW (CAT, 1_4,
       "invalid argument 0: Sizes of tensors must match except in dimension "
       "{n}. Got {n} and {n} in dimension {n}", falk_report_read_cat_axis),
  ROW (CAT, 1_8,
       "Sizes of tensors must match except in dimension {n}. Got {n} and {n} "
       "in dimension {n}", falk_report_read_cat_axis),
  ROW (CAT, 2_1,
       "Sizes of tensors must match except in dimension {n}. Expected size "
       "{n} but got size {n} for tensor number {n} in the list",
       falk_report_read_cat),
  ROW (CAT, 2_1,
       "Sizes of tensors must match except in dimension {n}. Expected {n} "
       "in dimension {n} but got {n} for tensor number {n} in the list",
       falk_report_read_cat_number),
  PLAIN (CAT, 2_1, "Sizes of tensors must match except in dimension {n}"),
  PLAIN (CAT, 0_3, "inconsistent tensor sizes at"),
  PLAIN (CAT, 2_1,
         "all the input array dimensions except for the concatenation axis "
         "must match exactly"),
  ROW (CAT_RANK, 2_1,
       "Tensors must have same number of dimensions: got {n} and {n}",
       falk_report_read_cat_rank),
  ROW (CAT_RANK, 2_1,
       "zero-dimensional tensor (at position {n}) cannot be concatenated",
       falk_report_read_cat_scalar),
  ROW (DIM_RANGE, 2_1,
       "Dimension out of range (expected to be in range of [{w}, {n}], but "
       "got {w})", falk_report_read_dim_range),
  PLAIN (DIM_RANGE, 2_1,
         "Dimension specified as {n} but tensor has no dimensions"),
  ROW (INDEX_RANGE, 2_1,
       "select(): index {w} out of range for tensor of size {s} at dimension "
       "{n}", falk_report_read_select),
  ROW (INDEX_RANGE, 2_1, "select() cannot be applied to a 0-dim tensor",
       falk_report_read_argument),
  ROW (PERMUTE, 2_1,
       "number of dimensions in the tensor input does not match the length of "
       "the desired ordering of dimensions i.e. input.dim() = {n} is not equal "
       "to len(dims) = {n}", falk_report_read_permute),
  ROW (PERMUTE, 1_11, "number of dims don't match in permute",
       falk_report_read_argument),
  ROW (PERMUTE, 2_1, "permute(): duplicate dims are not allowed",
       falk_report_read_argument),
  ROW (PERMUTE, 1_11, "repeated dim in permute", falk_report_read_argument),
  ROW (PERMUTE, 2_1,
       "flatten() has invalid args: start_dim cannot come after end_dim",
       falk_report_read_argument),

  /* losses */
  ROW (LOSS_BATCH, 2_1,
       "Expected input batch_size ({n}) to match target batch_size ({n})",
       falk_report_read_loss_batch),
  ROW (LOSS_TARGET, 2_1, "Expected target size {s}, got {s}",
       falk_report_read_loss_target),
  PLAIN (LOSS_TARGET, 2_1,
         "Using a target size ({s}) that is different to the input size ({s})"),
  ROW (LOSS_TARGET, 2_1,
       "0D or 1D target tensor expected, multi-target not supported",
       falk_report_read_loss_multi),
  ROW (LOSS_TARGET, 1_8,
       "1D target tensor expected, multi-target not supported",
       falk_report_read_loss_multi),
  ROW (LOSS_TARGET, 0_4, "multi-target not supported",
       falk_report_read_loss_multi),
  ROW (LOSS_TARGET, 2_1,
       "Expected floating point type for target with class probabilities, got "
       "Long", falk_report_read_loss_probabilities),
  ROW (LOSS_TARGET, 2_1, "size mismatch (got input: {s}, target: {s}",
       falk_report_read_loss_shapes),
  ROW (LOSS_TARGET, 2_1,
       "only batches of spatial targets supported (3D tensors) but got "
       "targets of dimension: {n}", falk_report_read_loss_spatial),
  PLAIN (LOSS_TARGET, 2_1,
         "only batches of spatial targets supported (3D tensors) but got "
         "targets of"),
  PLAIN (EMBEDDING_INDEX, 2_1, "Target {n} is out of bounds"),

  /* Embedding, Conv1d, norms */
  PLAIN (EMBEDDING_INDEX, 2_1, "index out of range in self"),
  PLAIN (EMBEDDING_INDEX, 1_4,
         "index out of range: Tried to access index {n} out of table with {n} "
         "rows"),
  PLAIN (EMBEDDING_INDEX, 1_4, "index out of range at"),
  PLAIN (EMBEDDING_INDEX, 2_1, "srcIndex < srcSelectDimSize"),
  PLAIN (EMBEDDING_INDEX, 2_1, "t >= 0 && t < n_classes"),
  PLAIN (INDEX_RANGE, 2_1,
         "index {n} is out of bounds for dimension {n} with size {n}"),
  ROW (CONV_CHANNELS, 2_1,
       "Given groups={n}, weight of size {s}, expected input{s} to have {n} "
       "channels, but got {n} channels instead", falk_report_read_conv_channels),
  PLAIN (CONV_CHANNELS, 2_1,
         "to have {n} channels, but got {n} channels instead"),
  ROW (CONV_RANK, 1_8,
       "Expected 3-dimensional input for 3-dimensional weight {s}, but got "
       "{n}-dimensional input of size {s} instead", falk_report_read_conv_old),
  PLAIN (CONV_RANK, 1_8, "but got {n}-dimensional input of size {s} instead"),
  ROW (CONV_RANK, 2_1,
       "Expected 2D (unbatched) or 3D (batched) input to conv1d, but got input "
       "of size: {s}", falk_report_read_conv_rank),
  PLAIN (CONV_RANK, 2_1,
         "input to conv1d, but got input of size: {s}"),
  ROW (CONV_KERNEL, 2_1,
       "Calculated padded input size per channel: ({n}). Kernel size: ({n}). "
       "Kernel size can't be greater than actual input size",
       falk_report_read_conv_kernel),
  PLAIN (CONV_KERNEL, 2_1,
         "Kernel size can't be greater than actual input size"),
  ROW (CONV_EMPTY, 2_1,
       "Only zero batch or zero channel inputs are supported, but got input "
       "shape: {s}", falk_report_read_conv_empty),
  ROW (NORM_FEATURES, 2_1,
       "Given normalized_shape={s}, expected input with shape [*, {n}], but "
       "got input of size{s}", falk_report_read_layer_norm),
  ROW (NORM_FEATURES, 2_1,
       "Given normalized_shape={s}, expected input with shape [*, {n}, {n}], "
       "but got input of size{s}", falk_report_read_layer_norm),
  PLAIN (NORM_FEATURES, 2_1,
         "expected input with shape [*, {n}], but got input of size{s}"),
  ROW (NORM_FEATURES, 2_1,
       "running_mean should contain {n} elements not {n}",
       falk_report_read_batch_norm),
  ROW (NORM_FEATURES, 2_1, "weight should contain {n} elements not {n}",
       falk_report_read_batch_norm),
  ROW (NORM_RANK, 2_1, "expected 2D or 3D input (got {n}D input)",
       falk_report_read_norm_rank),
  ROW (NORM_SINGLE, 2_1,
       "Expected more than 1 value per channel when training, got input size "
       "{s}", falk_report_read_norm_single),

  /* types and kinds of object */
  ROW (DTYPE, 2_1, "expected scalar type {w} but found {w}",
       falk_report_read_dtype),
  ROW (DTYPE, 1_13, "mat1 and mat2 must have the same dtype",
       falk_report_read_dtype_unsaid),
  ROW (DTYPE, 2_1, "mat1 and mat2 must have the same dtype, but got {w} and {w}",
       falk_report_read_dtype_data),
  PLAIN (DTYPE, 1_4, "Expected object of scalar type {w} but got scalar type "
         "{w} for argument"),
  PLAIN (DTYPE, 1_4, "Expected object of type {w} but found type {w} for "
         "argument"),
  PLAIN (DTYPE, 2_1, "expected m1 and m2 to have the same dtype, but got: {w} "
         "!= {w}"),
  PLAIN (DTYPE, 2_1, "\" not implemented for '{w}'"),
  ROW (DTYPE, 2_1,
       "Expected tensor for argument #1 'indices' to have one of the following "
       "scalar types: Long, Int; but got {w} instead",
       falk_report_read_dtype_ids),
  PLAIN (DTYPE, 2_1, "to have one of the following scalar types: Long, Int; "
         "but got"),
  ROW (DTYPE, 1_4,
       "Expected tensor for argument #1 'indices' to have scalar type Long; but "
       "got {w} instead", falk_report_read_dtype_ids),
  PLAIN (DTYPE, 2_1, "to have scalar type Long; but got {w} instead"),
  PLAIN (DTYPE, 2_1, "Input and hidden tensors are not the same dtype"),
  PLAIN (DTYPE, 2_1, "Input type ({w}) and bias type ({w}) should be the same"),
  PLAIN (DTYPE, 2_1,
         "Input type ({w}) and weight type ({w}) should be the same"),
  PLAIN (DTYPE, 2_1, "result type {w} can't be cast to the desired output type "
         "{w}"),
  ROW (DTYPE, 2_1, "mean(): could not infer output dtype. Input dtype must be "
       "either a floating point or complex dtype. Got: {w}",
       falk_report_read_dtype_mean),
  ROW (DTYPE, 1_13, "mixed dtype (CPU): expect input to have scalar type of "
       "BFloat16", falk_report_read_dtype_norm),
  ROW (DTYPE, 2_1, "mixed dtype (CPU): expect parameter to have scalar type of "
       "Float", falk_report_read_dtype_norm),
  PLAIN (TUPLE, 2_1, "'tuple' object has no attribute '{w}'"),
  PLAIN (TUPLE, 2_1, "'list' object has no attribute 'size'"),
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
  PLAIN (TUPLE, 2_1, "must be Tensor, not {w}"),
  ROW (TUPLE, 2_1, "'Tensor' object has no attribute 'batch_sizes'",
       falk_report_read_never_packed),
  PLAIN (TUPLE, 2_1, "not enough values to unpack (expected {n}, got {n})"),
  PLAIN (TUPLE, 2_1, "too many values to unpack (expected {n})"),
  PLAIN (TUPLE, 2_1, "receives the tuple"),
  PLAIN (TUPLE, 2_1, "tuple indices must be integers or slices, not tuple"),

  /* arguments that can't be */
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
  ROW (ARGUMENT, 2_1,
       "dropout probability has to be between 0 and 1, but got {w}",
       falk_report_read_dropout),
  ROW (ARGUMENT, 2_1,
       "Trying to create tensor with negative dimension {w}: {s}",
       falk_report_read_negative_size),
  ROW (ARGUMENT, 2_1,
       "Given groups={n}, expected weight to be at least {n} at dimension {n}, "
       "but got weight of size {s} instead", falk_report_read_conv_weight),
  PLAIN (EMBEDDING_INDEX, 2_1,
         "index_select(): self indexing axis dim should be positive"),

  /* loading a state_dict */
  PLAIN (STATE_DICT, 2_1, "Error(s) in loading state_dict for"),
  PLAIN (STATE_DICT, 2_1, "size mismatch for {w}: copying a param"),
  PLAIN (STATE_DICT, 0_3, "While copying the parameter named"),
  PLAIN (STATE_DICT, 2_1, "Missing key(s) in state_dict:"),
  PLAIN (STATE_DICT, 2_1, "Unexpected key(s) in state_dict:"),
  PLAIN (STATE_DICT, 0_4, "unexpected key \"{w}\" in state_dict"),
  PLAIN (STATE_DICT, 0_4, "missing keys in state_dict:"),
};
/* clang-format on */

const guint falk_n_sentences_layer = G_N_ELEMENTS (falk_sentences_layer);
