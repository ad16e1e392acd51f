/* SPDX-License-Identifier: MIT */
/* A slice of a GRU's forward pass: some of the sequences of the batch, which
 * never meet the others, through all layers. Internal to falk-gru.h. */
#pragma once

#include "falk-gru.h"

G_BEGIN_DECLS

typedef struct
{
  const FalkGru *gru; /* the whole pass; borrowed */
  gsize first, B; /* the sequences: first ... first + B - 1 */
} FalkGruSlice;

/* Floats of working memory that running @slice allocates. FALSE on
 * overflow. */
gboolean falk_gru_slice_floats (const FalkGruSlice *slice, gsize *count);

/* Runs @slice in the calling thread and writes its part of the results. */
FalkEnd falk_gru_slice_run (const FalkGruSlice *slice, const FalkBlas *blas,
                            const FalkKernels *kernels, const FalkWatch *watch);

G_END_DECLS
