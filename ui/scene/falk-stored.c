/* SPDX-License-Identifier: MIT */
#include "falk-stored.h"

#include "falk-role-ink.h"

#include <math.h>

#define LONG 100.0 /* the longest side of a body */
#define SHORT 22.0 /* the shortest */
#define DEPTH_X 0.62
#define DEPTH_Y 0.42
#define LEADING 13.0
#define OUTER_MAX 4 /* axes named that are not drawn as sides */
#define TEXT_W 166.0 /* of a line under the body */
#define SHAPE_LINES FALK_RANK_MAX /* all of it: numbers aren't shortened */

/* The drawn part of a value: at most three axes, and how many such there
 * are. */
typedef struct
{
  guint rank; /* 0 ... 3 */
  guint first; /* axis index of the first of these */
  double sides[3];
} Body;

/* Sides grow with the logarithm of their size: order is kept, and the
 * smallest can still be seen. */
static double
side (gint64 size, gint64 longest)
{
  if (size == 0)
    return 6;
  return SHORT
         + (LONG - SHORT) * log ((double)size)
               / MAX (log ((double)MAX (longest, 2)), 1e-9);
}

static void
make_body (const FalkStored *stored, Body *body)
{
  const FalkValue *value = stored->value;
  gint64 longest = 2;

  *body = (Body){ .rank = MIN (value->rank, 3) };
  body->first = value->rank - body->rank;
  for (guint i = 0; i < body->rank; i++)
    longest = MAX (longest, value->axes[body->first + i].size);
  for (guint i = 0; i < body->rank; i++)
    body->sides[i] = side (value->axes[body->first + i].size, longest);
  if (body->rank > 1)
    body->sides[0] = MAX (body->sides[0], stored->needed >= 0 ? 96 : 40);
  body->sides[body->rank ? body->rank - 1 : 0] *= body->rank == 3 ? 0.5 : 0.9;
  if (body->rank == 3)
    body->sides[1] *= 0.7;
}

static void
draw_box (FalkScene *scene, double x, double y, double w, double h, double dx,
          double dy)
{
  FalkPoint front[4] = {
    { x, y }, { x + w, y }, { x + w, y + h }, { x, y + h }
  };
  FalkPoint top[4] = {
    { x, y }, { x + dx, y - dy }, { x + w + dx, y - dy }, { x + w, y }
  };
  FalkPoint flank[4] = { { x + w, y },
                         { x + w + dx, y - dy },
                         { x + w + dx, y + h - dy },
                         { x + w, y + h } };

  falk_pen_polygon (scene, front, 4, FALK_INK_INPUT_FILL, FALK_INK_LINE);
  if (dx <= 0)
    return;
  falk_pen_polygon (scene, top, 4, FALK_INK_INPUT_FILL_TOP, FALK_INK_LINE);
  falk_pen_polygon (scene, flank, 4, FALK_INK_INPUT_FILL_SIDE, FALK_INK_LINE);
}

static FalkInk
ink_of (const FalkStored *stored, guint axis)
{
  return stored->bad == (int)axis ? FALK_INK_MISMATCH
                                  : falk_axis_ink (&stored->value->axes[axis]);
}

/* The number and the word of axis @axis, the number's baseline at @y; the
 * word goes under it, or over it where @over. */
