/* SPDX-License-Identifier: MIT */
/* view and reshape: what a shape argument with a -1 in it means, whether a
 * view of it is possible, and which old axes each new one is made of. */
#include "falk-rule-private.h"

/* What reading the shape argument stops at. */
typedef enum
{
  STOP_NOT,
  STOP_TWO_UNKNOWN,
  STOP_NEGATIVE,
  STOP_TOTAL,
  STOP_AMBIGUOUS,
} Stop;

/* Reads the argument as PyTorch's infer_size does: entry by entry first,
 * then the total. @shape is the result when it stops at nothing. */
static Stop
resolve (const FalkStep *step, const FalkValue *in, FalkShape *shape,
         gint64 *bad)
{
  guint n;
  int unknown = -1;
  gint64 total = falk_value_count (in), product = 1;
  gboolean overflow = FALSE;
  const gint64 *dims = falk_step_get_ints (step, FALK_ARG_SHAPE, &n);

  shape->rank = MIN (n, FALK_RANK_MAX);
  for (guint i = 0; i < shape->rank; i++)
    {
      shape->dims[i] = dims[i];
      if (dims[i] == -1 && unknown >= 0)
        return STOP_TWO_UNKNOWN;
      if (dims[i] == -1)
        unknown = (int)i;
      else if (dims[i] < 0)
        {
          *bad = dims[i];
          return STOP_NEGATIVE;
        }
      else if (!falk_size_mul (product, dims[i], &product))
        overflow = TRUE;
    }
  if (overflow)
    return STOP_TOTAL;
  if (total == product && unknown < 0)
    return STOP_NOT;
  if (unknown < 0)
    return STOP_TOTAL;
  if (product == 0)
    return total == 0 ? STOP_AMBIGUOUS : STOP_TOTAL;
  if (total % product != 0)
    return STOP_TOTAL;
  shape->dims[unknown] = total / product;
  return STOP_NOT;
}

static gboolean
shape_holds (const FalkStep *step, const FalkValue *in, Stop stop,
             FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found_by = falk_origin_argument (step->name, "shape");
  fault->found_shape = falk_value_shape (in);
  fault->needed = falk_value_count (in);
  return resolve (step, in, &fault->needed_shape, &fault->found) != stop;
}

gboolean
falk_check_shape_two_unknown (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  return shape_holds (step, in, STOP_TWO_UNKNOWN, fault);
}

gboolean
falk_check_shape_negative (const FalkStep *step, const FalkValue *in,
                           FalkFault *fault)
{
  return shape_holds (step, in, STOP_NEGATIVE, fault);
}

/* found: the total that the argument asks for, its -1 counted as 1. */
gboolean
falk_check_shape_total (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  gboolean holds = shape_holds (step, in, STOP_TOTAL, fault);

  fault->found = 1;
  for (guint i = 0; i < fault->needed_shape.rank; i++)
    if (fault->needed_shape.dims[i] >= 0
        && !falk_size_mul (fault->found, fault->needed_shape.dims[i],
                           &fault->found))
      fault->found = G_MAXINT64;
  return holds;
}

gboolean
falk_check_shape_ambiguous (const FalkStep *step, const FalkValue *in,
                            FalkFault *fault)
{
  return shape_holds (step, in, STOP_AMBIGUOUS, fault);
}

/* Strides of @shape as a view of @value, or FALSE where there is no such
 * view. From the last axis on, old axes that follow each other without a gap
 * form a chunk, and each chunk must be filled exactly by new axes. */
