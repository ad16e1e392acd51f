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
  const float *zeros; /* parameters that start here are zeros; or NULL */
  guint threads; /* at least 1 */
  gboolean naive;
  gboolean record;
} FalkExec;

/* One step: what it is given and, when it is done, what it made. */
typedef struct
{
  const FalkStep *step;
  FalkShape in, out; /* as inferred: the step fits */
  FalkPacking packing; /* of the input; n is 0 where it is a plain tensor */
  GBytes *input; /* borrowed; in's count of floats */
  const FalkTensor *source; /* borrowed: the tensor the input's elements are
                             * those of, as yet unconverted; or NULL */
  GBytes *output; /* made; out's count of floats */
  FalkRecord *record; /* made by recurrent steps that record, or NULL */
  GError *error; /* set with FALK_END_REFUSED, for the caller to take */
} FalkExecStep;

typedef struct
{
  FalkEnd (*run) (const FalkExec *exec, FalkExecStep *step);
  FalkInitKind init; /* of the parameters, as PyTorch draws them */
  /* The number whose root bounds them; NULL: 0. */
  gint64 (*fan) (const FalkStep *step);
  /* Floats of the step's record, and of what it needs while it runs beside
   * its parameters. FALSE on overflow. NULL: none. */
  gboolean (*needs) (const FalkExec *exec, const FalkExecStep *step,
                     gint64 *recorded, gint64 *scratch);
  gboolean recurrent; /* has gates to record */
  gboolean shares; /* the output is the input's bytes, under a new shape */
} FalkExecRow;

/* The row of @op; static. */
const FalkExecRow *falk_exec_row (FalkOp op);

/* Bytes that @step keeps (output and record) and bytes it needs while it
 * runs. FALSE on overflow. */
gboolean falk_exec_cost (const FalkExec *exec, const FalkExecStep *step,
                         gint64 *kept, gint64 *passing);

/* What the executors share. */

/* The parameters of @step, by its row; NULL when there is no memory. */
GPtrArray *falk_exec_parameters (const FalkExec *exec, const FalkStep *step)
    G_GNUC_WARN_UNUSED_RESULT;

/* The floats of parameter @index of those; NULL where there are fewer. */
const float *falk_exec_parameter (const GPtrArray *parameters, guint index);

/* The shape that an INTS argument states; no axes where it is unset. */
FalkShape falk_exec_stated_shape (const FalkStep *step, FalkArg arg);

/* An axis argument, which may count from the end. */
guint falk_exec_axis (const FalkStep *step, FalkArg arg, guint rank);

/* Elements of @shape, which is known to be in range. */
gsize falk_exec_count (const FalkShape *shape);

/* The floats of @bytes; NULL of NULL. */
const float *falk_exec_floats (GBytes *bytes);

/* Room for @count floats, for g_free(); NULL when there is none. */
float *falk_exec_new_floats (gsize count) G_GNUC_WARN_UNUSED_RESULT;

/* Gives @step an output of its shape and lends the floats to be written;
 * NULL when there is no memory. */
float *falk_exec_output (FalkExecStep *step);

/* Adds a sentence to the notes of the run. */
void falk_exec_note (const FalkExec *exec, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

void falk_exec_record_free (FalkRecord *record);

G_END_DECLS
