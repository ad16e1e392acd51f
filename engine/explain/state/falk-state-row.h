/* SPDX-License-Identifier: MIT */
/* A row of the table of what differs between a checkpoint and a model. */
#pragma once

#include "falk-state-diff.h"

G_BEGIN_DECLS

/* Texts are what a person reads: "1024", "True", "64 (GRU) or 48 (LSTM)",
 * "512 × 16", "not there". */
typedef struct
{
  char *layer; /* "encoder.rnn"; "" where the names have no such */
  char *what; /* an argument of its constructor, "hidden_size"; "kind",
               * "names", "layer"; or the last part of a parameter's name */
  char *sides[FALK_STATE_SIDES];
  gboolean agrees;
} FalkStateRow;

void falk_state_row_free (FalkStateRow *row);

G_END_DECLS
