/* SPDX-License-Identifier: MIT */
/* The palette: one colour for each ink, one table for each theme.
 *
 * Every ink that text is written in has a contrast of 4.5 : 1 or more (WCAG
 * 2.1) with every fill it may stand on; a test goes through the table. */
#pragma once

#include "falk-mark.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_THEME_LIGHT,
  FALK_THEME_DARK,
  FALK_THEME_PRINT,
  FALK_THEME_COUNT
} FalkTheme;

typedef struct
{
  double r, g, b; /* 0 ... 1, sRGB */
} FalkColor;

/* "light"; static. */
const char *falk_theme_name (FalkTheme theme);

/* FALSE when there is no theme called @name. */
gboolean falk_theme_from_name (const char *name, FalkTheme *theme);

/* The colour of @ink, which must not be FALK_INK_NONE. */
FalkColor falk_palette_color (FalkTheme theme, FalkInk ink);

/* The colour of a value at @t, 0 ... 1, of a heat map's scale; of a
 * diverging one 0.5 is the middle. */
FalkColor falk_palette_heat (FalkTheme theme, FalkHeatScale scale, double t);

/* The colour of a value that is not a number. */
FalkColor falk_palette_nan (FalkTheme theme);

/* Contrast of two colours, 1 ... 21, as WCAG 2.1 defines it. */
double falk_color_contrast (FalkColor a, FalkColor b);

G_END_DECLS
