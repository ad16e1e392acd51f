/* SPDX-License-Identifier: MIT */
#include "falk-live-view.h"

#include "falk-canvas.h"
#include "falk-live-bar.h"
#include "falk-parts.h"

/* Pixels a point that a scene is reduced to, at most, where it is too high. */
#define ZOOM_LEAST 0.5

struct _FalkLiveView
{
  GtkBox parent_instance;

  guint resize_source; /* of the idle handler that says "resized", or 0 */
  gint64 T; /* time steps of what is shown; 0: nothing */
  gint64 H; /* and its units */

  /* borrowed: children */
  GtkWidget *none; /* shown when there is nothing */
  GtkLabel *why;
  GtkButton *offer;
  GtkLabel *banner;
  GtkWidget *some; /* shown when there is something */
  FalkLiveBar *bar;
  FalkCanvas *canvas;
};

G_DEFINE_FINAL_TYPE (FalkLiveView, falk_live_view, GTK_TYPE_BOX)

/* A gate's heat map was pressed: its columns are the time steps. */
static void
pressed_cb (FalkCanvas *canvas, const char *id, double u, double v,
            FalkLiveView *view)
{
  if (view->T == 0 || id == NULL || !g_str_has_prefix (id, "gate-"))
    return;
  gtk_widget_activate_action (GTK_WIDGET (view), "win.time", "i",
                              (int)MIN (view->T - 1, (gint64)(u * view->T)));
}

/* A gate's heat map was pressed twice: its rows are the units. */
static void
activated_cb (FalkCanvas *canvas, const char *id, double u, double v,
              FalkLiveView *view)
{
  if (view->T == 0 || id == NULL || !g_str_has_prefix (id, "gate-"))
    return;
  gtk_widget_activate_action (GTK_WIDGET (view), "win.unit", "i",
                              (int)MIN (view->H - 1, (gint64)(v * view->H)));
}

/* A scene can't be replaced while its canvas is being given its place. */
static gboolean
say_resized_cb (gpointer user_data)
{
  FalkLiveView *view = user_data;
  view->resize_source = 0;
  g_signal_emit_by_name (view, "resized");
  return G_SOURCE_REMOVE;
}

static void
resized_cb (FalkCanvas *canvas, FalkLiveView *view)
{
  if (view->T > 0 && view->resize_source == 0)
    view->resize_source = g_idle_add (say_resized_cb, view);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint keyval, guint keycode,
        GdkModifierType state, FalkLiveView *view)
{
  static const struct
  {
    guint keyval;
    const char *action;
  } moves[] = {
    { GDK_KEY_Left, "win.time-prev" },  { GDK_KEY_Right, "win.time-next" },
    { GDK_KEY_Home, "win.time-first" }, { GDK_KEY_End, "win.time-last" },
    { GDK_KEY_space, "win.play" },      { GDK_KEY_Up, "win.unit-prev" },
    { GDK_KEY_Down, "win.unit-next" },
  };
  if (view->T == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (moves[i].keyval == keyval)
      return gtk_widget_activate_action (GTK_WIDGET (view), moves[i].action,
                                         NULL);
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
new_none (FalkLiveView *view)
{
  GtkWidget *row = falk_parts_row (12, "live-none");
  gtk_widget_set_valign (row, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (row, TRUE);
  gtk_box_append (GTK_BOX (row), falk_parts_heading ("LIVE"));
  /* It is shortened, not wrapped: in a pane of one line's height a label that
   * wraps asks for the width of all of it, and pushes the rest out. */
  view->why = GTK_LABEL (falk_parts_line ("", "dim"));
  gtk_widget_set_hexpand (GTK_WIDGET (view->why), TRUE);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (view->why));
  view->offer = GTK_BUTTON (gtk_button_new ());
  gtk_actionable_set_action_name (GTK_ACTIONABLE (view->offer),
                                  "win.preview-fix");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (view->offer), "i", 0);
  gtk_widget_set_valign (GTK_WIDGET (view->offer), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (view->offer));
  return row;
}

static GtkWidget *
new_some (FalkLiveView *view)
{
  GtkWidget *column = falk_parts_column (4, NULL);
  view->banner = GTK_LABEL (falk_parts_text ("", "live-banner"));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (view->banner));
  view->bar = FALK_LIVE_BAR (falk_live_bar_new ());
  GtkWidget *scroller = gtk_scrolled_window_new ();
  /* The bar may be wider than a narrow window leaves it. */
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_EXTERNAL,
                "vscrollbar-policy", GTK_POLICY_NEVER, "child", view->bar,
                NULL);
  gtk_box_append (GTK_BOX (column), scroller);
  view->canvas = FALK_CANVAS (falk_canvas_new ());
  falk_canvas_set_movable (view->canvas, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (view->canvas), TRUE);
  g_signal_connect (view->canvas, "mark-pressed", G_CALLBACK (pressed_cb),
                    view);
  g_signal_connect (view->canvas, "mark-activated", G_CALLBACK (activated_cb),
                    view);
  g_signal_connect (view->canvas, "resized", G_CALLBACK (resized_cb), view);
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view->canvas), keys);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (view->canvas));
  return column;
}

