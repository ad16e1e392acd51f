/* SPDX-License-Identifier: MIT */
/* What the tables of wordings share with the code that fills them. */
#pragma once

#include "falk-wording.h"

G_BEGIN_DECLS

/* What ends a text that no PyTorch prints: where it crashes or has nothing
 * that could be said. */
#define FALK_OWN_WORDS "(Falk's words)"

/* What one version says, without the exception's class; a class only where
 * it isn't the one of the fault's own row. */
typedef struct
{
  const char *words;
  const char *exception;
} FalkWordingCell;

/* An empty cell says what the nearest older one says; where there is none, the
 * nearest newer. */
typedef struct
{
  FalkWordingCell cells[FALK_TORCH_COUNT];
} FalkWordingRow;

/* The rows by code; each code has its row in one of the two. */
extern const FalkWordingRow falk_wordings_recurrent[FALK_FAULT_COUNT];
extern const FalkWordingRow falk_wordings_layer[FALK_FAULT_COUNT];

/* What a placeholder is filled from. */
typedef struct
{
  const FalkFault *fault;
  const FalkStep *step;
} FalkWordingFacts;

/* The placeholders {m1}, {m1-old}, {m1-step}, {m2} and {m2-old}. */
void falk_wording_append_m1 (GString *text, const FalkWordingFacts *facts);
void falk_wording_append_m1_old (GString *text, const FalkWordingFacts *facts);
void falk_wording_append_m1_step (GString *text, const FalkWordingFacts *facts);
void falk_wording_append_m2 (GString *text, const FalkWordingFacts *facts);
void falk_wording_append_m2_old (GString *text, const FalkWordingFacts *facts);

/* Appends @words with their placeholders filled from @fault, whose step is
 * @step. */
void falk_wording_fill (GString *text, const char *words,
                        const FalkFault *fault, const FalkStep *step);

G_END_DECLS
