/* SPDX-License-Identifier: MIT */
/* A record: the gates of one recurrent step over time, and what a person
 * wants to know about them at a glance.
 *
 * A GRU has r, z, n and h, an LSTM i, f, g, o, c and h, an RNN h: see
 * falk_record_n_gates(). Indices: state = layer * directions + direction, t
 * the place in the sequence (in both directions), b the sequence as the input
 * has it, h the hidden unit; all from 0. h and c are the states after the
 * step. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FALK_GATE_R,
  FALK_GATE_Z,
  FALK_GATE_N,
  FALK_GATE_H,
  FALK_GATE_I,
  FALK_GATE_F,
  FALK_GATE_G,
  FALK_GATE_O,
  FALK_GATE_C,
  FALK_GATE_COUNT
} FalkGate;

/* float32 arrays [states, T, B, H] in C order. What a sequence shorter than T
 * doesn't reach is 0. */
typedef struct
{
  guint step; /* index in the model */
  gint64 states, T, B, H;
  const float *gates[FALK_GATE_COUNT]; /* borrowed from the run; NULL: the
                                        * layer has no such gate */
  gint64 projected; /* units of h where an LSTM projects it, and the rest of
                     * its H are 0; 0: it doesn't */
  const gint64 *lengths; /* [B] steps of the sequences of a packed batch,
                          * borrowed from the run; NULL: all have T */
} FalkRecord;

/* "r", "z", "n", "h", "i", "f", "g", "o", "c"; static. */
const char *falk_gate_name (FalkGate gate);

/* Whether @gate is a share, 0 to 1, from a sigmoid: r, z, i, f and o. */
gboolean falk_gate_is_share (FalkGate gate);

/* The gates @record has, and number @index of them in the layer's own order:
 * r z n h, i f g o c h, or h. */
guint falk_record_n_gates (const FalkRecord *record);
FalkGate falk_record_gate (const FalkRecord *record, guint index);

/* Units of @gate: H, or those of a projected h. */
gint64 falk_record_width (const FalkRecord *record, FalkGate gate);

/* Steps of sequence @b. */
gint64 falk_record_length (const FalkRecord *record, gint64 b);

/* The value of @gate, which the record has, in state @state, time @t,
 * sequence @b, unit @h. */
float falk_record_get (const FalkRecord *record, FalkGate gate, gint64 state,
                       gint64 t, gint64 b, gint64 h);

/* The [B, H] values of @gate at one state and time; borrowed. NULL where the
 * record has no such gate. */
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
  double r_saturated; /* saturated[FALK_GATE_R] */
  double z_saturated; /* saturated[FALK_GATE_Z] */
  /* Of each gate that is a share, how much of it is below 0.05 or above
   * 0.95. */
  double saturated[FALK_GATE_COUNT];
  gint64 dead; /* units whose h never moved by more than 1e-6, over
                       * all times and sequences */
  gint64 not_finite; /* NaN and infinite values in all gates */
  double first_norm; /* Euclidean norm of h after the first step computed,
                       * over all sequences and units */
  double last_norm; /* and after the last */
} FalkRecordStatistics;

/* @reverse: @state runs from the last time to the first. */
void falk_record_statistics (const FalkRecord *record, gint64 state,
                             gboolean reverse,
                             FalkRecordStatistics *statistics);

G_END_DECLS
