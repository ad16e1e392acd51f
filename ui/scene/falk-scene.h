/* SPDX-License-Identifier: MIT */
/* A scene: the picture as data. Marks in the order they are painted, each
 * with a box in points, a colour token and, where a person may point at it,
 * an id and a sentence. Nothing here draws, and nothing here measures with a
 * font: widths come from a fixed table, so a scene is the same everywhere. */
#pragma once

#include "falk-explanation.h"
#include "falk-infer.h"
#include "falk-run.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_MARK_RECT,  /* x y w h, fill and/or stroke, radius */
  FALK_MARK_LINE,  /* points[0 … n-1] */
  FALK_MARK_ARC,   /* quarter arc from points[0] to points[1] */
  FALK_MARK_POLYGON,
  FALK_MARK_TEXT,  /* at x y: the baseline's start, middle or end */
  FALK_MARK_HATCH, /* x y w h filled with diagonal lines */
  FALK_MARK_HEAT,  /* x y w h: rows × cols values as colours */
} FalkMarkKind;

/* Colours by meaning; the palette gives each theme its values. */
typedef enum
{
  FALK_INK_NONE,
  FALK_INK_PAPER,
  FALK_INK_PANEL,
  FALK_INK_TEXT,
  FALK_INK_MUTED,
  FALK_INK_LINE,
  FALK_INK_TIME,
  FALK_INK_BATCH,
  FALK_INK_FEATURES,
  FALK_INK_HIDDEN,
  FALK_INK_MEETS,     /* what meets: arcs */
  FALK_INK_MISMATCH,  /* what doesn't: outline, hatch, numbers */
  FALK_INK_NOTICE,
  FALK_INK_INPUT_FILL,
  FALK_INK_WEIGHT_FILL_1, /* the r, z, n blocks */
  FALK_INK_WEIGHT_FILL_2,
  FALK_INK_WEIGHT_FILL_3,
  FALK_INK_MISMATCH_FILL,
  FALK_INK_COUNT
} FalkInk;

/* The rest (FalkMark, FalkScene, options, hit test, text form) is below. */

G_END_DECLS
