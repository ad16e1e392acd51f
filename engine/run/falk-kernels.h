/* SPDX-License-Identifier: MIT */
/* The inner loops of the recurrent engine, compiled several times: once for
 * each instruction set that pays, in one table to choose from at run time. */
#pragma once

#include <stddef.h>

/* Hidden units are padded to a multiple of this in states, biases and packed
 * weights; what lies in the padding is never read into a result. */
#define FALK_LANES_MAX 16

/* What a recurrent layer computes at each step; the equations are in
 * falk-pass.h. */
typedef enum
{
  FALK_CELL_GRU,
  FALK_CELL_LSTM,
  FALK_CELL_TANH, /* an RNN with either nonlinearity */
  FALK_CELL_RELU,
  FALK_CELL_COUNT
} FalkCell;

/* Rows of weights and arrays to record that a unit has, at most. */
#define FALK_CELL_GATES_MAX 4
#define FALK_CELL_RECORDS_MAX 6

/* One time step of one layer and direction, all B sequences. A state has K
 * units: H, or those of an LSTM's projection. Hp and Kp are H and K rounded
 * up to FALK_LANES_MAX. Pointers may be unaligned and are borrowed. */
typedef struct
{
  size_t B, H, Hp, K, Kp;
  /* W_hh packed by falk_kernels_pack(): for each group of as many hidden
   * units as the kernel has lanes, [K, gates, lanes]. */
  const float *packed;
  /* [4, Hp]: of a GRU b_ir + b_hr, b_iz + b_hz, b_in, b_hn; of the others
   * b_ih + b_hh of each gate. */
  const float *bias;
  const float *projected; /* [B, gates * H] W_ih x, with 16 floats of slack */
  const float *h_in; /* [B, Kp] */
  float *h_out; /* [B, Hp], not h_in */
  float *c; /* [B, Hp] an LSTM's cell state, before and after; else NULL */
  float *output; /* row b at output + b * output_stride; or NULL */
  size_t output_stride;
  /* [B, H] each, any may be NULL: r, z, n, h of a GRU; i, f, g, o, c, h of an
   * LSTM; h of an RNN. */
  float *record[FALK_CELL_RECORDS_MAX];
} FalkKernelStep;

typedef struct
{
  const char *name; /* "avx512" */
  size_t lanes; /* floats in a vector */
  void (*step[FALK_CELL_COUNT]) (const FalkKernelStep *step);
  /* The functions of the gates, elementwise, for tests: count is a multiple
   * of lanes. At most 3 units in the last place from the true value where
   * |x| <= 80; NaN gives NaN. */
  void (*sigmoid) (const float *x, float *y, size_t count);
  void (*tanh) (const float *x, float *y, size_t count);
} FalkKernels;

/* The kernels compiled into this build. */
extern const FalkKernels falk_kernels_generic;
#ifdef FALK_HAVE_X86
extern const FalkKernels falk_kernels_avx2;
extern const FalkKernels falk_kernels_avx512;
#endif

/* Kernel @index of those this processor can run, best first; NULL after the
 * last. There is always one. */
const FalkKernels *falk_kernels_nth (unsigned index);

/* Packs @weight_hh, [gates * H, K], to gates * Hp * K floats. */
void falk_kernels_pack (const FalkKernels *kernels, size_t gates, size_t H,
                        size_t K, const float *weight_hh, float *packed);
