/* SPDX-License-Identifier: MIT */
/* Models as text: constructors as a person types them, a class or a session
 * as it is pasted, or the whole output of print (model).
 *
 *   nn.GRU(50, 20, batch_first=True)
 *   nn.GRU(50, 20) -> [:, -1] -> nn.Linear(20, 2)
 *   self.gru = nn.GRU(3, 20); out, h = self.gru(x); h[-1]
 *
 * The text is read, never run. Steps are called as the text calls them
 * ("gru", of print (model) "encoder.gru"), or else after their operation:
 * gru, fc, last_step. What was assumed or left out is in the model's notes,
 * in whole sentences without a full stop. */
#pragma once

#include "falk-model.h"
#include "falk-model-error.h"

G_BEGIN_DECLS

#define FALK_MODEL_TEXT_MAX ((gsize)1 << 20) /* bytes */

/* Reads @text; the model is called @name (NULL: "model"). NULL and @error
 * (FALK_MODEL_ERROR), with line and column, where it is no model, has an
 * unknown operation, or arguments that don't fit one. */
FalkModel *falk_model_from_text (const char *text, const char *name,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @text is meant as a model text, as opposed to the path of a file,
 * an error text, a shape or JSON. It need not be a good one: nn.LSTM(3, 20)
 * is one, though its operation is unknown. */
gboolean falk_model_text_looks_like (const char *text);

G_END_DECLS
