/* SPDX-License-Identifier: MIT */
/* A strict JSON scanner (RFC 8259) over a buffer it may write to. It builds
 * nothing: callers ask for what they expect, and skip the rest. */
#pragma once

#include "falk-load.h"

typedef struct
{
  FalkLoad *load;
  char *start, *at, *end;
  int64_t place; /* byte of the file at which start stands */
} FalkJson;

/* How deep a value that is skipped may be nested. */
#define FALK_JSON_DEPTH_MAX 64

int64_t falk_json_place (const FalkJson *json);

/* Fails with FALK_LOAD_JSON, naming what stands at the current byte. */
bool falk_json_fail (FalkJson *json, const char *expected);

/* Takes @c if it comes next, with the white space around it. */
bool falk_json_take (FalkJson *json, char c);

/* True if @c comes next. */
bool falk_json_peek (FalkJson *json, char c);

/* Reads a string, undoing its escapes in the buffer itself and closing it
 * with a 0. It may hold a NUL of its own ("\u0000"): compare lengths. */
bool falk_json_string (FalkJson *json, char **text, size_t *length);

/* Reads a whole number 0 ... 2^63 - 1. *@fits is false when a number of
 * another kind stands there; it is then skipped and kept in *@text. */
bool falk_json_size (FalkJson *json, int64_t *value, bool *fits,
                     FalkText *text);

/* Skips any one value. */
bool falk_json_skip (FalkJson *json);
