/* SPDX-License-Identifier: MIT */
/* What a whole-module pickle states beyond its weights: the constructor's
 * arguments of recurrent modules, and the names of classes. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "falk-pickle-machine.h"
#include "falk-torch.h"

/* What a module states of its kind: layered ones a mode, an RNNCell its
 * nonlinearity; and whether that is relu. */
static const struct
{
  const char *key, *word;
  FalkTristate relu;
} kinds[] = {
  { "mode", "GRU", FALK_UNKNOWN },     { "mode", "LSTM", FALK_UNKNOWN },
  { "mode", "RNN_TANH", FALK_NO },     { "mode", "RNN_RELU", FALK_YES },
  { "nonlinearity", "tanh", FALK_NO }, { "nonlinearity", "relu", FALK_YES },
};

/* The first row that @state states; the number of rows where there is none. */
static size_t
kind_of (const FalkPickleNode *state)
{
  size_t i = 0;

  while (i < sizeof kinds / sizeof kinds[0]
         && !falk_pickle_node_says (falk_pickle_node_get (state, kinds[i].key),
                                    kinds[i].word))
    i++;
  return i;
}

bool
falk_torch_is_recurrent (const FalkPickleNode *state)
{
  return falk_pickle_node_get (state, "hidden_size")
         && kind_of (state) < sizeof kinds / sizeof kinds[0];
}

static bool
note_odd (FalkBuild *build, const FalkTorchModule *module, const char *key,
          const FalkPickleNode *value, const char *weights)
{
  FalkText found = falk_text ("%s", value->kind == FALK_PICKLE_INT
                                        ? ""
                                        : falk_pickle_node_word (value));

  if (value->kind == FALK_PICKLE_INT)
    found = falk_text ("%" PRId64, value->integer);
  return falk_build_note (build, "Module %s states %s = %s, but %s.",
                          FALK_QUOTE (module->path, strlen (module->path)), key,
                          found.text, weights);
}

/* Numbers that the weights tell too. */
static bool
compare_numbers (FalkBuild *build, const FalkTorchModule *module,
                 const FalkLayer *layer)
{
  const struct
  {
    const char *key;
    int64_t value;
  } rows[] = {
    { "input_size", layer->input_size },
    { "hidden_size", layer->hidden_size },
    { "num_layers", layer->num_layers },
    { "proj_size", layer->proj_size },
    { "bias", layer->bias },
    { "bidirectional", layer->bidirectional },
  };

  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    {
      const FalkPickleNode *value =
          falk_pickle_node_get (module->state, rows[i].key);
      bool truth = i >= 4;

      if (!value /* older files lack some */
          || (value->kind == (truth ? FALK_PICKLE_BOOL : FALK_PICKLE_INT)
              && value->integer == rows[i].value))
        continue;
      if (!note_odd (build, module, rows[i].key, value,
                     FALK_TEXT ("its weights make it %" PRId64, rows[i].value)))
        return false;
    }
  return true;
}

static bool
add_stated (FalkBuild *build, const FalkTorchModule *module, FalkLayer *layer)
{
  const FalkPickleNode *batch_first =
      falk_pickle_node_get (module->state, "batch_first");
  const FalkPickleNode *dropout =
      falk_pickle_node_get (module->state, "dropout");

  if (layer->kind == FALK_LAYER_RNN || layer->kind == FALK_LAYER_RNN_CELL)
    layer->relu = kinds[kind_of (module->state)].relu;
  if (batch_first && batch_first->kind == FALK_PICKLE_BOOL)
    layer->batch_first = batch_first->integer ? FALK_YES : FALK_NO;
  else if (batch_first
           && !note_odd (build, module, "batch_first", batch_first,
                         "it must be True or False"))
    return false;
  if (dropout && dropout->kind == FALK_PICKLE_REAL)
    layer->dropout = dropout->real;
  else if (dropout && dropout->kind == FALK_PICKLE_INT)
    layer->dropout = (double)dropout->integer;
  return compare_numbers (build, module, layer);
}

