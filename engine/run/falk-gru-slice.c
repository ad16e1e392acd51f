/* SPDX-License-Identifier: MIT */
#include "falk-gru-slice.h"

#include <stdint.h>
#include <string.h>

/* Floats of projected input kept at a time, half a megabyte: they should
 * still be in the second-level cache when the steps read them. */
#define CHUNK_FLOATS (128 * 1024)
/* Rows of a product below which packing its weights costs more than the
 * cache saves. */
#define CHUNK_ROWS 512
/* Multiplications between two questions to the watch: some milliseconds. */
#define WATCH_WORK (1 << 27)
/* Parts of the working memory start at multiples of a cache line. */
#define ALIGN_FLOATS 16

enum
{
  PACKED, /* [3, Hp, H] recurrent weights */
  BIAS, /* [4, Hp] */
  PROJECTED, /* [chunk * B, 3 * H] and a vector of slack */
  STATE, /* [2, B, Hp] before and after a step, changing places */
  GATHERED, /* [chunk * B, I] copied input, where rows aren't evenly spaced */
  BETWEEN_0, /* [T, B, D * H] what layers hand on; two take turns */
  BETWEEN_1,
  PART_COUNT
};

/* Working memory of one forward pass. */
typedef struct
{
  gsize Hp; /* H rounded up to FALK_LANES_MAX */
  gsize chunk; /* time steps projected at a time, at least 1 */
  gboolean gather; /* rows of x aren't evenly spaced */
  gsize start[PART_COUNT]; /* in floats */
  gsize count; /* floats in all */
} Layout;

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
  const FalkGru *gru;
  gsize first, B; /* the slice */
  const FalkBlas *blas;
  const FalkKernels *kernels;
  const FalkWatch *watch;
  Layout layout;
  float *base; /* working memory, aligned */
} Pass;

static gsize
chunk_steps (const FalkGru *gru, gsize slice)
{
  gsize B = MAX (slice, 1), floats = 0, steps;

  if (!g_size_checked_mul (&floats, B, gru->H)
      || !g_size_checked_mul (&floats, floats, 3))
    return 1;
  steps = MAX (CHUNK_FLOATS / MAX (floats, 1), CHUNK_ROWS / B);
  return CLAMP (steps, 1, MAX (gru->T, 1));
}

/* FALSE on overflow. */
static gboolean
layout_measure (Layout *l, const FalkGruSlice *slice)
{
  const FalkGru *gru = slice->gru;
  gsize B = slice->B, out = 0, rows = 0;

  if (!g_size_checked_add (&l->Hp, gru->H, FALK_LANES_MAX - 1))
    return FALSE;
  l->Hp -= l->Hp % FALK_LANES_MAX;
  l->chunk = chunk_steps (gru, B);
  l->gather = B > 1 && gru->x_t != B * gru->x_b;
  if (!g_size_checked_mul (&out, gru->D, gru->H)
      || !g_size_checked_mul (&rows, l->chunk, B))
    return FALSE;

  const gsize factors[PART_COUNT][3] = {
    [PACKED] = { 3, l->Hp, gru->H },
    [BIAS] = { 4, l->Hp, 1 },
    [PROJECTED] = { 3, rows, gru->H },
    [STATE] = { 2, B, l->Hp },
    [GATHERED] = { l->gather, rows, gru->I },
    [BETWEEN_0] = { gru->L > 1 ? gru->T : 0, B, out },
    [BETWEEN_1] = { gru->L > 2 ? gru->T : 0, B, out },
  };

  l->count = ALIGN_FLOATS;
  for (guint i = 0; i < PART_COUNT; i++)
    {
      gsize size = 0;

      l->start[i] = l->count - ALIGN_FLOATS;
      if (!g_size_checked_mul (&size, factors[i][0], factors[i][1])
          || !g_size_checked_mul (&size, size, factors[i][2])
          || !g_size_checked_add (&size, size, 2 * ALIGN_FLOATS - 1)
          || !g_size_checked_add (&l->count, l->count,
                                  size - size % ALIGN_FLOATS))
        return FALSE;
    }
  return TRUE;
}

