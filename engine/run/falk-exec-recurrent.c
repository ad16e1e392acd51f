/* SPDX-License-Identifier: MIT */
#include "falk-exec-recurrent.h"

#include "falk-exec-packed.h"
#include "falk-pass-naive.h"
#include "falk-run.h"

static FalkCell
cell_of (const FalkStep *step)
{
  guint gates = falk_rule (step->op)->gates;

  for (guint cell = 0; cell < FALK_CELL_TANH; cell++)
    if (falk_cell_info (cell)->gates == gates)
      return cell;
  return falk_step_get_int (step, FALK_ARG_NONLINEARITY) == 1 ? FALK_CELL_RELU
                                                              : FALK_CELL_TANH;
}

/* Sequences and steps of the input. A cell is one time step; an unbatched
 * input is a batch of one. TRUE when the batch comes first. */
static gboolean
measure_input (const FalkExecStep *s, FalkPass *pass)
{
  gboolean layered = falk_rule (s->step->op)->layered;
  gboolean batch_first = layered && s->in.rank == 3
                         && falk_step_get_bool (s->step, FALK_ARG_BATCH_FIRST);

  pass->T = pass->B = 1;
  if (s->packing.n)
    {
      pass->B = s->packing.n;
      pass->T = 0;
      for (guint i = 0; i < s->packing.n; i++)
        pass->T =
            MAX (pass->T, (gsize)MIN (s->packing.lengths[i], s->packing.time));
      return FALSE;
    }
  if (s->in.rank == (layered ? 3 : 2))
    pass->B = (gsize)s->in.dims[!layered || batch_first ? 0 : 1];
  if (layered)
    pass->T = (gsize)s->in.dims[batch_first ? 1 : 0];
  return batch_first;
}

/* The sizes of the pass that @s is. */
static FalkPass
pass_of (const FalkExecStep *s)
{
  const FalkStep *step = s->step;
  FalkPass pass = { .cell = cell_of (step) };
  gboolean batch_first = measure_input (s, &pass);

  pass.I = (gsize)s->in.dims[s->in.rank - 1];
  pass.H = (gsize)falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  pass.L = (gsize)falk_step_layers (step);
  pass.D = (gsize)falk_step_directions (step);
  pass.projection = (gsize)falk_step_get_int (step, FALK_ARG_PROJ_SIZE);
  falk_pass_set_contiguous (&pass, batch_first);
  return pass;
}

/* Leaves recurrent weights out that are known to be zeros. */
static void
drop_zeros (const FalkExec *exec, FalkPassWeights *weights, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!exec->zeros || weights[i].weight_hh != exec->zeros)
      return;
  for (guint i = 0; i < n; i++)
    weights[i].weight_hh = NULL;
}

/* The parameters in falk_step_parameter()'s order as the engine wants them;
 * borrowed from @parameters. The caller frees the array. */
static FalkPassWeights *
pass_weights (const FalkExec *exec, const FalkPass *pass, const FalkStep *step,
              const GPtrArray *parameters)
{
  gboolean bias = falk_step_get_bool (step, FALK_ARG_BIAS);
  guint n = (guint)(pass->L * pass->D), at = 0;
  FalkPassWeights *weights = g_new0 (FalkPassWeights, n);

  for (guint i = 0; i < n; i++)
    {
      weights[i].weight_ih = falk_exec_parameter (parameters, at++);
      weights[i].weight_hh = falk_exec_parameter (parameters, at++);
      if (bias)
        {
          weights[i].bias_ih = falk_exec_parameter (parameters, at++);
          weights[i].bias_hh = falk_exec_parameter (parameters, at++);
        }
      if (pass->projection)
        weights[i].weight_hr = falk_exec_parameter (parameters, at++);
    }
  g_assert (at == parameters->len);
  drop_zeros (exec, weights, n);
  return weights;
}

void
falk_exec_record_free (FalkRecord *record)
{
  if (!record)
    return;
  for (guint i = 0; i < FALK_GATE_COUNT; i++)
    g_free ((float *)record->gates[i]);
  g_free ((gint64 *)record->lengths);
  g_free (record);
}

/* Gives @pass arrays to record to, owned by the record returned; NULL when
 * there is no memory. */
static FalkRecord *
new_record (FalkPass *pass)
{
  const FalkCellInfo *cell = falk_cell_info (pass->cell);
  FalkRecord *record = g_new0 (FalkRecord, 1);
  gsize count = pass->L * pass->D * pass->T * pass->B * pass->H;

  record->states = (gint64)(pass->L * pass->D);
  record->T = (gint64)pass->T;
  record->B = (gint64)pass->B;
  record->H = (gint64)pass->H;
  record->projected = (gint64)pass->projection;
  for (guint i = 0; i < cell->n_records; i++)
    {
      FalkGate gate = cell->records[i];

      pass->record[gate] =
          pass->lengths ? g_try_malloc0_n (MAX (count, 1), sizeof (float))
                        : falk_exec_new_floats (count);
      record->gates[gate] = pass->record[gate];
      if (!record->gates[gate])
        {
          falk_exec_record_free (record);
          return NULL;
        }
    }
  return record;
}

/* Sequences in the state that @arg states: those of the input, or more where
 * a packed batch picks its own from it. */
