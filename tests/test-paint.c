/* SPDX-License-Identifier: MIT */
/* Colours, widths of text, and what export writes. */
#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "falk-export.h"
#include "falk-font.h"
#include "scene-case.h"

#define SEED                                                                   \
  "GRU input_size=50 hidden_size=20; select dim=0 index=-1 name=last; "        \
  "Linear in_features=20 out_features=10 name=fc"

static const FalkInk text_inks[] = { FALK_INK_TEXT,     FALK_INK_MUTED,
                                     FALK_INK_TIME,     FALK_INK_BATCH,
                                     FALK_INK_FEATURES, FALK_INK_HIDDEN,
                                     FALK_INK_MEETS,    FALK_INK_MISMATCH,
                                     FALK_INK_NOTICE,   FALK_INK_ACCENT };

static const FalkInk grounds[] = { FALK_INK_PAPER, FALK_INK_PANEL,
                                   FALK_INK_CARD };

/* Inks that stand on a fill of their own. */
static const struct
{
  FalkInk ink, ground;
} pairs[] = {
  { FALK_INK_TEXT, FALK_INK_MISMATCH_FILL },
  { FALK_INK_MUTED, FALK_INK_MISMATCH_FILL },
  { FALK_INK_MISMATCH, FALK_INK_MISMATCH_FILL },
  { FALK_INK_TEXT, FALK_INK_MEETS_FILL },
  { FALK_INK_MEETS, FALK_INK_MEETS_FILL },
  { FALK_INK_NOTICE, FALK_INK_NOTICE_FILL },
  { FALK_INK_TIME, FALK_INK_NOTICE_FILL },
  { FALK_INK_BATCH, FALK_INK_NOTICE_FILL },
  { FALK_INK_FEATURES, FALK_INK_NOTICE_FILL },
  { FALK_INK_HIDDEN, FALK_INK_NOTICE_FILL },
  { FALK_INK_TEXT, FALK_INK_NOTICE_FILL },
  { FALK_INK_WEIGHT_TEXT, FALK_INK_WEIGHT_FILL_1 },
  { FALK_INK_WEIGHT_TEXT, FALK_INK_WEIGHT_FILL_2 },
  { FALK_INK_WEIGHT_TEXT, FALK_INK_WEIGHT_FILL_3 },
};

static void
check_contrast (FalkTheme theme, FalkInk ink, FalkInk ground, double least)
{
  double contrast = falk_color_contrast (falk_palette_color (theme, ink),
                                         falk_palette_color (theme, ground));

  if (contrast >= least)
    return;
  g_test_message ("%s: %s on %s is %.2f : 1", falk_theme_name (theme),
                  falk_ink_name (ink), falk_ink_name (ground), contrast);
  g_test_fail ();
}

static void
test_contrast (void)
{
  for (guint theme = 0; theme < FALK_THEME_COUNT; theme++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (text_inks); i++)
        for (gsize k = 0; k < G_N_ELEMENTS (grounds); k++)
          check_contrast (theme, text_inks[i], grounds[k], 4.5);
      for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
        check_contrast (theme, pairs[i].ink, pairs[i].ground, 4.5);
      /* Outlines that carry meaning: WCAG 1.4.11. */
      check_contrast (theme, FALK_INK_LINE, FALK_INK_PAPER, 3);
      check_contrast (theme, FALK_INK_GHOST, FALK_INK_PAPER, 3);
    }
}

static void
test_table (void)
{
  for (guint ink = 1; ink < FALK_INK_COUNT; ink++)
    {
      g_assert_nonnull (falk_ink_name (ink));
      for (guint theme = 0; theme < FALK_THEME_COUNT; theme++)
        {
          FalkColor color = falk_palette_color (theme, ink);

          /* The magenta of FALK_INK_NONE is nobody's colour. */
          g_assert_false (color.r == 1 && color.g == 0 && color.b == 1);
        }
    }
}

static gboolean
has_dejavu (FalkPainter *painter)
{
  FalkMark mark = { .kind = FALK_MARK_TEXT, .text = "M", .font = { 100 } };

  return ABS (falk_painter_measure (painter, &mark) - 86.28) < 0.1;
}

