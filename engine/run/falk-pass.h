/* SPDX-License-Identifier: MIT */
/* The forward pass of a recurrent layer in float32, in PyTorch's convention
 * (documentation of torch.nn.GRU, LSTM and RNN). For each layer and
 * direction, with x the layer's input and h, c the states before step t:
 *
 *   GRU   r  = sigmoid (W_ir x + b_ir + W_hr h + b_hr)
 *         z  = sigmoid (W_iz x + b_iz + W_hz h + b_hz)
 *         n  = tanh (W_in x + b_in + r * (W_hn h + b_hn))
 *         h' = (1 - z) * n + z * h
 *   LSTM  i  = sigmoid (W_ii x + b_ii + W_hi h + b_hi)
 *         f  = sigmoid (W_if x + b_if + W_hf h + b_hf)
 *         g  = tanh (W_ig x + b_ig + W_hg h + b_hg)
 *         o  = sigmoid (W_io x + b_io + W_ho h + b_ho)
 *         c' = f * c + i * g
 *         h' = o * tanh (c'), or W_hr (o * tanh (c')) with a projection
 *   RNN   h' = tanh (W_ih x + b_ih + W_hh h + b_hh), or max (0, ...)
 *
 * Letters: T time steps, B sequences, I features of the input, H hidden
 * units, P units of the state (H, or those of a projection), L layers, D
 * directions (1 or 2), G gates (rows of weights a unit has: GRU 3, LSTM 4,
 * RNN 1). The direction d of layer l has index l * D + d; d = 1 goes from the
 * last step to the first. Layer 0 reads I features, later layers the D * P of
 * the layer before. */
#pragma once

#include "falk-blas.h"
#include "falk-kernels.h"
#include "falk-record.h"
#include "falk-watch.h"

G_BEGIN_DECLS

/* What is particular to a cell. */
typedef struct
{
  gsize gates; /* G */
  guint n_records;
  FalkGate records[FALK_CELL_RECORDS_MAX]; /* as the kernels give them */
} FalkCellInfo;

/* The row of @cell; static. */
const FalkCellInfo *falk_cell_info (FalkCell cell);

/* The parameters of one layer and direction; rows are the gates in the order
 * above, each H rows. Borrowed, C order. */
typedef struct
{
  const float *weight_ih; /* [G * H, I] or, in later layers, [G * H, D * P] */
  const float *weight_hh; /* [G * H, P], or NULL for zeros: in all layers and
                           * directions or in none */
  const float *bias_ih; /* [G * H], or NULL for zeros */
  const float *bias_hh; /* [G * H], or NULL for zeros */
  const float *weight_hr; /* [P, H] a projection's, else NULL */
} FalkPassWeights;

/* One forward pass. Everything is borrowed and the arrays don't overlap. */
typedef struct
{
  FalkCell cell;
  gsize T, B, I, H, L, D;
  gsize projection; /* P of an LSTM that projects its state; 0: P is H */
  const FalkPassWeights *weights; /* [L * D] */

  /* Element (t, b, i) is x[t * x_t + b * x_b + i]: time first has x_t =
   * B * I and x_b = I, batch_first x_t = I and x_b = T * I. Where rows
   * aren't evenly spaced in that order a stretch of time is copied at once,
   * never the whole input. */
  const float *x;
  gsize x_t, x_b;

  /* [B] steps of each sequence, at most T and none longer than the one
   * before; NULL: all T. A sequence starts at its own first step or, in
   * reverse, at its own last. Beyond its end nothing is written, and what x
   * has there is read into no result. */
  const gsize *lengths;
  const float *h0; /* [L * D, B, P], or NULL for zeros */
  const float *c0; /* [L * D, B, H] an LSTM's, or NULL for zeros */

  /* Element (t, b, d * P + j) goes to output[t * out_t + b * out_b + ...].
   * NULL: not wanted. */
  float *output;
  gsize out_t, out_b;
  float *h_n; /* [L * D, B, P] state after each sequence's last step, or NULL */
  float *c_n; /* [L * D, B, H] the same of an LSTM's cell, or NULL */

  /* Where gates and states go: each [L * D, T, B, H], C order, or NULL where
   * it isn't wanted or the cell has no such gate. Index t is the place in the
   * input, in both directions; h and c are the states after the step. Of a
   * projected h each row's first P are written, the rest set to 0. */
  float *record[FALK_GATE_COUNT];
} FalkPass;

/* P. */
gsize falk_pass_state_width (const FalkPass *pass);

/* Fills in the strides of @pass for contiguous arrays: x [T, B, I] and output
 * [T, B, D * P], or with the first two axes swapped where @batch_first. */
void falk_pass_set_contiguous (FalkPass *pass, gboolean batch_first);

/* Number of floats of working memory falk_pass_run() allocates for the
 * sizes of @pass on @threads threads. FALSE on overflow. */
gboolean falk_pass_scratch (const FalkPass *pass, guint threads, gsize *count);

/* Runs @pass on at most @threads threads, fewer where the work is too little
 * to share: each takes some of the sequences through all layers. Products of
 * the input by @blas, one for each stretch of time that fits the cache; the
 * recurrent product and the gates in one pass by the kernels of
 * falk-kernels.h. Sets @blas's number of threads. @watch, which may be NULL,
 * is asked every few milliseconds by the calling thread.
 *
 * The same result, to the last bit, whatever the kernels' timing; a
 * different number of threads may change the last bits. */
FalkEnd falk_pass_run (const FalkPass *pass, const FalkBlas *blas,
                       guint threads, const FalkWatch *watch);

/* The same by kernels other than the best, for tests and the bench. */
FalkEnd falk_pass_run_with (const FalkPass *pass, const FalkBlas *blas,
                            const FalkKernels *kernels, guint threads,
                            const FalkWatch *watch);

G_END_DECLS
