/* SPDX-License-Identifier: MIT */
#include "falk-trial.h"

#include <stdint.h>
#include <sys/mman.h>

#include "falk-model-key.h"
#include "falk-piece.h"
#include "falk-rule.h"
#include "falk-run.h"

#define HUGE_PAGE ((uintptr_t)2 << 20)

struct FalkTrial
{
  GBytes *zeros;
  GHashTable *done; /* key of a model and its input → whether it ran */
  double left; /* multiplications that trials may still take */
};

FalkTrial *
falk_trial_new (void)
{
  FalkTrial *trial = g_new0 (FalkTrial, 1);

  trial->left = G_MAXDOUBLE;
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

void
falk_trial_limit (FalkTrial *trial, double multiplications)
{
  trial->left = multiplications;
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

/* @size bytes of zeros, for g_free(); NULL when there is no memory. They are
 * only read: in huge pages, where the system has them, that is a page of zeros
 * mapped some hundred times and not some hundred thousand. */
static void *
new_zeros (gsize size)
{
  char *zeros = g_try_malloc0 (size);
  uintptr_t first = ((uintptr_t)zeros + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
  uintptr_t end = ((uintptr_t)zeros + size) / HUGE_PAGE * HUGE_PAGE;

#ifdef MADV_HUGEPAGE
  /* Advice: where it isn't taken nothing is lost but time. */
  if (zeros && first < end)
    madvise ((void *)first, end - first, MADV_HUGEPAGE);
#endif
  return zeros;
}

/* Makes zeros enough for any parameter of @model; none when there is no
 * memory. */
static void
make_zeros (FalkTrial *trial, const FalkModel *model)
{
  gsize held = trial->zeros ? g_bytes_get_size (trial->zeros) : 0, most = 0;
  void *zeros;

  for (guint i = 0; i < model->steps->len; i++)
    for (guint k = 0; k < n_parameters (falk_model_step (model, i)); k++)
      {
        FalkParameter parameter;
        gint64 count =
            parameter_count (falk_model_step (model, i), k, &parameter);

        if (falk_piece_is_blank (count))
          most = MAX (most, (gsize)count * sizeof (float));
      }
  if (most <= held)
    return;
  g_clear_pointer (&trial->zeros, g_bytes_unref);
  zeros = new_zeros (most);
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

      if (!trial->zeros || !falk_piece_is_blank (count)
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
runs (FalkTrial *trial, const FalkPiece *piece)
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

gboolean
falk_trial_runs (FalkTrial *trial, const FalkModel *model,
                 const FalkTensor *input, FalkTried *tried)
{
  g_auto (FalkPiece) piece = { NULL };
  g_autofree char *key = NULL;
  gpointer ran;
  double work;

  falk_piece_init (&piece, model, input);
  tried->layers = piece.layers;
  tried->input = piece.input->shape;
  key = falk_model_key (piece.model, piece.input, piece.inference);
  if (g_hash_table_lookup_extended (trial->done, key, NULL, &ran))
    return GPOINTER_TO_INT (ran);
  work = falk_piece_work (&piece);
  if (work > trial->left)
    return FALSE;
  trial->left -= work;
  ran = GINT_TO_POINTER (runs (trial, &piece));
  g_hash_table_insert (trial->done, g_steal_pointer (&key), ran);
  return GPOINTER_TO_INT (ran);
}
