/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-report.h"
#include "falk-wording.h"

#define SEED "size mismatch, m1: [1600 x 3], m2: [50 x 20]"
#define MAT "mat1 and mat2 shapes cannot be multiplied (1600x3 and 50x20)"
#define FEATURES                                                               \
  "input.size(-1) must be equal to input_size. Expected 50, got 3"

#define TRACEBACK                                                              \
  "Traceback (most recent call last):\n"                                       \
  "  File \"train.py\", line 61, in <module>\n"                                \
  "    main()\n"                                                               \
  "  File \"/home/a/model.py\", line 24, in forward\n"                         \
  "    y = self.proj(frames)\n"                                                \
  "  File \"/usr/lib/python3/dist-packages/torch/nn/modules/module.py\", "     \
  "line 1190, in _call_impl\n"                                                 \
  "    return forward_call(*input, **kwargs)\n"                                \
  "  File \"/usr/lib/python3/dist-packages/torch/nn/modules/linear.py\", "     \
  "line 114, in forward\n"                                                     \
  "    return F.linear(input, self.weight, self.bias)\n"                       \
  "RuntimeError: " MAT "\n"

#define NOTEBOOK                                                               \
  "---------------------------------------------------------------------\n"    \
  "RuntimeError                        Traceback (most recent call last)\n"    \
  "Cell In[7], line 2\n"                                                       \
  "      1 x = torch.zeros(7, 32, 3)\n"                                        \
  "----> 2 net(x)\n\n"                                                         \
  "Cell In[6], line 9, in Net.forward(self, seq)\n"                            \
  "      8     def forward(self, seq):\n"                                      \
  "----> 9         out, h = self.rnn(seq)\n\n"                                 \
  "File /opt/conda/lib/python3.9/site-packages/torch/nn/modules/rnn.py:955, "  \
  "in GRU.forward(self, input, hx)\n"                                          \
  "--> 955     self.check_forward_args(input, hx, batch_sizes)\n\n"            \
  "RuntimeError: " FEATURES "\n"

#define REPR                                                                   \
  "Net(\n  (gru): GRU(50, 24, num_layers=2, batch_first=True)\n"               \
  "  (fc): Linear(in_features=24, out_features=5, bias=True)\n)\n"             \
  "RuntimeError: " FEATURES

/* What must be read of each text: the sentence, and the model and the input
 * that reproduce it. */
