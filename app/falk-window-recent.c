/* SPDX-License-Identifier: MIT */
/* The menu of files that were opened lately. */
#include "falk-window-private.h"

#define SHOWN_MAX 10

static int
compare_age (gconstpointer a, gconstpointer b)
{
  GtkRecentInfo *first = *(GtkRecentInfo *const *)a;
  GtkRecentInfo *second = *(GtkRecentInfo *const *)b;
  return g_date_time_compare (gtk_recent_info_get_modified (second),
                              gtk_recent_info_get_modified (first));
}

/* Those that Falk opened, the last one first. */
static GPtrArray *
own_files (GtkRecentManager *manager)
{
  GPtrArray *files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gtk_recent_info_unref);
  GList *all = gtk_recent_manager_get_items (manager);
  for (GList *item = all; item != NULL; item = item->next)
    if (gtk_recent_info_has_application (item->data, g_get_application_name ()))
      g_ptr_array_add (files, gtk_recent_info_ref (item->data));
  g_list_free_full (all, (GDestroyNotify)gtk_recent_info_unref);
  g_ptr_array_sort (files, compare_age);
  return files;
}

/* The name of @file, with its folder where another one is called so too, as
 * a label in which "_" is a "_". */
static char *
label_of (const GPtrArray *files, GtkRecentInfo *file)
{
  const char *name = gtk_recent_info_get_display_name (file);
  guint same = 0;
  for (guint i = 0; i < files->len; i++)
    same += g_str_equal (
        gtk_recent_info_get_display_name (g_ptr_array_index (files, i)), name);
  g_autofree char *place = gtk_recent_info_get_uri_display (file);
  g_autofree char *folder = place ? g_path_get_dirname (place) : NULL;
  g_autoptr (GString) label = g_string_new (name);
  if (same > 1 && folder != NULL)
    g_string_append_printf (label, " (%s)", folder);
  g_string_replace (label, "_", "__", 0);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
fill_cb (GtkRecentManager *manager, FalkWindow *window)
{
  g_autoptr (GPtrArray) files = own_files (manager);
  g_menu_remove_all (window->recent);
  for (guint i = 0; i < MIN (files->len, SHOWN_MAX); i++)
    {
      GtkRecentInfo *file = g_ptr_array_index (files, i);
      g_autofree char *label = label_of (files, file);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-recent", "s",
                                         gtk_recent_info_get_uri (file));
      g_menu_append_item (window->recent, item);
    }
  /* An action that nobody has can't be chosen. */
  if (files->len == 0)
    g_menu_append (window->recent, "No files yet", "win.no-recent");
}

void
falk_window_add_recent (FalkWindow *window)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  g_signal_connect_object (manager, "changed", G_CALLBACK (fill_cb), window, 0);
  fill_cb (manager, window);
}
