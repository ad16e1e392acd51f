/* SPDX-License-Identifier: MIT */
/* The likeliest step behind a sentence about an argument that can't be. Such a
 * sentence holds no sizes: a table says which argument raises it. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-rule.h"

#define INTS_MAX 3

/* Stands for the step's own hidden_size. */
#define HIDDEN G_MAXINT64

/* What the input has to be for the sentence, beside the usual one. */
typedef enum
{
  INPUT_USUAL,
  INPUT_SINGLE, /* a batch of one */
  INPUT_SCALAR,
} Input;

/* Of rows with the same words the first of an operation that the text names
 * counts, or else the first of them. */
typedef struct
{
  const char *words; /* the sentence's start */
  FalkOp op;
  FalkArg arg;
  gint64 ints[INTS_MAX]; /* the argument's value */
  guint n;
  Input input;
} Row;

/* clang-format off */
#define ROW_ON(input, words, op, arg, ...) \
  { words, FALK_OP_##op, FALK_ARG_##arg, { __VA_ARGS__ }, \
    sizeof ((gint64[]){ __VA_ARGS__ }) / sizeof (gint64), input }
#define ROW(words, op, arg, ...) \
  ROW_ON (INPUT_USUAL, words, op, arg, __VA_ARGS__)

static const Row rows[] = {
  ROW ("proj_size has to be smaller than hidden_size", LSTM, PROJ_SIZE,
       HIDDEN),
  ROW ("proj_size has to be smaller than hidden_size", GRU, HIDDEN_SIZE, 0),
  ROW ("proj_size has to be smaller than hidden_size", RNN, HIDDEN_SIZE, 0),
  ROW ("hidden_size must be greater than zero", GRU, HIDDEN_SIZE, 0),
  ROW ("num_layers must be greater than zero", GRU, NUM_LAYERS, 0),
  ROW ("proj_size should be a positive integer", LSTM, PROJ_SIZE, -1),
  ROW ("proj_size argument is only supported", GRU, PROJ_SIZE, 10),
  ROW ("dropout should be a number in range", GRU, DROPOUT, 50),
  ROW ("groups must be a positive integer", CONV1D, GROUPS, 0),
  ROW ("in_channels must be divisible", CONV1D, GROUPS, 4),
  ROW ("out_channels must be divisible", CONV1D, GROUPS, 3),
  ROW ("negative padding is not supported", CONV1D, PADDING, -1),
  ROW ("non-positive stride is not supported", CONV1D, STRIDE, 0),
  ROW ("non-positive dilation is not supported", CONV1D, DILATION, 0),
  ROW_ON (INPUT_SINGLE, "dilation should be greater than zero", CONV1D,
          DILATION, 0),
  ROW_ON (INPUT_SINGLE, "kernel size should be greater than zero", CONV1D,
          KERNEL_SIZE, 0),
  ROW ("could not create a descriptor", CONV1D, KERNEL_SIZE, 0),
  { "Expected normalized_shape to be at least", FALK_OP_LAYER_NORM,
    FALK_ARG_NORMALIZED_SHAPE, { 0 }, 0, INPUT_USUAL },
  ROW ("only one dimension can be inferred", VIEW, SHAPE, -1, -1),
  ROW_ON (INPUT_SCALAR, "select() cannot be applied", SELECT, DIM, 0),
  ROW ("permute(): duplicate dims", PERMUTE, DIMS, 0, 1, 1),
  ROW ("repeated dim in permute", PERMUTE, DIMS, 0, 1, 1),
  ROW ("number of dims don't match", PERMUTE, DIMS, 1, 0),
  ROW ("flatten() has invalid args", FLATTEN, START_DIM, 2),
};
/* clang-format on */

/* The row for @sentence; -1 where there is none. */
static int
find_row (const char *sentence, const FalkClues *clues)
{
  FalkOp named = FALK_OP_COUNT;
  int first = -1;

  falk_context_op (clues->context, &named);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (!g_str_has_prefix (sentence, rows[i].words))
        continue;
      if (rows[i].op == named || falk_clues_find_op (clues, rows[i].op))
        return (int)i;
      if (first < 0)
        first = (int)i;
    }
  return first;
}

static void
set_argument (FalkStep *step, FalkArg arg, const gint64 *ints, guint n)
{
  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_INTS:
      falk_step_set_ints (step, arg, ints, n);
      break;
    case FALK_ARG_TYPE_FLOAT:
      falk_step_set_float (step, arg, (double)ints[0]);
      break;
    case FALK_ARG_TYPE_INT:
    case FALK_ARG_TYPE_BOOL:
    case FALK_ARG_TYPE_WORD:
      falk_step_set_int (step, arg, ints[0]);
      break;
    }
}

/* Whether the step, as it is written out in the text, can't be made or called:
 * then its arguments are left alone. */
static gboolean
is_at_fault (const FalkStep *step)
{
  FalkShape shape = falk_reconstruct_usual_input (step);
  FalkFault fault;
  FalkValue in, out;

  falk_value_from_shape (&in, "x", FALK_DTYPE_FLOAT32, &shape);
  return !falk_infer_step (step, FALK_TORCH_DEFAULT, 0, &in, &out, &fault)
         && fault.part == FALK_PART_ARGUMENT;
}

