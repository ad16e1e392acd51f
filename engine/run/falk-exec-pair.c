/* SPDX-License-Identifier: MIT */
#include "falk-exec-pair.h"

#include "falk-move.h"
#include "falk-pair.h"
#include "falk-run.h"

static FalkArg
other_of (FalkOp op)
{
  return op == FALK_OP_CROSS_ENTROPY || op == FALK_OP_MSE ? FALK_ARG_TARGET
                                                          : FALK_ARG_OTHER;
}

/* The second operand of @s and its shape; NULL when there is no memory. */
static GBytes *
get_other (const FalkExec *exec, const FalkExecStep *s, FalkShape *shape)
{
  FalkArg arg = other_of (s->step->op);

  *shape = falk_exec_stated_shape (s->step, arg);
  return falk_supply_operand (&exec->supply, s->step, arg,
                              (gint64)falk_exec_count (shape));
}

gboolean
falk_exec_pair_needs (const FalkExec *exec, const FalkExecStep *s,
                      gint64 *recorded, gint64 *scratch)
{
  FalkShape shape = falk_exec_stated_shape (s->step, other_of (s->step->op));

  *recorded = 0;
  /* bmm transposes one matrix of it at a time. */
  return falk_shape_count (&shape, scratch)
         && (s->step->op != FALK_OP_BMM
             || falk_size_mul (*scratch, 2, scratch));
}

FalkEnd
falk_exec_cat (const FalkExec *exec, FalkExecStep *s)
{
  FalkShape shape;
  g_autoptr (GBytes) other = get_other (exec, s, &shape);
  float *y = falk_exec_output (s);
  guint axis;

  if (!y || !other)
    return FALK_END_NO_MEMORY;
  axis = falk_exec_axis (s->step, FALK_ARG_DIM, s->out.rank);
  falk_move_cat (falk_exec_floats (s->input), &s->in, falk_exec_floats (other),
                 &shape, axis, y);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_add (const FalkExec *exec, FalkExecStep *s)
{
  FalkShape shape;
  g_autoptr (GBytes) other = get_other (exec, s, &shape);
  float *y = falk_exec_output (s);

  if (!y || !other)
    return FALK_END_NO_MEMORY;
  falk_pair_add (&s->out, falk_exec_floats (s->input), &s->in,
                 falk_exec_floats (other), &shape, y);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_bmm (const FalkExec *exec, FalkExecStep *s)
{
  FalkShape shape;
  g_autoptr (GBytes) other = get_other (exec, s, &shape);
  float *y = falk_exec_output (s);
  gsize batch = (gsize)s->in.dims[0], n = (gsize)s->in.dims[1];
  gsize m = (gsize)s->in.dims[2], p = (gsize)shape.dims[2];
  g_autofree float *scratch = falk_exec_new_floats (m * p);

  if (!y || !other || !scratch)
    return FALK_END_NO_MEMORY;
  if (exec->naive)
    falk_pair_products_naive (batch, n, m, p, falk_exec_floats (s->input),
                              falk_exec_floats (other), y);
  else
    {
      falk_blas_set_threads (exec->blas, exec->threads);
      falk_pair_products (exec->blas, batch, n, m, p,
                          falk_exec_floats (s->input), falk_exec_floats (other),
                          scratch, y);
    }
  return FALK_END_DONE;
}

/* The loss of predictions [classes], [batch, classes] or [batch, classes,
 * ...] against one class for each. */
FalkEnd
falk_exec_cross_entropy (const FalkExec *exec, FalkExecStep *s)
{
  gboolean single = s->in.rank == 1;
  gsize batch = single ? 1 : (gsize)s->in.dims[0];
  gsize classes = (gsize)s->in.dims[single ? 0 : 1], rest = 1, at;
  g_autoptr (GBytes) target = NULL;
  float *y = falk_exec_output (s);
  double loss;

  for (guint i = 2; i < s->in.rank; i++)
    rest *= (gsize)s->in.dims[i];
  target = falk_supply_classes (&exec->supply, s->step, FALK_ARG_TARGET,
                                (gint64)(batch * rest), (gint64)classes);
  if (!y || !target)
    return FALK_END_NO_MEMORY;
  if (!falk_pair_cross_entropy (batch, classes, rest,
                                falk_exec_floats (s->input),
                                falk_exec_floats (target), &loss, &at))
    {
      g_set_error (&s->error, FALK_RUN_ERROR, FALK_RUN_ERROR_TARGET,
                   "%s has %zu classes, and element %zu of its target is %g.",
                   s->step->name, classes, at,
                   (double)falk_exec_floats (target)[at]);
      return FALK_END_REFUSED;
    }
  *y = (float)loss;
  return FALK_END_DONE;
}

FalkEnd
falk_exec_mse (const FalkExec *exec, FalkExecStep *s)
{
  FalkShape shape, whole = { 0 };
  g_autoptr (GBytes) other = get_other (exec, s, &shape);
  float *y = falk_exec_output (s);

  if (!y || !other)
    return FALK_END_NO_MEMORY;
  /* Both repeated to the shape of the two together. */
  whole.rank = MAX (s->in.rank, shape.rank);
  for (guint i = 1; i <= whole.rank; i++)
    {
      gint64 a = i <= s->in.rank ? s->in.dims[s->in.rank - i] : 1;
      gint64 b = i <= shape.rank ? shape.dims[shape.rank - i] : 1;

      whole.dims[whole.rank - i] = a == 1 ? b : a;
    }
  *y = (float)falk_pair_mean_square (&whole, falk_exec_floats (s->input),
                                     &s->in, falk_exec_floats (other), &shape);
  return FALK_END_DONE;
}
