/* SPDX-License-Identifier: MIT */
/* Verdicts and explanations as JSON, in the form that scripts rely on. */
#pragma once

#include "falk-explanation.h"
#include "falk-notice.h"

#include <jansson.h>

G_BEGIN_DECLS

/* [50, 32, 3]. */
json_t *falk_json_shape (const FalkShape *shape) G_GNUC_WARN_UNUSED_RESULT;

/* {"ok": true, "output": […]}, or {"ok": false, "step", "error", "message"}. */
json_t *falk_verdict_to_json (const FalkModel *model,
                              const FalkInference *inference,
                              FalkTorch torch) G_GNUC_WARN_UNUSED_RESULT;

/* The members of the same objects as text, without the brackets around them:
 * of a model that fits, and of one that doesn't. */
void falk_verdict_append (GString *text, const FalkValue *output);
void falk_verdict_append_fault (GString *text, const FalkModel *model,
                                const FalkFault *fault, FalkTorch torch);

/* Adds "fault" (facts and operands) and "causes" to a verdict that is not
 * ok. */
void falk_verdict_add_explanation (json_t *verdict, const FalkModel *model,
                                   const FalkInference *inference,
                                   const FalkExplanation *explanation);

/* [{"notice", "step", "axis", "title", "why", "code"}…], in the order of the
 * steps; axis and code may be null. */
json_t *falk_notices_to_json (const FalkModel *model, const GPtrArray *notices)
    G_GNUC_WARN_UNUSED_RESULT;

/* [{"cause", "score", "why", "fix", "code", "verified"}…], best first. */
json_t *falk_causes_to_json (const FalkExplanation *explanation)
    G_GNUC_WARN_UNUSED_RESULT;

/* [{"what","needed","found","agrees"}...]: the questions about a state. */
json_t *falk_agreements_to_json (const FalkExplanation *explanation)
    G_GNUC_WARN_UNUSED_RESULT;

/* [{"layer", "what", "checkpoint", "model", "agrees"}…]: the table of what
 * differs between a checkpoint and a model; empty for anything else. */
json_t *falk_differs_to_json (const FalkExplanation *explanation)
    G_GNUC_WARN_UNUSED_RESULT;

/* ["…", …] of a GPtrArray of char *. */
json_t *falk_json_strings (const GPtrArray *strings) G_GNUC_WARN_UNUSED_RESULT;

/* Prints @value to stdout as one line and frees it. */
void falk_json_print (json_t *value);

G_END_DECLS
