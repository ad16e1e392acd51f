/* SPDX-License-Identifier: MIT */
/* Export: a scene as PNG, SVG or PDF, with no display. The same scene gives
 * the same bytes. */
#pragma once

#include <gio/gio.h>

#include "falk-paint.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_FORMAT_PNG,
  FALK_FORMAT_SVG,
  FALK_FORMAT_PDF,
  FALK_FORMAT_COUNT
} FalkFormat;

/* Finds the format by the ending of @path, in capitals or not. FALSE where it
 * is none of them. */
gboolean falk_format_from_path (const char *path, FalkFormat *format);

typedef struct
{
  FalkFormat format;
  FalkTheme theme;
  double scale; /* PNG: pixels a point; 0 is 2. SVG and PDF: 1 point of the
                  * scene is one px, or 0.75 pt on paper */
  gint64 epoch; /* seconds since 1970 for the date in a PDF; 0 leaves the
                  * date at 1970-01-01, so that the bytes stay the same */
} FalkExportOptions;

#define FALK_EXPORT_ERROR (falk_export_error_quark ())
GQuark falk_export_error_quark (void);
typedef enum
{
  FALK_EXPORT_ERROR_TOO_LARGE, /* more pixels than cairo can hold */
  FALK_EXPORT_ERROR_DRAW, /* cairo failed; the message says why */
} FalkExportError;

/* The file's bytes. NULL and @error where it can't be drawn. */
GBytes *falk_export_bytes (const FalkScene *scene,
                           const FalkExportOptions *options,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes them to @path through a file beside it, so that @path is either what
 * it was or the whole picture. FALSE and @error (FALK_EXPORT_ERROR or
 * G_FILE_ERROR) where that fails. */
gboolean falk_export_file (const FalkScene *scene,
                           const FalkExportOptions *options, const char *path,
                           GError **error);

G_END_DECLS
