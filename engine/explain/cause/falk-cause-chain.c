/* SPDX-License-Identifier: MIT */
/* Causes of a wrong last axis that lie in the steps before. */
#include "falk-cause-private.h"

#include "falk-rule.h"

static gint64
maker_width (const FalkCase *c)
{
  return falk_step_get_int (c->maker, FALK_ARG_HIDDEN_SIZE);
}

static gboolean
two_directions (const FalkCase *c)
{
  return c->maker && falk_step_directions (c->maker) == 2;
}

double
falk_cause_test_bidirectional_before (const FalkCase *c, FalkProposal *proposal)
{
  if (!two_directions (c) || c->fault->found != 2 * maker_width (c)
      || c->fault->needed != maker_width (c))
    return 0;
  return falk_proposal_why (
      proposal, 0.95,
      "%s is bidirectional: each step gives 2 × " FALK_SIZE " = " FALK_SIZE
      " features. %s was built for " FALK_SIZE ".",
      c->maker->name, maker_width (c), c->fault->found, c->step->name,
      c->fault->needed);
}

/* The step before isn't there to ask; what is known beside it may say. */
double
falk_cause_test_bidirectional_maybe (const FalkCase *c, FalkProposal *proposal)
{
  gint64 both = 0, width = 0;
  double score = 0.4;

  if (c->maker || c->fault->found != 2 * c->fault->needed
      || c->fault->needed < 4)
    return 0;
  falk_context_number (c->context, "bidirectional", &both);
  if (both
      || falk_context_says (c->context, "bidirectional|bilstm|bigru|birnn|bi-"))
    score = 0.75;
  if (both && falk_context_number (c->context, "hidden_size", &width)
      && width == c->fault->needed)
    return falk_proposal_why (
        proposal, 0.9,
        "A bidirectional layer with hidden_size=" FALK_SIZE
        " is known of: it gives 2 × " FALK_SIZE " = " FALK_SIZE " features.",
        width, width, c->fault->found);
  if (score < 0.75
      && falk_context_find (c->context, c->fault->found, "emb|input|vocab"))
    score = 0.3;
  return falk_proposal_why (
      proposal, score,
      FALK_SIZE " is 2 × " FALK_SIZE
                ": a bidirectional layer with hidden_size=" FALK_SIZE
                " gives that many features. Is there one before %s?",
      c->fault->found, c->fault->needed, c->fault->needed, c->step->name);
}

double
falk_cause_test_one_direction_before (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->maker || !falk_rule (c->maker->op)->layered || two_directions (c)
      || c->fault->needed != 2 * maker_width (c)
      || c->fault->found != maker_width (c))
    return 0;
  return falk_proposal_why (
      proposal, 0.6,
      "%s was built for " FALK_SIZE " = 2 × " FALK_SIZE
      " features, as from both directions; %s reads in one.",
      c->step->name, c->fault->needed, maker_width (c), c->maker->name);
}

void
falk_cause_repair_one_direction_before (const FalkCase *c,
                                        FalkProposal *proposal)
{
  falk_proposal_edit (
      proposal,
      falk_edit_set_int (c->maker_index, FALK_ARG_BIDIRECTIONAL, TRUE));
}

double
falk_cause_test_after_rnn (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->maker
      || c->fault->found != maker_width (c) * falk_step_directions (c->maker)
      || falk_cause_test_bidirectional_before (c, proposal) > 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.85,
      "%s gives " FALK_SIZE
      " features (its hidden_size%s); %s was built for " FALK_SIZE ".",
      c->maker->name, c->fault->found,
      two_directions (c) ? " in two directions" : "", c->step->name,
      c->fault->needed);
}

double
falk_cause_test_hidden_before (const FalkCase *c, FalkProposal *proposal)
{
  gint64 directions = c->maker ? falk_step_directions (c->maker) : 1;

  if (!c->maker || c->fault->found != maker_width (c) * directions
      || c->fault->needed % directions != 0 || c->fault->needed == 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.35,
      "%s would give the " FALK_SIZE
      " features that %s needs with hidden_size=" FALK_SIZE ".",
      c->maker->name, c->fault->needed, c->step->name,
      c->fault->needed / directions);
}

