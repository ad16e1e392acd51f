/* SPDX-License-Identifier: MIT */
/* A strict reader of zip archives: what two readers could take for two
 * different archives is refused. Nothing is ever unpacked to disk.
 *
 * Sizes come from the central directory alone; local headers must agree with
 * it in name, method and flags, and their extra fields are only skipped
 * (PyTorch writes odd ones to align its data). The format is described in
 * PKWARE's APPNOTE.TXT; numbers of fields here are byte offsets in it. */
#pragma once

#include "falk-segment.h"

typedef struct
{
  const char *name; /* safe as a path: relative, no empty, . or .. part */
  uint64_t local; /* byte of the file where the local header stands */
  uint64_t end; /* byte behind the member's data */
  FalkSegment segment; /* its data */
  uint16_t flags, method;
} FalkZipEntry;

/* Invariant: names differ in more than case; members don't overlap. */
typedef struct
{
  FalkZipEntry *entries; /* in the order of the directory */
  uint32_t n;
  FalkZipEntry **by_name; /* sorted by strcmp() */
  uint64_t directory; /* byte of the file where the directory starts */
} FalkZip;

/* Reads the directory of the archive that is @load's file. */
bool falk_zip_open (FalkLoad *load, FalkZip *zip);

/* The entry called @name, or NULL. */
FalkZipEntry *falk_zip_find (const FalkZip *zip, const char *name);

/* Checks names, overlaps and local headers of a directory that was read:
 * the second half of falk_zip_open(). */
bool falk_zip_check (FalkLoad *load, FalkZip *zip);
