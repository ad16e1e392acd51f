/* SPDX-License-Identifier: MIT */
#include "falk-exec-recurrent.h"

#include "falk-gru.h"
#include "falk-gru-naive.h"

/* Parameters of a layer and direction: weight_ih, weight_hh, bias_ih,
 * bias_hh. */
#define PARAMETERS_MAX 4

/* The sizes of a GRU or GRUCell on the input @in. A cell is one time step;
 * an unbatched input is a batch of one. */
static void
gru_sizes (const FalkStep *step, const FalkShape *in, FalkGru *gru)
{
  gboolean cell = step->op == FALK_OP_GRU_CELL;
  gboolean batch_first =
      !cell && in->rank == 3 && falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);
  guint batch_axis = cell || batch_first ? 0 : 1;
  guint time_axis = batch_first ? 1 : 0;

  *gru = (FalkGru){ .B = 1, .T = 1 };
  gru->I = (gsize)in->dims[in->rank - 1];
  if (in->rank == (cell ? 2 : 3))
    gru->B = (gsize)in->dims[batch_axis];
  if (!cell)
    gru->T = (gsize)in->dims[time_axis];
  gru->H = (gsize)falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE);
  gru->L = (gsize)falk_step_layers (step);
  gru->D = (gsize)falk_step_directions (step);
  falk_gru_set_contiguous (gru, batch_first);
}

/* The parameters in falk_step_parameter()'s order as the engine wants them;
 * borrowed from @parameters. The caller frees the array. */
static FalkGruWeights *
gru_weights (const FalkGru *gru, const GPtrArray *parameters)
{
  gsize n = gru->L * gru->D;
  guint each = parameters->len / (guint)n;
  FalkGruWeights *weights = g_new0 (FalkGruWeights, n);

  g_assert (each * n == parameters->len && each <= PARAMETERS_MAX);
  for (guint i = 0; i < n; i++)
    {
      const float *p[PARAMETERS_MAX] = { NULL };

      for (guint j = 0; j < each; j++)
        p[j] = falk_exec_floats (parameters->pdata[i * each + j]);
      weights[i] = (FalkGruWeights){ p[0], p[1], p[2], p[3] };
    }
  return weights;
}

void
falk_exec_record_free (FalkRecord *record)
{
  if (!record)
    return;
  for (guint i = 0; i < FALK_GATE_COUNT; i++)
    g_free ((float *)record->gates[i]);
  g_free (record);
}

/* Gives @gru arrays to record to, owned by the record returned; NULL when
 * there is no memory. */
static FalkRecord *
new_record (FalkGru *gru)
{
  FalkRecord *record = g_new0 (FalkRecord, 1);
  gsize count = gru->L * gru->D * gru->T * gru->B * gru->H;
  float **const arrays[FALK_GATE_COUNT] = {
    [FALK_GATE_R] = &gru->record.r,
    [FALK_GATE_Z] = &gru->record.z,
    [FALK_GATE_N] = &gru->record.n,
    [FALK_GATE_H] = &gru->record.h,
  };

  record->states = (gint64)(gru->L * gru->D);
  record->T = (gint64)gru->T;
  record->B = (gint64)gru->B;
  record->H = (gint64)gru->H;
  for (guint i = 0; i < FALK_GATE_COUNT; i++)
    {
      record->gates[i] = *arrays[i] = falk_exec_new_floats (count);
      if (!record->gates[i])
        {
          falk_exec_record_free (record);
          return NULL;
        }
    }
  return record;
}

FalkEnd
falk_exec_recurrent (const FalkExec *exec, FalkExecStep *s)
{
  g_autoptr (GPtrArray) parameters = NULL;
  g_autoptr (GBytes) state = NULL;
  g_autofree FalkGruWeights *weights = NULL;
  gboolean takes_state = s->step->op == FALK_OP_GRU_CELL
                         || falk_step_get_int (s->step, FALK_ARG_TAKE) == 1;
  float *output = falk_exec_output (s);
  FalkGru gru;

  gru_sizes (s->step, &s->in, &gru);
  parameters =
      falk_supply_parameters (&exec->supply, s->step, falk_exec_fan (s->step));
  if (!output || !parameters
      || !falk_supply_state (&exec->supply, s->step,
                             (gint64)(gru.L * gru.D * gru.B * gru.H), &state))
    return FALK_END_NO_MEMORY;
  weights = gru_weights (&gru, parameters);
  gru.weights = weights;
  gru.x = falk_exec_floats (s->input);
  gru.h0 = falk_exec_floats (state);
  if (takes_state)
    gru.h_n = output;
  else
    gru.output = output;
  if (exec->record && !(s->record = new_record (&gru)))
    return FALK_END_NO_MEMORY;
  return exec->naive
             ? falk_gru_naive_forward (&gru, exec->watch)
             : falk_gru_forward (&gru, exec->blas, exec->threads, exec->watch);
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
falk_exec_recurrent_floats (const FalkExec *exec, const FalkExecStep *step,
                            gint64 *recorded, gint64 *scratch)
{
  FalkGru gru;
  gsize count;
  gint64 state;

  gru_sizes (step->step, &step->in, &gru);

  const gsize record[] = { FALK_GATE_COUNT, gru.L, gru.D, gru.T, gru.B, gru.H };
  const gsize states[] = { gru.L, gru.D, gru.B, gru.H };

  return falk_gru_scratch (&gru, exec->threads, &count) && count <= G_MAXINT64
         && multiply (record, G_N_ELEMENTS (record), recorded)
         && multiply (states, G_N_ELEMENTS (states), &state)
         && falk_size_add ((gint64)count, state, scratch);
}
