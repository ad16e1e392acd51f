/* SPDX-License-Identifier: MIT */
/* What every reader carries along: memory, the file, the error to fill. Not
 * for users of the library; they start at falk-file.h. */
#pragma once

#include <stdbool.h>

#include "falk-arena.h"
#include "falk-load-error.h"
#include "falk-load-options.h"

typedef struct FalkSource FalkSource;

typedef struct
{
  FalkArena arena;
  FalkLoadOptions options;
  FalkLoadError *error; /* where the next failure goes; never NULL */
  char name[192]; /* the file's base name, safe to show */
  FalkSource *source;
  bool failed;
} FalkLoad;

/* A short text by value, for the facts of an error. */
typedef struct
{
  char text[192];
} FalkText;

FalkText falk_text (const char *format, ...)
    __attribute__ ((format (printf, 1, 2)));

/* @length bytes as a text that is safe to show, in quotes. */
FalkText falk_quote (const char *bytes, size_t length);

/* FALK_TEXT ("%d", n) is a const char * until the end of the full expression
 * it stands in: just long enough to hand to falk_fail(). */
#define FALK_TEXT(...) (falk_text (__VA_ARGS__).text)
#define FALK_QUOTE(bytes, length) (falk_quote (bytes, length).text)

/* Fills @load's error: the first failure stays. @offset is -1 where there is
 * none; @field, @found and @allowed may be NULL. */
void falk_fail_set (FalkLoad *load, FalkLoadCode code, int64_t offset,
                    const char *field, const char *found, const char *allowed);

/* The same, giving false, so that "return falk_fail (...)" reads well and the
 * compiler knows it. */
static inline bool
falk_fail (FalkLoad *load, FalkLoadCode code, int64_t offset, const char *field,
           const char *found, const char *allowed)
{
  falk_fail_set (load, code, offset, field, found, allowed);
  return false;
}

/* falk_arena_alloc() and falk_arena_grow() that fail with FALK_LOAD_BUDGET or
 * FALK_LOAD_NOMEM. */
void *falk_load_alloc (FalkLoad *load, uint64_t count, size_t size);
void *falk_load_grow (FalkLoad *load, void *array, uint64_t needed,
                      uint32_t *room, size_t size);

/* falk_sort() with @load's arena, which fails in the same way. */
bool falk_load_sort (FalkLoad *load, void *items, size_t n,
                     FalkCompare compare);

/* A copy of @length bytes with a 0 behind it. NULL with an error set. */
char *falk_load_copy (FalkLoad *load, const char *bytes, size_t length);

/* A text made like printf's, in the arena. NULL with an error set. */
char *falk_load_printf (FalkLoad *load, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

/* Tells the caller how far things are (0 to 1). False, with
 * FALK_LOAD_CANCELLED set, when the caller wants to stop. */
bool falk_load_progress (FalkLoad *load, double fraction);

/* True if @length bytes at @bytes are UTF-8 without NUL. */
bool falk_utf8_valid (const char *bytes, size_t length);
