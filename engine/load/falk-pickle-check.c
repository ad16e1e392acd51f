/* SPDX-License-Identifier: MIT */
/* The graph a pickle leaves may be tiny and yet endless: a list in itself, or
 * sixty tuples that each hold the one before twice. Everything that walks the
 * graph later relies on what is checked here. */
#include <string.h>

#include "falk-pickle.h"

#define DEPTH_MAX 256u
#define WEIGHT_MAX 50000000u

enum
{
  NEW,
  OPEN,
  DONE
};

static const FalkPickleNode *
items_child (const FalkPickleNode *node, uint32_t i)
{
  if (i < node->items.n)
    return node->items.items[i];
  return i == node->items.n ? node->items.attributes : NULL;
}

/* Child @i of @node; *@more is false behind the last. A child may be NULL. */
static FalkPickleNode *
child (const FalkPickleNode *node, uint32_t i, bool *more)
{
  *more = true;
  switch ((FalkPickleKind)node->kind)
    {
    case FALK_PICKLE_TUPLE:
    case FALK_PICKLE_LIST:
    case FALK_PICKLE_SET:
    case FALK_PICKLE_DICT:
      *more = i <= node->items.n;
      return (FalkPickleNode *)items_child (node, i);
    case FALK_PICKLE_CALL:
      {
        const FalkCallMore *call = node->call.more;
        FalkPickleNode *const children[] = {
          node->call.function, node->call.arguments, call ? call->state : NULL,
          call ? call->items : NULL, call ? call->pairs : NULL
        };

        *more = i < 5;
        return *more ? children[i] : NULL;
      }
    case FALK_PICKLE_PERSID:
      *more = i == 0;
      return *more ? node->persid.tuple : NULL;
    case FALK_PICKLE_NONE:
    case FALK_PICKLE_BOOL:
    case FALK_PICKLE_INT:
    case FALK_PICKLE_BIGINT:
    case FALK_PICKLE_REAL:
    case FALK_PICKLE_TEXT:
    case FALK_PICKLE_GLOBAL:
    case FALK_PICKLE_KIND_COUNT:
      break;
    }
  *more = false;
  return NULL;
}

/* A storage, or a call that rebuilds a tensor. */
static bool
is_tensor (const FalkPickleNode *node)
{
  if (node->kind == FALK_PICKLE_PERSID)
    return !falk_pickle_node_says (
        node->persid.tuple->items.n ? node->persid.tuple->items.items[0] : NULL,
        "module");
  return node->kind == FALK_PICKLE_CALL
         && node->call.function->kind == FALK_PICKLE_GLOBAL
         && strncmp (node->call.function->global.module, "torch", 5) == 0
         && strncmp (node->call.function->global.name, "_rebuild", 8) == 0;
}

typedef struct
{
  FalkPickleNode *node;
  uint32_t next; /* child to visit */
} Frame;

static bool
fail (FalkPickle *pickle, FalkLoadCode code, uint32_t limit)
{
  return falk_fail (pickle->load, code, pickle->place + (int64_t)pickle->at,
                    NULL, NULL, FALK_TEXT ("%u", limit));
}

/* Adds what a finished child says to its parent. */
static void
add_up (FalkPickleNode *parent, const FalkPickleNode *node)
{
  if (node->depth + 1u > parent->depth)
    parent->depth = (uint16_t)(node->depth + 1);
  parent->weight = parent->weight + node->weight > WEIGHT_MAX
                       ? WEIGHT_MAX + 1
                       : parent->weight + node->weight;
  parent->holds |= node->holds;
}

static void
open_frame (Frame *frames, uint32_t *n, FalkPickleNode *node)
{
  node->colour = OPEN;
  node->depth = 1;
  node->weight = 1;
  node->holds = is_tensor (node);
  frames[(*n)++] = (Frame){ node, 0 };
}

bool
falk_pickle_check (FalkPickle *pickle)
{
  Frame frames[DEPTH_MAX];
  uint32_t n = 0;

  open_frame (frames, &n, pickle->root);
  while (n > 0)
    {
      Frame *frame = &frames[n - 1];
      bool more;
      FalkPickleNode *next = child (frame->node, frame->next++, &more);

      if (!more)
        {
          frame->node->colour = DONE;
          if (frame->node->weight > WEIGHT_MAX)
            return fail (pickle, FALK_LOAD_PICKLE_EXPAND, WEIGHT_MAX);
          if (--n > 0)
            add_up (frames[n - 1].node, frame->node);
        }
      else if (next && next->colour == OPEN)
        return fail (pickle, FALK_LOAD_PICKLE_CYCLE, 0);
      else if (next && next->colour == DONE)
        {
          add_up (frame->node, next);
          if (n + next->depth > DEPTH_MAX)
            return fail (pickle, FALK_LOAD_PICKLE_DEPTH, DEPTH_MAX);
        }
      else if (next)
        {
          if (n == DEPTH_MAX)
            return fail (pickle, FALK_LOAD_PICKLE_DEPTH, DEPTH_MAX);
          open_frame (frames, &n, next);
        }
    }
  return true;
}
