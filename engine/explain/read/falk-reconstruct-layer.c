/* SPDX-License-Identifier: MIT */
/* The likeliest Conv1d or norm behind a sentence of theirs. */
#include "falk-report-private.h"

/* A Conv1d whose weight has the shape @weight: (out, in / groups, kernel). */
static gboolean
set_conv (FalkReport *report, const FalkClues *clues, const FalkShape *weight,
          gint64 groups)
{
  gint64 channels;
  FalkStep *step;

  if (weight->rank != 3 || groups < 1
      || !falk_size_mul (weight->dims[1], groups, &channels))
    return FALSE;
  step = falk_reconstruct_layer (report, clues, FALK_OP_CONV1D,
                                 FALK_ARG_IN_CHANNELS, channels);
  falk_step_set_int (step, FALK_ARG_OUT_CHANNELS, weight->dims[0]);
  falk_step_set_int (step, FALK_ARG_KERNEL_SIZE, weight->dims[2]);
  if (groups != 1)
    falk_step_set_int (step, FALK_ARG_GROUPS, groups);
  return TRUE;
}

gboolean
falk_report_read_conv_channels (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  if (!slots[0].known || !slots[1].known || !slots[2].known
      || !set_conv (report, clues, &slots[1].shape, slots[0].number))
    return FALSE;
  falk_reconstruct_input (report, clues, &slots[2].shape);
  return TRUE;
}

gboolean
falk_report_read_conv_old (FalkReport *report, const FalkPatternSlot *slots,
                           const FalkClues *clues)
{
  if (!slots[0].known || !slots[2].known
      || !set_conv (report, clues, &slots[0].shape, 1))
    return FALSE;
  falk_reconstruct_input (report, clues, &slots[2].shape);
  return TRUE;
}

gboolean
falk_report_read_conv_weight (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  const FalkStep *step;
  FalkShape shape;

  if (!slots[0].known || !slots[3].known
      || !set_conv (report, clues, &slots[3].shape, slots[0].number))
    return FALSE;
  step = falk_model_step (report->model, 0);
  shape = falk_reconstruct_usual_input (step);
  shape.dims[1] = falk_step_get_int (step, FALK_ARG_IN_CHANNELS);
  report->assumed = falk_reconstruct_all_axes (&shape);
  falk_reconstruct_input (report, clues, &shape);
  return TRUE;
}

gboolean
falk_report_read_conv_rank (FalkReport *report, const FalkPatternSlot *slots,
                            const FalkClues *clues)
{
  const FalkShape *shape = &slots[0].shape;
  FalkStep *step;

  if (!slots[0].known)
    return FALSE;
  step =
      falk_reconstruct_layer (report, clues, FALK_OP_CONV1D, FALK_ARG_NONE, 0);
  falk_reconstruct_input (report, clues, shape);
  if (report->layer_stated)
    return TRUE;
  if (shape->rank > 1)
    falk_step_set_int (step, FALK_ARG_IN_CHANNELS,
                       shape->dims[shape->rank - 2]);
  falk_report_note (report, "The convolution's arguments aren't in the text "
                            "and are assumed.");
  return TRUE;
}

gboolean
falk_report_read_conv_kernel (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  const FalkStep *known;
  FalkShape shape;
  FalkStep *step;

  if (!slots[0].known || !slots[1].known)
    return FALSE;
  known = falk_clues_find (clues, FALK_OP_CONV1D, FALK_ARG_KERNEL_SIZE,
                           slots[1].number);
  step = falk_reconstruct_layer (report, clues, FALK_OP_CONV1D,
                                 FALK_ARG_KERNEL_SIZE, slots[1].number);
  shape = falk_reconstruct_usual_input (step);
  shape.dims[1] = falk_step_get_int (step, FALK_ARG_IN_CHANNELS);
  shape.dims[2] =
      slots[0].number
      - 2 * (known ? falk_step_get_int (step, FALK_ARG_PADDING) : 0);
  report->assumed = 1u << 0 | 1u << 1;
  if (shape.dims[2] < 1)
    return FALSE;
  falk_reconstruct_input (report, clues, &shape);
  falk_report_note (report, "Of the input only the length is in the text; "
                            "batch and channels are assumed.");
  return TRUE;
}

