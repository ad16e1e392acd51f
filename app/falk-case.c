/* SPDX-License-Identifier: MIT */
#include "falk-case.h"

#include "falk-rule.h"

static gboolean
hand_state (FalkModel *model, FalkTensor *h0, GError **error)
{
  for (guint i = 0; i < model->steps->len; i++)
    {
      FalkStep *step = falk_model_step (model, i);

      if (!falk_rule_arg (step->op, FALK_ARG_H0))
        continue;
      falk_step_set_ints (step, FALK_ARG_H0, h0->shape.dims, h0->shape.rank);
      if (h0->data)
        falk_step_set_tensor (step, h0);
      return TRUE;
    }
  g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
               "%s has no recurrent step that --h0 could be handed to. Leave "
               "--h0 out.",
               model->name);
  return FALSE;
}

gboolean
falk_case_open (FalkCase *one, const char *what, const char *input,
                const char *h0, GError **error)
{
  g_autoptr (FalkTensor) state = NULL;

  *one = (FalkCase){ .opened = falk_open_model (what, error) };
  if (!one->opened)
    return FALSE;
  one->model = one->opened->model;
  if (!one->model)
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                   "%s holds tensors but no model: no GRU, GRUCell or Linear "
                   "was found in it. 'falk show' lists what it holds.",
                   one->opened->title);
      return FALSE;
    }
  if (input)
    one->input = falk_open_tensor (input, "x", error);
  else if (one->opened->input)
    one->input = falk_tensor_ref (one->opened->input);
  if (input && !one->input)
    return FALSE;
  if (!h0)
    return TRUE;
  state = falk_open_tensor (h0, "h0", error);
  return state && hand_state (one->model, state, error);
}

void
falk_case_clear (FalkCase *one)
{
  g_clear_pointer (&one->input, falk_tensor_unref);
  g_clear_pointer (&one->opened, falk_opened_free);
  one->model = NULL;
}
