/* SPDX-License-Identifier: MIT */
/* The watch list: what a person wants to know about a run at a glance, as
 * rows of text. Goes over everything recorded, so it belongs in a worker. */
#pragma once

#include "falk-run.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean good; /* nothing to look into */
  char *name; /* "saturated gates" */
  char *value; /* "r 2 % z 6 %" */
} FalkWatchRow;

void falk_watch_row_free (FalkWatchRow *row);

/* The rows (FalkWatchRow *) of everything that @run, made of @model,
 * recorded; empty where it recorded nothing. The worst of the layers and
 * directions counts. */
GPtrArray *falk_watch_list_new (const FalkModel *model,
                                const FalkRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
