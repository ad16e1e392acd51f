/* SPDX-License-Identifier: MIT */
/* The table of what differs: for each layer its kind and arguments, as the
 * checkpoint and as the model has them. */
#pragma once

#include "falk-state-layer.h"
#include "falk-state-rename.h"
#include "falk-state-row.h"

G_BEGIN_DECLS

/* Rows (FalkStateRow, owned by the array) of @renames, then of each of
 * @layers that differs; of those also what agrees, where that is told. */
GPtrArray *falk_state_table (const GPtrArray *layers, const GPtrArray *renames)
    G_GNUC_WARN_UNUSED_RESULT;

/* What @side has for a layer, in words: "an LSTM", "a recurrent cell", "nn.
 * Linear(20, 5)". The caller frees it. */
char *falk_state_describe (const FalkStateLayer *layer,
                           FalkStateSide side) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
