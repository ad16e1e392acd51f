/* SPDX-License-Identifier: MIT */
#include "falk-edit.h"

#include <string.h>

#include "falk-rule.h"

static FalkEdit *
edit_new (FalkEditKind kind, guint step, FalkArg arg)
{
  FalkEdit *edit = g_new0 (FalkEdit, 1);

  edit->kind = kind;
  edit->step = step;
  edit->arg = arg;
  return edit;
}

FalkEdit *
falk_edit_set_int (guint step, FalkArg arg, gint64 value)
{
  FalkEdit *edit = edit_new (FALK_EDIT_SET_INT, step, arg);

  edit->value = value;
  return edit;
}

FalkEdit *
falk_edit_set_ints (guint step, FalkArg arg, const FalkShape *ints)
{
  FalkEdit *edit = edit_new (FALK_EDIT_SET_INTS, step, arg);

  edit->ints = *ints;
  return edit;
}

FalkEdit *
falk_edit_set_float (guint step, FalkArg arg, double number)
{
  FalkEdit *edit = edit_new (FALK_EDIT_SET_FLOAT, step, arg);

  edit->number = number;
  return edit;
}

FalkEdit *
falk_edit_unset (guint step, FalkArg arg)
{
  return edit_new (FALK_EDIT_UNSET, step, arg);
}

FalkEdit *
falk_edit_settle_strays (guint step)
{
  return edit_new (FALK_EDIT_SETTLE_STRAYS, step, FALK_ARG_NONE);
}

FalkEdit *
falk_edit_insert (guint step, FalkStep *insert)
{
  FalkEdit *edit = edit_new (FALK_EDIT_INSERT, step, FALK_ARG_NONE);

  edit->insert = insert;
  return edit;
}

FalkEdit *
falk_edit_remove (guint step)
{
  return edit_new (FALK_EDIT_REMOVE, step, FALK_ARG_NONE);
}

FalkEdit *
falk_edit_cast_input (FalkDtype dtype)
{
  FalkEdit *edit = edit_new (FALK_EDIT_CAST_INPUT, 0, FALK_ARG_NONE);

  edit->value = dtype;
  return edit;
}

void
falk_edit_free (FalkEdit *edit)
{
  if (!edit)
    return;
  g_clear_pointer (&edit->insert, falk_step_free);
  g_free (edit);
}

FalkEdit *
falk_edit_copy (const FalkEdit *edit)
{
  FalkEdit *copy = g_new (FalkEdit, 1);

  *copy = *edit;
  if (edit->insert)
    copy->insert = falk_step_copy (edit->insert);
  return copy;
}

GPtrArray *
falk_edits_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)falk_edit_free);
}

static gboolean
is_state (const FalkStep *step, const FalkTensor *tensor)
{
  guint n;
  const gint64 *ints = falk_step_get_ints (step, FALK_ARG_H0, &n);

  return g_str_equal (tensor->name, "h0") && ints != NULL
         && n == tensor->shape.rank
         && memcmp (ints, tensor->shape.dims, n * sizeof *ints) == 0;
}

static gboolean
is_parameter (const FalkStep *step, const FalkTensor *tensor)
{
  guint n = falk_step_has_parameters (step) ? falk_step_n_parameters (step) : 0;

  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      FalkShape shape;

      falk_step_parameter (step, i, &parameter);
      shape = falk_value_shape (&parameter.value);
      if (g_str_equal (parameter.name, tensor->name))
        return falk_shape_equal (&shape, &tensor->shape);
    }
  return FALSE;
}

static void
drop_unfit (FalkStep *step)
{
  for (guint i = step->tensors->len; i > 0; i--)
    {
      const FalkTensor *tensor = g_ptr_array_index (step->tensors, i - 1);

      if (!is_state (step, tensor) && !is_parameter (step, tensor))
        g_ptr_array_remove_index (step->tensors, i - 1);
    }
}

/* Of two that mean the same, the first is settled. */
static void
settle_strays (FalkStep *step)
{
  for (guint i = 0; step->strays && i < step->strays->len; i++)
    {
      FalkStray *stray = step->strays->pdata[i];

      if (stray->meant == FALK_ARG_NONE || step->args[stray->meant].set)
        continue;
      step->args[stray->meant] = stray->value;
      stray->value.ints = NULL;
    }
  falk_step_drop_strays (step);
}

