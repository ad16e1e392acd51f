/* SPDX-License-Identifier: MIT */
/* Sentences of products, by PyTorch and by other programs, of recurrent layers
 * and of cells. */
#include "falk-sentence.h"

/* clang-format off */
#define ROW(wording, pattern, read) { FALK_WORDING_##wording, pattern, read }
/* No step of Falk's says it, or too little is in it: causes, no picture. */
#define PLAIN(wording, pattern) ROW (wording, pattern, NULL)

const FalkSentence falk_sentences_recurrent[] = {
  /* a product */
  ROW (SIZE_MISMATCH, "size mismatch, m1: [{n} x {n}], m2: [{n} x {n}]",
       falk_report_read_product),
  ROW (MAT1_MAT2,
       "mat1 and mat2 shapes cannot be multiplied ({n}x{n} and {n}x{n})",
       falk_report_read_product),
  ROW (REDUCTION_DIM,
       "a and b must have same reduction dim, but got [{n}, {n}] X [{n}, {n}]",
       falk_report_read_product),
  ROW (ADDMV, "size mismatch, got {n}, {n}x{n},{n}",
       falk_report_read_addmv),
  ROW (ADDMV,
       "size mismatch, got input ({n}), mat ({n}x{n}), vec ({n})",
       falk_report_read_addmv),
  PLAIN (PRODUCT_NO_SIZES, "mat1 dim 1 must match mat2 dim 0"),
  PLAIN (PRODUCT_NO_SIZES, "size mismatch at "),
  PLAIN (PRODUCT_NO_SIZES, "CUDNN_STATUS_BAD_PARAM"),
  PLAIN (PRODUCT_NO_SIZES, "CUBLAS_STATUS_INVALID_VALUE"),
  PLAIN (MATRIX_RANK, "matrices expected, got {n}D, {n}D tensors"),
  PLAIN (MATRIX_RANK, "2D tensors expected, got {n}D, {n}D tensors"),
  PLAIN (MATRIX_RANK, "mat1 must be a matrix, got {n}-D tensor"),
  PLAIN (MATRIX_RANK, "mat2 must be a matrix, got {n}-D tensor"),
  PLAIN (MATRIX_RANK, "self must be a matrix"),
  ROW (MATRIX_RANK, "batch1 must be a 3D tensor",
       falk_report_read_bmm_rank),
  ROW (MATRIX_RANK, "batch2 must be a 3D tensor",
       falk_report_read_bmm_rank),
  ROW (MATRIX_RANK,
       "both arguments to matmul need to be at least 1D, but they are {n}D "
       "and {n}D", falk_report_read_matmul_scalar),
  ROW (BATCH_PRODUCT,
       "Expected size for first two dimensions of batch2 tensor to be: "
       "[{n}, {n}] but got: [{n}, {n}]", falk_report_read_bmm),
  ROW (BATCH_PRODUCT,
       "Expected tensor to have size {n} at dimension {n}, but got size {n} "
       "for argument #2 'batch2'", falk_report_read_bmm_old),
  PLAIN (BATCH_PRODUCT, "batch1 dim 2 must match batch2 dim 1"),
  PLAIN (BATCH_PRODUCT, "invalid argument 6: wrong matrix size"),
  PLAIN (BATCH_PRODUCT, "wrong matrix size, batch1: {n}x{n}, batch2: "
         "{n}x{n}"),

  /* the same by other programs */
  ROW (NUMPY_MATMUL,
       "shapes {s} and {s} not aligned: {n} (dim {n}) != {n} (dim {n})",
       falk_report_read_shapes),
  ROW (NUMPY_MATMUL,
       "matmul: Input operand 1 has a mismatch in its core dimension {n}, "
       "with gufunc signature (n?,k),(k,m?)->(n?,m?) (size {n} is different "
       "from {n})", falk_report_read_gufunc),
  ROW (NUMPY_BROADCAST,
       "operands could not be broadcast together with shapes {s} {s}",
       falk_report_read_broadcast_shapes),
  ROW (TF_MATMUL,
       "Matrix size-incompatible: In[0]: {s}, In[1]: {s}",
       falk_report_read_shapes),
  ROW (JAX_DOT,
       "dot_general requires contracting dimensions to have the same shape, "
       "got {s} and {s}", falk_report_read_contraction),
  ROW (KERAS_RANK, "expected ndim={n}, found ndim={n}",
       falk_report_read_keras_rank),
  ROW (KERAS_RANK, "expected ndim={n}, found ndim={n}. Full shape received: {s}",
       falk_report_read_keras_rank),
  PLAIN (KERAS_RANK, "expected min_ndim={n}, found ndim={n}"),
  PLAIN (KERAS_RANK, "to have {n} dimensions, but got array with shape "
         "{s}"),
  ROW (KERAS_AXIS, "expected axis -1 of input shape to have value {n} but "
       "received input with shape {s}", falk_report_read_keras_axis),
  ROW (KERAS_AXIS, "expected axis -1 of input shape to have value {n}, "
       "but received input with shape {s}", falk_report_read_keras_axis),
  PLAIN (KERAS_AXIS, "of input shape to have value {n} but received input "
         "with shape {s}"),
  PLAIN (KERAS_AXIS, "of input shape to have value {n}, but received "
         "input with shape {s}"),
  ROW (KERAS_AXIS, "expected shape={s}, found shape={s}",
       falk_report_read_keras_shapes),
  ROW (KERAS_AXIS, "to have shape {s} but got array with shape {s}",
       falk_report_read_keras_array),
  PLAIN (KERAS_AXIS, "Dimensions must be equal, but are {n} and {n} for"),
  ROW (ONNX_STATE, "Input initial_h must have shape {s}. Actual:{s}",
       falk_report_read_hidden),
  ROW (ONNX_STATE, "Input initial_c must have shape {s}. Actual:{s}",
       falk_report_read_hidden),
  ROW (ONNX_INPUT,
       "Got invalid dimensions for input: {w} for the following indices index: "
       "{n} Got: {n} Expected: {n}", falk_report_read_onnx_axis),
  PLAIN (ONNX_INPUT, "Got invalid dimensions for input:"),
  PLAIN (ONNX_RANK, "Invalid rank for input: {w} Got: {n} Expected: {n}"),
  PLAIN (TF_BROADCAST, "Incompatible shapes: {s} vs. {s}"),
  PLAIN (TF_CELL,
         "the input size of each next cell must match the output size of the "
         "previous"),
  PLAIN (EINOPS,
         "can't divide axis of length {n} in chunks of {n}"),

  /* GRU, LSTM, RNN */
  ROW (INPUT_SIZE,
       "input.size(-1) must be equal to input_size. Expected {n}, got {n}",
       falk_report_read_input_size),
  ROW (HIDDEN_SIZE, "Expected hidden size {s}, got {s}",
       falk_report_read_hidden),
  ROW (HIDDEN_SIZE, "Expected hidden[0] size {s}, got {s}",
       falk_report_read_hidden),
  ROW (HIDDEN_SIZE, "Expected hidden[1] size {s}, got {s}",
       falk_report_read_hidden),
  ROW (STATE_RANK,
       "For batched 3-D input, hx should also be 3-D but got {n}-D tensor",
       falk_report_read_batched_state),
  ROW (STATE_RANK,
       "For unbatched 2-D input, hx should also be 2-D but got {n}-D tensor",
       falk_report_read_unbatched_state),
  ROW (STATE_RANK,
       "For batched 3-D input, hx and cx should also be 3-D but got ({n}-D, "
       "{n}-D) tensors", falk_report_read_batched_state),
  ROW (STATE_RANK,
       "For unbatched 2-D input, hx and cx should also be 2-D but got ({n}-D, "
       "{n}-D) tensors", falk_report_read_unbatched_state),
  ROW (INPUT_RANK, "input must have 3 dimensions, got {n}",
       falk_report_read_input_rank_old),
  ROW (PACKED_RANK, "input must have 2 dimensions, got {n}",
       falk_report_read_packed_rank),
  /* quoted in part */
  PLAIN (INPUT_RANK, "Expected input to be 2D or 3D, got {n}D"),
  PLAIN (INPUT_SIZE, "input.size(-1) must be equal to input_size"),
  PLAIN (INPUT_SIZE, "has inconsistent input_size"),
  PLAIN (MAT1_MAT2, "mat1 and mat2 shapes cannot be multiplied"),
  PLAIN (SIZE_MISMATCH, "size mismatch, m1:"),
  PLAIN (HIDDEN_SIZE, "Expected hidden size"),
  PLAIN (HIDDEN_SIZE, "Expected hidden[0] size"),
  PLAIN (HIDDEN_SIZE, "has inconsistent hidden_size"),
  ROW (INPUT_RANK,
       "Expected input to be 2-D or 3-D but received {n}-D tensor",
       falk_report_read_input_rank),
  ROW (INPUT_RANK, "Expected input to be 2D or 3D, got {n}D instead",
       falk_report_read_input_rank),
  ROW (INPUT_RANK,
       "Expected input to be 2D or 3D, got {n}D tensor instead",
       falk_report_read_input_rank),
  ROW (SEQUENCE_EMPTY, "Expected sequence length to be larger than 0 in "
       "RNN", falk_report_read_no_time),
  PLAIN (CHECK_CRASHED, "name 'fn' is not defined"),
  PLAIN (ELEMENTWISE_OLD, "inconsistent tensor size"),

  /* cells */
  ROW (CELL_INPUT_SIZE,
       "input has inconsistent input_size: got {n} expected {n}",
       falk_report_read_cell_input),
  ROW (CELL_INPUT_SIZE,
       "input has inconsistent input_size: got {n}, expected {n}",
       falk_report_read_cell_input),
  ROW (CELL_BATCH,
       "Input batch size {n} doesn't match hidden0 batch size {n}",
       falk_report_read_cell_batch),
  ROW (CELL_BATCH,
       "Input batch size {n} doesn't match hidden1 batch size {n}",
       falk_report_read_cell_batch),
  ROW (CELL_BATCH,
       "Input batch size {n} doesn't match hidden[0] batch size {n}",
       falk_report_read_cell_batch),
  ROW (CELL_BATCH,
       "Input batch size {n} doesn't match hidden[1] batch size {n}",
       falk_report_read_cell_batch),
  ROW (CELL_BATCH,
       "Input batch size {n} doesn't match hidden batch size {n}",
       falk_report_read_cell_batch),
  ROW (CELL_HIDDEN_SIZE,
       "hidden0 has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  ROW (CELL_HIDDEN_SIZE,
       "hidden1 has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  ROW (CELL_HIDDEN_SIZE,
       "hidden[0] has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  ROW (CELL_HIDDEN_SIZE,
       "hidden[1] has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  ROW (CELL_HIDDEN_SIZE,
       "hidden has inconsistent hidden_size: got {n}, expected {n}",
       falk_report_read_cell_state),
  ROW (CELL_RANK,
       "Expected input to be 1-D or 2-D but received {n}-D tensor",
       falk_report_read_cell_rank),
  ROW (CELL_RANK, "Expected input to be 1D or 2D, got {n}D instead",
       falk_report_read_cell_rank),
  ROW (CELL_STATE_RANK, "Expected hidden to be 1D or 2D, got {n}D instead",
       falk_report_read_cell_state_rank),
  ROW (CELL_STATE_RANK, "Expected hx[0] to be 1D or 2D, got {n}D instead",
       falk_report_read_cell_state_rank),
  PLAIN (CELL_STATE_RANK, "Expected hx[1] to be 1D or 2D, got {n}D instead"),
};
/* clang-format on */

const guint falk_n_sentences_recurrent =
    G_N_ELEMENTS (falk_sentences_recurrent);
