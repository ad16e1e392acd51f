/* SPDX-License-Identifier: MIT */
#include "falk-layers.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "falk-layers-keras.h"

#define LAYERS_MAX 4096 /* of one module */

static const char *const kind_names[] = {
  [FALK_LAYER_RNN] = "RNN",
  [FALK_LAYER_GRU] = "GRU",
  [FALK_LAYER_LSTM] = "LSTM",
  [FALK_LAYER_RNN_CELL] = "RNNCell",
  [FALK_LAYER_GRU_CELL] = "GRUCell",
  [FALK_LAYER_LSTM_CELL] = "LSTMCell",
  [FALK_LAYER_KERAS_RNN] = "SimpleRNN (Keras)",
  [FALK_LAYER_KERAS_GRU] = "GRU (Keras)",
  [FALK_LAYER_KERAS_LSTM] = "LSTM (Keras)",
};
_Static_assert(sizeof kind_names / sizeof kind_names[0]
                   == FALK_LAYER_KIND_COUNT,
               "a name for each kind");

const char *
falk_layer_kind_name (FalkLayerKind kind)
{
  return kind_names[kind];
}

/* The kind that has @gates gates; false when none has. */
static bool
kind_of (int64_t gates, bool cell, FalkLayerKind *kind)
{
  switch (gates)
    {
    case 1:
      *kind = cell ? FALK_LAYER_RNN_CELL : FALK_LAYER_RNN;
      return true;
    case 3:
      *kind = cell ? FALK_LAYER_GRU_CELL : FALK_LAYER_GRU;
      return true;
    case 4:
      *kind = cell ? FALK_LAYER_LSTM_CELL : FALK_LAYER_LSTM;
      return true;
    default:
      return false;
    }
}

enum
{
  WEIGHT_IH,
  WEIGHT_HH,
  BIAS_IH,
  BIAS_HH,
  WEIGHT_HR,
  N_PARTS
};
static const char *const part_names[N_PARTS] = {
  "weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr",
};

/* A tensor whose name is that of a parameter of a recurrent module. */
typedef struct
{
  const char *prefix; /* not closed by a 0 */
  size_t prefix_length;
  const FalkShape *shape;
  size_t index; /* of the tensor in the file */
  int part;
  bool cell, reverse;
  uint32_t layer;
} Parameter;

/* What follows the part's name: "", "_l3" or "_l3_reverse". */
static bool
parse_suffix (const char *suffix, Parameter *parameter)
{
  char *end;
  unsigned long layer;

  parameter->cell = *suffix == '\0';
  if (parameter->cell)
    return true;
  if (strncmp (suffix, "_l", 2) != 0 || suffix[2] < '0' || suffix[2] > '9')
    return false;
  layer = strtoul (suffix + 2, &end, 10);
  if (layer >= LAYERS_MAX)
    return false;
  parameter->layer = (uint32_t)layer;
  parameter->reverse = strcmp (end, "_reverse") == 0;
  return parameter->reverse || *end == '\0';
}

static bool
parse_name (const char *name, Parameter *parameter)
{
  const char *dot = strrchr (name, '.');
  const char *last = dot ? dot + 1 : name;

  memset (parameter, 0, sizeof *parameter);
  if (*name == '.' && dot > name)
    name++; /* an element of a list */
  parameter->prefix = name;
  parameter->prefix_length = dot > name ? (size_t)(dot - name) : 0;
  for (int part = 0; part < N_PARTS; part++)
    {
      size_t length = strlen (part_names[part]);

      parameter->part = part;
      if (strncmp (last, part_names[part], length) == 0)
        return parse_suffix (last + length, parameter);
    }
  return false;
}

static int
same_module (const Parameter *a, const Parameter *b)
{
  size_t length =
      a->prefix_length < b->prefix_length ? a->prefix_length : b->prefix_length;
  int order = memcmp (a->prefix, b->prefix, length);

  if (order == 0)
    order = (a->prefix_length > b->prefix_length)
            - (a->prefix_length < b->prefix_length);
  return order ? order : (int)a->cell - (int)b->cell;
}

static int
by_module (const void *a, const void *b)
{
  const Parameter *one = a, *two = b;
  int order = same_module (one, two);

  return order ? order : (one->index > two->index) - (one->index < two->index);
}

/* The parameters of one module, by place: [layer][direction][part]. */
typedef struct
{
  const FalkShape *(*parts)[2][N_PARTS];
  uint32_t n_layers;
  bool reverse, bias;
  int64_t rows; /* G·H */
  int64_t out; /* of each direction */
} Module;

static bool
is (const FalkShape *shape, int64_t rows, int64_t columns)
{
  if (!shape || shape->rank != (columns ? 2u : 1u))
    return false;
  return shape->dims[0] == rows && (!columns || shape->dims[1] == columns);
}

/* Reads G, H and I off layer 0. */
static bool
measure (Module *module, FalkLayer *layer, bool cell)
{
  const FalkShape *const *first = module->parts[0][0];
  const FalkShape *hh = first[WEIGHT_HH], *ih = first[WEIGHT_IH],
                  *hr = first[WEIGHT_HR];

  if (!hh || !ih || hh->rank != 2 || ih->rank != 2 || hh->dims[1] < 1
      || ih->dims[1] < 1)
    return false;
  module->rows = hh->dims[0];
  module->out = hh->dims[1];
  module->bias = first[BIAS_IH] != NULL;
  layer->hidden_size = module->out;
  if (hr && (hr->rank != 2 || hr->dims[0] != module->out || hr->dims[1] < 1))
    return false;
  if (hr)
    {
      layer->proj_size = module->out;
      layer->hidden_size = hr->dims[1];
    }
  layer->input_size = ih->dims[1];
  layer->bias = module->bias;
  return module->rows % layer->hidden_size == 0
         && kind_of (module->rows / layer->hidden_size, cell, &layer->kind)
         && (!hr || layer->kind == FALK_LAYER_LSTM);
}

