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

G_END_DECLS
