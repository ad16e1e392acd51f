/* SPDX-License-Identifier: MIT */
/* An edit: one change of a model. Fixes and undo are lists of edits. */
#pragma once

#include "falk-model.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_EDIT_SET_INT, /* argument of step := value */
  FALK_EDIT_SET_INTS, /* argument of step := values */
  FALK_EDIT_UNSET, /* argument of step := its default */
  FALK_EDIT_INSERT, /* put a step before step `step` */
  FALK_EDIT_REMOVE, /* take step `step` out */
} FalkEditKind;

typedef struct
{
  FalkEditKind kind;
  guint step; /* index in the model the edit is applied to */
  FalkArg arg; /* SET_*, UNSET */
  gint64 value; /* SET_INT */
  FalkShape ints; /* SET_INTS: dims[0 … rank-1]; may be negative */
  FalkStep *insert; /* INSERT: owned by the edit, copied on applying */
} FalkEdit;

void falk_edit_free (FalkEdit *edit);
FalkEdit *falk_edit_copy (const FalkEdit *edit) G_GNUC_WARN_UNUSED_RESULT;

/* A copy of @model with @edits (FalkEdit *) applied in order. Parameter
 * tensors that no longer fit their step's shapes are dropped from the copy.
 * NULL where an edit names a step that is not there. */
FalkModel *falk_edits_apply (const FalkModel *model,
                             const GPtrArray *edits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
