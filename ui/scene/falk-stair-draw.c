/* SPDX-License-Identifier: MIT */
/* The staircase itself: rows of cells, the number of sequences at each step
 * below them, and the data on the right. */
#include "falk-stair.h"

#include "falk-role-ink.h"
#include "falk-scheme.h"

#define ROW_H 24.0
#define CELL_H 20.0
#define HEAD_H 44.0 /* captions, numbers of steps */
#define BAR_H 54.0 /* of the step with the most sequences */
#define BARS_TOP 12.0
#define ARROW_W 84.0
#define LABELS_MIN 118.0 /* left of the cells: "batch_sizes" */
#define AIR 12.0
#define DATA_ROW_H 15.0 /* of the data, while it has room: for a label */
#define DATA_H_MAX 210.0

/* Where everything goes, in points. */
typedef struct
{
  double place_x, length_x; /* right edges of the numbers left of the cells */
  double left, right; /* of the cells */
  double marks_w; /* of what is said right of them */
  double data_x, data_w; /* the packed data with its labels */
  double top, bottom; /* of the rows */
  double base; /* lower edge of the bars */
} Layout;

static double
widest_mark (const FalkStair *stair)
{
  double width = 0;

  for (guint i = 0; i < stair->n_rows; i++)
    if (stair->rows[i].mark)
      width = MAX (
          width, falk_type_width (FALK_TYPE_STRONG, stair->rows[i].mark) + AIR);
  return width;
}

static const char *
gap_text (FalkScene *scene, const FalkStairRow *row)
{
  return falk_scene_keep (scene, "… " FALK_SIZE " more sequences …",
                          row->left_out);
}

/* Right edge of what is written in place of rows that are left out. */
static double
gaps_end (FalkScene *scene, const FalkStair *stair)
{
  double end = 0;

  for (guint i = 0; i < stair->n_rows; i++)
    if (stair->rows[i].left_out)
      end =
          MAX (end, FALK_SCHEME_PAD
                        + falk_type_width (FALK_TYPE_SMALL,
                                           gap_text (scene, &stair->rows[i])));
  return end;
}

/* The columns of numbers left of the cells. */
static void
lay_out_labels (FalkScene *scene, const FalkStair *stair, Layout *layout)
{
  double place = falk_type_width (FALK_TYPE_SMALL, "sequence");
  double length = falk_type_width (FALK_TYPE_SMALL, "length");

  for (guint i = 0; i < stair->n_rows; i++)
    {
      const FalkStairRow *row = &stair->rows[i];

      place =
          MAX (place, falk_type_width (FALK_TYPE_STRONG,
                                       falk_scene_digits (scene, row->place)));
      length = MAX (length,
                    falk_type_width (FALK_TYPE_NUMBER,
                                     falk_scene_digits (scene, row->length)));
    }
  layout->place_x = FALK_SCHEME_PAD + place;
  layout->length_x = layout->place_x + AIR + length;
  layout->left = MAX (layout->length_x + AIR, FALK_SCHEME_PAD + LABELS_MIN);
}

/* "x  5 time × 3 batch", in the order of the tensor's axes. */
static guint
caption (FalkScene *scene, const FalkStair *stair, FalkRunOfText runs[7])
{
  const FalkRunOfText axes[2][2] = {
    { { FALK_TYPE_STRONG, FALK_INK_TIME,
        falk_scene_digits (scene, stair->time) },
      { FALK_TYPE_LABEL, FALK_INK_TIME, " time" } },
    { { FALK_TYPE_STRONG, FALK_INK_BATCH,
        falk_scene_digits (scene, stair->batch) },
      { FALK_TYPE_LABEL, FALK_INK_BATCH, " batch" } },
  };
  guint n = 0;

  runs[n++] = (FalkRunOfText){ FALK_TYPE_NAME, FALK_INK_TEXT, stair->padded };
  runs[n++] = (FalkRunOfText){ FALK_TYPE_NAME, FALK_INK_TEXT, "  " };
  for (guint i = 0; i < 2; i++)
    {
      const FalkRunOfText *axis = axes[stair->batch_first ? 1 - i : i];

      if (i)
        runs[n++] = (FalkRunOfText){ FALK_TYPE_LABEL, FALK_INK_MUTED, " × " };
      runs[n++] = axis[0];
      runs[n++] = axis[1];
    }
  return n;
}

