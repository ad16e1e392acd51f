/* SPDX-License-Identifier: MIT */
/* Moves of arguments, of the state and of the data's type, and steps left
 * out. */
#include "falk-search-private.h"

#include "falk-rule.h"

static void
add_int (const FalkCase *c, const FalkSearchRow *row, GPtrArray *candidates,
         FalkArg arg, gint64 value)
{
  falk_candidate_add (candidates, row,
                      falk_edit_set_int (c->index, arg, value));
}

/* Of steps that read a batch of sequences: padded, or packed. */
gboolean
falk_search_applies_batch_first (const FalkCase *c, const FalkSearchRow *row)
{
  return falk_rule_arg (c->step->op, FALK_ARG_BATCH_FIRST) != NULL
         && (c->in->rank == 3 || c->step->op == FALK_OP_PACK)
         && c->in->packing.n == 0;
}

void
falk_search_propose_batch_first (const FalkCase *c, const FalkSearchRow *row,
                                 GPtrArray *candidates)
{
  gboolean first = falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);
  FalkCandidate *candidate = falk_candidate_add (
      candidates, row,
      falk_edit_set_int (c->index, FALK_ARG_BATCH_FIRST, !first));

  falk_candidate_caution (candidate,
                          "It takes axis %d for the batch and axis %d for the "
                          "time: right only if they are that.",
                          first, !first);
}

/* Whether the fault is that a width is another than the step takes. */
static gboolean
is_width (const FalkCase *c)
{
  FalkArg arg = falk_rule_width_arg (c->step->op);

  return arg != FALK_ARG_NONE && c->fault->part == FALK_PART_INPUT
         && c->fault->axis >= 0 && c->fault->found > 0
         && c->fault->needed == falk_step_get_int (c->step, arg);
}

gboolean
falk_search_applies_width (const FalkCase *c, const FalkSearchRow *row)
{
  return is_width (c);
}

void
falk_search_propose_width (const FalkCase *c, const FalkSearchRow *row,
                           GPtrArray *candidates)
{
  add_int (c, row, candidates, falk_rule_width_arg (c->step->op),
           c->fault->found);
}

/* The argument that says how wide a layer's output is; NONE where @op is no
 * such layer. */
static FalkArg
output_argument (FalkOp op)
{
  static const FalkArg widths[] = { FALK_ARG_HIDDEN_SIZE, FALK_ARG_OUT_FEATURES,
                                    FALK_ARG_EMBEDDING_DIM,
                                    FALK_ARG_OUT_CHANNELS };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (falk_rule_arg (op, widths[i]))
      return widths[i];
  return FALK_ARG_NONE;
}

/* The last step before the fault that chooses a width; or -1. */
static int
maker_of_width (const FalkCase *c)
{
  for (int i = (int)c->index - 1; i >= 0; i--)
    if (output_argument (falk_model_step (c->model, (guint)i)->op)
        != FALK_ARG_NONE)
      return i;
  return -1;
}

gboolean
falk_search_applies_width_before (const FalkCase *c, const FalkSearchRow *row)
{
  return is_width (c) && maker_of_width (c) >= 0;
}

void
falk_search_propose_width_before (const FalkCase *c, const FalkSearchRow *row,
                                  GPtrArray *candidates)
{
  guint index = (guint)maker_of_width (c);
  const FalkStep *maker = falk_model_step (c->model, index);
  gint64 directions = falk_step_directions (maker);
  FalkArg arg = output_argument (maker->op);

  if (c->fault->needed % directions == 0)
    falk_candidate_add (
        candidates, row,
        falk_edit_set_int (index, arg, c->fault->needed / directions));
}

static gboolean
is_state (const FalkCase *c)
{
  return c->fault->part == FALK_PART_H0 || c->fault->part == FALK_PART_C0
         || (falk_rule (c->step->op)->recurrent
             && falk_case_handed (c).rank > 0);
}

gboolean
falk_search_applies_state_fit (const FalkCase *c, const FalkSearchRow *row)
{
  return is_state (c) && c->in->rank > 0;
}

void
falk_search_propose_state_fit (const FalkCase *c, const FalkSearchRow *row,
                               GPtrArray *candidates)
{
  FalkShape shape = falk_case_state (c), cell = falk_case_cell_state (c);
  FalkCandidate *candidate = falk_candidate_add (
      candidates, row, falk_edit_set_ints (c->index, FALK_ARG_H0, &shape));

  if (falk_rule_arg (c->step->op, FALK_ARG_C0))
    g_ptr_array_add (candidate->edits,
                     falk_edit_set_ints (c->index, FALK_ARG_C0, &cell));
}

gboolean
falk_search_applies_state_drop (const FalkCase *c, const FalkSearchRow *row)
{
  return is_state (c);
}

void
falk_search_propose_state_drop (const FalkCase *c, const FalkSearchRow *row,
                                GPtrArray *candidates)
{
  FalkCandidate *candidate = falk_candidate_add (
      candidates, row, falk_edit_unset (c->index, FALK_ARG_H0));

  if (falk_step_has (c->step, FALK_ARG_C0))
    g_ptr_array_add (candidate->edits, falk_edit_unset (c->index, FALK_ARG_C0));
}

