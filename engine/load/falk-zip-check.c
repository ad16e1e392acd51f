/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <inttypes.h>
#include <strings.h>

#include "falk-bytes.h"
#include "falk-source.h"
#include "falk-zip.h"

#define LOCAL_SIZE 30u /* local header, without name and extra */
#define NAME_MAX_BYTES 4096u
#define FLAGS_ENCRYPTED (1u << 0 | 1u << 6 | 1u << 13)
#define FLAGS_ALLOWED (1u << 1 | 1u << 2 | 1u << 3 | 1u << 11)
#define FLAG_DESCRIPTOR (1u << 3)
#define FLAG_UTF8 (1u << 11)

enum
{
  STORED = 0,
  DEFLATED = 8,
  AES = 99
};

/* A name is a relative path: parts that aren't empty, . or .., between
 * slashes; one slash may end it (a folder). */
static bool
safe_name (const FalkZipEntry *entry)
{
  const char *name = entry->name;
  size_t length = strlen (name);

  if (length == 0 || length > NAME_MAX_BYTES || strchr (name, '\\')
      || (isalpha ((unsigned char)name[0]) && name[1] == ':')
      || !falk_utf8_valid (name, length))
    return false;
  if (!(entry->flags & FLAG_UTF8))
    for (size_t i = 0; i < length; i++)
      if ((unsigned char)name[i] > 0x7f)
        return false;
  while (*name)
    {
      size_t part = strcspn (name, "/");

      if (part == 0 || (part == 1 && name[0] == '.')
          || (part == 2 && name[0] == '.' && name[1] == '.'))
        return false;
      name += part + (name[part] == '/');
    }
  return true;
}

static bool
check_entry (FalkLoad *load, FalkZipEntry *entry)
{
  FalkSegment *segment = &entry->segment;
  FalkText name = falk_quote (entry->name, strlen (entry->name));

  if (!safe_name (entry))
    return falk_fail (load, FALK_LOAD_ZIP_NAME, -1, name.text, NULL, NULL);
  if (entry->flags & FLAGS_ENCRYPTED || entry->method == AES)
    return falk_fail (load, FALK_LOAD_ZIP_ENCRYPTED, -1, NULL, NULL, NULL);
  if (entry->flags & ~FLAGS_ALLOWED)
    return falk_fail (load, FALK_LOAD_ZIP_FLAGS, -1, name.text,
                      FALK_TEXT ("0x%04x", entry->flags), NULL);
  if (entry->method != STORED && entry->method != DEFLATED)
    return falk_fail (load, FALK_LOAD_ZIP_METHOD, -1, name.text,
                      FALK_TEXT ("%u", entry->method), NULL);
  if (entry->method == STORED && segment->packed != segment->size)
    return falk_fail (load, FALK_LOAD_ZIP_SIZE, -1, name.text,
                      FALK_TEXT ("%" PRIu64, segment->packed),
                      FALK_TEXT ("%" PRIu64, segment->size));
  /* one byte of deflate gives at most 1032 */
  if (entry->method == DEFLATED && segment->size / 1032 > segment->packed + 1)
    return falk_fail (load, FALK_LOAD_ZIP_BOMB, -1, name.text,
                      FALK_TEXT ("%" PRIu64, segment->size),
                      FALK_TEXT ("%" PRIu64, segment->packed));
  segment->deflated = entry->method == DEFLATED;
  /* PyTorch can be told not to compute checksums; it then writes 0 */
  segment->has_crc = segment->crc != 0;
  segment->checked = !segment->has_crc;
  return true;
}

static bool
fail_mismatch (FalkLoad *load, const FalkZipEntry *entry, const char *what)
{
  return falk_fail (load, FALK_LOAD_ZIP_MISMATCH, (int64_t)entry->local,
                    FALK_QUOTE (entry->name, strlen (entry->name)), what, NULL);
}

