/* SPDX-License-Identifier: MIT */
#include "falk-cards.h"
#include "falk-parts.h"

/* Rows that are shown. */
#define ROWS_MAX 40u

/* Characters of a name that are kept on one line: "bidirectional". */
#define WHAT_CHARS 13

/* Columns of the grid, at the left. */
enum
{
  COLUMN_SIGN,
  COLUMN_WHAT,
  COLUMN_CHECKPOINT,
  COLUMN_MODEL,
  N_COLUMNS
};

static void
put (GtkGrid *grid, GtkWidget *widget, int column, int row, int width)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_grid_attach (grid, widget, column, row, width, 1);
}

/* The headings of the two columns of values. */
static void
add_headings (GtkGrid *grid)
{
  static const char *const headings[FALK_STATE_SIDES] = {
    [FALK_STATE_CHECKPOINT] = "checkpoint", [FALK_STATE_MODEL] = "model"
  };
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    {
      GtkWidget *heading = falk_parts_text (headings[side], "dim");
      gtk_label_set_wrap (GTK_LABEL (heading), FALSE);
      put (grid, heading, COLUMN_CHECKPOINT + (int)side, 0, 1);
    }
}

/* A sign alone says nothing to who can't see it, and no row is read as one:
 * the sign is called by all of it. */
static GtkWidget *
sign_of (const FalkStateRow *row)
{
  GtkWidget *sign = gtk_label_new (row->agrees ? "✓" : "✗");
  gtk_widget_add_css_class (sign, row->agrees ? "good" : "bad");
  g_autofree char *name = g_strdup_printf (
      "%s%s%s %s: %s in the checkpoint, %s in the model", row->layer,
      *row->layer ? " " : "", row->what, row->agrees ? "agrees" : "differs",
      row->sides[FALK_STATE_CHECKPOINT], row->sides[FALK_STATE_MODEL]);
  falk_parts_name (sign, name, NULL);
  return sign;
}

static void
add_row (GtkGrid *grid, const FalkStateRow *row, int at)
{
  const char *css = row->agrees ? "dim" : "value";
  put (grid, sign_of (row), COLUMN_SIGN, at, 1);
  /* An argument's name stays whole; that of a parameter may be long. */
  GtkWidget *what = falk_parts_text (row->what, css);
  gtk_label_set_width_chars (
      GTK_LABEL (what), (int)MIN (g_utf8_strlen (row->what, -1), WHAT_CHARS));
  gtk_widget_set_hexpand (what, TRUE);
  put (grid, what, COLUMN_WHAT, at, 1);
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    put (grid, falk_parts_text (row->sides[side], css),
         COLUMN_CHECKPOINT + (int)side, at, 1);
}

GtkWidget *
falk_card_differs (const GPtrArray *rows)
{
  GtkWidget *widget = gtk_grid_new ();
  GtkGrid *grid = GTK_GRID (widget);
  const char *layer = "";
  int at = 1;
  gtk_grid_set_column_spacing (grid, 6);
  gtk_grid_set_row_spacing (grid, 4);
  gtk_widget_add_css_class (widget, "differs");
  falk_parts_name (widget, "What differs between the checkpoint and the model",
                   NULL);
  add_headings (grid);
  for (guint i = 0; i < MIN (rows->len, ROWS_MAX); i++)
    {
      const FalkStateRow *row = g_ptr_array_index (rows, i);
      if (!g_str_equal (row->layer, layer))
        put (grid, falk_parts_line (row->layer, "layer"), COLUMN_SIGN, at++,
             N_COLUMNS);
      layer = row->layer;
      add_row (grid, row, at++);
    }
  if (rows->len > ROWS_MAX)
    {
      g_autofree char *more =
          g_strdup_printf ("and %u more", rows->len - ROWS_MAX);
      put (grid, falk_parts_text (more, "dim"), COLUMN_WHAT, at, 3);
    }
  return widget;
}
