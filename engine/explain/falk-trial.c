/* SPDX-License-Identifier: MIT */
#include "falk-trial.h"

#include "falk-rule.h"
#include "falk-run.h"

/* Multiplications that take a few milliseconds: so many may be tried at once
 * without anybody waiting. */
#define QUICK 1e8

/* Parameters that are counted; a layer's are all of a size. */
#define COUNTED_MAX 64u

/* Roughly the multiplications of a run: each weight meets each row of what
 * enters its step. */
static double
work_of (const FalkModel *model, const FalkInference *inference)
{
  double work = 0;

  for (guint i = 0; i < inference->n_steps; i++)
    {
      const FalkStep *step = falk_model_step (model, i);
      const FalkValue *in = &inference->steps[i].in;
      guint n =
          falk_rule (step->op)->module ? falk_step_n_parameters (step) : 0;
      double weights = 0, rows = 1;

      for (guint k = 0; k + 1 < in->rank; k++)
        rows *= (double)in->axes[k].size;
      for (guint k = 0; k < MIN (n, COUNTED_MAX); k++)
        {
          FalkParameter parameter;

          falk_step_parameter (step, k, &parameter);
          weights += (double)falk_value_count (&parameter.value);
        }
      if (n > COUNTED_MAX)
        weights *= (double)n / COUNTED_MAX;
      work += weights * rows;
    }
  return work;
}

/* @input with its axis of @role cut to @part of its size, as a bare shape;
 * NULL where there is no such axis to cut. */
static FalkTensor *
cut_axis (const FalkTensor *input, const FalkValue *named, FalkRole role,
          double part)
{
  FalkShape shape = input->shape;

  for (guint i = 0; i < named->rank; i++)
    if (falk_axis_role (&named->axes[i]) == role && shape.dims[i] > 1)
      {
        shape.dims[i] = MAX (1, (gint64)((double)shape.dims[i] * part));
        return falk_tensor_new (input->name, NULL, input->dtype, &shape, NULL);
      }
  return NULL;
}

static gboolean
runs (const FalkModel *model, const FalkTensor *input,
      const FalkInference *inference)
{
  const FalkRunOptions options = { .seed = 1 };
  g_autoptr (FalkRun) run =
      falk_run_new (model, input, inference, &options, NULL);

  for (guint i = 0; run && i < inference->n_steps; i++)
    {
      FalkShape shape = falk_value_shape (&inference->steps[i].out);

      if (!falk_shape_equal (&falk_run_output (run, i)->shape, &shape))
        return FALSE;
    }
  return run != NULL;
}

gboolean
falk_trial_runs (const FalkModel *model, const FalkTensor *input,
                 const FalkInference *inference, FalkShape *tried)
{
  static const FalkRole roles[] = { FALK_ROLE_TIME, FALK_ROLE_BATCH };
  g_autoptr (FalkTensor) cut = falk_tensor_ref ((FalkTensor *)input);
  g_autoptr (FalkInference) of_cut = NULL;
  const FalkInference *current = inference;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      double work = work_of (model, current);
      FalkTensor *shorter;
      FalkInference *fits;

      if (work <= QUICK)
        break;
      shorter = cut_axis (cut, &inference->input, roles[i], QUICK / work);
      if (!shorter)
        continue;
      fits = falk_infer (model, shorter);
      if (!fits->ok)
        {
          falk_inference_free (fits);
          falk_tensor_unref (shorter);
          continue;
        }
      g_clear_pointer (&of_cut, falk_inference_free);
      falk_tensor_unref (cut);
      cut = shorter;
      current = of_cut = fits;
    }
  *tried = cut->shape;
  return runs (model, cut, current);
}
