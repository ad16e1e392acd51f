/* SPDX-License-Identifier: MIT */
#include "falk-text-private.h"

/* Rows that are shown. */
#define ROWS_MAX 20u

/* Columns for the name of a layer, for what is compared, and for a value. */
#define LAYER_MAX 16
#define WHAT_MAX 22
#define VALUE_MAX 24

/* Where a layer's name is longer, all stand on lines of their own, and there
 * is no column for them: layer is 0. */
typedef struct
{
  int layer, what, value;
} Columns;

static void
widen (int *column, const char *text, int most)
{
  *column = MIN (MAX (*column, falk_wrap_width (text)), most);
}

static Columns
measure (const GPtrArray *rows)
{
  Columns columns = { 0, 0, falk_wrap_width ("checkpoint") };

  for (guint i = 0; i < rows->len; i++)
    {
      const FalkStateRow *row = g_ptr_array_index (rows, i);

      widen (&columns.layer, row->layer, LAYER_MAX + 1);
      widen (&columns.what, row->what, WHAT_MAX);
      widen (&columns.value, row->sides[FALK_STATE_CHECKPOINT], VALUE_MAX);
    }
  if (columns.layer > LAYER_MAX)
    columns.layer = 0;
  return columns;
}

/* @cell, and spaces up to @width columns; two at least. */
static void
add_cell (FalkText *text, const char *cell, int width, FalkStyle style)
{
  falk_wrap_append_styled (text->out, cell, style, text->colour);
  g_string_append_printf (text->out, "%*s",
                          MAX (width - falk_wrap_width (cell), 0) + 2, "");
}

/* A row that is wider than a line: one line for each side. */
static void
add_tall_values (FalkText *text, const FalkStateRow *row)
{
  falk_wrap_append (text->out, row->what, "", FALK_EXPLAIN_COLUMNS - 4,
                    FALK_STYLE_PLAIN, text->colour);
  falk_wrap_append (text->out, row->sides[FALK_STATE_CHECKPOINT],
                    "      checkpoint: ", FALK_EXPLAIN_COLUMNS,
                    FALK_STYLE_PLAIN, text->colour);
  falk_wrap_append (text->out, row->sides[FALK_STATE_MODEL],
                    "      model: ", FALK_EXPLAIN_COLUMNS, FALK_STYLE_PLAIN,
                    text->colour);
}

/* Whether the row fits in a line. */
static gboolean
is_flat (const FalkStateRow *row, const Columns *columns)
{
  return falk_wrap_width (row->what) <= columns->what
         && falk_wrap_width (row->sides[FALK_STATE_CHECKPOINT])
                <= columns->value
         && 4 + (columns->layer ? columns->layer + 2 : 0) + columns->what + 2
                    + columns->value + 2
                    + falk_wrap_width (row->sides[FALK_STATE_MODEL])
                <= FALK_EXPLAIN_COLUMNS;
}

static void
add_row (FalkText *text, const FalkStateRow *row, gboolean again,
         const Columns *columns)
{
  FalkStyle style = row->agrees ? FALK_STYLE_MUTED : FALK_STYLE_PLAIN;

  g_string_append (text->out, "  ");
  falk_wrap_append_styled (text->out, row->agrees ? "✓" : "✗",
                           row->agrees ? FALK_STYLE_FITS : FALK_STYLE_FAULT,
                           text->colour);
  g_string_append_c (text->out, ' ');
  if (columns->layer > 0)
    add_cell (text, again ? "" : row->layer, columns->layer, FALK_STYLE_PLAIN);
  if (!is_flat (row, columns))
    {
      add_tall_values (text, row);
      return;
    }
  add_cell (text, row->what, columns->what, style);
  add_cell (text, row->sides[FALK_STATE_CHECKPOINT], columns->value, style);
  falk_wrap_append_styled (text->out, row->sides[FALK_STATE_MODEL], style,
                           text->colour);
  g_string_append_c (text->out, '\n');
}

void
falk_text_table (FalkText *text, const GPtrArray *rows)
{
  Columns columns = measure (rows);
  const char *last = NULL;

  if (rows->len == 0)
    return;
  g_string_append_printf (text->out, "%*s", 4, "");
  if (columns.layer > 0)
    add_cell (text, "", columns.layer, FALK_STYLE_MUTED);
  add_cell (text, "", columns.what, FALK_STYLE_MUTED);
  add_cell (text, "checkpoint", columns.value, FALK_STYLE_MUTED);
  falk_wrap_append_styled (text->out, "model", FALK_STYLE_MUTED, text->colour);
  g_string_append_c (text->out, '\n');
  for (guint i = 0; i < MIN (rows->len, ROWS_MAX); i++)
    {
      const FalkStateRow *row = g_ptr_array_index (rows, i);

      if (columns.layer == 0 && *row->layer
          && (!last || !g_str_equal (last, row->layer)))
        falk_wrap_append (text->out, row->layer, "  ", FALK_EXPLAIN_COLUMNS,
                          FALK_STYLE_TITLE, text->colour);
      add_row (text, row, last && g_str_equal (last, row->layer), &columns);
      last = row->layer;
    }
  if (rows->len > ROWS_MAX)
    {
      g_autofree char *line =
          g_strdup_printf ("… and %u more", rows->len - ROWS_MAX);

      falk_wrap_append (text->out, line, "    ", FALK_EXPLAIN_COLUMNS,
                        FALK_STYLE_MUTED, text->colour);
    }
  g_string_append_c (text->out, '\n');
}
