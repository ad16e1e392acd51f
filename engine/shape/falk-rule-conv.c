/* SPDX-License-Identifier: MIT */
/* Conv1d. */
#include "falk-rule-private.h"

gboolean
falk_check_groups_positive (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  return falk_check_argument (step, FALK_ARG_GROUPS,
                              falk_step_get_int (step, FALK_ARG_GROUPS) > 0,
                              fault);
}

static gboolean
divides_channels (const FalkStep *step, FalkArg arg, FalkFault *fault)
{
  gint64 groups = falk_step_get_int (step, FALK_ARG_GROUPS);
  gint64 channels = falk_step_get_int (step, arg);

  return falk_check_argument (step, arg, channels % groups == 0, fault);
}

gboolean
falk_check_groups_in (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  return divides_channels (step, FALK_ARG_IN_CHANNELS, fault);
}

gboolean
falk_check_groups_out (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  return divides_channels (step, FALK_ARG_OUT_CHANNELS, fault);
}

gboolean
falk_check_conv_rank (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  FalkParameter weight;

  falk_step_parameter (step, 0, &weight);
  fault->found = in->rank;
  fault->needed = 3;
  fault->extra = 2;
  fault->found_shape = falk_value_shape (in);
  fault->other_shape = falk_value_shape (&weight.value);
  return in->rank == 2 || in->rank == 3;
}

/* Without an input of no batch, the axes are those of the weight. */
gboolean
falk_check_conv_batched (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  FalkParameter weight;

  falk_step_parameter (step, 0, &weight);
  fault->found = in->rank;
  fault->needed = fault->extra = 3;
  fault->found_shape = falk_value_shape (in);
  fault->other_shape = falk_value_shape (&weight.value);
  return in->rank == 3;
}

gboolean
falk_check_conv_weight (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  FalkParameter weight;

  falk_step_parameter (step, 0, &weight);
  fault->other_shape = falk_value_shape (&weight.value);
  fault->extra = falk_step_get_int (step, FALK_ARG_GROUPS);
  return falk_check_argument (step, FALK_ARG_OUT_CHANNELS,
                              fault->other_shape.dims[0] > 0, fault);
}

gboolean
falk_check_conv_padding (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return falk_check_argument (step, FALK_ARG_PADDING,
                              falk_step_get_int (step, FALK_ARG_PADDING) >= 0,
                              fault);
}

gboolean
falk_check_conv_stride (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return falk_check_argument (step, FALK_ARG_STRIDE,
                              falk_step_get_int (step, FALK_ARG_STRIDE) > 0,
                              fault);
}

/* An unbatched input is shown with the batch axis that it is given. */
gboolean
falk_check_conv_channels (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  FalkParameter weight;
  gboolean holds =
      falk_check_axis (step, in, in->rank - 2, FALK_ARG_IN_CHANNELS, fault);

  if (holds)
    return TRUE;
  falk_step_parameter (step, 0, &weight);
  fault->other_shape = falk_value_shape (&weight.value);
  fault->extra = falk_step_get_int (step, FALK_ARG_GROUPS);
  if (in->rank == 2)
    fault->found_shape = FALK_SHAPE (1, in->axes[0].size, in->axes[1].size);
  return FALSE;
}

/* Length after padding, and the reach of the kernel with its dilation. */
static void
conv_reach (const FalkStep *step, const FalkValue *in, gint64 *length,
            gint64 *reach)
{
  *length = in->axes[in->rank - 1].size
            + 2 * falk_step_get_int (step, FALK_ARG_PADDING);
  *reach = falk_step_get_int (step, FALK_ARG_DILATION)
               * (falk_step_get_int (step, FALK_ARG_KERNEL_SIZE) - 1)
           + 1;
}

gboolean
falk_check_conv_kernel (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  fault->axis = (int)in->rank - 1;
  conv_reach (step, in, &fault->found, &fault->needed);
  fault->found_by = in->axes[fault->axis].factors[0].origin;
  fault->needed_by = falk_origin_argument (step->name, "kernel_size");
  fault->found_shape = falk_value_shape (in);
  return fault->found >= fault->needed;
}

/* No batch or no channels: nothing is computed, of whatever type. */
static gboolean
conv_has_nothing (const FalkValue *in)
{
  return in->axes[in->rank - 2].size == 0
         || (in->rank == 3 && in->axes[0].size == 0);
}

gboolean
falk_check_conv_types (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  gboolean complex = falk_dtype_is_complex (in->dtype);

  return falk_check_dtype (
      in,
      !complex
          && (in->dtype != FALK_DTYPE_BFLOAT16 || falk_value_count (in) == 0),
      fault);
}