static void
draw_axis (FalkScene *scene, const FalkStored *stored, guint axis, double x,
           double y, FalkAnchor anchor, gboolean over)
{
  const FalkAxis *a = &stored->value->axes[axis];
  FalkInk ink = ink_of (stored, axis);
  const char *digits = falk_scene_digits (scene, a->size);
  double w = falk_type_width (FALK_TYPE_NUMBER, digits);
  g_autofree char *sentence = falk_axis_sentence (a);
  g_autofree char *id = g_strdup_printf ("input-axis-%u", axis);
  g_autofree char *plain = NULL;
  const char *word = falk_axis_word (a);
  FalkRunOfText runs[FALK_AXIS_RUNS_MAX];

  FalkBox around = { x - w * anchor / 2 - 6, y - 15, w + 12, 20 };
  gboolean assumed = axis < 32 && stored->assumed >> axis & 1;

  if (stored->needed >= 0 && a->size == stored->needed
      && stored->bad != (int)axis)
    falk_pen_round (scene, around, 10, FALK_INK_NOTICE_FILL, FALK_INK_NOTICE)
        ->width = 1.5;
  else if (assumed)
    falk_pen_round (scene, around, 10, FALK_INK_NONE, FALK_INK_GHOST)->dash =
        FALK_DASH_DASHED;
  falk_pen_text (scene, x, y, anchor, FALK_TYPE_NUMBER, ink, digits);
  falk_pen_name (scene, id, "%s", sentence);
  y += over ? -16 : 14;
  if (a->n_factors > 1)
    {
      falk_pen_runs (scene, x, y, anchor, runs,
                     falk_axis_runs (scene, a, FALSE, FALK_TYPE_SMALL,
                                     FALK_TYPE_SMALL, runs));
      return;
    }
  if (!*word)
    word = plain = g_strdup_printf ("axis %u", axis);
  if (assumed)
    falk_pen_textf (scene, x, y, anchor, FALK_TYPE_SMALL, ink, "%s, assumed",
                    word);
  else
    falk_pen_text_in (scene, x, y, 120, anchor, FALK_TYPE_SMALL, ink, word);
}

/* Which axis but the disagreeing one has the size that is needed, or -1. */
static int
needed_axis (const FalkStored *stored)
{
  if (stored->needed < 0)
    return -1;
  for (guint i = 0; i < stored->value->rank; i++)
    if ((int)i != stored->bad && stored->value->axes[i].size == stored->needed)
      return (int)i;
  return -1;
}

/* "the 50 you need is here", with an arrow up (@dir -1) or down (1) to the
 * number at @x, @y. */
static void
draw_needed (FalkScene *scene, const FalkStored *stored, double x, double y,
             int dir)
{
  static const char *const words[2] = { "you need", "is here" };
  double arrow = x - 12, first = y + (dir < 0 ? 38 : -43 - 2 * LEADING);

  falk_pen_line (scene, (FalkPoint){ arrow, dir < 0 ? y + 28 : y - 38 },
                 (FalkPoint){ arrow, dir < 0 ? y + 22 : y - 34 },
                 FALK_INK_NOTICE, 1.4);
  falk_pen_head (scene, (FalkPoint){ arrow, dir < 0 ? y + 18 : y - 28 }, 0, dir,
                 FALK_INK_NOTICE);
  falk_pen_textf (scene, x, first, FALK_ANCHOR_END, FALK_TYPE_SECTION,
                  FALK_INK_NOTICE, "the %" G_GINT64_FORMAT, stored->needed);
  falk_pen_name (scene, "needed", NULL);
  for (int i = 0; i < 2; i++)
    falk_pen_text (scene, x, first + LEADING * (i + 1), FALK_ANCHOR_END,
                   FALK_TYPE_SECTION, FALK_INK_NOTICE, words[i]);
}

/* Pieces "2 × 3 × …" of the axes that are not drawn as sides, the first
 * @shown of them. */
static guint
outer_runs (FalkScene *scene, const FalkStored *stored, const Body *body,
            guint shown, FalkRunOfText *runs)
{
  guint n = 0;

  for (guint i = 0; i < shown; i++)
    {
      if (i > 0)
        runs[n++] = (FalkRunOfText){ FALK_TYPE_SMALL, FALK_INK_MUTED, " × " };
      runs[n++] = (FalkRunOfText){ FALK_TYPE_STRONG, ink_of (stored, i),
                                   falk_scene_digits (
                                       scene, stored->value->axes[i].size) };
    }
  if (shown < body->first)
    runs[n++] = (FalkRunOfText){ FALK_TYPE_SMALL, FALK_INK_MUTED, " × …" };
  return n;
}

