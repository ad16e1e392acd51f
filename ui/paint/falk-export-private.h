/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes cairo's SVG the same in every run, and readable: numbers its surfaces
 * from 1 (cairo 1.16 counts on through the whole process), rounds coordinates
 * to hundredths, and puts a title and a description in. Either may be NULL. */
void falk_svg_finish (GByteArray *svg, const char *title,
                      const char *description);

G_END_DECLS
