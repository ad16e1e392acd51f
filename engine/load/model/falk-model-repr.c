/* SPDX-License-Identifier: MIT */
#include "falk-model-repr.h"

#include <string.h>

#include "falk-passed.h"
#include "falk-text-step.h"

typedef struct
{
  FalkParser parser;
  FalkModel *model;
  FalkPassed *passed;
  guint n_modules; /* read so far, repeated ones each time */
} FalkRepr;

/* Modules of a text: "1000 x" inside "1000 x" makes a short one long. */
#define MODULES_MAX 20000

static gboolean read_module (FalkRepr *repr, const char *path, GError **error);

gboolean
falk_model_text_is_repr (const char *text)
{
  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      gsize n;

      line += strspn (line, "\n\r\t ");
      if (*line != '(')
        continue;
      n = strcspn (line + 1, "()\n");
      if (n > 0 && strncmp (line + 1 + n, "): ", 3) == 0)
        return TRUE;
    }
  return FALSE;
}

/* At "(gru):", as a child begins: its key, and the tokens are passed over.
 * Otherwise NULL, and nothing is. */
static char *
read_key (FalkParser *parser)
{
  FalkParser ahead = *parser; /* a bookmark: no node is made */
  gsize start, end;

  if (!falk_token_is (&ahead.token, '('))
    return NULL;
  start = ahead.token.end;
  do
    {
      falk_parser_next (&ahead);
      if (ahead.token.kind == FALK_TOKEN_END || ahead.token.start > start + 256)
        return NULL;
    }
  while (!falk_token_is (&ahead.token, ')')
         && !falk_token_is (&ahead.token, '('));
  end = ahead.token.start;
  falk_parser_next (&ahead);
  if (end == start || !falk_token_is (&ahead.token, ':'))
    return NULL;
  falk_parser_next (&ahead);
  *parser = ahead;
  return g_strndup (parser->lexer.text + start, end - start);
}

/* Passes over one token, or a whole bracket. FALSE where it isn't closed. */
static gboolean
skip_one (FalkParser *parser, GError **error)
{
  FalkToken open = parser->token;
  guint depth = 0;

  do
    {
      const FalkToken *token = &parser->token;

      if (falk_token_is (token, '(') || falk_token_is (token, '['))
        depth++;
      else if (depth > 0
               && (falk_token_is (token, ')') || falk_token_is (token, ']')))
        depth--;
      falk_parser_next (parser);
    }
  while (depth > 0 && parser->token.kind != FALK_TOKEN_END);
  if (depth == 0)
    return TRUE;
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_SYNTAX,
               "the '%c' is never closed", open.symbol);
  falk_prefix_place (error, open.line, open.column);
  return FALSE;
}

static gboolean
add_step (FalkRepr *repr, FalkStep *step, const char *path, GError **error)
{
  if (repr->model->steps->len >= FALK_MODEL_STEPS_MAX)
    {
      falk_step_free (step);
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
                   "the model has more than %d steps", FALK_MODEL_STEPS_MAX);
      return FALSE;
    }
  if (*path != '\0')
    {
      g_free (step->name);
      step->name = g_strdup (path);
    }
  falk_model_insert (repr->model, repr->model->steps->len, step);
  return TRUE;
}

/* At the '(' of an operation's arguments. */
static gboolean
read_operation (FalkRepr *repr, const FalkToken *name, const FalkKnown *known,
                const char *path, GError **error)
{
  FalkParser *parser = &repr->parser;
  FalkTextScope scope = { .parser = parser, .printed = TRUE };
  FalkToken open = parser->token;
  FalkNode *call = falk_parser_node (parser, FALK_NODE_CALL, name);
  FalkStep *step;

  falk_parser_next (parser);
  if (!falk_parser_items (parser, &open, ')', call->items, error))
    return FALSE;
  falk_parser_next (parser);
  step = falk_text_step (&scope, known, call, 0, error);
  falk_parser_forget (parser);
  return step != NULL && add_step (repr, step, path, error);
}

/* One child: "(key): Module(...)", "(0-2): 3 x Module(...)", or something
 * that is no module. @key is what stood in the brackets. */
