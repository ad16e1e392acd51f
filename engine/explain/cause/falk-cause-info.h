/* SPDX-License-Identifier: MIT */
/* What each cause is in general: the handbook's pages are made of this table,
 * of the table of causes and of what Falk says of the example. */
#pragma once

#include "falk-explanation.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "feature_dim_mismatch": stable, in JSON and goldens */
  const char *title; /* "The features differ" */
  const char *meaning; /* a few plain sentences: what was done, and why it
                        * fails */
  const char *text; /* an error text with this cause; or NULL */
  const char *model; /* else a model as text or JSON */
  const char *input; /* and the shape of its input, where it isn't in there */
} FalkCauseInfo;

/* The row of @code; static. */
const FalkCauseInfo *falk_cause_info (FalkCauseCode code);

/* What is printed where @code may be the cause (char *, owned by the new
 * array), each once: PyTorch's words by the faults of the table of causes, and
 * the sentences of the plain ones. "…" stands where numbers do. */
GPtrArray *falk_cause_wordings (FalkCauseCode code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
