/* SPDX-License-Identifier: MIT */
#include "falk-exec.h"

#include "falk-exec-recurrent.h"
#include "falk-linear.h"
#include "falk-move.h"

gint64
falk_exec_fan (const FalkStep *step)
{
  FalkArg fan = falk_exec_row (step->op)->fan;

  return fan == FALK_ARG_NONE ? 0 : falk_step_get_int (step, fan);
}

const float *
falk_exec_floats (GBytes *bytes)
{
  return bytes ? g_bytes_get_data (bytes, NULL) : NULL;
}

float *
falk_exec_new_floats (gsize count)
{
  return g_try_malloc_n (MAX (count, 1), sizeof (float));
}

float *
falk_exec_output (FalkExecStep *step)
{
  gint64 count;
  float *values;

  if (!falk_shape_count (&step->out, &count))
    return NULL;
  values = falk_exec_new_floats ((gsize)count);
  if (values)
    step->output = g_bytes_new_take (values, (gsize)count * sizeof (float));
  return values;
}

/* An axis argument, which may count from the end. */
static guint
axis_of (gint64 dim, guint rank)
{
  return (guint)(dim < 0 ? dim + rank : dim);
}

static FalkEnd
run_linear (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters =
      falk_supply_parameters (&exec->supply, s->step, falk_exec_fan (s->step));
  gsize in = (gsize)s->in.dims[s->in.rank - 1];
  gsize out = (gsize)s->out.dims[s->out.rank - 1], rows = 1;
  float *y = falk_exec_output (s);
  const float *weight, *bias;

  if (!y || !parameters)
    return FALK_END_NO_MEMORY;
  for (guint i = 0; i + 1 < s->in.rank; i++)
    rows *= (gsize)s->in.dims[i];
  weight = falk_exec_floats (parameters->pdata[0]);
  bias = parameters->len > 1 ? falk_exec_floats (parameters->pdata[1]) : NULL;
  if (exec->naive)
    falk_linear_naive (rows, in, out, falk_exec_floats (s->input), weight, bias,
                       y);
  else
    {
      falk_blas_set_threads (exec->blas, exec->threads);
      falk_linear (exec->blas, rows, in, out, falk_exec_floats (s->input),
                   weight, bias, y);
    }
  return FALK_END_DONE;
}

static FalkEnd
run_select (const FalkExec *exec, FalkExecStep *s)
{
  guint axis = axis_of (falk_step_get_int (s->step, FALK_ARG_DIM), s->in.rank);
  gint64 index = falk_step_get_int (s->step, FALK_ARG_INDEX);
  float *y = falk_exec_output (s);

  if (!y)
    return FALK_END_NO_MEMORY;
  if (index < 0)
    index += s->in.dims[axis];
  falk_move_select (falk_exec_floats (s->input), &s->in, axis, (gsize)index, y);
  return FALK_END_DONE;
}

static FalkEnd
run_permute (const FalkExec *exec, FalkExecStep *s)
{
  guint dims[FALK_RANK_MAX], n = 0;
  const gint64 *given = falk_step_get_ints (s->step, FALK_ARG_DIMS, &n);
  float *y = falk_exec_output (s);

  if (!y)
    return FALK_END_NO_MEMORY;
  g_assert (n == s->in.rank);
  for (guint i = 0; i < n; i++)
    dims[i] = axis_of (given[i], n);
  falk_move_permute (falk_exec_floats (s->input), &s->in, dims, y);
  return FALK_END_DONE;
}

static FalkEnd
run_transpose (const FalkExec *exec, FalkExecStep *s)
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
      guint a = axis_of (falk_step_get_int (s->step, FALK_ARG_DIM0), rank);
      guint b = axis_of (falk_step_get_int (s->step, FALK_ARG_DIM1), rank);

      dims[a] = b;
      dims[b] = a;
    }
  falk_move_permute (falk_exec_floats (s->input), &s->in, dims, y);
  return FALK_END_DONE;
}

static FalkEnd
run_mean (const FalkExec *exec, FalkExecStep *s)
{
  gboolean one = falk_step_has (s->step, FALK_ARG_DIM);
  guint rank = s->in.rank, axis = 0;
  gboolean folded[FALK_RANK_MAX] = { FALSE };
  float *y = falk_exec_output (s);

  if (!y)
    return FALK_END_NO_MEMORY;
  if (one && rank > 0)
    axis = axis_of (falk_step_get_int (s->step, FALK_ARG_DIM), rank);
  for (guint i = 0; i < rank; i++)
    folded[i] = !one || i == axis;
  falk_move_mean (falk_exec_floats (s->input), &s->in, folded, y);
  return FALK_END_DONE;
}

/* Values are kept in C order, so a new shape is all there is to it. */
static FalkEnd
run_reshape (const FalkExec *exec, FalkExecStep *s)
{
  s->output = g_bytes_ref (s->input);
  return FALK_END_DONE;
}

const FalkExecRow *
falk_exec_row (FalkOp op)
{
  static const FalkExecRow rows[] = {
    [FALK_OP_GRU] = { falk_exec_recurrent, FALK_ARG_HIDDEN_SIZE, TRUE, FALSE },
    [FALK_OP_GRU_CELL] = { falk_exec_recurrent, FALK_ARG_HIDDEN_SIZE, TRUE,
                           FALSE },
    [FALK_OP_LINEAR] = { run_linear, FALK_ARG_IN_FEATURES, FALSE, FALSE },
    [FALK_OP_SELECT] = { run_select, FALK_ARG_NONE, FALSE, FALSE },
    [FALK_OP_PERMUTE] = { run_permute, FALK_ARG_NONE, FALSE, FALSE },
    [FALK_OP_TRANSPOSE] = { run_transpose, FALK_ARG_NONE, FALSE, FALSE },
    [FALK_OP_VIEW] = { run_reshape, FALK_ARG_NONE, FALSE, TRUE },
    [FALK_OP_RESHAPE] = { run_reshape, FALK_ARG_NONE, FALSE, TRUE },
    [FALK_OP_FLATTEN] = { run_reshape, FALK_ARG_NONE, FALSE, TRUE },
    [FALK_OP_SQUEEZE] = { run_reshape, FALK_ARG_NONE, FALSE, TRUE },
    [FALK_OP_UNSQUEEZE] = { run_reshape, FALK_ARG_NONE, FALSE, TRUE },
    [FALK_OP_MEAN] = { run_mean, FALK_ARG_NONE, FALSE, FALSE },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (rows) == FALK_OP_COUNT);
  g_return_val_if_fail (op < FALK_OP_COUNT, NULL);
  return &rows[op];
}

/* Adds the bytes of @count floats to @sum. */
static gboolean
add_floats (gint64 *sum, gint64 count)
{
  return falk_size_mul (count, sizeof (float), &count)
         && falk_size_add (*sum, count, sum);
}

gboolean
falk_exec_cost (const FalkExec *exec, const FalkExecStep *step, gint64 *kept,
                gint64 *passing)
{
  const FalkExecRow *row = falk_exec_row (step->step->op);
  gint64 count, parameters, recorded = 0, scratch = 0;

  *kept = 0;
  if (!falk_shape_count (&step->out, &count)
      || !falk_supply_cost (step->step, &parameters)
      || (row->recurrent
          && !falk_exec_recurrent_floats (exec, step, &recorded, &scratch)))
    return FALSE;
  *passing = parameters;
  return add_floats (kept, row->shares ? 0 : count)
         && add_floats (kept, exec->record ? recorded : 0)
         && add_floats (passing, scratch);
}
