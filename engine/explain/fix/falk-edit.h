/* SPDX-License-Identifier: MIT */
/* An edit: one change of a model, or of the data's type. Fixes and undo are
 * lists of edits. */
#pragma once

#include "falk-model.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_EDIT_SET_INT, /* argument of step := value */
  FALK_EDIT_SET_INTS, /* argument of step := ints */
  FALK_EDIT_SET_FLOAT, /* argument of step := number */
  FALK_EDIT_UNSET, /* argument of step := its default */
  FALK_EDIT_SETTLE_STRAYS, /* each of the step's becomes the argument that is
                            * meant, or goes */
  FALK_EDIT_INSERT, /* put a step before step `step` */
  FALK_EDIT_REMOVE, /* take step `step` out */
  FALK_EDIT_CAST_INPUT, /* the input's elements become dtype `value` */
  FALK_EDIT_KINDS
} FalkEditKind;

typedef struct
{
  FalkEditKind kind;
  guint step; /* index in the model the edit is applied to */
  FalkArg arg; /* SET_*, UNSET */
  gint64 value; /* SET_INT, CAST_INPUT */
  double number; /* SET_FLOAT */
  FalkShape ints; /* SET_INTS: dims[0 … rank-1]; may be negative */
  FalkStep *insert; /* INSERT: owned by the edit, copied on applying */
} FalkEdit;

/* One of each kind; the caller frees it. falk_edit_insert() takes @insert
 * over. */
FalkEdit *falk_edit_set_int (guint step, FalkArg arg,
                             gint64 value) G_GNUC_WARN_UNUSED_RESULT;
FalkEdit *falk_edit_set_ints (guint step, FalkArg arg,
                              const FalkShape *ints) G_GNUC_WARN_UNUSED_RESULT;
FalkEdit *falk_edit_set_float (guint step, FalkArg arg,
                               double number) G_GNUC_WARN_UNUSED_RESULT;
FalkEdit *falk_edit_unset (guint step, FalkArg arg) G_GNUC_WARN_UNUSED_RESULT;
FalkEdit *falk_edit_settle_strays (guint step) G_GNUC_WARN_UNUSED_RESULT;
FalkEdit *falk_edit_insert (guint step,
                            FalkStep *insert) G_GNUC_WARN_UNUSED_RESULT;
FalkEdit *falk_edit_remove (guint step) G_GNUC_WARN_UNUSED_RESULT;
FalkEdit *falk_edit_cast_input (FalkDtype dtype) G_GNUC_WARN_UNUSED_RESULT;

void falk_edit_free (FalkEdit *edit);
FalkEdit *falk_edit_copy (const FalkEdit *edit) G_GNUC_WARN_UNUSED_RESULT;

/* An empty list of edits that owns them. */
GPtrArray *falk_edits_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* A copy of @model with @edits (FalkEdit *) applied in order; each names its
 * step by the index it has when its turn comes. Parameter tensors that no
 * longer fit their step's shapes are dropped from the copy. NULL where an
 * edit names a step that is not there. */
FalkModel *falk_edits_apply (const FalkModel *model,
                             const GPtrArray *edits) G_GNUC_WARN_UNUSED_RESULT;

/* The models that each of @edits finds in turn, and what the last one leaves:
 * FalkModel, edits->len + 1 of them, owned by the array. NULL where an edit
 * can't be applied. */
GPtrArray *falk_edits_stages (const FalkModel *model,
                              const GPtrArray *edits) G_GNUC_WARN_UNUSED_RESULT;

/* The input that goes with it: @input itself (a new reference), or a copy
 * with the type that a CAST_INPUT among @edits asks for. */
FalkTensor *
falk_edits_apply_input (const FalkTensor *input,
                        const GPtrArray *edits) G_GNUC_WARN_UNUSED_RESULT;

/* Whether applying @edits drops parameter tensors that @model has: what was
 * loaded from a checkpoint is then no longer used. */
gboolean falk_edits_drop (const FalkModel *model, const GPtrArray *edits);

G_END_DECLS
