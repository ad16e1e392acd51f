/* SPDX-License-Identifier: MIT */
/* Binds given arguments to those of a row, as Python does. */
#include "falk-given.h"

#include <string.h>

#include "falk-model-error.h"
#include "falk-rule.h"

/* What is bound so far. */
typedef struct
{
  FalkStep *step;
  const FalkRule *rule;
  const GPtrArray *givens;
  FalkTakeMode mode;
  gboolean seen[FALK_RULE_ARGS_MAX];
  GPtrArray *strays; /* FalkGiven of each of the step's strays, borrowed */
} Binding;

/* Constructor arguments that came after the PyTorch whose words are the
 * default, in texts, which may be of a newer one. */
static const struct
{
  FalkOp op;
  const char *name;
} newer[] = { { FALK_OP_LAYER_NORM, "bias" } };

/* Arguments beside the shapes that are beside them with some values only. */
static const struct
{
  const char *name;
  const char *const values[3];
} limited[] = {
  { "dtype", { NULL } },        { "_weight", { NULL } },
  { "weight", { NULL } },       { "reduce", { NULL } },
  { "size_average", { NULL } }, { "reduction", { "mean", "sum" } },
};

static guint
count_positional (const FalkRule *rule)
{
  guint n = 0;

  while (n < rule->n_args && !rule->args[n].outside)
    n++;
  return n;
}

static gboolean
refuse_keyword (const Binding *binding, const char *name, GError **error)
{
  const FalkRule *rule = binding->rule;
  guint n =
      binding->mode == FALK_TAKE_JSON ? rule->n_args : count_positional (rule);
  const char *names[FALK_RULE_ARGS_MAX];
  g_autofree char *quoted = falk_model_quote (name, -1);
  g_autofree char *suggestion = NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      names[i] = falk_arg_info (rule->args[i].arg)->name;
      g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
  suggestion = falk_model_suggest (name, names, n);
  g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_ARGUMENT,
               "%s got an unexpected argument %s (allowed: %s)%s", rule->name,
               quoted, n > 0 ? known->str : "none", suggestion);
  return FALSE;
}

/* Index in the row of the argument called @name, or -1. */
static int
find_keyword (const Binding *binding, const char *name)
{
  const FalkRule *rule = binding->rule;
  guint n =
      binding->mode == FALK_TAKE_JSON ? rule->n_args : count_positional (rule);

  if (binding->mode != FALK_TAKE_JSON && g_str_equal (name, "axis"))
    name = "dim"; /* PyTorch takes NumPy's word as well */
  for (guint i = 0; i < n; i++)
    if (g_str_equal (falk_arg_info (rule->args[i].arg)->name, name))
      return (int)i;
  return -1;
}

/* The arguments from @first on, unpacked: permute (0, 2, 1). TRUE and @all,
 * to be freed, when the row allows it and they are such. */
static gboolean
gather_variadic (const Binding *binding, guint first, FalkGiven *all)
{
  const FalkRule *rule = binding->rule;
  const GPtrArray *givens = binding->givens;
  const FalkGiven *given = givens->pdata[first];

  if (!rule->variadic || given->name != NULL
      || first + 1 != count_positional (rule) || given->kind != FALK_GIVEN_INT)
    return FALSE;
  *all = (FalkGiven){ .kind = FALK_GIVEN_INTS };
  all->ints = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = first; i < givens->len; i++)
    {
      given = g_ptr_array_index (givens, i);
      if (given->kind != FALK_GIVEN_INT || given->name != NULL)
        {
          g_clear_pointer (&all->ints, g_array_unref);
          return FALSE;
        }
      g_array_append_val (all->ints, given->i);
    }
  return TRUE;
}

/* The name of an argument beside the shapes that given @index is, or NULL. */
static const char *
name_beside (const Binding *binding, guint index)
{
  const FalkGiven *given = binding->givens->pdata[index];
  const FalkRule *rule = binding->rule;
  guint first = count_positional (rule);

  if (!rule->beside)
    return NULL;
  if (given->name == NULL)
    return index >= first
                   && index - first < g_strv_length ((char **)rule->beside)
               ? rule->beside[index - first]
               : NULL;
  if (g_strv_contains (rule->beside, given->name))
    return given->name;
  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    if (binding->mode != FALK_TAKE_JSON && newer[i].op == binding->step->op
        && g_str_equal (newer[i].name, given->name))
      return given->name;
  return NULL;
}

/* Whether no shape depends on argument @name with that value, either. */
static gboolean
check_beside (const Binding *binding, const char *name, const FalkGiven *given,
              GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (limited); i++)
    {
      if (!g_str_equal (limited[i].name, name) || given->kind == FALK_GIVEN_NONE
          || (given->kind == FALK_GIVEN_STRING
              && g_strv_contains (limited[i].values, given->text)))
        continue;
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_VALUE,
                   "%s's %s is not known here, unless it is %s",
                   binding->rule->name, name,
                   limited[i].values[0] ? "'mean' or 'sum'" : "None");
      return FALSE;
    }
  return TRUE;
}

/* Whether a JSON step may state @name for some operation besides what its
 * constructor takes: it is then no argument of a constructor. */
static gboolean
is_handed (const char *name)
{
  FalkArg arg = falk_arg_from_name (name);

  for (guint i = 0; arg != FALK_ARG_NONE && i < FALK_OP_COUNT; i++)
    {
      const FalkArgSpec *spec = falk_rule_arg (i, arg);

      if (spec != NULL && (spec->outside || arg == FALK_ARG_LENGTHS))
        return TRUE;
    }
  return FALSE;
}

/* A name that the constructor doesn't take is a fault of the model; all else
 * that isn't in the row can't be read. */
