/* SPDX-License-Identifier: MIT */
/* Columns of the staircase: one for each step where there is room for that,
 * else one for each run of steps in which the rows that are shown don't
 * change. */
#include "falk-stair.h"

#define BY_STEP_MAX 24
#define CELL_MAX 34.0 /* points */
#define CELL_MIN 18.0
#define AIR 8.0 /* beside a number */

const char *
falk_stair_steps (FalkScene *scene, const FalkStairColumn *column)
{
  return column->to - column->from == 1
             ? falk_scene_keep (scene, FALK_SIZE, column->from)
             : falk_scene_keep (scene, FALK_SIZE " – " FALK_SIZE, column->from,
                                column->to - 1);
}

const char *
falk_stair_sizes (FalkScene *scene, const FalkStairColumn *column)
{
  return column->first == column->last
             ? falk_scene_keep (scene, FALK_SIZE, column->first)
             : falk_scene_keep (scene, FALK_SIZE " to " FALK_SIZE,
                                column->first, column->last);
}

static void
add_column (FalkStair *stair, gint64 from, gint64 to)
{
  FalkStairColumn *column = &stair->columns[stair->n_columns];
  gint64 before = 0, after = 0;

  if (stair->n_columns == FALK_STAIR_COLUMNS || to <= from)
    return;
  stair->n_columns++;
  *column = (FalkStairColumn){ .from = from, .to = to };
  column->first = falk_packing_batch (&stair->packing, from);
  column->last = falk_packing_batch (&stair->packing, to - 1);
  if (falk_packing_rows (&stair->packing, MIN (from, stair->time), &before)
      && falk_packing_rows (&stair->packing, MIN (to, stair->time), &after))
    column->rows = after - before;
}

/* The least step above @after at which a shown row, the tensor or all of it
 * ends. */
static gint64
next_end (const FalkStair *stair, gint64 after)
{
  gint64 next = stair->span;

  if (stair->time > after)
    next = MIN (next, stair->time);
  for (guint i = 0; i < stair->n_rows; i++)
    if (stair->rows[i].has_length && stair->rows[i].length > after)
      next = MIN (next, stair->rows[i].length);
  return next;
}

static double
least_width (FalkScene *scene, const FalkStairColumn *column)
{
  double steps =
      falk_type_width (FALK_TYPE_SMALL, falk_stair_steps (scene, column));
  double sizes =
      falk_type_width (FALK_TYPE_STRONG, falk_stair_sizes (scene, column));

  return MAX (CELL_MIN, MAX (steps, sizes) + AIR);
}

/* Sets the columns and their least widths; gives the sum of those. */
static double
set_columns (FalkScene *scene, FalkStair *stair)
{
  double sum = 0;

  stair->n_columns = 0;
  for (gint64 from = 0, to; from < stair->span; from = to)
    {
      to = stair->by_step ? from + 1 : next_end (stair, from);
      add_column (stair, from, to);
    }
  for (guint i = 0; i < stair->n_columns; i++)
    {
      stair->columns[i].w = least_width (scene, &stair->columns[i]);
      sum += stair->columns[i].w;
    }
  return sum;
}

double
falk_stair_add_columns (FalkScene *scene, FalkStair *stair, double x,
                        double width)
{
  double least = 0, extra, most;

  stair->by_step = stair->span <= BY_STEP_MAX;
  if (stair->by_step)
    least = set_columns (scene, stair);
  if (!stair->by_step || least > width)
    {
      stair->by_step = FALSE;
      least = set_columns (scene, stair);
    }
  stair->by_step = stair->span == (gint64)stair->n_columns;
  most = stair->by_step ? stair->n_columns * CELL_MAX : width;
  extra = MAX (0, MIN (width, most) - least);
  for (guint i = 0; i < stair->n_columns; i++)
    {
      FalkStairColumn *column = &stair->columns[i];

      column->w +=
          extra * (double)(column->to - column->from) / (double)stair->span;
      column->x = x;
      x += column->w;
    }
  return x;
}
