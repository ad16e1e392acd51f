/* SPDX-License-Identifier: MIT */
/* Text from files: checking it, and making it safe to show. */
#include <stdio.h>
#include <string.h>

#include "falk-load.h"

/* Length of the UTF-8 character at @at, its value in @value; 0 when the bytes
 * are no shortest form of a Unicode character. */
static size_t
decode (const unsigned char *at, size_t length, uint32_t *value)
{
  static const struct
  {
    unsigned char mask, bits;
    uint32_t least;
  } forms[] = {
    { 0x80, 0x00, 0 },
    { 0xe0, 0xc0, 0x80 },
    { 0xf0, 0xe0, 0x800 },
    { 0xf8, 0xf0, 0x10000 },
  };

  for (size_t n = 0; n < 4 && n < length; n++)
    {
      uint32_t c = at[0] & (unsigned char)~forms[n].mask;

      if ((at[0] & forms[n].mask) != forms[n].bits)
        continue;
      for (size_t i = 1; i <= n; i++)
        {
          if ((at[i] & 0xc0) != 0x80)
            return 0;
          c = c << 6 | (at[i] & 0x3f);
        }
      if (c < forms[n].least || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
      *value = c;
      return n + 1;
    }
  return 0;
}

/* Characters that show nothing, or turn what stands around them. */
static int
hides (uint32_t c)
{
  static const uint32_t ranges[][2] = {
    { 0x00, 0x1f },     { 0x7f, 0x9f },     { 0xad, 0xad },
    { 0x61c, 0x61c },   { 0x200b, 0x200f }, { 0x2028, 0x202e },
    { 0x2060, 0x206f }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },
    { 0xfff9, 0xfffb },
  };

  for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
    if (c >= ranges[i][0] && c <= ranges[i][1])
      return 1;
  return 0;
}

void
falk_text_escape (const char *from, size_t length, char *to, size_t size)
{
  const unsigned char *at = (const unsigned char *)from;
  size_t left = size - 1;

  while (length > 0)
    {
      uint32_t c = 0;
      size_t n = decode (at, length, &c);
      char code[12];

      if (n == 0)
        snprintf (code, sizeof code, "\\x%02X", at[0]);
      else if (hides (c))
        snprintf (code, sizeof code, "\\u%04X", c);
      else
        code[0] = '\0';
      if (code[0] ? strlen (code) > left : n > left)
        break;
      if (code[0])
        memcpy (to, code, strlen (code));
      else
        memcpy (to, at, n);
      to += code[0] ? strlen (code) : n;
      left -= code[0] ? strlen (code) : n;
      n = n ? n : 1;
      at += n;
      length -= n;
    }
  *to = '\0';
}

bool
falk_utf8_valid (const char *bytes, size_t length)
{
  const unsigned char *at = (const unsigned char *)bytes;

  while (length > 0)
    {
      uint32_t c = 0;
      size_t n = decode (at, length, &c);

      if (n == 0 || c == 0)
        return false;
      at += n;
      length -= n;
    }
  return true;
}
