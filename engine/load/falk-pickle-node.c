/* SPDX-License-Identifier: MIT */
/* Questions to nodes. */
#include <string.h>

#include "falk-pickle-machine.h"

static const char *const words[] = {
  [FALK_NODE_NONE] = "None",          [FALK_NODE_BOOL] = "a truth value",
  [FALK_NODE_INT] = "a whole number", [FALK_NODE_BIGINT] = "a long number",
  [FALK_NODE_REAL] = "a real number", [FALK_NODE_TEXT] = "a text",
  [FALK_NODE_TUPLE] = "a tuple",      [FALK_NODE_LIST] = "a list",
  [FALK_NODE_SET] = "a set",          [FALK_NODE_DICT] = "a dict",
  [FALK_NODE_GLOBAL] = "a name",      [FALK_NODE_CALL] = "an object",
  [FALK_NODE_PERSID] = "a storage",
};
_Static_assert(sizeof words / sizeof words[0] == FALK_NODE_KIND_COUNT,
               "a word for each kind");

const char *
falk_node_word (const FalkNode *node)
{
  return words[node->kind];
}

bool
falk_node_is (const FalkNode *node, const char *module, const char *name)
{
  return node && node->kind == FALK_NODE_GLOBAL
         && (!module || strcmp (node->global.module, module) == 0)
         && strcmp (node->global.name, name) == 0;
}

bool
falk_node_says (const FalkNode *node, const char *text)
{
  return node && node->kind == FALK_NODE_TEXT
         && node->text.length == strlen (text)
         && memcmp (node->text.bytes, text, node->text.length) == 0;
}

FalkNode *
falk_node_get (const FalkNode *node, const char *key)
{
  if (!node || node->kind != FALK_NODE_DICT)
    return NULL;
  /* backwards: where a key is set twice, the last one counts */
  for (uint32_t i = node->items.n; i >= 2; i -= 2)
    if (falk_node_says (node->items.items[i - 2], key))
      return node->items.items[i - 1];
  return NULL;
}

const FalkNode *
falk_node_function (const FalkNode *node)
{
  const FalkNode *function, *tuple;

  if (!node || node->kind != FALK_NODE_CALL)
    return NULL;
  function = node->call.function;
  if (function->kind != FALK_NODE_PERSID)
    return function;
  /* ('module', class, source file, source text) stands for the class */
  tuple = function->persid.tuple;
  if (tuple->items.n == 4 && falk_node_says (tuple->items.items[0], "module")
      && tuple->items.items[1]->kind == FALK_NODE_GLOBAL)
    return tuple->items.items[1];
  return NULL;
}

FalkNode *
falk_node_state (const FalkNode *node)
{
  if (!node || node->kind != FALK_NODE_CALL || !node->call.more)
    return NULL;
  return node->call.more->state;
}
