/* SPDX-License-Identifier: MIT */
/* Small parts that the widgets are put together from. Every function gives
 * a new floating widget, to be handed to a parent at once. */
#pragma once

#include <gtk/gtk.h>

#include "falk-value.h"

G_BEGIN_DECLS

/* A label at the left that wraps at words, with the style class @css (or
 * NULL). The text is plain, not markup. */
GtkWidget *falk_parts_text (const char *text, const char *css);

/* A label of one line that is ellipsised in the middle where room is short;
 * the whole text is then its tooltip. */
GtkWidget *falk_parts_line (const char *text, const char *css);

/* The heading above a group: "MODEL". Spoken as a heading. */
GtkWidget *falk_parts_heading (const char *text);

/* A box with the style class @css, its children below each other. */
GtkWidget *falk_parts_column (int spacing, const char *css);
GtkWidget *falk_parts_row (int spacing, const char *css);

/* Sets what assistive technology calls @widget, and says of it (or NULL). */
void falk_parts_name (GtkWidget *widget, const char *name,
                      const char *description);

/* Takes all children out of @box. */
void falk_parts_clear (GtkWidget *box);

/* "50·32·3"; "scalar" for rank 0. The caller frees it. */
char *falk_parts_shape (const FalkShape *shape) G_GNUC_WARN_UNUSED_RESULT;

/* The style class that colours a number by its role, or NULL. */
const char *falk_parts_role_class (FalkRole role);

G_END_DECLS
