/* SPDX-License-Identifier: MIT */
#include "falk-text-private.h"

#include "falk-product.h"

#define INDENT "      "

/* A row of text being built together with the row of marks under it. */
typedef struct
{
  GString *row, *marks;
  int width; /* columns so far */
} Marked;

static void
marked_add (Marked *marked, const char *words, gboolean mark)
{
  int n = falk_wrap_width (words);

  g_string_append (marked->row, words);
  for (int i = 0; i < n; i++)
    g_string_append_c (marked->marks, mark ? '^' : ' ');
  marked->width += n;
}

static int
marked_add_size (Marked *marked, gint64 size, gboolean mark)
{
  g_autofree char *words = g_strdup_printf (FALK_SIZE, size);
  int column = marked->width;

  marked_add (marked, words, mark);
  return column;
}

static void
marked_init (Marked *marked)
{
  *marked = (Marked){ g_string_new (NULL), g_string_new (NULL), 0 };
}

static void
marked_finish (FalkText *text, Marked *marked)
{
  g_string_append (text->out, INDENT);
  falk_wrap_append_styled (text->out, marked->row->str, FALK_STYLE_TITLE,
                           text->colour);
  g_string_append (text->out, "\n" INDENT);
  g_strchomp (marked->marks->str);
  falk_wrap_append_styled (text->out, marked->marks->str, FALK_STYLE_FAULT,
                           text->colour);
  g_string_append_c (text->out, '\n');
  g_string_free (marked->row, TRUE);
  g_string_free (marked->marks, TRUE);
}

/* "gru · layer 0 · input projection: x · weight_ih_l0ᵀ". */
static void
add_title (FalkText *text, const FalkStep *step, const FalkProduct *product)
{
  GString *title = g_string_new (step->name);

  if (product->kind != FALK_PRODUCT_LINEAR)
    g_string_append_printf (title, " · layer %u%s", product->layer,
                            product->reverse ? ", reverse" : "");
  g_string_append_printf (
      title, " · %s: %s · %s%s", falk_product_kind_name (product->kind),
      product->m1.name, product->m2.name, product->m2.transposed ? "ᵀ" : "");
  falk_wrap_append (text->out, title->str, "    ", FALK_EXPLAIN_COLUMNS,
                    FALK_STYLE_PLAIN, text->colour);
  g_string_free (title, TRUE);
}

/* Which of the numbers that disagree comes @index-th; NULL when none. */
static const FalkNumber *
disagreeing (const FalkExplanation *explanation, guint index)
{
  for (guint i = 0; i < explanation->numbers->len; i++)
    {
      const FalkNumber *number = g_ptr_array_index (explanation->numbers, i);

      if (number->disagrees && index-- == 0)
        return number;
    }
  return NULL;
}

/* A line from the mark at @column to where the number comes from; @bar is the
 * column of a mark further left that still waits for its line, or -1. */
static void
add_pointer (FalkText *text, int column, int bar, const FalkNumber *number)
{
  GString *first = g_string_new (INDENT);
  g_autofree char *words = NULL;

  if (!number)
    {
      g_string_free (first, TRUE);
      return;
    }
  words = g_strdup_printf (FALK_SIZE ": %s", number->number, number->text);
  for (int i = 0; i < column; i++)
    g_string_append (first, i == bar ? "│" : " ");
  g_string_append (first, "└─ ");
  falk_wrap_append (text->out, words, first->str, FALK_EXPLAIN_COLUMNS,
                    FALK_STYLE_PLAIN, text->colour);
  g_string_free (first, TRUE);
}

/* Where the numbers come from that agree. */
static void
add_rest (FalkText *text, const FalkExplanation *explanation)
{
  for (guint i = 0; i < explanation->numbers->len; i++)
    {
      const FalkNumber *number = g_ptr_array_index (explanation->numbers, i);
      g_autofree char *words = NULL;

      if (number->disagrees)
        continue;
      words = g_strdup_printf (FALK_SIZE ": %s", number->number, number->text);
      falk_wrap_append (text->out, words, INDENT, FALK_EXPLAIN_COLUMNS,
                        FALK_STYLE_MUTED, text->colour);
    }
}

