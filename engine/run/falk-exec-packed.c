/* SPDX-License-Identifier: MIT */
#include "falk-exec-packed.h"

#include <string.h>

void
falk_exec_packed_clear (FalkExecPacked *packed)
{
  g_clear_pointer (&packed->order, falk_order_free);
  g_clear_pointer (&packed->x.x, g_free);
  g_clear_pointer (&packed->output.x, g_free);
  g_clear_pointer (&packed->h0, g_free);
  g_clear_pointer (&packed->c0, g_free);
  g_clear_pointer (&packed->h_n, g_free);
}

/* Adds the product of @n sizes. FALSE on overflow. */
static gboolean
add_product (gint64 *sum, const gsize *sizes, guint n)
{
  gint64 product = 1;

  for (guint i = 0; i < n; i++)
    if (sizes[i] > G_MAXINT64
        || !falk_size_mul (product, (gint64)sizes[i], &product))
      return FALSE;
  return falk_size_add (*sum, product, sum);
}

gboolean
falk_exec_packed_floats (const FalkPass *pass, gint64 *count)
{
  gsize P = falk_pass_state_width (pass), states = pass->L * pass->D;
  const gsize x[] = { pass->T, pass->B, pass->I };
  const gsize output[] = { pass->T, pass->B, pass->D, P };
  const gsize state[] = { 3, states, pass->B, pass->H };

  *count = 0;
  return add_product (count, x, G_N_ELEMENTS (x))
         && add_product (count, output, G_N_ELEMENTS (output))
         && add_product (count, state, G_N_ELEMENTS (state));
}

/* [T, B, width] zeros. */
static gboolean
padded_new (FalkPadded *padded, const FalkPass *pass, gsize width)
{
  *padded = (FalkPadded){ NULL, pass->B * width, width, width, TRUE };
  padded->x =
      g_try_malloc0_n (MAX (pass->T * padded->t_stride, 1), sizeof (float));
  return padded->x != NULL;
}

/* The rows of @given, [L * D, rows, width], that the sequences have, in their
 * order; NULL of NULL. FALSE when there is no memory. */
static gboolean
order_state (const FalkPass *pass, const FalkOrder *order, const float *given,
             gsize rows, gsize width, float **state)
{
  float *to;

  *state = NULL;
  if (!given)
    return TRUE;
  to = *state = g_try_malloc_n (MAX (pass->L * pass->D * pass->B * width, 1),
                                sizeof (float));
  for (gsize i = 0; to && i < pass->L * pass->D; i++)
    for (gsize k = 0; k < pass->B; k++, to += width)
      memcpy (to, given + (i * rows + order->index[k]) * width,
              width * sizeof (float));
  return *state != NULL;
}

gboolean
falk_exec_packed_start (FalkExecPacked *packed, const FalkPacking *packing,
                        FalkPass *pass, gsize h0_rows, gsize c0_rows)
{
  gsize P = falk_pass_state_width (pass);
  FalkOrder *order = falk_order_new (packing);

  packed->order = order;
  if (!padded_new (&packed->x, pass, pass->I)
      || (pass->output && !padded_new (&packed->output, pass, pass->D * P))
      || !order_state (pass, order, pass->h0, h0_rows, P, &packed->h0)
      || !order_state (pass, order, pass->c0, c0_rows, pass->H, &packed->c0))
    return FALSE;
  falk_order_unpack (order, pass->x, &packed->x);
  if (pass->h_n)
    {
      packed->h_n = g_try_malloc_n (MAX (pass->L * pass->D * pass->B * P, 1),
                                    sizeof (float));
      if (!packed->h_n)
        return FALSE;
    }
  pass->x = packed->x.x;
  pass->output = packed->output.x;
  pass->h0 = packed->h0;
  pass->c0 = packed->c0;
  pass->h_n = packed->h_n;
  pass->lengths = order->lengths;
  falk_pass_set_contiguous (pass, FALSE);
  return TRUE;
}

/* Row k of each of the @n blocks of @from goes to row index[k] of @to's. */
static void
restore_rows (const FalkOrder *order, gsize n, gsize width, const float *from,
              float *to)
{
  for (gsize i = 0; i < n; i++, to += order->n * width)
    for (gsize k = 0; k < order->n; k++, from += width)
      memcpy (to + order->index[k] * width, from, width * sizeof (float));
}

/* The record's arrays in the batch's order, one block of [B, H] at a time. */
static gboolean
restore_record (const FalkOrder *order, FalkRecord *record)
{
  gsize H = (gsize)record->H, block = order->n * H;
  gsize blocks = (gsize)(record->states * record->T);
  gint64 *lengths = g_new (gint64, MAX (order->n, 1));
  g_autofree float *copy = g_try_malloc_n (MAX (block, 1), sizeof (float));

  record->lengths = lengths;
  for (gsize k = 0; k < order->n; k++)
    lengths[order->index[k]] = (gint64)order->lengths[k];
  for (guint gate = 0; copy && gate < FALK_GATE_COUNT; gate++)
    for (gsize i = 0; record->gates[gate] && block && i < blocks; i++)
      {
        float *at = (float *)record->gates[gate] + i * block;

        memcpy (copy, at, block * sizeof (float));
        restore_rows (order, 1, H, copy, at);
      }
  return copy != NULL;
}

gboolean
falk_exec_packed_finish (const FalkExecPacked *packed, const FalkPass *pass,
                         FalkRecord *record, float *output)
{
  if (packed->output.x)
    falk_order_pack (packed->order, &packed->output, output);
  else
    restore_rows (packed->order, pass->L * pass->D,
                  falk_pass_state_width (pass), packed->h_n, output);
  return !record || restore_record (packed->order, record);
}
