/* SPDX-License-Identifier: MIT */
/* Writing arrays as NumPy does: .npy (version 1.0) and .npz (a zip of such,
 * stored). A file on disk appears whole or not at all: it is written beside
 * its place and then renamed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "falk-dtype.h"
#include "falk-load-error.h"
#include "falk-shape.h"

/* An array in C order, little-endian. */
typedef struct
{
  const char *name; /* in an .npz; may be NULL for a .npy */
  FalkDtype dtype; /* one that has a NumPy name */
  FalkShape shape;
  const void *data; /* the shape's count of elements */
} FalkArray;

/* Write to a file. A link is followed; what isn't a regular file (a pipe, a
 * terminal) is written to directly. False with @error filled on failure:
 * FALK_LOAD_NOSPACE, FALK_LOAD_WRITE, FALK_LOAD_ACCES, FALK_LOAD_ISDIR,
 * FALK_LOAD_DTYPE; what was at @path is then as it was. */
bool falk_npy_write (const char *path, const FalkArray *array,
                     FalkLoadError *error);
bool falk_npz_write (const char *path, const FalkArray *arrays, size_t n,
                     FalkLoadError *error);

/* The same to an open file descriptor, which may be a pipe; @where is what to
 * call it in an error. */
bool falk_npy_write_fd (int fd, const char *where, const FalkArray *array,
                        FalkLoadError *error);
bool falk_npz_write_fd (int fd, const char *where, const FalkArray *arrays,
                        size_t n, FalkLoadError *error);
