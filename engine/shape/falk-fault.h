/* SPDX-License-Identifier: MIT */
/* A fault: the first disagreement between a model and its data, as facts.
 *
 * A fault is a result, not an error, and names no culprit: it says which
 * step found which number on which axis, which number it needed, and who set
 * each. Codes are stable; the wording that a PyTorch version prints for a
 * code is engine/explain's. */
#pragma once

#include "falk-axis.h"
#include "falk-dtype.h"
#include "falk-shape.h"

G_BEGIN_DECLS

typedef enum
{
  /* constructor arguments */
  FALK_FAULT_ARGUMENT_UNKNOWN, /* a name that it doesn't take */
  FALK_FAULT_ARGUMENT_MISSING, /* found: how many that it needs */
  FALK_FAULT_NEGATIVE_SIZE, /* an argument gives a parameter a size < 0 */
  FALK_FAULT_HIDDEN_ZERO, /* GRU: hidden_size is not above 0 */
  FALK_FAULT_HIDDEN_DIVISION, /* the same, found by a division by it */
  FALK_FAULT_PROJ_SIZE, /* LSTM: proj_size is not below hidden_size */
  FALK_FAULT_NO_LAYERS, /* GRU: num_layers is not above 0 */
  FALK_FAULT_DROPOUT, /* GRU: dropout outside 0 ... 1 */
  FALK_FAULT_DROPOUT_P, /* Dropout: p outside 0 ... 1 */
  FALK_FAULT_PROJ_NEGATIVE, /* LSTM: proj_size below 0 */
  FALK_FAULT_ARGUMENT_LATER, /* came with a later version */
  FALK_FAULT_PROJ_UNSUPPORTED, /* GRU, RNN: proj_size given at all */
  FALK_FAULT_GROUPS_POSITIVE, /* Conv1d: groups is not above 0 */
  FALK_FAULT_GROUPS_IN, /* Conv1d: groups doesn't divide in_channels */
  FALK_FAULT_GROUPS_OUT,
  FALK_FAULT_NORMALIZED_EMPTY, /* LayerNorm: normalized_shape is () */
  /* GRU, LSTM, RNN */
  FALK_FAULT_NOT_TENSOR, /* a PackedSequence where a tensor is wanted */
  FALK_FAULT_NOT_TENSOR_ATTRIBUTE, /* the same, found by what it lacks */
  FALK_FAULT_NOT_TENSOR_DEVICE, /* … while its lengths are sorted */
  FALK_FAULT_NOT_PACKED, /* a tensor where a PackedSequence is wanted */
  FALK_FAULT_INPUT_SCALAR, /* no axes at all, and batch_first is False */
  FALK_FAULT_NO_AXIS, /* the size of an axis is asked that isn't there */
  FALK_FAULT_INPUT_RANK, /* neither (T, I) nor (T, B, I) */
  FALK_FAULT_UNBATCHED_STATE, /* input not 3-D, state not 2-D */
  FALK_FAULT_BATCHED_STATE, /* input 3-D, state not 3-D */
  FALK_FAULT_INPUT_SIZE, /* last axis of the input is not input_size */
  FALK_FAULT_HIDDEN_SIZE, /* state is not (layers·directions, B, H) */
  FALK_FAULT_UNBATCHED_STATES, /* the same of an LSTM's two states */
  FALK_FAULT_BATCHED_STATES,
  FALK_FAULT_HIDDEN_SIZE_H,
  FALK_FAULT_HIDDEN_SIZE_C,
  FALK_FAULT_PACKED_RANK, /* packed data is not (rows, I) */
  FALK_FAULT_PACKED_STATE_RANK, /* the state has no batch axis to reorder */
  FALK_FAULT_PACKED_STATE_NOTHING, /* … or no sequences */
  FALK_FAULT_PACKED_STATE_INDEX, /* … or fewer sequences than the batch */
  FALK_FAULT_PACKED_SHORT, /* lengths beyond the padded tensor */
  FALK_FAULT_NO_TIME, /* zero time steps */
  /* GRUCell */
  FALK_FAULT_CELL_RANK,
  FALK_FAULT_CELL_INPUT_PRODUCT, /* axes too many, found by the product, */
  FALK_FAULT_CELL_INPUT_AXES, /* or further on */
  FALK_FAULT_CELL_STATE_AXES, /* a state of neither one axis nor two */
  FALK_FAULT_CELL_STATE_SCALAR, /* a state without axes beside a batch */
  FALK_FAULT_CELL_STATE_RANK, /* a state without a hidden axis */
  FALK_FAULT_CELL_INPUT_SIZE,
  FALK_FAULT_CELL_BATCH,
  FALK_FAULT_CELL_HIDDEN_SIZE,
  /* … a state of more axes, which PyTorch only stumbles over later */
  FALK_FAULT_CELL_STATE_PRODUCT, /* its last axis is no hidden_size */
  FALK_FAULT_CELL_STATE_ADD, /* its product doesn't add to the input's */
  FALK_FAULT_CELL_STATE_OUTPUT, /* … or would have to grow for it */
  FALK_FAULT_CELL_STATE_CRASH, /* PyTorch reads beyond an array */
  /* Linear */
  FALK_FAULT_MATMUL, /* columns of m1 are not rows of m2 */
  FALK_FAULT_MATMUL_BATCH, /* the same, of transposed axes: by bmm */
  FALK_FAULT_MATMUL_SCALAR,
  /* Embedding, Conv1d, LayerNorm, BatchNorm1d */
  FALK_FAULT_EMBEDDING_DTYPE,
  FALK_FAULT_EMBEDDING_EMPTY,
  FALK_FAULT_CONV_RANK,
  FALK_FAULT_CONV_PADDING,
  FALK_FAULT_CONV_STRIDE,
  FALK_FAULT_CONV_DILATION,
  FALK_FAULT_CONV_DILATION_SLOW, /* … where oneDNN is not used */
  FALK_FAULT_CONV_WEIGHT, /* out_channels is 0 */
  FALK_FAULT_CONV_CHANNELS,
  FALK_FAULT_CONV_KERNEL,
  FALK_FAULT_CONV_KERNEL_ZERO, /* kernel_size is 0 */
  FALK_FAULT_CONV_KERNEL_SLOW, /* … where oneDNN is not used */
  FALK_FAULT_CONV_EMPTY, /* no time steps but padding */
  FALK_FAULT_CONV_DTYPE, /* types that are compared at once */
  FALK_FAULT_LAYER_NORM,
  FALK_FAULT_BATCH_NORM_RANK,
  FALK_FAULT_BATCH_NORM_SINGLE,
  FALK_FAULT_BATCH_NORM_FEATURES,
  FALK_FAULT_BATCH_NORM_WEIGHT, /* the same, without running statistics */
  FALK_FAULT_WEIGHT_NONE, /* an empty result made of an empty weight */
  FALK_FAULT_DTYPE_MIXED, /* BatchNorm1d on doubles */
  /* pack_padded_sequence, pad_packed_sequence */
  FALK_FAULT_PACK_RANK,
  FALK_FAULT_PACK_SCALAR,
  FALK_FAULT_PACK_EMPTY,
  FALK_FAULT_PACK_INDEX_VECTOR, /* the same of a vector */
  FALK_FAULT_PACK_INDEX, /* more lengths than sequences, to be sorted */
  FALK_FAULT_PACK_NOTHING, /* nothing to sort */
  FALK_FAULT_PACK_COUNT,
  FALK_FAULT_PACK_ZERO,
  FALK_FAULT_PACK_UNSORTED,
  FALK_FAULT_UNPACK_TOTAL,
  /* two operands */
  FALK_FAULT_CAT_RANK,
  FALK_FAULT_CAT_SCALAR,
  FALK_FAULT_CAT_SIZE,
  FALK_FAULT_BROADCAST,
  FALK_FAULT_BMM_RANK,
  FALK_FAULT_BMM_OTHER_RANK,
  FALK_FAULT_BMM_SIZE,
  FALK_FAULT_LOSS_PROBABILITIES,
  FALK_FAULT_LOSS_TARGET_AXIS, /* the target has no batch to ask for */
  FALK_FAULT_LOSS_BATCH,
  FALK_FAULT_LOSS_VECTOR,
  FALK_FAULT_LOSS_MULTI,
  FALK_FAULT_LOSS_SPATIAL_RANK,
  FALK_FAULT_LOSS_SPATIAL,
  FALK_FAULT_LOSS_TARGET,
  FALK_FAULT_LOSS_CLASSES, /* no classes at all */
  /* everything with weights */
  FALK_FAULT_DTYPE,
  FALK_FAULT_DTYPE_SCALAR, /* the same, where product and bias are two calls */
  FALK_FAULT_DTYPE_KERNEL, /* no kernel for the type */
  FALK_FAULT_DTYPE_BATCH, /* bmm of larger matrices */
  FALK_FAULT_DTYPE_CAST, /* a bias added to an empty product of integers */
  FALK_FAULT_DTYPE_RELU, /* relu of truth values */
  /* moving data */
  FALK_FAULT_DIM_RANGE,
  FALK_FAULT_SELECT_SCALAR,
  FALK_FAULT_SELECT_INDEX,
  FALK_FAULT_PERMUTE_COUNT,
  FALK_FAULT_PERMUTE_DUPLICATE,
  FALK_FAULT_FLATTEN_ORDER,
  FALK_FAULT_SHAPE_NEGATIVE,
  FALK_FAULT_SHAPE_TWO_UNKNOWN,
  FALK_FAULT_SHAPE_TOTAL,
  FALK_FAULT_SHAPE_AMBIGUOUS,
  FALK_FAULT_VIEW_STRIDE,
  FALK_FAULT_MEAN_DTYPE,
  /* Falk's own: a size or a total that nothing could hold */
  FALK_FAULT_TOO_LARGE,
  FALK_FAULT_COUNT
} FalkFaultCode;

