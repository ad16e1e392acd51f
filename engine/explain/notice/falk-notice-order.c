/* SPDX-License-Identifier: MIT */
/* Which axis is the batch and which is time? Two steps that read one axis
 * differently are the best sign; sizes alone are a weak one, and only asked
 * where nothing else in the model speaks for the order it has. */
#include "falk-notice-private.h"

/* Batches are mostly powers of two, and few are larger than this. */
#define BATCH_MIN 16
#define BATCH_MAX 512
#define LONG_RATIO 16

static gboolean
is_power_of_two (gint64 size)
{
  return size > 0 && (size & (size - 1)) == 0;
}

static gboolean
is_batch_like (gint64 size)
{
  return is_power_of_two (size) && size >= BATCH_MIN && size <= BATCH_MAX;
}

static gboolean
is_time_like (gint64 size)
{
  return size > BATCH_MAX || (size > 2 && !is_power_of_two (size));
}

/* The name of the first other step that reads batch and time, for a text. */
static const FalkStep *
other_reader (const FalkSite *site)
{
  int batch, time;

  for (guint i = 0; i < site->inference->n_steps; i++)
    {
      const FalkStep *step = falk_model_step (site->model, i);

      if (i != site->index
          && (step->op == FALK_OP_UNPACK
              || falk_step_reads (step, &site->inference->steps[i].in, &batch,
                                  &time)))
        return step;
    }
  return NULL;
}

/* The step's line with batch_first the other way round. */
static char *
exchanged_line (const FalkStep *step)
{
  g_autoptr (FalkStep) other = NULL;
  g_autofree char *text = NULL;

  if (!falk_rule (step->op)->layered)
    return g_strdup ("x = x.transpose(0, 1)");
  other = falk_step_copy (step);
  falk_step_set_int (other, FALK_ARG_BATCH_FIRST,
                     !falk_step_get_bool (step, FALK_ARG_BATCH_FIRST));
  text = falk_step_to_text (other);
  return g_strdup_printf ("%s = %s", step->name, text);
}

/* Without a recurrent step the roles of the input are only assumed. */
static gboolean
has_recurrent (const FalkModel *model)
{
  for (guint i = 0; i < model->steps->len; i++)
    if (falk_rule (falk_model_step (model, i)->op)->recurrent)
      return TRUE;
  return FALSE;
}

/* Why it reads its axes so. */
static const char *
reason (const FalkStep *step)
{
  if (!falk_rule_arg (step->op, FALK_ARG_BATCH_FIRST))
    return "as it always does";
  return falk_step_get_bool (step, FALK_ARG_BATCH_FIRST)
             ? "its batch_first is True"
             : "its batch_first is False";
}

static FalkNotice *
conflict (const FalkSite *site, int batch, int time)
{
  const FalkStep *other = other_reader (site);
  gboolean is_batch = falk_axis_role (&site->in->axes[batch]) == FALK_ROLE_TIME;
  int axis = is_batch ? batch : time;
  gboolean fixed = !falk_rule_arg (site->step->op, FALK_ARG_BATCH_FIRST);
  g_autofree char *title = g_strdup_printf (
      "Is axis %d really %s?", axis, is_batch != fixed ? "the batch" : "time");

  return falk_notice_new (
      axis, title, exchanged_line (fixed && other ? other : site->step),
      "%s reads axis %d, of size %" G_GINT64_FORMAT ", as %s (%s), and %s "
      "reads the same axis as %s. Both run, but one of them takes sequences "
      "for steps.",
      site->step->name, axis, site->in->axes[axis].size,
      is_batch ? "the batch" : "time", reason (site->step),
      other ? other->name : "another step", is_batch ? "time" : "the batch");
}

static gboolean
is_input_axis (const FalkAxis *axis)
{
  return axis->n_factors == 1
         && axis->factors[0].origin.kind == FALK_ORIGIN_TENSOR;
}

/* A state or a target whose size was stated, or another step that reads the
 * axes in the same way, speaks for the order the model has. */
static gboolean
is_confirmed (const FalkSite *site, gint64 batch)
{
  int b, t;
  guint n;

  if (falk_step_has (site->step, FALK_ARG_H0))
    return TRUE;
  for (guint i = 0; i < site->inference->n_steps; i++)
    {
      const FalkStep *step = falk_model_step (site->model, i);
      const gint64 *target = falk_step_get_ints (step, FALK_ARG_TARGET, &n);

      if (target && n > 0 && target[0] == batch)
        return TRUE;
      if (i < site->index
          && falk_step_reads (step, &site->inference->steps[i].in, &b, &t))
        return TRUE;
    }
  return FALSE;
}

/* Whether the model also fits with the site's batch_first the other way. */
static gboolean
fits_exchanged (const FalkSite *site)
{
  g_autoptr (FalkModel) model = falk_model_copy (site->model);
  g_autoptr (FalkInference) inference = NULL;
  FalkStep *step = falk_model_step (model, site->index);

  falk_step_set_int (step, FALK_ARG_BATCH_FIRST,
                     !falk_step_get_bool (step, FALK_ARG_BATCH_FIRST));
  inference = falk_infer (model, site->input);
  return inference->ok;
}

static gboolean
later_step_asks (const FalkSite *site)
{
  for (guint i = site->index + 1; i < site->inference->n_steps; i++)
    {
      FalkSite later = falk_site (site->model, site->input, site->inference, i);
      g_autoptr (FalkNotice) notice = falk_notice_last_step_axis (&later);

      if (notice)
        return TRUE;
    }
  return FALSE;
}

