/* SPDX-License-Identifier: MIT */
#include "falk-run.h"

#include "falk-exec.h"
#include "falk-kernels.h"

#define BUDGET_DEFAULT (G_GINT64_CONSTANT (4) << 30)
#define WHOLE_DEFAULT 10

G_DEFINE_QUARK (falk_run_error, falk_run_error)

/* What a step left behind. */
typedef struct
{
  FalkTensor *output;
  FalkRecord *record; /* NULL where it has none */
  gint64 elapsed; /* nanoseconds */
} Result;

struct FalkRun
{
  FalkTensor *input;
  guint n_steps;
  Result *results; /* owned, one for each step */
  gint64 elapsed;
  GPtrArray *notes; /* char * */
};

static void
run_clear (FalkRun *run)
{
  g_clear_pointer (&run->input, falk_tensor_unref);
  for (guint i = 0; i < run->n_steps; i++)
    {
      g_clear_pointer (&run->results[i].output, falk_tensor_unref);
      g_clear_pointer (&run->results[i].record, falk_exec_record_free);
    }
  g_clear_pointer (&run->results, g_free);
  g_clear_pointer (&run->notes, g_ptr_array_unref);
}

FalkRun *
falk_run_ref (FalkRun *run)
{
  return g_atomic_rc_box_acquire (run);
}

void
falk_run_unref (FalkRun *run)
{
  g_atomic_rc_box_release_full (run, (GDestroyNotify)run_clear);
}

/* Progress of one step as a share of the whole run. */
typedef struct
{
  const FalkRunOptions *options;
  guint step, n_steps;
} Follow;

static gboolean
follow_step (double done, gpointer data)
{
  const Follow *follow = data;

  return !follow->options->progress
         || follow->options->progress ((follow->step + done) / follow->n_steps,
                                       follow->options->progress_data);
}

static FalkExecStep
exec_step (const FalkModel *model, const FalkInference *inference, guint index)
{
  FalkExecStep step = { .step = falk_model_step (model, index) };

  step.in = falk_value_shape (&inference->steps[index].in);
  step.out = falk_value_shape (&inference->steps[index].out);
  step.packing = inference->steps[index].in.packing;
  return step;
}

/* Bytes the whole run needs at once, at most. FALSE on overflow. */
static gboolean
run_cost (const FalkExec *exec, const FalkModel *model,
          const FalkInference *inference, const FalkTensor *input,
          gint64 *bytes)
{
  gint64 most = 0;

  *bytes = 0;
  if (!input->data || input->dtype != FALK_DTYPE_FLOAT32)
    if (!falk_shape_count (&input->shape, bytes)
        || !falk_size_mul (*bytes, sizeof (float), bytes))
      return FALSE;
  for (guint i = 0; i < inference->n_steps; i++)
    {
      FalkExecStep step = exec_step (model, inference, i);
      gint64 kept, passing;

      if (!falk_exec_cost (exec, &step, &kept, &passing)
          || !falk_size_add (*bytes, kept, bytes))
        return FALSE;
      most = MAX (most, passing);
    }
  return falk_size_add (*bytes, most, bytes);
}

static gboolean
check_budget (const FalkExec *exec, const FalkModel *model,
              const FalkInference *inference, const FalkTensor *input,
              gint64 budget, GError **error)
{
  g_autofree char *allowed = NULL, *needed = NULL;
  gint64 bytes;

  budget = budget > 0 ? budget : BUDGET_DEFAULT;
  if (run_cost (exec, model, inference, input, &bytes))
    {
      if (bytes <= budget)
        return TRUE;
      needed = g_format_size_full ((guint64)bytes, G_FORMAT_SIZE_IEC_UNITS);
    }
  allowed = g_format_size_full ((guint64)budget, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error, FALK_RUN_ERROR, FALK_RUN_ERROR_BUDGET,
               "Running %s needs %s of memory, and may use %s: give it a "
               "smaller input%s.",
               model->name, needed ? needed : "more than any machine's",
               allowed, exec->record ? ", or run without recording" : "");
  return FALSE;
}