static gsize
state_rows (const FalkExecStep *s, FalkArg arg, gsize B)
{
  FalkShape shape = falk_exec_stated_shape (s->step, arg);

  if (arg == FALK_ARG_C0 && shape.rank == 0)
    shape = falk_exec_stated_shape (s->step, FALK_ARG_H0);
  return s->packing.n && shape.rank == 3 ? (gsize)shape.dims[1] : B;
}

/* Runs @pass, whose output or state is to go to @output. */
static FalkEnd
run_pass (const FalkExec *exec, FalkExecStep *s, FalkPass *pass, float *output)
{
  g_auto (FalkExecPacked) packed = { NULL };
  FalkEnd end;

  if (s->packing.n
      && !falk_exec_packed_start (&packed, &s->packing, pass,
                                  state_rows (s, FALK_ARG_H0, pass->B),
                                  state_rows (s, FALK_ARG_C0, pass->B)))
    return FALK_END_NO_MEMORY;
  if (exec->record && !(s->record = new_record (pass)))
    return FALK_END_NO_MEMORY;
  end = exec->naive
            ? falk_pass_run_naive (pass, exec->watch)
            : falk_pass_run (pass, exec->blas, exec->threads, exec->watch);
  if (end == FALK_END_DONE && s->packing.n
      && !falk_exec_packed_finish (&packed, pass, s->record, output))
    return FALK_END_NO_MEMORY;
  return end;
}

/* PyTorch repeats the gates of a cell for a state of more axes, which no one
 * means. */
static FalkEnd
refuse_state (FalkExecStep *s)
{
  g_set_error (&s->error, FALK_RUN_ERROR, FALK_RUN_ERROR_STATE,
               "The state handed to %s has more axes than a cell takes: "
               "PyTorch makes something of it, and Falk doesn't.",
               s->step->name);
  return FALK_END_REFUSED;
}

FalkEnd
falk_exec_recurrent (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters = falk_exec_parameters (exec, s->step);
  g_autoptr (GBytes) h0 = NULL;
  g_autoptr (GBytes) c0 = NULL;
  g_autofree FalkPassWeights *weights = NULL;
  FalkPass pass = pass_of (s);
  gsize states = pass.L * pass.D;
  gsize h0_count = states * state_rows (s, FALK_ARG_H0, pass.B)
                   * falk_pass_state_width (&pass);
  gsize c0_count = states * state_rows (s, FALK_ARG_C0, pass.B) * pass.H;
  float *output;

  if (!falk_rule (s->step->op)->layered
      && falk_exec_count (&s->out) != pass.B * pass.H)
    return refuse_state (s);
  output = falk_exec_output (s);
  if (!output || !parameters
      || !falk_supply_state (&exec->supply, s->step, FALK_ARG_H0,
                             (gint64)h0_count, &h0)
      || (pass.cell == FALK_CELL_LSTM
          && !falk_supply_state (&exec->supply, s->step, FALK_ARG_C0,
                                 (gint64)c0_count, &c0)))
    return FALK_END_NO_MEMORY;
  if (pass.L > 1 && falk_step_get_float (s->step, FALK_ARG_DROPOUT) > 0)
    falk_exec_note (exec,
                    "The dropout between the layers of %s is left out, as in "
                    "evaluation.",
                    s->step->name);
  weights = pass_weights (exec, &pass, s->step, parameters);
  pass.weights = weights;
  pass.x = falk_exec_floats (s->input);
  pass.h0 = falk_exec_floats (h0);
  pass.c0 = falk_exec_floats (c0);
  if (!falk_rule (s->step->op)->layered
      || falk_step_get_int (s->step, FALK_ARG_TAKE) == 1)
    pass.h_n = output;
  else
    pass.output = output;
  return run_pass (exec, s, &pass, output);
}

/* The product of @n sizes. */
static gboolean
multiply (const gsize *sizes, guint n, gint64 *product)
{
  *product = 1;
  for (guint i = 0; i < n; i++)
    if (sizes[i] > G_MAXINT64
        || !falk_size_mul (*product, (gint64)sizes[i], product))
      return FALSE;
  return TRUE;
}

gboolean
falk_exec_recurrent_needs (const FalkExec *exec, const FalkExecStep *s,
                           gint64 *recorded, gint64 *scratch)
{
  FalkPass pass = pass_of (s);
  const gsize record[] = { falk_cell_info (pass.cell)->n_records,
                           pass.L,
                           pass.D,
                           pass.T,
                           pass.B,
                           pass.H };
  const gsize states[] = { 2, pass.L, pass.D,
                           MAX (state_rows (s, FALK_ARG_H0, pass.B),
                                state_rows (s, FALK_ARG_C0, pass.B)),
                           pass.H };
  gsize count;
  gint64 state, spread = 0;

  return falk_pass_scratch (&pass, exec->threads, &count) && count <= G_MAXINT64
         && multiply (record, G_N_ELEMENTS (record), recorded)
         && multiply (states, G_N_ELEMENTS (states), &state)
         && (!s->packing.n || falk_exec_packed_floats (&pass, &spread))
         && falk_size_add ((gint64)count, state, scratch)
         && falk_size_add (*scratch, spread, scratch);
}
