/* SPDX-License-Identifier: MIT */
/* Patterns of error sentences. A pattern is the sentence with a slot where a
 * number or a shape stands:
 *
 *   {n}  a number: 50, 50L (Python 2); not known where it is ? (left out by
 *        who wrote the text), None (Keras) or s0*s1 (torch.compile)
 *   {s}  a shape: (2, 32, 20), [1L, 32L, 20L], torch.Size([60, 50]), (3, ...),
 *        {1,2,20} (ONNX Runtime), [-1, 20] (of view: a size left open)
 *   {w}  a word, up to white space, a quote mark, a bracket or a comma
 *
 * White space in a pattern is for the reader: texts are matched squeezed. */
#pragma once

#include "falk-shape.h"
#include "falk-squeeze.h"

G_BEGIN_DECLS

#define FALK_PATTERN_SLOTS_MAX 6
#define FALK_PATTERN_WORD_BYTES 160

/* What a slot held. */
typedef struct
{
  gboolean known; /* not "?"; of a shape, every size is */
  gboolean huge; /* a number of too many digits: it is not the text's */
  gboolean elided; /* a shape with "...": shape holds what is before it */
  gboolean brackets; /* a shape in [ ]: PyTorch prints tuples with ( ) */
  gint64 number; /* -1 where it isn't known */
  FalkShape shape; /* a size that isn't known is -1 */
  char word[FALK_PATTERN_WORD_BYTES];
} FalkPatternSlot;

typedef struct
{
  gboolean huge; /* a number that is beyond 63 bits, or nearly so */
  gsize start, end; /* in the squeezed text, in bytes; end is behind it */
  guint n_slots;
  FalkPatternSlot slots[FALK_PATTERN_SLOTS_MAX];
} FalkMatch;

/* Matches @pattern at byte @start of @squeeze. Takes time that depends on
 * the pattern alone. */
gboolean falk_pattern_match (const char *pattern, const FalkSqueeze *squeeze,
                             gsize start, FalkMatch *match);

/* The sentence as PyTorch printed it, in one line: @pattern with @match's
 * slots. The caller frees it. */
char *falk_pattern_fill (const char *pattern,
                         const FalkMatch *match) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
