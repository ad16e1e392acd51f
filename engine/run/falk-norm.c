/* SPDX-License-Identifier: MIT */
#include "falk-norm.h"

#include <math.h>

/* What is normalised together: @runs stretches of @length elements, @stride
 * apart. */
typedef struct
{
  gsize runs, stride, length;
} Group;

/* The mean, and 1 / sqrt (variance + eps). Two walks over the elements: the
 * sum of squares of what is far from 0 would cancel. */
static void
measure (const Group *group, double eps, const float *x, double *mean,
         double *scale)
{
  double count = (double)group->runs * (double)group->length;
  double sum = 0, squares = 0;

  for (gsize i = 0; i < group->runs; i++)
    for (gsize j = 0; j < group->length; j++)
      sum += x[i * group->stride + j];
  *mean = sum / count;
  for (gsize i = 0; i < group->runs; i++)
    for (gsize j = 0; j < group->length; j++)
      {
        double difference = x[i * group->stride + j] - *mean;

        squares += difference * difference;
      }
  *scale = 1 / sqrt (squares / count + eps);
}

void
falk_norm_rows (gsize rows, gsize width, double eps, const float *x,
                const float *weight, const float *bias, float *y)
{
  const Group group = { 1, width, width };
  double mean, scale;

  for (gsize i = 0; i < rows; i++, x += width, y += width)
    {
      measure (&group, eps, x, &mean, &scale);
      for (gsize j = 0; j < width; j++)
        y[j] = (float)((x[j] - mean) * scale * (weight ? weight[j] : 1)
                       + (bias ? bias[j] : 0));
    }
}

void
falk_norm_channels (gsize batch, gsize channels, gsize length, double eps,
                    const float *x, const float *weight, const float *bias,
                    float *y)
{
  const Group group = { batch, channels * length, length };
  double mean, scale;

  /* Where there are no values PyTorch doesn't compare the weight's size with
   * the number of channels, so it must not be read. */
  if (batch == 0 || length == 0)
    return;
  for (gsize c = 0; c < channels; c++, x += length, y += length)
    {
      double factor, add = bias ? bias[c] : 0;

      measure (&group, eps, x, &mean, &scale);
      factor = scale * (weight ? weight[c] : 1);
      for (gsize i = 0; i < batch; i++)
        for (gsize j = 0; j < length; j++)
          {
            gsize at = i * group.stride + j;

            y[at] = (float)((x[at] - mean) * factor + add);
          }
    }
}
