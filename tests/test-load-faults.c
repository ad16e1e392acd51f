/* SPDX-License-Identifier: MIT */
/* A disk and a memory that fail: at every place, in every way. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "test-load-torch.h"

#define TENSOR                                                                 \
  "ctorch._utils\n_rebuild_tensor_v2\n((" S (                                  \
      "\7", "storage") "ctorch\nFloatStorage\n" S ("\1", "0")                  \
      S ("\3", "cpu") "K\6tQK\0K\2K\3\x86K\1K\2\x86\x89NtR"
#define NPY                                                                    \
  "\x93NUMPY\1\0\x46\0{'descr': '|u1', 'fortran_order': False, 'shape': "      \
  "(3,), "                                                                     \
  "}            \nabc"
#define SAFETENSORS                                                            \
  "\x36\0\0\0\0\0\0\0{\"w\":{\"dtype\":\"U8\",\"shape\":[3],"                  \
  "\"data_offsets\":[0,3]}} abc"

/* One small file of each format. */
static GByteArray *
make_sample (guint which)
{
  static const char pickle[] = PROTO "}" S ("\1", "w") TENSOR "s.";
  static const ZipMember packed[] = {
    { "x.npy", NPY, sizeof (NPY) - 1, .method = 8 },
  };
  GByteArray *bytes = g_byte_array_new ();

  switch (which)
    {
    case 0:
      return g_byte_array_append (bytes, (const guint8 *)BYTES (NPY));
    case 1:
      return g_byte_array_append (bytes, (const guint8 *)BYTES (SAFETENSORS));
    case 2:
      g_byte_array_unref (bytes);
      return torch_make (pickle, sizeof pickle - 1);
    case 3:
      g_byte_array_unref (bytes);
      return zip_make (packed, 1);
    default:
      g_byte_array_unref (bytes);
      return NULL;
    }
}

/* Opens and reads everything; the code of the first failure. */
static FalkLoadCode
open_and_read (const char *path, const FalkLoadOptions *options)
{
  FalkLoadError error = { 0 };
  FalkFile *file = falk_file_open (path, options, &error);
  FalkLoadCode code = error.code;

  for (gsize i = 0; file && code == FALK_LOAD_OK && i < file->n_tensors; i++)
    {
      char out[24];

      g_assert_cmpuint (file->tensors[i].bytes, <=, sizeof out);
      if (!file->tensors[i].readable)
        code = FALK_LOAD_UNREADABLE;
      else if (!falk_file_read (file, i, out, &error))
        code = error.code;
    }
  falk_file_close (file);
  return code;
}

/* Memory that ends after some allocations, and counts what isn't freed. */
typedef struct
{
  guint left, live;
} Memory;

static void *
meagre_alloc (void *user, size_t size)
{
  Memory *memory = user;

  if (memory->left == 0)
    return NULL;
  memory->left--;
  memory->live++;
  return malloc (size);
}

static void
meagre_release (void *user, void *block)
{
  ((Memory *)user)->live -= block != NULL;
  free (block);
}

static void
test_memory (void)
{
  for (guint which = 0; which < 4; which++)
    {
      g_autoptr (GByteArray) bytes = make_sample (which);
      char *path = load_test_file ("sample", bytes->data, bytes->len);
      FalkLoadCode code = FALK_LOAD_NOMEM;

      for (guint k = 0; code != FALK_LOAD_OK; k++)
        {
          Memory memory = { k, 0 };
          FalkAllocator allocator = { meagre_alloc, meagre_release, &memory };
          FalkLoadOptions options = { .allocator = &allocator };

          code = open_and_read (path, &options);
          if (code != FALK_LOAD_OK && code != FALK_LOAD_NOMEM)
            g_error ("%u, %u: %s", which, k, falk_load_code_name (code));
          g_assert_cmpuint (memory.live, ==, 0);
          g_assert_cmpuint (k, <, 1000);
        }
      load_test_remove (path);
    }
}

static void
test_budget (void)
{
  for (guint which = 0; which < 4; which++)
    {
      g_autoptr (GByteArray) bytes = make_sample (which);
      char *path = load_test_file ("sample", bytes->data, bytes->len);
      FalkLoadOptions options = { .budget = 1000 };

      g_assert_cmpint (open_and_read (path, &options), ==, FALK_LOAD_BUDGET);
      options.budget = 10u << 20;
      g_assert_cmpint (open_and_read (path, &options), ==, FALK_LOAD_OK);
      load_test_remove (path);
    }
}

/* What the disk does, by a global that only this test program has: pread()
 * takes no argument of ours. */
