/* SPDX-License-Identifier: MIT */
/* The container that torch.save wrote before 1.6: five pickles in a row (a
 * magic number, a protocol version, facts about the machine, the object, the
 * list of storage keys), then for each key a count and the elements. */
#include <inttypes.h>
#include <string.h>

#include "falk-bytes.h"
#include "falk-pickle-machine.h"
#include "falk-source.h"
#include "falk-torch.h"

#define WINDOW (64u << 10) /* bytes of a pickle that are tried first */

static const uint8_t magic[] = { 0x80, 2,    0x8a, 10,   0x6c, 0xfc, 0x9c, 0x46,
                                 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.' };
static const uint8_t protocol[] = { 0x80, 2, 'M', 0xe9, 3, '.' };

/* Where a pickle ends is known only when it was read: bytes are fetched in
 * growing windows until it ends inside one. */
static bool
read_pickle (FalkBuild *build, const char *where, uint64_t *place,
             FalkPickle *pickle)
{
  FalkLoad *load = &build->load;
  uint64_t left = load->source->size - *place;
  uint64_t most = left < FALK_PICKLE_SIZE_MAX ? left : FALK_PICKLE_SIZE_MAX;

  for (uint64_t length = WINDOW;; length *= 8)
    {
      bool last = length >= most;
      uint8_t *bytes;

      length = last ? most : length;
      bytes = falk_load_alloc (load, length, 1);
      if (!bytes || !falk_source_read (load, *place, bytes, (size_t)length))
        return false;
      *pickle = (FalkPickle){ .load = load,
                              .where = where,
                              .bytes = bytes,
                              .length = (size_t)length,
                              .place = (int64_t)*place };
      if (falk_pickle_read (pickle))
        {
          *place += pickle->at;
          return true;
        }
      if (last || load->error->code != FALK_LOAD_PICKLE_TRUNC)
        return false;
      load->failed = false;
      falk_arena_drop (&load->arena, bytes);
    }
}

/* The first two pickles are always the same bytes. */
static bool
check_start (FalkLoad *load, uint64_t *place)
{
  uint8_t start[sizeof magic + sizeof protocol];

  if (load->source->size < sizeof start)
    return falk_fail (load, FALK_LOAD_TRUNC, -1, "the start",
                      FALK_TEXT ("%zu", sizeof start),
                      FALK_TEXT ("%" PRIu64, load->source->size));
  if (!falk_source_read (load, 0, start, sizeof start))
    return false;
  if (memcmp (start, magic, sizeof magic) != 0)
    return falk_fail (load, FALK_LOAD_LEGACY_MAGIC, 0, "magic number", NULL,
                      NULL);
  if (memcmp (start + sizeof magic, protocol, sizeof protocol) != 0)
    return falk_fail (load, FALK_LOAD_LEGACY_MAGIC, sizeof magic,
                      "protocol version than 1001", NULL, NULL);
  *place = sizeof start;
  return true;
}

static bool
check_machine (FalkBuild *build, uint64_t *place)
{
  FalkPickle pickle;
  const FalkPickleNode *little;

  if (!read_pickle (build, "its third part", place, &pickle))
    return false;
  little = falk_pickle_node_get (pickle.root, "little_endian");
  if (little && little->kind == FALK_PICKLE_BOOL && little->integer)
    return true;
  return falk_fail (&build->load, FALK_LOAD_LEGACY_ENDIAN, (int64_t)*place,
                    NULL, NULL, NULL);
}

static bool
fail_keys (FalkLoad *load, const char *what)
{
  return falk_fail (load, FALK_LOAD_LEGACY_KEYS, -1, NULL, what, NULL);
}

/* Gives the storage called @key its place in the file, and moves behind it. */
static bool
bind_storage (FalkLoad *load, FalkStorage *storage, uint64_t *place)
{
  FalkText key = falk_quote (storage->key, strlen (storage->key));
  uint64_t left = load->source->size - *place, bytes;
  uint8_t count[8];

  if (left < sizeof count)
    return falk_fail (load, FALK_LOAD_TRUNC, (int64_t)*place, key.text, "8",
                      FALK_TEXT ("%" PRIu64, left));
  if (!falk_source_read (load, *place, count, sizeof count))
    return false;
  if (falk_u64 (count) != storage->numel)
    return falk_fail (load, FALK_LOAD_LEGACY_STORAGE, (int64_t)*place, key.text,
                      FALK_TEXT ("%" PRIu64, falk_u64 (count)),
                      FALK_TEXT ("%" PRIu64 " expected", storage->numel));
  *place += sizeof count;
  left -= sizeof count;
  if (!falk_storage_bytes (storage, &bytes))
    return falk_fail (
        load, FALK_LOAD_LEGACY_STORAGE, (int64_t)*place, key.text,
        FALK_TEXT ("%" PRIu64, storage->numel),
        FALK_TEXT ("of the unknown type %.80s", storage->type->global.name));
  if (bytes > left)
    return falk_fail (load, FALK_LOAD_TRUNC, (int64_t)*place, key.text,
                      FALK_TEXT ("%" PRIu64, bytes),
                      FALK_TEXT ("%" PRIu64, left));
  storage->segment = falk_load_alloc (load, 1, sizeof *storage->segment);
  if (!storage->segment)
    return false;
  *storage->segment = (FalkSegment){
    .offset = *place, .packed = bytes, .size = bytes, .checked = true
  };
  *place += bytes;
  return true;
}

/* The list of keys must name every storage in use once, and no other. */
static bool
bind_storages (FalkBuild *build, const FalkStorages *storages, uint64_t *place)
{
  FalkLoad *load = &build->load;
  FalkPickle pickle;

  if (!read_pickle (build, "its list of storages", place, &pickle))
    return false;
  if (pickle.root->kind != FALK_PICKLE_LIST)
    return fail_keys (load, falk_pickle_node_word (pickle.root));
  for (uint32_t i = 0; i < pickle.root->items.n; i++)
    {
      const FalkPickleNode *node = pickle.root->items.items[i];
      FalkStorage *storage = NULL;
      char *key;

      if (node->kind != FALK_PICKLE_TEXT)
        return fail_keys (load, falk_pickle_node_word (node));
      key = falk_load_copy (load, node->text.bytes, node->text.length);
      if (!key)
        return false;
      if (strlen (key) == node->text.length)
        storage = falk_storages_find (storages, key);
      if (!storage || storage->segment)
        return fail_keys (
            load, FALK_TEXT ("%.120s %s", FALK_QUOTE (key, strlen (key)),
                             storage ? "is there twice" : "is used nowhere"));
      if (!bind_storage (load, storage, place))
        return false;
    }
  for (uint32_t i = 0; i < storages->n; i++)
    if (!storages->items[i]->segment)
      return fail_keys (
          load, FALK_TEXT ("%.120s is missing",
                           FALK_QUOTE (storages->items[i]->key,
                                       strlen (storages->items[i]->key))));
  return true;
}

bool
falk_torch_legacy_read (FalkBuild *build)
{
  FalkLoad *load = &build->load;
  FalkStorages storages;
  FalkPickle *pickle;
  uint64_t place;

  build->file.format = "torch legacy";
  pickle = falk_load_alloc (load, 1, sizeof *pickle);
  if (!pickle || !check_start (load, &place) || !check_machine (build, &place)
      || !read_pickle (build, "its description", &place, pickle)
      || !falk_storages_collect (pickle, &storages)
      || !bind_storages (build, &storages, &place))
    return false;
  if (place < load->source->size
      && !falk_build_note (build,
                           "%" PRIu64 " bytes after the last storage were "
                           "ignored.",
                           load->source->size - place))
    return false;
  pickle->length = pickle->at; /* what follows was read, too */
  return falk_torch_walk (build, pickle, false);
}
