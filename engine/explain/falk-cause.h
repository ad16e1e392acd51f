/* SPDX-License-Identifier: MIT */
/* The causes of a fault, ranked, from the table of causes. */
#pragma once

#include "falk-cause-private.h"

G_BEGIN_DECLS

/* Every cause that applies to @c, best first: FalkCause, owned by the array.
 * Fixes were verified. Where no fix alone gets past the fault, each is tried
 * together with what has to follow: the step's own width and state, the data's
 * type, later layers' widths. Causes that no fix of theirs survives are kept,
 * with a lower score. */
GPtrArray *falk_causes_find (const FalkCase *c,
                             FalkTorch torch) G_GNUC_WARN_UNUSED_RESULT;

void falk_cause_free (FalkCause *cause);
void falk_fix_free (FalkFix *fix);

G_END_DECLS
