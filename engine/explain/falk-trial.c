/* SPDX-License-Identifier: MIT */
#include "falk-trial.h"

#include "falk-model-key.h"
#include "falk-rule.h"
#include "falk-run.h"

/* Multiplications that take one or two milliseconds: a dozen edits may be
 * tried for one fault without anybody waiting. */
#define QUICK 1e7

/* Multiplications that one value costs to draw, roughly. */
#define DRAWING 8

/* From the second on all layers are of a shape: two stand for any number, and
 * the first alone where even two take this many multiplications. */
#define LAYERS_KEPT 2
#define HUGE_WORK 3e7

/* More values than this are zeros, whose pages the system maps and nobody
 * fills. */
#define DRAWN_MAX ((gint64)1 << 16)

/* And of a parameter that is larger than a run may be, none at all: the run
 * refuses it. */
#define ZEROS_MAX ((gint64)1 << 30)

/* Parameters that are looked at; the others of a layer are of a size with
 * them. */
#define COUNTED_MAX 64u

struct FalkTrial
{
  GBytes *zeros;
  GHashTable *done; /* key of a model and its input → whether it ran */
  double spent;
};

/* A model and an input that are being cut; owns all three. */
typedef struct
{
  FalkModel *model;
  FalkTensor *input;
  FalkInference *inference; /* ok */
} Piece;

