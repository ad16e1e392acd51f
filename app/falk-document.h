/* SPDX-License-Identifier: MIT */
/* A document: what a window has open. The state, its run, what undo goes back
 * to, and the one job that is under way.
 *
 * Every change is asked for and made by a worker; the document changes only
 * when the worker is done, and not at all when it fails or is cancelled. A
 * new job takes the place of the one under way. For the main thread only.
 *
 * Signals: "changed": the state, its run, the preview or the history is
 * another; "selected": another step is looked at; "busy": a job began or
 * ended; "failed" (const char *sentence). */
#pragma once

#include "falk-work.h"

G_BEGIN_DECLS

#define FALK_TYPE_DOCUMENT (falk_document_get_type ())
G_DECLARE_FINAL_TYPE (FalkDocument, falk_document, FALK, DOCUMENT, GObject)

FalkDocument *falk_document_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What is open; borrowed, NULL when nothing is. */
FalkState *falk_document_get_state (FalkDocument *document);

/* The run of the state, and its watch rows; borrowed, or NULL. */
FalkRun *falk_document_get_run (FalkDocument *document);
const GPtrArray *falk_document_get_watch (FalkDocument *document);

/* The run of a fix that was not applied; borrowed, or NULL. */
const FalkOutcome *falk_document_get_preview (FalkDocument *document);

/* The step that is looked at; -1 for the input. */
int falk_document_get_step (FalkDocument *document);
void falk_document_select (FalkDocument *document, int step);

/* Labels of the fixes that led to the state, oldest first. The caller frees
 * the array; the strings are borrowed. */
GPtrArray *
falk_document_applied (FalkDocument *document) G_GNUC_WARN_UNUSED_RESULT;

/* What undo would take back and redo do again; borrowed, or NULL. */
const char *falk_document_undo_label (FalkDocument *document);
const char *falk_document_redo_label (FalkDocument *document);
void falk_document_undo (FalkDocument *document);
void falk_document_redo (FalkDocument *document);

/* Asks for a change; @paths is copied. */
void falk_document_open_files (FalkDocument *document,
                               const char *const *paths);
void falk_document_open_text (FalkDocument *document, const char *text,
                              const char *name);
void falk_document_set_shape (FalkDocument *document, const char *text);
void falk_document_use_tensor (FalkDocument *document, guint index);
void falk_document_apply_fix (FalkDocument *document, guint index);
void falk_document_run (FalkDocument *document);
void falk_document_preview (FalkDocument *document, guint index);

/* What is being done, "Opening x.npy"; borrowed, NULL when nothing is.
 * @progress (which may be NULL) is 0 to 1, or -1 where it can't be told. */
const char *falk_document_busy (FalkDocument *document, double *progress);

/* Gives up the job under way; its result is dropped. */
void falk_document_cancel (FalkDocument *document);

G_END_DECLS