static void
apply_to_step (FalkStep *step, const FalkEdit *edit)
{
  switch (edit->kind)
    {
    case FALK_EDIT_SET_INT:
      falk_step_set_int (step, edit->arg, edit->value);
      break;
    case FALK_EDIT_SET_INTS:
      falk_step_set_ints (step, edit->arg, edit->ints.dims, edit->ints.rank);
      break;
    case FALK_EDIT_SET_FLOAT:
      falk_step_set_float (step, edit->arg, edit->number);
      break;
    case FALK_EDIT_UNSET:
      falk_step_unset (step, edit->arg);
      break;
    case FALK_EDIT_SETTLE_STRAYS:
      settle_strays (step);
      break;
    case FALK_EDIT_INSERT:
    case FALK_EDIT_REMOVE:
    case FALK_EDIT_CAST_INPUT:
    case FALK_EDIT_KINDS:
      break;
    }
  drop_unfit (step);
}

static gboolean
apply_one (FalkModel *model, const FalkEdit *edit)
{
  if (edit->kind == FALK_EDIT_CAST_INPUT)
    return TRUE;
  if (edit->kind == FALK_EDIT_INSERT)
    {
      if (edit->step > model->steps->len)
        return FALSE;
      falk_model_insert (model, edit->step, falk_step_copy (edit->insert));
      return TRUE;
    }
  if (edit->step >= model->steps->len)
    return FALSE;
  if (edit->kind == FALK_EDIT_REMOVE)
    falk_model_remove (model, edit->step);
  else
    apply_to_step (falk_model_step (model, edit->step), edit);
  return TRUE;
}

FalkModel *
falk_edits_apply (const FalkModel *model, const GPtrArray *edits)
{
  g_autoptr (FalkModel) copy = falk_model_copy (model);

  for (guint i = 0; i < edits->len; i++)
    if (!apply_one (copy, g_ptr_array_index (edits, i)))
      return NULL;
  return g_steal_pointer (&copy);
}

GPtrArray *
falk_edits_stages (const FalkModel *model, const GPtrArray *edits)
{
  g_autoptr (GPtrArray) stages =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_model_free);

  g_ptr_array_add (stages, falk_model_copy (model));
  for (guint i = 0; i < edits->len; i++)
    {
      FalkModel *next = falk_model_copy (g_ptr_array_index (stages, i));

      g_ptr_array_add (stages, next);
      if (!apply_one (next, g_ptr_array_index (edits, i)))
        return NULL;
    }
  return g_steal_pointer (&stages);
}

/* @input as float32, the one type that a cast is made to. */
static FalkTensor *
cast_to_float (const FalkTensor *input)
{
  g_autoptr (GBytes) data = NULL;
  gint64 count;

  if (input->data && falk_shape_count (&input->shape, &count))
    {
      float *values = g_new (float, (gsize)count);

      falk_tensor_to_float (input, values);
      data = g_bytes_new_take (values, (gsize)count * sizeof *values);
    }
  return falk_tensor_new (input->name, input->file, FALK_DTYPE_FLOAT32,
                          &input->shape, data);
}

/* Fractions are cut off, as PyTorch does. */
static FalkTensor *
cast_to_int64 (const FalkTensor *input)
{
  g_autoptr (GBytes) data = NULL;
  g_autofree gint64 *values = NULL;
  gint64 count;

  if (input->data && falk_shape_count (&input->shape, &count))
    {
      values = g_new (gint64, count);
      for (gint64 i = 0; i < count; i++)
        {
          double value = falk_dtype_get (
              input->dtype, g_bytes_get_data (input->data, NULL), (gsize)i);

          values[i] = value > -9e18 && value < 9e18 ? (gint64)value : 0;
        }
      data = g_bytes_new (values, (gsize)count * sizeof values[0]);
    }
  return falk_tensor_new (input->name, input->file, FALK_DTYPE_INT64,
                          &input->shape, data);
}

FalkTensor *
falk_edits_apply_input (const FalkTensor *input, const GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const FalkEdit *edit = g_ptr_array_index (edits, i);

      if (edit->kind != FALK_EDIT_CAST_INPUT)
        continue;
      if (edit->value == FALK_DTYPE_FLOAT32)
        return cast_to_float (input);
      if (edit->value == FALK_DTYPE_INT64)
        return cast_to_int64 (input);
    }
  return falk_tensor_ref ((FalkTensor *)input);
}

static guint
count_weights (const FalkModel *model)
{
  guint n = 0;

  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);

      n += step->tensors->len - (falk_step_get_tensor (step, "h0") != NULL);
    }
  return n;
}

gboolean
falk_edits_drop (const FalkModel *model, const GPtrArray *edits)
{
  g_autoptr (FalkModel) edited = falk_edits_apply (model, edits);

  return edited != NULL && count_weights (edited) < count_weights (model);
}