static struct
{
  int error; /* what fails */
  guint calls, fail_at; /* the call that fails */
  gboolean once; /* and only that one */
  gboolean drip; /* one byte at a time */
} disk;

static ssize_t
odd_pread (int fd, void *buffer, size_t size, off_t offset)
{
  disk.calls++;
  if (disk.once ? disk.calls == disk.fail_at
                : disk.fail_at && disk.calls >= disk.fail_at)
    {
      errno = disk.error;
      return disk.error ? -1 : 0;
    }
  return pread (fd, buffer, disk.drip && size > 1 ? 1 : size, offset);
}

static void
check_disk (const char *path, int error, gboolean once, FalkLoadCode expected)
{
  FalkLoadOptions options = { .pread = odd_pread };
  guint calls;

  disk.fail_at = 0;
  disk.calls = 0;
  disk.drip = FALSE;
  g_assert_cmpint (open_and_read (path, &options), ==, FALK_LOAD_OK);
  calls = disk.calls;
  for (guint k = 1; k <= calls; k++)
    {
      disk.error = error;
      disk.once = once;
      disk.fail_at = k;
      disk.calls = 0;
      g_assert_cmpint (open_and_read (path, &options), ==, expected);
    }
}

static void
test_disk (void)
{
  for (guint which = 0; which < 4; which++)
    {
      g_autoptr (GByteArray) bytes = make_sample (which);
      char *path = load_test_file ("sample", bytes->data, bytes->len);
      FalkLoadOptions options = { .pread = odd_pread };

      check_disk (path, EIO, FALSE, FALK_LOAD_IO);
      check_disk (path, ESTALE, FALSE, FALK_LOAD_IO);
      check_disk (path, EINTR, TRUE, FALK_LOAD_OK);
      check_disk (path, 0, FALSE, FALK_LOAD_CHANGED);
      disk.fail_at = 0;
      disk.drip = TRUE;
      g_assert_cmpint (open_and_read (path, &options), ==, FALK_LOAD_OK);
      load_test_remove (path);
    }
}

static void
test_changed (void)
{
  g_autoptr (GByteArray) bytes = make_sample (0);
  char *path = load_test_file ("sample", bytes->data, bytes->len);
  FalkFile *file = load_test_open (path);
  FILE *other = fopen (path, "ab");
  FalkLoadError error;
  char out[3];

  g_assert_true (falk_file_read (file, 0, out, &error));
  fputs ("more", other);
  fclose (other);
  g_assert_false (falk_file_read (file, 0, out, &error));
  g_assert_cmpint (error.code, ==, FALK_LOAD_CHANGED);
  g_assert_cmpint (truncate (path, 20), ==, 0);
  g_assert_false (falk_file_read (file, 0, out, &error));
  g_assert_cmpint (error.code, ==, FALK_LOAD_CHANGED);
  falk_file_close (file);
  load_test_remove (path);
}

static bool
stop_at_once (void *user, double fraction)
{
  ++*(guint *)user;
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  return FALSE;
}

static void
test_cancel (void)
{
  g_autoptr (GByteArray) bytes = make_sample (0);
  guint start = bytes->len - 3, asked = 0;
  FalkLoadOptions options = { .progress = stop_at_once,
                              .progress_user = &asked };
  FalkLoadError error;
  FalkFile *file;
  g_autoptr (GError) why = NULL;
  char *path;

  /* shape (3,) becomes (9000000,) */
  memcpy (strstr ((char *)bytes->data + 10, "(3,), }  "), "(9000000,), }", 13);
  g_byte_array_set_size (bytes, start + 9000000);
  memset (bytes->data + start, 7, 9000000);
  path = load_test_file ("sample", bytes->data, bytes->len);
  file = falk_file_open (path, &options, &error);
  g_assert_nonnull (file);
  g_assert_cmpuint (asked, ==, 0);
  g_assert_null (falk_file_load_tensor (file, 0, &why));
  g_assert_error (why, FALK_LOAD_ERROR, FALK_LOAD_CANCELLED);
  g_assert_cmpuint (asked, ==, 1);
  falk_file_close (file);
  load_test_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/faults/survives-every-failed-allocation",
                   test_memory);
  g_test_add_func ("/load/faults/keeps-to-the-budget", test_budget);
  g_test_add_func ("/load/faults/reports-every-failed-read", test_disk);
  g_test_add_func ("/load/faults/notices-a-changed-file", test_changed);
  g_test_add_func ("/load/faults/can-be-cancelled", test_cancel);
  return g_test_run ();
}
