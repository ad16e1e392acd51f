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
  FalkReadFunc read; /* builds model and input; NULL where Falk has no step
                      * that says it, or the sentence doesn't say enough */
} FalkSentence;

/* The rows, in two files. */
extern const FalkSentence falk_sentences_recurrent[];
extern const guint falk_n_sentences_recurrent;
extern const FalkSentence falk_sentences_layer[];
extern const guint falk_n_sentences_layer;

/* The sentence of @squeeze that is to be explained, with its place in
 * @match: the last one that stands behind an exception's class, as in
 * "RuntimeError: ...", or else the last. NULL when there is none. Linear in
 * the text's length. */
const FalkSentence *falk_sentence_find (const FalkSqueeze *squeeze,
                                        FalkMatch *match);

/* The part of @match, which is a whole sentence, that a row of the same family
 * without a reader matches: in place of it in @match. Without such a row @match
 * stays as it is. What words about the family say goes by the shorter one. */
void falk_sentence_shorten (const FalkSqueeze *squeeze, FalkWording wording,
                            FalkMatch *match);

G_END_DECLS
