/* SPDX-License-Identifier: MIT */
/* An explanation for a terminal. */
#pragma once

#include "falk-explanation.h"
#include "falk-notice.h"

G_BEGIN_DECLS

/* Columns of the widest line. */
#define FALK_EXPLAIN_COLUMNS 80

/* What a person reads: the chain of steps with its shapes, the operands with
 * the two sizes marked that had to agree, PyTorch's message, the facts, the
 * causes with the code that mends each, and where every number comes from.
 * @explanation is NULL where @inference is ok: then the chain alone. In
 * colour (ANSI escapes) when @colour. Lines are at most FALK_EXPLAIN_COLUMNS
 * wide; the caller frees the text. */
char *falk_explain_to_text (const FalkModel *model,
                            const FalkInference *inference,
                            const FalkExplanation *explanation,
                            gboolean colour) G_GNUC_WARN_UNUSED_RESULT;

/* What is asked about a model that fits, each with its reason and the code
 * that would show or change it; empty where there is nothing to ask. @notices
 * are @model's, from falk_notices(). The caller frees the text. */
char *falk_notices_to_text (const FalkModel *model, const GPtrArray *notices,
                            gboolean colour) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
