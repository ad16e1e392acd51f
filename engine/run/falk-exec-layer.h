/* SPDX-License-Identifier: MIT */
/* The executors of the layers without a state. Internal to the engine.
 *
 * A step runs as the checker sees it: a module that was just built, so that
 * BatchNorm1d normalises with the statistics of its batch, as in training. Only
 * Dropout is the identity, as in evaluation, since what it sets to 0 is
 * chance. */
#pragma once

#include "falk-exec.h"

G_BEGIN_DECLS

FalkEnd falk_exec_linear (const FalkExec *exec, FalkExecStep *step);

/* Refuses an index that the weight has no row for. */
FalkEnd falk_exec_embedding (const FalkExec *exec, FalkExecStep *step);

FalkEnd falk_exec_conv (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_layer_norm (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_batch_norm (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_dropout (const FalkExec *exec, FalkExecStep *step);

/* Floats of the rows that the convolution is written out to. */
gboolean falk_exec_conv_needs (const FalkExec *exec, const FalkExecStep *step,
                               gint64 *recorded, gint64 *scratch);

G_END_DECLS
