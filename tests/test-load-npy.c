/* SPDX-License-Identifier: MIT */
#include "test-load.h"

/* A version 1.0 file with @header, padded as NumPy does, and @data. */
static GByteArray *
make_npy (const char *header, const void *data, gsize length)
{
  GByteArray *file = g_byte_array_new ();
  gsize text = strlen (header) + 1;
  gsize padded = (10 + text + 63) / 64 * 64 - 10;
  guint8 size[2] = { padded & 0xff, (padded >> 8) & 0xff };

  g_byte_array_append (file, (const guint8 *)"\x93NUMPY\1\0", 8);
  g_byte_array_append (file, size, 2);
  g_byte_array_append (file, (const guint8 *)header, text - 1);
  for (gsize i = text; i < padded; i++)
    g_byte_array_append (file, (const guint8 *)" ", 1);
  g_byte_array_append (file, (const guint8 *)"\n", 1);
  g_byte_array_append (file, data, length);
  return file;
}

#define DICT(descr, fortran, shape)                                            \
  "{'descr': " descr ", 'fortran_order': " fortran ", 'shape': " shape ", }"

static const struct
{
  const char *header;
  gsize data; /* bytes of zeros behind it */
  const char *code, *part;
} bad_headers[] = {
  { "((((((((((((((", 0, "E_NPY_HEADER", "'{'" },
  { "{{{{{{{{{{{{{{{{{", 0, "E_NPY_HEADER", "a string" },
  { "__import__('os').system('true')", 0, "E_NPY_HEADER", NULL },
  { "{'descr': __import__('os')}", 0, "E_NPY_HEADER", NULL },
  { "", 0, "E_NPY_HEADER", "the end" },
  { "{'descr': '<f4', 'shape': (2,), }", 8, "E_NPY_KEYS", "fortran_order" },
  { "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}", 8,
    "E_NPY_KEYS", "'x' is unknown" },
  { "{'descr': '<f4', 'fortran_order': False, 'shape': (9,), 'shape': (2,)}", 8,
    "E_NPY_KEYS", "'shape' appears twice" },
  { DICT ("'<f4'", "0", "(2,)"), 8, "E_NPY_ORDER", "found '0" },
  { DICT ("'<f4'", "False", "(-1,)"), 16, "E_DIM_NEG", "dimension 0 is -1" },
  { DICT ("'<f4'", "False", "(-2,-2)"), 16, "E_DIM_NEG", "is -2" },
  { DICT ("'<f4'", "False", "[1]"), 4, "E_NPY_SHAPE", "'[1]" },
  { DICT ("'<f4'", "False", "1"), 4, "E_NPY_SHAPE", NULL },
  { DICT ("'<f4'", "False", "(1)"), 4, "E_NPY_SHAPE", NULL },
  { DICT ("'<f4'", "False", "(True,)"), 4, "E_NPY_SHAPE", NULL },
  { DICT ("'<f4'", "False", "(1.0,)"), 4, "E_NPY_SHAPE", NULL },
  { DICT ("'<f4'", "False", "(1e3,)"), 4, "E_NPY_SHAPE", NULL },
  { DICT ("'<f4'", "False", "(1 2)"), 8, "E_NPY_SHAPE", NULL },
  { DICT ("'<f4'", "False", "(4294967296, 4294967296)"), 0, "E_SIZE_OVERFLOW",
    "4294967296 × 4294967296" },
  { DICT ("'<f4'", "False", "(9223372036854775807, 2)"), 0, "E_SIZE_OVERFLOW",
    NULL },
  { DICT ("'<f4'", "False", "(123456789012345678901234567890,)"), 0,
    "E_SIZE_OVERFLOW", "1234567890123" },
  { DICT ("'<f4'", "False", "(0, 9223372036854775807)"), 0, "E_SIZE_OVERFLOW",
    NULL },
  { DICT ("'<f4'", "False", "(1000000000000,)"), 0, "E_TRUNC",
    "needs 4000000000000 bytes, 0 are left" },
  { DICT ("'<f4'", "False", "(2,)"), 7, "E_TRUNC", "8 bytes, 7" },
  { DICT ("'|O'", "False", "(2,)"), 16, "E_PICKLE_INSIDE", "pickle" },
  { DICT ("'<U999999999'", "False", "(1,)"), 4, "E_DTYPE", "'<U999999999'" },
  { DICT ("'<f16'", "False", "(1,)"), 16, "E_DTYPE", "'<f16'" },
  { DICT ("'|V0'", "False", "(9223372036854775807,)"), 0, "E_DTYPE", "'|V0'" },
  { DICT ("'<f3'", "False", "(1,)"), 4, "E_DTYPE", NULL },
  { DICT ("'<f400000000000'", "False", "(1,)"), 4, "E_DTYPE", NULL },
  { DICT ("'>i1'", "False", "(1,)"), 4, "E_DTYPE", NULL },
  { DICT ("'|f4'", "False", "(1,)"), 4, "E_DTYPE", NULL },
  { DICT ("''", "False", "(1,)"), 4, "E_DTYPE", NULL },
  { DICT ("'<M8[ns]'", "False", "(1,)"), 8, "E_DTYPE", NULL },
  { DICT ("[('a', '<f4'), ('b', '<i8')]", "False", "(1,)"), 12, "E_DTYPE",
    "fields a b" },
  { DICT ("'<f4'", "False", "(1,) x"), 4, "E_NPY_HEADER", NULL },
  { DICT ("'<f4'", "False", "(1,)") " x", 4, "E_NPY_HEADER", "nothing more" },
  { "{'descr': '<f4' 'shape': (1,)}", 4, "E_NPY_HEADER", "','" },
  { "{'descr' '<f4'}", 4, "E_NPY_HEADER", "':'" },
  { "{'descr\xff': '<f4'}", 4, "E_NPY_KEYS", "\\xFF" },
};

