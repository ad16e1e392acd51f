/* SPDX-License-Identifier: MIT */
/* What a model does, as a text to compare: two models with the same key do
 * the same with their inputs, whatever their steps are called and however
 * their axes are written. */
#pragma once

#include "falk-infer.h"

G_BEGIN_DECLS

/* The key of @model on @input, for which @inference was ok; both may be told
 * apart by their values' addresses, not by the values. The caller frees it. */
char *falk_model_key (const FalkModel *model, const FalkTensor *input,
                      const FalkInference *inference) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
