/* SPDX-License-Identifier: MIT */
/* What the functions of the table of causes have in common. */
#include "falk-cause-private.h"

#include <stdarg.h>
#include <string.h>

#include "falk-rule.h"
#include "falk-singular.h"

double
falk_proposal_why (FalkProposal *proposal, double score, const char *format,
                   ...)
{
  va_list args;

  va_start (args, format);
  g_free (proposal->why);
  proposal->why = falk_singular (g_strdup_vprintf (format, args));
  va_end (args);
  return score;
}

void
falk_proposal_caution (FalkProposal *proposal, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_free (proposal->caution);
  proposal->caution = falk_singular (g_strdup_vprintf (format, args));
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
  FalkArg arg = falk_rule_features_arg (c->step->op);

  return arg != FALK_ARG_NONE ? arg : FALK_ARG_INPUT_SIZE;
}

FalkShape
falk_case_handed (const FalkCase *c)
{
  return falk_step_get_shape (c->step, FALK_ARG_H0);
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

/* Whether the state that argument @arg hands in is to be made anew: of an
 * LSTM both are, unless the text says that it is c0. */
static gboolean
makes_state (const FalkCase *c, FalkArg arg)
{
  gboolean cell = c->fault->part == FALK_PART_C0;

  if (!falk_rule_arg (c->step->op, FALK_ARG_C0))
    return arg == FALK_ARG_H0;
  return arg == FALK_ARG_C0 || !cell;
}

static const FalkArg states[] = { FALK_ARG_H0, FALK_ARG_C0 };

void
falk_proposal_state (FalkProposal *proposal, const FalkCase *c)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      FalkShape shape = state_of (c, states[i]);

      if (makes_state (c, states[i]))
        falk_proposal_edit (proposal,
                            falk_edit_set_ints (c->index, states[i], &shape));
    }
}

/* Whether the state of @arg was handed in with the sizes of the one that
 * doesn't fit, but for its width, which a projection makes another. */
static gboolean
handed_alike (const FalkCase *c, FalkArg arg)
{
  FalkArg wrong = c->fault->part == FALK_PART_C0 ? FALK_ARG_C0 : FALK_ARG_H0;
  FalkShape one = falk_step_get_shape (c->step, arg),
            other = falk_step_get_shape (c->step, wrong);

  if (arg == wrong)
    return TRUE;
  if (one.rank != other.rank)
    return FALSE;
  for (guint i = 0; i + 1 < one.rank; i++)
    if (one.dims[i] != other.dims[i])
      return FALSE;
  return one.rank > 0;
}

/* What is done to the one state does nothing good to another of other sizes,
 * or to none: that one is made of zeros, or left where it fits. */
static char *
state_value (const FalkCase *c, FalkArg arg, const char *value)
{
  FalkShape needed = state_of (c, arg),
            handed = falk_step_get_shape (c->step, arg);
  g_autofree char *sizes = NULL;
  GString *line;

  if (!strstr (value, "{h}") || handed_alike (c, arg))
    {
      line = g_string_new (value);
      g_string_replace (line, "{h}", falk_arg_info (arg)->name, 0);
      return g_string_free (line, FALSE);
    }
  if (falk_shape_equal (&needed, &handed))
    return NULL;
  sizes = falk_shape_to_text (&needed, FALK_SHAPE_LIST);
  return g_strdup_printf ("torch.zeros(%.*s)", (int)strlen (sizes) - 2,
                          sizes + 1);
}

void
falk_proposal_state_code (FalkProposal *proposal, const FalkCase *c,
                          const char *format, ...)
{
  g_autofree char *value = NULL;
  GString *code = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  value = g_strdup_vprintf (format, args);
  va_end (args);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *made =
          makes_state (c, states[i]) ? state_value (c, states[i], value) : NULL;

      if (made)
        g_string_append_printf (code, "%s%s = %s", code->len ? "\n" : "",
                                falk_arg_info (states[i])->name, made);
    }
  g_free (proposal->code);
  proposal->code = g_string_free (code, FALSE);
}

const char *
falk_case_state_name (const FalkCase *c)
{
  return c->fault->part == FALK_PART_C0 ? "cell state" : "state";
}
