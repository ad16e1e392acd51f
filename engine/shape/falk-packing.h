/* SPDX-License-Identifier: MIT */
/* What the lengths of a packed batch say: steps, batch sizes, rows, order. */
#pragma once

#include "falk-value.h"

G_BEGIN_DECLS

/* The longest length; the number of steps of the packed batch. */
gint64 falk_packing_steps (const FalkPacking *packing);

/* How many sequences are @t + 1 steps long or longer: the batch size of step
 * @t. */
gint64 falk_packing_batch (const FalkPacking *packing, gint64 t);

/* Rows of the packed data of the first @t steps. FALSE on overflow. */
gboolean falk_packing_rows (const FalkPacking *packing, gint64 t, gint64 *rows);

/* The order in which PyTorch packs the sequences, longest first: their indices,
 * packing->n of them, where it sorts them; 0, 1, 2, ... where it does not. The
 * caller frees it. */
guint *
falk_packing_order (const FalkPacking *packing) G_GNUC_WARN_UNUSED_RESULT;

/* The index of the first sequence, longest first, that an axis of @size does
 * not have; -1 where it has all. */
gint64 falk_packing_first_beyond (const FalkPacking *packing, gint64 size);

G_END_DECLS
