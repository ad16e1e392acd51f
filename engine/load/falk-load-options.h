/* SPDX-License-Identifier: MIT */
/* What a caller may choose about reading a file. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "falk-arena.h"

/* All fields may be 0: then the defaults hold. */
typedef struct
{
  /* Bytes of memory one file may take, and bytes one tensor may have; 0 is a
   * quarter of the memory that is available, at most 8 GiB. */
  uint64_t budget;
  /* Called now and then while bytes are read, with how far things are (0 to
   * 1); giving false cancels. Called in the thread that reads. */
  bool (*progress) (void *user, double fraction);
  void *progress_user;
  /* Tests replace memory and disk; NULL is malloc() and pread(). */
  const FalkAllocator *allocator;
  ssize_t (*pread) (int fd, void *buffer, size_t size, off_t offset);
} FalkLoadOptions;
