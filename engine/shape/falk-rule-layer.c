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

  if (falk_step_n_parameters (step) == 0)
    return TRUE;
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

  if (falk_value_count (value) == 0)
    return TRUE;
  for (guint i = value->rank; i > 0; i--)
    {
      const FalkAxis *axis = &value->axes[i - 1];

      if (axis->size != 1 && axis->stride != stride)
        return FALSE;
      stride *= axis->size;
    }
  return TRUE;
}

/* How PyTorch multiplies an input by a weight, which decides in what order it
 * looks at types, and how it says that they differ. */
typedef enum
{
  MULTIPLY_WITH_BIAS, /* one call with the bias, types before sizes */
  MULTIPLY_ROWS, /* all rows as one matrix */
  MULTIPLY_SMALL, /* a product for each of the batch, by bmm */
  MULTIPLY_LARGE,
} Multiply;

/* Three axes that flatten without a copy, or a matrix, go with the bias; three
 * of which the last two are transposed go to bmm. (at::linear in
 * aten/src/ATen/native/Linear.cpp, should_fold in LinearAlgebra.cpp.) */
static Multiply
multiply_seen (const FalkStep *step, const FalkValue *seen)
{
  FalkParameter weight;
  FalkShape sizes;
  gint64 count;

  if (falk_step_get_bool (step, FALK_ARG_BIAS)
      && (seen->rank == 2 || (seen->rank == 3 && is_contiguous (seen))))
    return MULTIPLY_WITH_BIAS;
  if (seen->rank != 3 || seen->axes[2].stride == 1
      || seen->axes[0].stride != seen->axes[1].size * seen->axes[2].size)
    return MULTIPLY_ROWS;
  falk_step_parameter (step, 0, &weight);
  sizes = FALK_SHAPE (seen->axes[1].size, seen->axes[2].size,
                      weight.value.axes[0].size);
  return falk_shape_count (&sizes, &count) && count < 400 ? MULTIPLY_SMALL
                                                          : MULTIPLY_LARGE;
}

/* A recurrent layer sees its input time first, a cell sees a matrix. */
static Multiply
multiply (const FalkStep *step, const FalkValue *in)
{
  const FalkRule *rule = falk_rule (step->op);
  FalkValue seen;

  if (rule->recurrent && !rule->layered)
    return falk_step_get_bool (step, FALK_ARG_BIAS) ? MULTIPLY_WITH_BIAS
                                                    : MULTIPLY_ROWS;
  falk_value_copy (in, &seen);
  if (rule->layered && !in->packing.n && in->rank == 2)
    {
      seen.rank = 3;
      seen.axes[2] = in->axes[1];
      seen.axes[1] = falk_axis (1, FALK_ROLE_BATCH, falk_origin_none ());
      seen.axes[1].stride = in->axes[1].size * in->axes[1].stride;
    }
  if (rule->layered && !in->packing.n && in->rank == 3
      && falk_step_get_bool (step, FALK_ARG_BATCH_FIRST))
    {
      seen.axes[0] = in->axes[1];
      seen.axes[1] = in->axes[0];
    }
  return multiply_seen (step, &seen);
}

/* What a product has no kernel for at all. */
static gboolean
has_kernel (const FalkValue *in)
{
  return in->dtype != FALK_DTYPE_FLOAT16 && in->dtype != FALK_DTYPE_BOOL;
}

gboolean
falk_check_not_packed (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  return in->packing.n == 0;
}

/* Nothing is found where types are equal. */
gboolean
falk_check_dtype_batch (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return is_float32 (in, fault) || multiply (step, in) != MULTIPLY_LARGE;
}

/* A product that isn't one call with its bias compares types in its kernel,
 * which there may be none of. */
gboolean
falk_check_dtype_kernel (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  Multiply how;

  if (is_float32 (in, fault) || has_kernel (in))
    return TRUE;
  how = multiply (step, in);
  fault->kernel = how == MULTIPLY_SMALL ? "bmm" : "addmm_impl_cpu_";
  return how == MULTIPLY_WITH_BIAS;
}

gboolean
falk_check_dtype_matrix (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return is_float32 (in, fault) || multiply (step, in) != MULTIPLY_WITH_BIAS;
}

gboolean
falk_check_dtype_vector (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return is_float32 (in, fault);
}

/* A product of nothing, or of no terms, has no kernel that could refuse. */
static gboolean
is_empty_product (const FalkStep *step, const FalkValue *in)
{
  return falk_value_count (in) == 0
         || falk_step_get_int (step, FALK_ARG_OUT_FEATURES) == 0;
}

gboolean
falk_check_linear_batch (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return is_empty_product (step, in)
         || falk_check_dtype_batch (step, in, fault);
}

gboolean
falk_check_linear_kernel (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  return is_empty_product (step, in)
         || falk_check_dtype_kernel (step, in, fault);
}

gboolean
falk_check_linear_vector (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  return is_empty_product (step, in) || is_float32 (in, fault);
}

gboolean
falk_check_linear_cast (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return is_float32 (in, fault) || !falk_step_get_bool (step, FALK_ARG_BIAS)
         || falk_dtype_is_inexact (in->dtype);
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

gboolean
falk_check_matmul_batch (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return falk_check_matmul (step, in, fault)
         || multiply (step, in) < MULTIPLY_SMALL;
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
