/* SPDX-License-Identifier: MIT */
/* The forward pass of every cell against its naive twin: all kernels, sizes
 * around those of a vector, directions, layers, projections, lengths. */
#include <math.h>

#include "falk-pass-naive.h"
#include "run-check.h"

typedef struct
{
  FalkCell cell;
  gsize T, B, I, H, P, L, D; /* P 0: no projection */
  gboolean bias, batch_first, state;
  gsize lengths[9]; /* none where the first is 0 */
} Case;

#define LSTM FALK_CELL_LSTM
#define TANH FALK_CELL_TANH
#define RELU FALK_CELL_RELU

static const Case cases[] = {
  { LSTM, 1, 1, 1, 1, 0, 1, 1, TRUE, FALSE, FALSE },
  { LSTM, 20, 3, 4, 17, 0, 2, 2, TRUE, TRUE, TRUE },
  { LSTM, 5, 9, 4, 48, 0, 1, 2, FALSE, FALSE, TRUE },
  { LSTM, 7, 5, 3, 33, 0, 3, 1, TRUE, FALSE, FALSE },
  { LSTM, 6, 7, 3, 16, 5, 2, 2, TRUE, TRUE, TRUE },
  { LSTM, 4, 2, 3, 40, 17, 3, 1, FALSE, FALSE, TRUE },
  { LSTM, 4, 1, 3, 2, 1, 1, 1, TRUE, FALSE, FALSE },
  { LSTM, 1500, 1, 3, 20, 0, 1, 2, TRUE, FALSE, TRUE },
  { LSTM, 3, 11, 2, 8, 0, 1, 1, TRUE, FALSE, FALSE },
  { TANH, 1, 1, 1, 1, 0, 1, 1, TRUE, FALSE, FALSE },
  { TANH, 20, 3, 4, 17, 0, 2, 2, TRUE, TRUE, TRUE },
  { TANH, 30, 13, 4, 33, 0, 1, 2, FALSE, FALSE, TRUE },
  { TANH, 2500, 1, 3, 20, 0, 2, 1, TRUE, FALSE, FALSE },
  { RELU, 9, 6, 3, 31, 0, 3, 2, TRUE, FALSE, TRUE },
  { RELU, 5, 5, 3, 16, 0, 1, 1, FALSE, TRUE, FALSE },
  /* Lengths: none shorter, one each, all alike, and one without a step. */
  { FALK_CELL_GRU, 7, 5, 3, 18, 0, 2, 2, TRUE, FALSE, TRUE, { 7, 5, 5, 2, 1 } },
  { FALK_CELL_GRU, 4, 3, 3, 5, 0, 1, 2, TRUE, FALSE, FALSE, { 4, 4, 4 } },
  { LSTM, 7, 5, 3, 18, 0, 2, 2, TRUE, TRUE, TRUE, { 7, 5, 5, 2, 1 } },
  { LSTM, 6, 4, 3, 18, 7, 3, 2, TRUE, FALSE, TRUE, { 6, 3, 3, 1 } },
  { LSTM,
    6,
    9,
    3,
    16,
    0,
    1,
    1,
    FALSE,
    FALSE,
    FALSE,
    { 6, 6, 5, 4, 4, 3, 2, 2, 1 } },
  { TANH, 7, 5, 3, 18, 0, 2, 2, TRUE, FALSE, TRUE, { 7, 5, 5, 2, 1 } },
  { RELU, 5, 3, 3, 18, 0, 2, 2, TRUE, FALSE, TRUE, { 5, 1, 0 } },
};

static FalkPassWeights
make_weights (const Case *c, GRand *rand, GPtrArray *pool, gsize width)
{
  gsize rows = falk_cell_info (c->cell)->gates * c->H, P = c->P ? c->P : c->H;
  double bound = 1 / sqrt ((double)c->H);
  FalkPassWeights w = { NULL };

  w.weight_ih = check_values (rand, pool, rows * width, bound);
  w.weight_hh = check_values (rand, pool, rows * P, bound);
  if (c->bias)
    {
      w.bias_ih = check_values (rand, pool, rows, bound);
      w.bias_hh = check_values (rand, pool, rows, bound);
    }
  if (c->P)
    w.weight_hr = check_values (rand, pool, P * c->H, bound);
  return w;
}

/* Two calls differ only in where the results go. What lengths leave out is
 * 0 in both. */
static FalkPass
make_pass (const Case *c, GPtrArray *pool)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  gsize directions = c->L * c->D, states = directions * c->B;
  gsize P = c->P ? c->P : c->H, out = c->D * P;
  FalkPassWeights *weights = g_new0 (FalkPassWeights, directions);
  FalkPass pass = { c->cell, c->T, c->B, c->I, c->H, c->L, c->D, c->P };

  g_ptr_array_add (pool, weights);
  for (gsize i = 0; i < directions; i++)
    weights[i] = make_weights (c, rand, pool, i < c->D ? c->I : out);
  pass.weights = weights;
  pass.x = check_values (rand, pool, c->T * c->B * c->I, 2);
  if (c->state)
    pass.h0 = check_values (rand, pool, states * P, 1);
  if (c->state && c->cell == FALK_CELL_LSTM)
    pass.c0 = check_values (rand, pool, states * c->H, 1);
  pass.lengths = c->lengths[0] ? c->lengths : NULL;
  pass.output = check_values (rand, pool, c->T * c->B * out, 0);
  pass.h_n = check_unset (pool, states * P);
  pass.c_n =
      c->cell == FALK_CELL_LSTM ? check_unset (pool, states * c->H) : NULL;
  for (guint i = 0; i < falk_cell_info (c->cell)->n_records; i++)
    pass.record[falk_cell_info (c->cell)->records[i]] =
        check_values (rand, pool, states * c->T * c->H, 0);
  falk_pass_set_contiguous (&pass, c->batch_first);
  return pass;
}

