/* SPDX-License-Identifier: MIT */
/* Causes where predictions and a target disagree. */
#include "falk-cause-private.h"

/* Whether the target has the sizes of the predictions when the classes, which
 * stand last, are brought to axis 1. */
static gboolean
classes_are_last (const FalkCase *c)
{
  const FalkShape *target = &c->fault->other_shape;
  guint rank = c->in->rank;

  if (c->fault->code == FALK_FAULT_LOSS_BATCH || rank < 3
      || target->rank != rank - 1)
    return FALSE;
  for (guint i = 0; i < target->rank; i++)
    if (c->in->axes[i].size != target->dims[i])
      return FALSE;
  return TRUE;
}

/* The first of two sizes is a multiple of the other: predictions for each step
 * against one target for each sequence. */
double
falk_cause_test_loss_batch (const FalkCase *c, FalkProposal *proposal)
{
  gint64 n = c->fault->found, m = c->fault->needed;

  if (classes_are_last (c))
    return falk_proposal_why (
        proposal, 0.85,
        "The target has the sizes of %s without its last axis: the classes "
        "stand there, and CrossEntropyLoss takes them on axis 1.",
        c->what);
  if (c->fault->code != FALK_FAULT_LOSS_BATCH)
    return falk_proposal_why (
        proposal, 0.7,
        "CrossEntropyLoss takes predictions (batch, classes, …) and one class "
        "index for each: the same shape without the classes.");
  if (m > 0 && n > m && n % m == 0)
    return falk_proposal_why (
        proposal, 0.85,
        FALK_SIZE " predictions are " FALK_SIZE " for each of the " FALK_SIZE
                  " targets: they "
                  "may be made for each step, where one for each sequence is "
                  "wanted.",
        n, n / m, m);
  if (n > 0 && m > n && m % n == 0)
    return falk_proposal_why (
        proposal, 0.85,
        FALK_SIZE " targets are " FALK_SIZE " for each of the " FALK_SIZE
                  " predictions: a "
                  "target for each step, and a prediction for each sequence.",
        m, m / n, n);
  return falk_proposal_why (
      proposal, 0.7,
      "There are " FALK_SIZE " predictions and " FALK_SIZE " targets.", n, m);
}

void
falk_cause_repair_loss_batch (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape order = { .rank = c->in->rank };

  if (!classes_are_last (c))
    {
      falk_cause_repair_other_shape (c, proposal);
      return;
    }
  order.dims[1] = (gint64)order.rank - 1;
  for (guint i = 2; i < order.rank; i++)
    order.dims[i] = i - 1;
  falk_proposal_permute (proposal, c, &order);
}

/* (T - 1) steps of each sequence against T. */
double
falk_cause_test_loss_shifted (const FalkCase *c, FalkProposal *proposal)
{
  gint64 n = c->fault->found, m = c->fault->needed, apart = ABS (m - n);

  if (n <= apart || m <= apart || apart == 0 || n % apart != 0
      || m % apart != 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.86,
      FALK_SIZE " and " FALK_SIZE " are " FALK_SIZE " and " FALK_SIZE
                " steps of " FALK_SIZE
                " sequences: a start or an end symbol stands on one side only. "
                "Drop the first target or the last prediction of each.",
      n, m, n / apart, m / apart, apart);
}

double
falk_cause_test_loss_last_step (const FalkCase *c, FalkProposal *proposal)
{
  gint64 n = c->fault->found, m = c->fault->needed;

  if (m < 1 || n <= m || n % m != 0 || c->in->rank != 2)
    return 0;
  return falk_proposal_why (
      proposal, 0.65,
      FALK_SIZE
      " predictions are " FALK_SIZE " steps of " FALK_SIZE
      " sequences. Where one "
      "class for each sequence is wanted, only the last step goes into "
      "the Linear: out[:, -1], or h_n[-1].",
      n, n / m, m);
}

void
falk_cause_repair_loss_last_step (const FalkCase *c, FalkProposal *proposal)
{
  gint64 n = c->fault->found, m = c->fault->needed;
  FalkShape steps = FALK_SHAPE (m, n / m, c->in->axes[1].size);
  FalkStep *last = falk_step_new (FALK_OP_SELECT, "last_step");

  falk_step_set_int (last, FALK_ARG_DIM, 1);
  falk_step_set_int (last, FALK_ARG_INDEX, -1);
  falk_proposal_reshape (proposal, c, &steps);
  falk_proposal_edit (proposal, falk_edit_insert (c->index + 1, last));
  proposal->code = g_strdup ("out = out[:, -1]  # before the last Linear");
}
