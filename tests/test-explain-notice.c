/* SPDX-License-Identifier: MIT */
/* Notices: models that run in silence and may mean something else, and right
 * ones that nothing is said of. */
#include "test-explain-notice.h"

typedef struct
{
  const char *name;
  const char *model, *input;
  const char *notices; /* as notices_text() gives them */
} Case;

static void
check_case (const Case *one)
{
  g_autoptr (FalkModel) model = case_model (one->model);
  g_autoptr (FalkTensor) input = case_input (one->input);
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (GPtrArray) notices = falk_notices (model, input, inference);
  g_autofree char *text = notices_text (model, notices);

  g_test_message ("%s", one->name);
  g_assert_true (inference->ok);
  check_words (notices);
  g_assert_cmpstr (text, ==, one->notices);
}

#define GRU "gru: GRU input_size=3 hidden_size=20"
#define BI GRU " bidirectional=1"

static const Case noticed[] = {
  { "sizes of a batch on the axis of time", GRU, "32,50,3", "gru: batch-time" },
  { "the same behind an Embedding",
    "embed: Embedding num_embeddings=9 embedding_dim=3; " GRU, "64,100 int64",
    "gru: batch-time" },
  { "the same with out[-1]", GRU "; last: select dim=0 index=-1", "32,50,3",
    "gru: batch-time" },
  { "one sequence of 1,000 steps, unsqueezed", GRU, "1,1000,3",
    "gru: batch-time" },
  { "time first under batch_first", GRU " batch_first=1", "50,32,3",
    "gru: batch-time" },
  { "LSTM too", "lstm: LSTM input_size=3 hidden_size=20", "32,50,3",
    "lstm: batch-time" },
  { "two layers that read the axes differently",
    GRU " batch_first=1; lstm: LSTM input_size=20 hidden_size=8", "8,10,3",
    "lstm: batch-time" },
  { "Conv1d's batch read as time",
    "conv: Conv1d in_channels=4 out_channels=3 kernel_size=3 padding=1; "
    "to_time: permute dims=0,2,1; " GRU,
    "8,4,10", "conv: batch-time" },
  { "unpacked batch-first into a time-first layer",
    "pack: pack_padded_sequence lengths=5,3,2 batch_first=1; " GRU
    "; unpack: pad_packed_sequence batch_first=1; rnn: RNN input_size=20 "
    "hidden_size=4",
    "3,5,3", "rnn: batch-time" },
  { "out[:, -1] of a time-first layer",
    GRU "; last: select dim=1 index=-1; fc: Linear in_features=20 "
        "out_features=2",
    "32,50,3", "last: last-step-axis" },
  { "out[-1] of a batch-first layer",
    GRU " batch_first=1; last: select dim=0 index=-1", "7,5,3",
    "last: last-step-axis" },
  { "mean over the batch", GRU "; pool: mean dim=1", "7,5,3",
    "pool: last-step-axis" },
  { "reshape to the sizes exchanged", "swap: reshape shape=32,50,3; " GRU,
    "50,32,3", "swap: regroup" },
  { "view of channels as steps",
    "conv: Conv1d in_channels=4 out_channels=3 kernel_size=3 padding=1; "
    "swap: view shape=8,10,3; " GRU " batch_first=1",
    "8,4,10", "swap: regroup" },
  { "view(B, -1) of a time-first output",
    GRU "; flat: view shape=4,-1; fc: Linear in_features=200 out_features=2",
    "10,4,3", "flat: regroup" },
  { "flatten(1) of a time-first output", GRU "; flat: flatten start_dim=1",
    "10,4,3", "flat: regroup" },
  { "rows of (T, B) taken for (B, T)",
    GRU "; rows: reshape shape=-1,20; fc: Linear in_features=20 "
        "out_features=2; back: view shape=4,10,2",
    "10,4,3", "back: regroup" },
  { "heads joined without moving them back",
    GRU " batch_first=1; heads: view shape=4,10,2,10; to: transpose dim0=1 "
        "dim1=2; join: reshape shape=4,10,20",
    "4,10,3", "join: regroup" },
  { "cut across sequences", "cut: reshape shape=16,100,3; " GRU, "32,50,3",
    "cut: regroup" },
  { "h_n[:, -1]", GRU " take=1; last: select dim=1 index=-1", "10,4,3",
    "last: state-batch-first" },
  { "h_n.view(B, -1) of two layers",
    GRU " num_layers=2 take=1; flat: view shape=4,-1", "10,4,3",
    "flat: state-batch-first" },
  { "h_n.view(-1, H) of two layers",
    GRU " num_layers=2 take=1; flat: reshape shape=-1,20", "10,4,3",
    "flat: state-batch-first" },
  { "h_n.flatten(1)", GRU " take=1; flat: flatten start_dim=1", "10,4,3",
    "flat: state-batch-first" },
  { "h_n into a batch-first layer",
    GRU " take=1; dec: GRU input_size=20 hidden_size=4 batch_first=1", "10,4,3",
    "dec: state-batch-first" },
  { "h_n[-1] of two directions", BI " take=1; last: select dim=0 index=-1",
    "10,4,3", "last: one-direction" },
  { "a flattened batch", GRU, "1600,3", "gru: unbatched" },
  { "a batch without time", GRU, "32,3", "gru: unbatched" },
  { "the last step into a further layer",
    GRU "; last: select dim=0 index=-1; dec: GRU input_size=20 hidden_size=4",
    "10,4,3", "dec: unbatched" },
  { "rows of time and batch",
    "front: RNN input_size=3 hidden_size=3; rows: flatten end_dim=1; " GRU,
    "10,4,3", "gru: unbatched" },
  { "lengths beyond the batch", "pack: pack_padded_sequence lengths=9,5,3",
    "7,3,4", "pack: lengths-beyond" },
  { "out[-1] of two directions", BI "; last: select dim=0 index=-1", "10,4,3",
    "last: last-step-reverse" },
  { "out[:, 0] of two directions",
    BI " batch_first=1; first: select dim=1 index=0", "4,10,3",
    "first: last-step-reverse" },
  { "the last step of a padded batch",
    "pack: pack_padded_sequence lengths=5,3,2; " GRU
    "; unpack: pad_packed_sequence; last: select dim=0 index=-1",
    "5,3,3", "last: last-step-padding" },
  { "MSELoss of (32, 1) against (32,)",
    "fc: Linear in_features=3 out_features=1; loss: MSELoss target=32", "32,3",
    "loss: broadcast" },
  { "dropout of one layer", GRU " dropout=0.5", "10,4,3",
    "gru: dropout-single" },
};

