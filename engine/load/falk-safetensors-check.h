/* SPDX-License-Identifier: MIT */
/* What must hold between the tensors of a safetensors header. */
#pragma once

#include "falk-build.h"

/* One tensor as the header describes it. */
typedef struct
{
  const char *name;
  const char *dtype_name;
  FalkDtype dtype;
  bool known; /* dtype is one of ours */
  const int64_t *dims; /* rank sizes, in elements */
  uint8_t rank;
  int64_t begin, end; /* bytes from the start of the data */
} FalkStTensor;

/* Checks that names are unique, that sorted by begin the tensors cover the
 * data from byte @data of the file to its end without hole or overlap, and
 * that each has the bytes its shape needs; adds them to @build. */
bool falk_st_check (FalkBuild *build, FalkStTensor *tensors, uint32_t n,
                    uint64_t data);
