/* SPDX-License-Identifier: MIT */
#include "falk-open-file.h"

#include "falk-checkpoint.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  FalkOpenProgress progress;
  gpointer user_data;
  gint64 before, bytes, total; /* of the tensor being read, and of all */
} Watch;

static bool
watch_cb (void *user, double fraction)
{
  const Watch *watch = user;

  return !watch->progress
         || watch->progress (watch->before
                                 + (gint64)(fraction * (double)watch->bytes),
                             MAX (watch->total, 1), watch->user_data);
}

static FalkFile *
open_file (const char *path, Watch *watch, GError **error)
{
  FalkLoadOptions options = { .progress = watch_cb, .progress_user = watch };
  FalkLoadError trouble;
  FalkFile *file = falk_file_open (path, &options, &trouble);

  if (!file && trouble.code == FALK_LOAD_CANCELLED)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                 "Opening was stopped.");
  else if (!file)
    falk_load_error_to_gerror (&trouble, error);
  return file;
}

/* Every tensor that can be read, with its elements. */
static gboolean
load_tensors (FalkFile *file, FalkOpened *opened, Watch *watch, GError **error)
{
  for (gsize i = 0; i < file->n_tensors; i++)
    if (file->tensors[i].readable)
      watch->total += (gint64)file->tensors[i].bytes;
  for (gsize i = 0; i < file->n_tensors; i++)
    {
      FalkTensor *tensor;

      if (!file->tensors[i].readable)
        {
          g_ptr_array_add (opened->notes, g_strdup (file->tensors[i].why_not));
          continue;
        }
      watch->bytes = (gint64)file->tensors[i].bytes;
      if (!watch_cb (watch, 0.0))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "Opening was stopped.");
          return FALSE;
        }
      tensor = falk_file_load_tensor (file, i, error);
      if (!tensor)
        return FALSE;
      g_ptr_array_add (opened->tensors, tensor);
      watch->before += watch->bytes;
    }
  return TRUE;
}

/* The array of a .npy has no name of its own: it takes @name. */
static FalkTensor *
take_named (FalkTensor *tensor, const char *name)
{
  FalkTensor *named;

  if (tensor->name[0])
    return tensor;
  named = falk_tensor_new (name, tensor->file, tensor->dtype, &tensor->shape,
                           tensor->data);
  falk_tensor_unref (tensor);
  return named;
}

/* What is assumed of batch_first is the model's to say, where there is one. */
static void
add_notes (FalkOpened *opened, const FalkFile *file)
{
  for (gsize i = 0; i < file->n_notes; i++)
    if (!opened->model || strcmp (file->notes[i], FALK_FILE_NOTE_BATCH_FIRST))
      falk_opened_note (opened, file->notes[i]);
  for (guint i = 0; opened->model && i < opened->model->notes->len; i++)
    falk_opened_note (opened, opened->model->notes->pdata[i]);
}

/* Where @name is no layer it may be one of the tensors: then it alone is what
 * was opened. */
static gboolean
keep_only (FalkOpened *opened, const char *name)
{
  for (guint i = 0; i < opened->tensors->len; i++)
    {
      FalkTensor *tensor = opened->tensors->pdata[i];

      if (!g_str_equal (tensor->name, name))
        continue;
      falk_tensor_ref (tensor);
      g_ptr_array_set_size (opened->tensors, 0);
      g_ptr_array_add (opened->tensors, tensor);
      return TRUE;
    }
  return FALSE;
}

FalkOpened *
falk_open_tensor_file (const char *path, const char *layer,
                       FalkOpenProgress progress, gpointer user_data,
                       GError **error)
{
  Watch watch = { .progress = progress, .user_data = user_data };
  g_autoptr (FalkFile) file = open_file (path, &watch, error);
  g_autoptr (FalkOpened) opened = NULL;
  g_autoptr (GError) trouble = NULL;

  if (!file)
    return NULL;
  opened = falk_opened_new (file->base_name, file->format);
  if (!load_tensors (file, opened, &watch, error))
    return NULL;
  if (opened->tensors->len == 1)
    opened->tensors->pdata[0] = take_named (opened->tensors->pdata[0], "x");
  opened->model =
      falk_checkpoint_model (file, opened->tensors, layer, &trouble);
  if (trouble)
    g_prefix_error (&trouble, "%s: ", opened->title);
  if (layer && !opened->model && !keep_only (opened, layer))
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  opened->no_model = g_steal_pointer (&trouble);
  add_notes (opened, file);
  return g_steal_pointer (&opened);
}

static gssize
find_member (const FalkFile *file, const char *member, GError **error)
{
  gssize index = member                 ? falk_file_find (file, member)
                 : file->n_tensors == 1 ? 0
                                        : -1;

  if (index < 0 && member)
    g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                 "%s has no tensor called '%s'. 'falk show' lists what it "
                 "holds.",
                 file->base_name, member);
  else if (index < 0)
    g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                 "%s holds %" G_GSIZE_FORMAT " tensors. Say which one, as in "
                 "'%s:NAME'; 'falk show' lists them.",
                 file->base_name, file->n_tensors, file->base_name);
  return index;
}

FalkTensor *
falk_open_member (const char *path, const char *member, const char *name,
                  GError **error)
{
  Watch watch = { 0 };
  g_autoptr (FalkFile) file = open_file (path, &watch, error);
  FalkTensor *tensor;
  gssize index;

  if (!file)
    return NULL;
  index = find_member (file, member, error);
  if (index < 0)
    return NULL;
  tensor = falk_file_load_tensor (file, (gsize)index, error);
  return tensor ? take_named (tensor, name) : NULL;
}

/* The name of @tensor without "@part."; NULL where it doesn't begin so. */
static const char *
name_within (const FalkFileTensor *tensor, const char *part)
{
  gsize n = part ? strlen (part) : 0;

  if (!part)
    return tensor->name;
  return g_str_has_prefix (tensor->name, part) && tensor->name[n] == '.'
             ? tensor->name + n + 1
             : NULL;
}

GPtrArray *
falk_open_file_parameters (const char *path, const char *part, GPtrArray *notes,
                           GError **error)
{
  Watch watch = { 0 };
  g_autoptr (FalkFile) file = open_file (path, &watch, error);
  g_autoptr (GPtrArray) tensors =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);

  for (gsize i = 0; file && i < file->n_tensors; i++)
    {
      const FalkFileTensor *tensor = &file->tensors[i];
      const char *name = name_within (tensor, part);

      if (name && tensor->readable)
        g_ptr_array_add (tensors,
                         falk_tensor_new (name, file->base_name, tensor->dtype,
                                          &tensor->shape, NULL));
      else if (name)
        g_ptr_array_add (notes, g_strdup (tensor->why_not));
    }
  if (file && tensors->len > 0)
    return g_steal_pointer (&tensors);
  if (file)
    g_set_error (error, FALK_OPEN_ERROR, FALK_OPEN_ERROR_MEANING,
                 "%s holds no tensor%s%s%s. 'falk show' lists what it holds.",
                 file->base_name, part ? " whose name begins with '" : "",
                 part ? part : "", part ? ".'" : "");
  return NULL;
}
