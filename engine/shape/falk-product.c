/* SPDX-License-Identifier: MIT */
#include "falk-product.h"

#include "falk-rule-private.h"

static const char *const kind_names[] = {
  [FALK_PRODUCT_LINEAR] = "matrix product",
  [FALK_PRODUCT_INPUT] = "input projection",
  [FALK_PRODUCT_RECURRENT] = "recurrent product",
};

const char *
falk_product_kind_name (FalkProductKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), "");
  return kind_names[kind];
}

/* Weights of one layer and direction that it multiplies by: those at the
 * front of the row with two axes. */
static guint
products_each (const FalkRule *rule)
{
  guint n = 0;

  while (rule->multiplies && n < rule->n_parameters
         && rule->parameters[n].dims[1] != FALK_SYMBOL_NONE)
    n++;
  return n;
}

guint
falk_step_n_products (const FalkStep *step)
{
  return products_each (falk_rule (step->op))
         * (guint)(falk_step_layers (step) * falk_step_directions (step));
}

/* Index of the parameter that product @index multiplies by. The weights come
 * first among the parameters of each layer and direction. */
static guint
parameter_index (const FalkStep *step, guint index)
{
  guint each = products_each (falk_rule (step->op));
  guint states = (guint)(falk_step_layers (step) * falk_step_directions (step));

  return index / each * (falk_step_n_parameters (step) / states) + index % each;
}

static FalkAxis
batch_of (const FalkStep *step, const FalkValue *in)
{
  const FalkRule *rule = falk_rule (step->op);

  if (in->packing.n)
    return falk_axis (in->packing.n, FALK_ROLE_BATCH, falk_origin_none ());
  if (rule->layered && in->rank == 3)
    return in->axes[falk_step_get_bool (step, FALK_ARG_BATCH_FIRST) ? 0 : 1];
  if (!rule->layered && in->rank == 2)
    return in->axes[0];
  return falk_axis (1, FALK_ROLE_BATCH, falk_origin_none ());
}

/* The stored value that becomes m1: the input, the output of the layer
 * below, or the state of one time step. */
static void
set_m1 (const FalkStep *step, const FalkValue *in, FalkProduct *product)
{
  FalkOperand *m1 = &product->m1;
  FalkValue *stored = &m1->stored;

  if (product->kind == FALK_PRODUCT_RECURRENT)
    {
      g_strlcpy (m1->name, "h", sizeof m1->name);
      stored->dtype = in->dtype;
      stored->rank = 2;
      stored->axes[0] = batch_of (step, in);
      stored->axes[1] = falk_recurrent_width (step, FALSE);
      falk_value_set_contiguous (stored);
    }
  else
    {
      falk_value_copy (in, stored);
      g_strlcpy (m1->name, "x", sizeof m1->name);
      if (product->layer > 0)
        {
          stored->axes[in->rank - 1] = product->m2.rows;
          g_snprintf (m1->name, sizeof m1->name, "output of layer %u",
                      product->layer - 1);
          falk_value_set_contiguous (stored);
        }
    }
  m1->rows = falk_axis_merge (stored->axes, stored->rank - 1);
  m1->cols = stored->axes[stored->rank - 1];
}

gboolean
falk_step_product (const FalkStep *step, const FalkValue *in, guint index,
                   FalkProduct *product)
{
  const FalkRule *rule = falk_rule (step->op);
  FalkParameter weight;

  if (in->rank == 0 || index >= falk_step_n_products (step))
    return FALSE;
  falk_step_parameter (step, parameter_index (step, index), &weight);
  product->kind = !rule->recurrent                    ? FALK_PRODUCT_LINEAR
                  : index % products_each (rule) == 0 ? FALK_PRODUCT_INPUT
                                                      : FALK_PRODUCT_RECURRENT;
  product->layer = weight.layer;
  product->reverse = weight.reverse;
  product->gates = rule->gates;
  product->m1.transposed = FALSE;
  product->m2.transposed = TRUE;
  g_strlcpy (product->m2.name, weight.name, sizeof product->m2.name);
  falk_value_copy (&weight.value, &product->m2.stored);
  product->m2.rows = weight.value.axes[1];
  product->m2.cols = weight.value.axes[0];
  set_m1 (step, in, product);
  return TRUE;
}
