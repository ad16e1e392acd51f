/* SPDX-License-Identifier: MIT */
#include "falk-check-state.h"

#include "falk-command.h"
#include "falk-terminal.h"
#include "falk-verdict.h"

static json_t *
fault_to_json (const FalkStateDiff *diff, const FalkModel *model)
{
  g_autoptr (FalkExplanation) explanation = falk_explain_state (diff, model);
  g_autofree char *message = falk_state_diff_to_text (diff);
  json_t *verdict = json_object ();

  json_object_set_new (verdict, "ok", json_false ());
  json_object_set_new (verdict, "error", json_string (explanation->exception));
  json_object_set_new (verdict, "message", json_string (message));
  json_object_set_new (verdict, "facts",
                       falk_json_strings (explanation->facts));
  json_object_set_new (verdict, "differs", falk_differs_to_json (explanation));
  json_object_set_new (verdict, "causes", falk_causes_to_json (explanation));
  return verdict;
}

static json_t *
fits_to_json (const FalkStateDiff *diff)
{
  json_t *verdict = json_object ();

  json_object_set_new (verdict, "ok", json_true ());
  json_object_set_new (verdict, "loaded", json_integer (diff->entries->len));
  json_object_set_new (verdict, "differs", json_array ());
  return verdict;
}

static void
print_text (const FalkStateDiff *diff, const FalkModel *model,
            const GPtrArray *notes, gboolean quiet)
{
  if (falk_state_diff_any (diff))
    {
      g_autoptr (FalkExplanation) explanation =
          falk_explain_state (diff, model);

      falk_terminal_print_explanation (explanation, notes);
    }
  else if (!quiet)
    falk_terminal_print_loads (diff, notes);
}

FalkExit
falk_check_state (const FalkRequest *request, const char *state, gboolean json,
                  gboolean quiet)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parameters =
      falk_open_parameters (state, notes, &error);
  g_autoptr (FalkStateDiff) diff = NULL;
  gboolean differs;

  if (!parameters)
    return falk_command_fail (FALK_EXIT_READ, error);
  diff = falk_state_diff_compare (request->model, parameters);
  differs = falk_state_diff_any (diff);
  if (json && (differs || !quiet))
    {
      json_t *verdict =
          differs ? fault_to_json (diff, request->model) : fits_to_json (diff);

      json_object_set_new (verdict, "notes", falk_json_strings (notes));
      falk_json_print (verdict);
    }
  else if (!json)
    print_text (diff, request->model, notes, quiet);
  return differs ? FALK_EXIT_FAULT : FALK_EXIT_FITS;
}
