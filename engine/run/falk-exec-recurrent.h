/* SPDX-License-Identifier: MIT */
/* The executor of GRU, LSTM and RNN and of their cells. Internal to the
 * engine. */
#pragma once

#include "falk-exec.h"

G_BEGIN_DECLS

/* Runs the step; records where the run does. */
FalkEnd falk_exec_recurrent (const FalkExec *exec, FalkExecStep *step);

/* Floats of its record, and of what it needs while it runs. */
gboolean falk_exec_recurrent_needs (const FalkExec *exec,
                                    const FalkExecStep *step, gint64 *recorded,
                                    gint64 *scratch);

G_END_DECLS
