/* SPDX-License-Identifier: MIT */
/* GRUCell, LSTMCell and RNNCell: one time step. */
#include "falk-rule-private.h"

gboolean
falk_check_cell_rank (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found = in->rank;
  fault->needed = 2;
  fault->extra = 1;
  return in->rank == 1 || in->rank == 2;
}

gboolean
falk_check_cell_matrix (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  gboolean holds = falk_check_cell_rank (step, in, fault);

  fault->extra = 2;
  return holds;
}

/* Axis 1 was taken for the features. */
gboolean
falk_check_cell_axis (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  falk_check_cell_matrix (step, in, fault);
  fault->axis = 1;
  return in->rank > 1;
}

gboolean
falk_check_cell_second (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return falk_check_cell_matrix (step, in, fault)
         || in->axes[1].size == falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
}

/* The last axis is what is multiplied. */
gboolean
falk_check_cell_last (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  gboolean holds = falk_check_input_size (step, in, fault);

  fault->extra = 2;
  return holds;
}

gboolean
falk_check_cell_width (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  return in->rank != 2 || falk_check_input_size (step, in, fault);
}

FalkShape
falk_cell_state (const FalkStep *step, const FalkValue *in, FalkArg arg)
{
  FalkShape shape = falk_state_shape (step, arg);

  if (in->rank == 1 && shape.rank < FALK_RANK_MAX)
    {
      for (guint i = shape.rank; i > 0; i--)
        shape.dims[i] = shape.dims[i - 1];
      shape.dims[0] = 1;
      shape.rank++;
    }
  return shape;
}

/* Fills in what the state of argument @arg has on @axis and should have. */
static gboolean
axis_fits (const FalkStep *step, const FalkValue *in, FalkArg arg, int axis,
           FalkFault *fault)
{
  gboolean batched = in->rank >= 2;
  FalkAxis hidden = falk_recurrent_width (step, TRUE);

  fault->part = arg == FALK_ARG_C0 ? FALK_PART_C0 : FALK_PART_H0;
  fault->found_shape = falk_cell_state (step, in, arg);
  fault->needed_shape =
      FALK_SHAPE (batched ? in->axes[0].size : 1, hidden.size);
  fault->axis = axis;
  fault->found = fault->found_shape.dims[axis];
  fault->needed = fault->needed_shape.dims[axis];
  fault->found_by = falk_origin_tensor (falk_arg_info (arg)->name, axis);
  if (axis == 1)
    fault->needed_by = hidden.factors[0].origin;
  else if (batched)
    fault->needed_by = in->axes[0].factors[0].origin;
  return fault->found == fault->needed;
}

static gboolean
batch_fits (const FalkStep *step, const FalkValue *in, FalkArg arg,
            FalkFault *fault)
{
  return !falk_step_has (step, FALK_ARG_H0)
         || falk_cell_state (step, in, arg).rank == 0
         || axis_fits (step, in, arg, 0, fault);
}

static gboolean
rank_fits (const FalkStep *step, const FalkValue *in, FalkArg arg, guint rank,
           FalkFault *fault)
{
  fault->part = arg == FALK_ARG_C0 ? FALK_PART_C0 : FALK_PART_H0;
  fault->found_shape = falk_state_shape (step, arg);
  fault->found = fault->found_shape.rank;
  fault->needed = in->rank;
  return !falk_step_has (step, FALK_ARG_H0)
         || falk_cell_state (step, in, arg).rank >= rank;
}

static gboolean
width_fits (const FalkStep *step, const FalkValue *in, FalkArg arg,
            FalkFault *fault)
{
  return !falk_step_has (step, FALK_ARG_H0)
         || axis_fits (step, in, arg, 1, fault);
}

static gboolean
state_axes_fit (const FalkStep *step, FalkArg arg, FalkFault *fault)
{
  fault->part = arg == FALK_ARG_C0 ? FALK_PART_C0 : FALK_PART_H0;
  fault->found_shape = falk_state_shape (step, arg);
  fault->found = fault->found_shape.rank;
  return fault->found == 1 || fault->found == 2;
}

/* Both states of an LSTMCell are looked at. */
gboolean
falk_check_cell_state_axes (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  fault->needed = in->rank;
  return !falk_step_has (step, FALK_ARG_H0)
         || (state_axes_fit (step, FALK_ARG_H0, fault)
             && (falk_rule_arg (step->op, FALK_ARG_C0) == NULL
                 || state_axes_fit (step, FALK_ARG_C0, fault)));
}

/* The four of the hidden state, and the same of an LSTMCell's cell state. */
#define CHECK_OF_STATE(name)                                                   \
  gboolean falk_check_##name (const FalkStep *step, const FalkValue *in,       \
                              FalkFault *fault)

CHECK_OF_STATE (cell_batch)
{
  return batch_fits (step, in, FALK_ARG_H0, fault);
}

CHECK_OF_STATE (cell_state_scalar)
{
  return rank_fits (step, in, FALK_ARG_H0, 1, fault);
}

CHECK_OF_STATE (cell_state_rank)
{
  return rank_fits (step, in, FALK_ARG_H0, 2, fault);
}

CHECK_OF_STATE (cell_hidden_size)
{
  return width_fits (step, in, FALK_ARG_H0, fault);
}

CHECK_OF_STATE (cell_c_batch)
{
  return batch_fits (step, in, FALK_ARG_C0, fault);
}

CHECK_OF_STATE (cell_c_scalar)
{
  return rank_fits (step, in, FALK_ARG_C0, 1, fault);
}

CHECK_OF_STATE (cell_c_rank)
{
  return rank_fits (step, in, FALK_ARG_C0, 2, fault);
}

CHECK_OF_STATE (cell_c_size)
{
  return width_fits (step, in, FALK_ARG_C0, fault);
}
