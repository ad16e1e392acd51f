/* SPDX-License-Identifier: MIT */
/* A link of the chain: the arrow into one step, with the shape that is
 * passed to it, each size in the colour of its role. */
#pragma once

#include <gtk/gtk.h>

#include "falk-infer.h"

G_BEGIN_DECLS

typedef struct FalkLink FalkLink;

/* The arrow into step @step. @inference may be NULL: the arrow then bears no
 * shape. Nothing is kept but copies. */
FalkLink *falk_link_new (const FalkInference *inference,
                         guint step) G_GNUC_WARN_UNUSED_RESULT;
void falk_link_free (FalkLink *link);

/* Pixels that the arrow wants between its nodes, with @widget's font. */
int falk_link_width (const FalkLink *link, GtkWidget *widget);

/* Puts the arrow from @x to @x + @width at the height @y, pixels from the
 * top left corner of the widget it is drawn on. */
void falk_link_place (FalkLink *link, int x, int y, int width);

/* Draws it with the font and the colours of @widget. */
void falk_link_draw (const FalkLink *link, GtkWidget *widget, cairo_t *cr);

G_END_DECLS
