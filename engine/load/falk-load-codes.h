/* SPDX-License-Identifier: MIT */
/* The table of load errors: one row a code. */
#pragma once

#include "falk-load-error.h"

typedef struct
{
  const char *name; /* "E_NOENT" */
  const char *text; /* what is wrong; {file}, {field}, {found} and {allowed}
                       stand for the error's facts; no full stop */
  const char *advice; /* what to do: whole sentences, or "" */
} FalkLoadCodeInfo;

extern const FalkLoadCodeInfo falk_load_codes[FALK_LOAD_CODE_COUNT];
