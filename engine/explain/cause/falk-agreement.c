/* SPDX-License-Identifier: MIT */
#include "falk-agreement.h"

#include "falk-rule.h"

static void
ask (GArray *list, const char *what, gint64 needed, gint64 found)
{
  FalkAgreement row = { what, needed, found, needed == found };

  g_array_append_val (list, row);
}

/* Axis 0 holds layers × directions. */
static void
ask_depth (GArray *list, const FalkStep *step, gint64 found)
{
  gint64 layers = falk_step_layers (step);
  gint64 directions = falk_step_directions (step), other = 3 - directions;

  if (found == layers * directions
      || (found > 0 && found % directions == 0 && found != layers * other))
    {
      ask (list, "layers", layers, found / directions);
      ask (list, "directions", directions, directions);
    }
  else if (found == layers * other)
    {
      ask (list, "layers", layers, layers);
      ask (list, "directions", directions, other);
    }
  else
    {
      ask (list, "layers", layers, -1);
      ask (list, "directions", directions, -1);
    }
}

/* The axis of @needed that @found, with one axis less, lacks, so that all
 * others agree; or -1. */
static int
lacking (const FalkShape *found, const FalkShape *needed)
{
  for (guint gone = 0; found->rank + 1 == needed->rank && gone < needed->rank;
       gone++)
    {
      gboolean same = TRUE;

      for (guint i = 0; i < found->rank; i++)
        same &= found->dims[i] == needed->dims[i + (i >= gone)];
      if (same)
        return (int)gone;
    }
  return -1;
}

/* What stands on axis @axis of the @needed shape; -1 where it isn't there or
 * can't be told. */
static gint64
found_at (const FalkShape *found, const FalkShape *needed, guint axis)
{
  int gone = lacking (found, needed);

  if (found->rank == needed->rank)
    return found->dims[axis];
  if (gone < 0 || (guint)gone == axis)
    return -1;
  return found->dims[axis - (axis > (guint)gone)];
}

GArray *
falk_agreements (const FalkStep *step, const FalkFault *fault)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (FalkAgreement));
  const FalkShape *found = &fault->found_shape, *needed = &fault->needed_shape;
  guint last = needed->rank - 1;

  if ((fault->part != FALK_PART_H0 && fault->part != FALK_PART_C0)
      || needed->rank == 0 || needed->rank > 3)
    return list;
  ask (list, "axes", needed->rank, found->rank);
  if (falk_rule (step->op)->layered && needed->rank > 1)
    ask_depth (list, step, found_at (found, needed, 0));
  if (needed->rank == 3 || (!falk_rule (step->op)->layered && last == 1))
    ask (list, "batch", needed->dims[last - 1],
         found_at (found, needed, last - 1));
  ask (list, "hidden_size", needed->dims[last], found_at (found, needed, last));
  return list;
}

char *
falk_agreement_to_text (const FalkAgreement *row)
{
  if (row->found < 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT " needed, none found",
                            row->needed);
  return g_strdup_printf ("%" G_GINT64_FORMAT " needed, %" G_GINT64_FORMAT
                          " found",
                          row->needed, row->found);
}
