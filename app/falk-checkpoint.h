/* SPDX-License-Identifier: MIT */
/* The model that a checkpoint's layers make. */
#pragma once

#include "falk-file.h"
#include "falk-model.h"

G_BEGIN_DECLS

/* @tensors (FalkTensor) are those of @file that could be read. @layer (may be
 * NULL) names the one layer or part that is wanted. NULL and @error when there
 * is no layer that makes a step, or not that one. */
FalkModel *falk_checkpoint_model (const FalkFile *file,
                                  const GPtrArray *tensors, const char *layer,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
