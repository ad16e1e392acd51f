/* SPDX-License-Identifier: MIT */
/* Operations that move data or fold an axis, on float32 arrays in C order.
 *
 * @shape is the shape of @x; axes count from 0 and are not negative; @y
 * doesn't overlap @x and has room for the result. All are pure. */
#pragma once

#include "falk-shape.h"

G_BEGIN_DECLS

/* Axis i of @y is axis dims[i] of @x; @dims is a permutation of the axes. */
void falk_move_permute (const float *x, const FalkShape *shape,
                        const guint *dims, float *y);

/* The slice @index, 0 <= index < size, of @axis, which goes away. */
void falk_move_select (const float *x, const FalkShape *shape, guint axis,
                       gsize index, float *y);

/* The mean over the axes that are TRUE in @folded, which go away; summed in
 * double. Over no elements at all it is NaN, as in PyTorch. */
void falk_move_mean (const float *x, const FalkShape *shape,
                     const gboolean folded[FALK_RANK_MAX], float *y);

/* @a and then @b along @axis, all other sizes being equal; where the numbers
 * of axes differ one of the two is empty, and passed over. */
void falk_move_cat (const float *a, const FalkShape *a_shape, const float *b,
                    const FalkShape *b_shape, guint axis, float *y);

G_END_DECLS
