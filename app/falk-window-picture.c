/* SPDX-License-Identifier: MIT */
#include "falk-window-private.h"

#include "falk-export.h"

/* Points at a text scale of 1 within which a picture is made to measure. */
#define PICTURE_WIDTH_MIN 600
#define PICTURE_WIDTH_MAX 1100

double
falk_window_text_scale (FalkWindow *window)
{
  int dpi = -1; /* 1024ths of a dot an inch */
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-xft-dpi",
                &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / 1024.0 / 96.0, 0.5, 4) : 1;
}

gboolean
falk_window_subject (FalkWindow *window, FalkSubject *subject,
                     FalkSceneOptions *options)
{
  const FalkState *state = falk_document_get_state (window->document);
  if (state == NULL || state->inference == NULL
      || state->model->steps->len == 0)
    return FALSE;
  *subject = (FalkSubject){ .model = state->model,
                            .input = state->input,
                            .inference = state->inference,
                            .explanation = state->explanation,
                            .run = falk_document_get_run (window->document),
                            .notes = state->notes,
                            .assumed = falk_report_assumed (state->report,
                                                            state->input) };
  *options = (FalkSceneOptions)FALK_SCENE_OPTIONS_INIT;
  options->text_scale = falk_window_text_scale (window);
  /* The input has no picture of its own: it is an operand of the first. */
  options->step = MAX (0, falk_document_get_step (window->document));
  options->time = window->time;
  options->sequence = window->sequence;
  options->state = window->state;
  /* The live view takes the room of what goes below. */
  options->alone = subject->run != NULL;
  return TRUE;
}

void
falk_window_update_picture (FalkWindow *window)
{
  FalkSubject subject;
  FalkSceneOptions options;
  gboolean some = falk_window_subject (window, &subject, &options);
  options.width = CLAMP (gtk_widget_get_width (GTK_WIDGET (window->canvas)),
                         PICTURE_WIDTH_MIN, PICTURE_WIDTH_MAX)
                  * (some ? options.text_scale : 1);
  falk_canvas_take_scene (window->canvas,
                          some ? falk_scene_new (&subject, &options) : NULL);
}

void
falk_window_export (FalkWindow *window, const char *path)
{
  FalkSubject subject;
  FalkSceneOptions options;
  FalkExportOptions export = { .theme = falk_style_get_theme (window->style) };
  g_autoptr (GError) error = NULL;
  if (!falk_window_subject (window, &subject, &options))
    return;
  if (!falk_format_from_path (path, &export.format))
    {
      g_autofree char *sentence = g_strdup_printf (
          "%s has no ending that says what to write: end the name in .svg, "
          ".pdf or .png.",
          path);
      falk_window_fail (window, sentence);
      return;
    }
  options.text_scale = 1;
  g_autoptr (FalkScene) scene = falk_scene_document (&subject, &options);
  if (!falk_export_file (scene, &export, path, &error))
    falk_window_fail (window, error->message);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, FalkWindow *window)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file =
          gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      if (path != NULL)
        falk_window_export (window, path);
    }
  g_object_unref (dialog);
}

void
falk_window_choose_export (FalkWindow *window)
{
  const FalkState *state = falk_document_get_state (window->document);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      "Export the picture (.svg, .pdf or .png)", GTK_WINDOW (window),
      GTK_FILE_CHOOSER_ACTION_SAVE, "_Export", "_Cancel");
  g_autofree char *name = g_strdup_printf ("%s.svg", state->model->name);
  g_strdelimit (name, "/\\:", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), window,
                           0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
falk_window_copy_picture (FalkWindow *window)
{
  FalkSubject subject;
  FalkSceneOptions options;
  if (!falk_window_subject (window, &subject, &options))
    return;
  g_autoptr (FalkScene) scene = falk_scene_document (&subject, &options);
  FalkExportOptions png = { .format = FALK_FORMAT_PNG,
                            .theme = falk_style_get_theme (window->style) };
  FalkExportOptions svg = { .format = FALK_FORMAT_SVG, .theme = png.theme };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels = falk_export_bytes (scene, &png, &error);
  g_autoptr (GBytes) drawing =
      pixels != NULL ? falk_export_bytes (scene, &svg, &error) : NULL;
  g_autoptr (GdkTexture) texture =
      drawing != NULL ? gdk_texture_new_from_bytes (pixels, &error) : NULL;
  if (texture == NULL)
    {
      falk_window_fail (window, error->message);
      return;
    }
  GdkContentProvider *both[] = {
    gdk_content_provider_new_for_bytes ("image/svg+xml", drawing),
    gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture),
  };
  g_autoptr (GdkContentProvider) content =
      gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)),
                             content);
}
