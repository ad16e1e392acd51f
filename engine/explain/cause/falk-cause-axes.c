/* SPDX-License-Identifier: MIT */
/* Causes of too few or too many axes that a sentence alone hints at. */
#include "falk-cause-private.h"

/* One axis alone is what is left behind a squeeze at batch 1. */
double
falk_cause_test_input_axis_lost (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report || falk_wording_is_foreign (c->report->wording)
      || c->in->rank == 0 || c->in->rank > 2)
    return 0;
  return falk_proposal_why (
      proposal, falk_context_says (c->context, "squeeze") ? 0.9 : 0.5,
      "squeeze() without a dim takes every axis of size 1: with a batch of one "
      "it takes the batch too.");
}

/* Before 1.11 no recurrent layer took a sequence alone. */
double
falk_cause_test_input_alone (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report || falk_wording_is_foreign (c->report->wording)
      || c->in->rank != 2)
    return 0;
  return falk_proposal_why (
      proposal, 0.35,
      "Two axes are one sequence without a batch. PyTorch takes those since "
      "1.11, and no older one does.");
}

void
falk_cause_repair_input_alone (const FalkCase *c, FalkProposal *proposal)
{
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);

  falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_batch",
                        FALK_ARG_DIM, (gint64)(first ? 0 : 1), FALK_ARG_NONE);
}

/* The sizes that would show how to flatten aren't in the text. */
double
falk_cause_test_input_from_conv (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report || c->in->rank < 4)
    return 0;
  falk_proposal_change (proposal, "Permute the width to the steps, and flatten "
                                  "channels and height to the features.");
  return falk_proposal_why (
      proposal, falk_context_says (c->context, "cnn|conv|crnn") ? 0.8 : 0.4,
      "A convolution gives (batch, channels, height, width), and a recurrent "
      "layer takes (batch, steps, features): what it gave may not have been "
      "flattened.");
}

/* The step that named an axis isn't known: the axis may never have been. */
double
falk_cause_test_axis_never_there (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report)
    return 0;
  return falk_proposal_why (proposal, 0.5,
                            "Axis " FALK_SIZE
                            " is asked for, and the last one is " FALK_SIZE ".",
                            c->fault->found, c->fault->needed - 1);
}

void
falk_cause_repair_axis_never_there (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_axis",
                        FALK_ARG_DIM, (gint64)0, FALK_ARG_NONE);
}

double
falk_cause_test_loss_without_batch (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report || c->report->layer_stated || c->fault->found != 1)
    return 0;
  falk_proposal_change (proposal, "Give predictions of (batch, classes) and "
                                  "targets of (batch).");
  return falk_proposal_why (
      proposal, 0.35,
      "A loss over classes takes (batch, classes): without the batch there is "
      "no axis 1.");
}
