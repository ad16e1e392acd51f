/* SPDX-License-Identifier: MIT */
/* Causes of too few or too many axes. */
#include "falk-cause-private.h"

#include "falk-rule.h"

static gint64
width (const FalkCase *c)
{
  return falk_step_get_int (c->step, falk_case_width_argument (c));
}

static char *
shape_of (const FalkValue *value)
{
  FalkShape shape = falk_value_shape (value);

  return falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);
}

static gboolean
layered (const FalkCase *c)
{
  return falk_rule (c->step->op)->layered;
}

/* A state with a batch axis goes with an input that has one; its batch is
 * that of the state. */
static gboolean
batched_state (const FalkCase *c, gint64 *batch)
{
  guint n;
  const gint64 *state = falk_step_get_ints (c->step, FALK_ARG_H0, &n);

  if (!state || n != 3)
    return FALSE;
  *batch = state[1];
  return TRUE;
}

/* Whether the version takes no input without a batch. */
static gboolean
needs_batch (const FalkCase *c)
{
  return c->fault->extra == 3;
}

double
falk_cause_test_input_axis_missing (const FalkCase *c, FalkProposal *proposal)
{
  g_autofree char *shape = shape_of (c->in);
  gint64 batch;

  if (c->in->rank == 0 || c->in->rank > 2)
    return 0;
  if (c->fault->code == FALK_FAULT_UNBATCHED_STATE
      || c->fault->code == FALK_FAULT_UNBATCHED_STATES)
    {
      if (!batched_state (c, &batch) || c->in->rank != 2)
        return 0;
      return falk_proposal_why (
          proposal,
          c->report                                    ? 0.8
          : batch == 1 || c->in->axes[0].size == batch ? 0.88
                                                       : 0.5,
          "%s is %s, without a batch axis, but the state has one, "
          "for " FALK_SIZE " %s.",
          c->what, shape, batch, batch == 1 ? "sequence" : "sequences");
    }
  if (c->report && c->report->wording == FALK_WORDING_KERAS_RANK)
    return falk_proposal_why (
        proposal, 0.8,
        "%s is %s; %s takes (batch, time, features). A recurrent layer of "
        "Keras "
        "before it gives every step only with return_sequences=True.",
        c->what, shape, c->step->name);
  return falk_proposal_why (
      proposal, 0.7, "%s is %s; %s takes %s(%s, features).", c->what, shape,
      c->step->name, needs_batch (c) ? "" : "(time, features) or ",
      falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST) ? "batch, time"
                                                         : "time, batch");
}

/* Where the new axis goes: behind everything where the layer takes one
 * feature, else before the features. A batch of several sequences without
 * time is one time step. */
void
falk_cause_repair_input_axis_missing (const FalkCase *c, FalkProposal *proposal)
{
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);
  gint64 last = c->in->axes[c->in->rank - 1].size, batch = 0, dim;
  gboolean stated = batched_state (c, &batch);

  if (last != 1 && width (c) == 1)
    dim = -1;
  else if (c->in->rank == 1)
    dim = 0;
  else if (stated && batch == 1)
    dim = first ? 0 : 1;
  else
    dim = first ? 1 : 0;
  falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_axis",
                        FALK_ARG_DIM, dim, FALK_ARG_NONE);
  if (c->in->rank == 1 && (stated || needs_batch (c)))
    falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_batch",
                          FALK_ARG_DIM, (gint64)0, FALK_ARG_NONE);
  if (c->in->rank == 1 && dim == 0)
    falk_proposal_caution (proposal, "It makes one time step of it.");
}

/* The axis of size 1 to drop, so that what remains ends with the features:
 * never the last unless it has to be. -1 where there is none. */
static int
axis_of_one (const FalkCase *c)
{
  guint rank = c->in->rank;

  for (int axis = (int)rank - 2; axis >= 0; axis--)
    if (c->in->axes[axis].size == 1
        && (axis != 0 || c->in->axes[rank - 1].size == width (c)))
      return axis;
  return rank > 0 && c->in->axes[rank - 1].size == 1 && width (c) != 1
             ? (int)rank - 1
             : -1;
}

static gboolean
too_many (const FalkCase *c)
{
  return c->in->rank > (layered (c) ? 3 : 2);
}

double
falk_cause_test_input_axis_one (const FalkCase *c, FalkProposal *proposal)
{
  int axis = axis_of_one (c);
  g_autofree char *shape = shape_of (c->in);

  if (!too_many (c) || axis < 0)
    return 0;
  return falk_proposal_why (
      proposal, 0.85,
      "%s is %s: axis %d has size 1, from an image's channel or an unsqueeze "
      "too many.",
      c->what, shape, axis);
}

