/* SPDX-License-Identifier: MIT */
#include "falk-factoring.h"

/* A batch_size that people choose, the usual one first. */
static const gint64 usual[] = { 32, 64, 16, 128, 8, 100, 10, 256, 20, 50 };

/* Numbers that are known beside a text and are no axis of an input. */
#define NO_AXIS "num_layers|layers|bidirectional|epoch|worker|head|dropout|seed"

/* Adds the way with the factor @known, unless it is there or is none. */
static void
add (GArray *ways, gint64 rows, gint64 known, const char *why)
{
  FalkFactoring way = { .known = known };

  if (known < 2 || known >= rows || rows % known != 0
      || ways->len == FALK_FACTORINGS_MAX)
    return;
  way.a = rows / known;
  way.b = known;
  for (guint i = 0; i < ways->len; i++)
    {
      const FalkFactoring *other = &g_array_index (ways, FalkFactoring, i);

      if (MIN (other->a, other->b) == MIN (way.a, way.b))
        return;
    }
  g_strlcpy (way.why, why, sizeof way.why);
  g_array_append_val (ways, way);
}

GArray *
falk_factorings (gint64 rows, gint64 needed, const FalkContext *context)
{
  GArray *ways = g_array_new (FALSE, FALSE, sizeof (FalkFactoring));
  g_autofree char *wanted =
      g_strdup_printf ("the " FALK_SIZE " that is needed", needed);

  add (ways, rows, needed, wanted);
  for (guint i = 0; context && i < context->knowns->len; i++)
    {
      const FalkKnown *known = g_ptr_array_index (context->knowns, i);

      if (!known->is_shape && falk_known_is_called (known, NO_AXIS))
        continue;
      for (guint k = 0; k < known->shape.rank; k++)
        add (ways, rows, known->shape.dims[k], known->name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    add (ways, rows, usual[i], "");
  return ways;
}

char *
falk_factoring_to_text (const FalkFactoring *way)
{
  return g_strdup_printf (FALK_SIZE " × " FALK_SIZE "%s%s%s", way->a, way->b,
                          *way->why ? " (" : "", way->why,
                          *way->why ? ")" : "");
}
