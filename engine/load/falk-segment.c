/* SPDX-License-Identifier: MIT */
#include "falk-segment.h"

#include <inttypes.h>
#include <string.h>
#include <zlib.h>

#include "falk-source.h"

#define CHUNK (64u << 10)

int64_t
falk_segment_place (const FalkSegment *segment, uint64_t at)
{
  return (int64_t)(segment->deflated ? at : segment->offset + at);
}

static bool
check_crc (FalkLoad *load, FalkSegment *segment, uint32_t crc)
{
  segment->checked = true;
  if (!segment->has_crc || crc == segment->crc)
    return true;
  segment->checked = false;
  return falk_fail (load, FALK_LOAD_ZIP_CRC, -1, segment->name,
                    FALK_TEXT ("%08" PRIx32, crc),
                    FALK_TEXT ("%08" PRIx32, segment->crc));
}

static voidpf
inflate_alloc (voidpf user, uInt count, uInt size)
{
  const FalkAllocator *allocator = user;

  return allocator->alloc (allocator->user, (size_t)count * size);
}

static void
inflate_free (voidpf user, voidpf memory)
{
  const FalkAllocator *allocator = user;

  allocator->release (allocator->user, memory);
}

/* Where unpacked bytes go: those before start are skipped, then size are
 * kept; the rest is unpacked for its checksum and length only. */
typedef struct
{
  z_stream stream;
  uint64_t start, size;
  uint8_t *to;
  uint64_t done; /* bytes unpacked so far */
  uint32_t crc;
  bool verify; /* go on to the end, for its length and checksum */
} Unpacker;

static void
unpacker_take (Unpacker *unpacker, const uint8_t *bytes, size_t length)
{
  uint64_t from = unpacker->done, end = from + length;
  uint64_t first = from > unpacker->start ? from : unpacker->start;
  uint64_t last = unpacker->start + unpacker->size;

  if (last > end)
    last = end;
  if (first < last)
    memcpy (unpacker->to + (first - unpacker->start), bytes + (first - from),
            last - first);
  unpacker->crc = (uint32_t)crc32 (unpacker->crc, bytes, (uInt)length);
  unpacker->done = end;
}

/* True once all that was asked for is there, and nothing more is wanted. */
static bool
satisfied (const Unpacker *unpacker)
{
  return !unpacker->verify
         && unpacker->done >= unpacker->start + unpacker->size;
}

/* Unpacks what one chunk of packed bytes gives. @result is zlib's. */
static bool
unpack_chunk (FalkLoad *load, FalkSegment *segment, Unpacker *unpacker,
              uint8_t *out, int *result)
{
  do
    {
      unpacker->stream.next_out = out;
      unpacker->stream.avail_out = CHUNK;
      *result = inflate (&unpacker->stream, Z_NO_FLUSH);
      if (*result == Z_MEM_ERROR)
        return falk_fail (load, FALK_LOAD_NOMEM, -1, NULL, NULL, NULL);
      if (*result != Z_OK && *result != Z_STREAM_END && *result != Z_BUF_ERROR)
        return falk_fail (load, FALK_LOAD_ZIP_DATA, -1, segment->name, NULL,
                          NULL);
      unpacker_take (unpacker, out, CHUNK - unpacker->stream.avail_out);
      if (unpacker->done > segment->size)
        return falk_fail (load, FALK_LOAD_ZIP_SIZE, -1, segment->name, "more",
                          FALK_TEXT ("%" PRIu64, segment->size));
    }
  while (*result == Z_OK && unpacker->stream.avail_out == 0
         && !satisfied (unpacker));
  return true;
}

static bool
unpack_all (FalkLoad *load, FalkSegment *segment, Unpacker *unpacker,
            uint8_t *in, uint8_t *out)
{
  uint64_t used = 0;
  int result = Z_OK;

  while (result != Z_STREAM_END && used < segment->packed)
    {
      uint64_t left = segment->packed - used;
      size_t step = left < CHUNK ? (size_t)left : CHUNK;

      if (!falk_source_read (load, segment->offset + used, in, step)
          || !falk_load_progress (load, (double)used / (double)segment->packed))
        return false;
      used += step;
      unpacker->stream.next_in = in;
      unpacker->stream.avail_in = (uInt)step;
      if (!unpack_chunk (load, segment, unpacker, out, &result))
        return false;
      if (satisfied (unpacker))
        return true;
    }
  if (result != Z_STREAM_END || unpacker->stream.avail_in > 0
      || used < segment->packed)
    return falk_fail (load, FALK_LOAD_ZIP_DATA, -1, segment->name, NULL, NULL);
  if (unpacker->done != segment->size)
    return falk_fail (load, FALK_LOAD_ZIP_SIZE, -1, segment->name,
                      FALK_TEXT ("%" PRIu64, unpacker->done),
                      FALK_TEXT ("%" PRIu64, segment->size));
  return check_crc (load, segment, unpacker->crc);
}

static bool
unpack (FalkLoad *load, FalkSegment *segment, uint64_t start, void *buffer,
        uint64_t size, bool verify)
{
  Unpacker unpacker = {
    .start = start, .size = size, .to = buffer, .verify = verify
  };
  uint8_t in[CHUNK], out[CHUNK];
  bool ok;

  unpacker.stream.zalloc = inflate_alloc;
  unpacker.stream.zfree = inflate_free;
  unpacker.stream.opaque = &load->arena.allocator;
  /* negative: raw deflate, without a zlib header */
  if (inflateInit2 (&unpacker.stream, -MAX_WBITS) != Z_OK)
    return falk_fail (load, FALK_LOAD_NOMEM, -1, NULL, NULL, NULL);
  ok = unpack_all (load, segment, &unpacker, in, out);
  inflateEnd (&unpacker.stream);
  return ok;
}

bool
falk_segment_read (FalkLoad *load, FalkSegment *segment, uint64_t start,
                   void *buffer, uint64_t size)
{
  if (start > segment->size || size > segment->size - start)
    return falk_fail (load, FALK_LOAD_CHANGED, -1, NULL, NULL, NULL);
  if (segment->deflated)
    return unpack (load, segment, start, buffer, size, size == segment->size);
  if (!falk_source_read (load, segment->offset + start, buffer, (size_t)size))
    return false;
  if (segment->checked || size < segment->size)
    return true;
  return check_crc (load, segment,
                    (uint32_t)crc32_z (0, buffer, (z_size_t)size));
}

/* Reads a stored segment once to compare its checksum. */
static bool
check_stored (FalkLoad *load, FalkSegment *segment)
{
  uint8_t chunk[CHUNK];
  uLong crc = 0;

  if (segment->checked || !segment->has_crc)
    return true;
  for (uint64_t at = 0; at < segment->size;)
    {
      uint64_t left = segment->size - at;
      size_t step = left < CHUNK ? (size_t)left : CHUNK;

      if (!falk_source_read (load, segment->offset + at, chunk, step)
          || !falk_load_progress (load, (double)at / (double)segment->size))
        return false;
      crc = crc32 (crc, chunk, (uInt)step);
      at += step;
    }
  return check_crc (load, segment, (uint32_t)crc);
}

bool
falk_segment_read_checked (FalkLoad *load, FalkSegment *segment, uint64_t start,
                           void *buffer, uint64_t size)
{
  if (segment->deflated && start <= segment->size
      && size <= segment->size - start)
    return unpack (load, segment, start, buffer, size, !segment->checked);
  if (size < segment->size && !check_stored (load, segment))
    return false;
  return falk_segment_read (load, segment, start, buffer, size);
}
