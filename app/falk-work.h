/* SPDX-License-Identifier: MIT */
/* Work: the slow jobs of a window, as functions of immutable input. Each is
 * called in a worker thread; none touches the document or a widget. */
#pragma once

#include "falk-run.h"
#include "falk-state.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a job starts from. Owned by the job; nothing in it is shared but the
 * base, which is immutable, and the progress, which is atomic. */
typedef struct
{
  FalkState *base; /* or NULL: an empty window */
  char **paths; /* files to open, or NULL */
  char *text; /* a text, a shape; or NULL */
  char *name; /* what the text is called, or NULL: "pasted text" */
  guint index; /* of a cause or a tensor */
  int progress; /* thousandths; -1 where it can't be told: atomic */
} FalkWork;

/* What a job gives. */
typedef struct
{
  FalkState *state; /* the state it made, or the base again */
  FalkRun *run; /* of that state, or NULL */
  GPtrArray *watch; /* FalkWatchRow * of the run, or NULL */
} FalkOutcome;

/* Does the job. NULL and @error (a whole sentence) when it can't be done;
 * G_IO_ERROR_CANCELLED when @cancellable stopped it. */
typedef FalkOutcome *(*FalkWorkFunc) (FalkWork *work, GCancellable *cancellable,
                                      GError **error);

FalkWork *falk_work_new (FalkState *base) G_GNUC_WARN_UNUSED_RESULT;
void falk_work_free (FalkWork *work);
void falk_outcome_free (FalkOutcome *outcome);

FalkOutcome *falk_work_open_files (FalkWork *work, GCancellable *cancellable,
                                   GError **error);
FalkOutcome *falk_work_open_text (FalkWork *work, GCancellable *cancellable,
                                  GError **error);
/* The text is a shape, "50, 32, 3", or names a tensor file. */
FalkOutcome *falk_work_set_shape (FalkWork *work, GCancellable *cancellable,
                                  GError **error);
/* The base's tensor @index becomes the input. */
FalkOutcome *falk_work_use_tensor (FalkWork *work, GCancellable *cancellable,
                                   GError **error);
FalkOutcome *falk_work_apply_fix (FalkWork *work, GCancellable *cancellable,
                                  GError **error);
FalkOutcome *falk_work_run (FalkWork *work, GCancellable *cancellable,
                            GError **error);
/* Applies the fix of cause @index and runs what comes of it. */
FalkOutcome *falk_work_preview (FalkWork *work, GCancellable *cancellable,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkOutcome, falk_outcome_free)

G_END_DECLS
