/* SPDX-License-Identifier: MIT */
#include "falk-linear.h"

void
falk_linear (const FalkBlas *blas, gsize rows, gsize in, gsize out,
             const float *x, const float *weight, const float *bias, float *y)
{
  falk_blas_product (blas, rows, out, in, x, in, weight, in, y, out);
  if (bias)
    for (gsize i = 0; i < rows; i++)
      for (gsize j = 0; j < out; j++)
        y[i * out + j] += bias[j];
}

void
falk_linear_naive (gsize rows, gsize in, gsize out, const float *x,
                   const float *weight, const float *bias, float *y)
{
  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < out; j++)
      {
        double sum = bias ? bias[j] : 0;

        for (gsize k = 0; k < in; k++)
          sum += (double)x[i * in + k] * weight[j * in + k];
        y[i * out + j] = (float)sum;
      }
}
