/* SPDX-License-Identifier: MIT */
#include "falk-pass-naive.h"

#include <math.h>
#include <string.h>

/* Input of a layer: element (t, b, i) at x[t * t_stride + b * b_stride + i].
 */
typedef struct
{
  const float *x;
  gsize t_stride, b_stride, width;
} Source;

/* States of one sequence: h, what a step makes of it, what a projection
 * reads, and c. */
typedef struct
{
  float *h, *next; /* [P] */
  float *hidden, *c; /* [H] */
} States;

/* 0 where @a is NULL. */
static double
dot (const float *a, const float *b, gsize count)
{
  double sum = 0;

  for (gsize i = 0; a && i < count; i++)
    sum += (double)a[i] * b[i];
  return sum;
}

static double
sigmoid (double x)
{
  return 1 / (1 + exp (-x));
}

static void
put (const FalkPass *pass, FalkGate gate, gsize at, double value)
{
  if (pass->record[gate])
    pass->record[gate][at] = (float)value;
}

/* The sums of unit @j: W_i x + b_i and W_h h + b_h of each gate. */
static void
sum_gates (const FalkPass *pass, const FalkPassWeights *w, const float *x,
           gsize width, const float *h, gsize j, double *in, double *hidden)
{
  gsize P = falk_pass_state_width (pass);

  for (gsize gate = 0; gate < falk_cell_info (pass->cell)->gates; gate++)
    {
      gsize row = gate * pass->H + j;

      in[gate] = dot (w->weight_ih + row * width, x, width)
                 + (w->bias_ih ? w->bias_ih[row] : 0);
      hidden[gate] = dot (w->weight_hh ? w->weight_hh + row * P : NULL, h, P)
                     + (w->bias_hh ? w->bias_hh[row] : 0);
    }
}

static double
gru_unit (const FalkPass *pass, const double *in, const double *hidden,
          double h, gsize at)
{
  double r = sigmoid (in[0] + hidden[0]);
  double z = sigmoid (in[1] + hidden[1]);
  double n = tanh (in[2] + r * hidden[2]);

  put (pass, FALK_GATE_R, at, r);
  put (pass, FALK_GATE_Z, at, z);
  put (pass, FALK_GATE_N, at, n);
  return (1 - z) * n + z * h;
}

static double
lstm_unit (const FalkPass *pass, const double *in, const double *hidden,
           float *c, gsize at)
{
  double i = sigmoid (in[0] + hidden[0]);
  double f = sigmoid (in[1] + hidden[1]);
  double g = tanh (in[2] + hidden[2]);
  double o = sigmoid (in[3] + hidden[3]);
  double cell = f * *c + i * g;

  *c = (float)cell;
  put (pass, FALK_GATE_I, at, i);
  put (pass, FALK_GATE_F, at, f);
  put (pass, FALK_GATE_G, at, g);
  put (pass, FALK_GATE_O, at, o);
  put (pass, FALK_GATE_C, at, cell);
  return o * tanh (cell);
}

/* One unit from row @x and the states to its new value. @at is its place in
 * the records. */
static double
step_unit (const FalkPass *pass, const FalkPassWeights *w, const float *x,
           gsize width, const States *states, gsize j, gsize at)
{
  double in[FALK_CELL_GATES_MAX], hidden[FALK_CELL_GATES_MAX], sum;

  sum_gates (pass, w, x, width, states->h, j, in, hidden);
  sum = in[0] + hidden[0];
  switch (pass->cell)
    {
    case FALK_CELL_GRU:
      return gru_unit (pass, in, hidden, states->h[j], at + j);
    case FALK_CELL_LSTM:
      return lstm_unit (pass, in, hidden, &states->c[j], at + j);
    case FALK_CELL_TANH:
      return tanh (sum);
    case FALK_CELL_RELU:
      return sum < 0 ? 0 : sum; /* NaN stays */
    case FALK_CELL_COUNT:
      break;
    }
  g_return_val_if_reached (0);
}

