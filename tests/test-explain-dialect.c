/* SPDX-License-Identifier: MIT */
/* What differs between versions: which check finds a fault, its class and its
 * text. Each row of the golden is a case, a version and the verdict; "from"
 * says whether it is that of a real run ("run", of PyTorch 1.13), or was
 * written down from the source of that version or the change that brought it
 * ("source"), and not by Falk. */
#include <jansson.h>
#include <string.h>

#include "falk-explanation.h"
#include "falk-model-json.h"
#include "falk-rule.h"
#include "falk-wording.h"

/* Calls @visit with each row of the golden called @name. */
static void
for_each_row (const char *name,
              void (*visit) (const json_t *row, gpointer user_data),
              gpointer user_data)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "goldens", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      json_t *row = json_loads (lines[i], 0, NULL);

      g_assert_nonnull (row);
      visit (row, user_data);
      json_decref (row);
    }
}

static const char *
text_of (const json_t *row, const char *key)
{
  return json_string_value (json_object_get (row, key));
}

/* "[2, 3]", as a shape is written. */
static char *
output_of (const json_t *row)
{
  const json_t *list = json_object_get (row, "output");
  FalkShape shape = { .rank = (guint)json_array_size (list) };

  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = json_integer_value (json_array_get (list, i));
  return falk_shape_to_text (&shape, FALK_SHAPE_LIST);
}

static void
check_fault (const FalkModel *model, const FalkFault *fault, const json_t *row)
{
  g_autofree char *message = falk_wording_write (fault, model, model->torch);

  g_assert_cmpstr (falk_model_step (model, fault->step)->name, ==,
                   text_of (row, "step"));
  g_assert_cmpstr (falk_wording_exception (fault, model->torch), ==,
                   text_of (row, "error"));
  g_assert_cmpstr (message, ==, text_of (row, "message"));
}

static void
check_row (const json_t *row, gpointer user_data)
{
  guint *rows = user_data;
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkModel) model = falk_model_from_json (row, &input, NULL);
  g_autoptr (FalkInference) inference = NULL;

  g_test_message ("%s", text_of (row, "id"));
  g_assert_nonnull (model);
  g_assert_cmpstr (falk_torch_name (model->torch), ==, text_of (row, "torch"));
  rows[model->torch]++;
  inference = falk_infer (model, input);
  g_assert_cmpint (inference->ok, ==,
                   json_is_true (json_object_get (row, "ok")));
  if (inference->ok)
    {
      FalkShape shape = falk_value_shape (falk_inference_output (inference));
      g_autofree char *output = falk_shape_to_text (&shape, FALK_SHAPE_LIST);
      g_autofree char *wanted = output_of (row);

      g_assert_cmpstr (output, ==, wanted);
    }
  else
    check_fault (model, &inference->fault, row);
}

static void
test_rows (void)
{
  guint rows[FALK_TORCH_COUNT] = { 0 };

  for_each_row ("dialects.jsonl", check_row, rows);
  for (guint i = 0; i < FALK_TORCH_COUNT; i++)
    g_assert_cmpuint (rows[i], >, i == FALK_TORCH_0_3 ? 4 : 30);
}

static void
check_source (const json_t *row, gpointer user_data)
{
  gboolean run = g_strcmp0 (text_of (row, "torch"), "1.13") == 0;

  g_assert_cmpstr (text_of (row, "from"), ==, run ? "run" : "source");
}

/* Nothing but 1.13 was run. */
static void
test_sources (void)
{
  for_each_row ("dialects.jsonl", check_source, NULL);
}

static void
check_everywhere (const json_t *row, gpointer user_data)
{
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkModel) model = falk_model_from_json (row, &input, NULL);

  g_assert_nonnull (model);
  for (guint torch = 0; torch < FALK_TORCH_COUNT; torch++)
    {
      g_autoptr (FalkInference) inference = NULL;
      g_autoptr (FalkExplanation) explanation = NULL;

      model->torch = torch;
      inference = falk_infer (model, input);
      if (inference->ok)
        continue;
      g_test_message ("%s, %s", text_of (row, "id"), falk_torch_name (torch));
      explanation = falk_explain (model, input, inference, NULL, torch);
      g_assert_null (strchr (explanation->message, '{'));
      g_assert_null (strchr (explanation->headline, '{'));
      g_assert_null (strchr (explanation->what, '{'));
    }
}

/* Whatever the version, a fault can be explained, and its texts are whole. */
static void
test_everywhere (void)
{
  for_each_row ("faults.jsonl", check_everywhere, NULL);
}

/* Every check of every operation is made by some version, and a check that
 * stands in two places is made at one of them at a time. */
static void
test_spans (void)
{
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      const FalkRule *rule = falk_rule (op);

      for (guint i = 0; i < rule->n_checks; i++)
        {
          const FalkCheck *a = &rule->checks[i];

          g_assert_cmpuint (a->since, <, a->until);
          g_assert_cmpuint (a->until, <=, FALK_TORCH_COUNT);
          for (guint k = i + 1; k < rule->n_checks; k++)
            if (rule->checks[k].holds == a->holds
                && rule->checks[k].code == a->code)
              g_assert_true (rule->checks[k].since >= a->until
                             || rule->checks[k].until <= a->since);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/dialect/finds-what-each-version-finds", test_rows);
  g_test_add_func ("/explain/dialect/says-where-it-is-from", test_sources);
  g_test_add_func ("/explain/dialect/makes-a-check-once", test_spans);
  g_test_add_func ("/explain/dialect/explains-in-every-version",
                   test_everywhere);
  return g_test_run ();
}
