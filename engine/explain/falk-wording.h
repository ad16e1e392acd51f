/* SPDX-License-Identifier: MIT */
/* Wordings: the text that a PyTorch version prints for a fault. One table, a
 * row a fault code, a column a version. */
#pragma once

#include "falk-infer.h"
#include "falk-torch-version.h"

G_BEGIN_DECLS

/* The message of @fault as @torch prints it, without the exception's class.
 * @model is the one the fault was found in. The caller frees it. */
char *falk_wording_write (const FalkFault *fault, const FalkModel *model,
                          FalkTorch torch) G_GNUC_WARN_UNUSED_RESULT;

/* The exception's class in that version; static. */
const char *falk_wording_exception (const FalkFault *fault, FalkTorch torch);

G_END_DECLS
