/* SPDX-License-Identifier: MIT */
/* The matrix product of the engine: OpenBLAS, loaded while the program runs.
 *
 * OpenBLAS reads the variable OPENBLAS_CORETYPE once, when it is loaded. A
 * release that doesn't know the processor takes SSE3 kernels, several times
 * slower than what the processor can do. So Falk never links it: main()
 * calls falk_blas_prepare(), which chooses kernels by what the processor
 * says it can do, and the library is loaded on first use. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A way to multiply matrices. Static and immutable. */
typedef struct
{
  const char *core; /* OpenBLAS's name of its kernels, "Haswell"; "naive" */
  const char *note; /* NULL, or why OpenBLAS isn't used: a sentence */
  void (*sgemm) (int order, int trans_a, int trans_b, int m, int n, int k,
                 float alpha, const float *a, int lda, const float *b, int ldb,
                 float beta, float *c, int ldc); /* NULL: plain loops */
  void (*set_threads) (int threads); /* NULL: always one thread */
} FalkBlas;

/* Sets OPENBLAS_CORETYPE to what falk_blas_core_wanted() says, unless the
 * user has set it: the user's choice always wins, since some releases of
 * OpenBLAS have kernels that fail on some processors.
 *
 * setenv() isn't safe beside other threads: main() calls this first, before
 * anything starts a thread. A program that doesn't call it gets whatever
 * OpenBLAS chooses by itself. */
void falk_blas_prepare (void);

/* The kernels this processor should run: "SkylakeX" (AVX-512 F, DQ, BW and
 * VL), "Haswell" (AVX2 and FMA), or NULL where OpenBLAS should choose. */
const char *falk_blas_core_wanted (void);

/* The product to use: OpenBLAS, loaded and checked on the first call, or
 * plain loops with a note where libopenblas.so.0 is absent or multiplied
 * wrongly in the check. Never NULL; the same pointer from every thread. */
const FalkBlas *falk_blas_get (void);

/* What falk_blas_get() does once, with another name for @library, as
 * dlopen() takes it. The library stays loaded and the result is not freed. */
const FalkBlas *falk_blas_open (const char *library);

/* Plain loops. */
const FalkBlas *falk_blas_naive (void);

/* Whether @blas multiplies a set of small and odd-sized matrices exactly. */
gboolean falk_blas_check (const FalkBlas *blas);

/* Sets the number of threads of later products, at least 1. This is a
 * property of the whole process: the last caller wins. */
void falk_blas_set_threads (const FalkBlas *blas, guint threads);

/* c = a * w^T, row major: @a is [m, k] with rows @lda floats apart, @w
 * [n, k] with rows @ldw apart, @c [m, n] with rows @ldc apart, not read. */
void falk_blas_product (const FalkBlas *blas, gsize m, gsize n, gsize k,
                        const float *a, gsize lda, const float *w, gsize ldw,
                        float *c, gsize ldc);

G_END_DECLS
