/* SPDX-License-Identifier: MIT */
#include "falk-pass-layout.h"

/* Floats of projected input kept at a time, half a megabyte: they should
 * still be in the second-level cache when the steps read them. */
#define CHUNK_FLOATS (128 * 1024)
/* Rows of a product below which packing its weights costs more than the
 * cache saves. */
#define CHUNK_ROWS 512

static gsize
chunk_steps (const FalkPass *pass, gsize slice)
{
  gsize B = MAX (slice, 1), floats = 0, steps;

  if (!g_size_checked_mul (&floats, B, pass->H)
      || !g_size_checked_mul (&floats, floats,
                              falk_cell_info (pass->cell)->gates))
    return 1;
  steps = MAX (CHUNK_FLOATS / MAX (floats, 1), CHUNK_ROWS / B);
  return CLAMP (steps, 1, MAX (pass->T, 1));
}

static gboolean
round_up (gsize *rounded, gsize units)
{
  if (!g_size_checked_add (rounded, units, FALK_LANES_MAX - 1))
    return FALSE;
  *rounded -= *rounded % FALK_LANES_MAX;
  return TRUE;
}

/* Places parts of the sizes in @factors one behind another. FALSE on
 * overflow. */
static gboolean
layout_place (FalkPassLayout *l, const gsize factors[FALK_PASS_PARTS][3])
{
  l->count = FALK_PASS_ALIGN;
  for (guint i = 0; i < FALK_PASS_PARTS; i++)
    {
      gsize size = 0;

      l->start[i] = l->count - FALK_PASS_ALIGN;
      if (!g_size_checked_mul (&size, factors[i][0], factors[i][1])
          || !g_size_checked_mul (&size, size, factors[i][2])
          || !g_size_checked_add (&size, size, 2 * FALK_PASS_ALIGN - 1)
          || !g_size_checked_add (&l->count, l->count,
                                  size - size % FALK_PASS_ALIGN))
        return FALSE;
    }
  return TRUE;
}

/* FALSE on overflow. */
gboolean
falk_pass_layout_measure (FalkPassLayout *l, const FalkPassSlice *slice)
{
  const FalkPass *pass = slice->pass;
  gsize B = slice->B, out = 0, rows = 0;

  l->G = falk_cell_info (pass->cell)->gates;
  l->P = falk_pass_state_width (pass);
  l->chunk = chunk_steps (pass, B);
  l->gather = B > 1 && pass->x_t != B * pass->x_b;
  if (!round_up (&l->Hp, pass->H) || !round_up (&l->Pp, l->P)
      || !g_size_checked_mul (&out, pass->D, l->P)
      || !g_size_checked_mul (&rows, l->chunk, B))
    return FALSE;

  const gsize factors[FALK_PASS_PARTS][3] = {
    [FALK_PASS_PACKED] = { l->G, l->Hp, l->P },
    [FALK_PASS_BIAS] = { FALK_CELL_GATES_MAX, l->Hp, 1 },
    [FALK_PASS_PROJECTED] = { l->G, rows, pass->H },
    [FALK_PASS_STATE] = { 2, B, l->Pp },
    [FALK_PASS_HIDDEN] = { pass->projection ? 1 : 0, B, l->Hp },
    [FALK_PASS_CELL] = { pass->cell == FALK_CELL_LSTM, B, l->Hp },
    [FALK_PASS_GATHERED] = { l->gather, rows, pass->I },
    [FALK_PASS_BETWEEN_0] = { pass->L > 1 ? pass->T : 0, B, out },
    [FALK_PASS_BETWEEN_1] = { pass->L > 2 ? pass->T : 0, B, out },
  };

  return layout_place (l, factors);
}

gboolean
falk_pass_slice_floats (const FalkPassSlice *slice, gsize *count)
{
  FalkPassLayout layout;

  if (!falk_pass_layout_measure (&layout, slice))
    return FALSE;
  *count = layout.count;
  return TRUE;
}
