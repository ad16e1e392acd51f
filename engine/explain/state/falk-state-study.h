/* SPDX-License-Identifier: MIT */
/* A study of a state difference: which names correspond, and what each layer
 * is on both sides. */
#pragma once

#include "falk-state-layer.h"
#include "falk-state-rename.h"

G_BEGIN_DECLS

/* Of a difference. */
typedef struct
{
  const FalkStateDiff *diff; /* what was studied; borrowed */
  const FalkModel *model; /* borrowed, or NULL */
  GPtrArray *renames; /* FalkStateRename */
  FalkStateDiff *left; /* the difference once the names are changed */
  GPtrArray *modules; /* FalkStateModule of left */
  GPtrArray *layers; /* FalkStateLayer of modules, in their order */
} FalkStateStudy;

/* Studies @diff. @model, whose difference it is, and @context, what is known
 * beside a text, may be NULL; @diff and @model must live as long. */
FalkStateStudy *
falk_state_study_new (const FalkStateDiff *diff, const FalkModel *model,
                      const FalkContext *context) G_GNUC_WARN_UNUSED_RESULT;
void falk_state_study_free (FalkStateStudy *study);

/* Whether both sides have @layer, of the same kind of names: then what
 * differs is a matter of its arguments. */
gboolean falk_state_layer_is_shared (const FalkStateLayer *layer);

/* Whether that is so of each that differs. */
gboolean falk_state_study_is_shared (const FalkStateStudy *study);

/* How many layers differ; @shared: of those that both sides have. */
guint falk_state_study_n_layers (const FalkStateStudy *study, gboolean shared);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkStateStudy, falk_state_study_free)

G_END_DECLS
