/* SPDX-License-Identifier: MIT */
/* The file on disk: opened without blocking, read with pread() only. A file
 * is never mapped: another process cutting it short would end this one. */
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include "falk-load.h"

/* Invariant: fd is open for reading on a regular file of size bytes > 0. */
struct FalkSource
{
  int fd;
  uint64_t size; /* bytes, when it was opened */
  struct stat seen;
};

/* Opens @path and sets load->source. False with an error set; nothing is then
 * open. @load's name must be set. */
bool falk_source_open (FalkLoad *load, const char *path);

/* Closes load->source. */
void falk_source_close (FalkLoad *load);

/* Reads exactly @size bytes from @offset. Reading past the size the file had,
 * or finding fewer bytes there now, is FALK_LOAD_CHANGED: callers compare
 * with source->size first. */
bool falk_source_read (FalkLoad *load, uint64_t offset, void *buffer,
                       size_t size);

/* Fails with FALK_LOAD_CHANGED when the open file is no longer as it was. */
bool falk_source_unchanged (FalkLoad *load);
