/* SPDX-License-Identifier: MIT */
#include "explain-check.h"
#include "test-explain-case.h"

#define GRU "gru: GRU input_size=8 hidden_size=20 "
#define FC "; fc: Linear in_features=20 out_features=10"
#define CELL "cell: GRUCell input_size=8 hidden_size=20 "
#define LSTM "lstm: LSTM input_size=8 hidden_size=20 "

/* The first cause of each case, and the code of its fix ("-" where none can
 * be known). */
static const struct
{
  const char *model, *input, *cause, *code;
} rows[] = {
  /* the last axis */
  { "gru: GRU input_size=50 hidden_size=20; last: select dim=0 index=-1" FC,
    "50,32,3", "feature_dim_mismatch", "nn.GRU(3, 20)" },
  { "gru: GRU input_size=50 hidden_size=20 batch_first=1", "32,50,3",
    "feature_not_on_last_axis", "x = x.transpose(1, 2)" },
  { GRU, "10,32,9", "feature_dim_mismatch", "nn.GRU(9, 20)" },
  { "gru: GRU input_size=1 hidden_size=20", "32,60", "missing_unsqueeze",
    "nn.GRU(1, 20, batch_first=True)\nx = x.unsqueeze(-1)" },
  { CELL, "32,5", "feature_dim_mismatch", "nn.GRUCell(5, 20)" },
  { "fc: Linear in_features=50 out_features=20", "32,50,3",
    "feature_not_on_last_axis", "x = x.transpose(1, 2)" },
  { "fc: Linear in_features=320 out_features=3", "4,32,10",
    "cnn_to_rnn_reshape", "x = x.flatten(1)" },
  { "fc: Linear in_features=64 out_features=3", "4,16", "view_bad_total",
    "x = x.reshape(-1, 64)" },
  /* the steps before */
  { GRU "bidirectional=1" FC, "10,32,8", "bidirectional_doubles_width",
    "nn.Linear(40, 10)" },
  { GRU "; fc: Linear in_features=7 out_features=10", "10,32,8",
    "linear_in_features_after_rnn", "nn.Linear(20, 10)" },
  { GRU "batch_first=1; last: select dim=-1 index=-1" FC, "32,10,8",
    "feature_not_on_last_axis", "out = out.select(1, -1)" },
  /* the state */
  { GRU "h0=1,64,20" FC, "10,20,8", "last_partial_batch",
    "h0 = torch.zeros(1, x.size(1), 20)" },
  { GRU "h0=1,1,20" FC, "10,64,8", "hidden_state_reused_across_batch",
    "h0 = torch.zeros(1, x.size(1), 20)" },
  { GRU "num_layers=2 h0=32,2,20" FC, "10,32,8", "hidden_batch_first",
    "h0 = h0.transpose(0, 1).contiguous()" },
  { GRU "h0=1,32,20", "32,10,8", "batch_first_swapped",
    "nn.GRU(8, 20, batch_first=True)" },
  { GRU "num_layers=4 h0=2,64,20", "10,32,8", "dataparallel_scatter",
    "h0 = torch.zeros(4, x.size(1), 20)" },
  { GRU "h0=2,32,20", "10,32,8", "hidden_layers_directions", "h0 = h0[-1:]" },
  { GRU "h0=1,32,24", "10,32,8", "hidden_size_mismatch",
    "h0 = torch.zeros(1, 32, 20)" },
  { GRU "h0=32,20", "10,32,8", "missing_unsqueeze", "h0 = h0.unsqueeze(0)" },
  { GRU "h0=1,32,20", "32,8", "missing_unsqueeze", "x = x.unsqueeze(0)" },
  { GRU "h0=1,1,20", "10,8", "missing_unsqueeze", "x = x.unsqueeze(1)" },
  { GRU "h0=1,1,1,20", "10,8", "extra_axis", "h0 = torch.zeros(1, 20)" },
  { "torch=1.0; pack: pack_padded_sequence lengths=2,4,3", "4,3,8",
    "packed_lengths",
    "lengths, order = lengths.sort(descending=True)\nx = x[:, order]" },
  { CELL "h0=1,32,20", "32,8", "extra_axis", "h0 = h0.squeeze(0)" },
  { CELL "h0=20", "20,8", "missing_unsqueeze", "h0 = torch.zeros(20, 20)" },
  { CELL "h0=64,20", "20,8", "last_partial_batch",
    "h0 = torch.zeros(x.size(0), 20)" },
  { CELL "h0=32,24", "32,8", "hidden_size_mismatch",
    "h0 = torch.zeros(32, 20)" },
  /* both states of an LSTM, or the one that doesn't fit */
  { LSTM "num_layers=4 h0=2,32,20 c0=2,32,20", "10,32,8",
    "hidden_layers_directions",
    "h0 = h0.repeat(2, 1, 1)\nc0 = c0.repeat(2, 1, 1)" },
  { LSTM "num_layers=2 h0=32,2,20 c0=2,32,20", "10,32,8", "hidden_batch_first",
    "h0 = h0.transpose(0, 1).contiguous()" },
  { LSTM "num_layers=2 h0=2,32,20 c0=32,2,20", "10,32,8", "hidden_batch_first",
    "c0 = c0.transpose(0, 1).contiguous()" },
  { LSTM "h0=1,32,20 c0=1,32,24", "10,32,8", "hidden_size_mismatch",
    "c0 = torch.zeros(1, 32, 20)" },
  { LSTM "h0=1,64,20 c0=1,64,20", "10,20,8", "last_partial_batch",
    "h0 = torch.zeros(1, x.size(1), 20)\nc0 = torch.zeros(1, x.size(1), 20)" },
  /* how many axes */
  { GRU, "10,32,1,8", "extra_axis", "x = x.squeeze(2)" },
  { GRU, "10,32,4,2", "extra_axis", "x = x.flatten(2, 3)" },
  { GRU, "8", "missing_unsqueeze", "x = x.unsqueeze(0)" },
  { CELL, "10,32,8", "extra_axis", "nn.GRU(8, 20)" },
  { GRU, "0,32,8", "empty_input", "-" },
  { "fc: Linear in_features=1 out_features=2", "()", "missing_unsqueeze",
    "x = x.unsqueeze(0)" },
  /* what only other versions find */
  { "torch=1.7; gru: GRU input_size=8 hidden_size=0", "10,32,8", "bad_argument",
    "nn.GRU(8, 1)" },
  { "torch=1.7; lstm: LSTM input_size=8 hidden_size=20 proj_size=4", "10,32,8",
    "bad_argument", "nn.LSTM(8, 20)" },
  { "torch=1.8; " GRU, "10,8", "missing_unsqueeze", "x = x.unsqueeze(0)" },
  { "torch=1.8; " GRU, "8", "missing_unsqueeze",
    "x = x.unsqueeze(0)\nx = x.unsqueeze(0)" },
  { "torch=1.8; " CELL, "8", "missing_unsqueeze", "x = x.unsqueeze(0)" },
  { "torch=1.8; " CELL, "10,8,8", "extra_axis", "nn.GRU(8, 20)" },
  { "torch=1.8; " CELL, "10,8,5", "extra_axis",
    "nn.GRU(8, 20)\nnn.GRU(5, 20)" },
  { "torch=2.1; " CELL "h0=1,32,20", "32,8", "extra_axis",
    "h0 = h0.squeeze(0)" },
  { "torch=1.8; loss: CrossEntropyLoss target=", "32,8", "loss_batch_mismatch",
    "# a target of shape (32,)" },
  /* arguments and types */
  { GRU "foo=1 bar=2", "10,32,8", "bad_argument", "nn.GRU(8, 20)" },
  { "gru: GRU input_size=5 hidden_size=20 foo=1", "10,32,8", "bad_argument",
    "nn.GRU(8, 20)" },
  { "gru: GRU hidden_size=20", "10,32,8", "bad_argument", "nn.GRU(8, 20)" },
  { "gru: GRU input_size=8" FC, "10,32,8", "bad_argument", "nn.GRU(8, 20)" },
  { "norm: LayerNorm", "10,32,8", "bad_argument", "nn.LayerNorm((8,))" },
  { "gru: GRU input_size=-1 hidden_size=20", "10,32,8", "bad_argument",
    "nn.GRU(8, 20)" },
  { "gru: GRU input_size=8 hidden_size=0" FC, "10,32,8", "bad_argument",
    "nn.GRU(8, 20)" },
  { GRU "num_layers=0", "10,32,8", "bad_argument", "nn.GRU(8, 20)" },
  { GRU "num_layers=2 dropout=50", "10,32,8", "bad_argument",
    "nn.GRU(8, 20, num_layers=2, dropout=0.5)" },
  { GRU, "10,32,8 float64", "dtype", "x = x.float()" },
  { "pack: pack_padded_sequence lengths=3,4 enforce_sorted=0; gru: GRU "
    "input_size=3 hidden_size=2 h0=1,0,2",
    "4,2,3", "hidden_batch_mismatch", "out = gru(x)  # no h0: zeros" },
  { "rnn: RNN input_size=3 hidden_size=2 bias=0 nonlinearity=1", "4,0,3 bool",
    "dtype", "x = x.float()" },
  { "fc: Linear in_features=8 out_features=2", "8 int64", "dtype",
    "x = x.float()" },
  { "pool: mean dim=1", "10,8 int64", "dtype", "x = x.float()" },
  { "fc: Linear in_features=99999999999999 out_features=2", "8", "bad_argument",
    "-" },
  /* moving data */
  { "swap: transpose dim0=0 dim1=3", "10,32,8", "bad_argument",
    "x = x.transpose(0, 2)" },
  { "order: permute dims=1,3,2", "10,32,8", "bad_argument",
    "x = x.permute(0, 2, 1)" },
  { "drop: squeeze dim=0; order: permute dims=0,2,1", "1,32,8",
    "axis_lost_by_squeeze", "# without .squeeze(0)" },
  { "last: select dim=0 index=0", "()", "axis_lost_by_squeeze",
    "# without .select(0, 0)" },
  { "last: select dim=0 index=31", "10,32,8", "batch_first_swapped",
    "x = x.select(1, 31)" },
  { "last: select dim=1 index=40", "10,32,8", "bad_argument",
    "x = x.select(1, -1)" },
  { "order: permute dims=1,0", "10,32,8", "bad_argument",
    "x = x.permute(0, 2, 1)" },
  { "order: permute dims=0,2,2", "10,32,8", "bad_argument",
    "x = x.permute(0, 2, 1)" },
  { "flat: flatten start_dim=2 end_dim=1", "10,32,8", "bad_argument",
    "x = x.flatten(1, 2)" },
  { "merge: view shape=-2,8", "10,32,8", "bad_argument", "x = x.view(-1, 8)" },
  { "merge: view shape=-1,-1,8", "10,32,8", "bad_argument",
    "x = x.view(10, -1, 8)" },
  { "merge: view shape=32,64", "10,32,8", "view_bad_total",
    "x = x.view(-1, 64)" },
  { "merge: view shape=0,-1", "0,8", "empty_input", "x = x.view(0, 8)" },
  { GRU "batch_first=1; merge: view shape=-1,20", "10,32,8", "view_bad_total",
    "out = out.reshape(-1, 20)" },
/* the operations besides GRU, GRUCell and Linear */
#include "test-explain-causes.inc"
};