/* The local header must tell the same; it says where the data start. */
static bool
check_local (FalkLoad *load, FalkZip *zip, FalkZipEntry *entry, char *name)
{
  uint8_t header[LOCAL_SIZE];
  size_t length = strlen (entry->name);
  uint64_t data;

  if (entry->local > zip->directory
      || LOCAL_SIZE + length > zip->directory - entry->local)
    return falk_fail (load, FALK_LOAD_ZIP_RANGE, -1, entry->name,
                      FALK_TEXT ("%" PRIu64, entry->local),
                      FALK_TEXT ("%" PRIu64, zip->directory));
  if (!falk_source_read (load, entry->local, header, sizeof header))
    return false;
  if (falk_u32 (header) != 0x04034b50)
    return fail_mismatch (load, entry, "there is no local header");
  if (falk_u16 (header + 26) != length)
    return fail_mismatch (load, entry, "its local header has another name");
  if (!falk_source_read (load, entry->local + LOCAL_SIZE, name, length))
    return false;
  if (memcmp (name, entry->name, length) != 0)
    return fail_mismatch (load, entry, "its local header has another name");
  if (falk_u16 (header + 8) != entry->method
      || falk_u16 (header + 6) != entry->flags)
    return fail_mismatch (load, entry, "its local header has another method");
  data = entry->local + LOCAL_SIZE + length + falk_u16 (header + 28);
  if (!falk_add (data, entry->segment.packed, &entry->end)
      || entry->end > zip->directory)
    return falk_fail (load, FALK_LOAD_ZIP_RANGE, -1, entry->name,
                      FALK_TEXT ("%" PRIu64, entry->end ? entry->end : data),
                      FALK_TEXT ("%" PRIu64, zip->directory));
  entry->segment.offset = data;
  if (entry->flags & FLAG_DESCRIPTOR)
    entry->end += 12; /* at least: a descriptor follows */
  return true;
}

static int
by_name (const void *a, const void *b)
{
  return strcmp (((const FalkZipEntry *)a)->name,
                 ((const FalkZipEntry *)b)->name);
}

static int
by_name_without_case (const void *a, const void *b)
{
  return strcasecmp (((const FalkZipEntry *)a)->name,
                     ((const FalkZipEntry *)b)->name);
}

static int
by_place (const void *a, const void *b)
{
  const FalkZipEntry *one = a, *two = b;

  return (one->local > two->local) - (one->local < two->local);
}

static bool
check_overlaps (FalkLoad *load, FalkZip *zip, FalkZipEntry **sorted)
{
  if (!falk_load_sort (load, sorted, zip->n, by_place))
    return false;
  if (sorted[0]->local > 0)
    return falk_fail (load, FALK_LOAD_ZIP_EXTRA, -1, "before",
                      FALK_TEXT ("%" PRIu64, sorted[0]->local), NULL);
  for (uint32_t i = 0; i < zip->n; i++)
    if (sorted[i]->end
        > (i + 1 < zip->n ? sorted[i + 1]->local : zip->directory))
      return falk_fail (
          load, FALK_LOAD_ZIP_OVERLAP, -1, sorted[i]->name,
          i + 1 < zip->n ? sorted[i + 1]->name : "the list of contents", NULL);
  return true;
}

bool
falk_zip_check (FalkLoad *load, FalkZip *zip)
{
  FalkZipEntry **sorted = falk_load_alloc (load, zip->n, sizeof *sorted);
  char *name = falk_load_alloc (load, NAME_MAX_BYTES, 1);

  if (!sorted || !name)
    return false;
  for (uint32_t i = 0; i < zip->n; i++)
    {
      sorted[i] = &zip->entries[i];
      if (!check_entry (load, sorted[i]))
        return false;
    }
  if (!falk_load_sort (load, sorted, zip->n, by_name_without_case))
    return false;
  for (uint32_t i = 1; i < zip->n; i++)
    if (by_name_without_case (sorted[i - 1], sorted[i]) == 0)
      return falk_fail (load, FALK_LOAD_ZIP_DUP, -1, sorted[i]->name, NULL,
                        NULL);
  for (uint32_t i = 0; i < zip->n; i++)
    if (!check_local (load, zip, &zip->entries[i], name))
      return false;
  if (!check_overlaps (load, zip, sorted))
    return false;
  if (!falk_load_sort (load, sorted, zip->n, by_name))
    return false;
  zip->by_name = sorted;
  return true;
}
