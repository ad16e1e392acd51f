/* SPDX-License-Identifier: MIT */
/* Fixes and causes are made here, each fix from a verdict: nothing that did not
 * run becomes one. */
#pragma once

#include "falk-cause-private.h"
#include "falk-verify.h"

G_BEGIN_DECLS

/* The fix that @edits are, which it keeps a reference of. @code is shown in
 * place of what the edits give, @caution says that it means something else;
 * both may be NULL. What @verdict owns is moved into it. NULL where @verdict
 * says that it does not run. */
FalkFix *falk_fix_new (const FalkCase *c, GPtrArray *edits, const char *code,
                       const char *caution,
                       FalkVerdict *verdict) G_GNUC_WARN_UNUSED_RESULT;
void falk_fix_free (FalkFix *fix);

/* A cause without texts and fixes. */
FalkCause *falk_cause_new (FalkCauseCode code) G_GNUC_WARN_UNUSED_RESULT;
void falk_cause_free (FalkCause *cause);

/* An array that owns its causes, empty; and one in order: best first, those
 * that are equal as they were. */
GPtrArray *falk_causes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void falk_causes_sort (GPtrArray *causes);

/* Gives @cause the fix, which is taken over and may be NULL, and says in the
 * cause what it changes. */
void falk_cause_take_fix (FalkCause *cause, FalkFix *fix);

/* @text with {step}, {maker}, {before} and {what} filled in from the case. */
char *falk_cause_fill (const char *text,
                       const FalkCase *c) G_GNUC_WARN_UNUSED_RESULT;

/* @text, taken over, as a sentence: "what gru gives" gets its capital, and the
 * name of a step stays as it is written in code. */
char *falk_cause_sentence (char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
