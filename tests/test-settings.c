/* SPDX-License-Identifier: MIT */
/* The settings of a window, in a file of their own. No display is needed. */
#include "falk-settings.h"

#include <glib/gstdio.h>

/* What is set once is there at the next start; a file that isn't one of
 * settings counts as none, and one that can't be written is said. */
static void
test_settings (void)
{
  g_autofree char *folder = g_dir_make_tmp ("falk-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "falk", NULL);
  g_autofree char *path = g_build_filename (inner, "settings.ini", NULL);
  g_autofree char *below = g_build_filename (path, "settings.ini", NULL);
  g_autoptr (GError) error = NULL;

  for (int start = 0; start < 2; start++)
    {
      g_autoptr (FalkSettings) settings = falk_settings_new (path);
      g_autofree char *word = falk_settings_dup (settings, "theme");

      g_assert_cmpstr (word, ==, start == 0 ? NULL : "dark");
      g_assert_true (falk_settings_set (settings, "theme", "dark", &error));
      g_assert_no_error (error);
    }
  {
    g_autoptr (FalkSettings) settings = falk_settings_new (below);
    g_autofree char *word = NULL;

    g_assert_false (falk_settings_set (settings, "theme", "light", &error));
    g_assert_nonnull (error);
    word = falk_settings_dup (settings, "theme");
    g_assert_cmpstr (word, ==, "light");
  }
  g_assert_true (g_file_set_contents (path, "\x80 is no key file", -1, NULL));
  {
    g_autoptr (FalkSettings) settings = falk_settings_new (path);

    g_assert_null (falk_settings_dup (settings, "theme"));
  }
  g_remove (path);
  g_rmdir (inner);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/settings/are-remembered", test_settings);
  return g_test_run ();
}
