/* SPDX-License-Identifier: MIT */
/* PyTorch's files: tensors out of the graph that a pickle describes. Two
 * containers hold that pickle and the storages: the zip (falk-torch-zip.c)
 * and the older row of pickles (falk-torch-legacy.c). */
#pragma once

#include "falk-build.h"
#include "falk-pickle.h"
#include "falk-zip.h"

/* One storage: numel elements of one type, to which tensors are views. */
typedef struct
{
  const char *key; /* its name in the file */
  const FalkPickleNode *type; /* GLOBAL, "torch.FloatStorage" */
  FalkDtype dtype; /* of its elements; uint8 when untyped */
  bool known; /* the type is one of ours */
  uint32_t element; /* bytes; 0 when unknown */
  uint64_t numel; /* elements; bytes when untyped */
  FalkSegment *segment; /* where its bytes are; NULL until bound */
} FalkStorage;

/* Invariant: sorted by key, each key once. */
typedef struct
{
  FalkStorage **items;
  uint32_t n;
} FalkStorages;

/* Collects the storages that @pickle's persistent ids name, and sets each id's
 * storage. The ids must be well formed, and ids of one key must agree. */
bool falk_storages_collect (FalkPickle *pickle, FalkStorages *storages);

/* The storage called @key, or NULL. */
FalkStorage *falk_storages_find (const FalkStorages *storages, const char *key);

/* Bytes of @storage. False, without an error, if they are unknown or too
 * many. */
bool falk_storage_bytes (const FalkStorage *storage, uint64_t *bytes);

/* Adds @node as a tensor called @name if it is one: *@is says. A tensor of a
 * kind that can't be read is added as unreadable; one that contradicts its
 * storage fails. @big: the storages are big-endian. */
bool falk_torch_tensor (FalkBuild *build, const FalkPickleNode *node,
                        const char *name, bool big, bool *is);

/* Adds every tensor of the graph below @pickle's root, named by the way there:
 * keys joined by dots as state_dict() does, a module's _parameters, _buffers
 * and _modules left out; [i] for an element of a list, left out too while no
 * other element of the list holds tensors. Then the layers. */
bool falk_torch_walk (FalkBuild *build, FalkPickle *pickle, bool big);

/* Collects the recurrent modules that a whole-module pickle states. */
typedef struct
{
  const char *path;
  const FalkPickleNode *state; /* its __dict__ */
} FalkTorchModule;

/* True if @state is the __dict__ of a recurrent module. */
bool falk_torch_is_recurrent (const FalkPickleNode *state);

/* Finds the layers of @build by their names, and adds what @modules state
 * beyond that (batch_first, dropout). What a module states against its own
 * weights is noted; the weights count. */
bool falk_torch_layers (FalkBuild *build, const FalkTorchModule *modules,
                        uint32_t n);

/* Notes names other than those of plain tensors, and bytes after the end. */
bool falk_torch_note_globals (FalkBuild *build, const FalkPickle *pickle);

/* Readers of the two containers. @top is the folder that holds data.pkl. */
bool falk_torch_zip_read (FalkBuild *build, FalkZip *zip, const char *top);
bool falk_torch_legacy_read (FalkBuild *build);
