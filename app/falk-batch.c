/* SPDX-License-Identifier: MIT */
#include "falk-batch.h"

#include "falk-command.h"
#include "falk-explanation.h"
#include "falk-json-field.h"
#include "falk-model-json.h"
#include "falk-model-scan.h"
#include "falk-verdict.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

json_t *
falk_batch_error (const char *message)
{
  json_t *answer = json_object ();

  json_object_set_new (answer, "error", json_string (message));
  return answer;
}

/* Puts "id" first, as it stands in the row. */
static json_t *
with_id (const json_t *row, json_t *answer)
{
  json_t *id = json_object_get (row, "id");
  json_t *whole;

  if (!id)
    return answer;
  whole = json_object ();
  json_object_set (whole, "id", id);
  json_object_update (whole, answer);
  json_decref (answer);
  return whole;
}

static json_t *
answer_line (const char *line, gsize length, gsize number, FalkBatchFunc answer,
             gpointer user_data, gboolean *good)
{
  json_error_t error;
  json_t *row = json_loadb (line, length, JSON_REJECT_DUPLICATES, &error);
  json_t *result;

  if (!json_is_object (row))
    {
      g_autofree char *said = row ? NULL : falk_json_trouble (&error);
      g_autofree char *message =
          g_strdup_printf ("line %" G_GSIZE_FORMAT ": not a JSON object%s%s",
                           number, said ? ": " : "", said ? said : "");

      *good = FALSE;
      json_decref (row);
      return falk_batch_error (message);
    }
  result = answer (row, user_data);
  if (json_object_get (result, "error") && !json_object_get (result, "step"))
    *good = FALSE;
  result = with_id (row, result);
  json_decref (row);
  return result;
}

FalkExit
falk_batch_run (const char *path, FalkBatchQuick quick, FalkBatchFunc answer,
                gpointer user_data)
{
  gboolean standard = !path || g_str_equal (path, "-");
  FILE *file = standard ? stdin : fopen (path, "re");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *line = NULL;
  size_t size = 0;
  ssize_t length;
  gboolean good = TRUE;

  if (!file)
    {
      g_autoptr (GError) error = g_error_new (
          G_FILE_ERROR, 0, "%s can't be read: %s.", path, g_strerror (errno));

      return falk_command_fail (FALK_EXIT_READ, error);
    }
  for (gsize number = 1; (length = getline (&line, &size, file)) >= 0; number++)
    {
      if (strspn (line, " \t\r\n") == (gsize)length)
        continue;
      g_string_truncate (text, 0);
      if (quick && quick (line, (gsize)length, text, user_data))
        fwrite (text->str, 1, text->len, stdout);
      else
        falk_json_print (answer_line (line, (gsize)length, number, answer,
                                      user_data, &good));
    }
  if (!standard)
    fclose (file);
  return good ? FALK_EXIT_FITS : FALK_EXIT_READ;
}

json_t *
falk_batch_check (const json_t *row, gpointer user_data)
{
  const FalkTorch *torch = user_data;
  g_autoptr (FalkTensor) input = NULL;
  g_autoptr (FalkModel) model = NULL;
  g_autoptr (FalkInference) inference = NULL;
  g_autoptr (GError) error = NULL;

  model = falk_model_from_json (row, &input, &error);
  if (!model)
    return falk_batch_error (error->message);
  if (!input)
    return falk_batch_error ("the case has no \"input\"");
  if (*torch != FALK_TORCH_COUNT)
    model->torch = *torch;
  inference = falk_infer (model, input);
  return falk_verdict_to_json (model, inference, model->torch);
}

gboolean
falk_batch_check_quick (const char *line, gsize length, GString *answer,
                        gpointer user_data)
{
  const FalkTorch *torch = user_data;
  g_autoptr (FalkTensor) input = NULL;
  const char *id;
  gsize id_length;
  g_autoptr (FalkModel) model =
      falk_model_scan (line, length, &input, &id, &id_length);
  FalkValue output;
  FalkFault fault;

  if (!model)
    return FALSE;
  if (*torch != FALK_TORCH_COUNT)
    model->torch = *torch;
  g_string_append_c (answer, '{');
  if (id)
    {
      g_string_append (answer, "\"id\":");
      g_string_append_len (answer, id, (gssize)id_length);
      g_string_append_c (answer, ',');
    }
  if (falk_infer_verdict (model, input, &output, &fault))
    falk_verdict_append (answer, &output);
  else
    falk_verdict_append_fault (answer, model, &fault, model->torch);
  g_string_append (answer, "}\n");
  return TRUE;
}
