/* SPDX-License-Identifier: MIT */
#include "falk-window-private.h"

/* Opens what has a path on this machine. */
static void
open_list (FalkWindow *window, GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  guint n = g_list_model_get_n_items (files);
  guint n_paths = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);
      if (path == NULL)
        continue;
      g_autofree char *uri = g_file_get_uri (file);
      gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
      g_strv_builder_add (paths, path);
      n_paths++;
    }
  if (n_paths < n)
    falk_window_fail (window, "Only files on this machine can be opened: save "
                              "the file here first.");
  if (n_paths == 0)
    return;
  g_auto (GStrv) list = g_strv_builder_end (paths);
  falk_document_open_files (window->document, (const char *const *)list);
}

void
falk_window_open (FalkWindow *window, GFile **files, int n_files)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  open_list (window, G_LIST_MODEL (list));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, FalkWindow *window)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files =
          gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      open_list (window, files);
    }
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name,
            const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, name);
  for (; *patterns != NULL; patterns++)
    gtk_file_filter_add_pattern (filter, *patterns);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
falk_window_choose_files (FalkWindow *window)
{
  static const char *const known[] = { "*.npy",  "*.npz",  "*.safetensors",
                                       "*.pt",   "*.pth",  "*.bin",
                                       "*.ckpt", "*.json", "*.txt",
                                       "*.log",  "*.falk", NULL };
  static const char *const all[] = { "*", NULL };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      "Open tensors, checkpoints and models", GTK_WINDOW (window),
      GTK_FILE_CHOOSER_ACTION_OPEN, "_Open", "_Cancel");
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  gtk_file_chooser_set_select_multiple (chooser, TRUE);
  add_filter (chooser, "Tensors, checkpoints, models and error texts", known);
  add_filter (chooser, "All files", all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), window,
                           0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y,
         FalkWindow *window)
{
  gtk_widget_remove_css_class (window->drop_zone, "dropping");
  if (G_VALUE_HOLDS (value, G_TYPE_STRING))
    {
      falk_document_open_text (window->document, g_value_get_string (value),
                               NULL);
      return TRUE;
    }
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) files =
      gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *file = files; file != NULL; file = file->next)
    g_list_store_append (list, file->data);
  open_list (window, G_LIST_MODEL (list));
  return TRUE;
}

static GdkDragAction
drop_enter_cb (GtkDropTarget *target, double x, double y, FalkWindow *window)
{
  gtk_widget_add_css_class (window->drop_zone, "dropping");
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (GtkDropTarget *target, FalkWindow *window)
{
  gtk_widget_remove_css_class (window->drop_zone, "dropping");
}

void
falk_window_add_drop (FalkWindow *window)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), window);
  g_signal_connect (target, "enter", G_CALLBACK (drop_enter_cb), window);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window),
                             GTK_EVENT_CONTROLLER (target));
}

static void
pasted_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FalkWindow) window = FALK_WINDOW (user_data);
  g_autofree char *text =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (text == NULL || *text == '\0')
    falk_window_fail (window, "The clipboard holds no text: copy an error "
                              "message or a traceback first.");
  else
    falk_document_open_text (window->document, text, NULL);
}

static void
pasted_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FalkWindow) window = FALK_WINDOW (user_data);
  const GValue *value =
      gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  if (value != NULL)
    drop_cb (NULL, value, 0, 0, window);
}

void
falk_window_paste (FalkWindow *window)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST,
                                    G_PRIORITY_DEFAULT, NULL, pasted_files_cb,
                                    g_object_ref (window));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, pasted_text_cb,
                                   g_object_ref (window));
}

/* The sample is a text inside the program: there is no file to find. */
void
falk_window_open_sample (FalkWindow *window)
{
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data ("/io/github/falk/Falk/samples/sample.txt",
                               G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_return_if_fail (bytes != NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  falk_document_open_text (window->document, text, "sample");
}
