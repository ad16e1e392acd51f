/* SPDX-License-Identifier: MIT */
/* Zip archives and PyTorch files made in memory, right or wrong on purpose. */
#pragma once

#include <zlib.h>

#include "test-load.h"

typedef struct
{
  const char *name;
  const void *data;
  gsize length;
  guint method; /* 0 stored, 8 deflate, anything else: stored under its name */
  /* lies; 0 or NULL tells the truth */
  const char *local_name;
  guint local_method, flags;
  guint32 size, packed, crc, offset;
  gboolean no_crc;
} ZipMember;

static inline void
zip_put (GByteArray *zip, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    {
      guint8 byte = (guint8)(value >> 8 * i);
      g_byte_array_append (zip, &byte, 1);
    }
}

static inline void
zip_text (GByteArray *zip, const char *text)
{
  g_byte_array_append (zip, (const guint8 *)text, strlen (text));
}

static inline GByteArray *
zip_deflate (const void *data, gsize length)
{
  GByteArray *packed = g_byte_array_new ();
  z_stream stream = { .next_in = (Bytef *)data, .avail_in = (uInt)length };

  g_byte_array_set_size (packed, (guint)compressBound (length) + 64);
  deflateInit2 (&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  stream.next_out = packed->data;
  stream.avail_out = packed->len;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  g_byte_array_set_size (packed, (guint)stream.total_out);
  deflateEnd (&stream);
  return packed;
}

/* The fields of a header from the flags to the length of the name. */
static inline void
zip_common (GByteArray *zip, const ZipMember *member, guint method,
            gsize packed, const char *name)
{
  guint32 crc = (guint32)crc32_z (0, member->data, member->length);

  zip_put (zip, member->flags, 2);
  zip_put (zip, method, 2);
  zip_put (zip, 0, 4);
  zip_put (zip, member->no_crc ? 0 : member->crc ? member->crc : crc, 4);
  zip_put (zip, member->packed ? member->packed : packed, 4);
  zip_put (zip, member->size ? member->size : member->length, 4);
  zip_put (zip, strlen (name), 2);
}

static inline GByteArray *
zip_make (const ZipMember *members, guint n)
{
  GByteArray *zip = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint place;

  for (guint i = 0; i < n; i++)
    {
      const ZipMember *member = &members[i];
      const char *local =
          member->local_name ? member->local_name : member->name;
      g_autoptr (GByteArray) packed = NULL;
      guint start = zip->len;

      packed = member->method == 8
                   ? zip_deflate (member->data, member->length)
                   : g_byte_array_append (g_byte_array_new (), member->data,
                                          (guint)member->length);
      zip_put (zip, 0x04034b50, 4);
      zip_put (zip, 20, 2);
      zip_common (zip, member,
                  member->local_method ? member->local_method : member->method,
                  packed->len, local);
      zip_put (zip, 0, 2);
      zip_text (zip, local);
      g_byte_array_append (zip, packed->data, packed->len);
      zip_put (directory, 0x02014b50, 4);
      zip_put (directory, 20, 2);
      zip_put (directory, 20, 2);
      zip_common (directory, member, member->method, packed->len, member->name);
      zip_put (directory, 0, 6);
      zip_put (directory, 0, 6);
      zip_put (directory, member->offset ? member->offset : start, 4);
      zip_text (directory, member->name);
    }
  place = zip->len;
  g_byte_array_append (zip, directory->data, directory->len);
  zip_put (zip, 0x06054b50, 4);
  zip_put (zip, 0, 4);
  zip_put (zip, n, 2);
  zip_put (zip, n, 2);
  zip_put (zip, directory->len, 4);
  zip_put (zip, place, 4);
  zip_put (zip, 0, 2);
  return zip;
}

/* A PyTorch file whose data.pkl is @pickle and whose storage 0 is 24 bytes. */
static inline GByteArray *
torch_make (const void *pickle, gsize length)
{
  const ZipMember members[] = {
    { .name = "m/data.pkl", .data = pickle, .length = length },
    { .name = "m/data/0", .data = "123456789012345678901234", .length = 24 },
    { .name = "m/version", .data = "3\n", .length = 2 },
  };

  return zip_make (members, G_N_ELEMENTS (members));
}
