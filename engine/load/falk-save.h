/* SPDX-License-Identifier: MIT */
/* Writing a file so that an error leaves none. Not for users of the library. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "falk-load-error.h"

typedef struct
{
  int fd;
  uint64_t written; /* bytes so far */
  FalkLoadError *error;
  char name[192]; /* safe to show */
} FalkSave;

/* Prepares writing to @fd, called @where in errors. */
void falk_save_init (FalkSave *save, int fd, const char *where,
                     FalkLoadError *error);

/* Writes all @size bytes. */
bool falk_save_bytes (FalkSave *save, const void *bytes, size_t size);

/* Fills the error; gives false. */
bool falk_save_fail (FalkSave *save, FalkLoadCode code, const char *found);

/* Opens a new file beside @path, lets @write fill it, and renames it to
 * @path. */
bool falk_save_file (const char *path,
                     bool (*write) (FalkSave *save, const void *data),
                     const void *data, FalkLoadError *error);
