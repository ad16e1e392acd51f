/* SPDX-License-Identifier: MIT */
/* Tensors out of PyTorch's description. */
#include "test-load-torch.h"

static const struct
{
  const char *says;
  const char *pickle;
  gsize length;
  const char *code, *part;
} bad[] = {
  { "a missing storage",
    BYTES (STATE_DICT (VIEW (PID ("Float", S ("\2", "99"), "K\6"), "K\0",
                             "K\6\x85", "K\1\x85"))),
    "E_TORCH_KEY", "'99'" },
  { "a key that climbs",
    BYTES (STATE_DICT (VIEW (PID ("Float", S ("\12", "../version"), "K\6"),
                             "K\0", "K\6\x85", "K\1\x85"))),
    "E_TORCH_KEY", NULL },
  { "a key that is a number",
    BYTES (STATE_DICT (
        VIEW (PID ("Float", "K\0", "K\6"), "K\0", "K\6\x85", "K\1\x85"))),
    "E_TORCH_KEY", "a whole number" },
  { "more values than there are",
    BYTES (STATE_DICT (
        VIEW (PID ("Float", KEY, "M\xe8\3"), "K\0", "K\6\x85", "K\1\x85"))),
    "E_TORCH_STORAGE", "1000 values of 4 bytes" },
  { "fewer values",
    BYTES (STATE_DICT (
        VIEW (PID ("Float", KEY, "K\2"), "K\0", "K\2\x85", "K\1\x85"))),
    "E_TORCH_STORAGE", "24 bytes" },
  { "-1 values",
    BYTES (STATE_DICT (VIEW (PID ("Float", KEY, "J\xff\xff\xff\xff"), "K\0",
                             "K\6\x85", "K\1\x85"))),
    "E_TORCH_PID", "-1" },
  { "2^62 values",
    BYTES (STATE_DICT (
        VIEW (PID ("Float", KEY, BIG), "K\0", "K\6\x85", "K\1\x85"))),
    "E_TORCH_STORAGE", NULL },
  { "an offset of -1",
    BYTES (
        STATE_DICT (VIEW (FLOATS, "J\xff\xff\xff\xff", "K\2\x85", "K\1\x85"))),
    "E_TORCH_VIEW", "offset -1" },
  { "an offset too far",
    BYTES (STATE_DICT (
        VIEW (FLOATS, "K\5", PAIR ("K\2", "K\3"), PAIR ("K\3", "K\1")))),
    "E_TORCH_VIEW", "it needs 11 values; expected at most 6" },
  { "an offset that is a text",
    BYTES (STATE_DICT (VIEW (FLOATS, S ("\1", "x"), "K\2\x85", "K\1\x85"))),
    "E_TORCH_VIEW", "a text" },
  { "a stride too wide",
    BYTES (STATE_DICT (
        VIEW (FLOATS, "K\0", PAIR ("K\2", "K\3"), PAIR ("M\xe8\3", "K\1")))),
    "E_TORCH_VIEW", NULL },
  { "a stride of -3",
    BYTES (
        STATE_DICT (VIEW (FLOATS, "K\0", "K\2\x85", "J\xfd\xff\xff\xff\x85"))),
    "E_TORCH_VIEW", "stride -3" },
  { "strides that overflow",
    BYTES (STATE_DICT (VIEW (FLOATS, "K\0", "K\3\x85", BIG "\x85"))),
    "E_TORCH_VIEW", NULL },
  { "one stride too few",
    BYTES (STATE_DICT (VIEW (FLOATS, "K\0", PAIR ("K\2", "K\3"), "K\1\x85"))),
    "E_TORCH_VIEW", "1 strides" },
  { "a size of -6",
    BYTES (
        STATE_DICT (VIEW (FLOATS, "K\0", "J\xfa\xff\xff\xff\x85", "K\1\x85"))),
    "E_DIM_NEG", "-6" },
  { "a size that is a text",
    BYTES (STATE_DICT (VIEW (FLOATS, "K\0", S ("\1", "6") "\x85", "K\1\x85"))),
    "E_TORCH_TENSOR", NULL },
  { "sizes that overflow",
    BYTES (STATE_DICT (
        VIEW (FLOATS, "K\0", PAIR (BIG, BIG), PAIR ("K\0", "K\0")))),
    "E_SIZE_OVERFLOW", NULL },
  { "one storage, two types",
    BYTES (PROTO "]" VIEW (FLOATS, "K\0", "K\6\x85", "K\1\x85") "a" VIEW (
        PID ("Int", KEY, "K\6"), "K\0", "K\6\x85", "K\1\x85") "a."),
    "E_TORCH_STORAGE", "two different" },
  { "no storage", BYTES (STATE_DICT (VIEW ("N", "K\0", "K\6\x85", "K\1\x85"))),
    "E_TORCH_TENSOR", "None" },
  { "too few arguments", BYTES (STATE_DICT (REBUILD FLOATS "tR")),
    "E_TORCH_TENSOR", "1 arguments" },
  { "a device that is a number",
    BYTES (STATE_DICT (
        REBUILD "(" S ("\7", "storage") "ctorch\nFloatStorage\n" KEY "K\0K\6tQ"
                                        "K\0K\6\x85K\1\x85" HOOKS)),
    "E_TORCH_PID", "device" },
  { "a type of another module",
    BYTES (STATE_DICT (REBUILD
                       "(" S ("\7", "storage") "cnumpy\nFloatStorage\n" KEY S (
                           "\3", "cpu") "K\6tQ"
                                        "K\0K\6\x85K\1\x85" HOOKS)),
    "E_TORCH_PID", "numpy" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GByteArray) file = torch_make (bad[i].pickle, bad[i].length);

      g_test_message ("%s", bad[i].says);
      load_test_bytes_refused (file->data, file->len, bad[i].code, bad[i].part);
    }
}

