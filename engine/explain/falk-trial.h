/* SPDX-License-Identifier: MIT */
/* A trial: a run whose only question is whether the model runs, and gives
 * what was inferred. */
#pragma once

#include "falk-infer.h"

G_BEGIN_DECLS

/* Runs @model on @input, for which @inference was ok. Where all of the input
 * would take long, its time and its batch are cut short, as far as the model
 * then still fits it, and values are drawn; else it is run on the data that
 * it has. TRUE when the engine ran it and every shape that came out is the
 * one inferred; @tried is then the shape of what it ran on. */
gboolean falk_trial_runs (const FalkModel *model, const FalkTensor *input,
                          const FalkInference *inference, FalkShape *tried);

G_END_DECLS
