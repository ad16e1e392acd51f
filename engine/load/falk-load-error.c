/* SPDX-License-Identifier: MIT */
#include "falk-load-error.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "falk-load-codes.h"

const char *
falk_load_code_name (FalkLoadCode code)
{
  if (code >= FALK_LOAD_CODE_COUNT)
    code = FALK_LOAD_OK;
  return falk_load_codes[code].name;
}

/* A text of bounded length that is always closed by a 0. */
typedef struct
{
  char *at;
  size_t left; /* bytes, without the one for the closing 0 */
} Writer;

static void
writer_add (Writer *writer, const char *text, size_t length)
{
  if (length > writer->left)
    {
      length = writer->left;
      /* never end in the middle of a UTF-8 character */
      while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
      writer->left = length;
    }
  memcpy (writer->at, text, length);
  writer->at += length;
  writer->left -= length;
  *writer->at = '\0';
}

static void
writer_fill (Writer *writer, const char *pattern, const FalkLoadError *error)
{
  const struct
  {
    const char *mark, *value;
  } marks[] = {
    { "{file}", error->file },
    { "{field}", error->field },
    { "{found}", error->found },
    { "{allowed}", error->allowed },
  };

  while (*pattern)
    {
      size_t plain = strcspn (pattern, "{");

      writer_add (writer, pattern, plain);
      pattern += plain;
      for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        {
          size_t length = strlen (marks[i].mark);

          if (strncmp (pattern, marks[i].mark, length) != 0)
            continue;
          writer_add (writer, marks[i].value, strlen (marks[i].value));
          pattern += length;
          break;
        }
    }
}

char *
falk_load_error_write (const FalkLoadError *error, char *text, size_t size)
{
  Writer writer = { text, size - 1 };
  FalkLoadCode code =
      error->code < FALK_LOAD_CODE_COUNT ? error->code : FALK_LOAD_OK;

  *text = '\0';
  writer_fill (&writer, falk_load_codes[code].text, error);
  if (error->offset >= 0)
    {
      char place[40];

      snprintf (place, sizeof place, " (byte %" PRId64 ")", error->offset);
      writer_add (&writer, place, strlen (place));
    }
  writer_add (&writer, ".", 1);
  if (error->advice && error->advice[0])
    {
      writer_add (&writer, " ", 1);
      writer_add (&writer, error->advice, strlen (error->advice));
    }
  return text;
}
