/* SPDX-License-Identifier: MIT */
/* Indices: out[:, -1], out[-1], gru (x)[0], x[None]. */
#include "falk-script.h"

/* The definition whose call or construction item @item is, or NULL. */
static const FalkDefinition *
definition_of (const FalkScript *script, int item)
{
  const FalkItem *found;

  if (item < 0)
    return NULL;
  found = &g_array_index (script->items, FalkItem, item);
  return found->step == NULL ? falk_script_definition (script, found->def)
                             : NULL;
}

void
falk_script_settle (FalkScript *script, const FalkNode *node, FalkFlow *flow)
{
  const FalkDefinition *definition;

  if (flow->kind == FALK_FLOW_NONE || flow->kind == FALK_FLOW_NUMBER)
    return;
  definition = definition_of (script, flow->item);
  if (flow->kind == FALK_FLOW_STATE && definition != NULL)
    {
      FalkItem *item = &g_array_index (script->items, FalkItem, flow->item);

      item->takes_state = TRUE;
    }
  /* A module by its name is no tensor; one just constructed stands for what
   * it gives. */
  if (flow->kind == FALK_FLOW_MODULE && definition != NULL
      && *definition->name != '\0')
    {
      flow->kind = FALK_FLOW_NONE;
      return;
    }
  if (flow->item != script->last && !flow->assumed)
    {
      g_autofree char *quoted = falk_node_quote (node, &script->parser);

      falk_script_note (script, node,
                        "%s is not what the step before it gives, but a chain "
                        "has no branches: it is read as if it were",
                        quoted);
    }
  flow->kind = FALK_FLOW_VALUE;
  flow->item = script->last;
}

/* [0] and [1] of (output, h_n). */
static gboolean
choose_of_pair (const FalkNode *node, FalkFlow *base, FalkFlow *flow)
{
  const FalkNode *only =
      node->items->len == 1 ? g_ptr_array_index (node->items, 0) : NULL;

  if (only == NULL || only->kind != FALK_NODE_VALUE
      || only->value != FALK_GIVEN_INT)
    return FALSE;
  *flow = *base;
  flow->kind =
      only->i == 0 || only->i == -2 ? FALK_FLOW_VALUE : FALK_FLOW_STATE;
  return only->i >= -2 && only->i <= 1;
}

static gboolean
add_select (FalkScript *script, gint64 dim, gint64 index, GError **error)
{
  FalkStep *step = falk_step_new (FALK_OP_SELECT, "");

  falk_step_set_int (step, FALK_ARG_DIM, dim);
  falk_step_set_int (step, FALK_ARG_INDEX, index);
  g_free (step->name);
  step->name = falk_known_step_name (step);
  return falk_script_add_item (script, FALK_ITEM_STEP, 0, step, error);
}

static gboolean
add_unsqueeze (FalkScript *script, gint64 dim, GError **error)
{
  FalkStep *step = falk_step_new (FALK_OP_UNSQUEEZE, "unsqueeze");

  falk_step_set_int (step, FALK_ARG_DIM, dim);
  return falk_script_add_item (script, FALK_ITEM_STEP, 0, step, error);
}

static gboolean
refuse (FalkScript *script, const FalkNode *part, const char *why,
        GError **error)
{
  g_autofree char *quoted = falk_node_quote (part, &script->parser);

  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_OP,
               "the index %s %s; an index may have integers, ':', '...' and "
               "None",
               quoted, why);
  falk_prefix_place (error, part->line, part->column);
  return FALSE;
}

static gboolean
is_none (const FalkNode *part)
{
  return part->kind == FALK_NODE_VALUE && part->value == FALK_GIVEN_NONE;
}

/* One part of an index, at axis @dim of what is left. Moves @dim on. */
static gboolean
apply_part (FalkScript *script, const FalkNode *part, gint64 *dim,
            GError **error)
{
  gint64 value;

  if (part->kind == FALK_NODE_SLICE && part->items->len == 0)
    {
      (*dim)++;
      return TRUE;
    }
  if (part->kind == FALK_NODE_SLICE)
    return refuse (script, part, "takes a part of an axis", error);
  if (is_none (part))
    return add_unsqueeze (script, (*dim)++, error);
  if (falk_text_int (&script->scope, part, &value))
    return add_select (script, *dim, value, error);
  if (part->kind == FALK_NODE_VALUE || part->kind == FALK_NODE_LIST)
    return refuse (script, part, "is not an integer", error);
  falk_text_refuse (&script->scope, part, error);
  return FALSE;
}

/* What stands behind "..." counts from the last axis: of [..., a, :], a is
 * for axis -2. A select before takes away an axis further left, so the count
 * from the end stays right; a None counts only once it is there. */
static gboolean
apply_from_end (FalkScript *script, const FalkNode *index, guint first,
                GError **error)
{
  for (guint i = first; i < index->items->len; i++)
    {
      const FalkNode *part = g_ptr_array_index (index->items, i);
      gint64 dim = is_none (part) ? -1 : 0;

      for (guint j = i; j < index->items->len; j++)
        dim -= !is_none (g_ptr_array_index (index->items, j));
      if (part->kind == FALK_NODE_ELLIPSIS)
        return refuse (script, part, "stands there twice", error);
      if (!apply_part (script, part, &dim, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
falk_script_index (FalkScript *script, const FalkNode *node, FalkFlow *base,
                   FalkFlow *flow, GError **error)
{
  const FalkNode *whole =
      node->base->end > node->base->start ? node->base : node;
  gint64 dim = 0;

  if (base->kind == FALK_FLOW_PAIR && choose_of_pair (node, base, flow))
    return TRUE;
  falk_script_settle (script, whole, base);
  *flow = *base;
  if (base->kind != FALK_FLOW_VALUE)
    return TRUE;
  if (node->items->len == 0)
    {
      falk_text_refuse (&script->scope, node, error);
      return FALSE;
    }
  for (guint i = 0; i < node->items->len; i++)
    {
      const FalkNode *part = g_ptr_array_index (node->items, i);

      if (part->kind == FALK_NODE_ELLIPSIS)
        {
          if (!apply_from_end (script, node, i + 1, error))
            return FALSE;
          break;
        }
      if (!apply_part (script, part, &dim, error))
        return FALSE;
    }
  flow->item = script->last;
  flow->assumed = FALSE;
  return TRUE;
}
