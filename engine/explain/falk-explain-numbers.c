/* SPDX-License-Identifier: MIT */
/* Where every number of a fault comes from. */
#include "falk-explain-private.h"

#include "falk-product.h"
#include "falk-rule.h"

/* How a person counts what stands along an axis. */
static const char *const counted[] = {
  [FALK_ROLE_NONE] = NULL,         [FALK_ROLE_TIME] = "time steps",
  [FALK_ROLE_BATCH] = "sequences", [FALK_ROLE_FEATURES] = "features",
  [FALK_ROLE_HIDDEN] = "hidden",   [FALK_ROLE_GATES] = "gates",
  [FALK_ROLE_LAYERS] = "layers",   [FALK_ROLE_DIRECTIONS] = "directions",
  [FALK_ROLE_MERGED] = NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (counted) == FALK_ROLE_COUNT);

static void
add_number (GPtrArray *numbers, gint64 number, FalkRole role,
            gboolean disagrees, char *text)
{
  FalkNumber *entry = g_new0 (FalkNumber, 1);

  entry->number = number;
  entry->role = role;
  entry->disagrees = disagrees;
  entry->text = text;
  g_ptr_array_add (numbers, entry);
}

/* "50 time steps × 32 sequences"; a single factor is named without its
 * size, which is the number itself. */
static void
append_factors (GString *text, const FalkAxis *axis)
{
  for (guint i = 0; i < axis->n_factors; i++)
    {
      const FalkFactor *factor = &axis->factors[i];
      const char *noun = counted[factor->role];

      if (i > 0)
        g_string_append (text, " × ");
      if (factor->origin.kind == FALK_ORIGIN_ARGUMENT
          && factor->role != FALK_ROLE_DIRECTIONS)
        noun = factor->origin.name;
      else if (axis->n_factors > 1)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "%s", factor->size,
                                noun ? " " : "");
      if (noun)
        g_string_append (text, noun);
      if (axis->n_factors > 1 && factor->origin.kind == FALK_ORIGIN_ARGUMENT
          && factor->role != FALK_ROLE_DIRECTIONS)
        g_string_append_printf (text, " %" G_GINT64_FORMAT, factor->size);
    }
}

/* ", x axes 0 and 1": the axes of one tensor that the factors are. */
static void
append_axes (GString *text, const FalkAxis *axis, guint32 assumed)
{
  guint n = 0;

  for (guint i = 0; i < axis->n_factors; i++)
    {
      const FalkOrigin *origin = &axis->factors[i].origin;

      if (origin->kind != FALK_ORIGIN_TENSOR)
        continue;
      if (n == 0)
        g_string_append_printf (text, "%s%s %s ", text->len ? ", " : "",
                                origin->owner,
                                axis->n_factors > 1 ? "axes" : "axis");
      else
        g_string_append (text, " and ");
      g_string_append_printf (text, "%d", origin->axis);
      if (origin->axis >= 0 && origin->axis < 32
          && (assumed >> origin->axis & 1))
        g_string_append (text, " (assumed)");
      n++;
    }
}

static char *
data_text (const FalkAxis *axis, guint32 assumed)
{
  GString *text = g_string_new (NULL);
  const FalkFactor *factor;

  append_factors (text, axis);
  append_axes (text, axis, assumed);
  factor = &axis->factors[axis->n_factors - 1];
  if (factor->origin.kind == FALK_ORIGIN_ARGUMENT)
    g_string_append_printf (text, " of %s", factor->origin.owner);
  return g_string_free (text, FALSE);
}

static char *
weight_text (const char *step, const FalkAxis *axis, const char *name,
             int stored_axis)
{
  GString *text = g_string_new (NULL);

  append_factors (text, axis);
  if (axis->n_factors == 1)
    g_string_append_printf (text, " of %s", step);
  g_string_append_printf (text, ", %s axis %d", name, stored_axis);
  return g_string_free (text, FALSE);
}

/* The two sizes that have to agree: one entry where they do, and both say
 * where it comes from, unless one says all of the other. */
static void
add_shared (GPtrArray *numbers, const FalkProduct *product, char *columns,
            char *rows)
{
  const FalkAxis *cols = &product->m1.cols, *other = &product->m2.rows;

  if (cols->size != other->size)
    {
      add_number (numbers, cols->size, falk_axis_role (cols), TRUE, columns);
      add_number (numbers, other->size, falk_axis_role (other), TRUE, rows);
      return;
    }
  add_number (numbers, cols->size, falk_axis_role (cols), FALSE,
              g_str_has_prefix (rows, columns)
                  ? g_strdup (rows)
                  : g_strdup_printf ("%s; %s", columns, rows));
  g_free (columns);
  g_free (rows);
}

