/* SPDX-License-Identifier: MIT */
/* One tensor, from the call that would rebuild it. The functions are those of
 * torch/_utils.py and torch/_tensor.py; none of them is called. */
#include <inttypes.h>
#include <string.h>

#include "falk-bytes.h"
#include "falk-pickle-machine.h"
#include "falk-torch.h"

#define UNWRAP_MAX 256

typedef enum
{
  INNER, /* argument 0 is the tensor: a parameter, or a subclass's data */
  CALL_INNER, /* (function, type, arguments, state): another call */
  REBUILD, /* (storage, offset, size, stride ...) */
  REBUILD_TYPED /* the same, with the dtype as argument 6 */
} Form;

static const struct
{
  const char *module, *name;
  Form form;
  uint8_t least, most; /* arguments */
  uint8_t metadata; /* argument with {'conj': True}; 0: none */
} functions[] = {
  { "torch._utils", "_rebuild_tensor", REBUILD, 4, 4, 0 },
  { "torch._utils", "_rebuild_tensor_v2", REBUILD, 6, 7, 6 },
  { "torch._utils", "_rebuild_tensor_v3", REBUILD_TYPED, 7, 8, 7 },
  { "torch._utils", "_rebuild_parameter", INNER, 1, 3, 0 },
  { "torch._utils", "_rebuild_parameter_with_state", INNER, 1, 4, 0 },
  { "torch.nn.parameter", "Parameter", INNER, 1, 2, 0 },
  { "torch.nn.parameter", "Buffer", INNER, 1, 2, 0 },
  { "torch._tensor", "_rebuild_from_type_v2", CALL_INNER, 4, 4, 0 },
  { "torch._tensor", "_rebuild_from_type", CALL_INNER, 4, 4, 0 },
  { "torch.tensor", "_rebuild_from_type", CALL_INNER, 4, 4, 0 },
};

/* The call that says what the tensor is, once wrappers are taken off. */
typedef struct
{
  const FalkPickleNode *function; /* GLOBAL */
  FalkPickleNode *const *arguments;
  uint32_t n;
  size_t row; /* of functions; N_FUNCTIONS: none */
} Call;
#define N_FUNCTIONS (sizeof functions / sizeof functions[0])

static void
find_row (Call *call)
{
  for (call->row = 0; call->row < N_FUNCTIONS; call->row++)
    if (falk_pickle_node_is (call->function, functions[call->row].module,
                             functions[call->row].name))
      return;
}

/* Follows wrappers. False where @node is no call at all. */
static bool
unwrap (const FalkPickleNode *node, Call *call)
{
  *call = (Call){ falk_pickle_node_function (node) };
  if (!call->function)
    return false;
  call->arguments = node->call.arguments->items.items;
  call->n = node->call.arguments->items.n;
  find_row (call);
  for (int i = 0; i < UNWRAP_MAX && call->row < N_FUNCTIONS; i++)
    {
      const FalkPickleNode *inner = call->n ? call->arguments[0] : NULL;
      Form form = functions[call->row].form;

      if (form == CALL_INNER && call->n == 4
          && inner->kind == FALK_PICKLE_GLOBAL
          && call->arguments[2]->kind == FALK_PICKLE_TUPLE)
        {
          const FalkPickleNode *tuple = call->arguments[2];

          *call = (Call){ inner, tuple->items.items, tuple->items.n, 0 };
        }
      else if (form == INNER && inner && falk_pickle_node_function (inner))
        *call = (Call){ falk_pickle_node_function (inner),
                        inner->call.arguments->items.items,
                        inner->call.arguments->items.n, 0 };
      else
        return true;
      find_row (call);
    }
  return true;
}

static bool
fail_view (FalkBuild *build, const char *name, const char *found,
           const char *allowed)
{
  return falk_fail (&build->load, FALK_LOAD_TORCH_VIEW, -1,
                    FALK_QUOTE (name, strlen (name)), found, allowed);
}

static bool
fail_tensor (FalkBuild *build, const char *name, const char *found,
             const char *allowed)
{
  return falk_fail (&build->load, FALK_LOAD_TORCH_TENSOR, -1,
                    FALK_QUOTE (name, strlen (name)), found, allowed);
}

