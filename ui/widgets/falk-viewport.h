/* SPDX-License-Identifier: MIT */
/* A viewport: where a scene lies in a window, as plain numbers. A point of the
 * scene at (X, Y) is seen at (x + zoom·X, y + zoom·Y), in pixels from the
 * window's upper left corner. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FALK_VIEWPORT_ZOOM_MIN 0.1
#define FALK_VIEWPORT_ZOOM_MAX 8.0

typedef struct
{
  double scene_width, scene_height; /* points */
  double window_width, window_height; /* pixels */
  double x, y; /* pixels */
  double zoom; /* pixels a point, > 0 */
} FalkViewport;

/* Shows the whole scene in the middle, enlarged to at most @zoom_max. */
void falk_viewport_fit (FalkViewport *view, double zoom_max);

/* Multiplies the zoom by @factor and keeps the scene's point that is seen at
 * @x, @y (pixels) where it is. The zoom stays within its limits. */
void falk_viewport_zoom_at (FalkViewport *view, double factor, double x,
                            double y);

/* Moves the scene by @dx, @dy pixels. */
void falk_viewport_pan (FalkViewport *view, double dx, double dy);

/* Moves the scene no further than needed for its box @x @y @w @h (points) to
 * be seen. */
void falk_viewport_reveal (FalkViewport *view, double x, double y, double w,
                           double h);

/* The scene's point, in points, that is seen at @x, @y. */
void falk_viewport_to_scene (const FalkViewport *view, double x, double y,
                             double *scene_x, double *scene_y);

G_END_DECLS
