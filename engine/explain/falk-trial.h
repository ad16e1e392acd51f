/* SPDX-License-Identifier: MIT */
/* A trial: a run whose only question is whether a model runs, and gives what
 * was inferred. Many edits are tried for one fault, so a trial is kept short:
 * time, batch and layers may be cut, widths never, since these are what a fix
 * is about. */
#pragma once

#include "falk-infer.h"

G_BEGIN_DECLS

/* What the trials of one explanation share: the zeros that stand in for large
 * weights, and what was tried before. */
typedef struct FalkTrial FalkTrial;

FalkTrial *falk_trial_new (void) G_GNUC_WARN_UNUSED_RESULT;
void falk_trial_free (FalkTrial *trial);

/* What a model was run on. */
typedef struct
{
  FalkShape input; /* all of the input, or its first steps and sequences */
  gint64 layers; /* what the layers of recurrent steps were cut to; 0: all of
                  * them ran */
} FalkTried;

/* Runs @model on @input, for which @inference was ok. Where all of it would
 * take long, its time, batch and layers are cut short, as far as the model
 * then still fits it, and values are drawn, or zeros where they are many; else
 * it is run on the data that it has. The same model on the same input is run
 * once.
 *
 * TRUE when the engine ran it and every shape that came out is the one
 * inferred; @tried is then what it ran on. */
gboolean falk_trial_runs (FalkTrial *trial, const FalkModel *model,
                          const FalkTensor *input,
                          const FalkInference *inference, FalkTried *tried);

/* How many multiplications the trials took so far, roughly. */
double falk_trial_spent (const FalkTrial *trial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkTrial, falk_trial_free)

G_END_DECLS
