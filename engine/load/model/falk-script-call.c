/* SPDX-License-Identifier: MIT */
/* Calls: of modules, of functions, of methods. */
#include "falk-script.h"

#include <string.h>

#include "falk-rule.h"

/* Whether the module ends with a layer that gives (output, h_n). */
static gboolean
gives_pair (const FalkDefinition *definition)
{
  const FalkStep *last;

  if (definition->steps->len == 0)
    return FALSE;
  last = g_ptr_array_index (definition->steps, definition->steps->len - 1);
  return falk_rule (last->op)->layered;
}

static gboolean
hands_state (const FalkNode *call)
{
  const FalkNode *state =
      call->items->len > 1 ? g_ptr_array_index (call->items, 1) : NULL;

  return state != NULL
         && (state->kind != FALK_NODE_VALUE || state->value != FALK_GIVEN_NONE);
}

/* self.gru (x, h0) */
static gboolean
call_module (FalkScript *script, const FalkNode *node, guint def,
             FalkFlow *flow, GError **error)
{
  FalkDefinition *definition = falk_script_definition (script, def);
  FalkFlow input = { .kind = FALK_FLOW_VALUE,
                     .item = script->last,
                     .assumed = TRUE };

  script->worked = TRUE;
  if (node->items->len > 0)
    {
      const FalkNode *first = g_ptr_array_index (node->items, 0);

      if (!falk_script_eval (script, first, &input, error))
        return FALSE;
      falk_script_settle (script, first, &input);
    }
  if (definition->steps->len == 0)
    {
      *flow = input;
      return TRUE;
    }
  if (hands_state (node))
    falk_script_note (script, node,
                      "the state handed to '%s' is not read; its shape can be "
                      "given as h0",
                      definition->name);
  definition->n_calls++;
  if (!falk_script_add_item (script, FALK_ITEM_CALLED, def, NULL, error))
    return FALSE;
  *flow = (FalkFlow){ .kind = gives_pair (definition) ? FALK_FLOW_PAIR
                                                      : FALK_FLOW_VALUE,
                      .item = script->last };
  return TRUE;
}

/* An operation on @base: its arguments are @node's from @first on. */
static gboolean
apply_method (FalkScript *script, const FalkNode *node, const char *name,
              const FalkKnown *known, guint first, FalkFlow *base,
              FalkFlow *flow, GError **error)
{
  g_autofree char *call = g_strdup_printf ("%s()", name);
  FalkStep *step;

  falk_script_settle (script, node, base);
  if (base->kind != FALK_FLOW_VALUE)
    return TRUE;
  script->worked = TRUE;
  *flow = *base;
  if (known->kind == FALK_KNOWN_PASS)
    {
      falk_passed_add (script->passed, known->kind, "", call);
      return TRUE;
    }
  step = falk_text_step (&script->scope, known, node, first, error);
  if (step == NULL
      || !falk_script_add_item (script, FALK_ITEM_STEP, 0, step, error))
    return FALSE;
  *flow = (FalkFlow){ .kind = FALK_FLOW_VALUE, .item = script->last };
  return TRUE;
}

/* torch.flatten (x, 1), F.relu (x), print (x), len (x), pack (x) */
static gboolean
call_function (FalkScript *script, const FalkNode *node, const char *name,
               FalkFlow *flow, GError **error)
{
  const char *dot = strrchr (name, '.');
  const char *last = dot != NULL ? dot + 1 : name;
  FalkKnown known = falk_known_function (last);
  const FalkNode *first =
      node->items->len > 0 ? g_ptr_array_index (node->items, 0) : NULL;
  FalkFlow base = { 0 };

  if (known.kind == FALK_KNOWN_ASIDE)
    return TRUE;
  if (known.kind == FALK_KNOWN_NOT || known.kind == FALK_KNOWN_OTHER
      || first == NULL)
    {
      guint n_items = script->items->len;

      if (!falk_script_eval_all (script, node->items, &base, error))
        return FALSE;
      if (falk_script_is_chain (&base) || script->items->len != n_items
          || (known.kind == FALK_KNOWN_OTHER && dot != NULL
              && base.kind == FALK_FLOW_VALUE))
        return falk_script_refuse_unknown (script, node, name, error);
      return TRUE;
    }
  if (!falk_script_eval (script, first, &base, error))
    return FALSE;
  /* permute (0, 2, 1): the dot was forgotten. */
  if (base.kind == FALK_FLOW_NUMBER && dot == NULL)
    {
      base = (FalkFlow){ .kind = FALK_FLOW_VALUE,
                         .item = script->last,
                         .assumed = TRUE };
      return apply_method (script, node, last, &known, 0, &base, flow, error);
    }
  return apply_method (script, node, last, &known, 1, &base, flow, error);
}

