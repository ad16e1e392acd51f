/* SPDX-License-Identifier: MIT */
/* Operands: what stands between the operators of an expression. Both
 * functions read at the next token and give NULL and @error where a bracket
 * is not closed or they are too deep; the node is the parser's. */
#pragma once

#include "falk-node.h"

G_BEGIN_DECLS

/* A literal, a name, a bracket, with its dots, calls and indices. */
FalkNode *falk_operand_read (FalkParser *parser, GError **error);

/* The same with a sign, which a number takes into itself. */
FalkNode *falk_operand_read_signed (FalkParser *parser, GError **error);

G_END_DECLS
