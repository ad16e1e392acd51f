/* SPDX-License-Identifier: MIT */
/* Agreements: a state as four questions, layers, directions, batch and
 * hidden_size, each with a tick or a cross, behind the number of axes. */
#pragma once

#include "falk-fault.h"
#include "falk-step.h"

G_BEGIN_DECLS

typedef struct
{
  const char *what; /* "axes", "layers", ...; static */
  gint64 needed, found; /* found is -1 where it can't be told */
  gboolean agrees;
} FalkAgreement;

/* The questions about the state that @fault of @step is about, in the order of
 * its axes; an array of FalkAgreement, empty where the fault is about no
 * state. Layers and directions stand on one axis: a number that is as many
 * layers in the other number of directions is told apart so; else both are in
 * doubt. */
GArray *falk_agreements (const FalkStep *step,
                         const FalkFault *fault) G_GNUC_WARN_UNUSED_RESULT;

/* "2 needed, 4 found". The caller frees it. */
char *
falk_agreement_to_text (const FalkAgreement *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
