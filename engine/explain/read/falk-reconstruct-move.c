/* SPDX-License-Identifier: MIT */
/* The likeliest step and input behind a sentence of one that moves data: view,
 * select, permute, or whatever names an axis. */
#include <string.h>

#include "falk-report-private.h"

#define AXES_MAX 8

static FalkStep *
set_view (FalkReport *report, const FalkClues *clues, FalkOp op,
          const FalkShape *asked)
{
  FalkStep *step = falk_reconstruct_layer (report, clues, op, FALK_ARG_NONE, 0);

  falk_step_set_ints (step, FALK_ARG_SHAPE, asked->dims, asked->rank);
  report->shapes[0] = *asked;
  return step;
}

/* Product of the sizes of @shape from axis @from on, those left open counted
 * as 1; -1 where it is too large. */
static gint64
product_from (const FalkShape *shape, guint from)
{
  gint64 product = 1;

  for (guint i = from; i < shape->rank; i++)
    if (shape->dims[i] >= 0
        && !falk_size_mul (product, shape->dims[i], &product))
      return -1;
  return product;
}

/* How @count elements were likely laid out: as the shape that is known, as the
 * one that is asked for with another batch, as rows of its last size, as
 * sequences of a usual batch, or else along one axis. */
static FalkShape
lay_out (FalkReport *report, const FalkClues *clues, const FalkShape *asked,
         gint64 count)
{
  static const gint64 batches[] = { 32, 64, 16, 128, 8, 100, 10, 2 };
  const FalkShape *known = falk_reconstruct_known_input (clues);
  gint64 rest = product_from (asked, 1), total;
  gint64 last = asked->rank ? asked->dims[asked->rank - 1] : 0;
  FalkShape shape = *asked;

  if (known && falk_shape_count (known, &total) && total == count)
    return *known;
  report->assumed = 3u;
  falk_report_note (report,
                    "The tensor's own shape isn't in the text, only "
                    "that it has " FALK_SIZE " elements.",
                    count);
  if (asked->rank > 1 && asked->dims[0] > 0 && rest > 0 && count % rest == 0
      && product_from (asked, 0) == asked->dims[0] * rest)
    {
      gboolean open = FALSE;

      for (guint i = 1; i < asked->rank; i++)
        open |= asked->dims[i] < 0;
      shape.dims[0] = count / rest;
      if (!open)
        return shape;
    }
  if (last > 1 && count > last && count % last == 0)
    return FALK_SHAPE (count / last, last);
  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    if (count > batches[i] && count % batches[i] == 0)
      return FALK_SHAPE (batches[i], count / batches[i]);
  return FALK_SHAPE (count);
}

static gboolean
read_view (FalkReport *report, const FalkClues *clues, FalkOp op,
           const FalkPatternSlot *asked, const FalkPatternSlot *count)
{
  FalkShape shape;

  if (!asked->known || !count->known || asked->shape.rank == 0)
    return FALSE;
  report->numbers[0] = count->number;
  report->numbers[1] = product_from (&asked->shape, 0);
  set_view (report, clues, op, &asked->shape);
  shape = lay_out (report, clues, &asked->shape, count->number);
  falk_reconstruct_input (report, clues, &shape);
  return TRUE;
}

gboolean
falk_report_read_view (FalkReport *report, const FalkPatternSlot *slots,
                       const FalkClues *clues)
{
  gboolean copies = clues->source && strstr (clues->source, ".reshape(");

  return read_view (report, clues, copies ? FALK_OP_RESHAPE : FALK_OP_VIEW,
                    &slots[0], &slots[1]);
}

gboolean
falk_report_read_view_old (FalkReport *report, const FalkPatternSlot *slots,
                           const FalkClues *clues)
{
  return read_view (report, clues, FALK_OP_VIEW, &slots[0], &slots[1]);
}

gboolean
falk_report_read_reshape_array (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  return read_view (report, clues, FALK_OP_RESHAPE, &slots[1], &slots[0]);
}

gboolean
falk_report_read_view_empty (FalkReport *report, const FalkPatternSlot *slots,
                             const FalkClues *clues)
{
  FalkShape empty = FALK_SHAPE (0, falk_reconstruct_width (report));

  if (!slots[0].known)
    return FALSE;
  set_view (report, clues, FALK_OP_VIEW, &slots[0].shape);
  report->assumed = 1u << 1;
  falk_reconstruct_input (report, clues, &empty);
  falk_report_note (report, "Which axis of the tensor is empty isn't in the "
                            "text; the first is assumed.");
  return TRUE;
}

gboolean
falk_report_read_view_negative (FalkReport *report,
                                const FalkPatternSlot *slots,
                                const FalkClues *clues)
{
  FalkShape input = falk_reconstruct_usual (report, 3);
  FalkShape asked =
      FALK_SHAPE (input.dims[0], g_ascii_strtoll (slots[0].word, NULL, 10));

  if (asked.dims[1] >= -1)
    return FALSE;
  set_view (report, clues, FALK_OP_VIEW, &asked);
  report->assumed = falk_reconstruct_all_axes (&input);
  falk_reconstruct_input (report, clues, &input);
  falk_report_note (report, "Only the size that can't be is in the text; the "
                            "others are assumed.");
  return TRUE;
}