/* Tensors that open, as names, shapes and bytes of the storage's digits. */
static const struct
{
  const char *says;
  const char *pickle;
  gsize length;
  const char *name, *shape, *values; /* values NULL: not readable */
} good[] = {
  { "a transposed view",
    BYTES (STATE_DICT (VIEW (PID ("Byte", KEY, "K\x18"), "K\1",
                             PAIR ("K\3", "K\2"), PAIR ("K\1", "K\3")))),
    "w", "[3, 2]", "253647" },
  { "an expanded view",
    BYTES (STATE_DICT (VIEW (PID ("Byte", KEY, "K\x18"), "K\0",
                             PAIR ("K\2", "K\2"), PAIR ("K\0", "K\1")))),
    "w", "[2, 2]", "1212" },
  { "a scalar",
    BYTES (STATE_DICT (VIEW (PID ("Byte", KEY, "K\x18"), "K\5", ")", ")"))),
    "w", "[]", "6" },
  { "an empty one",
    BYTES (STATE_DICT (VIEW (PID ("Byte", KEY, "K\x18"), "K\5",
                             PAIR ("K\0", "K\3"), PAIR ("K\3", "K\1")))),
    "w", "[0, 3]", "" },
  { "alone",
    BYTES (PROTO VIEW (PID ("Byte", KEY, "K\x18"), "K\0", "K\2\x85",
                       "K\1\x85") "."),
    "", "[2]", "12" },
  { "in a list",
    BYTES (PROTO "}" S ("\1", "a") "]N"
                                   "a" VIEW (PID ("Byte", KEY, "K\x18"), "K\0",
                                             "K\2\x85", "K\1\x85") "as."),
    "a", "[2]", "12" },
  { "below numbers",
    BYTES (PROTO "}" S ("\1", "a") "}K\7}" S ("\1", "b") VIEW (
        PID ("Byte", KEY, "K\x18"), "K\0", "K\2\x85", "K\1\x85") "sss."),
    "a.7.b", "[2]", "12" },
  { "a parameter",
    BYTES (STATE_DICT ("ctorch._utils\n_rebuild_parameter\n(" VIEW (
        PID ("Byte", KEY, "K\x18"), "K\0", "K\2\x85", "K\1\x85") "\x88"
                                                                 "}tR")),
    "w", "[2]", "12" },
  { "a subclass",
    BYTES (STATE_DICT ("ctorch._tensor\n_rebuild_from_type_v2\n("
                       "ctorch._utils\n_rebuild_tensor_v2\n"
                       "c__main__\nMine\n"
                       "(" PID ("Byte", KEY, "K\x18") "K\0K\2\x85K\1\x85\x89}t"
                                                      "}tR")),
    "w", "[2]", "12" },
  { "untyped, with a dtype",
    BYTES (STATE_DICT (
        "ctorch._utils\n_rebuild_tensor_v3\n("
        "(" S ("\7", "storage") "ctorch.storage\nUntypedStorage\n" KEY S (
            "\3", "cpu") "K\x18tQ"
                         "K\1K\2\x85K\1\x85\x89}"
                         "ctorch\nuint16\ntR")),
    "w", "[2]", "3456" },
  { "of float8",
    BYTES (STATE_DICT (
        "ctorch._utils\n_rebuild_tensor_v3\n("
        "(" S ("\7", "storage") "ctorch.storage\nUntypedStorage\n" KEY S (
            "\3", "cpu") "K\x18tQ"
                         "K\1K\2\x85K\1\x85\x89}"
                         "ctorch\nfloat8_e4m3fn\ntR")),
    "w", "[2]", "23" },
  { "sizes as torch.Size",
    BYTES (STATE_DICT (VIEW (PID ("Byte", KEY, "K\x18"), "K\0",
                             "ctorch\nSize\nK\2\x85\x85R", "K\1\x85"))),
    "w", "[2]", "12" },
  { "in an object's state",
    BYTES (STATE_DICT ("c__main__\nBox\n)\x81}" S ("\1", "t") VIEW (
        PID ("Byte", KEY, "K\x18"), "K\0", "K\2\x85", "K\1\x85") "sb")),
    "w.t", "[2]", "12" },
  { "of a quantized type",
    BYTES (STATE_DICT (
        VIEW (PID ("QInt8", KEY, "K\x18"), "K\0", "K\2\x85", "K\1\x85"))),
    "w", "[2]", NULL },
  { "of an unknown type",
    BYTES (STATE_DICT (
        VIEW (PID ("Foo", KEY, "K\x18"), "K\0", "K\2\x85", "K\1\x85"))),
    "w", "[2]", NULL },
  { "sparse", BYTES (STATE_DICT ("ctorch._utils\n_rebuild_sparse_tensor\n)R")),
    "w", "[]", NULL },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GByteArray) bytes =
          torch_make (good[i].pickle, good[i].length);
      char *path = load_test_file ("x.pt", bytes->data, bytes->len);
      FalkFile *file;
      FalkLoadError error;
      g_autofree char *shape = NULL;
      char out[24];

      g_test_message ("%s", good[i].says);
      file = load_test_open (path);
      g_assert_cmpuint (file->n_tensors, ==, 1);
      g_assert_cmpstr (file->tensors[0].name, ==, good[i].name);
      shape = falk_shape_to_text (&file->tensors[0].shape, FALK_SHAPE_LIST);
      g_assert_cmpstr (shape, ==, good[i].shape);
      g_assert_cmpint (file->tensors[0].readable, ==, good[i].values != NULL);
      if (good[i].values)
        {
          g_assert_true (falk_file_read (file, 0, out, &error));
          g_assert_cmpmem (out, file->tensors[0].bytes, good[i].values,
                           strlen (good[i].values));
        }
      else
        g_assert_nonnull (file->tensors[0].why_not);
      falk_file_close (file);
      load_test_remove (path);
    }
}

