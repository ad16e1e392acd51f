/* SPDX-License-Identifier: MIT */
/* What is taken of a recurrent layer's results: h_n is (layers · directions,
 * batch, hidden) whatever batch_first says, and of two directions each has
 * read the whole sequence at another end. */
#include "falk-notice-private.h"

/* h_n of a batch: (states, batch, hidden). */
static gboolean
is_states (const FalkValue *in)
{
  return in->rank == 3 && !in->packing.n && falk_axis_is_states (&in->axes[0])
         && falk_axis_role (&in->axes[1]) == FALK_ROLE_BATCH;
}

/* What a step that treats axis 0 of h_n as the batch does to it; NULL for
 * one that doesn't. */
static const char *
mistreats (const FalkSite *site)
{
  int axis = falk_step_removes (site->step, site->in), batch, time;
  gint64 states = site->in->axes[0].size;

  if (axis == 1 && site->in->axes[1].size > 1)
    return site->step->op == FALK_OP_MEAN ? "takes the mean over the batch"
                                          : "picks one sequence of the batch";
  if ((site->step->op == FALK_OP_VIEW || site->step->op == FALK_OP_RESHAPE
       || site->step->op == FALK_OP_FLATTEN)
      && site->in->axes[1].size > 1 && site->out->rank > 1
      && falk_regroup_joins_batch (site->in, site->out))
    return "joins the batch with another axis";
  if (falk_step_reads (site->step, site->in, &batch, &time)
      && (batch == 0 || states > 1))
    return batch == 0 ? "reads axis 0 as the batch" : "reads axis 0 as time";
  return NULL;
}

FalkNotice *
falk_notice_state_batch_first (const FalkSite *site)
{
  const char *what;
  FalkShape shape = falk_value_shape (site->in);
  g_autofree char *sizes = NULL;

  if (!is_states (site->in) || !(what = mistreats (site)))
    return NULL;
  sizes = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  return falk_notice_new (
      0, "Is axis 0 of h_n the batch?",
      g_strdup ("h = h_n[-1]  # (batch, hidden): the last layer's"),
      "%s %s, in h_n %s. A state is never batch-first: axis 0 is layers × "
      "directions, %" G_GINT64_FORMAT
      ", and axis 1 the batch, %" G_GINT64_FORMAT ".",
      site->step->name, what, sizes, site->in->axes[0].size,
      site->in->axes[1].size);
}

/* The directions of the last axis of an output: 2, or 0 where it isn't
 * directions · hidden. */
static gint64
directions_of (const FalkValue *in)
{
  const FalkAxis *last = &in->axes[in->rank - 1];

  return last->n_factors == 2 && last->factors[0].role == FALK_ROLE_DIRECTIONS
                 && last->factors[1].role == FALK_ROLE_HIDDEN
             ? last->factors[0].size
             : 0;
}

/* "out[:, -1, :20]": the first half where the forward direction ended, the
 * second where the reverse one did. */
static char *
both_ends (const FalkSite *site, int axis)
{
  const FalkAxis *last = &site->in->axes[site->in->rank - 1];
  GString *before = g_string_new (NULL);
  GString *after = g_string_new (NULL);
  gint64 hidden = last->factors[1].size;
  char *line;

  for (int i = 0; i + 1 < (int)site->in->rank; i++)
    if (i != axis)
      g_string_append (i < axis ? before : after, ":, ");
  line = g_strdup_printf ("x = torch.cat((x[%s-1, %s:%" G_GINT64_FORMAT
                          "], x[%s0, %s%" G_GINT64_FORMAT ":]), dim=-1)",
                          before->str, after->str, hidden, before->str,
                          after->str, hidden);
  g_string_free (before, TRUE);
  g_string_free (after, TRUE);
  return line;
}

FalkNotice *
falk_notice_last_step_reverse (const FalkSite *site)
{
  int axis = falk_step_removes (site->step, site->in);
  gboolean last = falk_step_takes_last (site->step, site->in);
  gint64 steps;

  if (site->step->op != FALK_OP_SELECT || axis < 0
      || axis + 1 >= (int)site->in->rank || directions_of (site->in) != 2
      || falk_axis_role (&site->in->axes[axis]) != FALK_ROLE_TIME
      || !(last || falk_step_get_int (site->step, FALK_ARG_INDEX) == 0))
    return NULL;
  steps = site->in->axes[axis].size;
  if (steps < 2)
    return NULL;
  return falk_notice_new (
      axis, "Have both directions read the sequence?", both_ends (site, axis),
      "%s takes the %s of %" G_GINT64_FORMAT " steps, where the %s direction "
      "has read one step only: it has read them all at the %s. Half of the "
      "%" G_GINT64_FORMAT " numbers know almost nothing of the sequence.",
      site->step->name, last ? "last" : "first", steps,
      last ? "reverse" : "forward", last ? "first" : "last",
      site->in->axes[site->in->rank - 1].size);
}

/* Whether another state is joined to it in the steps that follow. */
static gboolean
is_joined (const FalkSite *site)
{
  for (guint i = site->index + 1; i < site->inference->n_steps; i++)
    if (falk_model_step (site->model, i)->op == FALK_OP_CAT)
      return TRUE;
  return FALSE;
}

FalkNotice *
falk_notice_one_direction (const FalkSite *site)
{
  const FalkAxis *states = site->in->axes;
  gint64 index = falk_step_get_int (site->step, FALK_ARG_INDEX);
  gboolean reverse;

  if (site->step->op != FALK_OP_SELECT || site->in->rank < 2
      || falk_step_removes (site->step, site->in) != 0
      || !falk_axis_is_states (states) || states->size < 2
      || states->factors[states->n_factors - 1].role != FALK_ROLE_DIRECTIONS
      || is_joined (site))
    return NULL;
  reverse = (index < 0 ? index + states->size : index) % 2 == 1;
  return falk_notice_new (
      0, "Is one direction enough?",
      g_strdup ("h = torch.cat((h_n[-2], h_n[-1]), dim=-1)"),
      "The layer is bidirectional, and h_n has %" G_GINT64_FORMAT " states: "
      "%s takes number %" G_GINT64_FORMAT ", the %s direction's alone. The %s "
      "direction's is the one beside it.",
      states->size, site->step->name, index, reverse ? "reverse" : "forward",
      reverse ? "forward" : "reverse");
}
