/* SPDX-License-Identifier: MIT */
/* Causes at Embedding, Conv1d, LayerNorm, BatchNorm1d and Dropout. */
#include "falk-cause-private.h"

#include "falk-rule.h"

double
falk_cause_test_layer_width (const FalkCase *c, FalkProposal *proposal)
{
  if (c->fault->axis < 0)
    return 0;
  return falk_proposal_why (proposal, 0.5,
                            "Axis %d of %s has " FALK_SIZE
                            " features, %s was built for " FALK_SIZE ".",
                            c->fault->axis, c->what, c->fault->found,
                            c->step->name, c->fault->needed);
}

/* The last axes of what reaches the step are the shape of a LayerNorm. */
void
falk_cause_repair_layer_width (const FalkCase *c, FalkProposal *proposal)
{
  FalkArg arg = falk_rule_width_arg (c->step->op);
  FalkShape shape;
  guint n;

  if (arg != FALK_ARG_NONE)
    {
      falk_proposal_edit (proposal,
                          falk_edit_set_int (c->index, arg, c->fault->found));
      return;
    }
  falk_step_get_ints (c->step, FALK_ARG_NORMALIZED_SHAPE, &n);
  shape.rank = n;
  for (guint i = 0; i < n; i++)
    shape.dims[i] = c->in->axes[c->in->rank - n + i].size;
  falk_proposal_edit (
      proposal,
      falk_edit_set_ints (c->index, FALK_ARG_NORMALIZED_SHAPE, &shape));
}

/* Another axis that has the size which is wanted on the fault's; or -1. */
static int
other_axis (const FalkCase *c)
{
  for (int axis = (int)c->in->rank - 1; axis >= 0; axis--)
    if (axis != c->fault->axis && c->in->axes[axis].size == c->fault->needed)
      return axis;
  return -1;
}

double
falk_cause_test_layer_axis (const FalkCase *c, FalkProposal *proposal)
{
  int axis = other_axis (c);

  if (c->fault->axis < 0 || (axis < 0 && !c->assumed))
    return 0;
  if (axis < 0)
    {
      falk_proposal_change (proposal, "Transpose the last two axes before it "
                                      "and after it.");
      return falk_proposal_why (
          proposal, 0.45,
          "The text shows one axis alone, of " FALK_SIZE ": the " FALK_SIZE
          " that %s needs may stand on another.",
          c->fault->found, c->fault->needed, c->step->name);
    }
  return falk_proposal_why (
      proposal, 0.65,
      "The " FALK_SIZE
      " that %s needs on axis %d is axis %d of %s: a convolution "
      "takes (batch, channels, time), a recurrent layer gives the features "
      "last.",
      c->fault->needed, c->step->name, c->fault->axis, axis, c->what);
}

void
falk_cause_repair_layer_axis (const FalkCase *c, FalkProposal *proposal)
{
  if (other_axis (c) < 0)
    return;
  falk_proposal_insert (
      proposal, c, FALK_OP_TRANSPOSE, "exchange", FALK_ARG_DIM0,
      (gint64)MIN (c->fault->axis, other_axis (c)), FALK_ARG_DIM1,
      (gint64)MAX (c->fault->axis, other_axis (c)), FALK_ARG_NONE);
}

double
falk_cause_test_axes_few (const FalkCase *c, FalkProposal *proposal)
{
  if ((gint64)c->in->rank >= c->fault->needed || c->fault->axis >= 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.8, "%s has %u of the " FALK_SIZE " axes that %s takes.",
      c->what, c->in->rank, c->fault->needed, c->step->name);
}

void
falk_cause_repair_axes_few (const FalkCase *c, FalkProposal *proposal)
{
  for (gint64 rank = c->in->rank; rank < c->fault->needed; rank++)
    falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_axis",
                          FALK_ARG_DIM, (gint64)0, FALK_ARG_NONE);
}

double
falk_cause_test_axes_many (const FalkCase *c, FalkProposal *proposal)
{
  if ((gint64)c->in->rank <= c->fault->needed || c->fault->axis >= 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.8, "%s has %u axes, and %s takes at most " FALK_SIZE ".",
      c->what, c->in->rank, c->step->name, MAX (c->fault->needed, 3));
}

/* An axis of size 1 goes first; else the first two become one. */
void
falk_cause_repair_axes_many (const FalkCase *c, FalkProposal *proposal)
{
  for (guint axis = 0; axis < c->in->rank; axis++)
    if (c->in->axes[axis].size == 1)
      {
        falk_proposal_insert (proposal, c, FALK_OP_SQUEEZE, "drop_axis",
                              FALK_ARG_DIM, (gint64)axis, FALK_ARG_NONE);
        return;
      }
  falk_proposal_insert (proposal, c, FALK_OP_FLATTEN, "merge",
                        FALK_ARG_START_DIM, (gint64)0, FALK_ARG_END_DIM,
                        (gint64)1, FALK_ARG_NONE);
  falk_proposal_caution (proposal, "It makes one axis of axes 0 and 1: right "
                                   "only if both count the same thing.");
}

/* Arguments that can't be: what is wrong, and the value that mends it. Where no
 * argument is named it is the one that was found. */
