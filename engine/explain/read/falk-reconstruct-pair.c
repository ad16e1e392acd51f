/* SPDX-License-Identifier: MIT */
/* The likeliest pair of operands behind a sentence of add, cat or bmm. */
#include "falk-report-private.h"

/* Axes that a sentence is believed to count. */
#define AXES_MAX 8

static gboolean
is_axis (const FalkPatternSlot *slot)
{
  return slot->known && slot->number >= 0 && slot->number < AXES_MAX;
}

/* Both operands, @input with the axes that no text states, and the operation
 * between them. */
static FalkStep *
set_operands (FalkReport *report, const FalkClues *clues, FalkOp op,
              const FalkShape *input, const FalkShape *other, guint32 assumed)
{
  FalkStep *step = falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0);

  falk_step_set_ints (step, FALK_ARG_OTHER, other->dims, other->rank);
  falk_reconstruct_input (report, clues, input);
  report->shapes[0] = *input;
  report->shapes[1] = *other;
  report->assumed = assumed;
  return step;
}

/* A shape that is known beside the text and has @size on @axis, or NULL. */
static const FalkShape *
known_with (const FalkClues *clues, guint axis, gint64 size)
{
  const GPtrArray *knowns = clues->context->knowns;

  for (guint i = 0; i < knowns->len; i++)
    {
      const FalkKnown *known = g_ptr_array_index (knowns, i);

      if (known->is_shape && known->shape.rank > axis
          && known->shape.dims[axis] == size)
        return &known->shape;
    }
  return NULL;
}

/* Two tensors that differ on @axis, @a and @b, and agree on the others. */
static void
read_differing (FalkReport *report, const FalkClues *clues, FalkOp op,
                guint axis, guint rank, gint64 a, gint64 b)
{
  const FalkShape *one = known_with (clues, axis, a);
  const FalkShape *two = known_with (clues, axis, b);
  FalkShape input, other;
  guint32 assumed;

  report->numbers[0] = b;
  report->numbers[1] = a;
  if (one && one->rank >= rank)
    rank = one->rank;
  input = falk_reconstruct_usual (report, rank);
  assumed = falk_reconstruct_all_axes (&input) & ~(1u << axis);
  if (one && one->rank == rank)
    input = falk_reconstruct_known (one, &input, &assumed);
  input.dims[axis] = a;
  other = input;
  if (two && two->rank == rank)
    other = falk_reconstruct_known (two, &input, &(guint32){ 0 });
  other.dims[axis] = b;
  set_operands (report, clues, op, &input, &other, assumed);
  if (assumed)
    falk_report_note (
        report,
        "Of the two tensors only axis %u is in the text, " FALK_SIZE
        " and " FALK_SIZE "; their other axes are assumed.",
        axis, a, b);
}

gboolean
falk_report_read_broadcast (FalkReport *report, const FalkPatternSlot *slots,
                            const FalkClues *clues)
{
  if (!slots[0].known || !slots[1].known || !is_axis (&slots[2]))
    return FALSE;
  read_differing (report, clues, FALK_OP_ADD, (guint)slots[2].number,
                  (guint)slots[2].number + 1, slots[0].number, slots[1].number);
  return TRUE;
}

gboolean
falk_report_read_broadcast_shapes (FalkReport *report,
                                   const FalkPatternSlot *slots,
                                   const FalkClues *clues)
{
  const FalkShape *a = &slots[0].shape, *b = &slots[1].shape;

  if (!slots[0].known || !slots[1].known)
    return FALSE;
  for (guint i = 1; i <= MIN (a->rank, b->rank); i++)
    {
      gint64 one = a->dims[a->rank - i], other = b->dims[b->rank - i];

      if (one == other || one == 1 || other == 1)
        continue;
      set_operands (report, clues, FALK_OP_ADD, a, b, 0);
      report->numbers[0] = other;
      report->numbers[1] = one;
      return TRUE;
    }
  return FALSE;
}

/* Joined along @dim, differing on @axis: both tensors as the text says. */
static gboolean
read_cat (FalkReport *report, const FalkClues *clues,
          const FalkPatternSlot *dim, gint64 axis, gint64 a, gint64 b)
{
  guint rank = MAX ((guint)MAX (dim->number, axis) + 1, 2);

  read_differing (report, clues, FALK_OP_CAT, (guint)axis, rank, a, b);
  falk_step_set_int (falk_model_step (report->model, 0), FALK_ARG_DIM,
                     dim->number);
  report->assumed |= dim->number < 32 ? 1u << dim->number : 0;
  return TRUE;
}

gboolean
falk_report_read_cat_axis (FalkReport *report, const FalkPatternSlot *slots,
                           const FalkClues *clues)
{
  if (!is_axis (&slots[0]) || !slots[1].known || !slots[2].known
      || !is_axis (&slots[3]))
    return FALSE;
  return read_cat (report, clues, &slots[0], slots[3].number, slots[1].number,
                   slots[2].number);
}

