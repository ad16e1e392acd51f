/* SPDX-License-Identifier: MIT */
/* What a text has that the chain doesn't: collected, then noted in one line
 * a kind. */
#pragma once

#include "falk-known.h"
#include "falk-model.h"

G_BEGIN_DECLS

typedef struct _FalkPassed FalkPassed;

FalkPassed *falk_passed_new (void) G_GNUC_WARN_UNUSED_RESULT;
void falk_passed_free (FalkPassed *passed);

/* @kind is FALK_KNOWN_PASS, _NORM or _LOSS; @path may be "". The same thing
 * is noted once. */
void falk_passed_add (FalkPassed *passed, FalkKnownKind kind, const char *path,
                      const char *name);

/* A line of the text that is not read. */
void falk_passed_line (FalkPassed *passed, guint line);

/* Adds the notes to @model. */
void falk_passed_note (const FalkPassed *passed, FalkModel *model);

G_END_DECLS
