/* SPDX-License-Identifier: MIT */
#include "falk-application.h"

#include "falk-settings.h"
#include "falk-window.h"

#define THEME "theme" /* name of the setting */

struct _FalkApplication
{
  GtkApplication parent_instance;

  /* owned; one for all windows */
  FalkStyle *style;
  FalkSettings *settings;
};

G_DEFINE_FINAL_TYPE (FalkApplication, falk_application, GTK_TYPE_APPLICATION)

/* Every function key has a twin with Ctrl. */
static const struct
{
  const char *action;
  const char *keys[4];
} accels[] = {
  { "win.open", { "<Control>o" } },
  { "win.paste", { "<Control>v" } },
  { "win.run", { "<Control>r", "F5" } },
  { "win.cancel", { "Escape" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.export", { "<Control>e" } },
  { "win.copy-picture", { "<Control><Shift>c" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-fit", { "<Control>0", "<Control>KP_0" } },
  { "win.zoom-100", { "<Control>1", "<Control>KP_1" } },
  { "win.time-prev", { "<Alt>Left" } },
  { "win.time-next", { "<Alt>Right" } },
  { "win.time-first", { "<Alt>Home" } },
  { "win.time-last", { "<Alt>End" } },
  { "win.play", { "<Control>space" } },
  { "win.toggle-theme", { "<Control>d" } },
  { "win.menu", { "<Control>m" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.close", { "<Control>w" } },
  { "app.new-window", { "<Control>n" } },
  { "app.quit", { "<Control>q" } },
};

static FalkWindow *
add_window (FalkApplication *application)
{
  FalkWindow *window =
      falk_window_new (GTK_APPLICATION (application), application->style);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_window (FALK_APPLICATION (user_data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

/* Following the desktop needs remembering only where something else was. */
static void
style_changed_cb (FalkStyle *style, FalkApplication *application)
{
  const char *scheme = falk_style_get_scheme (style);
  g_autofree char *before = falk_settings_dup (application->settings, THEME);
  g_autoptr (GError) error = NULL;
  if (before == NULL && g_str_equal (scheme, "system"))
    return;
  if (!falk_settings_set (application->settings, THEME, scheme, &error))
    g_message ("The theme will be forgotten: %s", error->message);
}

/* The style, as it was chosen last. */
static void
add_style (FalkApplication *application)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "falk", "settings.ini", NULL);
  g_autofree char *scheme = NULL;
  application->style = falk_style_new ();
  application->settings = falk_settings_new (path);
  scheme = falk_settings_dup (application->settings, THEME);
  if (scheme != NULL)
    falk_style_set_scheme (application->style, scheme);
  g_signal_connect_object (application->style, "changed",
                           G_CALLBACK (style_changed_cb), application, 0);
}

static void
falk_application_startup (GApplication *gapplication)
{
  G_APPLICATION_CLASS (falk_application_parent_class)->startup (gapplication);
  FalkApplication *application = FALK_APPLICATION (gapplication);
  static const GActionEntry entries[] = { { "new-window", new_window_cb },
                                          { "quit", quit_cb } };
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries,
                                   G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                           accels[i].action, accels[i].keys);
  gtk_window_set_default_icon_name (FALK_APPLICATION_ID);
  add_style (application);
}

static void
falk_application_shutdown (GApplication *gapplication)
{
  FalkApplication *application = FALK_APPLICATION (gapplication);
  g_clear_object (&application->style);
  g_clear_pointer (&application->settings, falk_settings_free);
  G_APPLICATION_CLASS (falk_application_parent_class)->shutdown (gapplication);
}

static void
falk_application_activate (GApplication *gapplication)
{
  GtkWindow *active =
      gtk_application_get_active_window (GTK_APPLICATION (gapplication));
  if (active != NULL)
    gtk_window_present (active);
  else
    add_window (FALK_APPLICATION (gapplication));
}

/* The window that files are opened in: an empty one, else a new one. */
static FalkWindow *
free_window (FalkApplication *application)
{
  GtkWindow *active =
      gtk_application_get_active_window (GTK_APPLICATION (application));
  if (FALK_IS_WINDOW (active))
    {
      FalkDocument *document = falk_window_get_document (FALK_WINDOW (active));
      if (falk_document_get_state (document) == NULL
          && falk_document_busy (document, NULL) == NULL)
        return FALK_WINDOW (active);
    }
  return add_window (application);
}

static void
falk_application_open (GApplication *gapplication, GFile **files, int n_files,
                       const char *hint)
{
  FalkWindow *window = free_window (FALK_APPLICATION (gapplication));
  falk_window_open (window, files, n_files);
}

static void
falk_application_class_init (FalkApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  application_class->startup = falk_application_startup;
  application_class->shutdown = falk_application_shutdown;
  application_class->activate = falk_application_activate;
  application_class->open = falk_application_open;
}

static void
falk_application_init (FalkApplication *application)
{
}

FalkApplication *
falk_application_new (void)
{
  return g_object_new (FALK_TYPE_APPLICATION, "application-id",
                       FALK_APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/falk/Falk", NULL);
}
