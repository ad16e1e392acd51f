/* SPDX-License-Identifier: MIT */
/* Fields of a JSON object, read strictly. Where a function gives FALSE or
 * NULL and takes an error, it has set one (FALK_MODEL_ERROR_FIELD or _VALUE);
 * @what begins its sentence: "the input's dtype". */
#pragma once

#include <jansson.h>

#include "falk-tensor.h"

G_BEGIN_DECLS

/* Says that @what is missing (@value NULL) or not @wanted. Always FALSE. */
gboolean falk_json_refuse (const char *what, const char *wanted,
                           const json_t *value, GError **error);

/* What is wrong with a text that jansson doesn't read, in a few words that are
 * safe to show. The caller frees it. */
char *falk_json_trouble (const json_error_t *error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether every member of @object is one of the @n_known of @known. */
gboolean falk_json_check_members (const json_t *object,
                                  const char *const *known, guint n_known,
                                  const char *what, GError **error);

/* The integers of @list (gint64), or NULL where it has anything else. */
GArray *falk_json_read_ints (const json_t *list) G_GNUC_WARN_UNUSED_RESULT;

/* A list of sizes; @list may be NULL, which is an error. */
gboolean falk_json_read_shape (const json_t *list, const char *what,
                               FalkShape *shape, GError **error);

/* A dtype by PyTorch's name. With @value NULL, @dtype keeps its value. */
gboolean falk_json_read_dtype (const json_t *value, const char *what,
                               FalkDtype *dtype, GError **error);

/* The input: {"shape", "dtype"?, "name"?} as a bare shape, called "x" and of
 * float32 where the object does not say. */
FalkTensor *falk_json_read_tensor (const json_t *object,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
