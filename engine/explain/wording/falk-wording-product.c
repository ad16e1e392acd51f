/* SPDX-License-Identifier: MIT */
/* Placeholders of wordings: the two operands of a product. */
#include "falk-rule.h"
#include "falk-wording-private.h"

/* Rows of the input as the product sees it: all axes but the last. */
static gint64
flat_rows (const FalkShape *shape)
{
  gint64 rows = 1;

  for (guint i = 0; i + 1 < shape->rank; i++)
    if (!falk_size_mul (rows, shape->dims[i], &rows))
      return G_MAXINT64;
  return rows;
}

static void
append_operand (GString *text, gint64 rows, gint64 cols, gboolean old)
{
  g_string_append_printf (text,
                          old ? "[%" G_GINT64_FORMAT " x %" G_GINT64_FORMAT "]"
                              : "%" G_GINT64_FORMAT "x%" G_GINT64_FORMAT,
                          rows, cols);
}

static void
append_m1_style (GString *text, const FalkWordingFacts *facts, gboolean old)
{
  const FalkShape *shape = &facts->fault->found_shape;

  append_operand (text, flat_rows (shape), facts->fault->found, old);
}

void
falk_wording_append_m1 (GString *text, const FalkWordingFacts *facts)
{
  append_m1_style (text, facts, FALSE);
}

void
falk_wording_append_m1_old (GString *text, const FalkWordingFacts *facts)
{
  append_m1_style (text, facts, TRUE);
}

/* Up to 0.3 a recurrent layer multiplied one time step at a time: the rows
 * are the sequences of the batch. */
void
falk_wording_append_m1_step (GString *text, const FalkWordingFacts *facts)
{
  const FalkShape *shape = &facts->fault->found_shape;
  gboolean first = falk_step_get_bool (facts->step, FALK_ARG_BATCH_FIRST);

  append_operand (text, shape->rank == 3 ? shape->dims[first ? 0 : 1] : 1,
                  facts->fault->found, TRUE);
}

static void
append_m2_style (GString *text, const FalkWordingFacts *facts, gboolean old)
{
  FalkParameter weight;

  falk_step_parameter (facts->step, facts->fault->part == FALK_PART_H0 ? 1 : 0,
                       &weight);
  append_operand (text, weight.value.axes[1].size, weight.value.axes[0].size,
                  old);
}

void
falk_wording_append_m2 (GString *text, const FalkWordingFacts *facts)
{
  append_m2_style (text, facts, FALSE);
}

void
falk_wording_append_m2_old (GString *text, const FalkWordingFacts *facts)
{
  append_m2_style (text, facts, TRUE);
}