static void
test_bad_headers (void)
{
  static const guint8 zeros[64];

  for (guint i = 0; i < G_N_ELEMENTS (bad_headers); i++)
    {
      g_autoptr (GByteArray) file =
          make_npy (bad_headers[i].header, zeros, bad_headers[i].data);

      load_test_bytes_refused (file->data, file->len, bad_headers[i].code,
                               bad_headers[i].part);
    }
}

static void
test_bad_prefixes (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *code, *part;
  } rows[] = {
    { BYTES ("\x93NUMPY"), "E_NPY_TRUNC", NULL },
    { BYTES ("\x93NUMPY\1"), "E_NPY_TRUNC", NULL },
    { BYTES ("\x93NUMPY\1\0\x10"), "E_NPY_TRUNC", NULL },
    { BYTES ("\x93NUMPY\x09\0\x10\0"), "E_NPY_VERSION", "9.0" },
    { BYTES ("\x93NUMPY\1\1\x10\0"), "E_NPY_VERSION", "1.1" },
    { BYTES ("\x93NUMPY\1\0\xff\xff{}"), "E_NPY_TRUNC", "65535 bytes" },
    { BYTES ("\x93NUMPY\2\0\xff\xff\xff\xff{}"), "E_NPY_HEADER_BIG",
      "4294967295" },
    { BYTES ("\x93NUMPY\1\0\0\0"), "E_NPY_HEADER", "the end" },
    { BYTES ("\x93NUMPY\3\0\2\0\0\0\xff\xff"), "E_UTF8", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    load_test_bytes_refused (rows[i].bytes, rows[i].length, rows[i].code,
                             rows[i].part);
}

static void
test_many_dimensions (void)
{
  g_autoptr (GString) header = g_string_new ("{'descr':'<f4',"
                                             "'fortran_order':False,'shape':(");
  g_autoptr (GByteArray) file = NULL;

  for (int i = 0; i < 65; i++)
    g_string_append (header, "1,");
  g_string_append (header, ")}");
  file = make_npy (header->str, "abcd", 4);
  load_test_bytes_refused (file->data, file->len, "E_NDIM", "65 dimensions");
}

/* Files that must open, and the float32 or other bytes they must give. */
static const struct
{
  const char *header;
  const char *data;
  gsize length;
  FalkDtype dtype;
  const char *shape;
  const char *values; /* as read; NULL: as stored */
} good[] = {
  { DICT ("'<f4'", "False", "()"), BYTES ("\0\0\x80\x3f"), FALK_DTYPE_FLOAT32,
    "[]", NULL },
  { DICT ("'<f4'", "False", "(0,)"), BYTES (""), FALK_DTYPE_FLOAT32, "[0]",
    NULL },
  { DICT ("'<f8'", "True", "(0, 3)"), BYTES (""), FALK_DTYPE_FLOAT64, "[0, 3]",
    NULL },
  { DICT ("'>f4'", "False", "(2,)"), BYTES ("\x3f\x80\1\2\x40\0\3\4"),
    FALK_DTYPE_FLOAT32, "[2]", "\2\1\x80\x3f\4\3\0\x40" },
  { DICT ("'>c8'", "False", "(1,)"), BYTES ("\1\2\3\4\5\6\7\x08"),
    FALK_DTYPE_COMPLEX64, "[1]", "\4\3\2\1\x08\7\6\5" },
  { DICT ("'|u1'", "True", "(2, 3)"), BYTES ("\0\3\1\4\2\5"), FALK_DTYPE_UINT8,
    "[2, 3]", "\0\1\2\3\4\5" },
  { DICT ("'|i1'", "True", "(2, 2, 2)"), BYTES ("\0\4\2\6\1\5\3\7"),
    FALK_DTYPE_INT8, "[2, 2, 2]", "\0\1\2\3\4\5\6\7" },
  { DICT ("'>i2'", "True", "(2, 2)"), BYTES ("\0\1\0\3\0\2\0\4"),
    FALK_DTYPE_INT16, "[2, 2]", "\1\0\2\0\3\0\4\0" },
  { "{\"shape\":(2L,),\"descr\":\"<i8\",\"fortran_order\":False}",
    BYTES ("\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0"), FALK_DTYPE_INT64, "[2]", NULL },
  { DICT ("'|b1'", "False", "(1, 2)"), BYTES ("\0\1"), FALK_DTYPE_BOOL,
    "[1, 2]", NULL },
  { DICT ("'f2'", "False", "(1,)"), BYTES ("\0\x3c"), FALK_DTYPE_FLOAT16, "[1]",
    NULL },
  { DICT ("'|V2'", "False", "(1,)"), BYTES ("\x80\x3f"), FALK_DTYPE_BFLOAT16,
    "[1]", NULL },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GByteArray) bytes =
          make_npy (good[i].header, good[i].data, good[i].length);
      char *path = load_test_file ("x.npy", bytes->data, bytes->len);
      FalkFile *file = load_test_open (path);
      g_autoptr (FalkTensor) tensor = falk_file_load_tensor (file, 0, NULL);
      g_autofree char *shape = NULL;

      g_test_message ("%s", good[i].header);
      g_assert_cmpstr (file->format, ==, "npy");
      g_assert_cmpuint (file->n_tensors, ==, 1);
      g_assert_cmpstr (file->tensors[0].name, ==, "");
      g_assert_nonnull (tensor);
      g_assert_cmpint (tensor->dtype, ==, good[i].dtype);
      shape = falk_shape_to_text (&tensor->shape, FALK_SHAPE_LIST);
      g_assert_cmpstr (shape, ==, good[i].shape);
      g_assert_cmpmem (g_bytes_get_data (tensor->data, NULL),
                       g_bytes_get_size (tensor->data),
                       good[i].values ? good[i].values : good[i].data,
                       good[i].length);
      falk_file_close (file);
      load_test_remove (path);
    }
}

