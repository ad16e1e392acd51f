/* SPDX-License-Identifier: MIT */
/* Statements of source text: assignments and expressions. */
#include <string.h>

#include "falk-script.h"

/* The constructor under gru = nn.GRU (3, 20).to (device). */
static const FalkNode *
find_constructor (const FalkNode *node)
{
  while (node->kind == FALK_NODE_CALL && node->base->kind == FALK_NODE_ATTRIBUTE
         && node->base->base->kind == FALK_NODE_CALL
         && falk_known_method (node->base->text).kind != FALK_KNOWN_OP)
    node = node->base->base;
  return node;
}

static gboolean
eval_for (FalkScript *script, const FalkNode *target, const FalkNode *value,
          FalkFlow *flow, GError **error)
{
  g_autofree char *name = target ? falk_node_dotted (target) : NULL;
  gboolean self = name != NULL && g_str_has_prefix (name, "self.");
  gboolean ok;

  script->target = name != NULL ? name + (self ? strlen ("self.") : 0) : NULL;
  script->target_self = self;
  script->target_value = find_constructor (value);
  ok = falk_script_eval (script, value, flow, error);
  script->target = NULL;
  script->target_value = NULL;
  if (ok && flow->kind == FALK_FLOW_NUMBER)
    script->worked = TRUE;
  return ok;
}

static void
set_target (FalkScript *script, const FalkNode *target, const FalkFlow *flow)
{
  g_autofree char *name = falk_node_dotted (target);

  if (name != NULL && *name != '\0')
    falk_script_set (script, name, flow);
}

/* out, h = self.gru (x) */
static void
unpack (FalkScript *script, const GPtrArray *targets, const FalkFlow *flow)
{
  for (guint i = 0; i < targets->len; i++)
    {
      FalkFlow part = { .kind = FALK_FLOW_NONE };

      if (i == 0 || (i == 1 && flow->kind == FALK_FLOW_PAIR))
        part = *flow;
      if (flow->kind == FALK_FLOW_PAIR && i < 2)
        part.kind = i == 0 ? FALK_FLOW_VALUE : FALK_FLOW_STATE;
      set_target (script, g_ptr_array_index (targets, i), &part);
    }
}

static gboolean
assign (FalkScript *script, const GPtrArray *targets, const GPtrArray *values,
        GError **error)
{
  g_autoptr (GArray) flows = g_array_new (FALSE, TRUE, sizeof (FalkFlow));

  g_array_set_size (flows, values->len);
  for (guint i = 0; i < values->len; i++)
    {
      const FalkNode *target =
          targets->len == values->len ? g_ptr_array_index (targets, i) : NULL;

      if (!eval_for (script, target, g_ptr_array_index (values, i),
                     &g_array_index (flows, FalkFlow, i), error))
        return FALSE;
    }
  /* "return h" is what the chain ends with; "return out, h" is both. */
  if (values->len == 1 && targets->len == 0
      && g_array_index (flows, FalkFlow, 0).kind == FALK_FLOW_STATE)
    falk_script_settle (script, g_ptr_array_index (values, 0),
                        &g_array_index (flows, FalkFlow, 0));
  if (values->len == 1 && targets->len > 1)
    unpack (script, targets, &g_array_index (flows, FalkFlow, 0));
  for (guint i = 0; targets->len == values->len && i < targets->len; i++)
    set_target (script, g_ptr_array_index (targets, i),
                &g_array_index (flows, FalkFlow, i));
  return TRUE;
}

/* "-> [:, -1]": an index on what came before, though it looks like a list. */
static void
make_index (FalkScript *script, FalkNode *node)
{
  if (node->kind != FALK_NODE_LIST || node->items->len == 0
      || script->parser.lexer.text[node->start] != '[')
    return;
  for (guint i = 0; i < node->items->len; i++)
    {
      const FalkNode *part = g_ptr_array_index (node->items, i);

      if (part->kind != FALK_NODE_SLICE && part->kind != FALK_NODE_ELLIPSIS
          && (part->kind != FALK_NODE_VALUE
              || part->value == FALK_GIVEN_STRING))
        return;
    }
  node->kind = FALK_NODE_INDEX;
  node->base = falk_parser_node (
      &script->parser, FALK_NODE_NAME,
      &(FalkToken){ .line = node->line, .column = node->column });
  node->base->text = g_strdup ("");
}

