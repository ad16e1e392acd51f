/* SPDX-License-Identifier: MIT */
/* GRU, LSTM and RNN: constructor, input and output, as torch/nn/modules/rnn.py
 * checks them; the order of each version is their row's. Their states are in falk-rule-state.c. */
#include "falk-rule-private.h"

#include <string.h>

gboolean
falk_check_dropout (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  double dropout = falk_step_get_float (step, FALK_ARG_DROPOUT);

  fault->part = FALK_PART_ARGUMENT;
  fault->found_by = falk_origin_argument (step->name, "dropout");
  return dropout >= 0.0 && dropout <= 1.0;
}

gboolean
falk_check_proj_unsupported (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, FALK_ARG_PROJ_SIZE);
  fault->found_by = falk_origin_argument (step->name, "proj_size");
  return !falk_step_has (step, FALK_ARG_PROJ_SIZE);
}

gboolean
falk_check_proj_negative (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, FALK_ARG_PROJ_SIZE);
  fault->found_by = falk_origin_argument (step->name, "proj_size");
  return fault->found >= 0;
}

/* PyTorch compares proj_size, which is 0 for all but an LSTM, with
 * hidden_size: that is how a hidden_size of 0 or below is found. */
gboolean
falk_check_hidden_zero (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  fault->needed = 1;
  fault->found_by = falk_origin_argument (step->name, "hidden_size");
  return fault->found > 0;
}

gboolean
falk_check_proj_size (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, FALK_ARG_PROJ_SIZE);
  fault->needed = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE) - 1;
  fault->found_by = falk_origin_argument (step->name, "proj_size");
  fault->needed_by = falk_origin_argument (step->name, "hidden_size");
  return fault->found <= fault->needed;
}

gboolean
falk_check_layers (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, FALK_ARG_NUM_LAYERS);
  fault->needed = 1;
  fault->found_by = falk_origin_argument (step->name, "num_layers");
  return fault->found > 0;
}

/* Where no state is handed in, one is made for the batch; the size of it was
 * asked for even where one is. */
gboolean
falk_check_batch_axis (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  guint axis = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST) ? 0 : 1;

  fault->found_shape = falk_value_shape (in);
  fault->axis = (int)axis;
  fault->found = in->rank;
  fault->needed = fault->extra = 3;
  return in->packing.n || axis < in->rank;
}

/* The batch axis that PyTorch adds goes behind the first axis, which has to
 * be there. */
gboolean
falk_check_input_scalar (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  fault->found = 1;
  fault->needed = 1;
  fault->found_shape = falk_value_shape (in);
  return in->rank > 0 || falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
}

/* PyTorch adds a batch axis to whatever isn't 3-D and then counts three, so
 * the number it reports is one too high; found is the true rank. */
gboolean
falk_check_input_rank (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found = in->rank;
  fault->needed = 3;
  fault->extra = 2;
  return in->packing.n || in->rank == 2 || in->rank == 3;
}

gboolean
falk_check_input_batched (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found = in->rank;
  fault->needed = fault->extra = 3;
  return in->packing.n || in->rank == 3;
}

gboolean
falk_check_packed_rank (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found = in->rank;
  fault->needed = 2;
  return !in->packing.n || in->rank == 2;
}

gboolean
falk_check_input_size (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  const FalkAxis *last = &in->axes[in->rank - 1];

  fault->axis = (int)in->rank - 1;
  fault->found = last->size;
  fault->needed = falk_step_get_int (step, FALK_ARG_INPUT_SIZE);
  fault->found_by = last->factors[last->n_factors - 1].origin;
  fault->needed_by = falk_origin_argument (step->name, "input_size");
  fault->found_shape = falk_value_shape (in);
  fault->needed_shape = fault->found_shape;
  fault->needed_shape.dims[fault->axis] = fault->needed;
  fault->product = 0;
  return fault->found == fault->needed;
}

int
falk_recurrent_batch_axis (const FalkStep *step, const FalkValue *in)
{
  if (in->packing.n || in->rank != 3)
    return -1;
  return falk_step_get_bool (step, FALK_ARG_BATCH_FIRST) ? 0 : 1;
}

