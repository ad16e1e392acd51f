/* SPDX-License-Identifier: MIT */
#include "falk-style.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define PORTAL_GROUP "org.freedesktop.appearance"
#define PORTAL_KEY "color-scheme"

struct _FalkStyle
{
  GObject parent_instance;

  guint scheme; /* index into schemes */
  gboolean system_dark; /* what the desktop prefers */

  /* owned */
  GtkCssProvider *colours;
  GtkCssProvider *sheet;
  GDBusProxy *portal; /* or NULL: not there, or not yet */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (FalkStyle, falk_style, G_TYPE_OBJECT)

static const char *const schemes[] = { "system", "light", "dark" };

/* "@define-color falk_mismatch_fill rgb(…);" for every ink. */
static char *
colour_definitions (FalkTheme theme)
{
  GString *css = g_string_new (NULL);
  for (int ink = FALK_INK_NONE + 1; ink < FALK_INK_COUNT; ink++)
    {
      FalkColor colour = falk_palette_color (theme, (FalkInk)ink);
      g_autofree char *name = g_strdup (falk_ink_name ((FalkInk)ink));
      g_strdelimit (name, "-", '_');
      g_string_append_printf (css, "@define-color falk_%s rgb(%d,%d,%d);\n",
                              name, (int)(colour.r * 255 + 0.5),
                              (int)(colour.g * 255 + 0.5),
                              (int)(colour.b * 255 + 0.5));
    }
  return g_string_free (css, FALSE);
}

FalkTheme
falk_style_get_theme (FalkStyle *style)
{
  gboolean dark =
      style->scheme == 2 || (style->scheme == 0 && style->system_dark);
  return dark ? FALK_THEME_DARK : FALK_THEME_LIGHT;
}

static void
update (FalkStyle *style)
{
  FalkTheme theme = falk_style_get_theme (style);
  g_object_set (gtk_settings_get_default (),
                "gtk-application-prefer-dark-theme", theme == FALK_THEME_DARK,
                NULL);
  g_autofree char *css = colour_definitions (theme);
  gtk_css_provider_load_from_data (style->colours, css, -1);
  g_signal_emit_by_name (style, "changed");
}

/* 1 is dark, 2 light, 0 no preference. */
static void
take_preference (FalkStyle *style, GVariant *value)
{
  g_autoptr (GVariant) plain = g_variant_ref (value);
  while (g_variant_is_of_type (plain, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *inner = g_variant_get_variant (plain);
      g_variant_unref (plain);
      plain = inner;
    }
  if (!g_variant_is_of_type (plain, G_VARIANT_TYPE_UINT32))
    return;
  style->system_dark = g_variant_get_uint32 (plain) == 1;
  update (style);
}

static void
setting_changed_cb (GDBusProxy *portal, const char *sender, const char *signal,
                    GVariant *parameters, FalkStyle *style)
{
  const char *group, *key;
  g_autoptr (GVariant) value = NULL;
  if (!g_str_equal (signal, "SettingChanged")
      || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &group, &key, &value);
  if (g_str_equal (group, PORTAL_GROUP) && g_str_equal (key, PORTAL_KEY))
    take_preference (style, value);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) answer =
      g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  if (answer == NULL)
    return; /* cancelled, or a desktop without the setting */
  g_autoptr (GVariant) value = g_variant_get_child_value (answer, 0);
  take_preference (FALK_STYLE (user_data), value);
}

static void
portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusProxy *portal = g_dbus_proxy_new_for_bus_finish (result, NULL);
  if (portal == NULL)
    return; /* cancelled, or no bus: the desktop counts as light */
  FalkStyle *style = FALK_STYLE (user_data);
  style->portal = portal;
  g_signal_connect_object (portal, "g-signal", G_CALLBACK (setting_changed_cb),
                           style, 0);
  g_dbus_proxy_call (
      portal, "Read", g_variant_new ("(ss)", PORTAL_GROUP, PORTAL_KEY),
      G_DBUS_CALL_FLAGS_NONE, -1, style->cancellable, read_cb, style);
}

static void
falk_style_init (FalkStyle *style)
{
  GdkDisplay *display = gdk_display_get_default ();
  style->colours = gtk_css_provider_new ();
  style->sheet = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (
      display, GTK_STYLE_PROVIDER (style->colours),
      GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (
      display, GTK_STYLE_PROVIDER (style->sheet),
      GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  update (style);
  gtk_css_provider_load_from_resource (style->sheet,
                                       "/io/github/falk/Falk/style.css");
  style->cancellable = g_cancellable_new ();
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES, NULL,
                            PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE,
                            style->cancellable, portal_cb, style);
}

static void
falk_style_dispose (GObject *object)
{
  FalkStyle *style = FALK_STYLE (object);
  g_cancellable_cancel (style->cancellable);
  g_clear_object (&style->cancellable);
  g_clear_object (&style->portal);
  g_clear_object (&style->colours);
  g_clear_object (&style->sheet);
  G_OBJECT_CLASS (falk_style_parent_class)->dispose (object);
}

static void
falk_style_class_init (FalkStyleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = falk_style_dispose;
  g_signal_new ("changed", FALK_TYPE_STYLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
}

FalkStyle *
falk_style_new (void)
{
  return g_object_new (FALK_TYPE_STYLE, NULL);
}

gboolean
falk_style_set_scheme (FalkStyle *style, const char *scheme)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (scheme, schemes[i]))
      {
        style->scheme = i;
        update (style);
        return TRUE;
      }
  return FALSE;
}

const char *
falk_style_get_scheme (FalkStyle *style)
{
  return schemes[style->scheme];
}
