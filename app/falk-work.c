/* SPDX-License-Identifier: MIT */
#include "falk-work.h"

#include "falk-run.h"
#include "falk-watch-list.h"

FalkWork *
falk_work_new (FalkState *base)
{
  FalkWork *work = g_new0 (FalkWork, 1);
  work->base = base != NULL ? falk_state_ref (base) : NULL;
  work->progress = -1;
  return work;
}

void
falk_work_free (FalkWork *work)
{
  g_clear_pointer (&work->base, falk_state_unref);
  g_strfreev (work->paths);
  g_free (work->text);
  g_free (work->name);
  g_free (work);
}

void
falk_outcome_free (FalkOutcome *outcome)
{
  if (outcome == NULL)
    return;
  g_clear_pointer (&outcome->state, falk_state_unref);
  g_clear_pointer (&outcome->run, falk_run_unref);
  g_clear_pointer (&outcome->watch, g_ptr_array_unref);
  g_free (outcome);
}

/* Takes over @state. */
static FalkOutcome *
outcome_of (FalkState *state)
{
  FalkOutcome *outcome = g_new0 (FalkOutcome, 1);
  outcome->state = state;
  return outcome;
}

/* What progress functions need: where to write, and whether to stop. */
typedef struct
{
  FalkWork *work;
  GCancellable *cancellable;
  guint done, total; /* files */
} Progress;

static gboolean
open_progress_cb (gint64 done, gint64 total, gpointer user_data)
{
  Progress *progress = user_data;
  double share = total > 0 ? (double)done / (double)total : 0;
  int thousandths = (int)(1000 * (progress->done + CLAMP (share, 0, 1))
                          / MAX (progress->total, 1));
  g_atomic_int_set (&progress->work->progress, thousandths);
  return !g_cancellable_is_cancelled (progress->cancellable);
}

static char *
open_label (char **paths)
{
  guint n = g_strv_length (paths);
  g_autofree char *first = g_path_get_basename (paths[0]);
  return n == 1 ? g_strdup_printf ("Open %s", first)
                : g_strdup_printf ("Open %s and %u more", first, n - 1);
}

FalkOutcome *
falk_work_open_files (FalkWork *work, GCancellable *cancellable, GError **error)
{
  Progress progress = { work, cancellable, 0, g_strv_length (work->paths) };
  g_autoptr (GPtrArray) opened =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_opened_free);
  for (; progress.done < progress.total; progress.done++)
    {
      FalkOpened *one = falk_open_file (work->paths[progress.done],
                                        open_progress_cb, &progress, error);
      if (one == NULL)
        return NULL;
      g_ptr_array_add (opened, one);
    }
  g_atomic_int_set (&work->progress, -1);
  g_autofree char *label = open_label (work->paths);
  return outcome_of (falk_state_open (work->base, opened, label));
}

FalkOutcome *
falk_work_open_text (FalkWork *work, GCancellable *cancellable, GError **error)
{
  FalkOpened *one = falk_open_text (work->text, error);
  if (one == NULL)
    return NULL;
  if (work->name != NULL)
    {
      g_free (one->title);
      one->title = g_strdup (work->name);
    }
  g_autoptr (GPtrArray) opened =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_opened_free);
  g_ptr_array_add (opened, one);
  return outcome_of (falk_state_open (work->base, opened, "Paste text"));
}

FalkOutcome *
falk_work_set_shape (FalkWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (FalkTensor) input = falk_open_tensor (work->text, "x", error);
  if (input == NULL)
    return NULL;
  g_autofree char *label = g_strdup_printf ("Input %s", work->text);
  return outcome_of (falk_state_with_input (work->base, input, label));
}

FalkOutcome *
falk_work_use_tensor (FalkWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) tensors = falk_state_tensors (work->base);
  if (work->index >= tensors->len)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "There is no such tensor.");
      return NULL;
    }
  FalkTensor *input = g_ptr_array_index (tensors, work->index);
  g_autofree char *label = g_strdup_printf ("Use %s", input->name);
  return outcome_of (falk_state_with_input (work->base, input, label));
}

FalkOutcome *
falk_work_apply_fix (FalkWork *work, GCancellable *cancellable, GError **error)
{
  FalkState *state = falk_state_with_fix (work->base, work->index);
  if (state == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "There is no such fix to apply.");
      return NULL;
    }
  return outcome_of (state);
}

static gboolean
run_progress_cb (double done, gpointer user_data)
{
  Progress *progress = user_data;
  g_atomic_int_set (&progress->work->progress,
                    (int)(1000 * CLAMP (done, 0, 1)));
  return !g_cancellable_is_cancelled (progress->cancellable);
}

/* Runs @outcome's state; FALSE and @error when it can't be run. */
static gboolean
run_outcome (FalkOutcome *outcome, FalkWork *work, GCancellable *cancellable,
             GError **error)
{
  const FalkState *state = outcome->state;
  Progress progress = { work, cancellable, 0, 1 };
  FalkRunOptions options = { .record = TRUE,
                             .progress = run_progress_cb,
                             .progress_data = &progress };
  if (state->inference == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                           "A run needs a model and an input.");
      return FALSE;
    }
  outcome->run = falk_run_new (state->model, state->input, state->inference,
                               &options, error);
  if (outcome->run == NULL)
    return FALSE;
  outcome->watch = falk_watch_list_new (state->model, outcome->run);
  return TRUE;
}

FalkOutcome *
falk_work_run (FalkWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (FalkOutcome) outcome = outcome_of (falk_state_ref (work->base));
  if (!run_outcome (outcome, work, cancellable, error))
    return NULL;
  return g_steal_pointer (&outcome);
}

FalkOutcome *
falk_work_preview (FalkWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (FalkOutcome) outcome =
      falk_work_apply_fix (work, cancellable, error);
  if (outcome == NULL || !run_outcome (outcome, work, cancellable, error))
    return NULL;
  return g_steal_pointer (&outcome);
}
