/* SPDX-License-Identifier: MIT */
#include "falk-node.h"

#include <string.h>

#include "falk-operand.h"

static void
node_free (gpointer data)
{
  FalkNode *node = data;

  g_free (node->text);
  g_free (node->keyword);
  g_ptr_array_unref (node->items);
  g_free (node);
}

void
falk_parser_init (FalkParser *parser, const char *text, gsize length)
{
  parser->depth = 0;
  parser->nodes = g_ptr_array_new_with_free_func (node_free);
  falk_lexer_init (&parser->lexer, text, length);
  falk_parser_next (parser);
}

void
falk_parser_clear (FalkParser *parser)
{
  g_clear_pointer (&parser->nodes, g_ptr_array_unref);
}

void
falk_parser_forget (FalkParser *parser)
{
  g_ptr_array_set_size (parser->nodes, 0);
}

void
falk_parser_next (FalkParser *parser)
{
  falk_lexer_next (&parser->lexer, &parser->token);
}

FalkNode *
falk_parser_node (FalkParser *parser, FalkNodeKind kind, const FalkToken *token)
{
  FalkNode *node = g_new0 (FalkNode, 1);

  node->kind = kind;
  node->start = token->start;
  node->end = token->end;
  node->line = token->line;
  node->column = token->column;
  node->items = g_ptr_array_new ();
  g_ptr_array_add (parser->nodes, node);
  return node;
}

void
falk_prefix_place (GError **error, guint line, guint column)
{
  g_prefix_error (error, "line %u, column %u: ", line, column);
}

const FalkNode *
falk_node_first (const FalkNode *node)
{
  while (node->base != NULL && node->base->end > node->base->start)
    node = node->base;
  return node;
}

char *
falk_node_quote (const FalkNode *node, const FalkParser *parser)
{
  return falk_model_quote (parser->lexer.text + node->start,
                           (gssize)(node->end - node->start));
}

char *
falk_node_dotted (const FalkNode *node)
{
  g_autofree char *before = NULL;

  if (node->kind == FALK_NODE_NAME)
    return g_strdup (node->text);
  if (node->kind != FALK_NODE_ATTRIBUTE)
    return NULL;
  /* As deep as the parser let it become. */
  before = falk_node_dotted (node->base);
  if (before == NULL || *before == '\0')
    return NULL;
  return g_strdup_printf ("%s.%s", before, node->text);
}

static gboolean
refuse_unclosed (const FalkToken *open, GError **error)
{
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_SYNTAX,
               "the '%c' is never closed", open->symbol);
  falk_prefix_place (error, open->line, open->column);
  return FALSE;
}

gboolean
falk_parser_enter (FalkParser *parser, GError **error)
{
  if (parser->depth < FALK_NODE_DEPTH_MAX)
    {
      parser->depth++;
      return TRUE;
    }
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
               "this is nested deeper than %d levels", FALK_NODE_DEPTH_MAX);
  falk_prefix_place (error, parser->token.line, parser->token.column);
  return FALSE;
}

gboolean
falk_parser_at_end (const FalkParser *parser)
{
  const FalkToken *token = &parser->token;

  switch (token->kind)
    {
    case FALK_TOKEN_END:
    case FALK_TOKEN_NEWLINE:
    case FALK_TOKEN_ARROW:
      return TRUE;
    case FALK_TOKEN_SYMBOL:
      return token->symbol != '\0' && strchr (",)]}:;=", token->symbol) != NULL;
    case FALK_TOKEN_NAME:
    case FALK_TOKEN_INT:
    case FALK_TOKEN_BIG:
    case FALK_TOKEN_FLOAT:
    case FALK_TOKEN_STRING:
    case FALK_TOKEN_ELLIPSIS:
    case FALK_TOKEN_OPERATOR:
    default:
      return FALSE;
    }
}

/* Passes over what is left of an item, brackets and all. */
static void
skip_item (FalkParser *parser, char close)
{
  guint depth = 0;

  while (parser->token.kind != FALK_TOKEN_END)
    {
      const FalkToken *token = &parser->token;
      gboolean symbol = token->kind == FALK_TOKEN_SYMBOL;

      if (depth == 0 && symbol
          && (token->symbol == ',' || token->symbol == close))
        return;
      if (symbol && token->symbol != '\0'
          && strchr ("([{", token->symbol) != NULL)
        depth++;
      else if (symbol && token->symbol != '\0' && depth > 0
               && strchr (")]}", token->symbol) != NULL)
        depth--;
      falk_parser_next (parser);
    }
}

