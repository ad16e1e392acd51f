/* SPDX-License-Identifier: MIT */
/* What is usual where a text leaves it out: arguments, inputs, shapes of a
 * given rank; and models of one operation, or of two. */
#include "falk-report-private.h"
#include "falk-rule.h"

#define TIME 10
#define BATCH 32
#define WIDTH 30
#define OUT 20

/* An argument that an operation can't do without. */
static const struct
{
  FalkArg arg;
  gint64 value;
} usual_args[] = {
  { FALK_ARG_INPUT_SIZE, WIDTH },
  { FALK_ARG_HIDDEN_SIZE, OUT },
  { FALK_ARG_IN_FEATURES, WIDTH },
  { FALK_ARG_OUT_FEATURES, OUT },
  { FALK_ARG_NUM_EMBEDDINGS, 1000 },
  { FALK_ARG_EMBEDDING_DIM, WIDTH },
  { FALK_ARG_IN_CHANNELS, WIDTH },
  { FALK_ARG_OUT_CHANNELS, OUT },
  { FALK_ARG_KERNEL_SIZE, 3 },
  { FALK_ARG_NUM_FEATURES, WIDTH },
  { FALK_ARG_DIM0, 0 },
  { FALK_ARG_DIM1, 1 },
};

void
falk_reconstruct_complete (FalkStep *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual_args); i++)
    {
      FalkArg arg = usual_args[i].arg;
      const FalkArgSpec *spec = falk_rule_arg (step->op, arg);

      if (spec && spec->required && !falk_step_has (step, arg))
        falk_step_set_int (step, arg, usual_args[i].value);
    }
}

FalkShape
falk_reconstruct_usual (const FalkReport *report, guint rank)
{
  FalkShape shape = { .rank = MIN (rank, FALK_RANK_MAX) };

  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = 2;
  if (rank > 0)
    shape.dims[rank - 1] = falk_reconstruct_width (report);
  if (rank > 2)
    shape.dims[rank - 2] = falk_reconstruct_time (report);
  if (rank > 1)
    shape.dims[rank > 2 ? rank - 3 : 0] = falk_reconstruct_batch (report);
  return shape;
}

FalkShape
falk_reconstruct_usual_input (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);

  if (rule->layered)
    return FALK_SHAPE (TIME, BATCH, WIDTH);
  if (step->op == FALK_OP_CONV1D)
    return FALK_SHAPE (BATCH, WIDTH, TIME);
  if (rule->recurrent || step->op == FALK_OP_BATCH_NORM1D)
    return FALK_SHAPE (BATCH, WIDTH);
  return FALK_SHAPE (BATCH, TIME, WIDTH);
}

guint32
falk_reconstruct_all_axes (const FalkShape *shape)
{
  return shape->rank < 32 ? (1u << shape->rank) - 1 : ~0u;
}

/* Names of steps that people call otherwise than the operation. */
static const char *const names[FALK_OP_COUNT] = {
  [FALK_OP_PACK] = "pack",          [FALK_OP_UNPACK] = "unpack",
  [FALK_OP_CONV1D] = "conv",        [FALK_OP_LAYER_NORM] = "norm",
  [FALK_OP_BATCH_NORM1D] = "norm",  [FALK_OP_GRU_CELL] = "cell",
  [FALK_OP_LSTM_CELL] = "cell",     [FALK_OP_RNN_CELL] = "cell",
  [FALK_OP_CROSS_ENTROPY] = "loss", [FALK_OP_MSE] = "loss",
};

static char *
name_of (FalkOp op)
{
  return names[op] ? g_strdup (names[op])
                   : g_ascii_strdown (falk_rule (op)->name, -1);
}

FalkStep *
falk_reconstruct_layer (FalkReport *report, const FalkClues *clues, FalkOp op,
                        FalkArg arg, gint64 value)
{
  const FalkStep *known = arg == FALK_ARG_NONE
                              ? falk_clues_find_op (clues, op)
                              : falk_clues_find (clues, op, arg, value);
  g_autofree char *name = name_of (op);
  FalkStep *step;

  if (falk_rule (op)->module)
    step = falk_reconstruct_step (report, clues, op, known, name);
  else
    {
      report->op = op;
      report->model = falk_model_new ("pasted");
      step = falk_step_new (op, name);
      falk_model_insert (report->model, 0, step);
    }
  if (arg != FALK_ARG_NONE)
    falk_step_set_int (step, arg, value);
  falk_reconstruct_complete (step);
  return step;
}

FalkStep *
falk_reconstruct_before (FalkReport *report, FalkOp op)
{
  g_autofree char *name = name_of (op);
  FalkStep *step = falk_step_new (op, name);

  falk_model_insert (report->model, 0, step);
  return falk_model_step (report->model, 0);
}

FalkShape
falk_reconstruct_known (const FalkShape *known, const FalkShape *usual,
                        guint32 *assumed)
{
  FalkShape shape = *known;

  *assumed = 0;
  for (guint i = 0; i < shape.rank; i++)
    if (shape.dims[i] < 0)
      {
        shape.dims[i] = usual->dims[i];
        *assumed |= i < 32 ? 1u << i : 0;
      }
  return shape;
}
