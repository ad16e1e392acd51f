/* SPDX-License-Identifier: MIT */
/* Causes of a last axis that is another size than the layer takes, as far as
 * the layer and its data alone show them. */
#include "falk-cause-private.h"

#include "falk-rule.h"

/* Differences up to this are more often a column added or left out on one
 * side than axes in another order. */
#define SMALL_DIFFERENCE 12

static gboolean
is_close (const FalkFault *fault)
{
  return ABS (fault->found - fault->needed) <= SMALL_DIFFERENCE;
}

/* Whether one size is twice the other, as directions make it, or some other
 * whole number of times: that explains it as well as another axis does. */
static gboolean
is_multiple (const FalkFault *fault)
{
  gint64 more = MAX (fault->found, fault->needed);
  gint64 less = MIN (fault->found, fault->needed);

  return less > 1 && more % less == 0;
}

/* Whether the width is the recurrent layer's own, which other rows say
 * better. */
static gboolean
maker_explains (const FalkCase *c)
{
  gint64 width;

  if (!c->maker)
    return FALSE;
  width = falk_step_get_int (c->maker, FALK_ARG_HIDDEN_SIZE)
          * falk_step_directions (c->maker);
  return c->fault->found == width
         && (falk_fault_is_matmul (c->fault->code)
             || c->fault->found == 2 * c->fault->needed);
}

double
falk_cause_test_feature_dim (const FalkCase *c, FalkProposal *proposal)
{
  const FalkFault *fault = c->fault;
  int other = falk_case_find (c, fault->needed);
  gboolean guessed = c->report && !falk_report_states_input (c->report);

  if (maker_explains (c))
    return 0;
  /* Where the shape itself is a guess, a column more is the better one. */
  if (other >= 0 && !(guessed && is_close (fault)))
    return falk_proposal_why (
        proposal, 0.5, "%s has " FALK_SIZE " features; " FALK_SIZE " %s %s.",
        c->what, fault->found, fault->needed, guessed ? "may be" : "is",
        falk_case_role (c, (guint)other));
  if (is_close (fault))
    return falk_proposal_why (
        proposal, 0.55,
        "%s has " FALK_SIZE " features, %s was built for " FALK_SIZE
        ". " FALK_SIZE
        " %s: look for a column or a part that was %s on one side only.",
        c->what, fault->found, c->step->name, fault->needed,
        ABS (fault->found - fault->needed),
        fault->found > fault->needed ? "more" : "fewer",
        fault->found > fault->needed ? "added" : "left out");
  return falk_proposal_why (
      proposal, 0.5,
      "%s has " FALK_SIZE " features, %s was built for " FALK_SIZE ".", c->what,
      fault->found, c->step->name, fault->needed);
}

void
falk_cause_repair_feature_dim (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal,
                      falk_edit_set_int (c->index, falk_case_width_argument (c),
                                         c->fault->found));
}

/* Where the size stands beside the last axis, two axes were exchanged: that
 * is likelier the farther apart the two numbers are. */
double
falk_cause_test_not_last (const FalkCase *c, FalkProposal *proposal)
{
  int axis = falk_case_find (c, c->fault->needed);
  gboolean beside = axis == (int)c->in->rank - 2;
  gboolean stated = c->report && falk_report_states_input (c->report);
  gboolean near = is_close (c->fault) || (c->report && is_multiple (c->fault));
  double score = near     ? (stated ? 0.5 : 0.35)
                 : stated ? 0.62
                 : beside ? 0.55
                          : 0.4;

  if (axis < 0)
    return 0;
  if (c->report && !stated)
    return falk_proposal_why (
        proposal, score,
        "The " FALK_SIZE
        " that %s needs may stand on axis %d of %s%s, and be the "
        "features.",
        c->fault->needed, c->step->name, axis, c->what,
        beside ? ", beside the last" : "");
  return falk_proposal_why (
      proposal, score,
      "The " FALK_SIZE
      " that %s needs is axis %d of %s%s: that axis may hold the "
      "features.",
      c->fault->needed, c->step->name, axis, c->what,
      beside ? ", beside the last" : "");
}

