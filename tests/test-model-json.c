/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "falk-model-json.h"
#include "falk-rule.h"

static void
test_good (void)
{
  static const struct
  {
    const char *json, *steps; /* names and code, a step each */
  } rows[] = {
    { "{\"model\": [{\"op\": \"GRU\", \"name\": \"g\", \"input_size\": 50, "
      "\"hidden_size\": 20}]}",
      "g nn.GRU(50, 20)" },
    { "[{\"op\": \"Linear\", \"in_features\": 3, \"out_features\": 2}]",
      "linear nn.Linear(3, 2)" },
    { "[{\"op\": \"nn.GRU\", \"input_size\": 3, \"hidden_size\": 2, "
      "\"batch_first\": true, \"dropout\": 1, \"take\": \"h_n\"}]",
      "gru nn.GRU(3, 2, batch_first=True, dropout=1)" },
    { "[{\"op\": \"squeeze\"}, {\"op\": \"squeeze\", \"dim\": -1}]",
      "squeeze .squeeze()|squeeze_2 .squeeze(-1)" },
    { "[{\"op\": \"squeeze\", \"dim\": null}]", "squeeze .squeeze()" },
    { "[{\"op\": \"permute\", \"dims\": [0, 2, 1]}]",
      "permute .permute(0, 2, 1)" },
    { "[{\"op\": \"Linear\", \"in_features\": -3, \"out_features\": 2}]",
      "linear nn.Linear(-3, 2)" }, /* the checker's to refuse */
    { "{\"model\": [], \"ok\": true, \"output\": [1]}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) steps = g_string_new (NULL);
      g_autoptr (FalkModel) model =
          falk_model_from_json_text (rows[i].json, -1, NULL, &error);

      g_test_message ("%s", rows[i].json);
      g_assert_no_error (error);
      for (guint j = 0; j < model->steps->len; j++)
        {
          const FalkStep *step = falk_model_step (model, j);
          g_autofree char *code = falk_step_to_text (step);

          g_string_append_printf (steps, "%s%s %s", j ? "|" : "", step->name,
                                  code);
        }
      g_assert_cmpstr (steps->str, ==, rows[i].steps);
    }
}

#define KNOWN                                                                  \
  "(known: GRU, GRUCell, Linear, select, permute, transpose, view, reshape, "  \
  "flatten, squeeze, unsqueeze, mean)"
#define LINEAR "\"in_features\": 3, \"out_features\": 2"

static void
test_bad (void)
{
  static const struct
  {
    const char *json, *message;
    FalkModelErrorCode code;
  } rows[] = {
    { "[{\"op\": \"LSTM\", \"name\": \"l\"}]",
      "step 1 'l': unknown operation 'LSTM' " KNOWN, FALK_MODEL_ERROR_OP },
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
    { "[5]", "step 1: it must be an object, not a number",
      FALK_MODEL_ERROR_FIELD },
    { "[{\"op\": \"Linear\", \"in_features\": 3}]",
      "step 1: Linear is missing its required argument 'out_features'",
      FALK_MODEL_ERROR_ARGUMENT },
    { "[{\"op\": \"Linear\", \"in_feature\": 3, \"out_features\": 2}]",
      "step 1: Linear got an unexpected argument 'in_feature' (allowed: "
      "in_features, out_features, bias); did you mean 'in_features'?",
      FALK_MODEL_ERROR_ARGUMENT },
    { "[{\"op\": \"Linear\", \"name\": \"fc\", " LINEAR ", \"zz\": 1}]",
      "step 1 'fc': Linear got an unexpected argument 'zz' (allowed: "
      "in_features, out_features, bias)",
      FALK_MODEL_ERROR_ARGUMENT },
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
    { "{\"model\": 5}", "\"model\" must be a list of steps, not a number",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"name\": 1}", "\"name\" must be a text, not a number",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"input\": [3]}",
      "\"input\" must be an object with \"shape\" and \"dtype\", not a list",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"input\": {\"dtype\": \"float32\"}}",
      "the input's shape is missing; it must be a list of sizes",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"input\": {\"shape\": [3, -1]}}",
      "the input's shape has the size -1 on axis 1; a size is 0 or more",
      FALK_MODEL_ERROR_VALUE },
    { "{\"model\": [], \"input\": {\"shape\": [3, 1.0]}}",
      "the input's shape has something that is not an integer in it",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"input\": {\"shape\": [4294967296, 4294967296]}}",
      "the input's shape has more elements than 2^63 - 1",
      FALK_MODEL_ERROR_VALUE },
    { "{\"model\": [], \"input\": {\"shape\": [1], \"dtype\": \"float23\"}}",
      "the input's dtype 'float23' is not one of PyTorch's, such as "
      "'float32'; did you mean 'float32'?",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"input\": {\"shape\": [1], \"dype\": \"int64\"}}",
      "the input has an unknown member 'dype'; did you mean 'dtype'?",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"h0\": [1, 2]}",
      "an h0 is stated, but no step takes one", FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"notes\": [1]}", "a note must be a text, not a number",
      FALK_MODEL_ERROR_FIELD },
    { "{\"model\": [], \"model\": []}",
      "line 1, column 21: this is not JSON (duplicate object key near "
      "'\"model\"')",
      FALK_MODEL_ERROR_SYNTAX },
    { "{\"model\": [", NULL, FALK_MODEL_ERROR_SYNTAX },
    { "", NULL, FALK_MODEL_ERROR_SYNTAX },
    { "[{\"op\": \"view\", \"shape\": [99999999999999999999]}]", NULL,
      FALK_MODEL_ERROR_SYNTAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FalkTensor *input = (FalkTensor *)rows;
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkModel) model =
          falk_model_from_json_text (rows[i].json, -1, &input, &error);

      g_test_message ("%s", rows[i].json);
      g_assert_null (model);
      g_assert_null (input);
      g_assert_error (error, FALK_MODEL_ERROR, (int)rows[i].code);
      if (rows[i].message != NULL)
        g_assert_cmpstr (error->message, ==, rows[i].message);
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
test_input (void)
{
  const char *json =
      "{\"name\": \"seq\", \"id\": \"1-1\", \"model\": [{\"op\": "
      "\"GRU\", \"input_size\": 3, \"hidden_size\": 2}], "
      "\"input\": {\"shape\": [5, 3], \"dtype\": \"float64\"}, "
      "\"h0\": {\"shape\": [1, 2], \"dtype\": \"float64\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkModel) model =
      falk_model_from_json_text (json, -1, &input, &error);
  const gint64 *h0;
  guint n;

  g_assert_no_error (error);
  g_assert_cmpstr (model->name, ==, "seq");
  g_assert_cmpstr (input->name, ==, "x");
  g_assert_cmpint (input->dtype, ==, FALK_DTYPE_FLOAT64);
  g_assert_true (falk_shape_equal (&input->shape, &FALK_SHAPE (5, 3)));
  h0 = falk_step_get_ints (falk_model_step (model, 0), FALK_ARG_H0, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (h0[1], ==, 2);
  g_assert_cmpstr (g_ptr_array_index (model->notes, 0), ==,
                   "the dtype of h0, float64, is not checked");
}

/* A step of @op with a value for every argument of its row. */
static FalkStep *
make_full_step (FalkOp op)
{
  const FalkRule *rule = falk_rule (op);
  FalkStep *step = falk_step_new (op, rule->name);

  for (guint i = 0; i < rule->n_args; i++)
    {
      FalkArg arg = rule->args[i].arg;

      switch (falk_arg_info (arg)->type)
        {
        case FALK_ARG_TYPE_FLOAT:
          falk_step_set_float (step, arg, 0.1);
          break;
        case FALK_ARG_TYPE_INTS:
          falk_step_set_ints (step, arg, (gint64[]){ 4, 0, i }, 3);
          break;
        case FALK_ARG_TYPE_INT:
          falk_step_set_int (step, arg, -2 - (gint64)i);
          break;
        case FALK_ARG_TYPE_BOOL:
        case FALK_ARG_TYPE_WORD:
          falk_step_set_int (step, arg, i % 2);
          break;
        }
    }
  return step;
}

static void
test_round_trip (void)
{
  g_autoptr (FalkModel) model = falk_model_new ("all");
  g_autoptr (FalkModel) read = NULL;
  g_autoptr (FalkTensor) input = falk_tensor_new (
      "speed", NULL, FALK_DTYPE_INT64, &FALK_SHAPE (50, 32, 0), NULL);
  g_autoptr (FalkTensor) read_input = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *again = NULL;

  for (guint op = 0; op < FALK_OP_COUNT; op++)
    falk_model_insert (model, op, make_full_step (op));
  falk_model_note (model, "assumed: \"%s\"", "yes");
  text = falk_model_to_json_text (model, input);
  read = falk_model_from_json_text (text, -1, &read_input, &error);
  g_assert_no_error (error);
  again = falk_model_to_json_text (read, read_input);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (read->name, ==, "all");
  g_assert_cmpstr (read_input->name, ==, "speed");
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      const FalkStep *a = falk_model_step (model, op);
      const FalkStep *b = falk_model_step (read, op);

      g_assert_cmpint (b->op, ==, (int)op);
      g_assert_cmpstr (b->name, ==, a->name);
      for (guint arg = 0; arg < FALK_ARG_COUNT; arg++)
        {
          const FalkArgValue *x = &a->args[arg], *y = &b->args[arg];

          g_assert_cmpint (x->set, ==, y->set);
          g_assert_cmpint (x->i, ==, y->i);
          g_assert_cmpfloat (x->d, ==, y->d);
          g_assert_cmpmem (x->ints, x->n * sizeof (gint64), y->ints,
                           y->n * sizeof (gint64));
        }
    }
}

/* Whether all steps of a case are in the table. */
static gboolean
is_covered (const json_t *root)
{
  const json_t *list = json_object_get (root, "model");
  FalkOp op;

  for (gsize i = 0; i < json_array_size (list); i++)
    if (!falk_op_from_name (json_string_value (json_object_get (
                                json_array_get (list, i), "op")),
                            &op))
      return FALSE;
  return TRUE;
}

static void
test_cases (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "", "oracle",
                                            "cases-dev.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_read = 0, n_refused = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the oracle's cases are not there (FALK_SHARED)");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      json_t *root = json_loads (lines[i], 0, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FalkTensor) input = NULL;
      g_autoptr (FalkModel) model = falk_model_from_json (root, &input, &error);

      if (is_covered (root))
        {
          g_assert_no_error (error);
          g_assert_nonnull (input);
          g_assert_cmpstr (model->name, ==,
                           json_string_value (json_object_get (root, "id")));
          n_read++;
        }
      else
        {
          g_assert_null (model);
          g_assert_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_OP);
          n_refused++;
        }
      json_decref (root);
    }
  g_test_message ("%u cases read, %u have another operation", n_read,
                  n_refused);
  g_assert_cmpuint (n_read, >, 0);
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
  g_test_add_func ("/load/model-json/reads-what-is-good", test_good);
  g_test_add_func ("/load/model-json/says-what-is-bad", test_bad);
  g_test_add_func ("/load/model-json/holds-its-limits", test_limits);
  g_test_add_func ("/load/model-json/reads-input-and-state", test_input);
  g_test_add_func ("/load/model-json/round-trips-every-operation",
                   test_round_trip);
  g_test_add_func ("/load/model-json/reads-the-oracle", test_cases);
  g_test_add_func ("/load/model-json/survives-rubbish", test_rubbish);
  return g_test_run ();
}
