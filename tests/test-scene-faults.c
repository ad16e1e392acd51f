/* SPDX-License-Identifier: MIT */
/* Every kind of fault has a picture: nothing in it collides, and some say in
 * words what they show. */
#include "scene-case.h"
#include "scene-check.h"

#include "falk-rule.h"

typedef FalkScene *(*Make) (const FalkSubject *, const FalkSceneOptions *);

static const Make makers[] = { falk_scene_new, falk_scene_chain,
                               falk_scene_document };

static const struct
{
  const char *steps, *shape;
  const char *description; /* of the picture; NULL: not looked at */
} cases[] = {
  { "LSTM input_size=8 hidden_size=7", "5,32,6" },
  { "LSTM input_size=8 hidden_size=7 proj_size=3", "5,32,6" },
  { "LSTM input_size=8 hidden_size=7 proj_size=7", "5,32,8",
    "lstm, found: [7]. lstm, needed: [< hidden_size]." },
  { "LSTM input_size=8 hidden_size=7 proj_size=-1", "5,32,8" },
  { "LSTM input_size=8 hidden_size=7 h0=1,16,7 c0=1,32,7", "5,32,8",
    "h0, found: [1, 16, 7]. lstm, needed: [1, 32, 7]." },
  { "LSTM input_size=8 hidden_size=7 proj_size=3 h0=1,32,7 c0=1,32,7", "5,32,8",
    "h0, found: [1, 32, 7]. lstm, needed: [1, 32, 3]." },
  { "LSTM input_size=8 hidden_size=7 h0=1,32,7 c0=1,32,9", "5,32,8",
    "c0, found: [1, 32, 9]. lstm, needed: [1, 32, 7]." },
  { "LSTM input_size=8 hidden_size=7 h0=1,32,7 c0=32,7", "5,32,8",
    "c0, found: [32, 7]. lstm, needed: [1, 32, 7]." },
  { "LSTM input_size=8 hidden_size=7 h0=1,1,7", "5,8",
    "h0, found: [1, 1, 7]. lstm, needed: [1, 7]. [5, 8] can be read in two "
    "ways. One sequence, which PyTorch takes it for: its state is [1, 7]. A "
    "batch of sequences of one step: its state is [1, 5, 7]." },
  { "GRU input_size=8 hidden_size=7 proj_size=3", "5,32,8" },
  { "GRU input_size=8 hidden_size=7", "" },
  { "GRU input_size=-8 hidden_size=7", "5,32,8" },
  { "GRU input_size=8 hidden_size=7 layers=2", "5,32,8",
    "gru, found: [given]. gru, needed: [no such]." },
  { "GRU input_size=8", "5,32,8" },
  { "GRU input_size=8 hidden_size=0", "5,32,8" },
  { "GRU input_size=8 hidden_size=7 num_layers=0", "5,32,8" },
  { "GRU input_size=8 hidden_size=7 dropout=2", "5,32,8" },
  { "GRU input_size=8 hidden_size=7", "5,32,8,2" },
  { "GRU input_size=8 hidden_size=7 h0=32,7", "5,32,8" },
  { "GRU input_size=8 hidden_size=7 h0=1,1,7", "5,8" },
  { "GRU input_size=8 hidden_size=7", "0,32,8" },
  { "GRU input_size=8 hidden_size=7", "5,32,8:float64" },
  { "GRU input_size=8 hidden_size=10000000000", "5,32,8" },
  { "RNN input_size=8 hidden_size=7 bias=0 nonlinearity=1", "5,0,8:bool",
    "x, found: [bool]. rnn, needed: [float32]." },
  { "torch=1.7; GRU input_size=8 hidden_size=0", "5,32,8" },
  { "torch=1.7; LSTM input_size=8 hidden_size=7 proj_size=3", "5,32,8" },
  { "torch=1.8; GRU input_size=8 hidden_size=7", "5,8",
    "x, found: [5, 8]. gru, needed: [any, any, 8]." },
  { "torch=1.8; GRU input_size=8 hidden_size=7", "8" },
  { "torch=1.8; GRUCell input_size=8 hidden_size=7", "8" },
  { "torch=1.8; GRUCell input_size=8 hidden_size=7", "32,8,8" },
  { "torch=1.8; GRUCell input_size=8 hidden_size=7", "32,8,5" },
  { "torch=2.1; GRUCell input_size=8 hidden_size=7 h0=1,32,7", "32,8" },
  { "torch=1.8; Conv1d in_channels=8 out_channels=7 kernel_size=3", "8,20" },
  { "torch=1.8; CrossEntropyLoss target=", "32,8" },
  { "RNN input_size=8 hidden_size=7", "5,32,6" },
  { "RNN input_size=8 hidden_size=7 h0=2,32,7", "5,32,8" },
  { "GRUCell input_size=8 hidden_size=7", "5,32,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=7", "7,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=32", "32,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=", "32,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=32,8", "32,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=2,7,7", "2,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=1,7,7", "1,8" },
  { "GRUCell input_size=8 hidden_size=7 h0=32,5,8", "32,8" },
  { "LSTMCell input_size=8 hidden_size=7", "32,6" },
  { "LSTMCell input_size=8 hidden_size=7 h0=32,7 c0=32,8", "32,8",
    "c0, found: [32, 8]. lstmcell, needed: [32, 7]." },
  { "LSTMCell input_size=8 hidden_size=7 h0=32,7 c0=7", "32,8" },
  { "LSTMCell input_size=8 hidden_size=7 h0=2,7,7", "2,8" },
  { "LSTMCell input_size=8 hidden_size=7 h0=2,7 c0=2,7,3", "2,8",
    "c0, found: [2, 7, 3]. lstmcell, needed: [2, 7]." },
  { "RNNCell input_size=8 hidden_size=7 h0=2,2,7", "2,8" },
  { "RNNCell input_size=8 hidden_size=7 h0=32,7,1,7", "32,8" },
  { "GRUCell input_size=8 hidden_size=1 h0=1,1,1", "1,8" },
  { "RNNCell input_size=8 hidden_size=7 h0=32,7,8", "32,8" },
  { "RNNCell input_size=8 hidden_size=7 h0=32,7,5,7", "32,8" },
  { "Linear in_features=8 out_features=2", "5,7" },
  { "Linear in_features=8 out_features=2", "" },
  { "Linear in_features=8 out_features=2", "8:int64" },
  { "Linear in_features=8 out_features=2", "8:float64" },
  { "Linear in_features=0 out_features=2", "0:int64" },
  { "transpose dim0=1 dim1=2; Linear in_features=70 out_features=80",
    "32,50,80" },
  { "Embedding num_embeddings=9 embedding_dim=4", "5,32",
    "x, found: [float32]. embedding, needed: [int64]." },
  { "Embedding num_embeddings=0 embedding_dim=4", "5,32:int64" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3", "32,50,4",
    "x, found: [32, 50, 4]. conv1d, needed: [32, 4, 4]." },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3", "32,4,2",
    "x, found: [32, 4, 2]. conv1d, needed: [32, 4, ≥ 3]." },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3", "32,4,50,1",
    "x, found: [32, 4, 50, 1]. conv1d, needed: [any, 4, any]." },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3 groups=3", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3 groups=0", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=7 kernel_size=3 groups=2", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3 stride=0", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3 padding=-1", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3 dilation=0", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3 dilation=0", "1,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=0", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=0", "1,4,50" },
  { "Conv1d in_channels=4 out_channels=0 kernel_size=3", "32,4,50" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3 padding=2", "32,4,0" },
  { "Conv1d in_channels=4 out_channels=8 kernel_size=3", "32,4,50:complex64" },
  { "LayerNorm normalized_shape=8", "5,32,7",
    "x, found: [5, 32, 7]. layernorm, needed: [8]." },
  { "LayerNorm normalized_shape=32,8", "8" },
  { "LayerNorm normalized_shape=", "8" },
  { "LayerNorm normalized_shape=8", "5,8:int64" },
  { "BatchNorm1d num_features=8", "32,7" },
  { "BatchNorm1d num_features=8", "1,8" },
  { "BatchNorm1d num_features=8", "1,8,2,3" },
  { "BatchNorm1d num_features=8 track_running_stats=0", "32,7" },
  { "BatchNorm1d num_features=0", "32,0" },
  { "BatchNorm1d num_features=8", "32,8:float64" },
  { "Dropout p=1.5", "5,8" },
  { "pack_padded_sequence lengths=5,3,2", "5,4,8",
    "x, 5 steps of 4 sequences. Sequence 0: 5 of 5 steps are kept. Sequence 1: "
    "3 of 5 steps are kept. Sequence 2: 2 of 5 steps are kept. Sequence 3 has "
    "no length." },
  { "pack_padded_sequence lengths=3,5,2", "5,3,8",
    "x, 5 steps of 3 sequences. Sequence 0: 3 of 5 steps are kept. Sequence 1 "
    "has 5 steps, more than the one before it, which has 3. Sequence 2: 2 of 5 "
    "steps are kept. Sequences at each step: 3, 3, 2, 1, 1. Data: 10 rows." },
  { "pack_padded_sequence lengths=5,3,0", "5,3,8",
    "x, 5 steps of 3 sequences. Sequence 0: 5 of 5 steps are kept. Sequence 1: "
    "3 of 5 steps are kept. Sequence 2 has 0 steps: each needs one at least." },
  { "pack_padded_sequence lengths=5,3,2,1 enforce_sorted=0", "5,3,8" },
  { "pack_padded_sequence lengths=9,8,7,6,5,4,3,2,1,1,2", "9,11,8" },
  { "pack_padded_sequence lengths=5,3,2", "5" },
  { "pack_padded_sequence lengths=5,3,2", "" },
  { "pack_padded_sequence lengths=5,3,2", "0,3,8" },
  { "pack_padded_sequence lengths=5,3 batch_first=1 enforce_sorted=0", "1" },
  { "pack_padded_sequence lengths=5,3 enforce_sorted=0", "5,0,8" },
  { "pack_padded_sequence lengths=7,3,2; GRU input_size=8 hidden_size=7",
    "5,3,8",
    "x, 5 steps of 3 sequences. Sequence 0 has 7 steps by its length, and the "
    "tensor that was packed 5. Sequence 1: 3 of 5 steps are kept. Sequence 2: "
    "2 of 5 steps are kept. Sequences at each step: 3, 3, 2, 1, 1, 1, 1. Data: "
    "10 rows." },
  { "pack_padded_sequence lengths=7,3,2; pad_packed_sequence", "5,3,8" },
  { "pack_padded_sequence lengths=5,3,2; Linear in_features=8 out_features=2",
    "5,3,8",
    "pack_padded_sequence, found: [packed]. linear, needed: [a tensor]." },
  { "pack_padded_sequence lengths=5,3,2; select dim=0 index=0", "5,3,8" },
  { "pack_padded_sequence lengths=5,3,2; pack_padded_sequence name=again "
    "lengths=5,3,2 enforce_sorted=0",
    "5,3,8" },
  { "pack_padded_sequence lengths=5,3,2; GRU input_size=7 hidden_size=4; "
    "pad_packed_sequence",
    "5,3,8" },
  { "pack_padded_sequence lengths=5,3,2; GRU input_size=8 hidden_size=7",
    "5,3,8,2" },
  { "pack_padded_sequence lengths=3,5,2 enforce_sorted=0; GRU input_size=8 "
    "hidden_size=4 h0=1,2,4",
    "5,3,8",
    "h0, found: [1, 2, 4]. gru, needed: [1, 3, 4]. x, 5 steps of 3 sequences. "
    "Sequence 1: 5 of 5 steps are kept. Sequence 0: 3 of 5 steps are kept. "
    "Sequence 2: 2 of 5 steps are kept. Sequences at each step: 3, 3, 2, 1, 1. "
    "Data: 10 rows." },
  { "pack_padded_sequence lengths=5,3,2; GRU input_size=8 hidden_size=4 h0=3,4",
    "5,3,8" },
  { "pack_padded_sequence lengths=5,3,2 enforce_sorted=0; GRU input_size=8 "
    "hidden_size=7 h0=7",
    "5,3,8" },
  { "pack_padded_sequence lengths=3,5,2 enforce_sorted=0; GRU input_size=8 "
    "hidden_size=4 h0=1,0,4",
    "5,3,8" },
  { "pad_packed_sequence", "5,3,8",
    "x, found: [a tensor]. pad_packed_sequence, needed: [packed]." },
  { "cat other=5,32,8 dim=2", "5,31,8",
    "x, first: [5, 31, 8]. other of cat, second: [5, 32, 8]." },
  { "cat other=32,8 dim=0", "5,31,8" },
  { "cat other= dim=0", "5,31,8" },
  { "add other=5,32,9", "32,8",
    "x, input: [32, 8]. other of add, other: [5, 32, 9]." },
  { "add other=2,1,1,1,32,8", "5,31,8" },
  { "bmm other=5,8,7", "5,32,9",
    "x, first: [5, 32, 9]. other of bmm, second: [5, 8, 7]." },
  { "bmm other=6,9,7", "5,32,9" },
  { "bmm other=9,7", "5,32,9" },
  { "bmm other=5,9,7", "32,9" },
  { "bmm other=5,80,70", "5,32,80:float64" },
  { "bmm other=5,9,7", "5,32,9:float64" },
  { "CrossEntropyLoss target=", "0,6" },
  { "CrossEntropyLoss target=31", "32,10",
    "target, found: [31]. crossentropyloss, needed: [32]." },
  { "CrossEntropyLoss target=32,1", "32,10" },
  { "CrossEntropyLoss target=32,10", "32,10" },
  { "CrossEntropyLoss target=32,5", "32,10,6",
    "target, found: [32, 5]. crossentropyloss, needed: [32, 6]." },
  { "CrossEntropyLoss target=1", "10" },
  { "CrossEntropyLoss target=32,5,6", "32,10,5,7" },
  { "CrossEntropyLoss target=32", "32,10,5,7" },
  { "CrossEntropyLoss target=32", "32,0" },
  { "MSELoss target=31,1", "32,1",
    "x, input: [32, 1]. target of mseloss, target: [31, 1]." },
  { "select dim=3 index=0", "5,8" },
  { "select dim=0 index=0", "" },
  { "select dim=0 index=9", "5,8" },
  { "permute dims=0", "5,8" },
  { "permute dims=0,0", "5,8" },
  { "flatten start_dim=1 end_dim=0", "5,8" },
  { "view shape=-2,8", "5,8" },
  { "view shape=-1,-1", "5,8" },
  { "view shape=3,8", "5,8" },
  { "view shape=0,-1", "0,8" },
  { "transpose dim0=0 dim1=1; view shape=40", "5,8" },
  { "mean dim=0", "5,8:int64" },
};

