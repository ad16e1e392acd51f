/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-blas.h"
#include "run-check.h"

static void
test_loads (void)
{
  const FalkBlas *blas = falk_blas_get ();

  g_test_message ("OpenBLAS core %s, note: %s", blas->core,
                  blas->note ? blas->note : "none");
  g_assert_nonnull (blas->core);
  g_assert_true (blas == falk_blas_get ());
  /* Either OpenBLAS, or a sentence that says why not. */
  g_assert_true ((blas->sgemm != NULL) != (blas->note != NULL));
}

static void
test_core (void)
{
  const char *wanted = falk_blas_core_wanted ();
  const FalkBlas *blas = falk_blas_get ();

  if (!blas->sgemm)
    return g_test_skip ("libopenblas.so.0 is absent");
  if (g_test_subprocess ())
    {
      /* OpenBLAS may take another set of kernels of the same generation. */
      g_assert_cmpstr (blas->core, !=, "Prescott");
      return;
    }
  if (!wanted)
    return g_test_skip ("this processor has neither AVX2 nor AVX-512");
  g_unsetenv ("OPENBLAS_CORETYPE");
  g_test_trap_subprocess ("/run/blas/has-the-kernels-of-this-processor", 0, 0);
  g_test_trap_assert_passed ();
}

static void
sgemm_off_by_one (int order, int trans_a, int trans_b, int m, int n, int k,
                  float alpha, const float *a, int lda, const float *b, int ldb,
                  float beta, float *c, int ldc)
{
  falk_blas_product (falk_blas_naive (), (gsize)m, (gsize)n, (gsize)k, a,
                     (gsize)lda, b, (gsize)ldb, c, (gsize)ldc);
  if (k == 257)
    c[(m - 1) * ldc + n - 1] += 1;
}

static void
test_check (void)
{
  const FalkBlas wrong = { .core = "Wrong", .sgemm = sgemm_off_by_one };

  g_assert_true (falk_blas_check (falk_blas_naive ()));
  g_assert_true (falk_blas_check (falk_blas_get ()));
  g_assert_false (falk_blas_check (&wrong));
}

static void
test_odd_sizes (void)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 5, 8, 13, 31, 60, 97 };
  const FalkBlas *blas = falk_blas_get ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      for (guint l = 0; l < G_N_ELEMENTS (sizes); l++)
        {
          g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
          gsize m = sizes[i], n = sizes[j], k = sizes[l];
          float *a = check_values (rand, pool, m * (k + 1), 1);
          float *w = check_values (rand, pool, n * k, 1);
          float *found = check_unset (pool, m * n);
          float *wanted = check_unset (pool, m * n);
          g_autofree char *what = g_strdup_printf ("%zu x %zu x %zu", m, n, k);

          falk_blas_product (blas, m, n, k, a, k + 1, w, k, found, n);
          falk_blas_product (falk_blas_naive (), m, n, k, a, k + 1, w, k,
                             wanted, n);
          check_close (what, found, wanted, m * n, 2e-5);
        }
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/blas/loads-or-says-why-not", test_loads);
  g_test_add_func ("/run/blas/has-the-kernels-of-this-processor", test_core);
  g_test_add_func ("/run/blas/check-finds-one-wrong-element", test_check);
  g_test_add_func ("/run/blas/equals-plain-loops-at-odd-sizes", test_odd_sizes);
  return g_test_run ();
}
