/* SPDX-License-Identifier: MIT */
#include "explain-check.h"

#include "falk-run.h"

/* Cuts @model behind what ran: a fix that names a next fault ends there. */
static void
cut_at_fault (FalkModel *model, const FalkTensor *input)
{
  g_autoptr (FalkInference) inference = falk_infer (model, input);

  while (!inference->ok && model->steps->len > inference->fault.step)
    falk_model_remove (model, model->steps->len - 1);
}

static char *
check_shape (const char *what, const FalkShape *found, const FalkShape *said)
{
  g_autofree char *one = falk_shape_to_text (found, FALK_SHAPE_LIST);
  g_autofree char *other = falk_shape_to_text (said, FALK_SHAPE_LIST);

  if (falk_shape_equal (found, said))
    return NULL;
  return g_strdup_printf ("%s is %s, and the fix says %s", what, one, other);
}

/* What came out of running @model on all of @input. */
static char *
check_run (const FalkModel *model, const FalkTensor *input,
           const FalkInference *inference, const FalkShape *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkRun) run = NULL;
  FalkShape shape;

  if (model->steps->len == 0)
    return check_shape ("the input", &input->shape, said);
  run = falk_run_new (model, input, inference, NULL, &error);
  if (!run)
    return g_strdup_printf ("it does not run: %s", error->message);
  shape = falk_run_output (run, model->steps->len - 1)->shape;
  return check_shape ("what came out", &shape, said);
}

char *
explain_check_fix (const FalkModel *model, const FalkTensor *input,
                   const FalkFix *fix)
{
  g_autoptr (FalkModel) mended = falk_edits_apply (model, fix->edits);
  g_autoptr (FalkTensor) data = falk_edits_apply_input (input, fix->edits);
  g_autoptr (FalkInference) inference = NULL;
  FalkShape shape;
  char *wrong;

  if (!fix->verified)
    return g_strdup ("it was not verified");
  if (!mended)
    return g_strdup ("its edits can't be applied");
  inference = falk_infer (mended, data);
  if (inference->ok != (fix->next == NULL))
    return g_strdup (inference->ok ? "it names a fault that isn't there"
                                   : "the mended model has a fault");
  if (fix->next)
    {
      cut_at_fault (mended, data);
      falk_inference_free (inference);
      inference = falk_infer (mended, data);
      if (!inference->ok)
        return g_strdup ("it does not get to the fault that it names");
    }
  shape = falk_value_shape (falk_inference_output (inference));
  wrong = check_shape ("what is inferred", &shape, &fix->output);
  return wrong ? wrong : check_run (mended, data, inference, &fix->output);
}

static void
assert_fix (const FalkModel *model, const FalkTensor *input, const FalkFix *fix)
{
  g_autofree char *wrong = explain_check_fix (model, input, fix);

  if (wrong)
    g_test_message ("%s: %s", fix->label, wrong);
  g_assert_null (wrong);
  g_assert_cmpint (fix->label[0], !=, '\0');
  g_assert_cmpint (fix->code[0], !=, '\0');
  g_assert_true (g_str_has_suffix (fix->change, "."));
}

guint
explain_check (const FalkModel *model, const FalkTensor *input,
               const FalkExplanation *explanation)
{
  guint n = 0;

  for (guint i = 0; i < explanation->causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (explanation->causes, i);

      if (cause->fix)
        {
          assert_fix (model, input, cause->fix);
          g_assert_cmpstr (cause->change, ==, cause->fix->change);
        }
      n += cause->fix != NULL;
      for (guint k = 0; k < cause->alternatives->len; k++, n++)
        assert_fix (model, input, g_ptr_array_index (cause->alternatives, k));
    }
  return n;
}

FalkReport *
explain_read (const char *text, const FalkContext *context)
{
  g_autoptr (GError) error = NULL;
  FalkReport *report = falk_report_read (text, context, &error);

  g_test_message ("%s", text);
  g_assert_no_error (error);
  g_assert_nonnull (report);
  return report;
}

FalkExplanation *
explain_fault (const FalkModel *model, const FalkTensor *input,
               FalkFaultCode *code)
{
  g_autoptr (FalkInference) inference = falk_infer (model, input);

  g_assert_false (inference->ok);
  if (code)
    *code = inference->fault.code;
  return falk_explain (model, input, inference, NULL, model->torch);
}
