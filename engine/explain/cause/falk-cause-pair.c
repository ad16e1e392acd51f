/* SPDX-License-Identifier: MIT */
/* Causes where two operands disagree. */
#include "falk-cause-private.h"

/* The shape that the other operand would need. */
static FalkShape
fitting_other (const FalkCase *c)
{
  const FalkFault *fault = c->fault;
  FalkShape shape = falk_value_shape (c->in);

  if (c->step->op == FALK_OP_BMM && shape.rank == 3)
    shape =
        FALK_SHAPE (shape.dims[0], shape.dims[2],
                    fault->other_shape.rank == 3 ? fault->other_shape.dims[2]
                                                 : shape.dims[1]);
  else if (c->step->op == FALK_OP_CAT && fault->code == FALK_FAULT_CAT_SIZE)
    shape.dims[fault->extra] = fault->other_shape.dims[fault->extra];
  else if (c->step->op == FALK_OP_CROSS_ENTROPY)
    shape = fault->needed_shape;
  return shape;
}

double
falk_cause_test_other_shape (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = falk_value_shape (c->in), wanted = fitting_other (c);
  g_autofree char *text = falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);
  g_autofree char *other =
      falk_shape_to_text (&c->fault->other_shape, FALK_SHAPE_TUPLE);
  g_autofree char *fits = falk_shape_to_text (&wanted, FALK_SHAPE_TUPLE);

  return falk_proposal_why (proposal, 0.5,
                            "%s is %s and the other is %s; %s would fit.",
                            c->what, text, other, fits);
}

void
falk_cause_repair_other_shape (const FalkCase *c, FalkProposal *proposal)
{
  gboolean target = c->fault->part == FALK_PART_TARGET;
  FalkShape shape = fitting_other (c);
  g_autofree char *sizes = falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);

  if (c->step->op == FALK_OP_BMM && c->in->rank != 3)
    return;
  falk_proposal_edit (
      proposal,
      falk_edit_set_ints (c->index, target ? FALK_ARG_TARGET : FALK_ARG_OTHER,
                          &shape));
  proposal->code = g_strdup_printf ("# %s of shape %s",
                                    target ? "a target" : "a tensor", sizes);
}

/* What the step adds or joins is of another rank: it is the input that has an
 * axis too few or too many. */
double
falk_cause_test_operand_axes (const FalkCase *c, FalkProposal *proposal)
{
  if (c->fault->code == FALK_FAULT_CAT_SCALAR)
    return falk_proposal_why (proposal, 0.6,
                              "cat joins along an axis that is there: a single "
                              "number becomes a vector by unsqueeze(0), and "
                              "stack adds an axis of its own.");
  return falk_proposal_why (
      proposal, 0.6,
      "%s has " FALK_SIZE " %s, and %s wants " FALK_SIZE
      ": an axis was lost or added "
      "before it.",
      c->fault->part == FALK_PART_OTHER && c->step->op == FALK_OP_CAT
          ? c->what
          : "One operand",
      c->fault->found, c->fault->found == 1 ? "axis" : "axes", c->step->name,
      c->fault->needed);
}

/* Whether it is the other operand that has too few axes. */
static gboolean
other_lacks (const FalkCase *c)
{
  const FalkShape *other = &c->fault->other_shape;

  if (c->fault->code == FALK_FAULT_CAT_SCALAR)
    return c->in->rank > 0;
  return other->rank < c->in->rank
         || (c->fault->code == FALK_FAULT_BMM_OTHER_RANK && other->rank < 3);
}

static void
add_to_other (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = c->fault->other_shape;

  while (shape.rank < MAX (c->in->rank, 1) && shape.rank < FALK_RANK_MAX)
    {
      for (guint i = shape.rank; i > 0; i--)
        shape.dims[i] = shape.dims[i - 1];
      shape.dims[0] = 1;
      shape.rank++;
    }
  falk_proposal_edit (proposal,
                      falk_edit_set_ints (c->index, FALK_ARG_OTHER, &shape));
  proposal->code = g_strdup ("other = other.unsqueeze(0)");
}

void
falk_cause_repair_operand_axes (const FalkCase *c, FalkProposal *proposal)
{
  gint64 rank = c->in->rank, wanted = c->fault->needed;

  if (other_lacks (c))
    {
      add_to_other (c, proposal);
      return;
    }
  if (c->fault->code == FALK_FAULT_CAT_SCALAR)
    wanted = 1;
  for (; rank < wanted; rank++)
    falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_axis",
                          FALK_ARG_DIM, (gint64)0, FALK_ARG_NONE);
}
