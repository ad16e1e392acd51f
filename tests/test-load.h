/* SPDX-License-Identifier: MIT */
/* What the tests of engine/load share: files made of bytes, and what opening
 * them must give. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "falk-file.h"

/* Bytes of a string literal, with those that are 0 and without the last. */
#define BYTES(literal) literal, sizeof (literal) - 1

/* Writes @length bytes to a file called @name in a folder of the test's own.
 * Returns its path; free with load_test_remove(). */
static inline char *
load_test_file (const char *name, const void *bytes, gsize length)
{
  g_autofree char *folder = g_dir_make_tmp ("falk-load-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
  return path;
}

static inline void
load_test_remove (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
  g_free (path);
}

/* Opening @path must fail with @code ("E_TRUNC"), and the sentence must name
 * @part, if that isn't NULL. */
static inline void
load_test_refused (const char *path, const char *code, const char *part)
{
  FalkLoadError error;
  FalkFile *file = falk_file_open (path, NULL, &error);
  char text[1024] = "it opened";

  if (!file)
    falk_load_error_write (&error, text, sizeof text);
  g_test_message ("%s", text);
  g_assert_null (file);
  g_assert_cmpstr (falk_load_code_name (error.code), ==, code);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strchr (text, '\n'));
  if (part && !strstr (text, part))
    g_error ("\"%s\" doesn't say \"%s\"", text, part);
}

/* The same for the bytes of a file. */
static inline void
load_test_bytes_refused (const void *bytes, gsize length, const char *code,
                         const char *part)
{
  char *path = load_test_file ("sample", bytes, length);

  load_test_refused (path, code, part);
  load_test_remove (path);
}

/* Opens @path, which must work. */
static inline FalkFile *
load_test_open (const char *path)
{
  FalkLoadError error;
  FalkFile *file = falk_file_open (path, NULL, &error);
  char text[1024];

  if (!file)
    g_error ("%s", falk_load_error_write (&error, text, sizeof text));
  return file;
}

/* Opens the file and reads every tensor; whatever the bytes are, this must
 * end in values or in an error. True if all could be read. */
static inline gboolean
load_test_try (const void *bytes, gsize length)
{
  char *path = load_test_file ("sample", bytes, length);
  FalkLoadOptions options = { .budget = 64u << 20 };
  FalkLoadError error;
  FalkFile *file = falk_file_open (path, &options, &error);
  gboolean ok = file != NULL;
  char text[1024];

  if (!file)
    {
      g_assert_cmpint (error.code, !=, FALK_LOAD_OK);
      falk_load_error_write (&error, text, sizeof text);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
  for (gsize i = 0; file && i < file->n_tensors; i++)
    {
      g_autoptr (GError) why = NULL;
      FalkTensor *tensor = falk_file_load_tensor (file, i, &why);

      g_assert_true ((tensor == NULL) == (why != NULL));
      ok = ok && tensor;
      g_clear_pointer (&tensor, falk_tensor_unref);
    }
  falk_file_close (file);
  load_test_remove (path);
  return ok;
}
