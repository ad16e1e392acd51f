/* SPDX-License-Identifier: MIT */
/* The engine against numbers that a real PyTorch gave. */
#include "falk-pass.h"
#include "falk-pass-naive.h"
#include "run-check.h"

typedef struct
{
  const char *name;
  gsize T, B, I, H, L, D;
  gboolean bias, batch_first, h0;
  const float *output, *h_n;
} Golden;

#include "gru-goldens.h"

/* The formula of make-gru-goldens.py. */
static float
value (guint32 stream, guint32 i, float scale)
{
  guint32 state = stream * 40503u + i * 2654435761u + 12345u;

  return (float)((int)(((state >> 13) ^ (state >> 22)) % 256) - 128) / 256
         * scale;
}

static float *
fill (GPtrArray *pool, guint32 stream, gsize count, float scale)
{
  float *values = check_unset (pool, count);

  for (gsize i = 0; i < count; i++)
    values[i] = value (stream, (guint32)i, scale);
  return values;
}

/* PyTorch's order of parameters: for each layer and direction weight_ih,
 * weight_hh, bias_ih, bias_hh. */
static FalkPass
make_gru (const Golden *golden, GPtrArray *pool)
{
  const Golden *g = golden;
  gsize directions = g->L * g->D;
  FalkPassWeights *weights = g_new0 (FalkPassWeights, directions);
  FalkPass gru = {
    .T = g->T, .B = g->B, .I = g->I, .H = g->H, .L = g->L, .D = g->D
  };
  guint32 stream = 0;

  g_ptr_array_add (pool, weights);
  for (gsize i = 0; i < directions; i++)
    {
      gsize width = i < g->D ? g->I : g->D * g->H;

      weights[i].weight_ih = fill (pool, stream++, 3 * g->H * width, 2);
      weights[i].weight_hh = fill (pool, stream++, 3 * g->H * g->H, 2);
      if (!g->bias)
        continue;
      weights[i].bias_ih = fill (pool, stream++, 3 * g->H, 2);
      weights[i].bias_hh = fill (pool, stream++, 3 * g->H, 2);
    }
  gru.weights = weights;
  gru.x = fill (pool, 100, g->T * g->B * g->I, 4);
  gru.h0 = g->h0 ? fill (pool, 101, directions * g->B * g->H, 2) : NULL;
  gru.output = check_unset (pool, g->T * g->B * g->D * g->H);
  gru.h_n = check_unset (pool, directions * g->B * g->H);
  falk_pass_set_contiguous (&gru, g->batch_first);
  return gru;
}

static double
compare (const Golden *golden, const FalkPass *gru)
{
  gsize steps = golden->T * golden->B * golden->D * golden->H;
  gsize states = golden->L * golden->D * golden->B * golden->H;
  double a = check_close ("output", gru->output, golden->output, steps, 1e-6);
  double b = check_close ("h_n", gru->h_n, golden->h_n, states, 1e-6);

  return MAX (a, b);
}

static void
test_goldens (void)
{
  const FalkKernels *kernels;
  double worst = 0;

  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    for (guint k = 0; (kernels = falk_kernels_nth (k)); k++)
      {
        g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
        FalkPass gru = make_gru (&goldens[i], pool);
        double difference;

        g_test_message ("%s, %s", goldens[i].name, kernels->name);
        g_assert_cmpint (
            falk_pass_run_with (&gru, falk_blas_get (), kernels, 1, NULL), ==,
            FALK_END_DONE);
        difference = compare (&goldens[i], &gru);
        worst = MAX (worst, difference);
      }
  g_test_message ("%u cases, worst difference %g",
                  (guint)G_N_ELEMENTS (goldens), worst);
}

static void
test_goldens_naive (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++)
    {
      g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
      FalkPass gru = make_gru (&goldens[i], pool);

      g_test_message ("%s", goldens[i].name);
      g_assert_cmpint (falk_pass_run_naive (&gru, NULL), ==, FALK_END_DONE);
      compare (&goldens[i], &gru);
    }
}

int
main (int argc, char **argv)
{
  falk_blas_prepare ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/gru/equals-pytorch", test_goldens);
  g_test_add_func ("/run/gru/naive-twin-equals-pytorch", test_goldens_naive);
  return g_test_run ();
}
