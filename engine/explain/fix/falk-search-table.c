/* SPDX-License-Identifier: MIT */
/* The table of moves: what may be changed about a model that has a fault, and
 * how much that changes. A further move is a further row. */
#include "falk-search-private.h"

/* clang-format off */
#define ROW(name, code, cost, carry, title, why) \
  { FALK_CAUSE_##code, cost, title, why, carry, \
    falk_search_applies_##name, falk_search_propose_##name }

static const FalkSearchRow rows[] = {
  ROW (width, FEATURE_DIM, 0.1, FALSE,
       "The layer may be built for other data",
       "{step} can be built for what reaches it."),
  ROW (cast, DTYPE, 0.1, FALSE,
       "The data may have another type",
       "{step} takes the same numbers in another type."),
  ROW (state_fit, HIDDEN_BATCH, 0.1, FALSE,
       "The state may be another layer's",
       "With a state of the shape it needs, {step} takes {what}."),
  ROW (state_drop, HIDDEN_BATCH, 0.2, FALSE,
       "The state needn't be handed in",
       "{step} starts from zeros where it is handed no state."),
  ROW (batch_first, BATCH_FIRST, 0.2, FALSE,
       "Batch and time may be exchanged",
       "{step} takes {what} with batch_first the other way round."),
  ROW (layers, HIDDEN_LAYERS, 0.2, FALSE,
       "The state may be that of another number of layers",
       "{step} takes the state with as many layers as that has."),
  ROW (directions, HIDDEN_LAYERS, 0.3, TRUE,
       "One of the two may be bidirectional",
       "{step} takes the state when it reads in as many directions."),
  ROW (order, FEATURE_NOT_LAST, 0.3, FALSE,
       "The axes may be in another order",
       "{step} takes {what} with its axes in another order."),
  ROW (exchange, BATCH_FIRST, 0.3, FALSE,
       "Batch and time may be exchanged",
       "{step} takes {what} with its first two axes exchanged."),
  ROW (squeeze, EXTRA_AXIS, 0.3, FALSE,
       "An axis may be too many",
       "{step} takes {what} without an axis of size 1."),
  ROW (unsqueeze, MISSING_AXIS, 0.3, FALSE,
       "An axis may be missing",
       "{step} takes {what} with one axis more."),
  ROW (last_step, LAST_STEP, 0.3, FALSE,
       "Only the last time step may be meant",
       "{step} takes one time step of {what} alone."),
  ROW (hidden, HIDDEN_SIZE, 0.4, TRUE,
       "hidden_size may be the state's width",
       "{step} takes the state with as many hidden units as that has."),
  ROW (flatten, RESHAPE, 0.4, FALSE,
       "Two axes may belong together",
       "{step} takes {what} with two of its axes made one."),
  ROW (remove, FEATURE_NOT_LAST, 0.4, FALSE,
       "The axes may be moved once too often",
       "Without one of the steps before it, {step} takes what it is given."),
  ROW (remove, RESHAPE, 0.4, FALSE,
       "A reshape may be one too many",
       "Without one of the steps before it, {step} takes what it is given."),
  ROW (remove, AXIS_LOST, 0.4, FALSE,
       "A step may take away an axis that is needed",
       "Without one of the steps before it, {step} takes what it is given."),
  ROW (width_before, FEATURE_DIM, 0.5, FALSE,
       "The layer before may be built for another width",
       "A layer before {step} can give as many features as it takes."),
};
/* clang-format on */

const FalkSearchRow *
falk_search_rows (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
