/* SPDX-License-Identifier: MIT */
/* A model: a chain of steps, each taking what the one before gives.
 *
 * Invariant: step names are unique and not empty. A model that is shared
 * between threads is not changed any more; an edit works on a copy. */
#pragma once

#include "falk-step.h"
#include "falk-torch-version.h"

G_BEGIN_DECLS

typedef struct
{
  char *name; /* "seq2label", or the file's base name; never NULL */
  GPtrArray *steps; /* FalkStep, owned */
  GPtrArray *notes; /* char *, owned: what was assumed in reading it */
  FalkTorch torch; /* whose checks are made, FALK_TORCH_DEFAULT at first */
} FalkModel;

FalkModel *falk_model_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* A deep copy; tensors are shared by reference. */
FalkModel *falk_model_copy (const FalkModel *model) G_GNUC_WARN_UNUSED_RESULT;
void falk_model_free (FalkModel *model);

/* Step @index; borrowed. */
FalkStep *falk_model_step (const FalkModel *model, guint index);

/* Index of the step called @name, or -1. */
int falk_model_find (const FalkModel *model, const char *name);

/* Puts @step before step @index (n_steps: at the end) and takes it over.
 * Where its name is taken, "_2", "_3", ... is added. */
void falk_model_insert (FalkModel *model, guint index, FalkStep *step);

void falk_model_remove (FalkModel *model, guint index);

/* Adds a note; @format as printf. */
void falk_model_note (FalkModel *model, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkModel, falk_model_free)

G_END_DECLS
