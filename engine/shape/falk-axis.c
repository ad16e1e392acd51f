/* SPDX-License-Identifier: MIT */
#include "falk-axis.h"

static const char *const role_names[] = {
  [FALK_ROLE_NONE] = "unknown",  [FALK_ROLE_TIME] = "time",
  [FALK_ROLE_BATCH] = "batch",   [FALK_ROLE_FEATURES] = "features",
  [FALK_ROLE_HIDDEN] = "hidden", [FALK_ROLE_GATES] = "gates",
  [FALK_ROLE_LAYERS] = "layers", [FALK_ROLE_DIRECTIONS] = "directions",
  [FALK_ROLE_MERGED] = "merged",
};
G_STATIC_ASSERT (G_N_ELEMENTS (role_names) == FALK_ROLE_COUNT);

const char *
falk_role_name (FalkRole role)
{
  g_return_val_if_fail (role < FALK_ROLE_COUNT, "");
  return role_names[role];
}

FalkAxis
falk_axis (gint64 size, FalkRole role, FalkOrigin origin)
{
  return (FalkAxis){ size, 1, 1, { { size, role, origin } } };
}

FalkOrigin
falk_origin_none (void)
{
  return (FalkOrigin){ FALK_ORIGIN_NONE, NULL, NULL, -1 };
}

FalkOrigin
falk_origin_tensor (const char *tensor, int axis)
{
  return (FalkOrigin){ FALK_ORIGIN_TENSOR, tensor, NULL, axis };
}

FalkOrigin
falk_origin_parameter (const char *step, const char *parameter, int axis)
{
  return (FalkOrigin){ FALK_ORIGIN_PARAMETER, step, parameter, axis };
}

FalkOrigin
falk_origin_argument (const char *step, const char *argument)
{
  return (FalkOrigin){ FALK_ORIGIN_ARGUMENT, step, argument, -1 };
}

FalkRole
falk_axis_role (const FalkAxis *axis)
{
  return axis->n_factors == 1 ? axis->factors[0].role : FALK_ROLE_MERGED;
}

FalkAxis
falk_axis_merge (const FalkAxis *axes, guint n)
{
  FalkAxis merged = falk_axis (1, FALK_ROLE_NONE, falk_origin_none ());
  guint count = 0;

  if (n == 1)
    return axes[0];
  for (guint i = 0; i < n; i++)
    {
      merged.size *= axes[i].size;
      for (guint k = 0; k < axes[i].n_factors; k++)
        if (axes[i].factors[k].size != 1)
          {
            if (count < FALK_FACTORS_MAX)
              merged.factors[count] = axes[i].factors[k];
            count++;
          }
    }
  merged.stride = n ? axes[n - 1].stride : 1;
  if (count > FALK_FACTORS_MAX)
    merged.factors[0] =
        (FalkFactor){ merged.size, FALK_ROLE_MERGED, falk_origin_none () };
  else if (count == 0 && n)
    merged.factors[0] = axes[n - 1].factors[axes[n - 1].n_factors - 1];
  merged.n_factors = count > 0 && count <= FALK_FACTORS_MAX ? count : 1;
  return merged;
}

char *
falk_origin_to_text (const FalkOrigin *origin)
{
  switch (origin->kind)
    {
    case FALK_ORIGIN_TENSOR:
      return g_strdup_printf ("%s axis %d", origin->owner, origin->axis);
    case FALK_ORIGIN_PARAMETER:
      return g_strdup_printf ("%s.%s axis %d", origin->owner, origin->name,
                              origin->axis);
    case FALK_ORIGIN_ARGUMENT:
      return g_strdup_printf ("%s of %s", origin->name, origin->owner);
    case FALK_ORIGIN_TEXT:
      return g_strdup ("the error text");
    case FALK_ORIGIN_NONE:
      break;
    }
  return NULL;
}

char *
falk_axis_to_text (const FalkAxis *axis)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < axis->n_factors; k++)
    {
      const FalkFactor *factor = &axis->factors[k];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, k ? " × " : "",
                              factor->size);
      if (factor->role != FALK_ROLE_NONE && factor->role != FALK_ROLE_MERGED)
        g_string_append_printf (text, " %s", falk_role_name (factor->role));
    }
  return g_string_free (text, FALSE);
}
