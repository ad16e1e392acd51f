/* SPDX-License-Identifier: MIT */
#include "falk-conv.h"

/* x at channel row @x and the place that tap @k of position @l reads; 0 in
 * the padding. */
static float
read_tap (const FalkConv *conv, const float *x, gsize l, gsize k)
{
  gint64 at =
      (gint64)l * conv->stride + (gint64)k * conv->dilation - conv->padding;

  return at >= 0 && at < (gint64)conv->M ? x[at] : 0;
}

gboolean
falk_conv_scratch (const FalkConv *conv, gsize *count)
{
  return g_size_checked_mul (count, conv->C / conv->G, conv->K)
         && g_size_checked_mul (count, *count, conv->L);
}

/* One of the batch and one group: @x [C / G, M] to @y [O / G, L]. @rows is
 * [L, C / G, K]. */
static void
run_group (const FalkConv *conv, const FalkBlas *blas, const float *x,
           const float *weight, float *rows, float *y)
{
  gsize each = conv->C / conv->G, width = each * conv->K;

  for (gsize l = 0; l < conv->L; l++)
    for (gsize c = 0; c < each; c++)
      for (gsize k = 0; k < conv->K; k++)
        rows[l * width + c * conv->K + k] =
            read_tap (conv, x + c * conv->M, l, k);
  falk_blas_product (blas, conv->O / conv->G, conv->L, width, weight, width,
                     rows, width, y, conv->L);
}

gboolean
falk_conv_run (const FalkConv *conv, const FalkBlas *blas)
{
  gsize in = conv->C / conv->G, out = conv->O / conv->G, count;
  g_autofree float *rows = NULL;

  if (!falk_conv_scratch (conv, &count))
    return FALSE;
  rows = g_try_malloc_n (MAX (count, 1), sizeof (float));
  if (!rows)
    return FALSE;
  for (gsize n = 0; n < conv->N; n++)
    for (gsize g = 0; g < conv->G; g++)
      run_group (conv, blas, conv->x + (n * conv->C + g * in) * conv->M,
                 conv->weight + g * out * in * conv->K, rows,
                 conv->y + (n * conv->O + g * out) * conv->L);
  for (gsize i = 0; conv->bias && i < conv->N * conv->O; i++)
    for (gsize l = 0; l < conv->L; l++)
      conv->y[i * conv->L + l] += conv->bias[i % conv->O];
  return TRUE;
}

static double
sum_taps (const FalkConv *conv, gsize n, gsize o, gsize l)
{
  gsize in = conv->C / conv->G, out = conv->O / conv->G;
  const float *weight = conv->weight + o * in * conv->K;
  const float *x = conv->x + (n * conv->C + o / out * in) * conv->M;
  double sum = conv->bias ? conv->bias[o] : 0;

  for (gsize c = 0; c < in; c++)
    for (gsize k = 0; k < conv->K; k++)
      sum += (double)weight[c * conv->K + k]
             * read_tap (conv, x + c * conv->M, l, k);
  return sum;
}

void
falk_conv_run_naive (const FalkConv *conv)
{
  for (gsize n = 0; n < conv->N; n++)
    for (gsize o = 0; o < conv->O; o++)
      for (gsize l = 0; l < conv->L; l++)
        conv->y[(n * conv->O + o) * conv->L + l] =
            (float)sum_taps (conv, n, o, l);
}
