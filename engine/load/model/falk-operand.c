/* SPDX-License-Identifier: MIT */
#include "falk-operand.h"

#include <string.h>

/* The inside of a string token, its escapes left as they are. */
static char *
unquote (const char *text, gsize length)
{
  const char *from = text, *end = text + length;
  gsize quotes;

  while (from < end && *from != '\'' && *from != '"')
    from++;
  quotes = end - from >= 6 && from[1] == from[0] && from[2] == from[0] ? 3 : 1;
  from = MIN (from + quotes, end);
  for (gsize i = 0; i < quotes && end > from; i++)
    if (end[-1] == '\'' || end[-1] == '"')
      end--;
  return g_strndup (from, (gsize)(end - from));
}

static FalkNode *
read_name (FalkParser *parser)
{
  static const struct
  {
    const char *word;
    FalkGivenKind kind;
    gint64 i;
  } words[] = {
    { "True", FALK_GIVEN_BOOL, 1 },
    { "False", FALK_GIVEN_BOOL, 0 },
    { "None", FALK_GIVEN_NONE, 0 },
  };
  const FalkToken *token = &parser->token;
  FalkNode *node = falk_parser_node (parser, FALK_NODE_NAME, token);

  node->text =
      g_strndup (parser->lexer.text + token->start, token->end - token->start);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (node->text, words[i].word))
      {
        node->kind = FALK_NODE_VALUE;
        node->value = words[i].kind;
        node->i = words[i].i;
      }
  falk_parser_next (parser);
  return node;
}

/* A number, a string, or a token that is no operand. */
static FalkNode *
read_literal (FalkParser *parser)
{
  const FalkToken *token = &parser->token;
  FalkNode *node = falk_parser_node (parser, FALK_NODE_VALUE, token);

  node->i = token->i;
  node->d = token->d;
  if (token->kind == FALK_TOKEN_INT)
    node->value = FALK_GIVEN_INT;
  else if (token->kind == FALK_TOKEN_FLOAT)
    node->value = FALK_GIVEN_FLOAT;
  else if (token->kind == FALK_TOKEN_STRING)
    {
      node->value = FALK_GIVEN_STRING;
      node->text = unquote (parser->lexer.text + token->start,
                            token->end - token->start);
    }
  else
    node->kind = token->kind == FALK_TOKEN_ELLIPSIS ? FALK_NODE_ELLIPSIS
                                                    : FALK_NODE_OTHER;
  falk_parser_next (parser);
  return node;
}

static FalkNode *
read_list (FalkParser *parser, char close, GError **error)
{
  FalkToken open = parser->token;
  FalkNode *node = falk_parser_node (parser, FALK_NODE_LIST, &open);

  falk_parser_next (parser);
  if (!falk_parser_items (parser, &open, close, node->items, error))
    return NULL;
  node->end = parser->token.end;
  falk_parser_next (parser);
  return node;
}

/* (x) is x; (x,) is a tuple. */
static FalkNode *
read_parentheses (FalkParser *parser, GError **error)
{
  FalkNode *list = read_list (parser, ')', error);
  FalkNode *only;

  if (list == NULL || list->items->len != 1 || list->text != NULL)
    return list;
  only = g_ptr_array_index (list->items, 0);
  for (gsize i = only->end; i < list->end; i++)
    if (parser->lexer.text[i] == ',')
      return list;
  return only->keyword == NULL ? only : list;
}

static FalkNode *
read_primary (FalkParser *parser, GError **error)
{
  const FalkToken *token = &parser->token;
  FalkNode *node;

  if (falk_token_is (token, '('))
    return read_parentheses (parser, error);
  if (falk_token_is (token, '['))
    return read_list (parser, ']', error);
  if (falk_token_is (token, '{'))
    return read_list (parser, '}', error);
  if (token->kind == FALK_TOKEN_NAME)
    return read_name (parser);
  if (!falk_token_is (token, '.'))
    return read_literal (parser);
  node = falk_parser_node (parser, FALK_NODE_NAME, token);
  node->text = g_strdup ("");
  return node;
}

