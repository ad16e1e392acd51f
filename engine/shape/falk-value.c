/* SPDX-License-Identifier: MIT */
#include "falk-value.h"

#include <stddef.h>
#include <string.h>

void
falk_value_copy (const FalkValue *from, FalkValue *to)
{
  if (from != to)
    memcpy (to, from,
            offsetof (FalkValue, axes) + from->rank * sizeof from->axes[0]);
}

FalkShape
falk_value_shape (const FalkValue *value)
{
  FalkShape shape;

  shape.rank = value->rank;
  for (guint i = 0; i < value->rank; i++)
    shape.dims[i] = value->axes[i].size;
  return shape;
}

gint64
falk_value_count (const FalkValue *value)
{
  gint64 count = 1;

  for (guint i = 0; i < value->rank; i++)
    count *= value->axes[i].size;
  return count;
}

/* An axis of size 0 counts as 1 in the strides, as PyTorch has it. Where they
 * grow too large they stop growing: whoever made the sizes counts the
 * elements next, and refuses them. */
void
falk_value_set_contiguous (FalkValue *value)
{
  gint64 stride = 1;

  for (guint i = value->rank; i-- > 0;)
    {
      value->axes[i].stride = stride;
      falk_size_mul (stride, MAX (value->axes[i].size, 1), &stride);
    }
}

void
falk_value_from_shape (FalkValue *value, const char *name, FalkDtype dtype,
                       const FalkShape *shape)
{
  value->dtype = dtype;
  value->packing = (FalkPacking){ 0 };
  value->rank = shape->rank;
  for (guint i = 0; i < shape->rank; i++)
    value->axes[i] = falk_axis (shape->dims[i], FALK_ROLE_NONE,
                                falk_origin_tensor (name, (int)i));
  falk_value_set_contiguous (value);
}