/* The usual way there: two axes exchanged, and then merged by a view. */
gboolean
falk_report_read_view_stride (FalkReport *report, const FalkPatternSlot *slots,
                              const FalkClues *clues)
{
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape usual = falk_reconstruct_usual (report, 3), input = usual, asked;
  FalkStep *step;

  report->assumed = falk_reconstruct_all_axes (&input);
  if (known && known->rank == 3)
    input = falk_reconstruct_known (known, &usual, &report->assumed);
  asked = FALK_SHAPE (-1, input.dims[2]);
  set_view (report, clues, FALK_OP_VIEW, &asked);
  step = falk_reconstruct_before (report, FALK_OP_TRANSPOSE);
  falk_step_set_int (step, FALK_ARG_DIM0, 0);
  falk_step_set_int (step, FALK_ARG_DIM1, 1);
  report->op = FALK_OP_VIEW;
  falk_reconstruct_input (report, clues, &input);
  falk_report_note (report, "Nothing is in the text but that axes were moved: "
                            "a transpose before the view is assumed.");
  return TRUE;
}

/* Operations that name an axis, as they stand in a line of code, and how many
 * axes more than the tensor's they count. */
static const struct
{
  const char *code;
  FalkOp op;
  FalkArg arg;
  guint more;
} namers[] = {
  { "unsqueeze(", FALK_OP_UNSQUEEZE, FALK_ARG_DIM, 1 },
  { "squeeze(", FALK_OP_SQUEEZE, FALK_ARG_DIM, 0 },
  { "transpose(", FALK_OP_TRANSPOSE, FALK_ARG_DIM1, 0 },
  { "select(", FALK_OP_SELECT, FALK_ARG_DIM, 0 },
  { "flatten(", FALK_OP_FLATTEN, FALK_ARG_START_DIM, 0 },
  { "mean(", FALK_OP_MEAN, FALK_ARG_DIM, 0 },
  { "cat(", FALK_OP_CAT, FALK_ARG_DIM, 0 },
};

/* The row of @namers that @source holds; a squeeze where it holds none. */
static guint
find_namer (const char *source, gboolean *stated)
{
  guint i = 0;

  while (source && i < G_N_ELEMENTS (namers)
         && !strstr (source, namers[i].code))
    i++;
  *stated = source && i < G_N_ELEMENTS (namers);
  return *stated ? i : 1;
}

gboolean
falk_report_read_dim_range (FalkReport *report, const FalkPatternSlot *slots,
                            const FalkClues *clues)
{
  gint64 axes = slots[1].number + 1;
  gint64 dim = g_ascii_strtoll (slots[2].word, NULL, 10);
  const FalkShape *known = falk_reconstruct_known_input (clues);
  FalkShape input, other;
  gboolean stated;
  guint row = find_namer (clues->source, &stated), rank;
  FalkStep *step;

  if (!slots[1].known || axes > AXES_MAX || axes < 1 + namers[row].more)
    return FALSE;
  report->numbers[0] = axes;
  report->numbers[1] = dim;
  rank = (guint)axes - namers[row].more;
  input = falk_reconstruct_usual (report, rank);
  report->assumed = falk_reconstruct_all_axes (&input);
  if (known && known->rank == rank)
    input = falk_reconstruct_known (known, &input, &report->assumed);
  step =
      falk_reconstruct_layer (report, clues, namers[row].op, FALK_ARG_NONE, 0);
  if (namers[row].op == FALK_OP_SELECT)
    falk_step_set_int (step, FALK_ARG_INDEX, -1);
  falk_step_set_int (step, namers[row].arg, dim);
  if (namers[row].op == FALK_OP_CAT)
    {
      other = input;
      falk_step_set_ints (step, FALK_ARG_OTHER, other.dims, other.rank);
    }
  report->layer_stated = stated;
  falk_reconstruct_input (report, clues, &input);
  if (!stated)
    falk_report_note (report, "Which operation named the axis isn't in the "
                              "text; it is taken as a squeeze.");
  return TRUE;
}

gboolean
falk_report_read_select (FalkReport *report, const FalkPatternSlot *slots,
                         const FalkClues *clues)
{
  FalkStep *step;

  if (!slots[1].known || !slots[2].known)
    return FALSE;
  step =
      falk_reconstruct_layer (report, clues, FALK_OP_SELECT, FALK_ARG_NONE, 0);
  falk_step_set_int (step, FALK_ARG_DIM, slots[2].number);
  falk_step_set_int (step, FALK_ARG_INDEX,
                     g_ascii_strtoll (slots[0].word, NULL, 10));
  falk_reconstruct_input (report, clues, &slots[1].shape);
  return TRUE;
}

gboolean
falk_report_read_permute (FalkReport *report, const FalkPatternSlot *slots,
                          const FalkClues *clues)
{
  FalkShape input, dims = { 0 };
  FalkStep *step;

  if (!slots[0].known || !slots[1].known || slots[0].number > AXES_MAX
      || slots[1].number > AXES_MAX)
    return FALSE;
  report->numbers[0] = slots[0].number;
  report->numbers[1] = slots[1].number;
  input = falk_reconstruct_usual (report, (guint)slots[0].number);
  dims.rank = (guint)slots[1].number;
  for (guint i = 0; i < dims.rank; i++)
    dims.dims[i] = i;
  if (dims.rank > 1)
    {
      dims.dims[dims.rank - 1] = dims.rank - 2;
      dims.dims[dims.rank - 2] = dims.rank - 1;
    }
  step =
      falk_reconstruct_layer (report, clues, FALK_OP_PERMUTE, FALK_ARG_NONE, 0);
  falk_step_set_ints (step, FALK_ARG_DIMS, dims.dims, dims.rank);
  report->assumed = falk_reconstruct_all_axes (&input);
  falk_reconstruct_input (report, clues, &input);
  falk_report_note (report, "Only numbers of axes are in the text: the sizes "
                            "and the order that was asked for are assumed.");
  return TRUE;
}
