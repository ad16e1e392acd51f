/* SPDX-License-Identifier: MIT */
#include "falk-batch.h"
#include "falk-check-state.h"
#include "falk-request.h"
#include "falk-command.h"
#include "falk-explanation.h"
#include "falk-terminal.h"
#include "falk-verdict.h"

typedef struct
{
  FalkAsked asked;
  char *torch, *state;
  gboolean json, batch;
} Options;

static void
clear_options (Options *options)
{
  falk_asked_clear (&options->asked);
  g_free (options->torch);
  g_free (options->state);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static void
print_json (const FalkRequest *request, const FalkInference *inference,
            FalkTorch torch)
{
  g_autoptr (GPtrArray) notices =
      falk_notices (request->model, request->input, inference);
  json_t *verdict = falk_verdict_to_json (request->model, inference, torch);

  if (!inference->ok)
    {
      g_autoptr (FalkExplanation) explanation =
          falk_explain (request->model, request->input, inference,
                        request->opened->report, torch);

      falk_verdict_add_explanation (verdict, request->model, inference,
                                    explanation);
    }
  json_object_set_new (verdict, "notices",
                       falk_notices_to_json (request->model, notices));
  json_object_set_new (verdict, "notes",
                       falk_json_strings (request->opened->notes));
  falk_json_print (verdict);
}

/* Whether the model loads the checkpoint. Where data is given as well, the
 * verdict on it follows when it does. */
static FalkExit
check_state (const Options *options, const char *what)
{
  g_auto (FalkRequest) request = { NULL };
  FalkExit status;

  if (!falk_request_open_model (&request, what, &options->asked, &status))
    return status;
  return falk_check_state (&request, options->state, options->json,
                           options->asked.input != NULL);
}

static FalkExit
check_one (const Options *options, const char *what, FalkTorch torch)
{
  g_auto (FalkRequest) request = { NULL };
  g_autoptr (FalkInference) inference = NULL;
  FalkExit status;

  if (options->state)
    {
      status = check_state (options, what);
      if (status != FALK_EXIT_FITS || !options->asked.input)
        return status;
    }
  if (!falk_request_open (&request, "check", what, &options->asked, &status))
    return status;
  if (torch != FALK_TORCH_COUNT)
    request.model->torch = torch;
  inference = falk_infer (request.model, request.input);
  if (options->json)
    print_json (&request, inference, request.model->torch);
  else
    falk_terminal_print (request.model, request.input, inference,
                         request.opened, request.model->torch);
  return inference->ok ? FALK_EXIT_FITS : FALK_EXIT_FAULT;
}

FalkExit
falk_command_check (int argc, char **argv)
{
  g_auto (Options) options = { { NULL } };
  g_autofree char *torch_help = falk_command_torch_help (
      "The PyTorch whose checks and words these are (default: the model's, or "
      "1.13)");
  GOptionEntry entries[] = {
    FALK_ASKED_ENTRIES (&options.asked),
    { "torch", 0, 0, G_OPTION_ARG_STRING, &options.torch, torch_help, "V" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state,
      "A checkpoint that the model is to load, FILE or FILE:PART", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "Print JSON", NULL },
    { "batch", 0, 0, G_OPTION_ARG_NONE, &options.batch,
      "Read cases, one JSON object a line, from FILE or standard input", NULL },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  FalkTorch torch = FALK_TORCH_COUNT;
  FalkExit status;

  if (!falk_command_parse ("check", entries, argc, argv, 0, 1, &rest, &status))
    return status;
  if (options.torch && !falk_torch_parse (options.torch, &torch))
    return falk_command_no_torch (options.torch);
  if (options.batch)
    return falk_batch_run (rest[0], falk_batch_check_quick, falk_batch_check,
                           &torch);
  if (!rest[0])
    return falk_command_usage ("check needs a MODEL; 'falk check --help' says "
                               "what that may be");
  return check_one (&options, rest[0], torch);
}
