/* SPDX-License-Identifier: MIT */
/* What the tests of explanations share: reading a text, and whether a fix does
 * what it says. That is found out without the code that offered it: the edits
 * are applied once more, and the whole model is inferred and run on all of the
 * input. */
#pragma once

#include "falk-explanation.h"

/* The report of @text, with @context (which may be NULL); fails the test where
 * there is none. */
FalkReport *explain_read (const char *text, const FalkContext *context);

/* Why @model fails on @input; fails the test where it doesn't. @code, which may
 * be NULL, takes the fault. */
FalkExplanation *explain_fault (const FalkModel *model, const FalkTensor *input,
                                FalkFaultCode *code);

/* NULL, or what is wrong with @fix of @model on @input, for g_free(). */
char *explain_check_fix (const FalkModel *model, const FalkTensor *input,
                         const FalkFix *fix);

/* Fails the test where a fix of @explanation, a cause's own or an alternative,
 * doesn't do what it says. Gives back how many there were. */
guint explain_check (const FalkModel *model, const FalkTensor *input,
                     const FalkExplanation *explanation);
