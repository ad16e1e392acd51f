/* SPDX-License-Identifier: MIT */
/* Factorings: the axes that a number of rows may have been flattened from.
 * 1600 rows are 32 × 50 as well as 16 × 100; which is likely follows from the
 * numbers that are known. */
#pragma once

#include "falk-context.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 a, b; /* a · b rows: batch and time, in whichever order */
  gint64 known; /* the factor that something speaks for; else 0 */
  char why[48]; /* "the 50 that is needed", "batch_size"; or empty */
} FalkFactoring;

/* At most this many are given. */
#define FALK_FACTORINGS_MAX 4

/* The ways to write @rows as two factors above 1, likeliest first: those with
 * the size that is @needed, then with a size that @context (which may be NULL)
 * names, then with a usual batch_size. An array of FalkFactoring. */
GArray *falk_factorings (gint64 rows, gint64 needed,
                         const FalkContext *context) G_GNUC_WARN_UNUSED_RESULT;

/* "32 × 50 (the 50 that is needed)". The caller frees it. */
char *
falk_factoring_to_text (const FalkFactoring *way) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
