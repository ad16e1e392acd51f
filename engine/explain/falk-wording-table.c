/* SPDX-License-Identifier: MIT */
/* The table of wordings: what each PyTorch version says about each fault. */
#include "falk-wording-private.h"

#define SINCE(version) [FALK_TORCH_##version]

/* An empty cell says what the nearest older one says. */
static const struct
{
  FalkWordingCell cells[FALK_TORCH_COUNT];
} wordings[] = {
  [FALK_FAULT_NEGATIVE_SIZE] = { { SINCE (
                                       0_3) = { "Trying to create tensor with "
                                                "negative dimension "
                                                "{found}: {found-list}" } } },
  [FALK_FAULT_HIDDEN_ZERO] = { { SINCE (1_8) = { "proj_size has to be smaller "
                                                 "than hidden_size" },
                                 SINCE (2_1) = { "hidden_size must be greater "
                                                 "than zero" } } },
  [FALK_FAULT_NO_LAYERS] = { { SINCE (0_3) = { "list index out of range" },
                               SINCE (2_1) = { "num_layers must be greater "
                                               "than zero",
                                               "ValueError" } } },
  [FALK_FAULT_DROPOUT] = { { SINCE (0_3) = { "dropout should be a number in "
                                             "range [0, 1] "
                                             "representing the probability of "
                                             "an element being "
                                             "zeroed" } } },
  [FALK_FAULT_INPUT_RANK] = { { SINCE (0_3) = { "input must have 3 dimensions, "
                                                "got {rank}" },
                                SINCE (1_11) = { "input must have 3 "
                                                 "dimensions, got {rank+1}" },
                                SINCE (
                                    2_0) = { "{layer}: Expected input to be "
                                             "2-D or "
                                             "3-D but received {rank}-D tensor",
                                             "AssertionError" },
                                SINCE (2_1) = { "{layer}: Expected input to be "
                                                "2D or 3D, "
                                                "got {rank}D instead",
                                                "ValueError" } } },
  [FALK_FAULT_UNBATCHED_STATE] = { { SINCE (0_3) = { "input must have 3 "
                                                     "dimensions, got 2" },
                                     SINCE (
                                         1_11) = { "For unbatched 2-D input, "
                                                   "hx should also be 2-D but "
                                                   "got {rank}-D tensor" } } },
  [FALK_FAULT_BATCHED_STATE] = { { SINCE (0_3) = { "Expected hidden size "
                                                   "{needed-tuple}, got "
                                                   "{found-tuple}" },
                                   SINCE (1_8) = { "Expected hidden size "
                                                   "{needed-tuple}, got "
                                                   "{found-list}" },
                                   SINCE (
                                       1_11) = { "For batched 3-D input, hx "
                                                 "should also be 3-D but got "
                                                 "{rank}-D tensor" } } },
  [FALK_FAULT_INPUT_SIZE] = { { SINCE (0_3) = { "size mismatch, m1: {m1-step}, "
                                                "m2: {m2-old}" },
                                SINCE (0_4) = { "input.size(-1) must be equal "
                                                "to input_size. Expected "
                                                "{needed}, got {found}" } } },
  [FALK_FAULT_HIDDEN_SIZE] = { { SINCE (0_3) = { "Expected hidden size "
                                                 "{needed-tuple}, got "
                                                 "{found-tuple}" },
                                 SINCE (1_8) = { "Expected hidden size "
                                                 "{needed-tuple}, got "
                                                 "{found-list}" } } },
  [FALK_FAULT_NO_TIME] = { { SINCE (1_4) = { "Expected sequence length to be "
                                             "larger than 0 in RNN" } } },
  [FALK_FAULT_CELL_RANK] = { { SINCE (0_3) = { "input has inconsistent "
                                               "input_size: got {second}, "
                                               "expected {input-size}" },
                               SINCE (
                                   1_11) = { "{layer}: Expected input to be "
                                             "1-D or "
                                             "2-D but received {rank}-D tensor",
                                             "AssertionError" },
                               SINCE (2_1) = { "{layer}: Expected input to be "
                                               "1D or 2D, "
                                               "got {rank}D instead",
                                               "ValueError" } } },
  [FALK_FAULT_CELL_STATE_RANK] = { { SINCE (
                                         0_3) = { "Dimension out of range "
                                                  "(expected to be in range of "
                                                  "[-1, 0], but got 1)" },
                                     SINCE (2_1) = { "{layer}: Expected hidden "
                                                     "to be 1D or 2D, "
                                                     "got {rank}D instead",
                                                     "ValueError" } } },
  [FALK_FAULT_CELL_INPUT_SIZE] = { { SINCE (0_3) = { "input has inconsistent "
                                                     "input_size: got {found}, "
                                                     "expected {needed}" },
                                     SINCE (1_8) = { "input has inconsistent "
                                                     "input_size: got {found} "
                                                     "expected {needed}" } } },
  [FALK_FAULT_CELL_BATCH] = { { SINCE (0_3) = { "Input batch size {needed} "
                                                "doesn't match hidden[0] "
                                                "batch size {found}" },
                                SINCE (1_8) = { "Input batch size {needed} "
                                                "doesn't match hidden0 batch "
                                                "size {found}" } } },
  [FALK_FAULT_CELL_HIDDEN_SIZE] = { { SINCE (
                                          0_3) = { "hidden[0] has inconsistent "
                                                   "hidden_size: got {found}, "
                                                   "expected {needed}" },
                                      SINCE (
                                          1_8) = { "hidden0 has inconsistent "
                                                   "hidden_size: got {found}, "
                                                   "expected {needed}" } } },
  [FALK_FAULT_MATMUL] = { { SINCE (0_3) = { "size mismatch, m1: {m1-old}, m2: "
                                            "{m2-old}" },
                            SINCE (1_8) = { "mat1 and mat2 shapes cannot be "
                                            "multiplied ({m1} and "
                                            "{m2})" } } },
  [FALK_FAULT_MATMUL_SCALAR] = { { SINCE (
                                       0_4) = { "both arguments to matmul need "
                                                "to be at least 1D, but "
                                                "they are 0D and 2D" } } },
  [FALK_FAULT_DTYPE] = { { SINCE (0_3) = { "expected scalar type "
                                           "{needed-dtype} but found "
                                           "{found-dtype}" },
                           SINCE (1_13) = { "mat1 and mat2 must have the same "
                                            "dtype" },
                           SINCE (2_0) = { "mat1 and mat2 must have the same "
                                           "dtype, but got "
                                           "{found-dtype} and "
                                           "{needed-dtype}" } } },
  [FALK_FAULT_DTYPE_SCALAR] = { { SINCE (0_3) = { "expected scalar type "
                                                  "{found-dtype} but found "
                                                  "{needed-dtype}" } } },
  [FALK_FAULT_DIM_RANGE] = { { SINCE (0_3) = { "Dimension out of range "
                                               "(expected to be in range of "
                                               "[{low}, {high}], but got "
                                               "{found})" } } },
  [FALK_FAULT_SELECT_SCALAR] = { { SINCE (0_3) = { "select() cannot be applied "
                                                   "to a 0-dim tensor." } } },
  [FALK_FAULT_SELECT_INDEX] = { { SINCE (0_3) = { "select(): index {found} out "
                                                  "of range for tensor of "
                                                  "size {found-list} at "
                                                  "dimension {axis}" } } },
  [FALK_FAULT_PERMUTE_COUNT] = { { SINCE (0_3) = { "number of dims don't match "
                                                   "in permute" },
                                   SINCE (
                                       1_13) = { "permute(sparse_coo): number "
                                                 "of dimensions in the "
                                                 "tensor input does not match "
                                                 "the length of the "
                                                 "desired ordering of "
                                                 "dimensions i.e. input.dim() "
                                                 "= "
                                                 "{needed} is not equal to "
                                                 "len(dims) = {found}" } } },
  [FALK_FAULT_PERMUTE_DUPLICATE] = { { SINCE (
                                           0_3) = { "repeated dim in permute" },
                                       SINCE (1_13) = { "permute(): duplicate "
                                                        "dims are not "
                                                        "allowed." } } },
  [FALK_FAULT_FLATTEN_ORDER] = { { SINCE (
                                       0_3) = { "flatten() has invalid args: "
                                                "start_dim cannot come "
                                                "after end_dim" } } },
  [FALK_FAULT_SHAPE_NEGATIVE] = { { SINCE (0_3) = { "invalid shape dimension "
                                                    "{found}" } } },
  [FALK_FAULT_SHAPE_TWO_UNKNOWN] = { { SINCE (0_3) = { "only one dimension can "
                                                       "be inferred" } } },
  [FALK_FAULT_SHAPE_TOTAL] = { { SINCE (0_3) = { "shape '{needed-list}' is "
                                                 "invalid for input of size "
                                                 "{needed}" } } },
  [FALK_FAULT_SHAPE_AMBIGUOUS] = { { SINCE (
                                         0_3) = { "cannot reshape tensor of 0 "
                                                  "elements into shape "
                                                  "{needed-list} because the "
                                                  "unspecified dimension size "
                                                  "-1 can be any value and is "
                                                  "ambiguous" } } },
  [FALK_FAULT_VIEW_STRIDE] = { { SINCE (0_3) = { "view size is not compatible "
                                                 "with input tensor's size "
                                                 "and stride (at least one "
                                                 "dimension spans across two "
                                                 "contiguous subspaces). Use "
                                                 ".reshape(...) instead." } } },
  [FALK_FAULT_MEAN_DTYPE] = { { SINCE (0_3) = { "mean(): could not infer "
                                                "output dtype. Input dtype "
                                                "must be either a floating "
                                                "point or complex dtype. "
                                                "Got: {found-dtype}" } } },
  [FALK_FAULT_TOO_LARGE] = { { SINCE (0_3) = { "out of memory: {layer} asks "
                                               "for more than any tensor can "
                                               "have" } } },
};
G_STATIC_ASSERT (G_N_ELEMENTS (wordings) == FALK_FAULT_COUNT);

