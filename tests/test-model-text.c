/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-model-text.h"
#include "falk-rule.h"

/* "gru nn.GRU(50, 20)|fc nn.Linear(20, 2)"; a step that hands on its state
 * has "->h_n" behind it. */
static char *
write_steps (const FalkModel *model)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      g_autofree char *code = falk_step_to_text (step);
      gboolean state = falk_rule_arg (step->op, FALK_ARG_TAKE) != NULL
                       && falk_step_get_int (step, FALK_ARG_TAKE) == 1;

      g_string_append_printf (out, "%s%s %s%s", i ? "|" : "", step->name, code,
                              state ? "->h_n" : "");
    }
  return g_string_free (out, FALSE);
}

static char *
write_notes (const FalkModel *model)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < model->notes->len; i++)
    g_string_append_printf (out, "%s%s", i ? "|" : "",
                            (char *)g_ptr_array_index (model->notes, i));
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *text, *steps;
  const char *notes; /* NULL: not looked at */
} GoodRow;

static void
check_good (const GoodRow *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_text (rows[i].text, "m", &error);
      g_autofree char *steps = NULL, *notes = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_no_error (error);
      steps = write_steps (model);
      notes = write_notes (model);
      g_assert_cmpstr (steps, ==, rows[i].steps);
      if (rows[i].notes != NULL)
        g_assert_cmpstr (notes, ==, rows[i].notes);
    }
}

#define IN_TEXT "the steps run in the order in which they stand in the text"
#define IN_PRINT                                                               \
  "the steps run in the order in which they are printed; what forward() does " \
  "between them is not in the text"

static void
test_constructors (void)
{
  static const GoodRow rows[] = {
    { "nn.GRU(50, 20, batch_first=True)",
      "gru nn.GRU(50, 20, batch_first=True)", "" },
    { "torch.nn.GRU(input_size=50, hidden_size=20)", "gru nn.GRU(50, 20)", "" },
    { "GRU(50, 20, num_layers=2, dropout=0.5, bidirectional=True)",
      "gru nn.GRU(50, 20, num_layers=2, dropout=0.5, bidirectional=True)",
      NULL },
    { "nn.GRU(50, 20, 2, False, True, .25, True)",
      "gru nn.GRU(50, 20, num_layers=2, bias=False, batch_first=True, "
      "dropout=0.25, bidirectional=True)",
      NULL },
    { "nn.GRU(hidden_size=20, input_size=50)", "gru nn.GRU(50, 20)", NULL },
    { "nn.GRU(\n  50,\n  20, # hidden\n)", "gru nn.GRU(50, 20)", NULL },
    { "nn.GRU(1_000, 0x10)", "gru nn.GRU(1000, 16)", NULL },
    { "nn.GRU(-3, +20, bias=0)", "gru nn.GRU(-3, 20, bias=False)", NULL },
    { "nn.GRU(3, 20, dropout=1)", "gru nn.GRU(3, 20, dropout=1)", NULL },
    { "nn.GRU(3, 20, dropout=1e-1, device=dev, dtype=torch.float32)",
      "gru nn.GRU(3, 20, dropout=0.1)", NULL },
    { "self.gru = nn.GRU(3, 20)", "gru nn.GRU(3, 20)", "" },
    { "self.encoder.gru=nn.GRU(3,20)", "encoder.gru nn.GRU(3, 20)", NULL },
    { "rnn = torch.nn.GRU(3, 20).to(device)", "rnn nn.GRU(3, 20)", NULL },
    { ">>> cell = nn.GRUCell(10, 20, bias=False)",
      "cell nn.GRUCell(10, 20, bias=False)", NULL },
    { "In [3]: nn.GRUCell(10, 20)", "cell nn.GRUCell(10, 20)", NULL },
    { ">>> nn.GRU(\n... 3, 20)\n>>> nn.Linear(20, 2)",
      "gru nn.GRU(3, 20)|fc nn.Linear(20, 2)", NULL },
    { "nn.Linear(in_features=20, out_features=10, bias=True)",
      "fc nn.Linear(20, 10)", NULL },
    { "nn.Flatten()", "flatten .flatten(1)", NULL },
    { "nn.Flatten(0, 1)", "flatten .flatten(end_dim=1)", NULL },
    { "\r\n  nn.GRU(3, 20)\r\n", "gru nn.GRU(3, 20)", NULL },
    { "nn.GRU(3,\302\240"
      "20)",
      "gru nn.GRU(3, 20)", NULL },
    { "größe = nn.GRU(3, 20)", "größe nn.GRU(3, 20)", NULL },
  };

  check_good (rows, G_N_ELEMENTS (rows));
}

