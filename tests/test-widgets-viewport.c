/* SPDX-License-Identifier: MIT */
/* Where a scene lies in a window: numbers only, no display. */
#include "falk-viewport.h"

static FalkViewport
viewport (double scene_width, double scene_height)
{
  return (FalkViewport){ .scene_width = scene_width,
                         .scene_height = scene_height,
                         .window_width = 800,
                         .window_height = 600,
                         .zoom = 1 };
}

static void
test_fit (void)
{
  static const struct
  {
    double width, height, zoom, x, y;
  } cases[] = {
    { 800, 600, 1, 0, 0 },      { 1600, 600, 0.5, 0, 150 },
    { 800, 1200, 0.5, 200, 0 }, { 400, 300, 1.5, 100, 75 },
    { 0, 0, 1.5, 400, 300 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FalkViewport view = viewport (cases[i].width, cases[i].height);
      falk_viewport_fit (&view, 1.5);
      g_assert_cmpfloat_with_epsilon (view.zoom, cases[i].zoom, 1e-9);
      g_assert_cmpfloat_with_epsilon (view.x, cases[i].x, 1e-9);
      g_assert_cmpfloat_with_epsilon (view.y, cases[i].y, 1e-9);
    }
}

/* A scene larger than the window: nothing has to move it back. */
static void
test_zoom_keeps_the_point (void)
{
  FalkViewport view = viewport (2000, 2000);
  double before_x, before_y, after_x, after_y;
  view.x = -300;
  view.y = -400;
  falk_viewport_to_scene (&view, 500, 200, &before_x, &before_y);
  falk_viewport_zoom_at (&view, 1.7, 500, 200);
  falk_viewport_to_scene (&view, 500, 200, &after_x, &after_y);
  g_assert_cmpfloat_with_epsilon (after_x, before_x, 1e-9);
  g_assert_cmpfloat_with_epsilon (after_y, before_y, 1e-9);
  g_assert_cmpfloat_with_epsilon (view.zoom, 1.7, 1e-9);
}

static void
test_zoom_has_limits (void)
{
  FalkViewport view = viewport (800, 600);
  for (guint i = 0; i < 100; i++)
    falk_viewport_zoom_at (&view, 2, 10, 10);
  g_assert_cmpfloat (view.zoom, ==, FALK_VIEWPORT_ZOOM_MAX);
  for (guint i = 0; i < 100; i++)
    falk_viewport_zoom_at (&view, 0.5, 10, 10);
  g_assert_cmpfloat (view.zoom, ==, FALK_VIEWPORT_ZOOM_MIN);
}

static void
test_pan_keeps_in_sight (void)
{
  static const double ways[] = { -1e6, 1e6 };
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      FalkViewport view = viewport (2000, 300);
      falk_viewport_pan (&view, ways[i], ways[i]);
      g_assert_cmpfloat (view.x, <, 800);
      g_assert_cmpfloat (view.x + 2000, >, 0);
      g_assert_cmpfloat (view.y, >=, 0);
      g_assert_cmpfloat (view.y + 300, <=, 600);
    }
}

static void
test_reveal (void)
{
  static const struct
  {
    double x, y, seen_x, seen_y;
  } cases[] = {
    { 10, 10, 10, 10 }, /* in sight: nothing moves */
    { 900, 10, 700, 10 }, /* beyond the right: to its edge */
    { 10, 1000, 10, 500 }, /* beyond the bottom */
    { -50, -60, 0, 0 }, /* before the upper left */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FalkViewport view = viewport (2000, 2000);
      falk_viewport_reveal (&view, cases[i].x, cases[i].y, 100, 100);
      g_assert_cmpfloat (view.x + cases[i].x, ==, cases[i].seen_x);
      g_assert_cmpfloat (view.y + cases[i].y, ==, cases[i].seen_y);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/viewport/fits-in-the-middle", test_fit);
  g_test_add_func ("/widgets/viewport/zooming-keeps-the-point",
                   test_zoom_keeps_the_point);
  g_test_add_func ("/widgets/viewport/zoom-has-limits", test_zoom_has_limits);
  g_test_add_func ("/widgets/viewport/panning-keeps-it-in-sight",
                   test_pan_keeps_in_sight);
  g_test_add_func ("/widgets/viewport/reveals-by-the-least-move", test_reveal);
  return g_test_run ();
}
