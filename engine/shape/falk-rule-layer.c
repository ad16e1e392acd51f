/* SPDX-License-Identifier: MIT */
/* Checks of steps with weights in general, and of Linear. */
#include "falk-rule-private.h"

/* Names the argument that made a size negative. */
static FalkOrigin
negative_origin (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);

  for (guint i = 0; i < rule->n_args; i++)
    {
      const FalkArgInfo *info = falk_arg_info (rule->args[i].arg);

      if (info->type == FALK_ARG_TYPE_INT
          && falk_step_get_int (step, rule->args[i].arg) < 0)
        return falk_origin_argument (step->name, info->name);
    }
  return falk_origin_none ();
}

gboolean
falk_check_parameter_sizes (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  FalkParameter parameter;

  falk_step_parameter (step, 0, &parameter);
  fault->part = FALK_PART_ARGUMENT;
  fault->found_shape = falk_value_shape (&parameter.value);
  fault->found_by = negative_origin (step);
  for (guint i = 0; i < parameter.value.rank; i++)
    if (parameter.value.axes[i].size < 0)
      {
        fault->found = parameter.value.axes[i].size;
        return FALSE;
      }
  return TRUE;
}

static gboolean
is_float32 (const FalkValue *in, FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found_dtype = in->dtype;
  fault->needed_dtype = FALK_DTYPE_FLOAT32;
  fault->found_by =
      in->rank ? in->axes[0].factors[0].origin : falk_origin_none ();
  return in->dtype == FALK_DTYPE_FLOAT32;
}

/* Whether @value lies in memory in the order of its axes. */
static gboolean
is_contiguous (const FalkValue *value)
{
  gint64 stride = 1;

  for (guint i = value->rank; i > 0; i--)
    {
      const FalkAxis *axis = &value->axes[i - 1];

      if (axis->size == 0)
        return TRUE;
      if (axis->size != 1 && axis->stride != stride)
        return FALSE;
      stride *= axis->size;
    }
  return TRUE;
}

/* Whether the product and the bias are one call in PyTorch, which compares
 * the types before the sizes: the input is a matrix, or three axes that
 * flatten to one without a copy. A recurrent layer sees its input time first.
 * (at::linear in aten/src/ATen/native/Linear.cpp.) */
static gboolean
adds_bias_at_once (const FalkStep *step, const FalkValue *in)
{
  gboolean layered = falk_rule (step->op)->layered;
  FalkValue seen;

  if (!falk_step_get_bool (step, FALK_ARG_BIAS))
    return FALSE;
  if (!layered && falk_rule (step->op)->gates > 1)
    return TRUE;
  if (!layered && in->rank != 3)
    return in->rank == 2;
  falk_value_copy (in, &seen);
  if (layered && in->rank == 3
      && falk_step_get_bool (step, FALK_ARG_BATCH_FIRST))
    {
      seen.axes[0] = in->axes[1];
      seen.axes[1] = in->axes[0];
    }
  return is_contiguous (&seen);
}

gboolean
falk_check_dtype_matrix (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return !adds_bias_at_once (step, in) || is_float32 (in, fault);
}

gboolean
falk_check_dtype_vector (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return is_float32 (in, fault);
}

gboolean
falk_check_matmul_scalar (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  fault->found = in->rank;
  fault->needed = 1;
  fault->found_shape.rank = 0;
  return in->rank > 0;
}

gboolean
falk_check_matmul (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  const FalkAxis *last = &in->axes[in->rank - 1];

  fault->axis = (int)in->rank - 1;
  fault->found = last->size;
  fault->needed = falk_step_get_int (step, FALK_ARG_IN_FEATURES);
  fault->found_by = last->factors[last->n_factors - 1].origin;
  fault->needed_by = falk_origin_argument (step->name, "in_features");
  fault->found_shape = falk_value_shape (in);
  fault->needed_shape = fault->found_shape;
  fault->needed_shape.dims[fault->axis] = fault->needed;
  fault->product = 0;
  return fault->found == fault->needed;
}

void
falk_give_linear (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  falk_value_copy (in, out);
  out->axes[in->rank - 1] = falk_axis (
      falk_step_get_int (step, FALK_ARG_OUT_FEATURES), FALK_ROLE_FEATURES,
      falk_origin_argument (step->name, "out_features"));
  falk_value_set_contiguous (out);
}
