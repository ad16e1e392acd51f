/* SPDX-License-Identifier: MIT */
/* The lines of source text that begin with a word of Python's own: classes,
 * functions, loops, imports. */
#include <string.h>

#include "falk-script.h"

static void
skip_line (FalkParser *parser)
{
  while (parser->token.kind != FALK_TOKEN_NEWLINE
         && parser->token.kind != FALK_TOKEN_END)
    falk_parser_next (parser);
}

/* To behind the ':' of a line such as "if x:". */
static void
skip_to_block (FalkParser *parser)
{
  while (parser->token.kind != FALK_TOKEN_NEWLINE
         && parser->token.kind != FALK_TOKEN_END)
    {
      gboolean colon =
          falk_token_is (&parser->token, ':') && parser->lexer.depth == 0;

      falk_parser_next (parser);
      if (colon)
        return;
    }
}

/* What the parameter @name of the class's __init__() is constructed with
 * somewhere in the text, or NULL. */
static const FalkFlow *
find_bound (const FalkScript *script, const char *name)
{
  g_autofree char *key = g_strdup_printf (
      "%s.%s", script->class_name ? script->class_name : "", name);

  return g_hash_table_lookup (script->bound, key);
}

/* A parameter stands for what its class is constructed with, or its default,
 * as far as the text tells; forward()'s first is the input. */
static void
introduce_parameters (FalkScript *script, const GPtrArray *items,
                      gboolean forward, gboolean init)
{
  gboolean first = TRUE;

  for (guint i = 0; i < items->len; i++)
    {
      const FalkNode *node = g_ptr_array_index (items, i);
      const FalkNode *name_node = node;
      const char *name = node->keyword;
      FalkFlow flow = { .kind = FALK_FLOW_NONE };
      const FalkFlow *bound;

      if (name == NULL && node->items->len > 0)
        name_node = g_ptr_array_index (node->items, 0);
      if (name == NULL && name_node->kind == FALK_NODE_NAME)
        name = name_node->text;
      if (name == NULL || g_str_equal (name, "self"))
        continue;
      bound = init ? find_bound (script, name) : NULL;
      if (bound != NULL)
        flow = *bound;
      else if (forward && first)
        flow = (FalkFlow){ .kind = FALK_FLOW_VALUE, .item = script->last };
      else if (node->keyword != NULL)
        falk_script_literal (node, &flow);
      first = FALSE;
      falk_script_set (script, name, &flow);
    }
}

/* Behind "def". */
static gboolean
read_def (FalkScript *script, GError **error)
{
  FalkParser *parser = &script->parser;
  gboolean forward =
      falk_token_says (&parser->token, &parser->lexer, "forward");
  gboolean init = falk_token_says (&parser->token, &parser->lexer, "__init__");
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  FalkToken open;

  if (parser->token.kind == FALK_TOKEN_NAME)
    falk_parser_next (parser);
  open = parser->token;
  if (falk_token_is (&open, '('))
    {
      falk_parser_next (parser);
      if (!falk_parser_items (parser, &open, ')', items, error))
        return FALSE;
      introduce_parameters (script, items, forward, init);
    }
  skip_to_block (parser);
  return TRUE;
}

static void
read_class (FalkScript *script)
{
  FalkParser *parser = &script->parser;

  g_clear_pointer (&script->class_name, g_free);
  if (parser->token.kind == FALK_TOKEN_NAME)
    {
      script->class_name = g_strndup (parser->lexer.text + parser->token.start,
                                      parser->token.end - parser->token.start);
      g_hash_table_add (script->classes, g_strdup (script->class_name));
    }
  skip_to_block (parser);
}

/* Behind "for": in "layer in self.layers", layer stands for all of them, one
 * after the other. */
static gboolean
read_for (FalkScript *script, GError **error)
{
  FalkParser *parser = &script->parser;
  const FalkNode *node = falk_parser_expression (parser, error);
  const FalkNode *in, *name, *list;
  FalkFlow flow;

  while (node != NULL && falk_token_is (&parser->token, ','))
    {
      falk_parser_next (parser);
      node = falk_parser_expression (parser, error);
    }
  if (node == NULL)
    return FALSE;
  skip_to_block (parser);
  if (node->kind != FALK_NODE_OTHER || node->items->len != 3)
    return TRUE;
  name = g_ptr_array_index (node->items, 0);
  in = g_ptr_array_index (node->items, 1);
  list = g_ptr_array_index (node->items, 2);
  /* enumerate (self.layers) */
  if (list->kind == FALK_NODE_CALL && list->base->kind == FALK_NODE_NAME
      && list->items->len > 0)
    list = g_ptr_array_index (list->items, 0);
  if (name->kind != FALK_NODE_NAME || in->kind != FALK_NODE_NAME
      || !g_str_equal (in->text, "in")
      || (list->kind != FALK_NODE_NAME && list->kind != FALK_NODE_ATTRIBUTE))
    return TRUE;
  if (!falk_script_eval (script, list, &flow, error))
    return FALSE;
  if (flow.kind != FALK_FLOW_MODULE)
    flow = (FalkFlow){ .kind = FALK_FLOW_NONE };
  falk_script_set (script, name->text, &flow);
  return TRUE;
}

typedef enum
{
  WORD_NONE,
  WORD_CLASS,
  WORD_DEF,
  WORD_FOR,
  WORD_LINE, /* the line has nothing for us */
  WORD_BLOCK, /* nothing up to its ':' */
  WORD_PASS, /* the word itself has nothing; an expression follows */
} Word;

static Word
find_word (const FalkParser *parser)
{
  static const struct
  {
    const char *text;
    Word word;
  } words[] = {
    { "class", WORD_CLASS },   { "def", WORD_DEF },
    { "import", WORD_LINE },   { "from", WORD_LINE },
    { "pass", WORD_LINE },     { "assert", WORD_LINE },
    { "raise", WORD_LINE },    { "del", WORD_LINE },
    { "global", WORD_LINE },   { "nonlocal", WORD_LINE },
    { "break", WORD_LINE },    { "continue", WORD_LINE },
    { "if", WORD_BLOCK },      { "elif", WORD_BLOCK },
    { "else", WORD_BLOCK },    { "for", WORD_FOR },
    { "while", WORD_BLOCK },   { "with", WORD_BLOCK },
    { "try", WORD_BLOCK },     { "except", WORD_BLOCK },
    { "finally", WORD_BLOCK }, { "return", WORD_PASS },
    { "yield", WORD_PASS },    { "await", WORD_PASS },
    { "async", WORD_PASS },
  };

  if (falk_token_is (&parser->token, '@'))
    return WORD_LINE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (falk_token_says (&parser->token, &parser->lexer, words[i].text))
      return words[i].word;
  return WORD_NONE;
}

gboolean
falk_script_read_block (FalkScript *script, gboolean *expression,
                        GError **error)
{
  FalkParser *parser = &script->parser;
  guint line = parser->token.line;
  Word word = find_word (parser);

  *expression = word == WORD_NONE || word == WORD_PASS;
  if (word != WORD_NONE)
    falk_parser_next (parser);
  if (*expression)
    return TRUE;
  script->in_class = TRUE;
  switch (word)
    {
    case WORD_DEF:
      return read_def (script, error);
    case WORD_FOR:
      return read_for (script, error);
    case WORD_CLASS:
      read_class (script);
      return TRUE;
    case WORD_LINE:
      skip_line (parser);
      break;
    case WORD_BLOCK:
      skip_to_block (parser);
      break;
    case WORD_NONE:
    case WORD_PASS:
    default:
      break;
    }
  falk_passed_line (script->passed, line);
  return TRUE;
}
