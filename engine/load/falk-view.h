/* SPDX-License-Identifier: MIT */
/* A tensor's elements inside a segment: where they start, how far apart they
 * stand, and how to bring them into C order and little-endian form. */
#pragma once

#include "falk-segment.h"
#include "falk-shape.h"

/* Invariant, kept by falk_view_finish(): every element lies in the segment. */
typedef struct
{
  FalkSegment *segment;
  uint64_t start; /* byte of the segment where the first element stands */
  uint64_t bytes; /* of all elements together, in C order */
  uint32_t element; /* bytes an element; 0 where it is no whole byte */
  uint32_t swap; /* bytes of each number to turn round; 0 or 1 for none */
  bool strided; /* false: contiguous in C order */
  const int64_t *strides; /* elements, one an axis; NULL: in C order */
  uint64_t span; /* bytes from the first to behind the last element */
} FalkView;

/* Sets strided and span from strides, shape, element and bytes, all checked
 * for overflow: FALSE where the last element can't be addressed. Doesn't look
 * at the segment. */
bool falk_view_finish (FalkView *view, const FalkShape *shape);

/* Reads the elements of @view, of shape @shape, to @out, which has room for
 * view->bytes. */
bool falk_view_read (FalkLoad *load, const FalkView *view,
                     const FalkShape *shape, void *out);
