/* SPDX-License-Identifier: MIT */
/* Causes around a PackedSequence. */
#include "falk-cause-private.h"

#include "falk-rule.h"

#define SIZE "%" G_GINT64_FORMAT

/* The step that packed what reaches the fault, or is the fault's own; or
 * -1. */
static int
packing_step (const FalkCase *c)
{
  for (int i = (int)c->index; i >= 0; i--)
    if (falk_model_step (c->model, (guint)i)->op == FALK_OP_PACK)
      return i;
  return -1;
}

/* Batch and time of the padded tensor that step @index packs. */
static gboolean
padded_sizes (const FalkCase *c, int index, gint64 *batch, gint64 *time)
{
  const FalkStepShapes *shapes;
  guint axis;

  if (index < 0)
    return FALSE;
  shapes = &c->inference->steps[index];
  axis = falk_step_get_bool (falk_model_step (c->model, (guint)index),
                             FALK_ARG_BATCH_FIRST)
             ? 0
             : 1;
  if (shapes->state == FALK_STEP_UNKNOWN || shapes->in.rank < 2)
    return FALSE;
  *batch = shapes->in.axes[axis].size;
  *time = shapes->in.axes[1 - axis].size;
  return TRUE;
}

double
falk_cause_test_lengths (const FalkCase *c, FalkProposal *proposal)
{
  gint64 batch, time;
  guint n;

  if (!padded_sizes (c, packing_step (c), &batch, &time))
    return falk_proposal_why (proposal, 0.3,
                              "Each sequence of a padded batch needs a length, "
                              "from 1 to its number of steps.");
  falk_step_get_ints (falk_model_step (c->model, (guint)packing_step (c)),
                      FALK_ARG_LENGTHS, &n);
  return falk_proposal_why (proposal, 0.7,
                            "There are %u lengths for " SIZE
                            " sequences of " SIZE " steps: each "
                            "sequence needs one, from 1 to " SIZE ".",
                            n, batch, time, time);
}

/* As many lengths as there are sequences, each within the padded tensor. */
void
falk_cause_repair_lengths (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  const FalkStep *step = falk_model_step (c->model, (guint)index);
  FalkShape lengths = { 0 };
  gint64 batch, time;
  guint n;
  const gint64 *given = falk_step_get_ints (step, FALK_ARG_LENGTHS, &n);

  if (index < 0 || !padded_sizes (c, index, &batch, &time) || batch < 1
      || time < 1 || batch > FALK_RANK_MAX)
    return;
  lengths.rank = (guint)batch;
  for (guint i = 0; i < lengths.rank; i++)
    lengths.dims[i] = CLAMP (i < n ? given[i] : time, 1, time);
  falk_proposal_edit (
      proposal, falk_edit_set_ints ((guint)index, FALK_ARG_LENGTHS, &lengths));
}

double
falk_cause_test_unsorted (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.9,
      "The lengths are not in descending order. enforce_sorted=False lets "
      "PyTorch sort them, and put the output back in your order.");
}

void
falk_cause_repair_unsorted (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (
      proposal, falk_edit_set_int (c->index, FALK_ARG_ENFORCE_SORTED, FALSE));
}

/* As many lengths as the axis has that is taken for time. */
double
falk_cause_test_pack_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  gint64 batch, time;
  guint n;
  int index = packing_step (c);

  if (!padded_sizes (c, index, &batch, &time))
    return 0;
  falk_step_get_ints (falk_model_step (c->model, (guint)index),
                      FALK_ARG_LENGTHS, &n);
  if (time != n || batch == time)
    return 0;
  return falk_proposal_why (
      proposal, 0.85,
      "There are %u lengths, and %u is the axis that is taken for time: "
      "batch_first is the other way round.",
      n, n);
}

void
falk_cause_repair_pack_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  gboolean first = falk_step_get_bool (falk_model_step (c->model, (guint)index),
                                       FALK_ARG_BATCH_FIRST);

  falk_proposal_edit (
      proposal, falk_edit_set_int ((guint)index, FALK_ARG_BATCH_FIRST, !first));
}

double
falk_cause_test_still_packed (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.85,
      "%s is a PackedSequence, which only a recurrent layer takes: "
      "pad_packed_sequence makes a tensor of it again.",
      c->what);
}

void
falk_cause_repair_still_packed (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  gboolean first =
      index >= 0
      && falk_step_get_bool (falk_model_step (c->model, (guint)index),
                             FALK_ARG_BATCH_FIRST);

  falk_proposal_insert (proposal, c, FALK_OP_UNPACK, "unpack",
                        FALK_ARG_BATCH_FIRST, (gint64)first, FALK_ARG_NONE);
}

/* What was packed is another shape than a recurrent layer takes. */
double
falk_cause_test_packed_axes (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.85,
      "The packed data has %u axes where %s takes 2: before it was packed, the "
      "tensor was to be (time, batch, features), with three.",
      c->in->rank, c->step->name);
}

/* Without a feature axis, each value is one feature. */
void
falk_cause_repair_packed_axes (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  FalkStep *step;

  if (index < 0 || c->in->rank != 1)
    return;
  step = falk_step_new (FALK_OP_UNSQUEEZE, "add_axis");
  falk_step_set_int (step, FALK_ARG_DIM, -1);
  falk_proposal_edit (proposal, falk_edit_insert ((guint)index, step));
}

double
falk_cause_test_never_packed (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.8,
                            "%s is an ordinary tensor, with its padding: "
                            "there is nothing to unpack.",
                            c->what);
}

void
falk_cause_repair_never_packed (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal, falk_edit_remove (c->index));
}