gboolean
falk_gru_slice_floats (const FalkGruSlice *slice, gsize *count)
{
  Layout layout;

  if (!layout_measure (&layout, slice))
    return FALSE;
  *count = layout.count;
  return TRUE;
}

static inline float *
part (const Pass *pass, guint index)
{
  return pass->base + pass->layout.start[index];
}

static void
fill_bias (const Pass *pass, const FalkGruWeights *weights)
{
  gsize H = pass->gru->H, Hp = pass->layout.Hp;
  const float *ih = weights->bias_ih, *hh = weights->bias_hh;
  float *bias = part (pass, BIAS);

  memset (bias, 0, 4 * Hp * sizeof (float));
  for (gsize j = 0; j < H; j++)
    {
      for (guint gate = 0; gate < 2; gate++)
        bias[gate * Hp + j] =
            (ih ? ih[gate * H + j] : 0) + (hh ? hh[gate * H + j] : 0);
      bias[2 * Hp + j] = ih ? ih[2 * H + j] : 0;
      bias[3 * Hp + j] = hh ? hh[2 * H + j] : 0;
    }
}

static void
fill_state (const Pass *pass, gsize index)
{
  const FalkGru *gru = pass->gru;
  gsize Hp = pass->layout.Hp;
  float *state = part (pass, STATE);

  memset (state, 0, 2 * pass->B * Hp * sizeof (float));
  if (gru->h0)
    for (gsize b = 0; b < pass->B; b++)
      memcpy (state + b * Hp,
              gru->h0 + (index * gru->B + pass->first + b) * gru->H,
              gru->H * sizeof (float));
}

/* W_ih x of @count steps from @first, to PROJECTED. */
static void
project (const Pass *pass, const Source *from, const float *weight, gsize first,
         gsize count)
{
  gsize B = pass->B, width = from->width, H3 = 3 * pass->gru->H;
  const float *rows = from->x + first * from->t_stride;
  gsize stride = B > 1 ? from->b_stride : from->t_stride;

  if (B > 1 && from->t_stride != B * from->b_stride)
    {
      float *copy = part (pass, GATHERED);

      for (gsize t = 0; t < count; t++)
        for (gsize b = 0; b < B; b++)
          memcpy (copy + (t * B + b) * width,
                  rows + t * from->t_stride + b * from->b_stride,
                  width * sizeof (float));
      rows = copy;
      stride = width;
    }
  falk_blas_product (pass->blas, count * B, H3, width, rows, stride, weight,
                     width, part (pass, PROJECTED), H3);
}

static inline float *
record_at (float *record, gsize offset)
{
  return record ? record + offset : NULL;
}

/* One time step: row @row of PROJECTED is time @t, step @i in the order of
 * computing. */
static void
run_step (const Pass *pass, gsize index, const Target *to, gsize row, gsize t,
          gsize i)
{
  const FalkGru *gru = pass->gru;
  const FalkGruRecord *record = &gru->record;
  gsize B = pass->B, H = gru->H, Hp = pass->layout.Hp;
  gsize at = ((index * gru->T + t) * gru->B + pass->first) * H;
  float *state = part (pass, STATE);
  FalkKernelStep step = {
    .B = B,
    .H = H,
    .Hp = Hp,
    .packed = part (pass, PACKED),
    .bias = part (pass, BIAS),
    .projected = part (pass, PROJECTED) + row * B * 3 * H,
    .h_in = state + i % 2 * B * Hp,
    .h_out = state + (i + 1) % 2 * B * Hp,
    .output = to->x ? to->x + t * to->t_stride : NULL,
    .output_stride = to->b_stride,
    .r = record_at (record->r, at),
    .z = record_at (record->z, at),
    .n = record_at (record->n, at),
    .h = record_at (record->h, at),
  };

  pass->kernels->gru_step (&step);
}

/* The @count steps after the first @done, in the order of computing; their
 * input is projected. FALSE when the watch said stop. */
