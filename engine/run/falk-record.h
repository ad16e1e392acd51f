/* SPDX-License-Identifier: MIT */
/* A record: the gates of one recurrent step over time, and what a person
 * wants to know about them at a glance.
 *
 * Indices: state = layer * directions + direction, t the place in the
 * sequence (in both directions), b the sequence, h the hidden unit; all from
 * 0. h is the state after the step. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FALK_GATE_R,
  FALK_GATE_Z,
  FALK_GATE_N,
  FALK_GATE_H,
  FALK_GATE_COUNT
} FalkGate;

/* float32 arrays [states, T, B, H] in C order. */
typedef struct
{
  guint step; /* index in the model */
  gint64 states, T, B, H;
  const float *gates[FALK_GATE_COUNT]; /* borrowed from the run */
} FalkRecord;

/* "r", "z", "n", "h"; static. */
const char *falk_gate_name (FalkGate gate);

/* The value of @gate in state @state, time @t, sequence @b, unit @h. */
float falk_record_get (const FalkRecord *record, FalkGate gate, gint64 state,
                       gint64 t, gint64 b, gint64 h);

/* The [B, H] values of @gate at one state and time; borrowed. */
const float *falk_record_at (const FalkRecord *record, FalkGate gate,
                             gint64 state, gint64 t);

/* Least and greatest value of @gate in @state, over everything that is not
 * NaN. FALSE, and both 0, where there is no such value. */
gboolean falk_record_range (const FalkRecord *record, FalkGate gate,
                            gint64 state, float *least, float *greatest);

/* What one state (a layer and direction) did. Shares are 0 to 1, and 0 where
 * there is nothing to count. */
typedef struct
{
  double r_saturated; /* share of r below 0.05 or above 0.95 */
  double z_saturated; /* the same of z */
  gint64 dead; /* units whose h never moved by more than 1e-6, over
                       * all times and sequences */
  gint64 not_finite; /* NaN and infinite values in all four gates */
  double first_norm; /* Euclidean norm of h after the first step computed,
                       * over all sequences and units */
  double last_norm; /* and after the last */
} FalkRecordStatistics;

/* @reverse: @state runs from the last time to the first. */
void falk_record_statistics (const FalkRecord *record, gint64 state,
                             gboolean reverse,
                             FalkRecordStatistics *statistics);

G_END_DECLS
