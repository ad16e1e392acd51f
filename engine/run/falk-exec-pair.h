/* SPDX-License-Identifier: MIT */
/* The executors with a second operand, of which the model states the shape:
 * its values are the step's own tensor "other" or "target", or drawn. Internal
 * to the engine. */
#pragma once

#include "falk-exec.h"

G_BEGIN_DECLS

FalkEnd falk_exec_cat (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_add (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_bmm (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_cross_entropy (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_mse (const FalkExec *exec, FalkExecStep *step);

/* Floats of the second operand and of what is made of it. */
gboolean falk_exec_pair_needs (const FalkExec *exec, const FalkExecStep *step,
                               gint64 *recorded, gint64 *scratch);

G_END_DECLS
