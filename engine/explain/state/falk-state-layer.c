/* SPDX-License-Identifier: MIT */
#include "falk-state-layer.h"

#include <string.h>

#include "falk-rule.h"
#include "falk-state-reading.h"

/* Words in a name that say which operations bear it; FALK_OP_COUNT ends
 * them. */
static const struct
{
  const char *words; /* separated by "|", in lower case */
  FalkOp ops[3];
} names[] = {
  { "lstm", { FALK_OP_LSTM, FALK_OP_LSTM_CELL, FALK_OP_COUNT } },
  { "gru", { FALK_OP_GRU, FALK_OP_GRU_CELL, FALK_OP_COUNT } },
  { "emb|ebd|vocab|lookup", { FALK_OP_EMBEDDING, FALK_OP_COUNT } },
  { "linear|fc|proj|dense|out|head|classif|mlp|logit|layer",
    { FALK_OP_LINEAR, FALK_OP_COUNT } },
};

/* Name and shape of a parameter of a step. */
static GHashTable *
parameters_of (const FalkStep *step)
{
  guint n = falk_step_n_parameters (step);
  GHashTable *table =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      FalkShape shape;

      falk_step_parameter (step, i, &parameter);
      shape = falk_value_shape (&parameter.value);
      g_hash_table_insert (table, g_strdup (parameter.name),
                           g_memdup2 (&shape, sizeof shape));
    }
  return table;
}

gboolean
falk_state_step_fits (const FalkStep *step, const FalkStateModule *module,
                      FalkStateSide side, gboolean whole)
{
  g_autoptr (GHashTable) parameters = NULL;
  guint n = 0;

  if (!falk_step_has_parameters (step))
    return FALSE;
  parameters = parameters_of (step);
  for (guint i = 0; i < module->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (module->entries, i);
      const FalkShape *shape =
          g_hash_table_lookup (parameters, falk_state_leaf (entry->name));

      if (entry->has[side] != (shape != NULL))
        return FALSE;
      if (shape && entry->known
          && !falk_shape_equal (shape, &entry->shapes[side]))
        return FALSE;
      n += shape != NULL;
    }
  return !whole || n == g_hash_table_size (parameters);
}

const FalkStep *
falk_state_reading (const FalkStateLayer *layer, FalkStateSide side,
                    guint index)
{
  const GPtrArray *readings = layer->sides[side].readings;

  if (readings->len == 0)
    return NULL;
  return g_ptr_array_index (readings, MIN (index, readings->len - 1));
}

static gboolean
has_op (const GPtrArray *readings, FalkOp op)
{
  for (guint i = 0; i < readings->len; i++)
    if (((const FalkStep *)g_ptr_array_index (readings, i))->op == op)
      return TRUE;
  return FALSE;
}

/* Keeps the readings whose operation @keep is TRUE for. */
static guint
keep_ops (GPtrArray *readings, const gboolean *keep)
{
  guint before = readings->len;

  for (guint i = readings->len; i > 0; i--)
    {
      const FalkStep *step = g_ptr_array_index (readings, i - 1);

      if (!keep[step->op])
        g_ptr_array_remove_index (readings, i - 1);
    }
  return before - readings->len;
}

/* A layer keeps its operation where both sides can have the same. */
static void
agree_on_op (FalkStateLayer *layer)
{
  gboolean common[FALK_OP_COUNT] = { FALSE }, any = FALSE;

  for (guint op = 0; op < FALK_OP_COUNT; op++)
    {
      common[op] = has_op (layer->sides[0].readings, (FalkOp)op)
                   && has_op (layer->sides[1].readings, (FalkOp)op);
      any |= common[op];
    }
  for (guint side = 0; any && side < FALK_STATE_SIDES; side++)
    keep_ops (layer->sides[side].readings, common);
}

/* Whether @name holds one of @words: "enc_lstm", "LSTMTagger". */
static gboolean
is_called (const char *name, const char *words)
{
  g_autofree char *lower = g_ascii_strdown (name ? name : "", -1);
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i]; i++)
    if (strstr (lower, list[i]))
      return TRUE;
  return FALSE;
}