static void
falk_live_view_init (FalkLiveView *view)
{
  gtk_widget_add_css_class (GTK_WIDGET (view), "falk-live");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (view),
                                  GTK_ORIENTATION_VERTICAL);
  view->none = new_none (view);
  gtk_box_append (GTK_BOX (view), view->none);
  view->some = new_some (view);
  gtk_widget_set_vexpand (view->some, TRUE);
  gtk_box_append (GTK_BOX (view), view->some);
  falk_parts_name (GTK_WIDGET (view), "Live view", NULL);
  falk_live_view_show_none (view, "", NULL);
}

static void
falk_live_view_dispose (GObject *object)
{
  g_clear_handle_id (&FALK_LIVE_VIEW (object)->resize_source, g_source_remove);
  G_OBJECT_CLASS (falk_live_view_parent_class)->dispose (object);
}

static void
falk_live_view_class_init (FalkLiveViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = falk_live_view_dispose;
  g_signal_new ("resized", FALK_TYPE_LIVE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                NULL, NULL, G_TYPE_NONE, 0);
}

GtkWidget *
falk_live_view_new (void)
{
  return g_object_new (FALK_TYPE_LIVE_VIEW, NULL);
}

void
falk_live_view_show_none (FalkLiveView *view, const char *why,
                          const char *offer)
{
  g_return_if_fail (FALK_IS_LIVE_VIEW (view));
  view->T = 0;
  gtk_label_set_text (view->why, why);
  if (offer != NULL)
    {
      gtk_button_set_label (view->offer, offer);
      falk_parts_name (GTK_WIDGET (view->offer), offer, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (view->offer), offer != NULL);
  gtk_widget_set_visible (view->none, TRUE);
  gtk_widget_set_visible (view->some, FALSE);
  falk_canvas_take_scene (view->canvas, NULL);
}

void
falk_live_view_show (FalkLiveView *view, FalkScene *scene,
                     const FalkLivePosition *position)
{
  g_return_if_fail (FALK_IS_LIVE_VIEW (view));
  view->T = position->T;
  view->H = position->H;
  falk_canvas_take_scene (view->canvas, scene);
  falk_live_bar_show (view->bar, position);
  gtk_label_set_text (view->banner,
                      position->banner != NULL ? position->banner : "");
  gtk_widget_set_visible (GTK_WIDGET (view->banner), position->banner != NULL);
  gtk_widget_set_visible (view->none, FALSE);
  gtk_widget_set_visible (view->some, TRUE);
}

void
falk_live_view_set_theme (FalkLiveView *view, FalkTheme theme)
{
  falk_canvas_set_theme (view->canvas, theme);
}

double
falk_live_view_get_room (FalkLiveView *view)
{
  const FalkScene *scene = falk_canvas_get_scene (view->canvas);
  double width = gtk_widget_get_width (GTK_WIDGET (view->canvas));
  double height = gtk_widget_get_height (GTK_WIDGET (view->canvas));
  if (scene == NULL || height <= 0)
    return width;
  return width / CLAMP (height / scene->height, ZOOM_LEAST, 1);
}