/* Sizes, or torch.Size(sizes), as whole numbers 0 or more. */
static bool
parse_sizes (FalkBuild *build, const char *name, const FalkPickleNode *node,
             bool strides, int64_t sizes[FALK_RANK_MAX], guint *rank)
{
  const FalkPickleNode *function = falk_pickle_node_function (node);

  if (falk_pickle_node_is (function, "torch", "Size")
      && node->call.arguments->items.n == 1)
    node = node->call.arguments->items.items[0];
  if (node->kind != FALK_PICKLE_TUPLE && node->kind != FALK_PICKLE_LIST)
    return fail_tensor (build, name, falk_pickle_node_word (node),
                        "a tuple of sizes");
  if (node->items.n > FALK_RANK_MAX)
    return falk_fail (
        &build->load, FALK_LOAD_NDIM, -1, FALK_QUOTE (name, strlen (name)),
        FALK_TEXT ("%u", node->items.n), FALK_TEXT ("%d", FALK_RANK_MAX));
  *rank = node->items.n;
  for (guint i = 0; i < *rank; i++)
    {
      const FalkPickleNode *size = node->items.items[i];

      if (size->kind != FALK_PICKLE_INT)
        return fail_tensor (build, name, falk_pickle_node_word (size),
                            "a whole number");
      if (size->integer < 0)
        return strides
                   ? fail_view (build, name,
                                FALK_TEXT ("stride %" PRId64, size->integer),
                                "0 or more")
                   : falk_fail (&build->load, FALK_LOAD_DIM_NEG, -1,
                                FALK_TEXT ("%u of %s", i, name),
                                FALK_TEXT ("%" PRId64, size->integer), NULL);
      sizes[i] = size->integer;
    }
  return true;
}

/* The part of the storage that a legacy file's view covers: all of it, or
 * what its sixth item (view key, offset, size) says, in elements. */
static bool
storage_window (FalkBuild *build, const char *name, const FalkPickleNode *pid,
                uint64_t *from, uint64_t *numel)
{
  const FalkStorage *storage = pid->persid.storage;
  const FalkPickleNode *tuple = pid->persid.tuple, *view;
  uint64_t end;

  *from = 0;
  *numel = storage->numel;
  view = tuple->items.n == 6 ? tuple->items.items[5] : NULL;
  if (!view || view->kind == FALK_PICKLE_NONE)
    return true;
  if (view->kind != FALK_PICKLE_TUPLE || view->items.n != 3
      || view->items.items[1]->kind != FALK_PICKLE_INT
      || view->items.items[2]->kind != FALK_PICKLE_INT
      || view->items.items[1]->integer < 0 || view->items.items[2]->integer < 0)
    return fail_view (build, name, falk_pickle_node_word (view),
                      "a view's key, offset and size");
  *from = (uint64_t)view->items.items[1]->integer;
  *numel = (uint64_t)view->items.items[2]->integer;
  if (!falk_add (*from, *numel, &end) || end > storage->numel)
    return fail_view (
        build, name,
        FALK_TEXT ("a view of %" PRIu64 " values from %" PRIu64, *numel, *from),
        FALK_TEXT ("at most %" PRIu64, storage->numel));
  return true;
}

/* Offset, sizes and strides must stay inside the storage. */
static bool
place_view (FalkBuild *build, const char *name, const Call *call,
            FalkDtype dtype, const FalkShape *shape, FalkView *view)
{
  const FalkPickleNode *pid = call->arguments[0], *offset = call->arguments[1];
  const FalkStorage *storage = pid->persid.storage;
  uint64_t from, numel, room, needed = 0, start;

  view->segment = storage->segment;
  view->element = falk_dtype_info (dtype)->bits / 8;
  if (!falk_build_bytes (build, name, dtype, shape, -1, &view->bytes)
      || !storage_window (build, name, pid, &from, &numel))
    return false;
  if (offset->kind != FALK_PICKLE_INT || offset->integer < 0)
    return fail_view (build, name,
                      offset->kind == FALK_PICKLE_INT
                          ? FALK_TEXT ("offset %" PRId64, offset->integer)
                          : falk_pickle_node_word (offset),
                      "an offset of 0 or more");
  /* an untyped storage counts bytes, the view elements */
  room = numel * storage->element / view->element;
  if (!falk_view_finish (view, shape)
      || !falk_add ((uint64_t)offset->integer, view->span / view->element,
                    &needed)
      || needed > room)
    return fail_view (build, name,
                      needed ? FALK_TEXT ("it needs %" PRIu64 " values", needed)
                             : "its strides overflow",
                      FALK_TEXT ("at most %" PRIu64, room));
  if (view->bytes == 0) /* an empty tensor may stand anywhere */
    return true;
  start = (uint64_t)offset->integer * view->element;
  view->start = start + from * storage->element;
  return true;
}

static bool
find_dtype (const FalkPickleNode *node, FalkDtype *dtype)
{
  return node->kind == FALK_PICKLE_GLOBAL
         && strcmp (node->global.module, "torch") == 0
         && falk_dtype_from_name (node->global.name, dtype)
         && falk_dtype_info (*dtype)->bits % 8 == 0;
}

