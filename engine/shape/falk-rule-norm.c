/* SPDX-License-Identifier: MIT */
/* Embedding, LayerNorm, BatchNorm1d and Dropout. */
#include "falk-rule-private.h"

gboolean
falk_check_argument (const FalkStep *step, FalkArg arg, gboolean holds,
                     FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, arg);
  fault->found_by =
      falk_origin_argument (step->name, falk_arg_info (arg)->name);
  return holds;
}

/* One axis of @in, which should have the size of argument @arg. */
gboolean
falk_check_axis (const FalkStep *step, const FalkValue *in, guint axis,
                 FalkArg arg, FalkFault *fault)
{
  fault->axis = (int)axis;
  fault->found = in->axes[axis].size;
  fault->needed = falk_step_get_int (step, arg);
  fault->found_by = in->axes[axis].factors[0].origin;
  fault->needed_by =
      falk_origin_argument (step->name, falk_arg_info (arg)->name);
  fault->found_shape = falk_value_shape (in);
  fault->needed_shape = fault->found_shape;
  fault->needed_shape.dims[axis] = fault->needed;
  return fault->found == fault->needed;
}

gboolean
falk_check_dtype (const FalkValue *in, gboolean holds, FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found_dtype = in->dtype;
  fault->needed_dtype = FALK_DTYPE_FLOAT32;
  return holds;
}

gboolean
falk_check_embedding_dtype (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  gboolean holds = falk_check_dtype (
      in, in->dtype == FALK_DTYPE_INT64 || in->dtype == FALK_DTYPE_INT32,
      fault);

  fault->needed_dtype = FALK_DTYPE_INT64;
  return holds;
}

gboolean
falk_check_embedding_empty (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  gint64 rows = falk_step_get_int (step, FALK_ARG_NUM_EMBEDDINGS);

  return falk_check_argument (step, FALK_ARG_NUM_EMBEDDINGS,
                              rows > 0 || falk_value_count (in) == 0, fault);
}

void
falk_give_embedding (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  falk_value_copy (in, out);
  out->dtype = FALK_DTYPE_FLOAT32;
  out->axes[out->rank++] = falk_axis (
      falk_step_get_int (step, FALK_ARG_EMBEDDING_DIM), FALK_ROLE_FEATURES,
      falk_origin_argument (step->name, "embedding_dim"));
  falk_value_set_contiguous (out);
}

gboolean
falk_check_normalized_empty (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  guint n;

  falk_step_get_ints (step, FALK_ARG_NORMALIZED_SHAPE, &n);
  fault->part = FALK_PART_ARGUMENT;
  fault->found_by = falk_origin_argument (step->name, "normalized_shape");
  return n > 0;
}

/* The last axes must be normalized_shape; the fault names the first of them
 * that isn't. */
gboolean
falk_check_layer_norm (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  guint n;
  const gint64 *sizes =
      falk_step_get_ints (step, FALK_ARG_NORMALIZED_SHAPE, &n);

  fault->found_shape = falk_value_shape (in);
  fault->needed_shape = falk_step_get_shape (step, FALK_ARG_NORMALIZED_SHAPE);
  fault->found = in->rank;
  fault->needed = n;
  if (in->rank < n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const FalkAxis *axis = &in->axes[in->rank - n + i];

      fault->axis = (int)(in->rank - n + i);
      fault->found = axis->size;
      fault->needed = sizes[i];
      fault->found_by = axis->factors[axis->n_factors - 1].origin;
      fault->needed_by = falk_origin_argument (step->name, "normalized_shape");
      if (axis->size != sizes[i])
        return FALSE;
    }
  return TRUE;
}

gboolean
falk_kernel_takes (const char *kernel, const FalkValue *in, FalkFault *fault)
{
  fault->kernel = kernel;
  return falk_check_dtype (in,
                           in->dtype == FALK_DTYPE_FLOAT32
                               || in->dtype == FALK_DTYPE_FLOAT64
                               || in->dtype == FALK_DTYPE_BFLOAT16,
                           fault);
}

gboolean
falk_check_layer_norm_kernel (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  return falk_kernel_takes ("LayerNormKernelImpl", in, fault);
}

gboolean
falk_check_layer_norm_dtype (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  return falk_check_dtype (
      in,
      in->dtype == FALK_DTYPE_FLOAT32
          || !falk_step_get_bool (step, FALK_ARG_ELEMENTWISE_AFFINE),
      fault);
}

gboolean
falk_check_batch_norm_rank (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  fault->found = in->rank;
  fault->needed = 2;
  fault->found_shape = falk_value_shape (in);
  return in->rank == 2 || in->rank == 3;
}

/* In training, as a module is after it was built, one value per channel has
 * no variance. */
gboolean
falk_check_batch_norm_single (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  gint64 values = in->axes[0].size;

  if (in->rank == 3)
    values *= in->axes[2].size;
  fault->axis = 0;
  fault->found = values;
  fault->needed = 2;
  fault->found_by = in->axes[0].factors[0].origin;
  fault->found_shape = falk_value_shape (in);
  return values != 1;
}

gboolean
falk_check_batch_norm_features (const FalkStep *step, const FalkValue *in,
                                FalkFault *fault)
{
  return falk_value_count (in) == 0
         || !falk_step_get_bool (step, FALK_ARG_TRACK_RUNNING_STATS)
         || falk_check_axis (step, in, 1, FALK_ARG_NUM_FEATURES, fault);
}

gboolean
falk_check_batch_norm_weight (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  return falk_value_count (in) == 0
         || !falk_step_get_bool (step, FALK_ARG_AFFINE)
         || falk_check_axis (step, in, 1, FALK_ARG_NUM_FEATURES, fault);
}

/* Where there is nothing to compute, PyTorch multiplies by the first
 * weight. */
gboolean
falk_check_batch_norm_none (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  fault->axis = 1;
  fault->needed = 1;
  fault->found_shape = falk_value_shape (in);
  return falk_value_count (in) > 0
         || falk_step_get_int (step, FALK_ARG_NUM_FEATURES) > 0
         || !falk_step_get_bool (step, FALK_ARG_AFFINE);
}

gboolean
falk_check_batch_norm_kernel (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  return falk_value_count (in) == 0
         || falk_kernel_takes ("batch_norm", in, fault);
}

gboolean
falk_check_batch_norm_mixed (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  gboolean alone = !falk_step_get_bool (step, FALK_ARG_AFFINE)
                   && !falk_step_get_bool (step, FALK_ARG_TRACK_RUNNING_STATS);

  return alone || falk_value_count (in) == 0
         || falk_check_dtype (in, in->dtype != FALK_DTYPE_FLOAT64, fault);
}

/* Norms and dropout give what they are given; a norm that has integers to go
 * by has none of them. Dropout hands on the tensor itself. */
void
falk_give_same (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  falk_value_copy (in, out);
  if (step->op == FALK_OP_BATCH_NORM1D && !falk_dtype_is_inexact (in->dtype)
      && falk_step_get_bool (step, FALK_ARG_AFFINE))
    out->dtype = FALK_DTYPE_FLOAT32;
  if (step->op != FALK_OP_DROPOUT)
    falk_value_set_contiguous (out);
}

gboolean
falk_check_dropout_p (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  double p = falk_step_has (step, FALK_ARG_P)
                 ? falk_step_get_float (step, FALK_ARG_P)
                 : 0.5;

  fault->part = FALK_PART_ARGUMENT;
  fault->found_by = falk_origin_argument (step->name, "p");
  return p >= 0.0 && p <= 1.0;
}