static const struct
{
  FalkFaultCode code;
  FalkArg arg;
  gboolean unset;
  gint64 value;
  const char *why;
} arguments[] = {
  { FALK_FAULT_PROJ_SIZE, FALK_ARG_PROJ_SIZE, TRUE, 0,
    "proj_size makes the state smaller: it has to be below hidden_size." },
  { FALK_FAULT_PROJ_NEGATIVE, FALK_ARG_PROJ_SIZE, TRUE, 0,
    "proj_size is a number of features, or 0 for no projection." },
  { FALK_FAULT_PROJ_UNSUPPORTED, FALK_ARG_PROJ_SIZE, TRUE, 0,
    "Only an LSTM has a projection of its state." },
  { FALK_FAULT_ARGUMENT_LATER, FALK_ARG_NONE, TRUE, 0,
    "This version of PyTorch does not know the argument yet." },
  { FALK_FAULT_DROPOUT_P, FALK_ARG_P, TRUE, 0,
    "p is the probability that a value is left out." },
  { FALK_FAULT_GROUPS_POSITIVE, FALK_ARG_GROUPS, FALSE, 1,
    "There is at least one group of channels." },
  { FALK_FAULT_GROUPS_IN, FALK_ARG_GROUPS, FALSE, 1,
    "Each group has the same number of channels in." },
  { FALK_FAULT_GROUPS_OUT, FALK_ARG_GROUPS, FALSE, 1,
    "Each group has the same number of channels out." },
  { FALK_FAULT_CONV_PADDING, FALK_ARG_PADDING, FALSE, 0,
    "padding is how many zeros are added at each end." },
  { FALK_FAULT_CONV_STRIDE, FALK_ARG_STRIDE, FALSE, 1,
    "stride is how far the kernel moves: at least 1." },
  { FALK_FAULT_CONV_DILATION, FALK_ARG_DILATION, FALSE, 1,
    "dilation is how far the kernel's values are apart: at least 1." },
  { FALK_FAULT_CONV_DILATION_SLOW, FALK_ARG_DILATION, FALSE, 1,
    "dilation is how far the kernel's values are apart: at least 1." },
  { FALK_FAULT_CONV_KERNEL_ZERO, FALK_ARG_KERNEL_SIZE, FALSE, 1,
    "A kernel has at least one value." },
  { FALK_FAULT_CONV_KERNEL_SLOW, FALK_ARG_KERNEL_SIZE, FALSE, 1,
    "A kernel has at least one value." },
  { FALK_FAULT_CONV_WEIGHT, FALK_ARG_OUT_CHANNELS, FALSE, 1,
    "Without a channel out there is nothing to compute." },
  { FALK_FAULT_EMBEDDING_EMPTY, FALK_ARG_NUM_EMBEDDINGS, FALSE, 1,
    "There is no row to look up." },
};

static int
argument_row (const FalkCase *c)
{
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    if (arguments[i].code == c->fault->code)
      return (int)i;
  return -1;
}

double
falk_cause_test_layer_argument (const FalkCase *c, FalkProposal *proposal)
{
  int row = argument_row (c);

  return row < 0 ? 0
                 : falk_proposal_why (proposal, 0.9, "%s", arguments[row].why);
}

void
falk_cause_repair_layer_argument (const FalkCase *c, FalkProposal *proposal)
{
  int row = argument_row (c);
  FalkArg arg = arguments[row].arg != FALK_ARG_NONE ? arguments[row].arg
                                                    : (FalkArg)c->fault->found;

  falk_proposal_edit (
      proposal, arguments[row].unset
                    ? falk_edit_unset (c->index, arg)
                    : falk_edit_set_int (c->index, arg, arguments[row].value));
  proposal->carry = TRUE;
}

double
falk_cause_test_normalized_empty (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.9,
                            "normalized_shape names the last axes, which are "
                            "normalized together; it names none.");
}

void
falk_cause_repair_normalized_empty (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = { .rank = 1 };

  if (c->in->rank == 0)
    return;
  shape.dims[0] = c->in->axes[c->in->rank - 1].size;
  falk_proposal_edit (
      proposal,
      falk_edit_set_ints (c->index, FALK_ARG_NORMALIZED_SHAPE, &shape));
}

double
falk_cause_test_kernel_long (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.8,
                            "With its padding the input is " FALK_SIZE
                            " steps long, and the kernel "
                            "reaches over " FALK_SIZE ".",
                            c->fault->found, c->fault->needed);
}

void
falk_cause_repair_kernel_long (const FalkCase *c, FalkProposal *proposal)
{
  gint64 more = (c->fault->needed - c->fault->found + 1) / 2;
  gint64 padding = falk_step_get_int (c->step, FALK_ARG_PADDING);

  falk_proposal_edit (
      proposal, falk_edit_set_int (c->index, FALK_ARG_PADDING, padding + more));
}

/* Only other data mends it. */
double
falk_cause_test_nothing_left (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.8,
                            "An axis of %s has size 0: check the slice or the "
                            "filter that made it.",
                            c->what);
}

/* Only other data, or eval(), mends it. */
double
falk_cause_test_one_value (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.8,
      "In training a BatchNorm1d needs more than one value of each feature "
      "for a variance. A last batch of one does this: use drop_last=True, or "
      "call eval() where you only predict.");
}

double
falk_cause_test_ids (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.9, "%s is %s, and %s looks rows up by whole numbers.",
      c->what, falk_dtype_info (c->fault->found_dtype)->name, c->step->name);
}

void
falk_cause_repair_ids (const FalkCase *c, FalkProposal *proposal)
{
  if (c->index != 0)
    return;
  falk_proposal_edit (proposal, falk_edit_cast_input (FALK_DTYPE_INT64));
  proposal->code =
      g_strdup_printf ("%s = %s.long()", c->input->name, c->input->name);
}