static gboolean
check_input (const FalkModel *model, const FalkInference *inference,
             const FalkTensor *input, GError **error)
{
  if (!inference->ok)
    {
      g_set_error (error, FALK_RUN_ERROR, FALK_RUN_ERROR_FAULT,
                   "The shapes disagree at %s: there is nothing to run.",
                   falk_model_step (model, inference->fault.step)->name);
      return FALSE;
    }
  if (!falk_supply_can_read (input->dtype))
    {
      g_set_error (error, FALK_RUN_ERROR, FALK_RUN_ERROR_DTYPE,
                   "%s is %s, and the engine computes with float32: convert "
                   "it first.",
                   input->name, falk_dtype_info (input->dtype)->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
end_to_error (FalkEnd end, const char *name, GError **error)
{
  switch (end)
    {
    case FALK_END_DONE:
      return TRUE;
    case FALK_END_CANCELLED:
      g_set_error (error, FALK_RUN_ERROR, FALK_RUN_ERROR_CANCELLED,
                   "The run was stopped in %s.", name);
      return FALSE;
    case FALK_END_NO_MEMORY:
      g_set_error (error, FALK_RUN_ERROR, FALK_RUN_ERROR_MEMORY,
                   "There is not enough memory to run %s.", name);
      return FALSE;
    case FALK_END_REFUSED: /* the step's own error says why */
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Runs step @index on what the one before gave and keeps the result. */
static FalkEnd
run_step (const FalkExec *exec, FalkRun *run, FalkExecStep *step, guint index)
{
  Result *result = &run->results[index];
  FalkTensor *in = index ? run->results[index - 1].output : run->input;
  gint64 start = g_get_monotonic_time ();
  FalkEnd end;

  step->input = in->data;
  end = falk_exec_row (step->step->op)->run (exec, step);
  result->elapsed = (g_get_monotonic_time () - start) * 1000;
  run->elapsed += result->elapsed;
  result->record = step->record;
  if (result->record)
    result->record->step = index;
  if (step->output)
    result->output = falk_tensor_new (
        step->step->name, NULL, FALK_DTYPE_FLOAT32, &step->out, step->output);
  g_clear_pointer (&step->output, g_bytes_unref);
  return end;
}

static gboolean
run_steps (const FalkExec *exec, FalkRun *run, const FalkModel *model,
           const FalkInference *inference, const FalkTensor *input,
           Follow *follow, GError **error)
{
  const FalkTensor *source = input;

  for (guint i = 0; i < run->n_steps; i++)
    {
      FalkExecStep step = exec_step (model, inference, i);
      FalkEnd end;

      follow->step = i;
      step.source = source;
      end = run_step (exec, run, &step, i);
      if (end == FALK_END_REFUSED)
        g_propagate_error (error, g_steal_pointer (&step.error));
      if (end == FALK_END_DONE && !follow_step (1, follow))
        end = FALK_END_CANCELLED;
      if (!falk_exec_row (step.step->op)->shares)
        source = NULL;
      if (!end_to_error (end, step.step->name, error))
        return FALSE;
    }
  return TRUE;
}

/* Says what computed. */
static void
note_library (FalkRun *run, const FalkExec *exec)
{
  char *text;

  if (exec->naive)
    text = g_strdup ("Computed by the naive twin: plain loops, summed in "
                     "double.");
  else if (exec->blas->note)
    text = g_strdup (exec->blas->note);
  else
    text = g_strdup_printf ("Matrix products by OpenBLAS with its %s kernels, "
                            "recurrent steps with %s.",
                            exec->blas->core, falk_kernels_nth (0)->name);
  g_ptr_array_add (run->notes, text);
}

/* Below what whole numbers drawn for the input are: indices of the first
 * Embedding, or as good as any. */
static gint64
whole_below (const FalkModel *model)
{
  for (guint i = 0; i < model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (model, i);

      if (step->op == FALK_OP_EMBEDDING)
        return CLAMP (falk_step_get_int (step, FALK_ARG_NUM_EMBEDDINGS), 1,
                      FALK_SUPPLY_WHOLE_MAX);
    }
  return WHOLE_DEFAULT;
}

/* The input as float32; FALSE when there is no memory. */
static gboolean
run_take_input (FalkRun *run, const FalkExec *exec, const FalkTensor *input)
{
  g_autoptr (GBytes) values = falk_supply_values (&exec->supply, input);

  if (!values)
    return FALSE;
  run->input = falk_tensor_new (input->name, input->file, FALK_DTYPE_FLOAT32,
                                &input->shape, values);
  return TRUE;
}

FalkRun *
falk_run_new (const FalkModel *model, const FalkTensor *input,
              const FalkInference *inference, const FalkRunOptions *options,
              GError **error)
{
  static const FalkRunOptions defaults = { 0 };
  const FalkRunOptions *chosen = options ? options : &defaults;
  g_autoptr (FalkRun) run = g_atomic_rc_box_new0 (FalkRun);
  Follow follow = { chosen, 0, model->steps->len };
  FalkWatch watch = { follow_step, &follow };
  FalkExec exec = {
    .blas = chosen->naive ? falk_blas_naive () : falk_blas_get (),
    .watch = &watch,
    .zeros = falk_exec_floats (chosen->zeros),
    .threads = chosen->threads ? chosen->threads : g_get_num_processors (),
    .naive = chosen->naive,
    .record = chosen->record,
  };

  run->notes = g_ptr_array_new_with_free_func (g_free);
  exec.supply = (FalkSupply){ chosen->seed, run->notes, whole_below (model) };
  if (!check_input (model, inference, input, error)
      || !check_budget (&exec, model, inference, input, chosen->budget, error))
    return NULL;
  g_return_val_if_fail (inference->n_steps == model->steps->len, NULL);

  run->n_steps = model->steps->len;
  run->results = g_new0 (Result, MAX (run->n_steps, 1));
  if (!run_take_input (run, &exec, input))
    {
      end_to_error (FALK_END_NO_MEMORY, model->name, error);
      return NULL;
    }
  if (!run_steps (&exec, run, model, inference, input, &follow, error))
    return NULL;
  note_library (run, &exec);
  return g_steal_pointer (&run);
}

FalkTensor *
falk_run_output (const FalkRun *run, guint index)
{
  g_return_val_if_fail (index < run->n_steps, NULL);
  return run->results[index].output;
}

const FalkRecord *
falk_run_record (const FalkRun *run, guint index)
{
  g_return_val_if_fail (index < run->n_steps, NULL);
  return run->results[index].record;
}

FalkTensor *
falk_run_input (const FalkRun *run)
{
  return run->input;
}

gint64
falk_run_elapsed (const FalkRun *run)
{
  return run->elapsed;
}

gint64
falk_run_step_elapsed (const FalkRun *run, guint index)
{
  g_return_val_if_fail (index < run->n_steps, 0);
  return run->results[index].elapsed;
}

const GPtrArray *
falk_run_notes (const FalkRun *run)
{
  return run->notes;
}
