/* SPDX-License-Identifier: MIT */
/* The likeliest batch and lengths behind a sentence about a PackedSequence. */
#include <string.h>

#include "falk-report-private.h"
#include "falk-rule.h"

/* Lengths that are written out; nobody packs a larger batch. */
#define LENGTHS_MAX 4096

/* Sequences of a batch whose size the text leaves out: few enough that each
 * length can be seen. */
#define BATCH_FEW 4

static gboolean
is_batch_first (const FalkClues *clues)
{
  gint64 first;

  return falk_context_number (clues->context, "batch_first", &first) && first;
}

/* The packing step, and a padded input with @batch sequences of @time steps, or
 * with what is known beside the text where that agrees. @rank 2 leaves the
 * features out. */
static FalkStep *
set_padded (FalkReport *report, const FalkClues *clues, gint64 batch,
            gint64 time, guint rank)
{
  FalkStep *step =
      falk_reconstruct_layer (report, clues, FALK_OP_PACK, FALK_ARG_NONE, 0);
  const FalkShape *known = falk_reconstruct_known_input (clues);
  gboolean first = is_batch_first (clues);
  FalkShape shape = FALK_SHAPE (first ? batch : time, first ? time : batch,
                                falk_reconstruct_width (report));

  if (first)
    falk_step_set_int (step, FALK_ARG_BATCH_FIRST, TRUE);
  shape.rank = rank;
  report->assumed = falk_reconstruct_all_axes (&shape);
  if (known && known->rank == 3 && rank == 3
      && (known->dims[first ? 0 : 1] == batch || known->dims[first ? 0 : 1] < 0)
      && known->dims[first ? 1 : 0] != 0)
    shape = falk_reconstruct_known (known, &shape, &report->assumed);
  falk_reconstruct_input (report, clues, &shape);
  return step;
}

static FalkStep *
set_packing (FalkReport *report, const FalkClues *clues, gint64 batch,
             guint rank)
{
  return set_padded (report, clues, batch, falk_reconstruct_time (report),
                     rank);
}

static gint64
padded_time (const FalkReport *report, const FalkStep *step)
{
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);

  return report->input->shape.dims[first ? 1 : 0];
}

/* @n lengths, all of the whole padded time; the last @last where it isn't
 * below 0, and the first @front. */
static void
set_lengths (const FalkReport *report, FalkStep *step, gint64 n, gint64 front,
             gint64 last)
{
  g_autofree gint64 *lengths = g_new (gint64, (gsize)n);

  for (gint64 i = 0; i < n; i++)
    lengths[i] = padded_time (report, step);
  if (n > 0 && front >= 0)
    lengths[0] = front;
  if (n > 0 && last >= 0)
    lengths[n - 1] = last;
  falk_step_set_ints (step, FALK_ARG_LENGTHS, lengths, (guint)n);
}

static gboolean
is_count (const FalkPatternSlot *slot)
{
  return slot->known && slot->number > 0 && slot->number <= LENGTHS_MAX;
}

gboolean
falk_report_read_lengths_count (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  FalkStep *step;

  if (!is_count (&slots[0]) || !is_count (&slots[1]))
    return FALSE;
  report->numbers[0] = slots[1].number;
  report->numbers[1] = slots[0].number;
  step = set_padded (report, clues, slots[1].number, slots[0].number, 3);
  report->assumed &= ~(1u << (is_batch_first (clues) ? 0 : 1));
  set_lengths (report, step, slots[0].number, -1, -1);
  falk_report_note (report, "The lengths themselves aren't in the text; each "
                            "is taken to be the padded time, and that to be as "
                            "many as there are lengths.");
  return TRUE;
}

gboolean
falk_report_read_lengths_size (FalkReport *report, const FalkPatternSlot *slots,
                               const FalkClues *clues)
{
  FalkStep *step = set_packing (report, clues, BATCH_FEW, 3);

  set_lengths (report, step, BATCH_FEW - 1, -1, -1);
  falk_report_note (report,
                    "No sizes are in the text: a batch of %d and a "
                    "length too few are assumed.",
                    BATCH_FEW);
  return TRUE;
}