static int
by_prefix (const void *a, const void *b)
{
  return strcmp (((const FalkLayer *)a)->prefix,
                 ((const FalkLayer *)b)->prefix);
}

/* The layer called @prefix, or NULL; @sorted is by prefix. */
static FalkLayer *
find_layer (FalkLayer **sorted, size_t n, const char *prefix)
{
  for (size_t low = 0, high = n; low < high;)
    {
      size_t middle = low + (high - low) / 2;
      int order = strcmp (prefix, sorted[middle]->prefix);

      if (order == 0)
        return sorted[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

bool
falk_torch_layers (FalkBuild *build, const FalkTorchModule *modules, uint32_t n)
{
  FalkFile *file = &build->file;
  FalkLayer **sorted;

  if (!falk_build_layers (build))
    return false;
  build->layers_set = true;
  sorted = falk_load_alloc (&build->load, file->n_layers, sizeof *sorted);
  if (!sorted)
    return false;
  for (size_t i = 0; i < file->n_layers; i++)
    sorted[i] = &file->layers[i];
  if (!falk_load_sort (&build->load, sorted, file->n_layers, by_prefix))
    return false;
  for (uint32_t i = 0; i < n; i++)
    {
      const char *path = modules[i].path + (modules[i].path[0] == '.');
      FalkLayer *layer = find_layer (sorted, file->n_layers, path);

      if (layer ? !add_stated (build, &modules[i], layer)
                : !falk_build_note (build,
                                    "Module %s is recurrent, but its weights "
                                    "don't make a layer.",
                                    FALK_QUOTE (path, strlen (path))))
        return false;
    }
  return true;
}

/* Names that belong to plain tensors and numbers, whatever the file. */
static bool
is_ordinary (const FalkPickleNode *global)
{
  static const char *const modules[] = { "torch._utils", "torch._tensor",
                                         "collections",  "_codecs",
                                         "builtins",     "__builtin__" };
  const char *module = global->global.module, *name = global->global.name;

  for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++)
    if (strcmp (module, modules[i]) == 0)
      return true;

  if (strcmp (module, "torch") != 0 && strcmp (module, "torch.storage") != 0
      && strcmp (module, "torch.cuda") != 0)
    return false;
  return name[0] != '_'; /* torch.FloatStorage, torch.Size, torch.float32 */
}

/* Adds ", @name" to the text @names of @size bytes, or dots once it is full. */
static void
add_name (char *names, size_t size, const char *name)
{
  static const char dots[] = ", ...";
  size_t used = strlen (names), length = strlen (name);

  if (used >= sizeof dots
      && strcmp (names + used - (sizeof dots - 1), dots) == 0)
    return;
  if (used + length + 2 + sizeof dots > size)
    {
      memcpy (names + used, dots, sizeof dots);
      return;
    }
  if (used > 0)
    {
      memcpy (names + used, ", ", 2);
      used += 2;
    }
  memcpy (names + used, name, length + 1);
}

bool
falk_torch_note_globals (FalkBuild *build, const FalkPickle *pickle)
{
  char names[200] = "";
  size_t n = 0;

  for (uint32_t i = 0; i < pickle->n_globals; i++)
    {
      const FalkPickleNode *global = pickle->globals[i];

      if (is_ordinary (global))
        continue;
      n++;
      add_name (names, sizeof names,
                FALK_TEXT ("%.80s.%.80s", global->global.module,
                           global->global.name));
    }
  if (pickle->at < pickle->length
      && !falk_build_note (build, "%zu bytes after the end of %s were ignored.",
                           pickle->length - pickle->at, pickle->where))
    return false;
  if (n == 0)
    return true;
  return falk_build_note (build,
                          "It names %zu Python class%s or function%s "
                          "(%s); nothing was executed.",
                          n, n == 1 ? "" : "es", n == 1 ? "" : "s", names);
}
