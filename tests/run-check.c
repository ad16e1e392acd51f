/* SPDX-License-Identifier: MIT */
#include "run-check.h"

#include <math.h>

float *
check_values (GRand *rand, GPtrArray *pool, gsize count, double bound)
{
  float *values = g_new (float, count + 1);

  for (gsize i = 0; i < count; i++)
    values[i] = (float)g_rand_double_range (rand, -bound, bound);
  g_ptr_array_add (pool, values);
  return values;
}

float *
check_unset (GPtrArray *pool, gsize count)
{
  float *values = g_new (float, count + 1);

  for (gsize i = 0; i < count; i++)
    values[i] = NAN;
  g_ptr_array_add (pool, values);
  return values;
}

double
check_close (const char *what, const float *found, const float *wanted,
             gsize count, double tolerance)
{
  gsize worst = 0;
  double most = -1;

  for (gsize i = 0; i < count; i++)
    {
      double difference = fabs ((double)found[i] - wanted[i]);

      if (isnan (difference))
        difference = INFINITY;
      if (difference > most)
        {
          most = difference;
          worst = i;
        }
    }
  if (most > tolerance)
    g_error ("%s: worst element %" G_GSIZE_FORMAT
             ": found %.9g, wanted %.9g, difference %g > %g",
             what, worst, found[worst], wanted[worst], most, tolerance);
  return MAX (most, 0);
}

double
check_scale (const float *values, gsize count)
{
  double scale = 1;

  for (gsize i = 0; i < count; i++)
    scale = MAX (scale, fabs ((double)values[i]));
  return scale;
}
