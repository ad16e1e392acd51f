/* SPDX-License-Identifier: MIT */
#include "falk-step.h"

#include "falk-rule.h"

#include <string.h>

FalkStep *
falk_step_new (FalkOp op, const char *name)
{
  FalkStep *step = g_new0 (FalkStep, 1);

  step->op = op;
  step->name = g_strdup (name);
  step->tensors =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_tensor_unref);
  return step;
}

static void
stray_free (gpointer data)
{
  FalkStray *stray = data;

  g_free (stray->name);
  g_free (stray->value.ints);
  g_free (stray);
}

FalkStray *
falk_step_add_stray (FalkStep *step, const char *name)
{
  FalkStray *stray = g_new0 (FalkStray, 1);

  stray->name = g_strdup (name);
  stray->meant = FALK_ARG_NONE;
  if (!step->strays)
    step->strays = g_ptr_array_new_with_free_func (stray_free);
  g_ptr_array_add (step->strays, stray);
  return stray;
}

void
falk_step_drop_strays (FalkStep *step)
{
  g_clear_pointer (&step->strays, g_ptr_array_unref);
}

static FalkArgValue
copy_value (const FalkArgValue *value)
{
  FalkArgValue copy = *value;

  copy.ints = g_memdup2 (value->ints, value->n * sizeof value->ints[0]);
  return copy;
}

FalkStep *
falk_step_copy (const FalkStep *step)
{
  FalkStep *copy = falk_step_new (step->op, step->name);

  for (guint i = 0; i < FALK_ARG_COUNT; i++)
    copy->args[i] = copy_value (&step->args[i]);
  for (guint i = 0; step->strays && i < step->strays->len; i++)
    {
      const FalkStray *stray = step->strays->pdata[i];
      FalkStray *added = falk_step_add_stray (copy, stray->name);

      added->meant = stray->meant;
      added->type = stray->type;
      added->value = copy_value (&stray->value);
    }
  for (guint i = 0; i < step->tensors->len; i++)
    g_ptr_array_add (copy->tensors, falk_tensor_ref (step->tensors->pdata[i]));
  return copy;
}

void
falk_step_free (FalkStep *step)
{
  if (!step)
    return;
  for (guint i = 0; i < FALK_ARG_COUNT; i++)
    g_free (step->args[i].ints);
  g_ptr_array_unref (step->tensors);
  falk_step_drop_strays (step);
  g_free (step->name);
  g_free (step);
}

gint64
falk_step_get_int (const FalkStep *step, FalkArg arg)
{
  const FalkArgSpec *spec;

  if (step->args[arg].set)
    return step->args[arg].i;
  spec = falk_rule_arg (step->op, arg);
  return spec ? spec->fallback : 0;
}

gboolean
falk_step_get_bool (const FalkStep *step, FalkArg arg)
{
  return falk_step_get_int (step, arg) != 0;
}

double
falk_step_get_float (const FalkStep *step, FalkArg arg)
{
  const FalkArgSpec *spec;

  if (step->args[arg].set)
    return step->args[arg].d;
  spec = falk_rule_arg (step->op, arg);
  return spec ? spec->fallback_float : 0.0;
}

gboolean
falk_step_has (const FalkStep *step, FalkArg arg)
{
  return step->args[arg].set;
}

const gint64 *
falk_step_get_ints (const FalkStep *step, FalkArg arg, guint *n)
{
  *n = step->args[arg].set ? step->args[arg].n : 0;
  return step->args[arg].ints;
}

FalkShape
falk_step_get_shape (const FalkStep *step, FalkArg arg)
{
  guint n;
  const gint64 *ints = falk_step_get_ints (step, arg, &n);
  FalkShape shape = { .rank = MIN (n, FALK_RANK_MAX) };

  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = ints[i];
  return shape;
}

void
falk_step_set_int (FalkStep *step, FalkArg arg, gint64 value)
{
  step->args[arg].set = TRUE;
  step->args[arg].i = value;
}

void
falk_step_set_float (FalkStep *step, FalkArg arg, double value)
{
  step->args[arg].set = TRUE;
  step->args[arg].whole = FALSE;
  step->args[arg].d = value;
}

