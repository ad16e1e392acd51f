/* SPDX-License-Identifier: MIT */
/* Models against the checkpoints that they don't load. */
#include "falk-rule.h"
#include "falk-state-diff.h"
#include "test-explain-state.h"

static FalkStep *
step_new (FalkOp op, const char *name, FalkArg one, gint64 a, FalkArg other,
          gint64 b)
{
  FalkStep *step = falk_step_new (op, name);

  falk_step_set_int (step, one, a);
  falk_step_set_int (step, other, b);
  return step;
}

static FalkStep *
recurrent (FalkOp op, const char *name, gint64 input, gint64 hidden)
{
  return step_new (op, name, FALK_ARG_INPUT_SIZE, input, FALK_ARG_HIDDEN_SIZE,
                   hidden);
}

/* The parameters of @model as a checkpoint that begins every name with
 * @prefix. */
static GPtrArray *
checkpoint_of (const FalkModel *model, const char *prefix)
{
  GPtrArray *tensors =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);

  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      guint n = falk_step_n_parameters (step);

      for (guint k = 0; k < n; k++)
        {
          g_autofree char *name = NULL;
          FalkParameter parameter;
          FalkShape shape;

          falk_step_parameter (step, k, &parameter);
          shape = falk_value_shape (&parameter.value);
          name = g_strconcat (prefix, step->name, ".", parameter.name, NULL);
          g_ptr_array_add (
              tensors,
              falk_tensor_new (name, NULL, FALK_DTYPE_FLOAT32, &shape, NULL));
        }
    }
  return tensors;
}

static FalkModel *
model_of (FalkStep *one, FalkStep *other)
{
  FalkModel *model = falk_model_new ("Net");

  falk_model_insert (model, 0, one);
  if (other)
    falk_model_insert (model, 1, other);
  return model;
}

static FalkModel *
saved_model (void)
{
  FalkStep *gru = recurrent (FALK_OP_GRU, "gru", 6, 64);

  falk_step_set_int (gru, FALK_ARG_NUM_LAYERS, 3);
  falk_step_set_int (gru, FALK_ARG_BIDIRECTIONAL, 1);
  return model_of (gru, step_new (FALK_OP_LINEAR, "fc", FALK_ARG_IN_FEATURES,
                                  128, FALK_ARG_OUT_FEATURES, 5));
}

static FalkModel *
wanted_model (void)
{
  FalkStep *gru = recurrent (FALK_OP_LSTM, "gru", 6, 32);

  falk_step_set_int (gru, FALK_ARG_BATCH_FIRST, 1);
  return model_of (gru, step_new (FALK_OP_LINEAR, "fc", FALK_ARG_IN_FEATURES,
                                  32, FALK_ARG_OUT_FEATURES, 5));
}

/* Applying the fix makes the model load the checkpoint; what a checkpoint
 * doesn't hold stays as it was. */
static void
test_fix_loads (void)
{
  g_autoptr (FalkModel) saved = saved_model ();
  g_autoptr (FalkModel) wanted = wanted_model ();
  g_autoptr (GPtrArray) tensors = checkpoint_of (saved, "");
  g_autoptr (FalkStateDiff) diff = falk_state_diff_compare (wanted, tensors);
  g_autoptr (FalkExplanation) explanation = falk_explain_state (diff, wanted);
  const FalkCause *cause = g_ptr_array_index (explanation->causes, 0);
  g_autoptr (FalkModel) mended = NULL;
  g_autoptr (FalkStateDiff) after = NULL;

  g_assert_true (falk_state_diff_any (diff));
  g_assert_nonnull (cause->fix);
  g_assert_cmpstr (cause->fix->code, ==,
                   "nn.GRU(6, 64, num_layers=3, batch_first=True, "
                   "bidirectional=True)  # gru\nnn.Linear(128, 5)  # fc");
  mended = falk_edits_apply (wanted, cause->fix->edits);
  after = falk_state_diff_compare (mended, tensors);
  g_assert_false (falk_state_diff_any (after));
  g_assert_cmpuint (after->entries->len, ==, tensors->len);
}

