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

/* How @name compares with the text that @prefix bytes of @beside, @part and
 * @end make together. */
static int
compare_parts (const char *name, const char *beside, size_t prefix,
               const char *part, const char *end)
{
  int order = strncmp (name, beside, prefix);

  if (order == 0)
    {
      name += prefix;
      order = strncmp (name, part, strlen (part));
    }
  return order ? order : strcmp (name + strlen (part), end);
}

/* The shape of the tensor beside @beside, with the same prefix, called @part;
 * @sorted is by name. */
static const FalkShape *
find_part (FalkNamedShape *const *sorted, size_t n, const char *beside,
           size_t prefix, const char *part)
{
  static const char *const ends[] = { "", ":0" };

  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
    for (size_t low = 0, high = n; low < high;)
      {
        size_t middle = low + (high - low) / 2;
        int order =
            compare_parts (sorted[middle]->name, beside, prefix, part, ends[i]);

        if (order == 0)
          return sorted[middle]->shape;
        if (order > 0)
          high = middle;
        else
          low = middle + 1;
      }
  return NULL;
}

static int
by_name (const void *a, const void *b)
{
  return strcmp (((const FalkNamedShape *)a)->name,
                 ((const FalkNamedShape *)b)->name);
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
  layer->relu = FALK_UNKNOWN;
  return gates == 1 || gates == 3 || gates == 4;
}

/* Adds the layer whose kernel @tensor is, if it is one by form @f. */
static bool
add_layer (FalkLoad *load, const FalkNamedShape *tensor, size_t f,
           FalkNamedShape *const *sorted, size_t n, FalkLayer *layers,
           size_t *n_layers)
{
  size_t length;
  const char *last = last_part (tensor->name, &length);
  size_t prefix = (size_t)(last - tensor->name);
  FalkLayer layer = { 0 };

  if (*n_layers == FALK_KERAS_LAYERS_MAX || strlen (forms[f].kernel) != length
      || memcmp (last, forms[f].kernel, length) != 0
      || !measure (
          tensor->shape,
          find_part (sorted, n, tensor->name, prefix, forms[f].recurrent),
          find_part (sorted, n, tensor->name, prefix, forms[f].bias),
          forms[f].one_gate, &layer))
    return true;
  layer.prefix = falk_load_copy (load, tensor->name, prefix ? prefix - 1 : 0);
  if (!layer.prefix)
    return false;
  layers[(*n_layers)++] = layer;
  return true;
}

bool
falk_layers_find_keras (FalkLoad *load, const FalkNamedShape *tensors, size_t n,
                        FalkLayer *layers, size_t *n_layers)
{
  const FalkNamedShape **sorted = falk_load_alloc (load, n, sizeof *sorted);

  *n_layers = 0;
  if (!sorted)
    return false;
  for (size_t i = 0; i < n; i++)
    sorted[i] = &tensors[i];
  if (!falk_load_sort (load, sorted, n, by_name))
    return false;
  for (size_t i = 0; i < n; i++)
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++)
      if (!add_layer (load, &tensors[i], f, (FalkNamedShape *const *)sorted, n,
                      layers, n_layers))
        return false;
  return true;
}