static void
caution_order (const FalkCase *c, FalkProposal *proposal, guint axis)
{
  FalkRole role = falk_axis_role (&c->in->axes[axis]);

  if (role == FALK_ROLE_BATCH)
    falk_proposal_caution (
        proposal,
        "It makes features of the sequences in the batch: right "
        "only if axis %u holds the features.",
        axis);
  else if (falk_fault_is_matmul (c->fault->code))
    falk_proposal_caution (proposal,
                           "It multiplies along axis %u: the " FALK_SIZE
                           " values there are mixed, for each of the " FALK_SIZE
                           " features alone.",
                           axis, c->fault->needed, c->fault->found);
}

void
falk_cause_repair_not_last (const FalkCase *c, FalkProposal *proposal)
{
  guint axis = (guint)falk_case_find (c, c->fault->needed);
  guint last = c->in->rank - 1;
  FalkShape dims = { .rank = c->in->rank };

  caution_order (c, proposal, axis);
  if (axis + 1 == last)
    {
      falk_proposal_insert (proposal, c, FALK_OP_TRANSPOSE, "exchange",
                            FALK_ARG_DIM0, (gint64)axis, FALK_ARG_DIM1,
                            (gint64)last, FALK_ARG_NONE);
      return;
    }
  for (guint i = 0; i <= last; i++)
    dims.dims[i] = i == axis ? last : i == last ? axis : i;
  falk_proposal_permute (proposal, c, &dims);
}

double
falk_cause_test_missing_layer (const FalkCase *c, FalkProposal *proposal)
{
  double score = falk_fault_is_matmul (c->fault->code) ? 0.15 : 0.24;

  if (c->maker || c->fault->needed == 1)
    return 0;
  return falk_proposal_why (
      proposal, score,
      "%s has " FALK_SIZE " features; a Linear(" FALK_SIZE ", " FALK_SIZE
      ") or an Embedding may have been meant to come before %s.",
      c->what, c->fault->found, c->fault->found, c->fault->needed,
      c->step->name);
}

void
falk_cause_repair_missing_layer (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_insert (proposal, c, FALK_OP_LINEAR, "proj",
                        FALK_ARG_IN_FEATURES, c->fault->found,
                        FALK_ARG_OUT_FEATURES, c->fault->needed, FALK_ARG_NONE);
}

/* A window of plain numbers, (N, 60), where a layer takes one feature. */
double
falk_cause_test_missing_feature_axis (const FalkCase *c, FalkProposal *proposal)
{
  guint most = c->fault->code == FALK_FAULT_INPUT_SIZE ? 2 : 1;

  if (c->fault->needed != 1 || c->in->rank == 0 || c->in->rank > most)
    return 0;
  return falk_proposal_why (
      proposal, 0.8,
      "%s takes 1 feature. The " FALK_SIZE
      " along the last axis of %s look like "
      "as many %s of one feature each.",
      c->step->name, c->fault->found, c->what,
      c->fault->code == FALK_FAULT_INPUT_SIZE ? "time steps" : "rows");
}

/* The windows are then the batch, and come first. */
void
falk_cause_repair_missing_feature_axis (const FalkCase *c,
                                        FalkProposal *proposal)
{
  gboolean windows =
      c->in->rank == 2 && falk_rule_arg (c->step->op, FALK_ARG_BATCH_FIRST);

  if (windows && !falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST))
    falk_proposal_edit (
        proposal, falk_edit_set_int (c->index, FALK_ARG_BATCH_FIRST, TRUE));
  falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_axis",
                        FALK_ARG_DIM, (gint64)-1, FALK_ARG_NONE);
}

/* The first axis from which on the sizes multiply to what is needed, with at
 * least two axes from it on; or -1. */
