/* SPDX-License-Identifier: MIT */
#include "falk-window-private.h"

#include "falk-parts.h"

#define BUSY_TICK 100 /* milliseconds between looks at the progress */
#define BUSY_TICKS_QUIET 2 /* a job that is over by then is not mentioned */

G_DEFINE_FINAL_TYPE (FalkWindow, falk_window, GTK_TYPE_APPLICATION_WINDOW)

static void
update_header (FalkWindow *window)
{
  FalkState *state = falk_document_get_state (window->document);
  g_autofree char *title =
      state != NULL ? falk_state_title (state) : g_strdup ("Falk");
  g_autofree char *subtitle =
      state != NULL ? falk_state_subtitle (state) : g_strdup ("");
  gtk_label_set_text (window->title, title);
  gtk_label_set_text (window->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (window->subtitle), *subtitle != '\0');
  g_autofree char *name =
      state != NULL ? g_strdup_printf ("%s – Falk", title) : g_strdup (title);
  gtk_window_set_title (GTK_WINDOW (window), name);
}

static void
update_findings (FalkWindow *window, const FalkState *state)
{
  g_autoptr (GPtrArray) applied = falk_document_applied (window->document);
  FalkFindingsContent content = {
    .model = state->model,
    .input = state->input,
    .inference = state->inference,
    .choices = state->data->len > 0,
    .explanation = state->explanation,
    .notices = state->notices,
    .run = falk_document_get_run (window->document),
    .watch = falk_document_get_watch (window->document),
    .notes = state->notes,
    .applied = applied,
  };
  falk_findings_show (window->findings, &content);
}

static void
update_selection (FalkWindow *window)
{
  int step = falk_document_get_step (window->document);
  falk_sidebar_select (window->sidebar, step);
  falk_step_chain_select (window->chain, step);
  falk_window_update_picture (window);
  falk_window_update_live (window);
}

static void
changed_cb (FalkDocument *document, FalkWindow *window)
{
  FalkState *state = falk_document_get_state (document);
  falk_window_stop_play (window);
  gtk_stack_set_visible_child_name (window->pages,
                                    state != NULL ? "document" : "empty");
  update_header (window);
  falk_window_update_actions (window);
  if (state == NULL)
    return;
  g_autoptr (GPtrArray) tensors = falk_state_tensors (state);
  falk_sidebar_show (window->sidebar, state->model, state->input,
                     state->inference, tensors);
  falk_step_chain_show (window->chain, state->model, state->input,
                        state->inference);
  update_findings (window, state);
  update_selection (window);
}

static void
selected_cb (FalkDocument *document, FalkWindow *window)
{
  update_selection (window);
}

/* Progress is looked at by a timer: the worker never waits for the window. */
static gboolean
busy_cb (gpointer user_data)
{
  FalkWindow *window = user_data;
  double progress;
  const char *what = falk_document_busy (window->document, &progress);
  guint ticks =
      GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (window->busy), "ticks"))
      + 1;
  g_object_set_data (G_OBJECT (window->busy), "ticks",
                     GUINT_TO_POINTER (ticks));
  if (what == NULL)
    {
      window->busy_source = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_label_set_text (window->busy_text, what);
  gtk_widget_set_visible (window->busy, ticks > BUSY_TICKS_QUIET);
  if (progress < 0)
    gtk_progress_bar_pulse (window->busy_progress);
  else
    gtk_progress_bar_set_fraction (window->busy_progress, progress);
  return G_SOURCE_CONTINUE;
}

static void
busy_changed_cb (FalkDocument *document, FalkWindow *window)
{
  g_clear_handle_id (&window->busy_source, g_source_remove);
  gtk_widget_set_visible (window->busy, FALSE);
  if (falk_document_busy (document, NULL) != NULL)
    {
      g_object_set_data (G_OBJECT (window->busy), "ticks", NULL);
      gtk_progress_bar_set_fraction (window->busy_progress, 0);
      window->busy_source = g_timeout_add (BUSY_TICK, busy_cb, window);
      gtk_widget_set_visible (window->trouble, FALSE);
    }
  falk_window_update_actions (window);
}

void
falk_window_fail (FalkWindow *window, const char *sentence)
{
  gtk_label_set_text (window->trouble_text, sentence);
  gtk_widget_set_visible (window->trouble, TRUE);
}

static void
live_resized_cb (FalkLiveView *live, FalkWindow *window)
{
  falk_window_update_live (window);
}

