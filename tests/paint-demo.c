/* SPDX-License-Identifier: MIT */
/* Draws a table of cases to PNG, to be looked at: paint-demo FOLDER [NAME]. */
#include "falk-export.h"
#include "scene-case.h"

#include <string.h>

/* Steps that ask for something else of a run. */
#define UNIT 60
#define REVERSE 99

typedef FalkScene *(*Make) (const FalkSubject *, const FalkSceneOptions *);

typedef struct
{
  const char *name;
  const char *steps, *shape;
  Make make;
  FalkTheme theme;
  double width, scale;
  int step;
  gboolean run;
} Case;

#define SEED                                                                   \
  "GRU input_size=50 hidden_size=20; select dim=0 index=-1 name=last; Linear " \
  "in_features=20 out_features=10 name=fc"

static const Case cases[] = {
#define N falk_scene_new
#define C falk_scene_chain
  { "seed", SEED, "50,32,3", N },
  { "seed-dark", SEED, "50,32,3", N, 1 },
  { "seed-print", SEED, "50,32,3", N, 2 },
  { "seed-1200", SEED, "50,32,3", N, 0, 1200 },
  { "seed-500", SEED, "50,32,3", N, 0, 500 },
  { "seed-big", SEED, "50,32,3", N, 0, 0, 1.5 },
  { "seed-fc", SEED, "50,32,3", N, 0, 0, 0, 2 },
  { "seed-last", SEED, "50,32,3", N, 0, 0, 0, 1 },
  { "linear", "Linear in_features=50 out_features=20", "32,50,3", N },
  { "fits", "GRU input_size=3 hidden_size=20", "50,32,3", N },
  { "fits-50", "GRU input_size=50 hidden_size=20 batch_first=1", "32,7,50", N },
  { "wide", "GRU input_size=3 hidden_size=20 batch_first=1", "32,7,50", N },
  { "off", "Linear in_features=50 out_features=20", "32,49", N },
  { "off2", "Linear in_features=49 out_features=20", "32,50", N },
  { "huge", "Linear in_features=100000 out_features=20", "32,3", N },
  { "huge2",
    "Linear in_features=3 out_features=100000 name=a.very.long.name.of.a.layer",
    "100000,100000", N },
  { "one", "Linear in_features=1 out_features=1", "1,1", N },
  { "one-1000", "Linear in_features=1000 out_features=1000", "64,1", N },
  { "zero", "Linear in_features=5 out_features=4", "64,0", N },
  { "zero2", "Linear in_features=5 out_features=4", "0,5", N },
  { "rank5", "Linear in_features=6 out_features=7", "2,3,4,5,6", N },
  { "rank1", "Linear in_features=8 out_features=7", "6", N },
  { "cell", "GRUCell input_size=8 hidden_size=7", "32,6", N },
  { "bi",
    "GRU input_size=8 hidden_size=7 bidirectional=1 num_layers=2; Linear "
    "in_features=7 out_features=2 name=fc",
    "5,32,8", N },
  { "h0",
    "GRU input_size=8 hidden_size=7 bidirectional=1 num_layers=2 h0=2,32,7",
    "5,32,8", N },
  { "h0b", "GRU input_size=8 hidden_size=7 h0=1,16,20", "5,32,8", N },
  { "h0r", "GRU input_size=8 hidden_size=7 h0=32,7", "5,32,8", N },
  { "h0u", "GRU input_size=8 hidden_size=7 h0=1,1,7", "5,8", N },
  { "rankin", "GRU input_size=8 hidden_size=7", "5,32,8,4", N },
  { "rankin1", "GRU input_size=8 hidden_size=7", "5", N },
  { "dtype", "GRU input_size=8 hidden_size=7", "5,32,8:float64", N },
  { "view", "GRU input_size=8 hidden_size=7; view shape=6,-1", "5,32,8", N },
  { "stride", "transpose dim0=0 dim1=1; view shape=160,8", "5,32,8", N },
  { "permute", "permute dims=0,0,1", "5,32,8", N },
  { "permute2", "permute dims=0,1", "5,32,8", N },
  { "permute-ok", "permute dims=2,0,1", "5,32,8", N },
  { "flatten-ok", "flatten start_dim=0 end_dim=1", "5,32,8", N },
  { "select", "select dim=0 index=5", "5,32,8", N },
  { "dim", "select dim=3 index=5", "5,32,8", N },
  { "big-move", "view shape=1234567,7654321,1234,4321,1000,1,2,1000", "5,32,8",
    N },
  { "big-rank", "GRU input_size=12 hidden_size=7",
    "1000,2,3,400,1,6,700,1234567", N },
  { "big",
    "GRU input_size=1234567 hidden_size=9876543 num_layers=3 bidirectional=1 "
    "h0=123456,1234567,12345678",
    "123456,654321,7654321", N },
  { "layers", "GRU input_size=8 hidden_size=0", "5,32,8", N },
  { "notime", "GRU input_size=8 hidden_size=4", "0,32,8", N },
  { "chain", SEED, "50,32,3", C },
#define L falk_scene_live
#define D falk_scene_document
  { "doc", SEED, "50,32,3", D },
  { "doc-narrow", SEED, "50,32,3", D, 1, 800 },
  { "doc-linear", "Linear in_features=50 out_features=20", "32,50,3", D },
  { "doc-bi",
    "GRU input_size=8 hidden_size=7 bidirectional=1; Linear in_features=7 "
    "out_features=2 name=fc",
    "5,32,8", D },
  { "bug1",
    "Linear in_features=51 out_features=5 name=gru; Linear in_features=5 "
    "out_features=7 "
    "name=the_longest_name_of_a_layer_that_anybody_ever_gave_to_one",
    "2,8,6,3,4,6", D, 0, 1260 },
  { "bug2", "Linear in_features=10 out_features=256 name=a", "0,7,0,7,2,4", N },
  { "doc-view", "GRU input_size=8 hidden_size=7; view shape=6,-1", "5,32,8", D,
    1 },
  { "doc-h0",
    "GRU input_size=8 hidden_size=7 bidirectional=1 num_layers=2 h0=2,32,7",
    "5,32,8", D },
  { "doc-run",
    "GRU input_size=3 hidden_size=20; select dim=0 index=-1 name=last; Linear "
    "in_features=20 out_features=10 name=fc",
    "50,32,3", D, 0, 0, 0, 0, 1 },
  { "live", "GRU input_size=3 hidden_size=20", "50,32,3", L, 0, 0, 0, 0, 1 },
  { "live-unit", "GRU input_size=3 hidden_size=20", "50,32,3", L, 1, 0, 0, UNIT,
    1 },
  { "live-long", "GRU input_size=3 hidden_size=200", "1234,2,3", L, 0, 0, 0, 0,
    1 },
  { "run", "GRU input_size=3 hidden_size=20", "50,32,3", N, 0, 803, 0, 0, 1 },
  { "run-dark", "GRU input_size=3 hidden_size=20", "50,32,3", N, 1, 0, 0, 0,
    1 },
  { "run-big", "GRU input_size=3 hidden_size=256 bidirectional=1", "50,4,3", N,
    0, 0, 0, REVERSE, 1 },
  { "run-linear", "Linear in_features=3 out_features=20", "50,32,3", N, 0, 0, 0,
    0, 1 },
  { "run-one", "GRU input_size=1 hidden_size=1", "20,1,1", N, 0, 0, 0, 0, 1 },
  { "lstm", "LSTM input_size=8 hidden_size=20 proj_size=7", "5,32,6", N },
  { "rnn", "RNN input_size=8 hidden_size=20", "5,32,6", N },
  { "lstm-states", "LSTM input_size=8 hidden_size=7 h0=1,32,7 c0=1,32,9",
    "5,32,8", N },
  { "conv", "Conv1d in_channels=4 out_channels=8 kernel_size=3", "32,50,4", N },
  { "conv-rank", "Conv1d in_channels=4 out_channels=8 kernel_size=3",
    "32,4,50,1", N },
  { "norm", "LayerNorm normalized_shape=8", "5,32,7", N },
  { "embedding", "Embedding num_embeddings=9 embedding_dim=4", "5,32", N },
  { "unsorted", "pack_padded_sequence lengths=3,5,2", "5,3,8", N },
  { "lengths", "pack_padded_sequence lengths=5,3,2", "5,4,8", N },
  { "packed",
    "pack_padded_sequence lengths=5,3,2; GRU input_size=7 "
    "hidden_size=4",
    "5,3,8", N },
  { "not-tensor",
    "pack_padded_sequence lengths=5,3,2; Linear in_features=8 "
    "out_features=2",
    "5,3,8", N },
  { "reading", "GRU input_size=3 hidden_size=20", "1600,3", N },
  { "reading-state",
    "LSTM input_size=8 hidden_size=7 proj_size=3 batch_first=1 h0=1,5,3 "
    "c0=1,5,7",
    "5,8", N, 1, 1000, 1.5 },
  { "stair", "pack_padded_sequence lengths=9,22,5,15,14,12,8 enforce_sorted=0",
    "22,7,30", N },
  { "stair-dark",
    "pack_padded_sequence lengths=9,22,5,15,14,12,8 enforce_sorted=0",
    "22,7,30", N, 1, 0, 1.5 },
  { "stair-short",
    "pack_padded_sequence lengths=7,3,2; GRU input_size=8 hidden_size=4",
    "5,3,8", N, 2 },
  { "cat", "cat other=5,32,8 dim=2", "5,31,8", N },
  { "add", "add other=5,32,9", "32,8", N },
  { "bmm", "bmm other=5,8,7", "5,32,9", N },
  { "target", "CrossEntropyLoss target=32,5", "32,10,6", N },
  { "live-lstm", "LSTM input_size=3 hidden_size=20 proj_size=8", "50,32,3", L,
    0, 0, 0, 0, 1 },
  { "live-packed",
    "pack_padded_sequence lengths=50,40,20; RNN input_size=3 "
    "hidden_size=20 nonlinearity=1",
    "50,3,3", L, 0, 0, 0, 0, 1 },
  { "run-lstm", "LSTM input_size=3 hidden_size=20", "50,32,3", N, 0, 803, 0, 0,
    1 },
  { "run-rnn", "RNN input_size=3 hidden_size=20", "50,32,3", N, 0, 803, 0, 0,
    1 },
  { "chain-ok",
    "GRU input_size=3 hidden_size=20; select dim=0 index=-1 name=last; Linear "
    "in_features=20 out_features=10 name=fc",
    "50,32,3", C },
  { "chain-long",
    "GRU input_size=3 hidden_size=20; GRU input_size=20 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=20 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=20 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=20 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=20 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=20 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=21 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=20 hidden_size=20; GRU "
    "input_size=20 hidden_size=20; GRU input_size=20 hidden_size=20; select "
    "dim=0 index=-1; Linear in_features=20 out_features=10 name=fc",
    "50,32,3", C },
};