static int
flatten_from (const FalkCase *c)
{
  gint64 size = 1;

  for (int axis = (int)c->in->rank - 1; axis >= 0; axis--)
    {
      if (!falk_case_knows (c, (guint)axis))
        return -1;
      size *= c->in->axes[axis].size;
      if (size == c->fault->needed && axis + 1 < (int)c->in->rank
          && c->in->axes[axis].size > 1)
        return axis;
    }
  return -1;
}

double
falk_cause_test_missing_flatten (const FalkCase *c, FalkProposal *proposal)
{
  int axis = flatten_from (c);

  if (axis < 1)
    return 0;
  return falk_proposal_why (
      proposal, 0.75,
      "From axis %d on, the sizes of %s multiply to the " FALK_SIZE
      " that %s needs.",
      axis, c->what, c->fault->needed, c->step->name);
}

void
falk_cause_repair_missing_flatten (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_insert (proposal, c, FALK_OP_FLATTEN, "flat",
                        FALK_ARG_START_DIM, (gint64)flatten_from (c),
                        FALK_ARG_NONE);
}

/* All the numbers together are one row of the needed length: whoever made
 * this shape asked for too many rows. */
double
falk_cause_test_view_total (const FalkCase *c, FalkProposal *proposal)
{
  gint64 count = falk_value_count (c->in);

  if (c->in->rank != 2 || c->in->axes[0].size < 2 || count != c->fault->needed
      || !falk_case_knows (c, 0) || !falk_case_knows (c, 1))
    return 0;
  return falk_proposal_why (
      proposal, 0.7,
      FALK_SIZE
      " × " FALK_SIZE " = " FALK_SIZE
      ": together they are the one row that %s needs. A view before it "
      "may ask for the wrong number of rows.",
      c->in->axes[0].size, c->fault->found, count, c->step->name);
}

void
falk_cause_repair_view_total (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = FALK_SHAPE (-1, c->fault->needed);

  falk_proposal_reshape (proposal, c, &shape);
  falk_proposal_caution (proposal, "Better still, correct the view that made "
                                   "this shape.");
}

double
falk_cause_test_unflatten (const FalkCase *c, FalkProposal *proposal)
{
  gint64 steps = c->fault->needed > 1 ? c->fault->found / c->fault->needed : 0;

  if (c->fault->code != FALK_FAULT_INPUT_SIZE || c->in->rank != 2 || steps < 2
      || c->fault->found % c->fault->needed != 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.45,
      FALK_SIZE " is " FALK_SIZE " × " FALK_SIZE ": " FALK_SIZE
                " time steps of " FALK_SIZE
                " features each may lie one behind the other.",
      c->fault->found, steps, c->fault->needed, steps, c->fault->needed);
}

void
falk_cause_repair_unflatten (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape =
      FALK_SHAPE (-1, c->fault->found / c->fault->needed, c->fault->needed);

  if (!falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST))
    falk_proposal_edit (
        proposal, falk_edit_set_int (c->index, FALK_ARG_BATCH_FIRST, TRUE));
  falk_proposal_reshape (proposal, c, &shape);
}

/* More than twice, and not 2-D, where the row above would divide it up. Where
 * the axis came from isn't known here. */
double
falk_cause_test_flattened_in (const FalkCase *c, FalkProposal *proposal)
{
  gint64 times = c->fault->needed > 1 ? c->fault->found / c->fault->needed : 0;

  if (c->maker || times < 3 || c->fault->found % c->fault->needed != 0
      || (c->in->rank == 2 && c->fault->code == FALK_FAULT_INPUT_SIZE))
    return 0;
  return falk_proposal_why (
      proposal, 0.35,
      FALK_SIZE
      " is " FALK_SIZE " × " FALK_SIZE ": an axis of " FALK_SIZE
      ", such as the height that a convolution left, may be flattened "
      "into the " FALK_SIZE " features.",
      c->fault->found, times, c->fault->needed, times, c->fault->needed);
}
