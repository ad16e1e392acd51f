/* SPDX-License-Identifier: MIT */
/* Error texts of checkpoints that don't load: what differs, and what would load
 * them. */
#include "test-explain-state.h"

#include <string.h>

#define ERRORS "RuntimeError: Error(s) in loading state_dict for Net:\n\t"
#define MISSING "Missing key(s) in state_dict: "
#define UNEXPECTED "Unexpected key(s) in state_dict: "
#define NEWER(name, saved, wanted)                                             \
  "size mismatch for " name ": copying a param with shape torch.Size([" saved  \
  "]) from checkpoint, the shape in current model is torch.Size([" wanted      \
  "]).\n\t"
#define OF_0_4(name, saved, wanted)                                            \
  "size mismatch for " name ": copying a param of torch.Size([" saved          \
  "]) from checkpoint, where the shape is torch.Size([" wanted                 \
  "]) in current model.\n\t"
#define OF_0_3(name, saved, wanted)                                            \
  "While copying the parameter named " name ", whose dimensions in the model " \
  "are torch.Size([" wanted "]) and whose dimensions in the checkpoint are "   \
  "torch.Size([" saved "]).\n"
#define LAYER(name, n)                                                         \
  "\"" name ".weight_ih_l" n "\", \"" name ".weight_hh_l" n "\", \"" name      \
  ".bias_ih_l" n "\", \"" name ".bias_hh_l" n "\""
#define ALL_OF(name, rows, columns, state, rows_, columns_, state_)            \
  NEWER (name ".weight_ih_l0", rows ", " columns, rows_ ", " columns_)         \
  NEWER (name ".weight_hh_l0", rows ", " state, rows_ ", " state_)             \
  NEWER (name ".bias_ih_l0", rows, rows_)                                      \
  NEWER (name ".bias_hh_l0", rows, rows_)

/* @differs: each row of the table as "layer.what checkpoint|model", those that
 * agree behind a "="; @code: of each fix or change, causes apart by "/". */
