/* SPDX-License-Identifier: MIT */
/* y = x W^T + b, torch.nn.Linear, in float32.
 *
 * Arrays are in C order and borrowed; @y overlaps none of them:
 * x [rows, in], weight [out, in], bias [out] or NULL for zeros,
 * y [rows, out]. */
#pragma once

#include "falk-blas.h"

G_BEGIN_DECLS

void falk_linear (const FalkBlas *blas, gsize rows, gsize in, gsize out,
                  const float *x, const float *weight, const float *bias,
                  float *y);

/* The naive twin: plain loops, summed in double. */
void falk_linear_naive (gsize rows, gsize in, gsize out, const float *x,
                        const float *weight, const float *bias, float *y);

G_END_DECLS
