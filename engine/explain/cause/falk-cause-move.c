/* SPDX-License-Identifier: MIT */
/* Causes in the arguments of steps that only move data. */
#include "falk-cause-private.h"

/* The argument of the step that holds the axis found out of range. */
static FalkArg
dim_argument (const FalkCase *c)
{
  return c->fault->found_by.name ? falk_arg_from_name (c->fault->found_by.name)
                                 : FALK_ARG_NONE;
}

/* A transpose of an axis with itself is never meant. */
static gboolean
would_be_idle (const FalkCase *c, gint64 dim)
{
  FalkArg arg = dim_argument (c);
  FalkArg other = arg == FALK_ARG_DIM0 ? FALK_ARG_DIM1 : FALK_ARG_DIM0;
  gint64 kept;

  if (c->step->op != FALK_OP_TRANSPOSE)
    return FALSE;
  kept = falk_step_get_int (c->step, other);
  return (dim < 0 ? dim + c->fault->needed : dim)
         == (kept < 0 ? kept + c->fault->needed : kept);
}

static gint64
clamp_dim (const FalkCase *c, gint64 dim)
{
  return dim < 0 ? -c->fault->needed : c->fault->needed - 1;
}

/* Whether the text that the step was read from doesn't name it. */
static gboolean
is_unstated (const FalkCase *c)
{
  return c->report && !c->report->layer_stated;
}

double
falk_cause_test_dim_clamped (const FalkCase *c, FalkProposal *proposal)
{
  gint64 axes = c->fault->needed, dim = c->fault->found;

  if (dim_argument (c) == FALK_ARG_NONE)
    return 0;
  return falk_proposal_why (
      proposal,
      would_be_idle (c, clamp_dim (c, dim)) ? 0.2
      : is_unstated (c)                     ? 0.4
                                            : 0.6,
      "%s has %u %s here, so %s may be " FALK_SIZE " to " FALK_SIZE
      ", and is " FALK_SIZE ".",
      c->what, c->in->rank, c->in->rank == 1 ? "axis" : "axes",
      falk_arg_info (dim_argument (c))->name, -axes, axes - 1, dim);
}

static void
set_ints (const FalkCase *c, FalkProposal *proposal, FalkArg arg,
          const FalkShape *shape)
{
  falk_proposal_edit (proposal, falk_edit_set_ints (c->index, arg, shape));
}

/* Position of the first entry of @dims that no other of @rank axes is missing
 * for: out of range, or named before. -1 where all are in order; @missing is
 * then the first axis that no entry names. */
static int
odd_entry (const FalkShape *dims, guint rank, gint64 *missing)
{
  guint64 seen = 0;
  int odd = -1;

  for (guint i = 0; i < dims->rank; i++)
    {
      gint64 dim = dims->dims[i] < 0 ? dims->dims[i] + rank : dims->dims[i];
      gboolean bad = dim < 0 || dim >= (gint64)rank;

      if ((bad || (seen >> dim & 1)) && odd < 0)
        odd = (int)i;
      if (!bad)
        seen |= (guint64)1 << dim;
    }
  *missing = -1;
  for (guint axis = 0; axis < rank && *missing < 0; axis++)
    if (!(seen >> axis & 1))
      *missing = axis;
  return odd;
}

static void
mend_permutation (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape dims = falk_step_get_shape (c->step, FALK_ARG_DIMS);
  gint64 missing;
  int odd = odd_entry (&dims, c->in->rank, &missing);

  if (odd < 0 || missing < 0)
    return;
  dims.dims[odd] = missing;
  set_ints (c, proposal, FALK_ARG_DIMS, &dims);
}

void
falk_cause_repair_dim_clamped (const FalkCase *c, FalkProposal *proposal)
{
  gint64 dim = clamp_dim (c, c->fault->found);

  if (dim_argument (c) == FALK_ARG_DIMS)
    mend_permutation (c, proposal);
  else if (!would_be_idle (c, dim))
    falk_proposal_edit (proposal,
                        falk_edit_set_int (c->index, dim_argument (c), dim));
}

