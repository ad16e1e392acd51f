/* SPDX-License-Identifier: MIT */
/* The list of tensors: a row each, name at the left, shape at the right.
 * Only the rows in sight exist as widgets, so a checkpoint may hold many
 * thousands. Activating a row activates "win.use-tensor" with its index. */
#pragma once

#include <gtk/gtk.h>

#include "falk-tensor.h"

G_BEGIN_DECLS

#define FALK_TYPE_TENSOR_LIST (falk_tensor_list_get_type ())
G_DECLARE_FINAL_TYPE (FalkTensorList, falk_tensor_list, FALK, TENSOR_LIST,
                      GtkWidget)

GtkWidget *falk_tensor_list_new (void);

/* Shows @tensors (FalkTensor *, referenced; NULL for none). */
void falk_tensor_list_show (FalkTensorList *list, const GPtrArray *tensors);

G_END_DECLS