/* "4 × 6 such boxes", on two lines. */
static double
draw_outer (FalkScene *scene, const FalkStored *stored, const Body *body,
            double left, double y)
{
  FalkRunOfText runs[2 * OUTER_MAX + 1];
  guint shown = MIN (body->first, OUTER_MAX);

  if (body->first == 0)
    return y;
  while (
      shown > 1
      && falk_runs_width (runs, outer_runs (scene, stored, body, shown, runs))
             > TEXT_W)
    shown--;
  falk_pen_runs (scene, left, y + 4, FALK_ANCHOR_START, runs,
                 outer_runs (scene, stored, body, shown, runs));
  falk_pen_text (scene, left, y + 17, FALK_ANCHOR_START, FALK_TYPE_SMALL,
                 FALK_INK_MUTED, "such boxes");
  return y + 2 * LEADING + 8;
}

static double
draw_name (FalkScene *scene, const FalkStored *stored, double x, double left,
           double y)
{
  const FalkValue *value = stored->value;
  FalkShape shape = falk_value_shape (value);
  g_autofree char *text = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  g_autofree char *line =
      g_strdup_printf ("%s %s", text, falk_dtype_info (value->dtype)->name);
  guint lines;

  falk_pen_text_in (scene, left, y, TEXT_W, FALK_ANCHOR_START, FALK_TYPE_NAME,
                    FALK_INK_TEXT, stored->name);
  falk_pen_name (scene, "input-name", NULL);
  lines = falk_pen_paragraph (scene, left, y + 14, TEXT_W, LEADING, SHAPE_LINES,
                              FALK_ANCHOR_START, FALK_TYPE_SMALL,
                              FALK_INK_MUTED, line);
  return y + 5 + LEADING * lines;
}

FalkStoredEnd
falk_stored_draw (FalkScene *scene, const FalkStored *stored)
{
  Body body;
  int needed = needed_axis (stored);
  gboolean deep, tall, needed_deep;
  double w, h, dx, dy, head, x = stored->x, y;
  guint rank = stored->value->rank;

  make_body (stored, &body);
  deep = body.rank == 3;
  tall = body.rank > 1;
  needed_deep = deep && needed == (int)body.first + 1;
  w = body.rank ? body.sides[body.rank - 1] : 10;
  h = tall ? body.sides[0] : body.rank ? 18 : 10;
  dx = deep ? body.sides[1] * DEPTH_X : 0;
  dy = deep ? body.sides[1] * DEPTH_Y : 0;
  head = dy + (body.first ? 8 : 0)
         + (needed_deep ? 82 - dy / 2
            : deep      ? MAX (0, 32 - dy / 2)
                        : 0);
  y = MAX (stored->top + head, stored->middle - (h - dy) / 2);
  for (guint i = body.first ? 2 : 0; i > 0; i--)
    draw_box (scene, x + 5 * i, y - 5 * i, w, h, dx, dy);
  draw_box (scene, x, y, w, h, dx, dy);
  falk_pen_name (scene, "input", NULL);
  if (tall)
    draw_axis (scene, stored, body.first, x - 12, y + h / 2 - 2,
               FALK_ANCHOR_END, FALSE);
  if (deep)
    draw_axis (scene, stored, body.first + 1, x + dx / 2 - 6, y - dy / 2 - 4,
               FALK_ANCHOR_END, TRUE);
  if (tall && needed == (int)body.first)
    draw_needed (scene, stored, x - 12, y + h / 2 - 2, -1);
  if (needed_deep)
    draw_needed (scene, stored, x + dx / 2 - 6, y - dy / 2 - 4, 1);
  if (body.rank)
    draw_axis (scene, stored, rank - 1, x + w / 2, y + h + 17,
               FALK_ANCHOR_MIDDLE, FALSE);
  return (FalkStoredEnd){
    { x + w + dx + (body.first ? 10 : 0) + 6, y + (h - dy) / 2 },
    draw_name (scene, stored, x, x - 8 - 52,
               draw_outer (scene, stored, &body, x - 60, y + h + 46) + 4)
  };
}