/* a:b, also "name: annotation" and "key: value". @first is what stands
 * before the colon, or NULL. */
static FalkNode *
read_slice (FalkParser *parser, FalkNode *first, GError **error)
{
  FalkNode *slice = falk_parser_node (parser, FALK_NODE_SLICE, &parser->token);

  if (first != NULL)
    {
      slice->start = first->start;
      slice->line = first->line;
      slice->column = first->column;
      g_ptr_array_add (slice->items, first);
    }
  while (falk_token_is (&parser->token, ':'))
    {
      slice->end = parser->token.end;
      falk_parser_next (parser);
      if (!falk_parser_at_end (parser))
        {
          FalkNode *part = falk_parser_expression (parser, error);

          if (part == NULL)
            return NULL;
          g_ptr_array_add (slice->items, part);
          slice->end = part->end;
        }
    }
  return slice;
}

/* The word before a '=' that names an argument; else NULL. */
static char *
read_keyword (FalkParser *parser)
{
  FalkParser ahead = *parser; /* a bookmark: no node is made */

  if (parser->token.kind != FALK_TOKEN_NAME)
    return NULL;
  falk_parser_next (&ahead);
  if (!falk_token_is (&ahead.token, '='))
    return NULL;
  {
    char *word = g_strndup (parser->lexer.text + parser->token.start,
                            parser->token.end - parser->token.start);

    falk_parser_next (&ahead);
    *parser = ahead;
    return word;
  }
}

static FalkNode *
read_item (FalkParser *parser, GError **error)
{
  g_autofree char *keyword = read_keyword (parser);
  FalkNode *node = NULL;

  if (!falk_token_is (&parser->token, ':'))
    {
      node = falk_parser_expression (parser, error);
      if (node == NULL)
        return NULL;
    }
  if (falk_token_is (&parser->token, ':'))
    node = read_slice (parser, node, error);
  if (node == NULL)
    return NULL;
  /* size: int = 50 */
  if (keyword == NULL && node->kind == FALK_NODE_SLICE && node->items->len == 2
      && falk_token_is (&parser->token, '='))
    {
      const FalkNode *name = g_ptr_array_index (node->items, 0);

      falk_parser_next (parser);
      keyword = name->kind == FALK_NODE_NAME ? g_strdup (name->text) : NULL;
      node = falk_parser_expression (parser, error);
    }
  if (node != NULL)
    {
      g_free (node->keyword);
      node->keyword = g_steal_pointer (&keyword);
    }
  return node;
}

gboolean
falk_parser_items (FalkParser *parser, const FalkToken *open, char close,
                   GPtrArray *items, GError **error)
{
  for (;;)
    {
      FalkNode *item;

      if (parser->token.kind == FALK_TOKEN_END)
        return refuse_unclosed (open, error);
      if (falk_token_is (&parser->token, close))
        return TRUE;
      if (falk_token_is (&parser->token, ','))
        {
          falk_parser_next (parser);
          continue;
        }
      item = read_item (parser, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
      if (falk_token_is (&parser->token, ',')
          || falk_token_is (&parser->token, close)
          || parser->token.kind == FALK_TOKEN_END)
        continue;
      item->kind = FALK_NODE_OTHER;
      skip_item (parser, close);
      item->end = parser->token.start;
    }
}

FalkNode *
falk_parser_expression (FalkParser *parser, GError **error)
{
  FalkToken first = parser->token;
  FalkNode *node, *other;

  if (falk_parser_at_end (parser))
    {
      node = falk_parser_node (parser, FALK_NODE_OTHER, &first);
      node->end = node->start;
      return node;
    }
  if (!falk_parser_enter (parser, error))
    return NULL;
  node = falk_operand_read_signed (parser, error);
  if (node == NULL || falk_parser_at_end (parser))
    {
      parser->depth--;
      return node;
    }
  other = falk_parser_node (parser, FALK_NODE_OTHER, &first);
  while (node != NULL)
    {
      g_ptr_array_add (other->items, node);
      other->end = node->end;
      if (falk_parser_at_end (parser))
        break;
      node = falk_operand_read (parser, error);
    }
  parser->depth--;
  return node != NULL ? other : NULL;
}