/* The scene's table of widths is the font's. */
static void
test_widths (void)
{
  static const char *const texts[] = {
    "The quick brown fox jumps over the lazy dog 0123456789",
    "weight_ih_l0ᵀ = [1600 × 3] · [50 × 60]", "AVATAR To. fi ff ffi",
    "≠ ≤ ≥ ± − – — … • ‘’ “” → ← ↑ ↓ ✓ ✕ ∞ ∂ √", "àéîõü ÄÖÜß ñç"
  };
  g_autoptr (FalkPainter) painter = falk_painter_new ();

  if (!has_dejavu (painter))
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int style = 0; style < 4; style++)
      {
        FalkMark mark = { .kind = FALK_MARK_TEXT,
                          .text = texts[i],
                          .font = { 12, style & 1, style & 2 } };

        g_assert_cmpfloat_with_epsilon (falk_painter_measure (painter, &mark),
                                        falk_font_width (&mark.font, texts[i]),
                                        0.6);
      }
}

static FalkScene *
seed_scene (SceneCase *c)
{
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  return falk_scene_document (&c->subject, &options);
}

static GBytes *export(const FalkScene *scene, FalkFormat format,
                      FalkTheme theme)
{
  FalkExportOptions options = { .format = format, .theme = theme, .scale = 1 };
  g_autoptr (GError) error = NULL;
  GBytes *bytes = falk_export_bytes (scene, &options, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_same_bytes (void)
{
  static const char *const magics[] = {
    [FALK_FORMAT_PNG] = "\x89PNG",
    [FALK_FORMAT_SVG] = "<?xml",
    [FALK_FORMAT_PDF] = "%PDF-",
  };
  g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
  g_autoptr (FalkScene) scene = seed_scene (c);

  for (guint format = 0; format < FALK_FORMAT_COUNT; format++)
    for (guint theme = 0; theme < FALK_THEME_COUNT; theme++)
      {
        g_autoptr (GBytes) first = export(scene, format, theme);
        g_autoptr (GBytes) second = export(scene, format, theme);

        g_assert_cmpmem (g_bytes_get_data (first, NULL),
                         strlen (magics[format]), magics[format],
                         strlen (magics[format]));
        g_assert_true (g_bytes_equal (first, second));
      }
}

static const struct
{
  const char *name, *steps, *shape;
  FalkTheme theme;
} pictures[] = {
  { "seed-light", SEED, "50,32,3", FALK_THEME_LIGHT },
  { "seed-dark", SEED, "50,32,3", FALK_THEME_DARK },
  { "seed-print", SEED, "50,32,3", FALK_THEME_PRINT },
  { "hidden-size", "GRU input_size=8 hidden_size=7 h0=2,32,7", "5,32,8",
    FALK_THEME_LIGHT },
  { "fits", "GRU input_size=50 hidden_size=20", "5,32,50", FALK_THEME_LIGHT },
};

/* SHA-256 of the pixels; the PNG's own bytes depend on zlib. */
static char *
hash_pixels (const FalkScene *scene, FalkTheme theme)
{
  int w = (int)ceil (scene->width), h = (int)ceil (scene->height);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (FalkPainter) painter = falk_painter_new ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const guint8 *data;

  falk_paint_paper (cr, theme);
  falk_paint_scene (painter, scene, cr, theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < h; y++, data += cairo_image_surface_get_stride (surface))
    for (int x = 0; x < w; x++)
      g_checksum_update (sum, data + 4 * x, 3);
  cairo_surface_destroy (surface);
  return g_strdup (g_checksum_get_string (sum));
}

/* The same picture, pixel for pixel, wherever DejaVu is. FALK_UPDATE_GOLDENS=1
 * writes the hashes anew. */
static void
test_pixels (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "goldens", "pixels.txt", NULL);
  g_autoptr (FalkPainter) painter = falk_painter_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;
  FalkSceneOptions options = FALK_SCENE_OPTIONS_INIT;

  if (!has_dejavu (painter))
    {
      g_test_skip ("DejaVu Sans is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (SceneCase) c =
          scene_case_new (pictures[i].steps, pictures[i].shape);
      g_autoptr (FalkScene) scene = falk_scene_new (&c->subject, &options);
      g_autofree char *hash = hash_pixels (scene, pictures[i].theme);

      g_string_append_printf (text, "%s  %s\n", hash, pictures[i].name);
    }
  if (g_getenv ("FALK_UPDATE_GOLDENS"))
    g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, golden);
}

static void
test_svg (void)
{
  g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
  g_autoptr (FalkScene) scene = seed_scene (c);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gsize size;

  g_free (scene->title);
  scene->title = g_strdup ("a < b & \x01 c");
  bytes = export(scene, FALK_FORMAT_SVG, FALK_THEME_LIGHT);
  text = g_strndup (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (text, "<title>a &lt; b &amp;   c</title>"));
  g_assert_nonnull (strstr (text, "<desc>"));
  g_assert_nonnull (strstr (text, "width=\"1240px\""));
  g_assert_nonnull (strstr (text, ">47 more columns</text>"));
  g_assert_true (g_str_has_suffix (text, "</svg>\n"));
}

/* Text of a PDF is text: it can be found. */
static void
test_pdf (void)
{
  g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
  g_autoptr (FalkScene) scene = seed_scene (c);
  g_autofree char *folder = g_dir_make_tmp ("falk-paint-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.pdf", NULL);
  const char *argv[] = { "pdftotext", path, "-", NULL };
  g_autofree char *text = NULL;
  FalkExportOptions options = { .format = FALK_FORMAT_PDF };
  g_autoptr (GError) error = NULL;

  g_assert_true (falk_export_file (scene, &options, path, &error));
  if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                     &text, NULL, NULL, &error))
    g_test_skip (error->message);
  else
    g_assert_nonnull (strstr (text, "47 more columns"));
  g_remove (path);
  g_rmdir (folder);
}