static void
test_compare_renames (void)
{
  g_autoptr (FalkModel) model = saved_model ();
  g_autoptr (GPtrArray) tensors = checkpoint_of (model, "module.");
  g_autoptr (FalkStateDiff) diff = falk_state_diff_compare (model, tensors);
  g_autoptr (FalkExplanation) explanation = falk_explain_state (diff, model);
  g_autofree char *differs = table_of (explanation);
  g_autofree char *code = code_of (explanation);

  g_assert_cmpstr (differs, ==, "names module.…|no prefix");
  g_assert_cmpstr (
      code, ==,
      "state = {k.removeprefix(\"module.\"): v for k, v in state.items()}");
}

/* The name of a layer that is the whole model isn't its name in the code. */
static void
test_lone_layer (void)
{
  g_autoptr (FalkModel) saved = saved_model ();
  g_autoptr (GPtrArray) tensors = checkpoint_of (saved, "model.encoder.");
  FalkStep *gru = falk_step_copy (falk_model_step (saved, 0));
  g_autoptr (FalkModel) alone = model_of (gru, NULL);
  g_autoptr (FalkStateDiff) diff = falk_state_diff_compare (alone, tensors);
  g_autoptr (FalkStateDiff) other = NULL;
  g_autoptr (FalkExplanation) explanation = NULL;
  g_autofree char *differs = NULL;

  g_assert_false (falk_state_diff_any (diff));
  g_assert_cmpuint (diff->beside, ==, 2);
  falk_step_set_int (gru, FALK_ARG_HIDDEN_SIZE, 20);
  other = falk_state_diff_compare (alone, tensors);
  explanation = falk_explain_state (other, alone);
  differs = table_of (explanation);
  g_assert_cmpstr (differs, ==,
                   "=model.encoder.gru.kind GRU|GRU; "
                   "=model.encoder.gru.input_size 6|6; "
                   "model.encoder.gru.hidden_size 64|20; "
                   "=model.encoder.gru.num_layers 3|3; "
                   "=model.encoder.gru.bidirectional True|True");
}

/* The error text of a comparison says the same when it is read again. */
static void
test_message_is_read_again (void)
{
  g_autoptr (FalkModel) saved = saved_model ();
  g_autoptr (FalkModel) wanted = wanted_model ();
  g_autoptr (GPtrArray) tensors = checkpoint_of (saved, "");
  g_autoptr (FalkStateDiff) diff = falk_state_diff_compare (wanted, tensors);
  g_autofree char *message = falk_state_diff_to_text (diff);
  g_autoptr (FalkReport) report = falk_report_read (message, NULL, NULL);
  g_autoptr (FalkExplanation) of_text = falk_explain_report (report);
  g_autoptr (FalkExplanation) of_model = falk_explain_state (diff, wanted);
  g_autofree char *one = table_of (of_text);
  g_autofree char *other = table_of (of_model);

  g_assert_cmpstr (report->diff->module, ==, "Net");
  g_assert_cmpuint (falk_state_diff_n_shapes (report->diff), ==,
                    falk_state_diff_n_shapes (diff));
  g_assert_cmpuint (
      falk_state_diff_n_only (report->diff, FALK_STATE_CHECKPOINT), ==,
      falk_state_diff_n_only (diff, FALK_STATE_CHECKPOINT));
  g_assert_cmpstr (one, ==, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/state/its-fix-loads", test_fix_loads);
  g_test_add_func ("/explain/state/finds-a-prefix", test_compare_renames);
  g_test_add_func ("/explain/state/finds-a-lone-layer", test_lone_layer);
  g_test_add_func ("/explain/state/its-message-is-read-again",
                   test_message_is_read_again);
  return g_test_run ();
}