/* The message shows the input as the two-dimensional one that it is made. */
gboolean
falk_check_conv_empty (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  gint64 batch = in->rank == 3 ? in->axes[0].size : 1;

  fault->axis = (int)in->rank - 1;
  fault->needed = 1;
  fault->found_by = in->axes[fault->axis].factors[0].origin;
  fault->found_shape = FALK_SHAPE (batch, in->axes[in->rank - 2].size, 1,
                                   in->axes[in->rank - 1].size);
  return falk_value_count (in) > 0 || conv_has_nothing (in);
}

/* No batch: nothing but the first weight is looked at. */
gboolean
falk_check_conv_none (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  fault->axis = 0;
  fault->needed = 1;
  fault->found_shape = falk_value_shape (in);
  return !conv_has_nothing (in) || in->axes[in->rank - 2].size == 0
         || falk_step_get_int (step, FALK_ARG_KERNEL_SIZE) > 0;
}

/* What PyTorch hands on to oneDNN, which words things differently. (use_mkldnn
 * in aten/src/ATen/native/Convolution.cpp.) */
static gboolean
uses_onednn (const FalkStep *step, const FalkValue *in)
{
  gint64 batch = in->rank == 3 ? in->axes[0].size : 1;

  return in->dtype == FALK_DTYPE_FLOAT32
         && (falk_step_get_int (step, FALK_ARG_GROUPS) > 1 || batch > 1
             || falk_value_count (in) > 20480);
}

static gboolean
dilation_holds (const FalkStep *step, const FalkValue *in, gboolean onednn,
                FalkFault *fault)
{
  gint64 dilation = falk_step_get_int (step, FALK_ARG_DILATION);

  return falk_check_argument (step, FALK_ARG_DILATION,
                              dilation > 0 || conv_has_nothing (in)
                                  || uses_onednn (step, in) != onednn,
                              fault);
}

gboolean
falk_check_conv_dilation (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  return dilation_holds (step, in, TRUE, fault);
}

gboolean
falk_check_conv_dilation_slow (const FalkStep *step, const FalkValue *in,
                               FalkFault *fault)
{
  return dilation_holds (step, in, FALSE, fault);
}

static gboolean
kernel_holds (const FalkStep *step, const FalkValue *in, gboolean onednn,
              FalkFault *fault)
{
  gboolean dilated = falk_step_get_int (step, FALK_ARG_DILATION) != 1;

  fault->kernel = dilated ? "[1, 0]" : "kernel_height: 1 kernel_width: 0";
  return falk_check_argument (step, FALK_ARG_KERNEL_SIZE,
                              falk_step_get_int (step, FALK_ARG_KERNEL_SIZE) > 0
                                  || conv_has_nothing (in)
                                  || uses_onednn (step, in) != onednn,
                              fault);
}

gboolean
falk_check_conv_kernel_zero (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  return kernel_holds (step, in, TRUE, fault);
}

gboolean
falk_check_conv_kernel_slow (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  return kernel_holds (step, in, FALSE, fault);
}

gboolean
falk_check_conv_dtype (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  return falk_check_dtype (
      in, in->dtype == FALK_DTYPE_FLOAT32 || conv_has_nothing (in), fault);
}

/* A dilated kernel is another one, which takes fewer types. */
gboolean
falk_check_conv_dtype_kernel (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  gboolean dilated = falk_step_get_int (step, FALK_ARG_DILATION) != 1;
  gboolean taken = dilated ? falk_dtype_info (in->dtype)->floating
                                 || in->dtype == FALK_DTYPE_INT64
                           : in->dtype != FALK_DTYPE_BOOL;

  fault->kernel = dilated ? "slow_conv_dilated<>" : "slow_conv2d_cpu";
  return falk_check_dtype (
      in, conv_has_nothing (in) || (taken && in->dtype != FALK_DTYPE_FLOAT16),
      fault);
}

/* Of no channels PyTorch makes none, whatever out_channels is. */
void
falk_give_conv (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  FalkAxis *last;
  gint64 length, reach;

  falk_value_copy (in, out);
  /* Without channels it is the product of two vectors, whose types count
   * alike; without a batch, that by a scalar, whose doesn't. */
  if (!falk_dtype_info (in->dtype)->floating
      || in->axes[in->rank - 2].size == 0)
    out->dtype = in->dtype == FALK_DTYPE_FLOAT64 ? FALK_DTYPE_FLOAT64
                                                 : FALK_DTYPE_FLOAT32;
  last = &out->axes[in->rank - 1];
  conv_reach (step, in, &length, &reach);
  out->axes[in->rank - 2] = falk_axis (
      in->axes[in->rank - 2].size == 0
          ? 0
          : falk_step_get_int (step, FALK_ARG_OUT_CHANNELS),
      FALK_ROLE_FEATURES, falk_origin_argument (step->name, "out_channels"));
  length = (length - reach) / falk_step_get_int (step, FALK_ARG_STRIDE) + 1;
  if (length != last->size)
    *last = falk_axis (length, falk_axis_role (last),
                       falk_origin_argument (step->name, "kernel_size"));
  falk_value_set_contiguous (out);
}