void
falk_cause_repair_input_axis_one (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_insert (proposal, c, FALK_OP_SQUEEZE, "drop_axis", FALK_ARG_DIM,
                        (gint64)axis_of_one (c), FALK_ARG_NONE);
}

/* Where two neighbouring axes merge so that the last becomes the features:
 * the last two when their product is, else the first two. */
static gint64
merge_at (const FalkCase *c)
{
  guint rank = c->in->rank;
  gint64 last = c->in->axes[rank - 1].size;

  if (last * c->in->axes[rank - 2].size == width (c))
    return (gint64)rank - 2;
  return last == width (c) ? 0 : -1;
}

double
falk_cause_test_input_axes_merged (const FalkCase *c, FalkProposal *proposal)
{
  g_autofree char *shape = shape_of (c->in);
  gint64 at;

  if (!too_many (c) || c->in->rank < 3)
    return 0;
  at = merge_at (c);
  if (at < 0)
    return falk_proposal_why (
        proposal, 0.5,
        "%s is %s, with %u axes; %s takes at most %d. A convolution's or a "
        "loader's output must be brought to (time, batch, features) first.",
        c->what, shape, c->in->rank, c->step->name, layered (c) ? 3 : 2);
  return falk_proposal_why (
      proposal, at > 0 ? 0.7 : 0.45,
      at > 0 ? "%s is %s: the last two axes multiply to the " FALK_SIZE
               " features that %s takes."
             : "%s is %s: only the last axis has the " FALK_SIZE
               " features that %s takes; the axes before it are too many.",
      c->what, shape, width (c), c->step->name);
}

void
falk_cause_repair_input_axes_merged (const FalkCase *c, FalkProposal *proposal)
{
  gint64 at = merge_at (c);

  if (at < 0)
    at = (gint64)c->in->rank - 2;
  falk_proposal_insert (proposal, c, FALK_OP_FLATTEN, "merge",
                        FALK_ARG_START_DIM, at, FALK_ARG_END_DIM, at + 1,
                        FALK_ARG_NONE);
  if (at == 0)
    falk_proposal_caution (proposal,
                           "It makes one axis of axes 0 and 1: right only if "
                           "both count the same thing.");
}

/* The layer that goes through a sequence as a loop around the cell would. */
static FalkOp
layer_of_cell (FalkOp cell)
{
  return cell == FALK_OP_LSTM_CELL  ? FALK_OP_LSTM
         : cell == FALK_OP_RNN_CELL ? FALK_OP_RNN
                                    : FALK_OP_GRU;
}

double
falk_cause_test_cell_for_sequence (const FalkCase *c, FalkProposal *proposal)
{
  if (c->in->rank != 3)
    return 0;
  return falk_proposal_why (
      proposal, 0.9,
      "%s has three axes, a whole sequence. A %s takes one step, (batch, "
      "features), and is called in a loop; a %s takes the sequence.",
      c->what, falk_rule (c->step->op)->name,
      falk_rule (layer_of_cell (c->step->op))->name);
}

void
falk_cause_repair_cell_for_sequence (const FalkCase *c, FalkProposal *proposal)
{
  FalkStep *gru = falk_step_new (layer_of_cell (c->step->op), c->step->name);

  falk_step_set_int (gru, FALK_ARG_INPUT_SIZE, width (c));
  falk_step_set_int (gru, FALK_ARG_HIDDEN_SIZE,
                     falk_step_get_int (c->step, FALK_ARG_HIDDEN_SIZE));
  if (!falk_step_get_bool (c->step, FALK_ARG_BIAS))
    falk_step_set_int (gru, FALK_ARG_BIAS, FALSE);
  falk_proposal_edit (proposal, falk_edit_remove (c->index));
  falk_proposal_edit (proposal, falk_edit_insert (c->index, gru));
}

double
falk_cause_test_scalar_input (const FalkCase *c, FalkProposal *proposal)
{
  if (c->in->rank > 0)
    return 0;
  return falk_proposal_why (proposal, 0.8,
                            "%s is a single number without axes; %s needs at "
                            "least (features).",
                            c->what, c->step->name);
}

void
falk_cause_repair_scalar_input (const FalkCase *c, FalkProposal *proposal)
{
  for (int i = 0; i < (layered (c) ? 2 : 1); i++)
    falk_proposal_insert (proposal, c, FALK_OP_UNSQUEEZE, "add_axis",
                          FALK_ARG_DIM, (gint64)0, FALK_ARG_NONE);
}

/* Only other data mends it. */
double
falk_cause_test_empty_input (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.8,
      "Axis %d of %s, the time, has size 0: a sequence is empty. Leave empty "
      "sequences out before the layer, or check the slice that made it.",
      c->fault->axis, c->what);
}
