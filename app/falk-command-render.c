/* SPDX-License-Identifier: MIT */
#include "falk-request.h"
#include "falk-command.h"
#include "falk-explanation.h"
#include "falk-export.h"

#include <stdio.h>

#define WIDTH_MIN 320
#define WIDTH_MAX 20000

typedef struct
{
  FalkAsked asked;
  char *output, *step, *theme, *format;
  int width;
} Options;

static void
clear_options (Options *options)
{
  falk_asked_clear (&options->asked);
  g_free (options->output);
  g_free (options->step);
  g_free (options->theme);
  g_free (options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* The format is the one asked for, else that of the file's ending; what goes
 * to standard output is SVG unless something else is asked for. */
static gboolean
choose_format (const Options *options, FalkFormat *format)
{
  g_autofree char *ending =
      options->format ? g_strconcat ("x.", options->format, NULL) : NULL;

  if (ending)
    return falk_format_from_path (ending, format);
  *format = FALK_FORMAT_SVG;
  return g_str_equal (options->output, "-")
         || falk_format_from_path (options->output, format);
}

static gboolean
write_scene (const FalkScene *scene, const FalkExportOptions *how,
             const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  if (!g_str_equal (path, "-"))
    return falk_export_file (scene, how, path, error);
  bytes = falk_export_bytes (scene, how, error);
  if (!bytes)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  if (fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_READ,
               "Standard output could not be written to.");
  return FALSE;
}

/* What fits is shown with its gates, where there are values to run. */
static FalkRun *
run_recorded (const FalkRequest *request, const FalkInference *inference)
{
  FalkRunOptions how = { .record = TRUE };

  if (!inference->ok || !request->input->data)
    return NULL;
  return falk_run_new (request->model, request->input, inference, &how, NULL);
}

static FalkExit
render_subject (const FalkSubject *subject, const Options *options,
                const FalkExportOptions *how, int step)
{
  FalkSceneOptions scene_options = FALK_SCENE_OPTIONS_INIT;
  g_autoptr (FalkScene) scene = NULL;
  g_autoptr (GError) error = NULL;

  scene_options.width = options->width;
  scene_options.step = step;
  scene = falk_scene_document (subject, &scene_options);
  if (!write_scene (scene, how, options->output, &error))
    return falk_command_fail (FALK_EXIT_READ, error);
  return FALK_EXIT_FITS;
}

/* What is said of an error text that has no step to be drawn. */
static FalkExit
render_text (const FalkRequest *request, const Options *options,
             const FalkExportOptions *how)
{
  g_autoptr (FalkExplanation) explanation =
      falk_explain_report (request->opened->report);
  FalkSubject subject = {
    .explanation = explanation,
    .notes = request->opened->notes,
  };

  return render_subject (&subject, options, how, -1);
}

static FalkExit
render_case (const FalkRequest *request, const Options *options,
             const FalkExportOptions *how, int step)
{
  g_autoptr (FalkInference) inference =
      falk_infer (request->model, request->input);
  g_autoptr (FalkExplanation) explanation =
      inference->ok ? NULL
                    : falk_explain (request->model, request->input, inference,
                                    request->opened->report,
                                    falk_opened_torch (request->opened));
  g_autoptr (FalkRun) run = run_recorded (request, inference);
  FalkSubject subject = {
    .model = request->model,
    .input = request->input,
    .inference = inference,
    .explanation = explanation,
    .run = run,
    .notes = request->opened->notes,
    .assumed = falk_report_assumed (request->opened->report, request->input),
  };

  return render_subject (&subject, options, how, step);
}

/* SOURCE_DATE_EPOCH is the convention for builds that give the same bytes
 * twice; it is the command's to read, not the library's. */
static gint64
source_date (void)
{
  const char *text = g_getenv ("SOURCE_DATE_EPOCH");

  return text ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static FalkExit
check_options (const Options *options, FalkExportOptions *how)
{
  if (!options->output)
    return falk_command_usage ("render needs -o FILE.svg, .pdf or .png, or "
                               "-o - for standard output");
  if (options->theme && !falk_theme_from_name (options->theme, &how->theme))
    return falk_command_usage ("'%s' is no theme; the themes are light, dark "
                               "and print",
                               options->theme);
  if (!choose_format (options, &how->format))
    return falk_command_usage ("'%s' ends in none of .svg, .pdf and .png",
                               options->format ? options->format
                                               : options->output);
  if (options->width
      && (options->width < WIDTH_MIN || options->width > WIDTH_MAX))
    return falk_command_usage ("--width is %d to %d points", WIDTH_MIN,
                               WIDTH_MAX);
  return FALK_EXIT_FITS;
}

FalkExit
falk_command_render (int argc, char **argv)
{
  g_auto (Options) options = { { NULL } };
  GOptionEntry entries[] = {
    FALK_ASKED_ENTRIES (&options.asked),
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      "Write the picture there: .svg, .pdf or .png; - for standard output",
      "OUT" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
      "svg, pdf or png, whatever OUT is called", "F" },
    { "step", 0, 0, G_OPTION_ARG_STRING, &options.step,
      "The step to draw (default: the one with the fault)", "NAME" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &options.theme,
      "light (default), dark or print", "T" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width,
      "Width of the picture in points", "N" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_auto (FalkRequest) request = { NULL };
  FalkExportOptions how = { .epoch = source_date () };
  FalkExit status;
  int step = -1;

  if (!falk_command_parse ("render", entries, argc, argv, 1, 1, &rest, &status))
    return status;
  status = check_options (&options, &how);
  if (status != FALK_EXIT_FITS)
    return status;
  options.asked.takes_text = TRUE;
  if (!falk_request_open (&request, "render", rest[0], &options.asked, &status))
    return status;
  if (!request.model && options.step)
    return falk_command_usage ("'%s' names a step, and the text is about none",
                               options.step);
  if (!request.model)
    return render_text (&request, &options, &how);
  if (options.step)
    step = falk_model_find (request.model, options.step);
  if (options.step && step < 0)
    return falk_command_usage ("%s has no step called '%s'",
                               request.model->name, options.step);
  return render_case (&request, &options, &how, step);
}
