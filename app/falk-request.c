/* SPDX-License-Identifier: MIT */
#include "falk-request.h"

#include "falk-command.h"
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

/* A state_dict doesn't hold batch_first: who knows it says so. */
static void
set_batch_first (FalkModel *model)
{
  for (guint i = 0; i < model->steps->len; i++)
    {
      FalkStep *step = falk_model_step (model, i);

      if (falk_rule (step->op)->module
          && falk_rule_arg (step->op, FALK_ARG_BATCH_FIRST)
          && !falk_step_has (step, FALK_ARG_BATCH_FIRST))
        falk_step_set_int (step, FALK_ARG_BATCH_FIRST, TRUE);
    }
}

static gboolean
open_model (FalkRequest *request, const char *what, const FalkAsked *asked,
            GError **error)
{
  request->opened = falk_open_model (what, error);
  if (!request->opened)
    return FALSE;
  request->model = request->opened->model;
  if (!request->model && request->opened->report && asked->takes_text)
    return TRUE;
  if (!request->model && request->opened->no_model)
    g_propagate_error (error, g_error_copy (request->opened->no_model));
  else if (!request->model)
    g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                 "%s holds tensors but no model. 'falk show' lists them.",
                 request->opened->title);
  else if (asked->batch_first)
    set_batch_first (request->model);
  return request->model != NULL;
}

static gboolean
open_data (FalkRequest *request, const FalkAsked *asked, GError **error)
{
  g_autoptr (FalkTensor) state = NULL;

  if (asked->input)
    request->input = falk_open_tensor (asked->input, "x", error);
  else if (request->opened->input)
    request->input = falk_tensor_ref (request->opened->input);
  if (asked->input && !request->input)
    return FALSE;
  if (!asked->h0 || !request->model)
    return TRUE;
  state = falk_open_tensor (asked->h0, "h0", error);
  return state && hand_state (request->model, state, error);
}

gboolean
falk_request_open (FalkRequest *request, const char *command, const char *what,
                   const FalkAsked *asked, FalkExit *status)
{
  g_autoptr (GError) error = NULL;

  *request = (FalkRequest){ 0 };
  if (!open_model (request, what, asked, &error)
      || !open_data (request, asked, &error))
    *status = falk_command_fail (FALK_EXIT_READ, error);
  else if (request->model && !request->input)
    *status = falk_command_usage ("%s needs the data: --input FILE, or a "
                                  "shape such as --input 32,50,3",
                                  command);
  else
    return TRUE;
  return FALSE;
}

gboolean
falk_request_open_model (FalkRequest *request, const char *what,
                         const FalkAsked *asked, FalkExit *status)
{
  g_autoptr (GError) error = NULL;

  *request = (FalkRequest){ 0 };
  if (open_model (request, what, asked, &error))
    return TRUE;
  *status = falk_command_fail (FALK_EXIT_READ, error);
  return FALSE;
}

void
falk_asked_clear (FalkAsked *asked)
{
  g_free (asked->input);
  g_free (asked->h0);
}

void
falk_request_clear (FalkRequest *request)
{
  g_clear_pointer (&request->input, falk_tensor_unref);
  g_clear_pointer (&request->opened, falk_opened_free);
  request->model = NULL;
}
