/* SPDX-License-Identifier: MIT */
#include "falk-tensor-save.h"

#include "falk-npy-write.h"

#include <unistd.h>

static FalkArray
array_of (const FalkTensor *tensor)
{
  return (FalkArray){ tensor->name, tensor->dtype, tensor->shape,
                      g_bytes_get_data (tensor->data, NULL) };
}

static gboolean
report (gboolean ok, const FalkLoadError *trouble, GError **error)
{
  if (!ok)
    falk_load_error_to_gerror (trouble, error);
  return ok;
}

gboolean
falk_tensor_save_npy (const char *path, const FalkTensor *tensor,
                      GError **error)
{
  FalkArray array = array_of (tensor);
  FalkLoadError trouble;

  if (g_str_equal (path, "-"))
    return report (
        falk_npy_write_fd (STDOUT_FILENO, "standard output", &array, &trouble),
        &trouble, error);
  return report (falk_npy_write (path, &array, &trouble), &trouble, error);
}

gboolean
falk_tensor_save_npz (const char *path, const GPtrArray *tensors,
                      GError **error)
{
  g_autofree FalkArray *arrays = g_new (FalkArray, tensors->len);
  FalkLoadError trouble;

  for (guint i = 0; i < tensors->len; i++)
    arrays[i] = array_of (tensors->pdata[i]);
  if (g_str_equal (path, "-"))
    return report (falk_npz_write_fd (STDOUT_FILENO, "standard output", arrays,
                                      tensors->len, &trouble),
                   &trouble, error);
  return report (falk_npz_write (path, arrays, tensors->len, &trouble),
                 &trouble, error);
}
