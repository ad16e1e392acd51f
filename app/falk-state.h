/* SPDX-License-Identifier: MIT */
/* A state: a model and an input, with everything that follows from them.
 *
 * Immutable once it is finished, and counted by references (from any
 * thread), so that the window, its workers and undo share states freely. A
 * change makes a new state from an old one. Making one may read files, infer,
 * and run fixes to verify them: that belongs in a worker. */
#pragma once

#include "falk-explanation.h"
#include "falk-infer.h"
#include "falk-notice.h"
#include "falk-open.h"

G_BEGIN_DECLS

/* Invariant: inference is there if, and only if, model and input are; notices
 * if it is ok; explanation if it is not, or if the report has no model, and
 * then there is neither model nor inference. */
typedef struct
{
  char *label; /* what made it: "input_size 50 → 3", "Open x.npy" */
  gboolean fixed; /* a fix made it */
  char *model_source; /* "checkpoint.pt", or NULL */
  FalkModel *model; /* or NULL */
  FalkTensor *input; /* or NULL */
  FalkReport *report; /* the text the model was read from, or that stands in
                       * its place; or NULL */
  GPtrArray *parameters; /* FalkTensor: what the model's file holds */
  GPtrArray *data; /* FalkTensor: other tensors at hand */
  GPtrArray *notes; /* char * */
  FalkInference *inference;
  FalkExplanation *explanation;
  GPtrArray *notices; /* FalkNotice *: what is asked about what fits */
} FalkState;

FalkState *falk_state_ref (FalkState *state);
void falk_state_unref (FalkState *state);

/* @base (NULL: an empty window) after @opened (FalkOpened *, taken apart): what
 * brings a model, or is an error text, replaces the model; what brings an
 * input, or is a single tensor, replaces the input; any further tensors are
 * added. An input that was only read from an error text does not outlive its
 * model. */
FalkState *falk_state_open (FalkState *base, GPtrArray *opened,
                            const char *label) G_GNUC_WARN_UNUSED_RESULT;

/* @base with @input in place of its own. */
FalkState *falk_state_with_input (FalkState *base, FalkTensor *input,
                                  const char *label) G_GNUC_WARN_UNUSED_RESULT;

/* @base with fix @index, as falk_explanation_fix() counts them, applied. NULL
 * where there is none. */
FalkState *falk_state_with_fix (FalkState *base,
                                guint index) G_GNUC_WARN_UNUSED_RESULT;

/* Every tensor at hand: the input, the parameters, the others; borrowed
 * tensors in a new array. */
GPtrArray *
falk_state_tensors (const FalkState *state) G_GNUC_WARN_UNUSED_RESULT;

/* "seq2label" and "checkpoint.pt · x.npy"; the caller frees them. */
char *falk_state_title (const FalkState *state) G_GNUC_WARN_UNUSED_RESULT;
char *falk_state_subtitle (const FalkState *state) G_GNUC_WARN_UNUSED_RESULT;

/* The step that is looked at first: the fault's, else the first that is
 * recurrent, else 0; -1 without a model. */
int falk_state_first_step (const FalkState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkState, falk_state_unref)

G_END_DECLS