static void
test_chains (void)
{
  static const GoodRow rows[] = {
    { "nn.GRU(3, 20)\nnn.Linear(20, 2)",
      "gru nn.GRU(3, 20)|fc nn.Linear(20, 2)", IN_TEXT },
    { "nn.GRU(3, 20); nn.Linear(20, 2)",
      "gru nn.GRU(3, 20)|fc nn.Linear(20, 2)", NULL },
    { "nn.GRU(3, 20), nn.Linear(20, 2)",
      "gru nn.GRU(3, 20)|fc nn.Linear(20, 2)", NULL },
    { "gru = nn.GRU(3, 20), head = nn.Linear(20, 2)",
      "gru nn.GRU(3, 20)|head nn.Linear(20, 2)", NULL },
    { "nn.GRU(3, 20) -> [:, -1] → nn.Linear(20, 2)",
      "gru nn.GRU(3, 20)|last_step .select(1, -1)|fc nn.Linear(20, 2)", NULL },
    { "nn.GRU(3, 20)[:, -1]", "gru nn.GRU(3, 20)|last_step .select(1, -1)",
      NULL },
    { "nn.GRU(3, 4), nn.GRU(4, 5), nn.GRU(5, 6)",
      "gru nn.GRU(3, 4)|gru_2 nn.GRU(4, 5)|gru_3 nn.GRU(5, 6)", NULL },
    { "nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.GRU(8, 20))",
      "fc nn.Linear(3, 8)|gru nn.GRU(8, 20)",
      "passed over, as they keep the shape: ReLU|" IN_TEXT },
    { "nn.Sequential(nn.GRU(8, 20), nn.Linear(20, 2))",
      "gru nn.GRU(8, 20)|fc nn.Linear(20, 2)",
      "line 1: in a Sequential, GRU gives the tuple (output, h_n), which the "
      "next layer can't take; output goes on here|" IN_TEXT },
    { "self.net = nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 2))",
      "net.0 nn.Linear(3, 8)|net.2 nn.Linear(8, 2)", NULL },
    { "nn.Sequential(OrderedDict([('a', nn.Linear(3, 8)), ('b', "
      "nn.Linear(8, 2))]))",
      "a nn.Linear(3, 8)|b nn.Linear(8, 2)", NULL },
    { "self.l = nn.ModuleList([nn.GRU(3, 4), nn.GRU(4, 5)])",
      "l.0 nn.GRU(3, 4)|l.1 nn.GRU(4, 5)", NULL },
    { "self.d = nn.ModuleDict({'one': nn.GRU(3, 4)})", "d.one nn.GRU(3, 4)",
      NULL },
    { "fc = nn.Linear(3, 8)\nnet = nn.Sequential(fc, nn.Linear(8, 2))\nnet(x)",
      "fc nn.Linear(3, 8)|fc_2 nn.Linear(8, 2)", NULL },
    { "nn.Linear(3, 8)(x)", "fc nn.Linear(3, 8)", NULL },
    { "nn.GRU(3, 8)(x)[0]", "gru nn.GRU(3, 8)", NULL },
    { "nn.GRU(3, 8)(x)[1]", "gru nn.GRU(3, 8)->h_n", NULL },
  };

  check_good (rows, G_N_ELEMENTS (rows));
}

