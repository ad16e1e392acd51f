/* SPDX-License-Identifier: MIT */
#include "falk-link.h"

#include "falk-parts.h"

#define PADDING 16 /* pixels between a shape and the nodes beside it */
#define WIDTH_MIN 56 /* pixels of an arrow without a shape */
#define HEAD 7 /* pixels of an arrow's head, along it */

struct FalkLink
{
  FalkStepState state; /* of the step it leads to */
  gboolean known; /* shape and roles are */
  FalkShape shape;
  FalkRole roles[FALK_RANK_MAX];
  gboolean wrong[FALK_RANK_MAX]; /* the size that the step can't take */
  int x, y, width;
};

FalkLink *
falk_link_new (const FalkInference *inference, guint step)
{
  FalkLink *link = g_new0 (FalkLink, 1);
  link->state = FALK_STEP_UNKNOWN;
  if (inference == NULL || step >= inference->n_steps)
    return link;
  const FalkStepShapes *shapes = &inference->steps[step];
  link->state = shapes->state;
  link->known = shapes->state != FALK_STEP_UNKNOWN;
  if (!link->known)
    return link;
  link->shape = falk_value_shape (&shapes->in);
  for (guint i = 0; i < shapes->in.rank; i++)
    link->roles[i] = falk_axis_role (&shapes->in.axes[i]);
  const FalkFault *fault = &inference->fault;
  if (shapes->state == FALK_STEP_FAULT && fault->part == FALK_PART_INPUT
      && fault->axis >= 0 && fault->axis < (int)link->shape.rank)
    link->wrong[fault->axis] = TRUE;
  return link;
}

void
falk_link_free (FalkLink *link)
{
  g_free (link);
}

/* The named colour of @widget's style, or its text colour. */
static void
style_colour (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  if (!gtk_style_context_lookup_color (style, name, colour))
    gtk_style_context_get_color (style, colour);
}

static const char *
role_colour (FalkRole role)
{
  static const char *const names[] = {
    [FALK_ROLE_NONE] = "falk_muted",    [FALK_ROLE_TIME] = "falk_time",
    [FALK_ROLE_BATCH] = "falk_batch",   [FALK_ROLE_FEATURES] = "falk_features",
    [FALK_ROLE_HIDDEN] = "falk_hidden", [FALK_ROLE_GATES] = "falk_hidden",
    [FALK_ROLE_LAYERS] = "falk_muted",  [FALK_ROLE_DIRECTIONS] = "falk_muted",
    [FALK_ROLE_MERGED] = "falk_muted",
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (names) == FALK_ROLE_COUNT);
  return names[role];
}

static void
colour_range (PangoAttrList *attributes, const GdkRGBA *colour, gsize start,
              gsize end)
{
  PangoAttribute *paint = pango_attr_foreground_new (
      (guint16)(colour->red * 65535), (guint16)(colour->green * 65535),
      (guint16)(colour->blue * 65535));
  paint->start_index = (guint)start;
  paint->end_index = (guint)end;
  pango_attr_list_insert (attributes, paint);
}

/* The shape as text, coloured for @widget; free with g_object_unref(). */
static PangoLayout *
shape_layout (const FalkLink *link, GtkWidget *widget)
{
  g_autofree char *plain = falk_parts_shape (&link->shape);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, plain);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_family_new ("monospace"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
  pango_attr_list_insert (attributes,
                          pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  const char *at = plain;
  for (guint i = 0; i < link->shape.rank; i++)
    {
      const char *end = strstr (at, "·");
      end = end != NULL ? end : at + strlen (at);
      GdkRGBA colour;
      style_colour (widget,
                    link->wrong[i] ? "falk_mismatch"
                                   : role_colour (link->roles[i]),
                    &colour);
      colour_range (attributes, &colour, at - plain, end - plain);
      at = *end != '\0' ? end + strlen ("·") : end;
    }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

int
falk_link_width (const FalkLink *link, GtkWidget *widget)
{
  if (!link->known)
    return WIDTH_MIN;
  g_autoptr (PangoLayout) layout = shape_layout (link, widget);
  int width;
  pango_layout_get_pixel_size (layout, &width, NULL);
  return MAX (WIDTH_MIN, width + 2 * PADDING);
}

void
falk_link_place (FalkLink *link, int x, int y, int width)
{
  link->x = x;
  link->y = y;
  link->width = width;
}

void
falk_link_draw (const FalkLink *link, GtkWidget *widget, cairo_t *cr)
{
  GdkRGBA colour;
  gboolean fault = link->state == FALK_STEP_FAULT;
  style_colour (widget, fault ? "falk_mismatch" : "falk_ghost", &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  double y = link->y + 0.5;
  double tip = link->x + link->width - 1;
  static const double dashes[] = { 4, 3 };
  cairo_set_line_width (cr, 1.6);
  if (link->state != FALK_STEP_FITS && !fault)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, link->x + 1, y);
  cairo_line_to (cr, tip - HEAD, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, tip, y);
  cairo_line_to (cr, tip - HEAD, y - HEAD * 0.6);
  cairo_line_to (cr, tip - HEAD, y + HEAD * 0.6);
  cairo_close_path (cr);
  cairo_fill (cr);
  if (!link->known)
    return;
  g_autoptr (PangoLayout) layout = shape_layout (link, widget);
  int width, height;
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_move_to (cr, link->x + (link->width - HEAD - width) / 2.0,
                 y - height - 5);
  pango_cairo_show_layout (cr, layout);
}
