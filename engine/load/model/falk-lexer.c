/* SPDX-License-Identifier: MIT */
#include "falk-lexer.h"

#include <math.h>
#include <string.h>

void
falk_lexer_init (FalkLexer *lexer, const char *text, gsize length)
{
  *lexer = (FalkLexer){
    .text = text, .length = length, .line = 1, .column = 1, .fresh = TRUE
  };
}

gboolean
falk_token_is (const FalkToken *token, char c)
{
  return token->kind == FALK_TOKEN_SYMBOL && token->symbol == c;
}

gboolean
falk_token_says (const FalkToken *token, const FalkLexer *lexer,
                 const char *word)
{
  gsize n = strlen (word);

  return token->kind == FALK_TOKEN_NAME && token->end - token->start == n
         && memcmp (lexer->text + token->start, word, n) == 0;
}

/* The byte @ahead of the next one; 0 beyond the end. */
static char
peek (const FalkLexer *lexer, gsize ahead)
{
  gsize at = lexer->at + ahead;

  return at < lexer->length ? lexer->text[at] : '\0';
}

static gboolean
starts_with (const FalkLexer *lexer, const char *word)
{
  gsize n = strlen (word);

  return lexer->length - lexer->at >= n
         && memcmp (lexer->text + lexer->at, word, n) == 0;
}

static guint
column_of (FalkLexer *lexer, gsize at)
{
  for (; lexer->counted < at; lexer->counted++)
    if ((lexer->text[lexer->counted] & 0xC0) != 0x80)
      lexer->column++;
  return lexer->column;
}

/* Goes on after the line end at the next byte. */
static void
next_line (FalkLexer *lexer)
{
  lexer->at++;
  lexer->line++;
  lexer->column = 1;
  lexer->counted = lexer->at;
  lexer->fresh = TRUE;
}

/* Passes over a prompt at the beginning of a line. "..." is one only where
 * others came before: in Python it is a value. */
static gboolean
skip_prompt (FalkLexer *lexer)
{
  gsize n = 4;

  if (!lexer->fresh)
    return FALSE;
  if (starts_with (lexer, ">>>"))
    lexer->at += 3;
  else if (lexer->prompted && starts_with (lexer, "..."))
    lexer->at += 3;
  else if (starts_with (lexer, "In ["))
    {
      while (g_ascii_isdigit (peek (lexer, n)))
        n++;
      if (peek (lexer, n) != ']' || peek (lexer, n + 1) != ':')
        return FALSE;
      lexer->at += n + 2;
    }
  else
    return FALSE;
  lexer->prompted = TRUE;
  return TRUE;
}

/* To the next byte that means something; a line end only at depth 0. */
static void
skip_blank (FalkLexer *lexer)
{
  for (;;)
    {
      char c = peek (lexer, 0);

      if (lexer->at >= lexer->length)
        return;
      if (c == '#')
        while (lexer->at < lexer->length && peek (lexer, 0) != '\n')
          lexer->at++;
      else if (c == '\\' && peek (lexer, 1) == '\n')
        {
          lexer->at++;
          next_line (lexer);
        }
      else if (c == '\n' && lexer->depth > 0)
        next_line (lexer);
      else if (c == '\n' || !(g_ascii_isspace (c) || c == '\0'))
        {
          /* U+00A0 comes with text from web pages. */
          if (starts_with (lexer, "\302\240"))
            lexer->at += 2;
          else if (!skip_prompt (lexer))
            return;
        }
      else
        lexer->at++;
    }
}

static gboolean
is_name_char (const FalkLexer *lexer, gsize at, gboolean first)
{
  char c = at < lexer->length ? lexer->text[at] : '\0';

  if (c & 0x80)
    return g_unichar_isalnum (g_utf8_get_char (lexer->text + at));
  return c == '_' || g_ascii_isalpha (c) || (!first && g_ascii_isdigit (c));
}

static void
read_name (FalkLexer *lexer)
{
  while (is_name_char (lexer, lexer->at, FALSE))
    lexer->at += g_utf8_skip[(guchar)lexer->text[lexer->at]];
}

/* Copies the digits of a number without the "_" between them. */
static gboolean
copy_number (const FalkLexer *lexer, gsize start, gsize end, char *out,
             gsize size)
{
  gsize n = 0;

  for (gsize i = start; i < end; i++)
    {
      if (lexer->text[i] == '_')
        continue;
      if (n + 1 >= size)
        return FALSE;
      out[n++] = lexer->text[i];
    }
  out[n] = '\0';
  return TRUE;
}

static void
skip_digits (FalkLexer *lexer, gboolean hex)
{
  while (hex ? g_ascii_isxdigit (peek (lexer, 0))
             : g_ascii_isdigit (peek (lexer, 0))
                   || (peek (lexer, 0) == '_'
                       && g_ascii_isdigit (peek (lexer, 1))))
    lexer->at++;
}

/* Passes over "e-5"; FALSE when there is none. */
static gboolean
skip_exponent (FalkLexer *lexer)
{
  gsize n = 1;

  if (peek (lexer, 0) != 'e' && peek (lexer, 0) != 'E')
    return FALSE;
  if (peek (lexer, n) == '+' || peek (lexer, n) == '-')
    n++;
  if (!g_ascii_isdigit (peek (lexer, n)))
    return FALSE;
  lexer->at += n;
  skip_digits (lexer, FALSE);
  return TRUE;
}

