/* SPDX-License-Identifier: MIT */
/* What each opcode does to the machine, and the table of all of them. The
 * opcodes and their names are those of Python's pickletools. */
#include "falk-pickle-machine.h"

#define MARKS_MAX 1000u
#define BIGINT_MAX 16u
#define PROTOCOL 2

/* Pushes a new node that has nothing but a kind, or a number. */
static bool
push_number (FalkPickle *pickle, FalkPickleKind kind, int64_t value)
{
  FalkPickleNode *node = falk_pickle_new_node (pickle, kind);

  if (node)
    node->integer = value;
  return falk_pickle_push (pickle, node);
}

static bool
run_proto (FalkPickle *pickle, const FalkArg *arg)
{
  if (arg->number != PROTOCOL || pickle->n_opcodes > 1)
    return falk_pickle_fail (
        pickle, FALK_LOAD_PICKLE_PROTO, NULL,
        FALK_TEXT ("%d%s", (int)arg->number,
                   pickle->n_opcodes > 1 ? " in the middle" : ""),
        "2, once, at the start");
  return true;
}

static bool
run_stop (FalkPickle *pickle, const FalkArg *arg)
{
  if (pickle->n_stack != 1 || pickle->n_marks > 0)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_STACK, "STOP",
                             FALK_TEXT ("%u are", pickle->n_stack),
                             "exactly one value");
  pickle->root = falk_pickle_pop (pickle);
  pickle->stopped = true;
  return true;
}

static bool
run_mark (FalkPickle *pickle, const FalkArg *arg)
{
  uint32_t *marks;

  if (pickle->n_marks == MARKS_MAX)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_LIMIT, "open marks",
                             "more than 1000", "1000");
  marks = falk_load_grow (pickle->load, pickle->marks, pickle->n_marks + 1u,
                          &pickle->marks_room, sizeof *marks);
  if (!marks)
    return false;
  pickle->marks = marks;
  marks[pickle->n_marks++] = pickle->n_stack;
  return true;
}

static bool
run_pop (FalkPickle *pickle, const FalkArg *arg)
{
  falk_pickle_pop (pickle);
  return true;
}

static bool
run_pop_mark (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode **values;
  uint32_t n;

  falk_pickle_pop_mark (pickle, &values, &n);
  return true;
}

static bool
run_dup (FalkPickle *pickle, const FalkArg *arg)
{
  return falk_pickle_push (pickle, falk_pickle_peek (pickle, 0));
}

static bool
run_none (FalkPickle *pickle, const FalkArg *arg)
{
  return push_number (pickle, FALK_PICKLE_NONE, 0);
}

static bool
run_true (FalkPickle *pickle, const FalkArg *arg)
{
  return push_number (pickle, FALK_PICKLE_BOOL, 1);
}

static bool
run_false (FalkPickle *pickle, const FalkArg *arg)
{
  return push_number (pickle, FALK_PICKLE_BOOL, 0);
}

static bool
run_int (FalkPickle *pickle, const FalkArg *arg)
{
  return push_number (pickle, FALK_PICKLE_INT, arg->number);
}

/* Two's complement, the lowest byte first; as short as it may be. */
static bool
run_long (FalkPickle *pickle, const FalkArg *arg)
{
  const uint8_t *bytes = (const uint8_t *)arg->bytes;
  FalkPickleNode *node;
  uint64_t value = 0;

  if (arg->length > BIGINT_MAX)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_BIGINT, NULL,
                             FALK_TEXT ("%u", arg->length), "16");
  if (arg->length > 8)
    {
      node = falk_pickle_new_node (pickle, FALK_PICKLE_BIGINT);
      if (node)
        {
          node->text.bytes = arg->bytes;
          node->text.length = arg->length;
        }
      return falk_pickle_push (pickle, node);
    }
  if (arg->length > 0 && bytes[arg->length - 1] & 0x80)
    value = UINT64_MAX;
  for (uint32_t i = arg->length; i > 0; i--)
    value = value << 8 | bytes[i - 1];
  return push_number (pickle, FALK_PICKLE_INT, (int64_t)value);
}

static bool
run_real (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *node = falk_pickle_new_node (pickle, FALK_PICKLE_REAL);

  if (node)
    node->real = arg->real;
  return falk_pickle_push (pickle, node);
}

static bool
run_text (FalkPickle *pickle, const FalkArg *arg)
{
  FalkPickleNode *node = falk_pickle_new_node (pickle, FALK_PICKLE_TEXT);

  if (node)
    {
      node->text.bytes = arg->bytes;
      node->text.length = arg->length;
    }
  return falk_pickle_push (pickle, node);
}

/* Keeps the value at @index of the memo. Indices far beyond the number of
 * values kept are an attack on memory. */
static bool
put (FalkPickle *pickle, uint32_t index)
{
  uint64_t limit = 2 * (uint64_t)++pickle->puts + 1024;
  FalkPickleNode **memo;

  if (index > limit)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_LIMIT, "memo slots",
                             FALK_TEXT ("%u", index),
                             FALK_TEXT ("%llu", (unsigned long long)limit));
  memo = falk_load_grow (pickle->load, pickle->memo, (uint64_t)index + 1,
                         &pickle->memo_room, sizeof *memo);
  if (!memo)
    return false;
  pickle->memo = memo;
  memo[index] = falk_pickle_peek (pickle, 0);
  return true;
}

static bool
run_put (FalkPickle *pickle, const FalkArg *arg)
{
  return put (pickle, (uint32_t)arg->number);
}

