/* SPDX-License-Identifier: MIT */
/* Paths, the operating system, and what kinds of file there are. */
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "falk-load-codes.h"
#include "falk-sniff.h"
#include "test-load.h"

static char *
make_folder (void)
{
  return g_dir_make_tmp ("falk-load-XXXXXX", NULL);
}

static void
test_kinds (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.pt", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *dangling = g_build_filename (folder, "dangling", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);
  g_autofree char *through = g_build_filename (folder, "pipe", "x", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  load_test_refused (missing, "E_NOENT", "missing.pt is not there");
  load_test_refused (through, "E_NOENT", NULL);
  load_test_refused (folder, "E_ISDIR", "is a folder");
  load_test_refused (pipe, "E_NOTREG", "a pipe");
  load_test_refused ("/dev/zero", "E_NOTREG", "a device");
  load_test_refused (dangling, "E_NOENT", "a link to a file that does not");
  load_test_refused (loop, "E_LOOP", NULL);
  load_test_refused ("/proc/cpuinfo", "E_EMPTY", "0 bytes");
  load_test_refused ("", "E_NOENT", NULL);
  g_remove (pipe);
  g_remove (dangling);
  g_remove (loop);
  g_rmdir (folder);
}

static void
test_socket (void)
{
  g_autofree char *folder = make_folder ();
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_snprintf (address.sun_path, sizeof address.sun_path, "%s/s", folder);
  g_assert_cmpint (bind (fd, (struct sockaddr *)&address, sizeof address), ==,
                   0);
  load_test_refused (address.sun_path, "E_NOTREG", "a socket");
  close (fd);
  g_remove (address.sun_path);
  g_rmdir (folder);
}

static void
test_permission (void)
{
  char *path = load_test_file ("x.npy", BYTES ("\x93NUMPY"));

  /* root may read everything: be nobody for a moment */
  gboolean root = geteuid () == 0;

  g_chmod (path, 0);
  if (root && seteuid (65534) != 0)
    g_test_skip ("root can't become nobody here");
  else
    load_test_refused (path, "E_ACCES", "may not read");
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  load_test_remove (path);
}

static void
test_descriptors (void)
{
  char *path = load_test_file ("x.npy", BYTES ("\x93NUMPY"));
  struct rlimit limit, small;
  int next = dup (0);

  close (next);
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = (rlim_t)next;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &small), ==, 0);
  load_test_refused (path, "E_MFILE", "too many files");
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  load_test_remove (path);
}

/* Names that would fool a reader of the message are shown escaped. */
static void
test_names (void)
{
  static const char *const rows[][2] = {
    { "a\nb", "a\\u000Ab" },
    { "a\xe2\x80\xae"
      "b",
      "a\\u202Eb" },
    { "a\xff"
      "b",
      "a\\xFFb" },
    { "a\xe2\x80\x8b"
      "b",
      "a\\u200Bb" },
    { "\xc3\xa4", "\xc3\xa4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *path = load_test_file (rows[i][0], BYTES ("????????"));

      load_test_refused (path, "E_TEXT", rows[i][1]);
      load_test_remove (path);
    }
}

static const struct
{
  const char *bytes;
  gsize length;
  const char *code, *part;
} kinds[] = {
  { BYTES ("AB"), "E_UNKNOWN", "first bytes: 41 42" },
  { BYTES ("\1\2\3\4\5\6\7"), "E_UNKNOWN", NULL },
  { BYTES ("7z\xbc\xaf\x27\x1c\0\4"), "E_CONTAINER", "7-Zip" },
  { BYTES ("\x1f\x8b\x08\0"), "E_CONTAINER", "gzip" },
  { BYTES ("\xfd"
           "7zXZ\0\0\4"),
    "E_CONTAINER", "xz" },
  { BYTES ("\x28\xb5\x2f\xfd\0"), "E_CONTAINER", "zstd" },
  { BYTES ("Rar!\x1a\7\1\0"), "E_CONTAINER", "RAR" },
  { BYTES ("version https://git-lfs.github.com/spec/v1\noid sha256:00\n"),
    "E_LFS", "git lfs pull" },
  { BYTES ("<!DOCTYPE html><html>"), "E_HTML", "web page" },
  { BYTES ("\n <HTML lang=en>"), "E_HTML", NULL },
  { BYTES ("\x89HDF\r\n\x1a\n\0\0"), "E_FORMAT_KNOWN", "an HDF5 file" },
  { BYTES ("GGUF\3\0\0\0"), "E_FORMAT_KNOWN", "GGUF" },
  { BYTES ("\x08\7\x12\x07pytorch\x1a\x03"
           "1.0:x"),
    "E_FORMAT_KNOWN", "ONNX" },
  { BYTES ("\x80\4\x95\0\0\0\0\0\0\0\0."), "E_BARE_PICKLE", "running it" },
  { BYTES ("cos\nsystem\n(S'x'\ntR."), "E_BARE_PICKLE", NULL },
  { BYTES ("(lp0\nI1\na."), "E_BARE_PICKLE", NULL },
  { BYTES ("{\"a\": [1, 2, 3]}"), "E_TEXT", "JSON" },
  { BYTES ("a,b,c\n1,2,3\n"), "E_TEXT", "CSV" },
  { BYTES ("hello world\n"), "E_TEXT", "a text" },
};

static void
test_other_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    load_test_bytes_refused (kinds[i].bytes, kinds[i].length, kinds[i].code,
                             kinds[i].part);
}

