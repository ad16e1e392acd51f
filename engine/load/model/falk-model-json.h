/* SPDX-License-Identifier: MIT */
/* Models as JSON:
 *
 *   {"name": "seq2label",                      optional; or "id"
 *    "model": [{"op": "GRU", "name": "gru", "input_size": 50,
 *               "hidden_size": 20, "batch_first": true, "h0": [1, 32, 20]},
 *              {"op": "select", "name": "last_step", "dim": 1, "index": -1}],
 *    "input": {"shape": [32, 9, 50], "dtype": "float32", "name": "x"},
 *    "h0": {"shape": [1, 32, 20]},             optional; see below
 *    "notes": ["what was assumed"],            optional
 *    "torch": "1.8.1"}                         optional: whose checks are made
 *
 * A step's arguments are those of its row of the table of steps, under
 * PyTorch's names; any other member of a step is an error, as is a missing
 * required one. A step without "name" gets its operation's. The list alone
 * is read as a model, too. Other members of the outer object are passed
 * over: rows of cases state their expected verdicts there. "h0" of the outer
 * object (or its bare list of sizes) is that of the first step that takes
 * one. */
#pragma once

#include <jansson.h>

#include "falk-model.h"
#include "falk-model-error.h"

G_BEGIN_DECLS

#define FALK_MODEL_JSON_MAX ((gsize)16 << 20) /* bytes of a text */

/* Reads @root. Where @input is not NULL, *@input becomes the input as a bare
 * shape that the caller frees, or NULL where none is stated. NULL and @error
 * (FALK_MODEL_ERROR) on trouble; *@input is then NULL. */
FalkModel *falk_model_from_json (const json_t *root, FalkTensor **input,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same from @length bytes of text (-1: up to the closing 0), UTF-8. */
FalkModel *falk_model_from_json_text (const char *text, gssize length,
                                      FalkTensor **input,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The model in this form, and @input's name, shape and dtype (NULL: left
 * out). Set arguments are written, unset ones are not; tensors are not. The
 * caller frees it with json_decref(). Reading it gives an equal model. */
json_t *falk_model_to_json (const FalkModel *model,
                            const FalkTensor *input) G_GNUC_WARN_UNUSED_RESULT;

/* The same as text, one line a step. The caller frees it. */
char *falk_model_to_json_text (const FalkModel *model, const FalkTensor *input)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
