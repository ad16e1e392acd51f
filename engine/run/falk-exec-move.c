/* SPDX-License-Identifier: MIT */
#include "falk-exec-move.h"

#include "falk-move.h"

FalkEnd
falk_exec_select (const FalkExec *exec, FalkExecStep *s)
{
  guint axis = falk_exec_axis (s->step, FALK_ARG_DIM, s->in.rank);
  gint64 index = falk_step_get_int (s->step, FALK_ARG_INDEX);
  float *y = falk_exec_output (s);

  if (!y)
    return FALK_END_NO_MEMORY;
  if (index < 0)
    index += s->in.dims[axis];
  falk_move_select (falk_exec_floats (s->input), &s->in, axis, (gsize)index, y);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_permute (const FalkExec *exec, FalkExecStep *s)
{
  guint dims[FALK_RANK_MAX], n = 0;
  const gint64 *given = falk_step_get_ints (s->step, FALK_ARG_DIMS, &n);
  float *y = falk_exec_output (s);

  if (!y)
    return FALK_END_NO_MEMORY;
  g_assert (n == s->in.rank);
  for (guint i = 0; i < n; i++)
    dims[i] = (guint)(given[i] < 0 ? given[i] + n : given[i]);
  falk_move_permute (falk_exec_floats (s->input), &s->in, dims, y);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_transpose (const FalkExec *exec, FalkExecStep *s)
{
  guint dims[FALK_RANK_MAX], rank = s->in.rank;
  float *y = falk_exec_output (s);

  if (!y)
    return FALK_END_NO_MEMORY;
  for (guint i = 0; i < rank; i++)
    dims[i] = i;
  /* A scalar may be transposed along its axis 0, which it has not. */
  if (rank > 0)
    {
      guint a = falk_exec_axis (s->step, FALK_ARG_DIM0, rank);
      guint b = falk_exec_axis (s->step, FALK_ARG_DIM1, rank);

      dims[a] = b;
      dims[b] = a;
    }
  falk_move_permute (falk_exec_floats (s->input), &s->in, dims, y);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_mean (const FalkExec *exec, FalkExecStep *s)
{
  gboolean one = falk_step_has (s->step, FALK_ARG_DIM);
  guint rank = s->in.rank, axis = 0;
  gboolean folded[FALK_RANK_MAX] = { FALSE };
  float *y = falk_exec_output (s);

  if (!y)
    return FALK_END_NO_MEMORY;
  if (one && rank > 0)
    axis = falk_exec_axis (s->step, FALK_ARG_DIM, rank);
  for (guint i = 0; i < rank; i++)
    folded[i] = !one || i == axis;
  falk_move_mean (falk_exec_floats (s->input), &s->in, folded, y);
  return FALK_END_DONE;
}

/* Values are kept in C order, so a new shape is all there is to it. */
FalkEnd
falk_exec_reshape (const FalkExec *exec, FalkExecStep *s)
{
  s->output = g_bytes_ref (s->input);
  return FALK_END_DONE;
}