static gboolean
run_stretch (const Pass *pass, gsize index, const Target *to, gsize done,
             gsize count)
{
  const FalkGru *gru = pass->gru;
  gboolean reverse = index % gru->D == 1;
  double whole = (double)gru->T * (double)gru->L * (double)gru->D;
  gsize work = pass->B * gru->H * gru->H;
  gsize patience = MAX (WATCH_WORK / MAX (work, 1), 1);

  for (gsize i = 0; i < count; i++)
    {
      gsize row = reverse ? count - 1 - i : i;
      gsize t = reverse ? gru->T - 1 - done - i : done + i;

      run_step (pass, index, to, row, t, done + i);
      if ((i + 1 == count || (i + 1) % patience == 0)
          && !falk_watch_go_on (
              pass->watch, (double)(index * gru->T + done + i + 1) / whole))
        return FALSE;
    }
  return TRUE;
}

/* Runs the layer and direction @index; FALSE when the watch said stop. */
static gboolean
run_direction (const Pass *pass, gsize index, const Source *from,
               const Target *to)
{
  const FalkGru *gru = pass->gru;
  const FalkGruWeights *weights = &gru->weights[index];
  gsize T = gru->T, B = pass->B, H = gru->H, Hp = pass->layout.Hp;
  const float *last = part (pass, STATE) + T % 2 * B * Hp;
  gsize count;

  falk_kernels_pack (pass->kernels, H, weights->weight_hh, part (pass, PACKED));
  fill_bias (pass, weights);
  fill_state (pass, index);
  for (gsize done = 0; done < T; done += count)
    {
      gboolean reverse = index % gru->D == 1;

      count = MIN (pass->layout.chunk, T - done);
      project (pass, from, weights->weight_ih,
               reverse ? T - done - count : done, count);
      if (!run_stretch (pass, index, to, done, count))
        return FALSE;
    }
  if (gru->h_n)
    for (gsize b = 0; b < B; b++)
      memcpy (gru->h_n + (index * gru->B + pass->first + b) * H, last + b * Hp,
              H * sizeof (float));
  return TRUE;
}

static gboolean
run_layer (const Pass *pass, gsize layer)
{
  const FalkGru *gru = pass->gru;
  gsize out = gru->D * gru->H;
  Source from = { gru->x + pass->first * gru->x_b, gru->x_t, gru->x_b, gru->I };
  Target to = { gru->output, gru->out_t, gru->out_b };

  if (to.x)
    to.x += pass->first * gru->out_b;
  if (layer > 0)
    from = (Source){ part (pass, BETWEEN_0 + (layer - 1) % 2), pass->B * out,
                     out, out };
  if (layer + 1 < gru->L)
    to = (Target){ part (pass, BETWEEN_0 + layer % 2), pass->B * out, out };
  for (gsize d = 0; d < gru->D; d++)
    {
      Target half = to;

      if (half.x)
        half.x += d * gru->H;
      if (!run_direction (pass, layer * gru->D + d, &from, &half))
        return FALSE;
    }
  return TRUE;
}

FalkEnd
falk_gru_slice_run (const FalkGruSlice *slice, const FalkBlas *blas,
                    const FalkKernels *kernels, const FalkWatch *watch)
{
  Pass pass = { slice->gru, slice->first, slice->B, blas, kernels, watch };
  g_autofree float *memory = NULL;
  uintptr_t address;

  if (!layout_measure (&pass.layout, slice))
    return FALK_END_NO_MEMORY;
  memory = g_try_malloc_n (pass.layout.count, sizeof (float));
  if (!memory)
    return FALK_END_NO_MEMORY;
  address = (uintptr_t)memory + ALIGN_FLOATS * sizeof (float) - 1;
  pass.base = (float *)(address - address % (ALIGN_FLOATS * sizeof (float)));

  if (!falk_watch_go_on (watch, 0))
    return FALK_END_CANCELLED;
  for (gsize layer = 0; layer < slice->gru->L; layer++)
    if (!run_layer (&pass, layer))
      return FALK_END_CANCELLED;
  return FALK_END_DONE;
}
