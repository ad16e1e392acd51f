/* SPDX-License-Identifier: MIT */
/* Clues: what a pasted text says beside its error sentence. The line of the
 * person's own code that a traceback shows, the layer that was called in it,
 * the part of PyTorch that raised, and layers written out anywhere in the
 * text, as print(model) writes them or as a constructor call. */
#pragma once

#include "falk-context.h"

G_BEGIN_DECLS

typedef struct
{
  char *source; /* "out, h = self.gru(x)", stripped; NULL when none */
  char *callee; /* "gru", when the source calls one layer; or NULL */
  char *argument; /* "x", when its first argument is a plain name; or NULL */
  char *module; /* "linear" for .../torch/nn/modules/linear.py; or NULL */
  GPtrArray *steps; /* FalkStep, owned: layers written out, in order; named
                     * as in the text, or by their operation */
  FalkContext *context; /* owned: what is known beside the text, then the
                         * numbers and shapes that the text names */
} FalkClues;

/* Reads what @text holds; linear in its length. @context, which may be NULL,
 * is copied. Never NULL; the caller frees it. */
FalkClues *falk_clues_read (const char *text, const FalkContext *context)
    G_GNUC_WARN_UNUSED_RESULT;
void falk_clues_free (FalkClues *clues);

/* The written-out layer of @op whose argument @arg is @value, the one named
 * like the callee first; NULL when there is none. Borrowed. */
const FalkStep *falk_clues_find (const FalkClues *clues, FalkOp op, FalkArg arg,
                                 gint64 value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkClues, falk_clues_free)

G_END_DECLS
