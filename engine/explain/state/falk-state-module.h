/* SPDX-License-Identifier: MIT */
/* The modules of a state difference: the parameters whose names begin alike,
 * which are those of one layer. */
#pragma once

#include "falk-model.h"
#include "falk-state-diff.h"

G_BEGIN_DECLS

/* What a parameter of a recurrent layer is: weight_ih (gates·H, input),
 * weight_hh (gates·H, state), bias_ih and bias_hh (gates·H), weight_hr
 * (proj_size, H). */
typedef enum
{
  FALK_STATE_WEIGHT_IH,
  FALK_STATE_WEIGHT_HH,
  FALK_STATE_BIAS_IH,
  FALK_STATE_BIAS_HH,
  FALK_STATE_WEIGHT_HR,
  FALK_STATE_PARTS
} FalkStatePart;

typedef struct
{
  FalkStatePart part;
  gboolean cell; /* of a cell, which has no layers: "weight_ih" */
  guint layer;
  gboolean reverse;
} FalkStatePlace;

/* Reads "weight_ih_l1_reverse", the last part of a name. FALSE where it is no
 * parameter of a recurrent layer. */
gboolean falk_state_place_read (const char *leaf, FalkStatePlace *place);

typedef struct
{
  char *prefix; /* "encoder.rnn"; "" where the names have none */
  gboolean recurrent; /* an entry has a FalkStatePlace */
  const FalkStep *step; /* the model's own, borrowed; or NULL */
  GPtrArray *entries; /* FalkStateEntry, borrowed from the difference */
} FalkStateModule;

/* The modules of @diff (FalkStateModule, owned by the array): the recurrent
 * ones first, by prefix, then the others in order. Their steps are those of
 * @model, which may be NULL, that are called by the prefix. */
GPtrArray *
falk_state_modules (const FalkStateDiff *diff,
                    const FalkModel *model) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @side has any of @module's entries. */
gboolean falk_state_module_has (const FalkStateModule *module,
                                FalkStateSide side);

/* Whether a shape differs or a name is on one side only. */
gboolean falk_state_module_differs (const FalkStateModule *module);

G_END_DECLS
