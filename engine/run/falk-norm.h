/* SPDX-License-Identifier: MIT */
/* Normalisation, torch.nn.LayerNorm and torch.nn.BatchNorm1d:
 * y = (x - mean) / sqrt (variance + eps) * weight + bias, with the mean and
 * the variance (divided by the count) of what is normalised together; both
 * summed in double.
 *
 * Arrays are float32 in C order and borrowed; y overlaps none of them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each row of x [rows, width] by itself; weight and bias [width], or NULL for
 * ones and zeros. */
void falk_norm_rows (gsize rows, gsize width, double eps, const float *x,
                     const float *weight, const float *bias, float *y);

/* Each channel of x [batch, channels, length] over batch and length, as in
 * training; weight and bias [channels], or NULL for ones and zeros. */
void falk_norm_channels (gsize batch, gsize channels, gsize length, double eps,
                         const float *x, const float *weight, const float *bias,
                         float *y);

G_END_DECLS
