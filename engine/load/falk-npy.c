/* SPDX-License-Identifier: MIT */
#include "falk-npy.h"

#include <inttypes.h>

#include "falk-bytes.h"
#include "falk-source.h"

#define HEADER_MAX 65536u
#define MAGIC "\x93NUMPY"
#define MAGIC_SIZE 6

static bool
fail_short (FalkLoad *load, uint64_t needed, uint64_t there)
{
  return falk_fail (load, FALK_LOAD_NPY_TRUNC, -1, NULL,
                    FALK_TEXT ("%" PRIu64, needed),
                    FALK_TEXT ("%" PRIu64, there));
}

/* Reads magic, version and length: where the literal starts and how long it
 * is. */
static bool
read_prefix (FalkLoad *load, FalkSegment *segment, uint64_t *start,
             uint32_t *length, bool *utf8)
{
  uint8_t prefix[12];
  uint32_t size = segment->size < 12 ? (uint32_t)segment->size : 12;
  unsigned version;

  if (!falk_segment_read (load, segment, 0, prefix, size))
    return false;
  if (memcmp (prefix, MAGIC, size < MAGIC_SIZE ? size : MAGIC_SIZE) != 0)
    return falk_fail (
        load, FALK_LOAD_NPY_HEADER, falk_segment_place (segment, 0), NULL,
        FALK_QUOTE ((char *)prefix, size), "the NumPy magic word");
  if (size < MAGIC_SIZE + 2)
    return fail_short (load, 10, size);
  version = prefix[6];
  if (prefix[7] != 0 || version < 1 || version > 3)
    return falk_fail (
        load, FALK_LOAD_NPY_VERSION, falk_segment_place (segment, MAGIC_SIZE),
        NULL, FALK_TEXT ("%u.%u", version, prefix[7]), "1.0, 2.0 and 3.0");
  *start = version == 1 ? 10 : 12;
  if (size < *start)
    return fail_short (load, *start, size);
  *length = version == 1 ? falk_u16 (prefix + 8) : falk_u32 (prefix + 8);
  *utf8 = version == 3;
  return true;
}

static bool
read_header (FalkLoad *load, FalkSegment *segment, FalkNpyHeader *header,
             uint64_t *data)
{
  uint64_t start;
  uint32_t length;
  int64_t place;
  bool utf8, ok;
  char *text;

  if (!read_prefix (load, segment, &start, &length, &utf8))
    return false;
  place = falk_segment_place (segment, start);
  if (length > HEADER_MAX)
    return falk_fail (load, FALK_LOAD_NPY_HEADER_BIG, -1, NULL,
                      FALK_TEXT ("%u", length), FALK_TEXT ("%u", HEADER_MAX));
  if (length > segment->size - start)
    return fail_short (load, length, segment->size - start);
  text = falk_load_alloc (load, length, 1);
  if (!text || !falk_segment_read (load, segment, start, text, length))
    return false;
  if (utf8 && length > 0 && !falk_utf8_valid (text, length))
    return falk_fail (load, FALK_LOAD_UTF8, place, "the header", NULL, NULL);
  ok = falk_npy_header_parse (load, text, length, place, header);
  falk_arena_drop (&load->arena, text);
  *data = start + length;
  return ok;
}

static bool
note_rest (FalkBuild *build, FalkSegment *segment, uint64_t end)
{
  uint64_t rest = segment->size - end;
  char magic[MAGIC_SIZE] = "";

  if (rest >= MAGIC_SIZE
      && !falk_segment_read (&build->load, segment, end, magic, MAGIC_SIZE))
    return false;
  if (memcmp (magic, MAGIC, MAGIC_SIZE) == 0)
    return falk_build_note (build, "Another array follows after the first; "
                                   "only the first is shown.");
  return falk_build_note (
      build,
      "%" PRIu64 " bytes after the array%s%s were "
      "ignored.",
      rest, segment->name ? " " : "",
      segment->name ? FALK_QUOTE (segment->name, strlen (segment->name)) : "");
}

/* In elements, of an array whose first axis runs fastest. */
static void
fortran_strides (const FalkShape *shape, int64_t strides[FALK_RANK_MAX])
{
  int64_t step = 1;

  for (guint axis = 0; axis < shape->rank; axis++)
    {
      strides[axis] = step;
      step *= shape->dims[axis] ? shape->dims[axis] : 1;
    }
}

bool
falk_npy_add (FalkBuild *build, FalkSegment *segment, const char *name)
{
  FalkLoad *load = &build->load;
  FalkView view = { .segment = segment };
  int64_t strides[FALK_RANK_MAX];
  FalkNpyHeader header;
  uint64_t bytes, left;

  if (!read_header (load, segment, &header, &view.start))
    return false;
  if (!falk_build_bytes (build, name, header.dtype, &header.shape,
                         falk_segment_place (segment, 0), &bytes))
    return false;
  left = segment->size - view.start;
  if (bytes > left)
    return falk_fail (load, FALK_LOAD_TRUNC,
                      falk_segment_place (segment, view.start),
                      *name ? name : "the array", FALK_TEXT ("%" PRIu64, bytes),
                      FALK_TEXT ("%" PRIu64, left));
  if (bytes < left && !note_rest (build, segment, view.start + bytes))
    return false;
  if (header.raw_bfloat16
      && !falk_build_note (build, "The elements are two raw bytes each; they "
                                  "are read as bfloat16."))
    return false;
  view.element = falk_dtype_info (header.dtype)->bits / 8;
  view.swap = header.swap;
  if (header.fortran)
    {
      fortran_strides (&header.shape, strides);
      view.strides = strides;
    }
  return falk_build_tensor (build, name, header.dtype, &header.shape, &view);
}

bool
falk_npy_read (FalkBuild *build)
{
  FalkSegment *segment = falk_load_alloc (&build->load, 1, sizeof *segment);

  if (!segment)
    return false;
  segment->size = build->load.source->size;
  segment->packed = segment->size;
  segment->checked = true;
  build->file.format = "npy";
  return falk_npy_add (build, segment, "");
}
