/* SPDX-License-Identifier: MIT */
#include "falk-record.h"

#include <math.h>

#define SATURATED_BELOW 0.05f
#define SATURATED_ABOVE 0.95f
#define DEAD_WITHIN 1e-6f

const char *
falk_gate_name (FalkGate gate)
{
  static const char *const names[] = {
    [FALK_GATE_R] = "r",
    [FALK_GATE_Z] = "z",
    [FALK_GATE_N] = "n",
    [FALK_GATE_H] = "h",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == FALK_GATE_COUNT);
  g_return_val_if_fail (gate < FALK_GATE_COUNT, NULL);
  return names[gate];
}

const float *
falk_record_at (const FalkRecord *record, FalkGate gate, gint64 state, gint64 t)
{
  return record->gates[gate] + (state * record->T + t) * record->B * record->H;
}

float
falk_record_get (const FalkRecord *record, FalkGate gate, gint64 state,
                 gint64 t, gint64 b, gint64 h)
{
  return falk_record_at (record, gate, state, t)[b * record->H + h];
}

/* Values of one gate in one state. */
static gint64
state_count (const FalkRecord *record)
{
  return record->T * record->B * record->H;
}

gboolean
falk_record_range (const FalkRecord *record, FalkGate gate, gint64 state,
                   float *least, float *greatest)
{
  const float *values = falk_record_at (record, gate, state, 0);
  gboolean any = FALSE;

  *least = *greatest = 0;
  for (gint64 i = 0; i < state_count (record); i++)
    {
      if (isnan (values[i]))
        continue;
      *least = any ? MIN (*least, values[i]) : values[i];
      *greatest = any ? MAX (*greatest, values[i]) : values[i];
      any = TRUE;
    }
  return any;
}

static double
saturated_share (const float *values, gint64 count)
{
  gint64 saturated = 0;

  for (gint64 i = 0; i < count; i++)
    saturated += values[i] < SATURATED_BELOW || values[i] > SATURATED_ABOVE;
  return count ? (double)saturated / (double)count : 0;
}

static gint64
not_finite (const float *values, gint64 count)
{
  gint64 found = 0;

  for (gint64 i = 0; i < count; i++)
    found += !isfinite (values[i]);
  return found;
}

/* Whether unit @h stays where it was after the first step, in every
 * sequence. */
static gboolean
is_dead (const FalkRecord *record, gint64 state, gint64 h)
{
  for (gint64 b = 0; b < record->B; b++)
    {
      float first = falk_record_get (record, FALK_GATE_H, state, 0, b, h);

      for (gint64 t = 0; t < record->T; t++)
        {
          float value = falk_record_get (record, FALK_GATE_H, state, t, b, h);

          if (!(fabsf (value - first) <= DEAD_WITHIN))
            return FALSE;
        }
    }
  return record->B > 0 && record->T > 1;
}

static double
state_norm (const FalkRecord *record, gint64 state, gint64 t)
{
  const float *values = falk_record_at (record, FALK_GATE_H, state, t);
  double sum = 0;

  for (gint64 i = 0; i < record->B * record->H; i++)
    sum += (double)values[i] * values[i];
  return sqrt (sum);
}

void
falk_record_statistics (const FalkRecord *record, gint64 state,
                        gboolean reverse, FalkRecordStatistics *statistics)
{
  gint64 count = state_count (record), last = record->T - 1;

  *statistics = (FalkRecordStatistics){ 0 };
  if (count == 0)
    return;
  statistics->r_saturated =
      saturated_share (falk_record_at (record, FALK_GATE_R, state, 0), count);
  statistics->z_saturated =
      saturated_share (falk_record_at (record, FALK_GATE_Z, state, 0), count);
  for (gint64 h = 0; h < record->H; h++)
    statistics->dead += is_dead (record, state, h);
  for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
    statistics->not_finite +=
        not_finite (falk_record_at (record, gate, state, 0), count);
  statistics->first_norm = state_norm (record, state, reverse ? last : 0);
  statistics->last_norm = state_norm (record, state, reverse ? 0 : last);
}
