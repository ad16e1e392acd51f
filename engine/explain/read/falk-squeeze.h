/* SPDX-License-Identifier: MIT */
/* A squeezed text: what a person pasted, without anything a terminal, a mail
 * or a browser may have put between two letters. White space, ANSI colours,
 * quote marks at the start of a line and the frames of a boxed traceback are
 * left out, so that a sentence wrapped at any column is in one piece. Each
 * byte knows where it was, and whether something stood before it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FALK_GAP_NONE, /* follows the byte before it directly */
  FALK_GAP_SPACE, /* white space stood between */
  FALK_GAP_LINE, /* a line ended between */
} FalkGap;

/* Invariant: text has n bytes and a terminating NUL; offsets and gaps have n
 * elements, and offsets grows. */
typedef struct
{
  char *text;
  gsize n; /* bytes */
  guint32 *offsets; /* byte offset of each byte in the original */
  guint8 *gaps; /* FalkGap before each byte */
} FalkSqueeze;

/* The longest text that is read, in bytes; what is beyond it is left out. */
#define FALK_SQUEEZE_MAX (64u << 20)

/* Squeezes @text in one pass. × becomes x, and curly quotes straight ones.
 * The caller frees the result. */
FalkSqueeze *falk_squeeze_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same, but white space stays: one byte, a space or a line feed, for
 * each. For whoever looks for lines and words. */
FalkSqueeze *
falk_squeeze_new_spaced (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void falk_squeeze_free (FalkSqueeze *squeeze);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkSqueeze, falk_squeeze_free)

G_END_DECLS
