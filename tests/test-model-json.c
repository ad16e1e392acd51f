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
    { "[{\"op\": \"GRU\", \"input_size\": 3, \"hiden_size\": 2, \"foo\": "
      "{\"a\": 1}, \"bar\": [1, 2], \"device\": null}]",
      "gru nn.GRU(3, hiden_size=2, foo=..., bar=(1, 2))" },
    { "[{\"op\": \"MSELoss\", \"reduction\": \"sum\", \"ignore_index\": 1}]",
      "mseloss nn.MSELoss(ignore_index=1)" },
    { "[{\"op\": \"squeeze\"}, {\"op\": \"squeeze\", \"dim\": -1}]",
      "squeeze .squeeze()|squeeze_2 .squeeze(-1)" },
    { "[{\"op\": \"squeeze\", \"dim\": null}]", "squeeze .squeeze()" },
    { "[{\"op\": \"permute\", \"dims\": [0, 2, 1]}]",
      "permute .permute(0, 2, 1)" },
    { "[{\"op\": \"Linear\", \"in_features\": -3, \"out_features\": 2}]",
      "linear nn.Linear(-3, 2)" }, /* the checker's to refuse */
    { "{\"model\": [{\"op\": \"squeeze\"}], \"ok\": true, \"output\": [1]}",
      "squeeze .squeeze()" },
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
  falk_step_add_stray (falk_model_step (model, FALK_OP_GRU), "foo");
  falk_model_note (model, "assumed: \"%s\"", "yes");
  model->torch = FALK_TORCH_1_8;
  text = falk_model_to_json_text (model, input);
  read = falk_model_from_json_text (text, -1, &read_input, &error);
  g_assert_no_error (error);
  again = falk_model_to_json_text (read, read_input);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (read->name, ==, "all");
  g_assert_cmpint (read->torch, ==, FALK_TORCH_1_8);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/model-json/reads-what-is-good", test_good);
  g_test_add_func ("/load/model-json/reads-input-and-state", test_input);
  g_test_add_func ("/load/model-json/round-trips-every-operation",
                   test_round_trip);
  g_test_add_func ("/load/model-json/reads-the-oracle", test_cases);
  return g_test_run ();
}
