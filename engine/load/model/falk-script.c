/* SPDX-License-Identifier: MIT */
#include "falk-script.h"

#include <string.h>

#include "falk-rule.h"

#define NOTES_MAX 12

static void
definition_free (gpointer data)
{
  FalkDefinition *definition = data;

  g_free (definition->name);
  g_ptr_array_unref (definition->steps);
  g_free (definition);
}

static void
item_clear (gpointer data)
{
  g_clear_pointer (&((FalkItem *)data)->step, falk_step_free);
}

/* Names that the text gives a number to can stand for it. */
static gboolean
resolve (gpointer user, const char *name, FalkGiven *given)
{
  const FalkFlow *flow = falk_script_find (user, name);

  if (flow == NULL || flow->kind != FALK_FLOW_NUMBER)
    return FALSE;
  given->kind = flow->value;
  given->i = flow->i;
  given->d = flow->d;
  return TRUE;
}

void
falk_script_init (FalkScript *script, FalkModel *model, const char *text,
                  gsize length)
{
  *script = (FalkScript){ .model = model, .last = -1 };
  falk_parser_init (&script->parser, text, length);
  script->scope = (FalkTextScope){ .parser = &script->parser,
                                   .resolve = resolve,
                                   .user = script };
  script->passed = falk_passed_new ();
  script->items = g_array_new (FALSE, FALSE, sizeof (FalkItem));
  g_array_set_clear_func (script->items, item_clear);
  script->definitions = g_ptr_array_new_with_free_func (definition_free);
  script->names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  script->bound =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  script->classes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
falk_script_clear (FalkScript *script)
{
  falk_parser_clear (&script->parser);
  falk_passed_free (script->passed);
  g_array_unref (script->items);
  g_ptr_array_unref (script->definitions);
  g_hash_table_unref (script->names);
  g_hash_table_unref (script->bound);
  g_free (script->class_name);
  g_hash_table_unref (script->classes);
}

static const char *
skip_self (const char *name)
{
  return g_str_has_prefix (name, "self.") ? name + strlen ("self.") : name;
}

const FalkFlow *
falk_script_find (const FalkScript *script, const char *name)
{
  return g_hash_table_lookup (script->names, skip_self (name));
}

void
falk_script_set (FalkScript *script, const char *name, const FalkFlow *flow)
{
  g_hash_table_replace (script->names, g_strdup (skip_self (name)),
                        g_memdup2 (flow, sizeof *flow));
}

gboolean
falk_script_literal (const FalkNode *node, FalkFlow *flow)
{
  if (node->kind != FALK_NODE_VALUE
      || (node->value != FALK_GIVEN_INT && node->value != FALK_GIVEN_FLOAT
          && node->value != FALK_GIVEN_BOOL))
    return FALSE;
  *flow = (FalkFlow){
    .kind = FALK_FLOW_NUMBER, .value = node->value, .i = node->i, .d = node->d
  };
  return TRUE;
}

guint
falk_script_add_definition (FalkScript *script, const char *name, guint line)
{
  FalkDefinition *definition = g_new0 (FalkDefinition, 1);

  definition->name = g_strdup (name);
  definition->line = line;
  definition->steps =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_step_free);
  g_ptr_array_add (script->definitions, definition);
  return script->definitions->len - 1;
}

FalkDefinition *
falk_script_definition (const FalkScript *script, guint def)
{
  return g_ptr_array_index (script->definitions, def);
}

gboolean
falk_script_add_item (FalkScript *script, FalkItemKind kind, guint def,
                      FalkStep *step, GError **error)
{
  FalkItem item = { .kind = kind, .def = def, .step = step };

  g_array_append_val (script->items, item);
  script->worked = TRUE;
  if (kind != FALK_ITEM_DEFINED)
    script->last = (int)script->items->len - 1;
  script->n_steps +=
      step != NULL ? 1 : falk_script_definition (script, def)->steps->len;
  if (script->n_steps <= FALK_MODEL_STEPS_MAX
      && script->items->len <= 2 * FALK_MODEL_STEPS_MAX)
    return TRUE;
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_LIMIT,
               "the model has more than %d steps", FALK_MODEL_STEPS_MAX);
  return FALSE;
}

void
falk_script_note (FalkScript *script, const FalkNode *node, const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  va_list list;

  if (script->n_notes++ >= NOTES_MAX)
    return;
  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  falk_model_note (script->model, "line %u: %s", node->line, text);
}

/* Appends the definition's steps; a state taken is the last one's. */
static void
append_definition (FalkModel *model, const FalkDefinition *definition,
                   gboolean takes_state)
{
  for (guint i = 0; i < definition->steps->len; i++)
    {
      FalkStep *step =
          falk_step_copy (g_ptr_array_index (definition->steps, i));

      if (takes_state && i + 1 == definition->steps->len
          && falk_rule_arg (step->op, FALK_ARG_TAKE) != NULL)
        falk_step_set_int (step, FALK_ARG_TAKE, 1);
      falk_model_insert (model, model->steps->len, step);
    }
}

/* Says which defined modules are not in the chain, or twice. */
static void
note_calls (const FalkScript *script)
{
  for (guint i = 0; i < script->definitions->len; i++)
    {
      const FalkDefinition *definition = falk_script_definition (script, i);

      if (definition->steps->len == 0 || *definition->name == '\0')
        continue;
      if (definition->n_calls == 0)
        falk_model_note (script->model,
                         "'%s' is defined but not called: it is left out",
                         definition->name);
      else if (definition->n_calls > 1)
        falk_model_note (script->model,
                         "'%s' is called %u times: each is a step, and they "
                         "have the same weights",
                         definition->name, definition->n_calls);
    }
}

void
falk_script_finish (FalkScript *script)
{
  gboolean called = FALSE;

  for (guint i = 0; i < script->definitions->len; i++)
    called = called || falk_script_definition (script, i)->n_calls > 0;
  for (guint i = 0; i < script->items->len; i++)
    {
      FalkItem *item = &g_array_index (script->items, FalkItem, i);
      const FalkDefinition *definition =
          item->step == NULL ? falk_script_definition (script, item->def)
                             : NULL;

      if (definition == NULL)
        falk_model_insert (script->model, script->model->steps->len,
                           g_steal_pointer (&item->step));
      /* A constructor without a name can only be meant where it stands. */
      else if (!called || item->kind == FALK_ITEM_CALLED
               || *definition->name == '\0')
        append_definition (script->model, definition, item->takes_state);
    }
  falk_passed_note (script->passed, script->model);
  if (called)
    note_calls (script);
  else if (script->model->steps->len > 1)
    falk_model_note (script->model, "the steps run in the order in which they "
                                    "stand in the text");
}
