/* SPDX-License-Identifier: MIT */
/* Owners: which layers can own a matrix that a product was made with, from
 * its sizes alone. m2 is a stored weight, transposed: a recurrent layer's has
 * gates × hidden_size columns, 3 of a GRU and 4 of an LSTM. */
#pragma once

#include "falk-context.h"

G_BEGIN_DECLS

/* Adds a sentence (char *) for what m2, [@rows × @cols], can be: whose input
 * projection, and whose state's, where the rows are its hidden_size. 192
 * columns fit a GRU of 64 and an LSTM of 48: both are said. @context, which
 * may be NULL, may know the hidden_size. @speaks is FALSE where recurrent
 * layers check their input before they multiply, so that it can't be
 * theirs. */
void falk_owners_add (gint64 rows, gint64 cols, const FalkContext *context,
                      gboolean speaks, GPtrArray *sentences);

G_END_DECLS
