/* SPDX-License-Identifier: MIT */
/* The states that GRU, LSTM and RNN are handed: h0, and an LSTM's c0. */
#include "falk-packing.h"
#include "falk-rule-private.h"

FalkShape
falk_state_shape (const FalkStep *step, FalkArg arg)
{
  /* An LSTM's c0 that isn't stated is taken to be like its h0. */
  if (arg == FALK_ARG_C0 && !falk_step_has (step, FALK_ARG_C0))
    arg = FALK_ARG_H0;
  return falk_step_get_shape (step, arg);
}

/* Whether the state, and an LSTM's second one, have @rank axes. */
static gboolean
ranks_are (const FalkStep *step, guint rank, FalkFault *fault)
{
  gboolean two = falk_rule_arg (step->op, FALK_ARG_C0) != NULL;

  fault->part = FALK_PART_H0;
  fault->found_shape = falk_state_shape (step, FALK_ARG_H0);
  fault->other_shape =
      two ? falk_state_shape (step, FALK_ARG_C0) : fault->found_shape;
  fault->found = fault->found_shape.rank;
  fault->needed = rank;
  if (two && fault->found == fault->needed)
    fault->part = FALK_PART_C0;
  return fault->found_shape.rank == rank && fault->other_shape.rank == rank;
}

gboolean
falk_check_unbatched_state (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  return in->packing.n || in->rank == 3 || !falk_step_has (step, FALK_ARG_H0)
         || ranks_are (step, 2, fault);
}

/* What the state had to be, for a ghost and for wordings that show it. */
static FalkShape
needed_state (const FalkStep *step, const FalkValue *in, gboolean cell_state)
{
  int batch = falk_recurrent_batch_axis (step, in);

  return FALK_SHAPE (falk_step_layers (step) * falk_step_directions (step),
                     in->packing.n ? in->packing.n
                     : batch < 0   ? 1
                                   : in->axes[batch].size,
                     falk_recurrent_width (step, cell_state).size);
}

gboolean
falk_check_batched_state (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  if (in->packing.n || in->rank != 3 || !falk_step_has (step, FALK_ARG_H0))
    return TRUE;
  fault->needed_shape = needed_state (step, in, FALSE);
  return ranks_are (step, 3, fault);
}

/* Whether state @arg is put in order: that of a packed batch that was sorted
 * is, along its axis 1. */
static gboolean
is_reordered (const FalkStep *step, const FalkValue *in, FalkArg arg,
              FalkFault *fault)
{
  fault->part = arg == FALK_ARG_C0 ? FALK_PART_C0 : FALK_PART_H0;
  fault->found_shape = falk_state_shape (step, arg);
  return in->packing.n && !in->packing.sorted
         && falk_step_has (step, FALK_ARG_H0)
         && falk_rule_arg (step->op, arg) != NULL;
}

static gboolean
has_axis_1 (const FalkStep *step, const FalkValue *in, FalkArg arg,
            FalkFault *fault)
{
  fault->found = 1;
  fault->needed = 1;
  return !is_reordered (step, in, arg, fault) || fault->found_shape.rank >= 2;
}

static gboolean
has_any_sequence (const FalkStep *step, const FalkValue *in, FalkArg arg,
                  FalkFault *fault)
{
  fault->axis = 1;
  fault->found = 0;
  fault->needed = in->packing.n;
  return !is_reordered (step, in, arg, fault) || fault->found_shape.dims[1] > 0;
}

static gboolean
has_sequences (const FalkStep *step, const FalkValue *in, FalkArg arg,
               FalkFault *fault)
{
  if (!is_reordered (step, in, arg, fault))
    return TRUE;
  fault->axis = 1;
  fault->needed = fault->found_shape.dims[1];
  fault->found = falk_packing_first_beyond (&in->packing, fault->needed);
  return fault->found < 0;
}

gboolean
falk_check_packed_state_rank (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  return has_axis_1 (step, in, FALK_ARG_H0, fault);
}

gboolean
falk_check_packed_state_nothing (const FalkStep *step, const FalkValue *in,
                                 FalkFault *fault)
{
  return has_any_sequence (step, in, FALK_ARG_H0, fault);
}

gboolean
falk_check_packed_c_nothing (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  return has_any_sequence (step, in, FALK_ARG_C0, fault);
}

gboolean
falk_check_packed_state_index (const FalkStep *step, const FalkValue *in,
                               FalkFault *fault)
{
  return has_sequences (step, in, FALK_ARG_H0, fault);
}

gboolean
falk_check_packed_c_rank (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  return has_axis_1 (step, in, FALK_ARG_C0, fault);
}

gboolean
falk_check_packed_c_index (const FalkStep *step, const FalkValue *in,
                           FalkFault *fault)
{
  return has_sequences (step, in, FALK_ARG_C0, fault);
}

/* Names the first axis on which found_shape and needed_shape differ. */
static void
name_axis (FalkFault *fault, FalkArg arg)
{
  for (guint i = 0; i < fault->needed_shape.rank; i++)
    if (i < fault->found_shape.rank
        && fault->found_shape.dims[i] != fault->needed_shape.dims[i])
      {
        fault->axis = (int)i;
        fault->found = fault->found_shape.dims[i];
        fault->needed = fault->needed_shape.dims[i];
        fault->found_by =
            falk_origin_tensor (falk_arg_info (arg)->name, (int)i);
        return;
      }
}

/* An unbatched state is compared after it was given its batch axis, and one
 * of a sorted packed batch after it was put in order; the message shows it
 * so. */
static gboolean
state_fits (const FalkStep *step, const FalkValue *in, FalkArg arg,
            FalkFault *fault)
{
  int batch = falk_recurrent_batch_axis (step, in);
  FalkAxis width = falk_recurrent_width (step, arg == FALK_ARG_C0);

  if (!falk_step_has (step, FALK_ARG_H0))
    return TRUE;
  fault->part = arg == FALK_ARG_C0 ? FALK_PART_C0 : FALK_PART_H0;
  fault->found_shape = falk_state_shape (step, arg);
  fault->needed_shape = needed_state (step, in, arg == FALK_ARG_C0);
  if (in->packing.n && !in->packing.sorted && fault->found_shape.rank > 1)
    fault->found_shape.dims[1] = in->packing.n;
  if (!in->packing.n && batch < 0)
    {
      fault->found_shape.rank = 3;
      fault->found_shape.dims[2] = fault->found_shape.dims[1];
      fault->found_shape.dims[1] = 1;
    }
  if (falk_shape_equal (&fault->found_shape, &fault->needed_shape))
    return TRUE;
  name_axis (fault, arg);
  if (fault->axis == 0)
    fault->needed_by = falk_origin_argument (step->name, "num_layers");
  else if (fault->axis == 2)
    fault->needed_by = width.factors[0].origin;
  else if (batch >= 0)
    fault->needed_by = in->axes[batch].factors[0].origin;
  return FALSE;
}

gboolean
falk_check_hidden_size (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return state_fits (step, in, FALK_ARG_H0, fault);
}

gboolean
falk_check_cell_size (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  return state_fits (step, in, FALK_ARG_C0, fault);
}

/* Where lengths exceed the padded tensor, the data has too few rows, and the
 * recurrent layer finds it at the first step beyond. */
gboolean
falk_check_packed_short (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  fault->axis = 0;
  fault->found = in->rank ? in->axes[0].size : 0;
  fault->needed = fault->found;
  fault->extra = falk_packing_batch (&in->packing, in->packing.time);
  fault->found_shape = falk_value_shape (in);
  return fault->extra == 0;
}
