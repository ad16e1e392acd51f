/* SPDX-License-Identifier: MIT */
#include "falk-supply.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

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

/* Values for a bare shape. */
static void
draw_input (const FalkSupply *supply, const FalkTensor *tensor, float *values,
            gsize count)
{
  gint64 whole = tensor->dtype == FALK_DTYPE_BOOL ? 2 : supply->whole;

  if (falk_dtype_info (tensor->dtype)->floating)
    {
      falk_draw_normal (supply->seed, NULL, "input", values, count);
      note (supply,
            "The values of %s were drawn from seed %" G_GUINT64_FORMAT
            " (standard normal): only its shape is known.",
            tensor->name, supply->seed);
      return;
    }
  falk_draw_whole (supply->seed, NULL, "input", whole, values, count);
  note (supply,
        "The values of %s were drawn from seed %" G_GUINT64_FORMAT
        " (whole numbers below %" G_GINT64_FORMAT "): only its shape is known.",
        tensor->name, supply->seed, whole);
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
  draw_input (supply, tensor, values, (gsize)count);
  return take_floats (values, count);
}

/* Says where values come from that the model doesn't hold. */
static char *
origin_text (const FalkSupply *supply, const FalkInit *init, gboolean many)
{
  const char *are = many ? "were" : "was";

  if (init->kind == FALK_INIT_NORM)
    return g_strdup_printf ("%s taken from a new module", are);
  return g_strdup_printf ("%s drawn from seed %" G_GUINT64_FORMAT, are,
                          supply->seed);
}

/* The tensor of @step that can serve as @parameter, or NULL. Where there is
 * one that can't, @why says so, for the caller to free. */
static FalkTensor *
fitting_tensor (const FalkStep *step, const FalkParameter *parameter,
                char **why)
{
  FalkTensor *tensor = falk_step_get_tensor (step, parameter->name);
  FalkShape wanted = falk_value_shape (&parameter->value);
  g_autofree char *wanted_text = NULL;
  g_autofree char *found_text = NULL;

  *why = NULL;
  if (!tensor || !tensor->data)
    return NULL;
  if (!falk_shape_equal (&tensor->shape, &wanted))
    {
      wanted_text = falk_shape_to_text (&wanted, FALK_SHAPE_LIST);
      found_text = falk_shape_to_text (&tensor->shape, FALK_SHAPE_LIST);
      *why = g_strdup_printf ("the shape %s isn't the file's %s", wanted_text,
                              found_text);
      return NULL;
    }
  if (!falk_supply_can_read (tensor->dtype))
    {
      *why = g_strdup_printf ("%s can't be computed with",
                              falk_dtype_info (tensor->dtype)->name);
      return NULL;
    }
  return tensor;
}

/* What a normalisation starts with. */
static void
fill_norm (const char *name, float *values, gint64 count)
{
  gboolean one =
      strcmp (name, "weight") == 0 || strcmp (name, "running_var") == 0;

  for (gint64 i = 0; i < count; i++)
    values[i] = one ? 1 : 0;
}

/* One parameter as a new module has it; NULL when there is no memory. */
static GBytes *
new_parameter (const FalkSupply *supply, const FalkStep *step,
               const FalkParameter *parameter, const FalkInit *init)
{
  gint64 count = falk_value_count (&parameter->value);
  float *values = new_floats (count);

  if (!values)
    return NULL;
  switch (init->kind)
    {
    case FALK_INIT_UNIFORM:
      falk_draw_uniform (supply->seed, step->name, parameter->name,
                         init->fan > 0 ? 1 / sqrt ((double)init->fan) : 0,
                         values, (gsize)count);
      break;
    case FALK_INIT_NORMAL:
      falk_draw_normal (supply->seed, step->name, parameter->name, values,
                        (gsize)count);
      break;
    case FALK_INIT_NORM:
      fill_norm (parameter->name, values, count);
      break;
    }
  return take_floats (values, count);
}

/* Says which parameters, @missing of @n, had no tensor at all. */
static void
note_missing (const FalkSupply *supply, const FalkStep *step,
              const FalkInit *init, guint missing, guint n, const char *names)
{
  g_autofree char *origin = origin_text (supply, init, TRUE);

  if (missing == 0)
    return;
  if (missing == n)
    note (supply, "The weights of %s %s: the model holds none.", step->name,
          origin);
  else
    note (supply, "Parameters of %s that the model doesn't hold %s:%s.",
          step->name, origin, names);
}

