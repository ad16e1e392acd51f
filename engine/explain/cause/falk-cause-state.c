/* SPDX-License-Identifier: MIT */
/* Causes of a state whose batch doesn't fit: axis 1, or axis 0 of a cell's. */
#include "falk-cause-private.h"

#include "falk-batch-signs.h"
#include "falk-rule.h"

/* Whether the batch, and nothing else, differs. */
static gboolean
only_batch (const FalkCase *c)
{
  guint batch = c->fault->needed_shape.rank == 3 ? 1 : 0;

  for (guint i = 0; i < c->fault->needed_shape.rank; i++)
    if (falk_case_agrees (c, i) != (i != batch))
      return FALSE;
  return c->fault->needed_shape.rank >= 2;
}

static gint64
batch_of (const FalkShape *shape)
{
  return shape->dims[shape->rank == 3 ? 1 : 0];
}

static FalkBatches
batches_of (const FalkCase *c)
{
  return (FalkBatches){ c->fault->found, c->fault->needed, c->context };
}

double
falk_cause_test_state_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  const FalkShape *found = &c->fault->found_shape;
  const FalkShape *needed = &c->fault->needed_shape;

  if (falk_case_agrees (c, 2) == TRUE && needed->dims[1] == 1
      && found->dims[1] == 1
      && falk_context_find (c->context, found->dims[0], "batch"))
    return falk_proposal_why (
        proposal, 0.7,
        "The batch of " FALK_SIZE
        " stands on axis 0 of the state, where layers and "
        "directions belong.",
        found->dims[0]);
  if (falk_case_agrees (c, 2) != TRUE || found->dims[0] == found->dims[1]
      || found->dims[0] != needed->dims[1] || found->dims[1] != needed->dims[0])
    return 0;
  return falk_proposal_why (
      proposal, 0.9,
      "The state is (" FALK_SIZE ", " FALK_SIZE ", " FALK_SIZE
      "), with the batch first; %s "
      "needs it second. batch_first is about the input and the output, never "
      "about the state.",
      found->dims[0], found->dims[1], found->dims[2], c->step->name);
}

void
falk_cause_repair_state_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_state (proposal, c);
  falk_proposal_state_code (proposal, c, "{h}.transpose(0, 1).contiguous()");
}

/* The axis of the input that batch_first does not name as the batch has the
 * state's number of sequences. */
double
falk_cause_test_input_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);
  guint other = first ? 1 : 0;
  FalkBatches batches = batches_of (c);

  if (only_batch (c) && c->in->rank == 3 && !falk_case_knows (c, other)
      && falk_sign_exchanged (&batches) > 0)
    return falk_proposal_why (proposal, falk_sign_exchanged (&batches),
                              "%s takes " FALK_SIZE
                              " for the batch, which may be the number of time "
                              "steps: then batch_first is the other way round.",
                              c->step->name, c->fault->needed);
  if (!only_batch (c) || c->in->rank != 3 || !falk_case_knows (c, other)
      || c->in->axes[other].size != batch_of (&c->fault->found_shape))
    return 0;
  return falk_proposal_why (
      proposal, 0.9,
      "The state is made for " FALK_SIZE
      " sequences, and that is axis %u of %s; "
      "%s takes axis %u for the batch, because batch_first is %s.",
      c->fault->found, other, c->what, c->step->name, first ? 0 : 1,
      first ? "True" : "False");
}

void
falk_cause_repair_input_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);

  /* The other axis is the state's batch if this is the cause, and not what was
   * assumed for it: there is nothing to run it on. */
  if (!falk_case_knows (c, first ? 1 : 0))
    return;
  falk_proposal_edit (
      proposal, falk_edit_set_int (c->index, FALK_ARG_BATCH_FIRST, !first));
}

double
falk_cause_test_last_partial_batch (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found, needed = c->fault->needed;
  FalkBatches batches = batches_of (c);
  gint64 data_set = falk_sign_data_set (&batches);
  double score = only_batch (c) ? falk_sign_last_partial (&batches) : 0;

  if (score <= 0)
    return 0;
  if (data_set > 0)
    return falk_proposal_why (
        proposal, score,
        FALK_SIZE " samples in batches of " FALK_SIZE
                  " leave a last batch of " FALK_SIZE
                  ", and the state is made for " FALK_SIZE
                  ". Make it from the input's own size, or use drop_last=True.",
        data_set, found, needed, found);
  return falk_proposal_why (
      proposal, score,
      "The state is made for " FALK_SIZE
      " sequences and this batch has " FALK_SIZE
      ". The last batch of a data set is smaller when the set does not "
      "divide by " FALK_SIZE
      ". Make the state from the input's own size, or use "
      "drop_last=True.",
      found, needed, found);
}

