/* SPDX-License-Identifier: MIT */
/* The matrices of Falk's scheme, the arcs between them, and the hatch over
 * what finds no partner. */
#include "falk-scheme.h"

#include <math.h>

#define ARCS_MAX 56 /* more than these are drawn in part */
#define ARC_PITCH_MIN 3.4 /* points between two arcs */
#define ARCS_FEW 12
#define ARC_PITCH_FEW 1.6 /* the same, where there are few */
#define GRID_MIN 4.0 /* points an element, to draw single ones */
#define GHOST_H 38.0

static const FalkInk weight_fills[] = {
  FALK_INK_WEIGHT_FILL_1,
  FALK_INK_WEIGHT_FILL_2,
  FALK_INK_WEIGHT_FILL_3,
};

/* Every how many-th arc is drawn: 1 where all are. */
gint64
falk_scheme_arc_step (const FalkScheme *scheme, const FalkSchemeLayout *layout)
{
  gint64 n = MIN (falk_scheme_cols (scheme), falk_scheme_rows (scheme));
  double pitch = n <= ARCS_FEW ? ARC_PITCH_FEW : ARC_PITCH_MIN;
  double most = MIN (ARCS_MAX, layout->meet / pitch);

  if (n <= 1 || (double)n <= most)
    return 1;
  return (gint64)ceil ((double)n / MAX (most, 1));
}

/* A quarter arc whose ends are @distance from the corner of both operands. */
static FalkMark *
arc_at (FalkScene *scene, const FalkSchemeLayout *layout, double distance,
        FalkInk ink, double width)
{
  double corner_x = layout->m2.x, corner_y = layout->m1.y;
  double radius = layout->gap + distance;

  return falk_pen_arc (scene, (FalkPoint){ corner_x - radius, corner_y },
                       (FalkPoint){ corner_x, corner_y - radius }, ink, width);
}

static void
draw_arcs (FalkScene *scene, const FalkScheme *scheme,
           const FalkSchemeLayout *layout)
{
  gint64 n = MIN (falk_scheme_cols (scheme), falk_scheme_rows (scheme));
  gint64 step = falk_scheme_arc_step (scheme, layout);
  double pitch = n > 0 ? layout->meet / (double)n : 0;

  if (n == 0)
    return;
  arc_at (scene, layout, layout->meet / 2, FALK_INK_MEETS_FILL, layout->meet);
  falk_pen_name (scene, "arcs",
                 n == 1 ? "1 column of m1 meets 1 row of m2"
                        : "%" G_GINT64_FORMAT
                          " columns of m1 meet as many rows of m2",
                 n);
  for (gint64 i = (step - 1) / 2; i < n; i += step)
    arc_at (scene, layout, ((double)i + 0.5) * pitch, FALK_INK_MEETS, 1);
}

/* Where the longer operand ends, and where the shorter one would have to. */
static void
draw_missing (FalkScene *scene, const FalkScheme *scheme,
              const FalkSchemeLayout *layout)
{
  gboolean in_m1 = falk_scheme_cols (scheme) < falk_scheme_rows (scheme);
  FalkBox box = in_m1 ? layout->whole1 : layout->whole2;

  if (in_m1)
    {
      box.w -= layout->m1.w;
      box.h = MIN (GHOST_H, box.h);
    }
  else
    box.h -= layout->m2.h;
  arc_at (scene, layout, layout->span, FALK_INK_MISMATCH, 1.4)->dash =
      FALK_DASH_DASHED;
  falk_pen_rect (scene, box, FALK_INK_NONE, FALK_INK_MISMATCH)->dash =
      FALK_DASH_DASHED;
  falk_pen_name (scene, "missing", NULL);
}

/* Thin lines between the elements of the part that meets. */
static void
draw_grid (FalkScene *scene, FalkBox box, gint64 n, gboolean columns)
{
  double pitch = n > 0 ? (columns ? box.w : box.h) / (double)n : 0;

  if (pitch < GRID_MIN)
    return;
  for (gint64 i = 1; i < n; i++)
    {
      double at = (columns ? box.x : box.y) + (double)i * pitch;
      FalkPoint from =
          columns ? (FalkPoint){ at, box.y } : (FalkPoint){ box.x, at };
      FalkPoint to = columns ? (FalkPoint){ at, box.y + box.h }
                             : (FalkPoint){ box.x + box.w, at };

      falk_pen_line (scene, from, to, FALK_INK_LINE, 0.35);
    }
}

static void
draw_hatch (FalkScene *scene, FalkBox box, const char *id, gint64 n)
{
  falk_pen_rect (scene, box, FALK_INK_MISMATCH_FILL, FALK_INK_NONE);
  falk_pen_hatch (scene, box, FALK_INK_MISMATCH);
  falk_pen_rect (scene, box, FALK_INK_NONE, FALK_INK_MISMATCH)->width = 1.6;
  falk_pen_name (scene, id, "%" G_GINT64_FORMAT " of these find no partner", n);
}

static void
draw_m1 (FalkScene *scene, const FalkScheme *scheme,
         const FalkSchemeLayout *layout)
{
  gint64 cols = falk_scheme_cols (scheme), rows = falk_scheme_rows (scheme);
  FalkBox meets = layout->m1, alone = layout->m1;

  meets.x += MAX (0, layout->m1.w - layout->meet);
  meets.w = MIN (layout->m1.w, layout->meet);
  alone.w = layout->m1.w - meets.w;
  falk_pen_rect (scene, layout->m1, FALK_INK_INPUT_FILL, FALK_INK_NONE);
  if (scheme->m1.values)
    falk_pen_heat (scene, layout->m1, &scheme->m1);
  else
    draw_grid (scene, meets, MIN (cols, rows), TRUE);
  falk_pen_rect (scene, layout->m1, FALK_INK_NONE, FALK_INK_LINE)->width = 1.2;
  falk_pen_name (scene, "m1",
                 "m1 = %s: %" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT
                 " columns",
                 scheme->m1_name, scheme->product->m1.rows.size, cols);
  if (cols > rows)
    draw_hatch (scene, alone, "m1-alone", cols - rows);
}