/* dims written 1 ... n instead of 0 ... n-1. */
double
falk_cause_test_dim_counted_from_one (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape dims = falk_step_get_shape (c->step, FALK_ARG_DIMS);

  if (c->step->op == FALK_OP_TRANSPOSE)
    dims = FALK_SHAPE (falk_step_get_int (c->step, FALK_ARG_DIM0),
                       falk_step_get_int (c->step, FALK_ARG_DIM1));
  if (dims.rank == 0 || c->fault->found != c->fault->needed)
    return 0;
  for (guint i = 0; i < dims.rank; i++)
    if (dims.dims[i] < 1)
      return 0;
  return falk_proposal_why (proposal, 0.7,
                            "The axes are written as 1 to " FALK_SIZE
                            "; PyTorch counts them 0 to " FALK_SIZE ".",
                            c->fault->needed, c->fault->needed - 1);
}

void
falk_cause_repair_dim_counted_from_one (const FalkCase *c,
                                        FalkProposal *proposal)
{
  FalkShape dims = falk_step_get_shape (c->step, FALK_ARG_DIMS);
  static const FalkArg pair[] = { FALK_ARG_DIM0, FALK_ARG_DIM1 };

  for (guint i = 0; c->step->op == FALK_OP_TRANSPOSE && i < 2; i++)
    falk_proposal_edit (
        proposal, falk_edit_set_int (c->index, pair[i],
                                     falk_step_get_int (c->step, pair[i]) - 1));
  if (c->step->op == FALK_OP_TRANSPOSE)
    return;
  for (guint i = 0; i < dims.rank; i++)
    dims.dims[i]--;
  set_ints (c, proposal, FALK_ARG_DIMS, &dims);
}

/* How many axes the step wants more than there are. */
static gint64
axes_lacking (const FalkCase *c)
{
  if (c->fault->code == FALK_FAULT_PERMUTE_COUNT)
    return c->fault->found - c->fault->needed;
  return c->fault->found < 0 ? -c->fault->found - c->fault->needed
                             : c->fault->found + 1 - c->fault->needed;
}

double
falk_cause_test_axis_lost (const FalkCase *c, FalkProposal *proposal)
{
  gboolean squeezed =
      c->before
      && (c->before->op == FALK_OP_SQUEEZE || c->before->op == FALK_OP_SELECT);

  if (axes_lacking (c) != 1)
    return 0;
  return falk_proposal_why (
      proposal,
      squeezed          ? 0.8
      : is_unstated (c) ? 0.52
                        : 0.4,
      "%s is written for one axis more than %s has%s.", c->step->name, c->what,
      squeezed ? ": the step before took one away"
               : ": the batch axis may be missing, as for a single sample");
}

/* What was squeezed away is kept; else a batch of one is added. */
void
falk_cause_repair_axis_lost (const FalkCase *c, FalkProposal *proposal)
{
  if (c->before && c->before->op == FALK_OP_SQUEEZE)
    falk_proposal_edit (proposal, falk_edit_remove (c->index - 1));
  else
    falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_axis",
                          FALK_ARG_DIM, (gint64)0, FALK_ARG_NONE);
}

double
falk_cause_test_select_scalar (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.8,
                            "%s has no axis left: it is a single number "
                            "already.",
                            c->what);
}

void
falk_cause_repair_select_scalar (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal, falk_edit_remove (c->index));
}

double
falk_cause_test_select_last (const FalkCase *c, FalkProposal *proposal)
{
  gint64 size = c->fault->needed;

  if (size < 1)
    return falk_proposal_why (proposal, 0.5, "Axis %d of %s is empty.",
                              c->fault->axis, c->what);
  return falk_proposal_why (
      proposal, 0.6,
      "Axis %d of %s has " FALK_SIZE " entries, 0 to " FALK_SIZE "; " FALK_SIZE
      " is beyond. The last is -1, however long it is.",
      c->fault->axis, c->what, size, size - 1, c->fault->found);
}

