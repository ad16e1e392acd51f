/* SPDX-License-Identifier: MIT */
#include "falk-role-ink.h"

static const FalkInk role_inks[] = {
  [FALK_ROLE_NONE] = FALK_INK_TEXT,
  [FALK_ROLE_TIME] = FALK_INK_TIME,
  [FALK_ROLE_BATCH] = FALK_INK_BATCH,
  [FALK_ROLE_FEATURES] = FALK_INK_FEATURES,
  [FALK_ROLE_HIDDEN] = FALK_INK_HIDDEN,
  [FALK_ROLE_GATES] = FALK_INK_HIDDEN,
  [FALK_ROLE_LAYERS] = FALK_INK_TEXT,
  [FALK_ROLE_DIRECTIONS] = FALK_INK_TEXT,
  [FALK_ROLE_MERGED] = FALK_INK_TEXT,
};
G_STATIC_ASSERT (G_N_ELEMENTS (role_inks) == FALK_ROLE_COUNT);

FalkInk
falk_role_ink (FalkRole role)
{
  g_return_val_if_fail (role < FALK_ROLE_COUNT, FALK_INK_TEXT);
  return role_inks[role];
}

/* An axis of several factors has a colour only where they share one: 3
 * gates × 20 hidden is hidden's. */
FalkInk
falk_axis_ink (const FalkAxis *axis)
{
  FalkInk ink = falk_role_ink (axis->factors[0].role);

  for (guint i = 1; i < axis->n_factors; i++)
    if (falk_role_ink (axis->factors[i].role) != ink)
      return FALK_INK_TEXT;
  return ink;
}

const char *
falk_axis_word (const FalkAxis *axis)
{
  const FalkFactor *factor = &axis->factors[0];

  if (axis->n_factors > 1)
    return "";
  /* The rows of a packed batch are as many as its lengths together. */
  if (factor->role == FALK_ROLE_MERGED
      && g_strcmp0 (factor->origin.name, "lengths") == 0)
    return "packed rows";
  if (factor->origin.kind == FALK_ORIGIN_ARGUMENT && factor->origin.name)
    return factor->origin.name;
  if (factor->role == FALK_ROLE_NONE || factor->role == FALK_ROLE_MERGED)
    return "";
  return falk_role_name (factor->role);
}

char *
falk_axis_origin (const FalkAxis *axis)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < axis->n_factors; i++)
    {
      g_autofree char *origin = falk_origin_to_text (&axis->factors[i].origin);

      if (!origin)
        continue;
      if (text->len)
        g_string_append (text, ", ");
      g_string_append (text, origin);
    }
  return g_string_free (text, text->len == 0);
}

char *
falk_axis_sentence (const FalkAxis *axis)
{
  g_autofree char *factors = falk_axis_to_text (axis);
  g_autofree char *origin = falk_axis_origin (axis);

  if (axis->n_factors > 1)
    return g_strdup_printf ("%" G_GINT64_FORMAT " = %s%s%s", axis->size,
                            factors, origin ? ": " : "", origin ? origin : "");
  return g_strdup_printf ("%s%s%s", factors, origin ? ": " : "",
                          origin ? origin : "");
}

const char *
falk_scene_digits (FalkScene *scene, gint64 size)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, size);

  return g_string_chunk_insert (scene->strings, digits);
}

guint
falk_axis_runs (FalkScene *scene, const FalkAxis *axis, gboolean roles,
                FalkType plain, FalkType bold,
                FalkRunOfText runs[FALK_AXIS_RUNS_MAX])
{
  guint n = 0;

  for (guint i = 0; i < axis->n_factors; i++)
    {
      const FalkFactor *factor = &axis->factors[i];
      FalkInk ink = falk_role_ink (factor->role);
      g_autofree char *word =
          g_strdup_printf (" %s", falk_role_name (factor->role));

      if (i > 0)
        runs[n++] = (FalkRunOfText){ plain, FALK_INK_MUTED, " × " };
      runs[n++] =
          (FalkRunOfText){ bold, ink, falk_scene_digits (scene, factor->size) };
      if (roles && factor->role != FALK_ROLE_NONE
          && factor->role != FALK_ROLE_MERGED)
        runs[n++] =
            (FalkRunOfText){ plain, ink,
                             g_string_chunk_insert (scene->strings, word) };
    }
  return n;
}
