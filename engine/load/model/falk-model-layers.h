/* SPDX-License-Identifier: MIT */
/* A model from the tensors of a checkpoint.
 *
 * Recurrent layers have been recognised before; a Linear is recognised here:
 * a matrix NAME.weight (out, in), alone or with a vector NAME.bias (out). The
 * chain is in the order in which the file has their first tensors; where it
 * has them sorted by name, as safetensors does, in that which fits best. What a
 * state dict can't tell (batch_first, relu, what happens between layers) and what
 * is no step yet (other layers) is said in the model's notes. */
#pragma once

#include "falk-model.h"
#include "falk-model-error.h"

G_BEGIN_DECLS

/* A recurrent layer that was found. */
typedef struct
{
  const char *prefix; /* "encoder.gru"; "" where the names have none */
  const char *kind; /* "GRU", "GRUCell"; any other is only noted */
  gint64 input_size, hidden_size, num_layers; /* > 0 */
  gint64 proj_size; /* 0: none */
  gboolean bidirectional, bias;
  int batch_first; /* 0 or 1; -1: not known */
  int relu; /* of an RNN or RNNCell, the same: it isn't tanh */
  double dropout; /* between layers; 0: none, or not known */
} FalkModelLayer;

/* What a checkpoint has. Everything is borrowed. */
typedef struct
{
  const char *name; /* what the model is to be called */
  const FalkModelLayer *layers;
  guint n_layers;
  FalkTensor *const *tensors; /* in the file's order; may be bare shapes */
  guint n_tensors;
} FalkModelParts;

/* Makes the model. Every step has its parameters as tensors of its own, under
 * the names of falk_step_parameter(), sharing their elements; it is called by
 * its prefix, or after its operation where that is "".
 *
 * @only names one layer ("encoder.gru", or "gru" where no other ends so), or
 * a part with several ("encoder"); NULL: all.
 *
 * NULL and @error (FALK_MODEL_ERROR_LAYER, _EMPTY or _LIMIT) where there is
 * no such layer or none at all. */
FalkModel *falk_model_from_layers (const FalkModelParts *parts,
                                   const char *only,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
