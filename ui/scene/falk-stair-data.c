/* SPDX-License-Identifier: MIT */
/* The packed data: a block of rows for each step, one below the other. */
#include "falk-stair.h"

#include "falk-role-ink.h"

#define BODY_MIN 64.0
#define LABEL_H 14.0 /* a block of less has no label */

/* "data  10 × 8" and what its axes are. Gives the number of runs. */
static guint
head_runs (FalkScene *scene, const FalkStair *stair,
           FalkRunOfText runs[2 * FALK_RANK_MAX + 1])
{
  guint n = 0;

  runs[n++] = (FalkRunOfText){ FALK_TYPE_NAME, FALK_INK_TEXT, "data " };
  for (guint i = 0; i < stair->data->rank; i++)
    {
      runs[n++] =
          (FalkRunOfText){ FALK_TYPE_NAME, FALK_INK_MUTED, i ? " × " : " " };
      runs[n++] = (FalkRunOfText){
        FALK_TYPE_NUMBER, falk_axis_ink (&stair->data->axes[i]),
        falk_scene_digits (scene, stair->data->axes[i].size)
      };
    }
  return n;
}

/* "step 0", "steps 3 – 21" */
static const char *
block_text (FalkScene *scene, const FalkStairColumn *column)
{
  return falk_scene_keep (scene, "step%s %s",
                          column->to - column->from == 1 ? "" : "s",
                          falk_stair_steps (scene, column));
}

/* What is written right of a block. */
static double
rows_width (FalkScene *scene, const FalkStair *stair)
{
  double width = falk_type_width (FALK_TYPE_SMALL, "rows");

  for (guint i = 0; i < stair->n_columns; i++)
    width = MAX (width, falk_type_width (
                            FALK_TYPE_SMALL,
                            falk_scene_digits (scene, stair->columns[i].rows)));
  return width + 8;
}

double
falk_stair_data_width (FalkScene *scene, const FalkStair *stair)
{
  FalkRunOfText runs[2 * FALK_RANK_MAX + 1];
  guint n = head_runs (scene, stair, runs);

  return MAX (falk_runs_width (runs, n), BODY_MIN + 40 + 24);
}

static void
draw_block (FalkScene *scene, const FalkStair *stair, guint index, FalkBox box)
{
  const FalkStairColumn *column = &stair->columns[index];
  const char *text = block_text (scene, column);
  FalkInk fill = index % 2 ? FALK_INK_INPUT_FILL_SIDE : FALK_INK_INPUT_FILL;
  FalkMark *mark =
      falk_pen_rect (scene, box, stair->ghost ? FALK_INK_NONE : fill,
                     stair->ghost ? FALK_INK_GHOST : FALK_INK_LINE);

  /* Dashes of thin blocks would run into each other. */
  mark->dash = stair->ghost && box.h > 3 ? FALK_DASH_DASHED : FALK_DASH_SOLID;
  mark->width = box.h > 3 ? 1 : 0.5;
  falk_pen_name (scene,
                 falk_scene_keep (scene, "data-" FALK_SIZE, column->from),
                 "%s: " FALK_SIZE " row%s of the data.", text, column->rows,
                 column->rows == 1 ? "" : "s");
  if (box.h < LABEL_H)
    return;
  if (falk_type_width (FALK_TYPE_SMALL, text) <= box.w - 6)
    falk_pen_text (scene, box.x + box.w / 2, box.y + box.h / 2 + 3.5,
                   FALK_ANCHOR_MIDDLE, FALK_TYPE_SMALL, FALK_INK_TIME, text);
  falk_pen_text (scene, box.x + box.w + 8, box.y + box.h / 2 + 3.5,
                 FALK_ANCHOR_START, FALK_TYPE_SMALL, FALK_INK_BATCH,
                 falk_scene_digits (scene, column->rows));
}

void
falk_stair_draw_data (FalkScene *scene, const FalkStair *stair, FalkBox box)
{
  FalkRunOfText runs[2 * FALK_RANK_MAX + 1];
  guint n = head_runs (scene, stair, runs);
  gint64 rows = MAX (stair->data->axes[0].size, 1);
  double right = rows_width (scene, stair), y = box.y;

  falk_pen_runs (scene, box.x, box.y - 27, FALK_ANCHOR_START, runs, n);
  falk_pen_text (scene, box.x + box.w - right + 8, box.y - 7, FALK_ANCHOR_START,
                 FALK_TYPE_SMALL, FALK_INK_MUTED, "rows");
  for (guint i = 0; i < stair->n_columns; i++)
    {
      double h = box.h * (double)stair->columns[i].rows / (double)rows;

      if (h <= 0)
        continue;
      draw_block (scene, stair, i, (FalkBox){ box.x, y, box.w - right, h });
      y += h;
    }
}