/* States that the state handed in is for; 0 where it isn't for any. */
static gint64
states_handed (const FalkCase *c)
{
  FalkShape handed = falk_case_handed (c);

  return falk_rule (c->step->op)->layered && handed.rank >= 2 ? handed.dims[0]
                                                              : 0;
}

gboolean
falk_search_applies_layers (const FalkCase *c, const FalkSearchRow *row)
{
  gint64 states = states_handed (c),
         directions = falk_step_directions (c->step);

  return states > 0 && states <= 16 && states % directions == 0
         && states / directions != falk_step_layers (c->step);
}

void
falk_search_propose_layers (const FalkCase *c, const FalkSearchRow *row,
                            GPtrArray *candidates)
{
  add_int (c, row, candidates, FALK_ARG_NUM_LAYERS,
           states_handed (c) / falk_step_directions (c->step));
}

gboolean
falk_search_applies_directions (const FalkCase *c, const FalkSearchRow *row)
{
  gint64 other = 3 - falk_step_directions (c->step);

  return states_handed (c) == other * falk_step_layers (c->step);
}

void
falk_search_propose_directions (const FalkCase *c, const FalkSearchRow *row,
                                GPtrArray *candidates)
{
  add_int (c, row, candidates, FALK_ARG_BIDIRECTIONAL,
           falk_step_directions (c->step) == 1);
}

gboolean
falk_search_applies_hidden (const FalkCase *c, const FalkSearchRow *row)
{
  FalkShape handed = falk_case_handed (c);

  return is_state (c) && handed.rank > 0 && handed.dims[handed.rank - 1] > 0
         && handed.dims[handed.rank - 1]
                != falk_step_get_int (c->step, FALK_ARG_HIDDEN_SIZE);
}

void
falk_search_propose_hidden (const FalkCase *c, const FalkSearchRow *row,
                            GPtrArray *candidates)
{
  FalkShape handed = falk_case_handed (c);

  add_int (c, row, candidates, FALK_ARG_HIDDEN_SIZE,
           handed.dims[handed.rank - 1]);
}

gboolean
falk_search_applies_cast (const FalkCase *c, const FalkSearchRow *row)
{
  return c->fault->found_dtype != c->fault->needed_dtype
         && (c->fault->needed_dtype == FALK_DTYPE_FLOAT32
             || c->fault->needed_dtype == FALK_DTYPE_INT64);
}

void
falk_search_propose_cast (const FalkCase *c, const FalkSearchRow *row,
                          GPtrArray *candidates)
{
  falk_candidate_add (candidates, row,
                      falk_edit_cast_input (c->fault->needed_dtype));
}

/* Steps that can be left out without the model being another, by the cause
 * that says so. */
static gboolean
is_removed (FalkOp op, FalkCauseCode code)
{
  static const FalkCauseCode codes[FALK_OP_COUNT] = {
    [FALK_OP_PERMUTE] = FALK_CAUSE_FEATURE_NOT_LAST,
    [FALK_OP_TRANSPOSE] = FALK_CAUSE_FEATURE_NOT_LAST,
    [FALK_OP_VIEW] = FALK_CAUSE_RESHAPE,
    [FALK_OP_RESHAPE] = FALK_CAUSE_RESHAPE,
    [FALK_OP_FLATTEN] = FALK_CAUSE_RESHAPE,
    [FALK_OP_UNSQUEEZE] = FALK_CAUSE_RESHAPE,
    [FALK_OP_SQUEEZE] = FALK_CAUSE_AXIS_LOST,
    [FALK_OP_SELECT] = FALK_CAUSE_AXIS_LOST,
    [FALK_OP_MEAN] = FALK_CAUSE_AXIS_LOST,
  };

  return codes[op] != 0 && codes[op] == code;
}

/* The steps of that kind between the last layer and the fault, and the one
 * with the fault itself. */
static gboolean
can_remove (const FalkCase *c, guint index, FalkCauseCode code)
{
  if (!is_removed (falk_model_step (c->model, index)->op, code))
    return FALSE;
  for (guint i = index + 1; i < c->index; i++)
    if (falk_rule (falk_model_step (c->model, i)->op)->module)
      return FALSE;
  return TRUE;
}

gboolean
falk_search_applies_remove (const FalkCase *c, const FalkSearchRow *row)
{
  for (guint i = 0; i <= c->index; i++)
    if (can_remove (c, i, row->code))
      return TRUE;
  return FALSE;
}

void
falk_search_propose_remove (const FalkCase *c, const FalkSearchRow *row,
                            GPtrArray *candidates)
{
  for (guint i = 0; i <= c->index; i++)
    if (can_remove (c, i, row->code))
      {
        FalkCandidate *candidate =
            falk_candidate_add (candidates, row, falk_edit_remove (i));

        if (i == c->index)
          falk_candidate_caution (candidate,
                                  "It leaves %s out: right only if what it was "
                                  "to do isn't needed.",
                                  c->step->name);
      }
}