/* Said of the data: axis 0 is as long as batches mostly are, axis 1 is not.
 * Under batch_first, which a person had to write, more is asked for: a short
 * last batch is of any size. */
static gboolean
sizes_suggest (gboolean first, gint64 axis0, gint64 axis1)
{
  if (first)
    return is_batch_like (axis1) && !is_power_of_two (axis0) && axis0 > axis1;
  return (is_batch_like (axis0) && is_time_like (axis1))
         || (axis1 > BATCH_MAX && axis0 <= axis1 / LONG_RATIO);
}

FalkNotice *
falk_notice_batch_time (const FalkSite *site)
{
  const FalkAxis *axes = site->in->axes;
  gboolean first = falk_step_get_bool (site->step, FALK_ARG_BATCH_FIRST);
  FalkShape shape = falk_value_shape (site->in);
  g_autofree char *sizes = NULL;
  int batch, time;

  if (!falk_step_reads (site->step, site->in, &batch, &time)
      || falk_axis_is_states (&axes[0]))
    return NULL;
  if (has_recurrent (site->model)
      && (falk_axis_role (&axes[time]) == FALK_ROLE_BATCH
          || falk_axis_role (&axes[batch]) == FALK_ROLE_TIME))
    return conflict (site, batch, time);
  if (!falk_rule (site->step->op)->layered || !is_input_axis (&axes[0])
      || !is_input_axis (&axes[1])
      || !sizes_suggest (first, axes[0].size, axes[1].size)
      || is_confirmed (site, axes[batch].size) || later_step_asks (site)
      || !fits_exchanged (site))
    return NULL;
  sizes = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  return falk_notice_new (
      0, first ? "Is axis 0 really the batch?" : "Is axis 0 really time?",
      exchanged_line (site->step),
      "%s takes %s and batch_first is %s, so %" G_GINT64_FORMAT
      " is read as %s. With batch_first=%s it would fit as well, and mean "
      "%" G_GINT64_FORMAT " sequences of %" G_GINT64_FORMAT " steps.",
      site->step->name, sizes, first ? "True" : "False", axes[0].size,
      first ? "the number of sequences" : "time", first ? "False" : "True",
      axes[time].size, axes[batch].size);
}

/* out[:, -1] where axis 1 is the batch, or out[-1] where axis 0 is. */
FalkNotice *
falk_notice_last_step_axis (const FalkSite *site)
{
  int axis = falk_step_removes (site->step, site->in);
  int time = falk_value_find_role (site->in, FALK_ROLE_TIME);
  gboolean mean = site->step->op == FALK_OP_MEAN;
  g_autoptr (FalkStep) mended = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (axis < 0 || time < 0 || site->in->axes[axis].size < 2
      || falk_axis_role (&site->in->axes[axis]) != FALK_ROLE_BATCH
      || !(mean || falk_step_takes_last (site->step, site->in)))
    return NULL;
  mended = falk_step_copy (site->step);
  falk_step_set_int (mended, FALK_ARG_DIM, time);
  text = falk_step_to_text (mended);
  title = g_strdup_printf ("Is axis %d really time?", axis);
  return falk_notice_new (
      axis, title, g_strdup_printf ("x = x%s", text),
      "%s takes %s axis %d, which is the batch here, so it %s the "
      "%" G_GINT64_FORMAT " sequences and keeps all %" G_GINT64_FORMAT
      " steps. "
      "For one row a sequence it would be axis %d, or the other batch_first.",
      site->step->name, mean ? "the mean over" : "the last of", axis,
      mean ? "mixes" : "drops all but one of", site->in->axes[axis].size,
      site->in->axes[time].size, time);
}

/* How the rows of a 2-D input came to be, where that speaks for a batch. */
static gboolean
rows_are_batch (const FalkSite *site, const char **what)
{
  const FalkAxis *rows = &site->in->axes[0];

  *what = "the rows are a batch in the steps before";
  if (falk_axis_has_role (rows, FALK_ROLE_BATCH))
    return TRUE;
  *what = "so many rows are mostly a batch, or a batch flattened";
  return site->input->shape.rank == 2 && is_input_axis (rows)
         && !falk_step_has (site->step, FALK_ARG_H0)
         && (is_batch_like (rows->size) || rows->size > BATCH_MAX);
}

FalkNotice *
falk_notice_unbatched (const FalkSite *site)
{
  const FalkAxis *rows = &site->in->axes[0];
  FalkShape shape = falk_value_shape (site->in);
  g_autofree char *sizes = NULL;
  gboolean first = falk_step_get_bool (site->step, FALK_ARG_BATCH_FIRST);
  const char *what;

  if (!falk_rule (site->step->op)->layered || site->in->packing.n
      || site->in->rank != 2 || !rows_are_batch (site, &what))
    return NULL;
  sizes = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  return falk_notice_new (
      0, "Is this one sequence, or a batch?",
      rows->size > BATCH_MAX
          ? g_strdup_printf ("x = x.reshape(%s, -1)  # of %" G_GINT64_FORMAT
                             " rows",
                             first ? "batch, time" : "time, batch", rows->size)
          : g_strdup_printf ("x = x.unsqueeze(%d)  # %" G_GINT64_FORMAT
                             " sequences of one step",
                             first ? 1 : 0, rows->size),
      "%s takes %s, 2-D, as a single sequence of %" G_GINT64_FORMAT
      " steps: its state runs from each row to the next. But %s, and a batch "
      "is 3-D: %s.",
      site->step->name, sizes, rows->size, what,
      first ? "(batch, time, features)" : "(time, batch, features)");
}
