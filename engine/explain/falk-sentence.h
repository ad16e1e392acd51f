/* SPDX-License-Identifier: MIT */
/* The table of error sentences that are looked for, by the family of wordings
 * that each belongs to. A further sentence is a further row. */
#pragma once

#include "falk-report-private.h"

G_BEGIN_DECLS

typedef struct
{
  FalkWording wording;
  const char *pattern; /* see falk-pattern.h */
  FalkTorch first, last; /* the oldest and the newest version that print it; of
                          * another program's text, all of them */
  FalkReadFunc read; /* builds model and input; NULL where Falk has no step
                      * that says it */
} FalkSentence;

/* The rows; static, @n of them. */
const FalkSentence *falk_sentences (guint *n);

/* The sentence of @squeeze that is to be explained, with its place in
 * @match: the last one that stands behind an exception's class, as in
 * "RuntimeError: ...", or else the last. NULL when there is none. Linear in
 * the text's length. */
const FalkSentence *falk_sentence_find (const FalkSqueeze *squeeze,
                                        FalkMatch *match);

G_END_DECLS
