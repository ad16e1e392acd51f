/* SPDX-License-Identifier: MIT */
/* A quick reader of cases, for batches: one JSON object a line, as programs
 * write it. It reads what is plain: keys and texts of printable ASCII without
 * escapes, steps that are named, known and complete. Anything else, be it
 * unusual or wrong, it leaves to falk_model_from_json(), which gives the same
 * model where both read a line. */
#pragma once

#include "falk-model.h"

G_BEGIN_DECLS

/* Reads the @length bytes of @line. *@input becomes the input as a bare shape,
 * @id and @id_length the bytes of the case's "id" as they stand there, quotes
 * included (borrowed from @line; NULL where there is none). NULL where the
 * line is left to falk_model_from_json(). */
FalkModel *falk_model_scan (const char *line, gsize length, FalkTensor **input,
                            const char **id,
                            gsize *id_length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
