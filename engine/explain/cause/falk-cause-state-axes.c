/* SPDX-License-Identifier: MIT */
/* Causes of a state whose other axes don't fit: axis 0, layers × directions,
 * the last, the width, and how many there are. */
#include "falk-cause-private.h"

#include "falk-rule.h"

static gboolean
layers_differ (const FalkCase *c)
{
  return c->fault->needed_shape.rank == 3 && falk_case_agrees (c, 0) == FALSE;
}

double
falk_cause_test_state_layers (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found, needed;

  if (!layers_differ (c))
    return 0;
  found = c->fault->found_shape.dims[0];
  needed = c->fault->needed_shape.dims[0];
  return falk_proposal_why (
      proposal, falk_case_agrees (c, 1) && falk_case_agrees (c, 2) ? 0.6 : 0.35,
      "%s keeps " FALK_SIZE " × " FALK_SIZE " = " FALK_SIZE
      " states (layers × directions); the state handed in has " FALK_SIZE
      ". %s",
      c->step->name, falk_step_layers (c->step), falk_step_directions (c->step),
      needed, found,
      found > 8 && found > 2 * needed
          ? "That many may be time steps: the whole output was handed in "
            "place of h_n."
          : "An encoder of other depth or direction may have made it.");
}

void
falk_cause_repair_state_layers (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found_shape.dims[0];
  gint64 needed = c->fault->needed_shape.dims[0];

  falk_proposal_state (proposal, c);
  if (falk_case_agrees (c, 1) != TRUE || falk_case_agrees (c, 2) != TRUE)
    return;
  if (found > needed)
    {
      falk_proposal_state_code (proposal, c, "{h}[-" FALK_SIZE ":]", needed);
      falk_proposal_caution (proposal, "It keeps the last states only.");
    }
  else if (found > 0 && needed % found == 0)
    {
      falk_proposal_state_code (proposal, c, "{h}.repeat(" FALK_SIZE ", 1, 1)",
                                needed / found);
      falk_proposal_caution (proposal,
                             "Every layer starts from the same state.");
    }
}

double
falk_cause_test_layers_of_state (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found, directions = falk_step_directions (c->step);

  if (!layers_differ (c))
    return 0;
  found = c->fault->found_shape.dims[0];
  if (found < 1 || found > 8 || found % directions != 0)
    return 0;
  return falk_proposal_why (
      proposal, falk_case_agrees (c, 1) && falk_case_agrees (c, 2) ? 0.5 : 0,
      "The state has " FALK_SIZE " states, as num_layers=" FALK_SIZE
      " would keep.",
      found, found / directions);
}

void
falk_cause_repair_layers_of_state (const FalkCase *c, FalkProposal *proposal)
{
  gint64 layers =
      c->fault->found_shape.dims[0] / falk_step_directions (c->step);

  falk_proposal_edit (
      proposal, falk_edit_set_int (c->index, FALK_ARG_NUM_LAYERS, layers));
}

double
falk_cause_test_directions_of_state (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found, layers = falk_step_layers (c->step);
  gboolean both = falk_step_directions (c->step) == 2;

  if (!layers_differ (c) || falk_case_agrees (c, 1) != TRUE
      || falk_case_agrees (c, 2) != TRUE)
    return 0;
  found = c->fault->found_shape.dims[0];
  if (found != (both ? layers : 2 * layers))
    return 0;
  return falk_proposal_why (
      proposal, both ? 0.5 : 0.55,
      both ? "Axis 0 of the state is " FALK_SIZE
             ", one for each layer, as in one direction; %s reads in both."
           : "Axis 0 of the state is " FALK_SIZE
             ", two for each layer, as a bidirectional layer gives; %s reads "
             "in one direction.",
      found, c->step->name);
}

void
falk_cause_repair_directions_of_state (const FalkCase *c,
                                       FalkProposal *proposal)
{
  gboolean both = falk_step_directions (c->step) == 2;

  falk_proposal_edit (
      proposal, falk_edit_set_int (c->index, FALK_ARG_BIDIRECTIONAL, !both));
  proposal->carry = TRUE;
}

/* The width is the last axis of both. */
static gboolean
width_differs (const FalkCase *c)
{
  guint last = c->fault->needed_shape.rank - 1;

  return c->fault->needed_shape.rank >= 2
         && falk_case_agrees (c, last) == FALSE;
}

static gboolean
width_alone_differs (const FalkCase *c)
{
  gboolean rest = TRUE;

  for (guint i = 0; i + 1 < c->fault->needed_shape.rank; i++)
    rest &= falk_case_agrees (c, i) == TRUE;
  return width_differs (c) && rest;
}

static gint64
found_width (const FalkCase *c)
{
  return c->fault->found_shape.dims[c->fault->found_shape.rank - 1];
}

