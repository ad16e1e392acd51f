/* SPDX-License-Identifier: MIT */
/* The pickle machine, through PyTorch files that hold one pickle each. */
#include "test-load-torch.h"

/* Pieces of pickles. */
#define STORAGE                                                                \
  "(" S ("\7", "storage") "ctorch\nFloatStorage\n" S ("\1", "0")               \
      S ("\3", "cpu") "K\6tQ"
#define DICT "ccollections\nOrderedDict\n)R"
#define TENSOR REBUILD STORAGE "K\0K\2K\3\x86K\3K\1\x86\x89" DICT "tR"

static const struct
{
  const char *says;
  const char *pickle;
  gsize length;
  const char *code, *part;
} bad[] = {
  { "system", BYTES (PROTO "cos\nsystem\n" S ("\1", "x") "\x85R."),
    "E_PICKLE_DANGEROUS", "os.system" },
  { "posix", BYTES (PROTO "cposix\nsystem\n" S ("\1", "x") "\x85R."),
    "E_PICKLE_DANGEROUS", "posix.system" },
  { "eval", BYTES (PROTO "cbuiltins\neval\n" S ("\1", "1") "\x85R."),
    "E_PICKLE_DANGEROUS", "builtins.eval" },
  { "Python 2's eval", BYTES (PROTO "c__builtin__\neval\n)R."),
    "E_PICKLE_DANGEROUS", NULL },
  { "resolve_name", BYTES (PROTO "cpkgutil\nresolve_name\n)R."),
    "E_PICKLE_DANGEROUS", NULL },
  { "collect_env", BYTES (PROTO "ctorch.utils.collect_env\nrun\n)R."),
    "E_PICKLE_DANGEROUS", NULL },
  { "import_module", BYTES (PROTO "cimportlib\nimport_module\n)R."),
    "E_PICKLE_DANGEROUS", NULL },
  { "two at once", BYTES (PROTO "cos\nsystem\ncsubprocess\nPopen\n\x86."),
    "E_PICKLE_DANGEROUS", "os.system, subprocess.Popen" },
  { "thrown away", BYTES (PROTO "cos\nsystem\n0N."), "E_PICKLE_DANGEROUS",
    NULL },
  { "doubled", BYTES (PROTO "cos\nsystem\n2\x86."), "E_PICKLE_DANGEROUS",
    NULL },
  { "kept and got", BYTES (PROTO "cos\nsystem\nq\0h\0\x86."),
    "E_PICKLE_DANGEROUS", NULL },
  { "before a broken end", BYTES (PROTO "cos\nsystem\n)R\xff"),
    "E_PICKLE_DANGEROUS", NULL },
  { "an attribute of a builtin",
    BYTES (PROTO "cbuiltins\ngetattr.__call__\n)R."), "E_PICKLE_DANGEROUS",
    NULL },
  { "empty", BYTES (""), "E_PICKLE_TRUNC", NULL },
  { "no STOP", BYTES (PROTO "N"), "E_PICKLE_TRUNC", NULL },
  { "TUPLE1 of none", BYTES (PROTO "\x85."), "E_PICKLE_STACK", "0 are" },
  { "TUPLE2 of one", BYTES (PROTO "N\x86."), "E_PICKLE_STACK",
    "needs 2 values, 1 are" },
  { "TUPLE3 of two", BYTES (PROTO "NN\x87."), "E_PICKLE_STACK", NULL },
  { "REDUCE of one", BYTES (PROTO "NR."), "E_PICKLE_STACK", NULL },
  { "NEWOBJ of one", BYTES (PROTO "N\x81."), "E_PICKLE_STACK", NULL },
  { "BUILD of one", BYTES (PROTO "}b."), "E_PICKLE_STACK", NULL },
  { "SETITEM of two", BYTES (PROTO "}Ns."), "E_PICKLE_STACK", NULL },
  { "SETITEMS without MARK", BYTES (PROTO "}NNu."), "E_PICKLE_STACK",
    "a MARK" },
  { "SETITEMS without dict", BYTES (PROTO "(NNu."), "E_PICKLE_STACK", NULL },
  { "APPEND of one", BYTES (PROTO "]a."), "E_PICKLE_STACK", NULL },
  { "APPENDS without MARK", BYTES (PROTO "]Ne."), "E_PICKLE_STACK", NULL },
  { "TUPLE without MARK", BYTES (PROTO "Nt."), "E_PICKLE_STACK", NULL },
  { "a value under the mark", BYTES (PROTO "N(\x85."), "E_PICKLE_STACK", NULL },
  { "BINPERSID of none", BYTES (PROTO "Q."), "E_PICKLE_STACK", NULL },
  { "BINPUT of none", BYTES (PROTO "q\0N."), "E_PICKLE_STACK", NULL },
  { "DUP of none", BYTES (PROTO "2."), "E_PICKLE_STACK", NULL },
  { "POP of none", BYTES (PROTO "0N."), "E_PICKLE_STACK", NULL },
  { "STOP of none", BYTES (PROTO "."), "E_PICKLE_STACK", NULL },
  { "STOP of two", BYTES (PROTO "NN."), "E_PICKLE_STACK", NULL },
  { "STOP inside a mark", BYTES (PROTO "(N."), "E_PICKLE_STACK", NULL },
  { "an empty memo", BYTES (PROTO "h\7."), "E_PICKLE_MEMO", "7" },
  { "a memo beyond", BYTES (PROTO "j\xff\xff\xff\x7f."), "E_PICKLE_MEMO",
    NULL },
  { "a sparse memo", BYTES (PROTO "Nr\xff\xff\xff\xff."), "E_PICKLE_LIMIT",
    "4294967295" },
  { "a text past the end",
    BYTES (PROTO "X\xff\xff\xff\xff"
                 "abc."),
    "E_PICKLE_TRUNC", NULL },
  { "a short text past the end",
    BYTES (PROTO "U\xff"
                 "abc."),
    "E_PICKLE_TRUNC", NULL },
  { "a long of 255 bytes",
    BYTES (PROTO "\x8a\x11"
                 "12345678901234567."),
    "E_PICKLE_BIGINT", "17 bytes" },
  { "LONG4", BYTES (PROTO "\x8b\xff\xff\xff\xff."), "E_PICKLE_OPCODE",
    "LONG4" },
  { "protocol 5", BYTES ("\x80\5N."), "E_PICKLE_PROTO", "protocol 5" },
  { "protocol 255", BYTES ("\x80\xffN."), "E_PICKLE_PROTO", NULL },
  { "two protocols", BYTES (PROTO PROTO "N."), "E_PICKLE_PROTO", "middle" },
  { "opcode 0", BYTES (PROTO "\0."), "E_PICKLE_OPCODE", "0x00" },
  { "STACK_GLOBAL", BYTES (PROTO "NN\x93."), "E_PICKLE_OPCODE",
    "STACK_GLOBAL (0x93)" },
  { "INST", BYTES (PROTO "(ios\nsystem\n."), "E_PICKLE_OPCODE", "INST" },
  { "OBJ", BYTES (PROTO "(No."), "E_PICKLE_OPCODE", "OBJ" },
  { "EXT1", BYTES (PROTO "\x82\1."), "E_PICKLE_OPCODE", "EXT1" },
  { "PERSID", BYTES (PROTO "Pabc\n."), "E_PICKLE_OPCODE", "PERSID" },
  { "INT in text", BYTES (PROTO "I01\n."), "E_PICKLE_OPCODE", "INT" },
  { "a list in itself", BYTES (PROTO "]q\0h\0a."), "E_PICKLE_CYCLE", NULL },
  { "a dict in itself", BYTES (PROTO "}q\0Nh\0s."), "E_PICKLE_CYCLE", NULL },
  { "an object in its state", BYTES (PROTO "ca\nb\n)Rq\0h\0b."),
    "E_PICKLE_CYCLE", NULL },
  { "SETITEM on a list", BYTES (PROTO "]NNs."), "E_PICKLE_TYPE", "a list" },
  { "SETITEM on a number", BYTES (PROTO "K\1NNs."), "E_PICKLE_TYPE",
    "a whole number" },
  { "SETITEM on a storage", BYTES (PROTO STORAGE "NNs."), "E_PICKLE_TYPE",
    "a storage" },
  { "APPEND on a dict", BYTES (PROTO "}Na."), "E_PICKLE_TYPE", "a dict" },
  { "SETITEMS of three", BYTES (PROTO "}(NNNu."), "E_PICKLE_TYPE", "odd" },
  { "a list as a key", BYTES (PROTO "}]Ns."), "E_PICKLE_TYPE", "hashed" },
  { "BUILD on a number", BYTES (PROTO "K\1}b."), "E_PICKLE_TYPE", NULL },
  { "a call of a number", BYTES (PROTO "K\1)R."), "E_PICKLE_TYPE", "a name" },
  { "a call with a list", BYTES (PROTO "ca\nb\n]R."), "E_PICKLE_TYPE",
    "a tuple" },
  { "a name without end", BYTES (PROTO "cos"), "E_PICKLE_TRUNC", NULL },
  { "an empty name", BYTES (PROTO "c\n\n)R."), "E_PICKLE_GLOBAL", NULL },
  { "a name that isn't UTF-8", BYTES (PROTO "ca\xff\nb\n)R."),
    "E_PICKLE_GLOBAL", "\\xFF" },
  { "an id that is a text", BYTES (PROTO S ("\1", "x") "Q."), "E_TORCH_PID",
    "a text" },
  { "an id that is empty", BYTES (PROTO ")Q."), "E_TORCH_PID", NULL },
  { "an id of another kind", BYTES (PROTO S ("\1", "x") "\x85Q."),
    "E_TORCH_PID", NULL },
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

/* Opcodes written again and again. */
static const struct
{
  const char *says;
  const char *start;
  gsize start_length;
  const char *again;
  gsize again_length;
  guint times;
  const char *end;
  const char *code;
} repeated[] = {
  { "nested tuples", BYTES (PROTO "N"), BYTES ("\x85"), 200000, ".",
    "E_PICKLE_DEPTH" },
  { "memo doubling", BYTES (PROTO "N"), BYTES ("2\x86"), 60, ".",
    "E_PICKLE_EXPAND" },
  { "many marks", BYTES (PROTO), BYTES ("("), 2000, ".", "E_PICKLE_LIMIT" },
  { "a tall stack", BYTES (PROTO), BYTES ("N"), 200000, ".", "E_PICKLE_LIMIT" },
  { "many values", BYTES (PROTO), BYTES ("N0"), 4100000, ".",
    "E_PICKLE_LIMIT" },
  { "many opcodes", BYTES (PROTO "N"), BYTES ("q\0"), 10000001, ".",
    "E_PICKLE_LIMIT" },
  { "a long name", BYTES (PROTO "c"), BYTES ("aaaaaaaa"), 1000, "\n",
    "E_PICKLE_GLOBAL" },
};

static void
test_repeated (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (repeated); i++)
    {
      g_autoptr (GByteArray) pickle = g_byte_array_new ();
      g_autoptr (GByteArray) file = NULL;

      g_byte_array_append (pickle, (const guint8 *)repeated[i].start,
                           (guint)repeated[i].start_length);
      for (guint k = 0; k < repeated[i].times; k++)
        g_byte_array_append (pickle, (const guint8 *)repeated[i].again,
                             (guint)repeated[i].again_length);
      zip_text (pickle, repeated[i].end);
      file = torch_make (pickle->data, pickle->len);
      g_test_message ("%s", repeated[i].says);
      load_test_bytes_refused (file->data, file->len, repeated[i].code, NULL);
    }
}

