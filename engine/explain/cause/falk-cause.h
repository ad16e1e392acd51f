/* SPDX-License-Identifier: MIT */
/* The causes of a fault, ranked, from the table of causes. */
#pragma once

#include "falk-cause-private.h"

G_BEGIN_DECLS

/* So many are listed at most. */
#define FALK_CAUSES_SHOWN 6u

/* The causes that apply to @c, best first, and no more than a person reads:
 * FalkCause, owned by the array. Fixes were verified. Where no fix alone gets
 * past the fault, each is tried together with what has to follow: the step's
 * own width and state, the data's type, later layers' widths. Causes that no
 * fix of theirs survives are kept, with a lower score. */
GPtrArray *falk_causes_find (const FalkCase *c,
                             FalkTorch torch) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
