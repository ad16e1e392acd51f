/* SPDX-License-Identifier: MIT */
/* A history: the states that undo goes back to and redo forward to. Holds
 * references; the state that is shown is its owner's. */
#pragma once

#include "falk-state.h"

G_BEGIN_DECLS

/* Newest first in undo, next first in redo. Zeros make an empty history. */
typedef struct
{
  GQueue undo; /* FalkState */
  GQueue redo; /* FalkState */
} FalkHistory;

void falk_history_clear (FalkHistory *history);

/* @state (NULL: nothing) is replaced by something new. Redo is emptied, and
 * the oldest state is forgotten where there are many. */
void falk_history_push (FalkHistory *history, FalkState *state);

/* The state that replaces @now, which is kept for the way back. NULL where
 * there is none; the caller owns it. */
FalkState *falk_history_undo (FalkHistory *history,
                              FalkState *now) G_GNUC_WARN_UNUSED_RESULT;
FalkState *falk_history_redo (FalkHistory *history,
                              FalkState *now) G_GNUC_WARN_UNUSED_RESULT;

/* Labels of the fixes, without a break, that led to @now, oldest first. The
 * caller frees the array; the strings are borrowed. */
GPtrArray *falk_history_fixes (const FalkHistory *history,
                               FalkState *now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
