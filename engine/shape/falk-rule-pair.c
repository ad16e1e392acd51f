/* SPDX-License-Identifier: MIT */
/* Steps with a second operand, of which the model states the shape: cat, add
 * and bmm. */
#include "falk-rule-private.h"

void
falk_about_operands (const FalkStep *step, const FalkValue *in, FalkArg arg,
                     FalkFault *fault)
{
  fault->part = arg == FALK_ARG_TARGET ? FALK_PART_TARGET : FALK_PART_OTHER;
  fault->found_shape = falk_value_shape (in);
  fault->other_shape = falk_step_get_shape (step, arg);
}

/* Names the axis @axis of @in, which has to agree with size @needed of the
 * other operand. */
gboolean
falk_operand_axis_is (const FalkStep *step, const FalkValue *in, guint axis,
                      FalkArg arg, gint64 needed, FalkFault *fault)
{
  fault->axis = (int)axis;
  fault->found = in->axes[axis].size;
  fault->needed = needed;
  fault->found_by = in->axes[axis].factors[0].origin;
  fault->needed_by =
      falk_origin_argument (step->name, falk_arg_info (arg)->name);
  return fault->found == needed;
}

/* PyTorch passes over an empty vector whatever the others are. */
static gboolean
is_passed_over (const FalkShape *shape)
{
  return shape->rank == 1 && shape->dims[0] == 0;
}

gboolean
falk_check_cat_scalar (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_OTHER, fault);
  fault->found = in->rank == 0 ? 0 : 1;
  return in->rank > 0 && fault->other_shape.rank > 0;
}

gboolean
falk_check_cat_dim (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  guint dim;

  falk_about_operands (step, in, FALK_ARG_OTHER, fault);
  fault->found = falk_step_get_int (step, FALK_ARG_DIM);
  fault->needed =
      is_passed_over (&fault->found_shape) ? fault->other_shape.rank : in->rank;
  fault->found_by = falk_origin_argument (step->name, "dim");
  return falk_wrap_dim (fault->found, (guint)fault->needed, &dim);
}

gboolean
falk_check_cat_rank (const FalkStep *step, const FalkValue *in,
                     FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_OTHER, fault);
  fault->found = in->rank;
  fault->needed = fault->other_shape.rank;
  return fault->found == fault->needed || is_passed_over (&fault->found_shape)
         || is_passed_over (&fault->other_shape);
}

gboolean
falk_check_cat_size (const FalkStep *step, const FalkValue *in,
                     FalkFault *fault)
{
  guint dim;

  falk_about_operands (step, in, FALK_ARG_OTHER, fault);
  if (is_passed_over (&fault->found_shape)
      || is_passed_over (&fault->other_shape)
      || !falk_wrap_dim (falk_step_get_int (step, FALK_ARG_DIM), in->rank,
                         &dim))
    return TRUE;
  fault->extra = dim;
  for (guint i = 0; i < in->rank; i++)
    if (i != dim
        && !falk_operand_axis_is (step, in, i, FALK_ARG_OTHER,
                                  fault->other_shape.dims[i], fault))
      return FALSE;
  return TRUE;
}

/* The other operand is float32. */
FalkDtype
falk_dtype_promoted (FalkDtype dtype)
{
  return dtype == FALK_DTYPE_FLOAT64 || falk_dtype_is_complex (dtype)
             ? dtype
             : FALK_DTYPE_FLOAT32;
}

void
falk_give_cat (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  FalkShape shape = falk_value_shape (in);
  FalkShape other = falk_step_get_shape (step, FALK_ARG_OTHER);
  guint dim;

  falk_value_copy (in, out);
  if (is_passed_over (&shape))
    falk_value_from_shape (out, step->name, in->dtype, &other);
  else if (!is_passed_over (&other)
           && falk_wrap_dim (falk_step_get_int (step, FALK_ARG_DIM), in->rank,
                             &dim))
    out->axes[dim] = falk_axis (in->axes[dim].size + other.dims[dim],
                                falk_axis_role (&in->axes[dim]),
                                falk_origin_argument (step->name, "other"));
  out->dtype = falk_dtype_promoted (in->dtype);
  falk_value_set_contiguous (out);
}

/* Compared from the last axis on; the axis is one of the result. */
gboolean
falk_check_broadcast (const FalkStep *step, const FalkValue *in, FalkArg arg,
                      FalkFault *fault)
{
  const FalkShape *other = &fault->other_shape;
  guint rank;

  falk_about_operands (step, in, arg, fault);
  rank = MAX (in->rank, other->rank);
  for (guint i = 1; i <= MIN (in->rank, other->rank); i++)
    {
      gint64 a = in->axes[in->rank - i].size;
      gint64 b = other->dims[other->rank - i];

      if (a == b || a == 1 || b == 1)
        continue;
      falk_operand_axis_is (step, in, in->rank - i, arg, b, fault);
      fault->extra = rank - i;
      return FALSE;
    }
  return TRUE;
}

gboolean
falk_check_add (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  return falk_check_broadcast (step, in, FALK_ARG_OTHER, fault);
}

/* Stride of @value along axis @axis of a result of @rank axes, 0 where its one
 * size is repeated. */
static gint64
repeated_stride (const FalkValue *value, const FalkValue *out, guint axis)
{
  guint missing = out->rank - value->rank;
  const FalkAxis *own;

  if (axis < missing)
    return 0;
  own = &value->axes[axis - missing];
  return own->size == 1 && out->axes[axis].size != 1 ? 0 : own->stride;
}

