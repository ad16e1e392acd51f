/* SPDX-License-Identifier: MIT */
/* The machine's loop: arguments, stack and limits. What an opcode does is in
 * falk-pickle-opcodes.c. */
#include "falk-pickle.h"

#include <string.h>

#include "falk-bytes.h"
#include "falk-pickle-machine.h"

#define OPCODES_MAX 10000000u
#define NODES_MAX 4000000u
#define STACK_MAX 100000u
#define LINE_MAX_BYTES 1024u
#define CHUNK 512u /* nodes allocated at a time */

bool
falk_pickle_fail (FalkPickle *pickle, FalkLoadCode code, const char *field,
                  const char *found, const char *allowed)
{
  return falk_fail (pickle->load, code, pickle->place + (int64_t)pickle->at,
                    field, found, allowed);
}

static bool
fail_limit (FalkPickle *pickle, const char *what, uint32_t limit)
{
  return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_LIMIT, what,
                           FALK_TEXT ("more than %u", limit),
                           FALK_TEXT ("%u", limit));
}

FalkPickleNode *
falk_pickle_new_node (FalkPickle *pickle, FalkPickleKind kind)
{
  FalkPickleNode *node;

  if (pickle->n_nodes == NODES_MAX)
    {
      fail_limit (pickle, "values", NODES_MAX);
      return NULL;
    }
  if (pickle->nodes_left == 0)
    {
      pickle->nodes = falk_load_alloc (pickle->load, CHUNK, sizeof *node);
      if (!pickle->nodes)
        return NULL;
      pickle->nodes_left = CHUNK;
    }
  node = pickle->nodes++;
  pickle->nodes_left--;
  pickle->n_nodes++;
  node->kind = (uint8_t)kind;
  return node;
}

bool
falk_pickle_push (FalkPickle *pickle, FalkPickleNode *node)
{
  FalkPickleNode **stack;

  if (!node)
    return false;
  if (pickle->n_stack == STACK_MAX)
    return fail_limit (pickle, "values on the stack", STACK_MAX);
  stack = falk_load_grow (pickle->load, pickle->stack, pickle->n_stack + 1u,
                          &pickle->stack_room, sizeof *stack);
  if (!stack)
    return false;
  pickle->stack = stack;
  stack[pickle->n_stack++] = node;
  return true;
}

FalkPickleNode *
falk_pickle_pop (FalkPickle *pickle)
{
  return pickle->stack[--pickle->n_stack];
}

FalkPickleNode *
falk_pickle_peek (const FalkPickle *pickle, uint32_t down)
{
  return pickle->stack[pickle->n_stack - 1 - down];
}

void
falk_pickle_pop_mark (FalkPickle *pickle, FalkPickleNode ***values, uint32_t *n)
{
  uint32_t height = pickle->marks[--pickle->n_marks];

  *values = pickle->stack + height;
  *n = pickle->n_stack - height;
  pickle->n_stack = height;
}

bool
falk_pickle_add (FalkPickle *pickle, FalkPickleNode *to, FalkPickleNode *item)
{
  FalkPickleNode **items =
      falk_load_grow (pickle->load, to->items.items, to->items.n + 1u,
                      &to->items.room, sizeof *items);

  if (!items)
    return false;
  to->items.items = items;
  items[to->items.n++] = item;
  return true;
}

static bool
fail_cut (FalkPickle *pickle)
{
  return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_TRUNC, pickle->where, NULL,
                           NULL);
}

/* Takes a line, without its line feed. */
static bool
take_line (FalkPickle *pickle, const char **line, uint32_t *length)
{
  size_t left = pickle->length - pickle->at;
  const char *from = (const char *)pickle->bytes + pickle->at;
  const char *to =
      memchr (from, '\n', left < LINE_MAX_BYTES ? left : LINE_MAX_BYTES);

  if (!to && left < LINE_MAX_BYTES)
    return fail_cut (pickle);
  if (!to || to == from || !falk_utf8_valid (from, (size_t)(to - from)))
    return falk_pickle_fail (
        pickle, FALK_LOAD_PICKLE_GLOBAL, NULL,
        !to ? FALK_TEXT ("more than %u bytes", LINE_MAX_BYTES)
            : FALK_QUOTE (from, (size_t)(to - from)),
        NULL);
  *line = from;
  *length = (uint32_t)(to - from);
  pickle->at += *length + 1;
  return true;
}

