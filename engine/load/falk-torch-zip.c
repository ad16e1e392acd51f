/* SPDX-License-Identifier: MIT */
/* The container that torch.save writes since 1.6: a zip with one folder that
 * holds data.pkl, the storages as data/KEY, and records about the format. */
#include <inttypes.h>
#include <string.h>

#include "falk-torch.h"

#define RECORD_MAX 64u /* bytes of a record that holds one word */

typedef struct
{
  FalkBuild *build;
  FalkZip *zip;
  const char *top; /* the folder */
} Archive;

/* The member TOP/@name, or NULL; *@ok is false when memory ran out. */
static FalkZipEntry *
find (Archive *archive, const char *name, bool *ok)
{
  char *path =
      falk_load_printf (&archive->build->load, "%s/%s", archive->top, name);

  *ok = path != NULL;
  return path ? falk_zip_find (archive->zip, path) : NULL;
}

/* Every member must be in the one folder: a second folder could hold a second
 * data.pkl that another reader would take. */
static bool
check_layout (Archive *archive)
{
  size_t length = strlen (archive->top);

  for (uint32_t i = 0; i < archive->zip->n; i++)
    {
      const char *name = archive->zip->entries[i].name;

      if (strncmp (name, archive->top, length) != 0 || name[length] != '/')
        return falk_fail (
            &archive->build->load, FALK_LOAD_TORCH_LAYOUT, -1, NULL,
            FALK_TEXT ("%.60s is outside the folder %.60s", name, archive->top),
            NULL);
    }
  return true;
}

/* Reads a member of one word into @word; "" when it isn't there. */
static bool
read_word (Archive *archive, const char *name, FalkLoadCode code,
           char word[RECORD_MAX + 1])
{
  FalkLoad *load = &archive->build->load;
  FalkZipEntry *entry;
  size_t length;
  bool ok;

  word[0] = '\0';
  entry = find (archive, name, &ok);
  if (!entry)
    return ok;
  if (entry->segment.size > RECORD_MAX)
    return falk_fail (load, code, -1, NULL,
                      FALK_TEXT ("%" PRIu64 " bytes", entry->segment.size),
                      "a word");
  length = (size_t)entry->segment.size;
  if (!falk_segment_read (load, &entry->segment, 0, word, length))
    return false;
  while (length > 0 && (word[length - 1] == '\n' || word[length - 1] == '\r'))
    length--;
  word[length] = '\0';
  return true;
}

static bool
read_byte_order (Archive *archive, bool *big)
{
  char word[RECORD_MAX + 1];

  if (!read_word (archive, "byteorder", FALK_LOAD_TORCH_BYTEORDER, word))
    return false;
  *big = strcmp (word, "big") == 0;
  if (*big || !word[0] || strcmp (word, "little") == 0)
    return true;
  return falk_fail (&archive->build->load, FALK_LOAD_TORCH_BYTEORDER, -1, NULL,
                    FALK_QUOTE (word, strlen (word)), NULL);
}

static bool
check_version (Archive *archive)
{
  char word[RECORD_MAX + 1];
  unsigned version = 0;
  size_t digits;

  if (!read_word (archive, "version", FALK_LOAD_TORCH_VERSION, word)
      || (!word[0]
          && !read_word (archive, ".data/version", FALK_LOAD_TORCH_VERSION,
                         word)))
    return false;
  if (!word[0])
    return falk_build_note (archive->build,
                            "The file doesn't say which version "
                            "of PyTorch's format it has.");
  digits = strspn (word, "0123456789");
  for (size_t i = 0; i < digits && digits < 4; i++)
    version = version * 10 + (unsigned)(word[i] - '0');
  if (word[digits] == '\0' && version >= 1 && version <= 10)
    return true;
  return falk_fail (&archive->build->load, FALK_LOAD_TORCH_VERSION, -1, NULL,
                    FALK_QUOTE (word, strlen (word)), "1 to 10");
}

/* Gives each storage its record, which must have exactly its size. */
static bool
bind_storages (Archive *archive, FalkStorages *storages)
{
  FalkLoad *load = &archive->build->load;

  for (uint32_t i = 0; i < storages->n; i++)
    {
      FalkStorage *storage = storages->items[i];
      FalkText key = falk_quote (storage->key, strlen (storage->key));
      FalkZipEntry *entry;
      uint64_t bytes = 0;
      char *name;
      bool ok;

      name = falk_load_printf (load, "data/%s", storage->key);
      entry = name ? find (archive, name, &ok) : NULL;
      if (!name || (!entry && !ok))
        return false;
      if (!entry)
        return falk_fail (load, FALK_LOAD_TORCH_KEY, -1, key.text,
                          "is not in the file", NULL);
      if (storage->element == 0)
        continue; /* of a type that isn't known: its tensors say so */
      if (!falk_storage_bytes (storage, &bytes) || bytes != entry->segment.size)
        return falk_fail (load, FALK_LOAD_TORCH_STORAGE, -1, key.text,
                          FALK_TEXT ("%" PRIu64 " bytes", entry->segment.size),
                          FALK_TEXT ("%" PRIu64 " values of %u bytes",
                                     storage->numel, storage->element));
      storage->segment = &entry->segment;
    }
  return true;
}

static bool
read_pickle (Archive *archive, FalkPickle *pickle)
{
  FalkLoad *load = &archive->build->load;
  FalkZipEntry *entry;
  uint8_t *bytes;
  bool ok;

  entry = find (archive, "data.pkl", &ok);
  if (!entry)
    return ok
           && falk_fail (load, FALK_LOAD_TORCH_LAYOUT, -1, NULL,
                         "it has no data.pkl", NULL);
  if (entry->segment.size > FALK_PICKLE_SIZE_MAX)
    return falk_fail (load, FALK_LOAD_PICKLE_LIMIT, -1, "bytes of description",
                      FALK_TEXT ("%" PRIu64, entry->segment.size),
                      FALK_TEXT ("%u", FALK_PICKLE_SIZE_MAX));
  bytes = falk_load_alloc (load, entry->segment.size, 1);
  if (!bytes
      || !falk_segment_read (load, &entry->segment, 0, bytes,
                             entry->segment.size))
    return false;
  *pickle = (FalkPickle){ .load = load,
                          .where = entry->name,
                          .bytes = bytes,
                          .length = (size_t)entry->segment.size,
                          .place = falk_segment_place (&entry->segment, 0) };
  return falk_pickle_read (pickle);
}

bool
falk_torch_zip_read (FalkBuild *build, FalkZip *zip, const char *top)
{
  Archive archive = { build, zip, top };
  FalkStorages storages;
  FalkPickle *pickle;
  bool big, script, ok;

  build->file.format = "torch zip";
  pickle = falk_load_alloc (&build->load, 1, sizeof *pickle);
  if (!pickle || !check_layout (&archive))
    return false;
  script = find (&archive, "constants.pkl", &ok) != NULL;
  if (!ok || !check_version (&archive) || !read_byte_order (&archive, &big)
      || !read_pickle (&archive, pickle)
      || !falk_storages_collect (pickle, &storages)
      || !bind_storages (&archive, &storages))
    return false;
  if (script)
    {
      build->file.format = "torchscript";
      if (!falk_build_note (build, "This is a TorchScript archive: its tensors "
                                   "are read, its code is not."))
        return false;
    }
  return falk_torch_walk (build, pickle, big);
}
