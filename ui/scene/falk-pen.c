/* SPDX-License-Identifier: MIT */
#include "falk-pen.h"

#include <math.h>
#include <string.h>

static const FalkFont fonts[] = {
  [FALK_TYPE_HEADLINE] = { 15, TRUE, FALSE },
  [FALK_TYPE_TITLE] = { 14, TRUE, FALSE },
  [FALK_TYPE_FORMULA] = { 12, FALSE, TRUE },
  [FALK_TYPE_FORMULA_BOLD] = { 12, TRUE, TRUE },
  [FALK_TYPE_PILL] = { 16, TRUE, FALSE },
  [FALK_TYPE_NUMBER] = { 14, TRUE, FALSE },
  [FALK_TYPE_NAME] = { 11.5, TRUE, TRUE },
  [FALK_TYPE_STRONG] = { 11, TRUE, FALSE },
  [FALK_TYPE_LABEL] = { 11, FALSE, FALSE },
  [FALK_TYPE_SMALL] = { 10, FALSE, FALSE },
  [FALK_TYPE_CODE] = { 10.5, FALSE, TRUE },
  [FALK_TYPE_CODE_BOLD] = { 10.5, TRUE, TRUE },
  [FALK_TYPE_SECTION] = { 10, TRUE, FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fonts) == FALK_TYPE_COUNT);

const FalkFont *
falk_type_font (FalkType type)
{
  return &fonts[type];
}

double
falk_type_width (FalkType type, const char *text)
{
  return falk_font_width (&fonts[type], text);
}

const char *
falk_scene_keep (FalkScene *scene, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return g_string_chunk_insert (scene->strings, text);
}

static FalkMark *
add (FalkScene *scene, FalkMarkKind kind, FalkBox box)
{
  FalkMark mark = { .kind = kind, .opacity = 1 };

  mark.x = box.x;
  mark.y = box.y;
  mark.w = box.w;
  mark.h = box.h;
  g_array_append_val (scene->marks, mark);
  return &g_array_index (scene->marks, FalkMark, scene->marks->len - 1);
}

static FalkMark *
add_points (FalkScene *scene, FalkMarkKind kind, const FalkPoint *points,
            guint n)
{
  FalkPoint low = points[0], high = points[0];
  FalkPoint *copy = g_memdup2 (points, n * sizeof (FalkPoint));
  FalkMark *mark;

  for (guint i = 1; i < n; i++)
    {
      low.x = MIN (low.x, points[i].x);
      low.y = MIN (low.y, points[i].y);
      high.x = MAX (high.x, points[i].x);
      high.y = MAX (high.y, points[i].y);
    }
  falk_scene_take (scene, copy);
  mark = add (scene, kind,
              (FalkBox){ low.x, low.y, high.x - low.x, high.y - low.y });
  mark->points = copy;
  mark->n_points = n;
  return mark;
}

FalkMark *
falk_pen_rect (FalkScene *scene, FalkBox box, FalkInk fill, FalkInk stroke)
{
  FalkMark *mark = add (scene, FALK_MARK_RECT, box);

  mark->fill = fill;
  mark->stroke = stroke;
  mark->width = stroke ? 1 : 0;
  return mark;
}

FalkMark *
falk_pen_round (FalkScene *scene, FalkBox box, double radius, FalkInk fill,
                FalkInk stroke)
{
  FalkMark *mark = falk_pen_rect (scene, box, fill, stroke);

  mark->radius = radius;
  return mark;
}

FalkMark *
falk_pen_hatch (FalkScene *scene, FalkBox box, FalkInk stroke)
{
  FalkMark *mark = add (scene, FALK_MARK_HATCH, box);

  mark->stroke = stroke;
  mark->width = 1;
  return mark;
}

FalkMark *
falk_pen_heat (FalkScene *scene, FalkBox box, const FalkHeat *heat)
{
  FalkMark *mark = add (scene, FALK_MARK_HEAT, box);

  mark->heat = *heat;
  return mark;
}

FalkMark *
falk_pen_line (FalkScene *scene, FalkPoint from, FalkPoint to, FalkInk stroke,
               double width)
{
  FalkMark *mark =
      add_points (scene, FALK_MARK_LINE, (FalkPoint[]){ from, to }, 2);

  mark->stroke = stroke;
  mark->width = width;
  return mark;
}

FalkMark *
falk_pen_polygon (FalkScene *scene, const FalkPoint *points, guint n,
                  FalkInk fill, FalkInk stroke)
{
  FalkMark *mark = add_points (scene, FALK_MARK_POLYGON, points, n);

  mark->fill = fill;
  mark->stroke = stroke;
  mark->width = stroke ? 1 : 0;
  return mark;
}