gboolean
falk_report_read_layer_norm (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  const FalkPatternSlot *size = &slots[report->n_slots - 1];
  const FalkShape *normalized = &slots[0].shape;
  FalkStep *step;

  if (!slots[0].known || !size->known || normalized->rank == 0)
    return FALSE;
  step = falk_reconstruct_layer (report, clues, FALK_OP_LAYER_NORM,
                                 FALK_ARG_NONE, 0);
  falk_step_set_ints (step, FALK_ARG_NORMALIZED_SHAPE, normalized->dims,
                      normalized->rank);
  falk_reconstruct_input (report, clues, &size->shape);
  return TRUE;
}

/* Axis 1 has the features; a known input may show the others. */
gboolean
falk_report_read_batch_norm (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape shape;
  FalkStep *step;

  if (!slots[0].known || !slots[1].known)
    return FALSE;
  report->numbers[0] = slots[1].number;
  report->numbers[1] = slots[0].number;
  step = falk_reconstruct_layer (report, clues, FALK_OP_BATCH_NORM1D,
                                 FALK_ARG_NUM_FEATURES, slots[1].number);
  if (report->sentence[0] == 'w')
    falk_step_set_int (step, FALK_ARG_TRACK_RUNNING_STATS, FALSE);
  shape = FALK_SHAPE (falk_reconstruct_batch (report), slots[0].number,
                      falk_reconstruct_time (report));
  report->assumed = 1u << 0;
  if (known && known->rank == 3 && known->dims[1] == slots[0].number)
    shape = falk_reconstruct_known (known, &shape, &report->assumed);
  else
    shape.rank = 2;
  falk_reconstruct_input (report, clues, &shape);
  if (report->assumed)
    falk_report_note (report, "Of the input only axis 1 is in the text; the "
                              "rest of its shape is assumed.");
  return TRUE;
}

gboolean
falk_report_read_norm_rank (FalkReport *report, const FalkPatternSlot *slots,
                            const FalkClues *clues)
{
  FalkShape shape;
  FalkStep *step;

  if (!slots[0].known || slots[0].number > 8)
    return FALSE;
  shape = falk_reconstruct_usual (report, (guint)slots[0].number);
  step = falk_reconstruct_layer (report, clues, FALK_OP_BATCH_NORM1D,
                                 FALK_ARG_NONE, 0);
  if (shape.rank > 0)
    shape.dims[shape.rank == 1 ? 0 : 1] =
        falk_step_get_int (step, FALK_ARG_NUM_FEATURES);
  report->assumed = falk_reconstruct_all_axes (&shape);
  falk_reconstruct_input (report, clues, &shape);
  falk_report_note (report, "Only the number of axes is in the text; all sizes "
                            "are assumed.");
  return TRUE;
}

gboolean
falk_report_read_norm_single (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  const FalkShape *shape = &slots[0].shape;

  if (!slots[0].known || shape->rank < 2)
    return FALSE;
  falk_reconstruct_layer (report, clues, FALK_OP_BATCH_NORM1D,
                          FALK_ARG_NUM_FEATURES, shape->dims[1]);
  falk_reconstruct_input (report, clues, shape);
  return TRUE;
}

/* PyTorch shows it as the image that it is made of. */
gboolean
falk_report_read_conv_empty (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  const FalkShape *image = &slots[0].shape;
  FalkShape shape;
  FalkStep *step;

  if (!slots[0].known || image->rank != 4)
    return FALSE;
  shape = FALK_SHAPE (image->dims[0], image->dims[1], image->dims[3]);
  step = falk_reconstruct_layer (report, clues, FALK_OP_CONV1D,
                                 FALK_ARG_IN_CHANNELS, shape.dims[1]);
  falk_step_set_int (step, FALK_ARG_KERNEL_SIZE, 1);
  falk_step_set_int (step, FALK_ARG_PADDING, 1);
  falk_reconstruct_input (report, clues, &shape);
  falk_report_note (report, "The convolution's kernel and padding aren't in "
                            "the text and are assumed.");
  return TRUE;
}