void
falk_cause_repair_hidden_before (const FalkCase *c, FalkProposal *proposal)
{
  gint64 width = c->fault->needed / falk_step_directions (c->maker);
  FalkShape state = falk_step_get_shape (c->maker, FALK_ARG_H0);

  falk_proposal_edit (
      proposal,
      falk_edit_set_int (c->maker_index, FALK_ARG_HIDDEN_SIZE, width));
  if (state.rank == 0)
    return;
  state.dims[state.rank - 1] = width;
  falk_proposal_edit (proposal,
                      falk_edit_set_ints (c->maker_index, FALK_ARG_H0, &state));
}

static gboolean
takes_axis (const FalkStep *step)
{
  return step->op == FALK_OP_SELECT
         || (step->op == FALK_OP_MEAN && falk_step_has (step, FALK_ARG_DIM));
}

/* Axis that the step before should take away instead, so that the needed size
 * is the last that remains; or -1. */
static int
axis_to_take (const FalkCase *c)
{
  const FalkValue *in;
  gint64 dim;

  if (!c->before || !takes_axis (c->before))
    return -1;
  in = &c->inference->steps[c->index - 1].in;
  dim = falk_step_get_int (c->before, FALK_ARG_DIM);
  if (in->rank < 2 || in->axes[in->rank - 1].size != c->fault->needed
      || (dim != -1 && dim != (gint64)in->rank - 1))
    return -1;
  for (guint axis = 0; axis + 1 < in->rank; axis++)
    if (falk_axis_role (&in->axes[axis]) == FALK_ROLE_TIME)
      return (int)axis;
  return 0;
}

double
falk_cause_test_wrong_axis_taken (const FalkCase *c, FalkProposal *proposal)
{
  int axis = axis_to_take (c);

  if (axis < 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.8,
      "%s takes away the last axis, where the " FALK_SIZE
      " features are that %s "
      "needs. Axis %d is %s.",
      c->before->name, c->fault->needed, c->step->name, axis,
      falk_axis_role (&c->inference->steps[c->index - 1].in.axes[(guint)axis])
              == FALK_ROLE_TIME
          ? "the time"
          : "the first");
}

void
falk_cause_repair_wrong_axis_taken (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal, falk_edit_set_int (c->index - 1, FALK_ARG_DIM,
                                                   axis_to_take (c)));
}

double
falk_cause_test_view_before (const FalkCase *c, FalkProposal *proposal)
{
  gint64 count = falk_value_count (c->in);

  if (!c->before || c->fault->needed <= 0 || count % c->fault->needed != 0
      || (c->before->op != FALK_OP_VIEW && c->before->op != FALK_OP_RESHAPE))
    return 0;
  return falk_proposal_why (proposal, 0.65,
                            "%s makes rows of " FALK_SIZE
                            ". With rows of " FALK_SIZE
                            " there would be " FALK_SIZE " of them.",
                            c->before->name, c->fault->found, c->fault->needed,
                            count / c->fault->needed);
}

void
falk_cause_repair_view_before (const FalkCase *c, FalkProposal *proposal)
{
  guint n;
  const gint64 *old = falk_step_get_ints (c->before, FALK_ARG_SHAPE, &n);
  FalkShape shape = { .rank = MIN (MAX (n, 2), FALK_RANK_MAX) };

  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = i < n ? old[i] : -1;
  for (guint i = 0; i < shape.rank; i++)
    if (shape.dims[i] == -1)
      shape.dims[i] = 1;
  shape.dims[0] = -1;
  shape.dims[shape.rank - 1] = c->fault->needed;
  falk_proposal_edit (
      proposal, falk_edit_set_ints (c->index - 1, FALK_ARG_SHAPE, &shape));
}
