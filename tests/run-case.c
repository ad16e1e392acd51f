/* SPDX-License-Identifier: MIT */
/* Runs one case for numerics.py:
 *
 *   run-case CASE.json TENSORS.npz OUT.npy
 *
 * CASE is a model and its input as `falk check --batch` takes them. TENSORS
 * holds values: "input", and "STEP.NAME" for a parameter, a state or a second
 * operand of a step. OUT gets what the last step gave. Exit status 0, or 1
 * with a sentence: nothing may be drawn here. */
#include <stdio.h>
#include <string.h>

#include "falk-blas.h"
#include "falk-file.h"
#include "falk-model-json.h"
#include "falk-npy-write.h"
#include "falk-run.h"

/* The tensor called @name as one called @as; NULL where there is none. */
static FalkTensor *
load (FalkFile *file, const char *name, const char *as, GError **error)
{
  gssize index = falk_file_find (file, name);
  g_autoptr (FalkTensor) tensor = NULL;

  if (index < 0)
    return NULL;
  tensor = falk_file_load_tensor (file, (size_t)index, error);
  return tensor ? falk_tensor_new (as, NULL, tensor->dtype, &tensor->shape,
                                   tensor->data)
                : NULL;
}

/* Gives every step the tensors named after it. */
static gboolean
load_steps (const FalkModel *model, FalkFile *file, GError **error)
{
  for (guint i = 0; i < model->steps->len; i++)
    for (gsize j = 0; j < file->n_tensors; j++)
      {
        FalkStep *step = falk_model_step (model, i);
        const char *name = file->tensors[j].name;
        gsize length = strlen (step->name);
        g_autoptr (FalkTensor) tensor = NULL;

        if (strncmp (name, step->name, length) != 0 || name[length] != '.')
          continue;
        tensor = load (file, name, name + length + 1, error);
        if (!tensor)
          return FALSE;
        falk_step_set_tensor (step, tensor);
      }
  return TRUE;
}

static gboolean
is_all_given (const FalkRun *run, GError **error)
{
  const GPtrArray *notes = falk_run_notes (run);

  for (guint i = 0; i < notes->len; i++)
    if (strstr (notes->pdata[i], "drawn"))
      {
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                             notes->pdata[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
write_output (const FalkModel *model, const FalkRun *run, const char *path,
              GError **error)
{
  const FalkTensor *output = falk_run_output (run, model->steps->len - 1);
  FalkArray array = { output->name, output->dtype, output->shape,
                      g_bytes_get_data (output->data, NULL) };
  FalkLoadError trouble;
  gboolean ok = falk_npy_write (path, &array, &trouble);

  if (!ok)
    falk_load_error_to_gerror (&trouble, error);
  return ok;
}

static gboolean
run_case (const char *text, FalkFile *file, const char *path, GError **error)
{
  g_autoptr (FalkTensor) bare = NULL;
  g_autoptr (FalkModel) model =
      falk_model_from_json_text (text, -1, &bare, error);
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (FalkRun) run = NULL;

  if (!model || !load_steps (model, file, error))
    return FALSE;
  input = load (file, "input", "input", error);
  if (!input)
    return FALSE;
  inference = falk_infer (model, input);
  run = falk_run_new (model, input, inference, NULL, error);
  return run && is_all_given (run, error)
         && write_output (model, run, path, error);
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  FalkLoadError trouble = { 0 };
  FalkFile *file;
  gboolean ok = FALSE;

  falk_blas_prepare ();
  if (argc != 4)
    {
      fprintf (stderr, "usage: run-case CASE.json TENSORS.npz OUT.npy\n");
      return 64;
    }
  file = falk_file_open (argv[2], NULL, &trouble);
  if (!file)
    falk_load_error_to_gerror (&trouble, &error);
  else if (g_file_get_contents (argv[1], &text, NULL, &error))
    ok = run_case (text, file, argv[3], &error);
  falk_file_close (file);
  if (!ok)
    fprintf (stderr, "%s\n", error ? error->message : "a tensor is missing");
  return ok ? 0 : 1;
}
