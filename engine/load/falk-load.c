/* SPDX-License-Identifier: MIT */
#include "falk-load.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "falk-load-codes.h"

FalkText
falk_text (const char *format, ...)
{
  FalkText result;
  va_list args;

  va_start (args, format);
  vsnprintf (result.text, sizeof result.text, format, args);
  va_end (args);
  return result;
}

FalkText
falk_quote (const char *bytes, size_t length)
{
  FalkText result;
  char inner[120];
  size_t shown = length < sizeof inner ? length : sizeof inner;

  falk_text_escape (bytes, shown, inner, sizeof inner);
  snprintf (result.text, sizeof result.text, "'%s%s'", inner,
            strlen (inner) + 4 >= sizeof inner || shown < length ? "…" : "");
  return result;
}

static void
copy_fact (char *to, size_t size, const char *from)
{
  if (from)
    falk_text_escape (from, strlen (from), to, size);
}

void
falk_fail_set (FalkLoad *load, FalkLoadCode code, int64_t offset,
               const char *field, const char *found, const char *allowed)
{
  FalkLoadError *error = load->error;

  if (load->failed)
    return;
  load->failed = true;
  memset (error, 0, sizeof *error);
  error->code = code;
  error->offset = offset;
  error->advice = falk_load_codes[code].advice;
  memcpy (error->file, load->name, sizeof error->file);
  copy_fact (error->field, sizeof error->field, field);
  copy_fact (error->found, sizeof error->found, found);
  copy_fact (error->allowed, sizeof error->allowed, allowed);
}

static void
fail_memory (FalkLoad *load)
{
  if (load->arena.refused)
    falk_fail (load, FALK_LOAD_BUDGET, -1, NULL,
               FALK_TEXT ("%" PRIu64, load->arena.refused),
               FALK_TEXT ("%" PRIu64, load->arena.budget));
  else
    falk_fail (load, FALK_LOAD_NOMEM, -1, NULL, NULL, NULL);
}

void *
falk_load_alloc (FalkLoad *load, uint64_t count, size_t size)
{
  void *memory = falk_arena_alloc (&load->arena, count, size);

  if (!memory)
    fail_memory (load);
  return memory;
}

void *
falk_load_grow (FalkLoad *load, void *array, uint64_t needed, uint32_t *room,
                size_t size)
{
  void *larger = falk_arena_grow (&load->arena, array, needed, room, size);

  if (!larger)
    fail_memory (load);
  return larger;
}

bool
falk_load_sort (FalkLoad *load, void *items, size_t n, FalkCompare compare)
{
  if (falk_sort (&load->arena, items, n, compare))
    return true;
  fail_memory (load);
  return false;
}

char *
falk_load_copy (FalkLoad *load, const char *bytes, size_t length)
{
  char *copy = falk_load_alloc (load, (uint64_t)length + 1, 1);

  if (copy)
    memcpy (copy, bytes, length);
  return copy;
}

char *
falk_load_printf (FalkLoad *load, const char *format, ...)
{
  va_list args;
  int length;
  char *text;

  va_start (args, format);
  length = vsnprintf (NULL, 0, format, args);
  va_end (args);
  text = falk_load_alloc (load, (uint64_t)(length < 0 ? 0 : length) + 1, 1);
  if (!text || length < 0)
    return text;
  va_start (args, format);
  vsnprintf (text, (size_t)length + 1, format, args);
  va_end (args);
  return text;
}

bool
falk_load_progress (FalkLoad *load, double fraction)
{
  if (!load->options.progress
      || load->options.progress (load->options.progress_user, fraction))
    return true;
  return falk_fail (load, FALK_LOAD_CANCELLED, -1, NULL, NULL, NULL);
}
