/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-model-layers.h"
#include "falk-rule.h"

/* A checkpoint as text: "gru.weight_ih_l0 60,50; fc.weight 2,20". */
static GPtrArray *
make_tensors (const char *text)
{
  GPtrArray *tensors =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (guint i = 0; parts[i] != NULL && *text != '\0'; i++)
    {
      char *name = g_strstrip (parts[i]), *space = strchr (name, ' ');
      FalkShape shape;

      *space = '\0';
      g_assert_true (falk_shape_parse (space + 1, &shape));
      g_ptr_array_add (
          tensors,
          falk_tensor_new (name, "net.pt", FALK_DTYPE_FLOAT32, &shape, NULL));
    }
  return tensors;
}

static FalkModelParts
make_parts (GPtrArray *tensors, const FalkModelLayer *layers, guint n_layers)
{
  return (FalkModelParts){ .name = "net",
                           .layers = layers,
                           .n_layers = n_layers,
                           .tensors = (FalkTensor *const *)tensors->pdata,
                           .n_tensors = tensors->len };
}

#define GRU                                                                    \
  "gru.weight_ih_l0 60,50; gru.weight_hh_l0 60,20; gru.bias_ih_l0 60; "        \
  "gru.bias_hh_l0 60"
#define BATCH_FIRST                                                            \
  "batch_first can't be read from a state dict; False is assumed, and can be " \
  "set to True, for "
#define ORDER                                                                  \
  "the layers run in the order of the file; what happens between them is not " \
  "in it"

#define SORTED                                                                 \
  "the file is sorted by name; the order of the layers is made from their "    \
  "sizes, and what happens between them is not in it"

static const FalkModelLayer gru = { .prefix = "gru",
                                    .kind = "GRU",
                                    .input_size = 50,
                                    .hidden_size = 20,
                                    .num_layers = 1,
                                    .bias = TRUE,
                                    .batch_first = -1 };
static const FalkModelLayer known = { .prefix = "gru",
                                      .kind = "GRU",
                                      .input_size = 50,
                                      .hidden_size = 20,
                                      .num_layers = 1,
                                      .bias = TRUE,
                                      .batch_first = 1 };
static const FalkModelLayer rnn = { .prefix = "rnn",
                                    .kind = "RNN",
                                    .input_size = 5,
                                    .hidden_size = 2,
                                    .num_layers = 1,
                                    .batch_first = 0,
                                    .relu = -1 };
static const FalkModelLayer relu = { .prefix = "rnn",
                                     .kind = "RNN",
                                     .input_size = 5,
                                     .hidden_size = 2,
                                     .num_layers = 1,
                                     .batch_first = 1,
                                     .relu = 1,
                                     .dropout = 0.5 };
static const FalkModelLayer deep = { .prefix = "enc.gru",
                                     .kind = "GRU",
                                     .input_size = 5,
                                     .hidden_size = 2,
                                     .num_layers = 2,
                                     .bidirectional = TRUE,
                                     .batch_first = -1 };
static const FalkModelLayer cell = { .prefix = "",
                                     .kind = "GRUCell",
                                     .input_size = 5,
                                     .hidden_size = 2,
                                     .num_layers = 1,
                                     .bias = TRUE,
                                     .batch_first = -1 };
static const FalkModelLayer lstm = { .prefix = "lstm",
                                     .kind = "LSTM",
                                     .input_size = 5,
                                     .hidden_size = 2,
                                     .num_layers = 1,
                                     .batch_first = -1 };

