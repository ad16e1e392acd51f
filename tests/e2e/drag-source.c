/* SPDX-License-Identifier: MIT */
/* A window to drag files from: drag-source FILE…. Stands in for a file
 * manager, small and at the lower left of the screen. */
#include <gtk/gtk.h>

static void
closed_cb (GtkWindow *window, gboolean *closed)
{
  *closed = TRUE;
}

int
main (int argc, char **argv)
{
  gboolean closed = FALSE;
  gtk_init ();
  GSList *files = NULL;
  for (int i = argc - 1; i > 0; i--)
    files = g_slist_prepend (files, g_file_new_for_commandline_arg (argv[i]));
  GdkFileList *list = gdk_file_list_new_from_list (files);
  GdkContentProvider *content =
      gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  GtkDragSource *source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, content);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("files");
  gtk_window_set_title (GTK_WINDOW (window), "drag-source");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 120, 80);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (window, "destroy", G_CALLBACK (closed_cb), &closed);
  gtk_window_present (GTK_WINDOW (window));
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
