/* SPDX-License-Identifier: MIT */
/* Python expressions as trees: just enough of the language to see a
 * constructor, a call, a method and an index, with their literal arguments.
 * Whatever else stands there becomes FALK_NODE_OTHER and keeps its place in
 * the text; nothing is computed. */
#pragma once

#include "falk-given.h"
#include "falk-lexer.h"
#include "falk-model-error.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_NODE_NAME, /* text; "" for what stands before a leading dot */
  FALK_NODE_ATTRIBUTE, /* base.text */
  FALK_NODE_CALL, /* base (items) */
  FALK_NODE_INDEX, /* base [items] */
  FALK_NODE_VALUE, /* a literal, in `value` */
  FALK_NODE_LIST, /* [items], (items), {items} */
  FALK_NODE_SLICE, /* a:b; items is empty for a bare ":" */
  FALK_NODE_ELLIPSIS,
  FALK_NODE_OTHER, /* items: the operands that could be read */
} FalkNodeKind;

typedef struct _FalkNode FalkNode;
struct _FalkNode
{
  FalkNodeKind kind;
  gsize start, end; /* bytes of the text */
  guint line, column; /* of its name, or where it starts; from 1 */
  char *text; /* owned, or NULL */
  char *keyword; /* an argument's, or NULL; owned */
  FalkGivenKind value;
  gint64 i;
  double d;
  FalkNode *base; /* borrowed: the parser owns all nodes */
  GPtrArray *items; /* FalkNode, borrowed; never NULL */
};

typedef struct
{
  FalkLexer lexer; /* behind `token` */
  FalkToken token; /* the next one */
  guint depth;
  GPtrArray *nodes; /* owned */
} FalkParser;

/* Brackets and bases inside one another. */
#define FALK_NODE_DEPTH_MAX 48

/* @text must be valid UTF-8 and outlive the parser. */
void falk_parser_init (FalkParser *parser, const char *text, gsize length);
void falk_parser_clear (FalkParser *parser);

/* Frees the nodes made so far. */
void falk_parser_forget (FalkParser *parser);

void falk_parser_next (FalkParser *parser);

/* Whether the next token ends an expression. */
gboolean falk_parser_at_end (const FalkParser *parser);

/* One level deeper (parser->depth); FALSE and @error where that is too deep.
 * Whoever enters takes it from depth again. */
gboolean falk_parser_enter (FalkParser *parser, GError **error);

/* Reads one expression at the next token. It ends before , ) ] } : ; = an
 * arrow, or a line end. NULL and @error where a bracket is not closed or
 * they are too deep. The node is the parser's. */
FalkNode *falk_parser_expression (FalkParser *parser, GError **error);

/* Reads items up to @close, which the token after the bracket begins; @open
 * is the bracket's own token, for the error. FALSE and @error as above. */
gboolean falk_parser_items (FalkParser *parser, const FalkToken *open,
                            char close, GPtrArray *items, GError **error);

/* An index on @base, whose '[' is the next token. */
FalkNode *falk_parser_index (FalkParser *parser, FalkNode *base,
                             GError **error);

/* A new node of @kind that starts where @token does. */
FalkNode *falk_parser_node (FalkParser *parser, FalkNodeKind kind,
                            const FalkToken *token);

/* "self.gru" for names joined by dots, else NULL. The caller frees it. */
char *falk_node_dotted (const FalkNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* The node as it stands in the text, quoted. The caller frees it. */
char *falk_node_quote (const FalkNode *node,
                       const FalkParser *parser) G_GNUC_WARN_UNUSED_RESULT;

/* The node that @node's text starts with. */
const FalkNode *falk_node_first (const FalkNode *node);

/* Puts "line 3, column 9: " before @error's message. */
void falk_prefix_place (GError **error, guint line, guint column);

G_END_DECLS
