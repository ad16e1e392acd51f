/* SPDX-License-Identifier: MIT */
#pragma once

#include "falk-paint.h"

G_BEGIN_DECLS

/* Heat maps as image surfaces, one cell a pixel, at most as many pixels as
 * can be seen. */
void falk_paint_heat (const FalkMark *mark, cairo_t *cr, FalkTheme theme);

/* Texts as paths, or as glyphs in a vector file. */
void falk_paint_text (FalkPainter *painter, const FalkMark *mark, cairo_t *cr);

void falk_paint_set_ink (cairo_t *cr, FalkTheme theme, FalkInk ink,
                         double opacity);

G_END_DECLS