static FalkNode *
read_attribute (FalkParser *parser, FalkNode *base)
{
  FalkNode *node =
      falk_parser_node (parser, FALK_NODE_ATTRIBUTE, &parser->token);

  falk_parser_next (parser);
  node->base = base;
  node->start = base->start;
  node->end = base->end;
  if (parser->token.kind != FALK_TOKEN_NAME)
    {
      node->kind = FALK_NODE_OTHER;
      return node;
    }
  node->line = parser->token.line;
  node->column = parser->token.column;
  node->text = g_strndup (parser->lexer.text + parser->token.start,
                          parser->token.end - parser->token.start);
  node->end = parser->token.end;
  falk_parser_next (parser);
  return node;
}

static FalkNode *
read_call (FalkParser *parser, FalkNode *base, GError **error)
{
  FalkToken open = parser->token;
  FalkNode *node = falk_parser_node (parser, FALK_NODE_CALL, &open);

  node->base = base;
  node->start = base->start;
  node->line = base->line;
  node->column = base->column;
  falk_parser_next (parser);
  if (!falk_parser_items (parser, &open, ')', node->items, error))
    return NULL;
  node->end = parser->token.end;
  falk_parser_next (parser);
  return node;
}

FalkNode *
falk_parser_index (FalkParser *parser, FalkNode *base, GError **error)
{
  FalkToken open = parser->token;
  FalkNode *node = falk_parser_node (parser, FALK_NODE_INDEX, &open);

  node->base = base;
  if (base->end > base->start)
    node->start = base->start;
  falk_parser_next (parser);
  if (!falk_parser_items (parser, &open, ']', node->items, error))
    return NULL;
  node->end = parser->token.end;
  falk_parser_next (parser);
  return node;
}

FalkNode *
falk_operand_read (FalkParser *parser, GError **error)
{
  FalkNode *node = read_primary (parser, error);
  guint entered = 0;

  while (node != NULL
         && (node->kind != FALK_NODE_VALUE || node->value == FALK_GIVEN_STRING))
    {
      gboolean dot = falk_token_is (&parser->token, '.');
      gboolean call = falk_token_is (&parser->token, '(');

      if (!dot && !call && !falk_token_is (&parser->token, '['))
        break;
      if (node->kind == FALK_NODE_OTHER && !dot)
        break;
      /* A chain of postfixes is as deep a tree as brackets are. */
      if (!falk_parser_enter (parser, error))
        node = NULL;
      else if (dot)
        node = read_attribute (parser, node);
      else if (call)
        node = read_call (parser, node, error);
      else
        node = falk_parser_index (parser, node, error);
      entered++;
    }
  parser->depth -= node != NULL ? entered : 0;
  return node;
}

FalkNode *
falk_operand_read_signed (FalkParser *parser, GError **error)
{
  FalkToken sign = parser->token;
  FalkNode *node;

  if (!falk_token_is (&sign, '-') && !falk_token_is (&sign, '+'))
    return falk_operand_read (parser, error);
  falk_parser_next (parser);
  if (falk_parser_at_end (parser))
    return falk_parser_node (parser, FALK_NODE_OTHER, &sign);
  node = falk_operand_read (parser, error);
  if (node == NULL)
    return NULL;
  if (node->kind != FALK_NODE_VALUE
      || (node->value != FALK_GIVEN_INT && node->value != FALK_GIVEN_FLOAT))
    {
      FalkNode *other = falk_parser_node (parser, FALK_NODE_OTHER, &sign);
      other->end = node->end;
      g_ptr_array_add (other->items, node);
      return other;
    }
  node->start = sign.start;
  node->line = sign.line;
  node->column = sign.column;
  node->i = sign.symbol == '-' ? -node->i : node->i;
  node->d = sign.symbol == '-' ? -node->d : node->d;
  return node;
}
