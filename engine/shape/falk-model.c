/* SPDX-License-Identifier: MIT */
#include "falk-model.h"

#include <string.h>

FalkModel *
falk_model_new (const char *name)
{
  FalkModel *model = g_new0 (FalkModel, 1);

  model->name = g_strdup (name ? name : "model");
  model->steps =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_step_free);
  model->notes = g_ptr_array_new_with_free_func (g_free);
  model->torch = FALK_TORCH_DEFAULT;
  return model;
}

FalkModel *
falk_model_copy (const FalkModel *model)
{
  FalkModel *copy = falk_model_new (model->name);

  copy->torch = model->torch;
  for (guint i = 0; i < model->steps->len; i++)
    g_ptr_array_add (copy->steps, falk_step_copy (model->steps->pdata[i]));
  for (guint i = 0; i < model->notes->len; i++)
    g_ptr_array_add (copy->notes, g_strdup (model->notes->pdata[i]));
  return copy;
}

void
falk_model_free (FalkModel *model)
{
  if (!model)
    return;
  g_ptr_array_unref (model->steps);
  g_ptr_array_unref (model->notes);
  g_free (model->name);
  g_free (model);
}

FalkStep *
falk_model_step (const FalkModel *model, guint index)
{
  g_return_val_if_fail (index < model->steps->len, NULL);
  return model->steps->pdata[index];
}

int
falk_model_find (const FalkModel *model, const char *name)
{
  for (guint i = 0; i < model->steps->len; i++)
    if (strcmp (falk_model_step (model, i)->name, name) == 0)
      return (int)i;
  return -1;
}

void
falk_model_insert (FalkModel *model, guint index, FalkStep *step)
{
  g_autofree char *wanted = g_strdup (step->name);

  for (guint n = 2; falk_model_find (model, step->name) >= 0; n++)
    {
      g_free (step->name);
      step->name = g_strdup_printf ("%s_%u", wanted, n);
    }
  g_ptr_array_insert (model->steps, (int)MIN (index, model->steps->len), step);
}

void
falk_model_remove (FalkModel *model, guint index)
{
  g_return_if_fail (index < model->steps->len);
  g_ptr_array_remove_index (model->steps, index);
}

void
falk_model_note (FalkModel *model, const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_ptr_array_add (model->notes, g_strdup_vprintf (format, list));
  va_end (list);
}
