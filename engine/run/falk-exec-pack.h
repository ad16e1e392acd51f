/* SPDX-License-Identifier: MIT */
/* The executors of pack_padded_sequence and pad_packed_sequence. Internal to
 * the engine. */
#pragma once

#include "falk-exec.h"

G_BEGIN_DECLS

FalkEnd falk_exec_pack (const FalkExec *exec, FalkExecStep *step);
FalkEnd falk_exec_unpack (const FalkExec *exec, FalkExecStep *step);

G_END_DECLS
