/* SPDX-License-Identifier: MIT */
/* What the functions of the table of causes have in common. */
#include "falk-cause-private.h"

#include <stdarg.h>

#include "falk-rule.h"

double
falk_proposal_why (FalkProposal *proposal, double score, const char *format,
                   ...)
{
  va_list args;

  va_start (args, format);
  g_free (proposal->why);
  proposal->why = g_strdup_vprintf (format, args);
  va_end (args);
  return score;
}

void
falk_proposal_caution (FalkProposal *proposal, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_free (proposal->caution);
  proposal->caution = g_strdup_vprintf (format, args);
  va_end (args);
}

void
falk_proposal_change (FalkProposal *proposal, const char *text)
{
  g_free (proposal->change);
  proposal->change = g_strdup (text);
}

void
falk_proposal_edit (FalkProposal *proposal, FalkEdit *edit)
{
  g_ptr_array_add (proposal->edits, edit);
}

void
falk_proposal_insert (FalkProposal *proposal, const FalkCase *c, FalkOp op,
                      const char *name, ...)
{
  FalkStep *step = falk_step_new (op, name);
  va_list args;
  int arg;

  va_start (args, name);
  while ((arg = va_arg (args, int)) != FALK_ARG_NONE)
    falk_step_set_int (step, (FalkArg)arg, va_arg (args, gint64));
  va_end (args);
  falk_proposal_edit (proposal, falk_edit_insert (c->index, step));
}

void
falk_proposal_permute (FalkProposal *proposal, const FalkCase *c,
                       const FalkShape *dims)
{
  FalkStep *step = falk_step_new (FALK_OP_PERMUTE, "reorder");

  falk_step_set_ints (step, FALK_ARG_DIMS, dims->dims, dims->rank);
  falk_proposal_edit (proposal, falk_edit_insert (c->index, step));
}

void
falk_proposal_reshape (FalkProposal *proposal, const FalkCase *c,
                       const FalkShape *shape)
{
  FalkStep *step = falk_step_new (FALK_OP_RESHAPE, "regroup");

  falk_step_set_ints (step, FALK_ARG_SHAPE, shape->dims, shape->rank);
  falk_proposal_edit (proposal, falk_edit_insert (c->index, step));
}

gboolean
falk_case_knows (const FalkCase *c, guint axis)
{
  return axis >= 32 || !(c->assumed >> axis & 1);
}

const char *
falk_case_role (const FalkCase *c, guint axis)
{
  switch (falk_axis_role (&c->in->axes[axis]))
    {
    case FALK_ROLE_TIME:
      return "the number of time steps";
    case FALK_ROLE_BATCH:
      return "the number of sequences";
    case FALK_ROLE_FEATURES:
    case FALK_ROLE_HIDDEN:
      return "the number of features";
    case FALK_ROLE_LAYERS:
    case FALK_ROLE_DIRECTIONS:
      return "the number of layers and directions";
    case FALK_ROLE_NONE:
    case FALK_ROLE_GATES:
    case FALK_ROLE_MERGED:
    case FALK_ROLE_COUNT:
      break;
    }
  return "a size";
}

int
falk_case_find (const FalkCase *c, gint64 size)
{
  for (int axis = (int)c->in->rank - 2; axis >= 0; axis--)
    if (c->in->axes[axis].size == size && falk_case_knows (c, (guint)axis))
      return axis;
  return -1;
}

/* The shape that argument @arg, h0 or c0, needs. */
static FalkShape
state_of (const FalkCase *c, FalkArg arg)
{
  gint64 proj = falk_step_get_int (c->step, FALK_ARG_PROJ_SIZE);
  gint64 width = arg == FALK_ARG_H0 && proj > 0
                     ? proj
                     : falk_step_get_int (c->step, FALK_ARG_HIDDEN_SIZE);
  gint64 states = falk_step_layers (c->step) * falk_step_directions (c->step);
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);

  if (!falk_rule (c->step->op)->layered)
    return c->in->rank == 2 ? FALK_SHAPE (c->in->axes[0].size, width)
                            : FALK_SHAPE (width);
  if (c->in->packing.n)
    return FALK_SHAPE (states, c->in->packing.n, width);
  if (c->in->rank == 3)
    return FALK_SHAPE (states, c->in->axes[first ? 0 : 1].size, width);
  return FALK_SHAPE (states, width);
}

/* Of an LSTM's two states, the one that the fault is about. */
static FalkArg
state_argument (const FalkCase *c)
{
  return c->fault->part == FALK_PART_C0 && falk_step_has (c->step, FALK_ARG_C0)
             ? FALK_ARG_C0
             : FALK_ARG_H0;
}

FalkShape
falk_case_state (const FalkCase *c)
{
  return state_of (c, state_argument (c));
}

FalkShape
falk_case_cell_state (const FalkCase *c)
{
  return state_of (c, FALK_ARG_C0);
}

FalkArg
falk_case_width_argument (const FalkCase *c)
{
  return falk_rule_arg (c->step->op, FALK_ARG_IN_FEATURES)
             ? FALK_ARG_IN_FEATURES
             : FALK_ARG_INPUT_SIZE;
}

FalkShape
falk_case_handed (const FalkCase *c)
{
  FalkShape shape = { 0 };
  guint n;
  const gint64 *ints = falk_step_get_ints (c->step, state_argument (c), &n);

  shape.rank = MIN (n, FALK_RANK_MAX);
  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = ints[i];
  return shape;
}

int
falk_case_agrees (const FalkCase *c, guint axis)
{
  const FalkShape *found = &c->fault->found_shape;
  const FalkShape *needed = &c->fault->needed_shape;

  if (found->rank != needed->rank || axis >= needed->rank)
    return -1;
  return found->dims[axis] == needed->dims[axis];
}

void
falk_proposal_state (FalkProposal *proposal, const FalkCase *c)
{
  FalkShape shape = state_of (c, FALK_ARG_H0);

  falk_proposal_edit (proposal,
                      falk_edit_set_ints (c->index, FALK_ARG_H0, &shape));
  if (!falk_rule_arg (c->step->op, FALK_ARG_C0))
    return;
  shape = falk_case_cell_state (c);
  falk_proposal_edit (proposal,
                      falk_edit_set_ints (c->index, FALK_ARG_C0, &shape));
}