double
falk_cause_test_state_width (const FalkCase *c, FalkProposal *proposal)
{
  if (!width_differs (c))
    return 0;
  return falk_proposal_why (proposal, width_alone_differs (c) ? 0.6 : 0.3,
                            "The last axis of the %s is " FALK_SIZE
                            ", the hidden_size of %s is " FALK_SIZE ".",
                            falk_case_state_name (c), found_width (c),
                            c->step->name,
                            falk_step_get_int (c->step, FALK_ARG_HIDDEN_SIZE));
}

void
falk_cause_repair_state (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_state (proposal, c);
}

/* Where it is c0 that doesn't fit, h0 did: another hidden_size would leave
 * that out. */
double
falk_cause_test_width_of_state (const FalkCase *c, FalkProposal *proposal)
{
  if (!width_alone_differs (c) || found_width (c) < 1
      || c->fault->part == FALK_PART_C0)
    return 0;
  return falk_proposal_why (
      proposal, 0.5, "With hidden_size=" FALK_SIZE " the state would fit.",
      found_width (c));
}

void
falk_cause_repair_width_of_state (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (
      proposal,
      falk_edit_set_int (c->index, FALK_ARG_HIDDEN_SIZE, found_width (c)));
  proposal->carry = TRUE;
}

/* Which axis of @more, of size 1, @less lacks; or -1. Of several the last:
 * a batch of one goes before the only layer. */
static int
lacking_axis (const FalkShape *less, const FalkShape *more)
{
  if (less->rank + 1 != more->rank)
    return -1;
  for (int axis = (int)more->rank - 1; axis >= 0; axis--)
    {
      gboolean same = more->dims[axis] == 1;

      for (guint i = 0; i < less->rank; i++)
        same &= less->dims[i] == more->dims[(int)i < axis ? i : i + 1];
      if (same)
        return axis;
    }
  return -1;
}

double
falk_cause_test_state_axis_missing (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape found = falk_case_handed (c), needed = falk_case_state (c);
  g_autofree char *text = falk_shape_to_text (&found, FALK_SHAPE_TUPLE);
  g_autofree char *wanted = falk_shape_to_text (&needed, FALK_SHAPE_TUPLE);

  if (found.rank == 0 || found.rank >= needed.rank)
    return 0;
  return falk_proposal_why (
      proposal, lacking_axis (&found, &needed) >= 0 ? 0.9 : 0.6,
      "The state is %s and %s needs %s, with an axis for %s.", text,
      c->step->name, wanted,
      needed.rank == 3 ? "layers and directions, batch, and width"
                       : "each of its parts");
}

void
falk_cause_repair_state_axis_missing (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape found = falk_case_handed (c), needed = falk_case_state (c);
  int axis = lacking_axis (&found, &needed);

  falk_proposal_state (proposal, c);
  if (axis >= 0)
    falk_proposal_state_code (proposal, c, "{h}.unsqueeze(%d)", axis);
}

double
falk_cause_test_state_axis_extra (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape found = falk_case_handed (c), needed = falk_case_state (c);
  g_autofree char *text = falk_shape_to_text (&found, FALK_SHAPE_TUPLE);
  g_autofree char *wanted = falk_shape_to_text (&needed, FALK_SHAPE_TUPLE);

  if (found.rank <= needed.rank)
    return 0;
  return falk_proposal_why (
      proposal,
      lacking_axis (&needed, &found) < 0 ? 0.4
      : c->report && c->fault->part == FALK_PART_H0 && c->in->rank == 2
              && needed.rank == 2
          ? 0.6
          : 0.85,
      "The state is %s and %s needs %s%s.", text, c->step->name, wanted,
      c->in->rank == needed.rank ? "" : ", as its input has no batch axis");
}

void
falk_cause_repair_state_axis_extra (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape found = falk_case_handed (c), needed = falk_case_state (c);
  int axis = lacking_axis (&needed, &found);

  falk_proposal_state (proposal, c);
  if (axis >= 0)
    falk_proposal_state_code (proposal, c, "{h}.squeeze(%d)", axis);
}

/* An LSTM takes a pair, and of a single tensor it takes axis 0 apart: each of
 * the two has an axis less, or two where a tensor without layers was sliced.
 * The state that is at hand is one entry of what is meant. */
double
falk_cause_test_state_not_a_pair (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape found = falk_case_handed (c), needed = falk_case_state (c);
  gboolean two = c->context && falk_context_shape (c->context, "h0")
                 && falk_context_shape (c->context, "c0");
  guint lacking = needed.rank - MIN (found.rank, needed.rank);

  if ((c->step->op != FALK_OP_LSTM && c->step->op != FALK_OP_LSTM_CELL)
      || lacking < 1 || lacking > 2)
    return 0;
  for (guint i = 0; i < found.rank; i++)
    if (lacking == 1 && found.dims[i] != needed.dims[i + 1])
      return 0;
  return falk_proposal_why (
      proposal, two ? 0.4 : 0.92,
      "Axis 0 is what is missing: an LSTM takes the pair (h0, c0), and of one "
      "tensor it takes the first entry for h0. Hand it both: lstm(x, (h0, "
      "c0)).");
}
