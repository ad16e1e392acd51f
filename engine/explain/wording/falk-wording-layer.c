/* SPDX-License-Identifier: MIT */
/* What each PyTorch version says about the other layers, types, and steps with
 * two operands or none.
 *
 * The words of 1.13 are those of real runs. The others are read from sources
 * at those versions, or from the change that brought them, whose date gives
 * the version; where a comment says so they are from reports of the time, or
 * unverified. A row without a comment whose words don't change is unverified
 * but for 1.13. */
#include "falk-wording-private.h"

/* clang-format off */
#define SINCE(version) [FALK_TORCH_##version]
#define ROW(code, ...) [FALK_FAULT_##code] = { { __VA_ARGS__ } }

/* An empty cell says what the nearest older one says. */
const FalkWordingRow falk_wordings_layer[FALK_FAULT_COUNT] = {
  /* Linear. Reports show the old words up to 1.6 and the new from 1.8 on; that
   * the change came with 1.7 is unverified. Both are the CPU's; a GPU's had no
   * numbers from 1.7 until 1.9. */
  ROW (MATMUL,
    SINCE (0_3)  = { "size mismatch, m1: {m1-old}, m2: {m2-old}" },
    SINCE (1_7)  = { "mat1 and mat2 shapes cannot be multiplied ({m1} and "
                     "{m2})" }),
  ROW (MATMUL_BATCH,
    SINCE (0_3)  = { "size mismatch, m1: {m1-old}, m2: {m2-old}" },
    SINCE (1_7)  = { "mat1 and mat2 shapes cannot be multiplied ({m1} and "
                     "{m2})" },
    SINCE (1_13) = { "Expected size for first two dimensions of batch2 "
                     "tensor to be: [{found-0}, {found-2}] but got: "
                     "[{found-0}, {needed}]." },
    SINCE (2_0)  = { "mat1 and mat2 shapes cannot be multiplied ({m1} and "
                     "{m2})" }),
  ROW (MATMUL_SCALAR,
    SINCE (0_4)  = { "both arguments to matmul need to be at least 1D, but "
                     "they are 0D and 2D" }),

  /* Embedding, Conv1d, LayerNorm, BatchNorm1d */
  /* The checks of a Conv1d's arguments are older than its words about axes; for
   * those reports are the source, before 1.0 unverified. */
  ROW (EMBEDDING_DTYPE,
    SINCE (0_3)  = { "Expected tensor for argument #1 'indices' to have "
                     "scalar type Long; but got {found-type} instead (while "
                     "checking arguments for embedding)" },
    SINCE (1_8)  = { "Expected tensor for argument #1 'indices' to have "
                     "one of the following scalar types: Long, Int; but "
                     "got {found-type} instead (while checking arguments "
                     "for embedding)" }),
  ROW (EMBEDDING_EMPTY,
    SINCE (0_3)  = { "index out of range in self", "IndexError" },
    SINCE (1_11) = { "index_select(): self indexing axis dim should be "
                     "positive" }),
  ROW (CONV_RANK,
    SINCE (0_3)  = { "Expected 3-dimensional input for 3-dimensional weight "
                     "{other-list}, but got {rank}-dimensional input of "
                     "size {found-list} instead" },
    SINCE (1_11) = { "Expected 2D (unbatched) or 3D (batched) input to "
                     "conv1d, but got input of size: {found-list}" }),
  ROW (CONV_PADDING,
    SINCE (0_3)  = { "negative padding is not supported" }),
  ROW (CONV_STRIDE,
    SINCE (0_3)  = { "non-positive stride is not supported" }),
  ROW (CONV_DILATION,
    SINCE (0_3)  = { "non-positive dilation is not supported" }),
  ROW (CONV_DILATION_SLOW,
    SINCE (0_3)  = { "dilation should be greater than zero" },
    SINCE (1_13) = { "dilation should be greater than zero, but got [1, "
                     "{found}]" }),
  ROW (CONV_WEIGHT,
    SINCE (0_3)  = { "Given groups={extra}, expected weight to be at least "
                     "{extra} at dimension 0, but got weight of size "
                     "{other-list} instead" }),
  ROW (CONV_CHANNELS,
    SINCE (0_3)  = { "Given groups={extra}, weight of size {other-list}, "
                     "expected input{found-list} to have {needed} "
                     "channels, but got {found} channels instead" }),
  ROW (CONV_KERNEL,
    SINCE (0_3)  = { "Calculated padded input size per channel: ({found}). "
                     "Kernel size: ({needed}). Kernel size can't be "
                     "greater than actual input size" }),
  ROW (CONV_KERNEL_ZERO,
    SINCE (0_3)  = { "could not create a descriptor for a dilated "
                     "convolution forward propagation primitive" }),
  ROW (CONV_KERNEL_SLOW,
    SINCE (0_3)  = { "kernel size should be greater than zero, but got "
                     "{kernel}" }),
  ROW (CONV_EMPTY,
    SINCE (0_3)  = { "Only zero batch or zero channel inputs are "
                     "supported, but got input shape: {found-list}" }),
  ROW (CONV_DTYPE,
    SINCE (0_3)  = { "Input type ({found-type}) and weight type "
                     "(torch.FloatTensor) should be the same{or-mkldnn}" }),
  ROW (LAYER_NORM,
    SINCE (0_4)  = { "Given normalized_shape={needed-list}, expected input "
                     "with shape [*, {needed-bare}], but got input of "
                     "size{found-list}" }),
  ROW (BATCH_NORM_RANK,
    SINCE (0_3)  = { "expected 2D or 3D input (got {rank}D input)" }),
  ROW (BATCH_NORM_SINGLE,
    SINCE (0_3)  = { "Expected more than 1 value per channel when training, "
                     "got input size {found-list}" },
    SINCE (0_4)  = { "Expected more than 1 value per channel when "
                     "training, got input size torch.Size({found-list})" }),
  ROW (BATCH_NORM_FEATURES,
    SINCE (0_3)  = { "running_mean should contain {found} elements not "
                     "{needed}" }),
  ROW (BATCH_NORM_WEIGHT,
    SINCE (0_3)  = { "weight should contain {found} elements not {needed}" }),
  ROW (WEIGHT_NONE,
    SINCE (0_3)  = { "select(): index 0 out of range for tensor of size "
                     "[0] at dimension 0" }),
  ROW (DTYPE_MIXED,
    SINCE (0_3)  = { "expected scalar type Double but found Float" },
    SINCE (1_13) = { "mixed dtype (CPU): expect input to have scalar type "
                     "of BFloat16" },
    SINCE (2_0)  = { "mixed dtype (CPU): expect parameter to have scalar "
                     "type of Float" }),

  /* two operands */
  ROW (CAT_RANK,
    SINCE (0_3)  = { "Tensors must have same number of dimensions: got "
                     "{found} and {needed}" }),
  ROW (CAT_SCALAR,
    SINCE (0_3)  = { "zero-dimensional tensor (at position {found}) cannot "
                     "be concatenated" }),
  /* Reports show the first words up to 1.4 and the third from 1.10 on; that the
   * second came with 1.5 is unverified. */
  ROW (CAT_SIZE,
    SINCE (0_3)  = { "invalid argument 0: Sizes of tensors must match "
                     "except in dimension {extra}. Got {found} and {needed} "
                     "in dimension {axis}" },
    SINCE (1_5)  = { "Sizes of tensors must match except in dimension "
                     "{extra}. Got {found} and {needed} in dimension {axis} "
                     "(The offending index is 1)" },
    SINCE (1_10) = { "Sizes of tensors must match except in dimension "
                     "{extra}. Expected size {found} but got size {needed} "
                     "for tensor number 1 in the list." }),
  ROW (BROADCAST,
    SINCE (0_3)  = { "The size of tensor a ({found}) must match the size "
                     "of tensor b ({needed}) at non-singleton dimension "
                     "{extra}" }),
  ROW (BMM_RANK,
    SINCE (0_3)  = { "expected 3D tensor" },
    SINCE (1_4)  = { "batch1 must be a 3D tensor" }),
  ROW (BMM_OTHER_RANK,
    SINCE (0_3)  = { "expected 3D tensor" },
    SINCE (1_4)  = { "batch2 must be a 3D tensor" }),
  ROW (BMM_SIZE,
    SINCE (0_3)  = { "Expected tensor to have size {found} at dimension "
                     "{other-axis}, but got size {needed} for argument #2 'batch2' "
                     "(while checking arguments for bmm)" },
    SINCE (1_11) = { "Expected size for first two dimensions of batch2 "
                     "tensor to be: [{found-0}, {found-2}] but got: "
                     "[{other-0}, {other-1}]." }),
  /* Before 1.10 the loss was checked in Python, and each target held class
   * indices. */
  ROW (LOSS_PROBABILITIES,
    SINCE (1_10) = { "Expected floating point type for target with class "
                     "probabilities, got Long" }),
  ROW (LOSS_TARGET_AXIS,
    SINCE (0_3)  = { "Dimension specified as 0 but tensor has no dimensions",
                     "RuntimeError" },
    SINCE (1_0)  = { "Dimension specified as 0 but tensor has no dimensions",
                     "IndexError" }),
  ROW (LOSS_BATCH,
    SINCE (0_3)  = { "Expected input batch_size ({found}) to match target "
                     "batch_size ({needed})." }),
  /* between 1.10 and 1.13 unverified */
  ROW (LOSS_VECTOR,
    SINCE (1_10) = { "size mismatch (got input: {found-list}, target: "
                     "{other-list})" }),
  /* The old words end with a place in a source, " at …/ClassNLLCriterion.c:20";
   * that they went with 1.7 is unverified. */
  ROW (LOSS_MULTI,
    SINCE (0_3)  = { "multi-target not supported at ClassNLLCriterion.c" },
    SINCE (1_7)  = { "1D target tensor expected, multi-target not supported" },
    SINCE (1_10) = { "0D or 1D target tensor expected, multi-target not "
                     "supported" }),
  ROW (LOSS_SPATIAL_RANK,
    SINCE (0_3)  = { "only batches of spatial targets supported (3D "
                     "tensors) but got targets of dimension: {found}" }),
  ROW (LOSS_SPATIAL,
    SINCE (0_3)  = { "size mismatch (got input: {found-list} , target: "
                     "{other-list}" }),
  ROW (LOSS_TARGET,
    SINCE (0_3)  = { "Expected target size {needed-tuple}, got "
                     "torch.Size({other-list})", "ValueError" },
    SINCE (1_10) = { "Expected target size {needed-list}, got {other-list}" }),
  ROW (LOSS_CLASSES,
    SINCE (0_3)  = { "Target 0 is out of bounds." }),

  /* types */
  /* Before 1.7 from reports; where they change unverified. */
  ROW (DTYPE,
    SINCE (0_3)  = { "Expected object of type torch.{needed-dtype}Tensor but "
                     "found type torch.{found-dtype}Tensor for argument #4 "
                     "'mat1'" },
    SINCE (1_0)  = { "Expected object of scalar type {needed-dtype} but got "
                     "scalar type {found-dtype} for argument #4 'mat1'" },
    SINCE (1_4)  = { "Expected object of scalar type {needed-dtype} but got "
                     "scalar type {found-dtype} for argument #2 'mat1' in "
                     "call to _th_addmm" },
    SINCE (1_7)  = { "expected scalar type {needed-dtype} but found "
                     "{found-dtype}" },
    SINCE (1_13) = { "mat1 and mat2 must have the same dtype" },
    SINCE (2_0)  = { "mat1 and mat2 must have the same dtype, but got "
                     "{found-dtype} and {needed-dtype}" }),
  ROW (DTYPE_SCALAR,
    SINCE (0_3)  = { "expected scalar type {found-dtype} but found "
                     "{needed-dtype}" }),
  ROW (DTYPE_KERNEL,
    SINCE (0_3)  = { "\"{kernel}\" not implemented for '{found-dtype}'" }),
  ROW (DTYPE_BATCH,
    SINCE (0_3)  = { "expected scalar type {needed-dtype} but found "
                     "{found-dtype}" }),
  ROW (DTYPE_RELU,
    SINCE (0_3)  = { "Boolean inputs not supported for relu" }),
  ROW (DTYPE_CAST,
    SINCE (0_3)  = { "result type {needed-dtype} can't be cast to the "
                     "desired output type {found-dtype}" }),

  /* moving data */
  ROW (DIM_RANGE,
    SINCE (0_3)  = { "Dimension out of range (expected to be in range of "
                     "[{low}, {high}], but got {found})", "RuntimeError" },
    SINCE (1_0)  = { "Dimension out of range (expected to be in range of "
                     "[{low}, {high}], but got {found})", "IndexError" }),
  ROW (SELECT_SCALAR,
    SINCE (0_3)  = { "select() cannot be applied to a 0-dim tensor." }),
  ROW (SELECT_INDEX,
    SINCE (0_3)  = { "select(): index {found} out of range for tensor of "
                     "size {found-list} at dimension {axis}" }),
  ROW (PERMUTE_COUNT,
    SINCE (0_3)  = { "number of dims don't match in permute" },
    SINCE (1_13) = { "permute(sparse_coo): number of dimensions in the "
                     "tensor input does not match the length of the "
                     "desired ordering of dimensions i.e. input.dim() = "
                     "{needed} is not equal to len(dims) = {found}" }),
  ROW (PERMUTE_DUPLICATE,
    SINCE (0_3)  = { "repeated dim in permute" },
    SINCE (1_13) = { "permute(): duplicate dims are not allowed." }),
  ROW (FLATTEN_ORDER,
    SINCE (0_3)  = { "flatten() has invalid args: start_dim cannot come "
                     "after end_dim" }),
  ROW (SHAPE_NEGATIVE,
    SINCE (0_3)  = { "invalid shape dimension {found}" }),
  ROW (SHAPE_TWO_UNKNOWN,
    SINCE (0_3)  = { "only one dimension can be inferred" }),
  ROW (SHAPE_TOTAL,
    SINCE (0_3)  = { "shape '{needed-list}' is invalid for input of size "
                     "{needed}" }),
  ROW (SHAPE_AMBIGUOUS,
    SINCE (0_3)  = { "cannot reshape tensor of 0 elements into shape "
                     "{needed-list} because the unspecified dimension size "
                     "-1 can be any value and is ambiguous" }),
  ROW (VIEW_STRIDE,
    SINCE (0_3)  = { "view size is not compatible with input tensor's size "
                     "and stride (at least one dimension spans across two "
                     "contiguous subspaces). Use .reshape(...) instead." }),
  ROW (MEAN_DTYPE,
    SINCE (0_3)  = { "mean(): could not infer output dtype. Input dtype "
                     "must be either a floating point or complex dtype. "
                     "Got: {found-dtype}" }),

  /* Falk's own */
  ROW (TOO_LARGE,
    SINCE (0_3)  = { "{layer} asks for more than any tensor can have "
                     "(Falk's words)" }),
};
/* clang-format on */