/* A dict of dicts, each of which holds the one before twice. */
static void
test_laughing_dicts (void)
{
  g_autoptr (GByteArray) pickle = g_byte_array_new ();
  g_autoptr (GByteArray) file = NULL;

  g_byte_array_append (pickle, (const guint8 *)PROTO "}q\0", 5);
  for (guint8 k = 1; k < 60; k++)
    {
      const guint8 again[] = { '0',   '}', 'q', k, 'K', 1,     'h',
                               k - 1, 's', 'K', 2, 'h', k - 1, 's' };

      g_byte_array_append (pickle, again, sizeof again);
    }
  zip_text (pickle, ".");
  file = torch_make (pickle->data, pickle->len);
  load_test_bytes_refused (file->data, file->len, "E_PICKLE_EXPAND", NULL);
}

/* What is harmless is kept as a name and noted. */
static void
test_unknown_class (void)
{
  const char pickle[] = PROTO "}(" S ("\1", "w")
      TENSOR S ("\1", "c") "c__main__\nConfig\n)\x81"
                           "}" S ("\1", "a") "K\1sb" S ("\1", "n") "\x8a\x0a"
                                                                   "1234567890"
                                                                   "u.";
  g_autoptr (GByteArray) bytes = torch_make (pickle, sizeof pickle - 1);
  char *path = load_test_file ("x.pt", bytes->data, bytes->len);
  FalkFile *file = load_test_open (path);
  FalkLoadError error;
  char out[24];

  g_assert_cmpstr (file->format, ==, "torch zip");
  g_assert_cmpuint (file->n_tensors, ==, 1);
  g_assert_cmpuint (file->n_notes, ==, 1);
  g_assert_nonnull (strstr (file->notes[0], "__main__.Config"));
  g_assert_nonnull (strstr (file->notes[0], "nothing was executed"));
  g_assert_true (falk_file_read (file, 0, out, &error));
  g_assert_cmpmem (out, 24, "123456789012345678901234", 24);
  falk_file_close (file);
  load_test_remove (path);
}

