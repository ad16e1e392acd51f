/* SPDX-License-Identifier: MIT */
#include "falk-layers-keras.h"

#include <math.h>
#include <string.h>

/* How people name the three arrays. Where one letter more stands for a gate
 * ("Wz"), the array may hold that gate alone: then it has one gate's width,
 * and is not taken for a layer. */
static const struct
{
  const char *kernel, *recurrent, *bias;
  bool one_gate; /* a width of one gate makes a layer, SimpleRNN */
} forms[] = {
  { "kernel", "recurrent_kernel", "bias", true },
  { "W", "U", "b", false },
  { "Wz", "Uz", "bz", false },
};

/* The part of @name behind the last . or /, without TensorFlow's ":0". */
static const char *
last_part (const char *name, size_t *length)
{
  const char *last = name;

  for (const char *at = name; *at; at++)
    if (*at == '.' || *at == '/')
      last = at + 1;
  *length = strlen (last);
  if (*length > 2 && strcmp (last + *length - 2, ":0") == 0)
    *length -= 2;
  return last;
}

/* The tensor beside @beside, with the same prefix, called @part. */
static const FalkShape *
find_part (const FalkNamedShape *tensors, size_t n, const char *beside,
           size_t prefix, const char *part)
{
  for (size_t i = 0; i < n; i++)
    {
      size_t length;
      const char *last = last_part (tensors[i].name, &length);

      if ((size_t)(last - tensors[i].name) == prefix
          && memcmp (tensors[i].name, beside, prefix) == 0
          && strlen (part) == length && memcmp (last, part, length) == 0)
        return tensors[i].shape;
    }
  return NULL;
}

static bool
measure (const FalkShape *kernel, const FalkShape *recurrent,
         const FalkShape *bias, bool one_gate, FalkLayer *layer)
{
  int64_t width, gates;

  if (!kernel || !recurrent || kernel->rank != 2 || recurrent->rank != 2
      || kernel->dims[0] < 1 || recurrent->dims[0] < 1
      || kernel->dims[1] != recurrent->dims[1])
    return false;
  width = recurrent->dims[1];
  gates = width / recurrent->dims[0];
  if (width % recurrent->dims[0] || (gates == 1 && !one_gate))
    return false;
  if (bias
      && (bias->rank < 1 || bias->rank > 2
          || bias->dims[bias->rank - 1] != width
          || (bias->rank == 2 && bias->dims[0] != 2)))
    return false;
  layer->kind = gates == 1   ? FALK_LAYER_KERAS_RNN
                : gates == 3 ? FALK_LAYER_KERAS_GRU
                             : FALK_LAYER_KERAS_LSTM;
  layer->input_size = kernel->dims[0];
  layer->hidden_size = recurrent->dims[0];
  layer->num_layers = 1;
  layer->bias = bias != NULL;
  layer->batch_first = FALK_UNKNOWN;
  layer->dropout = NAN;
  return gates == 1 || gates == 3 || gates == 4;
}

bool
falk_layers_find_keras (FalkLoad *load, const FalkNamedShape *tensors, size_t n,
                        FalkLayer *layers, size_t *n_layers)
{
  *n_layers = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++)
      {
        size_t length;
        const char *name = tensors[i].name;
        const char *last = last_part (name, &length);
        size_t prefix = (size_t)(last - name);
        FalkLayer layer = { 0 };

        if (*n_layers == FALK_KERAS_LAYERS_MAX)
          return true;
        if (strlen (forms[f].kernel) != length
            || memcmp (last, forms[f].kernel, length) != 0
            || !measure (
                tensors[i].shape,
                find_part (tensors, n, name, prefix, forms[f].recurrent),
                find_part (tensors, n, name, prefix, forms[f].bias),
                forms[f].one_gate, &layer))
          continue;
        layer.prefix = falk_load_copy (load, name, prefix ? prefix - 1 : 0);
        if (!layer.prefix)
          return false;
        layers[(*n_layers)++] = layer;
      }
  return true;
}