static gboolean
has_color (cairo_surface_t *surface, guint32 color)
{
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      if ((((const guint32 *)(gconstpointer)(data + y * stride))[x] & 0xffffff)
          == color)
        return TRUE;
  return FALSE;
}

/* One NaN among many cells is not averaged away. */
static void
test_nan (void)
{
  float *values = g_new0 (float, 1900 * 1900);
  FalkHeat heat = { values, 1900, 1900, 1900, 1, -1, 1, FALK_HEAT_DIVERGING };
  FalkMark mark = { .kind = FALK_MARK_HEAT, .w = 100, .h = 100, .heat = heat };
  g_autoptr (FalkPainter) painter = falk_painter_new ();
  FalkScene scene = { .width = 100, .height = 100 };
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 100);
  cairo_t *cr = cairo_create (surface);

  values[1234 * 1900 + 777] = (float)NAN;
  scene.marks = g_array_new (FALSE, FALSE, sizeof (FalkMark));
  g_array_append_val (scene.marks, mark);
  falk_paint_scene (painter, &scene, cr, FALK_THEME_LIGHT);
  cairo_surface_flush (surface);
  g_assert_true (has_color (surface, 0xffd400));
  g_array_unref (scene.marks);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_free (values);
}

static void
test_file (void)
{
  g_autoptr (SceneCase) c = scene_case_new (SEED, "50,32,3");
  g_autoptr (FalkScene) scene = seed_scene (c);
  g_autofree char *folder = g_dir_make_tmp ("falk-paint-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "a.svg", NULL);
  FalkExportOptions options = { .format = FALK_FORMAT_SVG };
  g_autoptr (GError) error = NULL;

  g_assert_true (falk_format_from_path (path, &options.format));
  g_assert_true (falk_export_file (scene, &options, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_false (falk_export_file (scene, &options, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  options.format = FALK_FORMAT_PNG;
  options.scale = 100;
  g_assert_false (falk_export_file (scene, &options, path, &error));
  g_assert_error (error, FALK_EXPORT_ERROR, FALK_EXPORT_ERROR_TOO_LARGE);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_formats (void)
{
  static const struct
  {
    const char *path;
    int format;
  } cases[] = {
    { "a.png", FALK_FORMAT_PNG },
    { "b/c.SVG", FALK_FORMAT_SVG },
    { "x.y.pdf", FALK_FORMAT_PDF },
    { "a.jpg", -1 },
    { ".png", -1 },
    { "png", -1 },
    { "", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FalkFormat format = FALK_FORMAT_COUNT;

      g_assert_cmpint (falk_format_from_path (cases[i].path, &format), ==,
                       cases[i].format >= 0);
      if (cases[i].format >= 0)
        g_assert_cmpint ((int)format, ==, cases[i].format);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/palette/text-can-be-read", test_contrast);
  g_test_add_func ("/paint/palette/every-ink-has-a-colour", test_table);
  g_test_add_func ("/paint/font/widths-are-the-fonts", test_widths);
  g_test_add_func ("/paint/heat/a-nan-is-seen", test_nan);
  g_test_add_func ("/paint/golden/pixels", test_pixels);
  g_test_add_func ("/paint/export/same-scene-same-bytes", test_same_bytes);
  g_test_add_func ("/paint/export/svg-has-title-and-description", test_svg);
  g_test_add_func ("/paint/export/a-pdf-has-text", test_pdf);
  g_test_add_func ("/paint/export/files", test_file);
  g_test_add_func ("/paint/export/format-by-ending", test_formats);
  return g_test_run ();
}
