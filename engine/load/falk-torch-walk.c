/* SPDX-License-Identifier: MIT */
/* The way through the graph of a checkpoint to its tensors. The graph was
 * checked: no cycles, and no endless expansion. */
#include <inttypes.h>
#include <string.h>

#include "falk-torch.h"

#define DEPTH_MAX 256
#define PATH_MAX_BYTES 4096u
#define TENSORS_MAX 1000000u

/* Where the walk is inside one node: a row of containers to go through, one
 * after the other. */
typedef struct
{
  const FalkPickleNode *containers[6]; /* TUPLE, LIST, SET or DICT; or NULL */
  uint8_t container; /* the one being gone through */
  bool module; /* the last container is a module's __dict__ */
  uint32_t next; /* item of it */
  uint32_t path; /* bytes of the path that lead here */
  bool root; /* nothing of the path was taken yet */
  bool several; /* more than one item of the list leads to tensors */
} Frame;
#define N_CONTAINERS 6

typedef struct
{
  FalkBuild *build;
  FalkPickle *pickle;
  bool big;
  char path[PATH_MAX_BYTES + 1];
  Frame frames[DEPTH_MAX];
  uint32_t depth;
  FalkTorchModule *modules;
  uint32_t n_modules, modules_room;
} Walk;

static bool
is_module_state (const FalkPickleNode *state)
{
  return falk_pickle_node_get (state, "_parameters")
         || falk_pickle_node_get (state, "_modules");
}

static const FalkPickleNode *
if_container (const FalkPickleNode *node)
{
  return node
                 && (node->kind == FALK_PICKLE_DICT
                     || node->kind == FALK_PICKLE_LIST
                     || node->kind == FALK_PICKLE_TUPLE
                     || node->kind == FALK_PICKLE_SET)
             ? node
             : NULL;
}

/* A module's parameters come first, then its buffers, then its children, as
 * in state_dict(); then other attributes. */
static void
fill_frame (Frame *frame, const FalkPickleNode *node)
{
  const FalkPickleNode *state = falk_pickle_node_state (node);
  const FalkCallMore *more =
      node->kind == FALK_PICKLE_CALL ? node->call.more : NULL;

  if (node->kind != FALK_PICKLE_CALL)
    frame->containers[0] = if_container (node);
  else if (is_module_state (state))
    {
      frame->containers[0] =
          if_container (falk_pickle_node_get (state, "_parameters"));
      frame->containers[1] =
          if_container (falk_pickle_node_get (state, "_buffers"));
      frame->containers[2] =
          if_container (falk_pickle_node_get (state, "_modules"));
      frame->containers[N_CONTAINERS - 1] = state;
      frame->module = true;
    }
  else
    {
      frame->containers[0] = node->call.arguments;
      frame->containers[1] = if_container (state);
      frame->containers[2] = more ? more->items : NULL;
      frame->containers[3] = more ? more->pairs : NULL;
    }
}

/* True if more than one item of the list @node leads to tensors. */
static bool
several_hold (const FalkPickleNode *node)
{
  uint32_t n = 0;

  for (uint32_t i = 0; i < node->items.n && n < 2; i++)
    n += node->items.items[i]->holds;
  return n > 1;
}

/* Writes the name of item @index of @container to the path. */
static bool
extend_path (Walk *walk, const Frame *frame, const FalkPickleNode *container,
             uint32_t index, uint32_t *length)
{
  const FalkPickleNode *key = container->items.items[index];
  FalkText number = { "" };
  const char *text = number.text;
  size_t size;
  bool dot = false;

  if (container->kind != FALK_PICKLE_DICT)
    {
      if (frame->several)
        number = falk_text ("[%u]", index);
      size = strlen (text);
    }
  else
    {
      dot = !frame->root;
      number = key->kind == FALK_PICKLE_INT
                   ? falk_text ("%" PRId64, key->integer)
                   : falk_text ("(%u)", index / 2);
      text = key->kind == FALK_PICKLE_TEXT ? key->text.bytes : number.text;
      size = key->kind == FALK_PICKLE_TEXT ? key->text.length : strlen (text);
    }
  if (size + dot > PATH_MAX_BYTES - frame->path
      || (size > 0 && !falk_utf8_valid (text, size)))
    return falk_fail (&walk->build->load, FALK_LOAD_NAME, -1, NULL,
                      FALK_QUOTE (text, size), NULL);
  if (dot)
    walk->path[frame->path] = '.';
  memcpy (walk->path + frame->path + dot, text, size);
  *length = frame->path + dot + (uint32_t)size;
  walk->path[*length] = '\0';
  return true;
}

