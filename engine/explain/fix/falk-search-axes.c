/* SPDX-License-Identifier: MIT */
/* Moves of axes: in another order, added, dropped, joined. */
#include "falk-search-private.h"

#include "falk-rule.h"

/* Axes whose orders are all tried. */
#define ORDERED_MAX 4u

static gboolean
is_plain (const FalkCase *c)
{
  return c->in->packing.n == 0;
}

static gboolean
is_module (const FalkCase *c)
{
  return falk_rule (c->step->op)->module;
}

static gboolean
knows_all (const FalkCase *c)
{
  for (guint axis = 0; axis < c->in->rank; axis++)
    if (!falk_case_knows (c, axis))
      return FALSE;
  return TRUE;
}

static FalkCandidate *
add_step (const FalkCase *c, const FalkSearchRow *row, GPtrArray *candidates,
          FalkOp op, FalkArg arg, gint64 value)
{
  FalkStep *step = falk_step_new (op, falk_rule (op)->name);

  falk_step_set_int (step, arg, value);
  return falk_candidate_add (candidates, row,
                             falk_edit_insert (c->index, step));
}

/* The axis that the step with the fault takes for time, the one for the
 * batch; -1 where it has no such. */
static void
find_places (const FalkCase *c, int *time, int *batch)
{
  gboolean first = falk_rule_arg (c->step->op, FALK_ARG_BATCH_FIRST)
                   && falk_step_get_bool (c->step, FALK_ARG_BATCH_FIRST);
  gboolean both = falk_rule (c->step->op)->layered && c->in->rank == 3;

  *time = both ? first : -1;
  *batch = both ? !first : -1;
}

/* Says what an order of axes makes of the batch. @dims[i] is the axis that
 * comes to place i. */
static void
caution_order (const FalkCase *c, FalkCandidate *candidate,
               const FalkShape *dims)
{
  guint last = (guint)dims->dims[dims->rank - 1];
  int time, batch;

  find_places (c, &time, &batch);
  if (last != dims->rank - 1
      && falk_axis_role (&c->in->axes[last]) == FALK_ROLE_BATCH)
    falk_candidate_caution (candidate,
                            "It makes features of the sequences in the batch: "
                            "right only if axis %u holds the features.",
                            last);
  else if (time >= 0 && dims->dims[time] == batch)
    falk_candidate_caution (candidate,
                            "It takes axis %d for the time, which %s took for "
                            "the batch: right only if the time stands there.",
                            batch, c->step->name);
  else if (last != dims->rank - 1 && falk_fault_is_matmul (c->fault->code))
    falk_candidate_caution (candidate,
                            "It multiplies along axis %u: the values there are "
                            "mixed, and no longer the features.",
                            last);
}

/* Only a recurrent layer asks more of the other axes than that one is not
 * the other: elsewhere exchanging two says it all. */
static void
add_order (const FalkCase *c, const FalkSearchRow *row, GPtrArray *candidates,
           const FalkShape *dims)
{
  guint moved[FALK_RANK_MAX], n = 0;
  FalkStep *step;
  FalkCandidate *candidate;

  for (guint i = 0; i < dims->rank; i++)
    if (dims->dims[i] != i)
      moved[n++] = i;
  if (n == 0 || (n > 2 && !falk_rule (c->step->op)->recurrent))
    return;
  step = falk_step_new (n == 2 ? FALK_OP_TRANSPOSE : FALK_OP_PERMUTE,
                        n == 2 ? "exchange" : "reorder");
  if (n == 2)
    {
      falk_step_set_int (step, FALK_ARG_DIM0, moved[0]);
      falk_step_set_int (step, FALK_ARG_DIM1, moved[1]);
    }
  else
    falk_step_set_ints (step, FALK_ARG_DIMS, dims->dims, dims->rank);
  candidate =
      falk_candidate_add (candidates, row, falk_edit_insert (c->index, step));
  candidate->cost += 0.02 * n;
  caution_order (c, candidate, dims);
}

/* Adds the orders that start with the first @n of @dims. */
static void
add_orders (const FalkCase *c, const FalkSearchRow *row, GPtrArray *candidates,
            FalkShape *dims, guint n)
{
  if (n == dims->rank)
    {
      add_order (c, row, candidates, dims);
      return;
    }
  for (guint axis = 0; axis < dims->rank; axis++)
    {
      gboolean used = FALSE;

      for (guint i = 0; i < n; i++)
        used |= dims->dims[i] == axis;
      if (used)
        continue;
      dims->dims[n] = axis;
      add_orders (c, row, candidates, dims, n + 1);
    }
}

