/* SPDX-License-Identifier: MIT */
#include "falk-state.h"

#include "falk-rule.h"

static FalkState *
new_state (const char *label)
{
  FalkState *state = g_atomic_rc_box_new0 (FalkState);
  state->label = g_strdup (label);
  state->parameters =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);
  state->data =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);
  state->notes = g_ptr_array_new_with_free_func (g_free);
  return state;
}

static void
clear_state (FalkState *state)
{
  /* The inference borrows from model and input, so it goes first. */
  g_clear_pointer (&state->explanation, falk_explanation_free);
  g_clear_pointer (&state->notices, g_ptr_array_unref);
  g_clear_pointer (&state->inference, falk_inference_free);
  g_clear_pointer (&state->model, falk_model_free);
  g_clear_pointer (&state->input, falk_tensor_unref);
  g_clear_pointer (&state->report, falk_report_free);
  g_clear_pointer (&state->parameters, g_ptr_array_unref);
  g_clear_pointer (&state->data, g_ptr_array_unref);
  g_clear_pointer (&state->notes, g_ptr_array_unref);
  g_clear_pointer (&state->model_source, g_free);
  g_clear_pointer (&state->label, g_free);
}

FalkState *
falk_state_ref (FalkState *state)
{
  return g_atomic_rc_box_acquire (state);
}

void
falk_state_unref (FalkState *state)
{
  g_atomic_rc_box_release_full (state, (GDestroyNotify)clear_state);
}

static void
add_tensors (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, falk_tensor_ref (g_ptr_array_index (from, i)));
}

static void
add_notes (GPtrArray *to, const GPtrArray *from)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    if (!g_ptr_array_find_with_equal_func (to, g_ptr_array_index (from, i),
                                           g_str_equal, NULL))
      g_ptr_array_add (to, g_strdup (g_ptr_array_index (from, i)));
}

static void
set_input (FalkState *state, FalkTensor *input)
{
  g_clear_pointer (&state->input, falk_tensor_unref);
  state->input = falk_tensor_ref (input);
}

/* Everything of @base but what follows from model and input. */
static void
inherit (FalkState *state, const FalkState *base, gboolean model,
         gboolean input)
{
  if (model && base->model != NULL)
    {
      state->model = falk_model_copy (base->model);
      state->model_source = g_strdup (base->model_source);
      add_tensors (state->parameters, base->parameters);
      add_notes (state->notes, base->notes);
    }
  if (input && base->input != NULL)
    set_input (state, base->input);
  add_tensors (state->data, base->data);
}

static FalkState *
finish (FalkState *state)
{
  if (state->model == NULL || state->input == NULL)
    return state;
  state->inference = falk_infer (state->model, state->input);
  if (state->inference->ok)
    state->notices =
        falk_notices (state->model, state->input, state->inference);
  else
    state->explanation = falk_explain (
        state->model, state->input, state->inference, state->report,
        state->report != NULL ? state->report->torch : state->model->torch);
  return state;
}

static void
take_model (FalkState *state, FalkOpened *opened)
{
  g_clear_pointer (&state->model, falk_model_free);
  g_clear_pointer (&state->report, falk_report_free);
  g_clear_pointer (&state->model_source, g_free);
  g_ptr_array_set_size (state->parameters, 0);
  state->model = g_steal_pointer (&opened->model);
  state->report = g_steal_pointer (&opened->report);
  state->model_source = g_strdup (opened->title);
  add_tensors (state->parameters, opened->tensors);
  add_notes (state->notes, state->model->notes);
}

static void
take_data (FalkState *state, FalkOpened *opened)
{
  if (opened->input == NULL && opened->tensors->len == 1)
    set_input (state, g_ptr_array_index (opened->tensors, 0));
  else
    add_tensors (state->data, opened->tensors);
}

static gboolean
brings_model (const GPtrArray *opened)
{
  for (guint i = 0; i < opened->len; i++)
    if (((FalkOpened *)g_ptr_array_index (opened, i))->model != NULL)
      return TRUE;
  return FALSE;
}

FalkState *
falk_state_open (FalkState *base, GPtrArray *opened, const char *label)
{
  FalkState *state = new_state (label);
  gboolean model = brings_model (opened);
  if (base != NULL)
    inherit (state, base, !model, !model || base->report == NULL);
  for (guint i = 0; i < opened->len; i++)
    {
      FalkOpened *one = g_ptr_array_index (opened, i);
      if (one->input != NULL)
        set_input (state, one->input);
      if (one->model != NULL)
        take_model (state, one);
      else
        take_data (state, one);
      add_notes (state->notes, one->notes);
    }
  return finish (state);
}

FalkState *
falk_state_with_input (FalkState *base, FalkTensor *input, const char *label)
{
  FalkState *state = new_state (label);
  inherit (state, base, TRUE, FALSE);
  /* The old input stays at hand. */
  if (base->input != NULL && base->input->data != NULL
      && !g_ptr_array_find (state->data, base->input, NULL))
    g_ptr_array_add (state->data, falk_tensor_ref (base->input));
  set_input (state, input);
  return finish (state);
}

FalkState *
falk_state_with_fix (FalkState *base, guint index)
{
  if (base->explanation == NULL || index >= base->explanation->causes->len)
    return NULL;
  const FalkCause *cause = g_ptr_array_index (base->explanation->causes, index);
  if (cause->fix == NULL)
    return NULL;
  FalkModel *model = falk_edits_apply (base->model, cause->fix->edits);
  if (model == NULL)
    return NULL;
  FalkState *state = new_state (cause->fix->label);
  state->fixed = TRUE;
  inherit (state, base, TRUE, TRUE);
  falk_model_free (state->model);
  state->model = model;
  /* A fix may change the data instead, such as its type. */
  g_autoptr (FalkTensor) input =
      falk_edits_apply_input (base->input, cause->fix->edits);
  set_input (state, input);
  if (cause->fix->caution != NULL)
    g_ptr_array_add (state->notes, g_strdup (cause->fix->caution));
  return finish (state);
}

GPtrArray *
falk_state_tensors (const FalkState *state)
{
  GPtrArray *tensors = g_ptr_array_new ();
  if (state->input != NULL)
    g_ptr_array_add (tensors, state->input);
  for (guint i = 0; i < state->parameters->len; i++)
    g_ptr_array_add (tensors, g_ptr_array_index (state->parameters, i));
  for (guint i = 0; i < state->data->len; i++)
    if (g_ptr_array_index (state->data, i) != state->input)
      g_ptr_array_add (tensors, g_ptr_array_index (state->data, i));
  return tensors;
}

char *
falk_state_title (const FalkState *state)
{
  if (state->model != NULL)
    return g_strdup (state->model->name);
  return g_strdup (state->input != NULL ? state->input->name : "Tensors");
}

char *
falk_state_subtitle (const FalkState *state)
{
  const char *model = state->model_source;
  const char *input = state->input != NULL ? state->input->file : NULL;
  if (model != NULL && state->model != NULL
      && g_str_equal (model, state->model->name))
    model = NULL;
  if (model != NULL && input != NULL && !g_str_equal (model, input))
    return g_strdup_printf ("%s · %s", model, input);
  return g_strdup (model != NULL ? model : input != NULL ? input : "");
}

int
falk_state_first_step (const FalkState *state)
{
  if (state->model == NULL || state->model->steps->len == 0)
    return -1;
  if (state->inference != NULL && !state->inference->ok)
    return (int)state->inference->fault.step;
  for (guint i = 0; i < state->model->steps->len; i++)
    if (falk_rule (falk_model_step (state->model, i)->op)->layered)
      return (int)i;
  return 0;
}
