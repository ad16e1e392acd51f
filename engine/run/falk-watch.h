/* SPDX-License-Identifier: MIT */
/* How a caller follows a long computation, and stops it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  /* Set to 1 with g_atomic_int_set() by any thread, it stops the
   * computation at the next stretch of time steps. NULL: never. */
  const gint *cancel;
  /* Called from the computing thread, now and then, with the share done,
   * 0 to 1. NULL: not called. */
  void (*progress) (double done, gpointer data);
  gpointer data; /* handed to progress; borrowed */
} FalkWatch;

/* Reports @done, and says whether the computation should go on. @watch may
 * be NULL. */
static inline gboolean
falk_watch_go_on (const FalkWatch *watch, double done)
{
  if (!watch)
    return TRUE;
  if (watch->progress)
    watch->progress (done, watch->data);
  return !watch->cancel || !g_atomic_int_get (watch->cancel);
}

G_END_DECLS