static const struct
{
  const char *tensors;
  const FalkModelLayer *layer; /* or NULL */
  const char *only, *steps, *notes;
} good[] = {
  { GRU, &gru, NULL, "gru nn.GRU(50, 20)", BATCH_FIRST "gru (GRU)" },
  { GRU, &known, NULL, "gru nn.GRU(50, 20, batch_first=True)", "" },
  { GRU "; fc.weight 2,20; fc.bias 2", &gru, NULL,
    "gru nn.GRU(50, 20)|fc nn.Linear(20, 2)", BATCH_FIRST "gru (GRU)|" ORDER },
  { "z.weight 50,3; z.bias 50; " GRU, &known, NULL,
    "z nn.Linear(3, 50)|gru nn.GRU(50, 20, batch_first=True)", ORDER },
  { "fc.bias 2; fc.weight 2,20; gru.bias_hh_l0 60; gru.bias_ih_l0 60; "
    "gru.weight_hh_l0 60,20; gru.weight_ih_l0 60,50",
    &known, NULL, "gru nn.GRU(50, 20, batch_first=True)|fc nn.Linear(20, 2)",
    SORTED },
  { "enc.gru.weight_ih_l0 6,5; enc.gru.weight_hh_l0 6,2; "
    "enc.gru.weight_ih_l0_reverse 6,5; enc.gru.weight_hh_l0_reverse 6,2; "
    "enc.gru.weight_ih_l1 6,4; enc.gru.weight_hh_l1 6,2; "
    "enc.gru.weight_ih_l1_reverse 6,4; enc.gru.weight_hh_l1_reverse 6,2",
    &deep, "gru",
    "enc.gru nn.GRU(5, 2, num_layers=2, bias=False, bidirectional=True)",
    BATCH_FIRST "enc.gru (GRU)" },
  { "rnn.weight_ih_l0 2,5; rnn.weight_hh_l0 2,2", &rnn, NULL,
    "rnn nn.RNN(5, 2, bias=False)",
    "the nonlinearity can't be read from a state dict; tanh is assumed for "
    "rnn (RNN)" },
  { "rnn.weight_ih_l0 2,5; rnn.weight_hh_l0 2,2", &relu, NULL,
    "rnn nn.RNN(5, 2, nonlinearity='relu', bias=False, batch_first=True, "
    "dropout=0.5)",
    "" },
  { "weight_ih 6,5; weight_hh 6,2; bias_ih 6; bias_hh 6", &cell, NULL,
    "cell nn.GRUCell(5, 2)", "" },
  /* Both orders fit: the Linear is the head. */
  { "fc.bias 50; fc.weight 50,20; gru.bias_hh_l0 60; gru.bias_ih_l0 60; "
    "gru.weight_hh_l0 60,20; gru.weight_ih_l0 60,50",
    &known, NULL, "gru nn.GRU(50, 20, batch_first=True)|fc nn.Linear(20, 50)",
    SORTED },
  { "n.0.bias 4; n.0.weight 4,4; n.10.bias 4; n.10.weight 4,4; n.2.bias 4; "
    "n.2.weight 4,4",
    NULL, NULL, "n.0 nn.Linear(4, 4)|n.2 nn.Linear(4, 4)|n.10 nn.Linear(4, 4)",
    SORTED },
  { "weight 2,20; bias 2", NULL, NULL, "fc nn.Linear(20, 2)", "" },
  { "a.weight 2,20", NULL, NULL, "a nn.Linear(20, 2, bias=False)",
    "matrices without a bias, taken for Linear though they may be an "
    "Embedding: a (Linear)" },
  { "word_emb.weight 9,20; fc.weight 2,20; fc.bias 2", NULL, NULL,
    "word_emb nn.Embedding(9, 20)|fc nn.Linear(20, 2)", ORDER },
  { "encoder.weight 99,50; " GRU, &known, NULL,
    "gru nn.GRU(50, 20, batch_first=True)",
    "not part of the chain yet: encoder (Embedding, it seems)" },
  { "z.weight 50,3; " GRU, &known, NULL,
    "z nn.Linear(3, 50, bias=False)|gru nn.GRU(50, 20, batch_first=True)",
    "matrices without a bias, taken for Linear though they may be an "
    "Embedding: z (Linear)|" ORDER },
  { "fc.weight 2,20; fc.bias 2; bn.weight 2; bn.bias 2; bn.running_mean 2; "
    "bn.running_var 2; bn.num_batches_tracked ();"
    "ln.weight 2; ln.bias 2; scale 3",
    NULL, NULL, "fc nn.Linear(20, 2)",
    "not part of the chain yet: bn (BatchNorm), ln (LayerNorm)|1 other tensor "
    "of the file belongs to no layer that is known" },
  { "lstm.weight_ih_l0 8,5; lstm.weight_hh_l0 8,2; fc.weight 1,2; fc.bias 1",
    &lstm, NULL, "lstm nn.LSTM(5, 2, bias=False)|fc nn.Linear(2, 1)",
    BATCH_FIRST "lstm (LSTM)|" ORDER },
  { "conv.weight 4,2,3; conv.bias 4; fc.weight 1,2; fc.bias 1", NULL, "fc",
    "fc nn.Linear(2, 1)", "" },
  { "a.x.weight 4,2; a.x.bias 4; a.y.weight 3,4; a.y.bias 3; b.weight 9,9; "
    "b.bias 9; c 1",
    NULL, "a", "a.x nn.Linear(2, 4)|a.y nn.Linear(4, 3)", ORDER },
  { "a\001b.weight 4,2; a\001b.bias 4", NULL, NULL, "fc nn.Linear(2, 4)", "" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GPtrArray) tensors = make_tensors (good[i].tensors);
      FalkModelParts parts =
          make_parts (tensors, good[i].layer, good[i].layer != NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_layers (&parts, good[i].only, &error);
      g_autoptr (GString) steps = g_string_new (NULL);
      g_autoptr (GString) notes = g_string_new (NULL);

      g_test_message ("%s", good[i].tensors);
      g_assert_no_error (error);
      for (guint j = 0; j < model->steps->len; j++)
        {
          const FalkStep *step = falk_model_step (model, j);
          g_autofree char *code = falk_step_to_text (step);

          g_string_append_printf (steps, "%s%s %s", j ? "|" : "", step->name,
                                  code);
          g_assert_cmpuint (step->tensors->len, ==,
                            falk_step_n_parameters (step));
        }
      for (guint j = 0; j < model->notes->len; j++)
        g_string_append_printf (notes, "%s%s", j ? "|" : "",
                                (char *)g_ptr_array_index (model->notes, j));
      g_assert_cmpstr (steps->str, ==, good[i].steps);
      g_assert_cmpstr (notes->str, ==, good[i].notes);
    }
}

