/* SPDX-License-Identifier: MIT */
/* What a file is, from its bytes; never from its name alone. */
#pragma once

#include "falk-build.h"

/* The first bytes of a file, and what else may tell its kind. */
typedef struct
{
  const uint8_t *bytes;
  size_t length;
  uint64_t size; /* of the whole file, in bytes */
  bool zip_end; /* it ends like a zip archive */
  const char *name; /* asked only where the bytes say nothing at all */
} FalkHead;

/* One row a kind of file. Either read is set, or code is, the failure with
 * which the kind is refused. */
typedef struct
{
  const char *name; /* "npy" */
  bool (*matches) (const FalkHead *head);
  const char *magic; /* or: the bytes at byte at, magic_length of them */
  uint8_t magic_length;
  uint16_t at;
  bool (*read) (FalkBuild *build);
  FalkLoadCode code;
  const char *words; /* what to call it in a refusal */
} FalkFormat;

/* The row of @head, or NULL. */
const FalkFormat *falk_format_find (const FalkHead *head);

/* Every row, for tests. */
const FalkFormat *falk_format_table (size_t *n);

/* Fails as the kind @format (may be NULL: unknown) is refused. */
bool falk_format_refuse (FalkLoad *load, const FalkFormat *format,
                         const FalkHead *head);
