/* SPDX-License-Identifier: MIT */
#include "falk-tensor.h"

#include <string.h>

FalkTensor *
falk_tensor_new (const char *name, const char *file, FalkDtype dtype,
                 const FalkShape *shape, GBytes *data)
{
  FalkTensor *tensor = g_atomic_rc_box_new0 (FalkTensor);

  tensor->name = g_strdup (name);
  tensor->file = g_strdup (file);
  tensor->dtype = dtype;
  tensor->shape = *shape;
  tensor->data = data ? g_bytes_ref (data) : NULL;
  return tensor;
}

FalkTensor *
falk_tensor_ref (FalkTensor *tensor)
{
  return g_atomic_rc_box_acquire (tensor);
}

static void
tensor_clear (FalkTensor *tensor)
{
  g_free (tensor->name);
  g_free (tensor->file);
  g_clear_pointer (&tensor->data, g_bytes_unref);
}

void
falk_tensor_unref (FalkTensor *tensor)
{
  g_atomic_rc_box_release_full (tensor, (GDestroyNotify)tensor_clear);
}

gboolean
falk_tensor_to_float (const FalkTensor *tensor, float *values)
{
  const void *data;
  gint64 count;

  if (!tensor->data || !falk_shape_count (&tensor->shape, &count))
    return FALSE;
  data = g_bytes_get_data (tensor->data, NULL);
  if (tensor->dtype == FALK_DTYPE_FLOAT32)
    memcpy (values, data, (gsize)count * sizeof (float));
  else
    for (gint64 i = 0; i < count; i++)
      values[i] = (float)falk_dtype_get (tensor->dtype, data, (gsize)i);
  return TRUE;
}
