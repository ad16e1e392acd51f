/* SPDX-License-Identifier: MIT */
/* Saving tensors as NumPy files. "-" is standard output. */
#pragma once

#include "falk-tensor.h"

G_BEGIN_DECLS

/* Writes @tensor, which must have data, as .npy. FALSE and @error when it
 * can't be written; a file at @path is then as it was. */
gboolean falk_tensor_save_npy (const char *path, const FalkTensor *tensor,
                               GError **error);

/* Writes FalkTensors with data as .npz, each under its name. */
gboolean falk_tensor_save_npz (const char *path, const GPtrArray *tensors,
                               GError **error);

G_END_DECLS