/* One step of one sequence, from states->h to states->next. */
static void
step (const FalkPass *pass, const FalkPassWeights *w, const float *x,
      gsize width, const States *states, gsize at)
{
  gsize H = pass->H, P = falk_pass_state_width (pass);
  float *made = pass->projection ? states->hidden : states->next;

  for (gsize j = 0; j < H; j++)
    made[j] = (float)step_unit (pass, w, x, width, states, j, at);
  for (gsize p = 0; pass->projection && p < P; p++)
    states->next[p] = (float)dot (w->weight_hr + p * H, made, H);
  for (gsize j = 0; j < H; j++)
    put (pass, FALK_GATE_H, at + j, j < P ? states->next[j] : 0);
}

static void
start (float *to, const float *given, gsize at, gsize width)
{
  for (gsize j = 0; j < width; j++)
    to[j] = given ? given[at * width + j] : 0;
}

/* Runs the sequence @b of a layer and direction. */
static void
run_sequence (const FalkPass *pass, gsize index, const Source *from, gsize b,
              States *states, float *to, gsize to_stride)
{
  gsize T = pass->lengths ? pass->lengths[b] : pass->T;
  gsize P = falk_pass_state_width (pass), state = index * pass->B + b;

  start (states->h, pass->h0, state, P);
  start (states->c, pass->c0, state, pass->H);
  for (gsize i = 0; i < T; i++)
    {
      gsize t = index % pass->D == 1 ? T - 1 - i : i;
      const float *x = from->x + t * from->t_stride + b * from->b_stride;
      float *swap = states->h;

      step (pass, &pass->weights[index], x, from->width, states,
            ((index * pass->T + t) * pass->B + b) * pass->H);
      states->h = states->next;
      states->next = swap;
      if (to)
        memcpy (to + t * to_stride, states->h, P * sizeof (float));
    }
  if (pass->h_n)
    memcpy (pass->h_n + state * P, states->h, P * sizeof (float));
  if (pass->c_n)
    memcpy (pass->c_n + state * pass->H, states->c, pass->H * sizeof (float));
}

static void
run_layer (const FalkPass *pass, gsize layer, const Source *from,
           States *states, float *to, gsize to_t, gsize to_b)
{
  gsize P = falk_pass_state_width (pass);

  for (gsize d = 0; d < pass->D; d++)
    for (gsize b = 0; b < pass->B; b++)
      run_sequence (pass, layer * pass->D + d, from, b, states,
                    to ? to + b * to_b + d * P : NULL, to_t);
}

/* Runs all layers; @given and @made are [T, B, D * P]. */
static FalkEnd
run_layers (const FalkPass *pass, const FalkWatch *watch, States *states,
            float *given, float *made)
{
  gsize out = pass->D * falk_pass_state_width (pass);
  Source from = { pass->x, pass->x_t, pass->x_b, pass->I };

  for (gsize layer = 0; layer < pass->L; layer++)
    {
      gboolean last = layer + 1 == pass->L;
      float *swap = given;

      if (!falk_watch_go_on (watch, (double)layer / (double)pass->L))
        return FALK_END_CANCELLED;
      run_layer (pass, layer, &from, states, last ? pass->output : made,
                 last ? pass->out_t : pass->B * out, last ? pass->out_b : out);
      given = made;
      made = swap;
      from = (Source){ given, pass->B * out, out, out };
    }
  return falk_watch_go_on (watch, 1) ? FALK_END_DONE : FALK_END_CANCELLED;
}

FalkEnd
falk_pass_run_naive (const FalkPass *pass, const FalkWatch *watch)
{
  gsize H = pass->H, P = falk_pass_state_width (pass), between = 0;
  g_autofree float *memory = NULL, *given = NULL, *made = NULL;
  States states;

  if (!g_size_checked_mul (&between, pass->T, pass->B)
      || !g_size_checked_mul (&between, between, pass->D * P)
      || H > G_MAXSIZE / 4)
    return FALK_END_NO_MEMORY;
  between = pass->L > 1 ? MAX (between, 1) : 1;
  memory = g_try_malloc_n (MAX (H, 1), 4 * sizeof (float));
  given = g_try_malloc_n (between, sizeof (float));
  made = g_try_malloc_n (between, sizeof (float));
  if (!memory || !given || !made)
    return FALK_END_NO_MEMORY;
  states = (States){ memory, memory + H, memory + 2 * H, memory + 3 * H };
  return run_layers (pass, watch, &states, given, made);
}
