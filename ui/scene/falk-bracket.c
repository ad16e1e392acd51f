/* SPDX-License-Identifier: MIT */
#include "falk-bracket.h"

#include <math.h>

#include "falk-factoring.h"
#include "falk-role-ink.h"
#include "falk-scheme.h"

#define HEAD 30.0 /* from the top to the bars */
#define BAR_W 150.0
#define BAR_H 22.0
#define GAP 3.0 /* between the two bars */
#define SPACE 26.0 /* between two ways */
#define DEPTH 9.0 /* of a bracket */
#define WHY_LINES 2

/* One way, whose bars start at @x, @y. */
typedef struct
{
  FalkScene *scene;
  const FalkFactoring *way;
  gint64 rows;
  gboolean shown; /* it is the one that is drawn above */
  double x, y;
} Bracket;

gboolean
falk_bracket_shows (const FalkSubject *subject, guint index)
{
  return subject->explanation && subject->explanation->factorings
         && subject->explanation->factorings->len > 1 && index == 0
         && !subject->inference->ok && subject->inference->fault.step == 0;
}

/* The bars share their length by the logarithms of the two factors: 2 × 800 is
 * two bars still, and their numbers say what they are. */
static double
first_share (const FalkFactoring *way)
{
  double a = log ((double)way->a), b = log ((double)way->b);

  return CLAMP (a / (a + b), 0.28, 0.72);
}

static void
draw_bar (const Bracket *bracket, double x, double width, gint64 size)
{
  FalkInk edge = bracket->shown ? FALK_INK_ACCENT : FALK_INK_RULE;
  FalkInk number = bracket->way->why[0] && size == bracket->way->known
                       ? FALK_INK_FEATURES
                       : FALK_INK_TEXT;

  falk_pen_round (bracket->scene, (FalkBox){ x, bracket->y, width, BAR_H }, 4,
                  FALK_INK_PANEL, edge);
  falk_pen_text (bracket->scene, x + width / 2, bracket->y + 16,
                 FALK_ANCHOR_MIDDLE, FALK_TYPE_NUMBER, number,
                 falk_scene_digits (bracket->scene, size));
}

/* From bar to bar, with its tip below the middle. */
static void
draw_brace (const Bracket *bracket)
{
  double left = bracket->x, right = left + BAR_W, top = bracket->y + BAR_H + 4;
  double low = top + DEPTH, middle = left + BAR_W / 2;
  const FalkPoint points[] = { { left, top },   { left, low },
                               { middle, low }, { middle, low + 5 },
                               { middle, low }, { right, low },
                               { right, top } };

  for (guint i = 1; i < G_N_ELEMENTS (points); i++)
    falk_pen_line (bracket->scene, points[i - 1], points[i], FALK_INK_MUTED, 1);
}

/* Gives the lower edge. */
static double
draw_way (const Bracket *bracket)
{
  const FalkFactoring *way = bracket->way;
  double first = (BAR_W - GAP) * first_share (way);
  double y = bracket->y + BAR_H + DEPTH + 27;
  const char *why = way->why[0] ? way->why : "a usual size";
  g_autofree char *words = bracket->shown
                               ? g_strdup_printf ("%s; drawn above", why)
                               : g_strdup (why);

  draw_bar (bracket, bracket->x, first, way->a);
  falk_pen_name (bracket->scene, NULL,
                 FALK_SIZE " rows may be " FALK_SIZE " × " FALK_SIZE ".",
                 bracket->rows, way->a, way->b);
  draw_bar (bracket, bracket->x + first + GAP, BAR_W - GAP - first, way->b);
  draw_brace (bracket);
  falk_pen_textf (bracket->scene, bracket->x + BAR_W / 2, y, FALK_ANCHOR_MIDDLE,
                  FALK_TYPE_SMALL, FALK_INK_TEXT, FALK_SIZE " rows",
                  bracket->rows);
  return y
         + 13
               * falk_pen_paragraph (
                   bracket->scene, bracket->x + BAR_W / 2, y + 14, BAR_W + 16,
                   13, WHY_LINES, FALK_ANCHOR_MIDDLE, FALK_TYPE_SMALL,
                   bracket->shown ? FALK_INK_ACCENT : FALK_INK_MUTED, words);
}

/* Whether the input that is drawn has the two factors as its axes. */
static gboolean
is_shown (const FalkSubject *subject, const FalkFactoring *way)
{
  const FalkShape *shape = &subject->input->shape;

  return shape->rank == 3
         && ((shape->dims[0] == way->a && shape->dims[1] == way->b)
             || (shape->dims[0] == way->b && shape->dims[1] == way->a));
}

FalkScene *
falk_bracket_scene (const FalkSubject *subject, double width)
{
  const GArray *ways = subject->explanation->factorings;
  FalkScene *scene = falk_scene_begin (width, 0);
  double x = FALK_SCHEME_PAD, y = HEAD, bottom = HEAD;

  falk_pen_text (scene, x, 12, FALK_ANCHOR_START, FALK_TYPE_SECTION,
                 FALK_INK_MUTED, "THE ROWS MAY BE TWO AXES, FLATTENED");
  for (guint i = 0; i < ways->len; i++)
    {
      const FalkFactoring *way = &g_array_index (ways, FalkFactoring, i);

      if (i > 0 && x + BAR_W > width - FALK_SCHEME_PAD)
        {
          x = FALK_SCHEME_PAD;
          y = bottom + SPACE;
        }
      Bracket bracket = { scene, way, way->a * way->b, is_shown (subject, way),
                          x,     y };
      double edge = draw_way (&bracket);

      bottom = MAX (bottom, edge);
      x += BAR_W + SPACE;
    }
  scene->height = bottom + 12;
  scene->description = g_strdup_printf (
      "%u ways in which the rows may be two axes flattened.", ways->len);
  return scene;
}
