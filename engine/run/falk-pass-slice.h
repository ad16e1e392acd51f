/* SPDX-License-Identifier: MIT */
/* A slice of a forward pass: some of the sequences of the batch, which
 * never meet the others, through all layers. Internal to falk-pass.h. */
#pragma once

#include "falk-pass.h"

G_BEGIN_DECLS

typedef struct
{
  const FalkPass *pass; /* the whole pass; borrowed */
  gsize first, B; /* the sequences: first ... first + B - 1 */
} FalkPassSlice;

/* Floats of working memory that running @slice allocates. FALSE on
 * overflow. */
gboolean falk_pass_slice_floats (const FalkPassSlice *slice, gsize *count);

/* Runs @slice in the calling thread and writes its part of the results. */
FalkEnd falk_pass_slice_run (const FalkPassSlice *slice, const FalkBlas *blas,
                             const FalkKernels *kernels,
                             const FalkWatch *watch);

G_END_DECLS
