/* SPDX-License-Identifier: MIT */
/* A state of more axes than a cell takes. PyTorch 1.13 compares only its first
 * two, and goes on: the product of the state (B, H, …, k) with weight_hh is
 * (B, H, …, gates·H), the product of the input (B, gates·H) is added to it in
 * place, and the gates are cut out of its second axis, which is H long. An
 * LSTMCell's gates are then multiplied by the cell state, whatever axes that
 * has, and sizes of 1 are repeated. (aten/src/ATen/native/RNN.cpp.) */
#include "falk-rule-private.h"

typedef enum
{
  STOP_NOT, /* what it gives has more axes than it should */
  STOP_PRODUCT,
  STOP_OUTPUT,
  STOP_ADD,
  STOP_CRASH,
} Stop;

/* How long a gate is that is cut out of an axis of @size; the last one has what
 * is left. */
static gint64
gate_length (gint64 size, gint64 gates)
{
  return (size + gates - 1) / gates;
}

/* How many gates are cut out of it: fewer than there are where it doesn't
 * divide well, and then PyTorch reads beyond them. */
static gint64
gates_cut (gint64 size, gint64 gates)
{
  gint64 each = gate_length (size, gates);

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

/* Makes @a the shape of @a and @b broadcast; FALSE, with the last axis on which
 * they differ, where they don't. */
static gboolean
broadcast (FalkShape *a, const FalkShape *b, FalkFault *fault)
{
  FalkShape both = { .rank = MAX (a->rank, b->rank) };

  for (guint i = both.rank; i > 0; i--)
    {
      guint behind = both.rank - i;
      gint64 one = behind < a->rank ? a->dims[a->rank - 1 - behind] : 1;
      gint64 other = behind < b->rank ? b->dims[b->rank - 1 - behind] : 1;

      if (one != other && one != 1 && other != 1)
        {
          add_stops (fault, one, other, i - 1);
          return FALSE;
        }
      both.dims[i - 1] = one == 1 ? other : one;
    }
  *a = both;
  return TRUE;
}

/* Multiplies the gates of an LSTMCell by its cell state: the new cell state is
 * forget · c0 + …, the new hidden state out · tanh of it. @gates: its gates
 * with what they are cut out of. @state becomes the hidden state's shape. */
static Stop
cell_stop (const FalkShape *gates, const FalkShape *cell, FalkFault *fault,
           FalkShape *state)
{
  gint64 each = gate_length (gates->dims[1], 4);
  FalkShape kept = *gates;

  kept.dims[1] = each;
  if (!broadcast (&kept, cell, fault))
    return STOP_ADD;
  *state = *gates;
  state->dims[1] = gates->dims[1] - 3 * each;
  return broadcast (state, &kept, fault) ? STOP_NOT : STOP_ADD;
}

/* Where the product of a state of more than two axes stops. found_shape: the
 * state, other_shape: its product. */
static Stop
product_stop (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  gint64 gates = falk_rule (step->op)->gates;
  gint64 hidden = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  gint64 rows = in->rank == 2 ? in->axes[0].size : 1;
  guint last = fault->found_shape.rank - 1;
  Stop stop;

  fault->axis = (int)last;
  fault->found = fault->found_shape.dims[last];
  fault->needed = hidden;
  fault->needed_by = falk_origin_argument (step->name, "hidden_size");
  if (fault->found != hidden)
    return STOP_PRODUCT;
  if (gates == 3 && hidden > 1)
    return add_stops (fault, gates * hidden, hidden, last);
  stop = rows_stop (fault, rows, last - 1);
  if (stop != STOP_NOT || gates == 1)
    return stop;
  return gates_cut (hidden, gates) < gates ? STOP_CRASH : STOP_NOT;
}

/* Where a step with such states stops; @given becomes what it gives where it
 * doesn't. */
static Stop
find_stop (const FalkStep *step, const FalkValue *in, FalkFault *fault,
           FalkShape *given)
{
  gint64 gates = falk_rule (step->op)->gates;
  gint64 hidden = falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  FalkShape state = falk_cell_state (step, in, FALK_ARG_H0);
  FalkShape cell = falk_cell_state (step, in, FALK_ARG_C0);
  Stop stop = STOP_NOT;

  fault->part = FALK_PART_H0;
  fault->found_shape = fault->other_shape = *given = state;
  fault->other_shape.dims[state.rank - 1] = gates * hidden;
  if (state.rank > 2)
    stop = product_stop (step, in, fault);
  if (stop != STOP_NOT || gates != 4)
    return stop;
  if (state.rank == 2)
    {
      fault->part = FALK_PART_C0;
      fault->found_shape = cell;
    }
  return cell_stop (&fault->other_shape, &cell, fault, given);
}

/* Whether a state has more axes than a cell takes. */
static gboolean
is_strange (const FalkStep *step, const FalkValue *in)
{
  return falk_step_has (step, FALK_ARG_H0)
         && (falk_cell_state (step, in, FALK_ARG_H0).rank > 2
             || (falk_rule_arg (step->op, FALK_ARG_C0)
                 && falk_cell_state (step, in, FALK_ARG_C0).rank > 2));
}

gboolean
falk_cell_given (const FalkStep *step, const FalkValue *in, FalkShape *given)
{
  FalkFault fault;

  return is_strange (step, in)
         && find_stop (step, in, &fault, given) == STOP_NOT;
}

static gboolean
goes_on (const FalkStep *step, const FalkValue *in, Stop stop, FalkFault *fault)
{
  FalkShape given;

  return !is_strange (step, in) || find_stop (step, in, fault, &given) != stop;
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