static void
piece_clear (Piece *piece)
{
  g_clear_pointer (&piece->inference, falk_inference_free);
  g_clear_pointer (&piece->model, falk_model_free);
  g_clear_pointer (&piece->input, falk_tensor_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, piece_clear)

FalkTrial *
falk_trial_new (void)
{
  FalkTrial *trial = g_new0 (FalkTrial, 1);

  trial->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return trial;
}

void
falk_trial_free (FalkTrial *trial)
{
  g_clear_pointer (&trial->zeros, g_bytes_unref);
  g_hash_table_unref (trial->done);
  g_free (trial);
}

double
falk_trial_spent (const FalkTrial *trial)
{
  return trial->spent;
}

static guint
n_parameters (const FalkStep *step)
{
  return falk_rule (step->op)->module ? falk_step_n_parameters (step) : 0;
}

static gint64
parameter_count (const FalkStep *step, guint index, FalkParameter *parameter)
{
  falk_step_parameter (step, index, parameter);
  return falk_value_count (&parameter->value);
}

/* Whether a parameter of @count values is to be zeros. */
static gboolean
is_blank (gint64 count)
{
  return count > DRAWN_MAX && count <= ZEROS_MAX;
}

/* Roughly the multiplications of a step: each weight meets each row of @in,
 * and all but the largest are drawn. */
static double
step_work (const FalkStep *step, const FalkValue *in)
{
  guint n = n_parameters (step), counted = MIN (n, COUNTED_MAX);
  double work = 0, rows = 1;

  for (guint k = 0; k + 1 < in->rank; k++)
    rows *= (double)in->axes[k].size;
  for (guint k = 0; k < counted; k++)
    {
      FalkParameter parameter;
      gint64 count = parameter_count (step, k, &parameter);

      work += (double)count * (rows + (is_blank (count) ? 0 : DRAWING));
    }
  return counted > 0 ? work * n / counted : 0;
}

/* The same of a run; the input is drawn as well. */
static double
work_of (const FalkModel *model, const FalkInference *inference)
{
  double work = DRAWING * (double)falk_value_count (&inference->input);

  for (guint i = 0; i < inference->n_steps; i++)
    work += step_work (falk_model_step (model, i), &inference->steps[i].in);
  return work;
}

/* Makes axis @axis of the state @arg, where it is @size, @cut. */
static void
cut_state (FalkStep *step, FalkArg arg, guint axis, gint64 size, gint64 cut)
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

/* The states that @model is handed for @size sequences are for @cut. */
static void
cut_states (FalkModel *model, gint64 size, gint64 cut)
{
  static const FalkArg states[] = { FALK_ARG_H0, FALK_ARG_C0 };

  for (guint i = 0; i < model->steps->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (states); k++)
      {
        FalkStep *step = falk_model_step (model, i);
        guint axis = falk_rule (step->op)->layered ? 1 : 0;

        if (falk_rule (step->op)->recurrent)
          cut_state (step, states[k], axis, size, cut);
      }
}

/* Takes @model, which was cut, and @input in place of those of @piece, when
 * they fit. */
static gboolean
piece_take (Piece *piece, FalkModel *model, FalkTensor *input)
{
  Piece cut = { model, input, falk_infer (model, input) };

  if (!cut.inference->ok)
    {
      piece_clear (&cut);
      return FALSE;
    }
  piece_clear (piece);
  *piece = cut;
  return TRUE;
}

/* Cuts the input's axis of @role to @part of its size. */
static void
cut_axis (Piece *piece, FalkRole role, double part)
{
  const FalkValue *named = &piece->inference->input;
  FalkShape shape = piece->input->shape;

  for (guint i = 0; i < named->rank; i++)
    if (falk_axis_role (&named->axes[i]) == role && shape.dims[i] > 1)
      {
        FalkModel *model = falk_model_copy (piece->model);
        gint64 size = shape.dims[i];

        shape.dims[i] = MAX (1, (gint64)((double)size * part));
        if (role == FALK_ROLE_BATCH)
          cut_states (model, size, shape.dims[i]);
        piece_take (piece, model,
                    falk_tensor_new (piece->input->name, NULL,
                                     piece->input->dtype, &shape, NULL));
        return;
      }
}

/* Cuts the layers of recurrent steps to @most, with the states they are
 * handed. TRUE when there were more and the rest fits. */
static gboolean
cut_layers (Piece *piece, gint64 most)
{
  FalkModel *model = falk_model_copy (piece->model);
  gboolean any = FALSE;

  for (guint i = 0; i < model->steps->len; i++)
    {
      FalkStep *step = falk_model_step (model, i);
      gint64 layers = falk_step_layers (step);
      gint64 directions = falk_step_directions (step);

      if (layers <= most)
        continue;
      any = TRUE;
      falk_step_set_int (step, FALK_ARG_NUM_LAYERS, most);
      cut_state (step, FALK_ARG_H0, 0, layers * directions, most * directions);
      cut_state (step, FALK_ARG_C0, 0, layers * directions, most * directions);
    }
  if (any)
    return piece_take (piece, model, falk_tensor_ref (piece->input));
  falk_model_free (model);
  return FALSE;
}

/* Makes zeros enough for any parameter of @model; none when there is no
 * memory. */
static void
make_zeros (FalkTrial *trial, const FalkModel *model)
{
  gsize held = trial->zeros ? g_bytes_get_size (trial->zeros) : 0, most = 0;
  float *zeros;

  for (guint i = 0; i < model->steps->len; i++)
    for (guint k = 0; k < n_parameters (falk_model_step (model, i)); k++)
      {
        FalkParameter parameter;
        gint64 count =
            parameter_count (falk_model_step (model, i), k, &parameter);

        if (is_blank (count))
          most = MAX (most, (gsize)count * sizeof (float));
      }
  if (most <= held)
    return;
  g_clear_pointer (&trial->zeros, g_bytes_unref);
  zeros = g_try_malloc0 (most);
  if (zeros)
    trial->zeros = g_bytes_new_take (zeros, most);
}

/* Gives @step zeros for the large parameters that it has no values for. */
static void
fill_step (FalkTrial *trial, FalkStep *step)
{
  guint n = n_parameters (step);

  for (guint i = 0; i < n; i++)
    {
      FalkParameter parameter;
      gint64 count = parameter_count (step, i, &parameter);
      FalkShape shape = falk_value_shape (&parameter.value);
      g_autoptr (FalkTensor) blank = NULL;
      g_autoptr (GBytes) zeros = NULL;

      if (!trial->zeros || !is_blank (count)
          || falk_step_get_tensor (step, parameter.name))
        continue;
      zeros = g_bytes_new_from_bytes (trial->zeros, 0,
                                      (gsize)count * sizeof (float));
      blank = falk_tensor_new (parameter.name, NULL, FALK_DTYPE_FLOAT32, &shape,
                               zeros);
      falk_step_set_tensor (step, blank);
    }
}

static gboolean
runs (FalkTrial *trial, const Piece *piece)
{
  FalkRunOptions options = { .threads = 1, .seed = 1 };
  g_autoptr (FalkModel) model = falk_model_copy (piece->model);
  g_autoptr (FalkRun) run = NULL;

  make_zeros (trial, model);
  for (guint i = 0; i < model->steps->len; i++)
    fill_step (trial, falk_model_step (model, i));
  options.zeros = trial->zeros;
  run = falk_run_new (model, piece->input, piece->inference, &options, NULL);
  for (guint i = 0; run && i < piece->inference->n_steps; i++)
    {
      FalkShape shape = falk_value_shape (&piece->inference->steps[i].out);

      if (!falk_shape_equal (&falk_run_output (run, i)->shape, &shape))
        return FALSE;
    }
  return run != NULL;
}

/* Cuts what would take long; gives back how many layers are left, 0 for all of
 * them. */
static gint64
cut_short (Piece *piece)
{
  static const FalkRole roles[] = { FALK_ROLE_TIME, FALK_ROLE_BATCH };
  double work = work_of (piece->model, piece->inference);
  gint64 layers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (roles) && work > QUICK; i++)
    {
      cut_axis (piece, roles[i], QUICK / work);
      work = work_of (piece->model, piece->inference);
    }
  if (work > QUICK && cut_layers (piece, LAYERS_KEPT))
    layers = LAYERS_KEPT;
  if (work_of (piece->model, piece->inference) > HUGE_WORK
      && cut_layers (piece, 1))
    layers = 1;
  return layers;
}

gboolean
falk_trial_runs (FalkTrial *trial, const FalkModel *model,
                 const FalkTensor *input, const FalkInference *inference,
                 FalkTried *tried)
{
  g_auto (Piece) piece = { falk_model_copy (model),
                           falk_tensor_ref ((FalkTensor *)input), NULL };
  g_autofree char *key = NULL;
  gpointer ran;

  piece.inference = falk_infer (piece.model, piece.input);
  tried->layers = cut_short (&piece);
  tried->input = piece.input->shape;
  key = falk_model_key (piece.model, piece.input, piece.inference);
  if (!g_hash_table_lookup_extended (trial->done, key, NULL, &ran))
    {
      trial->spent += work_of (piece.model, piece.inference);
      ran = GINT_TO_POINTER (runs (trial, &piece));
      g_hash_table_insert (trial->done, g_steal_pointer (&key), ran);
    }
  return GPOINTER_TO_INT (ran);
}
