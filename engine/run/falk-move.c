/* SPDX-License-Identifier: MIT */
#include "falk-move.h"

#include <math.h>
#include <string.h>

/* Elements in all axes from @first up to and without @end. */
static gsize
count_of (const FalkShape *shape, guint first, guint end)
{
  gsize count = 1;

  for (guint i = first; i < end; i++)
    count *= (gsize)shape->dims[i];
  return count;
}

/* Sizes and strides, in elements of the source, of axes to walk in C order.
 */
typedef struct
{
  guint rank;
  gsize size[FALK_RANK_MAX], stride[FALK_RANK_MAX];
} Walk;

static gsize
walk_count (const Walk *walk)
{
  gsize count = 1;

  for (guint i = 0; i < walk->rank; i++)
    count *= walk->size[i];
  return count;
}

/* Moves @at and @offset to the next element. */
static void
walk_next (const Walk *walk, gsize at[FALK_RANK_MAX], gsize *offset)
{
  for (guint i = walk->rank; i-- > 0;)
    {
      *offset += walk->stride[i];
      if (++at[i] < walk->size[i])
        return;
      *offset -= walk->stride[i] * walk->size[i];
      at[i] = 0;
    }
}

static void
walk_add (Walk *walk, const FalkShape *shape, guint axis)
{
  walk->size[walk->rank] = (gsize)shape->dims[axis];
  walk->stride[walk->rank] = count_of (shape, axis + 1, shape->rank);
  walk->rank++;
}

void
falk_move_permute (const float *x, const FalkShape *shape, const guint *dims,
                   float *y)
{
  gsize at[FALK_RANK_MAX] = { 0 }, offset = 0, count, inner = 1, stride = 1;
  Walk walk = { 0 };

  for (guint i = 0; i < shape->rank; i++)
    walk_add (&walk, shape, dims[i]);
  /* The last axis is a plain loop: the walk is for what lies outside it. */
  if (walk.rank > 0)
    {
      walk.rank--;
      inner = walk.size[walk.rank];
      stride = walk.stride[walk.rank];
    }
  count = inner ? walk_count (&walk) : 0;
  for (gsize i = 0; i < count; i++, y += inner)
    {
      for (gsize j = 0; j < inner; j++)
        y[j] = x[offset + j * stride];
      walk_next (&walk, at, &offset);
    }
}

void
falk_move_select (const float *x, const FalkShape *shape, guint axis,
                  gsize index, float *y)
{
  gsize outer = count_of (shape, 0, axis);
  gsize inner = count_of (shape, axis + 1, shape->rank);
  gsize size = (gsize)shape->dims[axis];

  for (gsize i = 0; i < outer && inner; i++)
    memcpy (y + i * inner, x + (i * size + index) * inner,
            inner * sizeof (float));
}

void
falk_move_mean (const float *x, const FalkShape *shape,
                const gboolean folded[FALK_RANK_MAX], float *y)
{
  gsize at[FALK_RANK_MAX] = { 0 }, offset = 0, kept_count, folded_count;
  Walk kept = { 0 }, fold = { 0 };

  for (guint i = 0; i < shape->rank; i++)
    walk_add (folded[i] ? &fold : &kept, shape, i);
  kept_count = walk_count (&kept);
  folded_count = walk_count (&fold);
  for (gsize i = 0; i < kept_count; i++)
    {
      gsize inside[FALK_RANK_MAX] = { 0 }, from = offset;
      double sum = 0;

      for (gsize j = 0; j < folded_count; j++)
        {
          sum += x[from];
          walk_next (&fold, inside, &from);
        }
      y[i] = folded_count ? (float)(sum / (double)folded_count) : NAN;
      walk_next (&kept, at, &offset);
    }
}

void
falk_move_cat (const float *a, const FalkShape *a_shape, const float *b,
               const FalkShape *b_shape, guint axis, float *y)
{
  gboolean same = a_shape->rank == b_shape->rank;
  gsize outer = same ? count_of (a_shape, 0, axis) : 1;
  gsize from_a = count_of (a_shape, same ? axis : 0, a_shape->rank);
  gsize from_b = count_of (b_shape, same ? axis : 0, b_shape->rank);

  for (gsize i = 0; i < outer; i++, y += from_a + from_b)
    {
      if (from_a)
        memcpy (y, a + i * from_a, from_a * sizeof (float));
      if (from_b)
        memcpy (y + from_a, b + i * from_b, from_b * sizeof (float));
    }
}
