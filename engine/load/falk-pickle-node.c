/* SPDX-License-Identifier: MIT */
/* Questions to nodes. */
#include <string.h>

#include "falk-pickle-machine.h"

static const char *const words[] = {
  [FALK_PICKLE_NONE] = "None",          [FALK_PICKLE_BOOL] = "a truth value",
  [FALK_PICKLE_INT] = "a whole number", [FALK_PICKLE_BIGINT] = "a long number",
  [FALK_PICKLE_REAL] = "a real number", [FALK_PICKLE_TEXT] = "a text",
  [FALK_PICKLE_TUPLE] = "a tuple",      [FALK_PICKLE_LIST] = "a list",
  [FALK_PICKLE_SET] = "a set",          [FALK_PICKLE_DICT] = "a dict",
  [FALK_PICKLE_GLOBAL] = "a name",      [FALK_PICKLE_CALL] = "an object",
  [FALK_PICKLE_PERSID] = "a storage",
};
_Static_assert(sizeof words / sizeof words[0] == FALK_PICKLE_KIND_COUNT,
               "a word for each kind");

const char *
falk_pickle_node_word (const FalkPickleNode *node)
{
  return words[node->kind];
}

bool
falk_pickle_node_is (const FalkPickleNode *node, const char *module,
                     const char *name)
{
  return node && node->kind == FALK_PICKLE_GLOBAL
         && (!module || strcmp (node->global.module, module) == 0)
         && strcmp (node->global.name, name) == 0;
}

bool
falk_pickle_node_says (const FalkPickleNode *node, const char *text)
{
  return node && node->kind == FALK_PICKLE_TEXT
         && node->text.length == strlen (text)
         && memcmp (node->text.bytes, text, node->text.length) == 0;
}

FalkPickleNode *
falk_pickle_node_get (const FalkPickleNode *node, const char *key)
{
  if (!node || node->kind != FALK_PICKLE_DICT)
    return NULL;
  /* backwards: where a key is set twice, the last one counts */
  for (uint32_t i = node->items.n; i >= 2; i -= 2)
    if (falk_pickle_node_says (node->items.items[i - 2], key))
      return node->items.items[i - 1];
  return NULL;
}

const FalkPickleNode *
falk_pickle_node_function (const FalkPickleNode *node)
{
  const FalkPickleNode *function, *tuple;

  if (!node || node->kind != FALK_PICKLE_CALL)
    return NULL;
  function = node->call.function;
  if (function->kind != FALK_PICKLE_PERSID)
    return function;
  /* ('module', class, source file, source text) stands for the class */
  tuple = function->persid.tuple;
  if (tuple->items.n == 4
      && falk_pickle_node_says (tuple->items.items[0], "module")
      && tuple->items.items[1]->kind == FALK_PICKLE_GLOBAL)
    return tuple->items.items[1];
  return NULL;
}

FalkPickleNode *
falk_pickle_node_state (const FalkPickleNode *node)
{
  if (!node || node->kind != FALK_PICKLE_CALL || !node->call.more)
    return NULL;
  return node->call.more->state;
}
