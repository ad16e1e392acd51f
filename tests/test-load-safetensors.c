/* SPDX-License-Identifier: MIT */
#include "test-load.h"

/* The header's length, the header, and @data bytes. */
static GByteArray *
make (const char *header, gsize length, gsize data)
{
  GByteArray *file = g_byte_array_new ();
  guint64 size = GUINT64_TO_LE ((guint64)length);
  gsize start = sizeof size + length;

  g_byte_array_append (file, (const guint8 *)&size, sizeof size);
  g_byte_array_append (file, (const guint8 *)header, (guint)length);
  g_byte_array_set_size (file, (guint)(start + data));
  for (gsize i = 0; i < data; i++)
    file->data[start + i] = (guint8)('a' + i % 26);
  return file;
}

#define T(dtype, shape, offsets)                                               \
  "{\"dtype\":" dtype ",\"shape\":" shape ",\"data_offsets\":" offsets "}"
#define ONE(dtype, shape, offsets) "{\"w\":" T (dtype, shape, offsets) "}"

static const struct
{
  const char *header;
  gsize data;
  const char *code, *part;
} bad[] = {
  { "{", 0, "E_JSON", "a string" },
  { "{\"w\"}", 0, "E_JSON", "':'" },
  { "{} x", 0, "E_JSON", "nothing more" },
  { "{\"w\":" T ("\"F32\"", "[1]", "[0,4]") ",}", 4, "E_JSON", "a string" },
  { "{/**/}", 0, "E_JSON", NULL },
  { "{'w':1}", 0, "E_JSON", NULL },
  { "{\"a\\x\":1}", 0, "E_JSON", "an escape" },
  { "{\"a\\ud800\":1}", 0, "E_JSON", "second half" },
  { "{\"a\\udc00\":1}", 0, "E_JSON", "whole character" },
  { "{\"a\nb\":1}", 0, "E_JSON", "control" },
  { "[1,2,3]", 0, "E_JSON", "an object" },
  { "{\"w\\u0000\":" T ("\"F32\"", "[1]", "[0,4]") "}", 4, "E_NAME", "u0000" },
  { "{\"w\":" T ("\"F32\"", "[1]", "[0,4]") ",\"w\":" T ("\"F32\"", "[1]",
                                                         "[4,8]") "}",
    8, "E_ST_DUP", "'w'" },
  { "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 4, "E_ST_DUP", "(dtype)" },
  { "{\"w\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "E_ST_FIELD",
    "no data_offsets" },
  { "{\"w\":3}", 4, "E_ST_FIELD", "no description" },
  { ONE ("5", "[1]", "[0,4]"), 4, "E_ST_FIELD", NULL },
  { "{\"__metadata__\":{\"a\":1}}", 0, "E_ST_META", NULL },
  { "{\"__metadata__\":[]}", 0, "E_ST_META", NULL },
  { "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "E_ST_DUP", NULL },
  { ONE ("\"F32\"", "[-1]", "[0,4]"), 4, "E_ST_SHAPE", "-1" },
  { ONE ("\"F32\"", "[1.5]", "[0,4]"), 4, "E_ST_SHAPE", "1.5" },
  { ONE ("\"F32\"", "[1e3]", "[0,4]"), 4, "E_ST_SHAPE", NULL },
  { ONE ("\"F32\"", "[01]", "[0,4]"), 4, "E_JSON", NULL },
  { ONE ("\"F32\"", "[\"3\"]", "[0,4]"), 4, "E_ST_SHAPE", NULL },
  { ONE ("\"F32\"", "3", "[0,4]"), 4, "E_ST_SHAPE", "no list" },
  { ONE ("\"F32\"", "[18446744073709551616]", "[0,4]"), 4, "E_SIZE_OVERFLOW",
    NULL },
  { ONE ("\"I32\"", "[2, 18446744073709551614]", "[0,16]"), 16,
    "E_SIZE_OVERFLOW", NULL },
  { ONE ("\"I32\"", "[2, 9223372036854775807]", "[0,16]"), 16,
    "E_SIZE_OVERFLOW", "9223372036854775807" },
  { ONE ("\"U8\"",
         "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
         "[0,1]"),
    1, "E_NDIM", "at most 32" },
  { ONE ("\"F32\"", "[1]", "[4,0]"), 4, "E_ST_RANGE", "4 to 0" },
  { ONE ("\"F32\"", "[1]", "[-1,3]"), 4, "E_ST_RANGE", "-1" },
  { ONE ("\"F32\"", "[1]", "[0,4,8]"), 4, "E_ST_RANGE", NULL },
  { ONE ("\"F32\"", "[1]", "[0]"), 4, "E_ST_RANGE", NULL },
  { ONE ("\"F32\"", "[1]", "[0,8]"), 4, "E_TRUNC", "8 bytes, 4" },
  { ONE ("\"F32\"", "[1]", "[0,4]"), 3, "E_TRUNC", NULL },
  { ONE ("\"F32\"", "[1]", "[0,4]"), 6, "E_ST_HOLE", "4 to 5" },
  { ONE ("\"F32\"", "[1]", "[2,6]"), 6, "E_ST_HOLE", "0 to 1" },
  { "{\"a\":" T ("\"F32\"", "[1]", "[0,4]") ",\"b\":" T ("\"F32\"", "[1]",
                                                         "[2,6]") "}",
    6, "E_ST_OVERLAP", "'a' and 'b'" },
  { ONE ("\"F32\"", "[2,2]", "[0,4]"), 4, "E_ST_SIZE", "16 bytes of F32" },
  { ONE ("\"F4\"", "[3]", "[0,1]"), 1, "E_ST_SIZE", "12 bits" },
  { "{\"w\":{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    0, "E_JSON_DEPTH", NULL },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GByteArray) file =
          make (bad[i].header, strlen (bad[i].header), bad[i].data);

      load_test_bytes_refused (file->data, file->len, bad[i].code, bad[i].part);
    }
}

static void
test_bad_lengths (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *code, *part;
  } rows[] = {
    { BYTES ("\xff\xff\xff\xff\xff\xff\xff\xff{}  "), "E_ST_HEADER",
      "18446744073709551615" },
    { BYTES ("\0\0\0\0\0\0\0\x80{}  "), "E_ST_HEADER", NULL },
    { BYTES ("\x0c\0\0\0\0\0\0\0{}  "), "E_ST_HEADER", NULL },
    { BYTES ("\0\0\0\0\0\0\0\0{}  "), "E_ST_HEADER", NULL },
    { BYTES ("\4\0\0\0\0\0\0\0{\"\xff\""), "E_UTF8", NULL },
    { BYTES ("\4\0\0\0\0\0\0\0{\0}\0"), "E_UTF8", NULL },
    { BYTES ("\5\0\0\0\0\0\0\0\xef\xbb\xbf{}"), "E_JSON", NULL },
    { BYTES ("\1\2\3"), "E_ST_TRUNC", "8 bytes needed, 3 there" },
    { BYTES ("\1\0\0\0\0\0\0\0\xff"), "E_UTF8", NULL },
    { BYTES ("\1\0\0\0\0\0\0\0x"), "E_JSON", "a value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *path =
          load_test_file ("x.safetensors", rows[i].bytes, rows[i].length);

      load_test_refused (path, rows[i].code, rows[i].part);
      load_test_remove (path);
    }
}

/* A million brackets must cost neither stack nor time. */
static void
test_deep (void)
{
  g_autofree char *text = g_strnfill (1000000, '[');
  g_autoptr (GByteArray) file = make (text, 1000000, 0);

  load_test_bytes_refused (file->data, file->len, "E_JSON_DEPTH", NULL);
}

static const struct
{
  const char *header;
  gsize data;
  guint n;
  const char *name; /* of the last tensor */
  const char *shape; /* its shape */
  const char *bytes; /* its bytes, each 'a' + its place */
} good[] = {
  { "{}", 0, 0, NULL, NULL, NULL },
  { " \n{} \t", 0, 0, NULL, NULL, NULL },
  { "{\"__metadata__\":null}", 0, 0, NULL, NULL, NULL },
  { "{\"__metadata__\":{\"format\":\"pt\"},\"w\":" T ("\"F32\"", "[]",
                                                      "[0,4]") "}",
    4, 1, "w", "[]", "abcd" },
  { "{\"b\":" T ("\"U8\"", "[0,3]", "[1,1]") ",\"a\":" T (
        "\"U8\"", "[1]", "[0,1]") ",\"c\":" T ("\"F64\"", "[1]", "[1,9]") "}",
    9, 3, "c", "[1]", "bcdefghi" },
  { "{\"\\u00e4\\ud83d\\ude00\\n\":" T ("\"BF16\"", "[2,1]", "[0,4]") "}", 4, 1,
    "\xc3\xa4\xf0\x9f\x98\x80\n", "[2, 1]", "abcd" },
  { "{\"w\":{\"data_offsets\":[0,1],\"new\":{\"x\":[1,null,-1.5e3,\"\"]},"
    "\"shape\":[2],\"dtype\":\"F4\"}}",
    1, 1, "w", "[2]", "a" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GByteArray) bytes =
          make (good[i].header, strlen (good[i].header), good[i].data);
      char *path = load_test_file ("x.safetensors", bytes->data, bytes->len);
      FalkFile *file = load_test_open (path);

      g_test_message ("%s", good[i].header);
      g_assert_cmpuint (file->n_tensors, ==, good[i].n);
      if (good[i].n > 0)
        {
          const FalkFileTensor *tensor = &file->tensors[good[i].n - 1];
          g_autofree char *shape =
              falk_shape_to_text (&tensor->shape, FALK_SHAPE_LIST);
          char out[16];
          FalkLoadError error;

          g_assert_cmpstr (tensor->name, ==, good[i].name);
          g_assert_cmpstr (shape, ==, good[i].shape);
          g_assert_cmpuint (tensor->bytes, ==, strlen (good[i].bytes));
          g_assert_true (falk_file_read (file, good[i].n - 1, out, &error));
          g_assert_cmpmem (out, tensor->bytes, good[i].bytes,
                           strlen (good[i].bytes));
        }
      falk_file_close (file);
      load_test_remove (path);
    }
}

/* The rest of the file opens; the tensor says why it can't be read. */
static void
test_unknown_dtype (void)
{
  const char *header = "{\"a\":" T ("\"F33\"", "[1]", "[0,5]") ",\"b\":" T (
      "\"U8\"", "[1]", "[5,6]") "}";
  g_autoptr (GByteArray) bytes = make (header, strlen (header), 6);
  char *path = load_test_file ("x.safetensors", bytes->data, bytes->len);
  FalkFile *file = load_test_open (path);
  FalkLoadError error;
  char byte;

  g_assert_false (file->tensors[0].readable);
  g_assert_nonnull (strstr (file->tensors[0].why_not, "F33"));
  g_assert_false (falk_file_read (file, 0, &byte, &error));
  g_assert_cmpint (error.code, ==, FALK_LOAD_UNREADABLE);
  g_assert_true (falk_file_read (file, 1, &byte, &error));
  g_assert_cmpint (byte, ==, 'f');
  g_assert_false (falk_file_read (file, 2, &byte, &error));
  g_assert_cmpint (error.code, ==, FALK_LOAD_NO_TENSOR);
  falk_file_close (file);
  load_test_remove (path);
}

/* 100 000 descriptions of the same bytes are refused, and quickly. */
static void
test_many_overlaps (void)
{
  g_autoptr (GString) header = g_string_new ("{");
  g_autoptr (GByteArray) file = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (header, "%s\"t%d\":" T ("\"U8\"", "[16]", "[0,16]"),
                            i ? "," : "", i);
  g_string_append_c (header, '}');
  file = make (header->str, header->len, 16);
  load_test_bytes_refused (file->data, file->len, "E_ST_OVERLAP", NULL);
}

static void
test_cut_and_flipped (void)
{
  const char *header = ONE ("\"F32\"", "[2,3]", "[0,24]");
  g_autoptr (GByteArray) bytes = make (header, strlen (header), 24);

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
  g_test_add_func ("/load/safetensors/refuses-bad-headers", test_bad);
  g_test_add_func ("/load/safetensors/refuses-bad-lengths", test_bad_lengths);
  g_test_add_func ("/load/safetensors/refuses-deep-nesting", test_deep);
  g_test_add_func ("/load/safetensors/reads-what-it-allows", test_good);
  g_test_add_func ("/load/safetensors/lists-unknown-dtypes",
                   test_unknown_dtype);
  g_test_add_func ("/load/safetensors/refuses-many-overlaps",
                   test_many_overlaps);
  g_test_add_func ("/load/safetensors/survives-cuts-and-flips",
                   test_cut_and_flipped);
  return g_test_run ();
}
