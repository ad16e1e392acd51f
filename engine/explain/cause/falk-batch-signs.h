/* SPDX-License-Identifier: MIT */
/* Signs in two batch sizes that differ: how likely each story of them is.
 * Pure functions of the state's batch, the input's, and what is known beside
 * them (which may be NULL). Each gives 0 to 1, 0 where it can't be.
 *
 * The weights order the stories as real reports do: a state larger than the
 * batch is most often that of the data set's last batch, one of 1 is left from
 * a single prediction, and where both are multiples of one number, or one of
 * the other, the two were computed apart. */
#pragma once

#include "falk-context.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 state; /* sequences the state was made for */
  gint64 input; /* sequences the input has */
  const FalkContext *context; /* or NULL */
} FalkBatches;

/* The data set's last batch is smaller: N mod state = input. */
double falk_sign_last_partial (const FalkBatches *batches);

/* The state was kept from another phase: acting, another loader. */
double falk_sign_reused (const FalkBatches *batches);

/* DataParallel gave each of the devices a part of one of the two. */
double falk_sign_data_parallel (const FalkBatches *batches);

/* The input's batch and time are exchanged: its batch is a known length. */
double falk_sign_exchanged (const FalkBatches *batches);

/* The two were simply made for other sizes. */
double falk_sign_other_batch (const FalkBatches *batches);

/* The size of a data set that is known and leaves a last batch of this size;
 * 0 when there is none. */
gint64 falk_sign_data_set (const FalkBatches *batches);

G_END_DECLS
