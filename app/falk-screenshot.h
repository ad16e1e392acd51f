/* SPDX-License-Identifier: MIT */
/* A picture of a window, made by the program itself. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes @window as it looks after its next frame to the PNG @path, at one
 * pixel a logical pixel. Returns at once; the file appears whole, by being
 * renamed. Says so on stderr when it can't be written. */
void falk_screenshot_save (GtkWindow *window, const char *path);

G_END_DECLS
