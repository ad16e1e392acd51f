/* SPDX-License-Identifier: MIT */
/* Between the pickle machine's loop and its table of opcodes. */
#pragma once

#include "falk-pickle.h"

/* How an opcode's argument is written behind it. */
typedef enum
{
  FALK_ARG_NONE,
  FALK_ARG_U8,
  FALK_ARG_U16,
  FALK_ARG_I32,
  FALK_ARG_U32,
  FALK_ARG_REAL, /* 8 bytes, big-endian */
  FALK_ARG_TEXT8, /* one byte of length, then as many */
  FALK_ARG_TEXT32, /* four bytes of length */
  FALK_ARG_LINES /* two lines */
} FalkArgKind;

typedef struct
{
  int64_t number;
  double real;
  const char *bytes, *second; /* for two lines, both */
  uint32_t length, second_length;
} FalkArg;

typedef struct
{
  const char *name; /* "BINPUT"; NULL for a byte that is no opcode */
  FalkArgKind kind;
  uint8_t below; /* values needed on the stack, under the mark if mark */
  bool mark; /* takes all values above the last mark */
  /* NULL: an opcode of pickles that torch.save doesn't write */
  bool (*run) (FalkPickle *pickle, const FalkArg *arg);
} FalkOpcode;

extern const FalkOpcode falk_opcodes[256];

/* A new node, counted. NULL with an error set. */
FalkPickleNode *falk_pickle_new_node (FalkPickle *pickle, FalkPickleKind kind);

bool falk_pickle_push (FalkPickle *pickle, FalkPickleNode *node);

/* Takes the top value; the table has made sure that there is one. */
FalkPickleNode *falk_pickle_pop (FalkPickle *pickle);

/* The top value @down steps down, and the values above the last mark. */
FalkPickleNode *falk_pickle_peek (const FalkPickle *pickle, uint32_t down);

/* Takes the last mark: *@values are the *@n values above it, which stay valid
 * until the next push. */
void falk_pickle_pop_mark (FalkPickle *pickle, FalkPickleNode ***values,
                           uint32_t *n);

/* Adds @item to a TUPLE, LIST, SET or DICT. */
bool falk_pickle_add (FalkPickle *pickle, FalkPickleNode *to,
                      FalkPickleNode *item);

/* Fails at the opcode being run. */
bool falk_pickle_fail (FalkPickle *pickle, FalkLoadCode code, const char *field,
                       const char *found, const char *allowed);

/* "a list", "a dict" ... for messages. */
const char *falk_pickle_node_word (const FalkPickleNode *node);

/* Sets @key of the DICT @dict, if it is a key that Python could hash. */
bool falk_pickle_set_item (FalkPickle *pickle, FalkPickleNode *dict,
                           FalkPickleNode *key, FalkPickleNode *value);

/* Opcodes of containers and of objects, for the table. */
bool falk_op_empty_tuple (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_empty_list (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_empty_dict (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_empty_set (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_tuple1 (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_tuple2 (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_tuple3 (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_tuple (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_append (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_appends (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_setitem (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_setitems (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_global (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_persid (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_call (FalkPickle *pickle, const FalkArg *arg);
bool falk_op_build (FalkPickle *pickle, const FalkArg *arg);
