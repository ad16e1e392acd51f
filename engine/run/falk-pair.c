/* SPDX-License-Identifier: MIT */
#include "falk-pair.h"

#include <math.h>

#define IGNORED (-100)

/* A walk over @shape in C order that keeps the places in two arrays which
 * are repeated along their axes of size 1. */
typedef struct
{
  const FalkShape *shape;
  gsize at[FALK_RANK_MAX];
  gsize stride[2][FALK_RANK_MAX];
  gsize place[2];
} Walk;

static void
walk_array (Walk *walk, guint which, const FalkShape *shape)
{
  guint lead = walk->shape->rank - shape->rank;
  gsize stride = 1;

  for (guint i = shape->rank; i-- > 0;)
    {
      walk->stride[which][lead + i] = shape->dims[i] == 1 ? 0 : stride;
      stride *= (gsize)shape->dims[i];
    }
}

static Walk
walk_of (const FalkShape *shape, const FalkShape *a, const FalkShape *b)
{
  Walk walk = { .shape = shape };

  walk_array (&walk, 0, a);
  walk_array (&walk, 1, b);
  return walk;
}

static void
walk_next (Walk *walk)
{
  for (guint i = walk->shape->rank; i-- > 0;)
    {
      gsize size = (gsize)walk->shape->dims[i];

      walk->place[0] += walk->stride[0][i];
      walk->place[1] += walk->stride[1][i];
      if (++walk->at[i] < size)
        return;
      walk->place[0] -= walk->stride[0][i] * size;
      walk->place[1] -= walk->stride[1][i] * size;
      walk->at[i] = 0;
    }
}

static gsize
count_of (const FalkShape *shape)
{
  gsize count = 1;

  for (guint i = 0; i < shape->rank; i++)
    count *= (gsize)shape->dims[i];
  return count;
}

void
falk_pair_add (const FalkShape *shape, const float *a, const FalkShape *a_shape,
               const float *b, const FalkShape *b_shape, float *y)
{
  Walk walk = walk_of (shape, a_shape, b_shape);
  gsize count = count_of (shape);

  for (gsize i = 0; i < count; i++)
    {
      y[i] = a[walk.place[0]] + b[walk.place[1]];
      walk_next (&walk);
    }
}

double
falk_pair_mean_square (const FalkShape *shape, const float *a,
                       const FalkShape *a_shape, const float *b,
                       const FalkShape *b_shape)
{
  Walk walk = walk_of (shape, a_shape, b_shape);
  gsize count = count_of (shape);
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    {
      double difference = (double)a[walk.place[0]] - b[walk.place[1]];

      sum += difference * difference;
      walk_next (&walk);
    }
  return count ? sum / (double)count : NAN;
}

void
falk_pair_products (const FalkBlas *blas, gsize batch, gsize n, gsize m,
                    gsize p, const float *a, const float *b, float *scratch,
                    float *y)
{
  for (gsize i = 0; i < batch; i++)
    {
      for (gsize k = 0; k < m; k++)
        for (gsize j = 0; j < p; j++)
          scratch[j * m + k] = b[(i * m + k) * p + j];
      falk_blas_product (blas, n, p, m, a + i * n * m, m, scratch, m,
                         y + i * n * p, p);
    }
}

void
falk_pair_products_naive (gsize batch, gsize n, gsize m, gsize p,
                          const float *a, const float *b, float *y)
{
  for (gsize row = 0; row < batch * n; row++)
    for (gsize j = 0; j < p; j++)
      {
        double sum = 0;

        for (gsize k = 0; k < m; k++)
          sum += (double)a[row * m + k] * b[(row / n * m + k) * p + j];
        y[row * p + j] = (float)sum;
      }
}

/* log of the sum of e^x over the classes of one prediction, which are @stride
 * apart; taken from the largest, so that nothing overflows. */
static double
log_sum_exp (const float *x, gsize classes, gsize stride)
{
  double largest = -INFINITY, sum = 0;

  for (gsize c = 0; c < classes; c++)
    largest = fmax (largest, x[c * stride]);
  for (gsize c = 0; c < classes; c++)
    sum += exp (x[c * stride] - largest);
  return largest + log (sum);
}

gboolean
falk_pair_cross_entropy (gsize batch, gsize classes, gsize rest, const float *x,
                         const float *target, double *loss, gsize *at)
{
  double sum = 0;
  gsize count = 0;

  for (*at = 0; *at < batch * rest; ++*at)
    {
      const float *row = x + *at / rest * classes * rest + *at % rest;
      float wanted = target[*at];

      if (wanted == IGNORED)
        continue;
      if (!(wanted >= 0 && (double)wanted < (double)classes))
        return FALSE;
      sum += log_sum_exp (row, classes, rest) - row[(gsize)wanted * rest];
      count++;
    }
  *loss = count ? sum / (double)count : NAN;
  return TRUE;
}
