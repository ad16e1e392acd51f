/* SPDX-License-Identifier: MIT */
/* The layer that a module is, on each side: which arguments its constructor
 * was given, as far as names and shapes tell. 192 rows of weight_ih are a GRU
 * of 64 or an LSTM of 48: then there are two readings. */
#pragma once

#include "falk-context.h"
#include "falk-state-said.h"

G_BEGIN_DECLS

/* One side. Invariant: each reading has every known shape that the side has
 * of the module, under its name, and no parameter that the side is said not
 * to have. */
typedef struct
{
  FalkStateSaid said; /* of a recurrent module */
  GPtrArray *readings; /* FalkStep, owned, likeliest first: empty where it is
                        * not told what it is. Sizes that aren't told are
                        * unset. */
} FalkStateReadings;

typedef struct
{
  const FalkStateModule *module; /* borrowed */
  FalkStateReadings sides[FALK_STATE_SIDES];
  guint n_rejected; /* readings that only the names spoke against */
} FalkStateLayer;

/* What else may say which operation a layer is. Either may be NULL. */
typedef struct
{
  const char *class; /* of the model, "LSTMTagger" */
  const FalkContext *context; /* what is known beside the text */
} FalkStateHints;

/* The layer of each of @modules (FalkStateModule), in their order:
 * FalkStateLayer, owned by the array. @modules must live as long. */
GPtrArray *
falk_state_layers (const GPtrArray *modules, const FalkStateDiff *diff,
                   const FalkStateHints *hints) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @step has exactly what @side is known to have of @module. @whole:
 * and nothing else. */
gboolean falk_state_step_fits (const FalkStep *step,
                               const FalkStateModule *module,
                               FalkStateSide side, gboolean whole);

/* Reading @index of @side, or its last where it has fewer; borrowed, NULL
 * where it has none. */
const FalkStep *falk_state_reading (const FalkStateLayer *layer,
                                    FalkStateSide side, guint index);

/* The name of what @layer is called like, "GRUCell" of "gru_fw"; NULL where
 * its name says nothing. Static. */
const char *falk_state_layer_called (const FalkStateLayer *layer,
                                     FalkStateSide side);

G_END_DECLS
