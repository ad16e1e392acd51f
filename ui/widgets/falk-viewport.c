/* SPDX-License-Identifier: MIT */
#include "falk-viewport.h"

/* Pixels of the scene that stay in sight however far it is panned. */
#define KEPT_IN_SIGHT 48.0

/* The place on one axis nearest to @at: a scene that fits is kept wholly
 * inside the window, a larger one can be panned until its edge is near. */
static double
keep (double at, double window, double size)
{
  if (size <= window)
    return CLAMP (at, 0, window - size);
  return CLAMP (at, KEPT_IN_SIGHT - size, window - KEPT_IN_SIGHT);
}

static void
keep_in_sight (FalkViewport *view)
{
  view->x = keep (view->x, view->window_width, view->scene_width * view->zoom);
  view->y =
      keep (view->y, view->window_height, view->scene_height * view->zoom);
}

void
falk_viewport_fit (FalkViewport *view, double zoom_max)
{
  double zoom = zoom_max;
  if (view->scene_width > 0 && view->scene_height > 0)
    zoom = MIN (zoom, MIN (view->window_width / view->scene_width,
                           view->window_height / view->scene_height));
  view->zoom = CLAMP (zoom, FALK_VIEWPORT_ZOOM_MIN, FALK_VIEWPORT_ZOOM_MAX);
  view->x = (view->window_width - view->scene_width * view->zoom) / 2;
  view->y = (view->window_height - view->scene_height * view->zoom) / 2;
}

void
falk_viewport_zoom_at (FalkViewport *view, double factor, double x, double y)
{
  double zoom = CLAMP (view->zoom * factor, FALK_VIEWPORT_ZOOM_MIN,
                       FALK_VIEWPORT_ZOOM_MAX);
  view->x = x - (x - view->x) * zoom / view->zoom;
  view->y = y - (y - view->y) * zoom / view->zoom;
  view->zoom = zoom;
  keep_in_sight (view);
}

void
falk_viewport_pan (FalkViewport *view, double dx, double dy)
{
  view->x += dx;
  view->y += dy;
  keep_in_sight (view);
}

/* How far a stretch from @at to @at + @size has to move to lie inside the
 * window; its start counts when both ends can't. */
static double
nudge (double at, double size, double window)
{
  double move = MIN (0, window - (at + size));
  return at + move < 0 ? -at : move;
}

void
falk_viewport_reveal (FalkViewport *view, double x, double y, double w,
                      double h)
{
  view->x +=
      nudge (view->x + x * view->zoom, w * view->zoom, view->window_width);
  view->y +=
      nudge (view->y + y * view->zoom, h * view->zoom, view->window_height);
}

void
falk_viewport_to_scene (const FalkViewport *view, double x, double y,
                        double *scene_x, double *scene_y)
{
  *scene_x = (x - view->x) / view->zoom;
  *scene_y = (y - view->y) / view->zoom;
}
