/* SPDX-License-Identifier: MIT */
#include "falk-request.h"
#include "falk-command.h"
#include "falk-compare.h"
#include "falk-run.h"
#include "falk-tensor-save.h"
#include "falk-terminal.h"

#include <stdio.h>

typedef struct
{
  FalkAsked asked;
  char *output, *trace, *compare;
  int threads;
  gint64 seed;
} Options;

static void
clear_options (Options *options)
{
  falk_asked_clear (&options->asked);
  g_free (options->output);
  g_free (options->trace);
  g_free (options->compare);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* Every gate of every recurrent step, as "gru.r" of shape [states, T, B, H].
 */
static gboolean
write_trace (const char *path, const FalkModel *model, const FalkRun *run,
             GError **error)
{
  g_autoptr (GPtrArray) tensors =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);

  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkRecord *record = falk_run_record (run, i);
      const FalkStep *step = falk_model_step (model, i);

      for (guint g = 0; record && g < falk_record_n_gates (record); g++)
        {
          FalkGate gate = falk_record_gate (record, g);
          FalkShape shape =
              FALK_SHAPE (record->states, record->T, record->B, record->H);
          gsize count =
              (gsize)(record->states * record->T * record->B * record->H);
          g_autofree char *name =
              g_strdup_printf ("%s.%s", step->name, falk_gate_name (gate));
          g_autoptr (GBytes) data =
              g_bytes_new_static (record->gates[gate], count * sizeof (float));

          g_ptr_array_add (
              tensors,
              falk_tensor_new (name, NULL, FALK_DTYPE_FLOAT32, &shape, data));
        }
    }
  return falk_tensor_save_npz (path, tensors, error);
}

/* Says how far @output is from the reference. TRUE when it is equal within
 * the tolerance. */
static gboolean
compare (const char *path, const FalkTensor *output, gboolean *equal,
         GError **error)
{
  g_autoptr (FalkTensor) reference = falk_open_tensor (path, "ref", error);
  FalkDifference difference;
  g_autofree char *text = NULL;

  if (!reference || !falk_compare (output, reference, &difference, error))
    return FALSE;
  text = falk_difference_to_text (&difference, path);
  puts (text);
  *equal = difference.equal;
  return TRUE;
}

static gboolean
is_standard (const char *path)
{
  return path && g_str_equal (path, "-");
}

/* Words go to stderr where the data goes to stdout. */
static void
print_result (const FalkRun *run, const FalkTensor *output,
              const FalkOpened *opened, const Options *options)
{
  g_autofree char *shape = falk_shape_to_text (&output->shape, FALK_SHAPE_LIST);
  const GPtrArray *notes[] = { opened->notes, falk_run_notes (run) };
  FILE *to = is_standard (options->output) || is_standard (options->trace)
                 ? stderr
                 : stdout;

  fprintf (to, "output %s, ran in %.3g ms\n", shape,
           (double)falk_run_elapsed (run) / 1e6);
  if (options->output)
    fprintf (to, "wrote %s\n", options->output);
  if (options->trace)
    fprintf (to, "wrote %s\n", options->trace);
  for (guint k = 0; k < G_N_ELEMENTS (notes); k++)
    for (guint i = 0; i < notes[k]->len; i++)
      fprintf (to, "Note: %s\n", (const char *)notes[k]->pdata[i]);
}

static FalkExit
run_case (const FalkRequest *request, const FalkInference *inference,
          const Options *options)
{
  FalkRunOptions how = { .threads = (guint)options->threads,
                         .record = options->trace != NULL,
                         .seed = (guint64)options->seed };
  g_autoptr (GError) error = NULL;
  g_autoptr (FalkRun) run =
      falk_run_new (request->model, request->input, inference, &how, &error);
  const FalkTensor *output;
  gboolean equal = TRUE;

  if (!run)
    return falk_command_fail (FALK_EXIT_READ, error);
  output = request->model->steps->len
               ? falk_run_output (run, request->model->steps->len - 1)
               : request->input;
  if ((options->output
       && !falk_tensor_save_npy (options->output, output, &error))
      || (options->trace
          && !write_trace (options->trace, request->model, run, &error)))
    return falk_command_fail (FALK_EXIT_READ, error);
  print_result (run, output, request->opened, options);
  if (options->compare && !compare (options->compare, output, &equal, &error))
    return falk_command_fail (FALK_EXIT_READ, error);
  return equal ? FALK_EXIT_FITS : FALK_EXIT_FAULT;
}

FalkExit
falk_command_run (int argc, char **argv)
{
  g_auto (Options) options = { { NULL } };
  GOptionEntry entries[] = {
    FALK_ASKED_ENTRIES (&options.asked),
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      "Write the output there as .npy", "OUT.npy" },
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &options.trace,
      "Write r, z, n and h of every recurrent step there", "OUT.npz" },
    { "compare", 0, 0, G_OPTION_ARG_STRING, &options.compare,
      "Compare the output with this tensor: exit status 1 beyond 1e-5",
      "REF.npy" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads,
      "Threads to use (default: one for each core)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed,
      "Seed for what has to be drawn (default 0)", "N" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_auto (FalkRequest) request = { NULL };
  g_autoptr (FalkInference) inference = NULL;
  FalkExit status;

  if (!falk_command_parse ("run", entries, argc, argv, 1, 1, &rest, &status))
    return status;
  if (options.threads < 0)
    return falk_command_usage ("--threads must be 0 or more");
  if (!falk_request_open (&request, "run", rest[0], &options.asked, &status))
    return status;
  inference = falk_infer (request.model, request.input);
  if (inference->ok)
    return run_case (&request, inference, &options);
  falk_terminal_print (request.model, request.input, inference, request.opened,
                       FALK_TORCH_DEFAULT);
  return FALK_EXIT_FAULT;
}
