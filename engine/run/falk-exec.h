/* SPDX-License-Identifier: MIT */
/* How each operation is executed: one row of a table for each FalkOp.
 *
 * Internal to the engine; a run (falk-run.h) is the way in. All values are
 * float32 in C order. */
#pragma once

#include "falk-blas.h"
#include "falk-record.h"
#include "falk-supply.h"
#include "falk-watch.h"

G_BEGIN_DECLS

/* What all steps of a run share; borrowed. */
typedef struct
{
  FalkSupply supply;
  const FalkBlas *blas;
  const FalkWatch *watch;
  guint threads; /* at least 1 */
  gboolean naive;
  gboolean record;
} FalkExec;

/* One step: what it is given and, when it is done, what it made. */
typedef struct
{
  const FalkStep *step;
  FalkShape in, out; /* as inferred: the step fits */
  GBytes *input; /* borrowed; in's count of floats */
  GBytes *output; /* made; out's count of floats */
  FalkRecord *record; /* made by recurrent steps that record, or NULL */
} FalkExecStep;

typedef struct
{
  FalkEnd (*run) (const FalkExec *exec, FalkExecStep *step);
  /* The argument whose value n bounds the initial weights by 1/sqrt(n), as
   * PyTorch draws them; FALK_ARG_NONE where there are no weights. */
  FalkArg fan;
  gboolean recurrent; /* has gates to record */
  gboolean shares; /* the output is the input's bytes, under a new shape */
} FalkExecRow;

/* The row of @op; static. */
const FalkExecRow *falk_exec_row (FalkOp op);

/* Bytes that @step keeps (output and record) and bytes it needs while it
 * runs. FALSE on overflow. */
gboolean falk_exec_cost (const FalkExec *exec, const FalkExecStep *step,
                         gint64 *kept, gint64 *passing);

/* The number whose root bounds @step's initial weights, or 0. */
gint64 falk_exec_fan (const FalkStep *step);

/* The floats of @bytes; NULL of NULL. */
const float *falk_exec_floats (GBytes *bytes);

/* Room for @count floats, for g_free(); NULL when there is none. */
float *falk_exec_new_floats (gsize count) G_GNUC_WARN_UNUSED_RESULT;

/* Gives @step an output of its shape and lends the floats to be written;
 * NULL when there is no memory. */
float *falk_exec_output (FalkExecStep *step);

void falk_exec_record_free (FalkRecord *record);

G_END_DECLS
