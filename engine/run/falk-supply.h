/* SPDX-License-Identifier: MIT */
/* Where a run gets its numbers from: the model's tensors and the input where
 * they hold values of the right shape, else values drawn from the seed. What
 * was drawn or converted is noted, so that nobody takes it for the truth. */
#pragma once

#include "falk-model.h"
#include "falk-rule.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 seed;
  GPtrArray *notes; /* char *, borrowed: added to */
} FalkSupply;

/* Whether values of @dtype can be computed with as float32. */
gboolean falk_supply_can_read (FalkDtype dtype);

/* The values of @tensor as float32: its own bytes where they are just that,
 * a copy where they have another type, or drawn from the standard normal
 * distribution where it is a bare shape. NULL when there is no memory. */
GBytes *falk_supply_values (const FalkSupply *supply,
                            const FalkTensor *tensor) G_GNUC_WARN_UNUSED_RESULT;

/* The values of all parameters of @step as GBytes of float32, in the order of
 * falk_step_parameter(). Those the step has no fitting tensor for are drawn
 * as PyTorch initialises them: uniform within 1/sqrt(@fan), or 0 where @fan
 * is 0. NULL when there is no memory. */
GPtrArray *falk_supply_parameters (const FalkSupply *supply,
                                   const FalkStep *step,
                                   gint64 fan) G_GNUC_WARN_UNUSED_RESULT;

/* The state handed to a recurrent step, @shape elements of float32: the
 * step's tensor "h0", or drawn where only its shape was given. @state gets
 * NULL for the zeros of a step that is handed none. FALSE when there is no
 * memory. */
gboolean falk_supply_state (const FalkSupply *supply, const FalkStep *step,
                            gint64 count, GBytes **state);

/* Bytes these calls would allocate for @step, at most. FALSE on overflow. */
gboolean falk_supply_cost (const FalkStep *step, gint64 *bytes);

G_END_DECLS