static void
state_from_input (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = falk_case_state (c), cell = falk_case_cell_state (c);
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);
  gboolean layered = falk_rule (c->step->op)->layered;

  falk_proposal_state (proposal, c);
  /* A projection leaves the cell state wider: each has its own line then. */
  if (!falk_shape_equal (&shape, &cell))
    return;
  if (shape.rank == 3)
    falk_proposal_state_code (
        proposal, c, "torch.zeros(" FALK_SIZE ", %s.size(%d), " FALK_SIZE ")",
        shape.dims[0], c->tensor, first ? 0 : 1, shape.dims[2]);
  else if (!layered && shape.rank == 2)
    falk_proposal_state_code (proposal, c,
                              "torch.zeros(%s.size(0), " FALK_SIZE ")",
                              c->tensor, shape.dims[1]);
}

void
falk_cause_repair_last_partial_batch (const FalkCase *c, FalkProposal *proposal)
{
  state_from_input (c, proposal);
}

double
falk_cause_test_state_reused (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found, needed = c->fault->needed;
  FalkBatches batches = batches_of (c);
  double score = only_batch (c) ? falk_sign_reused (&batches) : 0;

  if (score <= 0)
    return 0;
  return falk_proposal_why (
      proposal, score,
      "The state is of " FALK_SIZE " %s and the input has " FALK_SIZE
      ": it may be left from %s. Make a new one for each batch.",
      found, found == 1 ? "sequence" : "sequences", needed,
      found == 1    ? "a single prediction"
      : needed == 1 ? "training, where this is a single prediction"
                    : "another phase");
}

void
falk_cause_repair_state_reused (const FalkCase *c, FalkProposal *proposal)
{
  state_from_input (c, proposal);
}

double
falk_cause_test_data_parallel (const FalkCase *c, FalkProposal *proposal)
{
  const FalkShape *found = &c->fault->found_shape;
  const FalkShape *needed = &c->fault->needed_shape;
  FalkBatches batches = batches_of (c);
  double score;
  gint64 parts;

  if (falk_case_agrees (c, 2) != TRUE || needed->dims[1] < 1
      || found->dims[0] < 1)
    return 0;
  parts = found->dims[1] / needed->dims[1];
  if (falk_case_agrees (c, 0) == FALSE && parts >= 2
      && found->dims[1] == parts * needed->dims[1]
      && needed->dims[0] == parts * found->dims[0])
    return falk_proposal_why (
        proposal, 0.85,
        "Axis 0 of the state was divided by " FALK_SIZE
        " where the batch was to be: DataParallel splits every tensor along "
        "axis 0, and the batch of a state is axis 1.",
        parts);
  score = only_batch (c) ? falk_sign_data_parallel (&batches) : 0;
  if (score <= 0)
    return 0;
  parts =
      MAX (batches.state, batches.input) / MIN (batches.state, batches.input);
  return falk_proposal_why (
      proposal, score,
      "One is " FALK_SIZE " times the other: with DataParallel on " FALK_SIZE
      " devices, each gets a part of the one and all of the other.",
      parts, parts);
}

void
falk_cause_repair_data_parallel (const FalkCase *c, FalkProposal *proposal)
{
  state_from_input (c, proposal);
}

double
falk_cause_test_state_batch (const FalkCase *c, FalkProposal *proposal)
{
  FalkBatches batches = batches_of (c);

  if (!only_batch (c))
    return 0;
  return falk_proposal_why (
      proposal, falk_sign_other_batch (&batches),
      "The state is of " FALK_SIZE " %s, the input of " FALK_SIZE
      ". Where the batch is always this size, look "
      "where the state is made: for another loader or "
      "batch_size.",
      c->fault->found, c->fault->found == 1 ? "sequence" : "sequences",
      c->fault->needed);
}

void
falk_cause_repair_state_batch (const FalkCase *c, FalkProposal *proposal)
{
  state_from_input (c, proposal);
}

double
falk_cause_test_state_left_out (const FalkCase *c, FalkProposal *proposal)
{
  if (!falk_step_has (c->step, FALK_ARG_H0))
    return 0;
  return falk_proposal_why (proposal, 0.2,
                            "Without a state %s starts from zeros, in the "
                            "right shape for every batch.",
                            c->step->name);
}

void
falk_cause_repair_state_left_out (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal, falk_edit_unset (c->index, FALK_ARG_H0));
  if (falk_step_has (c->step, FALK_ARG_C0))
    falk_proposal_edit (proposal, falk_edit_unset (c->index, FALK_ARG_C0));
}
