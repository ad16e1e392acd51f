/* SPDX-License-Identifier: MIT */
#include "falk-blas.h"

#include <dlfcn.h>
#include <string.h>

#define CORETYPE "OPENBLAS_CORETYPE"

/* Values of the CBLAS interface. */
enum
{
  CBLAS_ROW_MAJOR = 101,
  CBLAS_NO_TRANS = 111,
  CBLAS_TRANS = 112,
};

const char *
falk_blas_core_wanted (void)
{
#if defined(__x86_64__) || defined(__i386__)
  __builtin_cpu_init ();
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq")
      && __builtin_cpu_supports ("avx512bw")
      && __builtin_cpu_supports ("avx512vl"))
    return "SkylakeX";
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    return "Haswell";
#endif
  return NULL;
}

void
falk_blas_prepare (void)
{
  const char *core = falk_blas_core_wanted ();

  if (core)
    g_setenv (CORETYPE, core, FALSE);
}

static void
product_naive (gsize m, gsize n, gsize k, const float *a, gsize lda,
               const float *w, gsize ldw, float *c, gsize ldc)
{
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < n; j++)
      {
        float sum = 0;

        for (gsize l = 0; l < k; l++)
          sum += a[i * lda + l] * w[j * ldw + l];
        c[i * ldc + j] = sum;
      }
}

void
falk_blas_product (const FalkBlas *blas, gsize m, gsize n, gsize k,
                   const float *a, gsize lda, const float *w, gsize ldw,
                   float *c, gsize ldc)
{
  gsize largest = MAX (MAX (MAX (m, n), k), MAX (MAX (lda, ldw), ldc));

  if (m == 0 || n == 0)
    return;
  /* OpenBLAS counts in 32 bits, and wants leading dimensions >= 1. */
  if (!blas->sgemm || k == 0 || largest > G_MAXINT)
    product_naive (m, n, k, a, lda, w, ldw, c, ldc);
  else
    blas->sgemm (CBLAS_ROW_MAJOR, CBLAS_NO_TRANS, CBLAS_TRANS, (int)m, (int)n,
                 (int)k, 1.0f, a, (int)lda, w, (int)ldw, 0.0f, c, (int)ldc);
}

/* Small whole numbers, whose sums of products float32 holds exactly
 * whatever the order of summation: the check needs no tolerance. */
static float *
whole_numbers (gsize count, guint seed)
{
  float *values = g_new (float, count);
  guint32 state = seed;

  for (gsize i = 0; i < count; i++)
    {
      state = state * 1664525u + 1013904223u;
      values[i] = (float)(int)(state >> 28) - 8.0f;
    }
  return values;
}

static gboolean
product_is_exact (const FalkBlas *blas, gsize m, gsize n, gsize k)
{
  gsize lda = k + 1, ldw = k + 3, ldc = n + 2;
  g_autofree float *a = whole_numbers (m * lda, 1);
  g_autofree float *w = whole_numbers (n * ldw, 2);
  g_autofree float *found = whole_numbers (m * ldc, 3);
  g_autofree float *wanted = whole_numbers (m * ldc, 3);

  falk_blas_product (blas, m, n, k, a, lda, w, ldw, found, ldc);
  product_naive (m, n, k, a, lda, w, ldw, wanted, ldc);
  return memcmp (found, wanted, m * ldc * sizeof (float)) == 0;
}

gboolean
falk_blas_check (const FalkBlas *blas)
{
  static const struct
  {
    gsize m, n, k;
  } rows[] = {
    { 1, 1, 1 },    { 1, 60, 3 },   { 5, 7, 3 },    { 16, 60, 20 },
    { 17, 33, 19 }, { 31, 48, 64 }, { 64, 96, 50 }, { 129, 15, 257 },
    { 3, 129, 65 }, { 1, 48, 130 }, { 33, 1, 31 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!product_is_exact (blas, rows[i].m, rows[i].n, rows[i].k))
      return FALSE;
  return TRUE;
}

const FalkBlas *
falk_blas_naive (void)
{
  static const FalkBlas naive = { .core = "naive" };

  return &naive;
}

/* Plain loops, with a note: @library and what is the matter with it. */
static const FalkBlas *
blas_without (const char *library, const char *matter)
{
  FalkBlas *blas = g_new0 (FalkBlas, 1);

  blas->core = "naive";
  blas->note = g_strdup_printf ("%s %s Products run in plain loops, slowly.",
                                library, matter);
  return blas;
}

const FalkBlas *
falk_blas_open (const char *name)
{
  void *library = dlopen (name, RTLD_NOW | RTLD_LOCAL);
  const char *(*get_core) (void);
  FalkBlas loaded = { .core = "unknown" };

  if (!library)
    return blas_without (name, "could not be loaded: install the package "
                               "libopenblas0.");
  *(void **)&loaded.sgemm = dlsym (library, "cblas_sgemm");
  *(void **)&loaded.set_threads = dlsym (library, "openblas_set_num_threads");
  *(void **)&get_core = dlsym (library, "openblas_get_corename");
  if (!loaded.sgemm)
    return blas_without (name, "has no cblas_sgemm: install the package "
                               "libopenblas0.");
  if (get_core)
    loaded.core = get_core ();
  if (!falk_blas_check (&loaded))
    return blas_without (name,
                         "multiplies wrongly on this processor with the "
                         "kernels it chose: OPENBLAS_CORETYPE, for example "
                         "Haswell, makes another choice.");
  return g_memdup2 (&loaded, sizeof loaded);
}

static gpointer
open_default (gpointer data)
{
  return (gpointer)falk_blas_open ("libopenblas.so.0");
}

const FalkBlas *
falk_blas_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, open_default, NULL);
}

void
falk_blas_set_threads (const FalkBlas *blas, guint threads)
{
  if (blas->set_threads)
    blas->set_threads ((int)CLAMP (threads, 1, 1024));
}
