/* SPDX-License-Identifier: MIT */
/* The header of a .npy file, by this grammar:
 *
 *   header := '{' pair (',' pair)* [','] '}'    white space anywhere between
 *   pair   := key ':' value                     each key exactly once
 *   key    := 'descr' | 'fortran_order' | 'shape', in either kind of quotes
 *   shape  := '(' ')' | '(' int ',' ')' | '(' int (',' int)+ [','] ')'
 *   int    := digits ['L']                      the L is Python 2's */
#include <stdio.h>
#include <string.h>

#include "falk-npy.h"

typedef struct
{
  FalkLoad *load;
  const char *start, *at, *end;
  int64_t place; /* byte of the file at which start stands */
  FalkNpyHeader *header;
  unsigned seen; /* bit i: key i was there */
} Parser;

static int64_t
place_of (const Parser *parser)
{
  return parser->place + (parser->at - parser->start);
}

static bool
fail (Parser *parser, FalkLoadCode code, const char *expected)
{
  size_t left = (size_t)(parser->end - parser->at);
  FalkText found = falk_quote (parser->at, left < 24 ? left : 24);

  return falk_fail (parser->load, code, place_of (parser), NULL,
                    left ? found.text : "the end", expected);
}

static void
skip_space (Parser *parser)
{
  while (parser->at < parser->end && strchr (" \t\r\n", *parser->at)
         && *parser->at)
    parser->at++;
}

/* Takes @c if it comes next, white space before and behind it. */
static bool
take (Parser *parser, char c)
{
  skip_space (parser);
  if (parser->at == parser->end || *parser->at != c)
    return false;
  parser->at++;
  skip_space (parser);
  return true;
}

static bool
take_word (Parser *parser, const char *word)
{
  size_t length = strlen (word);

  if ((size_t)(parser->end - parser->at) < length
      || memcmp (parser->at, word, length) != 0)
    return false;
  parser->at += length;
  return true;
}

/* A string without escapes, as NumPy writes them. */
static bool
parse_string (Parser *parser, const char **text, size_t *length)
{
  char quote = parser->at < parser->end ? *parser->at : '\0';
  const char *from = parser->at + 1;
  const char *to = from;

  if (quote != '\'' && quote != '"')
    return fail (parser, FALK_LOAD_NPY_HEADER, "a string");
  while (to < parser->end && *to != quote && *to != '\\' && *to != '\n')
    to++;
  if (to >= parser->end || *to != quote)
    return fail (parser, FALK_LOAD_NPY_HEADER, "a string");
  *text = from;
  *length = (size_t)(to - from);
  parser->at = to + 1;
  return true;
}

/* A list of fields is a table. Names the first of them for the message: the
 * strings that follow an opening bracket. */
static bool
fail_table (Parser *parser)
{
  char names[120] = "a table with fields";
  size_t used = strlen (names);
  int64_t place = place_of (parser);

  while (parser->at < parser->end && used < sizeof names - 40)
    {
      const char *name;
      size_t length;

      if (*parser->at++ != '(')
        continue;
      if (parser->at == parser->end || !strchr ("'\"", *parser->at)
          || !parse_string (parser, &name, &length))
        break;
      used += (size_t)snprintf (names + used, sizeof names - used, " %.*s",
                                length < 24 ? (int)length : 24, name);
    }
  parser->load->failed = false;
  return falk_fail (parser->load, FALK_LOAD_DTYPE, place, "the array", names,
                    NULL);
}

static bool
find_dtype (const char *kind, FalkDtype *dtype)
{
  for (int i = 0; i < FALK_DTYPE_COUNT; i++)
    {
      const char *npy = falk_dtype_info ((FalkDtype)i)->npy;

      if (npy && strcmp (npy, kind) == 0)
        {
          *dtype = (FalkDtype)i;
          return true;
        }
    }
  return false;
}

/* An order sign and a type name, "<f4". A sign other than | says nothing
 * about single bytes, and | says nothing about wider numbers: NumPy writes
 * neither. */
static bool
parse_descr (Parser *parser)
{
  FalkNpyHeader *header = parser->header;
  int64_t place = place_of (parser);
  const char *text;
  char kind[8] = "";
  char order = '=';
  size_t length;
  bool known;

  if (parser->at < parser->end && *parser->at == '[')
    return fail_table (parser);
  if (!parse_string (parser, &text, &length))
    return false;
  if (length > 0 && strchr ("<>|=", text[0]))
    order = text[0];
  if (length > 0 && length - (order == text[0]) < sizeof kind)
    memcpy (kind, text + (order == text[0]), length - (order == text[0]));
  if (kind[0] == 'O')
    return falk_fail (parser->load, FALK_LOAD_PICKLE_INSIDE, place, NULL, NULL,
                      NULL);
  header->raw_bfloat16 = strcmp (kind, "V2") == 0;
  header->dtype = FALK_DTYPE_BFLOAT16;
  known =
      header->raw_bfloat16 ? order != '>' : find_dtype (kind, &header->dtype);
  if (known && !header->raw_bfloat16 && order != '=')
    known = (order == '|') == (falk_dtype_info (header->dtype)->bits == 8);
  if (!known)
    return falk_fail (parser->load, FALK_LOAD_DTYPE, place, "the array",
                      FALK_QUOTE (text, length), NULL);
  header->swap = order == '>' ? falk_dtype_info (header->dtype)->bits / 8 : 0;
  if (kind[0] == 'c') /* a complex number is two numbers */
    header->swap /= 2;
  return true;
}

