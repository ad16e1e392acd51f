/* SPDX-License-Identifier: MIT */
#include "falk-json.h"

#include <string.h>

int64_t
falk_json_place (const FalkJson *json)
{
  return json->place + (json->at - json->start);
}

static void
skip_space (FalkJson *json)
{
  while (json->at < json->end
         && (*json->at == ' ' || *json->at == '\n' || *json->at == '\t'
             || *json->at == '\r'))
    json->at++;
}

bool
falk_json_fail (FalkJson *json, const char *expected)
{
  size_t left = (size_t)(json->end - json->at);
  FalkText found = falk_quote (json->at, left < 24 ? left : 24);

  return falk_fail (json->load, FALK_LOAD_JSON, falk_json_place (json), NULL,
                    left ? found.text : "the end", expected);
}

bool
falk_json_peek (FalkJson *json, char c)
{
  skip_space (json);
  return json->at < json->end && *json->at == c;
}

bool
falk_json_take (FalkJson *json, char c)
{
  if (!falk_json_peek (json, c))
    return false;
  json->at++;
  skip_space (json);
  return true;
}

static bool
parse_hex (FalkJson *json, uint32_t *value)
{
  *value = 0;
  for (int i = 0; i < 4; i++, json->at++)
    {
      static const char digits[] = "0123456789abcdef";
      char c = json->at < json->end ? *json->at : '\0';
      const char *digit;

      if (c >= 'A' && c <= 'F')
        c = (char)(c - 'A' + 'a');
      digit = c ? strchr (digits, c) : NULL;
      if (!digit)
        return falk_json_fail (json, "four hexadecimal digits");
      *value = *value << 4 | (uint32_t)(digit - digits);
    }
  return true;
}

