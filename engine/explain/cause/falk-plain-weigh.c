/* SPDX-License-Identifier: MIT */
/* How likely a plain cause is, from the numbers of the sentence and what is
 * known beside it. */
#include "falk-plain.h"

#include <string.h>

/* The number of slot @i; -1 where there is none. */
static gint64
number (const FalkReport *report, guint i)
{
  return i < report->n_slots && report->slots[i].known
                 && report->slots[i].shape.rank == 0
             ? report->slots[i].number
             : -1;
}

/* Where a sentence about a number of axes says how many there are, and how
 * many were wanted; a slot, or a number where it says none. */
typedef struct
{
  FalkWording wording;
  guint found; /* slot: a number, or a shape of as many axes */
  int needed_slot; /* or -1 */
  gint64 needed;
} Axes;

static const Axes axes_rows[] = {
  { FALK_WORDING_INPUT_RANK, 0, -1, 3 },
  { FALK_WORDING_CELL_RANK, 0, -1, 2 },
  { FALK_WORDING_CELL_STATE_RANK, 0, -1, 2 },
  { FALK_WORDING_PACKED_RANK, 0, -1, 2 },
  { FALK_WORDING_KERAS_RANK, 1, 0, 0 },
  { FALK_WORDING_ONNX_RANK, 1, 2, 0 },
  { FALK_WORDING_PERMUTE, 0, 1, 0 },
  { FALK_WORDING_MATRIX_RANK, 0, -1, 2 },
};

/* How many axes more than wanted there are; below 0, fewer. A shape that is
 * known beside the sentence counts itself. Of a recurrent layer's input two
 * are too few, and one less. */
static gint64
axes_beyond (const FalkReport *report)
{
  const FalkShape *input = falk_context_shape (report->context, "input");

  for (guint i = 0; i < G_N_ELEMENTS (axes_rows); i++)
    {
      const Axes *row = &axes_rows[i];
      gint64 found, needed = row->needed;

      if (row->wording != report->wording || row->found >= report->n_slots)
        continue;
      found = report->slots[row->found].shape.rank > 0
                  ? report->slots[row->found].shape.rank
                  : number (report, row->found);
      if (report->wording == FALK_WORDING_INPUT_RANK && input
          && input->rank > 1)
        found = input->rank;
      if (row->needed_slot >= 0)
        needed = number (report, (guint)row->needed_slot);
      return found - needed;
    }
  return 0;
}

double
falk_weigh_few_axes (const FalkReport *report, double score)
{
  return axes_beyond (report) < 0 ? score : 0;
}

double
falk_weigh_many_axes (const FalkReport *report, double score)
{
  return axes_beyond (report) > 0 ? score : 0;
}

/* A product says that one of its operands has other axes, or how many. */
double
falk_weigh_unless_many (const FalkReport *report, double score)
{
  return axes_beyond (report) > 0 ? score / 2 : score;
}

double
falk_weigh_if_many (const FalkReport *report, double score)
{
  gint64 beyond = axes_beyond (report);

  return beyond > 0 ? 0.7 : beyond < 0 ? score / 2 : score;
}

/* Whether the sentence names the axis that isn't there. */
double
falk_weigh_axis_named (const FalkReport *report, double score)
{
  return report->n_slots >= 3 ? score : 0;
}

double
falk_weigh_axis_unnamed (const FalkReport *report, double score)
{
  return report->n_slots < 3 ? score : 0;
}

/* Two sizes that differ on the first axis. */
double
falk_weigh_first_axis (const FalkReport *report, double score)
{
  return number (report, 0) >= 0 && number (report, 2) == 0 ? score : 0;
}

/* Sentences that give the shape of the targets, and then that of the
 * predictions. */
static gboolean
says_targets (const FalkReport *report)
{
  return report->n_slots == 2 && strstr (report->sentence, "arget size (");
}

