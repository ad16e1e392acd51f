/* SPDX-License-Identifier: MIT */
#include "falk-document.h"

#include "falk-history.h"

struct _FalkDocument
{
  GObject parent_instance;

  int step;

  /* owned */
  FalkOutcome *now; /* the state and its run, or NULL */
  FalkOutcome *preview; /* or NULL */
  FalkHistory history;
  GTask *task; /* the job under way, or NULL */
  char *busy; /* what it does */
};

G_DEFINE_FINAL_TYPE (FalkDocument, falk_document, G_TYPE_OBJECT)

static void
falk_document_init (FalkDocument *document)
{
  document->step = -1;
}

static void
falk_document_dispose (GObject *object)
{
  FalkDocument *document = FALK_DOCUMENT (object);
  falk_document_cancel (document);
  g_clear_pointer (&document->now, falk_outcome_free);
  g_clear_pointer (&document->preview, falk_outcome_free);
  falk_history_clear (&document->history);
  G_OBJECT_CLASS (falk_document_parent_class)->dispose (object);
}

static void
falk_document_class_init (FalkDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = falk_document_dispose;
  static const char *const plain[] = { "changed", "selected", "busy" };
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_signal_new (plain[i], FALK_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("failed", FALK_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

FalkDocument *
falk_document_new (void)
{
  return g_object_new (FALK_TYPE_DOCUMENT, NULL);
}

FalkState *
falk_document_get_state (FalkDocument *document)
{
  return document->now != NULL ? document->now->state : NULL;
}

FalkRun *
falk_document_get_run (FalkDocument *document)
{
  return document->now != NULL ? document->now->run : NULL;
}

const GPtrArray *
falk_document_get_watch (FalkDocument *document)
{
  return document->now != NULL ? document->now->watch : NULL;
}

const FalkOutcome *
falk_document_get_preview (FalkDocument *document)
{
  return document->preview;
}

int
falk_document_get_step (FalkDocument *document)
{
  return document->step;
}

void
falk_document_select (FalkDocument *document, int step)
{
  FalkState *state = falk_document_get_state (document);
  int n =
      state != NULL && state->model != NULL ? (int)state->model->steps->len : 0;
  step = CLAMP (step, -1, n - 1);
  if (step == document->step)
    return;
  document->step = step;
  g_signal_emit_by_name (document, "selected");
}

/* Puts @outcome (taken over) in the place of what is open. */
static void
show (FalkDocument *document, FalkOutcome *outcome)
{
  g_clear_pointer (&document->preview, falk_outcome_free);
  g_clear_pointer (&document->now, falk_outcome_free);
  document->now = outcome;
  document->step = falk_state_first_step (outcome->state);
  g_signal_emit_by_name (document, "changed");
}

/* A change was made: what was open goes to the undo stack. Runs are not kept
 * there: their recordings may be large, and running again is quick. */
static void
push (FalkDocument *document, FalkOutcome *outcome)
{
  falk_history_push (&document->history, falk_document_get_state (document));
  show (document, outcome);
}

static void
set_run (FalkDocument *document, FalkOutcome *outcome)
{
  g_clear_pointer (&document->preview, falk_outcome_free);
  g_clear_pointer (&document->now, falk_outcome_free);
  document->now = outcome;
  g_signal_emit_by_name (document, "changed");
}

static void
set_preview (FalkDocument *document, FalkOutcome *outcome)
{
  g_clear_pointer (&document->preview, falk_outcome_free);
  document->preview = outcome;
  g_signal_emit_by_name (document, "changed");
}

/* Shows @state, which it takes over, if there is one. */
static void
go_to (FalkDocument *document, FalkState *state)
{
  if (state == NULL)
    return;
  falk_document_cancel (document);
  FalkOutcome *outcome = g_new0 (FalkOutcome, 1);
  outcome->state = state;
  show (document, outcome);
}

void
falk_document_undo (FalkDocument *document)
{
  go_to (document, falk_history_undo (&document->history,
                                      falk_document_get_state (document)));
}

void
falk_document_redo (FalkDocument *document)
{
  go_to (document, falk_history_redo (&document->history,
                                      falk_document_get_state (document)));
}

const char *
falk_document_undo_label (FalkDocument *document)
{
  return document->history.undo.length > 0 ? document->now->state->label : NULL;
}

const char *
falk_document_redo_label (FalkDocument *document)
{
  FalkState *state = g_queue_peek_head (&document->history.redo);
  return state != NULL ? state->label : NULL;
}

GPtrArray *
falk_document_applied (FalkDocument *document)
{
  return falk_history_fixes (&document->history,
                             falk_document_get_state (document));
}

/* A job, as the task's data: what to do, and what to do with its outcome. */
typedef struct
{
  FalkWork *work;
  FalkWorkFunc func;
  void (*use) (FalkDocument *document, FalkOutcome *outcome);
} Job;

static void
free_job (Job *job)
{
  falk_work_free (job->work);
  g_free (job);
}

static void
work_cb (GTask *task, gpointer source, gpointer task_data,
         GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  FalkOutcome *outcome = job->func (job->work, cancellable, &error);
  if (outcome != NULL)
    g_task_return_pointer (task, outcome, (GDestroyNotify)falk_outcome_free);
  else
    g_task_return_error (task, error);
}

static void
end_task (FalkDocument *document)
{
  g_clear_object (&document->task);
  g_clear_pointer (&document->busy, g_free);
  g_signal_emit_by_name (document, "busy");
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FalkDocument *document = FALK_DOCUMENT (source);
  GTask *task = G_TASK (result);
  g_autoptr (GError) error = NULL;
  FalkOutcome *outcome = g_task_propagate_pointer (task, &error);
  if (task != document->task)
    {
      /* Given up, or superseded by a later job. */
      g_clear_pointer (&outcome, falk_outcome_free);
      return;
    }
  Job *job = g_task_get_task_data (task);
  end_task (document);
  if (outcome != NULL)
    job->use (document, outcome);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (document, "failed", error->message);
}

/* Starts a job; takes over @work and @busy. */
static void
start (FalkDocument *document, FalkWork *work, FalkWorkFunc func,
       void (*use) (FalkDocument *, FalkOutcome *), char *busy)
{
  falk_document_cancel (document);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Job *job = g_new (Job, 1);
  *job = (Job){ work, func, use };
  document->task = g_task_new (document, cancellable, done_cb, NULL);
  document->busy = busy;
  g_task_set_task_data (document->task, job, (GDestroyNotify)free_job);
  g_task_run_in_thread (document->task, work_cb);
  g_signal_emit_by_name (document, "busy");
}

void
falk_document_open_files (FalkDocument *document, const char *const *paths)
{
  g_return_if_fail (paths != NULL && paths[0] != NULL);
  FalkWork *work = falk_work_new (falk_document_get_state (document));
  work->paths = g_strdupv ((char **)paths);
  g_autofree char *name = g_path_get_basename (paths[0]);
  start (document, work, falk_work_open_files, push,
         g_strdup_printf ("Opening %s", name));
}

void
falk_document_open_text (FalkDocument *document, const char *text,
                         const char *name)
{
  FalkWork *work = falk_work_new (falk_document_get_state (document));
  work->text = g_strdup (text);
  work->name = g_strdup (name);
  start (document, work, falk_work_open_text, push,
         g_strdup ("Reading the text"));
}

void
falk_document_set_shape (FalkDocument *document, const char *text)
{
  g_return_if_fail (document->now != NULL);
  FalkWork *work = falk_work_new (document->now->state);
  work->text = g_strdup (text);
  start (document, work, falk_work_set_shape, push,
         g_strdup ("Checking the shapes"));
}

/* Starts a job of a number; does nothing while nothing is open. */
static void
start_indexed (FalkDocument *document, guint index, FalkWorkFunc func,
               void (*use) (FalkDocument *, FalkOutcome *), const char *busy)
{
  if (document->now == NULL)
    return;
  FalkWork *work = falk_work_new (document->now->state);
  work->index = index;
  start (document, work, func, use, g_strdup (busy));
}

void
falk_document_use_tensor (FalkDocument *document, guint index)
{
  start_indexed (document, index, falk_work_use_tensor, push,
                 "Checking the shapes");
}

void
falk_document_apply_fix (FalkDocument *document, guint index)
{
  start_indexed (document, index, falk_work_apply_fix, push,
                 "Applying the fix");
}

void
falk_document_run (FalkDocument *document)
{
  start_indexed (document, 0, falk_work_run, set_run, "Running");
}

void
falk_document_preview (FalkDocument *document, guint index)
{
  start_indexed (document, index, falk_work_preview, set_preview,
                 "Running with the fix");
}

const char *
falk_document_busy (FalkDocument *document, double *progress)
{
  if (document->task == NULL)
    return NULL;
  Job *job = g_task_get_task_data (document->task);
  if (progress != NULL)
    {
      int thousandths = g_atomic_int_get (&job->work->progress);
      *progress = thousandths < 0 ? -1 : thousandths / 1000.0;
    }
  return document->busy;
}

void
falk_document_cancel (FalkDocument *document)
{
  if (document->task == NULL)
    return;
  g_cancellable_cancel (g_task_get_cancellable (document->task));
  end_task (document);
}