/* Which of two axes of a result lies closer in memory, as its operands have
 * them: below 0, the first; above, the second; 0, they don't say. */
static int
compare_axes (const FalkValue *const operands[2], const FalkValue *out, guint a,
              guint b)
{
  for (guint i = 0; i < 2; i++)
    {
      gint64 one = repeated_stride (operands[i], out, a);
      gint64 other = repeated_stride (operands[i], out, b);

      if (one == 0 || other == 0)
        continue;
      if (one != other)
        return one < other ? -1 : 1;
      if (out->axes[a].size > out->axes[b].size)
        return 1;
    }
  return 0;
}

/* Gives @out the strides that follow the operands' own: an axis that is
 * farther apart in them is so in the result. (reorder_dimensions in
 * aten/src/ATen/TensorIterator.cpp.) */
static void
set_strides_of (const FalkValue *const operands[2], FalkValue *out)
{
  guint order[FALK_RANK_MAX];
  gint64 stride = 1;

  for (guint i = 0; i < out->rank; i++)
    order[i] = out->rank - 1 - i;
  for (guint i = 1; i < out->rank; i++)
    for (guint at = i, k = i; k-- > 0;)
      {
        int sign = compare_axes (operands, out, order[k], order[at]);
        guint kept = order[k];

        if (sign < 0)
          break;
        if (sign == 0)
          continue;
        order[k] = order[at];
        order[at] = kept;
        at = k;
      }
  for (guint i = 0; i < out->rank; i++)
    {
      out->axes[order[i]].stride = stride;
      falk_size_mul (stride, MAX (out->axes[order[i]].size, 1), &stride);
    }
}

/* A scalar gives way to the type of what has axes. */
void
falk_give_add (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  FalkShape other = falk_step_get_shape (step, FALK_ARG_OTHER);
  guint rank = MAX (in->rank, other.rank);
  FalkValue second;

  out->dtype = falk_dtype_promoted (in->dtype);
  if (!in->rank && other.rank && out->dtype == FALK_DTYPE_FLOAT64)
    out->dtype = FALK_DTYPE_FLOAT32;
  else if (in->rank && !other.rank && falk_dtype_is_inexact (in->dtype))
    out->dtype = in->dtype;
  out->packing = in->packing;
  out->rank = rank;
  for (guint i = 1; i <= rank; i++)
    {
      gint64 b = i <= other.rank ? other.dims[other.rank - i] : 1;

      if (i <= in->rank && (in->axes[in->rank - i].size != 1 || b == 1))
        out->axes[rank - i] = in->axes[in->rank - i];
      else
        out->axes[rank - i] = falk_axis (
            b, FALK_ROLE_NONE, falk_origin_argument (step->name, "other"));
    }
  falk_value_from_shape (&second, step->name, FALK_DTYPE_FLOAT32, &other);
  set_strides_of ((const FalkValue *const[]){ in, &second }, out);
}

gboolean
falk_check_bmm_rank (const FalkStep *step, const FalkValue *in,
                     FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_OTHER, fault);
  fault->found = in->rank;
  fault->needed = 3;
  return in->rank == 3;
}

gboolean
falk_check_bmm_other_rank (const FalkStep *step, const FalkValue *in,
                           FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_OTHER, fault);
  fault->found = fault->other_shape.rank;
  fault->needed = 3;
  return fault->found == 3;
}

gboolean
falk_check_bmm_size (const FalkStep *step, const FalkValue *in,
                     FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_OTHER, fault);
  return falk_operand_axis_is (step, in, 0, FALK_ARG_OTHER,
                               fault->other_shape.dims[0], fault)
         && falk_operand_axis_is (step, in, 2, FALK_ARG_OTHER,
                                  fault->other_shape.dims[1], fault);
}

static gboolean
bmm_is_float32 (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found_dtype = in->dtype;
  fault->needed_dtype = FALK_DTYPE_FLOAT32;
  return in->dtype == FALK_DTYPE_FLOAT32 || falk_value_count (in) == 0
         || falk_step_get_shape (step, FALK_ARG_OTHER).dims[2] == 0;
}

/* PyTorch multiplies small matrices itself, and hands others on one by one,
 * to where types are compared the other way round. (bmm_out_or_baddbmm_ in
 * aten/src/ATen/native/LinearAlgebra.cpp.) */
static gboolean
is_small (const FalkStep *step, const FalkValue *in)
{
  FalkShape shape =
      FALK_SHAPE (in->axes[1].size, in->axes[2].size,
                  falk_step_get_shape (step, FALK_ARG_OTHER).dims[2]);
  gint64 count;

  return falk_shape_count (&shape, &count) && count < 400;
}

gboolean
falk_check_bmm_large (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  return is_small (step, in) || bmm_is_float32 (step, in, fault);
}

gboolean
falk_check_bmm_kernel (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  fault->kernel = "bmm";
  return bmm_is_float32 (step, in, fault)
         || (in->dtype != FALK_DTYPE_FLOAT16 && in->dtype != FALK_DTYPE_BOOL);
}

gboolean
falk_check_bmm_small (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  return bmm_is_float32 (step, in, fault);
}

void
falk_give_bmm (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  falk_value_copy (in, out);
  out->dtype = FALK_DTYPE_FLOAT32;
  out->axes[2] = falk_axis (falk_step_get_shape (step, FALK_ARG_OTHER).dims[2],
                            FALK_ROLE_FEATURES,
                            falk_origin_argument (step->name, "other"));
  falk_value_set_contiguous (out);
}