static void
read_number (FalkLexer *lexer, FalkToken *token)
{
  gboolean hex = peek (lexer, 0) == '0'
                 && (peek (lexer, 1) == 'x' || peek (lexer, 1) == 'X');
  gboolean real = FALSE, fits;
  char digits[64];

  if (hex)
    lexer->at += 2;
  skip_digits (lexer, hex);
  if (!hex && peek (lexer, 0) == '.')
    {
      real = TRUE;
      lexer->at++;
      skip_digits (lexer, FALSE);
    }
  if (!hex)
    real = skip_exponent (lexer) || real;
  fits = copy_number (lexer, token->start, lexer->at, digits, sizeof digits);
  token->kind = FALK_TOKEN_BIG;
  if (fits && real)
    {
      token->d = g_ascii_strtod (digits, NULL);
      token->kind = isfinite (token->d) ? FALK_TOKEN_FLOAT : FALK_TOKEN_BIG;
    }
  else if (fits
           && g_ascii_string_to_signed (digits + (hex ? 2 : 0), hex ? 16 : 10,
                                        0, G_MAXINT64, &token->i, NULL))
    token->kind = FALK_TOKEN_INT;
  /* 50abc and 5j are no numbers. */
  if (is_name_char (lexer, lexer->at, FALSE))
    {
      read_name (lexer);
      token->kind = FALK_TOKEN_OPERATOR;
    }
}

/* Length of the string prefix and quote at the next byte, or 0. */
static gsize
find_quote (const FalkLexer *lexer)
{
  gsize n = 0;

  while (n < 2 && peek (lexer, n) != '\0'
         && strchr ("rRbBuUfF", peek (lexer, n)) != NULL)
    n++;
  return peek (lexer, n) == '\'' || peek (lexer, n) == '"' ? n + 1 : 0;
}

static void
read_string (FalkLexer *lexer, gsize prefix)
{
  char quote = peek (lexer, prefix - 1);
  gboolean triple =
      peek (lexer, prefix) == quote && peek (lexer, prefix + 1) == quote;

  lexer->at += prefix + (triple ? 2 : 0);
  while (lexer->at < lexer->length)
    {
      char c = peek (lexer, 0);

      if (c == '\n' && !triple)
        return;
      if (c == '\n')
        {
          next_line (lexer);
          continue;
        }
      lexer->at += c == '\\' && peek (lexer, 1) != '\n' ? 2 : 1;
      if (c != quote)
        continue;
      if (!triple)
        return;
      if (peek (lexer, 0) == quote && peek (lexer, 1) == quote)
        {
          lexer->at += 2;
          return;
        }
    }
  lexer->at = lexer->length;
}

static void
read_symbol (FalkLexer *lexer, FalkToken *token)
{
  static const char *const operators[] = { "**", "//", "==", "!=", "<=", ">=",
                                           ":=", "+=", "-=", "*=", "/=", "<<",
                                           ">>", "@=", "%=", "&=", "|=", "^=" };
  char c = peek (lexer, 0);

  token->kind = FALK_TOKEN_OPERATOR;
  if (starts_with (lexer, "->") || starts_with (lexer, "\342\206\222"))
    {
      token->kind = FALK_TOKEN_ARROW;
      lexer->at += c == '-' ? 2 : 3;
      return;
    }
  if (starts_with (lexer, "..."))
    {
      token->kind = FALK_TOKEN_ELLIPSIS;
      lexer->at += 3;
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (starts_with (lexer, operators[i]))
      {
        lexer->at += 2;
        return;
      }
  if (!(c & 0x80))
    {
      token->kind = FALK_TOKEN_SYMBOL;
      token->symbol = c;
      if (strchr ("([{", c) != NULL)
        lexer->depth++;
      else if (strchr (")]}", c) != NULL && lexer->depth > 0)
        lexer->depth--;
    }
  lexer->at += g_utf8_skip[(guchar)c];
}

void
falk_lexer_next (FalkLexer *lexer, FalkToken *token)
{
  gsize quote;

  skip_blank (lexer);
  *token = (FalkToken){ .start = lexer->at,
                        .line = lexer->line,
                        .column = column_of (lexer, lexer->at) };
  if (lexer->at >= lexer->length)
    token->kind = FALK_TOKEN_END;
  else if (peek (lexer, 0) == '\n')
    {
      token->kind = FALK_TOKEN_NEWLINE;
      next_line (lexer);
    }
  else if ((quote = find_quote (lexer)) > 0)
    {
      token->kind = FALK_TOKEN_STRING;
      read_string (lexer, quote);
    }
  else if (is_name_char (lexer, lexer->at, TRUE))
    {
      token->kind = FALK_TOKEN_NAME;
      read_name (lexer);
    }
  else if (g_ascii_isdigit (peek (lexer, 0))
           || (peek (lexer, 0) == '.' && g_ascii_isdigit (peek (lexer, 1))))
    read_number (lexer, token);
  else
    read_symbol (lexer, token);
  lexer->at = MIN (lexer->at, lexer->length);
  token->end = lexer->at;
  if (token->kind != FALK_TOKEN_NEWLINE)
    lexer->fresh = FALSE;
}