/* Which of a step's inputs disagrees. */
typedef enum
{
  FALK_PART_INPUT,
  FALK_PART_H0,
  FALK_PART_C0,
  FALK_PART_OTHER, /* the second operand */
  FALK_PART_TARGET,
  FALK_PART_ARGUMENT,
} FalkPart;

typedef struct
{
  const char *name; /* "input-size": stable, in JSON and goldens */
  const char *exception; /* class PyTorch raises, "RuntimeError" */
  gboolean ghost; /* what the step would have given is known all the same */
} FalkFaultInfo;

/* Whether the inner dimensions of a product differ, however it is said. */
gboolean falk_fault_is_matmul (FalkFaultCode code);

/* The row of @code; static. */
const FalkFaultInfo *falk_fault_info (FalkFaultCode code);

typedef struct
{
  FalkFaultCode code;
  guint step; /* index of the step in its model */
  FalkPart part; /* whose axis it is */
  int axis; /* axis of the part from 0; -1 where it is not one axis */
  gint64 found; /* size, rank, index, total or FalkArg found, as the code
                 * says */
  gint64 needed; /* the number the check wanted in its place */
  FalkOrigin found_by; /* who set each */
  FalkOrigin needed_by;
  FalkShape found_shape; /* the part as the check saw it (an unbatched state
                           * has its batch axis already) */
  FalkShape needed_shape; /* the shape wanted; rank 0 where it is not one */
  FalkShape other_shape; /* of what it is compared with: a cell state, the
                          * second operand, a target; else rank 0 */
  gint64 extra; /* a third number of the few codes that have one; of ranks, the
                 * least that will do */
  FalkDtype found_dtype; /* the dtype codes only */
  FalkDtype needed_dtype;
  const char
      *kernel; /* FALK_FAULT_DTYPE_KERNEL: PyTorch's name of it; static */
  int product; /* index for falk_step_product(), or -1 */
} FalkFault;

G_END_DECLS
