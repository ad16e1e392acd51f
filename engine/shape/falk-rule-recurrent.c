/* SPDX-License-Identifier: MIT */
/* Checks and shapes of GRU and GRUCell, in the order of PyTorch 1.13's
 * torch/nn/modules/rnn.py and its recurrent kernels. */
#include "falk-rule-private.h"

gboolean
falk_check_dropout (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  double dropout = falk_step_get_float (step, FALK_ARG_DROPOUT);

  fault->part = FALK_PART_ARGUMENT;
  fault->found_by = falk_origin_argument (step->name, "dropout");
  return dropout >= 0.0 && dropout <= 1.0;
}

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
falk_check_layers (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, FALK_ARG_NUM_LAYERS);
  fault->needed = 1;
  fault->found_by = falk_origin_argument (step->name, "num_layers");
  return fault->found > 0;
}

static FalkShape
state_shape (const FalkStep *step)
{
  FalkShape shape = { 0 };
  guint n;
  const gint64 *ints = falk_step_get_ints (step, FALK_ARG_H0, &n);

  shape.rank = MIN (n, FALK_RANK_MAX);
  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = ints[i];
  return shape;
}

static gboolean
state_rank_is (const FalkStep *step, guint rank, FalkFault *fault)
{
  fault->part = FALK_PART_H0;
  fault->found_shape = state_shape (step);
  fault->found = fault->found_shape.rank;
  fault->needed = rank;
  return fault->found == fault->needed;
}

gboolean
falk_check_unbatched_state (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  return in->rank == 3 || !falk_step_has (step, FALK_ARG_H0)
         || state_rank_is (step, 2, fault);
}

gboolean
falk_check_batched_state (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  return in->rank != 3 || !falk_step_has (step, FALK_ARG_H0)
         || state_rank_is (step, 3, fault);
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
  return in->rank == 2 || in->rank == 3;
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

/* Axis of @in that holds the batch, or -1 where it is unbatched. */
static int
batch_axis (const FalkStep *step, const FalkValue *in)
{
  if (in->rank != 3)
    return -1;
  return falk_step_get_bool (step, FALK_ARG_BATCH_FIRST) ? 0 : 1;
}

/* Names the first axis on which found_shape and needed_shape differ. */
static void
name_axis (FalkFault *fault)
{
  for (guint i = 0; i < fault->needed_shape.rank; i++)
    if (fault->found_shape.dims[i] != fault->needed_shape.dims[i])
      {
        fault->axis = (int)i;
        fault->found = fault->found_shape.dims[i];
        fault->needed = fault->needed_shape.dims[i];
        fault->found_by = falk_origin_tensor ("h0", (int)i);
        return;
      }
}

/* An unbatched state is compared after it was given its batch axis, and the
 * message shows it so. */
gboolean
falk_check_hidden_size (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  static const char *const sources[] = { "num_layers", NULL, "hidden_size" };
  int batch = batch_axis (step, in);

  if (!falk_step_has (step, FALK_ARG_H0))
    return TRUE;
  fault->part = FALK_PART_H0;
  fault->found_shape = state_shape (step);
  if (batch < 0)
    {
      fault->found_shape.rank = 3;
      fault->found_shape.dims[2] = fault->found_shape.dims[1];
      fault->found_shape.dims[1] = 1;
    }
  fault->needed_shape =
      FALK_SHAPE (falk_step_layers (step) * falk_step_directions (step),
                  batch < 0 ? 1 : in->axes[batch].size,
                  falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE));
  if (falk_shape_equal (&fault->found_shape, &fault->needed_shape))
    return TRUE;
  name_axis (fault);
  if (fault->axis >= 0 && sources[fault->axis])
    fault->needed_by = falk_origin_argument (step->name, sources[fault->axis]);
  else if (batch >= 0)
    fault->needed_by = in->axes[batch].factors[0].origin;
  return FALSE;
}

gboolean
falk_check_time (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  int batch = batch_axis (step, in);

  fault->axis = batch == 0 ? 1 : 0;
  fault->found = in->axes[fault->axis].size;
  fault->needed = 1;
  fault->found_shape = falk_value_shape (in);
  fault->found_by = in->axes[fault->axis].factors[0].origin;
  return fault->found > 0;
}

gboolean
falk_check_cell_rank (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->found = in->rank;
  fault->needed = 2;
  return in->rank == 1 || in->rank == 2;
}

/* The state as the cell's kernel sees it: with a batch axis when the input
 * has none. */
