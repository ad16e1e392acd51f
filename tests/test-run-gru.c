/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "falk-pass.h"
#include "falk-pass-naive.h"
#include "run-check.h"

typedef struct
{
  gsize T, B, I, H, L, D;
  gboolean bias, batch_first, h0;
} Case;

static const Case cases[] = {
  { 1, 1, 1, 1, 1, 1, TRUE, FALSE, FALSE },
  { 50, 32, 3, 20, 1, 1, TRUE, FALSE, FALSE },
  { 50, 32, 3, 20, 1, 1, TRUE, TRUE, TRUE },
  { 7, 1, 5, 16, 1, 1, FALSE, FALSE, TRUE },
  { 6, 2, 4, 17, 2, 1, TRUE, FALSE, TRUE },
  { 5, 3, 2, 15, 1, 2, TRUE, TRUE, TRUE },
  { 9, 4, 6, 8, 3, 2, TRUE, FALSE, FALSE },
  { 4, 5, 3, 33, 2, 2, FALSE, TRUE, FALSE },
  { 3, 6, 1, 4, 1, 1, TRUE, FALSE, TRUE },
  { 3, 7, 9, 31, 4, 1, TRUE, TRUE, TRUE },
  { 3, 8, 9, 48, 1, 2, FALSE, FALSE, TRUE },
  { 2, 9, 9, 5, 2, 1, TRUE, FALSE, FALSE },
  { 11, 17, 13, 64, 2, 2, TRUE, TRUE, TRUE },
  { 60, 11, 20, 64, 2, 2, TRUE, TRUE, TRUE },
  { 1, 13, 10, 40, 1, 2, TRUE, TRUE, TRUE },
  /* More steps than one stretch of time holds. */
  { 3000, 1, 3, 20, 1, 2, TRUE, FALSE, TRUE },
  { 700, 3, 4, 40, 2, 2, TRUE, TRUE, FALSE },
  { 40, 1, 0, 6, 1, 1, TRUE, FALSE, TRUE },
  { 0, 2, 3, 6, 2, 2, TRUE, FALSE, TRUE },
  { 4, 0, 3, 6, 1, 1, TRUE, FALSE, FALSE },
};

static float *
bias_values (GRand *rand, GPtrArray *pool, const Case *c, double bound)
{
  return c->bias ? check_values (rand, pool, 3 * c->H, bound) : NULL;
}

/* Input, weights and empty results for @c. Two calls differ only in where
 * the results go. */
static FalkPass
make_gru (const Case *c, GPtrArray *pool)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gsize directions = c->L * c->D, states = directions * c->B * c->H;
  gsize recorded = states * c->T;
  double bound = 1 / sqrt ((double)c->H);
  FalkPassWeights *weights = g_new0 (FalkPassWeights, directions);
  FalkPass gru = {
    .T = c->T, .B = c->B, .I = c->I, .H = c->H, .L = c->L, .D = c->D
  };

  g_ptr_array_add (pool, weights);
  for (gsize i = 0; i < directions; i++)
    {
      gsize width = i < c->D ? c->I : c->D * c->H;

      weights[i].weight_ih = check_values (rand, pool, 3 * c->H * width, bound);
      weights[i].weight_hh = check_values (rand, pool, 3 * c->H * c->H, bound);
      weights[i].bias_ih = bias_values (rand, pool, c, bound);
      weights[i].bias_hh = bias_values (rand, pool, c, bound);
    }
  gru.weights = weights;
  gru.x = check_values (rand, pool, c->T * c->B * c->I, 2);
  gru.h0 = c->h0 ? check_values (rand, pool, states, 1) : NULL;
  gru.output = check_unset (pool, c->T * c->B * c->D * c->H);
  gru.h_n = check_unset (pool, states);
  gru.record[FALK_GATE_R] = check_unset (pool, recorded);
  gru.record[FALK_GATE_Z] = check_unset (pool, recorded);
  gru.record[FALK_GATE_N] = check_unset (pool, recorded);
  gru.record[FALK_GATE_H] = check_unset (pool, recorded);
  falk_pass_set_contiguous (&gru, c->batch_first);
  return gru;
}

static void
compare_all (const FalkPass *found, const FalkPass *wanted, double tolerance)
{
  gsize states = found->L * found->D * found->B * found->H;
  gsize recorded = states * found->T;

  check_close ("output", found->output, wanted->output,
               found->T * found->B * found->D * found->H, tolerance);
  check_close ("h_n", found->h_n, wanted->h_n, states, tolerance);
  check_close ("r", found->record[FALK_GATE_R], wanted->record[FALK_GATE_R],
               recorded, tolerance);
  check_close ("z", found->record[FALK_GATE_Z], wanted->record[FALK_GATE_Z],
               recorded, tolerance);
  check_close ("n", found->record[FALK_GATE_N], wanted->record[FALK_GATE_N],
               recorded, tolerance);
  check_close ("h", found->record[FALK_GATE_H], wanted->record[FALK_GATE_H],
               recorded, tolerance);
}

static void
test_equals_twin (void)
{
  const FalkKernels *kernels;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; (kernels = falk_kernels_nth (k)); k++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        FalkPass found = make_gru (&cases[i], pool);
        FalkPass wanted = make_gru (&cases[i], pool);

        g_test_message ("case %u, kernels %s", i, kernels->name);
        g_assert_cmpint (
            falk_pass_run_with (&found, falk_blas_get (), kernels, 1, NULL), ==,
            FALK_END_DONE);
        g_assert_cmpint (falk_pass_run_naive (&wanted, NULL), ==,
                         FALK_END_DONE);
        compare_all (&found, &wanted, 1e-6);
      }
}

