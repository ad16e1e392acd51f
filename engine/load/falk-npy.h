/* SPDX-License-Identifier: MIT */
/* The NumPy format (.npy): magic, version, a Python literal, the elements.
 * The literal is parsed by a grammar of its own; nothing evaluates it. */
#pragma once

#include "falk-build.h"

typedef struct
{
  FalkDtype dtype;
  FalkShape shape;
  uint32_t swap; /* as in FalkView */
  bool fortran; /* column-major */
  bool raw_bfloat16; /* the file says only "two raw bytes" */
} FalkNpyHeader;

/* Parses the literal @text of @length bytes, which stands at byte @place.
 * False with an error set. */
bool falk_npy_header_parse (FalkLoad *load, const char *text, size_t length,
                            int64_t place, FalkNpyHeader *header);

/* Adds the array that fills @segment as a tensor called @name. */
bool falk_npy_add (FalkBuild *build, FalkSegment *segment, const char *name);

/* The reader of .npy files. */
bool falk_npy_read (FalkBuild *build);
