/* SPDX-License-Identifier: MIT */
/* Recurrent layers, recognised from the names and shapes of tensors alone.
 *
 * PyTorch's recurrent modules store, for layer k and each direction,
 *   weight_ih_l{k}[_reverse]  (G·H, input)   input = I for k = 0, D·out after
 *   weight_hh_l{k}[_reverse]  (G·H, out)     out = H, or proj_size
 *   bias_ih_l{k}[_reverse]    (G·H)          both or neither
 *   bias_hh_l{k}[_reverse]    (G·H)
 *   weight_hr_l{k}[_reverse]  (proj, H)      LSTM with proj_size only
 * where G, the number of gates, is 3 (GRU: r, z, n), 4 (LSTM: i, f, g, o) or
 * 1 (RNN). A cell stores the same without _l{k}. Keras stores kernel (I, G·H),
 * recurrent_kernel (H, G·H) and bias (G·H) or (2, G·H); arrays saved by hand
 * are often called W, U and b, or Wz, Uz and bz. */
#pragma once

#include "falk-load.h"
#include "falk-shape.h"

typedef enum
{
  FALK_LAYER_RNN,
  FALK_LAYER_GRU,
  FALK_LAYER_LSTM,
  FALK_LAYER_RNN_CELL,
  FALK_LAYER_GRU_CELL,
  FALK_LAYER_LSTM_CELL,
  FALK_LAYER_KERAS_RNN,
  FALK_LAYER_KERAS_GRU,
  FALK_LAYER_KERAS_LSTM,
  FALK_LAYER_KIND_COUNT
} FalkLayerKind;

typedef enum
{
  FALK_UNKNOWN = -1,
  FALK_NO = 0,
  FALK_YES = 1
} FalkTristate;

/* Sizes are > 0, but for proj_size. */
typedef struct
{
  const char *prefix; /* "encoder.gru"; "" where the names have none */
  FalkLayerKind kind;
  int64_t input_size, hidden_size; /* elements */
  int64_t num_layers;
  int64_t proj_size; /* 0: none */
  bool bidirectional, bias;
  FalkTristate batch_first; /* known only from a whole module */
  double dropout; /* NAN: unknown, as batch_first */
  FalkTristate relu; /* of an RNN or RNNCell: not tanh; as batch_first */
} FalkLayer;

/* "GRU", "GRUCell", "GRU (Keras)" ...; static. */
const char *falk_layer_kind_name (FalkLayerKind kind);

/* A tensor as far as this needs it. */
typedef struct
{
  const char *name;
  const FalkShape *shape;
} FalkNamedShape;

/* Finds the recurrent layers among @n tensors, in the order in which their
 * first tensor comes. *@layers is in @load's arena. Names that look like a
 * layer's but don't fit together give no layer, and one sentence each by
 * @note. False only when memory runs out. */
bool falk_layers_find (FalkLoad *load, const FalkNamedShape *tensors, size_t n,
                       FalkLayer **layers, size_t *n_layers,
                       bool (*note) (FalkLoad *load, const char *text));
