/* SPDX-License-Identifier: MIT */
/* Infer: the shapes of every step of a model on an input, or the fault.
 *
 * Pure: same model and input, same answer, and nothing is run. Stops at the
 * first fault; the steps after it get the shapes they would have had, as
 * ghosts, where those can be known. */
#pragma once

#include "falk-fault.h"
#include "falk-model.h"
#include "falk-value.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_STEP_FITS, /* its input fits and its output is known */
  FALK_STEP_FAULT, /* the fault is here; out is what it would have given */
  FALK_STEP_GHOST, /* behind the fault; in and out are what would be */
  FALK_STEP_UNKNOWN, /* behind the fault, and nothing can be said */
} FalkStepState;

typedef struct
{
  FalkStepState state;
  gboolean has_out; /* out is known */
  FalkValue in; /* undefined when FALK_STEP_UNKNOWN */
  FalkValue out;
} FalkStepShapes;

/* Origins borrow strings from the model and the input: keep both while the
 * inference is used. */
typedef struct
{
  gboolean ok;
  FalkFault fault; /* when not ok */
  FalkValue input; /* the input with roles */
  guint n_steps;
  FalkStepShapes *steps; /* owned, one for each step of the model */
} FalkInference;

/* Infers @model on @input (which may be a bare shape), with the checks of the
 * PyTorch that the model names. The input's axes get
 * their roles from the first recurrent step. The caller frees the result. */
FalkInference *falk_infer (const FalkModel *model,
                           const FalkTensor *input) G_GNUC_WARN_UNUSED_RESULT;
void falk_inference_free (FalkInference *inference);

/* The verdict alone, for many models: TRUE and @output (without roles), or
 * FALSE and @fault. */
gboolean falk_infer_verdict (const FalkModel *model, const FalkTensor *input,
                             FalkValue *output, FalkFault *fault);

/* The output of the whole model: the last step's, or the input's where there
 * are no steps. Borrowed; NULL where it is not known. */
const FalkValue *falk_inference_output (const FalkInference *inference);

/* Checks one step as @torch does. TRUE and @out when it fits; else FALSE and
 * @fault, with @index as its step. */
gboolean falk_infer_step (const FalkStep *step, FalkTorch torch, guint index,
                          const FalkValue *in, FalkValue *out,
                          FalkFault *fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkInference, falk_inference_free)

G_END_DECLS