static double
lay_out (FalkScene *scene, FalkStair *stair, double y, double width,
         Layout *layout)
{
  FalkRunOfText runs[7];
  double head = falk_runs_width (runs, caption (scene, stair, runs));
  double beside;

  lay_out_labels (scene, stair, layout);
  layout->marks_w = widest_mark (stair);
  layout->data_w = stair->data ? falk_stair_data_width (scene, stair) : 0;
  beside = layout->marks_w + (stair->data ? ARROW_W + layout->data_w : 0);
  layout->right =
      falk_stair_add_columns (scene, stair, layout->left,
                              width - FALK_SCHEME_PAD - beside - layout->left);
  layout->data_x = MAX (layout->right + layout->marks_w,
                        MAX (layout->left + head, gaps_end (scene, stair)))
                   + ARROW_W;
  layout->top = y + HEAD_H;
  layout->bottom = layout->top + ROW_H * stair->n_rows;
  layout->base = layout->bottom + (stair->data ? BARS_TOP + BAR_H : 0);
  return MAX (width, layout->data_x - (stair->data ? 0 : ARROW_W)
                         + layout->data_w + FALK_SCHEME_PAD);
}

/* The caption, the headings of the numbers, the steps. */
static void
draw_head (FalkScene *scene, const FalkStair *stair, const Layout *layout)
{
  FalkRunOfText runs[7];
  guint n = caption (scene, stair, runs);
  double y = layout->top - 7;

  falk_pen_runs (scene, layout->left, layout->top - 27, FALK_ANCHOR_START, runs,
                 n);
  falk_pen_text (scene, layout->place_x, y, FALK_ANCHOR_END, FALK_TYPE_SMALL,
                 FALK_INK_MUTED, "sequence");
  falk_pen_text (scene, layout->length_x, y, FALK_ANCHOR_END, FALK_TYPE_SMALL,
                 FALK_INK_MUTED, "length");
  for (guint i = 0; i < stair->n_columns; i++)
    falk_pen_text (scene, stair->columns[i].x + stair->columns[i].w / 2, y,
                   FALK_ANCHOR_MIDDLE, FALK_TYPE_SMALL, FALK_INK_TIME,
                   falk_stair_steps (scene, &stair->columns[i]));
}

/* A step that is kept is solid, padding is hatched, and what a length asks
 * for beyond the tensor is dashed. */
static void
draw_cell (FalkScene *scene, const FalkStair *stair, const FalkStairRow *row,
           const FalkStairColumn *column, double y)
{
  FalkBox box = { column->x + 1, y + (ROW_H - CELL_H) / 2, column->w - 2,
                  CELL_H };
  gboolean beyond = column->from >= stair->time;
  gboolean wanted = row->has_length && row->length > column->from;
  FalkMark *mark;

  if (!beyond && row->has_sequence && wanted)
    falk_pen_rect (scene, box, FALK_INK_INPUT_FILL, FALK_INK_LINE);
  else if (!beyond && row->has_sequence)
    {
      falk_pen_rect (scene, box, FALK_INK_NONE, FALK_INK_GHOST);
      falk_pen_hatch (scene, box, FALK_INK_GHOST);
    }
  else if (wanted)
    {
      mark = falk_pen_rect (scene, box, FALK_INK_NONE,
                            row->bad ? FALK_INK_MISMATCH : FALK_INK_NOTICE);
      mark->dash = FALK_DASH_DASHED;
      mark->width = 1.4;
    }
}

static void
draw_row (FalkScene *scene, const FalkStair *stair, const Layout *layout,
          const FalkStairRow *row, double y)
{
  FalkInk ink = row->bad ? FALK_INK_MISMATCH : FALK_INK_NOTICE;
  double baseline = y + ROW_H / 2 + 5;

  for (guint i = 0; i < stair->n_columns; i++)
    draw_cell (scene, stair, row, &stair->columns[i], y);
  if (row->has_sequence)
    falk_pen_text (scene, layout->place_x, baseline, FALK_ANCHOR_END,
                   FALK_TYPE_STRONG, FALK_INK_BATCH,
                   falk_scene_digits (scene, row->place));
  if (row->has_length)
    falk_pen_text (scene, layout->length_x, baseline, FALK_ANCHOR_END,
                   FALK_TYPE_NUMBER, row->mark ? ink : FALK_INK_TIME,
                   falk_scene_digits (scene, row->length));
  if (row->mark)
    falk_pen_text (scene, layout->right + 8, baseline, FALK_ANCHOR_START,
                   FALK_TYPE_STRONG, ink, row->mark);
  falk_pen_round (scene,
                  (FalkBox){ FALK_SCHEME_PAD - 6, y,
                             layout->right + 4 - FALK_SCHEME_PAD + 6, ROW_H },
                  5, FALK_INK_NONE, row->mark ? ink : FALK_INK_NONE)
      ->width = row->bad ? 1.8 : 1.2;
  falk_pen_name (scene,
                 falk_scene_keep (scene, "sequence-" FALK_SIZE, row->place),
                 "%s", row->sentence);
}

static void
draw_rows (FalkScene *scene, const FalkStair *stair, const Layout *layout)
{
  for (guint i = 0; i < stair->n_rows; i++)
    {
      const FalkStairRow *row = &stair->rows[i];
      double y = layout->top + ROW_H * i;

      if (row->left_out)
        falk_pen_text (scene, FALK_SCHEME_PAD, y + ROW_H / 2 + 4,
                       FALK_ANCHOR_START, FALK_TYPE_SMALL, FALK_INK_MUTED,
                       gap_text (scene, row));
      else
        draw_row (scene, stair, layout, row, y);
    }
}

