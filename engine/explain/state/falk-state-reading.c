/* SPDX-License-Identifier: MIT */
#include "falk-state-reading.h"

#include "falk-rule.h"

/* Operations with a state: layers, and the cells of the same gates. */
static const FalkOp recurrent[] = { FALK_OP_GRU,       FALK_OP_LSTM,
                                    FALK_OP_RNN,       FALK_OP_GRU_CELL,
                                    FALK_OP_LSTM_CELL, FALK_OP_RNN_CELL };

/* The others, by the axes of their weight; args[] are its sizes, outermost
 * first. A norm over one axis has no other argument than its size. */
static const struct
{
  FalkOp op;
  guint rank;
  FalkArg args[3];
  FalkArg bias; /* whether there is a bias, or FALK_ARG_NONE */
} plain[] = {
  { FALK_OP_LINEAR,
    2,
    { FALK_ARG_OUT_FEATURES, FALK_ARG_IN_FEATURES },
    FALK_ARG_BIAS },
  { FALK_OP_EMBEDDING,
    2,
    { FALK_ARG_NUM_EMBEDDINGS, FALK_ARG_EMBEDDING_DIM },
    FALK_ARG_NONE },
  { FALK_OP_CONV1D,
    3,
    { FALK_ARG_OUT_CHANNELS, FALK_ARG_IN_CHANNELS, FALK_ARG_KERNEL_SIZE },
    FALK_ARG_BIAS },
  { FALK_OP_BATCH_NORM1D, 1, { FALK_ARG_NUM_FEATURES }, FALK_ARG_NONE },
  { FALK_OP_LAYER_NORM, 1, { FALK_ARG_NORMALIZED_SHAPE }, FALK_ARG_NONE },
};

static void
offer (FalkStateLayer *layer, FalkStateSide side, FalkStep *step,
       gboolean whole)
{
  GPtrArray *readings = layer->sides[side].readings;

  if (falk_state_step_fits (step, layer->module, side, whole))
    g_ptr_array_add (readings, step);
  else
    falk_step_free (step);
}

/* The layer of @op that has what is said; NULL where it can't be one. */
static FalkStep *
recurrent_step (const FalkStateSaid *said, FalkOp op, gboolean bidirectional)
{
  const FalkRule *rule = falk_rule (op);
  gint64 gates = rule->gates, hidden = said->rows / gates;
  FalkStep *step;

  if (said->rows < 1 || said->rows % gates != 0 || hidden < 1
      || rule->layered == said->cell
      || (said->proj == 1 && (op != FALK_OP_LSTM || said->state < 1)))
    return NULL;
  step = falk_step_new (op, rule->name);
  falk_step_set_int (step, FALK_ARG_HIDDEN_SIZE, hidden);
  if (said->input >= 0)
    falk_step_set_int (step, FALK_ARG_INPUT_SIZE, said->input);
  if (said->bias == 0)
    falk_step_set_int (step, FALK_ARG_BIAS, 0);
  if (!rule->layered)
    return step;
  falk_step_set_int (step, FALK_ARG_NUM_LAYERS,
                     MAX (said->layers, said->least));
  if (bidirectional)
    falk_step_set_int (step, FALK_ARG_BIDIRECTIONAL, 1);
  if (said->proj == 1)
    falk_step_set_int (step, FALK_ARG_PROJ_SIZE, said->state);
  return step;
}

/* Where nothing says how many directions there are, the width of layer 1
 * may. */
static void
read_recurrent (FalkStateLayer *layer, FalkStateSide side, gboolean whole)
{
  const FalkStateReadings *of = &layer->sides[side];

  for (guint i = 0; i < G_N_ELEMENTS (recurrent); i++)
    for (gint64 two = MAX (of->said.reverse, 0);
         two <= (of->said.reverse < 0 ? 1 : of->said.reverse); two++)
      {
        guint n = of->readings->len;
        FalkStep *step = recurrent_step (&of->said, recurrent[i], two == 1);

        if (step)
          offer (layer, side, step, whole);
        if (of->readings->len > n)
          break;
      }
}

static const FalkStateEntry *
find_entry (const FalkStateModule *module, const char *leaf)
{
  for (guint i = 0; i < module->entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (module->entries, i);

      if (g_str_equal (falk_state_leaf (entry->name), leaf))
        return entry;
    }
  return NULL;
}

static FalkStep *
plain_step (guint row, const FalkShape *weight, gboolean bias)
{
  FalkStep *step =
      falk_step_new (plain[row].op, falk_rule (plain[row].op)->name);

  for (guint i = 0; i < plain[row].rank; i++)
    if (falk_arg_info (plain[row].args[i])->type == FALK_ARG_TYPE_INTS)
      falk_step_set_ints (step, plain[row].args[i], &weight->dims[i], 1);
    else
      falk_step_set_int (step, plain[row].args[i], weight->dims[i]);
  if (!bias && plain[row].bias != FALK_ARG_NONE)
    falk_step_set_int (step, plain[row].bias, 0);
  return step;
}

static void
read_plain (FalkStateLayer *layer, FalkStateSide side, gboolean whole)
{
  const FalkStateEntry *weight = find_entry (layer->module, "weight");
  const FalkStateEntry *bias = find_entry (layer->module, "bias");
  gboolean statistics = find_entry (layer->module, "running_mean") != NULL;

  if (!weight || !weight->known || !weight->has[side])
    return;
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].rank == weight->shapes[side].rank
        && statistics == (plain[i].op == FALK_OP_BATCH_NORM1D))
      offer (layer, side,
             plain_step (i, &weight->shapes[side],
                         bias ? bias->has[side] : !whole),
             whole);
}

void
falk_state_read_side (FalkStateLayer *layer, FalkStateSide side, gboolean whole)
{
  const FalkStateModule *module = layer->module;
  FalkStep *own;

  if (side == FALK_STATE_MODEL && module->step)
    {
      own = falk_step_copy (module->step);
      g_ptr_array_add (layer->sides[side].readings, own);
    }
  else if (module->recurrent)
    read_recurrent (layer, side, whole);
  else
    read_plain (layer, side, whole);
}
