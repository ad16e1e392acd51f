/* SPDX-License-Identifier: MIT */
#include "falk-open.h"

#include "falk-file.h"
#include "falk-model-json.h"
#include "falk-model-text.h"
#include "falk-open-file.h"
#include "falk-plain-text.h"

#include <errno.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define TEXT_BYTES_MAX ((gsize)16 << 20)

GQuark
falk_open_error_quark (void)
{
  return g_quark_from_static_string ("falk-open-error");
}

FalkOpened *
falk_opened_new (const char *title, const char *format)
{
  FalkOpened *opened = g_new0 (FalkOpened, 1);

  opened->title = g_strdup (title);
  opened->format = g_strdup (format);
  opened->tensors =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);
  opened->notes = g_ptr_array_new_with_free_func (g_free);
  return opened;
}

void
falk_opened_free (FalkOpened *opened)
{
  if (!opened)
    return;
  g_free (opened->title);
  g_free (opened->format);
  g_clear_error (&opened->no_model);
  g_clear_pointer (&opened->model, falk_model_free);
  g_clear_pointer (&opened->input, falk_tensor_unref);
  g_clear_pointer (&opened->report, falk_report_free);
  g_ptr_array_unref (opened->tensors);
  g_ptr_array_unref (opened->notes);
  g_free (opened);
}

/* A name at the start ("h0", "batch_first") stays as it is written. */
void
falk_opened_note (FalkOpened *opened, const char *text)
{
  gsize word = 0;
  char *note =
      g_strconcat (text, g_str_has_suffix (text, ".") ? "" : ".", NULL);

  while (g_ascii_isalpha (note[word]))
    word++;
  if (note[word] == ' ')
    note[0] = g_ascii_toupper (note[0]);
  g_ptr_array_add (opened->notes, note);
}

FalkTorch
falk_opened_torch (const FalkOpened *opened)
{
  return opened->report  ? opened->report->torch
         : opened->model ? opened->model->torch
                         : FALK_TORCH_DEFAULT;
}

static void
add_notes (FalkOpened *opened, const GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    falk_opened_note (opened, notes->pdata[i]);
}

void
falk_opened_take_report (FalkOpened *opened, FalkReport *report)
{
  g_clear_pointer (&opened->model, falk_model_free);
  g_clear_pointer (&opened->input, falk_tensor_unref);
  g_clear_pointer (&opened->report, falk_report_free);
  g_clear_error (&opened->no_model);
  g_ptr_array_set_size (opened->notes, 0);
  if (report->model)
    {
      opened->model = falk_model_copy (report->model);
      opened->input = falk_tensor_ref (report->input);
    }
  else
    g_set_error (&opened->no_model, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                 "\"%s\" is about something that has no step to be drawn or "
                 "run. 'falk explain' says what causes it.",
                 report->sentence);
  add_notes (opened, report->notes);
  opened->report = report;
}

/* The readers of text that are asked in turn. Each gives NULL without an
 * error when the text is not of its kind. The first trouble is what is said
 * where none of them can read it. */
typedef FalkOpened *(*TextReader) (const char *text, const char *title,
                                   GError **error);

/* Logs begin with a bracket as well: "[rank0]: ". */
static gboolean
may_be_json (const char *text)
{
  text += strspn (text, " \t\r\n");
  return *text == '{' || *text == '[';
}

static FalkOpened *
read_json (const char *text, const char *title, GError **error)
{
  FalkTensor *input = NULL;
  FalkModel *model;
  FalkOpened *opened;

  if (!may_be_json (text))
    return NULL;
  model = falk_model_from_json_text (text, -1, &input, error);
  if (!model)
    {
      g_prefix_error (error, "%s: ", title);
      return NULL;
    }
  opened = falk_opened_new (title, "JSON model");
  opened->model = model;
  opened->input = input;
  add_notes (opened, model->notes);
  return opened;
}

/* An error may stand in a string of JSON, as a notebook keeps it. */
static FalkOpened *
read_report (const char *text, const char *title, GError **error)
{
  g_autofree char *strings =
      may_be_json (text) ? falk_plain_text_from_json (text) : NULL;
  g_autoptr (FalkReport) report =
      falk_report_read (strings ? strings : text, NULL, NULL);
  FalkOpened *opened;

  if (!report)
    return NULL;
  opened = falk_opened_new (title, "error text");
  falk_opened_take_report (opened, g_steal_pointer (&report));
  return opened;
}

static FalkOpened *
read_model (const char *text, const char *title, GError **error)
{
  FalkModel *model;
  FalkOpened *opened;

  if (!falk_model_text_looks_like (text))
    return NULL;
  model = falk_model_from_text (text, title, error);
  if (!model)
    {
      g_prefix_error (error, "%s: ", title);
      return NULL;
    }
  opened = falk_opened_new (title, "model text");
  opened->model = model;
  add_notes (opened, model->notes);
  return opened;
}

static FalkOpened *
open_text (const char *text, const char *title, GError **error)
{
  static const TextReader readers[] = { read_json, read_report, read_model };
  g_autoptr (GError) trouble = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                   "%s is no UTF-8 text.", title);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      FalkOpened *opened = readers[i](text, title, trouble ? NULL : &trouble);

      if (opened)
        return opened;
    }
  if (trouble)
    g_propagate_error (error, g_steal_pointer (&trouble));
  else
    {
      /* The error of the error reader says what was looked for. */
      falk_report_free (falk_report_read (text, NULL, error));
      g_prefix_error (error, "%s: ", title);
    }
  return NULL;
}