static bool
parse_order (Parser *parser)
{
  parser->header->fortran = take_word (parser, "True");
  if (parser->header->fortran || take_word (parser, "False"))
    return true;
  return fail (parser, FALK_LOAD_NPY_ORDER, NULL);
}

static bool
parse_size (Parser *parser, gint64 *size)
{
  const char *from = parser->at;
  bool negative = parser->at < parser->end && *parser->at == '-';
  bool fits = true;

  *size = 0;
  parser->at += negative;
  for (; parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9';
       parser->at++)
    fits = fits && falk_size_mul (*size, 10, size)
           && falk_size_add (*size, *parser->at - '0', size);
  if (parser->at == from + negative)
    {
      parser->at = from;
      return fail (parser, FALK_LOAD_NPY_SHAPE, NULL);
    }
  if (negative)
    return falk_fail (parser->load, FALK_LOAD_DIM_NEG,
                      parser->place + (from - parser->start),
                      FALK_TEXT ("%u", parser->header->shape.rank),
                      FALK_TEXT ("%.*s", (int)(parser->at - from), from), NULL);
  if (!fits)
    return falk_fail (parser->load, FALK_LOAD_SIZE_OVERFLOW,
                      parser->place + (from - parser->start), "a dimension",
                      FALK_QUOTE (from, (size_t)(parser->at - from)), NULL);
  if (parser->at < parser->end && *parser->at == 'L')
    parser->at++;
  return true;
}

static bool
parse_shape (Parser *parser)
{
  FalkShape *shape = &parser->header->shape;
  guint rank = 0;
  bool comma = false;

  shape->rank = 0;
  if (!take (parser, '('))
    return fail (parser, FALK_LOAD_NPY_SHAPE, NULL);
  while (!take (parser, ')'))
    {
      gint64 size;

      if ((rank > 0 && !comma) || !parse_size (parser, &size))
        return fail (parser, FALK_LOAD_NPY_SHAPE, NULL);
      if (rank < FALK_RANK_MAX)
        shape->dims[shape->rank++] = size;
      rank++;
      comma = take (parser, ',');
    }
  if (rank == 1 && !comma) /* (3) is a number, not a tuple */
    return fail (parser, FALK_LOAD_NPY_SHAPE, NULL);
  if (rank > FALK_RANK_MAX)
    return falk_fail (parser->load, FALK_LOAD_NDIM, place_of (parser),
                      "the array", FALK_TEXT ("%u", rank),
                      FALK_TEXT ("%d", FALK_RANK_MAX));
  return true;
}

static const struct
{
  const char *key;
  bool (*parse) (Parser *parser);
} keys[] = {
  { "descr", parse_descr },
  { "fortran_order", parse_order },
  { "shape", parse_shape },
};
#define N_KEYS (sizeof keys / sizeof keys[0])

static bool
parse_pair (Parser *parser)
{
  int64_t place = place_of (parser);
  const char *key;
  size_t length, i;

  if (!parse_string (parser, &key, &length))
    return false;
  for (i = 0; i < N_KEYS; i++)
    if (strlen (keys[i].key) == length
        && memcmp (keys[i].key, key, length) == 0)
      break;
  if (i == N_KEYS || parser->seen & 1u << i)
    return falk_fail (parser->load, FALK_LOAD_NPY_KEYS, place,
                      FALK_QUOTE (key, length),
                      i == N_KEYS ? "is unknown" : "appears twice", NULL);
  parser->seen |= 1u << i;
  if (!take (parser, ':'))
    return fail (parser, FALK_LOAD_NPY_HEADER, "':'");
  return keys[i].parse (parser);
}

bool
falk_npy_header_parse (FalkLoad *load, const char *text, size_t length,
                       int64_t place, FalkNpyHeader *header)
{
  Parser parser = { load, text, text, text + length, place, header, 0 };
  bool comma = true;

  memset (header, 0, sizeof *header);
  if (!take (&parser, '{'))
    return fail (&parser, FALK_LOAD_NPY_HEADER, "'{'");
  while (!take (&parser, '}'))
    {
      if (!comma)
        return fail (&parser, FALK_LOAD_NPY_HEADER, "',' or '}'");
      if (!parse_pair (&parser))
        return false;
      comma = take (&parser, ',');
    }
  if (parser.at < parser.end)
    return fail (&parser, FALK_LOAD_NPY_HEADER, "nothing more");
  for (size_t i = 0; i < N_KEYS; i++)
    if (!(parser.seen & 1u << i))
      return falk_fail (load, FALK_LOAD_NPY_KEYS, place,
                        FALK_TEXT ("'%s'", keys[i].key), "is missing", NULL);
  return true;
}