void
falk_step_set_ints (FalkStep *step, FalkArg arg, const gint64 *values, guint n)
{
  gint64 *copy = g_memdup2 (values, n * sizeof values[0]);

  falk_step_unset (step, arg);
  step->args[arg].set = TRUE;
  step->args[arg].n = n;
  step->args[arg].ints = copy;
}

void
falk_step_unset (FalkStep *step, FalkArg arg)
{
  g_free (step->args[arg].ints);
  step->args[arg] = (FalkArgValue){ 0 };
}

static int
find_tensor (const FalkStep *step, const char *name)
{
  for (guint i = 0; i < step->tensors->len; i++)
    {
      const FalkTensor *tensor = step->tensors->pdata[i];

      if (strcmp (tensor->name, name) == 0)
        return (int)i;
    }
  return -1;
}

FalkTensor *
falk_step_get_tensor (const FalkStep *step, const char *name)
{
  int index = find_tensor (step, name);

  return index >= 0 ? step->tensors->pdata[index] : NULL;
}

void
falk_step_set_tensor (FalkStep *step, FalkTensor *tensor)
{
  int index = find_tensor (step, tensor->name);

  if (index >= 0)
    g_ptr_array_remove_index (step->tensors, (guint)index);
  g_ptr_array_add (step->tensors, falk_tensor_ref (tensor));
}

static void
append_ints (GString *text, const FalkArgValue *value, gboolean brackets)
{
  if (brackets)
    g_string_append_c (text, '(');
  for (guint i = 0; i < value->n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? ", " : "",
                            value->ints[i]);
  if (brackets)
    g_string_append (text, value->n == 1 ? ",)" : ")");
}

/* @words: of a WORD. */
static void
append_value (GString *text, FalkArgType type, const char *const *words,
              const FalkArgValue *value, gboolean brackets)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (type)
    {
    case FALK_ARG_TYPE_INT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, value->i);
      break;
    case FALK_ARG_TYPE_BOOL:
      g_string_append (text, value->i ? "True" : "False");
      break;
    case FALK_ARG_TYPE_FLOAT:
      g_string_append (text,
                       g_ascii_formatd (number, sizeof number, "%g", value->d));
      break;
    case FALK_ARG_TYPE_INTS:
      append_ints (text, value, brackets);
      break;
    case FALK_ARG_TYPE_WORD:
      g_string_append_printf (text, "'%s'", words[value->i]);
      break;
    }
}

static gboolean
is_default (const FalkArgSpec *spec, const FalkArgInfo *info,
            const FalkArgValue *value)
{
  if (!value->set)
    return TRUE;
  if (info->type == FALK_ARG_TYPE_FLOAT)
    return value->d == spec->fallback_float;
  return info->type != FALK_ARG_TYPE_INTS && !spec->required && !spec->optional
         && value->i == spec->fallback;
}

static void
append_strays (GString *text, const FalkStep *step, gboolean first)
{
  for (guint i = 0; step->strays && i < step->strays->len; i++)
    {
      const FalkStray *stray = step->strays->pdata[i];
      const char *const *words = stray->meant == FALK_ARG_NONE
                                     ? NULL
                                     : falk_arg_info (stray->meant)->words;

      g_string_append_printf (text, "%s%s=", first && i == 0 ? "" : ", ",
                              stray->name);
      if (stray->value.set)
        append_value (text, stray->type, words, &stray->value, TRUE);
      else
        g_string_append (text, "...");
    }
}

/* Arguments go by position until one at its default is left out; from there
 * on by name. Those of a layer beyond the required ones always go by name. */
char *
falk_step_to_text (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);
  GString *text = g_string_new (NULL);
  gboolean named = FALSE, first = TRUE;

  g_string_printf (text, "%s%s(", rule->module ? "nn." : ".", rule->name);
  for (guint i = 0; i < rule->n_args; i++)
    {
      const FalkArgSpec *spec = &rule->args[i];
      const FalkArgInfo *info = falk_arg_info (spec->arg);
      const FalkArgValue *value = &step->args[spec->arg];

      if (spec->outside)
        continue;
      if (is_default (spec, info, value))
        {
          named = TRUE;
          continue;
        }
      g_string_append (text, first ? "" : ", ");
      first = FALSE;
      if (named || (rule->module && !spec->required))
        g_string_append_printf (text, "%s=", info->name);
      append_value (text, info->type, info->words, value, !rule->variadic);
    }
  append_strays (text, step, first);
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}
