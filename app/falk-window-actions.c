/* SPDX-License-Identifier: MIT */
#include "falk-window-private.h"

#include "falk-screenshot.h"

#define ZOOM_STEP 1.2

/* Most actions only hand on what they were given. */
#define ACTION(name, call)                                                     \
  static void name##_cb (GSimpleAction *action, GVariant *parameter,           \
                         gpointer user_data)                                   \
  {                                                                            \
    FalkWindow *window = user_data;                                            \
    FalkDocument *document = window->document;                                 \
    (void)document;                                                            \
    call;                                                                      \
  }

#define INT g_variant_get_int32 (parameter)
#define TEXT g_variant_get_string (parameter, NULL)

ACTION (open, falk_window_choose_files (window))
ACTION (open_text, falk_document_open_text (document, TEXT, NULL))
ACTION (open_sample, falk_window_open_sample (window))
ACTION (paste_error, falk_window_paste (window))
ACTION (use_tensor, falk_document_use_tensor (document, (guint)INT))
ACTION (select_step, falk_document_select (document, INT))
ACTION (apply_fix, falk_document_apply_fix (document, (guint)INT))
ACTION (preview_fix, falk_document_preview (document, (guint)INT))
ACTION (run, falk_document_run (document))
ACTION (cancel, falk_document_cancel (document))
ACTION (redo, falk_document_redo (document))
ACTION (export, falk_window_choose_export (window))
ACTION (export_as, falk_window_export (window, TEXT))
ACTION (copy_picture, falk_window_copy_picture (window))
ACTION (screenshot, falk_screenshot_save (GTK_WINDOW (window), TEXT))
ACTION (zoom_in, falk_canvas_zoom_by (window->canvas, ZOOM_STEP))
ACTION (zoom_out, falk_canvas_zoom_by (window->canvas, 1 / ZOOM_STEP))
ACTION (zoom_fit, falk_canvas_fit (window->canvas))
ACTION (zoom_100, falk_canvas_zoom_to_size (window->canvas))
ACTION (time, falk_window_set_time (window, INT))
ACTION (time_prev, falk_window_set_time (window, window->time - 1))
ACTION (time_next, falk_window_set_time (window, window->time + 1))
ACTION (time_first, falk_window_set_time (window, 0))
ACTION (time_last, falk_window_set_time (window, G_MAXINT32))
ACTION (sequence, falk_window_set_place (window, INT, window->state))
ACTION (state, falk_window_set_place (window, window->sequence, INT))
ACTION (unit, falk_window_set_unit (window, INT))
ACTION (unit_prev, falk_window_set_unit (window, window->unit - 1))
ACTION (unit_next, falk_window_set_unit (window, window->unit + 1))
ACTION (play, falk_window_toggle_play (window))
ACTION (menu, gtk_menu_button_popup (GTK_MENU_BUTTON (window->menu_button)))
ACTION (dismiss, gtk_widget_set_visible (window->trouble, FALSE))
ACTION (close, gtk_window_close (GTK_WINDOW (window)))

static void
open_paths_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree const char **paths = g_variant_get_strv (parameter, NULL);
  if (paths[0] != NULL)
    falk_document_open_files (FALK_WINDOW (user_data)->document, paths);
}

static void
open_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (TEXT);
  falk_window_open (user_data, &file, 1);
}

static void
set_shape_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FalkWindow *window = user_data;
  if (falk_document_get_state (window->document) != NULL)
    falk_document_set_shape (window->document, TEXT);
}

static void
copy_text_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), TEXT);
}

/* The keys of pasting and undoing belong to a line that is being typed into,
 * if there is one; but a window's keys come before its widgets'. */
static gboolean
in_line_of_text (FalkWindow *window, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  return GTK_IS_TEXT (focus)
         && gtk_widget_activate_action (focus, action, NULL);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (!in_line_of_text (user_data, "clipboard.paste"))
    falk_window_paste (user_data);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (!in_line_of_text (user_data, "text.undo"))
    falk_document_undo (FALK_WINDOW (user_data)->document);
}

static void
theme_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (falk_style_set_scheme (FALK_WINDOW (user_data)->style,
                             g_variant_get_string (state, NULL)))
    g_simple_action_set_state (action, state);
}