/* Keeps what @name speaks for; FALSE where it speaks for nothing. */
static gboolean
follow_name (FalkStateLayer *layer, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gboolean keep[FALK_OP_COUNT] = { FALSE }, any = FALSE;

      for (guint k = 0; names[i].ops[k] != FALK_OP_COUNT; k++)
        {
          keep[names[i].ops[k]] = TRUE;
          any |= has_op (layer->sides[0].readings, names[i].ops[k])
                 && has_op (layer->sides[1].readings, names[i].ops[k]);
        }
      if (!any || !is_called (name, names[i].words))
        continue;
      layer->n_rejected = keep_ops (layer->sides[0].readings, keep);
      keep_ops (layer->sides[1].readings, keep);
      return TRUE;
    }
  return FALSE;
}

const char *
falk_state_layer_called (const FalkStateLayer *layer, FalkStateSide side)
{
  const FalkStateSaid *said = &layer->sides[side].said;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; names[i].ops[k] != FALK_OP_COUNT; k++)
      {
        const FalkRule *rule = falk_rule (names[i].ops[k]);

        if (rule->recurrent && layer->module->recurrent
            && rule->layered != said->cell
            && is_called (layer->module->prefix, names[i].words))
          return rule->name;
      }
  return NULL;
}

static gboolean
follow_context (FalkStateLayer *layer, const FalkContext *context)
{
  gboolean keep[FALK_OP_COUNT] = { FALSE };
  FalkOp op;

  if (!falk_context_op (context, &op) || !has_op (layer->sides[0].readings, op)
      || !has_op (layer->sides[1].readings, op))
    return FALSE;
  keep[op] = TRUE;
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    keep_ops (layer->sides[side].readings, keep);
  return TRUE;
}

/* Any rows fit a plain RNN: it is a reading where they don't fit both of the
 * others. */
static void
drop_plain_rnn (GPtrArray *readings)
{
  gboolean keep[FALK_OP_COUNT];

  if (readings->len <= 2)
    return;
  for (guint op = 0; op < FALK_OP_COUNT; op++)
    keep[op] = op != FALK_OP_RNN && op != FALK_OP_RNN_CELL;
  keep_ops (readings, keep);
}

static void
choose (FalkStateLayer *layer, const FalkStateHints *hints)
{
  const char *leaf = falk_state_leaf (layer->module->prefix);

  agree_on_op (layer);
  if (layer->sides[0].readings->len > 1 && !follow_name (layer, leaf)
      && !follow_name (layer, layer->module->prefix)
      && !(layer->module->recurrent
           && (follow_name (layer, hints->class)
               || follow_context (layer, hints->context))))
    for (guint side = 0; side < FALK_STATE_SIDES; side++)
      drop_plain_rnn (layer->sides[side].readings);
}

/* What one side is silent about is as on the other: a text lists what
 * differs. */
static void
share_silence (FalkStateSaid *said, const FalkStateSaid *other)
{
  if (!said->has || !other->has || said->cell != other->cell)
    return;
  if (said->layers < 0)
    said->layers = other->layers;
  if (said->reverse < 0)
    said->reverse = other->reverse;
  if (said->bias < 0)
    said->bias = other->bias;
  if (said->proj < 0)
    said->proj = other->proj;
}

static void
layer_free (FalkStateLayer *layer)
{
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    g_ptr_array_unref (layer->sides[side].readings);
  g_free (layer);
}

static FalkStateLayer *
layer_new (const FalkStateModule *module, const FalkStateDiff *diff,
           const FalkStateHints *hints)
{
  FalkStateLayer *layer = g_new0 (FalkStateLayer, 1);
  FalkStateReadings *saved = &layer->sides[FALK_STATE_CHECKPOINT];
  FalkStateReadings *wanted = &layer->sides[FALK_STATE_MODEL];

  layer->module = module;
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    {
      layer->sides[side].readings =
          g_ptr_array_new_with_free_func ((GDestroyNotify)falk_step_free);
      layer->sides[side].said =
          falk_state_said (module, (FalkStateSide)side, diff->whole, diff->cut);
    }
  if (!diff->whole && !diff->cut)
    {
      share_silence (&saved->said, &wanted->said);
      share_silence (&wanted->said, &saved->said);
    }
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    falk_state_read_side (layer, (FalkStateSide)side, diff->whole);
  choose (layer, hints);
  return layer;
}

GPtrArray *
falk_state_layers (const GPtrArray *modules, const FalkStateDiff *diff,
                   const FalkStateHints *hints)
{
  GPtrArray *layers =
      g_ptr_array_new_with_free_func ((GDestroyNotify)layer_free);

  for (guint i = 0; i < modules->len; i++)
    g_ptr_array_add (layers,
                     layer_new (g_ptr_array_index (modules, i), diff, hints));
  return layers;
}
