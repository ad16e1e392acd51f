/* SPDX-License-Identifier: MIT */
/* Opcodes that make and fill tuples, lists, sets and dicts. */
#include "falk-pickle-machine.h"

bool
falk_op_empty_tuple (FalkPickle *pickle, const FalkArg *arg)
{
  return falk_pickle_push (pickle,
                           falk_pickle_new_node (pickle, FALK_PICKLE_TUPLE));
}

bool
falk_op_empty_list (FalkPickle *pickle, const FalkArg *arg)
{
  return falk_pickle_push (pickle,
                           falk_pickle_new_node (pickle, FALK_PICKLE_LIST));
}

bool
falk_op_empty_dict (FalkPickle *pickle, const FalkArg *arg)
{
  return falk_pickle_push (pickle,
                           falk_pickle_new_node (pickle, FALK_PICKLE_DICT));
}

bool
falk_op_empty_set (FalkPickle *pickle, const FalkArg *arg)
{
  return falk_pickle_push (pickle,
                           falk_pickle_new_node (pickle, FALK_PICKLE_SET));
}

/* Takes the @n values on top of the stack as a tuple. */
static bool
push_tuple (FalkPickle *pickle, uint32_t n)
{
  FalkPickleNode *tuple = falk_pickle_new_node (pickle, FALK_PICKLE_TUPLE);

  for (uint32_t i = n; tuple && i > 0; i--)
    if (!falk_pickle_add (pickle, tuple, falk_pickle_peek (pickle, i - 1)))
      return false;
  pickle->n_stack -= n;
  return falk_pickle_push (pickle, tuple);
}

bool
falk_op_tuple1 (FalkPickle *pickle, const FalkArg *arg)
{
  return push_tuple (pickle, 1);
}

bool
falk_op_tuple2 (FalkPickle *pickle, const FalkArg *arg)
{
  return push_tuple (pickle, 2);
}

bool
falk_op_tuple3 (FalkPickle *pickle, const FalkArg *arg)
{
  return push_tuple (pickle, 3);
}

bool
falk_op_tuple (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode **values;
  uint32_t n;

  falk_pickle_pop_mark (pickle, &values, &n);
  pickle->n_stack += n;
  return push_tuple (pickle, n);
}

/* The LIST that APPEND adds to: the value itself, or what a call kept. */
static FalkPickleNode *
list_of (FalkPickle *pickle, FalkPickleNode *node)
{
  if (node->kind == FALK_PICKLE_LIST)
    return node;
  if (node->kind == FALK_PICKLE_CALL)
    {
      if (!node->call.more)
        node->call.more =
            falk_load_alloc (pickle->load, 1, sizeof *node->call.more);
      if (node->call.more && !node->call.more->items)
        node->call.more->items =
            falk_pickle_new_node (pickle, FALK_PICKLE_LIST);
      return node->call.more ? node->call.more->items : NULL;
    }
  falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TYPE, "APPEND",
                    falk_pickle_node_word (node), "a list");
  return NULL;
}

/* The DICT that SETITEM sets in, likewise. Never anything else: setting items
 * of what only looks like a dict is how readers were broken. */
static FalkPickleNode *
dict_of (FalkPickle *pickle, FalkPickleNode *node)
{
  if (node->kind == FALK_PICKLE_DICT)
    return node;
  if (node->kind == FALK_PICKLE_CALL)
    {
      if (!node->call.more)
        node->call.more =
            falk_load_alloc (pickle->load, 1, sizeof *node->call.more);
      if (node->call.more && !node->call.more->pairs)
        node->call.more->pairs =
            falk_pickle_new_node (pickle, FALK_PICKLE_DICT);
      return node->call.more ? node->call.more->pairs : NULL;
    }
  falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TYPE, "SETITEM",
                    falk_pickle_node_word (node), "a dict");
  return NULL;
}

bool
falk_op_append (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *item = falk_pickle_pop (pickle);
  FalkPickleNode *list = list_of (pickle, falk_pickle_peek (pickle, 0));

  return list && falk_pickle_add (pickle, list, item);
}

bool
falk_op_appends (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode **values, *list;
  uint32_t n;

  falk_pickle_pop_mark (pickle, &values, &n);
  list = list_of (pickle, falk_pickle_peek (pickle, 0));
  for (uint32_t i = 0; list && i < n; i++)
    if (!falk_pickle_add (pickle, list, values[i]))
      return false;
  return list != NULL;
}

bool
falk_pickle_set_item (FalkPickle *pickle, FalkPickleNode *dict,
                      FalkPickleNode *key, FalkPickleNode *value)
{
  if (key->kind == FALK_PICKLE_LIST || key->kind == FALK_PICKLE_DICT
      || key->kind == FALK_PICKLE_SET)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TYPE, "SETITEM with",
                             falk_pickle_node_word (key),
                             "a key that can be hashed");
  return falk_pickle_add (pickle, dict, key)
         && falk_pickle_add (pickle, dict, value);
}

bool
falk_op_setitem (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *value = falk_pickle_pop (pickle);
  FalkPickleNode *key = falk_pickle_pop (pickle);
  FalkPickleNode *dict = dict_of (pickle, falk_pickle_peek (pickle, 0));

  return dict && falk_pickle_set_item (pickle, dict, key, value);
}

bool
falk_op_setitems (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode **values, *dict;
  uint32_t n;

  falk_pickle_pop_mark (pickle, &values, &n);
  dict = dict_of (pickle, falk_pickle_peek (pickle, 0));
  if (!dict)
    return false;
  if (n % 2)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TYPE, "SETITEMS",
                             "an odd number of values", "pairs");
  for (uint32_t i = 0; i < n; i += 2)
    if (!falk_pickle_set_item (pickle, dict, values[i], values[i + 1]))
      return false;
  return true;
}
