/* SPDX-License-Identifier: MIT */
/* A run: one execution of a model by the engine, with its gates recorded.
 * Immutable once made, counted by references.
 *
 * All is computed in float32, whatever the types of the model and its input;
 * a note says so where they had another. Modules run as the checker sees them,
 * which is as they were built: BatchNorm1d takes the statistics of its batch.
 * Dropout, and the dropout of a recurrent layer, are left out. */
#pragma once

#include "falk-infer.h"
#include "falk-record.h"

G_BEGIN_DECLS

typedef gboolean (*FalkRunProgress) (double done, gpointer user_data);

typedef struct
{
  guint threads; /* 0: one for each core */
  gboolean record; /* keep the gates */
  gboolean naive; /* use the naive twin, not OpenBLAS */
  guint64 seed; /* for what has to be drawn */
  GBytes *zeros; /* tensors whose data starts where this does are zeros, and
                  * needn't all be read; borrowed, may be NULL */
  gint64 budget; /* bytes the run may use; 0: 4 GiB */
  FalkRunProgress progress; /* 0 … 1, from the running thread; FALSE stops
                             * the run; may be NULL */
  gpointer progress_data;
} FalkRunOptions;

typedef struct FalkRun FalkRun;

#define FALK_RUN_ERROR (falk_run_error_quark ())
GQuark falk_run_error_quark (void);
typedef enum
{
  FALK_RUN_ERROR_FAULT, /* the inference is not ok */
  FALK_RUN_ERROR_BUDGET, /* it would need more than options->budget */
  FALK_RUN_ERROR_MEMORY,
  FALK_RUN_ERROR_CANCELLED,
  FALK_RUN_ERROR_DTYPE, /* the input's type can't be run */
  FALK_RUN_ERROR_EMBEDDING_INDEX, /* an index that an Embedding has no row
                                   * for: names it and num_embeddings */
  FALK_RUN_ERROR_STATE, /* a cell's state has more axes than a cell takes */
  FALK_RUN_ERROR_TARGET, /* a target that is none of a loss's classes */
} FalkRunError;

/* Runs @model on @input. Parameters and values that the model and the input
 * do not hold are drawn from the seed (see falk_run_notes). @options may be
 * NULL. NULL and @error when it can't be run. */
FalkRun *falk_run_new (const FalkModel *model, const FalkTensor *input,
                       const FalkInference *inference,
                       const FalkRunOptions *options,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
FalkRun *falk_run_ref (FalkRun *run);
void falk_run_unref (FalkRun *run);

/* What step @index gave; float32, borrowed. Of a PackedSequence the data, one
 * row for each step of each sequence, in PyTorch's order. */
FalkTensor *falk_run_output (const FalkRun *run, guint index);

/* The recording of step @index, or NULL where it has none. Borrowed. */
const FalkRecord *falk_run_record (const FalkRun *run, guint index);

/* The input as it was run: float32, borrowed. */
FalkTensor *falk_run_input (const FalkRun *run);

/* Nanoseconds that all steps took together, and that step @index took. */
gint64 falk_run_elapsed (const FalkRun *run);
gint64 falk_run_step_elapsed (const FalkRun *run, guint index);

/* What was drawn, what library computed: char *, borrowed. */
const GPtrArray *falk_run_notes (const FalkRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkRun, falk_run_unref)

G_END_DECLS