static void
test_collisions (void)
{
  static const double widths[] = { 0, 500, 1240 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (widths); i++)
    {
      gsize row = i / G_N_ELEMENTS (widths);
      FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
      g_autoptr (SceneCase) c =
          scene_case_new (cases[row].steps, cases[row].shape);

      g_test_message ("%s on %s", cases[row].steps, cases[row].shape);
      options.width = widths[i % G_N_ELEMENTS (widths)];
      if (options.width > 1000)
        scene_case_explain (c);
      for (gsize k = 0; k < G_N_ELEMENTS (makers); k++)
        {
          g_autoptr (FalkScene) scene = makers[k](&c->subject, &options);
          g_autofree char *wrong = scene_check (scene);

          if (wrong)
            g_error ("%s on %s: %s", cases[row].steps, cases[row].shape, wrong);
        }
    }
}

static void
test_descriptions (void)
{
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SceneCase) c = scene_case_new (cases[i].steps, cases[i].shape);
      g_autoptr (FalkScene) scene = falk_scene_new (&c->subject, &options);

      g_test_message ("%s on %s", cases[i].steps, cases[i].shape);
      g_assert_false (c->inference->ok);
      g_assert_nonnull (scene->title);
      if (cases[i].description)
        g_assert_cmpstr (scene->description, ==, cases[i].description);
    }
}

static void
test_codes (void)
{
  gboolean seen[FALK_FAULT_COUNT] = { FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SceneCase) c = scene_case_new (cases[i].steps, cases[i].shape);

      seen[c->inference->fault.code] = TRUE;
    }
  for (guint code = 0; code < FALK_FAULT_COUNT; code++)
    if (!seen[code])
      {
        g_test_message ("no case has %s", falk_fault_info (code)->name);
        g_test_fail ();
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/faults/do-not-collide", test_collisions);
  g_test_add_func ("/scene/faults/say-what-they-show", test_descriptions);
  g_test_add_func ("/scene/faults/are-of-every-kind", test_codes);
  return g_test_run ();
}
