/* SPDX-License-Identifier: MIT */
/* The words of Python text, one after the other.
 *
 * Nothing is refused here: a character that Python has no use for is an
 * operator, a string that is not closed on its line ends there. Comments,
 * prompts (">>> ", "... ", "In [3]: ") and joined lines are passed over. Line
 * ends count only outside of brackets, as in Python. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FALK_TOKEN_END,
  FALK_TOKEN_NEWLINE,
  FALK_TOKEN_NAME,
  FALK_TOKEN_INT,
  FALK_TOKEN_BIG, /* an integer beyond 64 bits */
  FALK_TOKEN_FLOAT,
  FALK_TOKEN_STRING, /* with its quotes and prefix */
  FALK_TOKEN_ELLIPSIS,
  FALK_TOKEN_ARROW, /* -> or → */
  FALK_TOKEN_SYMBOL, /* one of ( ) [ ] { } , : ; = . + - * / % @ ... */
  FALK_TOKEN_OPERATOR, /* two or more of them: **, == */
} FalkTokenKind;

typedef struct
{
  FalkTokenKind kind;
  gsize start, end; /* bytes of the text */
  guint line; /* from 1 */
  guint column; /* characters, from 1 */
  char symbol; /* SYMBOL */
  gint64 i; /* INT */
  double d; /* FLOAT */
} FalkToken;

/* A plain value: a copy is a bookmark. */
typedef struct
{
  const char *text; /* borrowed */
  gsize length, at; /* bytes */
  guint line, column;
  gsize counted; /* column is that of this byte */
  guint depth; /* brackets that are open */
  gboolean fresh; /* nothing but white space on this line so far */
  gboolean prompted;
} FalkLexer;

/* @text must be valid UTF-8 of @length bytes. */
void falk_lexer_init (FalkLexer *lexer, const char *text, gsize length);

void falk_lexer_next (FalkLexer *lexer, FalkToken *token);

/* Whether @token is the symbol @c, or the word @word. */
gboolean falk_token_is (const FalkToken *token, char c);
gboolean falk_token_says (const FalkToken *token, const FalkLexer *lexer,
                          const char *word);

G_END_DECLS
