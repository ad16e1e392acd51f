/* SPDX-License-Identifier: MIT */
/* A state of more axes than a cell takes. PyTorch 1.13 compares only its first
 * two, and goes on: the product of the state (B, H, …, k) with weight_hh is
 * (B, H, …, gates·H), the product of the input (B, gates·H) is added to it in
 * place, and the gates are cut out of its second axis, which is H long.
 * (aten/src/ATen/native/RNN.cpp.) */
#include "falk-rule-private.h"

typedef enum
{
  STOP_NOT, /* a plain RNNCell goes all the way */
  STOP_PRODUCT,
  STOP_OUTPUT,
  STOP_ADD,
  STOP_CRASH,
} Stop;

/* How many gates are cut out of an axis of @size: fewer than there are where
 * it doesn't divide well, and then PyTorch reads beyond them. */
static gint64
gates_cut (gint64 size, gint64 gates)
{
  gint64 each = (size + gates - 1) / gates;

  return each == 0 ? gates : (size + each - 1) / each;
}

static Stop
add_stops (FalkFault *fault, gint64 a, gint64 b, guint axis)
{
  fault->axis = (int)axis;
  fault->found = a;
  fault->needed = b;
  fault->extra = axis;
  return STOP_ADD;
}

/* The input's rows are added to @axis of the product of the state. */
static Stop
rows_stop (FalkFault *fault, gint64 rows, guint axis)
{
  gint64 size = fault->other_shape.dims[axis];

  if (size == rows || rows == 1)
    return STOP_NOT;
  if (size != 1)
    return add_stops (fault, size, rows, axis);
  fault->axis = (int)axis;
  fault->needed_shape = fault->other_shape;
  fault->needed_shape.dims[axis] = rows;
  return STOP_OUTPUT;
}

/* found_shape: the state, other_shape: its product. */
static Stop
find_stop (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  gint64 gates = falk_rule (step->op)->gates;
  gint64 hidden = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  gint64 rows = in->rank == 2 ? in->axes[0].size : 1;
  FalkShape state = falk_cell_state (step, in, FALK_ARG_H0);
  guint last = state.rank - 1;
  Stop stop;

  fault->part = FALK_PART_H0;
  fault->found_shape = fault->other_shape = state;
  fault->other_shape.dims[last] = gates * hidden;
  fault->axis = (int)last;
  fault->found = state.dims[last];
  fault->needed = hidden;
  fault->needed_by = falk_origin_argument (step->name, "hidden_size");
  if (fault->found != hidden)
    return STOP_PRODUCT;
  if (gates == 3 && hidden != 1)
    return add_stops (fault, gates * hidden, hidden, last);
  stop = rows_stop (fault, rows, last - 1);
  if (stop != STOP_NOT || gates == 1)
    return stop;
  if (gates_cut (hidden, gates) < gates)
    return STOP_CRASH;
  return add_stops (fault, gates * hidden, hidden, last);
}

static gboolean
goes_on (const FalkStep *step, const FalkValue *in, Stop stop, FalkFault *fault)
{
  return !falk_step_has (step, FALK_ARG_H0)
         || falk_cell_state (step, in, FALK_ARG_H0).rank <= 2
         || find_stop (step, in, fault) != stop;
}

gboolean
falk_check_cell_product (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  return goes_on (step, in, STOP_PRODUCT, fault);
}

gboolean
falk_check_cell_output (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  return goes_on (step, in, STOP_OUTPUT, fault);
}

gboolean
falk_check_cell_crash (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  return goes_on (step, in, STOP_CRASH, fault);
}

gboolean
falk_check_cell_add (const FalkStep *step, const FalkValue *in,
                     FalkFault *fault)
{
  return goes_on (step, in, STOP_ADD, fault);
}