gboolean
falk_search_applies_order (const FalkCase *c, const FalkSearchRow *row)
{
  return is_module (c) && is_plain (c) && c->fault->part == FALK_PART_INPUT
         && c->in->rank >= 2 && c->in->rank <= ORDERED_MAX && knows_all (c);
}

void
falk_search_propose_order (const FalkCase *c, const FalkSearchRow *row,
                           GPtrArray *candidates)
{
  FalkShape dims = { .rank = c->in->rank };

  add_orders (c, row, candidates, &dims, 0);
}

/* A state is for one order of time and batch. */
gboolean
falk_search_applies_exchange (const FalkCase *c, const FalkSearchRow *row)
{
  return is_plain (c) && c->in->rank == 3 && falk_rule (c->step->op)->layered
         && (c->fault->part == FALK_PART_H0 || c->fault->part == FALK_PART_C0)
         && falk_case_knows (c, 0) && falk_case_knows (c, 1);
}

void
falk_search_propose_exchange (const FalkCase *c, const FalkSearchRow *row,
                              GPtrArray *candidates)
{
  FalkShape dims = FALK_SHAPE (1, 0, 2);

  add_order (c, row, candidates, &dims);
}

gboolean
falk_search_applies_squeeze (const FalkCase *c, const FalkSearchRow *row)
{
  return is_plain (c);
}

void
falk_search_propose_squeeze (const FalkCase *c, const FalkSearchRow *row,
                             GPtrArray *candidates)
{
  for (guint axis = 0; axis < c->in->rank; axis++)
    if (c->in->axes[axis].size == 1)
      add_step (c, row, candidates, FALK_OP_SQUEEZE, FALK_ARG_DIM, axis);
}

gboolean
falk_search_applies_unsqueeze (const FalkCase *c, const FalkSearchRow *row)
{
  return is_plain (c) && c->in->rank < FALK_RANK_MAX;
}

void
falk_search_propose_unsqueeze (const FalkCase *c, const FalkSearchRow *row,
                               GPtrArray *candidates)
{
  for (guint axis = 0; axis <= c->in->rank; axis++)
    add_step (c, row, candidates, FALK_OP_UNSQUEEZE, FALK_ARG_DIM, axis);
}

gboolean
falk_search_applies_flatten (const FalkCase *c, const FalkSearchRow *row)
{
  return is_plain (c) && c->in->rank >= 3 && knows_all (c);
}

void
falk_search_propose_flatten (const FalkCase *c, const FalkSearchRow *row,
                             GPtrArray *candidates)
{
  for (guint axis = 0; axis + 1 < c->in->rank; axis++)
    {
      const FalkAxis *first = &c->in->axes[axis], *second = first + 1;
      FalkCandidate *candidate = add_step (c, row, candidates, FALK_OP_FLATTEN,
                                           FALK_ARG_START_DIM, axis);
      FalkEdit *edit = g_ptr_array_index (candidate->edits, 0);

      falk_step_set_int (edit->insert, FALK_ARG_END_DIM, axis + 1);
      if (first->size != 1 && second->size != 1)
        falk_candidate_caution (candidate,
                                "It makes one axis of axes %u and %u: right "
                                "only if both count the same thing.",
                                axis, axis + 1);
    }
}

/* Axis of the time in what reaches the step, or -1. */
static int
time_axis (const FalkCase *c)
{
  for (guint axis = 0; axis < c->in->rank; axis++)
    if (falk_axis_role (&c->in->axes[axis]) == FALK_ROLE_TIME)
      return (int)axis;
  return -1;
}

gboolean
falk_search_applies_last_step (const FalkCase *c, const FalkSearchRow *row)
{
  return is_plain (c) && c->in->rank == 3 && !falk_rule (c->step->op)->layered
         && time_axis (c) >= 0;
}

void
falk_search_propose_last_step (const FalkCase *c, const FalkSearchRow *row,
                               GPtrArray *candidates)
{
  FalkCandidate *candidate = add_step (c, row, candidates, FALK_OP_SELECT,
                                       FALK_ARG_DIM, time_axis (c));
  FalkEdit *edit = g_ptr_array_index (candidate->edits, 0);

  falk_step_set_int (edit->insert, FALK_ARG_INDEX, -1);
}
