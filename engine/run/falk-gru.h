/* SPDX-License-Identifier: MIT */
/* The forward pass of a GRU in float32, in PyTorch's convention
 * (documentation of torch.nn.GRU). For each layer and direction, with x the
 * layer's input and h the state before step t:
 *
 *   r  = sigmoid (W_ir x + b_ir + W_hr h + b_hr)
 *   z  = sigmoid (W_iz x + b_iz + W_hz h + b_hz)
 *   n  = tanh (W_in x + b_in + r * (W_hn h + b_hn))
 *   h' = (1 - z) * n + z * h
 *
 * Letters: T time steps, B sequences, I features of the input, H hidden
 * units, L layers, D directions (1 or 2). The direction d of layer l has
 * index l * D + d; d = 1 goes from the last step to the first. Layer 0
 * reads I features, later layers the D * H of the layer before. */
#pragma once

#include "falk-blas.h"
#include "falk-kernels.h"
#include "falk-watch.h"

G_BEGIN_DECLS

/* The parameters of one layer and direction; rows are the gates r, z, n,
 * each H rows. Borrowed, C order. */
typedef struct
{
  const float *weight_ih; /* [3 * H, I] or, in later layers, [3 * H, D * H] */
  const float *weight_hh; /* [3 * H, H] */
  const float *bias_ih; /* [3 * H], or NULL for zeros */
  const float *bias_hh; /* [3 * H], or NULL for zeros */
} FalkGruWeights;

/* Where gates and states go: each [L * D, T, B, H], C order, or NULL where
 * it isn't wanted. Index t is the place in the input, in both directions;
 * h is the state after the step. */
typedef struct
{
  float *r, *z, *n, *h;
} FalkGruRecord;

/* One forward pass. Everything is borrowed and the arrays don't overlap. */
typedef struct
{
  gsize T, B, I, H, L, D;
  const FalkGruWeights *weights; /* [L * D] */

  /* Element (t, b, i) is x[t * x_t + b * x_b + i]: time first has x_t =
   * B * I and x_b = I, batch_first x_t = I and x_b = T * I. Where rows
   * aren't evenly spaced in that order a stretch of time is copied at once,
   * never the whole input. */
  const float *x;
  gsize x_t, x_b;
  const float *h0; /* [L * D, B, H], or NULL for zeros */

  /* Element (t, b, d * H + j) goes to output[t * out_t + b * out_b + ...].
   * NULL: not wanted. */
  float *output;
  gsize out_t, out_b;
  float *h_n; /* [L * D, B, H] state after the last step, or NULL */
  FalkGruRecord record;
} FalkGru;

/* Fills in the strides of @gru for contiguous arrays of T, B, I, H, D:
 * x [T, B, I] and output [T, B, D * H], or with the first two axes swapped
 * where @batch_first. */
void falk_gru_set_contiguous (FalkGru *gru, gboolean batch_first);

/* Number of floats of working memory falk_gru_forward() allocates for the
 * sizes of @gru on @threads threads. FALSE on overflow. */
gboolean falk_gru_scratch (const FalkGru *gru, guint threads, gsize *count);

/* Runs @gru on at most @threads threads, fewer where the work is too little
 * to share: each takes some of the sequences through all layers. Products of
 * the input by @blas, one for each stretch of time that fits the cache; the
 * recurrent product and the gates in one pass by the kernels of
 * falk-kernels.h. Sets @blas's number of threads. @watch, which may be NULL,
 * is asked every few milliseconds by the calling thread.
 *
 * The same result, to the last bit, whatever the kernels' timing; a
 * different number of threads may change the last bits. */
FalkEnd falk_gru_forward (const FalkGru *gru, const FalkBlas *blas,
                          guint threads, const FalkWatch *watch);

/* The same by kernels other than the best, for tests and the bench. */
FalkEnd falk_gru_forward_with (const FalkGru *gru, const FalkBlas *blas,
                               const FalkKernels *kernels, guint threads,
                               const FalkWatch *watch);

/* torch.nn.GRUCell: one step. x is [B, I], h0 [B, H] or NULL for zeros, h1
 * [B, H] the state after it; no array may be NULL but h0. One thread. */
FalkEnd falk_gru_cell (gsize B, gsize I, gsize H, const FalkGruWeights *weights,
                       const float *x, const float *h0, float *h1,
                       const FalkBlas *blas);

G_END_DECLS
