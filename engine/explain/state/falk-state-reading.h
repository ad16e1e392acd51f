/* SPDX-License-Identifier: MIT */
/* What a module may be on one side: every operation whose parameters have the
 * shapes that are known. Not for users of falk-state-layer.h. */
#pragma once

#include "falk-state-layer.h"

G_BEGIN_DECLS

/* Adds to @side's readings what @layer's module may be there. */
void falk_state_read_side (FalkStateLayer *layer, FalkStateSide side,
                           gboolean whole);

G_END_DECLS