static gboolean
view_strides (const FalkValue *value, const FalkShape *shape, gint64 *strides)
{
  int fresh = (int)shape->rank - 1;
  gint64 chunk = 1, filled = 1, base;

  if (value->rank == 0 || falk_value_count (value) == 0)
    return falk_value_count (value) == 0 || shape->rank == 0
           || falk_value_count (value) == 1;
  base = value->axes[value->rank - 1].stride;
  for (int old = (int)value->rank - 1; old >= 0; old--)
    {
      const FalkAxis *axis = &value->axes[old];

      chunk *= axis->size;
      if (old > 0
          && (value->axes[old - 1].size == 1
              || value->axes[old - 1].stride == chunk * base))
        continue;
      for (; fresh >= 0 && (filled < chunk || shape->dims[fresh] == 1); fresh--)
        {
          strides[fresh] = filled * base;
          filled *= shape->dims[fresh];
        }
      if (filled != chunk)
        return FALSE;
      if (old > 0)
        {
          base = value->axes[old - 1].stride;
          chunk = 1;
          filled = 1;
        }
    }
  return fresh < 0;
}

gboolean
falk_check_view_stride (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  gint64 strides[FALK_RANK_MAX], bad;

  fault->found_shape = falk_value_shape (in);
  return resolve (step, in, &fault->needed_shape, &bad) != STOP_NOT
         || view_strides (in, &fault->needed_shape, strides);
}

/* One new axis of the @n that the @m old axes starting at @old become. */
static FalkAxis
regrouped (const FalkStep *step, const FalkAxis *old, guint m, guint n,
           guint index, gint64 size)
{
  FalkAxis merged = falk_axis_merge (old, m);
  FalkAxis axis = falk_axis (size, m ? FALK_ROLE_MERGED : FALK_ROLE_NONE,
                             falk_origin_argument (step->name, "shape"));

  if (m && n == 1)
    return merged;
  if (n == merged.n_factors && merged.factors[index].size == size)
    axis.factors[0] = merged.factors[index];
  else if (m == 1 && falk_axis_role (old) == FALK_ROLE_NONE)
    axis.factors[0].role = FALK_ROLE_NONE;
  return axis;
}

/* With no elements there is nothing that says which axis became which. */
static void
regroup_empty (const FalkStep *step, const FalkValue *value,
               const FalkShape *shape, FalkValue *out)
{
  for (guint i = 0; i < shape->rank; i++)
    if (i < value->rank && value->axes[i].size == shape->dims[i])
      out->axes[i] = value->axes[i];
    else
      out->axes[i] = falk_axis (shape->dims[i], FALK_ROLE_NONE,
                                falk_origin_argument (step->name, "shape"));
  falk_value_set_contiguous (out);
}

void
falk_value_regroup (const FalkStep *step, const FalkValue *value,
                    const FalkShape *shape, FalkValue *out)
{
  guint old = 0, fresh = 0;
  gint64 strides[FALK_RANK_MAX];

  out->dtype = value->dtype;
  out->packing = value->packing;
  out->rank = shape->rank;
  if (falk_value_count (value) == 0)
    {
      regroup_empty (step, value, shape, out);
      return;
    }
  while (fresh < shape->rank)
    {
      guint m = old < value->rank ? 1 : 0, n = 1;
      gint64 a = m ? value->axes[old].size : 1, b = shape->dims[fresh];

      while (a != b && (old + m < value->rank || fresh + n < shape->rank))
        if (old + m < value->rank && (a < b || fresh + n == shape->rank))
          a *= value->axes[old + m++].size;
        else
          b *= shape->dims[fresh + n++];
      if (fresh + n == shape->rank)
        m = value->rank - old;
      for (guint k = 0; k < n; k++)
        out->axes[fresh + k] = regrouped (step, &value->axes[old], m, n, k,
                                          shape->dims[fresh + k]);
      old += m;
      fresh += n;
    }
  falk_value_set_contiguous (out);
  if (value->rank > 0 && view_strides (value, shape, strides))
    for (guint i = 0; i < shape->rank; i++)
      out->axes[i].stride = strides[i];
}

void
falk_give_reshape (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  FalkShape shape;
  gint64 bad;

  if (resolve (step, in, &shape, &bad) == STOP_NOT)
    falk_value_regroup (step, in, &shape, out);
  else
    falk_value_copy (in, out);
}
