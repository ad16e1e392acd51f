/* SPDX-License-Identifier: MIT */
/* Rows of error reports: what stands beside the message. */
#pragma once

#include "falk-context.h"

#include <jansson.h>

G_BEGIN_DECLS

/* What @row says in "config" (arguments of the layer), "input_shape",
 * "other_shapes" (named numbers and shapes, in objects of any depth) and
 * "layer_kind" (words); each may be missing or null, and a size that is no
 * number isn't known. What is of another kind is left out. */
FalkContext *
falk_report_row_context (const json_t *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
