/* SPDX-License-Identifier: MIT */
#include <float.h>
#include <math.h>

#include "falk-kernels.h"
#include "run-check.h"

#define COUNT 4096

typedef void (*Function) (const float *x, float *y, size_t count);

static double
true_sigmoid (double x)
{
  return 1 / (1 + exp (-x));
}

/* Largest error over -bound ... bound, in units in the last place. */
static double
worst_ulps (Function function, double (*truth) (double), double bound)
{
  g_autofree float *x = g_new (float, COUNT);
  g_autofree float *y = g_new (float, COUNT);
  double worst = 0;

  for (guint i = 0; i < COUNT; i++)
    x[i] = (float)(bound * (2.0 * i / (COUNT - 1) - 1));
  function (x, y, COUNT);
  for (guint i = 0; i < COUNT; i++)
    {
      double wanted = truth (x[i]);
      double ulp =
          nextafterf (fabsf ((float)wanted), INFINITY) - fabsf ((float)wanted);

      worst = MAX (worst, fabs (y[i] - wanted) / ulp);
    }
  return worst;
}

static void
test_accuracy (void)
{
  static const double bounds[] = { 1e-6, 0.01, 0.5, 2, 10, 80 };
  const FalkKernels *kernels;

  for (guint k = 0; (kernels = falk_kernels_nth (k)); k++)
    for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
      {
        double s = worst_ulps (kernels->sigmoid, true_sigmoid, bounds[i]);
        double t = worst_ulps (kernels->tanh, tanh, bounds[i]);

        g_test_message ("%s, |x| <= %g: sigmoid %.2f ulp, tanh %.2f ulp",
                        kernels->name, bounds[i], s, t);
        g_assert_cmpfloat (s, <=, 3);
        g_assert_cmpfloat (t, <=, 3);
      }
}

static void
test_limits (void)
{
  const float x[FALK_LANES_MAX] = { NAN, INFINITY, -INFINITY, 1e30f, -1e30f };
  float s[FALK_LANES_MAX], t[FALK_LANES_MAX];
  const FalkKernels *kernels;

  for (guint k = 0; (kernels = falk_kernels_nth (k)); k++)
    {
      kernels->sigmoid (x, s, FALK_LANES_MAX);
      kernels->tanh (x, t, FALK_LANES_MAX);
      g_assert_true (isnan (s[0]) && isnan (t[0]));
      for (guint i = 1; i < 5; i++)
        {
          g_assert_cmpfloat (fabs (s[i] - (x[i] > 0 ? 1 : 0)), <, 1e-37);
          g_assert_cmpfloat (t[i], ==, x[i] > 0 ? 1 : -1);
        }
      g_assert_cmpfloat (s[5], ==, 0.5);
      g_assert_cmpfloat (t[5], ==, 0);
    }
}

static void
test_names (void)
{
  g_assert_nonnull (falk_kernels_nth (0));
  g_assert_null (falk_kernels_nth (9));
  for (guint k = 0; falk_kernels_nth (k); k++)
    {
      g_assert_cmpuint (falk_kernels_nth (k)->lanes, <=, FALK_LANES_MAX);
      g_assert_cmpuint (FALK_LANES_MAX % falk_kernels_nth (k)->lanes, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/kernels/gates-are-exact-to-3-ulps", test_accuracy);
  g_test_add_func ("/run/kernels/limits-and-nan-stay", test_limits);
  g_test_add_func ("/run/kernels/lanes-divide-the-padding", test_names);
  return g_test_run ();
}
