/* SPDX-License-Identifier: MIT */
#include "falk-scheme.h"

#include "falk-gate-look.h"
#include "falk-role-ink.h"
#include "falk-stored.h"

#include <math.h>

#define WEIGHT_TOP 34.0 /* its size above it */
#define WEIGHT_H 112.0

static const FalkInk gate_fills[] = {
  FALK_INK_WEIGHT_FILL_1,
  FALK_INK_WEIGHT_FILL_2,
  FALK_INK_WEIGHT_FILL_3,
};

static void
draw_weight_blocks (FalkScene *scene, const FalkScheme *scheme, FalkBox box)
{
  guint gates = scheme->product->gates;

  for (guint i = 0; i < gates; i++)
    {
      FalkBox block = { box.x, box.y + box.h * i / gates, box.w,
                        box.h / gates };
      const FalkGateLook *look = falk_gate_block (gates, i);

      falk_pen_rect (scene, block, gate_fills[i % G_N_ELEMENTS (gate_fills)],
                     FALK_INK_LINE);
      if (look)
        falk_pen_textf (scene, block.x + block.w / 2, block.y + block.h / 2 + 4,
                        FALK_ANCHOR_MIDDLE, FALK_TYPE_STRONG,
                        FALK_INK_WEIGHT_TEXT, "%s %s", look->word,
                        look->letter);
    }
}

/* The weight as stored, its rows labelled on the left, one factor a line. */
static void
draw_weight_labels (FalkScene *scene, const FalkScheme *scheme, FalkBox box)
{
  const FalkValue *stored = &scheme->product->m2.stored;
  const FalkAxis *rows = &stored->axes[0], *cols = &stored->axes[1];
  double y = box.y + box.h / 2 - 6;
  g_autofree char *sentence = falk_axis_sentence (rows);
  FalkInk shared =
      falk_scheme_fits (scheme) ? falk_axis_ink (cols) : FALK_INK_MISMATCH;

  falk_pen_text (scene, box.x - 8, y, FALK_ANCHOR_END, FALK_TYPE_NUMBER,
                 falk_axis_ink (rows), falk_scene_digits (scene, rows->size));
  falk_pen_name (scene, "weight-rows", "%s", sentence);
  if (rows->n_factors == 1)
    falk_pen_text_in (scene, box.x - 8, y + 14, 120, FALK_ANCHOR_END,
                      FALK_TYPE_SMALL, falk_axis_ink (rows),
                      falk_axis_word (rows));
  for (guint i = 0; i < rows->n_factors && rows->n_factors > 1; i++)
    falk_pen_textf (scene, box.x - 8, y + 14 + 13 * i, FALK_ANCHOR_END,
                    FALK_TYPE_SMALL, falk_role_ink (rows->factors[i].role),
                    "%s%" G_GINT64_FORMAT " %s", i ? "× " : "",
                    rows->factors[i].size,
                    falk_role_name (rows->factors[i].role));
  falk_pen_text (scene, box.x + box.w / 2, box.y - 18, FALK_ANCHOR_MIDDLE,
                 FALK_TYPE_NUMBER, shared,
                 falk_scene_digits (scene, cols->size));
  if (cols->n_factors == 1)
    falk_pen_text_in (scene, box.x + box.w / 2, box.y - 5, 150,
                      FALK_ANCHOR_MIDDLE, FALK_TYPE_SMALL, shared,
                      falk_axis_word (cols));
  else
    {
      FalkRunOfText runs[FALK_AXIS_RUNS_MAX];

      falk_pen_runs (scene, box.x + box.w / 2, box.y - 5, FALK_ANCHOR_MIDDLE,
                     runs,
                     falk_axis_runs (scene, cols, TRUE, FALK_TYPE_SMALL,
                                     FALK_TYPE_SMALL, runs));
    }
}

/* A dashed line with a head that leaves @from and arrives at @to, both
 * horizontally. It turns within @turn points of its start. */
static void
draw_joint (FalkScene *scene, FalkPoint from, FalkPoint to, double turn)
{
  FalkPoint points[4] = {
    from, { from.x + turn, from.y }, { from.x + turn, to.y }, { to.x - 5, to.y }
  };

  falk_pen_curve (scene, points, FALK_INK_GHOST, 1.3)->dash = FALK_DASH_DASHED;
  falk_pen_head (scene, to, 1, 0, FALK_INK_GHOST);
}

/* The weight lies where its names have room, as high and wide as the
 * logarithms of its sizes are to each other. */
static FalkBox
weight_box (const FalkProduct *product, const FalkSchemeLayout *layout)
{
  double rows = log ((double)MAX (product->m2.cols.size, 1) + 1);
  double cols = log ((double)MAX (product->m2.rows.size, 1) + 1);
  double most = MAX (rows, cols);
  double least = product->gates > 1 ? 82 : 42; /* gates are named inside */
  double w = layout->stored_w * cols / most;

  return (FalkBox){ layout->stored_x, layout->top + WEIGHT_TOP, MAX (w, least),
                    WEIGHT_H * (0.5 + 0.5 * rows / most) };
}

