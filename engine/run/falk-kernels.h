/* SPDX-License-Identifier: MIT */
/* The inner loops of the recurrent engine, compiled several times: once for
 * each instruction set that pays, in one table to choose from at run time. */
#pragma once

#include <stddef.h>

/* Hidden units are padded to a multiple of this in states, biases and packed
 * weights; what lies in the padding is never read into a result. */
#define FALK_LANES_MAX 16

/* One time step of one layer and direction, all B sequences. Hp is H rounded
 * up to FALK_LANES_MAX. Pointers may be unaligned and are borrowed. */
typedef struct
{
  size_t B, H, Hp;
  /* W_hh packed by falk_kernels' pack(): for each group of as many hidden
   * units as the kernel has lanes, [H, 3 gates, lanes]. */
  const float *packed;
  const float *bias; /* [4, Hp]: b_ir + b_hr, b_iz + b_hz, b_in, b_hn */
  const float *projected; /* [B, 3 * H] W_ih x, with 16 floats of slack */
  const float *h_in; /* [B, Hp] */
  float *h_out; /* [B, Hp], not h_in */
  float *output; /* row b at output + b * output_stride; or NULL */
  size_t output_stride;
  float *r, *z, *n, *h; /* [B, H] records, each may be NULL */
} FalkKernelStep;

typedef struct
{
  const char *name; /* "avx512" */
  size_t lanes; /* floats in a vector */
  void (*gru_step) (const FalkKernelStep *step);
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

/* Floats of packed weights for H hidden units: 3 * Hp * H. */
void falk_kernels_pack (const FalkKernels *kernels, size_t H,
                        const float *weight_hh, float *packed);