/* The blocks of m2 that belong to one gate each. */
static void
draw_blocks (FalkScene *scene, const FalkScheme *scheme, FalkBox box)
{
  guint gates = scheme->product->gates;

  for (guint i = 0; i < gates; i++)
    falk_pen_rect (
        scene,
        (FalkBox){ box.x + box.w * i / gates, box.y, box.w / gates, box.h },
        weight_fills[i % G_N_ELEMENTS (weight_fills)], FALK_INK_NONE);
}

static void
draw_dividers (FalkScene *scene, const FalkScheme *scheme, FalkBox box,
               FalkInk ink)
{
  guint gates = scheme->product->gates;

  for (guint i = 1; i < gates; i++)
    {
      double x = box.x + box.w * i / gates;

      falk_pen_line (scene, (FalkPoint){ x, box.y },
                     (FalkPoint){ x, box.y + box.h }, ink, 1);
    }
}

static void
draw_m2 (FalkScene *scene, const FalkScheme *scheme,
         const FalkSchemeLayout *layout)
{
  gint64 cols = falk_scheme_cols (scheme), rows = falk_scheme_rows (scheme);
  FalkBox meets = layout->m2, alone = layout->m2;

  alone.h = MAX (0, layout->m2.h - layout->meet);
  meets.y += alone.h;
  meets.h = layout->m2.h - alone.h;
  draw_blocks (scene, scheme, layout->m2);
  if (scheme->m2.values)
    falk_pen_heat (scene, layout->m2, &scheme->m2);
  else
    draw_grid (scene, meets, MIN (cols, rows), FALSE);
  if (rows > cols)
    draw_hatch (scene, alone, "m2-alone", rows - cols);
  draw_dividers (scene, scheme, layout->m2, FALK_INK_LINE);
  falk_pen_rect (scene, meets, FALK_INK_NONE, FALK_INK_LINE)->width = 1.2;
  falk_pen_name (scene, "m2",
                 "m2 = %sᵀ: %" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT
                 " columns",
                 scheme->product->m2.name, rows, scheme->product->m2.cols.size);
}

static void
draw_product (FalkScene *scene, const FalkScheme *scheme,
              const FalkSchemeLayout *layout)
{
  gboolean real = falk_scheme_fits (scheme) && !scheme->ghost;
  FalkMark *outline;

  if (real && !scheme->result.values)
    falk_pen_rect (scene, layout->product, FALK_INK_CARD, FALK_INK_NONE);
  if (scheme->result.values)
    {
      falk_pen_heat (scene, layout->product, &scheme->result);
      draw_dividers (scene, scheme, layout->product, FALK_INK_LINE);
    }
  outline = falk_pen_rect (scene, layout->product, FALK_INK_NONE,
                           real ? FALK_INK_LINE : FALK_INK_GHOST);
  outline->width = 1.2;
  outline->dash = real ? FALK_DASH_SOLID : FALK_DASH_DASHED;
  falk_pen_name (scene, "product",
                 "the product %s %" G_GINT64_FORMAT " × %" G_GINT64_FORMAT,
                 real ? "is" : "would be", scheme->product->m1.rows.size,
                 scheme->product->m2.cols.size);
}

/* Two short strokes across an edge: the side goes on for longer. */
static void
draw_break (FalkScene *scene, double x, double y, gboolean vertical)
{
  double dx = vertical ? 5 : 2.5, dy = vertical ? 2.5 : 5;

  for (int i = 0; i < 2; i++)
    {
      double ox = vertical ? 0 : 4.0 * i - 2, oy = vertical ? 4.0 * i - 2 : 0;

      falk_pen_line (scene, (FalkPoint){ x - dx + ox, y + dy + oy },
                     (FalkPoint){ x + dx + ox, y - dy + oy }, FALK_INK_PAPER,
                     3);
      falk_pen_line (scene, (FalkPoint){ x - dx + ox, y + dy + oy },
                     (FalkPoint){ x + dx + ox, y - dy + oy }, FALK_INK_LINE, 1);
    }
}

static void
draw_breaks (FalkScene *scene, const FalkSchemeLayout *layout)
{
  const FalkBox *m1 = &layout->m1, *m2 = &layout->m2;
  const FalkBox *product = &layout->product;
  double y = product->y + 0.8 * product->h;
  double x = product->x + product->w * 11 / 12 + 2; /* right of the n */

  if (layout->rows == FALK_SIDE_SHRUNK)
    {
      draw_break (scene, m1->x, y, TRUE);
      if (m1->w > 16)
        draw_break (scene, m1->x + m1->w, y, TRUE);
      draw_break (scene, product->x + product->w, y, TRUE);
    }
  if (layout->cols == FALK_SIDE_SHRUNK)
    {
      draw_break (scene, x, m2->y, FALSE);
      if (m2->h > 16)
        draw_break (scene, x, m2->y + m2->h, FALSE);
      draw_break (scene, x, product->y + product->h, FALSE);
    }
}

void
falk_scheme_draw_operands (FalkScene *scene, const FalkScheme *scheme,
                           const FalkSchemeLayout *layout)
{
  draw_arcs (scene, scheme, layout);
  if (!falk_scheme_fits (scheme))
    draw_missing (scene, scheme, layout);
  draw_m1 (scene, scheme, layout);
  draw_m2 (scene, scheme, layout);
  draw_product (scene, scheme, layout);
  draw_breaks (scene, layout);
}
