/* SPDX-License-Identifier: MIT */
/* A symbolic pickle machine: it reads a pickle of protocol 2, as torch.save
 * writes it, into a graph of inert nodes. There is nothing in it that could
 * call, import or look up anything: a name stays a name (GLOBAL), a call stays
 * the record of what would have been called with what (CALL).
 *
 * Only one name means something: collections.OrderedDict becomes a DICT. */
#pragma once

#include "falk-load.h"

#define FALK_PICKLE_SIZE_MAX (64u << 20) /* bytes of one pickle */

typedef enum
{
  FALK_PICKLE_NONE,
  FALK_PICKLE_BOOL,
  FALK_PICKLE_INT,
  FALK_PICKLE_BIGINT, /* more than 64 bits: only its bytes */
  FALK_PICKLE_REAL,
  FALK_PICKLE_TEXT, /* any bytes: nothing says they are UTF-8 */
  FALK_PICKLE_TUPLE,
  FALK_PICKLE_LIST,
  FALK_PICKLE_SET,
  FALK_PICKLE_DICT,
  FALK_PICKLE_GLOBAL,
  FALK_PICKLE_CALL,
  FALK_PICKLE_PERSID, /* a storage or a module, by torch.save's own id */
  FALK_PICKLE_KIND_COUNT
} FalkPickleKind;

typedef struct FalkPickleNode FalkPickleNode;

/* What was done to the result of a call, as far as anything was. */
typedef struct
{
  FalkPickleNode *state; /* BUILD */
  FalkPickleNode *items; /* APPEND: a LIST */
  FalkPickleNode *pairs; /* SETITEM: a DICT */
} FalkCallMore;

struct FalkPickleNode
{
  uint8_t kind;
  uint8_t colour; /* of falk_pickle_check(): 0 new, 1 open, 2 done */
  uint8_t holds; /* a storage or a tensor is somewhere in it */
  uint16_t depth; /* levels below and with this node */
  uint32_t weight; /* nodes below and with this one, each as often as it
                      would be printed */
  union
  {
    int64_t integer; /* INT, BOOL */
    double real;
    struct
    {
      const char *bytes; /* in the pickle; not closed by a 0 */
      uint32_t length;
    } text; /* TEXT, BIGINT */
    struct
    {
      FalkPickleNode **items;
      uint32_t n, room;
      FalkPickleNode *attributes; /* of a DICT: what BUILD gave it */
    } items; /* TUPLE, LIST, SET; DICT: key, value, key, value ... */
    struct
    {
      const char *module, *name; /* each closed by a 0, valid UTF-8 */
    } global;
    struct
    {
      FalkPickleNode *function; /* GLOBAL, or PERSID of a module */
      FalkPickleNode *arguments; /* TUPLE */
      FalkCallMore *more; /* or NULL */
    } call;
    struct
    {
      FalkPickleNode *tuple;
      void *storage; /* for the reader of storages */
    } persid;
  };
};

/* A pickle and what was read from it. */
typedef struct
{
  FalkLoad *load;
  const char *where; /* what to call the pickle in errors */
  const uint8_t *bytes;
  size_t length, at; /* bytes */
  int64_t place; /* byte of the file at which bytes stand; 0 if packed */
  FalkPickleNode *root;
  FalkPickleNode **globals; /* every distinct GLOBAL, in order */
  uint32_t n_globals, globals_room;
  FalkPickleNode **persids;
  uint32_t n_persids, persids_room;
  /* the machine's own */
  FalkPickleNode **stack, **memo;
  uint32_t n_stack, stack_room, memo_room, puts, n_nodes, n_opcodes;
  uint32_t *marks; /* heights of the stack */
  uint32_t n_marks, marks_room;
  FalkPickleNode *nodes; /* room for the next ones */
  uint32_t nodes_left;
  bool stopped;
  char dangers[160]; /* names that run things, if there were any */
} FalkPickle;

/* Reads the pickle that begins at @pickle's bytes + at; load, where, bytes,
 * length, at and place are set, the rest is 0. Sets root and at, the byte
 * behind it. The nodes point into bytes. A pickle that names something that
 * runs things fails with FALK_LOAD_PICKLE_DANGEROUS, whatever else is wrong
 * with it. */
bool falk_pickle_read (FalkPickle *pickle);

/* Walks the graph below root once, without recursion: cycles, more than 256
 * levels and more than 50 million expanded values fail. Sets holds, depth and
 * weight of every node. falk_pickle_read() ends with it. */
bool falk_pickle_check (FalkPickle *pickle);

/* True if a GLOBAL of these names runs things, or fetches them. */
bool falk_pickle_dangerous (const char *module, const char *name);

/* True if @node is a GLOBAL of these names; @module NULL matches any. */
bool falk_pickle_node_is (const FalkPickleNode *node, const char *module,
                          const char *name);

/* True if @node is a TEXT that reads @text. */
bool falk_pickle_node_says (const FalkPickleNode *node, const char *text);

/* The value of the text key @key of the DICT @node, or NULL. @node may be
 * NULL or of any kind. */
FalkPickleNode *falk_pickle_node_get (const FalkPickleNode *node,
                                      const char *key);

/* The GLOBAL that a CALL's function is, seen through a module's persistent
 * id; NULL where @node is no CALL. */
const FalkPickleNode *falk_pickle_node_function (const FalkPickleNode *node);

/* The state of a CALL, or NULL. */
FalkPickleNode *falk_pickle_node_state (const FalkPickleNode *node);