FalkMark *
falk_pen_curve (FalkScene *scene, const FalkPoint points[4], FalkInk stroke,
                double width)
{
  FalkMark *mark = add_points (scene, FALK_MARK_CURVE, points, 4);

  mark->stroke = stroke;
  mark->width = width;
  return mark;
}

FalkMark *
falk_pen_arc (FalkScene *scene, FalkPoint from, FalkPoint to, FalkInk stroke,
              double width)
{
  FalkMark *mark =
      add_points (scene, FALK_MARK_ARC, (FalkPoint[]){ from, to }, 2);

  mark->stroke = stroke;
  mark->width = width;
  return mark;
}

void
falk_pen_head (FalkScene *scene, FalkPoint tip, double dx, double dy,
               FalkInk ink)
{
  double length = hypot (dx, dy);
  double ux = dx / length, uy = dy / length;
  double back = 7, half = 3.5;
  FalkPoint points[3] = {
    tip,
    { tip.x - back * ux - half * uy, tip.y - back * uy + half * ux },
    { tip.x - back * ux + half * uy, tip.y - back * uy - half * ux },
  };

  falk_pen_polygon (scene, points, 3, ink, FALK_INK_NONE);
}

FalkMark *
falk_pen_text (FalkScene *scene, double x, double baseline, FalkAnchor anchor,
               FalkType type, FalkInk ink, const char *text)
{
  const FalkFont *font = &fonts[type];
  double width = falk_font_width (font, text);
  double ascent = falk_font_ascent (font);
  double left = x - width * anchor / 2;
  FalkMark *mark = add (scene, FALK_MARK_TEXT,
                        (FalkBox){ left, baseline - ascent, width,
                                   ascent + falk_font_descent (font) });

  mark->text = g_string_chunk_insert (scene->strings, text);
  mark->font = *font;
  mark->fill = ink;
  mark->anchor = anchor;
  mark->anchor_x = x;
  mark->baseline = baseline;
  return mark;
}

FalkMark *
falk_pen_textf (FalkScene *scene, double x, double baseline, FalkAnchor anchor,
                FalkType type, FalkInk ink, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return falk_pen_text (scene, x, baseline, anchor, type, ink, text);
}

FalkMark *
falk_pen_text_in (FalkScene *scene, double x, double baseline, double width,
                  FalkAnchor anchor, FalkType type, FalkInk ink,
                  const char *text)
{
  g_autofree char *shorter = falk_font_ellipsize (&fonts[type], text, width);
  FalkMark *mark =
      falk_pen_text (scene, x, baseline, anchor, type, ink, shorter);

  if (strcmp (shorter, text) != 0)
    mark->tooltip = g_string_chunk_insert (scene->strings, text);
  return mark;
}

double
falk_runs_width (const FalkRunOfText *runs, guint n)
{
  double width = 0;

  for (guint i = 0; i < n; i++)
    width += falk_type_width (runs[i].type, runs[i].text);
  return width;
}

double
falk_pen_runs (FalkScene *scene, double x, double baseline, FalkAnchor anchor,
               const FalkRunOfText *runs, guint n)
{
  double width = falk_runs_width (runs, n);
  double left = x - width * anchor / 2;

  for (guint i = 0; i < n; i++)
    left += falk_pen_text (scene, left, baseline, FALK_ANCHOR_START,
                           runs[i].type, runs[i].ink, runs[i].text)
                ->w;
  return width;
}

guint
falk_pen_paragraph (FalkScene *scene, double x, double baseline, double width,
                    double leading, guint max_lines, FalkAnchor anchor,
                    FalkType type, FalkInk ink, const char *text)
{
  g_auto (GStrv) lines = falk_font_wrap (&fonts[type], text, width, max_lines);
  guint n = g_strv_length (lines);

  for (guint i = 0; i < n; i++)
    falk_pen_text (scene, x, baseline + i * leading, anchor, type, ink,
                   lines[i]);
  return n;
}

void
falk_pen_name (FalkScene *scene, const char *id, const char *format, ...)
{
  FalkMark *mark =
      &g_array_index (scene->marks, FalkMark, scene->marks->len - 1);

  if (id)
    mark->id = g_string_chunk_insert (scene->strings, id);
  if (format)
    {
      g_autofree char *text = NULL;
      va_list args;

      va_start (args, format);
      text = g_strdup_vprintf (format, args);
      va_end (args);
      mark->tooltip = g_string_chunk_insert (scene->strings, text);
    }
}
