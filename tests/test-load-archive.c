/* SPDX-License-Identifier: MIT */
/* PyTorch's zip as a whole: its members, and whole modules in it. */
#include <math.h>

#include "test-load-torch.h"

/* A module of one unit; @rows: its gates. */
#define MODULE_OF(name, stated, rows, hidden, extra)                           \
  PROTO "ctorch.nn.modules.rnn\n" name "\n)\x81}(" stated S (                  \
      "\x0a", "input_size") "K\1" S ("\x0b", "hidden_size")                    \
      hidden extra S ("\x08", "_modules") "}" S (                              \
          "\x0b", "_parameters") "}(" S ("\x0c", "weight_ih_l0")               \
          VIEW (PID ("Byte", KEY, "K\x18"), "K\0", PAIR (rows, "K\1"),         \
                PAIR ("K\1", "K\1")) S ("\x0c", "weight_hh_l0")                \
              VIEW (PID ("Byte", KEY, "K\x18"), "K\0", PAIR (rows, "K\1"),     \
                    PAIR ("K\1", "K\1")) "uub."
#define MODULE(hidden, extra)                                                  \
  MODULE_OF ("GRU", S ("\4", "mode") S ("\3", "GRU"), "K\3", hidden, extra)
#define RNN(stated) MODULE_OF ("RNN", stated, "K\1", "K\1", "")

/* What a whole module states is taken over, and compared with its weights. */
static const struct
{
  const char *pickle;
  gsize length;
  FalkTristate batch_first;
  double dropout;
  const char *note;
} modules[] = {
  { BYTES (MODULE ("K\1", S ("\x0b", "batch_first") "\x88" S (
                              "\7", "dropout") "G\x3f\xe0\0\0\0\0\0\0")),
    FALK_YES, 0.5, NULL },
  { BYTES (MODULE ("K\1",
                   S ("\x0b", "batch_first") "\x89" S ("\7", "dropout") "K\0")),
    FALK_NO, 0, NULL },
  { BYTES (MODULE ("K\4", "")), FALK_UNKNOWN, NAN,
    "hidden_size = 4, but its weights make it 1" },
  { BYTES (MODULE ("J\xff\xff\xff\xff", "")), FALK_UNKNOWN, NAN,
    "hidden_size = -1" },
  { BYTES (MODULE (S ("\1", "2"), "")), FALK_UNKNOWN, NAN,
    "hidden_size = a text" },
  { BYTES (MODULE ("K\1", S ("\x0b", "batch_first") "K\2")), FALK_UNKNOWN, NAN,
    "batch_first = 2" },
};

/* The nonlinearity of an RNN is its mode, or, of a cell, a word of its own. */
static void
test_nonlinearity (void)
{
  static const struct
  {
    const char *pickle;
    gsize length;
    FalkTristate relu;
  } rows[] = {
    { BYTES (RNN (S ("\4", "mode") S ("\x08", "RNN_RELU"))), FALK_YES },
    { BYTES (RNN (S ("\4", "mode") S ("\x08", "RNN_TANH"))), FALK_NO },
    { BYTES (RNN (S ("\x0c", "nonlinearity") S ("\4", "relu"))), FALK_YES },
    { BYTES (RNN (S ("\x0c", "nonlinearity") S ("\4", "gelu"))), FALK_UNKNOWN },
    { BYTES (RNN (S ("\4", "mode") S ("\3", "GRU"))), FALK_UNKNOWN },
    { BYTES (MODULE ("K\1", "")), FALK_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) bytes =
          torch_make (rows[i].pickle, rows[i].length);
      char *path = load_test_file ("x.pt", bytes->data, bytes->len);
      FalkFile *file = load_test_open (path);

      g_test_message ("row %u", i);
      g_assert_cmpuint (file->n_layers, ==, 1);
      g_assert_cmpint (file->layers[0].relu, ==, rows[i].relu);
      falk_file_close (file);
      load_test_remove (path);
    }
}

