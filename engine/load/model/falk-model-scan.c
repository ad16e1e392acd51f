/* SPDX-License-Identifier: MIT */
#include "falk-model-scan.h"

#include <string.h>

#include "falk-given.h"
#include "falk-model-error.h"
#include "falk-rule.h"
#include "falk-scan.h"

#define STEPS_MAX 64 /* the names of more are better found by a table */

/* The integers of a list; NULL where it is empty. */
static const gint64 *
list_of (const FalkScan *s, const FalkScanValue *value)
{
  return value->n ? (const gint64 *)s->ints->data + value->first : NULL;
}

static gboolean
set_ints (const FalkScan *s, FalkStep *step, FalkArg arg,
          const FalkScanValue *value)
{
  return falk_step_take_ints (step, arg, list_of (s, value), value->n, NULL);
}

static gboolean
set_word (FalkStep *step, FalkArg arg, const FalkScanValue *value)
{
  const FalkArgInfo *info = falk_arg_info (arg);

  for (guint i = 0; info->words[i] != NULL; i++)
    if (falk_scan_is (value, info->words[i]))
      {
        falk_step_set_int (step, arg, i);
        return TRUE;
      }
  return FALSE;
}

static gboolean
set_argument (const FalkScan *s, FalkStep *step, FalkArg arg,
              const FalkScanValue *value)
{
  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_INT:
    case FALK_ARG_TYPE_BOOL:
      if (value->kind
          != (falk_arg_info (arg)->type == FALK_ARG_TYPE_INT ? FALK_SCAN_INT
                                                             : FALK_SCAN_BOOL))
        return FALSE;
      falk_step_set_int (step, arg, value->i);
      return TRUE;
    case FALK_ARG_TYPE_FLOAT:
      if (value->kind != FALK_SCAN_INT && value->kind != FALK_SCAN_REAL)
        return FALSE;
      falk_step_set_float (step, arg,
                           value->kind == FALK_SCAN_INT ? (double)value->i
                                                        : value->d);
      step->args[arg].whole = value->kind == FALK_SCAN_INT;
      return TRUE;
    case FALK_ARG_TYPE_INTS:
      return value->kind == FALK_SCAN_INTS && set_ints (s, step, arg, value);
    case FALK_ARG_TYPE_WORD:
      return value->kind == FALK_SCAN_STRING && set_word (step, arg, value);
    }
  return FALSE;
}

static const FalkArgSpec *
find_spec (const FalkRule *rule, const FalkScanValue *key)
{
  for (guint i = 0; i < rule->n_args; i++)
    if (falk_scan_is (key, falk_arg_info (rule->args[i].arg)->name))
      return &rule->args[i];
  return NULL;
}

static gboolean
set_arguments (const FalkScan *s, FalkStep *step, const FalkScanMember *members,
               guint n)
{
  const FalkRule *rule = falk_rule (step->op);

  for (guint i = 0; i < n; i++)
    {
      const FalkArgSpec *spec;

      if (falk_scan_is (&members[i].key, "op")
          || falk_scan_is (&members[i].key, "name"))
        continue;
      spec = find_spec (rule, &members[i].key);
      if (!spec || !set_argument (s, step, spec->arg, &members[i].value))
        return FALSE;
    }
  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].required && !step->args[rule->args[i].arg].set)
      return FALSE;
  return TRUE;
}

/* A copy that ends with 0, where it is short. */
static gboolean
copy_text (const FalkScanValue *value, char *copy, gsize size)
{
  if (!value || value->kind != FALK_SCAN_STRING || value->length >= size)
    return FALSE;
  memcpy (copy, value->text, value->length);
  copy[value->length] = '\0';
  return TRUE;
}

static gboolean
scan_step (FalkScan *s, FalkModel *model)
{
  FalkScanMember members[FALK_SCAN_MEMBERS_MAX];
  char op_name[64], name[256];
  FalkStep *step;
  FalkOp op;
  guint n;

  if (!falk_scan_members (s, members, &n)
      || !copy_text (falk_scan_find (members, n, "op"), op_name, sizeof op_name)
      || !falk_op_from_name (op_name, &op)
      || !copy_text (falk_scan_find (members, n, "name"), name, sizeof name)
      || !falk_model_check_name (name, NULL)
      || falk_model_find (model, name) >= 0 || model->steps->len == STEPS_MAX)
    return FALSE;
  step = falk_step_new (op, name);
  g_ptr_array_add (model->steps, step);
  return set_arguments (s, step, members, n);
}

