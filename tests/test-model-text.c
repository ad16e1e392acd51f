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

static const GoodRow constructors[] = {
  { "nn.GRU(50, 20, batch_first=True)", "gru nn.GRU(50, 20, batch_first=True)",
    "" },
  { "torch.nn.GRU(input_size=50, hidden_size=20)", "gru nn.GRU(50, 20)", "" },
  { "GRU(50, 20, num_layers=2, dropout=0.5, bidirectional=True)",
    "gru nn.GRU(50, 20, num_layers=2, dropout=0.5, bidirectional=True)", NULL },
  { "nn.GRU(50, 20, 2, False, True, .25, True)",
    "gru nn.GRU(50, 20, num_layers=2, bias=False, batch_first=True, "
    "dropout=0.25, bidirectional=True)",
    NULL },
  { "nn.GRU(hidden_size=20, input_size=50)", "gru nn.GRU(50, 20)", NULL },
  /* what Python refuses is the checker's to say */
  { "nn.GRU()", "gru nn.GRU()", NULL },
  { "nn.GRU(hidden_size=20)", "gru nn.GRU(hidden_size=20)", NULL },
  { "nn.GRU(50, 20, batchfirst=True, h0=(1, 2, 3), act=relu)",
    "gru nn.GRU(50, 20, batchfirst=True, h0=(1, 2, 3), act=...)", NULL },
  { "nn.RNN(3, 20, nonlinearty='relu')",
    "rnn nn.RNN(3, 20, nonlinearty='relu')", NULL },
  { "nn.Dropout(p=0.1, device=None)", "dropout nn.Dropout(p=0.1, device=...)",
    NULL },
  { "nn.Embedding(9, 3, 0), nn.Linear(3, 4, True, None)",
    "embedding nn.Embedding(9, 3)|fc nn.Linear(3, 4)", NULL },
  { "nn.LayerNorm(3, bias=False)", "layernorm nn.LayerNorm((3,))", NULL },
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

static void
test_constructors (void)
{
  check_good (constructors, G_N_ELEMENTS (constructors));
}

static const GoodRow chains[] = {
  { "nn.GRU(3, 20)\nnn.Linear(20, 2)", "gru nn.GRU(3, 20)|fc nn.Linear(20, 2)",
    IN_TEXT },
  { "nn.GRU(3, 20); nn.Linear(20, 2)", "gru nn.GRU(3, 20)|fc nn.Linear(20, 2)",
    NULL },
  { "nn.GRU(3, 20), nn.Linear(20, 2)", "gru nn.GRU(3, 20)|fc nn.Linear(20, 2)",
    NULL },
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

static void
test_chains (void)
{
  check_good (chains, G_N_ELEMENTS (chains));
}

static const GoodRow methods[] = {
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
  { "x[..., 0, None]", "select .select(-1, 0)|unsqueeze .unsqueeze(-1)", NULL },
  { "F.relu(x.view(4, -1))", "view .view(4, -1)", NULL },
};

static void
test_methods (void)
{
  check_good (methods, G_N_ELEMENTS (methods));
}

static const GoodRow classes[] = {
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
    "gru nn.GRU(50, 20, batch_first=True)|last_step .select(1, -1)|drop "
    "nn.Dropout()|fc nn.Linear(20, 10)",
    "line 12: the state handed to 'gru' is not read; its shape can be given "
    "as h0|passed over, as they keep the shape: log_softmax()|skipped, as they "
    "are no part of the chain: line 5" },
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
    "bn nn.BatchNorm1d(20)|fc nn.Linear(20, 2)", IN_TEXT },
  { "class Net(nn.Module):\n"
    "    def __init__(self, size, hidden, layers=2):\n"
    "        self.gru = nn.GRU(size, hidden, layers)\n"
    "net = Net(5, hidden=256).to(device)\n",
    "gru nn.GRU(5, 256, num_layers=2)",
    "skipped, as they are no part of the chain: line 4" },
  { "self.layers = nn.ModuleList([nn.GRU(3, 20), nn.GRU(20, 20)])\n"
    "self.head = nn.Linear(20, 1)\n"
    "for i, layer in enumerate(self.layers):\n    x, _ = layer(x)\n"
    "y = self.head(x)\n",
    "layers.0 nn.GRU(3, 20)|layers.1 nn.GRU(20, 20)|head nn.Linear(20, 1)",
    "" },
  { "gru = nn.GRU(50, 20)\nout, _ = gru(x)\ny = out.mean(dim=0)\n"
    "loss = F.mse_loss(y, target)\nloss.backward()\noptimizer.step()",
    "gru nn.GRU(50, 20)|mean .mean(0)",
    "skipped, as they are no part of the chain: line 4, line 6" },
  { "rnn = nn.GRU(3, 4)\ndef forward(self, x):\n  x = x.permute(1, 0, 2)\n"
    "  _, h = self.rnn(x)\n  return h",
    "permute .permute(1, 0, 2)|rnn nn.GRU(3, 4)->h_n", "" },
};

static void
test_classes (void)
{
  check_good (classes, G_N_ELEMENTS (classes));
}

static const GoodRow printed[] = {
  { "Net(\n"
    "  (encoder): Encoder(\n"
    "    (gru): GRU(50, 20, num_layers=2, batch_first=True)\n"
    "  )\n"
    "  (drop): Dropout(p=0.5, inplace=False)\n"
    "  (norm): LayerNorm((20,), eps=1e-05, elementwise_affine=True)\n"
    "  (fc): Linear(in_features=20, out_features=10, bias=True)\n"
    ")\n",
    "encoder.gru nn.GRU(50, 20, num_layers=2, batch_first=True)|drop "
    "nn.Dropout()|norm nn.LayerNorm((20,))|fc nn.Linear(20, 10)",
    IN_PRINT },
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

static void
test_printed (void)
{
  check_good (printed, G_N_ELEMENTS (printed));
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
  return g_test_run ();
}