static gboolean
read_child (FalkRepr *repr, const char *path, const char *key, GError **error)
{
  FalkParser *parser = &repr->parser;
  g_autofree char *child =
      *path ? g_strdup_printf ("%s.%s", path, key) : g_strdup (key);
  gint64 times = 1, first;
  FalkParser body;
  char *end;

  if (parser->token.kind != FALK_TOKEN_INT)
    return read_module (repr, child, error);
  times = parser->token.i;
  falk_parser_next (parser);
  if (!falk_token_says (&parser->token, &parser->lexer, "x"))
    return TRUE; /* a number: no module */
  falk_parser_next (parser);
  first = g_ascii_strtoll (key, &end, 10);
  body = *parser;
  for (gint64 i = 0; i < times; i++)
    {
      g_autofree char *one = g_strdup_printf ("%s%s%" G_GINT64_FORMAT, path,
                                              *path ? "." : "", first + i);

      guint n_steps = repr->model->steps->len;

      *parser = body;
      if (!read_module (repr, one, error))
        return FALSE;
      /* What holds no step holds none the next time. */
      if (repr->model->steps->len == n_steps)
        break;
    }
  return TRUE;
}

/* At the '(' of a container. */
static gboolean
read_children (FalkRepr *repr, const FalkToken *name, const char *class_name,
               gboolean may_be_empty, const char *path, GError **error)
{
  FalkParser *parser = &repr->parser;
  FalkToken open = parser->token;
  gboolean has_children = FALSE;

  falk_parser_next (parser);
  while (!falk_token_is (&parser->token, ')'))
    {
      g_autofree char *key = read_key (parser);

      if (parser->token.kind == FALK_TOKEN_END)
        {
          g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_SYNTAX,
                       "the '(' of %s is never closed", class_name);
          falk_prefix_place (error, open.line, open.column);
          return FALSE;
        }
      has_children = has_children || key != NULL;
      if (key != NULL ? !read_child (repr, path, key, error)
                      : !skip_one (parser, error))
        return FALSE;
    }
  falk_parser_next (parser);
  if (has_children || may_be_empty)
    return TRUE;
  falk_known_set_unknown (error, class_name);
  falk_prefix_place (error, name->line, name->column);
  return FALSE;
}

/* The last word of a name such as torch.nn.GRU, passed over. */
static char *
read_class (FalkParser *parser)
{
  char *name = NULL;

  while (parser->token.kind == FALK_TOKEN_NAME)
    {
      g_free (name);
      name = g_strndup (parser->lexer.text + parser->token.start,
                        parser->token.end - parser->token.start);
      falk_parser_next (parser);
      if (!falk_token_is (&parser->token, '.'))
        break;
      falk_parser_next (parser);
    }
  return name;
}

static gboolean
read_module (FalkRepr *repr, const char *path, GError **error)
{
  FalkParser *parser = &repr->parser;
  FalkToken name = parser->token;
  g_autofree char *class_name = read_class (parser);
  FalkKnown known;
  gboolean ok;

  /* "None", a parameter, a function: no module. Its '(' is never apart. */
  if (class_name == NULL || !falk_token_is (&parser->token, '(')
      || parser->lexer.text[parser->token.start - 1] == ' '
      || parser->lexer.text[parser->token.start - 1] == '\n')
    return class_name != NULL || falk_token_is (&parser->token, ')')
           || skip_one (parser, error);
  if (++repr->n_modules > MODULES_MAX)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
                   "the model has more than %d modules", MODULES_MAX);
      return FALSE;
    }
  known = falk_known_module (class_name);
  if (known.kind == FALK_KNOWN_OP)
    return read_operation (repr, &name, &known, path, error);
  if (known.kind != FALK_KNOWN_NOT && known.kind != FALK_KNOWN_SEQUENCE)
    {
      falk_passed_add (repr->passed, known.kind, path, class_name);
      return skip_one (parser, error);
    }
  if (!falk_parser_enter (parser, error))
    return FALSE;
  ok = read_children (repr, &name, class_name,
                      known.kind == FALK_KNOWN_SEQUENCE
                          || g_str_has_prefix (class_name, "Parameter"),
                      path, error);
  parser->depth--;
  return ok;
}

gboolean
falk_model_read_repr (FalkModel *model, const char *text, gsize length,
                      GError **error)
{
  FalkRepr repr = { .model = model, .passed = falk_passed_new () };
  gboolean ok = TRUE;

  falk_parser_init (&repr.parser, text, length);
  while (ok && repr.parser.token.kind != FALK_TOKEN_END)
    {
      const FalkToken *token = &repr.parser.token;

      /* Before and behind the model, as in "print(model)", is no module. */
      if (token->kind == FALK_TOKEN_NAME
          && g_ascii_isupper (text[token->start]))
        ok = read_module (&repr, "", error);
      else
        ok = skip_one (&repr.parser, error);
    }
  if (ok)
    falk_passed_note (repr.passed, model);
  falk_passed_free (repr.passed);
  falk_parser_clear (&repr.parser);
  return ok;
}
