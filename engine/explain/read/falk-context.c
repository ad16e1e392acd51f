/* SPDX-License-Identifier: MIT */
#include "falk-context.h"

#include <string.h>

#include "falk-rule.h"

static void
known_free (FalkKnown *known)
{
  g_free (known->name);
  g_free (known);
}

FalkContext *
falk_context_new (void)
{
  FalkContext *context = g_new0 (FalkContext, 1);

  context->knowns = g_ptr_array_new_with_free_func ((GDestroyNotify)known_free);
  context->layer = g_string_new (NULL);
  context->words = g_string_new (NULL);
  return context;
}

void
falk_context_free (FalkContext *context)
{
  if (!context)
    return;
  g_ptr_array_unref (context->knowns);
  g_string_free (context->layer, TRUE);
  g_string_free (context->words, TRUE);
  g_free (context);
}

static void
add (FalkContext *context, const char *name, gboolean is_shape,
     const FalkShape *shape)
{
  FalkKnown *known = g_new0 (FalkKnown, 1);

  known->name = g_strdup (name);
  known->is_shape = is_shape;
  known->shape = *shape;
  g_ptr_array_add (context->knowns, known);
}

FalkContext *
falk_context_copy (const FalkContext *context)
{
  FalkContext *copy = falk_context_new ();

  for (guint i = 0; i < context->knowns->len; i++)
    {
      const FalkKnown *known = g_ptr_array_index (context->knowns, i);

      add (copy, known->name, known->is_shape, &known->shape);
    }
  g_string_append (copy->layer, context->layer->str);
  g_string_append (copy->words, context->words->str);
  return copy;
}

void
falk_context_add_number (FalkContext *context, const char *name, gint64 number)
{
  add (context, name, FALSE, &FALK_SHAPE (number));
}

void
falk_context_add_shape (FalkContext *context, const char *name,
                        const FalkShape *shape)
{
  add (context, name, TRUE, shape);
}

void
falk_context_set_shape (FalkContext *context, const char *name,
                        const FalkShape *shape)
{
  FalkKnown *known;

  add (context, name, TRUE, shape);
  known = g_ptr_array_steal_index (context->knowns, context->knowns->len - 1);
  g_ptr_array_insert (context->knowns, 0, known);
}

static void
add_lower (GString *to, const char *words)
{
  g_autofree char *lower = g_ascii_strdown (words, -1);

  if (to->len > 0)
    g_string_append_c (to, ' ');
  g_string_append (to, lower);
}

void
falk_context_add_layer (FalkContext *context, const char *words)
{
  add_lower (context->layer, words);
  add_lower (context->words, words);
}

void
falk_context_add_words (FalkContext *context, const char *words)
{
  add_lower (context->words, words);
}

static const FalkKnown *
find_name (const FalkContext *context, const char *name, gboolean is_shape)
{
  for (guint i = 0; context && i < context->knowns->len; i++)
    {
      const FalkKnown *known = g_ptr_array_index (context->knowns, i);

      if (known->is_shape == is_shape && g_str_equal (known->name, name))
        return known;
    }
  return NULL;
}

gboolean
falk_context_number (const FalkContext *context, const char *name,
                     gint64 *number)
{
  const FalkKnown *known = find_name (context, name, FALSE);

  if (known)
    *number = known->shape.dims[0];
  return known != NULL;
}

const FalkShape *
falk_context_shape (const FalkContext *context, const char *name)
{
  const FalkKnown *known = find_name (context, name, TRUE);

  return known ? &known->shape : NULL;
}

/* Whether one of @parts stands in @text as the start of a word. */
static gboolean
holds (const char *text, const char *parts)
{
  g_auto (GStrv) list = g_strsplit (parts, "|", -1);

  for (guint i = 0; list[i]; i++)
    for (const char *at = strstr (text, list[i]); at;
         at = strstr (at + 1, list[i]))
      if (at == text || !g_ascii_isalpha (at[-1]))
        return TRUE;
  return FALSE;
}

gboolean
falk_known_is_called (const FalkKnown *known, const char *parts)
{
  g_autofree char *name = g_ascii_strdown (known->name, -1);

  return holds (name, parts);
}

const FalkKnown *
falk_context_find (const FalkContext *context, gint64 value, const char *parts)
{
  for (guint i = 0; context && i < context->knowns->len; i++)
    {
      const FalkKnown *known = g_ptr_array_index (context->knowns, i);

      for (guint k = 0; k < known->shape.rank; k++)
        if (known->shape.dims[k] == value
            && (!parts || falk_known_is_called (known, parts)))
          return known;
    }
  return NULL;
}

gboolean
falk_context_says (const FalkContext *context, const char *parts)
{
  return context && holds (context->words->str, parts);
}

/* A name that is a part of a longer one, as RNN is of RNNCell, names the
 * longer. */
gboolean
falk_context_op (const FalkContext *context, FalkOp *op)
{
  const char *best = NULL;
  gsize longest = 0;

  for (guint i = 0; context && i < FALK_OP_COUNT; i++)
    {
      const char *name = falk_rule ((FalkOp)i)->name;
      g_autofree char *lower = g_ascii_strdown (name, -1);
      const char *at = strstr (context->layer->str, lower);

      if (!at || !falk_rule ((FalkOp)i)->module || (best && at > best)
          || (best == at && strlen (lower) <= longest))
        continue;
      best = at;
      longest = strlen (lower);
      *op = (FalkOp)i;
    }
  return best != NULL;
}

void
falk_context_configure (const FalkContext *context, FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);

  for (guint i = 0; context && i < rule->n_args; i++)
    {
      const FalkArgInfo *info = falk_arg_info (rule->args[i].arg);
      gint64 number;

      if ((info->type == FALK_ARG_TYPE_INT || info->type == FALK_ARG_TYPE_BOOL)
          && falk_context_number (context, info->name, &number))
        falk_step_set_int (step, rule->args[i].arg, number);
    }
}
