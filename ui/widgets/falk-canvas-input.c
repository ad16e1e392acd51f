/* SPDX-License-Identifier: MIT */
#include "falk-canvas-input.h"

#include "falk-canvas-private.h"

#define ZOOM_STEP 1.2 /* of one key press or notch */
#define SCROLL_STEP 48.0 /* pixels of one notch or key press */
#define CLICK_SLOP 4.0 /* pixels; a longer way is a drag */

void
falk_canvas_zoom_about (FalkCanvas *canvas, double factor, double x, double y)
{
  if (!canvas->movable)
    return;
  canvas->fits = FALSE;
  falk_viewport_zoom_at (&canvas->view, factor, x, y);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static void
pan (FalkCanvas *canvas, double dx, double dy)
{
  canvas->fits = FALSE;
  falk_viewport_pan (&canvas->view, dx, dy);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy,
           FalkCanvas *canvas)
{
  if (!canvas->movable || canvas->scene == NULL)
    return GDK_EVENT_PROPAGATE;
  GdkModifierType state = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (scroll));
  if (state & GDK_CONTROL_MASK)
    falk_canvas_zoom_about (canvas, dy > 0 ? 1 / ZOOM_STEP : ZOOM_STEP,
                            canvas->pointer_x, canvas->pointer_y);
  else if (state & GDK_SHIFT_MASK)
    pan (canvas, -dy * SCROLL_STEP, -dx * SCROLL_STEP);
  else
    pan (canvas, -dx * SCROLL_STEP, -dy * SCROLL_STEP);
  return GDK_EVENT_STOP;
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y,
           FalkCanvas *canvas)
{
  canvas->pointer_x = x;
  canvas->pointer_y = y;
}

static void
say_mark (FalkCanvas *canvas, const char *signal, double x, double y)
{
  double at_x, at_y;
  falk_viewport_to_scene (&canvas->view, x, y, &at_x, &at_y);
  const FalkMark *mark = falk_scene_hit (canvas->scene, at_x, at_y);
  if (mark == NULL || mark->w <= 0 || mark->h <= 0)
    return;
  /* The handler may replace the scene, and the mark with it. */
  g_autofree char *id = g_strdup (mark->id);
  g_signal_emit_by_name (canvas, signal, id,
                         CLAMP ((at_x - mark->x) / mark->w, 0, 1),
                         CLAMP ((at_y - mark->y) / mark->h, 0, 1));
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, FalkCanvas *canvas)
{
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  canvas->drag_x = canvas->drag_y = 0;
  if (canvas->scene != NULL && !canvas->movable)
    say_mark (canvas, "mark-pressed", x, y);
}

static void
drag_update_cb (GtkGestureDrag *drag, double dx, double dy, FalkCanvas *canvas)
{
  if (canvas->scene == NULL)
    return;
  if (!canvas->movable)
    {
      double x, y;
      gtk_gesture_drag_get_start_point (drag, &x, &y);
      say_mark (canvas, "mark-pressed", x + dx, y + dy);
      return;
    }
  pan (canvas, dx - canvas->drag_x, dy - canvas->drag_y);
  canvas->drag_x = dx;
  canvas->drag_y = dy;
}

static void
drag_end_cb (GtkGestureDrag *drag, double dx, double dy, FalkCanvas *canvas)
{
  double x, y;
  if (canvas->scene == NULL || !canvas->movable || ABS (dx) > CLICK_SLOP
      || ABS (dy) > CLICK_SLOP)
    return;
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  say_mark (canvas, "mark-pressed", x, y);
}

static void
click_cb (GtkGestureClick *click, int n_press, double x, double y,
          FalkCanvas *canvas)
{
  if (n_press == 2 && canvas->scene != NULL)
    say_mark (canvas, "mark-activated", x, y);
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence,
                FalkCanvas *canvas)
{
  canvas->pinch = 1;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, FalkCanvas *canvas)
{
  double x = canvas->view.window_width / 2;
  double y = canvas->view.window_height / 2;
  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  falk_canvas_zoom_about (canvas, scale / canvas->pinch, x, y);
  canvas->pinch = scale;
}

/* Goes to the next mark with a sentence, @step 1 forwards, -1 back. */
static void
walk (FalkCanvas *canvas, int step)
{
  int n = (int)canvas->scene->marks->len;
  int at = canvas->current < 0 && step < 0 ? n : canvas->current;
  for (at += step; at >= 0 && at < n; at += step)
    {
      const FalkMark *mark = falk_scene_mark (canvas->scene, (guint)at);
      if (mark->tooltip == NULL || mark->id == NULL)
        continue;
      canvas->current = at;
      if (canvas->movable)
        falk_viewport_reveal (&canvas->view, mark->x, mark->y, mark->w,
                              mark->h);
      gtk_label_set_text (GTK_LABEL (canvas->caption), mark->tooltip);
      gtk_widget_set_visible (canvas->caption, TRUE);
      gtk_widget_queue_draw (GTK_WIDGET (canvas));
      return;
    }
}

static void
stop_walking (FalkCanvas *canvas)
{
  canvas->current = -1;
  gtk_widget_set_visible (canvas->caption, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

static gboolean
key_moves (FalkCanvas *canvas, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      pan (canvas, SCROLL_STEP, 0);
      return TRUE;
    case GDK_KEY_Right:
      pan (canvas, -SCROLL_STEP, 0);
      return TRUE;
    case GDK_KEY_Up:
      pan (canvas, 0, SCROLL_STEP);
      return TRUE;
    case GDK_KEY_Down:
      pan (canvas, 0, -SCROLL_STEP);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      falk_canvas_zoom_by (canvas, ZOOM_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      falk_canvas_zoom_by (canvas, 1 / ZOOM_STEP);
      return TRUE;
    case GDK_KEY_0:
      falk_canvas_fit (canvas);
      return TRUE;
    case GDK_KEY_1:
      falk_canvas_zoom_to_size (canvas);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode,
        GdkModifierType state, FalkCanvas *canvas)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  if (canvas->scene == NULL || (held & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Page_Down)
    walk (canvas, 1);
  else if (keyval == GDK_KEY_Page_Up)
    walk (canvas, -1);
  else if (keyval == GDK_KEY_Escape && canvas->current >= 0)
    stop_walking (canvas);
  else if (!canvas->movable || !key_moves (canvas, keyval))
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
falk_canvas_add_input (FalkCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), canvas);
  gtk_widget_add_controller (widget, scroll);

  GtkEventController *motion = gtk_event_controller_motion_new ();
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), canvas);
  gtk_widget_add_controller (widget, motion);

  GtkGesture *drag = gtk_gesture_drag_new ();
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), canvas);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), canvas);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), canvas);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect (click, "pressed", G_CALLBACK (click_cb), canvas);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  GtkGesture *zoom = gtk_gesture_zoom_new ();
  g_signal_connect (zoom, "begin", G_CALLBACK (pinch_begin_cb), canvas);
  g_signal_connect (zoom, "scale-changed", G_CALLBACK (pinch_cb), canvas);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (zoom));

  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), canvas);
  gtk_widget_add_controller (widget, keys);
}