static gboolean
is_beyond_fault (const FalkStair *stair)
{
  return stair->code == FALK_FAULT_PACKED_SHORT
         || stair->code == FALK_FAULT_UNPACK_TOTAL;
}

/* As high at each end of @column as there are sequences; of steps that none
 * reaches there is no batch size. */
static void
draw_bar (FalkScene *scene, const FalkStair *stair,
          const FalkStairColumn *column, double base, gint64 most)
{
  double x0 = column->x + 2, x1 = column->x + column->w - 2;
  double unit = BAR_H / (double)MAX (most, 1);
  double h0 = MAX (unit * (double)column->first, 1.5);
  double h1 = MAX (unit * (double)column->last, 1.5);
  FalkPoint points[4] = {
    { x0, base }, { x0, base - h0 }, { x1, base - h1 }, { x1, base }
  };
  gboolean beyond = column->from >= stair->time;
  gboolean there = !stair->ghost && !beyond;
  FalkInk odd = is_beyond_fault (stair) ? FALK_INK_MISMATCH : FALK_INK_NOTICE;
  FalkInk ink = beyond ? odd : FALK_INK_BATCH;
  FalkMark *bar = falk_pen_polygon (
      scene, points, 4, there ? FALK_INK_MEETS_FILL : FALK_INK_NONE, ink);

  if (!there)
    bar->dash = FALK_DASH_DASHED;
  falk_pen_name (
      scene, falk_scene_keep (scene, "batch-size-" FALK_SIZE, column->from),
      "Step%s %s: %s of the sequences reach so far%s.",
      column->to - column->from == 1 ? "" : "s",
      falk_stair_steps (scene, column), falk_stair_sizes (scene, column),
      beyond ? ", and there is no data for it" : "");
  falk_pen_text (scene, (x0 + x1) / 2, base + 15, FALK_ANCHOR_MIDDLE,
                 FALK_TYPE_STRONG, ink, falk_stair_sizes (scene, column));
}

static void
draw_bars (FalkScene *scene, const FalkStair *stair, const Layout *layout)
{
  gint64 most = stair->n_columns ? stair->columns[0].first : 0;

  falk_pen_text (scene, FALK_SCHEME_PAD, layout->base - 16, FALK_ANCHOR_START,
                 FALK_TYPE_NAME, FALK_INK_TEXT, "batch_sizes");
  falk_pen_text (scene, FALK_SCHEME_PAD, layout->base - 2, FALK_ANCHOR_START,
                 FALK_TYPE_SMALL, FALK_INK_MUTED, "sequences a step");
  for (guint i = 0; i < stair->n_columns; i++)
    if (stair->columns[i].first > 0)
      draw_bar (scene, stair, &stair->columns[i], layout->base, most);
}

/* From the cells to the data, or back. */
static void
draw_arrow (FalkScene *scene, const FalkStair *stair, const Layout *layout)
{
  double left =
      MAX (layout->right + layout->marks_w, layout->data_x - ARROW_W) + 10;
  double right = layout->data_x - 10;
  double y = (layout->top + layout->base) / 2;
  FalkPoint from = { stair->unpacks ? right : left, y };
  FalkPoint to = { stair->unpacks ? left : right, y };

  falk_pen_line (scene, from, to, FALK_INK_GHOST, 1.3)->dash = FALK_DASH_DASHED;
  falk_pen_head (scene, to, to.x - from.x, 0, FALK_INK_GHOST);
  falk_pen_text (scene, (left + right) / 2, y - 8, FALK_ANCHOR_MIDDLE,
                 FALK_TYPE_SMALL, FALK_INK_MUTED,
                 stair->unpacks ? "unpack" : "pack");
  falk_pen_text (scene, (left + right) / 2, y + 16, FALK_ANCHOR_MIDDLE,
                 FALK_TYPE_SMALL, FALK_INK_MUTED, "step by step");
}

double
falk_stair_draw (FalkScene *scene, FalkStair *stair, double y, double width)
{
  Layout layout;
  double data_h;

  scene->width = lay_out (scene, stair, y, width, &layout);
  draw_head (scene, stair, &layout);
  draw_rows (scene, stair, &layout);
  if (!stair->data)
    return layout.bottom;
  draw_bars (scene, stair, &layout);
  draw_arrow (scene, stair, &layout);
  data_h =
      MAX (layout.base - layout.top,
           MIN (DATA_ROW_H * (double)stair->data->axes[0].size, DATA_H_MAX));
  falk_stair_draw_data (
      scene, stair,
      (FalkBox){ layout.data_x, layout.top, layout.data_w, data_h });
  return MAX (layout.base + 18, layout.top + data_h);
}
