/* SPDX-License-Identifier: MIT */
/* Widths of text without a font: the advance widths of DejaVu Sans and
 * DejaVu Sans Mono 2.37, without kerning. A character that is not in the
 * table counts as a wide one, and the painter narrows a text that turns out
 * wider than this said. */
#pragma once

#include "falk-mark.h"

G_BEGIN_DECLS

/* Width of @text in points. */
double falk_font_width (const FalkFont *font, const char *text);

/* Height above and below the baseline that any text may take. */
double falk_font_ascent (const FalkFont *font);
double falk_font_descent (const FalkFont *font);

/* @text, or its beginning and its end with "…" between, so that it is no
 * wider than @width points. Digits that touch the cut go with it, so that no
 * number is left in part. The caller frees it. */
char *falk_font_ellipsize (const FalkFont *font, const char *text,
                           double width) G_GNUC_WARN_UNUSED_RESULT;

/* Breaks @text at spaces into at most @max_lines lines no wider than @width;
 * what is left over ends the last line with "…". The caller frees it with
 * g_strfreev(). */
char **falk_font_wrap (const FalkFont *font, const char *text, double width,
                       guint max_lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
