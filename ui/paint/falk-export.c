/* SPDX-License-Identifier: MIT */
#include "falk-export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "falk-export-private.h"

#define SIDE_MAX 32000.0 /* pixels: cairo's image surfaces end at 32767 */
#define POINT 0.75 /* a CSS px in PDF points */

G_DEFINE_QUARK (falk_export_error, falk_export_error)

static const char *const endings[] = {
  [FALK_FORMAT_PNG] = ".png",
  [FALK_FORMAT_SVG] = ".svg",
  [FALK_FORMAT_PDF] = ".pdf",
};
G_STATIC_ASSERT (G_N_ELEMENTS (endings) == FALK_FORMAT_COUNT);

gboolean
falk_format_from_path (const char *path, FalkFormat *format)
{
  gsize length = strlen (path);

  for (guint i = 0; i < FALK_FORMAT_COUNT; i++)
    if (length > 4 && g_ascii_strcasecmp (path + length - 4, endings[i]) == 0)
      {
        *format = (FalkFormat)i;
        return TRUE;
      }
  return FALSE;
}

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
paint_all (const FalkScene *scene, cairo_surface_t *surface, double scale,
           FalkTheme theme)
{
  g_autoptr (FalkPainter) painter = falk_painter_new ();
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  falk_paint_paper (cr, theme);
  falk_paint_scene (painter, scene, cr, theme);
  cairo_destroy (cr);
}

static cairo_status_t
draw_png (const FalkScene *scene, const FalkExportOptions *options,
          GByteArray *out)
{
  double scale = options->scale > 0 ? options->scale : 2;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)ceil (scene->width * scale),
      (int)ceil (scene->height * scale));
  cairo_status_t status;

  paint_all (scene, surface, scale, options->theme);
  status = cairo_surface_write_to_png_stream (surface, append, out);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
draw_svg (const FalkScene *scene, const FalkExportOptions *options,
          GByteArray *out)
{
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (
      append, out, scene->width, scene->height);
  cairo_status_t status;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  paint_all (scene, surface, 1, options->theme);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  falk_svg_finish (out, scene);
  return status;
}

static cairo_status_t
draw_pdf (const FalkScene *scene, const FalkExportOptions *options,
          GByteArray *out)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      append, out, scene->width * POINT, scene->height * POINT);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (options->epoch);
  g_autofree char *text =
      date ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  cairo_status_t status;

  if (text)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                    text);
  if (scene->title)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                    scene->title);
  if (scene->description)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT,
                                    scene->description);
  paint_all (scene, surface, POINT, options->theme);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

GBytes *
falk_export_bytes (const FalkScene *scene, const FalkExportOptions *options,
                   GError **error)
{
  static cairo_status_t (*const drawers[]) (
      const FalkScene *, const FalkExportOptions *,
      GByteArray *) = { [FALK_FORMAT_PNG] = draw_png,
                        [FALK_FORMAT_SVG] = draw_svg,
                        [FALK_FORMAT_PDF] = draw_pdf };
  double scale = options->format != FALK_FORMAT_PNG ? 1
                 : options->scale > 0               ? options->scale
                                                    : 2;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_status_t status;

  g_return_val_if_fail (options->format < FALK_FORMAT_COUNT, NULL);
  if (MAX (scene->width, scene->height) * scale > SIDE_MAX)
    {
      g_set_error (error, FALK_EXPORT_ERROR, FALK_EXPORT_ERROR_TOO_LARGE,
                   "The picture would be %.0f × %.0f pixels; %.0f a side is "
                   "the most. Choose a smaller width or scale.",
                   scene->width * scale, scene->height * scale, SIDE_MAX);
      return NULL;
    }
  status = drawers[options->format](scene, options, out);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, FALK_EXPORT_ERROR, FALK_EXPORT_ERROR_DRAW,
                   "The picture can't be drawn: %s.",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/* Why a file can't be written, where a person can do something about it. */
static const char *
reason_of (const GError *trouble)
{
  static const struct
  {
    GFileError code;
    const char *reason;
  } reasons[] = {
    { G_FILE_ERROR_NOENT, ": there is no such folder" },
    { G_FILE_ERROR_NOTDIR, ": there is no such folder" },
    { G_FILE_ERROR_ACCES, ": you may not write there" },
    { G_FILE_ERROR_ROFS, ": the file system is read-only" },
    { G_FILE_ERROR_NOSPC, ": the disk is full" },
    { G_FILE_ERROR_ISDIR, ": it is a folder" },
    { G_FILE_ERROR_NAMETOOLONG, ": the name is too long" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_error_matches (trouble, G_FILE_ERROR, (int)reasons[i].code))
      return reasons[i].reason;
  return "";
}

gboolean
falk_export_file (const FalkScene *scene, const FalkExportOptions *options,
                  const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = falk_export_bytes (scene, options, error);
  g_autoptr (GError) trouble = NULL;

  if (!bytes)
    return FALSE;
  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                (gssize)g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &trouble))
    return TRUE;
  /* GLib's message names the file that was tried beside it, not this one. */
  g_set_error (error, trouble->domain, trouble->code,
               "%s can't be written%s. Choose another place.", path,
               reason_of (trouble));
  return FALSE;
}
