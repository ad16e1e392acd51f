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
} FalkRequest;

/* What a command line asks for; all but what may be NULL or FALSE. */
typedef struct
{
  const char *what; /* MODEL */
  const char *input; /* X; NULL: the input that came with the model */
  const char *h0; /* X: the state of the first recurrent step */
  gboolean batch_first; /* for every step that doesn't say */
} FalkAsked;

/* Opens what is asked for. FALSE and @error when a part can't be read. */
gboolean falk_request_open (FalkRequest *request, const FalkAsked *asked,
                            GError **error);
void falk_request_clear (FalkRequest *request);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FalkRequest, falk_request_clear)

G_END_DECLS
