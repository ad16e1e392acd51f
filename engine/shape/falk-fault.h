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
  FALK_FAULT_NEGATIVE_SIZE, /* an argument gives a parameter a size < 0 */
  FALK_FAULT_HIDDEN_ZERO, /* GRU: hidden_size is not above 0 */
  FALK_FAULT_NO_LAYERS, /* GRU: num_layers is not above 0 */
  FALK_FAULT_DROPOUT, /* GRU: dropout outside 0 ... 1 */
  /* GRU */
  FALK_FAULT_INPUT_RANK, /* neither (T, I) nor (T, B, I) */
  FALK_FAULT_UNBATCHED_STATE, /* input not 3-D, state not 2-D */
  FALK_FAULT_BATCHED_STATE, /* input 3-D, state not 3-D */
  FALK_FAULT_INPUT_SIZE, /* last axis of the input is not input_size */
  FALK_FAULT_HIDDEN_SIZE, /* state is not (layers·directions, B, H) */
  FALK_FAULT_NO_TIME, /* zero time steps */
  /* GRUCell */
  FALK_FAULT_CELL_RANK,
  FALK_FAULT_CELL_STATE_RANK,
  FALK_FAULT_CELL_INPUT_SIZE,
  FALK_FAULT_CELL_BATCH,
  FALK_FAULT_CELL_HIDDEN_SIZE,
  /* Linear */
  FALK_FAULT_MATMUL, /* columns of m1 are not rows of m2 */
  FALK_FAULT_MATMUL_SCALAR,
  /* everything with weights */
  FALK_FAULT_DTYPE,
  FALK_FAULT_DTYPE_SCALAR, /* the same, where product and bias are two calls */
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
  FALK_PART_ARGUMENT,
} FalkPart;

typedef struct
{
  const char *name; /* "input-size": stable, in JSON and goldens */
  const char *exception; /* class PyTorch raises, "RuntimeError" */
  gboolean ghost; /* what the step would have given is known all the same */
} FalkFaultInfo;

/* The row of @code; static. */
const FalkFaultInfo *falk_fault_info (FalkFaultCode code);

typedef struct
{
  FalkFaultCode code;
  guint step; /* index of the step in its model */
  FalkPart part; /* whose axis it is */
  int axis; /* axis of the part from 0; -1 where it is not one axis */
  gint64 found; /* size, rank, index or total found, as the code says */
  gint64 needed; /* the number the check wanted in its place */
  FalkOrigin found_by; /* who set each */
  FalkOrigin needed_by;
  FalkShape found_shape; /* the part as the check saw it (an unbatched state
                           * has its batch axis already) */
  FalkShape needed_shape; /* the shape wanted; rank 0 where it is not one */
  FalkDtype found_dtype; /* the dtype codes only */
  FalkDtype needed_dtype;
  int product; /* index for falk_step_product(), or -1 */
} FalkFault;

G_END_DECLS
