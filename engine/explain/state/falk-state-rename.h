/* SPDX-License-Identifier: MIT */
/* Renames: where the names that only the checkpoint has and those that only
 * the model has agree but for how they begin, what they begin with. */
#pragma once

#include "falk-state-diff.h"

G_BEGIN_DECLS

/* Invariant: from and to differ; each is "" or ends with a dot. */
typedef struct
{
  char *from; /* "module.": how the checkpoint's names begin */
  char *to; /* "": how the model's begin in its place */
  guint n; /* names of the checkpoint that are the model's then */
} FalkStateRename;

/* What makes names agree: one prefix for all, or else one rename for each
 * module. FalkStateRename, owned by the array; empty where nothing does. */
GPtrArray *
falk_state_renames (const FalkStateDiff *diff) G_GNUC_WARN_UNUSED_RESULT;

/* @diff as it is with @renames applied to the checkpoint's names. */
FalkStateDiff *
falk_state_diff_rename (const FalkStateDiff *diff,
                        const GPtrArray *renames) G_GNUC_WARN_UNUSED_RESULT;

/* The Python that applies it to state, a state_dict. The caller frees it. */
char *falk_state_rename_to_code (const FalkStateRename *rename)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
