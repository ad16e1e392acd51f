/* SPDX-License-Identifier: MIT */
/* The output of print (model):
 *
 *   Net(
 *     (gru): GRU(50, 20, num_layers=2, batch_first=True)
 *     (drop): Dropout(p=0.5, inplace=False)
 *     (fc): Linear(in_features=20, out_features=10, bias=True)
 *   )
 *
 * Containers are walked, also the user's own classes; modules that keep the
 * shape are passed over with a note; anything else that has no children and
 * is not in the table of steps is an error. A step is called by its path
 * without the outermost module: "encoder.gru". */
#pragma once

#include "falk-model.h"
#include "falk-model-error.h"

G_BEGIN_DECLS

/* Whether @text has a line that begins like a child: "  (gru): ". */
gboolean falk_model_text_is_repr (const char *text);

/* Appends the steps to @model. @text is valid UTF-8 of @length bytes. FALSE
 * and @error (FALK_MODEL_ERROR) on trouble. */
gboolean falk_model_read_repr (FalkModel *model, const char *text, gsize length,
                               GError **error);

G_END_DECLS