/* Before a '=': the names at the end of @pending are what it assigns to;
 * what stands before them belongs to the assignment before, as in
 * "gru = nn.GRU (3, 20), fc = nn.Linear (20, 2)". */
static gboolean
split_targets (FalkScript *script, GPtrArray *targets, GPtrArray *pending,
               GError **error)
{
  guint first = pending->len;
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  while (first > 0)
    {
      const FalkNode *node = g_ptr_array_index (pending, first - 1);

      if (node->kind == FALK_NODE_CALL)
        break;
      first--;
    }
  for (guint i = 0; i < first; i++)
    g_ptr_array_add (values, g_ptr_array_index (pending, i));
  if (first > 0 && !assign (script, targets, values, error))
    return FALSE;
  g_ptr_array_set_size (targets, 0);
  for (guint i = first; i < pending->len; i++)
    {
      const FalkNode *node = g_ptr_array_index (pending, i);

      /* (out, h) = ... */
      if (node->kind != FALK_NODE_LIST)
        g_ptr_array_add (targets, (gpointer)node);
      for (guint j = 0; node->kind == FALK_NODE_LIST && j < node->items->len;
           j++)
        g_ptr_array_add (targets, g_ptr_array_index (node->items, j));
    }
  g_ptr_array_set_size (pending, 0);
  return TRUE;
}

/* Reads "a, b = c, d" up to what ends it. */
static gboolean
read_assignment (FalkScript *script, GError **error)
{
  FalkParser *parser = &script->parser;
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  while (!falk_parser_at_end (parser))
    {
      FalkNode *node = falk_parser_expression (parser, error);

      if (node == NULL)
        return FALSE;
      make_index (script, node);
      g_ptr_array_add (pending, node);
      if (falk_token_is (&parser->token, ':'))
        {
          falk_parser_next (parser);
          if (!falk_parser_at_end (parser)
              && falk_parser_expression (parser, error) == NULL)
            return FALSE;
        }
      if (falk_token_is (&parser->token, '=')
          && !split_targets (script, targets, pending, error))
        return FALSE;
      if (!falk_token_is (&parser->token, ',')
          && !falk_token_is (&parser->token, '='))
        break;
      falk_parser_next (parser);
    }
  return assign (script, targets, pending, error);
}

static gboolean
read_statement (FalkScript *script, GError **error)
{
  FalkToken start = script->parser.token;
  gboolean expression;

  script->worked = FALSE;
  if (!falk_script_read_block (script, &expression, error))
    return FALSE;
  if (!expression)
    return TRUE;
  if (!read_assignment (script, error))
    return FALSE;
  if (!script->worked && start.kind != FALK_TOKEN_STRING)
    falk_passed_line (script->passed, start.line);
  return TRUE;
}

gboolean
falk_script_read (FalkScript *script, GError **error)
{
  FalkParser *parser = &script->parser;

  falk_script_scan (script);
  while (parser->token.kind != FALK_TOKEN_END)
    {
      FalkToken token = parser->token;

      if (token.kind == FALK_TOKEN_SYMBOL && token.symbol != '\0'
          && strchr (")]}", token.symbol) != NULL)
        {
          g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_SYNTAX,
                       "the '%c' was never opened", token.symbol);
          falk_prefix_place (error, token.line, token.column);
          return FALSE;
        }
      if (falk_parser_at_end (parser))
        falk_parser_next (parser);
      else if (!read_statement (script, error))
        return FALSE;
      falk_parser_forget (parser);
    }
  return TRUE;
}