/* Since 1.11 the text leaves out which axis differs. */
gboolean
falk_report_read_cat (FalkReport *report, const FalkPatternSlot *slots,
                      const FalkClues *clues)
{
  gint64 axis;

  if (!is_axis (&slots[0]) || !slots[1].known || !slots[2].known)
    return FALSE;
  axis = slots[0].number == 0 ? 1 : slots[0].number - 1;
  falk_report_note (report,
                    "The text doesn't say on which axis the sizes differ; it "
                    "is taken to be axis " FALK_SIZE ".",
                    axis);
  if (slots[3].known && slots[3].number > 1)
    falk_report_note (report,
                      "The tensors before number " FALK_SIZE
                      " fit, and are taken "
                      "as one.",
                      slots[3].number);
  return read_cat (report, clues, &slots[0], axis, slots[1].number,
                   slots[2].number);
}

gboolean
falk_report_read_cat_number (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  if (!is_axis (&slots[0]) || !slots[1].known || !is_axis (&slots[2])
      || !slots[3].known)
    return FALSE;
  return read_cat (report, clues, &slots[0], slots[2].number, slots[1].number,
                   slots[3].number);
}

/* @shape without its first axes, so that @rank are left. */
static FalkShape
last_axes (const FalkShape *shape, guint rank)
{
  FalkShape last = { .rank = rank };

  for (guint i = 0; i < rank; i++)
    last.dims[i] = shape->dims[shape->rank - rank + i];
  return last;
}

gboolean
falk_report_read_cat_rank (FalkReport *report, const FalkPatternSlot *slots,
                           const FalkClues *clues)
{
  FalkShape input, other;

  if (!is_axis (&slots[0]) || !is_axis (&slots[1]))
    return FALSE;
  report->numbers[0] = slots[1].number;
  report->numbers[1] = slots[0].number;
  input = falk_reconstruct_usual (
      report, MAX ((guint)slots[0].number, (guint)slots[1].number));
  other = last_axes (&input, (guint)slots[1].number);
  input = last_axes (&input, (guint)slots[0].number);
  set_operands (report, clues, FALK_OP_CAT, &input, &other,
                falk_reconstruct_all_axes (&input));
  falk_report_note (report, "Only numbers of axes are in the text; all sizes "
                            "are assumed.");
  return TRUE;
}

gboolean
falk_report_read_cat_scalar (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  FalkShape scalar = { 0 };
  FalkShape vector = falk_reconstruct_usual (report, 1);
  gboolean first = slots[0].number == 0;

  set_operands (report, clues, FALK_OP_CAT, first ? &scalar : &vector,
                first ? &vector : &scalar, first ? 0 : 1u);
  return TRUE;
}

/* Two batches of matrices, (B, R, k) and (b, k', C): C is taken to be k, as
 * where the second was to be transposed. */
static void
read_batches (FalkReport *report, const FalkClues *clues, gint64 batch,
              gint64 inner, gint64 other_batch, gint64 other_inner)
{
  FalkShape input, other;

  report->numbers[0] = batch != other_batch ? other_batch : other_inner;
  report->numbers[1] = batch != other_batch ? batch : inner;
  input = FALK_SHAPE (batch, falk_reconstruct_time (report), inner);
  other = FALK_SHAPE (other_batch, other_inner, inner);
  set_operands (report, clues, FALK_OP_BMM, &input, &other, 1u << 1);
  falk_report_note (report,
                    "How many rows the first operand has and how many columns "
                    "the second isn't in the text; " FALK_SIZE " and " FALK_SIZE
                    " are assumed.",
                    input.dims[1], inner);
}

gboolean
falk_report_read_bmm (FalkReport *report, const FalkPatternSlot *slots,
                      const FalkClues *clues)
{
  for (guint i = 0; i < 4; i++)
    if (!slots[i].known)
      return FALSE;
  read_batches (report, clues, slots[0].number, slots[1].number,
                slots[2].number, slots[3].number);
  return TRUE;
}

/* Slots: what the second was to have, on which of its axes, what it has. */
gboolean
falk_report_read_bmm_old (FalkReport *report, const FalkPatternSlot *slots,
                          const FalkClues *clues)
{
  gint64 other;

  if (!slots[0].known || !slots[1].known || !slots[2].known)
    return FALSE;
  report->numbers[0] = slots[0].number;
  report->numbers[1] = slots[2].number;
  other = slots[1].number == 0 ? falk_reconstruct_width (report)
                               : falk_reconstruct_batch (report);
  if (slots[1].number == 0)
    read_batches (report, clues, slots[0].number, other, slots[2].number,
                  other);
  else
    read_batches (report, clues, other, slots[0].number, other,
                  slots[2].number);
  report->assumed |= slots[1].number == 0 ? 1u << 2 : 1u << 0;
  return TRUE;
}

gboolean
falk_report_read_bmm_rank (FalkReport *report, const FalkPatternSlot *slots,
                           const FalkClues *clues)
{
  gboolean first = report->sentence[5] == '1';
  FalkShape batch = falk_reconstruct_usual (report, 3), matrix;

  batch.dims[0] = 1;
  matrix = FALK_SHAPE (batch.dims[2], batch.dims[first ? 1 : 2]);
  set_operands (report, clues, FALK_OP_BMM, first ? &matrix : &batch,
                first ? &batch : &matrix,
                falk_reconstruct_all_axes (first ? &matrix : &batch));
  falk_report_note (report, "The shapes aren't in the text: the operand that "
                            "lacks an axis is taken to be a matrix and the "
                            "other a batch of one, and all sizes are "
                            "assumed.");
  return TRUE;
}
