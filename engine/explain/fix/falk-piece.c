/* SPDX-License-Identifier: MIT */
#include "falk-piece.h"

#include "falk-rule.h"

/* Multiplications that take one or two milliseconds: a dozen edits may be
 * tried for one fault without anybody waiting. */
#define QUICK 1e7

/* Multiplications that one value costs to draw, roughly. */
#define DRAWING 8

/* From the second on all layers are of a shape: two stand for any number, and
 * the first alone where even two take this many multiplications. */
#define LAYERS_KEPT 2
#define HUGE_WORK 3e7

/* More values than this aren't drawn; and of a parameter that is larger than
 * a run may be there are no zeros: the run refuses it. */
#define DRAWN_MAX ((gint64)1 << 16)
#define ZEROS_MAX ((gint64)1 << 30)

/* How much longer an axis is left where it was cut too short. */
#define LONGER 8

/* Parameters that are looked at; the others of a layer are of a size with
 * them. */
#define COUNTED_MAX 64u

gboolean
falk_piece_is_blank (gint64 count)
{
  return count > DRAWN_MAX && count <= ZEROS_MAX;
}

void
falk_piece_clear (FalkPiece *piece)
{
  g_clear_pointer (&piece->inference, falk_inference_free);
  g_clear_pointer (&piece->model, falk_model_free);
  g_clear_pointer (&piece->input, falk_tensor_unref);
}

/* Rows that each weight of @step meets: all but the axis it multiplies
 * along. */
static double
rows_of (const FalkStep *step, const FalkValue *in)
{
  guint along = step->op == FALK_OP_CONV1D ? 2 : 1;
  double rows = 1;

  for (guint i = 0; i < in->rank; i++)
    if (i + along != in->rank)
      rows *= (double)in->axes[i].size;
  return rows;
}

/* What @step takes beside its input, which is drawn, and multiplied by in a
 * bmm. */
static double
operand_work (const FalkStep *step, const FalkValue *in)
{
  static const FalkArg operands[] = { FALK_ARG_OTHER, FALK_ARG_TARGET };
  double work = 0;

  for (guint k = 0; k < G_N_ELEMENTS (operands); k++)
    {
      guint n;
      const gint64 *sizes = falk_step_get_ints (step, operands[k], &n);
      double count = 1;

      for (guint i = 0; i < n; i++)
        count *= (double)sizes[i];
      if (sizes)
        work += DRAWING * count;
      if (sizes && step->op == FALK_OP_BMM && n == 3)
        work += (double)falk_value_count (in) * (double)sizes[2];
    }
  return work;
}

/* Each weight meets each row, and all but the largest are drawn. */
static double
step_work (const FalkStep *step, const FalkValue *in)
{
  guint n = falk_rule (step->op)->module ? falk_step_n_parameters (step) : 0;
  guint counted = MIN (n, COUNTED_MAX);
  double work = 0, rows = rows_of (step, in);

  for (guint k = 0; k < counted; k++)
    {
      FalkParameter parameter;
      gint64 count;

      falk_step_parameter (step, k, &parameter);
      count = falk_value_count (&parameter.value);
      work +=
          (double)count * (rows + (falk_piece_is_blank (count) ? 0 : DRAWING));
    }
  return (counted > 0 ? work * n / counted : 0) + operand_work (step, in);
}

double
falk_piece_work (const FalkPiece *piece)
{
  const FalkInference *inference = piece->inference;
  double work = DRAWING * (double)falk_value_count (&inference->input);

  for (guint i = 0; i < inference->n_steps; i++)
    work +=
        step_work (falk_model_step (piece->model, i), &inference->steps[i].in);
  return work;
}

/* Makes axis @axis of what @arg states the shape of, where it is @size,
 * @cut. */
static void
cut_stated (FalkStep *step, FalkArg arg, guint axis, gint64 size, gint64 cut)
{
  guint n;
  const gint64 *sizes = falk_step_get_ints (step, arg, &n);
  gint64 shape[FALK_RANK_MAX];

  if (!sizes || n > FALK_RANK_MAX || axis >= n || sizes[axis] != size)
    return;
  for (guint i = 0; i < n; i++)
    shape[i] = i == axis ? cut : sizes[i];
  falk_step_set_ints (step, arg, shape, n);
}

/* What @step is handed for @size entries of the input's axis @axis is for @cut
 * of them: the batch of a state, the same axis of an operand. */
