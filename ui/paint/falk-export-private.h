/* SPDX-License-Identifier: MIT */
#pragma once

#include "falk-scene.h"

G_BEGIN_DECLS

/* Makes cairo's SVG of @scene the same in every run, and readable: numbers its
 * surfaces from 1 (cairo 1.16 counts on through the whole process), rounds
 * coordinates to hundredths, and puts in the scene's title and description,
 * and its texts: not to be seen, since the glyphs are drawn, but to be found,
 * selected and copied. */
void falk_svg_finish (GByteArray *svg, const FalkScene *scene);

G_END_DECLS