static void
add_product (FalkText *text, const FalkStep *step, const FalkProduct *product,
             const FalkExplanation *explanation)
{
  Marked marked;
  int left, right;

  add_title (text, step, product);
  marked_init (&marked);
  marked_add (&marked, "[", FALSE);
  marked_add_size (&marked, product->m1.rows.size, FALSE);
  marked_add (&marked, " × ", FALSE);
  left = marked_add_size (&marked, product->m1.cols.size, TRUE);
  marked_add (&marked, "] · [", FALSE);
  right = marked_add_size (&marked, product->m2.rows.size, TRUE);
  marked_add (&marked, " × ", FALSE);
  marked_add_size (&marked, product->m2.cols.size, FALSE);
  marked_add (&marked, "]", FALSE);
  marked_finish (text, &marked);
  add_pointer (text, right, left, disagreeing (explanation, 1));
  add_pointer (text, left, -1, disagreeing (explanation, 0));
  add_rest (text, explanation);
}

/* Columns of the widest of two sizes. */
static int
common_width (gint64 a, gint64 b)
{
  g_autofree char *one = g_strdup_printf (FALK_SIZE, a);
  g_autofree char *other = g_strdup_printf (FALK_SIZE, b);

  return MAX (falk_wrap_width (one), falk_wrap_width (other));
}

/* One of two shapes of the same rank, its sizes right under or over the
 * other's. */
static void
add_aligned (Marked *marked, const char *label, const FalkShape *shape,
             const FalkShape *other)
{
  marked_add (marked, label, FALSE);
  for (guint i = 0; i < shape->rank; i++)
    {
      g_autofree char *size = g_strdup_printf (
          "%*" G_GINT64_FORMAT, common_width (shape->dims[i], other->dims[i]),
          shape->dims[i]);

      marked_add (marked, i ? ", " : "(", FALSE);
      marked_add (marked, size, shape->dims[i] != other->dims[i]);
    }
  marked_add (marked, ")", FALSE);
}

static void
add_state (FalkText *text, const FalkFault *fault)
{
  Marked found, needed;

  marked_init (&found);
  add_aligned (&found, "h0 found   ", &fault->found_shape,
               &fault->needed_shape);
  g_string_append (text->out, INDENT);
  falk_wrap_append_styled (text->out, found.row->str, FALK_STYLE_TITLE,
                           text->colour);
  g_string_append_c (text->out, '\n');
  g_string_free (found.row, TRUE);
  g_string_free (found.marks, TRUE);
  marked_init (&needed);
  add_aligned (&needed, "h0 needed  ", &fault->needed_shape,
               &fault->found_shape);
  marked_finish (text, &needed);
}

/* The shape of what reaches the step, with the axis marked that is at
 * fault. */
static void
add_axis (FalkText *text, const FalkFault *fault, const FalkValue *in)
{
  const FalkFactor *axis = &in->axes[fault->axis].factors[0];
  Marked marked;

  marked_init (&marked);
  if (axis->origin.kind == FALK_ORIGIN_TENSOR && axis->origin.owner
      && falk_wrap_width (axis->origin.owner) < FALK_EXPLAIN_COLUMNS / 4)
    marked_add (&marked, axis->origin.owner, FALSE);
  marked_add (&marked, " (", FALSE);
  for (guint i = 0; i < in->rank; i++)
    {
      if (i > 0)
        marked_add (&marked, ", ", FALSE);
      marked_add_size (&marked, in->axes[i].size, (int)i == fault->axis);
    }
  marked_add (&marked, in->rank == 1 ? ",)" : ")", FALSE);
  marked_finish (text, &marked);
}

/* Whether the shape of @in fits in a line. */
static gboolean
fits_line (const FalkValue *in)
{
  FalkShape shape = falk_value_shape (in);
  g_autofree char *words = falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);

  return falk_wrap_width (words) < FALK_EXPLAIN_COLUMNS / 2;
}

void
falk_text_picture (FalkText *text, const FalkModel *model,
                   const FalkInference *inference,
                   const FalkExplanation *explanation)
{
  const FalkFault *fault = &inference->fault;
  const FalkStep *step = falk_model_step (model, fault->step);
  const FalkValue *in = &inference->steps[fault->step].in;
  g_autofree FalkProduct *product = g_new (FalkProduct, 1);

  if (fault->product >= 0
      && falk_step_product (step, in, (guint)fault->product, product))
    add_product (text, step, product, explanation);
  else if (fault->part == FALK_PART_H0 && fault->needed_shape.rank > 0
           && fault->needed_shape.rank == fault->found_shape.rank)
    add_state (text, fault);
  else if (fault->part == FALK_PART_INPUT && fault->axis >= 0 && fits_line (in))
    add_axis (text, fault, in);
  else
    return;
  g_string_append_c (text->out, '\n');
}