/* Two tensors of a list keep their numbers. */
static void
test_list (void)
{
#define BYTE_VIEW VIEW (PID ("Byte", KEY, "K\x18"), "K\0", "K\2\x85", "K\1\x85")
  const char pickle[] = PROTO "](" BYTE_VIEW BYTE_VIEW "e.";
  g_autoptr (GByteArray) bytes = torch_make (pickle, sizeof pickle - 1);
  char *path = load_test_file ("x.pt", bytes->data, bytes->len);
  FalkFile *file = load_test_open (path);

  g_assert_cmpuint (file->n_tensors, ==, 2);
  g_assert_cmpstr (file->tensors[0].name, ==, "[0]");
  g_assert_cmpstr (file->tensors[1].name, ==, "[1]");
  falk_file_close (file);
  load_test_remove (path);
}

/* A few bytes that would expand to 8 PiB: listed, but never allocated. */
static void
test_expanded_too_far (void)
{
  const char pickle[] = STATE_DICT (
      VIEW (FLOATS, "K\0", PAIR ("J\xff\xff\xff\x7f", "J\0\0\x10\0"),
            PAIR ("K\0", "K\0")));
  g_autoptr (GByteArray) bytes = torch_make (pickle, sizeof pickle - 1);
  char *path = load_test_file ("x.pt", bytes->data, bytes->len);
  FalkFile *file = load_test_open (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (falk_file_load_tensor (file, 0, &error));
  g_assert_error (error, FALK_LOAD_ERROR, FALK_LOAD_BUDGET);
  g_test_message ("%s", error->message);
  falk_file_close (file);
  load_test_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/torch/refuses-impossible-tensors", test_bad);
  g_test_add_func ("/load/torch/reads-every-kind-of-view", test_good);
  g_test_add_func ("/load/torch/numbers-a-list", test_list);
  g_test_add_func ("/load/torch/expands-within-budget", test_expanded_too_far);
  return g_test_run ();
}
