/* SPDX-License-Identifier: MIT */
#include "falk-sentence.h"

/* clang-format off */
#define SPAN(wording, first, last, pattern, read) \
  { FALK_WORDING_##wording, pattern, FALK_TORCH_##first, FALK_TORCH_##last, \
    read }
#define ROW(wording, last, pattern, read) \
  SPAN (wording, 0_3, last, pattern, read)
/* No step of Falk's says it: a cause, but no picture. */
#define PLAIN(wording, torch, pattern) ROW (wording, torch, pattern, NULL)

static const FalkSentence sentences[] = {
  /* a product */
  ROW (SIZE_MISMATCH, 1_5, "size mismatch, m1: [{n} x {n}], m2: [{n} x {n}]",
       falk_report_read_product),
  SPAN (MAT1_MAT2, 1_7, 2_2,
       "mat1 and mat2 shapes cannot be multiplied ({n}x{n} and {n}x{n})",
       falk_report_read_product),
  ROW (REDUCTION_DIM, 2_2,
       "a and b must have same reduction dim, but got [{n}, {n}] X [{n}, {n}]",
       falk_report_read_product),
  ROW (ADDMV, 1_10, "size mismatch, got {n}, {n}x{n},{n}",
       falk_report_read_addmv),
  ROW (ADDMV, 2_2,
       "size mismatch, got input ({n}), mat ({n}x{n}), vec ({n})",
       falk_report_read_addmv),
  PLAIN (PRODUCT_NO_SIZES, 1_10, "mat1 dim 1 must match mat2 dim 0"),
  PLAIN (PRODUCT_NO_SIZES, 1_5, "size mismatch at "),
  PLAIN (PRODUCT_NO_SIZES, 2_2, "CUDNN_STATUS_BAD_PARAM"),
  PLAIN (PRODUCT_NO_SIZES, 2_2, "CUBLAS_STATUS_INVALID_VALUE"),
  PLAIN (MATRIX_RANK, 0_4, "matrices expected, got {n}D, {n}D tensors"),
  PLAIN (MATRIX_RANK, 1_5, "2D tensors expected, got {n}D, {n}D tensors"),
  PLAIN (MATRIX_RANK, 2_2, "mat1 must be a matrix, got {n}-D tensor"),
  PLAIN (MATRIX_RANK, 2_2, "mat2 must be a matrix, got {n}-D tensor"),
  PLAIN (MATRIX_RANK, 2_2, "self must be a matrix"),
  PLAIN (MATRIX_RANK, 2_2,
         "batch1 must be a 3D tensor"),
  PLAIN (MATRIX_RANK, 2_2, "batch2 must be a 3D tensor"),
  PLAIN (MATRIX_RANK, 2_2,
         "both arguments to matmul need to be at least 1D, but they are {n}D "
         "and {n}D"),
  PLAIN (BATCH_PRODUCT, 2_2,
         "Expected size for first two dimensions of batch2 tensor to be: "
         "[{n}, {n}] but got: [{n}, {n}]"),
  PLAIN (BATCH_PRODUCT, 1_10,
         "Expected tensor to have size {n} at dimension {n}, but got size {n} "
         "for argument #2 'batch2'"),
  PLAIN (BATCH_PRODUCT, 1_5, "invalid argument 6: wrong matrix size"),
  PLAIN (BATCH_PRODUCT, 1_5, "wrong matrix size, batch1: {n}x{n}, batch2: "
         "{n}x{n}"),

  /* the same by other programs */
  ROW (NUMPY_MATMUL, 2_2,
       "shapes {s} and {s} not aligned: {n} (dim {n}) != {n} (dim {n})",
       falk_report_read_shapes),
  PLAIN (NUMPY_MATMUL, 2_2,
         "matmul: Input operand 1 has a mismatch in its core dimension {n}, "
         "with gufunc signature (n?,k),(k,m?)->(n?,m?) (size {n} is different "
         "from {n})"),
  PLAIN (NUMPY_BROADCAST, 2_2,
         "operands could not be broadcast together with shapes {s} {s}"),
  ROW (TF_MATMUL, 2_2,
       "Matrix size-incompatible: In[0]: {s}, In[1]: {s}",
       falk_report_read_shapes),
  ROW (JAX_DOT, 2_2,
       "dot_general requires contracting dimensions to have the same shape, "
       "got {s} and {s}", falk_report_read_contraction),
  PLAIN (KERAS_RANK, 2_2, "expected ndim={n}, found ndim={n}"),
  PLAIN (KERAS_RANK, 2_2, "expected min_ndim={n}, found ndim={n}"),
  PLAIN (KERAS_RANK, 2_2, "to have {n} dimensions, but got array with shape "
         "{s}"),
  PLAIN (KERAS_AXIS, 2_2, "of input shape to have value {n} but received input "
         "with shape {s}"),
  PLAIN (KERAS_AXIS, 2_2, "of input shape to have value {n}, but received "
         "input with shape {s}"),
  PLAIN (KERAS_AXIS, 2_2, "expected shape={s}, found shape={s}"),
  PLAIN (KERAS_AXIS, 2_2, "to have shape {s} but got array with shape {s}"),
  PLAIN (KERAS_AXIS, 2_2, "Dimensions must be equal, but are {n} and {n} for"),
  PLAIN (ONNX_STATE, 2_2, "Input initial_h must have shape {s}. Actual:{s}"),
  PLAIN (ONNX_STATE, 2_2, "Input initial_c must have shape {s}. Actual:{s}"),
  PLAIN (ONNX_INPUT, 2_2, "Got invalid dimensions for input:"),
  PLAIN (ONNX_INPUT, 2_2,
         "Got invalid dimensions for input: {w} for the following indices "
         "index: {n} Got: {n} Expected: {n}"),
  PLAIN (ONNX_RANK, 2_2, "Invalid rank for input: {w} Got: {n} Expected: {n}"),
  PLAIN (TF_BROADCAST, 2_2, "Incompatible shapes: {s} vs. {s}"),
  PLAIN (TF_CELL, 2_2,
         "the input size of each next cell must match the output size of the "
         "previous"),
  PLAIN (EINOPS, 2_2,
         "can't divide axis of length {n} in chunks of {n}"),

  /* GRU, LSTM, RNN */
  SPAN (INPUT_SIZE, 0_4, 2_2,
       "input.size(-1) must be equal to input_size. Expected {n}, got {n}",
       falk_report_read_input_size),
  ROW (HIDDEN_SIZE, 2_2, "Expected hidden size {s}, got {s}",
       falk_report_read_hidden),
  ROW (HIDDEN_SIZE, 2_2, "Expected hidden[0] size {s}, got {s}",
       falk_report_read_hidden),
  ROW (HIDDEN_SIZE, 2_2, "Expected hidden[1] size {s}, got {s}",
       falk_report_read_hidden),
  SPAN (STATE_RANK, 1_11, 2_2,
       "For batched 3-D input, hx should also be 3-D but got {n}-D tensor",
       falk_report_read_batched_state),
  SPAN (STATE_RANK, 1_11, 2_2,
       "For unbatched 2-D input, hx should also be 2-D but got {n}-D tensor",
       falk_report_read_unbatched_state),
  SPAN (STATE_RANK, 1_11, 2_2,
       "For batched 3-D input, hx and cx should also be 3-D but got ({n}-D, "
       "{n}-D) tensors", falk_report_read_batched_state),
  SPAN (STATE_RANK, 1_11, 2_2,
       "For unbatched 2-D input, hx and cx should also be 2-D but got ({n}-D, "
       "{n}-D) tensors", falk_report_read_unbatched_state),
  PLAIN (INPUT_RANK, 1_11, "input must have 3 dimensions, got {n}"),
  PLAIN (PACKED_RANK, 2_2, "input must have 2 dimensions, got {n}"),
  PLAIN (INPUT_RANK, 2_0,
         "Expected input to be 2-D or 3-D but received {n}-D tensor"),
  PLAIN (INPUT_RANK, 2_2, "Expected input to be 2D or 3D, got {n}D"),
  PLAIN (CHECK_CRASHED, 0_3, "name 'fn' is not defined"),
  /* quoted without their numbers */
  PLAIN (INPUT_SIZE, 2_2, "input.size(-1) must be equal to input_size"),
  PLAIN (INPUT_SIZE, 2_2, "has inconsistent input_size"),
  PLAIN (MAT1_MAT2, 2_2, "mat1 and mat2 shapes cannot be multiplied"),
  PLAIN (SIZE_MISMATCH, 1_5, "size mismatch, m1:"),
  PLAIN (HIDDEN_SIZE, 2_2, "Expected hidden size"),
  PLAIN (HIDDEN_SIZE, 2_2, "Expected hidden[0] size"),
  PLAIN (HIDDEN_SIZE, 2_2, "has inconsistent hidden_size"),
  PLAIN (ELEMENTWISE_OLD, 0_3, "inconsistent tensor size"),

  /* cells */
  SPAN (CELL_INPUT_SIZE, 1_9, 2_2,
       "input has inconsistent input_size: got {n} expected {n}",
       falk_report_read_cell_input),
  SPAN (CELL_INPUT_SIZE, 0_4, 1_8,
       "input has inconsistent input_size: got {n}, expected {n}",
       falk_report_read_cell_input),
  SPAN (CELL_BATCH, 1_9, 2_2,
       "Input batch size {n} doesn't match hidden0 batch size {n}",
       falk_report_read_cell_batch),
  SPAN (CELL_BATCH, 1_9, 2_2,
       "Input batch size {n} doesn't match hidden1 batch size {n}",
       falk_report_read_cell_batch),
  SPAN (CELL_BATCH, 0_4, 1_8,
       "Input batch size {n} doesn't match hidden[0] batch size {n}",
       falk_report_read_cell_batch),
  SPAN (CELL_BATCH, 0_4, 1_8,
       "Input batch size {n} doesn't match hidden[1] batch size {n}",
       falk_report_read_cell_batch),
  SPAN (CELL_BATCH, 0_4, 1_8,
       "Input batch size {n} doesn't match hidden batch size {n}",
       falk_report_read_cell_batch),
  SPAN (CELL_HIDDEN_SIZE, 1_9, 2_2,
       "hidden0 has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  SPAN (CELL_HIDDEN_SIZE, 1_9, 2_2,
       "hidden1 has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  SPAN (CELL_HIDDEN_SIZE, 0_4, 1_8,
       "hidden[0] has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  SPAN (CELL_HIDDEN_SIZE, 0_4, 1_8,
       "hidden[1] has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  SPAN (CELL_HIDDEN_SIZE, 0_4, 1_8,
       "hidden has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  PLAIN (CELL_RANK, 2_0,
         "Expected input to be 1-D or 2-D but received {n}-D tensor"),
  PLAIN (CELL_RANK, 2_2, "Expected input to be 1D or 2D, got {n}D instead"),
  PLAIN (CELL_STATE_RANK, 2_2,
         "Expected hidden to be 1D or 2D, got {n}D instead"),
  PLAIN (CELL_STATE_RANK, 2_2,
         "Expected hx[0] to be 1D or 2D, got {n}D instead"),
  PLAIN (CELL_STATE_RANK, 2_2,
         "Expected hx[1] to be 1D or 2D, got {n}D instead"),

  /* packing */
  PLAIN (LENGTHS_ZERO, 0_3,
         "length of all samples has to be greater than 0, but found an element "
         "in 'lengths' that is <=0"),
  PLAIN (LENGTHS_ZERO, 2_2,
         "Length of all samples has to be greater than 0, but found an element "
         "in 'lengths' that is <= 0"),
  PLAIN (LENGTHS_COUNT, 2_2,
         "Expected `len(lengths)` to be equal to batch_size, but got {n} "
         "(batch_size={n})"),
  PLAIN (LENGTHS_COUNT, 0_3, "lengths array has incorrect size"),
  PLAIN (LENGTHS_ORDER, 0_4,
         "lengths array has to be sorted in decreasing order"),
  PLAIN (LENGTHS_ORDER, 0_4,
         "'lengths' array has to be sorted in decreasing order"),
  PLAIN (LENGTHS_ORDER, 2_2,
         "`lengths` array must be sorted in decreasing order"),
  PLAIN (LENGTHS_DEVICE, 2_2,
         "'lengths' argument should be a 1D CPU int64 tensor, but got {n}D "
         "{w} {w} tensor"),
  PLAIN (LENGTHS_DEVICE, 2_2,
         "'lengths' argument should be a 1D CPU int64 tensor"),
  PLAIN (LENGTHS_ZERO, 2_2, "Cannot pack empty tensors"),

  /* shapes that are asked for */
  PLAIN (VIEW_TOTAL, 2_2, "shape '{s}' is invalid for input of size {n}"),
  PLAIN (VIEW_TOTAL, 0_4,
         "size '{s}' is invalid for input of with {n} elements"),
  PLAIN (VIEW_TOTAL, 0_4, "size '{s}' is invalid for input with {n} elements"),
  PLAIN (VIEW_TOTAL, 2_2, "cannot reshape array of size {n} into shape {s}"),
  PLAIN (VIEW_STRIDE, 2_2,
         "view size is not compatible with input tensor's size and stride"),
  PLAIN (VIEW_STRIDE, 0_4, "input is not contiguous"),
  PLAIN (BROADCAST, 2_2,
         "The size of tensor a ({n}) must match the size of tensor b ({n}) at "
         "non-singleton dimension {n}"),
  PLAIN (BROADCAST, 2_2,
         "The expanded size of the tensor ({n}) must match the existing size "
         "({n}) at non-singleton dimension {n}"),
  PLAIN (BROADCAST, 2_2,
         "output with shape {s} doesn't match the broadcast shape {s}"),
  PLAIN (STACK, 2_2,
         "stack expects each tensor to be equal size, but got {s} at entry {n} "
         "and {s} at entry {n}"),
  PLAIN (STACK, 2_2, "each element in list of batch should be of equal size"),
  PLAIN (STACK, 2_2, "expected sequence of length {n} at dim {n} (got {n})"),
  PLAIN (STACK, 2_2, "setting an array element with a sequence"),
  PLAIN (CAT, 1_10,
         "Sizes of tensors must match except in dimension {n}. Got {n} and {n} "
         "in dimension {n}"),
  PLAIN (CAT, 2_2,
         "Sizes of tensors must match except in dimension {n}. Expected size "
         "{n} but got size {n} for tensor number {n} in the list"),
  PLAIN (CAT, 2_2,
         "Sizes of tensors must match except in dimension {n}. Expected {n} "
         "in dimension {n} but got {n} for tensor number {n} in the list"),
  PLAIN (CAT, 2_2, "Sizes of tensors must match except in dimension {n}"),
  PLAIN (CAT, 0_3, "inconsistent tensor sizes at"),
  PLAIN (CAT, 2_2,
         "all the input array dimensions except for the concatenation axis "
         "must match exactly"),
  PLAIN (CAT_RANK, 2_2,
         "Tensors must have same number of dimensions: got {n} and {n}"),
  PLAIN (PERMUTE, 2_2, "number of dims don't match in permute"),
  PLAIN (PERMUTE, 2_2,
         "input.dim() = {n} is not equal to len(dims) = {n}"),
  PLAIN (PERMUTE, 2_2,
         "received dimension of Input(x) is {n}, the length of Input(perm) is "
         "{n}"),
  PLAIN (DIM_RANGE, 0_3,
         "dimension out of range (expected to be in range of [{w}, {n}], but "
         "got {n})"),
  PLAIN (DIM_RANGE, 2_2,
         "Dimension out of range (expected to be in range of [{w}, {n}], but "
         "got {n})"),

  /* losses */
  PLAIN (LOSS_BATCH, 2_2,
         "Expected input batch_size ({n}) to match target batch_size ({n})"),
  PLAIN (LOSS_TARGET, 2_2, "Expected target size {s}, got {s}"),
  PLAIN (LOSS_TARGET, 2_2,
         "Using a target size ({s}) that is different to the input size ({s})"),
  PLAIN (LOSS_TARGET, 0_4,
         "1D target tensor expects 2D input tensors, but found inputs with "
         "sizes {s} and {s}"),
  PLAIN (LOSS_TARGET, 1_10, "multi-target not supported"),
  PLAIN (LOSS_TARGET, 2_2,
         "only batches of spatial targets supported (3D tensors) but got "
         "targets of"),
  PLAIN (EMBEDDING_INDEX, 2_2, "Target {n} is out of bounds"),

  /* Embedding, Conv1d, norms */
  PLAIN (EMBEDDING_INDEX, 2_2, "index out of range in self"),
  PLAIN (EMBEDDING_INDEX, 1_5,
         "index out of range: Tried to access index {n} out of table with {n} "
         "rows"),
  PLAIN (EMBEDDING_INDEX, 1_5, "index out of range at"),
  PLAIN (EMBEDDING_INDEX, 1_5, "RuntimeError: index out of range"),
  PLAIN (EMBEDDING_INDEX, 2_2, "indices[{n}] = {n} is not in [0, {n})"),
  PLAIN (EMBEDDING_INDEX, 2_2, "indices[{n}, {n}] = {n} is not in [0, {n})"),
  PLAIN (EMBEDDING_INDEX, 2_2, "srcIndex < srcSelectDimSize"),
  PLAIN (EMBEDDING_INDEX, 2_2, "t >= 0 && t < n_classes"),
  PLAIN (INDEX_RANGE, 2_2,
         "index {n} is out of bounds for dimension {n} with size {n}"),
  PLAIN (CONV_CHANNELS, 2_2,
         "to have {n} channels, but got {n} channels instead"),
  PLAIN (CONV_RANK, 1_10, "but got {n}-dimensional input of size {s} instead"),
  PLAIN (CONV_RANK, 2_2,
         "input to conv1d, but got input of size: {s}"),
  PLAIN (CONV_KERNEL, 2_2,
         "Kernel size can't be greater than actual input size"),
  PLAIN (CONV_HEIGHT, 2_2, "the height of conv must be 1"),
  PLAIN (CONV_HEIGHT, 2_2, "the height of out must be 1"),
  PLAIN (NORM_FEATURES, 2_2,
         "expected input with shape [*, {n}], but got input of size{s}"),
  PLAIN (NORM_FEATURES, 2_2,
         "running_mean should contain {n} elements not {n}"),
  PLAIN (NORM_RANK, 2_2, "expected 2D or 3D input (got {n}D input)"),
  PLAIN (NORM_SINGLE, 2_2,
         "Expected more than 1 value per channel when training, got input size "
         "{s}"),

  /* types and kinds of object */
  PLAIN (DTYPE, 2_2, "expected scalar type {w} but found {w}"),
  PLAIN (DTYPE, 2_2, "mat1 and mat2 must have the same dtype"),
  PLAIN (DTYPE, 1_5, "Expected object of scalar type {w} but got scalar type "
         "{w} for argument"),
  PLAIN (DTYPE, 1_5, "Expected object of type {w} but found type {w} for "
         "argument"),
  PLAIN (DTYPE, 2_2, "expected m1 and m2 to have the same dtype, but got: {w} "
         "!= {w}"),
  PLAIN (DTYPE, 2_2, "\" not implemented for '{w}'"),
  PLAIN (DTYPE, 2_2, "to have one of the following scalar types: Long, Int; "
         "but got"),
  PLAIN (DTYPE, 2_2, "to have scalar type Long; but got {w} instead"),
  PLAIN (DTYPE, 2_2, "Input and hidden tensors are not the same dtype"),
  PLAIN (DTYPE, 2_2, "Input type ({w}) and bias type ({w}) should be the same"),
  PLAIN (TUPLE, 2_2, "'tuple' object has no attribute '{w}'"),
  PLAIN (TUPLE, 2_2, "'list' object has no attribute 'size'"),
  PLAIN (TUPLE, 2_2, "must be Tensor, not {w}"),
  PLAIN (TUPLE, 2_2, "'PackedSequence' object has no attribute '{w}'"),
  PLAIN (TUPLE, 2_2, "'Tensor' object has no attribute 'batch_sizes'"),
  PLAIN (TUPLE, 2_2, "not enough values to unpack (expected {n}, got {n})"),
  PLAIN (TUPLE, 2_2, "too many values to unpack (expected {n})"),
  PLAIN (TUPLE, 2_2, "receives the tuple"),
  PLAIN (TUPLE, 2_2, "tuple indices must be integers or slices, not tuple"),

  /* loading a state_dict */
  PLAIN (STATE_DICT, 2_2, "Error(s) in loading state_dict for"),
  PLAIN (STATE_DICT, 2_2, "size mismatch for {w}: copying a param"),
  PLAIN (STATE_DICT, 0_3, "While copying the parameter named"),
  PLAIN (STATE_DICT, 2_2, "Missing key(s) in state_dict:"),
  PLAIN (STATE_DICT, 2_2, "Unexpected key(s) in state_dict:"),
  PLAIN (STATE_DICT, 0_4, "unexpected key \"{w}\" in state_dict"),
  PLAIN (STATE_DICT, 0_4, "missing keys in state_dict:"),
};
/* clang-format on */

const FalkSentence *
falk_sentences (guint *n)
{
  *n = G_N_ELEMENTS (sentences);
  return sentences;
}
