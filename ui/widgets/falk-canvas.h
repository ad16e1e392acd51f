/* SPDX-License-Identifier: MIT */
/* The canvas: a scene that can be zoomed, panned and pointed at.
 *
 * Zoom: Ctrl with scrolling, plus and minus, pinch; pan: dragging, scrolling,
 * arrow keys. 0 fits, 1 is one pixel a point. Page Down and Page Up go from
 * one mark with a sentence to the next; the sentence is shown below and
 * spoken. The canvas itself is spoken as the scene's title and description.
 *
 * Signal "mark-pressed" (const char *id, double u, double v): a mark was
 * clicked, at the share u of its width and v of its height, 0 to 1.
 * "mark-activated", with the same arguments: it was clicked twice.
 *
 * Signal "resized": its size is about to change; a scene that is made to
 * measure should be made again, from an idle handler. */
#pragma once

#include <gtk/gtk.h>

#include "falk-paint.h"
#include "falk-scene.h"

G_BEGIN_DECLS

#define FALK_TYPE_CANVAS (falk_canvas_get_type ())
G_DECLARE_FINAL_TYPE (FalkCanvas, falk_canvas, FALK, CANVAS, GtkWidget)

GtkWidget *falk_canvas_new (void);

/* Shows @scene (NULL: nothing) and takes it over. A canvas that fits goes on
 * fitting; another keeps its zoom and place. */
void falk_canvas_take_scene (FalkCanvas *canvas, FalkScene *scene);

/* What is said where there is no picture: why there is none. */
void falk_canvas_set_reason (FalkCanvas *canvas, const char *sentence);

/* What it shows; borrowed, or NULL. */
const FalkScene *falk_canvas_get_scene (const FalkCanvas *canvas);

void falk_canvas_set_theme (FalkCanvas *canvas, FalkTheme theme);

/* Whether scrolling and dragging move the scene. TRUE at first; a canvas that
 * always fits lets them through. */
void falk_canvas_set_movable (FalkCanvas *canvas, gboolean movable);

void falk_canvas_fit (FalkCanvas *canvas);

/* Multiplies the zoom by @factor about the middle. */
void falk_canvas_zoom_by (FalkCanvas *canvas, double factor);

/* One pixel a point. */
void falk_canvas_zoom_to_size (FalkCanvas *canvas);

/* Pixels a point. */
double falk_canvas_get_zoom (const FalkCanvas *canvas);

G_END_DECLS
