/* SPDX-License-Identifier: MIT */
/* Paint: a scene on a cairo context. The one function that draws, for the
 * window, for PNG, SVG and PDF, and for print.
 *
 * Text is filled as paths, without hinting, from DejaVu Sans and DejaVu Sans
 * Mono, so that the same scene gives the same pixels everywhere; on surfaces
 * of SVG and PDF it is glyphs. */
#pragma once

#include "falk-palette.h"
#include "falk-scene.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Holds fonts and the texts laid out so far. For one thread at a time; make
 * one and keep it where scenes are painted again and again. */
typedef struct FalkPainter FalkPainter;

FalkPainter *falk_painter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void falk_painter_free (FalkPainter *painter);

/* Paints @scene with its upper left corner at @cr's origin, one unit a point.
 * The background is the caller's: see falk_paint_paper(). */
void falk_paint_scene (FalkPainter *painter, const FalkScene *scene,
                       cairo_t *cr, FalkTheme theme);

/* Fills everything that @cr may draw on with the theme's paper. */
void falk_paint_paper (cairo_t *cr, FalkTheme theme);

/* Width of @mark's text in points as the painter's font has it, before it is
 * narrowed to the width the scene says: for a test of the scene's table. */
double falk_painter_measure (FalkPainter *painter, const FalkMark *mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkPainter, falk_painter_free)

G_END_DECLS
