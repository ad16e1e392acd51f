/* SPDX-License-Identifier: MIT */
/* A PackedSequence through a recurrent layer: its rows are spread out for the
 * pass, longest sequence first, and what comes back is put in the batch's own
 * order again. Internal to the engine. */
#pragma once

#include "falk-order.h"
#include "falk-pass.h"

G_BEGIN_DECLS

typedef struct
{
  FalkOrder *order;
  FalkPadded x, output; /* owned; output.x is NULL where it isn't wanted */
  float *h0, *c0, *h_n; /* owned, in the order of the pass, or NULL */
} FalkExecPacked;

/* Floats that it needs for a pass of the sizes of @pass. FALSE on overflow. */
gboolean falk_exec_packed_floats (const FalkPass *pass, gint64 *count);

/* Puts the packed rows, states and results of @pass in the place of ordered
 * ones of its own. The states' rows, of which there may be more than
 * sequences, @h0_rows and @c0_rows a layer, are in the batch's order. FALSE
 * when there is no memory. */
gboolean falk_exec_packed_start (FalkExecPacked *packed,
                                 const FalkPacking *packing, FalkPass *pass,
                                 gsize h0_rows, gsize c0_rows);

/* Gives @output, the packed rows or, without them, the state, what @pass made,
 * and @record, which may be NULL, the batch's order. FALSE when there is no
 * memory. */
gboolean falk_exec_packed_finish (const FalkExecPacked *packed,
                                  const FalkPass *pass, FalkRecord *record,
                                  float *output);

void falk_exec_packed_clear (FalkExecPacked *packed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FalkExecPacked, falk_exec_packed_clear)

G_END_DECLS
