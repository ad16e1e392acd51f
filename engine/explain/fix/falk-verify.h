/* SPDX-License-Identifier: MIT */
/* Whether a list of edits mends a model: the one door that every fix goes
 * through before it is offered. */
#pragma once

#include "falk-edit.h"
#include "falk-infer.h"
#include "falk-torch-version.h"
#include "falk-trial.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean mends; /* the edited model takes the input, and ran on it */
  gboolean partly; /* it gets past the fault, and ran up to another one */
  FalkShape output; /* what came out of the run, of the last step that ran */
  FalkTried tried; /* what it ran on, which may be cut short */
  char *next; /* when partly: the other fault's step and message, "fc: mat1
               * and mat2 shapes ..."; owned */
  char *key; /* when it ran: falk_model_key() of the edited model; owned */
} FalkVerdict;

/* Applies @edits to copies of @model and @input, infers, and runs what was
 * inferred. @fault_step is where the fault is that they are to mend; the next
 * one's message is in @torch's words. */
void falk_verify (FalkTrial *trial, const FalkModel *model,
                  const FalkTensor *input, const GPtrArray *edits,
                  guint fault_step, FalkTorch torch, FalkVerdict *verdict);
void falk_verdict_clear (FalkVerdict *verdict);

/* Adds to @edits what else must change because they change what a step
 * gives: the width that each layer behind @fault_step takes. At most one edit
 * a step. */
void falk_verify_carry (const FalkModel *model, const FalkTensor *input,
                        GPtrArray *edits, guint fault_step);

/* The same, and for further faults of the step itself, other than @code:
 * the width that it takes, the state that it is handed, the data's type. */
void falk_verify_follow (const FalkModel *model, const FalkTensor *input,
                         GPtrArray *edits, guint fault_step,
                         FalkFaultCode code);

G_END_DECLS
