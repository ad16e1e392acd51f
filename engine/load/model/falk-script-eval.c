/* SPDX-License-Identifier: MIT */
/* Expressions of source text, followed without being computed. */
#include "falk-script.h"

#include <string.h>

static gboolean
is_listed (const char *name, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
falk_script_is_chain (const FalkFlow *flow)
{
  return !flow->assumed
         && (flow->kind == FALK_FLOW_VALUE || flow->kind == FALK_FLOW_PAIR
             || flow->kind == FALK_FLOW_STATE);
}

gboolean
falk_script_refuse_unknown (FalkScript *script, const FalkNode *node,
                            const char *name, GError **error)
{
  falk_known_set_unknown (error, name);
  falk_prefix_place (error, node->line, node->column);
  return FALSE;
}

gboolean
falk_script_is_no_tensor (const char *name)
{
  static const char *const names[] = {
    "F",  "and", "cls", "else",  "for", "if", "in",   "is",    "lambda", "math",
    "nn", "not", "np",  "numpy", "or",  "os", "self", "super", "sys",    "torch"
  };

  return is_listed (name, names, G_N_ELEMENTS (names));
}

/* x.shape, x.T, args.hidden: an attribute that no assignment made. */
static gboolean
eval_attribute (FalkScript *script, const FalkNode *node, FalkFlow *flow,
                GError **error)
{
  static const char *const transposed[] = { "T", "mT", "H", "mH" };
  FalkFlow base = { 0 };

  if (!falk_script_eval (script, node->base, &base, error))
    return FALSE;
  if (base.kind == FALK_FLOW_NONE || base.kind == FALK_FLOW_NUMBER
      || base.kind == FALK_FLOW_MODULE)
    return TRUE;
  if (is_listed (node->text, transposed, G_N_ELEMENTS (transposed)))
    return falk_script_refuse_unknown (script, node, node->text, error);
  if (g_str_equal (node->text, "data"))
    *flow = base;
  return TRUE;
}

static gboolean
eval_name (FalkScript *script, const FalkNode *node, FalkFlow *flow,
           GError **error)
{
  g_autofree char *name = falk_node_dotted (node);
  const FalkFlow *found = name ? falk_script_find (script, name) : NULL;

  if (found != NULL)
    {
      *flow = *found;
      script->worked = TRUE;
      return TRUE;
    }
  if (node->kind == FALK_NODE_ATTRIBUTE)
    return eval_attribute (script, node, flow, error);
  /* In a short text, x and out need not be introduced. */
  if (*node->text == '\0'
      || (!script->in_class && !falk_script_is_no_tensor (node->text)))
    *flow = (FalkFlow){ .kind = FALK_FLOW_VALUE,
                        .item = script->last,
                        .assumed = TRUE };
  return TRUE;
}

gboolean
falk_script_eval_all (FalkScript *script, const GPtrArray *nodes,
                      FalkFlow *flow, GError **error)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      FalkFlow one = { 0 };

      if (!falk_script_eval (script, g_ptr_array_index (nodes, i), &one, error))
        return FALSE;
      if (falk_script_is_chain (&one)
              ? !falk_script_is_chain (flow)
              : one.kind == FALK_FLOW_VALUE && !falk_script_is_chain (flow))
        *flow = one;
    }
  return TRUE;
}

/* Sums and the like: of tensors they keep the shape; of steps they would
 * need a chain with branches. */
static gboolean
eval_other (FalkScript *script, const FalkNode *node, FalkFlow *flow,
            GError **error)
{
  guint n_items = script->items->len;
  g_autofree char *quoted = NULL;

  if (!falk_script_eval_all (script, node->items, flow, error))
    return FALSE;
  quoted = falk_node_quote (node, &script->parser);
  if (script->items->len != n_items)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_OP,
                   "%s joins steps by more than a chain; give the steps one "
                   "after the other",
                   quoted);
      falk_prefix_place (error, node->line, node->column);
      return FALSE;
    }
  if (falk_script_is_chain (flow))
    falk_script_note (script, node, "%s is taken to keep the shape", quoted);
  return TRUE;
}

gboolean
falk_script_eval (FalkScript *script, const FalkNode *node, FalkFlow *flow,
                  GError **error)
{
  FalkFlow base = { 0 };

  *flow = (FalkFlow){ .kind = FALK_FLOW_NONE };
  switch (node->kind)
    {
    case FALK_NODE_NAME:
    case FALK_NODE_ATTRIBUTE:
      return eval_name (script, node, flow, error);
    case FALK_NODE_CALL:
      return falk_script_call (script, node, flow, error);
    case FALK_NODE_INDEX:
      return falk_script_eval (script, node->base, &base, error)
             && falk_script_index (script, node, &base, flow, error);
    case FALK_NODE_VALUE:
      falk_script_literal (node, flow);
      return TRUE;
    case FALK_NODE_LIST:
      return falk_script_eval_all (script, node->items, flow, error);
    case FALK_NODE_OTHER:
      return eval_other (script, node, flow, error);
    case FALK_NODE_SLICE:
    case FALK_NODE_ELLIPSIS:
    default:
      return TRUE;
    }
}
