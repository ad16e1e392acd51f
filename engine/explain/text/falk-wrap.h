/* SPDX-License-Identifier: MIT */
/* Text for a terminal: how wide it is, and words wrapped to a width. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Styles of a terminal; each is left out where there are no colours. */
typedef enum
{
  FALK_STYLE_PLAIN,
  FALK_STYLE_TITLE, /* bold */
  FALK_STYLE_MUTED, /* faint */
  FALK_STYLE_FAULT, /* red */
  FALK_STYLE_FITS, /* green */
  FALK_STYLE_CODE, /* cyan */
  FALK_STYLE_CAUTION, /* yellow */
  FALK_STYLE_COUNT
} FalkStyle;

/* Columns that @text takes in a terminal. */
int falk_wrap_width (const char *text);

/* Appends @text in @style, in lines of at most @width columns, the first
 * behind @first and the others behind spaces as wide. Breaks between words; a
 * word wider than a line is broken within. What could move the cursor is
 * shown as "?". Ends with a line feed. */
void falk_wrap_append (GString *out, const char *text, const char *first,
                       int width, FalkStyle style, gboolean colour);

/* Appends @text in @style, in one piece, with control characters as "?". */
void falk_wrap_append_styled (GString *out, const char *text, FalkStyle style,
                              gboolean colour);

G_END_DECLS
