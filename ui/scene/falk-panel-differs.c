/* SPDX-License-Identifier: MIT */
/* The table of what differs between a checkpoint and a model. */
#include "falk-panel.h"

#include "falk-state-row.h"

#define ROWS_MAX 24 /* of a table; the rest is counted */
#define LINE 18.0
#define SIGN_W 20.0

/* Where the three columns begin, as parts of the width behind the sign. */
static const double columns[] = { 0, 0.4, 0.7, 1 };

static void
draw_cell (FalkScene *scene, guint column, double x, double y, double width,
           FalkType type, FalkInk ink, const char *text)
{
  double room = width - SIGN_W;

  falk_pen_text_in (scene, x + SIGN_W + columns[column] * room, y + 10,
                    (columns[column + 1] - columns[column]) * room - 6,
                    FALK_ANCHOR_START, type, ink, text);
}

static void
draw_row (FalkScene *scene, const FalkStateRow *row, double x, double y,
          double width)
{
  FalkInk ink = row->agrees ? FALK_INK_MEETS : FALK_INK_MISMATCH;
  FalkInk said = row->agrees ? FALK_INK_MUTED : FALK_INK_TEXT;
  FalkType type = row->agrees ? FALK_TYPE_SMALL : FALK_TYPE_STRONG;

  falk_pen_text (scene, x + 2, y + 10, FALK_ANCHOR_START, FALK_TYPE_STRONG, ink,
                 row->agrees ? "✓" : "✕");
  draw_cell (scene, 0, x, y, width, type, FALK_INK_TEXT, row->what);
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    draw_cell (scene, side + 1, x, y, width, type, said, row->sides[side]);
}

double
falk_panel_differs (FalkScene *scene, const FalkSubject *subject, double x,
                    double y, double width)
{
  static const char *const sides[] = { "checkpoint", "model" };
  const GPtrArray *rows =
      subject->explanation ? subject->explanation->differs : NULL;
  const char *layer = "";

  if (!rows || rows->len == 0)
    return y;
  falk_pen_text (scene, x + 2, y + 10, FALK_ANCHOR_START, FALK_TYPE_SECTION,
                 FALK_INK_MUTED, "WHAT DIFFERS");
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    draw_cell (scene, side + 1, x, y, width, FALK_TYPE_SMALL, FALK_INK_MUTED,
               sides[side]);
  y += 22;
  for (guint i = 0; i < MIN (rows->len, ROWS_MAX); i++, y += LINE)
    {
      const FalkStateRow *row = g_ptr_array_index (rows, i);

      if (!g_str_equal (row->layer, layer))
        {
          falk_pen_text_in (scene, x + 2, y + 10, width - 4, FALK_ANCHOR_START,
                            FALK_TYPE_CODE, FALK_INK_TEXT, row->layer);
          y += LINE;
        }
      layer = row->layer;
      draw_row (scene, row, x, y, width);
    }
  if (rows->len > ROWS_MAX)
    {
      draw_cell (scene, 0, x, y, width, FALK_TYPE_SMALL, FALK_INK_MUTED,
                 falk_scene_keep (scene, "and %u more", rows->len - ROWS_MAX));
      y += LINE;
    }
  return y + 10;
}