static const struct
{
  const char *name, *text, *sentence, *step, *input;
} rows[] = {
  { "alone", SEED, SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "with its class", "RuntimeError: " MAT, MAT, "linear = nn.Linear(50, 20)",
    "32,50,3" },
  { "with the place in TH",
    "RuntimeError: " SEED " at /pytorch/aten/src/TH/generic/THTensorMath.cpp"
    ":136",
    SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "Python 2's longs", "size mismatch, m1: [1600L x 3L], m2: [50L x 20L]",
    SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "wrapped between words", "size mismatch, m1: [1600 x 3],\n  m2: [50 x 20]",
    SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "wrapped within words",
    "size mism\natch, m1: [16\r\n00 x 3], m2: [50 x 20"
    "\n]",
    SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "quoted",
    "> > RuntimeError: size mismatch, m1:\n> > [1600 x 3], m2: "
    "[50 x 20]",
    SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "in colour",
    "\x1b[0;31mRuntimeError\x1b[0m: size mismatch, m1: [\x1b[1m1600\x1b[0m x "
    "3], m2: [50 x 20]",
    SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "in colour as text", "\\u001b[0;31mRuntimeError\\u001b[0m: " SEED, SEED,
    "linear = nn.Linear(50, 20)", "32,50,3" },
  { "in a box",
    "│ RuntimeError: size mismatch, m1: [1600 │\n│ x 3], m2: [50 "
    "x 20]      │",
    SEED, "linear = nn.Linear(50, 20)", "32,50,3" },
  { "rows that don't divide", "size mismatch, m1: [14 x 3], m2: [50 x 20]",
    "size mismatch, m1: [14 x 3], m2: [50 x 20]", "linear = nn.Linear(50, 20)",
    "14,3" },
  { "rows that are the size", "size mismatch, m1: [50 x 3], m2: [50 x 20]",
    "size mismatch, m1: [50 x 3], m2: [50 x 20]", "linear = nn.Linear(50, 20)",
    "50,3" },
  { "a traceback", TRACEBACK, MAT, "proj = nn.Linear(50, 20)", "32,50,3" },
  { "a notebook's traceback", NOTEBOOK, FEATURES, "rnn = nn.GRU(50, 20)",
    "10,32,3" },
  { "with the model's text", REPR, FEATURES,
    "gru = nn.GRU(50, 24, num_layers=2, batch_first=True)", "32,10,3" },
  { "with the kind in the call's name",
    "  File \"a.py\", line 3, in forward\n    out, h = self.word_lstm(x)\n"
    "RuntimeError: " FEATURES,
    FEATURES, "word_lstm = nn.LSTM(50, 20)", "10,32,3" },
  { "with an LSTM's pair of states",
    "  File \"a.py\", line 3, in forward\n    out, (h, c) = self.rnn(x)\n"
    "RuntimeError: " FEATURES,
    FEATURES, "rnn = nn.LSTM(50, 20)", "10,32,3" },
  { "with the class in a notebook's frame",
    "Cell In[6], line 9, in Net.forward(self, seq)\n"
    "----> 9         out, h = self.rnn(seq)\n\n"
    "File /x/site-packages/torch/nn/modules/rnn.py:812, in LSTM.forward(self, "
    "input, hx)\n--> 812     self.check_forward_args(input, hx, batch_sizes)\n"
    "RuntimeError: " FEATURES,
    FEATURES, "rnn = nn.LSTM(50, 20)", "10,32,3" },
  { "with a name that any of them has",
    "  File \"a.py\", line 3, in forward\n    out, h = self.rnn(x)\n"
    "RuntimeError: " FEATURES,
    FEATURES, "rnn = nn.GRU(50, 20)", "10,32,3" },
  { "with the layer in a sentence", "My GRU(50, 24) says " FEATURES, FEATURES,
    "gru = nn.GRU(50, 24)", "10,32,3" },
  { "with the constructor's line",
    "self.encoder = nn.GRU(50, 24, bidirectional=True)\n" FEATURES, FEATURES,
    "encoder = nn.GRU(50, 24, bidirectional=True)", "10,32,3" },
  { "the number at the end of a line", FEATURES "\n2 more lines follow",
    FEATURES, "gru = nn.GRU(50, 20)", "10,32,3" },
  { "the last of two", SEED "\nand later\n" FEATURES, FEATURES,
    "gru = nn.GRU(50, 20)", "10,32,3" },
  { "the one with a class", "ValueError: " SEED "\nnot " FEATURES, SEED,
    "linear = nn.Linear(50, 20)", "32,50,3" },
  { "a tuple and a list", "Expected hidden size (2, 32, 20), got [1, 32, 20]",
    "Expected hidden size (2, 32, 20), got [1, 32, 20]",
    "gru = nn.GRU(30, 20, num_layers=2)", "10,32,30" },
  { "two tuples of longs",
    "Expected hidden size (2L, 32L, 20L), got (1L, 32L, 20L)",
    "Expected hidden size (2, 32, 20), got (1, 32, 20)",
    "gru = nn.GRU(30, 20, num_layers=2)", "10,32,30" },
  { "an LSTM's",
    "RuntimeError: Expected hidden[0] size (1, 16, 8), got "
    "[1, 4, 8]",
    "Expected hidden[0] size (1, 16, 8), got [1, 4, 8]",
    "lstm = nn.LSTM(20, 8)", "10,16,20" },
  { "a state without its batch", "Expected hidden size (1, 16, 8), got (16, 8)",
    "Expected hidden size (1, 16, 8), got (16, 8)", "gru = nn.GRU(20, 8)",
    "10,16,20" },
  { "a state that lacks an axis",
    "RuntimeError: For batched 3-D input, hx should also be 3-D but got 2-D "
    "tensor",
    "For batched 3-D input, hx should also be 3-D but got 2-D tensor",
    "gru = nn.GRU(30, 20)", "10,32,30" },
  { "an input that lacks an axis",
    "For unbatched 2-D input, hx should also be 2-D but got 3-D tensor",
    "For unbatched 2-D input, hx should also be 2-D but got 3-D tensor",
    "gru = nn.GRU(30, 20)", "10,30" },
  { "a cell's features",
    "input has inconsistent input_size: got 64 expected 10",
    "input has inconsistent input_size: got 64 expected 10",
    "cell = nn.GRUCell(10, 20)", "32,64" },
  { "an old cell's features",
    "input has inconsistent input_size: got 64, expected 10",
    "input has inconsistent input_size: got 64, expected 10",
    "cell = nn.GRUCell(10, 20)", "32,64" },
  { "a cell's batch", "Input batch size 5 doesn't match hidden0 batch size 2",
    "Input batch size 5 doesn't match hidden0 batch size 2",
    "cell = nn.GRUCell(10, 20)", "5,10" },
  { "a cell's batch, in curly quotes",
    "Input batch size 5 doesn’t match hidden[0] batch size 2",
    "Input batch size 5 doesn't match hidden[0] batch size 2",
    "cell = nn.LSTMCell(10, 20)", "5,10" },
  { "an LSTMCell's second state",
    "Input batch size 5 doesn't match hidden[1] batch size 2",
    "Input batch size 5 doesn't match hidden[1] batch size 2",
    "cell = nn.LSTMCell(10, 20)", "5,10" },
  { "an old cell's only state",
    "hidden has inconsistent hidden_size: got 256, expected 512",
    "hidden has inconsistent hidden_size: got 256, expected 512",
    "cell = nn.GRUCell(10, 512)", "32,10" },
  { "a cell's state",
    "hidden0 has inconsistent hidden_size: got 256, expected 512",
    "hidden0 has inconsistent hidden_size: got 256, expected 512",
    "cell = nn.GRUCell(10, 512)", "32,10" },
  { "sizes left out", "Expected hidden size (3, ...), got [1, ...]",
    "Expected hidden size (3, ...), got [1, ...]",
    "gru = nn.GRU(30, 20, num_layers=3)", "10,32,30" },
};

