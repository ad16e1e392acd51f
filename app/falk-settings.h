/* SPDX-License-Identifier: MIT */
/* What the program remembers between its starts: words under names, in a key
 * file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct FalkSettings FalkSettings;

/* Reads the key file at @path. One that isn't there, or can't be read, is as
 * good as an empty one. */
FalkSettings *falk_settings_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void falk_settings_free (FalkSettings *settings);

/* The word remembered under @name, or NULL; the caller frees it. */
char *falk_settings_dup (const FalkSettings *settings,
                         const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Remembers @word under @name, and writes the file, and the folders above it
 * where they are missing, if that is a change. FALSE and @error where it can't
 * be written; it is remembered until the program ends all the same. */
gboolean falk_settings_set (FalkSettings *settings, const char *name,
                            const char *word, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkSettings, falk_settings_free)

G_END_DECLS
