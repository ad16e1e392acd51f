/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "falk-infer.h"
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
    "fc nn.Linear(20, 2)", "not part of the chain yet: word_emb (Embedding)" },
  { "encoder.weight 99,50; " GRU, &known, NULL,
    "gru nn.GRU(50, 20, batch_first=True)",
    "not part of the chain yet: encoder (Embedding, it seems)" },
  { "z.weight 50,3; " GRU, &known, NULL,
    "z nn.Linear(3, 50, bias=False)|gru nn.GRU(50, 20, batch_first=True)",
    "matrices without a bias, taken for Linear though they may be an "
    "Embedding: z (Linear)|" ORDER },
  { "fc.weight 2,20; fc.bias 2; bn.weight 2; bn.bias 2; bn.running_mean 2; "
    "bn.running_var 2; bn.num_batches_tracked ();"
    "ln.weight 2; ln.bias 2; conv.weight 4,2,3; conv.bias 4; scale 3",
    NULL, NULL, "fc nn.Linear(20, 2)",
    "not part of the chain yet: bn (BatchNorm), ln (LayerNorm), conv "
    "(Conv1d)|1 other tensor of the file belongs to no layer that is known" },
  { "lstm.weight_ih_l0 8,5; lstm.weight_hh_l0 8,2; fc.weight 1,2; fc.bias 1",
    &lstm, NULL, "fc nn.Linear(2, 1)",
    "not part of the chain yet: lstm (LSTM)" },
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

static void
test_bad (void)
{
  static const struct
  {
    const char *tensors;
    const FalkModelLayer *layer;
    const char *only, *message;
    FalkModelErrorCode code;
  } rows[] = {
    { "", NULL, NULL, "there is no GRU, GRUCell or Linear among the 0 tensors",
      FALK_MODEL_ERROR_EMPTY },
    { "lstm.weight_ih_l0 8,5; lstm.weight_hh_l0 8,2", &lstm, NULL,
      "there is no GRU, GRUCell or Linear among the 2 tensors, but lstm (LSTM)",
      FALK_MODEL_ERROR_EMPTY },
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

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) tensors = make_tensors (rows[i].tensors);
      FalkModelParts parts =
          make_parts (tensors, rows[i].layer, rows[i].layer != NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_layers (&parts, rows[i].only, &error);

      g_test_message ("%s", rows[i].tensors);
      g_assert_null (model);
      g_assert_error (error, FALK_MODEL_ERROR, (int)rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
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

/* The tensors and layers of a row of the manifest. */
static void
read_row (const json_t *row, GPtrArray *tensors, GArray *layers)
{
  const json_t *list = json_object_get (row, "contents");

  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *entry = json_array_get (list, i);
      const json_t *dims = json_array_get (entry, 2);
      FalkShape shape = { .rank = MIN (json_array_size (dims), FALK_RANK_MAX) };

      for (guint d = 0; d < shape.rank; d++)
        shape.dims[d] = json_integer_value (json_array_get (dims, d));
      g_ptr_array_add (
          tensors,
          falk_tensor_new (json_string_value (json_array_get (entry, 0)), NULL,
                           FALK_DTYPE_FLOAT32, &shape, NULL));
    }
  list = json_object_get (row, "layers");
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      const json_t *entry = json_array_get (list, i);
      FalkModelLayer layer = {
        .prefix = json_string_value (json_object_get (entry, "prefix")),
        .kind = json_string_value (json_object_get (entry, "kind")),
        .input_size =
            json_integer_value (json_object_get (entry, "input_size")),
        .hidden_size =
            json_integer_value (json_object_get (entry, "hidden_size")),
        .num_layers =
            json_integer_value (json_object_get (entry, "num_layers")),
        .bidirectional =
            json_is_true (json_object_get (entry, "bidirectional")),
        .bias = json_is_true (json_object_get (entry, "bias")),
        .batch_first = -1,
      };

      g_array_append_val (layers, layer);
    }
}

/* The layer alone takes what the manifest says it does. */
static void
check_layer (const FalkModelParts *parts, const FalkModelLayer *layer)
{
  gboolean is_cell = g_str_equal (layer->kind, "GRUCell");
  FalkShape shape = FALK_SHAPE (7, 2, layer->input_size);
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkModel) model =
      falk_model_from_layers (parts, layer->prefix, &error);
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkInference) inference = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (model->steps->len, ==, 1);
  if (is_cell)
    shape = FALK_SHAPE (2, layer->input_size);
  input = falk_tensor_new ("x", NULL, FALK_DTYPE_FLOAT32, &shape, NULL);
  inference = falk_infer (model, input);
  g_assert_true (inference->ok);
  shape = falk_value_shape (falk_inference_output (inference));
  g_assert_cmpint (shape.dims[shape.rank - 1], ==,
                   layer->hidden_size * (layer->bidirectional ? 2 : 1));
}

static void
test_manifest (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path =
      g_build_filename (shared ? shared : "", "real", "manifest.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_layers = 0, n_models = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the manifest of real files is not there (FALK_SHARED)");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      json_t *row = json_loads (lines[i], 0, NULL);
      const char *format =
          row ? json_string_value (json_object_get (row, "format")) : "";
      g_autoptr (GPtrArray) tensors =
          g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);
      g_autoptr (GArray) layers =
          g_array_new (FALSE, FALSE, sizeof (FalkModelLayer));
      g_autoptr (FalkModel) model = NULL;
      FalkModelParts parts;

      if (row != NULL)
        read_row (row, tensors, layers);
      parts = make_parts (tensors, (FalkModelLayer *)(void *)layers->data,
                          layers->len);
      model = falk_model_from_layers (&parts, NULL, NULL);
      n_models += model != NULL;
      for (guint j = 0; j < layers->len; j++)
        {
          const FalkModelLayer *layer =
              &g_array_index (layers, FalkModelLayer, j);

          /* Keras and ONNX have other tensors under these kinds. */
          if ((!g_str_equal (layer->kind, "GRU")
               && !g_str_equal (layer->kind, "GRUCell"))
              || g_str_equal (format, "h5") || g_str_equal (format, "onnx"))
            continue;
          g_test_message ("%s",
                          json_string_value (json_object_get (row, "file")));
          check_layer (&parts, layer);
          n_layers++;
        }
      json_decref (row);
    }
  g_test_message ("%u models, %u GRU layers", n_models, n_layers);
  g_assert_cmpuint (n_layers, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/model-layers/makes-models", test_good);
  g_test_add_func ("/load/model-layers/says-what-is-bad", test_bad);
  g_test_add_func ("/load/model-layers/shares-elements", test_elements);
  g_test_add_func ("/load/model-layers/bounds-its-work", test_hostile);
  g_test_add_func ("/load/model-layers/fits-the-real-files", test_manifest);
  return g_test_run ();
}