static const struct
{
  const char *name, *text, *differs, *code;
} rows[] = {
  { "input_size", ERRORS NEWER ("lstm.weight_ih_l0", "512, 5", "512, 16"),
    "=lstm.kind LSTM|LSTM; lstm.input_size 5|16; =lstm.hidden_size 128|128",
    "nn.LSTM(5, 128)" },
  { "hidden_size, two shapes",
    ERRORS NEWER ("rnn.weight_ih_l0", "4096, 512", "2048, 512")
        NEWER ("rnn.weight_hh_l0", "4096, 1024", "2048, 512"),
    "=rnn.kind LSTM|LSTM; =rnn.input_size 512|512; rnn.hidden_size 1024|512",
    "nn.LSTM(512, 1024)" },
  { "a GRU by its gates",
    ERRORS ALL_OF ("enc.rnn", "192", "8", "64", "96", "8", "32"),
    "=enc.rnn.kind GRU|GRU; =enc.rnn.input_size 8|8; enc.rnn.hidden_size "
    "64|32; =enc.rnn.num_layers 1|1; =enc.rnn.bidirectional False|False",
    "nn.GRU(8, 64)" },
  { "another kind", ERRORS ALL_OF ("rnn", "192", "8", "64", "256", "8", "64"),
    "rnn.kind GRU|LSTM; =rnn.input_size 8|8; =rnn.hidden_size 64|64; "
    "=rnn.num_layers 1|1; =rnn.bidirectional False|False",
    "nn.GRU(8, 64)" },
  { "rows of two kinds", OF_0_3 ("rnn.weight_ih_l0", "192, 30", "60, 50"),
    "=rnn.kind GRU or LSTM|GRU or LSTM; rnn.input_size 30|50; "
    "rnn.hidden_size 64 (GRU) or 48 (LSTM)|20 (GRU) or 15 (LSTM)",
    "nn.GRU(30, 64) / nn.LSTM(30, 48)" },
  { "the model's shape tells",
    OF_0_3 ("rnn.weight_ih_l0", "192, 30", "256, 30"),
    "=rnn.kind LSTM or RNN|LSTM or RNN; =rnn.input_size 30|30; "
    "rnn.hidden_size 48 (LSTM) or 192 (RNN)|64 (LSTM) or 256 (RNN)",
    "nn.LSTM(30, 48) / nn.RNN(30, 192)" },
  { "a square is no plain RNN by name",
    ERRORS NEWER ("dec.lstm.weight_ih_l0", "256, 168", "256, 256"),
    "=dec.lstm.kind LSTM|LSTM; dec.lstm.input_size 168|256; "
    "=dec.lstm.hidden_size 64|64",
    "nn.LSTM(168, 64)" },
  { "0.3, quoted and of longs",
    "While copying the parameter named \"gru.weight_ih_l0\", whose dimensions "
    "in the model are torch.Size([60L, 50L]) and whose dimensions in the "
    "checkpoint are torch.Size([90L, 50L]).",
    "=gru.kind GRU|GRU; =gru.input_size 50|50; gru.hidden_size 30|20",
    "nn.GRU(50, 30)" },
  { "the same error twice",
    ERRORS NEWER ("fc.weight", "3, 9", "3, 8")
        ERRORS NEWER ("fc.weight", "3, 9", "3, 8"),
    "fc.in_features 9|8; =fc.out_features 3|3", "nn.Linear(9, 3)" },
  { "0.4.0", ERRORS OF_0_4 ("fc.weight", "3, 1000", "3, 1500"),
    "fc.in_features 1000|1500; =fc.out_features 3|3", "nn.Linear(1000, 3)" },
  { "a checkpoint without the second layer",
    ERRORS MISSING LAYER ("gru", "1") ". ", "gru.num_layers 1|2", "" },
  { "a checkpoint with two layers more",
    ERRORS UNEXPECTED LAYER ("gru", "1") ", " LAYER ("gru", "2") ". ",
    "gru.num_layers 3|1", "" },
  { "two layers, other sizes",
    ERRORS ALL_OF ("gru", "30", "7", "10", "60", "7", "20")
        NEWER ("gru.weight_ih_l1", "30, 10", "60, 20")
            NEWER ("gru.weight_hh_l1", "30, 10", "60, 20")
                NEWER ("gru.bias_ih_l1", "30", "60")
                    NEWER ("gru.bias_hh_l1", "30", "60"),
    "=gru.kind GRU|GRU; =gru.input_size 7|7; gru.hidden_size 10|20; "
    "=gru.num_layers 2|2; =gru.bidirectional False|False",
    "nn.GRU(7, 10, num_layers=2)" },
  { "both directions, told by the width of layer 1",
    ERRORS ALL_OF ("gru", "30", "7", "10", "60", "7", "20")
        NEWER ("gru.weight_ih_l1", "30, 20", "60, 40")
            NEWER ("gru.weight_ih_l0_reverse", "30, 7", "60, 7"),
    "=gru.kind GRU|GRU; =gru.input_size 7|7; gru.hidden_size 10|20; "
    "=gru.num_layers 2|2; =gru.bidirectional True|True",
    "nn.GRU(7, 10, num_layers=2, bidirectional=True)" },
  { "one direction alone was saved",
    ERRORS MISSING LAYER ("gru", "0_reverse") ". ",
    "gru.bidirectional False|True", "" },
  { "saved without bias",
    ERRORS MISSING "\"gru.bias_ih_l0\", \"gru.bias_hh_l0\". ",
    "gru.bias False|True", "" },
  { "saved with a projection",
    ERRORS UNEXPECTED "\"lstm.weight_hr_l0\". \n\t" NEWER ("lstm.weight_hh_l0",
                                                           "80, 5", "80, 20"),
    "=lstm.kind LSTM|LSTM; =lstm.hidden_size 20|20; "
    "lstm.proj_size 5|0",
    "" },
  { "an Embedding and a Linear",
    ERRORS NEWER ("word_emb.weight", "12112, 100", "7, 100")
        NEWER ("fc.weight", "5, 20", "6, 20") NEWER ("fc.bias", "5", "6"),
    "word_emb.num_embeddings 12112|7; =word_emb.embedding_dim 100|100; "
    "=fc.in_features 20|20; fc.out_features 5|6",
    "nn.Embedding(12112, 100)  # word_emb\nnn.Linear(20, 5)  # fc" },
  { "a Conv1d", ERRORS NEWER ("conv.weight", "8, 3, 5", "8, 4, 5"),
    "conv.in_channels 3|4; =conv.out_channels 8|8; =conv.kernel_size 5|5",
    "nn.Conv1d(3, 8, 5)" },
  { "what is no step is said by its shape",
    ERRORS NEWER ("conv.weight", "8, 3, 5, 5", "8, 4, 5, 5"),
    "conv.weight 8 × 3 × 5 × 5|8 × 4 × 5 × 5", "" },
  { "DataParallel saved it",
    ERRORS MISSING LAYER ("gru", "0") ". \n\t" UNEXPECTED LAYER ("module.gru",
                                                                 "0") ". ",
    "names module.…|no prefix",
    "state = {k.removeprefix(\"module.\"): v for k, v in state.items()}" },
  { "DataParallel is to load it",
    ERRORS MISSING LAYER ("module.gru",
                          "0") ", \"module.fc.weight\". \n\t" UNEXPECTED
        LAYER ("gru", "0") ", \"fc.weight\". ",
    "names no prefix|module.…",
    "state = {\"module.\" + k: v for k, v in state.items()}" },
  { "a part of it, shortened by who wrote it",
    ERRORS MISSING "\"enc_lstm.weight_ih_l0\", ...\n\t" UNEXPECTED
                   "\"encoder.enc_lstm.weight_ih_l0\", ...",
    "names encoder.…|no prefix",
    "state = {k.removeprefix(\"encoder.\"): v for k, v in state.items()}" },
  { "a renamed layer, and another width",
    ERRORS MISSING LAYER ("rnn", "0") ". \n\t" UNEXPECTED LAYER (
        "gru", "0") ". \n\t" NEWER ("fc.weight", "3, 10", "3, 15"),
    "names gru.…|rnn.…; fc.in_features 10|15; =fc.out_features 3|3",
    "nn.Linear(10, 3) / state = {\"rnn.\" + k.removeprefix(\"gru.\") if "
    "k.startswith(\"gru.\") else k: v for k, v in state.items()}" },
  { "two cells for both directions",
    ERRORS MISSING LAYER ("gru", "0") ", " LAYER (
        "gru", "0_reverse") ". \n\t" UNEXPECTED
                            "\"gru_f.weight_ih\", \"gru_f.weight_hh\", "
                            "\"gru_b.weight_ih\", \"gru_b.weight_hh\". ",
    "gru.layer not there|bidirectional GRU; gru_b.layer GRUCell|not there; "
    "gru_f.layer GRUCell|not there",
    "" },
  { "a cell in a layer's place",
    ERRORS MISSING LAYER ("gru", "0") ". \n\t" UNEXPECTED
                                      "\"gru.weight_ih\", \"gru.weight_hh\". ",
    "gru.kind a cell|a layer; gru.bias False|True", "" },
  { "names that only look like one",
    ERRORS MISSING "\"a.weight_ih_lx\", \"b.weight_ih_l99999999999\", \"\", "
                   "\".\". ",
    "a.layer not there|there; b.layer not there|there;  not there|there; "
    " not there|there",
    "" },
};