static const struct
{
  const char *tensors;
  const FalkModelLayer *layer;
  const char *only, *message;
  FalkModelErrorCode code;
} bad[] = {
  { "", NULL, NULL, "there is no GRU, GRUCell or Linear among the 0 tensors",
    FALK_MODEL_ERROR_EMPTY },
  /* A chain with a gap says nothing. */
  { "fc.weight 2,20; fc.bias 2; conv.weight 4,2,3; conv.bias 4", NULL, NULL,
    "'conv' (Conv1d) is no step yet, so the whole can't be checked; name one "
    "layer instead, such as net:fc",
    FALK_MODEL_ERROR_LAYER },
  { GRU, &gru, "gruu",
    "'gruu' is no layer of this file (layers to choose from: gru (GRU)); did "
    "you mean 'gru'?",
    FALK_MODEL_ERROR_LAYER },
  { "lstm.weight_ih_l0 8,5; fc.weight 2,3; fc.bias 2", &lstm, "lstm",
    "'lstm' is a layer of a kind that is no step yet (layers to choose from: "
    "fc (Linear))",
    FALK_MODEL_ERROR_LAYER },
  { "a.x.weight 4,2; a.x.bias 4; b.x.weight 3,4; b.x.bias 3", NULL, "x",
    "'x' is the end of several names (layers to choose from: a.x (Linear), "
    "b.x (Linear))",
    FALK_MODEL_ERROR_LAYER },
  /* Tensors that are not what the layer says. */
  { "gru.weight_ih_l0 60,50; gru.weight_hh_l0 60,20; gru.bias_ih_l0 60; "
    "gru.bias_hh_l0 61",
    &gru, NULL,
    "there is no GRU, GRUCell or Linear among the 4 tensors, but gru (GRU "
    "whose tensors don't fit it)",
    FALK_MODEL_ERROR_EMPTY },
  { "fc.weight 4,2; fc.bias 3", NULL, NULL,
    "there is no GRU, GRUCell or Linear among the 2 tensors, but fc "
    "(Linear whose tensors don't fit it)",
    FALK_MODEL_ERROR_EMPTY },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray) tensors = make_tensors (bad[i].tensors);
      FalkModelParts parts =
          make_parts (tensors, bad[i].layer, bad[i].layer != NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_layers (&parts, bad[i].only, &error);

      g_test_message ("%s", bad[i].tensors);
      g_assert_null (model);
      g_assert_error (error, FALK_MODEL_ERROR, (int)bad[i].code);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static void
test_elements (void)
{
  const float values[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (GBytes) data = g_bytes_new_static (values, sizeof values);
  g_autoptr (FalkTensor) weight = falk_tensor_new (
      "fc.weight", "a.pt", FALK_DTYPE_FLOAT32, &FALK_SHAPE (2, 3), data);
  FalkTensor *tensors[] = { weight };
  FalkModelParts parts = { .name = "a", .tensors = tensors, .n_tensors = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkModel) model = falk_model_from_layers (&parts, NULL, &error);
  const FalkTensor *own;

  g_assert_no_error (error);
  own = falk_step_get_tensor (falk_model_step (model, 0), "weight");
  g_assert_cmpstr (own->name, ==, "weight");
  g_assert_cmpstr (own->file, ==, "a.pt");
  g_assert_true (own->data == data);
}

/* A layer of absurd size costs nothing. */
static void
test_hostile (void)
{
  FalkModelLayer layer = gru;
  g_autoptr (GPtrArray) tensors = make_tensors (GRU);
  FalkModelParts parts = make_parts (tensors, &layer, 1);
  g_autoptr (GError) error = NULL;

  layer.num_layers = G_MAXINT64;
  g_assert_null (falk_model_from_layers (&parts, NULL, &error));
  g_assert_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_EMPTY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/model-layers/makes-models", test_good);
  g_test_add_func ("/load/model-layers/says-what-is-bad", test_bad);
  g_test_add_func ("/load/model-layers/shares-elements", test_elements);
  g_test_add_func ("/load/model-layers/bounds-its-work", test_hostile);
  return g_test_run ();
}
