/* SPDX-License-Identifier: MIT */
/* torch.nn.Conv1d in float32 with zeros as padding:
 *
 *   y(n, o, l) = bias(o)
 *     + sum over c, k of weight(o, c, k) * x(n, g C/G + c, l s + k d - p)
 *
 * where g is the group of channel o. Letters: N of the batch, C channels in,
 * O channels out, K taps of the kernel, G groups, M and L positions in and
 * out, s stride, p padding, d dilation. */
#pragma once

#include "falk-blas.h"

G_BEGIN_DECLS

/* Arrays are in C order and borrowed; y overlaps none of them. */
typedef struct
{
  gsize N, C, O, K, G, M, L;
  gint64 stride, padding, dilation; /* L is what they make of M */
  const float *x; /* [N, C, M] */
  const float *weight; /* [O, C / G, K] */
  const float *bias; /* [O], or NULL for zeros */
  float *y; /* [N, O, L] */
} FalkConv;

/* Floats of working memory of falk_conv_run(). FALSE on overflow. */
gboolean falk_conv_scratch (const FalkConv *conv, gsize *count);

/* Each position written out as a row, and one product for each group. FALSE
 * when there is no memory. */
gboolean falk_conv_run (const FalkConv *conv, const FalkBlas *blas);

/* The naive twin: plain loops, summed in double. */
void falk_conv_run_naive (const FalkConv *conv);

G_END_DECLS