static void
compare_all (const FalkPass *found, const FalkPass *wanted, double tolerance)
{
  gsize states = found->L * found->D * found->B;
  gsize P = falk_pass_state_width (found);
  double scale =
      check_scale (wanted->output, found->T * found->B * found->D * P);

  check_close ("output", found->output, wanted->output,
               found->T * found->B * found->D * P, tolerance * scale);
  check_close ("h_n", found->h_n, wanted->h_n, states * P, tolerance * scale);
  if (found->c_n)
    check_close ("c_n", found->c_n, wanted->c_n, states * found->H, tolerance);
  for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
    if (found->record[gate])
      check_close (falk_gate_name (gate), found->record[gate],
                   wanted->record[gate], states * found->T * found->H,
                   tolerance * scale);
}

static void
test_equals_twin (void)
{
  const FalkKernels *kernels;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; (kernels = falk_kernels_nth (k)); k++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        FalkPass found = make_pass (&cases[i], pool);
        FalkPass wanted = make_pass (&cases[i], pool);

        g_test_message ("case %u, kernels %s", i, kernels->name);
        g_assert_cmpint (
            falk_pass_run_with (&found, falk_blas_get (), kernels, 1, NULL), ==,
            FALK_END_DONE);
        g_assert_cmpint (falk_pass_run_naive (&wanted, NULL), ==,
                         FALK_END_DONE);
        compare_all (&found, &wanted, 2e-6);
      }
}

/* Each sequence of a batch with lengths gives what it gives alone. */
static void
test_lengths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize b = 0; cases[i].lengths[0] && b < cases[i].B; b++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        FalkPass whole = make_pass (&cases[i], pool), one = whole;
        gsize P = falk_pass_state_width (&whole), out = whole.D * P;
        gsize T = whole.lengths[b];

        whole.h0 = whole.c0 = one.h0 = one.c0 = NULL;
        one.B = 1;
        one.T = T;
        one.x += b * whole.x_b;
        one.lengths = NULL;
        one.output = check_unset (pool, T * out);
        one.out_t = one.out_b = out;
        one.h_n = check_unset (pool, one.L * one.D * P);
        one.c_n = NULL;
        for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
          one.record[gate] = NULL;
        falk_pass_run (&whole, falk_blas_get (), 1, NULL);
        falk_pass_run (&one, falk_blas_get (), 1, NULL);
        for (gsize t = 0; t < T; t++)
          check_close ("output",
                       whole.output + t * whole.out_t + b * whole.out_b,
                       one.output + t * out, out, 2e-6);
        for (gsize s = 0; s < one.L * one.D; s++)
          check_close ("h_n", whole.h_n + (s * whole.B + b) * P,
                       one.h_n + s * P, P, 2e-6);
      }
}

static void
test_threads (void)
{
  static const Case wide[] = {
    { LSTM, 60, 11, 20, 64, 0, 2, 2, TRUE, TRUE, TRUE },
    { LSTM,
      60,
      9,
      20,
      64,
      32,
      2,
      2,
      TRUE,
      FALSE,
      TRUE,
      { 60, 50, 50, 30, 9, 8, 2, 1, 1 } },
    { TANH, 200, 16, 20, 64, 0, 3, 1, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    for (guint threads = 2; threads <= 4; threads++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        FalkPass found = make_pass (&wide[i], pool);
        FalkPass wanted = make_pass (&wide[i], pool);
        gsize one, several;

        g_assert_true (falk_pass_scratch (&found, 1, &one));
        g_assert_true (falk_pass_scratch (&found, threads, &several));
        g_assert_cmpuint (several, >, one); /* it is shared */
        g_assert_cmpint (
            falk_pass_run (&found, falk_blas_get (), threads, NULL), ==,
            FALK_END_DONE);
        g_assert_cmpint (falk_pass_run (&wanted, falk_blas_get (), 1, NULL), ==,
                         FALK_END_DONE);
        compare_all (&found, &wanted, 2e-6);
      }
}

/* Recurrent weights left out are zeros, which the naive twin is given. */
static void
test_zeros (void)
{
  const FalkKernels *kernels;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; (kernels = falk_kernels_nth (k)); k++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        FalkPass found = make_pass (&cases[i], pool);
        FalkPass wanted = make_pass (&cases[i], pool);
        gsize rows = falk_cell_info (found.cell)->gates * found.H;
        float *zeros = g_new0 (float, rows *falk_pass_state_width (&found));

        g_ptr_array_add (pool, zeros);
        for (gsize w = 0; w < found.L * found.D; w++)
          {
            ((FalkPassWeights *)found.weights)[w].weight_hh = NULL;
            ((FalkPassWeights *)wanted.weights)[w].weight_hh = zeros;
          }
        g_assert_cmpint (falk_pass_run_naive (&wanted, NULL), ==,
                         FALK_END_DONE);
        g_assert_cmpint (
            falk_pass_run_with (&found, falk_blas_get (), kernels, 1, NULL), ==,
            FALK_END_DONE);
        compare_all (&found, &wanted, 2e-5);
        g_assert_cmpint (falk_pass_run_naive (&found, NULL), ==, FALK_END_DONE);
        compare_all (&found, &wanted, 0);
      }
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/pass/every-cell-equals-the-naive-twin",
                   test_equals_twin);
  g_test_add_func ("/run/pass/lengths-are-sequences-alone", test_lengths);
  g_test_add_func ("/run/pass/threads-give-the-same", test_threads);
  g_test_add_func ("/run/pass/weights-left-out-are-zeros", test_zeros);
  return g_test_run ();
}
