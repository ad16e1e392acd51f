/* SPDX-License-Identifier: MIT */
/* Edits as text: the button's label, and the PyTorch lines before and
 * after. */
#pragma once

#include "falk-edit.h"

G_BEGIN_DECLS

/* "input_size 50 → 3", "permute(2, 1, 0) before gru"; several are joined by
 * commas. The caller frees it. */
char *falk_snippet_label (const FalkModel *model,
                          const GPtrArray *edits) G_GNUC_WARN_UNUSED_RESULT;

/* The lines of the model that the edits change, as they are: "nn.GRU(50, 20)",
 * "x = x.view(-1, 20)"; NULL when they only add some, or change a call that
 * takes more than @tensor. The caller frees it. */
char *falk_snippet_before (const FalkModel *model, const GPtrArray *edits,
                           const char *tensor) G_GNUC_WARN_UNUSED_RESULT;

/* The lines that mend it: "nn.GRU(3, 20)", "x = x.permute(2, 1, 0)", "h0 =
 * torch.zeros(2, 32, 20)". @tensor names the tensor that enters the step
 * edited. The caller frees it. */
char *falk_snippet_after (const FalkModel *model, const GPtrArray *edits,
                          const char *tensor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
