/* SPDX-License-Identifier: MIT */
#include "test-load-zip.h"

/* A small array, "abc" as three bytes. */
#define HEADER                                                                 \
  "\x93NUMPY\1\0\x46\0{'descr': '|u1', 'fortran_order': False, 'shape': "      \
  "(3,), "                                                                     \
  "}            \n"
#define NPY HEADER "abc"
#define ARRAY .data = NPY, .length = sizeof (NPY) - 1

static const struct
{
  const char *says; /* what the row is about */
  ZipMember members[2];
  const char *code, *part;
} bad_members[] = {
  { "flag of encryption",
    { { "x.npy", ARRAY, .flags = 1 } },
    "E_ZIP_ENCRYPTED",
    NULL },
  { "AES", { { "x.npy", ARRAY, .method = 99 } }, "E_ZIP_ENCRYPTED", NULL },
  { "LZMA", { { "x.npy", ARRAY, .method = 14 } }, "E_ZIP_METHOD", "method 14" },
  { "patched data",
    { { "x.npy", ARRAY, .flags = 1 << 5 } },
    "E_ZIP_FLAGS",
    NULL },
  { "another local name",
    { { "x.npy", ARRAY, .local_name = "y.npy" } },
    "E_ZIP_MISMATCH",
    "another name" },
  { "a longer local name",
    { { "x.npy", ARRAY, .local_name = "xx.npy" } },
    "E_ZIP_MISMATCH",
    NULL },
  { "another local method",
    { { "x.npy", ARRAY, .local_method = 8 } },
    "E_ZIP_MISMATCH",
    "another method" },
  { "stored and two sizes",
    { { "x.npy", ARRAY, .size = 255 } },
    "E_ZIP_SIZE",
    "255" },
  { "a bomb",
    { { "x.npy", ARRAY, .method = 8, .size = 1u << 30 } },
    "E_ZIP_BOMB",
    "1073741824" },
  { "twice", { { "x.npy", ARRAY }, { "x.npy", ARRAY } }, "E_ZIP_DUP", "x.npy" },
  { "twice but for case",
    { { "x.npy", ARRAY }, { "X.NPY", ARRAY } },
    "E_ZIP_DUP",
    NULL },
  { "the same bytes",
    { { "x.npy", ARRAY }, { "y.npy", ARRAY, .local_name = "x.npy" } },
    "E_ZIP_MISMATCH",
    NULL },
  { "past the end",
    { { "x.npy", ARRAY, .offset = 2147483647 } },
    "E_ZIP_RANGE",
    "2147483647" },
  { "up and away", { { "../x.npy", ARRAY } }, "E_ZIP_NAME", "'../x.npy'" },
  { "absolute", { { "/etc/x.npy", ARRAY } }, "E_ZIP_NAME", NULL },
  { "a drive", { { "C:x.npy", ARRAY } }, "E_ZIP_NAME", NULL },
  { "a backslash", { { "a\\x.npy", ARRAY } }, "E_ZIP_NAME", NULL },
  { "an empty part", { { "a//x.npy", ARRAY } }, "E_ZIP_NAME", NULL },
  { "a dot", { { "a/./x.npy", ARRAY } }, "E_ZIP_NAME", NULL },
  { "no name", { { "", ARRAY } }, "E_ZIP_NAME", NULL },
  { "no UTF-8",
    { { "x\xff.npy", ARRAY, .flags = 1 << 11 } },
    "E_ZIP_NAME",
    "\\xFF" },
  { "UTF-8 without its flag",
    { { "\xc3\xa4.npy", ARRAY } },
    "E_ZIP_NAME",
    NULL },
  { "no array",
    { { "a.txt", "abc", 3 }, { "b.txt", "abc", 3 } },
    "E_ZIP_PLAIN",
    "a.txt" },
  { "a document",
    { { "[Content_Types].xml", "abc", 3 } },
    "E_FORMAT_KNOWN",
    "Office" },
};

static guint
count_members (const ZipMember members[2])
{
  return members[1].name ? 2 : 1;
}

static void
test_bad_members (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_members); i++)
    {
      g_autoptr (GByteArray) zip = zip_make (
          bad_members[i].members, count_members (bad_members[i].members));

      g_test_message ("%s", bad_members[i].says);
      load_test_bytes_refused (zip->data, zip->len, bad_members[i].code,
                               bad_members[i].part);
    }
}