static gboolean
take_unknown (Binding *binding, const FalkGiven *given, GError **error)
{
  const FalkRule *rule = binding->rule;
  guint n = count_positional (rule);

  if (given->name == NULL)
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_ARGUMENT,
                   "%s takes at most %u argument%s by position, but more are "
                   "given",
                   rule->name, n, n == 1 ? "" : "s");
      return FALSE;
    }
  if (!rule->module || binding->mode == FALK_TAKE_PRINTED
      || (binding->mode == FALK_TAKE_JSON && is_handed (given->name))
      || !falk_model_check_name (given->name, NULL))
    return refuse_keyword (binding, given->name, error);
  falk_step_add_stray (binding->step, given->name);
  g_ptr_array_add (binding->strays, (gpointer)given);
  return TRUE;
}

/* The argument of the row that a stray called @name means, or NULL: a name
 * that is near to its own, and that no value is given for. */
static const FalkArgSpec *
find_meant (const Binding *binding, const char *name)
{
  const char *names[FALK_RULE_ARGS_MAX];
  const char *nearest;
  guint n = count_positional (binding->rule);

  for (guint i = 0; i < n; i++)
    names[i] = falk_arg_info (binding->rule->args[i].arg)->name;
  nearest = falk_model_nearest (name, names, n);
  for (guint i = 0; nearest && i < n; i++)
    if (names[i] == nearest && !binding->seen[i]
        && !binding->rule->args[i].optional)
      return &binding->rule->args[i];
  return NULL;
}

/* The value of a stray that means nothing known, as far as it can be kept. */
static void
keep_value (FalkStray *stray, const FalkGiven *given)
{
  FalkArgValue *value = &stray->value;

  value->set = given->kind == FALK_GIVEN_BOOL || given->kind == FALK_GIVEN_INT
               || given->kind == FALK_GIVEN_FLOAT
               || given->kind == FALK_GIVEN_INTS;
  value->i = given->i;
  value->d = given->d;
  stray->type = given->kind == FALK_GIVEN_BOOL    ? FALK_ARG_TYPE_BOOL
                : given->kind == FALK_GIVEN_FLOAT ? FALK_ARG_TYPE_FLOAT
                : given->kind == FALK_GIVEN_INTS  ? FALK_ARG_TYPE_INTS
                                                  : FALK_ARG_TYPE_INT;
  if (given->kind != FALK_GIVEN_INTS)
    return;
  value->n = given->ints->len;
  value->ints = g_memdup2 (given->ints->data, value->n * sizeof (gint64));
}

static void
finish_strays (Binding *binding)
{
  for (guint i = 0; i < binding->strays->len; i++)
    {
      const FalkGiven *given = binding->strays->pdata[i];
      FalkStray *stray = binding->step->strays->pdata[i];
      const FalkArgSpec *spec = find_meant (binding, given->name);
      g_autoptr (FalkStep) apart = falk_step_new (binding->step->op, "");

      if (spec && falk_step_take_given (apart, spec, given, binding->mode, NULL)
          && falk_step_has (apart, spec->arg))
        {
          stray->meant = spec->arg;
          stray->type = falk_arg_info (spec->arg)->type;
          stray->value = apart->args[spec->arg];
          apart->args[spec->arg].ints = NULL;
        }
      else
        keep_value (stray, given);
    }
}

/* Of a function, or a method: a constructor that lacks one is a fault. */
static gboolean
check_required (const Binding *binding, GError **error)
{
  const FalkRule *rule = binding->rule;

  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].required && !binding->seen[i]
        && (!rule->module || binding->mode == FALK_TAKE_PRINTED))
      {
        g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_ARGUMENT,
                     "%s is missing its required argument '%s'", rule->name,
                     falk_arg_info (rule->args[i].arg)->name);
        return FALSE;
      }
  return TRUE;
}

/* Binds given @index; @last: and all behind it. */
static gboolean
bind (Binding *binding, guint index, gboolean *last, GError **error)
{
  const FalkGiven *given = binding->givens->pdata[index];
  const FalkRule *rule = binding->rule;
  const char *beside = name_beside (binding, index);
  FalkGiven all;
  gboolean ok;
  int at;

  if (beside)
    return check_beside (binding, beside, given, error);
  if (given->name == NULL)
    at = index < count_positional (rule) ? (int)index : -1;
  else
    at = find_keyword (binding, given->name);
  if (at < 0)
    return take_unknown (binding, given, error);
  if (binding->seen[at])
    {
      g_set_error (error, FALK_MODEL_ERROR, FALK_MODEL_ERROR_ARGUMENT,
                   "%s got multiple values for argument '%s'", rule->name,
                   falk_arg_info (rule->args[at].arg)->name);
      return FALSE;
    }
  binding->seen[at] = TRUE;
  *last = gather_variadic (binding, index, &all);
  ok = falk_step_take_given (binding->step, &rule->args[at],
                             *last ? &all : given, binding->mode, error);
  if (*last)
    g_array_unref (all.ints);
  return ok;
}

gboolean
falk_step_take_givens (FalkStep *step, const GPtrArray *givens,
                       FalkTakeMode mode, int *culprit, GError **error)
{
  g_autoptr (GPtrArray) strays = g_ptr_array_new ();
  Binding binding = { .step = step,
                      .rule = falk_rule (step->op),
                      .givens = givens,
                      .mode = mode,
                      .strays = strays };
  gboolean last = FALSE;

  for (guint i = 0; i < givens->len && !last; i++)
    {
      *culprit = (int)i;
      if (!bind (&binding, i, &last, error))
        return FALSE;
    }
  finish_strays (&binding);
  *culprit = -1;
  return check_required (&binding, error);
}