static void
test_methods (void)
{
  static const GoodRow rows[] = {
    { ".permute(1, 0, 2)", "permute .permute(1, 0, 2)", NULL },
    { "permute(1, 0, 2)", "permute .permute(1, 0, 2)", NULL },
    { "x = x.permute((0, 2, 1))", "permute .permute(0, 2, 1)", NULL },
    { "x.permute(dims=[0, 2, 1])", "permute .permute(0, 2, 1)", NULL },
    { "torch.permute(x, (0, 2, 1))", "permute .permute(0, 2, 1)", NULL },
    { "x.view(-1, 20)", "view .view(-1, 20)", NULL },
    { "x.reshape([-1, 20])", "reshape .reshape(-1, 20)", NULL },
    { "x.transpose(0, 1).contiguous().view(32, -1)",
      "transpose .transpose(0, 1)|view .view(32, -1)",
      "passed over, as they keep the shape: contiguous()|" IN_TEXT },
    { "x.swapaxes(-1, -2)", "transpose .transpose(-1, -2)", NULL },
    { "torch.flatten(x, 1)", "flatten .flatten(1)", NULL },
    { "torch.flatten(x, start_dim=0, end_dim=1)", "flatten .flatten(end_dim=1)",
      NULL },
    { "x.flatten()", "flatten .flatten()", NULL },
    { "x.mean(dim=1)", "mean .mean(1)", NULL },
    { "x.mean(1, keepdim=True)", "mean .mean(1, True)", NULL },
    { "x.mean(axis=-1)", "mean .mean(-1)", NULL },
    { "torch.mean(x)", "mean .mean()", NULL },
    { "x.squeeze(dim=None).unsqueeze(0)",
      "squeeze .squeeze()|unsqueeze .unsqueeze(0)", NULL },
    { "x.select(1, -1)", "last_step .select(1, -1)", NULL },
    { "out[:, -1]", "last_step .select(1, -1)", "" },
    { "out[:, -1, :]", "last_step .select(1, -1)", NULL },
    { "out[-1]", "last .select(0, -1)", NULL },
    { "out[0, :, 2]", "select .select(0, 0)|select_2 .select(1, 2)", NULL },
    { "out[..., -1, :]", "select .select(-2, -1)", NULL },
    { "x[None, :, None]", "unsqueeze .unsqueeze(0)|unsqueeze_2 .unsqueeze(2)",
      NULL },
    { "x[..., 0, None]", "select .select(-1, 0)|unsqueeze .unsqueeze(-1)",
      NULL },
    { "F.relu(x.view(4, -1))", "view .view(4, -1)", NULL },
  };

  check_good (rows, G_N_ELEMENTS (rows));
}

static void
test_classes (void)
{
  static const GoodRow rows[] = {
    { "class Net(nn.Module):\n"
      "    \"\"\"A net (of two\n    layers.\"\"\"\n"
      "    def __init__(self, input_size: int = 50, hidden=20):\n"
      "        super().__init__()\n"
      "        self.hidden = hidden\n"
      "        self.fc = nn.Linear(self.hidden, 10)\n"
      "        self.drop = nn.Dropout(0.5)\n"
      "        self.gru = nn.GRU(input_size, hidden, batch_first=True)\n"
      "    def forward(self, x: torch.Tensor) -> torch.Tensor:\n"
      "        h0 = torch.zeros(1, x.size(0), self.hidden)\n"
      "        out, h = self.gru(x, h0)\n"
      "        out = self.drop(out[:, -1, :])\n"
      "        return F.log_softmax(self.fc(out), dim=1)\n",
      "gru nn.GRU(50, 20, batch_first=True)|last_step .select(1, -1)|fc "
      "nn.Linear(20, 10)",
      "line 12: the state handed to 'gru' is not read; its shape can be given "
      "as h0|passed over, as they keep the shape: drop (Dropout), "
      "log_softmax()|skipped, as they are no part of the chain: line 5" },
    { "class Net(nn.Module):\n"
      "    def __init__(self):\n"
      "        super(Net, self).__init__()\n"
      "        self.gru = nn.GRU(50, 20)\n"
      "        self.fc = nn.Linear(20, 10)\n",
      "gru nn.GRU(50, 20)|fc nn.Linear(20, 10)",
      "skipped, as they are no part of the chain: line 3|" IN_TEXT },
    { "gru = nn.GRU(3, 20)\nfc = nn.Linear(20, 2)\nother = nn.Linear(1, 1)\n"
      "_, h = gru(x)\ny = fc(h[-1])\n",
      "gru nn.GRU(3, 20)->h_n|last .select(0, -1)|fc nn.Linear(20, 2)",
      "'other' is defined but not called: it is left out" },
    { "hidden = 20\ngru = nn.GRU(3, hidden)", "gru nn.GRU(3, 20)", "" },
    { "gru = nn.GRU(3, 3)\ny, h = gru(x)\ny, h = gru(y)",
      "gru nn.GRU(3, 3)|gru_2 nn.GRU(3, 3)",
      "'gru' is called 2 times: each is a step, and they have the same "
      "weights" },
    { "a = nn.Linear(3, 4)\nb = nn.Linear(3, 4)\ny = a(x)\nz = b(y)\n"
      "w = torch.relu(y)\n",
      "a nn.Linear(3, 4)|b nn.Linear(3, 4)",
      "line 5: 'torch.relu(y)' is not what the step before it gives, but a "
      "chain has no branches: it is read as if it were|passed over, as they "
      "keep the shape: relu()" },
    { "import torch\nfrom torch import nn\ngru = nn.GRU(3, 20)\n"
      "loss = nn.CrossEntropyLoss()\n"
      "opt = torch.optim.Adam(gru.parameters(), lr=1e-3)\n"
      "opt.zero_grad()\nprint(gru)\n",
      "gru nn.GRU(3, 20)",
      "left out, as they only compare the output: loss "
      "(CrossEntropyLoss)|skipped, as they are no part of the chain: line 1, "
      "line 2, line 7" },
    { "self.bn = nn.BatchNorm1d(20); self.fc = nn.Linear(20, 2)",
      "fc nn.Linear(20, 2)",
      "passed over, their own sizes not being checked: bn (BatchNorm1d)" },
  };

  check_good (rows, G_N_ELEMENTS (rows));
}