static void
test_cut (void)
{
  const char pickle[] =
      PROTO "}(" S ("\1", "w") TENSOR S ("\1", "v") TENSOR "u.";

  for (gsize cut = 0; cut < sizeof pickle - 1; cut++)
    {
      g_autoptr (GByteArray) bytes = torch_make (pickle, cut);

      load_test_bytes_refused (bytes->data, bytes->len, "E_PICKLE_TRUNC", NULL);
    }
}

/* Every byte replaced by every other must end in values or an error. */
static void
test_replaced (void)
{
  char pickle[] = PROTO "}(" S ("\1", "w") TENSOR "u.";

  for (gsize at = 0; at < sizeof pickle - 1; at++)
    for (guint value = 0; value < 256; value += g_test_slow () ? 1 : 5)
      {
        char kept = pickle[at];
        g_autoptr (GByteArray) bytes = NULL;

        pickle[at] = (char)(kept + (char)value);
        bytes = torch_make (pickle, sizeof pickle - 1);
        load_test_try (bytes->data, bytes->len);
        pickle[at] = kept;
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/pickle/refuses-what-is-wrong", test_bad);
  g_test_add_func ("/load/pickle/refuses-too-much", test_repeated);
  g_test_add_func ("/load/pickle/refuses-laughing-dicts", test_laughing_dicts);
  g_test_add_func ("/load/pickle/keeps-unknown-classes-inert",
                   test_unknown_class);
  g_test_add_func ("/load/pickle/refuses-every-cut", test_cut);
  g_test_add_func ("/load/pickle/survives-replaced-bytes", test_replaced);
  return g_test_run ();
}
