/* SPDX-License-Identifier: MIT */
/* The canvas from inside, for its own files only. */
#pragma once

#include "falk-canvas.h"
#include "falk-viewport.h"

G_BEGIN_DECLS

/* Invariant: current is -1 or the index of a mark of scene with a tooltip. */
struct _FalkCanvas
{
  GtkWidget parent_instance;

  FalkViewport view;
  FalkTheme theme;
  gboolean fits; /* the view follows the window's size */
  gboolean movable; /* the view can be zoomed and panned */
  int current; /* the mark that the keyboard is at */
  double drag_x, drag_y, pinch; /* what a gesture has done so far */
  double pointer_x, pointer_y; /* pixels, where the pointer was last */

  GtkWidget *caption; /* child: the sentence of the current mark */
  char *reason; /* owned: why there is no scene, or NULL */
  FalkScene *scene; /* owned, or NULL */
  FalkPainter *painter; /* owned */
};

/* Zooms by @factor about the pixel @x, @y; the canvas then fits no more. */
void falk_canvas_zoom_about (FalkCanvas *canvas, double factor, double x,
                             double y);

G_END_DECLS