GPtrArray *
falk_explain_product (const char *step, const FalkProduct *product,
                      guint32 assumed)
{
  const FalkOperand *m1 = &product->m1, *m2 = &product->m2;
  GPtrArray *numbers =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_number_free);

  if (m1->stored.rank > 1)
    add_number (numbers, m1->rows.size, falk_axis_role (&m1->rows), FALSE,
                data_text (&m1->rows, assumed));
  add_shared (numbers, product, data_text (&m1->cols, assumed),
              weight_text (step, &m2->rows, m2->name, 1));
  add_number (numbers, m2->cols.size, falk_axis_role (&m2->cols), FALSE,
              weight_text (step, &m2->cols, m2->name, 0));
  return numbers;
}

static void
add_product (const FalkCase *c, GPtrArray *numbers)
{
  FalkProduct *product = g_new0 (FalkProduct, 1);

  if (falk_step_product (c->step, c->in, (guint)c->fault->product, product))
    g_ptr_array_extend_and_steal (
        numbers, falk_explain_product (c->step->name, product, c->assumed));
  g_free (product);
}

/* "2 layers × 1 direction of gru". */
static char *
states_text (const FalkStep *step)
{
  gint64 layers = falk_step_layers (step);
  gint64 directions = falk_step_directions (step);

  return g_strdup_printf (
      "%" G_GINT64_FORMAT " %s × %" G_GINT64_FORMAT " %s of %s", layers,
      layers == 1 ? "layer" : "layers", directions,
      directions == 1 ? "direction" : "directions", step->name);
}

/* What each axis of a state is, needed and found. */
static void
add_state (const FalkCase *c, GPtrArray *numbers)
{
  const char *name = c->fault->part == FALK_PART_C0 ? "c0" : "h0";
  static const FalkRole roles[] = { FALK_ROLE_LAYERS, FALK_ROLE_BATCH,
                                    FALK_ROLE_HIDDEN };
  const FalkShape *needed = &c->fault->needed_shape;
  const FalkShape *found = &c->fault->found_shape;
  guint skip = needed->rank == 2 ? 1 : 0;

  for (guint i = 0; i < needed->rank; i++)
    {
      gboolean same =
          found->rank == needed->rank && found->dims[i] == needed->dims[i];
      char *text;

      if (found->rank == needed->rank)
        add_number (numbers, found->dims[i], roles[i + skip], !same,
                    g_strdup_printf ("%s axis %u", name, i));
      if (same)
        continue;
      if (i + skip == 0)
        text = states_text (c->step);
      else if (i + skip == 1)
        text = g_strdup_printf ("sequences in %s", c->what);
      else
        text = g_strdup_printf ("hidden_size of %s", c->step->name);
      add_number (numbers, needed->dims[i], roles[i + skip], TRUE, text);
    }
}

/* The argument at fault, where the fault has its number, and the axes of what
 * reaches the step. */
static void
add_plain (const FalkCase *c, GPtrArray *numbers)
{
  const FalkFault *fault = c->fault;
  gboolean argument = fault->found_by.kind == FALK_ORIGIN_ARGUMENT
                      && fault->code != FALK_FAULT_SHAPE_TWO_UNKNOWN
                      && fault->code != FALK_FAULT_SHAPE_AMBIGUOUS
                      && fault->code != FALK_FAULT_DROPOUT
                      && fault->code != FALK_FAULT_PACK_UNSORTED;

  if (argument)
    add_number (numbers, fault->found, FALK_ROLE_NONE, TRUE,
                falk_origin_to_text (&fault->found_by));
  for (guint i = 0; i < c->in->rank; i++)
    add_number (numbers, c->in->axes[i].size, falk_axis_role (&c->in->axes[i]),
                (int)i == fault->axis, data_text (&c->in->axes[i], c->assumed));
}

void
falk_explain_add_numbers (const FalkCase *c, GPtrArray *numbers)
{
  if (c->fault->product >= 0)
    add_product (c, numbers);
  /* A cell's state may be wanted with more axes than any state has. */
  else if ((c->fault->part == FALK_PART_H0 || c->fault->part == FALK_PART_C0)
           && c->fault->needed_shape.rank > 0
           && c->fault->needed_shape.rank <= 3)
    add_state (c, numbers);
  else
    add_plain (c, numbers);
}
