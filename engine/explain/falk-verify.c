/* SPDX-License-Identifier: MIT */
#include "falk-verify.h"

#include "falk-trial.h"
#include "falk-wording.h"

/* How far inserted and removed steps move what comes behind them. */
static int
steps_added (const GPtrArray *edits)
{
  int n = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      const FalkEdit *edit = g_ptr_array_index (edits, i);

      n += edit->kind == FALK_EDIT_INSERT;
      n -= edit->kind == FALK_EDIT_REMOVE;
    }
  return n;
}

/* Cuts @model behind its first @n steps and runs those. */
static gboolean
runs_up_to (FalkModel *model, const FalkTensor *input, guint n,
            FalkShape *output)
{
  g_autoptr (FalkInference) inference = NULL;

  while (model->steps->len > n)
    falk_model_remove (model, model->steps->len - 1);
  inference = falk_infer (model, input);
  if (!inference->ok || !falk_trial_runs (model, input, inference))
    return FALSE;
  *output = falk_value_shape (falk_inference_output (inference));
  return TRUE;
}

void
falk_verify (const FalkModel *model, const FalkTensor *input,
             const GPtrArray *edits, guint fault_step, FalkTorch torch,
             FalkVerdict *verdict)
{
  g_autoptr (FalkModel) edited = falk_edits_apply (model, edits);
  g_autoptr (FalkTensor) data = falk_edits_apply_input (input, edits);
  g_autoptr (FalkInference) inference = NULL;
  guint next;

  *verdict = (FalkVerdict){ 0 };
  if (!edited)
    return;
  inference = falk_infer (edited, data);
  if (inference->ok)
    {
      verdict->output = falk_value_shape (falk_inference_output (inference));
      verdict->mends = falk_trial_runs (edited, data, inference);
      return;
    }
  next = inference->fault.step;
  if ((int)next > (int)fault_step + steps_added (edits))
    {
      g_autofree char *message =
          falk_wording_write (&inference->fault, edited, torch);
      verdict->next = g_strdup_printf (
          "%s: %s", falk_model_step (edited, next)->name, message);
      verdict->partly = runs_up_to (edited, data, next, &verdict->output);
    }
}

void
falk_verdict_clear (FalkVerdict *verdict)
{
  g_clear_pointer (&verdict->next, g_free);
}

static FalkArg
width_argument (FalkFaultCode code)
{
  if (code == FALK_FAULT_MATMUL)
    return FALK_ARG_IN_FEATURES;
  if (code == FALK_FAULT_INPUT_SIZE || code == FALK_FAULT_CELL_INPUT_SIZE)
    return FALK_ARG_INPUT_SIZE;
  return FALK_ARG_NONE;
}

void
falk_verify_carry (const FalkModel *model, const FalkTensor *input,
                   GPtrArray *edits, guint fault_step)
{
  for (guint i = 0; i < model->steps->len; i++)
    {
      g_autoptr (FalkModel) edited = falk_edits_apply (model, edits);
      g_autoptr (FalkInference) inference = NULL;
      FalkArg arg;

      if (edited == NULL)
        return;
      inference = falk_infer (edited, input);
      if (inference->ok
          || (int)inference->fault.step
                 <= (int)fault_step + steps_added (edits))
        return;
      arg = width_argument (inference->fault.code);
      if (arg == FALK_ARG_NONE)
        return;
      g_ptr_array_add (edits, falk_edit_set_int (inference->fault.step, arg,
                                                 inference->fault.found));
    }
}
