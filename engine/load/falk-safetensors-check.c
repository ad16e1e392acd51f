/* SPDX-License-Identifier: MIT */
#include "falk-safetensors-check.h"

#include <inttypes.h>
#include <string.h>

#include "falk-source.h"

static int
by_name (const void *a, const void *b)
{
  return strcmp (((const FalkStTensor *)a)->name,
                 ((const FalkStTensor *)b)->name);
}

static int
by_place (const void *a, const void *b)
{
  const FalkStTensor *one = a, *two = b;

  if (one->begin != two->begin)
    return one->begin < two->begin ? -1 : 1;
  return (one->end > two->end) - (one->end < two->end);
}

static const char *
quoted (const FalkStTensor *tensor, FalkText *text)
{
  *text = falk_quote (tensor->name, strlen (tensor->name));
  return text->text;
}

static bool
fail_hole (FalkBuild *build, uint64_t data, uint64_t from, uint64_t to)
{
  return falk_fail (&build->load, FALK_LOAD_ST_HOLE, (int64_t)(data + from),
                    NULL, FALK_TEXT ("%" PRIu64 " to %" PRIu64, from, to - 1),
                    NULL);
}

static bool
check_places (FalkBuild *build, FalkStTensor **sorted, uint32_t n,
              uint64_t data)
{
  uint64_t size = build->load.source->size - data, covered = 0;
  FalkText one, two;

  for (uint32_t i = 0; i < n; i++)
    {
      const FalkStTensor *tensor = sorted[i];

      if (tensor->begin > tensor->end)
        return falk_fail (
            &build->load, FALK_LOAD_ST_RANGE, -1, quoted (tensor, &one),
            FALK_TEXT ("%" PRId64 " to %" PRId64, tensor->begin, tensor->end),
            "the first to be the smaller");
      if ((uint64_t)tensor->end > size)
        return falk_fail (&build->load, FALK_LOAD_TRUNC,
                          (int64_t)(data + covered), quoted (tensor, &one),
                          FALK_TEXT ("%" PRId64, tensor->end),
                          FALK_TEXT ("%" PRIu64, size));
      if ((uint64_t)tensor->begin < covered)
        return falk_fail (
            &build->load, FALK_LOAD_ST_OVERLAP, (int64_t)data + tensor->begin,
            quoted (sorted[i ? i - 1 : 0], &one), quoted (tensor, &two), NULL);
      if ((uint64_t)tensor->begin > covered)
        return fail_hole (build, data, covered, (uint64_t)tensor->begin);
      covered = (uint64_t)tensor->end;
    }
  return covered == size || fail_hole (build, data, covered, size);
}

static bool
add (FalkBuild *build, const FalkStTensor *tensor, FalkSegment *segment)
{
  FalkView view = { .segment = segment, .start = (uint64_t)tensor->begin };
  uint64_t given = (uint64_t)(tensor->end - tensor->begin), bytes;
  FalkShape shape = { .rank = tensor->rank };
  FalkText name;

  if (tensor->rank > 0)
    memcpy (shape.dims, tensor->dims, tensor->rank * sizeof *tensor->dims);
  if (!tensor->known)
    {
      const char *why = falk_load_printf (
          &build->load, "Its element type %s is not known here.",
          FALK_QUOTE (tensor->dtype_name, strlen (tensor->dtype_name)));

      return why && falk_build_unreadable (build, tensor->name, &shape, why);
    }
  if (!falk_build_bytes (build, quoted (tensor, &name), tensor->dtype, &shape,
                         -1, &bytes))
    return false;
  if (bytes != given)
    return falk_fail (
        &build->load, FALK_LOAD_ST_SIZE,
        (int64_t)segment->offset + tensor->begin, quoted (tensor, &name),
        FALK_TEXT ("%" PRIu64, given),
        FALK_TEXT ("%" PRIu64 " bytes of %s", bytes, tensor->dtype_name));
  view.element = falk_dtype_info (tensor->dtype)->bits / 8;
  return falk_build_tensor (build, tensor->name, tensor->dtype, &shape, &view);
}

bool
falk_st_check (FalkBuild *build, FalkStTensor *tensors, uint32_t n,
               uint64_t data)
{
  FalkLoad *load = &build->load;
  FalkStTensor **sorted = falk_load_alloc (load, n, sizeof *sorted);
  FalkSegment *segment = falk_load_alloc (load, 1, sizeof *segment);
  FalkText name;

  if (!sorted || !segment)
    return false;
  *segment = (FalkSegment){ .offset = data,
                            .size = load->source->size - data,
                            .packed = load->source->size - data,
                            .checked = true };
  for (uint32_t i = 0; i < n; i++)
    sorted[i] = &tensors[i];
  if (!falk_load_sort (load, sorted, n, by_name))
    return false;
  for (uint32_t i = 1; i < n; i++)
    if (by_name (sorted[i - 1], sorted[i]) == 0)
      return falk_fail (load, FALK_LOAD_ST_DUP, -1, quoted (sorted[i], &name),
                        NULL, NULL);
  if (!falk_load_sort (load, sorted, n, by_place))
    return false;
  if (!check_places (build, sorted, n, data))
    return false;
  if (!falk_build_reserve (build, n))
    return false;
  for (uint32_t i = 0; i < n; i++)
    if (!add (build, &tensors[i], segment))
      return false;
  return true;
}
