/* SPDX-License-Identifier: MIT */
#include "falk-exec-pack.h"

#include <string.h>

#include "falk-order.h"

/* The padded array @x of @shape: time and batch, either first, and a row. */
static FalkPadded
padded_of (const FalkStep *step, const FalkShape *shape, float *x)
{
  gboolean batch_first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  gsize outer, inner = 1;

  for (guint i = 2; i < shape->rank; i++)
    inner *= (gsize)shape->dims[i];
  outer = inner * (gsize)shape->dims[1];
  return (FalkPadded){ x, batch_first ? inner : outer,
                       batch_first ? outer : inner, inner, FALSE };
}

FalkEnd
falk_exec_pack (const FalkExec *exec, FalkExecStep *s)
{
  gboolean batch_first = falk_step_get_bool (s->step, FALK_ARG_BATCH_FIRST);
  FalkPacking packing = { 0 };
  g_autoptr (FalkOrder) order = NULL;
  float *rows = falk_exec_output (s);
  FalkPadded padded;

  if (!rows)
    return FALK_END_NO_MEMORY;
  packing.lengths = falk_step_get_ints (s->step, FALK_ARG_LENGTHS, &packing.n);
  packing.sorted = falk_step_get_bool (s->step, FALK_ARG_ENFORCE_SORTED);
  packing.time = s->in.dims[batch_first ? 1 : 0];
  order = falk_order_new (&packing);
  /* Only read. */
  padded = padded_of (s->step, &s->in, (float *)falk_exec_floats (s->input));
  falk_order_pack (order, &padded, rows);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_unpack (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (FalkOrder) order = falk_order_new (&s->packing);
  float *y = falk_exec_output (s);
  FalkPadded padded;

  if (!y)
    return FALK_END_NO_MEMORY;
  memset (y, 0, falk_exec_count (&s->out) * sizeof (float));
  padded = padded_of (s->step, &s->out, y);
  falk_order_unpack (order, falk_exec_floats (s->input), &padded);
  return FALK_END_DONE;
}