/* Slices of a batch on several threads, uneven ones too. */
static void
test_threads (void)
{
  static const Case wide[] = {
    { 60, 11, 20, 64, 2, 2, TRUE, TRUE, TRUE },
    { 90, 16, 20, 64, 3, 1, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    for (guint threads = 2; threads <= 4; threads++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        FalkPass found = make_gru (&wide[i], pool);
        FalkPass wanted = make_gru (&wide[i], pool);
        gsize one, several;

        g_assert_true (falk_pass_scratch (&found, 1, &one));
        g_assert_true (falk_pass_scratch (&found, threads, &several));
        g_assert_cmpuint (several, >, one); /* it is shared */
        g_assert_cmpint (
            falk_pass_run (&found, falk_blas_get (), threads, NULL), ==,
            FALK_END_DONE);
        g_assert_cmpint (falk_pass_run (&wanted, falk_blas_get (), 1, NULL), ==,
                         FALK_END_DONE);
        compare_all (&found, &wanted, 1e-6);
      }
}

static void
test_leaves_out (void)
{
  const Case c = { 5, 3, 4, 18, 2, 2, TRUE, FALSE, TRUE };
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  FalkPass whole = make_gru (&c, pool), bare = make_gru (&c, pool);

  memset (bare.record, 0, sizeof bare.record);
  bare.output = NULL;
  falk_pass_run (&whole, falk_blas_get (), 1, NULL);
  falk_pass_run (&bare, falk_blas_get (), 1, NULL);
  check_close ("h_n", bare.h_n, whole.h_n, 4 * 3 * 18, 0);
  bare.h_n = NULL;
  g_assert_cmpint (falk_pass_run (&bare, falk_blas_get (), 1, NULL), ==,
                   FALK_END_DONE);
  g_assert_cmpint (falk_pass_run_naive (&bare, NULL), ==, FALK_END_DONE);
}

/* h' from the recorded r, z, n and the state before. */
static void
test_recorded (void)
{
  const Case c = { 6, 3, 4, 18, 1, 2, TRUE, TRUE, TRUE };
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  FalkPass gru = make_gru (&c, pool);
  const gsize row = c.B * c.H, T = c.T;

  falk_pass_run (&gru, falk_blas_get (), 1, NULL);
  for (gsize d = 0; d < c.D; d++)
    for (gsize i = 0; i < T; i++)
      for (gsize u = 0; u < row; u++)
        {
          gsize t = d ? T - 1 - i : i, at = (d * T + t) * row + u;
          gsize before = (d * T + (d ? t + 1 : t - 1)) * row + u;
          float h = i ? gru.record[FALK_GATE_H][before] : gru.h0[d * row + u];
          float z = gru.record[FALK_GATE_Z][at];
          float next = (1 - z) * gru.record[FALK_GATE_N][at] + z * h;

          check_close ("h", &gru.record[FALK_GATE_H][at], &next, 1, 1e-6);
          check_close (
              "output",
              &gru.output[((u / c.H) * T + t) * 2 * c.H + d * c.H + u % c.H],
              &next, 1, 1e-6);
        }
}

typedef struct
{
  guint stop; /* the call that says stop; 0: none */
  guint calls;
  double last;
} Follow;

static gboolean
follow_progress (double done, gpointer data)
{
  Follow *follow = data;

  g_assert_cmpfloat (done, >=, follow->last);
  g_assert_cmpfloat (done, <=, 1);
  follow->last = done;
  return ++follow->calls != follow->stop;
}

static void
test_cancel (void)
{
  const Case c = { 9000, 1, 3, 40, 2, 1, TRUE, FALSE, FALSE };
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  FalkPass gru = make_gru (&c, pool);
  Follow follow = { .stop = 3 };
  FalkWatch watch = { follow_progress, &follow };

  g_assert_cmpint (falk_pass_run (&gru, falk_blas_get (), 1, &watch), ==,
                   FALK_END_CANCELLED);
  g_assert_cmpuint (follow.calls, ==, 3);
  follow = (Follow){ 0 };
  g_assert_cmpint (falk_pass_run (&gru, falk_blas_get (), 1, &watch), ==,
                   FALK_END_DONE);
  g_assert_cmpfloat (follow.last, ==, 1);
}

static gboolean
stop_at_once (double done, gpointer data)
{
  guint *calls = data;

  return ++*calls < 4;
}

static void
test_cancel_threads (void)
{
  const Case c = { 4000, 16, 8, 64, 1, 1, TRUE, FALSE, FALSE };
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  FalkPass gru = make_gru (&c, pool);
  guint calls = 0;
  FalkWatch watch = { stop_at_once, &calls };

  g_assert_cmpint (falk_pass_run (&gru, falk_blas_get (), 3, &watch), ==,
                   FALK_END_CANCELLED);
  g_assert_cmpuint (calls, ==, 4);
}

static void
test_huge (void)
{
  FalkPass gru = { .T = 1, .B = 1, .I = 1, .H = G_MAXSIZE / 8, .L = 1, .D = 1 };
  gsize count;

  g_assert_false (falk_pass_scratch (&gru, 1, &count));
  g_assert_cmpint (falk_pass_run (&gru, falk_blas_naive (), 1, NULL), ==,
                   FALK_END_NO_MEMORY);
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/gru/equals-the-naive-twin", test_equals_twin);
  g_test_add_func ("/run/gru/threads-give-the-same", test_threads);
  g_test_add_func ("/run/gru/may-leave-results-out", test_leaves_out);
  g_test_add_func ("/run/gru/records-what-it-computed", test_recorded);
  g_test_add_func ("/run/gru/stops-when-told", test_cancel);
  g_test_add_func ("/run/gru/stops-every-thread", test_cancel_threads);
  g_test_add_func ("/run/gru/refuses-sizes-that-overflow", test_huge);
  return g_test_run ();
}
