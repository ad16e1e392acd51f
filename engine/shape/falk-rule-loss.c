/* SPDX-License-Identifier: MIT */
/* CrossEntropyLoss and MSELoss, with their target. */
#include "falk-rule-private.h"

/* A target is one class index for each prediction: the input's shape without
 * its axis of classes, which is the second, or the only one. */
static FalkShape
wanted_target (const FalkValue *in)
{
  FalkShape shape = { 0 };

  for (guint i = 0; i < in->rank; i++)
    if (i != (in->rank == 1 ? 0 : 1))
      shape.dims[shape.rank++] = in->axes[i].size;
  return shape;
}

gboolean
falk_check_loss_batch (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  gint64 batch;

  falk_about_operands (step, in, FALK_ARG_TARGET, fault);
  fault->needed_shape = wanted_target (in);
  if (in->rank < 2)
    return TRUE;
  batch = fault->other_shape.rank ? fault->other_shape.dims[0] : 0;
  return falk_operand_axis_is (step, in, 0, FALK_ARG_TARGET, batch, fault);
}

static gboolean
target_fits (const FalkStep *step, const FalkValue *in, gboolean holds,
             FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_TARGET, fault);
  fault->needed_shape = wanted_target (in);
  fault->found = fault->other_shape.rank;
  fault->needed = fault->needed_shape.rank;
  return holds;
}

/* A target of the input's own shape is read as class probabilities, which are
 * no integers. */
gboolean
falk_check_loss_probabilities (const FalkStep *step, const FalkValue *in,
                               FalkFault *fault)
{
  FalkShape shape = falk_value_shape (in);
  FalkShape target = falk_step_get_shape (step, FALK_ARG_TARGET);

  return target_fits (step, in, !falk_shape_equal (&shape, &target), fault);
}

/* Beyond the batch, what PyTorch says of a target goes by the input's rank. */
gboolean
falk_check_loss_vector (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  guint rank = falk_step_get_shape (step, FALK_ARG_TARGET).rank;

  return target_fits (step, in, in->rank != 1 || rank == 0, fault);
}

gboolean
falk_check_loss_multi (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  guint rank = falk_step_get_shape (step, FALK_ARG_TARGET).rank;

  return target_fits (step, in, in->rank != 2 || rank <= 1, fault);
}

gboolean
falk_check_loss_spatial_rank (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  guint rank = falk_step_get_shape (step, FALK_ARG_TARGET).rank;

  return target_fits (step, in, in->rank != 4 || rank == 3, fault);
}

static gboolean
target_is_wanted (const FalkStep *step, const FalkValue *in)
{
  FalkShape target = falk_step_get_shape (step, FALK_ARG_TARGET);
  FalkShape wanted = wanted_target (in);

  return falk_shape_equal (&target, &wanted);
}

gboolean
falk_check_loss_spatial (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return target_fits (step, in, in->rank != 4 || target_is_wanted (step, in),
                      fault);
}

gboolean
falk_check_loss_no_axis (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  FalkShape target = falk_step_get_shape (step, FALK_ARG_TARGET);

  return target_fits (step, in, in->rank != 2 || target.rank > 0, fault);
}

gboolean
falk_check_loss_target (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return target_fits (step, in, in->rank < 3 || target_is_wanted (step, in),
                      fault);
}

/* There is no axis 1 for the classes, and no other. */
gboolean
falk_check_loss_scalar (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_TARGET, fault);
  fault->found = 1;
  fault->needed = 1;
  return in->rank > 0;
}

/* Without an input of no batch, the classes are always along axis 1. */
gboolean
falk_check_loss_batched (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_TARGET, fault);
  fault->found = 1;
  fault->needed = 1;
  return in->rank > 1;
}

/* The target's batch was asked for before it was known to have one. */
gboolean
falk_check_loss_target_axis (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  falk_about_operands (step, in, FALK_ARG_TARGET, fault);
  fault->needed_shape = wanted_target (in);
  fault->needed = 1;
  return fault->other_shape.rank > 0;
}

/* Inputs of three axes, or of more than four, are brought to four, which does
 * not work out without classes. */
gboolean
falk_check_loss_no_classes (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  FalkShape target = falk_step_get_shape (step, FALK_ARG_TARGET);
  gint64 count;

  falk_about_operands (step, in, FALK_ARG_TARGET, fault);
  if (in->rank < 3 || in->rank == 4 || in->axes[1].size > 0
      || !falk_shape_count (&target, &count) || count == 0)
    return TRUE;
  fault->found_shape = FALK_SHAPE (in->axes[0].size, 0, 0, 0);
  fault->other_shape =
      FALK_SHAPE (in->axes[0].size, 1, count / in->axes[0].size);
  return FALSE;
}

/* The classes are along the second axis, or the only one. */
gboolean
falk_check_loss_classes (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  guint axis = in->rank == 1 ? 0 : 1;
  FalkShape target = falk_step_get_shape (step, FALK_ARG_TARGET);
  gint64 count;

  falk_about_operands (step, in, FALK_ARG_TARGET, fault);
  fault->axis = (int)axis;
  return in->rank == 0 || in->axes[axis].size > 0
         || (falk_shape_count (&target, &count) && count == 0);
}

/* Classes along the last axis have a kernel of their own; of nothing no
 * softmax is made. */
gboolean
falk_check_loss_kernel (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return falk_value_count (in) == 0
         || falk_kernel_takes (in->rank > 2 ? "softmax_kernel_impl"
                                            : "log_softmax_lastdim_kernel_impl",
                               in, fault);
}

/* The kernel of the loss itself, which sees a type first where no softmax was
 * made. */
gboolean
falk_check_loss_frame (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  return falk_kernel_takes (in->rank > 2 ? "nll_loss2d_forward_out_frame"
                                         : "nll_loss_out_frame",
                            in, fault);
}

gboolean
falk_check_mse_kernel (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  fault->kernel = "mse_cpu";
  fault->found_dtype = in->dtype;
  fault->needed_dtype = FALK_DTYPE_FLOAT32;
  fault->found_shape = falk_value_shape (in);
  return !falk_dtype_is_complex (in->dtype);
}

gboolean
falk_check_mse (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  return falk_check_broadcast (step, in, FALK_ARG_TARGET, fault);
}

void
falk_give_loss (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  out->dtype = step->op == FALK_OP_CROSS_ENTROPY
                   ? in->dtype
                   : falk_dtype_promoted (in->dtype);
  out->packing = (FalkPacking){ 0 };
  out->rank = 0;
}
