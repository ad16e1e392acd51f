/* SPDX-License-Identifier: MIT */
/* The parts that an explanation is put together from. */
#pragma once

#include "falk-cause-private.h"

G_BEGIN_DECLS

/* The headline and the sentence that says what happened; the caller frees
 * both. */
char *falk_explain_headline (const FalkCase *c) G_GNUC_WARN_UNUSED_RESULT;
char *falk_explain_what (const FalkCase *c) G_GNUC_WARN_UNUSED_RESULT;

/* Adds further true sentences (char *) to @facts, best first. */
void falk_explain_add_facts (const FalkCase *c, GPtrArray *facts);

/* Adds where every number of the fault comes from (FalkNumber *). */
void falk_explain_add_numbers (const FalkCase *c, GPtrArray *numbers);

void falk_number_free (FalkNumber *number);

G_END_DECLS
