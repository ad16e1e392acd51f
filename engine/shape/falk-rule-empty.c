/* SPDX-License-Identifier: MIT */
/* The element type of what a recurrent step is given. Its first product says
 * what it thinks of it, as a Linear's does; where no product has a term (no
 * bias, and an axis of size 0) there is none that could refuse, and PyTorch
 * goes on with mixed types until something else does. (Cells and layers in
 * aten/src/ATen/native/RNN.cpp.) */
#include "falk-rule-private.h"

/* Sequences and time steps of the input, 1 where it has no such axis. */
static void
measure (const FalkStep *step, const FalkValue *in, gint64 *rows, gint64 *times)
{
  gboolean layered = falk_rule (step->op)->layered;
  int batch = falk_recurrent_batch_axis (step, in);

  *rows = *times = 1;
  if (!layered && in->rank == 2)
    *rows = in->axes[0].size;
  if (layered && batch >= 0)
    *rows = in->axes[batch].size;
  if (layered)
    *times = in->axes[batch == 0 ? 1 : 0].size;
}

static gboolean
is_handed (const FalkStep *step)
{
  return falk_step_has (step, FALK_ARG_H0);
}

/* Whether the input's own product has no term. */
static gboolean
is_empty (const FalkStep *step, const FalkValue *in)
{
  return !falk_step_get_bool (step, FALK_ARG_BIAS) && !in->packing.n
         && !falk_dtype_is_complex (in->dtype)
         && (falk_value_count (in) == 0
             || falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE) == 0);
}

/* Whether the product of the state has terms, and is of another type: a state
 * that isn't handed in is of the input's; a GRU's becomes double after a
 * double input, for the next time step or layer. */
static gboolean
state_refuses (const FalkStep *step, const FalkValue *in)
{
  FalkAxis width = falk_recurrent_width (step, FALSE);
  gint64 rows, times;

  measure (step, in, &rows, &times);
  if (rows == 0 || width.size == 0)
    return FALSE;
  return !is_handed (step)
         || (falk_rule (step->op)->gates == 3 && falk_rule (step->op)->layered
             && in->dtype == FALK_DTYPE_FLOAT64
             && (times > 1 || falk_step_layers (step) > 1));
}

/* Whether all went on in the input's own type, or in a mixed one. */
static gboolean
goes_on (const FalkStep *step, const FalkValue *in)
{
  return in->dtype != FALK_DTYPE_FLOAT32 && is_empty (step, in)
         && !state_refuses (step, in);
}

static gboolean
goes_on_alone (const FalkStep *step, const FalkValue *in)
{
  return goes_on (step, in) && !is_handed (step);
}

static gboolean
is_relu (const FalkStep *step)
{
  return falk_rule (step->op)->gates == 1
         && falk_step_get_int (step, FALK_ARG_NONLINEARITY) == 1;
}

gboolean
falk_check_state_batch (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return is_empty (step, in) || falk_check_dtype_batch (step, in, fault);
}

gboolean
falk_check_state_kernel (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  if (!is_empty (step, in))
    return falk_check_dtype_kernel (step, in, fault);
  fault->kernel = "addmm_impl_cpu_";
  return falk_check_dtype (
      in,
      !state_refuses (step, in)
          || (in->dtype != FALK_DTYPE_FLOAT16 && in->dtype != FALK_DTYPE_BOOL),
      fault);
}

gboolean
falk_check_state_vector (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return goes_on (step, in) || falk_check_dtype_vector (step, in, fault);
}

gboolean
falk_check_gates_kernel (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  fault->kernel = is_relu (step)                     ? "clamp_min_cpu"
                  : falk_rule (step->op)->gates == 1 ? "tanh_vml_cpu"
                                                     : "sigmoid_cpu";
  return falk_check_dtype (
      in, in->dtype != FALK_DTYPE_FLOAT16 || !goes_on_alone (step, in), fault);
}

/* Gates are computed in place, and tanh of integers gives a new tensor, to
 * which the next layer can't add. */
gboolean
falk_check_gates_cast (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  gboolean holds =
      falk_dtype_is_inexact (in->dtype) || is_relu (step)
      || (falk_rule (step->op)->gates == 1 && falk_step_layers (step) == 1);

  return falk_check_dtype (in, holds || !goes_on_alone (step, in), fault);
}

gboolean
falk_check_gates_relu (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  gboolean holds = in->dtype != FALK_DTYPE_BOOL || !is_relu (step);

  return falk_check_dtype (in, holds || !goes_on_alone (step, in), fault);
}

FalkDtype
falk_recurrent_dtype (const FalkStep *step, const FalkValue *in)
{
  guint gates = falk_rule (step->op)->gates;

  if (!goes_on (step, in))
    return in->dtype;
  if (is_handed (step))
    return gates == 3 && in->dtype == FALK_DTYPE_FLOAT64 ? FALK_DTYPE_FLOAT64
                                                         : FALK_DTYPE_FLOAT32;
  return gates == 1 && !is_relu (step) && !falk_dtype_is_inexact (in->dtype)
             ? FALK_DTYPE_FLOAT32
             : in->dtype;
}
