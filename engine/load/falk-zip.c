/* SPDX-License-Identifier: MIT */
#include "falk-zip.h"

#include <inttypes.h>

#include "falk-bytes.h"
#include "falk-source.h"

#define END_SIZE 22u /* end of central directory */
#define LOCATOR_SIZE 20u /* zip64 end locator */
#define END64_SIZE 56u /* zip64 end of central directory */
#define ENTRY_SIZE 46u /* central header, without name, extra, comment */
#define TAIL_MAX (65535u + END_SIZE)
#define ENTRIES_MAX 1000000u

static const uint8_t end_mark[] = { 'P', 'K', 5, 6 };
static const uint8_t locator_mark[] = { 'P', 'K', 6, 7 };
static const uint8_t end64_mark[] = { 'P', 'K', 6, 6 };
static const uint8_t entry_mark[] = { 'P', 'K', 1, 2 };

static bool
is_mark (const uint8_t *at, const uint8_t mark[4])
{
  return memcmp (at, mark, 4) == 0;
}

/* What the end of an archive says. */
typedef struct
{
  uint64_t place; /* byte of the file at which the directory must end */
  uint64_t entries, size, offset;
} End;

static bool
fail_directory (FalkLoad *load, uint64_t place, const char *field,
                uint64_t found, uint64_t expected)
{
  return falk_fail (load, FALK_LOAD_ZIP_DIR, (int64_t)place, field,
                    FALK_TEXT ("%" PRIu64, found),
                    FALK_TEXT ("%" PRIu64, expected));
}

/* Looks for the end record in the last @length bytes: it must be the only one
 * whose comment ends with the file, and its comment must hold no other. */
static bool
find_end (FalkLoad *load, const uint8_t *tail, size_t length, size_t *found)
{
  size_t n = 0, marks = 0, last = 0;

  for (size_t at = 0; at + END_SIZE <= length; at++)
    if (is_mark (tail + at, end_mark))
      {
        size_t end = at + END_SIZE + falk_u16 (tail + at + 20);

        marks++;
        last = end < length ? length - end : 0;
        if (end == length)
          {
            *found = at;
            n++;
          }
        else if (n > 0)
          n++; /* a mark inside the comment of another */
      }
  if (n == 1)
    return true;
  if (n > 1)
    return falk_fail (load, FALK_LOAD_ZIP_AMBIGUOUS, -1, NULL, NULL, NULL);
  if (marks > 0 && last > 0)
    return falk_fail (load, FALK_LOAD_ZIP_EXTRA, -1, "after",
                      FALK_TEXT ("%zu", last), NULL);
  return falk_fail (load, FALK_LOAD_ZIP_TRUNC, -1, NULL,
                    FALK_TEXT ("%" PRIu64, load->source->size), NULL);
}

/* A field of the old record either says what the new one says, or is full of
 * ones. */
static bool
agrees (uint64_t old, uint64_t ones, uint64_t value)
{
  return old == ones || old == value;
}

