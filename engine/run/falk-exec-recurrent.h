/* SPDX-License-Identifier: MIT */
/* The executor of GRU and GRUCell. Internal to the engine. */
#pragma once

#include "falk-exec.h"

G_BEGIN_DECLS

/* Runs the step; records where the run does. */
FalkEnd falk_exec_recurrent (const FalkExec *exec, FalkExecStep *step);

/* Floats of the step's record, and of what it needs while it runs beside its
 * parameters. FALSE on overflow. */
gboolean falk_exec_recurrent_floats (const FalkExec *exec,
                                     const FalkExecStep *step, gint64 *recorded,
                                     gint64 *scratch);

G_END_DECLS
