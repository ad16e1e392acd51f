/* SPDX-License-Identifier: MIT */
#include "falk-compare.h"

#include "falk-open.h"

#include <math.h>

static double
distance (double a, double b)
{
  if (isnan (a) && isnan (b))
    return 0.0;
  if (isnan (a) || isnan (b))
    return INFINITY;
  return a == b ? 0.0 : fabs (a - b);
}

static FalkShape
unravel (gint64 index, const FalkShape *shape)
{
  FalkShape at = { .rank = shape->rank };

  for (guint i = shape->rank; i-- > 0; index /= shape->dims[i])
    at.dims[i] = index % shape->dims[i];
  return at;
}

static gboolean
comparable (const FalkTensor *output, const FalkTensor *reference,
            GError **error)
{
  g_autofree char *a = falk_shape_to_text (&output->shape, FALK_SHAPE_LIST);
  g_autofree char *b = falk_shape_to_text (&reference->shape, FALK_SHAPE_LIST);

  if (!output->data || !reference->data)
    g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                 "A bare shape has no values to compare with. Give a file.");
  else if (!falk_shape_equal (&output->shape, &reference->shape))
    g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                 "The output is %s and the reference %s: they can't be "
                 "compared.",
                 a, b);
  else
    return TRUE;
  return FALSE;
}

gboolean
falk_compare (const FalkTensor *output, const FalkTensor *reference,
              FalkDifference *difference, GError **error)
{
  const void *a, *b;
  gint64 count = 0;

  *difference = (FalkDifference){ .equal = TRUE, .at = output->shape };
  if (!comparable (output, reference, error)
      || !falk_shape_count (&output->shape, &count))
    return FALSE;
  a = g_bytes_get_data (output->data, NULL);
  b = g_bytes_get_data (reference->data, NULL);
  for (gint64 i = 0; i < count; i++)
    {
      double x = falk_dtype_get (output->dtype, a, (gsize)i);
      double y = falk_dtype_get (reference->dtype, b, (gsize)i);

      if (i > 0 && distance (x, y) <= difference->largest)
        continue;
      difference->largest = distance (x, y);
      difference->at = unravel (i, &output->shape);
      difference->output = x;
      difference->reference = y;
    }
  difference->equal = difference->largest <= FALK_COMPARE_TOLERANCE;
  return TRUE;
}

char *
falk_difference_to_text (const FalkDifference *difference,
                         const char *reference)
{
  g_autofree char *at = falk_shape_to_text (&difference->at, FALK_SHAPE_LIST);

  return g_strdup_printf (
      "largest difference from %s: %.3g at %s (%.9g, reference %.9g): %s",
      reference, difference->largest, at, difference->output,
      difference->reference,
      difference->equal ? "equal within 1e-5" : "beyond 1e-5");
}