/* The 64-bit end record, if the locator before the old one says so. */
static bool
read_end64 (FalkLoad *load, const uint8_t *old, uint64_t old_place, End *end)
{
  uint8_t locator[LOCATOR_SIZE], record[END64_SIZE];
  uint64_t place;

  if (old_place < LOCATOR_SIZE + END64_SIZE)
    return true;
  if (!falk_source_read (load, old_place - LOCATOR_SIZE, locator,
                         sizeof locator))
    return false;
  if (!is_mark (locator, locator_mark))
    return true;
  place = old_place - LOCATOR_SIZE - END64_SIZE;
  if (falk_u32 (locator + 4) != 0 || falk_u32 (locator + 16) > 1)
    return falk_fail (load, FALK_LOAD_ZIP_SPLIT, -1, NULL, NULL, NULL);
  if (falk_u64 (locator + 8) != place)
    return fail_directory (load, place, "the 64-bit end record's place",
                           falk_u64 (locator + 8), place);
  if (!falk_source_read (load, place, record, sizeof record))
    return false;
  if (!is_mark (record, end64_mark) || falk_u64 (record + 4) != END64_SIZE - 12)
    return fail_directory (load, place, "the 64-bit end record's size",
                           falk_u64 (record + 4), END64_SIZE - 12);
  if (falk_u32 (record + 16) || falk_u32 (record + 20)
      || falk_u64 (record + 24) != falk_u64 (record + 32))
    return falk_fail (load, FALK_LOAD_ZIP_SPLIT, -1, NULL, NULL, NULL);
  *end = (End){ place, falk_u64 (record + 32), falk_u64 (record + 40),
                falk_u64 (record + 48) };
  if (!agrees (falk_u16 (old + 10), 0xffff, end->entries)
      || !agrees (falk_u32 (old + 12), 0xffffffff, end->size)
      || !agrees (falk_u32 (old + 16), 0xffffffff, end->offset))
    return falk_fail (load, FALK_LOAD_ZIP_AMBIGUOUS, (int64_t)place, NULL, NULL,
                      NULL);
  return true;
}

/* Where bytes were put before an archive, its directory stands later than it
 * says. */
static bool
check_before (FalkLoad *load, const End *end)
{
  uint8_t mark[4];

  if (end->size < ENTRY_SIZE || end->size >= end->place
      || end->offset >= end->place - end->size)
    return true;
  if (!falk_source_read (load, end->place - end->size, mark, sizeof mark))
    return false;
  if (!is_mark (mark, entry_mark))
    return true;
  return falk_fail (
      load, FALK_LOAD_ZIP_EXTRA, -1, "before",
      FALK_TEXT ("%" PRIu64, end->place - end->size - end->offset), NULL);
}

static bool
read_end (FalkLoad *load, End *end)
{
  uint64_t size = load->source->size;
  size_t length = size < TAIL_MAX ? (size_t)size : TAIL_MAX;
  uint8_t *tail = falk_load_alloc (load, length, 1);
  const uint8_t *record;
  size_t found = 0;
  uint64_t place;

  if (!tail || !falk_source_read (load, size - length, tail, length)
      || !find_end (load, tail, length, &found))
    return false;
  record = tail + found;
  place = size - length + found;
  if (falk_u16 (record + 4) || falk_u16 (record + 6)
      || falk_u16 (record + 8) != falk_u16 (record + 10))
    return falk_fail (load, FALK_LOAD_ZIP_SPLIT, -1, NULL, NULL, NULL);
  *end = (End){ place, falk_u16 (record + 10), falk_u32 (record + 12),
                falk_u32 (record + 16) };
  if (!read_end64 (load, record, place, end))
    return false;
  falk_arena_drop (&load->arena, tail);
  if (!check_before (load, end))
    return false;
  if (end->offset > end->place || end->size != end->place - end->offset)
    return fail_directory (load, end->place, "its end", end->offset + end->size,
                           end->place);
  if (end->entries == 0)
    return falk_fail (load, FALK_LOAD_ZIP_NOENTRY, -1, NULL, NULL, NULL);
  if (end->entries > ENTRIES_MAX || end->entries > end->size / ENTRY_SIZE)
    return fail_directory (load, end->place, "its count of members",
                           end->entries, end->size / ENTRY_SIZE);
  return true;
}

/* Fields that are full of ones have their value in the zip64 extra, in this
 * order. */