static double
big_endian_real (const uint8_t *at)
{
  uint64_t bits = 0;
  double value;

  for (int i = 0; i < 8; i++)
    bits = bits << 8 | at[i];
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Reads the argument that stands behind an opcode. */
static bool
take_argument (FalkPickle *pickle, FalkArgKind kind, FalkArg *arg)
{
  static const uint8_t sizes[] = {
    [FALK_ARG_NONE] = 0,  [FALK_ARG_U8] = 1,     [FALK_ARG_U16] = 2,
    [FALK_ARG_I32] = 4,   [FALK_ARG_U32] = 4,    [FALK_ARG_REAL] = 8,
    [FALK_ARG_TEXT8] = 1, [FALK_ARG_TEXT32] = 4, [FALK_ARG_LINES] = 0,
  };
  const uint8_t *at = pickle->bytes + pickle->at;

  if (kind == FALK_ARG_LINES)
    return take_line (pickle, &arg->bytes, &arg->length)
           && take_line (pickle, &arg->second, &arg->second_length);
  if (sizes[kind] > pickle->length - pickle->at)
    return fail_cut (pickle);
  pickle->at += sizes[kind];
  if (sizes[kind] == 1)
    arg->number = *at;
  else if (sizes[kind] == 2)
    arg->number = falk_u16 (at);
  else if (kind == FALK_ARG_I32)
    arg->number = (int32_t)falk_u32 (at);
  else if (sizes[kind] == 4)
    arg->number = falk_u32 (at);
  else if (kind == FALK_ARG_REAL)
    arg->real = big_endian_real (at);
  if (kind != FALK_ARG_TEXT8 && kind != FALK_ARG_TEXT32)
    return true;
  if ((uint64_t)arg->number > pickle->length - pickle->at)
    return fail_cut (pickle);
  arg->bytes = (const char *)pickle->bytes + pickle->at;
  arg->length = (uint32_t)arg->number;
  pickle->at += arg->length;
  return true;
}

/* The stack must hold what the opcode takes; a mark is a floor. */
static bool
check_stack (FalkPickle *pickle, const FalkOpcode *opcode)
{
  uint32_t top = pickle->n_stack, floor = 0, marks = pickle->n_marks;

  if (opcode->mark && marks == 0)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_STACK, opcode->name,
                             "none", "a MARK");
  if (opcode->mark)
    top = pickle->marks[--marks];
  if (marks > 0)
    floor = pickle->marks[marks - 1];
  if (top - floor < opcode->below)
    return falk_pickle_fail (pickle, FALK_LOAD_PICKLE_STACK, opcode->name,
                             FALK_TEXT ("%u are", top - floor),
                             FALK_TEXT ("%u values", opcode->below));
  return true;
}

static bool
step (FalkPickle *pickle)
{
  const FalkOpcode *opcode;
  FalkArg arg = { 0 };
  uint8_t code;

  if (pickle->at >= pickle->length)
    return fail_cut (pickle);
  code = pickle->bytes[pickle->at];
  opcode = &falk_opcodes[code];
  if (!opcode->run)
    return falk_pickle_fail (
        pickle, FALK_LOAD_PICKLE_OPCODE, NULL,
        FALK_TEXT ("%s%s0x%02X%s", opcode->name ? opcode->name : "",
                   opcode->name ? " (" : "", code, opcode->name ? ")" : ""),
        NULL);
  if (++pickle->n_opcodes > OPCODES_MAX)
    return fail_limit (pickle, "opcodes", OPCODES_MAX);
  if (!check_stack (pickle, opcode))
    return false;
  pickle->at++;
  return take_argument (pickle, opcode->kind, &arg)
         && opcode->run (pickle, &arg);
}

bool
falk_pickle_read (FalkPickle *pickle)
{
  bool ok = true;

  while (ok && !pickle->stopped)
    ok = step (pickle);
  if (pickle->dangers[0])
    {
      /* worse than whatever else is wrong */
      pickle->load->failed = false;
      return falk_fail (pickle->load, FALK_LOAD_PICKLE_DANGEROUS, -1, NULL,
                        pickle->dangers, NULL);
    }
  return ok && falk_pickle_check (pickle);
}
