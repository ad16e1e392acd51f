/* SPDX-License-Identifier: MIT */
/* A state difference: what an error of load_state_dict() says differs between
 * a checkpoint and the model that was to load it. */
#pragma once

#include "falk-shape.h"
#include "falk-squeeze.h"

G_BEGIN_DECLS

/* A parameter whose shape differs. */
typedef struct
{
  char *name; /* "encoder.rnn.weight_ih_l0" */
  FalkShape checkpoint; /* as stored */
  FalkShape model; /* as the model has it */
} FalkStateMismatch;

typedef struct
{
  char *module; /* class of the model, "InferSent"; or NULL */
  GPtrArray *mismatches; /* FalkStateMismatch, owned, in the text's order */
  GPtrArray *missing; /* char *, owned: the model has it, the checkpoint not */
  GPtrArray *unexpected; /* char *, owned: the checkpoint has it alone */
} FalkStateDiff;

/* Reads all that @squeeze, a text without its white space, says of
 * load_state_dict(), in the words of PyTorch 0.3, 0.4.0 or newer (which turn
 * the order of the two shapes round). NULL when it says nothing. */
FalkStateDiff *
falk_state_diff_read (const FalkSqueeze *squeeze) G_GNUC_WARN_UNUSED_RESULT;
void falk_state_diff_free (FalkStateDiff *diff);

/* The last part of a parameter's name: "weight_ih_l0". Borrowed. */
const char *falk_state_leaf (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkStateDiff, falk_state_diff_free)

G_END_DECLS
