/* SPDX-License-Identifier: MIT */
/* falk check --state: whether a model loads a checkpoint. */
#pragma once

#include "falk-request.h"

G_BEGIN_DECLS

/* Holds the model of @request against the checkpoint @state, FILE or
 * FILE:PART, and prints what differs, and a checkpoint that loads unless
 * @quiet; as JSON where @json. FALK_EXIT_FAULT when something differs,
 * FALK_EXIT_READ when @state can't be read. */
FalkExit falk_check_state (const FalkRequest *request, const char *state,
                           gboolean json, gboolean quiet);

G_END_DECLS
