/* SPDX-License-Identifier: MIT */
/* A case: a model and the data it is given, as a command line names them. */
#pragma once

#include "falk-infer.h"
#include "falk-open.h"

G_BEGIN_DECLS

typedef struct
{
  FalkOpened *opened; /* what MODEL was */
  FalkModel *model; /* owned by opened */
  FalkTensor *input; /* owned; NULL where none is known */
} FalkCase;

/* Opens @what as the model, @input (may be NULL: then what came with the
 * model) and @h0 (may be NULL), which becomes the state of the first
 * recurrent step. FALSE and @error when one can't be read. */
gboolean falk_case_open (FalkCase *one, const char *what, const char *input,
                         const char *h0, GError **error);
void falk_case_clear (FalkCase *one);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FalkCase, falk_case_clear)

G_END_DECLS