static void
test_tars (void)
{
  static const char *const rows[][2] = { { "storages", "E_LEGACY_TAR" },
                                         { "./pickle", "E_LEGACY_TAR" },
                                         { "other.txt", "E_CONTAINER" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char block[1024] = "";

      g_strlcpy (block, rows[i][0], 100);
      memcpy (block + 257, "ustar", 6);
      load_test_bytes_refused (block, sizeof block, rows[i][1], NULL);
    }
}

static void
test_sniff (void)
{
  char *path = load_test_file ("x", BYTES ("{\"layers\": []}"));
  FalkLoadError error;

  g_assert_cmpstr (falk_file_sniff (path, &error), ==, "json");
  load_test_remove (path);
  g_assert_null (falk_file_sniff ("/nowhere/x", &error));
  g_assert_cmpint (error.code, ==, FALK_LOAD_NOENT);
}

/* Every row of the tables says what it must. */
static void
test_tables (void)
{
  const FalkFormat *formats;
  size_t n;

  for (int i = 0; i < FALK_LOAD_CODE_COUNT; i++)
    {
      g_assert_nonnull (falk_load_codes[i].name);
      g_assert_true (g_str_has_prefix (falk_load_codes[i].name, "E_"));
      g_assert_nonnull (falk_load_codes[i].text);
      g_assert_nonnull (falk_load_codes[i].advice);
      g_assert_false (g_str_has_suffix (falk_load_codes[i].text, "."));
      for (int k = 0; k < i; k++)
        g_assert_cmpstr (falk_load_codes[i].name, !=, falk_load_codes[k].name);
    }
  formats = falk_format_table (&n);
  for (size_t i = 0; i < n; i++)
    {
      g_assert_nonnull (formats[i].name);
      g_assert_true (formats[i].matches || formats[i].magic_length > 0);
      g_assert_true ((formats[i].read == NULL) != (formats[i].code == 0));
    }
  for (int i = 0; i < FALK_LAYER_KIND_COUNT; i++)
    g_assert_nonnull (falk_layer_kind_name (i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/path/refuses-what-is-no-file", test_kinds);
  g_test_add_func ("/load/path/refuses-a-socket", test_socket);
  g_test_add_func ("/load/path/refuses-without-permission", test_permission);
  g_test_add_func ("/load/path/refuses-beyond-descriptors", test_descriptors);
  g_test_add_func ("/load/path/shows-names-escaped", test_names);
  g_test_add_func ("/load/formats/refuses-others-by-name", test_other_formats);
  g_test_add_func ("/load/formats/tells-tars-apart", test_tars);
  g_test_add_func ("/load/formats/sniffs", test_sniff);
  g_test_add_func ("/load/formats/tables-are-complete", test_tables);
  return g_test_run ();
}