/* Runs @c and puts the cursor where something can be seen. */
static void
run (const Case *c, SceneCase *sc, FalkSceneOptions *options)
{
  FalkRunOptions how = { .record = TRUE };

  sc->subject.run =
      falk_run_new (sc->model, sc->input, sc->inference, &how, NULL);
  options->time = 17;
  options->unit = c->step == UNIT ? 3 : -1;
  options->state = c->step == REVERSE ? 1 : 0;
  options->step = -1;
}

static void
draw (const Case *c, const char *folder)
{
  g_autoptr (SceneCase) sc = scene_case_new (c->steps, c->shape);
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;
  FalkExportOptions export = { FALK_FORMAT_PNG, c->theme, 1.5, 0 };
  g_autoptr (FalkScene) scene = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, c->name);
  g_autoptr (GError) error = NULL;

  options.width = c->width;
  options.text_scale = c->scale;
  options.step = c->step ? c->step : -1;
  if (c->run)
    run (c, sc, &options);
  else
    scene_case_explain (sc);
  scene = c->make (&sc->subject, &options);
  if (!falk_export_file (scene, &export, path, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char *argv[])
{
  if (argc < 2)
    return 64;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (argc < 3 || strcmp (argv[2], cases[i].name) == 0)
      draw (&cases[i], argv[1]);
  return 0;
}
