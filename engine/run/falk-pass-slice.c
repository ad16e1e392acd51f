/* SPDX-License-Identifier: MIT */
#include "falk-pass-slice.h"

#include "falk-pass-layout.h"

#include <stdint.h>
#include <string.h>

/* Multiplications between two questions to the watch: some milliseconds. */
#define WATCH_WORK (1 << 27)
/* What a layer reads: row (t, b) at x + t * t_stride + b * b_stride. */
typedef struct
{
  const float *x;
  gsize t_stride, b_stride, width;
} Source;

/* What a layer writes, in the same form; x is NULL where nobody reads it. */
typedef struct
{
  float *x;
  gsize t_stride, b_stride;
} Target;

typedef struct
{
  const FalkPass *pass;
  gsize first, B; /* the slice */
  const FalkBlas *blas;
  const FalkKernels *kernels;
  const FalkWatch *watch;
  FalkPassLayout layout;
  float *base; /* working memory, aligned */
} Work;

static inline float *
part (const Work *work, guint index)
{
  return work->base + work->layout.start[index];
}

/* A GRU keeps the two biases of n apart: the kernel adds b_hn inside. */
static void
fill_bias (const Work *work, const FalkPassWeights *weights)
{
  gsize H = work->pass->H, Hp = work->layout.Hp;
  const float *ih = weights->bias_ih, *hh = weights->bias_hh;
  gboolean gru = work->pass->cell == FALK_CELL_GRU;
  gsize summed = gru ? 2 : work->layout.G;
  float *bias = part (work, FALK_PASS_BIAS);

  memset (bias, 0, FALK_CELL_GATES_MAX * Hp * sizeof (float));
  for (gsize j = 0; j < H; j++)
    {
      for (gsize gate = 0; gate < summed; gate++)
        bias[gate * Hp + j] =
            (ih ? ih[gate * H + j] : 0) + (hh ? hh[gate * H + j] : 0);
      if (!gru)
        continue;
      bias[2 * Hp + j] = ih ? ih[2 * H + j] : 0;
      bias[3 * Hp + j] = hh ? hh[2 * H + j] : 0;
    }
}

/* Half @half of STATE. */
static float *
state_half (const Work *work, gsize half)
{
  return part (work, FALK_PASS_STATE) + half % 2 * work->B * work->layout.Pp;
}

/* How many of the slice's sequences are longer than @t: the first ones. */
static gsize
count_at (const Work *work, gsize t)
{
  const gsize *lengths = work->pass->lengths;
  gsize n = work->B;

  if (!lengths)
    return t < work->pass->T ? n : 0;
  while (n > 0 && lengths[work->first + n - 1] <= t)
    n--;
  return n;
}

/* Copies @width floats of the rows @from up to @end, @to_stride and
 * @from_stride apart; zeros where @source is NULL. */
static void
copy_rows (float *target, gsize to_stride, const float *source,
           gsize from_stride, gsize from, gsize end, gsize width)
{
  for (gsize b = from; b < end; b++)
    if (source)
      memcpy (target + b * to_stride, source + b * from_stride,
              width * sizeof (float));
    else
      memset (target + b * to_stride, 0, width * sizeof (float));
}

static inline float *
offset (float *array, gsize by)
{
  return array ? array + by : NULL;
}

/* Sequences @from up to @end start: their states go to @half of STATE. */
static void
join (const Work *work, gsize index, gsize from, gsize end, gsize half)
{
  const FalkPass *pass = work->pass;
  const FalkPassLayout *l = &work->layout;
  gsize at = index * pass->B + work->first;

  copy_rows (state_half (work, half), l->Pp,
             pass->h0 ? pass->h0 + at * l->P : NULL, l->P, from, end, l->P);
  if (pass->cell == FALK_CELL_LSTM)
    copy_rows (part (work, FALK_PASS_CELL), l->Hp,
               pass->c0 ? pass->c0 + at * pass->H : NULL, pass->H, from, end,
               pass->H);
}