/* 1.11 to 2.0 stumble over a scalar before they check it: a scalar input on
 * the way to a batch axis, a scalar state beside a batch. */
static gboolean
is_scalar (const FalkFault *fault, FalkTorch torch)
{
  return fault->found_shape.rank == 0 && torch >= FALK_TORCH_1_11
         && torch < FALK_TORCH_2_0
         && (fault->part == FALK_PART_INPUT || fault->needed == 2);
}

/* Types that the processor's product has no code for at all. */
static gboolean
has_no_product (const FalkFault *fault, FalkTorch torch)
{
  return fault->found_dtype == FALK_DTYPE_BOOL
         || fault->found_dtype == FALK_DTYPE_FLOAT16;
}

static const struct
{
  FalkFaultCode code;
  gboolean (*applies) (const FalkFault *fault, FalkTorch torch);
  FalkWordingCell cell;
} odd_wordings[] = {
  { FALK_FAULT_INPUT_RANK,
    is_scalar,
    { "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
      "IndexError" } },
  { FALK_FAULT_CELL_STATE_RANK,
    is_scalar,
    { "Dimension specified as 0 but tensor has no dimensions", "IndexError" } },
  { FALK_FAULT_DTYPE_SCALAR,
    has_no_product,
    { "\"addmm_impl_cpu_\" not implemented for '{found-dtype}'", NULL } },
};

const FalkWordingCell *
falk_wording_cell (FalkFaultCode code, FalkTorch torch, FalkTorch *version)
{
  const FalkWordingCell *cells = wordings[code].cells;
  guint v = torch;

  while (v > 0 && cells[v].words == NULL)
    v--;
  while (cells[v].words == NULL && v + 1 < FALK_TORCH_COUNT)
    v++;
  *version = v;
  return &cells[v];
}

const FalkWordingCell *
falk_wording_odd_cell (const FalkFault *fault, FalkTorch torch)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd_wordings); i++)
    if (odd_wordings[i].code == fault->code
        && odd_wordings[i].applies (fault, torch))
      return &odd_wordings[i].cell;
  return NULL;
}