/* Gives its lower edge. */
static double
draw_weight (FalkScene *scene, const FalkScheme *scheme,
             const FalkSchemeLayout *layout)
{
  const FalkProduct *product = scheme->product;
  FalkShape shape = falk_value_shape (&product->m2.stored);
  g_autofree char *text = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
  FalkBox box = weight_box (product, layout);
  double name_y =
      layout->whole2.y - (falk_gate_block (product->gates, 0) ? 37 : 24) - 4;

  draw_weight_blocks (scene, scheme, box);
  draw_weight_labels (scene, scheme, box);
  falk_pen_text_in (scene, box.x + box.w / 2, box.y + box.h + 17, 170,
                    FALK_ANCHOR_MIDDLE, FALK_TYPE_NAME, FALK_INK_TEXT,
                    product->m2.name);
  falk_pen_name (scene, "weight-name", NULL);
  falk_pen_text (scene, box.x + box.w / 2, box.y + box.h + 31,
                 FALK_ANCHOR_MIDDLE, FALK_TYPE_SMALL, FALK_INK_MUTED, text);
  draw_joint (scene, (FalkPoint){ box.x + box.w + 5, box.y + box.h / 2 },
              (FalkPoint){ layout->m2.x - 7, name_y }, 54);
  falk_pen_text (scene, layout->m2.x - 16, name_y - 7, FALK_ANCHOR_END,
                 FALK_TYPE_SMALL, FALK_INK_MUTED, "transpose");
  return box.y + box.h + 34;
}

double
falk_scheme_draw_stored (FalkScene *scene, const FalkScheme *scheme,
                         const FalkSchemeLayout *layout, double joint_y)
{
  const FalkProduct *product = scheme->product;
  gboolean fits = falk_scheme_fits (scheme);
  double top = draw_weight (scene, scheme, layout);
  FalkStored stored = {
    .value = &product->m1.stored,
    .name = scheme->m1_name,
    .assumed = scheme->assumed,
    .needed = fits ? -1 : falk_scheme_rows (scheme),
    .bad = fits ? -1 : (int)product->m1.stored.rank - 1,
    .x = layout->stored_x,
    .top = top + 10,
    .middle = joint_y,
  };
  FalkStoredEnd end = falk_stored_draw (scene, &stored);

  draw_joint (scene, end.joint, (FalkPoint){ layout->m1.x - 8, joint_y },
              MIN (40, (layout->m1.x - 8 - end.joint.x) / 2));
  return end.bottom;
}

gboolean
falk_scheme_shows_gates (const FalkScheme *scheme)
{
  return scheme->record && scheme->product->kind == FALK_PRODUCT_RECURRENT;
}

/* The picture in words, for somebody who can't see it. */
static char *
describe (const FalkScheme *scheme)
{
  const FalkProduct *product = scheme->product;
  gint64 cols = falk_scheme_cols (scheme), rows = falk_scheme_rows (scheme);
  const char *verdict = cols == rows  ? "each column of m1 meets a row of m2"
                        : cols < rows ? "some rows of m2 find no column in m1"
                                      : "some columns of m1 find no row in m2";

  return g_strdup_printf (
      "m1 = %s has %" G_GINT64_FORMAT " rows and %" G_GINT64_FORMAT
      " columns, m2 = %s transposed has %" G_GINT64_FORMAT
      " rows and %" G_GINT64_FORMAT " columns: %s.",
      scheme->m1_name, product->m1.rows.size, cols, product->m2.name, rows,
      product->m2.cols.size, verdict);
}

void
falk_scheme_scene (FalkScene *scene, const FalkScheme *scheme, double width)
{
  FalkSchemeLayout layout;
  double bottom, joint_y;

  falk_scheme_lay_out (scheme, MAX (width, FALK_SCHEME_WIDTH_MIN), &layout);
  scene->width = layout.width;
  scene->description = describe (scheme);
  falk_scheme_draw_operands (scene, scheme, &layout);
  falk_scheme_draw_labels (scene, scheme, &layout);
  bottom = falk_scheme_draw_beside (scene, scheme, &layout, &joint_y);
  if (falk_scheme_shows_gates (scheme))
    {
      double gates = falk_scheme_draw_gates (scene, scheme, &layout);

      bottom = MAX (bottom, gates);
    }
  else
    {
      double stored = falk_scheme_draw_stored (scene, scheme, &layout, joint_y);

      bottom = MAX (bottom, stored);
    }
  scene->height =
      falk_scheme_draw_notes (scene, scheme, &layout, bottom + 14) + 14;
}
