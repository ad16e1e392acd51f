/* SPDX-License-Identifier: MIT */
/* The part of a FalkFile that speaks GLib: FalkTensor and GError. */
#include <string.h>

#include "falk-build.h"

static gboolean
fail (FalkFile *file, FalkLoadCode code, guint64 bytes, GError **error)
{
  FalkBuild *build = (FalkBuild *)file;
  FalkLoadError facts;

  build->load.failed = false;
  build->load.error = &facts;
  falk_fail (
      &build->load, code, -1, NULL, FALK_TEXT ("%" G_GUINT64_FORMAT, bytes),
      FALK_TEXT ("%" G_GUINT64_FORMAT, (guint64)build->load.options.budget));
  falk_load_error_to_gerror (&facts, error);
  return FALSE;
}

FalkTensor *
falk_file_load_tensor (FalkFile *file, size_t index, GError **error)
{
  const FalkFileTensor *tensor;
  FalkLoadError facts;
  g_autofree void *memory = NULL;
  g_autoptr (GBytes) data = NULL;

  g_return_val_if_fail (index < file->n_tensors, NULL);
  tensor = &file->tensors[index];
  if (tensor->bytes > ((FalkBuild *)file)->load.options.budget)
    {
      fail (file, FALK_LOAD_BUDGET, tensor->bytes, error);
      return NULL;
    }
  memory = g_try_malloc (tensor->bytes ? tensor->bytes : 1);
  if (!memory)
    {
      fail (file, FALK_LOAD_NOMEM, tensor->bytes, error);
      return NULL;
    }
  if (!falk_file_read (file, index, memory, &facts))
    {
      falk_load_error_to_gerror (&facts, error);
      return NULL;
    }
  data = g_bytes_new_take (g_steal_pointer (&memory), tensor->bytes);
  return falk_tensor_new (tensor->name, file->base_name, tensor->dtype,
                          &tensor->shape, data);
}
