/* SPDX-License-Identifier: MIT */
/* Notices: what fits, and may mean something else than its writer thinks.
 *
 * A notice is a question with its reason, never a claim of error: PyTorch
 * runs such a model in silence, and some are right. Each kind is a row of one
 * table: its stable name, and a test that looks at one step. */
#pragma once

#include "falk-infer.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_NOTICE_BATCH_TIME, /* batch and time may be exchanged */
  FALK_NOTICE_LAST_STEP_AXIS, /* the last step is taken along the batch */
  FALK_NOTICE_REGROUP, /* view or reshape where a permute may be meant */
  FALK_NOTICE_STATE_BATCH_FIRST, /* h_n treated as (batch, …) */
  FALK_NOTICE_UNBATCHED, /* a batch may be read as one sequence */
  FALK_NOTICE_NO_PACKING, /* padding runs through the layer */
  FALK_NOTICE_LENGTHS_BEYOND, /* lengths larger than the time axis */
  FALK_NOTICE_LAST_STEP_PADDING, /* the last step is padding of some */
  FALK_NOTICE_LAST_STEP_REVERSE, /* one direction has read a single step */
  FALK_NOTICE_ONE_DIRECTION, /* the state of one direction only */
  FALK_NOTICE_BROADCAST, /* a loss of unlike shapes */
  FALK_NOTICE_DROPOUT_SINGLE, /* dropout between layers, and one layer */
  FALK_NOTICE_COUNT
} FalkNoticeCode;

typedef struct
{
  FalkNoticeCode code;
  guint step; /* index of the step in its model */
  int axis; /* axis of the step's input from 0, or -1 */
  char *title; /* "Is axis 0 really time?" */
  char *why; /* two sentences with the numbers */
  char *fix; /* PyTorch code that would show or change it, or NULL */
} FalkNotice;

/* "batch-time": stable, in JSON; static. */
const char *falk_notice_name (FalkNoticeCode code);

/* The notices about @model on @input, in the order of the steps: none where
 * @inference, which is theirs, is not ok. Pure; reads @input's data where it
 * has any. The caller unrefs the array of FalkNotice *, which it owns. */
GPtrArray *
falk_notices (const FalkModel *model, const FalkTensor *input,
              const FalkInference *inference) G_GNUC_WARN_UNUSED_RESULT;

void falk_notice_free (FalkNotice *notice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkNotice, falk_notice_free)

G_END_DECLS
