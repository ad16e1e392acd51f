/* SPDX-License-Identifier: MIT */
/* A mark: one thing to draw, as data. All lengths are points (CSS pixels),
 * x to the right, y down, from the scene's upper left corner. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FALK_MARK_RECT, /* x y w h, fill and/or stroke, radius */
  FALK_MARK_LINE, /* through points[0 ... n_points-1] */
  FALK_MARK_CURVE, /* cubic: points[0], two control points, points[3] */
  FALK_MARK_ARC, /* quarter arc: leaves points[0] upwards, arrives at
                      * points[1] (right of it and above) rightwards */
  FALK_MARK_POLYGON, /* points, closed */
  FALK_MARK_TEXT, /* baseline at anchor_x, baseline; box is x y w h */
  FALK_MARK_HATCH, /* x y w h filled with diagonal lines of stroke */
  FALK_MARK_HEAT, /* x y w h: rows × cols values as colours */
  FALK_MARK_KIND_COUNT
} FalkMarkKind;

/* Colours by meaning; the palette gives each theme its values. */
typedef enum
{
  FALK_INK_NONE,
  FALK_INK_PAPER,
  FALK_INK_PANEL,
  FALK_INK_TEXT,
  FALK_INK_MUTED,
  FALK_INK_LINE, /* outlines of what is there */
  FALK_INK_GHOST, /* outlines of what would be, connectors */
  FALK_INK_RULE, /* quiet borders of cards and nodes */
  FALK_INK_CARD, /* the inside of cards and nodes */
  FALK_INK_TIME, /* roles */
  FALK_INK_BATCH,
  FALK_INK_FEATURES,
  FALK_INK_HIDDEN,
  FALK_INK_MEETS, /* what meets: arcs, ticks */
  FALK_INK_MEETS_FILL,
  FALK_INK_MISMATCH, /* what doesn't: outline, hatch, numbers */
  FALK_INK_MISMATCH_FILL,
  FALK_INK_NOTICE,
  FALK_INK_NOTICE_FILL,
  FALK_INK_ACCENT, /* the cursor, the selection */
  FALK_INK_INPUT_FILL,
  FALK_INK_INPUT_FILL_TOP, /* the lit and the shaded side of a box */
  FALK_INK_INPUT_FILL_SIDE,
  FALK_INK_WEIGHT_FILL_1, /* the r, z, n blocks */
  FALK_INK_WEIGHT_FILL_2,
  FALK_INK_WEIGHT_FILL_3,
  FALK_INK_WEIGHT_TEXT, /* text on those */
  FALK_INK_COUNT
} FalkInk;

/* Stable name of @ink, "mismatch-fill"; static. */
const char *falk_ink_name (FalkInk ink);

typedef enum
{
  FALK_DASH_SOLID,
  FALK_DASH_DASHED,
  FALK_DASH_DOTTED,
} FalkDash;

typedef enum
{
  FALK_ANCHOR_START,
  FALK_ANCHOR_MIDDLE,
  FALK_ANCHOR_END,
} FalkAnchor;

typedef struct
{
  double x, y;
} FalkPoint;

typedef struct
{
  double size; /* points an em */
  gboolean bold;
  gboolean mono; /* DejaVu Sans Mono instead of DejaVu Sans */
} FalkFont;

typedef enum
{
  FALK_HEAT_SEQUENTIAL, /* lo pale ... hi dark */
  FALK_HEAT_DIVERGING, /* lo one hue, 0 pale, hi the other */
} FalkHeatScale;

/* Values of a heat map. Element (row, col) is at values[row · row_stride +
 * col · col_stride]. The values are borrowed from the scene or from the run
 * the scene holds. */
typedef struct
{
  const float *values;
  gint64 rows, cols;
  gint64 row_stride, col_stride; /* elements */
  double lo, hi; /* the values at the ends of the scale */
  FalkHeatScale scale;
} FalkHeat;

/* Fields that a kind does not name above are zero. Strings and points belong
 * to the scene. */
typedef struct
{
  FalkMarkKind kind;
  double x, y, w, h; /* the box; of a line or a polygon its bounds */
  double radius; /* corners of a rectangle */
  FalkPoint *points;
  guint n_points;
  FalkInk fill, stroke; /* of a text: fill */
  double width; /* of the stroke */
  FalkDash dash;
  double opacity; /* 0 ... 1, of the fill */
  const char *text;
  FalkFont font;
  FalkAnchor anchor;
  double anchor_x, baseline;
  FalkHeat heat;
  const char *id; /* "step-1", "m2-rows"; NULL: can't be pointed at */
  const char *tooltip; /* a sentence for it, or NULL */
} FalkMark;

G_END_DECLS