static void
test_trailing (void)
{
  g_autoptr (GByteArray) bytes =
      make_npy (DICT ("'|u1'", "False", "(2,)"), BYTES ("ab123"));
  char *path = load_test_file ("x.npy", bytes->data, bytes->len);
  FalkFile *file = load_test_open (path);

  g_assert_cmpuint (file->n_notes, ==, 1);
  g_assert_cmpstr (file->notes[0], ==, "3 bytes after the array were ignored.");
  falk_file_close (file);
  load_test_remove (path);
}

/* Every shorter file is refused; every flipped bit is refused or read. */
static void
test_cut_and_flipped (void)
{
  g_autoptr (GByteArray) bytes = make_npy (DICT ("'<f4'", "True", "(2, 3)"),
                                           BYTES ("123456789012345678901234"));

  g_assert_true (load_test_try (bytes->data, bytes->len));
  for (guint cut = 0; cut < bytes->len; cut++)
    g_assert_false (load_test_try (bytes->data, cut));
  for (guint bit = 0; bit < bytes->len * 8; bit++)
    {
      bytes->data[bit / 8] ^= 1u << bit % 8;
      load_test_try (bytes->data, bytes->len);
      bytes->data[bit / 8] ^= 1u << bit % 8;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/npy/refuses-bad-headers", test_bad_headers);
  g_test_add_func ("/load/npy/refuses-bad-prefixes", test_bad_prefixes);
  g_test_add_func ("/load/npy/refuses-many-dimensions", test_many_dimensions);
  g_test_add_func ("/load/npy/reads-every-order-and-type", test_good);
  g_test_add_func ("/load/npy/notes-trailing-bytes", test_trailing);
  g_test_add_func ("/load/npy/survives-cuts-and-flips", test_cut_and_flipped);
  return g_test_run ();
}
