/* SPDX-License-Identifier: MIT */
/* PyTorch's files before 1.6: a row of pickles, then the storages. */
#include "test-load-zip.h"

#define MAGIC "\x80\2\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."
#define PROTOCOL "\x80\2M\xe9\3."
#define S(length, text) "X" length "\0\0\0" text
#define MACHINE "\x80\2}" S ("\x0d", "little_endian") "\x88s."
#define PID(key, numel, view)                                                  \
  "(" S ("\7", "storage") "ctorch\nByteStorage\n" key S ("\3", "cpu")          \
      numel view "tQ"
#define TENSOR(key, numel, view)                                               \
  "ctorch._utils\n_rebuild_tensor_v2\n(" PID (key, numel,                      \
                                              view) "K\0K\2\x85K\1\x85\x89NtR"
#define W S ("\1", "w")
#define OBJECT(view) "\x80\2}" W TENSOR (S ("\1", "7"), "K\3", view) "s."
#define KEYS "\x80\2]" S ("\1", "7") "a."
#define DATA                                                                   \
  "\3\0\0\0\0\0\0\0"                                                           \
  "abc"
#define START MAGIC PROTOCOL MACHINE

static const struct
{
  const char *says;
  const char *bytes;
  gsize length;
  const char *code, *part;
} bad[] = {
  { "another magic number",
    BYTES ("\x80\2\x8a\x0a\x6d\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19." PROTOCOL
               MACHINE),
    "E_LEGACY_MAGIC", "magic number" },
  { "another protocol", BYTES (MAGIC "\x80\2M\xea\3." MACHINE),
    "E_LEGACY_MAGIC", "1001" },
  { "a big-endian machine",
    BYTES (MAGIC PROTOCOL "\x80\2}" S ("\x0d", "little_endian") "\x89s."),
    "E_LEGACY_ENDIAN", NULL },
  { "an unknown machine", BYTES (MAGIC PROTOCOL "\x80\2}."), "E_LEGACY_ENDIAN",
    NULL },
  { "keys that aren't a list", BYTES (START OBJECT ("N") "\x80\2}." DATA),
    "E_LEGACY_KEYS", "a dict" },
  { "a key that isn't a text", BYTES (START OBJECT ("N") "\x80\2]K\7a." DATA),
    "E_LEGACY_KEYS", "a whole number" },
  { "a key that nobody uses",
    BYTES (START OBJECT ("N") "\x80\2](" S ("\1", "7")
               S ("\1", "8") "e." DATA DATA),
    "E_LEGACY_KEYS", "'8' is used nowhere" },
  { "a key twice",
    BYTES (START OBJECT ("N") "\x80\2](" S ("\1", "7")
               S ("\1", "7") "e." DATA DATA),
    "E_LEGACY_KEYS", "twice" },
  { "a key that is missing", BYTES (START OBJECT ("N") "\x80\2]." DATA),
    "E_LEGACY_KEYS", "'7' is missing" },
  { "another count",
    BYTES (START OBJECT ("N") KEYS "\4\0\0\0\0\0\0\0"
                                   "abcd"),
    "E_LEGACY_STORAGE", "claims 4 values, 3 expected" },
  { "a count of 2^62",
    BYTES (START OBJECT ("N") KEYS "\0\0\0\0\0\0\0\x40"
                                   "abc"),
    "E_LEGACY_STORAGE", "4611686018427387904" },
  { "a count of -1",
    BYTES (START OBJECT ("N") KEYS "\xff\xff\xff\xff\xff\xff\xff\xff"
                                   "abc"),
    "E_LEGACY_STORAGE", NULL },
  { "both counts huge",
    BYTES (START "\x80\2}" W TENSOR (S ("\1", "7"), "J\0\0\0\x40",
                                     "N") "s." KEYS "\0\0\0\x40\0\0\0\0"),
    "E_TRUNC", "1073741824 bytes, 0" },
  { "a view past the end",
    BYTES (START OBJECT ("(" S ("\1", "v") "K\2K\2t") KEYS DATA),
    "E_TORCH_VIEW", "at most 3" },
  { "a view that is a number", BYTES (START OBJECT ("K\1") KEYS DATA),
    "E_TORCH_VIEW", NULL },
  { "an attack", BYTES (START "\x80\2cos\nsystem\n)R." KEYS DATA),
    "E_PICKLE_DANGEROUS", "os.system" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i].says);
      load_test_bytes_refused (bad[i].bytes, bad[i].length, bad[i].code,
                               bad[i].part);
    }
}

static void
check (const char *bytes, gsize length, const char *values)
{
  char *path = load_test_file ("x.pt", bytes, length);
  FalkFile *file = load_test_open (path);
  FalkLoadError error;
  char out[2];

  g_assert_cmpstr (file->format, ==, "torch legacy");
  g_assert_cmpuint (file->n_tensors, ==, 1);
  g_assert_cmpstr (file->tensors[0].name, ==, "w");
  g_assert_true (falk_file_read (file, 0, out, &error));
  g_assert_cmpmem (out, 2, values, 2);
  falk_file_close (file);
  load_test_remove (path);
}

static void
test_good (void)
{
  check (BYTES (START OBJECT ("N") KEYS DATA), "ab");
  /* a storage that is itself a view of another */
  check (BYTES (START OBJECT ("(" S ("\1", "v") "K\1K\2t") KEYS DATA), "bc");
}

/* A class is named together with its source text, which stays text. */
static void
test_module_source (void)
{
  check (
      BYTES (START "\x80\2}(" S ("\1", "m") "(" S (
          "\6", "module") "c__main__\nNet\n" S ("\4", "n.py")
                 S ("\5", "class") "tQ)\x81}" S ("\1", "a") "K\1sb" W TENSOR (
                     S ("\1", "7"), "K\3", "N") "u." KEYS DATA),
      "ab");
}

/* The pickle is longer than the window that is tried first. */
static void
test_long_description (void)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autofree char *text = g_strnfill (200000, 'x');

  g_byte_array_append (file, (const guint8 *)BYTES (START "\x80\2}"));
  g_byte_array_append (file, (const guint8 *)BYTES (W));
  g_byte_array_append (
      file, (const guint8 *)BYTES (TENSOR (S ("\1", "7"), "K\3", "N") "s"));
  g_byte_array_append (file, (const guint8 *)BYTES (S ("\1", "t") "X"));
  zip_put (file, 200000, 4);
  g_byte_array_append (file, (const guint8 *)text, 200000);
  g_byte_array_append (file, (const guint8 *)BYTES ("s." KEYS DATA));
  check ((const char *)file->data, file->len, "ab");
}

static void
test_cut_and_flipped (void)
{
  char bytes[] = START OBJECT ("N") KEYS DATA;
  gsize length = sizeof bytes - 1;

  g_assert_true (load_test_try (bytes, length));
  for (gsize cut = 0; cut < length; cut++)
    g_assert_false (load_test_try (bytes, cut));
  for (gsize bit = 0; bit < length * 8; bit++)
    {
      bytes[bit / 8] ^= (char)(1u << bit % 8);
      load_test_try (bytes, length);
      bytes[bit / 8] ^= (char)(1u << bit % 8);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/legacy/refuses-what-is-wrong", test_bad);
  g_test_add_func ("/load/legacy/reads-storages-and-views", test_good);
  g_test_add_func ("/load/legacy/leaves-source-text-alone", test_module_source);
  g_test_add_func ("/load/legacy/reads-long-descriptions",
                   test_long_description);
  g_test_add_func ("/load/legacy/survives-cuts-and-flips",
                   test_cut_and_flipped);
  return g_test_run ();
}