double
falk_weigh_targets_said (const FalkReport *report, double score)
{
  return says_targets (report) ? score : 0;
}

double
falk_weigh_targets_unsaid (const FalkReport *report, double score)
{
  return says_targets (report) ? 0 : score;
}

/* Two shapes with the batch first, or without it, that agree on the features
 * and not on the steps. */
double
falk_weigh_other_steps (const FalkReport *report, double score)
{
  const FalkShape *needed = &report->slots[0].shape;
  const FalkShape *got = &report->slots[1].shape;
  guint rank = needed->rank;

  if (report->n_slots != 2 || rank < 2 || got->rank != rank
      || needed->dims[rank - 1] != got->dims[rank - 1])
    return 0;
  return needed->dims[rank - 2] != got->dims[rank - 2] ? score : 0;
}

/* Who speaks of a transposition has likely found the reason. */
double
falk_weigh_moved (const FalkReport *report, double score)
{
  return falk_context_says (report->context, "transpos|permut|swap") ? 0.8
                                                                     : score;
}

/* Samples that have other numbers of axes, not only other sizes. */
double
falk_weigh_other_rank (const FalkReport *report, double score)
{
  return report->n_slots == 4
                 && report->slots[0].shape.rank != report->slots[2].shape.rank
             ? score
             : 0;
}

/* The sizes asked for but the first divide the elements, and fewer rows are
 * left than were asked for. */
double
falk_weigh_view_rows (const FalkReport *report, double score)
{
  const FalkShape *asked = &report->slots[0].shape;
  gint64 rest = 1, total = number (report, 1);

  for (guint i = 1; i < asked->rank; i++)
    if (asked->dims[i] < 1 || !falk_size_mul (rest, asked->dims[i], &rest))
      return score / 2;
  if (asked->rank < 2 || total < 1 || total % rest != 0)
    return score / 2;
  return total / rest < asked->dims[0] ? 0.85 : score / 2;
}

/* One axis alone is what is left behind a squeeze at batch 1. */
double
falk_weigh_axis_lost (const FalkReport *report, double score)
{
  if (axes_beyond (report) >= 0)
    return 0;
  return falk_context_says (report->context, "squeeze") ? 0.9 : score;
}

double
falk_weigh_conv_axes (const FalkReport *report, double score)
{
  if (axes_beyond (report) < 1)
    return 0;
  return falk_context_says (report->context, "cnn|conv|crnn") ? 0.8 : score;
}

/* Twice the one is the other. */
double
falk_weigh_double (const FalkReport *report, double score)
{
  gint64 a = number (report, 0), b = number (report, 1), both = 0;

  /* Axis 0 holds no width. */
  if (a < 2 || b < 2 || (a != 2 * b && b != 2 * a) || number (report, 2) == 0)
    return 0;
  return falk_context_number (report->context, "bidirectional", &both) && both
             ? 0.9
             : score;
}

double
falk_weigh_index_beyond (const FalkReport *report, double score)
{
  return number (report, 2) > 2 || report->n_slots < 3 ? score : score / 2;
}

/* LSTM takes the second entry of what it is handed for c0: a single tensor
 * with one layer has none. */
double
falk_weigh_index_pair (const FalkReport *report, double score)
{
  if (number (report, 0) != 1 || number (report, 1) != 0
      || number (report, 2) != 1)
    return 0;
  return score;
}

/* A state whose batch is the axis of the input that isn't taken for it. */
double
falk_weigh_exchanged (const FalkReport *report, double score)
{
  const FalkShape *state = falk_context_shape (report->context, "h0");
  const FalkShape *input = falk_context_shape (report->context, "input");
  gint64 first = 0;

  if (!state || !input || state->rank != 3 || input->rank != 3)
    return 0;
  falk_context_number (report->context, "batch_first", &first);
  return state->dims[1] == input->dims[first ? 1 : 0]
                 && state->dims[1] != input->dims[first ? 0 : 1]
             ? score
             : 0;
}
