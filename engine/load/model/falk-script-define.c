/* SPDX-License-Identifier: MIT */
/* Modules that are constructed in source text. */
#include <string.h>

#include "falk-script.h"

#include "falk-rule.h"

const char *
falk_script_class (const FalkScript *script, const char *callee)
{
  static const char *const packages[] = { "nn.", "torch.nn." };
  const char *name = callee;

  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    if (g_str_has_prefix (callee, packages[i]))
      name = callee + strlen (packages[i]);
  if (strchr (name, '.') != NULL || *name == '\0'
      || g_hash_table_contains (script->classes, name))
    return NULL;
  /* nn.gru is a slip; a small letter without nn. is a function. */
  if (g_ascii_isupper (*name)
      || (name != callee && !g_str_equal (name, "functional")))
    return falk_known_function (name).kind == FALK_KNOWN_PASS ? NULL : name;
  return NULL;
}

static gboolean build (FalkScript *script, const FalkNode *node,
                       const char *path, GPtrArray *steps, GError **error);

static char *
join_path (const char *path, const char *key)
{
  return *path != '\0' ? g_strdup_printf ("%s.%s", path, key) : g_strdup ("");
}

static const char *
string_of (const FalkNode *node)
{
  return node->kind == FALK_NODE_VALUE && node->value == FALK_GIVEN_STRING
             ? node->text
             : NULL;
}

/* Item @index of a Sequential: a module, ('name', module), or, of a dict,
 * 'name': module. */
static gboolean
build_child (FalkScript *script, const FalkNode *node, guint index,
             const char *path, GPtrArray *steps, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%u", index);
  const char *key = NULL;
  g_autofree char *child = NULL;

  if ((node->kind == FALK_NODE_LIST || node->kind == FALK_NODE_SLICE)
      && node->items->len == 2)
    key = string_of (g_ptr_array_index (node->items, 0));
  if (key != NULL)
    node = g_ptr_array_index (node->items, 1);
  /* A name that is given is kept even where the path has none. */
  if (key != NULL && *path == '\0' && falk_model_check_name (key, NULL))
    child = g_strdup (key);
  else
    child = join_path (path, key != NULL ? key : number);
  return build (script, node, child, steps, error);
}

/* The children stand as arguments, in a list, or in an OrderedDict. */
static gboolean
build_children (FalkScript *script, const FalkNode *node, const char *path,
                GPtrArray *steps, GError **error)
{
  const FalkNode *only =
      node->items->len == 1 ? g_ptr_array_index (node->items, 0) : NULL;
  g_autofree char *callee = only != NULL && only->kind == FALK_NODE_CALL
                                ? falk_node_dotted (only->base)
                                : NULL;

  if (callee != NULL
      && (g_str_equal (callee, "OrderedDict")
          || g_str_equal (callee, "collections.OrderedDict")))
    return build_children (script, only, path, steps, error);
  if (only != NULL && only->kind == FALK_NODE_LIST
      && (only->items->len != 2
          || string_of (g_ptr_array_index (only->items, 0)) == NULL))
    return build_children (script, only, path, steps, error);
  for (guint i = 0; i < node->items->len; i++)
    if (!build_child (script, g_ptr_array_index (node->items, i), i, path,
                      steps, error))
      return FALSE;
  return TRUE;
}

/* A tuple cannot go on inside a Sequential. */
static void
note_tuples (FalkScript *script, const FalkNode *node, const GPtrArray *steps,
             guint from)
{
  for (guint i = from; i + 1 < steps->len; i++)
    {
      const FalkStep *step = g_ptr_array_index (steps, i);

      if (falk_rule (step->op)->layered)
        {
          falk_script_note (script, node,
                            "in a Sequential, %s gives the tuple (output, "
                            "h_n), which the next layer can't take; output "
                            "goes on here",
                            falk_rule (step->op)->name);
          return;
        }
    }
}

static gboolean
build_known (FalkScript *script, const FalkNode *call, const FalkKnown *known,
             const char *class_name, const char *path, GPtrArray *steps,
             GError **error)
{
  guint from = steps->len;
  FalkStep *step;

  switch (known->kind)
    {
    case FALK_KNOWN_OP:
      step = falk_text_step (&script->scope, known, call, 0, error);
      if (step == NULL)
        return FALSE;
      if (*path != '\0')
        {
          g_free (step->name);
          step->name = g_strdup (path);
        }
      g_ptr_array_add (steps, step);
      return TRUE;
    case FALK_KNOWN_SEQUENCE:
      if (!build_children (script, call, path, steps, error))
        return FALSE;
      if (g_str_equal (class_name, "Sequential"))
        note_tuples (script, call, steps, from);
      return TRUE;
    case FALK_KNOWN_PASS:
    case FALK_KNOWN_NORM:
    case FALK_KNOWN_LOSS:
      falk_passed_add (script->passed, known->kind, path, class_name);
      return TRUE;
    case FALK_KNOWN_NOT:
    case FALK_KNOWN_OTHER:
    case FALK_KNOWN_ASIDE:
    default:
      falk_known_set_unknown (error, class_name);
      falk_prefix_place (error, call->line, call->column);
      return FALSE;
    }
}

/* The steps of a child: a constructor, or the name of a defined module. */
static gboolean
build (FalkScript *script, const FalkNode *node, const char *path,
       GPtrArray *steps, GError **error)
{
  g_autofree char *dotted =
      falk_node_dotted (node->kind == FALK_NODE_CALL ? node->base : node);
  const FalkFlow *flow = dotted ? falk_script_find (script, dotted) : NULL;
  const char *class_name = dotted ? falk_script_class (script, dotted) : NULL;
  FalkKnown known;

  if (node->kind == FALK_NODE_CALL && class_name != NULL)
    {
      known = falk_known_module (class_name);
      return build_known (script, node, &known, class_name, path, steps, error);
    }
  if (node->kind != FALK_NODE_CALL && flow != NULL
      && flow->kind == FALK_FLOW_MODULE)
    {
      FalkDefinition *definition = falk_script_definition (script, flow->def);

      for (guint i = 0; i < definition->steps->len; i++)
        g_ptr_array_add (
            steps, falk_step_copy (g_ptr_array_index (definition->steps, i)));
      if (*definition->name != '\0')
        definition->n_calls++;
      return TRUE;
    }
  {
    g_autofree char *quoted = falk_node_quote (node, &script->parser);

    g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_OP,
                 "%s is not a module; write its constructor there", quoted);
    falk_prefix_place (error, node->line, node->column);
  }
  return FALSE;
}

gboolean
falk_script_define (FalkScript *script, const FalkNode *call,
                    const FalkKnown *known, const char *class_name,
                    FalkFlow *flow, GError **error)
{
  gboolean assigned = script->target != NULL && call == script->target_value;
  const char *name = assigned ? script->target : "";
  guint def = falk_script_add_definition (script, name, call->line);
  FalkDefinition *definition = falk_script_definition (script, def);
  /* self.net is called so in the state dict too; the 0 of a plain "model"
   * tells nobody anything. */
  const char *path =
      known->kind == FALK_KNOWN_SEQUENCE && assigned && !script->target_self
          ? ""
          : name;

  if (!build_known (script, call, known, class_name, path, definition->steps,
                    error))
    return FALSE;
  if (!falk_script_add_item (script, FALK_ITEM_DEFINED, def, NULL, error))
    return FALSE;
  if (!assigned)
    script->last = (int)script->items->len - 1;
  *flow = (FalkFlow){ .kind = FALK_FLOW_MODULE,
                      .item = (int)script->items->len - 1,
                      .def = def };
  return TRUE;
}
