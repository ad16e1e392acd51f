/* SPDX-License-Identifier: MIT */
/* The parts that an explanation is put together from. */
#pragma once

#include "falk-cause-private.h"

G_BEGIN_DECLS

/* An explanation that says nothing yet: no texts, and every list empty. */
FalkExplanation *falk_explanation_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What @text, which is taken over, holds; NULL where that is nothing. */
char *falk_explain_take_text (GString *text) G_GNUC_WARN_UNUSED_RESULT;

/* The headline and the sentence that says what happened; the caller frees
 * both. */
char *falk_explain_headline (const FalkCase *c) G_GNUC_WARN_UNUSED_RESULT;
char *falk_explain_what (const FalkCase *c) G_GNUC_WARN_UNUSED_RESULT;

/* Adds further true sentences (char *) to @facts, best first. */
void falk_explain_add_facts (const FalkCase *c, GPtrArray *facts);

/* The ways in which the rows of the report's m1 may be two axes (of
 * FalkFactoring); NULL where it has no such rows, or its input is known. */
GArray *falk_explain_factorings (const FalkCase *c) G_GNUC_WARN_UNUSED_RESULT;

/* Adds where every number of the fault comes from (FalkNumber *). */
void falk_explain_add_numbers (const FalkCase *c, GPtrArray *numbers);

/* Placeholders: {x} what reaches the step, {step} its name, {layer} its
 * operation, {found} {needed} the numbers, {found-shape} {needed-shape} the
 * shapes, {axis} the axis, {rank} how many axes {x} has, {axes} the same with
 * the word, {ranks} how many would do, {forms} what they are, {takes} the
 * argument that says how many features the step takes, {argument} the argument
 * at fault, {dtype} the type found. */
typedef struct
{
  const char *headline, *what;
} FalkExplainWords;

extern const FalkExplainWords falk_explain_words[FALK_FAULT_COUNT];

/* What the person could say that would tell the first of @causes apart; NULL
 * where nothing is open that the answer would decide. The caller frees it. */
char *falk_explain_question (const FalkCase *c,
                             const GPtrArray *causes) G_GNUC_WARN_UNUSED_RESULT;

void falk_number_free (FalkNumber *number);

G_END_DECLS
