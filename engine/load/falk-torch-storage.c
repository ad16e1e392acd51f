/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "falk-bytes.h"
#include "falk-pickle-machine.h"
#include "falk-torch.h"

/* Types that dtypes have no name for: only how many bytes an element has, so
 * that what stands behind them can be found. */
static const struct
{
  const char *name;
  uint32_t element;
} other_types[] = {
  { "QInt8Storage", 1 },    { "QUInt8Storage", 1 },   { "QInt32Storage", 4 },
  { "QUInt4x2Storage", 1 }, { "QUInt2x4Storage", 1 },
};

static void
find_type (FalkStorage *storage)
{
  const char *name = storage->type->global.name;

  if (strcmp (name, "UntypedStorage") == 0)
    {
      storage->dtype = FALK_DTYPE_UINT8;
      storage->known = true;
      storage->element = 1;
      return;
    }
  for (int i = 0; i < FALK_DTYPE_COUNT; i++)
    {
      const FalkDtypeInfo *info = falk_dtype_info ((FalkDtype)i);

      if (!info->storage || strcmp (info->storage, name) != 0)
        continue;
      storage->dtype = (FalkDtype)i;
      storage->known = true;
      storage->element = info->bits / 8;
      return;
    }
  for (size_t i = 0; i < sizeof other_types / sizeof other_types[0]; i++)
    if (strcmp (other_types[i].name, name) == 0)
      storage->element = other_types[i].element;
}

static bool
fail_pid (FalkPickle *pickle, const char *found, const char *allowed)
{
  return falk_fail (pickle->load, FALK_LOAD_TORCH_PID, -1, NULL, found,
                    allowed);
}

static bool
is_torch_module (const char *module)
{
  return strcmp (module, "torch") == 0 || strcmp (module, "torch.cuda") == 0
         || strcmp (module, "torch.storage") == 0;
}

/* ('storage', type, key, location, numel[, view]) */
static bool
parse_pid (FalkPickle *pickle, const FalkPickleNode *tuple,
           FalkStorage *storage)
{
  FalkPickleNode *const *items = tuple->items.items;
  const FalkPickleNode *key;

  if (tuple->items.n < 5 || tuple->items.n > 6)
    return fail_pid (pickle, FALK_TEXT ("%u items", tuple->items.n),
                     "5 or 6 items");
  if (items[1]->kind != FALK_PICKLE_GLOBAL
      || !is_torch_module (items[1]->global.module))
    return fail_pid (pickle,
                     items[1]->kind == FALK_PICKLE_GLOBAL
                         ? items[1]->global.module
                         : falk_pickle_node_word (items[1]),
                     "a type of torch");
  key = items[2];
  if (key->kind != FALK_PICKLE_TEXT || key->text.length == 0
      || key->text.length > 4096
      || !falk_utf8_valid (key->text.bytes, key->text.length))
    return falk_fail (pickle->load, FALK_LOAD_TORCH_KEY, -1,
                      key->kind == FALK_PICKLE_TEXT
                          ? FALK_QUOTE (key->text.bytes, key->text.length)
                          : falk_pickle_node_word (key),
                      "its name is no name of a storage", NULL);
  if (items[3]->kind != FALK_PICKLE_TEXT)
    return fail_pid (pickle, falk_pickle_node_word (items[3]), "a device");
  if (items[4]->kind != FALK_PICKLE_INT || items[4]->integer < 0)
    return fail_pid (pickle,
                     items[4]->kind == FALK_PICKLE_INT
                         ? FALK_TEXT ("%" PRId64, items[4]->integer)
                         : falk_pickle_node_word (items[4]),
                     "a count of elements");
  storage->type = items[1];
  storage->numel = (uint64_t)items[4]->integer;
  storage->key =
      falk_load_copy (pickle->load, key->text.bytes, key->text.length);
  find_type (storage);
  return storage->key != NULL;
}

static int
by_key (const void *a, const void *b)
{
  return strcmp (((const FalkStorage *)a)->key, ((const FalkStorage *)b)->key);
}

/* Leaves one storage a key. */
static bool
merge (FalkPickle *pickle, FalkStorages *storages)
{
  uint32_t kept = 0;

  for (uint32_t i = 0; i < storages->n; i++)
    {
      FalkStorage *storage = storages->items[i];
      FalkStorage *last = kept ? storages->items[kept - 1] : NULL;

      if (!last || strcmp (last->key, storage->key) != 0)
        storages->items[kept++] = storage;
      else if (strcmp (last->type->global.name, storage->type->global.name) != 0
               || last->numel != storage->numel)
        return falk_fail (pickle->load, FALK_LOAD_TORCH_STORAGE, -1,
                          FALK_QUOTE (storage->key, strlen (storage->key)),
                          "two different descriptions of it", "described once");
    }
  storages->n = kept;
  return true;
}

bool
falk_storages_collect (FalkPickle *pickle, FalkStorages *storages)
{
  storages->n = 0;
  storages->items = falk_load_alloc (pickle->load, pickle->n_persids,
                                     sizeof *storages->items);
  if (!storages->items)
    return false;
  for (uint32_t i = 0; i < pickle->n_persids; i++)
    {
      const FalkPickleNode *tuple = pickle->persids[i]->persid.tuple;
      FalkStorage *storage;

      if (falk_pickle_node_function (
              &(FalkPickleNode){ .kind = FALK_PICKLE_CALL,
                                 .call = { .function = pickle->persids[i] } }))
        continue; /* a module */
      if (tuple->items.n == 0
          || !falk_pickle_node_says (tuple->items.items[0], "storage"))
        return fail_pid (pickle,
                         tuple->items.n
                             ? falk_pickle_node_word (tuple->items.items[0])
                             : "nothing",
                         "'storage' and what belongs to it");
      storage = falk_load_alloc (pickle->load, 1, sizeof *storage);
      if (!storage || !parse_pid (pickle, tuple, storage))
        return false;
      pickle->persids[i]->persid.storage = storage;
      storages->items[storages->n++] = storage;
    }
  if (!falk_load_sort (pickle->load, storages->items, storages->n, by_key))
    return false;
  if (!merge (pickle, storages))
    return false;
  for (uint32_t i = 0; i < pickle->n_persids; i++)
    {
      const FalkStorage *storage = pickle->persids[i]->persid.storage;

      if (storage)
        pickle->persids[i]->persid.storage =
            falk_storages_find (storages, storage->key);
    }
  return true;
}

FalkStorage *
falk_storages_find (const FalkStorages *storages, const char *key)
{
  uint32_t low = 0, high = storages->n;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      int order = strcmp (key, storages->items[middle]->key);

      if (order == 0)
        return storages->items[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

bool
falk_storage_bytes (const FalkStorage *storage, uint64_t *bytes)
{
  return storage->element > 0
         && falk_mul (storage->numel, storage->element, bytes);
}
