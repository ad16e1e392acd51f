/* SPDX-License-Identifier: MIT */
#include "falk-exec.h"

#include "falk-exec-layer.h"
#include "falk-exec-move.h"
#include "falk-exec-pack.h"
#include "falk-exec-pair.h"
#include "falk-exec-recurrent.h"

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

GPtrArray *
falk_exec_parameters (const FalkExec *exec, const FalkStep *step)
{
  const FalkExecRow *row = falk_exec_row (step->op);
  FalkInit init = { row->init, row->fan ? row->fan (step) : 0 };

  return falk_supply_parameters (&exec->supply, step, &init);
}

const float *
falk_exec_parameter (const GPtrArray *parameters, guint index)
{
  return index < parameters->len ? falk_exec_floats (parameters->pdata[index])
                                 : NULL;
}

FalkShape
falk_exec_stated_shape (const FalkStep *step, FalkArg arg)
{
  FalkShape shape = { 0 };
  guint n;
  const gint64 *sizes = falk_step_get_ints (step, arg, &n);

  for (; shape.rank < MIN (n, FALK_RANK_MAX); shape.rank++)
    shape.dims[shape.rank] = sizes[shape.rank];
  return shape;
}

guint
falk_exec_axis (const FalkStep *step, FalkArg arg, guint rank)
{
  gint64 dim = falk_step_get_int (step, arg);

  return (guint)(dim < 0 ? dim + rank : dim);
}

gsize
falk_exec_count (const FalkShape *shape)
{
  gint64 count = 0;

  g_assert (falk_shape_count (shape, &count));
  return (gsize)count;
}

void
falk_exec_note (const FalkExec *exec, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (exec->supply.notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* A recurrent layer's parameters are all bounded by its hidden units. */
static gint64
fan_hidden (const FalkStep *step)
{
  return falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
}

/* What one output is summed over: the axes of the weight but its first. */
static gint64
fan_in (const FalkStep *step)
{
  FalkParameter weight;
  gint64 fan = 1;

  falk_step_parameter (step, 0, &weight);
  for (guint i = 1; i < weight.value.rank; i++)
    fan *= weight.value.axes[i].size;
  return fan;
}

#define RECURRENT                                                              \
  {                                                                            \
    falk_exec_recurrent, FALK_INIT_UNIFORM, fan_hidden,                        \
        falk_exec_recurrent_needs, TRUE, FALSE                                 \
  }

#define WEIGHTED(run, init, fan, needs)                                        \
  {                                                                            \
    falk_exec_##run, FALK_INIT_##init, fan, needs, FALSE, FALSE                \
  }

/* Without parameters. */
#define PLAIN(run, needs) WEIGHTED (run, UNIFORM, NULL, needs)

#define SHARING(run)                                                           \
  {                                                                            \
    falk_exec_##run, FALK_INIT_UNIFORM, NULL, NULL, FALSE, TRUE                \
  }

const FalkExecRow *
falk_exec_row (FalkOp op)
{
  static const FalkExecRow rows[] = {
    [FALK_OP_GRU] = RECURRENT,
    [FALK_OP_LSTM] = RECURRENT,
    [FALK_OP_RNN] = RECURRENT,
    [FALK_OP_GRU_CELL] = RECURRENT,
    [FALK_OP_LSTM_CELL] = RECURRENT,
    [FALK_OP_RNN_CELL] = RECURRENT,
    [FALK_OP_LINEAR] = WEIGHTED (linear, UNIFORM, fan_in, NULL),
    [FALK_OP_EMBEDDING] = WEIGHTED (embedding, NORMAL, NULL, NULL),
    [FALK_OP_CONV1D] = WEIGHTED (conv, UNIFORM, fan_in, falk_exec_conv_needs),
    [FALK_OP_LAYER_NORM] = WEIGHTED (layer_norm, NORM, NULL, NULL),
    [FALK_OP_BATCH_NORM1D] = WEIGHTED (batch_norm, NORM, NULL, NULL),
    [FALK_OP_DROPOUT] = SHARING (dropout),
    [FALK_OP_PACK] = PLAIN (pack, NULL),
    [FALK_OP_UNPACK] = PLAIN (unpack, NULL),
    [FALK_OP_SELECT] = PLAIN (select, NULL),
    [FALK_OP_PERMUTE] = PLAIN (permute, NULL),
    [FALK_OP_TRANSPOSE] = PLAIN (transpose, NULL),
    [FALK_OP_VIEW] = SHARING (reshape),
    [FALK_OP_RESHAPE] = SHARING (reshape),
    [FALK_OP_FLATTEN] = SHARING (reshape),
    [FALK_OP_SQUEEZE] = SHARING (reshape),
    [FALK_OP_UNSQUEEZE] = SHARING (reshape),
    [FALK_OP_MEAN] = PLAIN (mean, NULL),
    [FALK_OP_CAT] = PLAIN (cat, falk_exec_pair_needs),
    [FALK_OP_ADD] = PLAIN (add, falk_exec_pair_needs),
    [FALK_OP_BMM] = PLAIN (bmm, falk_exec_pair_needs),
    [FALK_OP_CROSS_ENTROPY] = PLAIN (cross_entropy, falk_exec_pair_needs),
    [FALK_OP_MSE] = PLAIN (mse, falk_exec_pair_needs),
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
      || (row->needs && !row->needs (exec, step, &recorded, &scratch)))
    return FALSE;
  *passing = parameters;
  return add_floats (kept, row->shares ? 0 : count)
         && add_floats (kept, exec->record ? recorded : 0)
         && add_floats (passing, scratch);
}