static void
set_usual (FalkReport *report, const FalkClues *clues, const FalkStep *step)
{
  FalkShape shape = falk_reconstruct_usual_input (step);

  report->assumed = falk_reconstruct_all_axes (&shape);
  falk_reconstruct_input (report, clues, &shape);
}

/* Gives @step the argument of row @row, and what goes with it. */
static void
set_row (FalkStep *step, const Row *row)
{
  gboolean projects = row->ints[0] == HIDDEN;
  gint64 hidden = projects ? falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE) : 0;

  set_argument (step, row->arg, projects ? &hidden : row->ints, row->n);
  if (row->op == FALK_OP_FLATTEN)
    falk_step_set_int (step, FALK_ARG_END_DIM, 1);
  if (row->op == FALK_OP_SELECT)
    falk_step_set_int (step, FALK_ARG_INDEX, 0);
}

gboolean
falk_report_read_argument (FalkReport *report, const FalkPatternSlot *slots,
                           const FalkClues *clues)
{
  int row = find_row (report->sentence, clues);
  FalkShape shape;
  FalkStep *step;

  if (row < 0)
    return FALSE;
  step = falk_reconstruct_layer (report, clues, rows[row].op, FALK_ARG_NONE, 0);
  if (!report->layer_stated || !is_at_fault (step))
    set_row (step, &rows[row]);
  set_usual (report, clues, step);
  shape = report->input->shape;
  if (rows[row].input == INPUT_SINGLE)
    shape.dims[0] = 1;
  if (rows[row].input == INPUT_SCALAR)
    shape.rank = 0;
  falk_reconstruct_input (report, clues, &shape);
  falk_report_note (report, "Neither the other arguments nor the input are in "
                            "the text; they are assumed.");
  return TRUE;
}

gboolean
falk_report_read_dropout (FalkReport *report, const FalkPatternSlot *slots,
                          const FalkClues *clues)
{
  FalkStep *step =
      falk_reconstruct_layer (report, clues, FALK_OP_DROPOUT, FALK_ARG_NONE, 0);
  const char *word = slots[0].word;

  falk_step_set_float (step, FALK_ARG_P, g_ascii_strtod (word, NULL));
  step->args[FALK_ARG_P].whole = !strpbrk (word, ".e");
  set_usual (report, clues, step);
  return TRUE;
}

/* The arguments that the axes of a weight come from; of a recurrent layer's,
 * axis 0 is gates times hidden_size. */
typedef struct
{
  FalkOp op;
  FalkArg args[3];
} Weight;

/* clang-format off */
#define RECURRENT(op) \
  { FALK_OP_##op, { FALK_ARG_HIDDEN_SIZE, FALK_ARG_INPUT_SIZE } }

static const Weight weights[] = {
  { FALK_OP_BATCH_NORM1D, { FALK_ARG_NUM_FEATURES } },
  { FALK_OP_LINEAR, { FALK_ARG_OUT_FEATURES, FALK_ARG_IN_FEATURES } },
  { FALK_OP_EMBEDDING, { FALK_ARG_NUM_EMBEDDINGS, FALK_ARG_EMBEDDING_DIM } },
  RECURRENT (GRU), RECURRENT (LSTM), RECURRENT (RNN),
  RECURRENT (GRU_CELL), RECURRENT (LSTM_CELL), RECURRENT (RNN_CELL),
  { FALK_OP_CONV1D,
    { FALK_ARG_OUT_CHANNELS, FALK_ARG_IN_CHANNELS, FALK_ARG_KERNEL_SIZE } },
};
/* clang-format on */

/* The row of a weight of @rank axes: that of the layer which the words name,
 * where it has one; a Linear of two. */
static guint
find_weight (const FalkClues *clues, guint rank)
{
  FalkOp op = FALK_OP_LINEAR;

  if (rank != 2)
    return rank == 1 ? 0 : G_N_ELEMENTS (weights) - 1;
  falk_context_op (clues->context, &op);
  for (guint i = 1; i + 1 < G_N_ELEMENTS (weights); i++)
    if (weights[i].op == op)
      return i;
  return 1;
}

gboolean
falk_report_read_negative_size (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  const FalkShape *weight = &slots[1].shape;
  FalkStep *step;
  guint row;

  if (!slots[1].known || weight->rank < 1 || weight->rank > 3)
    return FALSE;
  row = find_weight (clues, weight->rank);
  step =
      falk_reconstruct_layer (report, clues, weights[row].op, FALK_ARG_NONE, 0);
  for (guint i = 0; i < weight->rank; i++)
    falk_step_set_int (
        step, weights[row].args[i],
        weight->dims[i] / (i == 0 ? (gint64)falk_rule (step->op)->gates : 1));
  set_usual (report, clues, step);
  falk_report_note (report, "A layer whose weight has the shape in the text is "
                            "assumed.");
  return TRUE;
}
