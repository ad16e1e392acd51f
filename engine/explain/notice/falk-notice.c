/* SPDX-License-Identifier: MIT */
/* The table of notices, and the two tests that need no file of their own. */
#include "falk-notice-private.h"

/* MSELoss repeats an operand to the other's shape, with a warning at most. */
static FalkNotice *
test_broadcast (const FalkSite *site)
{
  FalkShape shape = falk_value_shape (site->in);
  FalkShape target = falk_step_get_shape (site->step, FALK_ARG_TARGET);
  g_autofree char *found = NULL;
  g_autofree char *wanted = NULL;
  guint n;
  const gint64 *sizes = falk_step_get_ints (site->step, FALK_ARG_TARGET, &n);
  gint64 pairs = 1, count;

  if (site->step->op != FALK_OP_MSE || !sizes || n > FALK_RANK_MAX)
    return NULL;
  if (falk_shape_equal (&shape, &target) || !falk_shape_count (&target, &count))
    return NULL;
  for (guint i = 1; i <= MAX (shape.rank, n); i++)
    {
      gint64 a = i <= shape.rank ? shape.dims[shape.rank - i] : 1;
      gint64 b = i <= n ? sizes[n - i] : 1;

      if (!falk_size_mul (pairs, a == 1 ? b : a, &pairs))
        return NULL;
    }
  found = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  wanted = falk_shape_to_text (&target, FALK_SHAPE_LIST);
  return falk_notice_new (
      -1, "Is each prediction compared with its own target?",
      falk_value_count (site->in) == count ? g_strdup_printf (
          "loss = %s(x, target.reshape(x.shape))", site->step->name)
                                           : NULL,
      "The prediction is %s and the target %s, so MSELoss repeats one along "
      "the other. It averages %" G_GINT64_FORMAT " pairs, where the prediction "
      "has %" G_GINT64_FORMAT " numbers and the target %" G_GINT64_FORMAT ".",
      found, wanted, pairs, falk_value_count (site->in), count);
}

static FalkNotice *
test_dropout_single (const FalkSite *site)
{
  double p = falk_step_get_float (site->step, FALK_ARG_DROPOUT);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!falk_rule (site->step->op)->layered || !(p > 0)
      || falk_step_layers (site->step) != 1)
    return NULL;
  g_ascii_formatd (text, sizeof text, "%g", p);
  return falk_notice_new (
      -1, "Does this dropout drop anything?",
      g_strdup_printf ("x = nn.Dropout(%s)(x)  # behind %s", text,
                       site->step->name),
      "dropout=%s acts between the layers of %s, and it has num_layers=1, so "
      "nothing is ever dropped. PyTorch warns once and goes on.",
      text, site->step->name);
}

static const struct
{
  const char *name;
  FalkNoticeTest test;
} rows[] = {
  [FALK_NOTICE_BATCH_TIME] = { "batch-time", falk_notice_batch_time },
  [FALK_NOTICE_LAST_STEP_AXIS] = { "last-step-axis",
                                   falk_notice_last_step_axis },
  [FALK_NOTICE_REGROUP] = { "regroup", falk_notice_regroup },
  [FALK_NOTICE_STATE_BATCH_FIRST] = { "state-batch-first",
                                      falk_notice_state_batch_first },
  [FALK_NOTICE_UNBATCHED] = { "unbatched", falk_notice_unbatched },
  [FALK_NOTICE_NO_PACKING] = { "no-packing", falk_notice_no_packing },
  [FALK_NOTICE_LENGTHS_BEYOND] = { "lengths-beyond",
                                   falk_notice_lengths_beyond },
  [FALK_NOTICE_LAST_STEP_PADDING] = { "last-step-padding",
                                      falk_notice_last_step_padding },
  [FALK_NOTICE_LAST_STEP_REVERSE] = { "last-step-reverse",
                                      falk_notice_last_step_reverse },
  [FALK_NOTICE_ONE_DIRECTION] = { "one-direction", falk_notice_one_direction },
  [FALK_NOTICE_BROADCAST] = { "broadcast", test_broadcast },
  [FALK_NOTICE_DROPOUT_SINGLE] = { "dropout-single", test_dropout_single },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rows) == FALK_NOTICE_COUNT);

const char *
falk_notice_name (FalkNoticeCode code)
{
  g_return_val_if_fail (code < FALK_NOTICE_COUNT, "");
  return rows[code].name;
}

FalkSite
falk_site (const FalkModel *model, const FalkTensor *input,
           const FalkInference *inference, guint index)
{
  return (FalkSite){ model,
                     input,
                     inference,
                     index,
                     falk_model_step (model, index),
                     &inference->steps[index].in,
                     &inference->steps[index].out };
}

GPtrArray *
falk_notices (const FalkModel *model, const FalkTensor *input,
              const FalkInference *inference)
{
  GPtrArray *notices =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_notice_free);

  for (guint i = 0; inference->ok && i < inference->n_steps; i++)
    {
      FalkSite site = falk_site (model, input, inference, i);

      for (guint code = 0; code < FALK_NOTICE_COUNT; code++)
        {
          FalkNotice *notice = rows[code].test (&site);

          if (!notice)
            continue;
          notice->code = code;
          notice->step = i;
          g_ptr_array_add (notices, notice);
        }
    }
  return notices;
}

FalkNotice *
falk_notice_new (int axis, const char *title, char *fix, const char *why, ...)
{
  FalkNotice *notice = g_new0 (FalkNotice, 1);
  va_list args;

  notice->axis = axis;
  notice->title = g_strdup (title);
  notice->fix = fix;
  va_start (args, why);
  notice->why = g_strdup_vprintf (why, args);
  va_end (args);
  return notice;
}

void
falk_notice_free (FalkNotice *notice)
{
  if (!notice)
    return;
  g_free (notice->title);
  g_free (notice->why);
  g_free (notice->fix);
  g_free (notice);
}
