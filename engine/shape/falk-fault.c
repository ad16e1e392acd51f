/* SPDX-License-Identifier: MIT */
#include "falk-fault.h"

static const FalkFaultInfo faults[] = {
  [FALK_FAULT_NEGATIVE_SIZE] = { "negative-size", "RuntimeError", FALSE },
  [FALK_FAULT_HIDDEN_ZERO] = { "hidden-zero", "ValueError", FALSE },
  [FALK_FAULT_NO_LAYERS] = { "no-layers", "IndexError", FALSE },
  [FALK_FAULT_DROPOUT] = { "dropout-range", "ValueError", FALSE },
  [FALK_FAULT_INPUT_RANK] = { "input-rank", "RuntimeError", FALSE },
  [FALK_FAULT_UNBATCHED_STATE] = { "unbatched-state", "RuntimeError", FALSE },
  [FALK_FAULT_BATCHED_STATE] = { "batched-state", "RuntimeError", TRUE },
  [FALK_FAULT_INPUT_SIZE] = { "input-size", "RuntimeError", TRUE },
  [FALK_FAULT_HIDDEN_SIZE] = { "hidden-size", "RuntimeError", TRUE },
  [FALK_FAULT_NO_TIME] = { "no-time", "RuntimeError", TRUE },
  [FALK_FAULT_CELL_RANK] = { "cell-rank", "AssertionError", FALSE },
  [FALK_FAULT_CELL_STATE_RANK] = { "cell-state-rank", "IndexError", TRUE },
  [FALK_FAULT_CELL_INPUT_SIZE] = { "cell-input-size", "RuntimeError", TRUE },
  [FALK_FAULT_CELL_BATCH] = { "cell-batch", "RuntimeError", TRUE },
  [FALK_FAULT_CELL_HIDDEN_SIZE] = { "cell-hidden-size", "RuntimeError", TRUE },
  [FALK_FAULT_MATMUL] = { "matmul", "RuntimeError", TRUE },
  [FALK_FAULT_MATMUL_SCALAR] = { "matmul-scalar", "RuntimeError", FALSE },
  [FALK_FAULT_DTYPE] = { "dtype", "RuntimeError", TRUE },
  [FALK_FAULT_DTYPE_SCALAR] = { "dtype-scalar", "RuntimeError", TRUE },
  [FALK_FAULT_DIM_RANGE] = { "dim-range", "IndexError", FALSE },
  [FALK_FAULT_SELECT_SCALAR] = { "select-scalar", "IndexError", FALSE },
  [FALK_FAULT_SELECT_INDEX] = { "select-index", "IndexError", TRUE },
  [FALK_FAULT_PERMUTE_COUNT] = { "permute-count", "RuntimeError", FALSE },
  [FALK_FAULT_PERMUTE_DUPLICATE] = { "permute-duplicate", "RuntimeError",
                                     FALSE },
  [FALK_FAULT_FLATTEN_ORDER] = { "flatten-order", "RuntimeError", FALSE },
  [FALK_FAULT_SHAPE_NEGATIVE] = { "shape-negative", "RuntimeError", FALSE },
  [FALK_FAULT_SHAPE_TWO_UNKNOWN] = { "shape-two-unknown", "RuntimeError",
                                     FALSE },
  [FALK_FAULT_SHAPE_TOTAL] = { "shape-total", "RuntimeError", FALSE },
  [FALK_FAULT_SHAPE_AMBIGUOUS] = { "shape-ambiguous", "RuntimeError", FALSE },
  [FALK_FAULT_VIEW_STRIDE] = { "view-stride", "RuntimeError", TRUE },
  [FALK_FAULT_MEAN_DTYPE] = { "mean-dtype", "RuntimeError", FALSE },
  [FALK_FAULT_TOO_LARGE] = { "too-large", "RuntimeError", FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (faults) == FALK_FAULT_COUNT);

const FalkFaultInfo *
falk_fault_info (FalkFaultCode code)
{
  g_return_val_if_fail (code < FALK_FAULT_COUNT, &faults[0]);
  return &faults[code];
}
