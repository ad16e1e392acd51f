/* SPDX-License-Identifier: MIT */
/* What each PyTorch version says about constructor arguments, recurrent layers
 * and packing.
 *
 * The words of 1.13 are those of real runs. The others are read from the
 * sources of torch/nn/modules/rnn.py, torch/nn/utils/rnn.py and aten's RNN.cpp
 * and PackedSequence.cpp at those versions, or from the change that brought
 * them, whose date gives the version. What is marked as unverified was not
 * found there. */
#include "falk-wording-private.h"

/* clang-format off */
#define SINCE(version) [FALK_TORCH_##version]
#define ROW(code, ...) [FALK_FAULT_##code] = { { __VA_ARGS__ } }

/* An empty cell says what the nearest older one says. */
const FalkWordingRow falk_wordings_recurrent[FALK_FAULT_COUNT] = {
  /* constructor arguments */
  ROW (ARGUMENT_UNKNOWN,
    SINCE (0_3)  = { "__init__() got an unexpected keyword argument "
                     "'{argument}'" },
    SINCE (1_13) = { "{constructor}.__init__() got an unexpected keyword "
                     "argument '{argument}'" }),
  ROW (ARGUMENT_MISSING,
    SINCE (0_3)  = { "__init__() missing {found} required positional "
                     "{missing}" },
    SINCE (1_13) = { "{constructor}.__init__() missing {found} required "
                     "positional {missing}" }),
  /* before 1.0 unverified */
  ROW (NEGATIVE_SIZE,
    SINCE (0_3)  = { "Trying to create tensor with negative dimension "
                     "{found}: {found-list}" }),
  ROW (HIDDEN_ZERO,
    SINCE (1_8)  = { "proj_size has to be smaller than hidden_size" },
    SINCE (2_1)  = { "hidden_size must be greater than zero" }),
  ROW (HIDDEN_DIVISION,
    SINCE (0_3)  = { "float division by zero" }),
  ROW (PROJ_SIZE,
    SINCE (1_8)  = { "proj_size has to be smaller than hidden_size" }),
  /* Without a parameter to look at; an exception without a text. That the
   * change came with 1.5 is unverified: it is not in 1.0, and is in 1.8. */
  ROW (NO_LAYERS,
    SINCE (0_3)  = { "", "StopIteration" },
    SINCE (1_5)  = { "list index out of range" },
    SINCE (2_2)  = { "num_layers must be greater than zero", "ValueError" }),
  ROW (DROPOUT,
    SINCE (0_3)  = { "dropout should be a number in range [0, 1] "
                     "representing the probability of an element being "
                     "zeroed" }),
  ROW (DROPOUT_P,
    SINCE (0_3)  = { "dropout probability has to be between 0 and 1, but "
                     "got {p}" }),
  ROW (PROJ_NEGATIVE,
    SINCE (1_8)  = { "proj_size should be a positive integer or zero to "
                     "disable projections" }),
  /* Python's own words; from 3.10 on it writes the class before them, on
   * which no version that lacks an argument of ours runs. */
  ROW (ARGUMENT_LATER,
    SINCE (0_3)  = { "{callable}() got an unexpected keyword argument "
                     "'{argument}'" }),
  ROW (PROJ_UNSUPPORTED,
    SINCE (1_8)  = { "proj_size argument is only supported for LSTM, not "
                     "RNN or GRU" }),
  /* before 1.13 unverified: the remainder by groups comes first there */
  ROW (GROUPS_POSITIVE,
    SINCE (0_3)  = { "integer division or modulo by zero",
                     "ZeroDivisionError" },
    SINCE (1_13) = { "groups must be a positive integer" }),
  ROW (GROUPS_IN,
    SINCE (0_3)  = { "in_channels must be divisible by groups" }),
  ROW (GROUPS_OUT,
    SINCE (0_3)  = { "out_channels must be divisible by groups" }),
  ROW (NORMALIZED_EMPTY,
    SINCE (0_4)  = { "Expected normalized_shape to be at least "
                     "1-dimensional, i.e., containing at least one "
                     "element, but got normalized_shape = []" }),

  /* GRU, LSTM, RNN */
  ROW (NOT_TENSOR,
    SINCE (0_3)  = { "{unpacked}" }),
  ROW (NOT_TENSOR_ATTRIBUTE,
    SINCE (0_3)  = { "{unpacked}" }),
  ROW (NOT_TENSOR_DEVICE,
    SINCE (0_3)  = { "'PackedSequence' object has no attribute 'device'" }),
  ROW (NOT_PACKED,
    SINCE (0_3)  = { "'Tensor' object has no attribute 'batch_sizes'" }),
  /* Before 1.0 indices out of range were a RuntimeError; before 0.4.1 it
   * began with a small letter. */
  ROW (NO_AXIS,
    SINCE (0_3)  = { "{no-axis}", "RuntimeError" },
    SINCE (1_0)  = { "{no-axis}", "IndexError" }),
  ROW (INPUT_SCALAR,
    SINCE (1_11) = { "Dimension out of range (expected to be in range of "
                     "[-1, 0], but got 1)" }),
  ROW (INPUT_RANK,
    SINCE (0_3)  = { "input must have 3 dimensions, got {rank}" },
    SINCE (1_11) = { "input must have 3 dimensions, got {rank+1}" },
    SINCE (2_0)  = { "{layer}: Expected input to be 2-D or 3-D but received "
                     "{rank}-D tensor", "AssertionError" },
    SINCE (2_1)  = { "{layer}: Expected input to be 2D or 3D, got {rank}D "
                     "{tensor-if-rnn}instead", "ValueError" }),
  ROW (UNBATCHED_STATE,
    SINCE (1_11) = { "For unbatched 2-D input, hx should also be 2-D but "
                     "got {rank}-D tensor" }),
  ROW (UNBATCHED_STATES,
    SINCE (1_11) = { "For unbatched 2-D input, hx and cx should also be "
                     "2-D but got ({rank}-D, {other-rank}-D) tensors" }),
  ROW (BATCHED_STATE,
    SINCE (1_11) = { "For batched 3-D input, hx should also be 3-D but got "
                     "{rank}-D tensor" }),
  ROW (BATCHED_STATES,
    SINCE (1_11) = { "For batched 3-D input, hx and cx should also be 3-D "
                     "but got ({rank}-D, {other-rank}-D) tensors" }),
  /* 0.3.1 compared sizes first, but failed in making the text: NameError. */
  ROW (INPUT_SIZE,
    SINCE (0_3)  = { "size mismatch, m1: {m1-step}, m2: {m2-old}" },
    SINCE (0_4)  = { "input.size(-1) must be equal to input_size. Expected "
                     "{needed}, got {found}" }),
  /* Before 0.3.1 the state was not looked at: unverified what it led to. */
  ROW (HIDDEN_SIZE,
    SINCE (0_3)  = { "Expected hidden size {needed-tuple}, got {found-tuple}" },
    SINCE (1_8)  = { "Expected hidden size {needed-tuple}, got {found-list}" }),
  ROW (HIDDEN_SIZE_H,
    SINCE (0_3)  = { "Expected hidden[0] size {needed-tuple}, got "
                     "{found-tuple}" },
    SINCE (1_8)  = { "Expected hidden[0] size {needed-tuple}, got "
                     "{found-list}" }),
  ROW (HIDDEN_SIZE_C,
    SINCE (0_3)  = { "Expected hidden[1] size {needed-tuple}, got "
                     "{found-tuple}" },
    SINCE (1_8)  = { "Expected hidden[1] size {needed-tuple}, got "
                     "{found-list}" }),
  ROW (PACKED_RANK,
    SINCE (0_3)  = { "input must have 2 dimensions, got {rank}" }),
  ROW (PACKED_STATE_RANK,
    SINCE (0_3)  = { "Dimension out of range (expected to be in range of "
                     "[-1, 0], but got 1)" }),
  ROW (PACKED_STATE_NOTHING,
    SINCE (0_3)  = { "index out of range in self", "IndexError" },
    SINCE (1_8)  = { "index_select(): self indexing axis dim should be "
                     "positive" }),
  ROW (PACKED_STATE_INDEX,
    SINCE (0_3)  = { "index out of range in self", "IndexError" },
    SINCE (1_8)  = { "INDICES element is out of DATA bounds, id={found} "
                     "axis_dim={needed}" }),
  ROW (PACKED_SHORT,
    SINCE (0_4)  = { "start ({found}) + length ({extra}) exceeds dimension "
                     "size ({needed})." }),
  ROW (NO_TIME,
    SINCE (1_4)  = { "Expected sequence length to be larger than 0 in RNN" }),

  /* cells */
  ROW (CELL_RANK,
    SINCE (0_3)  = { "input has inconsistent input_size: got {second}, "
                     "expected {input-size}", "RuntimeError" },
    SINCE (1_9)  = { "input has inconsistent input_size: got {second} "
                     "expected {input-size}", "RuntimeError" },
    SINCE (1_11) = { "{layer}: Expected input to be 1-D or 2-D but received "
                     "{rank}-D tensor" },
    SINCE (2_1)  = { "{layer}: Expected input to be 1D or 2D, got {rank}D "
                     "instead", "ValueError" }),
  ROW (CELL_INPUT_PRODUCT,
    SINCE (0_3)  = { "size mismatch, m1: {m1-old}, m2: {m2-old}" },
    SINCE (1_7)  = { "mat1 and mat2 shapes cannot be multiplied ({m1} and "
                     "{m2})" }),
  /* Where axes 1 and 2 both are input_size; what is said then depends on
   * sizes further on: unverified. */
  ROW (CELL_INPUT_AXES,
    SINCE (0_3)  = { "{layer} stumbles over an input of {rank} axes, further "
                     "on (Falk's words)" }),
  ROW (CELL_STATE_AXES,
    SINCE (2_1)  = { "{layer}: Expected {hidden} to be 1D or 2D, got {rank}D "
                     "instead" }),
  ROW (CELL_STATE_SCALAR,
    SINCE (0_3)  = { "Dimension specified as 0 but tensor has no dimensions",
                     "RuntimeError" },
    SINCE (1_0)  = { "Dimension specified as 0 but tensor has no dimensions",
                     "IndexError" }),
  ROW (CELL_STATE_RANK,
    SINCE (0_3)  = { "Dimension out of range (expected to be in range of "
                     "[-1, 0], but got 1)", "RuntimeError" },
    SINCE (1_0)  = { "Dimension out of range (expected to be in range of "
                     "[-1, 0], but got 1)", "IndexError" }),
  /* The checks came to Python with 0.4, and to aten with 1.9. */
  ROW (CELL_INPUT_SIZE,
    SINCE (0_3)  = { "size mismatch, m1: {m1-old}, m2: {m2-old}" },
    SINCE (0_4)  = { "input has inconsistent input_size: got {found}, "
                     "expected {needed}" },
    SINCE (1_9)  = { "input has inconsistent input_size: got {found} "
                     "expected {needed}" }),
  /* before 0.4 unverified: there was no check */
  ROW (CELL_BATCH,
    SINCE (0_4)  = { "Input batch size {needed} doesn't match "
                     "hidden{of-two} batch size {found}" },
    SINCE (1_9)  = { "Input batch size {needed} doesn't match hidden0 "
                     "batch size {found}" }),
  ROW (CELL_HIDDEN_SIZE,
    SINCE (0_4)  = { "hidden{of-two} has inconsistent hidden_size: got "
                     "{found}, expected {needed}" },
    SINCE (1_9)  = { "hidden0 has inconsistent hidden_size: got {found}, "
                     "expected {needed}" }),
  /* … before 1.0 unverified: another kernel. From 2.1 on only the state of an
   * input without a batch gets here. */
  ROW (CELL_STATE_PRODUCT,
    SINCE (0_3)  = { "size mismatch, m1: {m1-old}, m2: {m2-old}" },
    SINCE (1_7)  = { "mat1 and mat2 shapes cannot be multiplied ({m1} and "
                     "{m2})" }),
  ROW (CELL_STATE_ADD,
    SINCE (0_3)  = { "The size of tensor a ({found}) must match the size of "
                     "tensor b ({needed}) at non-singleton dimension {extra}" }),
  ROW (CELL_STATE_OUTPUT,
    SINCE (0_3)  = { "output with shape {other-list} doesn't match the "
                     "broadcast shape {needed-list}" }),
  ROW (CELL_STATE_CRASH,
    SINCE (0_3)  = { "PyTorch crashes here: {layer} reads gates that aren't "
                     "there, out of a state of {handed-rank} axes (Falk's "
                     "words)" }),

  /* pack_padded_sequence, pad_packed_sequence */
  ROW (PACK_RANK,
    SINCE (0_3)  = { "Dimension out of range (expected to be in range of "
                     "[{low}, {high}], but got {found})", "RuntimeError" },
    SINCE (1_0)  = { "Dimension out of range (expected to be in range of "
                     "[{low}, {high}], but got {found})", "IndexError" }),
  ROW (PACK_SCALAR,
    SINCE (0_3)  = { "Dimension specified as 1 but tensor has no dimensions",
                     "RuntimeError" },
    SINCE (1_0)  = { "Dimension specified as 1 but tensor has no dimensions",
                     "IndexError" }),
  /* from 1.2 on; before, PyTorch crashed where the batch was empty, and found
   * nothing wrong where anything else was */
  ROW (PACK_EMPTY,
    SINCE (0_3)  = { "PyTorch crashes here: {layer} looks for the last of no "
                     "lengths (Falk's words)", "Crash" },
    SINCE (1_1)  = { "Cannot pack empty tensors." }),
  /* Lengths that are not sorted are known from 1.1 on: the rows here, and
   * PACKED_STATE_…, have no older words; before 1.13 they are unverified. */
  ROW (PACK_INDEX_VECTOR,
    SINCE (0_3)  = { "index out of range in self" }),
  ROW (PACK_INDEX,
    SINCE (0_3)  = { "index out of range in self", "IndexError" },
    SINCE (1_8)  = { "INDICES element is out of DATA bounds, id={found} "
                     "axis_dim={needed}" }),
  ROW (PACK_NOTHING,
    SINCE (0_3)  = { "index out of range in self", "IndexError" },
    SINCE (1_8)  = { "index_select(): self indexing axis dim should be "
                     "positive" }),
  ROW (PACK_COUNT,
    SINCE (0_3)  = { "lengths array has incorrect size", "ValueError" },
    SINCE (0_4)  = { "Expected `len(lengths)` to be equal to batch_size, "
                     "but got {found} (batch_size={needed}).", "ValueError" },
    SINCE (1_0)  = { "Expected `len(lengths)` to be equal to batch_size, "
                     "but got {found} (batch_size={needed})" }),
  ROW (PACK_ZERO,
    SINCE (0_3)  = { "length of all samples has to be greater than 0, but "
                     "found an element in 'lengths' that is <=0",
                     "ValueError" },
    SINCE (0_4)  = { "Length of all samples has to be greater than 0, but "
                     "found an element in 'lengths' that is <= 0",
                     "ValueError" },
    SINCE (1_0)  = { "Length of all samples has to be greater than 0, but "
                     "found an element in 'lengths' that is <= 0" }),
  ROW (PACK_UNSORTED,
    SINCE (0_3)  = { "lengths array has to be sorted in decreasing order",
                     "ValueError" },
    SINCE (0_4)  = { "'lengths' array has to be sorted in decreasing order",
                     "ValueError" },
    SINCE (1_0)  = { "'lengths' array has to be sorted in decreasing order" },
    SINCE (1_1)  = { "`lengths` array must be sorted in decreasing order "
                     "when `enforce_sorted` is True. You can pass "
                     "`enforce_sorted=False` to pack_padded_sequence "
                     "and/or pack_sequence to sidestep this requirement if "
                     "you do not need ONNX exportability." }),
  /* before 1.13 unverified */
  ROW (UNPACK_TOTAL,
    SINCE (0_3)  = { "shape '{needed-list}' is invalid for input of size "
                     "{needed}" }),
};
/* clang-format on */
