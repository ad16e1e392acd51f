/* SPDX-License-Identifier: MIT */
/* The sidebar: the steps of the model, and the tensors that are at hand.
 *
 * Choosing a step's row activates "win.select-step" with its index (-1 for
 * the input, which has the first row); a tensor's row activates
 * "win.use-tensor" with its index among the tensors. */
#pragma once

#include <gtk/gtk.h>

#include "falk-infer.h"

G_BEGIN_DECLS

#define FALK_TYPE_SIDEBAR (falk_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (FalkSidebar, falk_sidebar, FALK, SIDEBAR, GtkBox)

GtkWidget *falk_sidebar_new (void);

/* Shows @model (or NULL), @input (or NULL), the states of the steps in
 * @inference (or NULL) and @tensors (FalkTensor *, or NULL). Everything that
 * is needed later is copied or referenced. */
void falk_sidebar_show (FalkSidebar *sidebar, const FalkModel *model,
                        FalkTensor *input, const FalkInference *inference,
                        const GPtrArray *tensors);

/* Marks the row of step @step, -1 for the input. Activates nothing. */
void falk_sidebar_select (FalkSidebar *sidebar, int step);

G_END_DECLS