static bool
add_unreadable (FalkBuild *build, const char *name, const FalkShape *shape,
                const char *what)
{
  const char *why = falk_load_printf (&build->load, "%s.", what);

  return why && falk_build_unreadable (build, name, shape, why);
}

static bool
is_true (const FalkPickleNode *dict, const char *key)
{
  const FalkPickleNode *value = falk_pickle_node_get (dict, key);

  return value && value->kind == FALK_PICKLE_BOOL && value->integer;
}

static bool
rebuild (FalkBuild *build, const char *name, const Call *call, bool big)
{
  const FalkPickleNode *pid = call->arguments[0];
  uint8_t metadata = functions[call->row].metadata;
  int64_t strides[FALK_RANK_MAX];
  FalkView view = { .strides = strides };
  FalkShape shape = { 0 };
  const FalkStorage *storage;
  FalkDtype dtype;
  guint n_strides;

  if (pid->kind != FALK_PICKLE_PERSID || !pid->persid.storage)
    return fail_tensor (build, name, falk_pickle_node_word (pid), "a storage");
  storage = pid->persid.storage;
  if (!parse_sizes (build, name, call->arguments[2], false, shape.dims,
                    &shape.rank)
      || !parse_sizes (build, name, call->arguments[3], true, strides,
                       &n_strides))
    return false;
  if (n_strides != shape.rank)
    return fail_view (build, name, FALK_TEXT ("%u strides", n_strides),
                      FALK_TEXT ("%u", shape.rank));
  dtype = storage->dtype;
  if (!storage->known || !storage->segment)
    return add_unreadable (
        build, name, &shape,
        FALK_TEXT ("Its storage is of type %s", storage->type->global.name));
  if (functions[call->row].form == REBUILD_TYPED
      && !find_dtype (call->arguments[6], &dtype))
    return add_unreadable (build, name, &shape, "Its element type is unknown");
  if (metadata && call->n > metadata
      && (is_true (call->arguments[metadata], "conj")
          || is_true (call->arguments[metadata], "neg")))
    return add_unreadable (build, name, &shape,
                           "Its values are stored conjugated or negated");
  if (!place_view (build, name, call, dtype, &shape, &view))
    return false;
  if (big)
    view.swap = dtype == FALK_DTYPE_COMPLEX32 || dtype == FALK_DTYPE_COMPLEX64
                        || dtype == FALK_DTYPE_COMPLEX128
                    ? view.element / 2
                    : view.element;
  return falk_build_tensor (build, name, dtype, &shape, &view);
}

/* torch.FloatTensor() with the state (storage, offset, size, stride): how
 * tensors were pickled before _rebuild_tensor. */
static bool
is_old_tensor (const FalkPickleNode *node, const FalkPickleNode *function,
               Call *call)
{
  const FalkPickleNode *state = falk_pickle_node_state (node);
  size_t length = strlen (function->global.name);

  if (strncmp (function->global.module, "torch", 5) != 0 || length < 6
      || strcmp (function->global.name + length - 6, "Tensor") != 0 || !state
      || state->kind != FALK_PICKLE_TUPLE || state->items.n != 4)
    return false;
  *call = (Call){ function, state->items.items, 4, 0 };
  return true;
}

bool
falk_torch_tensor (FalkBuild *build, const FalkPickleNode *node,
                   const char *name, bool big, bool *is)
{
  Call call;

  *is = false;
  if (!unwrap (node, &call))
    return true;
  *is = true;
  if (call.row == N_FUNCTIONS && is_old_tensor (node, call.function, &call))
    return rebuild (build, name, &call, big);
  if (call.row == N_FUNCTIONS)
    {
      *is = strncmp (call.function->global.module, "torch", 5) == 0
            && strncmp (call.function->global.name, "_rebuild", 8) == 0;
      if (!*is)
        return true;
      return add_unreadable (build, name, NULL,
                             FALK_TEXT ("It is of a special kind (%.100s)",
                                        call.function->global.name));
    }
  if (call.n < functions[call.row].least || call.n > functions[call.row].most)
    return fail_tensor (build, name, FALK_TEXT ("%u arguments", call.n),
                        FALK_TEXT ("%u", functions[call.row].least));
  if (functions[call.row].form == REBUILD
      || functions[call.row].form == REBUILD_TYPED)
    return rebuild (build, name, &call, big);
  *is = functions[call.row].form == CALL_INNER;
  return !*is || add_unreadable (build, name, NULL, "Its class is unknown");
}
