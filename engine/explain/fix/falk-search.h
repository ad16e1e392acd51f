/* SPDX-License-Identifier: MIT */
/* Fixes as a search: what the table of causes doesn't propose by itself. Each
 * move of a table gives some edits; those that run are offered beside the
 * causes' own fixes. */
#pragma once

#include "falk-cause-private.h"

G_BEGIN_DECLS

/* Adds to @causes (FalkCause, best first) what else mends the whole model of
 * @c, cheapest first: under the cause that it belongs to as an alternative, or
 * as a cause of its own, at the end. A model that some fix makes already is
 * not made again. */
void falk_search_add (const FalkCase *c, FalkTorch torch, GPtrArray *causes);

G_END_DECLS
