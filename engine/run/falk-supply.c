/* SPDX-License-Identifier: MIT */
#include "falk-supply.h"

#include <math.h>
#include <stdint.h>

#include "falk-draw.h"

static void G_GNUC_PRINTF (2, 3)
    note (const FalkSupply *supply, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (supply->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
falk_supply_can_read (FalkDtype dtype)
{
  const FalkDtypeInfo *info = falk_dtype_info (dtype);

  /* 8-bit floats have no reader; complex numbers no float32. */
  if (info->floating)
    return info->bits >= 16;
  return dtype != FALK_DTYPE_COMPLEX32 && dtype != FALK_DTYPE_COMPLEX64
         && dtype != FALK_DTYPE_COMPLEX128;
}

/* NULL when there is no memory. */
static float *
new_floats (gint64 count)
{
  return g_try_malloc_n ((gsize)MAX (count, 1), sizeof (float));
}

static GBytes *
take_floats (float *values, gint64 count)
{
  return g_bytes_new_take (values, (gsize)count * sizeof (float));
}

/* The bytes of @tensor, converted only where they must be; NULL when there
 * is no memory. @tensor has data and its shape's count is known. */
static GBytes *
own_values (const FalkTensor *tensor, gint64 count)
{
  const void *data = g_bytes_get_data (tensor->data, NULL);
  float *values;

  /* Tensors in the middle of a file may lie at odd addresses. */
  if (tensor->dtype == FALK_DTYPE_FLOAT32
      && (uintptr_t)data % _Alignof(float) == 0)
    return g_bytes_ref (tensor->data);
  values = new_floats (count);
  if (!values)
    return NULL;
  falk_tensor_to_float (tensor, values);
  return take_floats (values, count);
}

GBytes *
falk_supply_values (const FalkSupply *supply, const FalkTensor *tensor)
{
  gint64 count;
  float *values;

  if (!falk_shape_count (&tensor->shape, &count))
    return NULL;
  if (tensor->data)
    {
      if (tensor->dtype != FALK_DTYPE_FLOAT32)
        note (supply, "%s is %s: the engine computes with float32.",
              tensor->name, falk_dtype_info (tensor->dtype)->name);
      return own_values (tensor, count);
    }
  values = new_floats (count);
  if (!values)
    return NULL;
  falk_draw_normal (supply->seed, NULL, "input", values, (gsize)count);
  note (supply,
        "The values of %s were drawn from seed %" G_GUINT64_FORMAT
        " (standard normal): only its shape is known.",
        tensor->name, supply->seed);
  return take_floats (values, count);
}

/* The tensor of @step that can serve as @parameter, or NULL. Where there is
 * one that can't, says so. */
static FalkTensor *
fitting_tensor (const FalkSupply *supply, const FalkStep *step,
                const FalkParameter *parameter)
{
  FalkTensor *tensor = falk_step_get_tensor (step, parameter->name);
  FalkShape wanted = falk_value_shape (&parameter->value);
  g_autofree char *wanted_text = NULL;
  g_autofree char *found_text = NULL;

  if (!tensor || !tensor->data)
    return NULL;
  wanted_text = falk_shape_to_text (&wanted, FALK_SHAPE_LIST);
  found_text = falk_shape_to_text (&tensor->shape, FALK_SHAPE_LIST);
  if (!falk_shape_equal (&tensor->shape, &wanted))
    {
      if (supply)
        note (supply,
              "%s of %s was drawn from seed %" G_GUINT64_FORMAT
              ": the shape %s isn't the file's %s.",
              parameter->name, step->name, supply->seed, wanted_text,
              found_text);
      return NULL;
    }
  if (!falk_supply_can_read (tensor->dtype))
    {
      if (supply)
        note (supply,
              "%s of %s was drawn from seed %" G_GUINT64_FORMAT
              ": %s can't be computed with.",
              parameter->name, step->name, supply->seed,
              falk_dtype_info (tensor->dtype)->name);
      return NULL;
    }
  return tensor;
}

/* One parameter, drawn; NULL when there is no memory. */
static GBytes *
draw_parameter (const FalkSupply *supply, const FalkStep *step,
                const FalkParameter *parameter, gint64 fan)
{
  gint64 count = falk_value_count (&parameter->value);
  float *values = new_floats (count);

  if (!values)
    return NULL;
  falk_draw_uniform (supply->seed, step->name, parameter->name,
                     fan > 0 ? 1 / sqrt ((double)fan) : 0, values,
                     (gsize)count);
  return take_floats (values, count);
}

/* Says which parameters, @missing of @n, had no tensor at all. */
static void
note_missing (const FalkSupply *supply, const FalkStep *step, guint missing,
              guint n, const char *names)
{
  if (missing == 0)
    return;
  if (missing == n)
    note (supply,
          "The weights of %s were drawn from seed %" G_GUINT64_FORMAT
          ": the model holds none.",
          step->name, supply->seed);
  else
    note (supply,
          "Parameters of %s that the model doesn't hold were drawn from seed "
          "%" G_GUINT64_FORMAT ":%s.",
          step->name, supply->seed, names);
}

GPtrArray *
falk_supply_parameters (const FalkSupply *supply, const FalkStep *step,
                        gint64 fan)
{
  guint n = falk_step_n_parameters (step), missing = 0;
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      FalkTensor *held, *tensor;
      GBytes *values;

      falk_step_parameter (step, i, &parameter);
      held = falk_step_get_tensor (step, parameter.name);
      tensor = fitting_tensor (supply, step, &parameter);
      values = tensor ? own_values (tensor, falk_value_count (&parameter.value))
                      : draw_parameter (supply, step, &parameter, fan);
      if (!values)
        return NULL;
      g_ptr_array_add (all, values);
      if (!held || !held->data)
        {
          missing++;
          g_string_append_printf (names, " %s", parameter.name);
        }
    }
  note_missing (supply, step, missing, n, names->str);
  return g_steal_pointer (&all);
}

gboolean
falk_supply_state (const FalkSupply *supply, const FalkStep *step, gint64 count,
                   GBytes **state)
{
  FalkTensor *tensor = falk_step_get_tensor (step, "h0");
  gint64 held;
  float *values;

  *state = NULL;
  if (tensor && tensor->data && falk_shape_count (&tensor->shape, &held)
      && held == count && falk_supply_can_read (tensor->dtype))
    {
      *state = own_values (tensor, count);
      return *state != NULL;
    }
  if (!tensor && !falk_step_has (step, FALK_ARG_H0))
    return TRUE;
  values = new_floats (count);
  if (!values)
    return FALSE;
  falk_draw_normal (supply->seed, step->name, "h0", values, (gsize)count);
  note (supply,
        "The values of %s's h0 were drawn from seed %" G_GUINT64_FORMAT
        " (standard normal): only its shape is known.",
        step->name, supply->seed);
  *state = take_floats (values, count);
  return TRUE;
}

gboolean
falk_supply_cost (const FalkStep *step, gint64 *bytes)
{
  guint n = falk_step_n_parameters (step);
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      FalkTensor *tensor;
      FalkShape shape;
      gint64 count;

      falk_step_parameter (step, i, &parameter);
      shape = falk_value_shape (&parameter.value);
      if (!falk_shape_count (&shape, &count)
          || !falk_size_mul (count, sizeof (float), &count))
        return FALSE;
      tensor = fitting_tensor (NULL, step, &parameter);
      if (tensor && tensor->dtype == FALK_DTYPE_FLOAT32)
        continue;
      if (!falk_size_add (sum, count, &sum))
        return FALSE;
    }
  *bytes = sum;
  return TRUE;
}
