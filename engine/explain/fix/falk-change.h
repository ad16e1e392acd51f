/* SPDX-License-Identifier: MIT */
/* Edits as one plain sentence that says what to do: "Set input_size of gru to
 * 3.", "Exchange axes 1 and 2 of x before linear." */
#pragma once

#include "falk-edit.h"

G_BEGIN_DECLS

/* The sentence for @edits of @model, of which there is at least one and which
 * can be applied. @input names the model's input, @tensor what enters the step
 * that steps are put before. The caller frees it. */
char *falk_change_sentence (const FalkModel *model, const char *input,
                            const GPtrArray *edits,
                            const char *tensor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