static bool
remember_module (Walk *walk, const FalkPickleNode *state)
{
  FalkLoad *load = &walk->build->load;
  FalkTorchModule *modules;
  const char *path;

  if (!falk_torch_is_recurrent (state))
    return true;
  modules = falk_load_grow (load, walk->modules, walk->n_modules + 1u,
                            &walk->modules_room, sizeof *modules);
  path = falk_load_copy (load, walk->path, strlen (walk->path));
  if (!modules || !path)
    return false;
  walk->modules = modules;
  modules[walk->n_modules++] = (FalkTorchModule){ path, state };
  return true;
}

/* Adds the tensor that @node is, or goes into it. */
static bool
enter (Walk *walk, const FalkPickleNode *node, uint32_t path, bool root)
{
  FalkLoad *load = &walk->build->load;
  Frame *frame = &walk->frames[walk->depth];
  bool is_tensor = false;
  char *name;

  if (node->kind == FALK_PICKLE_CALL)
    {
      if (!remember_module (walk, falk_pickle_node_state (node)))
        return false;
      if (walk->build->file.n_tensors >= TENSORS_MAX)
        return falk_fail (load, FALK_LOAD_PICKLE_LIMIT, -1, "tensors",
                          "more than 1000000", "1000000");
      name = falk_load_copy (load, walk->path, path);
      if (!name
          || !falk_torch_tensor (walk->build, node, name, walk->big,
                                 &is_tensor))
        return false;
    }
  if (is_tensor || (node->kind != FALK_PICKLE_CALL && !if_container (node)))
    return true;
  memset (frame, 0, sizeof *frame);
  frame->path = path;
  frame->root = root;
  fill_frame (frame, node);
  walk->depth++;
  return true;
}

/* Attributes that state_dict() wouldn't give: those of a module that begin
 * with an underscore are PyTorch's own, as is the list in which TorchScript's
 * recurrent modules keep their parameters a second time. */
static bool
is_private (const Frame *frame, const FalkPickleNode *container, uint32_t index)
{
  const FalkPickleNode *key = container->items.items[index];

  if (falk_pickle_node_says (key, "_flat_weights"))
    return true;
  return frame->module && frame->container == N_CONTAINERS - 1
         && (key->kind != FALK_PICKLE_TEXT || key->text.length == 0
             || key->text.bytes[0] == '_');
}

static bool
walk_item (Walk *walk, Frame *frame, const FalkPickleNode *container)
{
  bool pairs = container->kind == FALK_PICKLE_DICT;
  uint32_t index = frame->next, length;
  const FalkPickleNode *value = container->items.items[index + pairs];

  if (index == 0 && !pairs)
    frame->several = several_hold (container);
  frame->next += 1 + pairs;
  if (!value->holds || is_private (frame, container, index))
    return true;
  return extend_path (walk, frame, container, index, &length)
         && enter (walk, value, length, false);
}

static int
by_name (const void *a, const void *b)
{
  return strcmp (((const FalkFileTensor *)a)->name,
                 ((const FalkFileTensor *)b)->name);
}

/* Where a dict has a key twice, Python keeps the last; both are shown here. */
static bool
note_twins (FalkBuild *build)
{
  FalkFile *file = &build->file;
  FalkFileTensor **sorted;

  sorted = falk_load_alloc (&build->load, file->n_tensors, sizeof *sorted);
  if (!sorted)
    return false;
  for (size_t i = 0; i < file->n_tensors; i++)
    sorted[i] = &file->tensors[i];
  if (!falk_load_sort (&build->load, sorted, file->n_tensors, by_name))
    return false;
  for (size_t i = 1; i < file->n_tensors; i++)
    if (by_name (sorted[i - 1], sorted[i]) == 0)
      return falk_build_note (
          build, "More than one tensor is called %s.",
          FALK_QUOTE (sorted[i]->name, strlen (sorted[i]->name)));
  return true;
}

bool
falk_torch_walk (FalkBuild *build, FalkPickle *pickle, bool big)
{
  Walk *walk = falk_load_alloc (&build->load, 1, sizeof *walk);

  if (!walk)
    return false;
  walk->build = build;
  walk->pickle = pickle;
  walk->big = big;
  if (!enter (walk, pickle->root, 0, true))
    return false;
  while (walk->depth > 0)
    {
      Frame *frame = &walk->frames[walk->depth - 1];
      const FalkPickleNode *container =
          frame->container < N_CONTAINERS ? frame->containers[frame->container]
                                          : NULL;

      if (frame->container == N_CONTAINERS)
        walk->depth--;
      else if (!container || frame->next >= container->items.n)
        {
          frame->container++;
          frame->next = 0;
        }
      else if (!walk_item (walk, frame, container))
        return false;
    }
  if (build->file.n_tensors == 0
      && !falk_build_note (build, "The file holds no tensors."))
    return false;
  return note_twins (build)
         && falk_torch_layers (build, walk->modules, walk->n_modules)
         && falk_torch_note_globals (build, pickle);
}
