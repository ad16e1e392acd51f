/* SPDX-License-Identifier: MIT */
#include "falk-order.h"

#include <string.h>

static gint
compare_lengths (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *lengths = data;
  gint64 first = lengths[*(const gsize *)a];
  gint64 second = lengths[*(const gsize *)b];

  return first < second ? 1 : first > second ? -1 : 0;
}

FalkOrder *
falk_order_new (const FalkPacking *packing)
{
  FalkOrder *order = g_new0 (FalkOrder, 1);

  order->n = packing->n;
  order->index = g_new (gsize, MAX (order->n, 1));
  order->lengths = g_new (gsize, MAX (order->n, 1));
  for (gsize k = 0; k < order->n; k++)
    order->index[k] = k;
  /* This sort is stable. */
  if (!packing->sorted)
    g_qsort_with_data (order->index, (gint)order->n, sizeof *order->index,
                       compare_lengths, (gpointer)packing->lengths);
  for (gsize k = 0; k < order->n; k++)
    order->lengths[k] =
        (gsize)MIN (packing->lengths[order->index[k]], packing->time);
  order->T = order->n ? order->lengths[0] : 0;
  return order;
}

void
falk_order_free (FalkOrder *order)
{
  g_free (order->index);
  g_free (order->lengths);
  g_free (order);
}

static float *
padded_row (const FalkOrder *order, const FalkPadded *padded, gsize t, gsize k)
{
  gsize b = padded->sorted ? k : order->index[k];

  return padded->x + t * padded->t_stride + b * padded->b_stride;
}

void
falk_order_pack (const FalkOrder *order, const FalkPadded *padded, float *rows)
{
  for (gsize t = 0; t < order->T; t++)
    for (gsize k = 0; k < order->n && order->lengths[k] > t; k++)
      {
        memcpy (rows, padded_row (order, padded, t, k),
                padded->width * sizeof (float));
        rows += padded->width;
      }
}

void
falk_order_unpack (const FalkOrder *order, const float *rows,
                   const FalkPadded *padded)
{
  for (gsize t = 0; t < order->T; t++)
    for (gsize k = 0; k < order->n && order->lengths[k] > t; k++)
      {
        memcpy (padded_row (order, padded, t, k), rows,
                padded->width * sizeof (float));
        rows += padded->width;
      }
}