static gboolean
update_picture_cb (gpointer user_data)
{
  FalkWindow *window = user_data;
  window->picture_source = 0;
  falk_window_update_picture (window);
  return G_SOURCE_REMOVE;
}

static void
canvas_resized_cb (FalkCanvas *canvas, FalkWindow *window)
{
  if (window->picture_source == 0)
    window->picture_source = g_idle_add (update_picture_cb, window);
}

static void
failed_cb (FalkDocument *document, const char *sentence, FalkWindow *window)
{
  falk_window_fail (window, sentence);
}

static void
style_changed_cb (FalkStyle *style, FalkWindow *window)
{
  FalkTheme theme = falk_style_get_theme (style);
  gboolean dark = theme == FALK_THEME_DARK;
  falk_canvas_set_theme (window->canvas, theme);
  falk_live_view_set_theme (window->live, theme);
  gtk_button_set_icon_name (GTK_BUTTON (window->theme_button),
                            dark ? "weather-clear-night-symbolic"
                                 : "weather-clear-symbolic");
  falk_parts_name (window->theme_button,
                   dark ? "Change to light" : "Change to dark", NULL);
  gtk_widget_set_tooltip_text (window->theme_button,
                               dark ? "Change to light" : "Change to dark");
  /* Arrows of the chain take their colours when they are drawn. */
  gtk_widget_queue_draw (GTK_WIDGET (window->chain));
  falk_window_update_actions (window);
}

static void
falk_window_init (FalkWindow *window)
{
  g_type_ensure (FALK_TYPE_SIDEBAR);
  g_type_ensure (FALK_TYPE_STEP_CHAIN);
  g_type_ensure (FALK_TYPE_CANVAS);
  g_type_ensure (FALK_TYPE_LIVE_VIEW);
  g_type_ensure (FALK_TYPE_FINDINGS);
  gtk_widget_init_template (GTK_WIDGET (window));
  window->unit = -1;
  window->document = falk_document_new ();
  g_signal_connect (window->document, "changed", G_CALLBACK (changed_cb),
                    window);
  g_signal_connect (window->document, "selected", G_CALLBACK (selected_cb),
                    window);
  g_signal_connect (window->document, "busy", G_CALLBACK (busy_changed_cb),
                    window);
  g_signal_connect (window->document, "failed", G_CALLBACK (failed_cb), window);
  g_signal_connect_object (window->live, "resized",
                           G_CALLBACK (live_resized_cb), window, 0);
  g_signal_connect_object (window->canvas, "resized",
                           G_CALLBACK (canvas_resized_cb), window, 0);
  falk_window_add_actions (window);
  falk_window_add_drop (window);
  falk_window_add_recent (window);
}

static void
falk_window_dispose (GObject *object)
{
  FalkWindow *window = FALK_WINDOW (object);
  falk_window_stop_play (window);
  if (window->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (window->document, window);
      falk_document_cancel (window->document);
    }
  g_clear_handle_id (&window->busy_source, g_source_remove);
  g_clear_handle_id (&window->picture_source, g_source_remove);
  g_clear_object (&window->document);
  if (window->style != NULL)
    g_signal_handlers_disconnect_by_data (window->style, window);
  g_clear_object (&window->style);
  gtk_widget_dispose_template (GTK_WIDGET (window), FALK_TYPE_WINDOW);
  G_OBJECT_CLASS (falk_window_parent_class)->dispose (object);
}

#define BIND(member)                                                           \
  gtk_widget_class_bind_template_child (widget_class, FalkWindow, member)

static void
falk_window_class_init (FalkWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = falk_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/falk/Falk/window.ui");
  BIND (title);
  BIND (subtitle);
  BIND (undo_button);
  BIND (redo_button);
  BIND (theme_button);
  BIND (menu_button);
  BIND (recent);
  BIND (pages);
  BIND (drop_zone);
  BIND (sidebar);
  BIND (chain);
  BIND (canvas);
  BIND (live);
  BIND (findings);
  BIND (picture_pane);
  BIND (trouble);
  BIND (trouble_text);
  BIND (busy);
  BIND (busy_text);
  BIND (busy_progress);
}

FalkWindow *
falk_window_new (GtkApplication *application, FalkStyle *style)
{
  FalkWindow *window =
      g_object_new (FALK_TYPE_WINDOW, "application", application, NULL);
  window->style = g_object_ref (style);
  g_signal_connect (style, "changed", G_CALLBACK (style_changed_cb), window);
  style_changed_cb (style, window);
  changed_cb (window->document, window);
  return window;
}

FalkDocument *
falk_window_get_document (FalkWindow *window)
{
  return window->document;
}
