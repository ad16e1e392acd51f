/* SPDX-License-Identifier: MIT */
#include "falk-text-step.h"

#include <string.h>

#include "falk-rule.h"

static gboolean
resolve (const FalkTextScope *scope, const FalkNode *node, FalkGiven *given)
{
  g_autofree char *name = falk_node_dotted (node);

  return name != NULL && scope->resolve != NULL
         && scope->resolve (scope->user, name, given);
}

gboolean
falk_text_int (const FalkTextScope *scope, const FalkNode *node, gint64 *value)
{
  FalkGiven given = { 0 };
  gboolean ok;

  if (node->kind == FALK_NODE_VALUE)
    {
      *value = node->i;
      return node->value == FALK_GIVEN_INT;
    }
  ok = resolve (scope, node, &given) && given.kind == FALK_GIVEN_INT;
  *value = given.i;
  g_free (given.text);
  return ok;
}

/* "n is a name; put its number there", and the like. */
static char *
describe_expression (const FalkTextScope *scope, const FalkNode *node)
{
  g_autofree char *name = falk_node_dotted (node);
  g_autofree char *quoted = falk_node_quote (node, scope->parser);
  const char *text = scope->parser->lexer.text + node->start;

  if (name != NULL)
    return g_strdup_printf ("%s is a name; put its number there", quoted);
  if (node->kind == FALK_NODE_OTHER && node->items->len == 0
      && g_ascii_isdigit (*text)
      && strspn (text, "0123456789_") >= node->end - node->start)
    return g_strdup_printf ("%s does not fit in 64 bits", quoted);
  if (node->end <= node->start)
    return g_strdup ("a value is missing here");
  return g_strdup_printf ("%s is an expression; put its number there", quoted);
}

void
falk_text_refuse (const FalkTextScope *scope, const FalkNode *node,
                  GError **error)
{
  g_autofree char *text = describe_expression (scope, node);

  g_set_error_literal (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE, text);
  node = falk_node_first (node);
  falk_prefix_place (error, node->line, node->column);
}

/* The integers of a list. NULL, and @wrong the item, where one is not. */
static GArray *
read_ints (const FalkTextScope *scope, const FalkNode *list,
           const FalkNode **wrong)
{
  GArray *ints = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < list->items->len; i++)
    {
      gint64 value;

      *wrong = g_ptr_array_index (list->items, i);
      if ((*wrong)->keyword != NULL || !falk_text_int (scope, *wrong, &value))
        {
          g_array_unref (ints);
          return NULL;
        }
      g_array_append_val (ints, value);
    }
  return ints;
}

static void
add_given (const FalkTextScope *scope, GPtrArray *givens, const FalkNode *node)
{
  FalkGiven *given =
      falk_givens_add (givens, node->keyword, FALK_GIVEN_EXPRESSION);
  const FalkNode *wrong = node;

  if (node->kind == FALK_NODE_VALUE)
    {
      given->kind = node->value;
      given->i = node->i;
      given->d = node->d;
      given->text = g_strdup (node->text);
      return;
    }
  if (node->kind == FALK_NODE_LIST
      && (given->ints = read_ints (scope, node, &wrong)) != NULL)
    {
      given->kind = FALK_GIVEN_INTS;
      return;
    }
  if (resolve (scope, node, given))
    return;
  given->kind = FALK_GIVEN_EXPRESSION;
  given->text = describe_expression (scope, wrong);
}

/* Arguments of modules with weights that say nothing about shapes. Weights
 * are float32 here, so another dtype would be a wrong answer. */
static gboolean
skip_factory_argument (const FalkTextScope *scope, const FalkNode *node,
                       gboolean *skip, GError **error)
{
  g_autofree char *quoted = NULL;

  *skip = FALSE;
  if (node->keyword == NULL)
    return TRUE;
  *skip = g_str_equal (node->keyword, "device");
  if (!g_str_equal (node->keyword, "dtype"))
    return TRUE;
  *skip = TRUE;
  if (node->kind == FALK_NODE_VALUE && node->value == FALK_GIVEN_NONE)
    return TRUE;
  quoted = falk_node_quote (node, scope->parser);
  if (g_str_equal (quoted, "'torch.float32'")
      || g_str_equal (quoted, "'torch.float'"))
    return TRUE;
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
               "the dtype %s: only float32 weights are known here", quoted);
  falk_prefix_place (error, node->line, node->column);
  return FALSE;
}

/* Fills @givens, and @nodes with the node of each. */
static gboolean
collect_givens (const FalkTextScope *scope, FalkOp op, const FalkNode *call,
                guint first, GPtrArray *givens, GPtrArray *nodes,
                GError **error)
{
  const char *const *beside = falk_rule (op)->beside;
  gboolean keyword = FALSE;

  for (guint i = first; i < call->items->len; i++)
    {
      const FalkNode *node = g_ptr_array_index (call->items, i);
      gboolean skip = FALSE;

      if (beside && g_strv_contains (beside, "device")
          && !skip_factory_argument (scope, node, &skip, error))
        return FALSE;
      if (keyword && node->keyword == NULL)
        {
          g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_ARGUMENT,
                       "a positional argument follows a keyword argument");
          falk_prefix_place (error, node->line, node->column);
          return FALSE;
        }
      keyword = node->keyword != NULL;
      if (skip)
        continue;
      add_given (scope, givens, node);
      g_ptr_array_add (nodes, (gpointer)node);
    }
  return TRUE;
}

FalkStep *
falk_text_step (const FalkTextScope *scope, const FalkKnown *known,
                const FalkNode *call, guint first, GError **error)
{
  g_autoptr (GPtrArray) givens = falk_givens_new ();
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (FalkStep) step = falk_step_new (known->op, "");
  const FalkNode *place = call;
  int culprit;

  if (!collect_givens (scope, known->op, call, first, givens, nodes, error))
    return NULL;
  if (!falk_step_take_givens (
          step, givens, scope->printed ? FALK_TAKE_PRINTED : FALK_TAKE_PYTHON,
          &culprit, error))
    {
      if (culprit >= 0)
        place = falk_node_first (g_ptr_array_index (nodes, culprit));
      falk_prefix_place (error, place->line, place->column);
      return NULL;
    }
  if (known->preset != NULL)
    {
      FalkArg arg = falk_arg_from_name (known->preset);

      if (!falk_step_has (step, arg))
        falk_step_set_int (step, arg, known->preset_value);
    }
  g_free (step->name);
  step->name = falk_known_step_name (step);
  return g_steal_pointer (&step);
}
