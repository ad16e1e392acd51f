/* SPDX-License-Identifier: MIT */
/* What a whole-module pickle states beyond its weights: the constructor's
 * arguments of recurrent modules, and the names of classes. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "falk-pickle-machine.h"
#include "falk-torch.h"

bool
falk_torch_is_recurrent (const FalkNode *state)
{
  static const char *const modes[] = { "GRU", "LSTM", "RNN_TANH", "RNN_RELU" };
  const FalkNode *mode = falk_node_get (state, "mode");

  if (!falk_node_get (state, "hidden_size"))
    return false;
  for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
    if (falk_node_says (mode, modes[i]))
      return true;
  return false;
}

static bool
note_odd (FalkBuild *build, const FalkTorchModule *module, const char *key,
          const FalkNode *value, const char *weights)
{
  FalkText found = falk_text (
      "%s", value->kind == FALK_NODE_INT ? "" : falk_node_word (value));

  if (value->kind == FALK_NODE_INT)
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
      const FalkNode *value = falk_node_get (module->state, rows[i].key);
      bool truth = i >= 4;

      if (!value /* older files lack some */
          || (value->kind == (truth ? FALK_NODE_BOOL : FALK_NODE_INT)
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
  const FalkNode *batch_first = falk_node_get (module->state, "batch_first");
  const FalkNode *dropout = falk_node_get (module->state, "dropout");

  if (batch_first && batch_first->kind == FALK_NODE_BOOL)
    layer->batch_first = batch_first->integer ? FALK_YES : FALK_NO;
  else if (batch_first
           && !note_odd (build, module, "batch_first", batch_first,
                         "it must be True or False"))
    return false;
  if (dropout && dropout->kind == FALK_NODE_REAL)
    layer->dropout = dropout->real;
  else if (dropout && dropout->kind == FALK_NODE_INT)
    layer->dropout = (double)dropout->integer;
  return compare_numbers (build, module, layer);
}

bool
falk_torch_layers (FalkBuild *build, const FalkTorchModule *modules, uint32_t n)
{
  if (!falk_build_layers (build))
    return false;
  build->layers_set = true;
  for (uint32_t i = 0; i < n; i++)
    {
      const char *path = modules[i].path + (modules[i].path[0] == '.');
      bool found = false;

      for (size_t j = 0; j < build->file.n_layers; j++)
        if (strcmp (build->file.layers[j].prefix, path) == 0)
          {
            found = true;
            if (!add_stated (build, &modules[i], &build->file.layers[j]))
              return false;
          }
      if (!found
          && !falk_build_note (build,
                               "Module %s is recurrent, but its weights "
                               "don't make a layer.",
                               FALK_QUOTE (path, strlen (path))))
        return false;
    }
  return true;
}

/* Names that belong to plain tensors, whatever the file. */
static bool
is_ordinary (const FalkNode *global)
{
  const char *module = global->global.module, *name = global->global.name;
  size_t length = strlen (name);

  if (strcmp (module, "torch._utils") == 0
      || strcmp (module, "torch._tensor") == 0
      || strcmp (module, "collections") == 0)
    return true;
  if (strcmp (module, "torch") != 0 && strcmp (module, "torch.storage") != 0
      && strcmp (module, "torch.cuda") != 0)
    return false;
  return (length > 7 && strcmp (name + length - 7, "Storage") == 0)
         || strcmp (name, "Size") == 0 || strcmp (name, "device") == 0
         || global->global.name[0] != '_';
}

bool
falk_torch_note_globals (FalkBuild *build, const FalkPickle *pickle)
{
  char names[200] = "";
  size_t used = 0, n = 0;

  for (uint32_t i = 0; i < pickle->n_globals; i++)
    {
      const FalkNode *global = pickle->globals[i];
      FalkText name;

      if (is_ordinary (global))
        continue;
      n++;
      name = falk_text ("%s%s.%s", used ? ", " : "", global->global.module,
                        global->global.name);
      if (used + strlen (name.text) + 8 < sizeof names)
        {
          memcpy (names + used, name.text, strlen (name.text) + 1);
          used += strlen (name.text);
        }
      else if (used && names[used - 1] != '.')
        {
          memcpy (names + used, ", ...", 6);
          used += 5;
        }
    }
  if (pickle->at < pickle->length && pickle->where
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
