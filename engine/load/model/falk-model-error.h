/* SPDX-License-Identifier: MIT */
/* Why a model could not be read.
 *
 * The message of every GError of this domain is one sentence without a full
 * stop or a line break. It begins with the place ("step 2 'gru'", "line 3,
 * column 9"), says what was found, what is allowed and, where there is one,
 * the name that was probably meant. It names no file: that is its caller's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FALK_MODEL_ERROR (falk_model_error_quark ())
GQuark falk_model_error_quark (void);

typedef enum
{
  FALK_MODEL_ERROR_SYNTAX, /* not JSON; a bracket that is never closed */
  FALK_MODEL_ERROR_LIMIT, /* too long, too deep, too many steps */
  FALK_MODEL_ERROR_EMPTY, /* no model in it */
  FALK_MODEL_ERROR_FIELD, /* a member of the JSON form */
  FALK_MODEL_ERROR_OP, /* an operation that is not in the table */
  FALK_MODEL_ERROR_ARGUMENT, /* unknown, missing, twice, too many */
  FALK_MODEL_ERROR_VALUE, /* an argument's type or size */
  FALK_MODEL_ERROR_NAME, /* a step's name */
  FALK_MODEL_ERROR_LAYER, /* no such layer in a checkpoint */
} FalkModelErrorCode;

/* Steps that a model may have. */
#define FALK_MODEL_STEPS_MAX 1000

/* @text safe to show: not over 60 characters, control and direction
 * characters and bad UTF-8 replaced by "?". @length may be -1. The caller
 * frees it. */
char *falk_model_escape (const char *text,
                         gssize length) G_GNUC_WARN_UNUSED_RESULT;

/* The same between single quotes. */
char *falk_model_quote (const char *text,
                        gssize length) G_GNUC_WARN_UNUSED_RESULT;

/* The name of @names (@n of them) that is closest to @name by edits, case
 * not counted, or NULL when none is close. Borrowed. */
const char *falk_model_nearest (const char *name, const char *const *names,
                                guint n);

/* "; did you mean 'hidden_size'?" for the nearest name, or "". The caller
 * frees it. */
char *falk_model_suggest (const char *name, const char *const *names,
                          guint n) G_GNUC_WARN_UNUSED_RESULT;

/* Says that there is no operation called @name: with the known ones and the
 * nearest. */
void falk_model_set_unknown_op (GError **error, const char *name);

/* Whether @name can name a step; else @error. A name is 1 to 200 bytes of
 * UTF-8 without control characters or white space at an end. */
gboolean falk_model_check_name (const char *name, GError **error);

G_END_DECLS
