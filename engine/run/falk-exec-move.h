/* SPDX-License-Identifier: MIT */
/* The executors that move data or fold an axis. Internal to the engine. */
#pragma once

#include "falk-exec.h"

G_BEGIN_DECLS

FalkEnd falk_exec_select (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_permute (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_transpose (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_mean (const FalkExec *exec, FalkExecStep *step);

/* view, reshape, flatten, squeeze and unsqueeze. */
FalkEnd falk_exec_reshape (const FalkExec *exec, FalkExecStep *step);

G_END_DECLS