static bool
run_get (FalkPickle *pickle, const FalkArg *arg)
{
  if (arg->number >= pickle->memo_room || !pickle->memo[arg->number])
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_MEMO, "BINGET",
                             FALK_TEXT ("%d", (int)arg->number), NULL);
  return falk_pickle_push (pickle, pickle->memo[arg->number]);
}

/* clang-format off */
const FalkOpcode falk_opcodes[256] = {
  [0x80] = { "PROTO", FALK_ARG_U8, 0, false, run_proto },
  ['.'] = { "STOP", FALK_ARG_NONE, 1, false, run_stop },
  ['('] = { "MARK", FALK_ARG_NONE, 0, false, run_mark },
  ['0'] = { "POP", FALK_ARG_NONE, 1, false, run_pop },
  ['1'] = { "POP_MARK", FALK_ARG_NONE, 0, true, run_pop_mark },
  ['2'] = { "DUP", FALK_ARG_NONE, 1, false, run_dup },
  ['N'] = { "NONE", FALK_ARG_NONE, 0, false, run_none },
  [0x88] = { "NEWTRUE", FALK_ARG_NONE, 0, false, run_true },
  [0x89] = { "NEWFALSE", FALK_ARG_NONE, 0, false, run_false },
  ['J'] = { "BININT", FALK_ARG_I32, 0, false, run_int },
  ['K'] = { "BININT1", FALK_ARG_U8, 0, false, run_int },
  ['M'] = { "BININT2", FALK_ARG_U16, 0, false, run_int },
  [0x8a] = { "LONG1", FALK_ARG_TEXT8, 0, false, run_long },
  ['G'] = { "BINFLOAT", FALK_ARG_REAL, 0, false, run_real },
  ['X'] = { "BINUNICODE", FALK_ARG_TEXT32, 0, false, run_text },
  ['U'] = { "SHORT_BINSTRING", FALK_ARG_TEXT8, 0, false, run_text },
  ['T'] = { "BINSTRING", FALK_ARG_TEXT32, 0, false, run_text },
  [')'] = { "EMPTY_TUPLE", FALK_ARG_NONE, 0, false, falk_op_empty_tuple },
  [0x85] = { "TUPLE1", FALK_ARG_NONE, 1, false, falk_op_tuple1 },
  [0x86] = { "TUPLE2", FALK_ARG_NONE, 2, false, falk_op_tuple2 },
  [0x87] = { "TUPLE3", FALK_ARG_NONE, 3, false, falk_op_tuple3 },
  ['t'] = { "TUPLE", FALK_ARG_NONE, 0, true, falk_op_tuple },
  [']'] = { "EMPTY_LIST", FALK_ARG_NONE, 0, false, falk_op_empty_list },
  ['a'] = { "APPEND", FALK_ARG_NONE, 2, false, falk_op_append },
  ['e'] = { "APPENDS", FALK_ARG_NONE, 1, true, falk_op_appends },
  ['}'] = { "EMPTY_DICT", FALK_ARG_NONE, 0, false, falk_op_empty_dict },
  ['s'] = { "SETITEM", FALK_ARG_NONE, 3, false, falk_op_setitem },
  ['u'] = { "SETITEMS", FALK_ARG_NONE, 1, true, falk_op_setitems },
  [0x8f] = { "EMPTY_SET", FALK_ARG_NONE, 0, false, falk_op_empty_set },
  ['q'] = { "BINPUT", FALK_ARG_U8, 1, false, run_put },
  ['r'] = { "LONG_BINPUT", FALK_ARG_U32, 1, false, run_put },
  ['h'] = { "BINGET", FALK_ARG_U8, 0, false, run_get },
  ['j'] = { "LONG_BINGET", FALK_ARG_U32, 0, false, run_get },
  ['c'] = { "GLOBAL", FALK_ARG_LINES, 0, false, falk_op_global },
  ['Q'] = { "BINPERSID", FALK_ARG_NONE, 1, false, falk_op_persid },
  ['R'] = { "REDUCE", FALK_ARG_NONE, 2, false, falk_op_call },
  [0x81] = { "NEWOBJ", FALK_ARG_NONE, 2, false, falk_op_call },
  ['b'] = { "BUILD", FALK_ARG_NONE, 2, false, falk_op_build },

  /* known by name, for the refusal */
  ['I'] = { "INT" }, ['L'] = { "LONG" }, ['F'] = { "FLOAT" },
  ['S'] = { "STRING" }, ['V'] = { "UNICODE" }, ['P'] = { "PERSID" },
  ['i'] = { "INST" }, ['o'] = { "OBJ" }, ['d'] = { "DICT" },
  ['l'] = { "LIST" }, ['p'] = { "PUT" }, ['g'] = { "GET" },
  ['B'] = { "BINBYTES" }, ['C'] = { "SHORT_BINBYTES" }, [0x82] = { "EXT1" },
  [0x83] = { "EXT2" }, [0x84] = { "EXT4" }, [0x8b] = { "LONG4" },
  [0x8c] = { "SHORT_BINUNICODE" }, [0x8d] = { "BINUNICODE8" },
  [0x8e] = { "BINBYTES8" }, [0x90] = { "ADDITEMS" }, [0x91] = { "FROZENSET" },
  [0x92] = { "NEWOBJ_EX" }, [0x93] = { "STACK_GLOBAL" },
  [0x94] = { "MEMOIZE" }, [0x95] = { "FRAME" }, [0x96] = { "BYTEARRAY8" },
  [0x97] = { "NEXT_BUFFER" }, [0x98] = { "READONLY_BUFFER" },
};
/* clang-format on */
