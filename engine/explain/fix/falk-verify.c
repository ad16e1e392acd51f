/* SPDX-License-Identifier: MIT */
#include "falk-verify.h"

#include "falk-model-key.h"
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

/* Runs @model, for which @inference was ok. */
static gboolean
runs (FalkTrial *trial, const FalkModel *model, const FalkTensor *input,
      const FalkInference *inference, FalkVerdict *verdict)
{
  verdict->output = falk_value_shape (falk_inference_output (inference));
  if (!falk_trial_runs (trial, model, input, &verdict->tried))
    return FALSE;
  verdict->key = falk_model_key (model, input, inference);
  return TRUE;
}

/* Cuts @model behind its first @n steps and runs those. */
static gboolean
runs_up_to (FalkTrial *trial, FalkModel *model, const FalkTensor *input,
            guint n, FalkVerdict *verdict)
{
  g_autoptr (FalkInference) inference = NULL;

  while (model->steps->len > n)
    falk_model_remove (model, model->steps->len - 1);
  inference = falk_infer (model, input);
  return inference->ok && runs (trial, model, input, inference, verdict);
}

void
falk_verify (FalkTrial *trial, const FalkModel *model, const FalkTensor *input,
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
      verdict->mends = runs (trial, edited, data, inference, verdict);
      return;
    }
  next = inference->fault.step;
  if ((int)next > (int)fault_step + steps_added (edits))
    {
      g_autofree char *message =
          falk_wording_write (&inference->fault, edited, torch);
      verdict->next = g_strdup_printf (
          "%s: %s", falk_model_step (edited, next)->name, message);
      verdict->partly = runs_up_to (trial, edited, data, next, verdict);
    }
}

void
falk_verdict_clear (FalkVerdict *verdict)
{
  g_clear_pointer (&verdict->next, g_free);
  g_clear_pointer (&verdict->key, g_free);
}

static FalkArg
width_argument (FalkFaultCode code)
{
  if (falk_fault_is_matmul (code))
    return FALK_ARG_IN_FEATURES;
  if (code == FALK_FAULT_CONV_CHANNELS)
    return FALK_ARG_IN_CHANNELS;
  if (code == FALK_FAULT_BATCH_NORM_FEATURES
      || code == FALK_FAULT_BATCH_NORM_WEIGHT)
    return FALK_ARG_NUM_FEATURES;
  if (code == FALK_FAULT_INPUT_SIZE || code == FALK_FAULT_CELL_INPUT_SIZE)
    return FALK_ARG_INPUT_SIZE;
  return FALK_ARG_NONE;
}

/* The edit that fits the step with @fault to what reaches it: its width, the
 * state it needs, or the type of the data; NULL where it is another fault. */
static FalkEdit *
edit_for (const FalkFault *fault, const FalkValue *in)
{
  FalkArg arg = width_argument (fault->code);
  FalkShape state = fault->needed_shape;

  if (arg != FALK_ARG_NONE)
    return falk_edit_set_int (fault->step, arg, fault->found);
  if (fault->found_dtype != fault->needed_dtype
      && fault->needed_dtype == FALK_DTYPE_FLOAT32)
    return falk_edit_cast_input (FALK_DTYPE_FLOAT32);
  if ((fault->part != FALK_PART_H0 && fault->part != FALK_PART_C0)
      || state.rank == 0)
    return NULL;
  /* The check adds a batch axis where the input has none. */
  if (state.rank == 3 && in->rank == 2)
    state = FALK_SHAPE (state.dims[0], state.dims[2]);
  if (state.rank == 2 && in->rank == 1)
    state = FALK_SHAPE (state.dims[1]);
  return falk_edit_set_ints (
      fault->step, fault->part == FALK_PART_C0 ? FALK_ARG_C0 : FALK_ARG_H0,
      &state);
}

/* Adds edits for the faults that come behind, one at a time. @code is the
 * fault of the step itself that may not come again, or FALK_FAULT_COUNT where
 * none may. */
static void
follow (const FalkModel *model, const FalkTensor *input, GPtrArray *edits,
        guint fault_step, FalkFaultCode code)
{
  for (guint i = 0; i < model->steps->len + 2; i++)
    {
      g_autoptr (FalkModel) edited = falk_edits_apply (model, edits);
      g_autoptr (FalkTensor) data = falk_edits_apply_input (input, edits);
      g_autoptr (FalkInference) inference = NULL;
      const FalkFault *fault;
      FalkEdit *edit;
      int behind;

      if (!edited)
        return;
      inference = falk_infer (edited, data);
      if (inference->ok)
        return;
      fault = &inference->fault;
      behind = (int)fault->step - (int)fault_step - steps_added (edits);
      if (behind < 0
          || (behind == 0 && (code == FALK_FAULT_COUNT || fault->code == code)))
        return;
      edit = edit_for (fault, &inference->steps[fault->step].in);
      if (!edit)
        return;
      g_ptr_array_add (edits, edit);
    }
}

void
falk_verify_carry (const FalkModel *model, const FalkTensor *input,
                   GPtrArray *edits, guint fault_step)
{
  follow (model, input, edits, fault_step, FALK_FAULT_COUNT);
}

void
falk_verify_follow (const FalkModel *model, const FalkTensor *input,
                    GPtrArray *edits, guint fault_step, FalkFaultCode code)
{
  follow (model, input, edits, fault_step, code);
}
