/* SPDX-License-Identifier: MIT */
/* The order of a PackedSequence's rows: step by step, and in each step the
 * sequences that are that long, longest first. A packing that is sorted
 * already keeps the order it has.
 *
 * Sequences of one length keep their order here. PyTorch's sort doesn't
 * promise that, and 1.13's does so for up to 16 sequences only: the rows of
 * one step may then stand in another order, which nothing but a look at the
 * packed data itself can tell. */
#pragma once

#include "falk-value.h"

G_BEGIN_DECLS

typedef struct
{
  gsize n; /* sequences */
  gsize T; /* steps of the longest */
  gsize *index; /* [n] place in the batch of the k-th longest */
  gsize *lengths; /* [n] steps of the k-th longest, as far as there are any */
} FalkOrder;

/* The caller frees it. */
FalkOrder *
falk_order_new (const FalkPacking *packing) G_GNUC_WARN_UNUSED_RESULT;
void falk_order_free (FalkOrder *order);

/* A padded array: the row of step t of sequence b, @width floats, is at
 * x[t * t_stride + b * b_stride]. */
typedef struct
{
  float *x;
  gsize t_stride, b_stride, width;
  gboolean sorted; /* b counts from the longest; else it is the batch's */
} FalkPadded;

/* Copies the padded rows to @rows, [rows, width]. */
void falk_order_pack (const FalkOrder *order, const FalkPadded *padded,
                      float *rows);

/* Copies @rows to their places; those without a row are left alone. */
void falk_order_unpack (const FalkOrder *order, const float *rows,
                        const FalkPadded *padded);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkOrder, falk_order_free)

G_END_DECLS