static void
test_printed (void)
{
  static const GoodRow rows[] = {
    { "Net(\n"
      "  (encoder): Encoder(\n"
      "    (gru): GRU(50, 20, num_layers=2, batch_first=True)\n"
      "  )\n"
      "  (drop): Dropout(p=0.5, inplace=False)\n"
      "  (norm): LayerNorm((20,), eps=1e-05, elementwise_affine=True)\n"
      "  (fc): Linear(in_features=20, out_features=10, bias=True)\n"
      ")\n",
      "encoder.gru nn.GRU(50, 20, num_layers=2, batch_first=True)|fc "
      "nn.Linear(20, 10)",
      "passed over, as they keep the shape: drop (Dropout)|passed over, their "
      "own sizes not being checked: norm (LayerNorm)|" IN_PRINT },
    { ">>> print(model)\n"
      "Sequential(\n  (0): GRUCell(3, 8)\n"
      "  (1): Flatten(start_dim=1, end_dim=-1)\n"
      "  (2): Linear(in_features=8, out_features=2, bias=False)\n)\n>>> ",
      "0 nn.GRUCell(3, 8)|1 .flatten(1)|2 nn.Linear(8, 2, bias=False)", NULL },
    { "Net(\n  (layers): ModuleList(\n    (0-2): 3 x GRU(20, 20)\n  )\n)",
      "layers.0 nn.GRU(20, 20)|layers.1 nn.GRU(20, 20)|layers.2 nn.GRU(20, 20)",
      NULL },
    { "DataParallel(\n  (module): Net(\n    (gru): GRU(3, 20)\n  )\n)",
      "module.gru nn.GRU(3, 20)", NULL },
    { "Net(\n  (empty): Sequential()\n  (none): None\n  (w): ParameterList(\n"
      "      (0): Parameter containing: [torch.FloatTensor of size 3x4]\n"
      "  )\n  (gru): GRU(3, 20)\n)",
      "gru nn.GRU(3, 20)", NULL },
    { "Net(\n  (gru): GRU(50, 20, bias=False, dropout=0.2, "
      "bidirectional=True)\n)",
      "gru nn.GRU(50, 20, bias=False, dropout=0.2, bidirectional=True)", "" },
  };

  check_good (rows, G_N_ELEMENTS (rows));
}

#define KNOWN                                                                  \
  "(known: nn.GRU, nn.GRUCell, nn.Linear, .select, .permute, .transpose, "     \
  ".view, .reshape, .flatten, .squeeze, .unsqueeze, .mean, and what keeps "    \
  "shapes, such as nn.Dropout)"
#define GRU_ARGS                                                               \
  "(allowed: input_size, hidden_size, num_layers, bias, batch_first, "         \
  "dropout, bidirectional)"
#define NO_STEP                                                                \
  "there is no step in this text; write one such as nn.GRU(50, 20, "           \
  "batch_first=True)"

