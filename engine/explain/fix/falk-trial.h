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

/* Runs @model on @input, which fits it. Where all of it would take long, it
 * runs on a piece (falk-piece.h), and values are drawn, or zeros where they are
 * many; else it runs on the data that it has. The same model on the same input
 * is run once.
 *
 * TRUE when the engine ran it and every shape that came out is the one
 * inferred; @tried is then what it ran on. */
gboolean falk_trial_runs (FalkTrial *trial, const FalkModel *model,
                          const FalkTensor *input, FalkTried *tried);

/* From here on trials may take @multiplications together, roughly: one that
 * would take more isn't run, and answers FALSE. */
void falk_trial_limit (FalkTrial *trial, double multiplications);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkTrial, falk_trial_free)

G_END_DECLS
