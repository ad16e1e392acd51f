/* SPDX-License-Identifier: MIT */
#include "falk-view.h"

#include "falk-bytes.h"

/* True if @strides are those of an array in C order without gaps. Strides of
 * axes with one element say nothing. */
static bool
contiguous (const int64_t *strides, const FalkShape *shape)
{
  int64_t expected = 1;

  for (guint i = shape->rank; i-- > 0;)
    {
      if (shape->dims[i] != 1 && strides[i] != expected)
        return false;
      expected *= shape->dims[i]; /* no overflow: the count was checked */
    }
  return true;
}

bool
falk_view_finish (FalkView *view, const FalkShape *shape)
{
  uint64_t last = 0, step;

  view->span = view->bytes;
  view->strided = false;
  if (view->bytes == 0 || !view->strides || contiguous (view->strides, shape))
    return true;
  view->strided = true;
  for (guint i = 0; i < shape->rank; i++)
    if (view->strides[i] < 0
        || !falk_mul ((uint64_t)shape->dims[i] - 1, (uint64_t)view->strides[i],
                      &step)
        || !falk_add (last, step, &last))
      return false;
  return falk_add (last, 1, &last)
         && falk_mul (last, view->element, &view->span);
}

static void
swap_bytes (uint8_t *bytes, uint64_t length, uint32_t size)
{
  for (uint64_t at = 0; size > 1 && at + size <= length; at += size)
    for (uint32_t i = 0; i < size / 2; i++)
      {
        uint8_t byte = bytes[at + i];

        bytes[at + i] = bytes[at + size - 1 - i];
        bytes[at + size - 1 - i] = byte;
      }
}

/* Copies elements from where their strides put them to C order: an index for
 * each axis but the last counts up like an odometer. */
static bool
gather (FalkLoad *load, const FalkView *view, const FalkShape *shape,
        const uint8_t *from, uint8_t *to)
{
  int64_t index[FALK_RANK_MAX] = { 0 };
  guint last = shape->rank - 1;
  size_t size = view->element;
  uint64_t at = 0; /* elements from the start */
  uint8_t *end = to + view->bytes;

  while (to < end)
    {
      guint axis = last;

      for (int64_t i = 0; i < shape->dims[last]; i++, to += size)
        memcpy (to, from + (at + (uint64_t)(i * view->strides[last])) * size,
                size);
      while (axis-- > 0)
        {
          at += (uint64_t)view->strides[axis];
          if (++index[axis] < shape->dims[axis])
            break;
          at -= (uint64_t)(view->strides[axis] * shape->dims[axis]);
          index[axis] = 0;
        }
      if (axis == 0 && !falk_load_progress (load, 1.0))
        return false;
    }
  return true;
}

static bool
read_strided (FalkLoad *load, const FalkView *view, const FalkShape *shape,
              void *out)
{
  FalkArena scratch;
  uint8_t *span;
  bool ok;

  falk_arena_init (&scratch, &load->arena.allocator, load->arena.budget);
  span = falk_arena_alloc (&scratch, view->span, 1);
  if (!span)
    ok =
        falk_fail (load, scratch.refused ? FALK_LOAD_BUDGET : FALK_LOAD_NOMEM,
                   -1, NULL, FALK_TEXT ("%llu", (unsigned long long)view->span),
                   FALK_TEXT ("%llu", (unsigned long long)scratch.budget));
  else
    ok = falk_segment_read_checked (load, view->segment, view->start, span,
                                    view->span)
         && gather (load, view, shape, span, out);
  falk_arena_clear (&scratch);
  return ok;
}

bool
falk_view_read (FalkLoad *load, const FalkView *view, const FalkShape *shape,
                void *out)
{
  if (view->bytes == 0)
    return true;
  if (view->strided ? !read_strided (load, view, shape, out)
                    : !falk_segment_read_checked (
                        load, view->segment, view->start, out, view->bytes))
    return false;
  swap_bytes (out, view->bytes, view->swap);
  return true;
}
