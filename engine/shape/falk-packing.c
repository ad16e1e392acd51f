/* SPDX-License-Identifier: MIT */
#include "falk-packing.h"

gint64
falk_packing_steps (const FalkPacking *packing)
{
  gint64 steps = 0;

  for (guint i = 0; i < packing->n; i++)
    steps = MAX (steps, packing->lengths[i]);
  return steps;
}

gint64
falk_packing_batch (const FalkPacking *packing, gint64 t)
{
  gint64 batch = 0;

  for (guint i = 0; i < packing->n; i++)
    batch += packing->lengths[i] > t;
  return batch;
}

gboolean
falk_packing_rows (const FalkPacking *packing, gint64 t, gint64 *rows)
{
  gint64 sum = 0;

  for (guint i = 0; i < packing->n; i++)
    if (!falk_size_add (sum, MIN (packing->lengths[i], t), &sum))
      return FALSE;
  *rows = sum;
  return TRUE;
}

/* Whether sequence @a comes before @b: the longer one does. */
static gboolean
is_before (const FalkPacking *packing, guint a, guint b)
{
  return packing->lengths[a] > packing->lengths[b];
}

static void
exchange (guint *order, guint a, guint b)
{
  guint kept = order[a];

  order[a] = order[b];
  order[b] = kept;
}

/* Puts the middle one of the second, the middle and the last to the front. */
static void
pick_pivot (const FalkPacking *packing, guint *order, guint n)
{
  gboolean sorted = is_before (packing, order[1], order[n / 2]);
  guint a = sorted ? 1 : n / 2, b = sorted ? n / 2 : 1, c = n - 1;

  exchange (order, 0,
            is_before (packing, order[b], order[c])   ? b
            : is_before (packing, order[a], order[c]) ? c
                                                      : a);
}

/* Parts @order behind its first, which is the pivot; gives where the second
 * part begins. */
static guint
part (const FalkPacking *packing, guint *order, guint n)
{
  guint low = 1, high = n;

  while (TRUE)
    {
      while (is_before (packing, order[low], order[0]))
        low++;
      high--;
      while (is_before (packing, order[0], order[high]))
        high--;
      if (low >= high)
        return low;
      exchange (order, low++, high);
    }
}

static int
compare (gconstpointer a, gconstpointer b, gpointer packing)
{
  guint i = *(const guint *)a, k = *(const guint *)b;

  return is_before (packing, k, i) - is_before (packing, i, k);
}

/* Parts until at most 16 are left of each, as libstdc++'s std::sort does,
 * which is what PyTorch sorts with: the order of equal lengths is its. Lists
 * that part badly are merged instead; its heap is not followed. */
static void
part_all (const FalkPacking *packing, guint *order, guint n, guint depth)
{
  while (n > 16)
    {
      guint cut;

      if (depth-- == 0)
        {
          g_qsort_with_data (order, (int)n, sizeof order[0], compare,
                             (gpointer)packing);
          return;
        }
      pick_pivot (packing, order, n);
      cut = part (packing, order, n);
      part_all (packing, order + cut, n - cut, depth);
      n = cut;
    }
}

static void
insert_all (const FalkPacking *packing, guint *order, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint k = i; k > 0 && is_before (packing, order[k], order[k - 1]); k--)
      exchange (order, k, k - 1);
}

/* Longest first, whether or not it has to be sorted. */
static guint *
order_by_length (const FalkPacking *packing)
{
  guint *order = g_new (guint, MAX (packing->n, 1));

  for (guint i = 0; i < packing->n; i++)
    order[i] = i;
  if (packing->n == 0)
    return order;
  part_all (packing, order, packing->n, 2 * (g_bit_storage (packing->n) - 1));
  insert_all (packing, order, packing->n);
  return order;
}

guint *
falk_packing_order (const FalkPacking *packing)
{
  guint *order;

  if (!packing->sorted)
    return order_by_length (packing);
  order = g_new (guint, MAX (packing->n, 1));
  for (guint i = 0; i < packing->n; i++)
    order[i] = i;
  return order;
}

gint64
falk_packing_first_beyond (const FalkPacking *packing, gint64 size)
{
  g_autofree guint *order = NULL;

  if ((gint64)packing->n <= size)
    return -1;
  order = order_by_length (packing);
  for (guint i = 0; i < packing->n; i++)
    if ((gint64)order[i] >= size)
      return order[i];
  return -1;
}
