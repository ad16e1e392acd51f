/* SPDX-License-Identifier: MIT */
/* A pen: adds marks to a scene that is being made. Private to this layer.
 *
 * A function that returns a mark returns it for a field or two to be set at
 * once: the next mark may move it. Strings and points are copied. */
#pragma once

#include "falk-font.h"
#include "falk-scene.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, w, h;
} FalkBox;

/* The kinds of lettering of the picture. */
typedef enum
{
  FALK_TYPE_HEADLINE,
  FALK_TYPE_TITLE,
  FALK_TYPE_FORMULA,
  FALK_TYPE_FORMULA_BOLD,
  FALK_TYPE_PILL, /* the two numbers that disagree */
  FALK_TYPE_NUMBER, /* any other size */
  FALK_TYPE_NAME, /* of a tensor */
  FALK_TYPE_STRONG, /* what matters in a label */
  FALK_TYPE_LABEL,
  FALK_TYPE_SMALL, /* roles, origins, notes */
  FALK_TYPE_CODE,
  FALK_TYPE_CODE_BOLD,
  FALK_TYPE_SECTION, /* headings of a panel */
  FALK_TYPE_COUNT
} FalkType;

/* One piece of a line of several colours. */
typedef struct
{
  FalkType type;
  FalkInk ink;
  const char *text;
} FalkRunOfText;

const FalkFont *falk_type_font (FalkType type);
double falk_type_width (FalkType type, const char *text);

FalkScene *falk_scene_begin (double width,
                             double height) G_GNUC_WARN_UNUSED_RESULT;

/* Moves the marks of @part to @scene, by @dx, @dy; @part is freed. */
void falk_scene_append (FalkScene *scene, FalkScene *part, double dx,
                        double dy);

/* Multiplies every length. */
void falk_scene_scale (FalkScene *scene, double factor);

/* Enlarges @scene by the text scale, but not beyond the width it may take. */
void falk_scene_fit (FalkScene *scene, const FalkSceneOptions *options);

/* The scene owns @memory from now on (g_free). */
void falk_scene_take (FalkScene *scene, gpointer memory);

/* @format with its arguments, kept by @scene. */
const char *falk_scene_keep (FalkScene *scene, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

FalkMark *falk_pen_rect (FalkScene *scene, FalkBox box, FalkInk fill,
                         FalkInk stroke);
FalkMark *falk_pen_round (FalkScene *scene, FalkBox box, double radius,
                          FalkInk fill, FalkInk stroke);
FalkMark *falk_pen_hatch (FalkScene *scene, FalkBox box, FalkInk stroke);
FalkMark *falk_pen_heat (FalkScene *scene, FalkBox box, const FalkHeat *heat);
FalkMark *falk_pen_line (FalkScene *scene, FalkPoint from, FalkPoint to,
                         FalkInk stroke, double width);
FalkMark *falk_pen_polygon (FalkScene *scene, const FalkPoint *points, guint n,
                            FalkInk fill, FalkInk stroke);
FalkMark *falk_pen_curve (FalkScene *scene, const FalkPoint points[4],
                          FalkInk stroke, double width);
FalkMark *falk_pen_arc (FalkScene *scene, FalkPoint from, FalkPoint to,
                        FalkInk stroke, double width);

/* A small filled triangle whose tip is at @tip, pointing along @dx, @dy. */
void falk_pen_head (FalkScene *scene, FalkPoint tip, double dx, double dy,
                    FalkInk ink);

FalkMark *falk_pen_text (FalkScene *scene, double x, double baseline,
                         FalkAnchor anchor, FalkType type, FalkInk ink,
                         const char *text);
FalkMark *falk_pen_textf (FalkScene *scene, double x, double baseline,
                          FalkAnchor anchor, FalkType type, FalkInk ink,
                          const char *format, ...) G_GNUC_PRINTF (7, 8);

/* The same, shortened to @width. The whole text becomes the tooltip where
 * something was left out. */
FalkMark *falk_pen_text_in (FalkScene *scene, double x, double baseline,
                            double width, FalkAnchor anchor, FalkType type,
                            FalkInk ink, const char *text);

/* Pieces one after another on one line. Gives the width they take. */
double falk_pen_runs (FalkScene *scene, double x, double baseline,
                      FalkAnchor anchor, const FalkRunOfText *runs, guint n);
double falk_runs_width (const FalkRunOfText *runs, guint n);

/* Lines of @text wrapped at @width, @leading apart. Gives their number. */
guint falk_pen_paragraph (FalkScene *scene, double x, double baseline,
                          double width, double leading, guint max_lines,
                          FalkAnchor anchor, FalkType type, FalkInk ink,
                          const char *text);

/* Gives the mark that was added last an id and a sentence; either may be
 * NULL. */
void falk_pen_name (FalkScene *scene, const char *id, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
