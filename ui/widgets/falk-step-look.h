/* SPDX-License-Identifier: MIT */
/* How a step looks wherever it is listed: its sign, style and words. */
#pragma once

#include "falk-infer.h"

G_BEGIN_DECLS

typedef struct
{
  const char *sign; /* "✓": seen with every colour and none */
  const char *css; /* style class of rows and nodes */
  const char *words; /* "fits": spoken */
} FalkStepLook;

/* The look of step @index of @inference (which may be NULL: nothing is known
 * then). Static. */
const FalkStepLook *falk_step_look (const FalkInference *inference,
                                    guint index);

/* The look of an input: it fits where there is one. Static. */
const FalkStepLook *falk_step_look_input (gboolean there);

/* "GRU(50, 20)": the step's code without "nn." or a leading dot. The caller
 * frees it. */
char *falk_step_look_text (const FalkStep *step) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
