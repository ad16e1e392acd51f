/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "falk-model-json.h"

#define KNOWN                                                                  \
  "(known: GRU, LSTM, RNN, GRUCell, LSTMCell, RNNCell, Linear, "               \
  "Embedding, Conv1d, LayerNorm, BatchNorm1d, Dropout, "                       \
  "pack_padded_sequence, pad_packed_sequence, select, permute, "               \
  "transpose, view, reshape, flatten, squeeze, unsqueeze, mean,"               \
  " cat, add, bmm, CrossEntropyLoss, MSELoss)"
#define STEP "{\"op\": \"squeeze\"}"
#define LINEAR "\"in_features\": 3, \"out_features\": 2"

static const struct
{
  const char *json, *message;
  FalkModelErrorCode code;
} bad[] = {
  { "[{\"op\": \"Attention\", \"name\": \"l\"}]",
    "step 1 'l': unknown operation 'Attention' " KNOWN, FALK_MODEL_ERROR_OP },
  { "[{\"op\": \"gru\"}]",
    "step 1: unknown operation 'gru' " KNOWN "; did you mean 'GRU'?",
    FALK_MODEL_ERROR_OP },
  { "[{\"op\": \"flaten\"}]",
    "step 1: unknown operation 'flaten' " KNOWN "; did you mean 'flatten'?",
    FALK_MODEL_ERROR_OP },
  { "[{\"name\": \"a\"}]",
    "step 1 'a': \"op\" is missing; it must be the name of an operation",
    FALK_MODEL_ERROR_FIELD },
  { "[{\"op\": 3}]",
    "step 1: \"op\" must be the name of an operation, not a number",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"torch\": \"new\"}",
    "\"torch\" must be a version, as \"1.13\", not a text",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"torch\": 1.8}",
    "\"torch\" must be a version, as \"1.13\", not a number",
    FALK_MODEL_ERROR_FIELD },
  { "[5]", "step 1: it must be an object, not a number",
    FALK_MODEL_ERROR_FIELD },
  { "[{\"op\": \"select\", \"dim\": 3}]",
    "step 1: select is missing its required argument 'index'",
    FALK_MODEL_ERROR_ARGUMENT },
  { "[{\"op\": \"select\", \"dim\": 3, \"indx\": 2}]",
    "step 1: select got an unexpected argument 'indx' (allowed: dim, index); "
    "did you mean 'index'?",
    FALK_MODEL_ERROR_ARGUMENT },
  { "[{\"op\": \"Linear\", \"name\": \"fc\", " LINEAR ", \"h0\": [1]}]",
    "step 1 'fc': Linear got an unexpected argument 'h0' (allowed: "
    "in_features, out_features, bias)",
    FALK_MODEL_ERROR_ARGUMENT },
  { "[{\"op\": \"Linear\", " LINEAR ", \"dtype\": \"float64\"}]",
    "step 1: Linear's dtype is not known here, unless it is None",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"MSELoss\", \"reduction\": \"none\"}]",
    "step 1: MSELoss's reduction is not known here, unless it is 'mean' or "
    "'sum'",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"Linear\", " LINEAR ", \"bias\": 1}]",
    "step 1: Linear's bias must be True or False, not 1",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"Linear\", \"in_features\": 3.5, \"out_features\": 2}]",
    "step 1: Linear's in_features must be an integer, not 3.5",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"Linear\", \"in_features\": true, \"out_features\": 2}]",
    "step 1: Linear's in_features must be an integer, not True",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"Linear\", \"in_features\": null, \"out_features\": 2}]",
    "step 1: Linear's in_features must be an integer, not None",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"Linear\", \"in_features\": {}, \"out_features\": 2}]",
    "step 1: Linear's in_features must be an integer, not an object",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"view\", \"shape\": 3}]",
    "step 1: view's shape must be a list of integers, not 3",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"permute\", \"dims\": [0, \"a\"]}]",
    "step 1: permute's dims must be a list of integers, not a list of other "
    "things",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"GRU\", \"input_size\": 3, \"hidden_size\": 2, "
    "\"take\": \"hn\"}]",
    "step 1: GRU's take must be 'output' or 'h_n', not the text 'hn'",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"GRU\", \"input_size\": 3, \"hidden_size\": 2, "
    "\"h0\": [1, -2]}]",
    "step 1: h0 has the size -2 on axis 1; a size is 0 or more",
    FALK_MODEL_ERROR_VALUE },
  { "[{\"op\": \"squeeze\", \"name\": \"a\"}, "
    "{\"op\": \"squeeze\", \"name\": \"a\"}]",
    "step 2 'a': the name is that of step 1 already; names must differ",
    FALK_MODEL_ERROR_NAME },
  { "[{\"op\": \"squeeze\", \"name\": \"\"}]",
    "step 1 '': the name '' is empty", FALK_MODEL_ERROR_NAME },
  { "[{\"op\": \"squeeze\", \"name\": \"a\\u0007b\"}]",
    "step 1 'a?b': the name 'a?b' has a control character in it",
    FALK_MODEL_ERROR_NAME },
  { "[{\"op\": \"squeeze\", \"name\": 4}]",
    "step 1: the name must be a text, not a number", FALK_MODEL_ERROR_FIELD },
  { "{}",
    "there is no \"model\" in it; a model is an object whose \"model\" is "
    "the list of its steps",
    FALK_MODEL_ERROR_EMPTY },
  { "{\"modle\": []}", "there is no \"model\" in it; is 'modle' meant?",
    FALK_MODEL_ERROR_EMPTY },
  { "{\"model\": []}", "the model has no steps: \"model\" is an empty list",
    FALK_MODEL_ERROR_EMPTY },
  { "[]", "the model has no steps: \"model\" is an empty list",
    FALK_MODEL_ERROR_EMPTY },
  { "{\"model\": 5}", "\"model\" must be a list of steps, not a number",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"name\": 1}",
    "\"name\" must be a text, not a number", FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"input\": [3]}",
    "\"input\" must be an object with \"shape\" and \"dtype\", not a list",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"input\": {\"dtype\": \"float32\"}}",
    "the input's shape is missing; it must be a list of sizes",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"input\": {\"shape\": [3, -1]}}",
    "the input's shape has the size -1 on axis 1; a size is 0 or more",
    FALK_MODEL_ERROR_VALUE },
  { "{\"model\": [" STEP "], \"input\": {\"shape\": [3, 1.0]}}",
    "the input's shape has something that is not an integer in it",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"input\": {\"shape\": [4294967296, 4294967296]}}",
    "the input's shape has more elements than 2^63 - 1",
    FALK_MODEL_ERROR_VALUE },
  { "{\"model\": [" STEP
    "], \"input\": {\"shape\": [1], \"dtype\": \"float23\"}}",
    "the input's dtype 'float23' is not one of PyTorch's, such as "
    "'float32'; did you mean 'float32'?",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"input\": {\"shape\": [1], \"dype\": \"int64\"}}",
    "the input has an unknown member 'dype'; did you mean 'dtype'?",
    FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"h0\": [1, 2]}",
    "an h0 is stated, but no step takes one", FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [" STEP "], \"notes\": [1]}",
    "a note must be a text, not a number", FALK_MODEL_ERROR_FIELD },
  { "{\"model\": [], \"model\": []}",
    "line 1, column 21: this is not JSON (duplicate object key near "
    "'\"model\"')",
    FALK_MODEL_ERROR_SYNTAX },
  { "{\"model\": [", NULL, FALK_MODEL_ERROR_SYNTAX },
  { "", NULL, FALK_MODEL_ERROR_SYNTAX },
  { "[{\"op\": \"view\", \"shape\": [99999999999999999999]}]",
    "line 1, column 46: this is not JSON (a number is too large: an integer "
    "is below 2^63)",
    FALK_MODEL_ERROR_SYNTAX },
  { "[{\"op\": \"squeeze\", \"name\": \"a\\u0000b\"}]",
    "line 1, column 37: this is not JSON (a text has the character \\u0000 in "
    "it)",
    FALK_MODEL_ERROR_SYNTAX },
  { "[{\"op\\u0000\": 1}]",
    "line 1, column 12: this is not JSON (a name has the character \\u0000 in "
    "it)",
    FALK_MODEL_ERROR_SYNTAX },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      FalkTensor *input = (FalkTensor *)bad;
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_json_text (bad[i].json, -1, &input, &error);

      g_test_message ("%s", bad[i].json);
      g_assert_null (model);
      g_assert_null (input);
      g_assert_error (error, FALK_MODEL_ERROR, (int)bad[i].code);
      if (bad[i].message != NULL)
        g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= FALK_MODEL_STEPS_MAX; i++)
    g_string_append (text,
                     i ? ", {\"op\": \"squeeze\"}" : "{\"op\": \"squeeze\"}");
  g_string_append_c (text, ']');
  g_assert_null (falk_model_from_json_text (text->str, -1, NULL, &error));
  g_assert_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==,
                   "the model has 1001 steps; at most 1000 are allowed");
  g_clear_error (&error);

  g_string_truncate (text, 0);
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_null (falk_model_from_json_text (text->str, -1, NULL, &error));
  g_assert_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_SYNTAX);
}

static void
test_rubbish (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  const char *good = "{\"name\": \"s\", \"model\": [{\"op\": \"GRU\", "
                     "\"name\": \"g\", \"input_size\": 3, \"hidden_size\": 2, "
                     "\"h0\": [1, 2], \"take\": \"h_n\"}], \"input\": "
                     "{\"shape\": [5, 3], \"dtype\": \"float64\"}}";
  gsize length = strlen (good);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_memdup2 (good, length);
      gsize n = i <= length ? i : length;
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model = NULL;

      for (guint j = i <= length ? 0 : g_rand_int_range (random, 1, 4); j > 0;
           j--)
        text[g_rand_int_range (random, 0, (gint32)length)] =
            (char)g_rand_int_range (random, 0, 256);
      model = falk_model_from_json_text (text, (gssize)n, NULL, &error);
      g_assert_true ((model == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/model-json/says-what-is-bad", test_bad);
  g_test_add_func ("/load/model-json/holds-its-limits", test_limits);
  g_test_add_func ("/load/model-json/survives-rubbish", test_rubbish);
  return g_test_run ();
}
