/* SPDX-License-Identifier: MIT */
/* What is written is read again, by these readers; and an error leaves what
 * was there. */
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "falk-npy-write.h"
#include "test-load.h"

static const float values[] = { 1, 2, 3, 4, 5, 6 };

static FalkArray
make_array (const char *name)
{
  return (FalkArray){ name, FALK_DTYPE_FLOAT32, FALK_SHAPE (2, 3), values };
}

static void
check_read (const char *path, gsize index, FalkDtype dtype, const char *shape,
            const void *data, gsize length)
{
  g_autoptr (FalkFile) file = load_test_open (path);
  g_autoptr (FalkTensor) tensor = falk_file_load_tensor (file, index, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (tensor);
  text = falk_shape_to_text (&tensor->shape, FALK_SHAPE_LIST);
  g_assert_cmpint (tensor->dtype, ==, dtype);
  g_assert_cmpstr (text, ==, shape);
  g_assert_cmpuint (file->n_notes, ==, 0);
  g_assert_cmpmem (g_bytes_get_data (tensor->data, NULL),
                   g_bytes_get_size (tensor->data), data, length);
}

static void
test_npy (void)
{
  static const struct
  {
    FalkDtype dtype;
    FalkShape shape;
    const char *text;
    gsize length;
  } rows[] = {
    { FALK_DTYPE_FLOAT32, { 0, { 0 } }, "[]", 4 },
    { FALK_DTYPE_FLOAT32, { 1, { 3 } }, "[3]", 12 },
    { FALK_DTYPE_INT8, { 2, { 2, 3 } }, "[2, 3]", 6 },
    { FALK_DTYPE_FLOAT64, { 3, { 1, 3, 1 } }, "[1, 3, 1]", 24 },
    { FALK_DTYPE_BOOL, { 1, { 0 } }, "[0]", 0 },
    { FALK_DTYPE_COMPLEX128, { 1, { 1 } }, "[1]", 16 },
  };
  char *path = load_test_file ("x.npy", BYTES ("old"));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FalkArray array = { NULL, rows[i].dtype, rows[i].shape, values };
      FalkLoadError error;

      g_assert_true (falk_npy_write (path, &array, &error));
      check_read (path, 0, rows[i].dtype, rows[i].text, values, rows[i].length);
    }
  load_test_remove (path);
}

static void
test_npz (void)
{
  char *path = load_test_file ("x.npz", BYTES (""));
  FalkArray arrays[] = { make_array ("h"), make_array ("gates/\xc3\xa4.r") };
  FalkLoadError error;
  g_autoptr (FalkFile) file = NULL;

  g_assert_true (falk_npz_write (path, arrays, 2, &error));
  check_read (path, 0, FALK_DTYPE_FLOAT32, "[2, 3]", values, sizeof values);
  check_read (path, 1, FALK_DTYPE_FLOAT32, "[2, 3]", values, sizeof values);
  file = load_test_open (path);
  g_assert_cmpstr (file->format, ==, "npz");
  g_assert_cmpint (falk_file_find (file, "gates/\xc3\xa4.r"), ==, 1);
  load_test_remove (path);
}

/* More members than a 16-bit count can say. */
static void
test_many (void)
{
  guint n = 65535;
  g_autofree FalkArray *arrays = g_new0 (FalkArray, n);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  char *path = load_test_file ("x.npz", BYTES (""));
  FalkLoadError error;
  FalkFile *file;

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("t%u", i));
      arrays[i] = (FalkArray){ names->pdata[i], FALK_DTYPE_UINT8,
                               FALK_SHAPE (1), values };
    }
  g_assert_true (falk_npz_write (path, arrays, n, &error));
  file = load_test_open (path);
  g_assert_cmpuint (file->n_tensors, ==, n);
  falk_file_close (file);
  load_test_remove (path);
}

/* To a pipe, as the standard output often is. */
static void
test_fd (void)
{
  int ends[2];
  FalkArray array = make_array ("h");
  FalkLoadError error;
  char bytes[1024];
  char *path;
  ssize_t n;

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_true (
      falk_npz_write_fd (ends[1], "standard output", &array, 1, &error));
  n = read (ends[0], bytes, sizeof bytes);
  path = load_test_file ("x.npz", bytes, (gsize)n);
  check_read (path, 0, FALK_DTYPE_FLOAT32, "[2, 3]", values, sizeof values);
  load_test_remove (path);
  g_assert_true (
      falk_npy_write_fd (ends[1], "standard output", &array, &error));
  n = read (ends[0], bytes, sizeof bytes);
  path = load_test_file ("x.npy", bytes, (gsize)n);
  check_read (path, 0, FALK_DTYPE_FLOAT32, "[2, 3]", values, sizeof values);
  load_test_remove (path);
  close (ends[0]);
  close (ends[1]);
}

static void
fail_to_write (const char *path, const FalkArray *array, const char *code)
{
  FalkLoadError error;
  char text[1024];

  g_assert_false (falk_npy_write (path, array, &error));
  g_test_message ("%s", falk_load_error_write (&error, text, sizeof text));
  g_assert_cmpstr (falk_load_code_name (error.code), ==, code);
}

/* No old content is lost and no new file is left behind. */
static void
check_untouched (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
  while (g_dir_read_name (dir))
    n++;
  g_assert_cmpuint (n, ==, 1);
}

static void
test_failures (void)
{
  char *path = load_test_file ("x.npy", BYTES ("old"));
  FalkArray array = make_array (NULL);
  FalkArray bfloat16 = { NULL, FALK_DTYPE_BFLOAT16, FALK_SHAPE (2), values };
  struct rlimit limit, small = { 64, 64 };

  fail_to_write (path, &bfloat16, "E_DTYPE");
  check_untouched (path);
  fail_to_write ("/nowhere/x.npy", &array, "E_WRITE");
  fail_to_write ("/tmp", &array, "E_ISDIR");
  fail_to_write ("/dev/full", &array, "E_NOSPACE");
  /* a full disk: files may not grow beyond 64 bytes */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small.rlim_max = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  fail_to_write (path, &array, "E_NOSPACE");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  check_untouched (path);
  load_test_remove (path);
}

/* A link stays a link, and its file keeps its mode. */
static void
test_link (void)
{
  char *path = load_test_file ("x.npy", BYTES ("old"));
  g_autofree char *link = g_strconcat (path, ".link", NULL);
  FalkArray array = make_array (NULL);
  FalkLoadError error;
  struct stat there;

  g_chmod (path, 0640);
  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_true (falk_npy_write (link, &array, &error));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  check_read (path, 0, FALK_DTYPE_FLOAT32, "[2, 3]", values, sizeof values);
  g_assert_cmpint (stat (path, &there), ==, 0);
  g_assert_cmpint (there.st_mode & 0777, ==, 0640);
  g_remove (link);
  load_test_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/write/npy-is-read-again", test_npy);
  g_test_add_func ("/load/write/npz-is-read-again", test_npz);
  g_test_add_func ("/load/write/npz-of-many-members", test_many);
  g_test_add_func ("/load/write/to-a-pipe", test_fd);
  g_test_add_func ("/load/write/failure-leaves-what-was", test_failures);
  g_test_add_func ("/load/write/follows-a-link", test_link);
  return g_test_run ();
}