static void
test_reads (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkReport) report =
          falk_report_read (rows[i].text, NULL, &error);

      g_test_message ("%s", rows[i].name);
      g_assert_no_error (error);
      g_assert_cmpstr (report->sentence, ==, rows[i].sentence);

      const FalkStep *step = falk_model_step (report->model, 0);
      g_autofree char *code = falk_step_to_text (step);
      g_autofree char *text = g_strdup_printf ("%s = %s", step->name, code);
      g_autofree char *input =
          falk_shape_to_text (&report->input->shape, FALK_SHAPE_BARE);
      g_assert_cmpstr (text, ==, rows[i].step);
      g_assert_cmpstr (input, ==, rows[i].input);
    }
}

/* Writing the fault of what was reconstructed gives the sentence again. */
static void
test_reproduces (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkReport) report =
          falk_report_read (rows[i].text, NULL, NULL);
      g_autoptr (FalkInference) inference =
          falk_infer (report->model, report->input);
      g_autofree char *message =
          falk_wording_write (&inference->fault, report->model, report->torch);

      g_test_message ("%s", rows[i].name);
      if (strstr (report->sentence, "...") == NULL)
        g_assert_cmpstr (message, ==, report->sentence);
    }
}

static void
test_traceback (void)
{
  g_autoptr (FalkReport) report = falk_report_read (TRACEBACK, NULL, NULL);
  const char *at = strstr (TRACEBACK, MAT);

  g_assert_cmpuint (report->offset, ==, (gsize)(at - TRACEBACK));
  g_assert_cmpstr (report->source, ==, "y = self.proj(frames)");
  g_assert_cmpstr (report->input->name, ==, "frames");
  g_assert_true (report->layer_stated);
}

/* The recurrent layers of 0.3 multiplied without a check, a step at a time;
 * only a traceback can tell them from a Linear. */
