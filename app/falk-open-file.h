/* SPDX-License-Identifier: MIT */
/* Opening files of tensors: the part of falk-open.h that reads them. */
#pragma once

#include "falk-open.h"

G_BEGIN_DECLS

/* An empty result. @title and @format are copied. */
FalkOpened *falk_opened_new (const char *title,
                             const char *format) G_GNUC_WARN_UNUSED_RESULT;

/* Adds @text to the notes, as a sentence: begun with a capital letter and
 * ended by a full stop. */
void falk_opened_note (FalkOpened *opened, const char *text);

/* Opens a tensor file or checkpoint; @layer (may be NULL) names the one
 * layer wanted of its model. */
FalkOpened *falk_open_tensor_file (const char *path, const char *layer,
                                   FalkOpenProgress progress,
                                   gpointer user_data,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One tensor of a file: the one called @member, or, where @member is NULL,
 * the only one. It is called @name when the file has no name for it. */
FalkTensor *falk_open_member (const char *path, const char *member,
                              const char *name,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The parameters of the checkpoint @path, as falk_open_parameters(); @part
 * (may be NULL) is how their names begin. */
GPtrArray *falk_open_file_parameters (const char *path, const char *part,
                                      GPtrArray *notes,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
