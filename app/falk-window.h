/* SPDX-License-Identifier: MIT */
/* The window of Falk. What it can do are the actions of its GActionMap, so
 * that menus, keys, D-Bus and tests reach the same:
 *
 * open, open-paths (as), open-text (s), open-sample, paste, paste-error,
 * set-shape (s), use-tensor (i), select-step (i), apply-fix (i),
 * preview-fix (i), run, cancel, undo, redo, export, export-as (s),
 * copy-picture, copy-text (s), screenshot (s), zoom-in, zoom-out, zoom-fit,
 * zoom-100, time (i), time-prev, time-next, time-first, time-last,
 * sequence (i), state (i), unit (i), unit-prev, unit-next, play,
 * theme (stateful s), toggle-theme, menu, dismiss, about, close. */
#pragma once

#include <gtk/gtk.h>

#include "falk-document.h"
#include "falk-style.h"

G_BEGIN_DECLS

#define FALK_TYPE_WINDOW (falk_window_get_type ())
G_DECLARE_FINAL_TYPE (FalkWindow, falk_window, FALK, WINDOW,
                      GtkApplicationWindow)

/* An empty window of @application, in @style. */
FalkWindow *falk_window_new (GtkApplication *application, FalkStyle *style);

/* What it has open; borrowed. */
FalkDocument *falk_window_get_document (FalkWindow *window);

/* Opens files in it: what brings a model replaces the model, what brings a
 * tensor the input. */
void falk_window_open (FalkWindow *window, GFile **files, int n_files);

G_END_DECLS