static void
test_rows (void)
{
  gboolean visited[FALK_FAULT_COUNT] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkModel) model = case_model (rows[i].model);
      g_autoptr (FalkTensor) input = case_input (rows[i].input);
      FalkFaultCode code;
      g_autoptr (FalkExplanation) explanation =
          explain_fault (model, input, &code);
      const FalkCause *first;

      g_test_message ("%s on %s", rows[i].model, rows[i].input);
      visited[code] = TRUE;
      g_assert_cmpuint (explanation->causes->len, >, 0);
      first = g_ptr_array_index (explanation->causes, 0);
      g_assert_cmpstr (falk_cause_name (first->code), ==, rows[i].cause);
      g_assert_cmpstr (first->fix ? first->fix->code : "-", ==, rows[i].code);
    }
  for (guint code = 0; code < FALK_FAULT_COUNT; code++)
    if (!visited[code])
      {
        g_test_message ("no row for %s", falk_fault_info (code)->name);
        g_test_fail ();
      }
}

static void
check_words (const FalkExplanation *explanation)
{
  double last = 1;

  g_assert_cmpint (explanation->headline[0], !=, '\0');
  g_assert_cmpint (explanation->what[0], !=, '\0');
  g_assert_null (strchr (explanation->headline, '{'));
  g_assert_null (strchr (explanation->what, '{'));
  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);

      g_assert_cmpfloat (cause->score, >, 0);
      g_assert_cmpfloat (cause->score, <=, last);
      last = cause->score;
      g_assert_null (strchr (cause->title, '{'));
      g_assert_true (g_str_has_suffix (cause->why, ".")
                     || g_str_has_suffix (cause->why, "?"));
    }
  for (guint i = 0; i < explanation->numbers->len; i++)
    {
      const FalkNumber *number = g_ptr_array_index (explanation->numbers, i);
      g_assert_cmpint (number->text[0], !=, '\0');
    }
}

static void
test_fixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FalkModel) model = case_model (rows[i].model);
      g_autoptr (FalkTensor) input = case_input (rows[i].input);
      g_autoptr (FalkExplanation) explanation =
          explain_fault (model, input, NULL);

      g_test_message ("%s on %s", rows[i].model, rows[i].input);
      check_words (explanation);
      explain_check (model, input, explanation);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/causes/puts-the-likeliest-first", test_rows);
  g_test_add_func ("/explain/fixes/run-when-tried-again", test_fixes);
  return g_test_run ();
}