static void
test_old_gru (void)
{
  g_autoptr (FalkReport) report = falk_report_read (
      "  File \"net.py\", line 9, in forward\n    o, h = self.gru(x, h)\n"
      "  File \"/x/site-packages/torch/nn/modules/rnn.py\", line 91\n    x\n"
      "RuntimeError: size mismatch, m1: [32 x 3], m2: [50 x 60] at TH",
      NULL, NULL);
  const FalkStep *step = falk_model_step (report->model, 0);
  g_autofree char *code = falk_step_to_text (step);

  g_assert_cmpstr (code, ==, "nn.GRU(50, 20)");
  g_assert_cmpstr (step->name, ==, "gru");
  g_assert_cmpint (report->torch, ==, FALK_TORCH_0_3);

  g_autoptr (FalkInference) inference =
      falk_infer (report->model, report->input);
  g_autofree char *message =
      falk_wording_write (&inference->fault, report->model, report->torch);
  g_assert_cmpstr (message, ==, report->sentence);
}

/* Which versions a text may be from: by its words, the numbers in it, or lines
 * of PyTorch's files; what contradicts the words is left aside. */
static void
test_versions (void)
{
  static const struct
  {
    const char *before;
    const char *sentence;
    FalkTorch first, last, torch;
  } texts[] = {
    { "", MAT, FALK_TORCH_1_7, FALK_TORCH_2_2, FALK_TORCH_1_13 },
    { "", SEED, FALK_TORCH_0_3, FALK_TORCH_1_5, FALK_TORCH_1_5 },
    { "", "Expected hidden size (1, 5, 2), got (1, 4, 2)", FALK_TORCH_0_3,
      FALK_TORCH_1_7, FALK_TORCH_1_7 },
    { "", "Expected hidden size (1, 5, 2), got [5, 2]", FALK_TORCH_1_8,
      FALK_TORCH_1_10, FALK_TORCH_1_10 },
    { "torch 1.8.1\n", MAT, FALK_TORCH_1_8, FALK_TORCH_1_8, FALK_TORCH_1_8 },
    { "PyTorch version: 2.5.1+cu121\n", MAT, FALK_TORCH_2_2, FALK_TORCH_2_2,
      FALK_TORCH_2_2 },
    { "torchvision 0.9.1, torch==1.9\n", MAT, FALK_TORCH_1_9, FALK_TORCH_1_9,
      FALK_TORCH_1_9 },
    { ">>> torch.__version__\n'1.10.0'\n", MAT, FALK_TORCH_1_10,
      FALK_TORCH_1_10, FALK_TORCH_1_10 },
    { "not with torch 2.0\n", SEED, FALK_TORCH_0_3, FALK_TORCH_1_5,
      FALK_TORCH_1_5 },
    { "  File \"/x/torch/nn/modules/module.py\", line 1501, in _call_impl\n",
      MAT, FALK_TORCH_2_0, FALK_TORCH_2_0, FALK_TORCH_2_0 },
    { "  File \"C:\\x\\torch\\nn\\modules\\module.py\", line 532, in "
      "__call__\n",
      SEED, FALK_TORCH_1_4, FALK_TORCH_1_4, FALK_TORCH_1_4 },
    { "/x/torch/nn/modules/module.py:1102, in Module._call_impl(self)\n", MAT,
      FALK_TORCH_1_10, FALK_TORCH_1_10, FALK_TORCH_1_10 },
    { "/x/torch/nn/modules/module.py in __call__(self, *input)\n"
      "    548 else:\n--> 550     result = self.forward(*input)\n",
      SEED, FALK_TORCH_1_5, FALK_TORCH_1_5, FALK_TORCH_1_5 },
    { "/x/torch/nn/modules/module.py:99999999999999999999\n", MAT,
      FALK_TORCH_1_7, FALK_TORCH_2_2, FALK_TORCH_1_13 },
    { "orch 1.8 torch torch. torch\n", MAT, FALK_TORCH_1_7, FALK_TORCH_2_2,
      FALK_TORCH_1_13 },
    { "", "For unbatched 2-D input, hx should also be 2-D but got 3-D tensor",
      FALK_TORCH_1_11, FALK_TORCH_2_2, FALK_TORCH_1_13 },
    { "", "GRUCell: Expected hidden to be 1D or 2D, got 3D instead",
      FALK_TORCH_2_1, FALK_TORCH_2_2, FALK_TORCH_2_2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strconcat (
          texts[i].before, "RuntimeError: ", texts[i].sentence, NULL);
      g_autoptr (FalkReport) report = falk_report_read (text, NULL, NULL);

      g_test_message ("%s", text);
      g_assert_nonnull (report);
      g_assert_cmpint (report->first, ==, texts[i].first);
      g_assert_cmpint (report->last, ==, texts[i].last);
      g_assert_cmpint (report->torch, ==, texts[i].torch);
      g_assert_cmpint (report->model->torch, ==, texts[i].torch);
    }
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    FalkExplainError code;
    const char *words;
  } bad[] = {
    { "", FALK_EXPLAIN_ERROR_NO_FAULT, "No known error text" },
    { "IndexError: list index out of range", FALK_EXPLAIN_ERROR_NO_FAULT,
      "mat1 and mat2 shapes cannot be multiplied (1600x3 and 50x20)" },
    { "size mismatch, m1: [1600 x 3], m2: [3 x 20]",
      FALK_EXPLAIN_ERROR_NO_MEANING, "agree" },
    { "size mismatch, m1: [999999999999999999 x 999999999999999998], m2: [5 x "
      "999999999999999999]",
      FALK_EXPLAIN_ERROR_NO_MEANING, "agree, or no tensor" },
    { "size mismatch, m1: [9999999999999999999 x 3], m2: [50 x 20]",
      FALK_EXPLAIN_ERROR_NO_MEANING, "too large" },
    { "Expected hidden size (1, 99999999999999999999, 3), got [1, 2, 3]",
      FALK_EXPLAIN_ERROR_NO_MEANING, "too large" },
    { "Expected hidden size (1, 2, 3), got [1, 2, 3]",
      FALK_EXPLAIN_ERROR_NO_MEANING, "agree" },
    { "Expected hidden size (1, 2, 3, 4), got [1, 2, 3]",
      FALK_EXPLAIN_ERROR_NO_MEANING, "copied whole" },
    { "mat1 and mat2 shapes", FALK_EXPLAIN_ERROR_NO_FAULT, "whole traceback" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      FalkReport *report = falk_report_read (bad[i].text, NULL, &error);

      g_test_message ("%s", bad[i].text);
      g_assert_null (report);
      g_assert_error (error, FALK_EXPLAIN_ERROR, (int)bad[i].code);
      g_assert_nonnull (strstr (error->message, bad[i].words));
    }
}

/* Sixteen times the text takes about sixteen times the work; a quadratic
 * reader would take 256 times. Counted in what is read, not in seconds: the
 * texts are the ones that make a matcher start and fail everywhere. */
static void
test_long_texts (void)
{
  static const char *const teasers[] = { "size mismatch, m1: [16",
                                         "Expected hidden size ((((((",
                                         "RuntimeError: \x1b[31m> > \n",
                                         "self.gru(x) GRU(50, (GRU(",
                                         "a=b: ",
                                         "FakeTensor(size=(",
                                         "Expected " };

  for (guint i = 0; i < G_N_ELEMENTS (teasers); i++)
    {
      GString *text = g_string_new (NULL);

      while (text->len < 1u << 20)
        g_string_append (text, teasers[i]);
      g_string_append (text, "\n" SEED);
      g_autoptr (FalkReport) report = falk_report_read (text->str, NULL, NULL);
      g_assert_nonnull (report);
      g_assert_cmpstr (report->sentence, ==, SEED);
      g_assert_cmpuint (report->offset, ==, text->len - strlen (SEED));
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/report/reads-however-it-was-pasted", test_reads);
  g_test_add_func ("/explain/report/reproduces-the-sentence", test_reproduces);
  g_test_add_func ("/explain/report/reads-the-traceback", test_traceback);
  g_test_add_func ("/explain/report/knows-the-old-recurrent-layers",
                   test_old_gru);
  g_test_add_func ("/explain/report/refuses-what-it-can-t-explain",
                   test_refuses);
  g_test_add_func ("/explain/report/reads-a-megabyte", test_long_texts);
  g_test_add_func ("/explain/report/knows-which-version-it-is-from",
                   test_versions);
  return g_test_run ();
}