static FalkExplanation *
explain (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkReport) report = falk_report_read (text, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (report->wording, ==, FALK_WORDING_STATE_DICT);
  return falk_explain_report (report);
}

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkExplanation) explanation = explain (rows[i].text);
      g_autofree char *differs = table_of (explanation);
      g_autofree char *code = code_of (explanation);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (differs, ==, rows[i].differs);
      g_assert_cmpstr (code, ==, rows[i].code);
    }
}

/* Each reading has a cause of its own that names it. */
static void
test_readings (void)
{
  g_autoptr (FalkExplanation) explanation =
      explain (OF_0_3 ("rnn.weight_ih_l0", "192, 30", "60, 50"));
  const FalkCause *first = g_ptr_array_index (explanation->causes, 0);
  const FalkCause *second = g_ptr_array_index (explanation->causes, 1);

  g_assert_nonnull (strstr (first->why, "192 rows of weight_ih are a GRU of 64 "
                                        "or an LSTM of 48"));
  g_assert_true (g_str_has_suffix (first->title, "if it is a GRU"));
  g_assert_true (g_str_has_suffix (second->title, "if it is an LSTM"));
  g_assert_cmpfloat (first->score, >, second->score);
}

/* What is shown of a run is what was run: of a wide layer a part of the
 * input. */
static void
test_seen (void)
{
  static const struct
  {
    const char *text, *title, *seen;
  } cases[] = {
    { ERRORS NEWER ("lstm.weight_ih_l0", "4096, 512", "2048, 512")
          NEWER ("lstm.weight_hh_l0", "4096, 1024", "2048, 512"),
      "The model has other sizes than the checkpoint",
      "[1, 1, 512] gives [1, 1, 1024]" },
    { ERRORS NEWER ("block.weight", "10, 20", "5, 20"),
      "The model has other sizes than the checkpoint, if it is a Linear",
      "[2, 20] gives [2, 10]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FalkExplanation) explanation = explain (cases[i].text);
      const FalkCause *first = g_ptr_array_index (explanation->causes, 0);
      g_autofree char *seen = falk_fix_to_text (first->fix);

      g_assert_cmpstr (first->title, ==, cases[i].title);
      g_assert_true (g_str_has_suffix (seen, cases[i].seen));
    }
}

/* A long text is read in the time that its length takes. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (ERRORS MISSING);
  g_autoptr (FalkExplanation) explanation = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "\"a%u.weight_ih_l0\", ", i);
  g_string_append (text, "\n\t" UNEXPECTED);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "\"b%u.weight_ih_l0\", ", i);
  explanation = explain (text->str);
  g_assert_cmpuint (explanation->differs->len, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/state/says-what-differs", test_texts);
  g_test_add_func ("/explain/state/shows-each-reading", test_readings);
  g_test_add_func ("/explain/state/shows-what-ran", test_seen);
  g_test_add_func ("/explain/state/takes-many", test_many);
  return g_test_run ();
}