static const ZipMember one[] = { { "x.npy", ARRAY } };
static const ZipMember two[] = { { "x.npy", ARRAY }, { "y.npy", ARRAY } };

/* Bytes of the end record, from its start. */
enum
{
  END_DISK = 4,
  END_HERE = 8,
  END_TOTAL = 10,
  END_SIZE = 12,
  END_OFFSET = 16,
  END_COMMENT = 20
};

static void
test_bad_ends (void)
{
  static const struct
  {
    guint field;
    gint8 add;
    const char *code;
  } rows[] = {
    { END_DISK, 1, "E_ZIP_SPLIT" },    { END_HERE, 1, "E_ZIP_SPLIT" },
    { END_SIZE, 1, "E_ZIP_DIR" },      { END_SIZE, -1, "E_ZIP_DIR" },
    { END_OFFSET, 1, "E_ZIP_DIR" },    { END_OFFSET + 3, 1, "E_ZIP_DIR" },
    { END_COMMENT, 1, "E_ZIP_TRUNC" }, { 0, 1, "E_ZIP_TRUNC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) zip = zip_make (two, 2);
      guint end = zip->len - 22;

      zip->data[end + rows[i].field] += rows[i].add;
      load_test_bytes_refused (zip->data, zip->len, rows[i].code, NULL);
    }
}

static void
test_counts (void)
{
  static const guint counts[] = { 0, 1, 3, 65535 };
  static const char *const codes[] = { "E_ZIP_NOENTRY", "E_ZIP_DIR",
                                       "E_ZIP_DIR", "E_ZIP_DIR" };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GByteArray) zip = zip_make (two, 2);
      guint8 *end = zip->data + zip->len - 22;

      end[END_HERE] = end[END_TOTAL] = counts[i] & 0xff;
      end[END_HERE + 1] = end[END_TOTAL + 1] = counts[i] >> 8;
      load_test_bytes_refused (zip->data, zip->len, codes[i], NULL);
    }
}

static void
test_surroundings (void)
{
  g_autoptr (GByteArray) behind = zip_make (one, 1);
  g_autoptr (GByteArray) twice = zip_make (one, 1);
  g_autoptr (GByteArray) before = zip_make (one, 1);
  guint8 junk[100] = { 0 };

  g_byte_array_append (behind, junk, sizeof junk);
  load_test_bytes_refused (behind->data, behind->len, "E_ZIP_EXTRA",
                           "100 bytes after");
  /* an end record inside the comment of another */
  twice->data[twice->len - 22 + END_COMMENT] = 22;
  g_byte_array_append (twice, twice->data + twice->len - 22, 22);
  twice->data[twice->len - 22 + END_COMMENT] = 0;
  load_test_bytes_refused (twice->data, twice->len, "E_ZIP_AMBIGUOUS", NULL);
  g_byte_array_prepend (before, junk, sizeof junk);
  load_test_bytes_refused (before->data, before->len, "E_ZIP_EXTRA",
                           "100 bytes before");
}

static void
test_overlap (void)
{
  /* the first claims the bytes of the second */
  ZipMember members[] = { { "x.npy", ARRAY, .size = 240, .packed = 240 },
                          { "y.npy", ARRAY },
                          { "z.npy", ARRAY } };
  g_autoptr (GByteArray) zip = zip_make (members, 3);

  load_test_bytes_refused (zip->data, zip->len, "E_ZIP_OVERLAP", "y.npy");
}