FalkOpened *
falk_open_text (const char *text, GError **error)
{
  return open_text (text, "pasted text", error);
}

/* Reads all of a text from @file, which may be a pipe. NULL and @error when
 * it is too long for one. */
static char *
read_text (FILE *file, const char *title, gsize *length, GError **error)
{
  GString *text = g_string_new (NULL);
  char block[4096];
  size_t n;

  while ((n = fread (block, 1, sizeof block, file)) > 0
         && text->len <= TEXT_BYTES_MAX)
    g_string_append_len (text, block, (gssize)n);
  *length = text->len;
  if (text->len <= TEXT_BYTES_MAX)
    return g_string_free (text, FALSE);
  g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
               "%s is too long for a text: more than 16 MiB.", title);
  g_string_free (text, TRUE);
  return NULL;
}

static FalkOpened *
open_text_file (const char *path, const char *title, GError **error)
{
  g_autofree char *bytes = NULL, *text = NULL;
  gboolean standard = g_str_equal (path, "-");
  FILE *file = standard ? stdin : fopen (path, "re");
  gsize length = 0;

  if (!file)
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_READ,
                   "%s can't be read: %s.", title, g_strerror (errno));
      return NULL;
    }
  bytes = read_text (file, title, &length, error);
  if (!standard)
    fclose (file);
  text = bytes ? falk_plain_text_from_bytes (bytes, length) : NULL;
  if (bytes && !text)
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                   "%s is no text: it has bytes of value 0.", title);
      return NULL;
    }
  return text ? open_text (text, title, error) : NULL;
}

/* Splits "file.pt:encoder.gru" where the whole is no file but the part
 * before the last colon is one. */
static char *
split_member (const char *path, char **member)
{
  const char *colon = strrchr (path, ':');
  g_autofree char *file = NULL;

  *member = NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS) || !colon)
    return g_strdup (path);
  file = g_strndup (path, (gsize)(colon - path));
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return g_strdup (path);
  *member = g_strdup (colon + 1);
  return g_steal_pointer (&file);
}

/* What a text may be: a model, an error text, or, for the reader of files, a
 * kind of text that holds numbers. */
static gboolean
may_be_text (const char *path, const char *kind)
{
  static const char *const kinds[] = { "json", "csv", "text", NULL };
  static const char *const endings[] = { ".json", ".txt", ".py", ".log" };

  for (guint i = 0; !kind && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      return TRUE;
  return (kind && g_strv_contains (kinds, kind)) || g_str_equal (path, "-")
         || g_str_has_prefix (path, "/dev/fd/");
}

FalkOpened *
falk_open_file (const char *path, FalkOpenProgress progress, gpointer user_data,
                GError **error)
{
  g_autofree char *member = NULL;
  g_autofree char *file = split_member (path, &member);
  g_autofree char *base = g_path_get_basename (file);
  FalkLoadError trouble;
  const char *kind = falk_file_sniff (file, &trouble);

  if (may_be_text (file, kind)
      && (g_str_equal (file, "-") || g_file_test (file, G_FILE_TEST_EXISTS)))
    return open_text_file (file, g_str_equal (file, "-") ? "the text" : base,
                           error);
  if (!kind)
    {
      falk_load_error_to_gerror (&trouble, error);
      return NULL;
    }
  return falk_open_tensor_file (file, member, progress, user_data, error);
}

/* A text is recognised by what file names seldom have, or by being a model.
 */
static gboolean
is_text (const char *what)
{
  return strpbrk (what, " \n") || falk_model_text_looks_like (what)
         || what[strspn (what, " \t")] == '{';
}

FalkOpened *
falk_open_model (const char *what, GError **error)
{
  g_autofree char *member = NULL;
  g_autofree char *file = split_member (what, &member);

  if (!*what)
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_READ,
                   "The name of the file is empty.");
      return NULL;
    }
  if (!g_file_test (file, G_FILE_TEST_EXISTS) && is_text (what))
    return open_text (what, "the text", error);
  return falk_open_file (what, NULL, NULL, error);
}

FalkTensor *
falk_open_tensor (const char *what, const char *name, GError **error)
{
  FalkShape shape;
  g_autofree char *member = NULL;
  g_autofree char *file = split_member (what, &member);

  if (!g_file_test (file, G_FILE_TEST_EXISTS)
      && falk_shape_parse (what, &shape))
    return falk_tensor_new (name, NULL, FALK_DTYPE_FLOAT32, &shape, NULL);
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_READ,
                   "'%s' is neither a file nor a shape. Write a shape as "
                   "32,50,3: sizes of 0 or more, at most %d of them.",
                   what, FALK_RANK_MAX);
      return NULL;
    }
  return falk_open_member (file, member, name, error);
}

GPtrArray *
falk_open_parameters (const char *what, GPtrArray *notes, GError **error)
{
  g_autofree char *part = NULL;
  g_autofree char *file = split_member (what, &part);

  return falk_open_file_parameters (file, part, notes, error);
}