static void
cut_handed (FalkStep *step, guint axis, gint64 size, gint64 cut)
{
  const FalkRule *rule = falk_rule (step->op);
  guint batch = rule->layered ? 1 : 0;

  if (rule->recurrent)
    {
      cut_stated (step, FALK_ARG_H0, batch, size, cut);
      cut_stated (step, FALK_ARG_C0, batch, size, cut);
    }
  cut_stated (step, FALK_ARG_OTHER, axis, size, cut);
  cut_stated (step, FALK_ARG_TARGET, axis, size, cut);
}

/* Takes @model, which was cut, and @input in place of those of @piece, when
 * they fit. */
static gboolean
take (FalkPiece *piece, FalkModel *model, FalkTensor *input)
{
  FalkPiece cut = { model, input, falk_infer (model, input), piece->layers };

  if (!cut.inference->ok)
    {
      falk_piece_clear (&cut);
      return FALSE;
    }
  falk_piece_clear (piece);
  *piece = cut;
  return TRUE;
}

/* Cuts the input's axis @axis to @entries, with what goes with a batch or
 * without. TRUE when the rest fits. */
static gboolean
cut_axis (FalkPiece *piece, guint axis, gint64 entries)
{
  FalkShape shape = piece->input->shape;
  gint64 size = shape.dims[axis];

  shape.dims[axis] = entries;
  for (guint with = 0; with < 2; with++)
    {
      FalkModel *model = falk_model_copy (piece->model);

      for (guint i = 0; with == 0 && i < model->steps->len; i++)
        cut_handed (falk_model_step (model, i), axis, size, entries);
      if (take (piece, model,
                falk_tensor_new (piece->input->name, NULL, piece->input->dtype,
                                 &shape, NULL)))
        return TRUE;
    }
  return FALSE;
}

/* Cuts axis @axis as far as it takes, or as the model lets it: a kernel wants
 * some steps, and without its width a layer doesn't fit. */
static void
shorten (FalkPiece *piece, guint axis)
{
  double work = falk_piece_work (piece);
  gint64 size = piece->input->shape.dims[axis], entries;

  if (work <= QUICK)
    return;
  entries = MAX (1, (gint64)((double)size * QUICK / work));
  while (entries < size && !cut_axis (piece, axis, entries))
    entries *= LONGER;
}

/* The axes of the input, time first, then the batch, then those that are
 * neither. */
static void
shorten_all (FalkPiece *piece)
{
  const FalkRole roles[] = { FALK_ROLE_TIME, FALK_ROLE_BATCH };
  guint rank = piece->input->shape.rank;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    for (guint axis = 0; axis < rank; axis++)
      if (falk_axis_role (&piece->inference->input.axes[axis]) == roles[i])
        shorten (piece, axis);
  for (guint axis = 0; axis < rank; axis++)
    shorten (piece, axis);
}

/* Cuts the layers of recurrent steps to @most, with the states they are
 * handed, where there are more and the rest fits. */
static void
cut_layers (FalkPiece *piece, gint64 most)
{
  FalkModel *model = falk_model_copy (piece->model);
  gboolean any = FALSE;

  for (guint i = 0; i < model->steps->len; i++)
    {
      FalkStep *step = falk_model_step (model, i);
      gint64 layers = falk_step_layers (step);
      gint64 states = falk_step_directions (step);

      if (layers <= most)
        continue;
      any = TRUE;
      falk_step_set_int (step, FALK_ARG_NUM_LAYERS, most);
      cut_stated (step, FALK_ARG_H0, 0, layers * states, most * states);
      cut_stated (step, FALK_ARG_C0, 0, layers * states, most * states);
    }
  if (!any)
    falk_model_free (model);
  else if (take (piece, model, falk_tensor_ref (piece->input)))
    piece->layers = most;
}

void
falk_piece_init (FalkPiece *piece, const FalkModel *model,
                 const FalkTensor *input)
{
  piece->model = falk_model_copy (model);
  piece->input = falk_tensor_ref ((FalkTensor *)input);
  piece->inference = falk_infer (piece->model, piece->input);
  piece->layers = 0;
  shorten_all (piece);
  if (falk_piece_work (piece) > QUICK)
    cut_layers (piece, LAYERS_KEPT);
  if (falk_piece_work (piece) > HUGE_WORK)
    cut_layers (piece, 1);
}