/* "\uXXXX", or two of them that make one character. */
static bool
parse_unicode (FalkJson *json, char **to)
{
  uint32_t c, low;
  char *out = *to;

  if (!parse_hex (json, &c))
    return false;
  if (c >= 0xd800 && c <= 0xdbff)
    {
      if (json->end - json->at < 2 || json->at[0] != '\\' || json->at[1] != 'u')
        return falk_json_fail (json, "the second half of a character");
      json->at += 2;
      if (!parse_hex (json, &low))
        return false;
      if (low < 0xdc00 || low > 0xdfff)
        return falk_json_fail (json, "the second half of a character");
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (c >= 0xdc00 && c <= 0xdfff)
    return falk_json_fail (json, "a whole character");
  if (c < 0x80)
    *out++ = (char)c;
  else if (c < 0x800)
    *out++ = (char)(0xc0 | c >> 6);
  else if (c < 0x10000)
    {
      *out++ = (char)(0xe0 | c >> 12);
      *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    }
  else
    {
      *out++ = (char)(0xf0 | c >> 18);
      *out++ = (char)(0x80 | (c >> 12 & 0x3f));
      *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    }
  if (c >= 0x80)
    *out++ = (char)(0x80 | (c & 0x3f));
  *to = out;
  return true;
}

/* What follows a backslash. An escape is never shorter than what it stands
 * for, so that writing never overtakes reading. */
static bool
parse_escape (FalkJson *json, char **to)
{
  static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
  char c = json->at < json->end ? *json->at : '\0';
  const char *known = c ? strchr (from, c) : NULL;

  if (known)
    {
      *(*to)++ = into[known - from];
      json->at++;
      return true;
    }
  if (c != 'u')
    return falk_json_fail (json, "an escape");
  json->at++;
  return parse_unicode (json, to);
}

bool
falk_json_string (FalkJson *json, char **text, size_t *length)
{
  char *to;

  if (!falk_json_peek (json, '"'))
    return falk_json_fail (json, "a string");
  *text = to = ++json->at;
  while (json->at < json->end && *json->at != '"')
    {
      if ((unsigned char)*json->at < 0x20)
        return falk_json_fail (json, "a string without control characters");
      if (*json->at != '\\')
        *to++ = *json->at++;
      else
        {
          json->at++;
          if (!parse_escape (json, &to))
            return false;
        }
    }
  if (json->at >= json->end)
    return falk_json_fail (json, "'\"'");
  json->at++;
  *to = '\0'; /* at most where the closing quote stood */
  *length = (size_t)(to - *text);
  skip_space (json);
  return true;
}

static size_t
skip_digits (FalkJson *json)
{
  const char *from = json->at;

  while (json->at < json->end && *json->at >= '0' && *json->at <= '9')
    json->at++;
  return (size_t)(json->at - from);
}

static bool
skip_one (FalkJson *json, const char *among)
{
  if (json->at >= json->end || !*json->at || !strchr (among, *json->at))
    return false;
  json->at++;
  return true;
}

/* -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool
skip_number (FalkJson *json)
{
  skip_one (json, "-");
  if (!skip_one (json, "0") && skip_digits (json) == 0)
    return falk_json_fail (json, "a value");
  if (skip_one (json, ".") && skip_digits (json) == 0)
    return falk_json_fail (json, "a digit");
  if (skip_one (json, "eE"))
    {
      skip_one (json, "+-");
      if (skip_digits (json) == 0)
        return falk_json_fail (json, "a digit");
    }
  return true;
}

bool
falk_json_size (FalkJson *json, int64_t *value, bool *fits, FalkText *text)
{
  const char *from = json->at;

  *fits = false;
  *value = 0;
  if (!(json->at < json->end && (*json->at == '-' || skip_digits (json) > 0)))
    {
      size_t left = (size_t)(json->end - from);

      *text = falk_quote (from, left < 24 ? left : 24);
      return falk_json_skip (json);
    }
  json->at = (char *)from;
  if (!skip_number (json))
    return false;
  *text = falk_text ("%.*s", json->at - from < 60 ? (int)(json->at - from) : 60,
                     from);
  *fits = true;
  for (const char *at = from; at < json->at && *fits; at++)
    *fits = *at >= '0' && *at <= '9'
            && !__builtin_mul_overflow (*value, 10, value)
            && !__builtin_add_overflow (*value, *at - '0', value);
  skip_space (json);
  return true;
}

static bool
skip_literal (FalkJson *json)
{
  static const char *const words[] = { "true", "false", "null" };

  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    {
      size_t length = strlen (words[i]);

      if ((size_t)(json->end - json->at) >= length
          && memcmp (json->at, words[i], length) == 0)
        {
          json->at += length;
          return true;
        }
    }
  return skip_number (json);
}

static bool
skip_key (FalkJson *json)
{
  char *text;
  size_t length;

  if (!falk_json_string (json, &text, &length))
    return false;
  return falk_json_take (json, ':') || falk_json_fail (json, "':'");
}

/* After a value: closes what ends here. *@depth is 0 when all is read. */
static bool
skip_closers (FalkJson *json, const char *closers, int *depth)
{
  while (*depth > 0)
    {
      char closer = closers[*depth - 1];

      if (falk_json_take (json, ','))
        return closer == ']' || skip_key (json);
      if (!falk_json_take (json, closer))
        return falk_json_fail (json,
                               closer == ']' ? "',' or ']'" : "',' or '}'");
      --*depth;
    }
  return true;
}

bool
falk_json_skip (FalkJson *json)
{
  char closers[FALK_JSON_DEPTH_MAX];
  int depth = 0;

  do
    {
      char closer = falk_json_peek (json, '{')   ? '}'
                    : falk_json_peek (json, '[') ? ']'
                                                 : '\0';
      char *text;
      size_t length;
      bool ok = true;

      if (closer)
        {
          json->at++;
          if (depth == FALK_JSON_DEPTH_MAX)
            return falk_fail (json->load, FALK_LOAD_JSON_DEPTH,
                              falk_json_place (json), NULL, NULL,
                              FALK_TEXT ("%d", FALK_JSON_DEPTH_MAX));
          if (!falk_json_take (json, closer))
            {
              closers[depth++] = closer;
              if (closer == '}' && !skip_key (json))
                return false;
              continue;
            }
        }
      else if (falk_json_peek (json, '"'))
        ok = falk_json_string (json, &text, &length);
      else
        ok = skip_literal (json);
      skip_space (json);
      if (!ok || !skip_closers (json, closers, &depth))
        return false;
    }
  while (depth > 0);
  return true;
}
