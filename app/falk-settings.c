/* SPDX-License-Identifier: MIT */
#include "falk-settings.h"

#include <errno.h>
#include <gio/gio.h>

#define GROUP "falk"
#define FOLDER_MODE 0700

struct FalkSettings
{
  char *path;
  GKeyFile *keys;
};

FalkSettings *
falk_settings_new (const char *path)
{
  FalkSettings *settings = g_new0 (FalkSettings, 1);
  settings->path = g_strdup (path);
  settings->keys = g_key_file_new ();
  g_key_file_load_from_file (settings->keys, path, G_KEY_FILE_KEEP_COMMENTS,
                             NULL);
  return settings;
}

void
falk_settings_free (FalkSettings *settings)
{
  if (settings == NULL)
    return;
  g_key_file_unref (settings->keys);
  g_free (settings->path);
  g_free (settings);
}

char *
falk_settings_dup (const FalkSettings *settings, const char *name)
{
  return g_key_file_get_string (settings->keys, GROUP, name, NULL);
}

gboolean
falk_settings_set (FalkSettings *settings, const char *name, const char *word,
                   GError **error)
{
  g_autofree char *before = falk_settings_dup (settings, name);
  g_autofree char *folder = g_path_get_dirname (settings->path);
  if (g_strcmp0 (before, word) == 0)
    return TRUE;
  g_key_file_set_string (settings->keys, GROUP, name, word);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      int code = errno;
      g_set_error (error, G_IO_ERROR, (gint)g_io_error_from_errno (code),
                   "The folder %s can't be made: %s.", folder,
                   g_strerror (code));
      return FALSE;
    }
  return g_key_file_save_to_file (settings->keys, settings->path, error);
}
