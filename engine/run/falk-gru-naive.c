/* SPDX-License-Identifier: MIT */
#include "falk-gru-naive.h"

#include <math.h>
#include <string.h>

/* Input of a layer: element (t, b, i) at x[t * t_stride + b * b_stride + i].
 */
typedef struct
{
  const float *x;
  gsize t_stride, b_stride, width;
} Source;

static double
dot (const float *a, const float *b, gsize count)
{
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    sum += (double)a[i] * b[i];
  return sum;
}

static double
sigmoid (double x)
{
  return 1 / (1 + exp (-x));
}

static void
put (float *record, gsize at, double value)
{
  if (record)
    record[at] = (float)value;
}

/* One unit: from row @x and state @h to the new value of unit @j. @at is its
 * place in the records. */
static double
step_unit (const FalkGru *gru, const FalkGruWeights *w, const float *x,
           gsize width, const float *h, gsize j, gsize at)
{
  double in[3], hidden[3], r, z, n;

  for (gsize gate = 0; gate < 3; gate++)
    {
      gsize row = gate * gru->H + j;

      in[gate] = dot (w->weight_ih + row * width, x, width)
                 + (w->bias_ih ? w->bias_ih[row] : 0);
      hidden[gate] = dot (w->weight_hh + row * gru->H, h, gru->H)
                     + (w->bias_hh ? w->bias_hh[row] : 0);
    }
  r = sigmoid (in[0] + hidden[0]);
  z = sigmoid (in[1] + hidden[1]);
  n = tanh (in[2] + r * hidden[2]);
  put (gru->record.r, at, r);
  put (gru->record.z, at, z);
  put (gru->record.n, at, n);
  put (gru->record.h, at, (1 - z) * n + z * h[j]);
  return (1 - z) * n + z * h[j];
}

/* Runs the sequence @b of a layer and direction. @states is [2, H]. */
static void
run_sequence (const FalkGru *gru, gsize index, const Source *from, gsize b,
              float *states, float *to, gsize to_stride)
{
  gsize T = gru->T, H = gru->H;
  float *h = states, *next = states + H;

  for (gsize j = 0; j < H; j++)
    h[j] = gru->h0 ? gru->h0[(index * gru->B + b) * H + j] : 0;
  for (gsize i = 0; i < T; i++)
    {
      gsize t = index % gru->D == 1 ? T - 1 - i : i;
      const float *x = from->x + t * from->t_stride + b * from->b_stride;
      float *swap = h;

      for (gsize j = 0; j < H; j++)
        next[j] =
            (float)step_unit (gru, &gru->weights[index], x, from->width, h, j,
                              ((index * T + t) * gru->B + b) * H + j);
      if (to)
        memcpy (to + t * to_stride, next, H * sizeof (float));
      h = next;
      next = swap;
    }
  if (gru->h_n)
    memcpy (gru->h_n + (index * gru->B + b) * H, h, H * sizeof (float));
}

static void
run_layer (const FalkGru *gru, gsize layer, const Source *from, float *states,
           float *to, gsize to_t, gsize to_b)
{
  for (gsize d = 0; d < gru->D; d++)
    for (gsize b = 0; b < gru->B; b++)
      run_sequence (gru, layer * gru->D + d, from, b, states,
                    to ? to + b * to_b + d * gru->H : NULL, to_t);
}

FalkEnd
falk_gru_naive_forward (const FalkGru *gru, const FalkWatch *watch)
{
  gsize out = gru->D * gru->H, between = 0;
  Source from = { gru->x, gru->x_t, gru->x_b, gru->I };
  g_autofree float *states =
      g_try_malloc_n (MAX (gru->H, 1), 2 * sizeof (float));
  g_autofree float *given = NULL, *made = NULL;

  if (!g_size_checked_mul (&between, gru->T, gru->B)
      || !g_size_checked_mul (&between, between, out))
    return FALK_END_NO_MEMORY;
  between = gru->L > 1 ? MAX (between, 1) : 1;
  given = g_try_malloc_n (between, sizeof (float));
  made = g_try_malloc_n (between, sizeof (float));
  if (!states || !given || !made)
    return FALK_END_NO_MEMORY;
  for (gsize layer = 0; layer < gru->L; layer++)
    {
      gboolean last = layer + 1 == gru->L;
      float *swap = given;

      if (!falk_watch_go_on (watch, (double)layer / gru->L))
        return FALK_END_CANCELLED;
      run_layer (gru, layer, &from, states, last ? gru->output : made,
                 last ? gru->out_t : gru->B * out, last ? gru->out_b : out);
      given = made;
      made = swap;
      from = (Source){ given, gru->B * out, out, out };
    }
  return falk_watch_go_on (watch, 1) ? FALK_END_DONE : FALK_END_CANCELLED;
}