static void
test_bad (void)
{
  static const struct
  {
    const char *text, *message;
    FalkModelErrorCode code;
  } rows[] = {
    { "", NO_STEP, FALK_MODEL_ERROR_EMPTY },
    { "# nn.GRU(3, 20)", NO_STEP, FALK_MODEL_ERROR_EMPTY },
    { "gru.pt", NO_STEP, FALK_MODEL_ERROR_EMPTY },
    { "nn.Dropout(0.5)", NO_STEP, FALK_MODEL_ERROR_EMPTY },
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
    { "x.view([b, -1])",
      "line 1, column 8: 'b' is a name; put its number there",
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
    { "nn.GRU(50)",
      "line 1, column 4: GRU is missing its required argument 'hidden_size'",
      FALK_MODEL_ERROR_ARGUMENT },
    { "nn.GRU()",
      "line 1, column 4: GRU is missing its required argument 'input_size'",
      FALK_MODEL_ERROR_ARGUMENT },
    { "nn.Linear(3, 4, True, 5)",
      "line 1, column 23: Linear takes at most 3 arguments by position, but "
      "more are given",
      FALK_MODEL_ERROR_ARGUMENT },
    { "nn.GRU(50, 20, hiden_size=3)",
      "line 1, column 27: GRU got an unexpected argument 'hiden_size' " GRU_ARGS
      "; did you mean 'hidden_size'?",
      FALK_MODEL_ERROR_ARGUMENT },
    { "nn.GRU(50, hidden=20)",
      "line 1, column 19: GRU got an unexpected argument 'hidden' " GRU_ARGS
      "; did you mean 'hidden_size'?",
      FALK_MODEL_ERROR_ARGUMENT },
    { "nn.GRU(50, 20, bidirect=True)",
      "line 1, column 25: GRU got an unexpected argument 'bidirect' " GRU_ARGS
      "; did you mean 'bidirectional'?",
      FALK_MODEL_ERROR_ARGUMENT },
    { "nn.GRU(50, 20, h0=(1, 2, 3))",
      "line 1, column 19: GRU got an unexpected argument 'h0' " GRU_ARGS,
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
    { "nn.LSTM(50, 20)", "line 1, column 4: unknown operation 'LSTM' " KNOWN,
      FALK_MODEL_ERROR_OP },
    { "a = nn.GRU(3, 4)\nb = nn.Liner(4, 5)",
      "line 2, column 8: unknown operation 'Liner' " KNOWN
      "; did you mean 'Linear'?",
      FALK_MODEL_ERROR_OP },
    { "nn.gru(3, 4)",
      "line 1, column 4: unknown operation 'gru' " KNOWN
      "; did you mean 'GRU'?",
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
    { "Net(\n  (gru): GRU(3, 20)\n  (lstm): LSTM(20, 5)\n)",
      "line 3, column 11: unknown operation 'LSTM' " KNOWN,
      FALK_MODEL_ERROR_OP },
    { "Net(\n  (gru): GRU(3, 20)",
      "line 1, column 4: the '(' of Net is never closed",
      FALK_MODEL_ERROR_SYNTAX },
    { "Net(\n  (gru): GRU(3)\n)",
      "line 2, column 10: GRU is missing its required argument 'hidden_size'",
      FALK_MODEL_ERROR_ARGUMENT },
    { "Net(\n  (a): 2000 x Linear(in_features=3, out_features=3)\n)",
      "the model has more than 1000 steps", FALK_MODEL_ERROR_LIMIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_text (rows[i].text, NULL, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_null (model);
      g_assert_error (error, FALK_MODEL_ERROR, (int)rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

/* Each operation's own code reads back as itself. */
static void
test_every_operation (void)
{
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      const FalkRule *rule = falk_rule (op);
      g_autoptr (FalkStep) step = falk_step_new (op, "step");
      g_autoptr (FalkModel) model = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *code = NULL, *again = NULL;

      for (guint i = 0; i < rule->n_args; i++)
        {
          FalkArg arg = rule->args[i].arg;
          FalkArgType type = falk_arg_info (arg)->type;

          if (rule->args[i].outside)
            continue;
          if (type == FALK_ARG_TYPE_INTS)
            falk_step_set_ints (step, arg, (gint64[]){ 2, 0, 1 }, 3);
          else if (type == FALK_ARG_TYPE_FLOAT)
            falk_step_set_float (step, arg, 0.25);
          else
            falk_step_set_int (step, arg,
                               type == FALK_ARG_TYPE_BOOL ? i % 2 : 5 + i);
        }
      code = falk_step_to_text (step);
      g_test_message ("%s", code);
      model = falk_model_from_text (code, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (model->steps->len, ==, 1);
      again = falk_step_to_text (falk_model_step (model, 0));
      g_assert_cmpstr (again, ==, code);
    }
}

static void
test_looks_like (void)
{
  static const struct
  {
    const char *text;
    gboolean model;
  } rows[] = {
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
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (falk_model_text_looks_like (rows[i].text), ==,
                       rows[i].model);
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
  g_test_add_func ("/load/model-text/reads-constructors", test_constructors);
  g_test_add_func ("/load/model-text/reads-chains", test_chains);
  g_test_add_func ("/load/model-text/reads-methods", test_methods);
  g_test_add_func ("/load/model-text/reads-classes", test_classes);
  g_test_add_func ("/load/model-text/reads-printed-models", test_printed);
  g_test_add_func ("/load/model-text/says-what-is-bad", test_bad);
  g_test_add_func ("/load/model-text/reads-every-operation",
                   test_every_operation);
  g_test_add_func ("/load/model-text/tells-models-from-paths-and-errors",
                   test_looks_like);
  g_test_add_func ("/load/model-text/holds-its-limits", test_limits);
  g_test_add_func ("/load/model-text/survives-rubbish", test_rubbish);
  return g_test_run ();
}
