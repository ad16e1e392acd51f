/* SPDX-License-Identifier: MIT */
/* Batches: one JSON object a line in, one a line out, in the same order and
 * in constant memory. A bad line gets an error object of its own. */
#pragma once

#include "falk-exit.h"

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* The answer to one row; never NULL. @row is a JSON object. */
typedef json_t *(*FalkBatchFunc) (const json_t *row, gpointer user_data);

/* Appends the answer to a row that is read without JSON objects, id and all,
 * to @answer; FALSE where it leaves the line to a FalkBatchFunc. The answer is
 * the same, byte by byte. */
typedef gboolean (*FalkBatchQuick) (const char *line, gsize length,
                                    GString *answer, gpointer user_data);

/* Reads rows from the file @path (NULL or "-": standard input) and prints
 * what @quick (may be NULL) or else @answer gives, with the row's "id".
 * FALK_EXIT_FITS when every line was a row; FALK_EXIT_READ when one was not,
 * or the file can't be read. */
FalkExit falk_batch_run (const char *path, FalkBatchQuick quick,
                         FalkBatchFunc answer, gpointer user_data);

/* {"error": message}, for a row that can't be answered. */
json_t *falk_batch_error (const char *message) G_GNUC_WARN_UNUSED_RESULT;

/* Answers of 'check --batch' and 'explain --batch'; @user_data is a
 * FalkTorch *, FALK_TORCH_COUNT for what each row says itself. */
json_t *falk_batch_check (const json_t *row, gpointer user_data);
gboolean falk_batch_check_quick (const char *line, gsize length,
                                 GString *answer, gpointer user_data);
json_t *falk_batch_explain (const json_t *row, gpointer user_data);

G_END_DECLS
