/* SPDX-License-Identifier: MIT */
/* Recurrent layers as Keras stores them, in arrays saved by hand. */
#pragma once

#include "falk-layers.h"

#define FALK_KERAS_LAYERS_MAX 64

/* Like falk_layers_find(); finds at most FALK_KERAS_LAYERS_MAX layers and
 * writes them to @layers. */
bool falk_layers_find_keras (FalkLoad *load, const FalkNamedShape *tensors,
                             size_t n, FalkLayer *layers, size_t *n_layers);