/* self.embedding (x), where the text has no self.embedding. */
static gboolean
call_undefined (FalkScript *script, const FalkNode *node, FalkFlow *flow,
                GError **error)
{
  g_autofree char *name = falk_node_dotted (node->base);
  guint n_items = script->items->len;
  FalkFlow base = { 0 };

  if (!falk_script_eval_all (script, node->items, &base, error))
    return FALSE;
  if (name == NULL || !g_str_has_prefix (name, "self.")
      || (!falk_script_is_chain (&base) && script->items->len == n_items))
    return TRUE;
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_OP,
               "'%s' is called, but the text has no constructor of it", name);
  falk_prefix_place (error, node->line, node->column);
  return FALSE;
}

/* Whether an unknown method of an unknown name is meant for a tensor: its
 * name is nearly that of an operation, or nothing stands before the dot. */
static gboolean
is_slip (const FalkNode *callee)
{
  const char *names[FALK_OP_COUNT];

  for (guint i = 0; i < FALK_OP_COUNT; i++)
    names[i] = falk_rule (i)->name;
  return (callee->base->kind == FALK_NODE_NAME && *callee->base->text == '\0')
         || falk_model_nearest (callee->text, names, FALK_OP_COUNT) != NULL;
}

/* x.permute (0, 2, 1), gru.to (device), optimizer.step () */
static gboolean
call_method (FalkScript *script, const FalkNode *node, FalkFlow *flow,
             GError **error)
{
  const char *name = node->base->text;
  FalkKnown known = falk_known_method (name);
  FalkFlow base = { 0 };

  if (!falk_script_eval (script, node->base->base, &base, error))
    return FALSE;
  if (base.kind == FALK_FLOW_NONE || base.kind == FALK_FLOW_NUMBER)
    return call_undefined (script, node, flow, error);
  if (base.kind == FALK_FLOW_MODULE && known.kind != FALK_KNOWN_OP)
    {
      *flow = base;
      return TRUE;
    }
  if (known.kind == FALK_KNOWN_ASIDE)
    return TRUE;
  if (known.kind == FALK_KNOWN_OTHER
      || (known.kind == FALK_KNOWN_NOT
          && (falk_script_is_chain (&base) || is_slip (node->base))))
    return falk_script_refuse_unknown (script, node->base, name, error);
  if (known.kind == FALK_KNOWN_NOT)
    return TRUE;
  return apply_method (script, node, name, &known, 0, &base, flow, error);
}

/* What is called is itself an expression: nn.GRU (3, 20) (x). */
static gboolean
call_expression (FalkScript *script, const FalkNode *node, FalkFlow *flow,
                 GError **error)
{
  g_autofree char *text =
      g_strndup (script->parser.lexer.text + node->base->start,
                 node->base->end - node->base->start);
  FalkFlow callee = { 0 }, base = { 0 };
  guint n_items;

  if (!falk_script_eval (script, node->base, &callee, error))
    return FALSE;
  n_items = script->items->len;
  if (!falk_script_eval_all (script, node->items, &base, error))
    return FALSE;
  if (script->items->len != n_items
      || (callee.kind != FALK_FLOW_MODULE && falk_script_is_chain (&base)))
    return falk_script_refuse_unknown (script, node, text, error);
  *flow = callee;
  if (callee.kind == FALK_FLOW_MODULE
      && gives_pair (falk_script_definition (script, callee.def)))
    flow->kind = FALK_FLOW_PAIR;
  return TRUE;
}

gboolean
falk_script_call (FalkScript *script, const FalkNode *node, FalkFlow *flow,
                  GError **error)
{
  g_autofree char *name = falk_node_dotted (node->base);
  const FalkFlow *found = name ? falk_script_find (script, name) : NULL;
  const char *class_name = name ? falk_script_class (script, name) : NULL;
  g_autofree char *head = name ? g_strndup (name, strcspn (name, ".")) : NULL;

  if (found != NULL && found->kind == FALK_FLOW_MODULE)
    return call_module (script, node, found->def, flow, error);
  if (class_name != NULL)
    {
      FalkKnown known = falk_known_module (class_name);

      return falk_script_define (script, node, &known, class_name, flow, error);
    }
  if (name != NULL && found == NULL
      && (node->base->kind == FALK_NODE_NAME
          || (falk_script_is_no_tensor (head) && !g_str_equal (head, "self")
              && !g_str_equal (head, "cls"))))
    return call_function (script, node, name, flow, error);
  if (node->base->kind == FALK_NODE_ATTRIBUTE)
    return call_method (script, node, flow, error);
  if (name != NULL)
    return call_undefined (script, node, flow, error);
  return call_expression (script, node, flow, error);
}
