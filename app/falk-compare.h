/* SPDX-License-Identifier: MIT */
/* Comparing an output with a reference. */
#pragma once

#include "falk-tensor.h"

G_BEGIN_DECLS

#define FALK_COMPARE_TOLERANCE 1e-5 /* float32 through a recurrent layer */

typedef struct
{
  gboolean equal; /* every element within the tolerance */
  double largest; /* largest absolute difference */
  FalkShape at; /* where it is: one index an axis */
  double output, reference; /* the two values there */
} FalkDifference;

/* Compares two tensors with data. NaN equals NaN only. FALSE and @error
 * (FALK_OPEN_ERROR) where the shapes differ or one has no data. */
gboolean falk_compare (const FalkTensor *output, const FalkTensor *reference,
                       FalkDifference *difference, GError **error);

/* "largest difference from ref.npy: 6e-08 at [3, 0, 7] (…)". The caller
 * frees it. */
char *falk_difference_to_text (const FalkDifference *difference,
                               const char *reference) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
