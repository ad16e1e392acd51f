/* SPDX-License-Identifier: MIT */
/* What writing one array and writing an archive of them share. Not for users
 * of the library. */
#pragma once

#include <stdint.h>

#include "falk-npy-write.h"
#include "falk-save.h"

#define FALK_NPY_HEADER_MAX                                                    \
  1024 /* 32 sizes of 20 digits and the words around them */

/* Writes magic, version, length and description; gives their length, a
 * multiple of 64 so that the data are aligned. */
size_t falk_npy_make_header (const FalkArray *array,
                             char header[FALK_NPY_HEADER_MAX]);

/* Bytes of the elements; fails for a dtype that NumPy has no name for. */
bool falk_npy_data_size (FalkSave *save, const FalkArray *array,
                         uint64_t *size);