/* Opens, but reading says what is wrong. */
static void
test_bad_data (void)
{
  static const struct
  {
    const char *says;
    ZipMember member;
    const char *code;
  } rows[] = {
    { "a wrong checksum", { "x.npy", ARRAY, .crc = 1 }, "E_ZIP_CRC" },
    { "a wrong checksum, packed",
      { "x.npy", ARRAY, .method = 8, .crc = 1 },
      "E_ZIP_CRC" },
    { "more than it says",
      { "x.npy", ARRAY, .method = 8, .size = 130 },
      "E_ZIP_SIZE" },
    { "less than it says",
      { "x.npy", ARRAY, .method = 8, .size = 140 },
      "E_ZIP_SIZE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) zip = zip_make (&rows[i].member, 1);
      char *path = load_test_file ("x.npz", zip->data, zip->len);
      FalkLoadError error = { 0 };
      FalkFile *file = falk_file_open (path, NULL, &error);
      char byte[64];

      g_test_message ("%s", rows[i].says);
      if (file && file->tensors[0].readable)
        g_assert_false (falk_file_read (file, 0, byte, &error));
      if (file && !file->tensors[0].readable)
        g_test_message ("%s", file->tensors[0].why_not);
      else
        g_assert_cmpstr (falk_load_code_name (error.code), ==, rows[i].code);
      falk_file_close (file);
      load_test_remove (path);
    }
}

static void
check_archive (const ZipMember *members, guint n, guint expected)
{
  g_autoptr (GByteArray) zip = zip_make (members, n);
  char *path = load_test_file ("x.npz", zip->data, zip->len);
  FalkFile *file = load_test_open (path);

  g_assert_cmpstr (file->format, ==, "npz");
  g_assert_cmpuint (file->n_tensors, ==, expected);
  for (guint i = 0; i < expected; i++)
    {
      FalkLoadError error;
      char bytes[3];

      g_assert_true (falk_file_read (file, i, bytes, &error));
      g_assert_cmpmem (bytes, 3, "abc", 3);
    }
  g_assert_cmpint (falk_file_find (file, "x"), ==, 0);
  falk_file_close (file);
  load_test_remove (path);
}

static void
test_good (void)
{
  const ZipMember packed[] = { { "x.npy", ARRAY, .method = 8 },
                               { "y.npy", ARRAY, .no_crc = TRUE } };
  const ZipMember mixed[] = { { "x.npy", ARRAY }, { "readme.txt", "hi", 2 } };

  check_archive (two, 2, 2);
  check_archive (packed, 2, 2);
  check_archive (mixed, 2, 1);
}

/* One bad member doesn't hide the others. */
static void
test_one_bad_array (void)
{
  const ZipMember members[] = { { "bad.npy", "abcdefghijkl", 12 },
                                { "x.npy", ARRAY } };
  g_autoptr (GByteArray) zip = zip_make (members, 2);
  char *path = load_test_file ("x.npz", zip->data, zip->len);
  FalkFile *file = load_test_open (path);

  g_assert_cmpuint (file->n_tensors, ==, 2);
  g_assert_false (file->tensors[0].readable);
  g_assert_nonnull (strstr (file->tensors[0].why_not, "NumPy magic word"));
  g_assert_true (file->tensors[1].readable);
  falk_file_close (file);
  load_test_remove (path);
}

static void
survive (const ZipMember *members, guint n)
{
  g_autoptr (GByteArray) zip = zip_make (members, n);

  g_assert_true (load_test_try (zip->data, zip->len));
  for (guint cut = 0; cut < zip->len; cut++)
    g_assert_false (load_test_try (zip->data, cut));
  for (guint bit = 0; bit < zip->len * 8; bit++)
    {
      zip->data[bit / 8] ^= 1u << bit % 8;
      load_test_try (zip->data, zip->len);
      zip->data[bit / 8] ^= 1u << bit % 8;
    }
}

static void
test_cut_and_flipped (void)
{
  const ZipMember packed[] = { { "x.npy", ARRAY, .method = 8 } };

  survive (one, 1);
  survive (packed, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/zip/refuses-bad-members", test_bad_members);
  g_test_add_func ("/load/zip/refuses-bad-ends", test_bad_ends);
  g_test_add_func ("/load/zip/refuses-wrong-counts", test_counts);
  g_test_add_func ("/load/zip/refuses-bytes-around-it", test_surroundings);
  g_test_add_func ("/load/zip/refuses-overlaps", test_overlap);
  g_test_add_func ("/load/zip/finds-damaged-data", test_bad_data);
  g_test_add_func ("/load/npz/reads-stored-and-packed", test_good);
  g_test_add_func ("/load/npz/shows-the-others-of-a-bad-one",
                   test_one_bad_array);
  g_test_add_func ("/load/npz/survives-cuts-and-flips", test_cut_and_flipped);
  return g_test_run ();
}