static bool
read_extra64 (FalkLoad *load, FalkZipEntry *entry, const uint8_t *extra,
              size_t length)
{
  uint64_t *const values[] = { &entry->segment.size, &entry->segment.packed,
                               &entry->local };
  size_t used = 0, needed = 0;

  for (int i = 0; i < 3; i++)
    needed += *values[i] == 0xffffffff;
  for (size_t at = 0; at + 4 <= length;)
    {
      size_t size = falk_u16 (extra + at + 2);

      if (size > length - at - 4)
        return falk_fail (load, FALK_LOAD_ZIP_ZIP64, -1, entry->name, NULL,
                          NULL);
      if (falk_u16 (extra + at) == 1)
        {
          if (used > 0 || size > 28 || size < needed * 8)
            return falk_fail (load, FALK_LOAD_ZIP_ZIP64, -1, entry->name, NULL,
                              NULL);
          for (int i = 0; i < 3; i++)
            if (*values[i] == 0xffffffff)
              *values[i] = falk_u64 (extra + at + 4 + 8 * used++);
        }
      at += 4 + size;
    }
  for (int i = 0; i < 3; i++)
    if (used < needed || *values[i] > INT64_MAX)
      return falk_fail (load, FALK_LOAD_ZIP_ZIP64, -1, entry->name, NULL, NULL);
  return true;
}

/* Reads the entry at @*at of the directory and moves @*at behind it. */
static bool
read_entry (FalkLoad *load, FalkZipEntry *entry, const uint8_t **at,
            const uint8_t *end, uint64_t place)
{
  const uint8_t *header = *at;
  size_t name, extra, comment;
  char *copy;

  if ((size_t)(end - header) < ENTRY_SIZE || !is_mark (header, entry_mark))
    return fail_directory (load, place, "an entry's first byte",
                           header < end ? *header : 0, 'P');
  name = falk_u16 (header + 28);
  extra = falk_u16 (header + 30);
  comment = falk_u16 (header + 32);
  if (name + extra + comment > (size_t)(end - header) - ENTRY_SIZE)
    return fail_directory (load, place, "an entry's length",
                           name + extra + comment,
                           (uint64_t)(end - header) - ENTRY_SIZE);
  copy = falk_load_copy (load, (const char *)header + ENTRY_SIZE, name);
  if (!copy)
    return false;
  /* a NUL inside would make the copy another name than the archive's */
  if (strlen (copy) != name)
    return falk_fail (load, FALK_LOAD_ZIP_NAME, (int64_t)place,
                      FALK_QUOTE (copy, name), NULL, NULL);
  entry->name = entry->segment.name = copy;
  entry->flags = falk_u16 (header + 8);
  entry->method = falk_u16 (header + 10);
  entry->segment.crc = falk_u32 (header + 16);
  entry->segment.packed = falk_u32 (header + 20);
  entry->segment.size = falk_u32 (header + 24);
  entry->local = falk_u32 (header + 42);
  if (falk_u16 (header + 34) != 0)
    return falk_fail (load, FALK_LOAD_ZIP_SPLIT, -1, NULL, NULL, NULL);
  *at = header + ENTRY_SIZE + name + extra + comment;
  return read_extra64 (load, entry, header + ENTRY_SIZE + name, extra);
}

bool
falk_zip_open (FalkLoad *load, FalkZip *zip)
{
  const uint8_t *at, *last;
  uint8_t *directory;
  End end;

  memset (zip, 0, sizeof *zip);
  if (!read_end (load, &end))
    return false;
  directory = falk_load_alloc (load, end.size, 1);
  zip->entries = falk_load_alloc (load, end.entries, sizeof *zip->entries);
  if (!directory || !zip->entries
      || !falk_source_read (load, end.offset, directory, (size_t)end.size))
    return false;
  zip->n = (uint32_t)end.entries;
  zip->directory = end.offset;
  at = directory;
  last = directory + end.size;
  for (uint32_t i = 0; i < zip->n; i++)
    if (!read_entry (load, &zip->entries[i], &at, last,
                     end.offset + (uint64_t)(at - directory)))
      return false;
  if (at < last)
    return fail_directory (load, end.offset + (uint64_t)(at - directory),
                           "its length", end.size, (uint64_t)(at - directory));
  falk_arena_drop (&load->arena, directory);
  return falk_zip_check (load, zip);
}

FalkZipEntry *
falk_zip_find (const FalkZip *zip, const char *name)
{
  uint32_t low = 0, high = zip->n;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      int order = strcmp (name, zip->by_name[middle]->name);

      if (order == 0)
        return zip->by_name[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}
