/* SPDX-License-Identifier: MIT */
/* Arithmetic on two float32 arrays in C order. Arrays are borrowed; y overlaps
 * neither of the others. All are pure. */
#pragma once

#include "falk-blas.h"
#include "falk-shape.h"

G_BEGIN_DECLS

/* y = a + b, sizes of 1 repeated; @shape is that of y. */
void falk_pair_add (const FalkShape *shape, const float *a,
                    const FalkShape *a_shape, const float *b,
                    const FalkShape *b_shape, float *y);

/* The mean of (a - b)^2 over @shape, to which both are repeated as above;
 * summed in double. NaN over nothing. */
double falk_pair_mean_square (const FalkShape *shape, const float *a,
                              const FalkShape *a_shape, const float *b,
                              const FalkShape *b_shape);

/* y(i) = a(i) b(i) for each i: a [batch, n, m], b [batch, m, p], y
 * [batch, n, p]. @scratch has room for m * p floats. */
void falk_pair_products (const FalkBlas *blas, gsize batch, gsize n, gsize m,
                         gsize p, const float *a, const float *b,
                         float *scratch, float *y);

/* The naive twin: plain loops, summed in double. */
void falk_pair_products_naive (gsize batch, gsize n, gsize m, gsize p,
                               const float *a, const float *b, float *y);

/* The mean of -log softmax (x) at the target classes, torch.nn.
 * CrossEntropyLoss: x [batch, classes, rest], target [batch, rest] of whole
 * numbers, of which those that are -100 don't count. NaN over nothing. FALSE
 * where one of them is no class, with its place in @at. */
gboolean falk_pair_cross_entropy (gsize batch, gsize classes, gsize rest,
                                  const float *x, const float *target,
                                  double *loss, gsize *at);

G_END_DECLS
