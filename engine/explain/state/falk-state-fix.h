/* SPDX-License-Identifier: MIT */
/* The fix of a checkpoint that has other sizes than the model: the layers as
 * they have to be built. */
#pragma once

#include "falk-explanation.h"
#include "falk-state-study.h"

G_BEGIN_DECLS

/* The fix by reading @index of each layer whose shapes differ. Each layer was
 * built, has exactly the shapes that are known of the checkpoint, and ran on a
 * drawn input. Its edits change @study's model; there are none without a model.
 * NULL where nothing can be told, or where the layers are too large to be run
 * for this: @unproven then gets the code alone, which the caller frees. */
FalkFix *falk_state_fix (const FalkStateStudy *study, guint index,
                         char **unproven) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the layer differs, and a reading tells all that its constructor
 * needs. */
gboolean falk_state_layer_is_told (const FalkStateLayer *layer);

/* falk-state-edits.c: adds to @edits what makes the step @from of @model what
 * the checkpoint's @to is. What a checkpoint doesn't hold, such as batch_first,
 * stays. */
void falk_state_add_edits (GPtrArray *edits, const FalkModel *model,
                           const FalkStep *from, const FalkStep *to);

/* How many readings there are of the layers whose shapes differ: 2 where rows
 * fit a GRU as well as an LSTM; 0 where nothing is told. */
guint falk_state_n_readings (const FalkStateStudy *study);

G_END_DECLS
