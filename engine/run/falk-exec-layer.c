/* SPDX-License-Identifier: MIT */
#include "falk-exec-layer.h"

#include <math.h>
#include <string.h>

#include "falk-conv.h"
#include "falk-linear.h"
#include "falk-norm.h"
#include "falk-run.h"

FalkEnd
falk_exec_linear (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters = falk_exec_parameters (exec, s->step);
  gsize in = (gsize)s->in.dims[s->in.rank - 1];
  gsize out = (gsize)s->out.dims[s->out.rank - 1], rows = 1;
  float *y = falk_exec_output (s);
  const float *weight, *bias;

  if (!y || !parameters)
    return FALK_END_NO_MEMORY;
  for (guint i = 0; i + 1 < s->in.rank; i++)
    rows *= (gsize)s->in.dims[i];
  weight = falk_exec_parameter (parameters, 0);
  bias = falk_exec_parameter (parameters, 1);
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

/* Index @i of an Embedding's input. Float32 rounds large ones, so they are
 * read from the tensor they came from where it is there. */
static double
get_index (const FalkExecStep *s, gsize i)
{
  if (s->source && s->source->data)
    return falk_dtype_get (s->source->dtype,
                           g_bytes_get_data (s->source->data, NULL), i);
  return falk_exec_floats (s->input)[i];
}

static FalkEnd
refuse_index (FalkExecStep *s, double index, gsize at)
{
  gint64 rows = falk_step_get_int (s->step, FALK_ARG_NUM_EMBEDDINGS);

  g_set_error (&s->error, FALK_RUN_ERROR, FALK_RUN_ERROR_EMBEDDING_INDEX,
               "%s has num_embeddings=%" G_GINT64_FORMAT
               ", and element %zu of its input is the index %.0f: indices go "
               "from 0 to %" G_GINT64_FORMAT ".",
               s->step->name, rows, at, index, rows - 1);
  return FALK_END_REFUSED;
}

/* The indices went through a step, as float32. */
static FalkEnd
refuse_rounded (FalkExecStep *s)
{
  g_set_error (&s->error, FALK_RUN_ERROR, FALK_RUN_ERROR_EMBEDDING_INDEX,
               "%s has num_embeddings=%" G_GINT64_FORMAT
               ": indices above %d can't be told apart behind another step. "
               "Make it the first.",
               s->step->name,
               falk_step_get_int (s->step, FALK_ARG_NUM_EMBEDDINGS),
               FALK_SUPPLY_WHOLE_MAX);
  return FALK_END_REFUSED;
}

FalkEnd
falk_exec_embedding (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters = falk_exec_parameters (exec, s->step);
  double rows = (double)falk_step_get_int (s->step, FALK_ARG_NUM_EMBEDDINGS);
  gsize width = (gsize)s->out.dims[s->out.rank - 1];
  gsize count = falk_exec_count (&s->in);
  float *y = falk_exec_output (s);
  const float *weight;

  if (!y || !parameters)
    return FALK_END_NO_MEMORY;
  if (!s->source && rows > FALK_SUPPLY_WHOLE_MAX)
    return refuse_rounded (s);
  weight = falk_exec_parameter (parameters, 0);
  for (gsize i = 0; i < count; i++)
    {
      double index = get_index (s, i);

      if (!(index >= 0 && index < rows))
        return refuse_index (s, index, i);
      memcpy (y + i * width, weight + (gsize)index * width,
              width * sizeof (float));
    }
  return FALK_END_DONE;
}

/* The sizes of a Conv1d on the input @in; one without a batch axis is a batch
 * of one. */
static FalkConv
conv_sizes (const FalkExecStep *s)
{
  const FalkStep *step = s->step;
  guint rank = s->in.rank;

  return (FalkConv){
    .N = rank == 3 ? (gsize)s->in.dims[0] : 1,
    .C = (gsize)falk_step_get_int (step, FALK_ARG_IN_CHANNELS),
    .O = (gsize)falk_step_get_int (step, FALK_ARG_OUT_CHANNELS),
    .K = (gsize)falk_step_get_int (step, FALK_ARG_KERNEL_SIZE),
    .G = (gsize)falk_step_get_int (step, FALK_ARG_GROUPS),
    .M = (gsize)s->in.dims[rank - 1],
    .L = (gsize)s->out.dims[rank - 1],
    .stride = falk_step_get_int (step, FALK_ARG_STRIDE),
    .padding = falk_step_get_int (step, FALK_ARG_PADDING),
    .dilation = falk_step_get_int (step, FALK_ARG_DILATION),
  };
}

FalkEnd
falk_exec_conv (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters = falk_exec_parameters (exec, s->step);
  FalkConv conv = conv_sizes (s);
  gint64 count;

  conv.y = falk_exec_output (s);
  if (!conv.y || !parameters)
    return FALK_END_NO_MEMORY;
  /* Of no channels PyTorch makes none, whatever out_channels is. */
  if (!falk_shape_count (&s->out, &count) || count == 0)
    return FALK_END_DONE;
  conv.x = falk_exec_floats (s->input);
  conv.weight = falk_exec_parameter (parameters, 0);
  conv.bias = falk_exec_parameter (parameters, 1);
  if (exec->naive)
    {
      falk_conv_run_naive (&conv);
      return FALK_END_DONE;
    }
  falk_blas_set_threads (exec->blas, exec->threads);
  return falk_conv_run (&conv, exec->blas) ? FALK_END_DONE : FALK_END_NO_MEMORY;
}

gboolean
falk_exec_conv_needs (const FalkExec *exec, const FalkExecStep *s,
                      gint64 *recorded, gint64 *scratch)
{
  FalkConv conv = conv_sizes (s);
  gsize count;

  *recorded = 0;
  if (!falk_conv_scratch (&conv, &count) || count > G_MAXINT64)
    return FALSE;
  *scratch = (gint64)count;
  return TRUE;
}

FalkEnd
falk_exec_layer_norm (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters = falk_exec_parameters (exec, s->step);
  FalkShape last = falk_exec_stated_shape (s->step, FALK_ARG_NORMALIZED_SHAPE);
  gsize width = falk_exec_count (&last), rows = 1;
  float *y = falk_exec_output (s);

  if (!y || !parameters)
    return FALK_END_NO_MEMORY;
  for (guint i = 0; i < s->in.rank - last.rank; i++)
    rows *= (gsize)s->in.dims[i];
  falk_norm_rows (rows, width, falk_step_get_float (s->step, FALK_ARG_EPS),
                  falk_exec_floats (s->input),
                  falk_exec_parameter (parameters, 0),
                  falk_exec_parameter (parameters, 1), y);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_batch_norm (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters = falk_exec_parameters (exec, s->step);
  gboolean affine = falk_step_get_bool (s->step, FALK_ARG_AFFINE);
  gsize length = s->in.rank == 3 ? (gsize)s->in.dims[2] : 1;
  float *y = falk_exec_output (s);

  if (!y || !parameters)
    return FALK_END_NO_MEMORY;
  falk_exec_note (exec,
                  "%s normalises with the mean and variance of this batch, as "
                  "a module in training does.",
                  s->step->name);
  falk_norm_channels ((gsize)s->in.dims[0], (gsize)s->in.dims[1], length,
                      falk_step_get_float (s->step, FALK_ARG_EPS),
                      falk_exec_floats (s->input),
                      affine ? falk_exec_parameter (parameters, 0) : NULL,
                      affine ? falk_exec_parameter (parameters, 1) : NULL, y);
  return FALK_END_DONE;
}

FalkEnd
falk_exec_dropout (const FalkExec *exec, FalkExecStep *s)
{
  falk_exec_note (exec, "%s lets everything through, as in evaluation.",
                  s->step->name);
  s->output = g_bytes_ref (s->input);
  return FALK_END_DONE;
}