/* Sequences @from up to @end are done; their states are in @half. */
static void
leave (const Work *work, gsize index, gsize from, gsize end, gsize half)
{
  const FalkPass *pass = work->pass;
  const FalkPassLayout *l = &work->layout;
  gsize at = index * pass->B + work->first;

  if (pass->h_n)
    copy_rows (pass->h_n + at * l->P, l->P, state_half (work, half), l->Pp,
               from, end, l->P);
  if (pass->c_n)
    copy_rows (pass->c_n + at * pass->H, pass->H, part (work, FALK_PASS_CELL),
               l->Hp, from, end, pass->H);
}

/* W_ih x of @count steps from @first, to PROJECTED. */
static void
project (const Work *work, const Source *from, const float *weight, gsize first,
         gsize count)
{
  gsize B = work->B, width = from->width;
  gsize out = work->layout.G * work->pass->H;
  const float *rows = from->x + first * from->t_stride;
  gsize stride = B > 1 ? from->b_stride : from->t_stride;

  if (B > 1 && from->t_stride != B * from->b_stride)
    {
      float *copy = part (work, FALK_PASS_GATHERED);

      for (gsize t = 0; t < count; t++)
        copy_rows (copy + t * B * width, width, rows + t * from->t_stride,
                   from->b_stride, 0, B, width);
      rows = copy;
      stride = width;
    }
  falk_blas_product (work->blas, count * B, out, width, rows, stride, weight,
                     width, part (work, FALK_PASS_PROJECTED), out);
}

/* What a projection makes of HIDDEN, as the kernel would have made it. */
static void
project_state (const Work *work, const float *weight, const FalkKernelStep *to,
               float *output, float *record)
{
  const FalkPassLayout *l = &work->layout;
  gsize H = work->pass->H;

  falk_blas_product (work->blas, to->B, l->P, H, part (work, FALK_PASS_HIDDEN),
                     l->Hp, weight, H, to->h_out, l->Pp);
  if (output)
    copy_rows (output, to->output_stride, to->h_out, l->Pp, 0, to->B, l->P);
  if (record)
    {
      memset (record, 0, to->B * H * sizeof (float));
      copy_rows (record, H, to->h_out, l->Pp, 0, to->B, l->P);
    }
}

/* One time step of the first @n sequences: row @row of PROJECTED is time @t,
 * step @i in the order of computing. */
static void
run_step (const Work *work, gsize index, const Target *to, gsize row, gsize t,
          gsize i, gsize n)
{
  const FalkPass *pass = work->pass;
  const FalkCellInfo *cell = falk_cell_info (pass->cell);
  const FalkPassLayout *l = &work->layout;
  gsize at = ((index * pass->T + t) * pass->B + work->first) * pass->H;
  float *h = offset (pass->record[FALK_GATE_H], at);
  float *output = offset (to->x, t * to->t_stride);
  FalkKernelStep step = {
    .B = n,
    .H = pass->H,
    .Hp = l->Hp,
    .K = l->P,
    .Kp = l->Pp,
    .packed = part (work, FALK_PASS_PACKED),
    .bias = part (work, FALK_PASS_BIAS),
    .projected =
        part (work, FALK_PASS_PROJECTED) + row * work->B * l->G * pass->H,
    .h_in = state_half (work, i),
    .h_out = state_half (work, i + 1),
    .c = part (work, FALK_PASS_CELL),
    .output = output,
    .output_stride = to->b_stride,
  };
  FalkKernelStep projected = step;

  for (guint k = 0; k < cell->n_records; k++)
    step.record[k] = offset (pass->record[cell->records[k]], at);
  if (pass->projection)
    {
      step.h_out = part (work, FALK_PASS_HIDDEN);
      step.output = NULL;
      step.record[cell->n_records - 1] = NULL;
    }
  work->kernels->step[pass->cell](&step);
  if (pass->projection)
    project_state (work, pass->weights[index].weight_hr, &projected, output, h);
}

/* The @count steps after the first @done, in the order of computing; their
 * input is projected. FALSE when the watch said stop. */
