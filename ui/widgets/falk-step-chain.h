/* SPDX-License-Identifier: MIT */
/* The chain of steps: a button for each, from the input on, with an arrow
 * between neighbours that bears the shape passed on. What ran is solid, the
 * failing step is marked, what follows is a ghost with the shapes it would
 * have.
 *
 * A node activates "win.select-step" with its index, -1 for the input. Left,
 * Right, Home and End move between the nodes. */
#pragma once

#include <gtk/gtk.h>

#include "falk-infer.h"

G_BEGIN_DECLS

#define FALK_TYPE_STEP_CHAIN (falk_step_chain_get_type ())
G_DECLARE_FINAL_TYPE (FalkStepChain, falk_step_chain, FALK, STEP_CHAIN,
                      GtkWidget)

GtkWidget *falk_step_chain_new (void);

/* Shows the chain of @model on @input; each may be NULL, and @inference is
 * NULL where one of them is. Nothing is kept but copies. */
void falk_step_chain_show (FalkStepChain *chain, const FalkModel *model,
                           const FalkTensor *input,
                           const FalkInference *inference);

/* Marks the node of step @step, -1 for the input. Activates nothing. */
void falk_step_chain_select (FalkStepChain *chain, int step);

G_END_DECLS