static const Case right[] = {
  { "time first", GRU, "50,32,3", "" },
  { "batch first", GRU " batch_first=1", "32,50,3", "" },
  { "batch first, a short last batch", GRU " batch_first=1", "36,128,3", "" },
  { "a state of that batch", GRU " h0=1,50,20", "32,50,3", "" },
  { "a target of that batch",
    GRU "; last: select dim=0 index=-1; loss: CrossEntropyLoss target=50",
    "32,50,3", "" },
  { "the other order would not fit", GRU " take=1; rows: view shape=50,20",
    "32,50,3", "" },
  { "sizes that say nothing", GRU, "10,7,3", "" },
  { "last step, time first",
    GRU "; last: select dim=0 index=-1; fc: Linear in_features=20 "
        "out_features=2",
    "50,32,3", "" },
  { "last step, batch first", GRU " batch_first=1; last: select dim=1 index=-1",
    "32,50,3", "" },
  { "one sequence of the batch",
    GRU " batch_first=1; one: select dim=0 index=0", "7,5,3", "" },
  { "one sequence, once the steps are gone",
    GRU "; last: select dim=0 index=-1; one: select dim=0 index=-1", "10,4,3",
    "" },
  { "mean over time", GRU "; pool: mean dim=0", "10,4,3", "" },
  { "permuted", "swap: permute dims=1,0,2; " GRU, "8,10,3", "" },
  { "Conv1d, then batch first",
    "conv: Conv1d in_channels=4 out_channels=3 kernel_size=3; to_time: "
    "permute dims=0,2,1; " GRU " batch_first=1",
    "8,4,10", "" },
  { "Conv1d, then time first",
    "conv: Conv1d in_channels=4 out_channels=3 kernel_size=3 padding=1; "
    "to_time: permute dims=2,0,1; " GRU,
    "50,4,32", "" },
  { "rows and back",
    GRU "; rows: reshape shape=-1,20; fc: Linear in_features=20 "
        "out_features=2; back: view shape=10,4,2",
    "10,4,3", "" },
  { "flatten(1), batch first", GRU " batch_first=1; flat: flatten start_dim=1",
    "4,10,3", "" },
  { "view(B, -1), batch first", GRU " batch_first=1; flat: reshape shape=4,-1",
    "4,10,3", "" },
  { "heads, and moved back",
    GRU " batch_first=1; heads: view shape=4,10,2,10; to: transpose dim0=1 "
        "dim1=2; back: transpose dim0=1 dim1=2; join: reshape shape=4,10,20",
    "4,10,3", "" },
  { "directions apart", BI "; split: view shape=10,4,2,20", "10,4,3", "" },
  { "chunks of a long sequence",
    "cut: reshape shape=20,100,3; " GRU " batch_first=1", "2,1000,3", "" },
  { "an axis of size 1 added by view",
    "add: view shape=1,10,4,3; "
    "drop: squeeze dim=0; " GRU,
    "10,4,3", "" },
  { "h_n[-1]", GRU " num_layers=2 take=1; last: select dim=0 index=-1",
    "10,4,3", "" },
  { "h_n.squeeze(0)", GRU " take=1; drop: squeeze dim=0", "10,4,3", "" },
  { "h_n of one layer as (B, H)", GRU " take=1; rows: view shape=-1,20",
    "10,4,3", "" },
  { "h_n by layer and direction",
    BI " num_layers=2 take=1; split: view shape=2,2,4,20", "10,4,3", "" },
  { "h_n with the batch moved first",
    BI " take=1; to: permute dims=1,0,2; flat: flatten start_dim=1", "10,4,3",
    "" },
  { "both directions' states",
    BI " take=1; last: select dim=0 index=-1; both: cat other=4,20 dim=1",
    "10,4,3", "" },
  { "one sequence of 50 steps", GRU, "50,3", "" },
  { "one sequence with its state", GRU " h0=1,20", "64,3", "" },
  { "one sentence of indices",
    "embed: Embedding num_embeddings=9 embedding_dim=3; " GRU, "64 int64", "" },
  { "one step of two directions", BI "; last: select dim=0 index=-1", "1,4,3",
    "" },
  { "sequences of one length",
    "pack: pack_padded_sequence lengths=5,5,5; " GRU
    "; unpack: pad_packed_sequence; last: select dim=0 index=-1",
    "5,3,3", "" },
  { "MSELoss of one shape",
    "fc: Linear in_features=3 out_features=1; loss: MSELoss target=32,1",
    "32,3", "" },
  { "dropout between layers", GRU " dropout=0.5 num_layers=2", "10,4,3", "" },
  { "a cell", "cell: GRUCell input_size=3 hidden_size=4", "32,3", "" },
  { "no steps at all", "same: squeeze", "()", "" },
  { "nothing in it", "same: reshape shape=0,3", "0,3", "" },
};

static void
test_noticed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (noticed); i++)
    check_case (&noticed[i]);
}

static void
test_right (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    check_case (&right[i]);
}

/* A model that does not fit has its fault, and nothing else is said. */
static void
test_fault (void)
{
  g_autoptr (FalkModel) model = case_model (GRU);
  g_autoptr (FalkTensor) input = case_input ("32,50,4");
  g_autoptr (FalkInference) inference = falk_infer (model, input);
  g_autoptr (GPtrArray) notices = falk_notices (model, input, inference);

  g_assert_false (inference->ok);
  g_assert_cmpuint (notices->len, ==, 0);
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < FALK_NOTICE_COUNT; i++)
    {
      g_assert_nonnull (falk_notice_name (i));
      g_assert_true (g_hash_table_add (seen, (char *)falk_notice_name (i)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/notice/asks-about-silent-faults", test_noticed);
  g_test_add_func ("/explain/notice/leaves-right-models-alone", test_right);
  g_test_add_func ("/explain/notice/is-silent-where-there-is-a-fault",
                   test_fault);
  g_test_add_func ("/explain/notice/has-names-of-its-own", test_names);
  return g_test_run ();
}
