/* SPDX-License-Identifier: MIT */
/* Values for heat maps: of recorded gates and of the operands of a product.
 * Private to this layer. */
#pragma once

#include "falk-scheme.h"

G_BEGIN_DECLS

/* The scale of @gate in @state: a share from 0 to 1, what a tanh keeps within
 * 1 from -1 to 1, a cell or an RNN's state as far as it goes. */
FalkHeat falk_heat_gate_scale (const FalkRecord *record, FalkGate gate,
                               gint64 state);

/* Gate @gate of one state and time: B rows, H columns. */
FalkHeat falk_heat_gate_at (const FalkRecord *record, FalkGate gate,
                            gint64 state, gint64 t);

/* Gate @gate of one state and sequence over time: H rows, T columns. @scale is
 * falk_heat_gate_scale()'s, which may have looked at every value. */
FalkHeat falk_heat_gate_over_time (const FalkRecord *record, FalkGate gate,
                                   gint64 state, gint64 b,
                                   const FalkHeat *scale);

/* A diverging scale as wide as the values need. */
void falk_heat_set_range (FalkHeat *heat);

/* Fills in m1, m2 and result of @scheme, as far as @subject's run and tensors
 * hold them and they are not too many to be computed for a picture; what is
 * computed belongs to @scene. @index: of the step. */
void falk_scheme_set_values (FalkScene *scene, const FalkSubject *subject,
                             guint index, FalkScheme *scheme);

G_END_DECLS