/* Parameter @index; NULL when there is no memory. */
static GBytes *
get_parameter (const FalkSupply *supply, const FalkStep *step,
               const FalkParameter *parameter, const FalkInit *init)
{
  g_autofree char *why = NULL;
  FalkTensor *tensor = fitting_tensor (step, parameter, &why);
  g_autofree char *origin = origin_text (supply, init, FALSE);

  if (tensor)
    return own_values (tensor, falk_value_count (&parameter->value));
  if (why)
    note (supply, "%s of %s %s: %s.", parameter->name, step->name, origin, why);
  return new_parameter (supply, step, parameter, init);
}

GPtrArray *
falk_supply_parameters (const FalkSupply *supply, const FalkStep *step,
                        const FalkInit *init)
{
  guint n = falk_step_n_parameters (step), missing = 0;
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      FalkTensor *held;
      GBytes *values;

      falk_step_parameter (step, i, &parameter);
      held = falk_step_get_tensor (step, parameter.name);
      values = get_parameter (supply, step, &parameter, init);
      if (!values)
        return NULL;
      g_ptr_array_add (all, values);
      if (!held || !held->data)
        {
          missing++;
          g_string_append_printf (names, " %s", parameter.name);
        }
    }
  note_missing (supply, step, init, missing, n, names->str);
  return g_steal_pointer (&all);
}

/* The step's own tensor for @arg, where it holds @count values; else NULL. */
static FalkTensor *
own_operand (const FalkStep *step, FalkArg arg, gint64 count)
{
  FalkTensor *tensor = falk_step_get_tensor (step, falk_arg_info (arg)->name);
  gint64 held;

  return tensor && tensor->data && falk_shape_count (&tensor->shape, &held)
                 && held == count && falk_supply_can_read (tensor->dtype)
             ? tensor
             : NULL;
}

static void
note_operand (const FalkSupply *supply, const FalkStep *step, FalkArg arg,
              const char *how)
{
  note (supply,
        "The values of %s's %s were drawn from seed %" G_GUINT64_FORMAT
        " (%s): only its shape is known.",
        step->name, falk_arg_info (arg)->name, supply->seed, how);
}

GBytes *
falk_supply_operand (const FalkSupply *supply, const FalkStep *step,
                     FalkArg arg, gint64 count)
{
  FalkTensor *tensor = own_operand (step, arg, count);
  float *values;

  if (tensor)
    return own_values (tensor, count);
  values = new_floats (count);
  if (!values)
    return NULL;
  falk_draw_normal (supply->seed, step->name, falk_arg_info (arg)->name, values,
                    (gsize)count);
  note_operand (supply, step, arg, "standard normal");
  return take_floats (values, count);
}

GBytes *
falk_supply_classes (const FalkSupply *supply, const FalkStep *step,
                     FalkArg arg, gint64 count, gint64 classes)
{
  FalkTensor *tensor = own_operand (step, arg, count);
  float *values;

  if (tensor)
    return own_values (tensor, count);
  values = new_floats (count);
  if (!values)
    return NULL;
  falk_draw_whole (supply->seed, step->name, falk_arg_info (arg)->name,
                   CLAMP (classes, 1, FALK_SUPPLY_WHOLE_MAX), values,
                   (gsize)count);
  note_operand (supply, step, arg, "class indices");
  return take_floats (values, count);
}

gboolean
falk_supply_state (const FalkSupply *supply, const FalkStep *step, FalkArg arg,
                   gint64 count, GBytes **state)
{
  *state = NULL;
  if (!falk_step_has (step, FALK_ARG_H0) && !falk_step_get_tensor (step, "h0")
      && !falk_step_get_tensor (step, falk_arg_info (arg)->name))
    return TRUE;
  *state = falk_supply_operand (supply, step, arg, count);
  return *state != NULL;
}

gboolean
falk_supply_cost (const FalkStep *step, gint64 *bytes)
{
  guint n = falk_step_n_parameters (step);
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      g_autofree char *why = NULL;
      FalkTensor *tensor;
      FalkShape shape;
      gint64 count;

      falk_step_parameter (step, i, &parameter);
      shape = falk_value_shape (&parameter.value);
      if (!falk_shape_count (&shape, &count)
          || !falk_size_mul (count, sizeof (float), &count))
        return FALSE;
      tensor = fitting_tensor (step, &parameter, &why);
      if (tensor && tensor->dtype == FALK_DTYPE_FLOAT32)
        continue;
      if (!falk_size_add (sum, count, &sum))
        return FALSE;
    }
  *bytes = sum;
  return TRUE;
}