static gboolean
run_stretch (const Work *work, gsize index, const Target *to, gsize done,
             gsize count)
{
  const FalkPass *pass = work->pass;
  gboolean reverse = index % pass->D == 1;
  double whole = (double)pass->T * (double)pass->L * (double)pass->D;
  gsize each = work->B * pass->H * pass->H;
  gsize patience = MAX (WATCH_WORK / MAX (each, 1), 1);

  for (gsize i = 0; i < count; i++)
    {
      gsize row = reverse ? count - 1 - i : i;
      gsize t = reverse ? pass->T - 1 - done - i : done + i;
      gsize n = count_at (work, t);

      if (reverse)
        join (work, index, count_at (work, t + 1), n, done + i);
      run_step (work, index, to, row, t, done + i, n);
      if (!reverse || t == 0)
        leave (work, index, reverse ? 0 : count_at (work, t + 1), n,
               done + i + 1);
      if ((i + 1 == count || (i + 1) % patience == 0)
          && !falk_watch_go_on (
              work->watch, (double)(index * pass->T + done + i + 1) / whole))
        return FALSE;
    }
  return TRUE;
}

/* Runs the layer and direction @index; FALSE when the watch said stop. */
static gboolean
run_direction (const Work *work, gsize index, const Source *from,
               const Target *to)
{
  const FalkPass *pass = work->pass;
  const FalkPassWeights *weights = &pass->weights[index];
  gboolean reverse = index % pass->D == 1;
  gsize T = pass->T, count;

  if (weights->weight_hh)
    falk_kernels_pack (work->kernels, work->layout.G, pass->H, work->layout.P,
                       weights->weight_hh, part (work, FALK_PASS_PACKED));
  fill_bias (work, weights);
  memset (part (work, FALK_PASS_STATE), 0,
          2 * work->B * work->layout.Pp * sizeof (float));
  /* Those without any step keep the state they were given. */
  join (work, index, 0, work->B, 0);
  leave (work, index, count_at (work, 0), work->B, 0);
  for (gsize done = 0; done < T; done += count)
    {
      count = MIN (work->layout.chunk, T - done);
      project (work, from, weights->weight_ih,
               reverse ? T - done - count : done, count);
      if (!run_stretch (work, index, to, done, count))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_layer (const Work *work, gsize layer)
{
  const FalkPass *pass = work->pass;
  gsize out = pass->D * work->layout.P;
  Source from = { pass->x + work->first * pass->x_b, pass->x_t, pass->x_b,
                  pass->I };
  Target to = { offset (pass->output, work->first * pass->out_b), pass->out_t,
                pass->out_b };

  if (layer > 0)
    from = (Source){ part (work, FALK_PASS_BETWEEN_0 + (layer - 1) % 2),
                     work->B * out, out, out };
  if (layer + 1 < pass->L)
    to = (Target){ part (work, FALK_PASS_BETWEEN_0 + layer % 2), work->B * out,
                   out };
  for (gsize d = 0; d < pass->D; d++)
    {
      Target half = { offset (to.x, d * work->layout.P), to.t_stride,
                      to.b_stride };

      if (!run_direction (work, layer * pass->D + d, &from, &half))
        return FALSE;
    }
  return TRUE;
}

FalkEnd
falk_pass_slice_run (const FalkPassSlice *slice, const FalkBlas *blas,
                     const FalkKernels *kernels, const FalkWatch *watch)
{
  Work work = { slice->pass, slice->first, slice->B, blas, kernels, watch };
  g_autofree float *memory = NULL;
  uintptr_t address;

  if (!falk_pass_layout_measure (&work.layout, slice))
    return FALK_END_NO_MEMORY;
  /* Cleared where later layers read what the shorter sequences left out, and
   * where the recurrent weights are zeros. */
  memory = slice->pass->lengths || !slice->pass->weights[0].weight_hh
               ? g_try_malloc0_n (work.layout.count, sizeof (float))
               : g_try_malloc_n (work.layout.count, sizeof (float));
  if (!memory)
    return FALK_END_NO_MEMORY;
  address = (uintptr_t)memory + FALK_PASS_ALIGN * sizeof (float) - 1;
  work.base = (float *)(address - address % (FALK_PASS_ALIGN * sizeof (float)));

  if (!falk_watch_go_on (watch, 0))
    return FALK_END_CANCELLED;
  for (gsize layer = 0; layer < slice->pass->L; layer++)
    if (!run_layer (&work, layer))
      return FALK_END_CANCELLED;
  return FALK_END_DONE;
}
