/* SPDX-License-Identifier: MIT */
#include "falk-record.h"

#include <math.h>

#define SATURATED_BELOW 0.05f
#define SATURATED_ABOVE 0.95f
#define DEAD_WITHIN 1e-6f

static const struct
{
  const char *name;
  gboolean share;
} gates[] = {
  [FALK_GATE_R] = { "r", TRUE },  [FALK_GATE_Z] = { "z", TRUE },
  [FALK_GATE_N] = { "n", FALSE }, [FALK_GATE_H] = { "h", FALSE },
  [FALK_GATE_I] = { "i", TRUE },  [FALK_GATE_F] = { "f", TRUE },
  [FALK_GATE_G] = { "g", FALSE }, [FALK_GATE_O] = { "o", TRUE },
  [FALK_GATE_C] = { "c", FALSE },
};
G_STATIC_ASSERT (G_N_ELEMENTS (gates) == FALK_GATE_COUNT);

/* All gates, so that those of any layer stand in its own order. */
static const FalkGate order[] = {
  FALK_GATE_R, FALK_GATE_Z, FALK_GATE_N, FALK_GATE_I, FALK_GATE_F,
  FALK_GATE_G, FALK_GATE_O, FALK_GATE_C, FALK_GATE_H,
};
G_STATIC_ASSERT (G_N_ELEMENTS (order) == FALK_GATE_COUNT);

const char *
falk_gate_name (FalkGate gate)
{
  g_return_val_if_fail (gate < FALK_GATE_COUNT, NULL);
  return gates[gate].name;
}

gboolean
falk_gate_is_share (FalkGate gate)
{
  g_return_val_if_fail (gate < FALK_GATE_COUNT, FALSE);
  return gates[gate].share;
}

guint
falk_record_n_gates (const FalkRecord *record)
{
  guint n = 0;

  for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
    n += record->gates[gate] != NULL;
  return n;
}

FalkGate
falk_record_gate (const FalkRecord *record, guint index)
{
  guint seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (record->gates[order[i]] && seen++ == index)
      return order[i];
  g_return_val_if_reached (FALK_GATE_H);
}

gint64
falk_record_width (const FalkRecord *record, FalkGate gate)
{
  return gate == FALK_GATE_H && record->projected ? record->projected
                                                  : record->H;
}

gint64
falk_record_length (const FalkRecord *record, gint64 b)
{
  return record->lengths ? record->lengths[b] : record->T;
}

const float *
falk_record_at (const FalkRecord *record, FalkGate gate, gint64 state, gint64 t)
{
  if (!record->gates[gate])
    return NULL;
  return record->gates[gate] + (state * record->T + t) * record->B * record->H;
}

float
falk_record_get (const FalkRecord *record, FalkGate gate, gint64 state,
                 gint64 t, gint64 b, gint64 h)
{
  return falk_record_at (record, gate, state, t)[b * record->H + h];
}

/* What was computed of one gate in one state. */
typedef struct
{
  gint64 count, saturated, not_finite;
  gint64 numbers; /* all but NaN */
  float least, greatest; /* of the numbers; 0 where there are none */
} Tally;

static void
tally_add (Tally *tally, float value)
{
  tally->count++;
  tally->saturated += value < SATURATED_BELOW || value > SATURATED_ABOVE;
  tally->not_finite += !isfinite (value);
  if (isnan (value))
    return;
  tally->least = tally->numbers ? MIN (tally->least, value) : value;
  tally->greatest = tally->numbers ? MAX (tally->greatest, value) : value;
  tally->numbers++;
}

/* Leaves out what a sequence doesn't reach and what h has no units for. */
static Tally
tally_gate (const FalkRecord *record, FalkGate gate, gint64 state)
{
  gint64 width = falk_record_width (record, gate);
  Tally tally = { 0 };

  for (gint64 t = 0; record->gates[gate] && t < record->T; t++)
    for (gint64 b = 0; b < record->B; b++)
      if (t < falk_record_length (record, b))
        {
          const float *row =
              falk_record_at (record, gate, state, t) + b * record->H;

          for (gint64 h = 0; h < width; h++)
            tally_add (&tally, row[h]);
        }
  return tally;
}

gboolean
falk_record_range (const FalkRecord *record, FalkGate gate, gint64 state,
                   float *least, float *greatest)
{
  Tally tally = tally_gate (record, gate, state);

  *least = tally.least;
  *greatest = tally.greatest;
  return tally.numbers > 0;
}

/* Whether unit @h stays where it was after the first step, in every sequence.
 * One step alone is no sign of death. */
static gboolean
is_dead (const FalkRecord *record, gint64 state, gint64 h)
{
  for (gint64 b = 0; b < record->B; b++)
    {
      float first = falk_record_get (record, FALK_GATE_H, state, 0, b, h);

      for (gint64 t = 0; t < falk_record_length (record, b); t++)
        {
          float value = falk_record_get (record, FALK_GATE_H, state, t, b, h);

          if (!(fabsf (value - first) <= DEAD_WITHIN))
            return FALSE;
        }
    }
  return record->B > 0 && record->T > 1;
}

/* The norm of h after each sequence's first place, or its @last. */
static double
state_norm (const FalkRecord *record, gint64 state, gboolean last)
{
  gint64 width = falk_record_width (record, FALK_GATE_H);
  double sum = 0;

  for (gint64 b = 0; b < record->B; b++)
    {
      gint64 t = last ? falk_record_length (record, b) - 1 : 0;

      for (gint64 h = 0; h < width; h++)
        {
          double value = falk_record_get (record, FALK_GATE_H, state, t, b, h);

          sum += value * value;
        }
    }
  return sqrt (sum);
}

void
falk_record_statistics (const FalkRecord *record, gint64 state,
                        gboolean reverse, FalkRecordStatistics *statistics)
{
  gint64 width = falk_record_width (record, FALK_GATE_H);

  *statistics = (FalkRecordStatistics){ 0 };
  if (record->T * record->B * record->H == 0)
    return;
  for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
    {
      Tally tally = tally_gate (record, gate, state);

      statistics->not_finite += tally.not_finite;
      if (gates[gate].share && tally.count)
        statistics->saturated[gate] =
            (double)tally.saturated / (double)tally.count;
    }
  statistics->r_saturated = statistics->saturated[FALK_GATE_R];
  statistics->z_saturated = statistics->saturated[FALK_GATE_Z];
  for (gint64 h = 0; h < width; h++)
    statistics->dead += is_dead (record, state, h);
  statistics->first_norm = state_norm (record, state, reverse);
  statistics->last_norm = state_norm (record, state, !reverse);
}
