/* SPDX-License-Identifier: MIT */
#include "falk-paint-private.h"

#include <math.h>

#define HATCH_PITCH 6.0 /* points between two lines, across */

void
falk_paint_set_ink (cairo_t *cr, FalkTheme theme, FalkInk ink, double opacity)
{
  FalkColor color = falk_palette_color (theme, ink);

  cairo_set_source_rgba (cr, color.r, color.g, color.b, opacity);
}

static void
set_dash (cairo_t *cr, FalkDash dash, double scale)
{
  static const double patterns[][2] = {
    [FALK_DASH_SOLID] = { 0, 0 },
    [FALK_DASH_DASHED] = { 5, 4 },
    [FALK_DASH_DOTTED] = { 1.5, 3 },
  };

  double scaled[2] = { patterns[dash][0] * scale, patterns[dash][1] * scale };

  cairo_set_dash (cr, scaled, dash == FALK_DASH_SOLID ? 0 : 2, 0);
}

/* Fills and strokes the current path as @mark says. */
static void
finish (const FalkMark *mark, cairo_t *cr, FalkTheme theme, double scale)
{
  if (mark->fill)
    {
      falk_paint_set_ink (cr, theme, mark->fill, mark->opacity);
      cairo_fill_preserve (cr);
    }
  if (mark->stroke && mark->width > 0)
    {
      falk_paint_set_ink (cr, theme, mark->stroke, 1);
      cairo_set_line_width (cr, mark->width);
      set_dash (cr, mark->dash, scale);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}

static void
trace_rect (const FalkMark *mark, cairo_t *cr)
{
  double x = mark->x, y = mark->y, w = mark->w, h = mark->h;
  double r = MIN (mark->radius, MIN (w, h) / 2);

  if (r <= 0)
    {
      cairo_rectangle (cr, x, y, w, h);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
trace_points (const FalkMark *mark, cairo_t *cr)
{
  const FalkPoint *p = mark->points;

  cairo_move_to (cr, p[0].x, p[0].y);
  switch (mark->kind)
    {
    case FALK_MARK_CURVE:
      cairo_curve_to (cr, p[1].x, p[1].y, p[2].x, p[2].y, p[3].x, p[3].y);
      break;
    case FALK_MARK_ARC:
      cairo_save (cr);
      cairo_translate (cr, p[1].x, p[0].y);
      cairo_scale (cr, p[1].x - p[0].x, p[0].y - p[1].y);
      cairo_arc (cr, 0, 0, 1, G_PI, 1.5 * G_PI);
      cairo_restore (cr);
      break;
    case FALK_MARK_LINE:
    case FALK_MARK_POLYGON:
      for (guint i = 1; i < mark->n_points; i++)
        cairo_line_to (cr, p[i].x, p[i].y);
      if (mark->kind == FALK_MARK_POLYGON)
        cairo_close_path (cr);
      break;
    case FALK_MARK_RECT:
    case FALK_MARK_TEXT:
    case FALK_MARK_HATCH:
    case FALK_MARK_HEAT:
    case FALK_MARK_KIND_COUNT:
      break;
    }
}

/* Lines that rise to the right, cut off at the box by computing where they
 * enter and leave it: no clip, so that every backend draws the same. */
static void
paint_hatch (const FalkMark *mark, cairo_t *cr, FalkTheme theme, double scale)
{
  double pitch = HATCH_PITCH * scale * G_SQRT2, w = mark->w, h = mark->h;

  for (double c = pitch / 2; c < w + h; c += pitch)
    {
      double x0 = MAX (0, c - h), x1 = MIN (c, w);

      cairo_move_to (cr, mark->x + x0, mark->y + c - x0);
      cairo_line_to (cr, mark->x + x1, mark->y + c - x1);
    }
  falk_paint_set_ink (cr, theme, mark->stroke, 0.6);
  cairo_set_line_width (cr, mark->width);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

static void
paint_mark (FalkPainter *painter, const FalkMark *mark, cairo_t *cr,
            FalkTheme theme, double scale)
{
  switch (mark->kind)
    {
    case FALK_MARK_RECT:
      trace_rect (mark, cr);
      finish (mark, cr, theme, scale);
      break;
    case FALK_MARK_LINE:
    case FALK_MARK_CURVE:
    case FALK_MARK_ARC:
    case FALK_MARK_POLYGON:
      trace_points (mark, cr);
      finish (mark, cr, theme, scale);
      break;
    case FALK_MARK_TEXT:
      falk_paint_set_ink (cr, theme, mark->fill, 1);
      falk_paint_text (painter, mark, cr);
      break;
    case FALK_MARK_HATCH:
      paint_hatch (mark, cr, theme, scale);
      break;
    case FALK_MARK_HEAT:
      falk_paint_heat (mark, cr, theme);
      break;
    case FALK_MARK_KIND_COUNT:
      break;
    }
}

void
falk_paint_scene (FalkPainter *painter, const FalkScene *scene, cairo_t *cr,
                  FalkTheme theme)
{
  double scale = scene->scale > 0 ? scene->scale : 1;

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  for (guint i = 0; i < scene->marks->len; i++)
    paint_mark (painter, falk_scene_mark (scene, i), cr, theme, scale);
  cairo_restore (cr);
}

void
falk_paint_paper (cairo_t *cr, FalkTheme theme)
{
  falk_paint_set_ink (cr, theme, FALK_INK_PAPER, 1);
  cairo_paint (cr);
}
