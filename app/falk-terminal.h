/* SPDX-License-Identifier: MIT */
/* What check and explain print for a person. */
#pragma once

#include "falk-explanation.h"
#include "falk-open.h"

G_BEGIN_DECLS

/* Prints to stdout the chain of steps, and the explanation where there is a
 * fault; in colour only when stdout is a terminal. */
void falk_terminal_print (const FalkModel *model, const FalkTensor *input,
                          const FalkInference *inference,
                          const FalkOpened *opened, FalkTorch torch);

/* Prints the explanation of an error text that has no model. */
void falk_terminal_print_report (const FalkOpened *opened);

/* Prints an explanation that has no model to be drawn, and @notes (char *). */
void falk_terminal_print_explanation (const FalkExplanation *explanation,
                                      const GPtrArray *notes);

/* Prints that a model loads the checkpoint that @diff holds it against. */
void falk_terminal_print_loads (const FalkStateDiff *diff,
                                const GPtrArray *notes);

G_END_DECLS
