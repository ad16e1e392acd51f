/* SPDX-License-Identifier: MIT */
/* Looks ahead for Net (5, 256): the numbers that a class of the text is
 * constructed with are what its __init__() has for its parameters. */
#include "falk-script.h"

typedef struct
{
  FalkScript *script;
  FalkParser parser;
  GHashTable *parameters; /* class → GPtrArray of char *; owned */
  char *class_name; /* of the class that is read; owned, or NULL */
} Scan;

/* Items up to the ')' of the '(' that is the next token. FALSE where it isn't
 * closed. */
static gboolean
read_items (Scan *scan, GPtrArray *items)
{
  FalkToken open = scan->parser.token;

  falk_parser_next (&scan->parser);
  return falk_parser_items (&scan->parser, &open, ')', items, NULL);
}

static char *
parameter_name (const FalkNode *node)
{
  const FalkNode *name = node;

  if (node->keyword != NULL)
    return g_strdup (node->keyword);
  if (node->items->len > 0)
    name = g_ptr_array_index (node->items, 0);
  return g_strdup (name->kind == FALK_NODE_NAME ? name->text : "");
}

static gboolean
read_parameters (Scan *scan)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  GPtrArray *names;

  if (!read_items (scan, items))
    return FALSE;
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 1; i < items->len; i++)
    g_ptr_array_add (names, parameter_name (g_ptr_array_index (items, i)));
  g_hash_table_replace (scan->parameters, g_strdup (scan->class_name), names);
  return TRUE;
}

static gboolean
read_construction (Scan *scan, const char *class_name, const GPtrArray *names)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (!read_items (scan, items))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const FalkNode *node = g_ptr_array_index (items, i);
      const char *name = node->keyword;
      FalkFlow flow;

      if (name == NULL && i < names->len)
        name = g_ptr_array_index (names, i);
      if (name == NULL || !falk_script_literal (node, &flow))
        continue;
      g_hash_table_replace (scan->script->bound,
                            g_strdup_printf ("%s.%s", class_name, name),
                            g_memdup2 (&flow, sizeof flow));
    }
  return TRUE;
}

/* The word that is the next token, or NULL; it is passed over. */
static char *
take_word (FalkParser *parser)
{
  char *word = NULL;

  if (parser->token.kind == FALK_TOKEN_NAME)
    word = g_strndup (parser->lexer.text + parser->token.start,
                      parser->token.end - parser->token.start);
  falk_parser_next (parser);
  return word;
}

void
falk_script_scan (FalkScript *script)
{
  Scan scan = { .script = script };
  FalkParser *parser = &scan.parser;
  gboolean ok = TRUE;

  falk_parser_init (parser, script->parser.lexer.text,
                    script->parser.lexer.length);
  scan.parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)g_ptr_array_unref);
  while (ok && parser->token.kind != FALK_TOKEN_END)
    {
      g_autofree char *word = take_word (parser);
      const GPtrArray *names =
          word ? g_hash_table_lookup (scan.parameters, word) : NULL;
      gboolean call = falk_token_is (&parser->token, '(');

      if (g_strcmp0 (word, "class") == 0)
        {
          g_free (scan.class_name);
          scan.class_name = take_word (parser);
        }
      else if (call && scan.class_name != NULL
               && g_strcmp0 (word, "__init__") == 0
               && !g_hash_table_contains (scan.parameters, scan.class_name))
        ok = read_parameters (&scan);
      else if (call && names != NULL)
        ok = read_construction (&scan, word, names);
      falk_parser_forget (parser);
    }
  g_free (scan.class_name);
  g_hash_table_unref (scan.parameters);
  falk_parser_clear (parser);
}