/* Sorting picks the sequence that an index names; the longest comes first. */
gboolean
falk_report_read_lengths_index (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  FalkStep *step;

  if (!is_count (&slots[0]) || !is_count (&slots[1])
      || slots[0].number < slots[1].number)
    return FALSE;
  report->numbers[0] = slots[1].number;
  report->numbers[1] = slots[0].number;
  step = set_packing (report, clues, slots[1].number, 3);
  falk_step_unset (step, FALK_ARG_BATCH_FIRST);
  falk_step_set_int (step, FALK_ARG_ENFORCE_SORTED, FALSE);
  set_lengths (report, step, slots[0].number + 1, -1,
               padded_time (report, step) + 1);
  falk_report_note (report, "It is taken to be the sorting of lengths by "
                            "pack_padded_sequence; the lengths themselves "
                            "aren't in the text.");
  return TRUE;
}

gboolean
falk_report_read_lengths_zero (FalkReport *report, const FalkPatternSlot *slots,
                               const FalkClues *clues)
{
  FalkStep *step = set_packing (report, clues, BATCH_FEW, 3);
  gboolean first = is_batch_first (clues);

  set_lengths (report, step, report->input->shape.dims[first ? 0 : 1], -1, 0);
  falk_report_note (report, "The lengths aren't in the text: the last is taken "
                            "to be 0, and the others the padded time.");
  return TRUE;
}

gboolean
falk_report_read_lengths_order (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  FalkStep *step = set_packing (report, clues, BATCH_FEW, 3);
  gboolean first = is_batch_first (clues);
  gint64 time = padded_time (report, step);
  gint64 batch = report->input->shape.dims[first ? 0 : 1];

  if (batch < 2 || time < 2)
    return FALSE;
  set_lengths (report, step, batch, time - 1, -1);
  falk_report_note (report, "The lengths aren't in the text: the first is "
                            "taken to be shorter than the second.");
  return TRUE;
}

gboolean
falk_report_read_pack_empty (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  FalkStep *step = set_packing (report, clues, 0, 3);

  set_lengths (report, step, BATCH_FEW, -1, -1);
  falk_report_note (report, "The shape isn't in the text: the batch is taken "
                            "to be empty.");
  return TRUE;
}

/* A layer behind a packing, of whose data a recurrent layer finds @rank
 * axes. */
gboolean
falk_report_read_packed_rank (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  FalkOp op = FALK_OP_GRU;
  FalkShape shape = { 0 };
  FalkStep *step;

  if (!slots[0].known || slots[0].number < 1 || slots[0].number > 6
      || slots[0].number == 2)
    return FALSE;
  if (!falk_context_op (clues->context, &op) || !falk_rule (op)->layered)
    op = FALK_OP_GRU;
  falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0);
  report->op = op;
  step = falk_reconstruct_before (report, FALK_OP_PACK);
  if (is_batch_first (clues))
    falk_step_set_int (step, FALK_ARG_BATCH_FIRST, TRUE);
  shape.rank = (guint)slots[0].number + 1;
  for (guint i = 0; i < shape.rank; i++)
    shape.dims[i] = 1;
  shape.dims[is_batch_first (clues) ? 0 : 1] = BATCH_FEW;
  shape.dims[is_batch_first (clues) ? 1 : 0] = falk_reconstruct_time (report);
  if (shape.rank > 2)
    shape.dims[shape.rank - 1] = falk_step_get_int (
        falk_model_step (report->model, 1), FALK_ARG_INPUT_SIZE);
  report->assumed = falk_reconstruct_all_axes (&shape);
  falk_reconstruct_input (report, clues, &shape);
  set_lengths (report, step, BATCH_FEW, -1, -1);
  falk_report_note (report, "Only the number of axes is in the text: a batch "
                            "that was packed with that many is assumed.");
  return TRUE;
}

