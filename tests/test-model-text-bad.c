/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-model-text.h"

#define KNOWN                                                                  \
  "(known: nn.GRU, nn.LSTM, nn.RNN, nn.GRUCell, nn.LSTMCell, "                 \
  "nn.RNNCell, nn.Linear, nn.Embedding, nn.Conv1d, "                           \
  "nn.LayerNorm, nn.BatchNorm1d, nn.Dropout, "                                 \
  ".pack_padded_sequence, .pad_packed_sequence, .select, "                     \
  ".permute, .transpose, .view, .reshape, .flatten, .squeeze, "                \
  ".unsqueeze, .mean, and what keeps shapes, such as "                         \
  "nn.Dropout)"
#define GRU_ARGS                                                               \
  "(allowed: input_size, hidden_size, num_layers, bias, batch_first, "         \
  "dropout, bidirectional, proj_size)"
#define NO_STEP                                                                \
  "there is no step in this text; write one such as nn.GRU(50, 20, "           \
  "batch_first=True)"

static const struct
{
  const char *text, *message;
  FalkModelErrorCode code;
} bad[] = {
  { "", NO_STEP, FALK_MODEL_ERROR_EMPTY },
  { "# nn.GRU(3, 20)", NO_STEP, FALK_MODEL_ERROR_EMPTY },
  { "gru.pt", NO_STEP, FALK_MODEL_ERROR_EMPTY },
  { "nn.ReLU()", NO_STEP, FALK_MODEL_ERROR_EMPTY },
  { "x = torch.zeros(3)", NO_STEP, FALK_MODEL_ERROR_EMPTY },
  { "nn.GRU(input_dim, 20)",
    "line 1, column 8: 'input_dim' is a name; put its number there",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU(3, 2 * h)",
    "line 1, column 11: '2 * h' is an expression; put its number there",
    FALK_MODEL_ERROR_VALUE },
  { "x.view(x.size(0), -1)",
    "line 1, column 8: 'x.size(0)' is an expression; put its number there",
    FALK_MODEL_ERROR_VALUE },
  { "x.view([b, -1])", "line 1, column 8: 'b' is a name; put its number there",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU(9223372036854775808, 20)",
    "line 1, column 8: '9223372036854775808' does not fit in 64 bits",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU(50, 20, True)",
    "line 1, column 16: GRU's num_layers must be an integer, not True",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU('a', 20)",
    "line 1, column 8: GRU's input_size must be an integer, not the text 'a'",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU(None, 20)",
    "line 1, column 8: GRU's input_size must be an integer, not None",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU(5., 20)",
    "line 1, column 8: GRU's input_size must be an integer, not 5",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU((50, 3), 20)",
    "line 1, column 8: GRU's input_size must be an integer, not a list",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU(50, 20, bias=2)",
    "line 1, column 21: GRU's bias must be True or False, not 2",
    FALK_MODEL_ERROR_VALUE },
  { "nn.GRU(50, 20, dtype=torch.float64)",
    "line 1, column 28: the dtype 'torch.float64': only float32 weights are "
    "known here",
    FALK_MODEL_ERROR_VALUE },
  { "x.mean((0, 1))",
    "line 1, column 8: mean's dim must be an integer, not a list",
    FALK_MODEL_ERROR_VALUE },
  { "nn.Linear(3, 4, True, None, None, 5)",
    "line 1, column 35: Linear takes at most 3 arguments by position, but "
    "more are given",
    FALK_MODEL_ERROR_ARGUMENT },
  { "x.mean(1, kept=True)",
    "line 1, column 16: mean got an unexpected argument 'kept' (allowed: dim, "
    "keepdim)",
    FALK_MODEL_ERROR_ARGUMENT },
  { "nn.GRU(50, 20, input_size=3)",
    "line 1, column 27: GRU got multiple values for argument 'input_size'",
    FALK_MODEL_ERROR_ARGUMENT },
  { "nn.GRU(input_size=50, 20)",
    "line 1, column 23: a positional argument follows a keyword argument",
    FALK_MODEL_ERROR_ARGUMENT },
  { "nn.GRU(*sizes)",
    "line 1, column 8: '*sizes' is an expression; put its number there",
    FALK_MODEL_ERROR_VALUE },
  { "x.transpose(0)",
    "line 1, column 3: transpose is missing its required argument 'dim1'",
    FALK_MODEL_ERROR_ARGUMENT },
  { "nn.Mamba(50, 20)", "line 1, column 4: unknown operation 'Mamba' " KNOWN,
    FALK_MODEL_ERROR_OP },
  { "a = nn.GRU(3, 4)\nb = nn.Liner(4, 5)",
    "line 2, column 8: unknown operation 'Liner' " KNOWN
    "; did you mean 'Linear'?",
    FALK_MODEL_ERROR_OP },
  { "nn.gru(3, 4)",
    "line 1, column 4: unknown operation 'gru' " KNOWN "; did you mean 'GRU'?",
    FALK_MODEL_ERROR_OP },
  { "Model(3)", "line 1, column 1: unknown operation 'Model' " KNOWN,
    FALK_MODEL_ERROR_OP },
  { "x.permut(0, 1)",
    "line 1, column 3: unknown operation 'permut' " KNOWN
    "; did you mean 'permute'?",
    FALK_MODEL_ERROR_OP },
  { "x.T", "line 1, column 3: unknown operation 'T' " KNOWN,
    FALK_MODEL_ERROR_OP },
  { "g = nn.GRU(3, 4)\no, h = g(x)\ny = torch.cat((o, h), 1)",
    "line 3, column 11: unknown operation 'torch.cat' " KNOWN,
    FALK_MODEL_ERROR_OP },
  { "g = nn.GRU(3, 4)\no, h = g(x)\ny = o.sum(1)",
    "line 3, column 7: unknown operation 'sum' " KNOWN, FALK_MODEL_ERROR_OP },
  { "class N(nn.Module):\n  def forward(self, x):\n    return self.emb(x)",
    "line 3, column 17: 'self.emb' is called, but the text has no "
    "constructor of it",
    FALK_MODEL_ERROR_OP },
  { "nn.GRU(3, 4); torch.sum(x, 1)",
    "line 1, column 21: unknown operation 'torch.sum' " KNOWN,
    FALK_MODEL_ERROR_OP },
  { "nn.GRU(3, 4) -> .foo(1)",
    "line 1, column 18: unknown operation 'foo' " KNOWN, FALK_MODEL_ERROR_OP },
  { "f = nn.Linear(3, 3)\ny = x + f(x)",
    "line 2, column 5: 'x + f(x)' joins steps by more than a chain; give the "
    "steps one after the other",
    FALK_MODEL_ERROR_OP },
  { "nn.Sequential(nn.GRU(3, 4), layer)",
    "line 1, column 29: 'layer' is not a module; write its constructor there",
    FALK_MODEL_ERROR_OP },
  { "out[:, 1:]",
    "line 1, column 8: the index '1:' takes a part of an axis; an index may "
    "have integers, ':', '...' and None",
    FALK_MODEL_ERROR_OP },
  { "out[:, n]", "line 1, column 8: 'n' is a name; put its number there",
    FALK_MODEL_ERROR_VALUE },
  { "out[:, 'a']",
    "line 1, column 8: the index ''a'' is not an integer; an index may have "
    "integers, ':', '...' and None",
    FALK_MODEL_ERROR_OP },
  { "nn.GRU(50, 20", "line 1, column 7: the '(' is never closed",
    FALK_MODEL_ERROR_SYNTAX },
  { "nn.GRU(50, 20))", "line 1, column 15: the ')' was never opened",
    FALK_MODEL_ERROR_SYNTAX },
  { "nn.GRU(3, 4)\nx[:, -1", "line 2, column 2: the '[' is never closed",
    FALK_MODEL_ERROR_SYNTAX },
  { "nn.GRU(3, \377)", "byte 10 of the text is not UTF-8",
    FALK_MODEL_ERROR_SYNTAX },
  { "Net(\n  (gru): GRU(3, 20)\n  (att): Attention(20, 5)\n)",
    "line 3, column 10: unknown operation 'Attention' " KNOWN,
    FALK_MODEL_ERROR_OP },
  { "Net(\n  (gru): GRU(3, 20)",
    "line 1, column 4: the '(' of Net is never closed",
    FALK_MODEL_ERROR_SYNTAX },
  { "Net(\n  (gru): GRU(3)\n)",
    "line 2, column 10: GRU is missing its required argument 'hidden_size'",
    FALK_MODEL_ERROR_ARGUMENT },
  { "Net(\n  (gru): GRU(3, 20, hiden_size=3)\n)",
    "line 2, column 32: GRU got an unexpected argument 'hiden_size' " GRU_ARGS
    "; did you mean 'hidden_size'?",
    FALK_MODEL_ERROR_ARGUMENT },
  { "Net(\n  (a): 2000 x Linear(in_features=3, out_features=3)\n)",
    "the model has more than 1000 steps", FALK_MODEL_ERROR_LIMIT },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_text (bad[i].text, NULL, &error);

      g_autofree char *shown = g_strescape (bad[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_null (model);
      g_assert_error (error, FALK_MODEL_ERROR, (int)bad[i].code);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static const struct
{
  const char *text;
  gboolean model;
} guesses[] = {
  { "nn.GRU(50, 20)", TRUE },
  { "GRU(50,20)", TRUE },
  { "self.gru = torch.nn.GRU(3, 20)", TRUE },
  { ">>> nn.LSTM(3, 20)", TRUE },
  { "LSTM(3, 20)", TRUE },
  { "x.permute(0, 2, 1)", TRUE },
  { ".view(-1, 20)", TRUE },
  { "out[:, -1]", TRUE },
  { "out[-1]", TRUE },
  { "Net(\n  (gru): GRU(3, 20)\n)", TRUE },
  { "class Net(nn.Module):\n  def __init__(self):\n    self.g = nn.GRU(3, 4)",
    TRUE },
  { "", FALSE },
  { "gru.pt", FALSE },
  { "gru.pt:encoder.gru", FALSE },
  { "dir (copy)/Model(1).pt", FALSE },
  { "/home/me/nets (old)/gru", FALSE },
  { "32,50,3", FALSE },
  { "(32, 50, 3)", FALSE },
  { "torch.Size([32, 50, 3])", FALSE },
  { "{\"model\": []}", FALSE },
  { "RuntimeError: size mismatch, m1: [1600 x 3], m2: [50 x 20]", FALSE },
  { "size mismatch, m1: [1600 x 3], m2: [50 x 20]", FALSE },
  { "Traceback (most recent call last):\n  out, h = self.gru(x)\n", FALSE },
  { "Expected hidden size (1, 32, 20), got [1, 20, 32]", FALSE },
  { "ValueError(3)", FALSE },
  { "nn.GRU(3, 20)  # the layer that is not in the chain", TRUE },
  { "permute(sparse_coo): number of dimensions in the tensor input does not "
    "match the length of the desired ordering of dimensions i.e. input.dim() "
    "= 2 is not equal to len(dims) = 3",
    FALSE },
  { "view size is not compatible with input tensor's size and stride (at least "
    "one dimension spans across two contiguous subspaces). Use .reshape(...) "
    "instead.",
    FALSE },
  { "flatten() has invalid args: start_dim cannot come after end_dim", FALSE },
  { "select() cannot be applied to a 0-dim tensor.", FALSE },
};

static void
test_looks_like (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_test_message ("%s", guesses[i].text);
      g_assert_cmpint (falk_model_text_looks_like (guesses[i].text), ==,
                       guesses[i].model);
    }
}

static void
test_limits (void)
{
  static const char *const parts[] = {
    "(",  "[",    "nn.Sequential(",  "x[",        "f(",
    "-(", "a.b.", "A((b): ",         "A(\n(b): ", "lambda ",
    "x,", "x=",   "nn.Linear(3,3);", ".squeeze()"
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model = NULL;

      while (text->len < 60000)
        g_string_append (text, parts[i]);
      model = falk_model_from_text (text->str, NULL, &error);
      g_test_message ("%s: %s", parts[i], error->message);
      g_assert_null (model);
      g_assert_nonnull (error);
    }
  {
    g_autofree char *text = g_strnfill (FALK_MODEL_TEXT_MAX + 1, ' ');
    g_autoptr (GError) error = NULL;

    g_assert_null (falk_model_from_text (text, NULL, &error));
    g_assert_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT);
  }
}

static void
read_rubbish (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkModel) model = falk_model_from_text (text, NULL, &error);

  falk_model_text_looks_like (text);
  g_assert_true ((model == NULL) == (error != NULL));
  if (error != NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_rubbish (void)
{
  static const char class_text[] =
      "class N(nn.Module):\n  def __init__(self, n=50):\n"
      "    self.gru = nn.GRU(n, 20, dropout=.5)\n"
      "    self.s = nn.Sequential(nn.Linear(20, 3), nn.Tanh())\n"
      "  def forward(self, x, h=None):\n    out, h = self.gru(x, h)\n"
      "    return self.s(out[:, -1, ...].view((-1, 20)))\n";
  static const char printed[] =
      "Net(\n  (e): E(\n    (gru): GRU(50, 20, batch_first=True)\n  )\n"
      "  (l): ModuleList(\n    (0-2): 3 x Linear(in_features=2, "
      "out_features=2)\n  )\n)";
  static const char session[] =
      ">>> nn.GRU(1_000, 0x14) -> [:, -1] → x.mean(dim=1); 'a' + "
      "\"\"\"b\"\"\"";
  static const char *const good[] = { class_text, printed, session };
  static const char alphabet[] = "()[]{},:;=.->\n '\"#\\_x10Gn\342\302\0";
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint g = 0; g < G_N_ELEMENTS (good); g++)
    for (gsize n = 0; n <= strlen (good[g]); n++)
      {
        g_autofree char *text = g_strndup (good[g], n);
        read_rubbish (text);
      }
  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *text = g_strdup (good[i % G_N_ELEMENTS (good)]);
      gint32 length = (gint32)strlen (text);

      for (gint32 j = g_rand_int_range (random, 1, 6); j > 0; j--)
        text[g_rand_int_range (random, 0, length)] =
            i % 2 ? (char)g_rand_int_range (random, 1, 256)
                  : alphabet[g_rand_int_range (random, 0, sizeof alphabet)];
      read_rubbish (text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/model-text/says-what-is-bad", test_bad);
  g_test_add_func ("/load/model-text/tells-models-from-paths-and-errors",
                   test_looks_like);
  g_test_add_func ("/load/model-text/holds-its-limits", test_limits);
  g_test_add_func ("/load/model-text/survives-rubbish", test_rubbish);
  return g_test_run ();
}