static gboolean
scan_steps (FalkScan *s, FalkModel *model)
{
  if (!falk_scan_take (s, '['))
    return FALSE;
  do
    if (!scan_step (s, model))
      return FALSE;
  while (falk_scan_take (s, ','));
  return falk_scan_take (s, ']');
}

static gboolean
scan_input (FalkScan *s, FalkTensor **input)
{
  FalkScanMember members[FALK_SCAN_MEMBERS_MAX];
  const FalkScanValue *shape, *type;
  FalkDtype dtype = FALK_DTYPE_FLOAT32;
  FalkShape sizes;
  char name[64];
  guint n;

  if (!falk_scan_members (s, members, &n))
    return FALSE;
  shape = falk_scan_find (members, n, "shape");
  type = falk_scan_find (members, n, "dtype");
  if (!shape || shape->kind != FALK_SCAN_INTS || n != (type ? 2 : 1)
      || (type
          && (!copy_text (type, name, sizeof name)
              || !falk_dtype_from_name (name, &dtype)))
      || !falk_shape_from_ints (list_of (s, shape), shape->n, "", &sizes, NULL))
    return FALSE;
  *input = falk_tensor_new ("x", NULL, dtype, &sizes, NULL);
  return TRUE;
}

/* The case's id, which a text also names the model by. */
static gboolean
scan_id (FalkScan *s, FalkModel *model, FalkScanValue *value)
{
  const char *start = s->p;
  char name[256];

  if (!falk_scan_value (s, 0, FALSE, value))
    return FALSE;
  if (value->kind == FALK_SCAN_STRING)
    {
      if (!copy_text (value, name, sizeof name)
          || !falk_model_check_name (name, NULL))
        return FALSE;
      g_free (model->name);
      model->name = g_strdup (name);
    }
  else if (value->kind != FALK_SCAN_INT || (*start == '-' && value->i == 0))
    return FALSE;
  value->text = start;
  value->length = (gsize)(s->p - start);
  return TRUE;
}

/* What is no version is left to who says so. */
static gboolean
scan_torch (FalkScan *s, FalkModel *model, FalkScanValue *value)
{
  char version[32];

  return falk_scan_value (s, 0, TRUE, value)
         && copy_text (value, version, sizeof version)
         && falk_torch_parse (version, &model->torch);
}

/* One member of the case; what only states a verdict is passed over. */
static gboolean
scan_case_member (FalkScan *s, FalkModel *model, FalkTensor **input,
                  FalkScanMember *member)
{
  if (falk_scan_is (&member->key, "model"))
    return scan_steps (s, model);
  if (falk_scan_is (&member->key, "input"))
    return scan_input (s, input);
  if (falk_scan_is (&member->key, "h0") || falk_scan_is (&member->key, "name")
      || falk_scan_is (&member->key, "notes"))
    return FALSE;
  if (falk_scan_is (&member->key, "id"))
    return scan_id (s, model, &member->value);
  if (falk_scan_is (&member->key, "torch"))
    return scan_torch (s, model, &member->value);
  return falk_scan_value (s, 0, TRUE, &member->value);
}

static gboolean
scan_case (FalkScan *s, FalkModel *model, FalkTensor **input, const char **id,
           gsize *id_length)
{
  FalkScanMember members[FALK_SCAN_MEMBERS_MAX];
  const FalkScanValue *value;
  guint n = 0;

  if (!falk_scan_take (s, '{'))
    return FALSE;
  do
    {
      if (!falk_scan_key (s, members, n)
          || !scan_case_member (s, model, input, &members[n]))
        return FALSE;
      n++;
    }
  while (falk_scan_take (s, ','));
  if (!falk_scan_take (s, '}') || !falk_scan_find (members, n, "model")
      || !*input)
    return FALSE;
  value = falk_scan_find (members, n, "id");
  *id = value ? value->text : NULL;
  *id_length = value ? value->length : 0;
  falk_scan_space (s);
  return s->p == s->end;
}

FalkModel *
falk_model_scan (const char *line, gsize length, FalkTensor **input,
                 const char **id, gsize *id_length)
{
  g_autoptr (GArray) ints = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (FalkModel) model = falk_model_new ("model");
  FalkScan scan = { line, line + length, ints };

  *input = NULL;
  if (scan_case (&scan, model, input, id, id_length))
    return g_steal_pointer (&model);
  g_clear_pointer (input, falk_tensor_unref);
  return NULL;
}
