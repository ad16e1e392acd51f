/* SPDX-License-Identifier: MIT */
#include "falk-batch.h"
#include "falk-report-row.h"
#include "falk-command.h"
#include "falk-explanation.h"
#include "falk-terminal.h"
#include "falk-verdict.h"

/* Infers @model as @torch does. Where that finds nothing wrong, as without a
 * text's version, it is inferred as the text's, and @torch becomes that. */
static FalkInference *
infer_as (FalkModel *model, const FalkTensor *input, FalkTorch *torch,
          const FalkReport *report)
{
  FalkTorch own = model->torch;
  FalkInference *inference;

  if (*torch != FALK_TORCH_COUNT)
    {
      model->torch = *torch;
      inference = falk_infer (model, input);
      if (!inference->ok)
        return inference;
      falk_inference_free (inference);
    }
  model->torch = own;
  *torch = report->torch;
  return falk_infer (model, input);
}

/* What is known of a report's explanation, with the layer that spoke as
 * code, "nn.Linear(50, 20)", and the axis where there is a model. @torch:
 * FALK_TORCH_COUNT where the text's own version is meant. */
static json_t *
explain_report (const FalkReport *report, FalkTorch torch)
{
  g_autoptr (FalkInference) inference =
      report->model ? infer_as (report->model, report->input, &torch, report)
                    : NULL;
  g_autoptr (FalkExplanation) explanation =
      inference ? falk_explain (report->model, report->input, inference, report,
                                torch)
                : falk_explain_report (report);
  const FalkFault *fault = inference ? &inference->fault : NULL;
  g_autofree char *layer =
      fault ? falk_step_to_text (falk_model_step (report->model, fault->step))
            : NULL;
  json_t *object = json_object ();

  json_object_set_new (object, "wording",
                       json_string (falk_wording_name (report->wording)));
  json_object_set_new (object, "layer",
                       layer ? json_string (layer) : json_null ());
  json_object_set_new (object, "axis",
                       fault && fault->axis >= 0 ? json_integer (fault->axis)
                                                 : json_null ());
  json_object_set_new (object, "message", json_string (explanation->message));
  json_object_set_new (object, "facts", falk_json_strings (explanation->facts));
  if (explanation->agreements->len > 0)
    json_object_set_new (object, "state",
                         falk_agreements_to_json (explanation));
  if (report->diff)
    json_object_set_new (object, "differs", falk_differs_to_json (explanation));
  json_object_set_new (object, "causes", falk_causes_to_json (explanation));
  if (explanation->question)
    json_object_set_new (object, "question",
                         json_string (explanation->question));
  return object;
}

json_t *
falk_batch_explain (const json_t *row, gpointer user_data)
{
  const char *message = json_string_value (json_object_get (row, "message"));
  const char *version = json_string_value (json_object_get (row, "torch"));
  FalkTorch torch = *(const FalkTorch *)user_data;
  g_autoptr (FalkContext) context = NULL;
  g_autoptr (FalkReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!message)
    return falk_batch_error ("the row has no \"message\"");
  context = falk_report_row_context (row);
  report = falk_report_read (message, context, &error);
  if (!report)
    return falk_batch_error (error->message);
  if (version)
    falk_torch_parse (version, &torch);
  return explain_report (report, torch);
}

/* Reads the report of @opened again with the input's shape as @input says
 * it; FALSE and @error where the text can't be about it. */
static gboolean
use_input (FalkOpened *opened, const char *input, GError **error)
{
  FalkShape shape;
  FalkReport *report;

  if (!falk_shape_parse (input, &shape))
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                   "'%s' is no shape. Write it as 32,50,3.", input);
      return FALSE;
    }
  report = falk_report_with_input (opened->report, &shape);
  if (!report)
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                   "An input of shape %s can't give this error: its sizes "
                   "don't go with the text's. Print the shape right before "
                   "the call that fails.",
                   input);
      return FALSE;
    }
  falk_opened_take_report (opened, report);
  return TRUE;
}

static FalkOpened *
open_report (const char *what, const char *input, GError **error)
{
  FalkOpened *opened = falk_open_model (what, error);

  if (opened && !opened->report)
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                   "%s holds %s, no error text. Paste the error that PyTorch "
                   "printed, or use 'falk check'.",
                   opened->title, opened->format);
      g_clear_pointer (&opened, falk_opened_free);
    }
  if (opened && input && !use_input (opened, input, error))
    g_clear_pointer (&opened, falk_opened_free);
  return opened;
}

FalkExit
falk_command_explain (int argc, char **argv)
{
  g_autofree char *version = NULL, *input = NULL;
  g_autofree char *torch_help = falk_command_torch_help (
      "The PyTorch whose words are printed (default: the text's)");
  gboolean json = FALSE, batch = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON", NULL },
    { "torch", 0, 0, G_OPTION_ARG_STRING, &version, torch_help, "V" },
    { "input", 0, 0, G_OPTION_ARG_STRING, &input,
      "The shape of the input, such as 32,50,3, where it is known", "SHAPE" },
    { "batch", 0, 0, G_OPTION_ARG_NONE, &batch,
      "Read reports, one JSON object a line, from FILE or standard input",
      NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (FalkOpened) opened = NULL;
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (GError) error = NULL;
  FalkTorch torch = FALK_TORCH_COUNT;
  FalkExit status;

  if (!falk_command_parse ("explain", entries, argc, argv, 0, 1, &rest,
                           &status))
    return status;
  if (version && !falk_torch_parse (version, &torch))
    return falk_command_no_torch (version);
  if (batch)
    return falk_batch_run (rest[0], NULL, falk_batch_explain, &torch);
  opened = open_report (rest[0] ? rest[0] : "-", input, &error);
  if (!opened)
    return falk_command_fail (FALK_EXIT_READ, error);
  if (json)
    {
      falk_json_print (explain_report (opened->report, torch));
      return FALK_EXIT_FAULT;
    }
  if (!opened->report->model)
    {
      falk_terminal_print_report (opened);
      return FALK_EXIT_FAULT;
    }
  inference = infer_as (opened->model, opened->input, &torch, opened->report);
  falk_terminal_print (opened->model, opened->input, inference, opened, torch);
  return FALK_EXIT_FAULT;
}