/* The operation that says @sentence to a PackedSequence; a cell, which is
 * called with one step alone, only where no other does. */
static gboolean
find_unpacked (const char *sentence, FalkOp *op)
{
  gboolean found = FALSE;

  *op = FALK_OP_COUNT;
  for (guint i = FALK_OP_COUNT; i > 0; i--)
    {
      const FalkRule *rule = falk_rule ((FalkOp)(i - 1));

      if (!rule->unpacked || !strstr (rule->unpacked, sentence)
          || (found && rule->recurrent))
        continue;
      *op = (FalkOp)(i - 1);
      found = TRUE;
    }
  return found;
}

/* Gives @step what it is called with, so that it fits a padded tensor of
 * @shape. */
static void
hand_over (FalkStep *step, const FalkShape *shape)
{
  gint64 width = shape->dims[shape->rank - 1];
  const struct
  {
    FalkArg arg;
    FalkShape value;
  } handed[] = {
    { FALK_ARG_OTHER, step->op == FALK_OP_BMM
                          ? FALK_SHAPE (shape->dims[0], width, width)
                          : *shape },
    { FALK_ARG_TARGET, *shape },
    { FALK_ARG_SHAPE, FALK_SHAPE (-1, width) },
    { FALK_ARG_DIMS, FALK_SHAPE (1, 0, 2) },
    { FALK_ARG_NORMALIZED_SHAPE, FALK_SHAPE (width) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handed); i++)
    if (falk_rule_arg (step->op, handed[i].arg)
        && !falk_step_has (step, handed[i].arg))
      falk_step_set_ints (step, handed[i].arg, handed[i].value.dims,
                          handed[i].value.rank);
}

/* The features that @step takes; 0 where it takes any. */
static gint64
width_of (const FalkStep *step)
{
  FalkArg arg = falk_rule_features_arg (step->op);

  return arg != FALK_ARG_NONE ? falk_step_get_int (step, arg) : 0;
}

/* Ids are packed before an Embedding, padded features before the others. */
gboolean
falk_report_read_unpacked (FalkReport *report, const FalkPatternSlot *slots,
                           const FalkClues *clues)
{
  g_autoptr (FalkStep) step = NULL;
  FalkShape shape;
  FalkOp op;

  if (!find_unpacked (report->sentence, &op))
    return FALSE;
  step = falk_step_copy (
      falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0));
  g_clear_pointer (&report->model, falk_model_free);
  set_lengths (
      report,
      set_packing (report, clues, BATCH_FEW, op == FALK_OP_EMBEDDING ? 2 : 3),
      BATCH_FEW, -1, -1);
  shape = report->input->shape;
  if (width_of (step) > 0)
    shape.dims[shape.rank - 1] = width_of (step);
  falk_reconstruct_typed_input (report, clues, &shape,
                                op == FALK_OP_EMBEDDING ? FALK_DTYPE_INT64
                                                        : FALK_DTYPE_FLOAT32);
  hand_over (step, &shape);
  falk_model_insert (report->model, 1, g_steal_pointer (&step));
  if (op == FALK_OP_MSE && g_strcmp0 (clues->module, "loss") != 0)
    falk_report_note (report, "What took it for a tensor isn't in the text; it "
                              "is taken as a loss.");
  falk_report_note (report, "A batch that was packed right before it is "
                            "assumed, with all of its sizes.");
  return TRUE;
}

gboolean
falk_report_read_never_packed (FalkReport *report, const FalkPatternSlot *slots,
                               const FalkClues *clues)
{
  FalkStep *step =
      falk_reconstruct_layer (report, clues, FALK_OP_UNPACK, FALK_ARG_NONE, 0);
  FalkShape shape = falk_reconstruct_usual_input (step);

  report->assumed = falk_reconstruct_all_axes (&shape);
  falk_reconstruct_input (report, clues, &shape);
  falk_report_note (report, "The tensor's shape isn't in the text and is "
                            "assumed.");
  return TRUE;
}
