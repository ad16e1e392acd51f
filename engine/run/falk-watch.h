/* SPDX-License-Identifier: MIT */
/* How a caller follows a long computation, and stops it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a computation ended. */
typedef enum
{
  FALK_END_DONE,
  FALK_END_CANCELLED, /* the watch said stop: what was written is undefined */
  FALK_END_NO_MEMORY, /* no room for working arrays or results */
  FALK_END_REFUSED, /* the values can't be computed with: an error says why */
} FalkEnd;

typedef struct
{
  /* Called from the computing thread after each stretch of work with the
   * share done, 0 to 1, never falling. FALSE stops the computation. NULL:
   * not called. */
  gboolean (*progress) (double done, gpointer data);
  gpointer data; /* handed to progress; borrowed */
} FalkWatch;

/* Reports @done; FALSE when the computation should stop. @watch may be
 * NULL. */
static inline gboolean
falk_watch_go_on (const FalkWatch *watch, double done)
{
  return !watch || !watch->progress || watch->progress (done, watch->data);
}

G_END_DECLS
