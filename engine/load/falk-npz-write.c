/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "falk-npy-format.h"

#define ONES32 0xffffffffu

/* Bytes of a record, put together field by field. */
typedef struct
{
  uint8_t bytes[128];
  size_t length;
} Record;

static void
put (Record *record, uint64_t value, unsigned bytes)
{
  for (unsigned i = 0; i < bytes; i++)
    record->bytes[record->length++] = (uint8_t)(value >> 8 * i);
}

typedef struct
{
  const FalkArray *arrays;
  size_t n;
  struct
  {
    uint64_t offset, size; /* of the local header; of the member's data */
    uint32_t crc;
  } * members;
} Npz;

/* The extra field for sizes and places that 32 bits can't hold. */
static void
put_extra64 (Record *record, const uint64_t *values, unsigned n)
{
  if (n == 0)
    return;
  put (record, 1, 2);
  put (record, 8u * n, 2);
  for (unsigned i = 0; i < n; i++)
    put (record, values[i], 8);
}

/* Fields that local and central header share, from the flags on. */
static void
put_common (Record *record, const Npz *npz, size_t i, unsigned n64)
{
  uint64_t size = npz->members[i].size;
  bool large = size >= ONES32, ascii = true;
  const char *name = npz->arrays[i].name;

  for (const char *at = name; *at; at++)
    ascii = ascii && (unsigned char)*at < 0x80;
  put (record, ascii ? 0 : 1u << 11, 2);
  put (record, 0, 2); /* stored */
  put (record, 0, 2);
  put (record, 0x21, 2); /* 1980-01-01: the same input, the same bytes */
  put (record, npz->members[i].crc, 4);
  put (record, large ? ONES32 : size, 4);
  put (record, large ? ONES32 : size, 4);
  put (record, strlen (name) + 4, 2);
  put (record, n64 ? 4 + 8 * n64 : 0, 2);
}

static bool
write_member (FalkSave *save, Npz *npz, size_t i)
{
  const FalkArray *array = &npz->arrays[i];
  char header[FALK_NPY_HEADER_MAX];
  size_t length;
  uint64_t size, sizes[2];
  Record local = { .length = 0 };
  uLong crc;

  if (!falk_npy_data_size (save, array, &size))
    return false;
  if (strlen (array->name) > 4000)
    return falk_save_fail (save, FALK_LOAD_WRITE, "a name is too long");
  length = falk_npy_make_header (array, header);
  crc = crc32_z (0, (const Bytef *)header, length);
  crc = crc32_z (crc, array->data, size);
  npz->members[i].offset = save->written;
  npz->members[i].size = sizes[0] = sizes[1] = length + size;
  npz->members[i].crc = (uint32_t)crc;
  put (&local, 0x04034b50, 4);
  put (&local, sizes[0] >= ONES32 ? 45 : 20, 2);
  put_common (&local, npz, i, sizes[0] >= ONES32 ? 2 : 0);
  if (!falk_save_bytes (save, local.bytes, local.length)
      || !falk_save_bytes (save, array->name, strlen (array->name))
      || !falk_save_bytes (save, ".npy", 4))
    return false;
  local.length = 0;
  put_extra64 (&local, sizes, sizes[0] >= ONES32 ? 2 : 0);
  return falk_save_bytes (save, local.bytes, local.length)
         && falk_save_bytes (save, header, length)
         && falk_save_bytes (save, array->data, size);
}

static bool
write_central (FalkSave *save, const Npz *npz, size_t i)
{
  uint64_t size = npz->members[i].size, offset = npz->members[i].offset;
  uint64_t values[3];
  unsigned n = 0;
  Record entry = { .length = 0 };

  if (size >= ONES32)
    {
      values[n++] = size;
      values[n++] = size;
    }
  if (offset >= ONES32)
    values[n++] = offset;
  put (&entry, 0x02014b50, 4);
  put (&entry, 0x0300 | (n ? 45 : 20), 2); /* made on UNIX */
  put (&entry, n ? 45 : 20, 2);
  put_common (&entry, npz, i, n);
  put (&entry, 0, 2); /* comment */
  put (&entry, 0, 2); /* disk */
  put (&entry, 0, 2);
  put (&entry, (uint64_t)0100644 << 16, 4); /* a file, for unzip */
  put (&entry, offset >= ONES32 ? ONES32 : offset, 4);
  if (!falk_save_bytes (save, entry.bytes, entry.length)
      || !falk_save_bytes (save, npz->arrays[i].name,
                           strlen (npz->arrays[i].name))
      || !falk_save_bytes (save, ".npy", 4))
    return false;
  entry.length = 0;
  put_extra64 (&entry, values, n);
  return falk_save_bytes (save, entry.bytes, entry.length);
}

static bool
write_end (FalkSave *save, const Npz *npz, uint64_t offset)
{
  uint64_t place = save->written, size = place - offset;
  bool large = npz->n >= 0xffff || size >= ONES32 || offset >= ONES32;
  Record end = { .length = 0 };

  if (large)
    {
      put (&end, 0x06064b50, 4);
      put (&end, 44, 8);
      put (&end, 45, 2);
      put (&end, 45, 2);
      put (&end, 0, 8); /* disks */
      put (&end, npz->n, 8);
      put (&end, npz->n, 8);
      put (&end, size, 8);
      put (&end, offset, 8);
      put (&end, 0x07064b50, 4);
      put (&end, 0, 4);
      put (&end, place, 8);
      put (&end, 1, 4);
    }
  put (&end, 0x06054b50, 4);
  put (&end, 0, 4); /* disks */
  put (&end, large ? 0xffff : npz->n, 2);
  put (&end, large ? 0xffff : npz->n, 2);
  put (&end, large ? ONES32 : size, 4);
  put (&end, large ? ONES32 : offset, 4);
  put (&end, 0, 2); /* comment */
  return falk_save_bytes (save, end.bytes, end.length);
}

static bool
write_npz (FalkSave *save, const void *data)
{
  Npz npz = *(const Npz *)data;
  uint64_t offset;
  bool ok = true;

  npz.members = calloc (npz.n ? npz.n : 1, sizeof *npz.members);
  if (!npz.members)
    return falk_save_fail (save, FALK_LOAD_NOMEM, NULL);
  for (size_t i = 0; ok && i < npz.n; i++)
    ok = write_member (save, &npz, i);
  offset = save->written;
  for (size_t i = 0; ok && i < npz.n; i++)
    ok = write_central (save, &npz, i);
  ok = ok && write_end (save, &npz, offset);
  free (npz.members);
  return ok;
}

bool
falk_npz_write (const char *path, const FalkArray *arrays, size_t n,
                FalkLoadError *error)
{
  Npz npz = { arrays, n, NULL };

  return falk_save_file (path, write_npz, &npz, error);
}

bool
falk_npz_write_fd (int fd, const char *where, const FalkArray *arrays, size_t n,
                   FalkLoadError *error)
{
  Npz npz = { arrays, n, NULL };
  FalkSave save;

  falk_save_init (&save, fd, where, error);
  return write_npz (&save, &npz);
}