static FalkShape
cell_state (const FalkStep *step, const FalkValue *in)
{
  FalkShape shape = state_shape (step);

  if (in->rank == 1 && shape.rank < FALK_RANK_MAX)
    {
      for (guint i = shape.rank; i > 0; i--)
        shape.dims[i] = shape.dims[i - 1];
      shape.dims[0] = 1;
      shape.rank++;
    }
  return shape;
}

static gboolean
cell_axis_is (const FalkStep *step, const FalkValue *in, int axis,
              gint64 needed, FalkOrigin needed_by, FalkFault *fault)
{
  fault->part = FALK_PART_H0;
  fault->found_shape = cell_state (step, in);
  fault->needed_shape =
      FALK_SHAPE (in->rank == 2 ? in->axes[0].size : 1,
                  falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE));
  fault->axis = axis;
  fault->found = fault->found_shape.dims[axis];
  fault->needed = needed;
  fault->found_by = falk_origin_tensor ("h0", axis);
  fault->needed_by = needed_by;
  return fault->found == fault->needed;
}

gboolean
falk_check_cell_batch (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  gboolean batched = in->rank == 2;

  return !falk_step_has (step, FALK_ARG_H0) || cell_state (step, in).rank == 0
         || cell_axis_is (step, in, 0, batched ? in->axes[0].size : 1,
                          batched ? in->axes[0].factors[0].origin
                                  : falk_origin_none (),
                          fault);
}

gboolean
falk_check_cell_state_rank (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  fault->part = FALK_PART_H0;
  fault->found_shape = state_shape (step);
  fault->found = fault->found_shape.rank;
  fault->needed = in->rank;
  return !falk_step_has (step, FALK_ARG_H0) || cell_state (step, in).rank >= 2;
}

gboolean
falk_check_cell_hidden_size (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  return !falk_step_has (step, FALK_ARG_H0)
         || cell_axis_is (
             step, in, 1, falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE),
             falk_origin_argument (step->name, "hidden_size"), fault);
}

static FalkAxis
hidden_axis (const FalkStep *step)
{
  return falk_axis (falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE),
                    FALK_ROLE_HIDDEN,
                    falk_origin_argument (step->name, "hidden_size"));
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
  int batch = batch_axis (step, in);
  FalkAxis states[2] = {
    falk_axis (falk_step_layers (step), FALK_ROLE_LAYERS,
               falk_origin_argument (step->name, "num_layers")),
    falk_axis (falk_step_directions (step), FALK_ROLE_DIRECTIONS,
               falk_origin_argument (step->name, "bidirectional")),
  };

  out->rank = 0;
  out->axes[out->rank++] = falk_axis_merge (states, 2);
  if (batch >= 0)
    out->axes[out->rank++] = named_axis (&in->axes[batch], FALK_ROLE_BATCH);
  out->axes[out->rank++] = hidden_axis (step);
  falk_value_set_contiguous (out);
}

/* output: the input with directions·H in place of its features. The kernel
 * is time-major: under batch_first its result is a transposed view. */
void
falk_give_recurrent (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  int batch = batch_axis (step, in);
  FalkAxis width[2] = {
    falk_axis (falk_step_directions (step), FALK_ROLE_DIRECTIONS,
               falk_origin_argument (step->name, "bidirectional")),
    hidden_axis (step),
  };

  out->dtype = in->dtype;
  if (falk_step_get_int (step, FALK_ARG_TAKE) == 1)
    {
      give_state (step, in, out);
      return;
    }
  out->rank = in->rank;
  for (guint i = 0; i + 1 < in->rank; i++)
    out->axes[i] = named_axis (&in->axes[i], (int)i == batch ? FALK_ROLE_BATCH
                                                             : FALK_ROLE_TIME);
  out->axes[in->rank - 1] = falk_axis_merge (width, 2);
  falk_value_set_contiguous (out);
  if (batch == 0)
    {
      out->axes[0].stride = out->axes[2].size;
      out->axes[1].stride = out->axes[2].size;
      falk_size_mul (out->axes[1].stride, MAX (out->axes[0].size, 1),
                     &out->axes[1].stride);
    }
}

void
falk_give_cell (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  out->dtype = in->dtype;
  out->rank = in->rank;
  if (in->rank == 2)
    out->axes[0] = named_axis (&in->axes[0], FALK_ROLE_BATCH);
  out->axes[in->rank - 1] = hidden_axis (step);
  falk_value_set_contiguous (out);
}
