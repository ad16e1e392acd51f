/* SPDX-License-Identifier: MIT */
/* The application: its windows, its keys, and how files reach them.
 *
 * Actions: new-window, quit. Opening files uses the empty window where there
 * is one, else a new one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FALK_APPLICATION_ID "io.github.falk.Falk"

#define FALK_TYPE_APPLICATION (falk_application_get_type ())
G_DECLARE_FINAL_TYPE (FalkApplication, falk_application, FALK, APPLICATION,
                      GtkApplication)

FalkApplication *falk_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
