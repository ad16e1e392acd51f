/* SPDX-License-Identifier: MIT */
/* Opcodes that name things and would make objects of them in Python. Here a
 * name stays a name, and a call the record of a call. */
#include <stdio.h>
#include <string.h>

#include "falk-pickle-machine.h"

/* Adds the names to the list of dangers, once each. */
static void
warn (FalkPickle *pickle, const FalkPickleNode *global)
{
  FalkText name =
      falk_text ("%.60s.%.60s", global->global.module, global->global.name);
  size_t used = strlen (pickle->dangers);

  if (!strstr (pickle->dangers, name.text))
    snprintf (pickle->dangers + used, sizeof pickle->dangers - used, "%s%s",
              used ? ", " : "", name.text);
}

bool
falk_op_global (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *node = falk_pickle_new_node (pickle, FALK_PICKLE_GLOBAL),
                 **globals;

  if (!node)
    return false;
  node->global.module = falk_load_copy (pickle->load, arg->bytes, arg->length);
  node->global.name =
      falk_load_copy (pickle->load, arg->second, arg->second_length);
  if (!node->global.module || !node->global.name)
    return false;
  if (falk_pickle_dangerous (node->global.module, node->global.name))
    warn (pickle, node);
  /* how often a name is written doesn't matter: a few comparisons find most
   * repeats, the rest is counted twice at worst */
  for (uint32_t i = 0; i < pickle->n_globals && i < 64; i++)
    if (falk_pickle_node_is (pickle->globals[i], node->global.module,
                             node->global.name))
      return falk_pickle_push (pickle, node);
  globals =
      falk_load_grow (pickle->load, pickle->globals, pickle->n_globals + 1u,
                      &pickle->globals_room, sizeof *globals);
  if (!globals)
    return false;
  pickle->globals = globals;
  globals[pickle->n_globals++] = node;
  return falk_pickle_push (pickle, node);
}

bool
falk_op_persid (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *tuple = falk_pickle_pop (pickle), *node, **persids;

  if (tuple->kind != FALK_PICKLE_TUPLE)
    return falk_pickle_fail (pickle, FALK_LOAD_TORCH_PID, NULL,
                             falk_pickle_node_word (tuple), "a tuple");
  node = falk_pickle_new_node (pickle, FALK_PICKLE_PERSID);
  persids =
      falk_load_grow (pickle->load, pickle->persids, pickle->n_persids + 1u,
                      &pickle->persids_room, sizeof *persids);
  if (!node || !persids)
    return false;
  node->persid.tuple = tuple;
  pickle->persids = persids;
  persids[pickle->n_persids++] = node;
  return falk_pickle_push (pickle, node);
}

/* OrderedDict() and Python 2's OrderedDict([[key, value], ...]) as a DICT. */
static bool
fold_dict (FalkPickle *pickle, const FalkPickleNode *arguments,
           FalkPickleNode **dict)
{
  const FalkPickleNode *pairs =
      arguments->items.n ? arguments->items.items[0] : NULL;

  *dict = NULL;
  if (arguments->items.n > 1 || (pairs && pairs->kind != FALK_PICKLE_LIST))
    return true;
  for (uint32_t i = 0; pairs && i < pairs->items.n; i++)
    {
      const FalkPickleNode *pair = pairs->items.items[i];

      if ((pair->kind != FALK_PICKLE_LIST && pair->kind != FALK_PICKLE_TUPLE)
          || pair->items.n != 2)
        return true;
    }
  *dict = falk_pickle_new_node (pickle, FALK_PICKLE_DICT);
  for (uint32_t i = 0; *dict && pairs && i < pairs->items.n; i++)
    if (!falk_pickle_set_item (pickle, *dict,
                               pairs->items.items[i]->items.items[0],
                               pairs->items.items[i]->items.items[1]))
      return false;
  return *dict != NULL;
}

/* REDUCE and NEWOBJ differ in what Python would call; here nothing is. */
bool
falk_op_call (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *arguments = falk_pickle_pop (pickle);
  FalkPickleNode *function = falk_pickle_pop (pickle), *node = NULL;

  if (function->kind != FALK_PICKLE_GLOBAL
      && function->kind != FALK_PICKLE_PERSID)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TYPE, "a call",
                             falk_pickle_node_word (function), "a name");
  if (arguments->kind != FALK_PICKLE_TUPLE)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TYPE, "a call with",
                             falk_pickle_node_word (arguments), "a tuple");
  if (falk_pickle_node_is (function, "collections", "OrderedDict")
      && !fold_dict (pickle, arguments, &node))
    return false;
  if (node)
    return falk_pickle_push (pickle, node);
  node = falk_pickle_new_node (pickle, FALK_PICKLE_CALL);
  if (node)
    {
      node->call.function = function;
      node->call.arguments = arguments;
    }
  return falk_pickle_push (pickle, node);
}

bool
falk_op_build (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *state = falk_pickle_pop (pickle);
  FalkPickleNode *node = falk_pickle_peek (pickle, 0);

  if (node->kind == FALK_PICKLE_DICT)
    node->items.attributes = state;
  else if (node->kind != FALK_PICKLE_CALL)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TYPE, "BUILD",
                             falk_pickle_node_word (node), "an object");
  else
    {
      if (!node->call.more)
        node->call.more =
            falk_load_alloc (pickle->load, 1, sizeof *node->call.more);
      if (!node->call.more)
        return false;
      node->call.more->state = state;
    }
  return true;
}