gboolean
falk_check_time (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  fault->axis = falk_recurrent_batch_axis (step, in) == 0 ? 1 : 0;
  fault->found = in->axes[fault->axis].size;
  fault->needed = 1;
  fault->found_shape = falk_value_shape (in);
  fault->found_by = in->axes[fault->axis].factors[0].origin;
  return in->packing.n || fault->found > 0;
}

FalkAxis
falk_recurrent_width (const FalkStep *step, gboolean cell_state)
{
  gint64 proj = falk_step_get_int (step, FALK_ARG_PROJ_SIZE);
  FalkArg arg =
      !cell_state && proj > 0 ? FALK_ARG_PROJ_SIZE : FALK_ARG_HIDDEN_SIZE;

  return falk_axis (
      falk_step_get_int (step, arg), FALK_ROLE_HIDDEN,
      falk_origin_argument (step->name, falk_arg_info (arg)->name));
}

static FalkAxis
named_axis (const FalkAxis *axis, FalkRole role)
{
  FalkAxis named = *axis;

  if (falk_axis_role (axis) == FALK_ROLE_NONE)
    named.factors[0].role = role;
  return named;
}

/* h_n: (layers·directions, B, H), or (layers·directions, H) unbatched. */
static void
give_state (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  int batch = falk_recurrent_batch_axis (step, in);
  FalkAxis states[2] = {
    falk_axis (falk_step_layers (step), FALK_ROLE_LAYERS,
               falk_origin_argument (step->name, "num_layers")),
    falk_axis (falk_step_directions (step), FALK_ROLE_DIRECTIONS,
               falk_origin_argument (step->name, "bidirectional")),
  };

  out->packing = (FalkPacking){ 0 };
  out->rank = 0;
  out->axes[out->rank++] = falk_axis_merge (states, 2);
  if (in->packing.n)
    out->axes[out->rank++] =
        falk_axis (in->packing.n, FALK_ROLE_BATCH, falk_origin_none ());
  else if (batch >= 0)
    out->axes[out->rank++] = named_axis (&in->axes[batch], FALK_ROLE_BATCH);
  out->axes[out->rank++] = falk_recurrent_width (step, FALSE);
  falk_value_set_contiguous (out);
}

/* output: the input with directions·H in place of its features. The kernel
 * is time-major: under batch_first its result is a transposed view. */
void
falk_give_recurrent (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  int batch = falk_recurrent_batch_axis (step, in);
  FalkAxis width[2] = {
    falk_axis (falk_step_directions (step), FALK_ROLE_DIRECTIONS,
               falk_origin_argument (step->name, "bidirectional")),
    falk_recurrent_width (step, FALSE),
  };

  out->dtype = falk_recurrent_dtype (step, in);
  out->packing = in->packing;
  if (falk_step_get_int (step, FALK_ARG_TAKE) == 1)
    {
      give_state (step, in, out);
      return;
    }
  out->rank = in->rank;
  for (guint i = 0; i + 1 < in->rank; i++)
    out->axes[i] =
        in->packing.n
            ? in->axes[i]
            : named_axis (&in->axes[i],
                          (int)i == batch ? FALK_ROLE_BATCH : FALK_ROLE_TIME);
  out->axes[in->rank - 1] = falk_axis_merge (width, 2);
  falk_value_set_contiguous (out);
  if (batch == 0)
    {
      out->axes[0].stride = out->axes[2].size;
      out->axes[1].stride = MAX (out->axes[0].size, 1) * out->axes[2].size;
    }
}

/* What flows on from a cell is its hidden state: with more axes than it should
 * have where the one it was handed has. Of an input of too many axes it would
 * be a batch. */
void
falk_give_cell (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  FalkShape given;

  out->dtype = falk_recurrent_dtype (step, in);
  out->packing = in->packing;
  if (falk_cell_given (step, in, &given))
    {
      if (in->rank == 1)
        {
          given.rank--;
          memmove (given.dims, given.dims + 1, given.rank * sizeof *given.dims);
        }
      falk_value_from_shape (out, "h0", falk_recurrent_dtype (step, in),
                             &given);
      return;
    }
  out->rank = MIN (in->rank, 2);
  if (out->rank == 2)
    out->axes[0] = named_axis (&in->axes[0], FALK_ROLE_BATCH);
  out->axes[out->rank - 1] = falk_recurrent_width (step, FALSE);
  falk_value_set_contiguous (out);
}
