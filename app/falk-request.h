/* SPDX-License-Identifier: MIT */
/* A case: a model and the data it is given, as a command line names them. */
#pragma once

#include "falk-exit.h"
#include "falk-infer.h"
#include "falk-open.h"

G_BEGIN_DECLS

typedef struct
{
  FalkOpened *opened; /* what MODEL was */
  FalkModel *model; /* owned by opened */
  FalkTensor *input; /* owned; NULL where none is known */
} FalkRequest;

/* What a command line asks for. The strings are owned. */
typedef struct
{
  char *input; /* X; NULL: the input that came with the model */
  char *h0; /* X: the state of the first recurrent step, or NULL */
  gboolean takes_text; /* an error text that no step says will do: then there
                        * is neither model nor input, only opened->report */
  gboolean batch_first; /* for every step that doesn't say */
} FalkAsked;

void falk_asked_clear (FalkAsked *asked);

/* The options that fill a FalkAsked, for a command's own list of them. */
/* clang-format off */
#define FALK_ASKED_ENTRIES(asked)                                              \
  { "input", 'i', 0, G_OPTION_ARG_STRING, &(asked)->input,                     \
    "The data: a tensor file, FILE.npz:NAME, or a shape such as 32,50,3",      \
    "X" },                                                                     \
  { "h0", 0, 0, G_OPTION_ARG_STRING, &(asked)->h0,                             \
    "The state handed to the first recurrent step: a file or a shape", "X" },  \
  { "batch-first", 0, 0, G_OPTION_ARG_NONE, &(asked)->batch_first,             \
    "batch_first=True for what doesn't say, such as a state_dict", NULL }
/* clang-format on */

/* Opens @what as the model, and the data that is asked for. FALSE when a part
 * can't be read or there is no data: that was reported on stderr in
 * @command's name, and @status is what it ends with. */
gboolean falk_request_open (FalkRequest *request, const char *command,
                            const char *what, const FalkAsked *asked,
                            FalkExit *status);

/* The same of the model alone: the data is not asked for. */
gboolean falk_request_open_model (FalkRequest *request, const char *what,
                                  const FalkAsked *asked, FalkExit *status);
void falk_request_clear (FalkRequest *request);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FalkAsked, falk_asked_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FalkRequest, falk_request_clear)

G_END_DECLS
