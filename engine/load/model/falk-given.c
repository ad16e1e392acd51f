/* SPDX-License-Identifier: MIT */
#include "falk-given.h"

#include "falk-model-error.h"

/* Sequences of a packed batch. */
#define LENGTHS_MAX 65536u

static void
given_free (gpointer data)
{
  FalkGiven *given = data;

  g_free (given->name);
  g_free (given->text);
  g_clear_pointer (&given->ints, g_array_unref);
  g_free (given);
}

GPtrArray *
falk_givens_new (void)
{
  return g_ptr_array_new_with_free_func (given_free);
}

FalkGiven *
falk_givens_add (GPtrArray *givens, const char *name, FalkGivenKind kind)
{
  FalkGiven *given = g_new0 (FalkGiven, 1);

  given->kind = kind;
  given->name = g_strdup (name);
  g_ptr_array_add (givens, given);
  return given;
}

gboolean
falk_shape_from_ints (const gint64 *ints, guint n, const char *what,
                      FalkShape *shape, GError **error)
{
  gint64 count;

  if (n > FALK_RANK_MAX)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
                   "%s has %u axes; at most %d are allowed", what, n,
                   FALK_RANK_MAX);
      return FALSE;
    }
  shape->rank = n;
  for (guint i = 0; i < n; i++)
    {
      shape->dims[i] = ints[i];
      if (ints[i] >= 0)
        continue;
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
                   "%s has the size %" G_GINT64_FORMAT
                   " on axis %u; a size is 0 or more",
                   what, ints[i], i);
      return FALSE;
    }
  if (falk_shape_count (shape, &count))
    return TRUE;
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
               "%s has more elements than 2^63 - 1", what);
  return FALSE;
}

/* The words an argument may be, "'output' or 'h_n'". */
static char *
list_words (const FalkArgInfo *info)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; info->words[i] != NULL; i++)
    g_string_append_printf (out, "%s'%s'", i == 0 ? "" : " or ",
                            info->words[i]);
  return g_string_free (out, FALSE);
}

static char *
describe_wanted (const FalkArgInfo *info)
{
  static const char *const wanted[] = {
    [FALK_ARG_TYPE_INT] = "an integer",
    [FALK_ARG_TYPE_BOOL] = "True or False",
    [FALK_ARG_TYPE_FLOAT] = "a number",
    [FALK_ARG_TYPE_INTS] = "a list of integers",
  };

  return info->type == FALK_ARG_TYPE_WORD ? list_words (info)
                                          : g_strdup (wanted[info->type]);
}

static char *
describe_found (const FalkGiven *given)
{
  static const char *const nouns[] = {
    [FALK_GIVEN_NONE] = "None",
    [FALK_GIVEN_INTS] = "a list",
  };
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (given->kind)
    {
    case FALK_GIVEN_BOOL:
      return g_strdup (given->i ? "True" : "False");
    case FALK_GIVEN_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, given->i);
    case FALK_GIVEN_FLOAT:
      return g_strdup (g_ascii_dtostr (number, sizeof number, given->d));
    case FALK_GIVEN_STRING:
      {
        g_autofree char *quoted = falk_model_quote (given->text, -1);
        return g_strdup_printf ("the text %s", quoted);
      }
    case FALK_GIVEN_NONE:
    case FALK_GIVEN_INTS:
      return g_strdup (nouns[given->kind]);
    case FALK_GIVEN_OTHER:
    case FALK_GIVEN_EXPRESSION:
      return g_strdup (given->text);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
refuse_value (const FalkStep *step, FalkArg arg, const FalkGiven *given,
              GError **error)
{
  const FalkArgInfo *info = falk_arg_info (arg);
  g_autofree char *wanted = describe_wanted (info);
  g_autofree char *found = describe_found (given);

  if (given->kind == FALK_GIVEN_EXPRESSION)
    g_set_error_literal (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
                         given->text);
  else
    g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
                 "%s's %s must be %s, not %s", falk_rule (step->op)->name,
                 info->name, wanted, found);
  return FALSE;
}

gboolean
falk_step_take_ints (FalkStep *step, FalkArg arg, const gint64 *ints, guint n,
                     GError **error)
{
  gboolean is_shape = arg == FALK_ARG_H0 || arg == FALK_ARG_C0
                      || arg == FALK_ARG_OTHER || arg == FALK_ARG_TARGET;
  guint limit = arg == FALK_ARG_LENGTHS ? LENGTHS_MAX : FALK_RANK_MAX;
  FalkShape shape;

  if (is_shape
      && !falk_shape_from_ints (ints, n, falk_arg_info (arg)->name, &shape,
                                error))
    return FALSE;
  if (n > limit)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
                   "%s's %s has %u numbers; at most %u are allowed",
                   falk_rule (step->op)->name, falk_arg_info (arg)->name, n,
                   limit);
      return FALSE;
    }
  falk_step_set_ints (step, arg, ints, n);
  return TRUE;
}

static gboolean
set_word (FalkStep *step, FalkArg arg, const FalkGiven *given, GError **error)
{
  const FalkArgInfo *info = falk_arg_info (arg);

  for (guint i = 0; info->words[i] != NULL; i++)
    if (g_strcmp0 (info->words[i], given->text) == 0)
      {
        falk_step_set_int (step, arg, i);
        return TRUE;
      }
  return refuse_value (step, arg, given, error);
}

gboolean
falk_step_take_given (FalkStep *step, const FalkArgSpec *spec,
                      const FalkGiven *given, FalkTakeMode mode, GError **error)
{
  FalkArgType type = falk_arg_info (spec->arg)->type;
  FalkGivenKind kind = given->kind;
  gboolean truth = kind == FALK_GIVEN_BOOL
                   || (kind == FALK_GIVEN_INT && mode != FALK_TAKE_JSON
                       && (given->i == 0 || given->i == 1));

  if (kind == FALK_GIVEN_NONE && !spec->required && type != FALK_ARG_TYPE_BOOL)
    return TRUE;
  if (type == FALK_ARG_TYPE_BOOL && truth)
    falk_step_set_int (step, spec->arg, given->i);
  else if (type == FALK_ARG_TYPE_INT && kind == FALK_GIVEN_INT)
    falk_step_set_int (step, spec->arg, given->i);
  else if (type == FALK_ARG_TYPE_INT && mode != FALK_TAKE_JSON
           && kind == FALK_GIVEN_INTS && given->ints->len == 1)
    /* print (model) has Conv1d's sizes as tuples of one. */
    falk_step_set_int (step, spec->arg, g_array_index (given->ints, gint64, 0));
  else if (type == FALK_ARG_TYPE_FLOAT && kind == FALK_GIVEN_INT)
    {
      falk_step_set_float (step, spec->arg, (double)given->i);
      step->args[spec->arg].whole = TRUE;
    }
  else if (type == FALK_ARG_TYPE_FLOAT && kind == FALK_GIVEN_FLOAT)
    falk_step_set_float (step, spec->arg, given->d);
  else if (type == FALK_ARG_TYPE_INTS && kind == FALK_GIVEN_INT
           && mode != FALK_TAKE_JSON)
    return falk_step_take_ints (step, spec->arg, &given->i, 1, error);
  else if (type == FALK_ARG_TYPE_INTS && kind == FALK_GIVEN_INTS)
    return falk_step_take_ints (step, spec->arg,
                                (const gint64 *)given->ints->data,
                                given->ints->len, error);
  else if (type == FALK_ARG_TYPE_WORD && kind == FALK_GIVEN_STRING)
    return set_word (step, spec->arg, given, error);
  else
    return refuse_value (step, spec->arg, given, error);
  return TRUE;
}
