/* SPDX-License-Identifier: MIT */
/* Clues: what a pasted text says beside its error sentence. The line of the
 * person's own code that a traceback shows, the layer that was called in it,
 * the part of PyTorch that raised, and layers written out anywhere in the
 * text, as print(model) writes them or as a constructor call. */
#pragma once

#include "falk-context.h"
#include "falk-squeeze.h"

G_BEGIN_DECLS

typedef struct
{
  char *source; /* "out, h = self.gru(x)", stripped; NULL when none */
  char *callee; /* "gru", when the source calls one layer; or NULL */
  char *argument; /* "x", when its first argument is a plain name; or NULL */
  char *module; /* "linear" for .../torch/nn/modules/linear.py; or NULL */
  gboolean spoke; /* speaker is known */
  FalkOp speaker; /* the layer that names itself before the sentence, "GRU:" */
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

/* Notes the layer that stands before byte @start of @squeeze, where the
 * sentence starts: "GRU: Expected input to be ...". */
void falk_clues_note_speaker (FalkClues *clues, const FalkSqueeze *squeeze,
                              gsize start);

/* Adds every layer written out in @text to @steps, FalkStep. An argument that
 * has no say in shapes, such as padding_idx, is passed over. */
void falk_clues_read_layers (GPtrArray *steps, const char *text);

/* The written-out layer of @op whose argument @arg is @value, the one named
 * like the callee first; NULL when there is none. Borrowed. */
const FalkStep *falk_clues_find (const FalkClues *clues, FalkOp op, FalkArg arg,
                                 gint64 value);

/* The same with any arguments. */
const FalkStep *falk_clues_find_op (const FalkClues *clues, FalkOp op);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkClues, falk_clues_free)

G_END_DECLS
