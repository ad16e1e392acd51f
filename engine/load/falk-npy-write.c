/* SPDX-License-Identifier: MIT */
#include "falk-npy-format.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

size_t
falk_npy_make_header (const FalkArray *array, char header[FALK_NPY_HEADER_MAX])
{
  const FalkDtypeInfo *info = falk_dtype_info (array->dtype);
  size_t used = 10, padded;

  used +=
      (size_t)snprintf (header + used, FALK_NPY_HEADER_MAX - used,
                        "{'descr': '%c%s', 'fortran_order': False, 'shape': (",
                        info->bits == 8 ? '|' : '<', info->npy);
  for (guint i = 0; i < array->shape.rank; i++)
    used +=
        (size_t)snprintf (header + used, FALK_NPY_HEADER_MAX - used,
                          "%s%" PRId64 "%s", i ? " " : "", array->shape.dims[i],
                          i + 1 < array->shape.rank || i == 0 ? "," : "");
  used += (size_t)snprintf (header + used, FALK_NPY_HEADER_MAX - used, "), }");
  padded = (used + 1 + 63) / 64 * 64;
  memset (header + used, ' ', padded - used);
  header[padded - 1] = '\n';
  memcpy (header, "\x93NUMPY\1\0", 8);
  header[8] = (char)((padded - 10) & 0xff);
  header[9] = (char)((padded - 10) >> 8);
  return padded;
}

bool
falk_npy_data_size (FalkSave *save, const FalkArray *array, uint64_t *size)
{
  const FalkDtypeInfo *info = falk_dtype_info (array->dtype);
  gint64 count;

  if (!info->npy)
    {
      snprintf (save->error->field, sizeof save->error->field, "the array");
      return falk_save_fail (save, FALK_LOAD_DTYPE, info->name);
    }
  if (!falk_shape_count (&array->shape, &count)
      || !falk_size_mul (count, info->bits / 8, &count))
    return falk_save_fail (save, FALK_LOAD_WRITE, "it is too large");
  *size = (uint64_t)count;
  return true;
}

static bool
write_npy (FalkSave *save, const void *data)
{
  const FalkArray *array = data;
  char header[FALK_NPY_HEADER_MAX];
  uint64_t size;

  return falk_npy_data_size (save, array, &size)
         && falk_save_bytes (save, header, falk_npy_make_header (array, header))
         && falk_save_bytes (save, array->data, size);
}

bool
falk_npy_write (const char *path, const FalkArray *array, FalkLoadError *error)
{
  return falk_save_file (path, write_npy, array, error);
}

bool
falk_npy_write_fd (int fd, const char *where, const FalkArray *array,
                   FalkLoadError *error)
{
  FalkSave save;

  falk_save_init (&save, fd, where, error);
  return write_npy (&save, array);
}
