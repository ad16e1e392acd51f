/* SPDX-License-Identifier: MIT */
/* Whether a fix does what it says, found out without the code that offered it:
 * the edits are applied once more, and the whole model is inferred and run on
 * all of the input. */
#pragma once

#include "falk-explanation.h"

/* NULL, or what is wrong with @fix of @model on @input, for g_free(). */
char *explain_check_fix (const FalkModel *model, const FalkTensor *input,
                         const FalkFix *fix);

/* Fails the test where a fix of @explanation, a cause's own or an alternative,
 * doesn't do what it says. Gives back how many there were. */
guint explain_check (const FalkModel *model, const FalkTensor *input,
                     const FalkExplanation *explanation);
