/* SPDX-License-Identifier: MIT */
#include "falk-canvas.h"

#include "falk-canvas-input.h"
#include "falk-canvas-private.h"
#include "falk-parts.h"

#define FIT_ZOOM_MAX 1.6 /* a small scene is not blown up further */

G_DEFINE_FINAL_TYPE (FalkCanvas, falk_canvas, GTK_TYPE_WIDGET)

static void
fit_or_keep (FalkCanvas *canvas)
{
  if (canvas->fits)
    falk_viewport_fit (&canvas->view, canvas->movable ? FIT_ZOOM_MAX : 1);
  else
    falk_viewport_pan (&canvas->view, 0, 0);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
falk_canvas_size_allocate (GtkWidget *widget, int width, int height,
                           int baseline)
{
  FalkCanvas *canvas = FALK_CANVAS (widget);
  if (canvas->view.window_width != width
      || canvas->view.window_height != height)
    g_signal_emit_by_name (canvas, "resized");
  canvas->view.window_width = width;
  canvas->view.window_height = height;
  fit_or_keep (canvas);
  int natural;
  gtk_widget_measure (canvas->caption, GTK_ORIENTATION_VERTICAL, width, NULL,
                      &natural, NULL, NULL);
  /* The sentence of a mark stands below; why there is no picture, amid. */
  int y = canvas->scene != NULL ? height - natural : (height - natural) / 2;
  GtkAllocation place = { 0, MAX (0, y), width, natural };
  gtk_widget_size_allocate (canvas->caption, &place, -1);
}

/* A scene that can't be moved should be seen whole at its own size. */
static void
falk_canvas_measure (GtkWidget *widget, GtkOrientation orientation,
                     int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  const FalkCanvas *canvas = FALK_CANVAS (widget);
  *minimum = 80;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = 640;
  else if (canvas->movable || canvas->scene == NULL)
    *natural = 300;
  else
    *natural = MAX (80, (int)canvas->scene->height);
}

/* A frame around the mark that the keyboard is at. */
static void
draw_current (FalkCanvas *canvas, cairo_t *cr)
{
  if (canvas->current < 0)
    return;
  const FalkMark *mark =
      falk_scene_mark (canvas->scene, (guint)canvas->current);
  GdkRGBA colour;
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (canvas));
  if (!gtk_style_context_lookup_color (style, "falk_accent", &colour))
    gtk_style_context_get_color (style, &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 2 / canvas->view.zoom);
  double gap = 3 / canvas->view.zoom;
  cairo_rectangle (cr, mark->x - gap, mark->y - gap, mark->w + 2 * gap,
                   mark->h + 2 * gap);
  cairo_stroke (cr);
}

static void
falk_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FalkCanvas *canvas = FALK_CANVAS (widget);
  const FalkViewport *view = &canvas->view;
  graphene_rect_t bounds;
  graphene_rect_init (&bounds, 0, 0, (float)gtk_widget_get_width (widget),
                      (float)gtk_widget_get_height (widget));
  gtk_snapshot_push_clip (snapshot, &bounds);
  if (canvas->scene != NULL)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      cairo_translate (cr, view->x, view->y);
      cairo_scale (cr, view->zoom, view->zoom);
      falk_paint_scene (canvas->painter, canvas->scene, cr, canvas->theme);
      draw_current (canvas, cr);
      cairo_destroy (cr);
    }
  GTK_WIDGET_CLASS (falk_canvas_parent_class)->snapshot (widget, snapshot);
  gtk_snapshot_pop (snapshot);
}

static gboolean
falk_canvas_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                           GtkTooltip *tooltip)
{
  FalkCanvas *canvas = FALK_CANVAS (widget);
  if (canvas->scene == NULL || keyboard)
    return FALSE;
  double at_x, at_y;
  falk_viewport_to_scene (&canvas->view, x, y, &at_x, &at_y);
  const FalkMark *mark = falk_scene_hit (canvas->scene, at_x, at_y);
  if (mark == NULL || mark->tooltip == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, mark->tooltip);
  GdkRectangle area = { (int)(canvas->view.x + mark->x * canvas->view.zoom),
                        (int)(canvas->view.y + mark->y * canvas->view.zoom),
                        (int)(mark->w * canvas->view.zoom) + 1,
                        (int)(mark->h * canvas->view.zoom) + 1 };
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
falk_canvas_init (FalkCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  canvas->fits = TRUE;
  canvas->movable = TRUE;
  canvas->current = -1;
  canvas->view.zoom = 1;
  canvas->painter = falk_painter_new ();
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  canvas->caption = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE,
                                  "xalign", 0.0, "visible", FALSE, NULL);
  gtk_widget_add_css_class (canvas->caption, "caption");
  gtk_widget_set_parent (canvas->caption, widget);
  falk_canvas_add_input (canvas);
  falk_parts_name (widget, "Picture", "Nothing is shown yet");
}

