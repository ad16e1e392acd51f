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
test_absent (void)
{
  static const char *const names[] = { "libno-such-library.so", "libm.so.6" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      /* Kept as long as the process, like the library they stand for. */
      static const FalkBlas *kept[G_N_ELEMENTS (names)];
      const FalkBlas *blas = kept[i] = falk_blas_open (names[i]);

      g_assert_null (blas->sgemm);
      g_assert_nonnull (strstr (blas->note, names[i]));
      g_assert_cmpstr (blas->core, ==, "naive");
      falk_blas_set_threads (blas, 2);
      g_assert_true (falk_blas_check (blas));
    }
}

/* In a process where nobody chose kernels, the processor's are taken. */
static void
test_core (void)
{
  const char *wanted = falk_blas_core_wanted ();
  g_autofree char *chosen = g_strdup (g_getenv ("CHOSEN_CORETYPE"));

  if (!falk_blas_get ()->sgemm)
    return g_test_skip ("libopenblas.so.0 is absent");
  if (!wanted)
    return g_test_skip ("this processor has neither AVX2 nor AVX-512");
  if (g_test_subprocess ())
    {
      g_assert_cmpstr (falk_blas_get ()->core, ==, wanted);
      return;
    }
  g_unsetenv ("OPENBLAS_CORETYPE");
  g_test_trap_subprocess ("/run/blas/takes-the-kernels-of-this-processor", 0,
                          0);
  if (chosen && !g_test_trap_has_passed ())
    return g_test_skip ("these kernels fail here, and OPENBLAS_CORETYPE was "
                        "set to avoid them");
  g_test_trap_assert_passed ();
}

/* The user's own choice is left alone. */
static void
test_choice (void)
{
  if (!falk_blas_get ()->sgemm)
    return g_test_skip ("libopenblas.so.0 is absent");
  if (!falk_blas_core_wanted ())
    return g_test_skip ("this processor has neither AVX2 nor AVX-512");
  if (g_test_subprocess ())
    {
      g_assert_cmpstr (falk_blas_get ()->core, ==, "Nehalem");
      return;
    }
  g_setenv ("OPENBLAS_CORETYPE", "Nehalem", TRUE);
  g_test_trap_subprocess ("/run/blas/leaves-the-choice-of-the-user", 0, 0);
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
  /* What the user chose, kept for the test that tries without it. */
  if (g_getenv ("OPENBLAS_CORETYPE") && !g_getenv ("CHOSEN_CORETYPE"))
    g_setenv ("CHOSEN_CORETYPE", g_getenv ("OPENBLAS_CORETYPE"), TRUE);
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/blas/loads-or-says-why-not", test_loads);
  g_test_add_func ("/run/blas/does-without-the-library", test_absent);
  g_test_add_func ("/run/blas/takes-the-kernels-of-this-processor", test_core);
  g_test_add_func ("/run/blas/leaves-the-choice-of-the-user", test_choice);
  g_test_add_func ("/run/blas/check-finds-one-wrong-element", test_check);
  g_test_add_func ("/run/blas/equals-plain-loops-at-odd-sizes", test_odd_sizes);
  return g_test_run ();
}