static void
test_modules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (modules); i++)
    {
      g_autoptr (GByteArray) bytes =
          torch_make (modules[i].pickle, modules[i].length);
      char *path = load_test_file ("x.pt", bytes->data, bytes->len);
      FalkFile *file = load_test_open (path);
      gboolean noted = modules[i].note == NULL;

      g_assert_cmpuint (file->n_layers, ==, 1);
      g_assert_cmpint (file->layers[0].hidden_size, ==, 1);
      g_assert_cmpint (file->layers[0].batch_first, ==, modules[i].batch_first);
      if (isnan (modules[i].dropout))
        g_assert_true (isnan (file->layers[0].dropout));
      else
        g_assert_cmpfloat (file->layers[0].dropout, ==, modules[i].dropout);
      for (gsize k = 0; k < file->n_notes; k++)
        {
          g_test_message ("%s", file->notes[k]);
          noted = noted || strstr (file->notes[k], modules[i].note);
        }
      g_assert_true (noted);
      falk_file_close (file);
      load_test_remove (path);
    }
}

#define GOOD .data = "\x80\2}.", .length = 4
static const struct
{
  const char *says;
  ZipMember members[4];
  const char *code, *part;
} layouts[] = {
  { "no folder", { { "data.pkl", GOOD } }, "E_TORCH_LAYOUT", NULL },
  { "capitals", { { "m/DATA.PKL", GOOD } }, "E_ZIP_PLAIN", NULL },
  { "two folders",
    { { "m/data.pkl", GOOD }, { "n/data.pkl", GOOD } },
    "E_TORCH_LAYOUT",
    "n/data.pkl is outside" },
  { "a stray member",
    { { "m/data.pkl", GOOD }, { "x", "a", 1 } },
    "E_TORCH_LAYOUT",
    NULL },
  { "a very old one", { { "m/model.json", "{}", 2 } }, "E_TORCH_LAYOUT", NULL },
  { "version 0",
    { { "m/data.pkl", GOOD }, { "m/version", "0\n", 2 } },
    "E_TORCH_VERSION",
    "'0'" },
  { "version 11",
    { { "m/data.pkl", GOOD }, { "m/version", "11\n", 3 } },
    "E_TORCH_VERSION",
    NULL },
  { "version abc",
    { { "m/data.pkl", GOOD }, { "m/version", "abc", 3 } },
    "E_TORCH_VERSION",
    NULL },
  { "version 9999...",
    { { "m/data.pkl", GOOD }, { "m/version", "99999999999999999999", 20 } },
    "E_TORCH_VERSION",
    NULL },
  { "middle-endian",
    { { "m/data.pkl", GOOD },
      { "m/version", "3", 1 },
      { "m/byteorder", "middle", 6 } },
    "E_TORCH_BYTEORDER",
    "'middle'" },
  { "a damaged description",
    { { "m/data.pkl", GOOD, .crc = 7 } },
    "E_ZIP_CRC",
    NULL },
};

static void
test_layouts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (GByteArray) zip = NULL;
      guint n = 0;

      while (n < 4 && layouts[i].members[n].name)
        n++;
      zip = zip_make (layouts[i].members, n);
      g_test_message ("%s", layouts[i].says);
      load_test_bytes_refused (zip->data, zip->len, layouts[i].code,
                               layouts[i].part);
    }
}

/* Big-endian storages are turned round; packed ones are unpacked. */
static void
test_big_and_packed (void)
{
  const char pickle[] = STATE_DICT (VIEW (FLOATS, "K\0", "K\2\x85", "K\1\x85"));
  const ZipMember members[] = {
    { "m/data.pkl", pickle, sizeof pickle - 1 },
    { "m/data/0", "123456789012345678901234", 24, .method = 8 },
    { "m/byteorder", "big", 3 },
  };
  g_autoptr (GByteArray) zip = zip_make (members, 3);
  char *path = load_test_file ("x.pt", zip->data, zip->len);
  FalkFile *file = load_test_open (path);
  FalkLoadError error;
  char out[8];

  g_assert_true (falk_file_read (file, 0, out, &error));
  g_assert_cmpmem (out, 8, "43218765", 8);
  g_assert_cmpuint (file->n_notes, ==, 1); /* no version */
  falk_file_close (file);
  load_test_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/torch/takes-what-modules-state", test_modules);
  g_test_add_func ("/load/torch/takes-the-nonlinearity", test_nonlinearity);
  g_test_add_func ("/load/torch/refuses-other-layouts", test_layouts);
  g_test_add_func ("/load/torch/reads-big-endian-and-packed",
                   test_big_and_packed);
  return g_test_run ();
}
