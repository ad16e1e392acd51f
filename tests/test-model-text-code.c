/* SPDX-License-Identifier: MIT */
/* What steps look like as code is read back as the same steps. */
#include "falk-model-json.h"
#include "falk-model-text.h"
#include "falk-rule.h"

/* Each operation's own code reads back as itself. */
static void
test_every_operation (void)
{
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      /* A text states no other operand and no target. */
      if (falk_rule_arg (op, FALK_ARG_TARGET)
          || falk_rule_arg (op, FALK_ARG_OTHER))
        continue;
      const FalkRule *rule = falk_rule (op);
      g_autoptr (FalkStep) step = falk_step_new (op, "step");
      g_autoptr (FalkModel) model = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *code = NULL, *again = NULL;

      for (guint i = 0; i < rule->n_args; i++)
        {
          FalkArg arg = rule->args[i].arg;
          FalkArgType type = falk_arg_info (arg)->type;

          if (rule->args[i].outside)
            continue;
          if (type == FALK_ARG_TYPE_INTS)
            falk_step_set_ints (step, arg, (gint64[]){ 2, 0, 1 }, 3);
          else if (type == FALK_ARG_TYPE_FLOAT)
            falk_step_set_float (step, arg, 0.25);
          else if (type == FALK_ARG_TYPE_WORD)
            falk_step_set_int (step, arg, 1);
          else
            falk_step_set_int (step, arg,
                               type == FALK_ARG_TYPE_BOOL ? i % 2 : 5 + i);
        }
      code = falk_step_to_text (step);
      g_test_message ("%s", code);
      model = falk_model_from_text (code, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (model->steps->len, ==, 1);
      again = falk_step_to_text (falk_model_step (model, 0));
      g_assert_cmpstr (again, ==, code);
    }
}

/* The steps' code, one a line. */
static char *
write_code (const FalkModel *model)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < model->steps->len; i++)
    {
      g_autofree char *code = falk_step_to_text (falk_model_step (model, i));

      g_string_append_printf (out, "%s\n", code);
    }
  return g_string_free (out, FALSE);
}

/* The shared cases as code are the same models. */
static void
test_cases (void)
{
  const char *shared = g_getenv ("FALK_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "", "oracle",
                                            "cases-dev.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the oracle's cases are not there (FALK_SHARED)");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (FalkModel) model =
          falk_model_from_json_text (lines[i], -1, NULL, NULL);
      g_autoptr (FalkModel) read = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *code = NULL, *again = NULL;

      if (model == NULL || model->steps->len == 0)
        continue;
      code = write_code (model);
      read = falk_model_from_text (code, NULL, &error);
      g_assert_no_error (error);
      again = write_code (read);
      g_assert_cmpstr (again, ==, code);
      n++;
    }
  g_test_message ("%u cases", n);
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/model-text/reads-every-operation",
                   test_every_operation);
  g_test_add_func ("/load/model-text/reads-the-oracle-as-code", test_cases);
  return g_test_run ();
}