/* Every layer and direction must have the shapes that layer 0 calls for. */
static bool
consistent (const Module *module, const FalkLayer *layer)
{
  int64_t directions = module->reverse ? 2 : 1;

  for (uint32_t k = 0; k < module->n_layers; k++)
    for (int64_t d = 0; d < directions; d++)
      {
        const FalkShape *const *parts = module->parts[k][d];
        int64_t input = k == 0 ? layer->input_size : directions * module->out;

        if (!is (parts[WEIGHT_IH], module->rows, input)
            || !is (parts[WEIGHT_HH], module->rows, module->out))
          return false;
        for (int part = BIAS_IH; part <= BIAS_HH; part++)
          if (module->bias ? !is (parts[part], module->rows, 0)
                           : parts[part] != NULL)
            return false;
        if (layer->proj_size
                ? !is (parts[WEIGHT_HR], layer->proj_size, layer->hidden_size)
                : parts[WEIGHT_HR] != NULL)
          return false;
      }
  return true;
}

/* @parameters are all of one module. */
static bool
build_layer (FalkLoad *load, Parameter **parameters, size_t n, FalkLayer *layer,
             bool *fits)
{
  Module module = { 0 };

  memset (layer, 0, sizeof *layer);
  *fits = false;
  for (size_t i = 0; i < n; i++)
    {
      if (parameters[i]->layer >= module.n_layers)
        module.n_layers = parameters[i]->layer + 1;
      module.reverse |= parameters[i]->reverse;
    }
  if (module.n_layers > n)
    return true;
  module.parts = falk_load_alloc (load, module.n_layers, sizeof *module.parts);
  layer->prefix = falk_load_copy (load, parameters[0]->prefix,
                                  parameters[0]->prefix_length);
  if (!module.parts || !layer->prefix)
    return false;
  for (size_t i = 0; i < n; i++)
    module.parts[parameters[i]->layer][parameters[i]->reverse]
                [parameters[i]->part] = parameters[i]->shape;
  layer->num_layers = module.n_layers;
  layer->bidirectional = module.reverse;
  layer->batch_first = FALK_UNKNOWN;
  layer->dropout = NAN;
  layer->relu = FALK_UNKNOWN;
  *fits = measure (&module, layer, parameters[0]->cell)
          && consistent (&module, layer);
  return true;
}

static bool
note_misfit (FalkLoad *load, const Parameter *parameter,
             bool (*note) (FalkLoad *load, const char *text))
{
  FalkText name = falk_quote (parameter->prefix, parameter->prefix_length);

  return note (load,
               FALK_TEXT ("%s has the names of a recurrent layer, but "
                          "its shapes don't fit together.",
                          parameter->prefix_length ? name.text : "The file"));
}

/* The layer found by a module, with the place of its first tensor. */
typedef struct
{
  FalkLayer layer;
  size_t index;
} Found;

static int
by_index (const void *a, const void *b)
{
  const Found *one = a, *two = b;

  return (one->index > two->index) - (one->index < two->index);
}

static bool
find_modules (FalkLoad *load, Parameter **sorted, size_t n, Found **found,
              size_t *n_found, bool (*note) (FalkLoad *load, const char *text))
{
  for (size_t from = 0, to; from < n; from = to)
    {
      Found *next = falk_load_alloc (load, 1, sizeof *next);
      bool fits;

      for (to = from + 1;
           to < n && same_module (sorted[from], sorted[to]) == 0;)
        to++;
      if (!next
          || !build_layer (load, sorted + from, to - from, &next->layer, &fits))
        return false;
      next->index = sorted[from]->index;
      if (fits)
        found[(*n_found)++] = next;
      else if (!note_misfit (load, sorted[from], note))
        return false;
    }
  return true;
}

bool
falk_layers_find (FalkLoad *load, const FalkNamedShape *tensors, size_t n,
                  FalkLayer **layers, size_t *n_layers,
                  bool (*note) (FalkLoad *load, const char *text))
{
  Parameter parameter, **sorted;
  Found **found;
  size_t n_parameters = 0, n_found = 0, n_keras = 0;

  for (size_t i = 0; i < n; i++)
    n_parameters += parse_name (tensors[i].name, &parameter);
  sorted = falk_load_alloc (load, n_parameters, sizeof *sorted);
  found = falk_load_alloc (load, n_parameters, sizeof *found);
  if (!sorted || !found)
    return false;
  n_parameters = 0;
  for (size_t i = 0; i < n; i++)
    if (parse_name (tensors[i].name, &parameter))
      {
        Parameter *own = falk_load_alloc (load, 1, sizeof *own);

        if (!own)
          return false;
        *own = parameter;
        own->shape = tensors[i].shape;
        own->index = i;
        sorted[n_parameters++] = own;
      }
  if (!falk_load_sort (load, sorted, n_parameters, by_module))
    return false;
  if (!find_modules (load, sorted, n_parameters, found, &n_found, note))
    return false;
  if (!falk_load_sort (load, found, n_found, by_index))
    return false;
  *layers =
      falk_load_alloc (load, n_found + FALK_KERAS_LAYERS_MAX, sizeof **layers);
  if (!*layers)
    return false;
  for (size_t i = 0; i < n_found; i++)
    (*layers)[i] = found[i]->layer;
  if (!falk_layers_find_keras (load, tensors, n, *layers + n_found, &n_keras))
    return false;
  *n_layers = n_found + n_keras;
  return true;
}
