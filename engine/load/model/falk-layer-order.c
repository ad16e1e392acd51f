/* SPDX-License-Identifier: MIT */
/* Layers of a file that is sorted by name: there the order says nothing, but
 * the sizes do, as each layer takes what the one before gives. */
#include <string.h>

#include "falk-layer-list.h"

#include "falk-rule.h"

#define ORDER_MAX 8 /* layers whose orders are all tried */

typedef struct
{
  guint n;
  gint64 in[ORDER_MAX], out[ORDER_MAX]; /* features */
  guint now[ORDER_MAX], best[ORDER_MAX];
  guint best_gaps; /* neighbours that don't fit */
} Order;

static gboolean
is_sorted (const FalkModelParts *parts)
{
  for (guint i = 1; i < parts->n_tensors; i++)
    if (strcmp (parts->tensors[i - 1]->name, parts->tensors[i]->name) > 0)
      return FALSE;
  return TRUE;
}

static void
get_features (const FalkStep *step, gint64 *in, gint64 *out)
{
  if (falk_rule_arg (step->op, FALK_ARG_IN_FEATURES) != NULL)
    {
      *in = falk_step_get_int (step, FALK_ARG_IN_FEATURES);
      *out = falk_step_get_int (step, FALK_ARG_OUT_FEATURES);
      return;
    }
  *in = falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
  *out = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE)
         * falk_step_directions (step);
}

/* Tries every layer at position @at; the first best order stays, so that of
 * equally good ones it is the one we began with. At most ORDER_MAX deep. */
static void
try_orders (Order *order, guint at, guint used, guint gaps)
{
  if (gaps >= order->best_gaps)
    return;
  if (at == order->n)
    {
      order->best_gaps = gaps;
      memcpy (order->best, order->now, sizeof order->best);
      return;
    }
  for (guint i = 0; i < order->n; i++)
    {
      guint gap = at > 0 && order->out[order->now[at - 1]] != order->in[i];

      if (used >> i & 1)
        continue;
      order->now[at] = i;
      try_orders (order, at + 1, used | 1u << i, gaps + gap);
    }
}

static gboolean
is_recurrent (const FalkLayerEntry *entry)
{
  return falk_rule_arg (entry->step->op, FALK_ARG_HIDDEN_SIZE) != NULL;
}

/* net.2 before net.10. */
static int
compare_naturally (const char *a, const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      gsize n_a = strspn (a, "0123456789"), n_b = strspn (b, "0123456789");

      if (n_a > 0 && n_b > 0 && n_a != n_b)
        return n_a < n_b ? -1 : 1;
      if (*a != *b)
        return (guchar)*a < (guchar)*b ? -1 : 1;
      a++;
      b++;
    }
  return (*a != '\0') - (*b != '\0');
}

/* Where sizes leave the choice, a recurrent layer comes before a Linear. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const FalkLayerEntry *x = *(FalkLayerEntry *const *)a;
  const FalkLayerEntry *y = *(FalkLayerEntry *const *)b;

  if (is_recurrent (x) != is_recurrent (y))
    return is_recurrent (x) ? -1 : 1;
  return compare_naturally (x->prefix, y->prefix);
}

/* Brings the few in @layers into the order that fits best. */
static void
order_by_sizes (GPtrArray *layers)
{
  Order order = { .n = layers->len, .best_gaps = layers->len };
  gpointer before[ORDER_MAX];

  for (guint i = 0; i < order.n; i++)
    {
      const FalkLayerEntry *entry = g_ptr_array_index (layers, i);

      get_features (entry->step, &order.in[i], &order.out[i]);
      before[i] = layers->pdata[i];
    }
  try_orders (&order, 0, 0, 0);
  for (guint i = 0; i < order.n; i++)
    layers->pdata[i] = before[order.best[i]];
}

gboolean
falk_layer_list_order (GPtrArray *entries, const FalkModelParts *parts)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();
  gboolean moved = FALSE;

  for (guint i = 0; i < entries->len; i++)
    if (((FalkLayerEntry *)g_ptr_array_index (entries, i))->step != NULL)
      g_ptr_array_add (layers, g_ptr_array_index (entries, i));
  if (layers->len < 2 || !is_sorted (parts))
    return FALSE;
  g_ptr_array_sort (layers, compare_entries);
  if (layers->len <= ORDER_MAX)
    order_by_sizes (layers);
  for (guint i = 0, next = 0; i < entries->len; i++)
    {
      const FalkLayerEntry *entry = g_ptr_array_index (entries, i);

      if (entry->step == NULL)
        continue;
      moved = moved || entry != g_ptr_array_index (layers, next);
      entries->pdata[i] = g_ptr_array_index (layers, next++);
    }
  return moved;
}