static void
toggle_theme_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FalkWindow *window = user_data;
  gboolean dark = falk_style_get_theme (window->style) == FALK_THEME_DARK;
  g_action_group_change_action_state (
      G_ACTION_GROUP (window), "theme",
      g_variant_new_string (dark ? "light" : "dark"));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_about_dialog (
      GTK_WINDOW (user_data), "program-name", "Falk", "version", FALK_VERSION,
      "logo-icon-name", "io.github.falk.Falk", "license-type",
      GTK_LICENSE_MIT_X11, "comments",
      "A visual debugger for tensor shapes in recurrent models.\nNamed after "
      "Falk's scheme, in which the two axes of a product that must agree meet "
      "at a corner.",
      NULL);
}

static const GActionEntry entries[] = {
  { "open", open_cb },
  { "open-paths", open_paths_cb, "as" },
  { "open-recent", open_recent_cb, "s" },
  { "open-text", open_text_cb, "s" },
  { "open-sample", open_sample_cb },
  { "paste", paste_cb },
  { "paste-error", paste_error_cb },
  { "set-shape", set_shape_cb, "s" },
  { "use-tensor", use_tensor_cb, "i" },
  { "select-step", select_step_cb, "i" },
  { "apply-fix", apply_fix_cb, "i" },
  { "preview-fix", preview_fix_cb, "i" },
  { "run", run_cb },
  { "cancel", cancel_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "export", export_cb },
  { "export-as", export_as_cb, "s" },
  { "copy-picture", copy_picture_cb },
  { "copy-text", copy_text_cb, "s" },
  { "screenshot", screenshot_cb, "s" },
  { "zoom-in", zoom_in_cb },
  { "zoom-out", zoom_out_cb },
  { "zoom-fit", zoom_fit_cb },
  { "zoom-100", zoom_100_cb },
  { "time", time_cb, "i" },
  { "time-prev", time_prev_cb },
  { "time-next", time_next_cb },
  { "time-first", time_first_cb },
  { "time-last", time_last_cb },
  { "sequence", sequence_cb, "i" },
  { "state", state_cb, "i" },
  { "unit", unit_cb, "i" },
  { "unit-prev", unit_prev_cb },
  { "unit-next", unit_next_cb },
  { "play", play_cb },
  { "theme", NULL, "s", "'system'", theme_state_cb },
  { "toggle-theme", toggle_theme_cb },
  { "menu", menu_cb },
  { "dismiss", dismiss_cb },
  { "about", about_cb },
  { "close", close_cb },
};

void
falk_window_add_actions (FalkWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries,
                                   G_N_ELEMENTS (entries), window);
}

static void
enable (FalkWindow *window, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (window), name);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_tooltip (GtkWidget *button, const char *verb, const char *label)
{
  g_autofree char *text =
      label != NULL ? g_strdup_printf ("%s: %s", verb, label) : g_strdup (verb);
  gtk_widget_set_tooltip_text (button, text);
}

void
falk_window_update_actions (FalkWindow *window)
{
  FalkDocument *document = window->document;
  const FalkState *state = falk_document_get_state (document);
  gboolean inferred = state != NULL && state->inference != NULL;
  gboolean drawn = inferred && state->model->steps->len > 0;
  gboolean fits = inferred && state->inference->ok;
  const char *undo = falk_document_undo_label (document);
  const char *redo = falk_document_redo_label (document);
  static const char *const pictured[] = { "export",       "export-as",
                                          "copy-picture", "zoom-in",
                                          "zoom-out",     "zoom-fit",
                                          "zoom-100" };
  for (guint i = 0; i < G_N_ELEMENTS (pictured); i++)
    enable (window, pictured[i], drawn);
  enable (window, "run", fits);
  enable (window, "apply-fix", inferred && !fits);
  enable (window, "preview-fix", inferred && !fits);
  enable (window, "cancel", falk_document_busy (document, NULL) != NULL);
  enable (window, "undo", undo != NULL);
  enable (window, "redo", redo != NULL);
  set_tooltip (window->undo_button, "Undo", undo);
  set_tooltip (window->redo_button, "Redo", redo);

  static const char *const timed[] = { "time",       "time-prev", "time-next",
                                       "time-first", "time-last", "sequence",
                                       "state",      "unit",      "unit-prev",
                                       "unit-next",  "play" };
  gboolean recorded = falk_window_record (window) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (timed); i++)
    enable (window, timed[i], recorded);
  if (window->style == NULL)
    return;
  GAction *theme = g_action_map_lookup_action (G_ACTION_MAP (window), "theme");
  g_simple_action_set_state (
      G_SIMPLE_ACTION (theme),
      g_variant_new_string (falk_style_get_scheme (window->style)));
}
