/* SPDX-License-Identifier: MIT */
#include "falk-history.h"

#define STATES_MAX 50

static void
empty (GQueue *states)
{
  g_queue_clear_full (states, (GDestroyNotify)falk_state_unref);
}

void
falk_history_clear (FalkHistory *history)
{
  empty (&history->undo);
  empty (&history->redo);
}

static void
keep (GQueue *states, FalkState *state)
{
  g_queue_push_head (states, falk_state_ref (state));
  if (states->length > STATES_MAX)
    falk_state_unref (g_queue_pop_tail (states));
}

void
falk_history_push (FalkHistory *history, FalkState *state)
{
  empty (&history->redo);
  if (state != NULL)
    keep (&history->undo, state);
}

static FalkState *
travel (GQueue *from, GQueue *to, FalkState *now)
{
  FalkState *state = g_queue_pop_head (from);
  if (state != NULL)
    keep (to, now);
  return state;
}

FalkState *
falk_history_undo (FalkHistory *history, FalkState *now)
{
  return travel (&history->undo, &history->redo, now);
}

FalkState *
falk_history_redo (FalkHistory *history, FalkState *now)
{
  return travel (&history->redo, &history->undo, now);
}

GPtrArray *
falk_history_fixes (const FalkHistory *history, FalkState *now)
{
  GPtrArray *labels = g_ptr_array_new ();
  FalkState *state = now;
  for (GList *older = history->undo.head; state != NULL && state->fixed;
       older = older != NULL ? older->next : NULL)
    {
      g_ptr_array_insert (labels, 0, state->label);
      state = older != NULL ? older->data : NULL;
    }
  return labels;
}
