/* SPDX-License-Identifier: MIT */
/* A run of bytes of the file that data are read from: the file itself from
 * some byte on, or a member of an archive, stored or deflated. */
#pragma once

#include "falk-load.h"

/* Invariant: [offset, offset + packed) lies in the file; packed == size
 * unless deflated. */
typedef struct
{
  const char *name; /* the member; NULL for a part of the file itself */
  uint64_t offset; /* byte in the file at which it starts */
  uint64_t packed; /* bytes in the file */
  uint64_t size; /* bytes it holds */
  bool deflated;
  bool has_crc; /* a checksum is recorded */
  bool checked; /* and was found right, or there is none */
  uint32_t crc;
} FalkSegment;

/* Reads @size bytes from byte @start of what the segment holds. The caller
 * has made sure that the segment is that long. A checksum is compared only
 * when all of the segment is read. Deflated segments are unpacked from their
 * start. */
bool falk_segment_read (FalkLoad *load, FalkSegment *segment, uint64_t start,
                        void *buffer, uint64_t size);

/* The same, but the segment's checksum is compared first or on the way, if it
 * has one that was not compared yet; that reads all of it once. */
bool falk_segment_read_checked (FalkLoad *load, FalkSegment *segment,
                                uint64_t start, void *buffer, uint64_t size);

/* The byte of the file where byte @at of the segment stands, for errors; the
 * byte of the member where that is packed. */
int64_t falk_segment_place (const FalkSegment *segment, uint64_t at);
