/* SPDX-License-Identifier: MIT */
/* Times the forward pass of a GRU on seven cases, each with random weights
 * and input:
 *
 *   bench-gru [CASE…]     environment: NT threads (1), RECORD=1 records gates
 *
 * Prints case, median and least time, and floating-point operations a
 * second. Not part of the tests: speed isn't something a test can assert. */
#include <stdio.h>
#include <stdlib.h>

#include "falk-pass.h"

typedef struct
{
  const char *name;
  gsize T, B, I, H, L, D;
} Case;

static const Case cases[] = {
  { "seed", 50, 32, 3, 20, 1, 1 },      { "stream", 1000, 1, 64, 128, 1, 1 },
  { "small", 100, 32, 64, 128, 1, 1 },  { "medium", 100, 32, 128, 256, 2, 1 },
  { "large", 50, 64, 512, 1024, 1, 1 }, { "bidir", 100, 16, 256, 512, 2, 2 },
  { "long", 20000, 1, 3, 20, 1, 1 },
};

static float *
values (GRand *rand, GPtrArray *pool, gsize count, double bound)
{
  float *v = g_new (float, count);

  for (gsize i = 0; i < count; i++)
    v[i] = (float)g_rand_double_range (rand, -bound, bound);
  g_ptr_array_add (pool, v);
  return v;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static void
fill (FalkPass *gru, GPtrArray *pool, gboolean record)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (0);
  gsize T = gru->T, B = gru->B, H = gru->H, directions = gru->L * gru->D;
  FalkPassWeights *weights = g_new0 (FalkPassWeights, directions);
  double bound = 1 / __builtin_sqrt ((double)H);

  g_ptr_array_add (pool, weights);
  for (gsize i = 0; i < directions; i++)
    {
      gsize in = i < gru->D ? gru->I : gru->D * H;

      weights[i].weight_ih = values (rand, pool, 3 * H * in, bound);
      weights[i].weight_hh = values (rand, pool, 3 * H * H, bound);
      weights[i].bias_ih = values (rand, pool, 3 * H, bound);
      weights[i].bias_hh = values (rand, pool, 3 * H, bound);
    }
  gru->weights = weights;
  gru->x = values (rand, pool, T * B * gru->I, 1.7);
  gru->output = values (rand, pool, T * B * gru->D * H, 1);
  gru->h_n = values (rand, pool, directions * B * H, 1);
  if (record)
    {
      float **arrays[] = { &gru->record[FALK_GATE_R], &gru->record[FALK_GATE_Z],
                           &gru->record[FALK_GATE_N],
                           &gru->record[FALK_GATE_H] };

      for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
        *arrays[i] = values (rand, pool, directions * T * B * H, 1);
    }
  falk_pass_set_contiguous (gru, FALSE);
}

static double
operations (const Case *c)
{
  double sum = 0;

  for (gsize l = 0; l < c->L; l++)
    sum += 6.0 * c->D * c->T * c->B * c->H
           * ((l == 0 ? c->I : c->H * c->D) + c->H);
  return sum;
}

static void
bench (const Case *c, const FalkBlas *blas, guint threads, gboolean record)
{
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  FalkPass gru = {
    .T = c->T, .B = c->B, .I = c->I, .H = c->H, .L = c->L, .D = c->D
  };
  double times[400];
  guint count = 0;
  gint64 start;

  fill (&gru, pool, record);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (falk_pass_run (&gru, blas, threads, NULL), ==,
                     FALK_END_DONE);
  start = g_get_monotonic_time ();
  while (count < 5
         || (count < 300 && g_get_monotonic_time () - start < 1500000))
    {
      g_autoptr (GTimer) timer = g_timer_new ();

      g_assert_cmpint (falk_pass_run (&gru, blas, threads, NULL), ==,
                       FALK_END_DONE);
      times[count++] = g_timer_elapsed (timer, NULL);
    }
  qsort (times, count, sizeof times[0], compare);
  printf ("%-8s %9.3f ms  min %9.3f  %7.1f GF/s\n", c->name,
          times[count / 2] * 1e3, times[0] * 1e3,
          operations (c) / times[count / 2] / 1e9);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  const char *wanted_threads = g_getenv ("NT");
  guint threads = wanted_threads ? (guint)atoi (wanted_threads) : 1;
  const FalkBlas *blas;

  falk_blas_prepare ();
  blas = falk_blas_get ();
  fprintf (stderr, "OpenBLAS %s, kernels %s%s%s\n", blas->core,
           falk_kernels_nth (0)->name, blas->note ? "; " : "",
           blas->note ? blas->note : "");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean wanted = argc < 2;

      for (int arg = 1; arg < argc; arg++)
        wanted = wanted || g_str_equal (argv[arg], cases[i].name);
      if (wanted)
        bench (&cases[i], blas, threads, g_getenv ("RECORD") != NULL);
    }
  return 0;
}