void
falk_cause_repair_select_last (const FalkCase *c, FalkProposal *proposal)
{
  gint64 index = c->fault->found < 0 ? 0 : -1;

  if (c->fault->needed > 0)
    falk_proposal_edit (proposal,
                        falk_edit_set_int (c->index, FALK_ARG_INDEX, index));
}

/* The first axis that is long enough for the index; or -1. */
static int
long_enough (const FalkCase *c)
{
  gint64 index = c->fault->found;

  for (guint axis = 0; axis < c->in->rank; axis++)
    if ((int)axis != c->fault->axis && c->in->axes[axis].size > index
        && -c->in->axes[axis].size <= index)
      return (int)axis;
  return -1;
}

double
falk_cause_test_select_other_axis (const FalkCase *c, FalkProposal *proposal)
{
  int axis = long_enough (c);

  if (axis < 0)
    return 0;
  return falk_proposal_why (
      proposal, c->in->axes[axis].size == c->fault->found + 1 ? 0.65 : 0.45,
      "Axis %d of %s has " FALK_SIZE " entries, so " FALK_SIZE
      " is in range there: time and batch may be exchanged.",
      axis, c->what, c->in->axes[axis].size, c->fault->found);
}

void
falk_cause_repair_select_other_axis (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (
      proposal, falk_edit_set_int (c->index, FALK_ARG_DIM, long_enough (c)));
}

double
falk_cause_test_permute_count (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.6,
                            "%s has %u axes and permute names " FALK_SIZE ".",
                            c->what, c->in->rank, c->fault->found);
}

/* Too few: the batch stays in front and the others move behind it. Too many:
 * those that aren't there go. */
void
falk_cause_repair_permute_count (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape dims = falk_step_get_shape (c->step, FALK_ARG_DIMS), mended = { 0 };
  guint rank = c->in->rank, extra = rank > dims.rank ? rank - dims.rank : 0;
  gint64 missing;

  for (guint i = 0; i < extra; i++)
    mended.dims[mended.rank++] = i;
  for (guint i = 0; i < dims.rank; i++)
    if (extra > 0)
      mended.dims[mended.rank++] =
          dims.dims[i] < 0 ? dims.dims[i] : dims.dims[i] + extra;
    else if (dims.dims[i] < (gint64)rank && dims.dims[i] >= -(gint64)rank)
      mended.dims[mended.rank++] = dims.dims[i];
  if (mended.rank == rank && odd_entry (&mended, rank, &missing) < 0)
    set_ints (c, proposal, FALK_ARG_DIMS, &mended);
}

double
falk_cause_test_permute_duplicate (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape dims = falk_step_get_shape (c->step, FALK_ARG_DIMS);
  gint64 missing;

  if (odd_entry (&dims, c->in->rank, &missing) < 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.8,
      "Axis " FALK_SIZE " is named twice and axis " FALK_SIZE " never.",
      c->fault->found < 0 ? c->fault->found + c->in->rank : c->fault->found,
      missing);
}

void
falk_cause_repair_permute_duplicate (const FalkCase *c, FalkProposal *proposal)
{
  mend_permutation (c, proposal);
}

double
falk_cause_test_flatten_order (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.9,
                            "start_dim is axis " FALK_SIZE
                            " and end_dim axis " FALK_SIZE ", before it.",
                            c->fault->found, c->fault->needed);
}

void
falk_cause_repair_flatten_order (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal, falk_edit_set_int (c->index, FALK_ARG_START_DIM,
                                                   c->fault->needed));
  falk_proposal_edit (proposal, falk_edit_set_int (c->index, FALK_ARG_END_DIM,
                                                   c->fault->found));
}
