/* SPDX-License-Identifier: MIT */
#include "falk-model-key.h"

#include "falk-rule.h"

static void
add_int (GString *key, gint64 number)
{
  g_string_append_printf (key, "%" G_GINT64_FORMAT ",", number);
}

static void
add_shape (GString *key, const FalkShape *shape)
{
  for (guint i = 0; i < shape->rank; i++)
    add_int (key, shape->dims[i]);
  g_string_append_c (key, ';');
}

static void
add_argument (GString *key, const FalkStep *step, FalkArg arg)
{
  guint n;
  const gint64 *ints;

  g_string_append_printf (key, "%d=", arg);
  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_INT:
    case FALK_ARG_TYPE_BOOL:
    case FALK_ARG_TYPE_WORD:
      add_int (key, falk_step_get_int (step, arg));
      break;
    case FALK_ARG_TYPE_FLOAT:
      g_string_append_printf (key, "%.17g", falk_step_get_float (step, arg));
      break;
    case FALK_ARG_TYPE_INTS:
      ints = falk_step_get_ints (step, arg, &n);
      if (!ints)
        g_string_append_c (key, '-');
      for (guint i = 0; ints && i < n; i++)
        add_int (key, ints[i]);
      break;
    }
  g_string_append_c (key, ';');
}

/* Whether what @op does is said by the shape it gives. */
static gboolean
only_reshapes (FalkOp op)
{
  static const gboolean ops[FALK_OP_COUNT] = {
    [FALK_OP_VIEW] = TRUE,      [FALK_OP_RESHAPE] = TRUE,
    [FALK_OP_FLATTEN] = TRUE,   [FALK_OP_SQUEEZE] = TRUE,
    [FALK_OP_UNSQUEEZE] = TRUE,
  };

  return ops[op];
}

static gint64
from_front (gint64 dim, guint rank)
{
  return dim < 0 ? dim + rank : dim;
}

/* The order of axes that @step makes, of @rank; no axes where it makes
 * none. */
static FalkShape
order_of (const FalkStep *step, guint rank)
{
  FalkShape order = { 0 };
  gint64 first, second;
  guint n;
  const gint64 *dims = falk_step_get_ints (step, FALK_ARG_DIMS, &n);

  if (step->op == FALK_OP_TRANSPOSE)
    {
      first = from_front (falk_step_get_int (step, FALK_ARG_DIM0), rank);
      second = from_front (falk_step_get_int (step, FALK_ARG_DIM1), rank);
      for (; order.rank < rank; order.rank++)
        order.dims[order.rank] = order.rank == first    ? second
                                 : order.rank == second ? first
                                                        : order.rank;
    }
  else if (step->op == FALK_OP_PERMUTE && dims)
    for (; order.rank < MIN (n, rank); order.rank++)
      order.dims[order.rank] = from_front (dims[order.rank], rank);
  return order;
}

static void
add_step (GString *key, const FalkStep *step, const FalkStepShapes *shapes)
{
  const FalkRule *rule = falk_rule (step->op);
  FalkShape out = falk_value_shape (&shapes->out);
  FalkShape order = order_of (step, shapes->in.rank);

  if (only_reshapes (step->op))
    {
      g_string_append (key, "|shape:");
      add_shape (key, &out);
      return;
    }
  if (order.rank > 0)
    {
      g_string_append (key, "|order:");
      add_shape (key, &order);
      return;
    }
  g_string_append_printf (key, "|%d:", step->op);
  for (guint i = 0; i < rule->n_args; i++)
    add_argument (key, step, rule->args[i].arg);
  for (guint i = 0; i < step->tensors->len; i++)
    {
      const FalkTensor *tensor = g_ptr_array_index (step->tensors, i);

      g_string_append_printf (key, "%s@%p;", tensor->name,
                              (const void *)tensor);
    }
}

char *
falk_model_key (const FalkModel *model, const FalkTensor *input,
                const FalkInference *inference)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%d@%p:", input->dtype, (void *)input->data);
  add_shape (key, &input->shape);
  for (guint i = 0; i < model->steps->len; i++)
    add_step (key, falk_model_step (model, i), &inference->steps[i]);
  return g_string_free (key, FALSE);
}