static void
falk_canvas_dispose (GObject *object)
{
  FalkCanvas *canvas = FALK_CANVAS (object);
  g_clear_pointer (&canvas->caption, gtk_widget_unparent);
  g_clear_pointer (&canvas->scene, falk_scene_free);
  g_clear_pointer (&canvas->reason, g_free);
  g_clear_pointer (&canvas->painter, falk_painter_free);
  G_OBJECT_CLASS (falk_canvas_parent_class)->dispose (object);
}

static void
falk_canvas_class_init (FalkCanvasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = falk_canvas_dispose;
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  widget_class->measure = falk_canvas_measure;
  widget_class->size_allocate = falk_canvas_size_allocate;
  widget_class->snapshot = falk_canvas_snapshot;
  widget_class->query_tooltip = falk_canvas_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "falk-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  g_signal_new ("mark-pressed", FALK_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_DOUBLE,
                G_TYPE_DOUBLE);
  g_signal_new ("mark-activated", FALK_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_DOUBLE,
                G_TYPE_DOUBLE);
  g_signal_new ("resized", FALK_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
}

GtkWidget *
falk_canvas_new (void)
{
  return g_object_new (FALK_TYPE_CANVAS, NULL);
}

/* What is said of @scene: its description, or else the sentences of its
 * marks. */
static char *
description_of (const FalkScene *scene)
{
  if (scene == NULL)
    return g_strdup ("Nothing is shown yet");
  if (scene->description != NULL)
    return g_strdup (scene->description);
  GString *sentences = g_string_new (NULL);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const char *sentence = falk_scene_mark (scene, i)->tooltip;
      if (sentence != NULL && strstr (sentences->str, sentence) == NULL)
        g_string_append_printf (sentences, "%s%s",
                                sentences->len > 0 ? " " : "", sentence);
    }
  return g_string_free (sentences, FALSE);
}

/* Below a picture the caption is for the sentence of a mark, and hidden until
 * there is one; without a picture it says why there is none. */
static void
reset_caption (FalkCanvas *canvas)
{
  GtkLabel *label = GTK_LABEL (canvas->caption);
  gboolean none = canvas->scene == NULL;
  gtk_label_set_text (label, none && canvas->reason ? canvas->reason : "");
  gtk_label_set_xalign (label, none ? 0.5 : 0);
  if (none)
    gtk_widget_remove_css_class (canvas->caption, "caption");
  else
    gtk_widget_add_css_class (canvas->caption, "caption");
  gtk_widget_set_visible (canvas->caption, none);
  gtk_widget_queue_allocate (GTK_WIDGET (canvas));
}

void
falk_canvas_set_reason (FalkCanvas *canvas, const char *sentence)
{
  g_return_if_fail (FALK_IS_CANVAS (canvas));
  g_free (canvas->reason);
  canvas->reason = g_strdup (sentence);
  if (canvas->scene == NULL)
    reset_caption (canvas);
}

void
falk_canvas_take_scene (FalkCanvas *canvas, FalkScene *scene)
{
  g_return_if_fail (FALK_IS_CANVAS (canvas));
  g_clear_pointer (&canvas->scene, falk_scene_free);
  canvas->scene = scene;
  canvas->current = -1;
  canvas->view.scene_width = scene != NULL ? scene->width : 0;
  canvas->view.scene_height = scene != NULL ? scene->height : 0;
  g_autofree char *description = description_of (scene);
  falk_parts_name (GTK_WIDGET (canvas),
                   scene != NULL && scene->title ? scene->title : "Picture",
                   description);
  reset_caption (canvas);
  fit_or_keep (canvas);
}

const FalkScene *
falk_canvas_get_scene (const FalkCanvas *canvas)
{
  return canvas->scene;
}

void
falk_canvas_set_theme (FalkCanvas *canvas, FalkTheme theme)
{
  g_return_if_fail (FALK_IS_CANVAS (canvas));
  canvas->theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

void
falk_canvas_set_movable (FalkCanvas *canvas, gboolean movable)
{
  canvas->movable = movable;
}

void
falk_canvas_fit (FalkCanvas *canvas)
{
  canvas->fits = TRUE;
  fit_or_keep (canvas);
}

void
falk_canvas_zoom_by (FalkCanvas *canvas, double factor)
{
  falk_canvas_zoom_about (canvas, factor, canvas->view.window_width / 2,
                          canvas->view.window_height / 2);
}

void
falk_canvas_zoom_to_size (FalkCanvas *canvas)
{
  falk_canvas_zoom_by (canvas, 1 / canvas->view.zoom);
}

double
falk_canvas_get_zoom (const FalkCanvas *canvas)
{
  return canvas->view.zoom;
}
