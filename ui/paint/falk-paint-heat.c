/* SPDX-License-Identifier: MIT */
#include "falk-paint-private.h"

#include <math.h>

#define PIXELS_MAX 8192 /* a side; beyond it nobody sees single cells */
#define CELLS_MAX 4e6 /* looked at for one picture, which stays fast so */
#define COLORS 256

static guint32
pack (FalkColor color)
{
  return (guint32)lround (color.r * 255) << 16
         | (guint32)lround (color.g * 255) << 8
         | (guint32)lround (color.b * 255);
}

static void
make_table (const FalkHeat *heat, FalkTheme theme, guint32 table[COLORS])
{
  for (int i = 0; i < COLORS; i++)
    table[i] =
        pack (falk_palette_heat (theme, heat->scale, (double)i / (COLORS - 1)));
}

/* The value of a pixel: the mean of the cells under it, every @step-th where
 * there are very many. NAN when one of them is no number, so that none is
 * lost. */
static double
cell_mean (const FalkHeat *heat, const gint64 rows[2], const gint64 cols[2],
           gint64 step)
{
  double sum = 0;
  gint64 n = 0;

  for (gint64 row = rows[0]; row < rows[1]; row += step)
    for (gint64 col = cols[0]; col < cols[1]; col += step, n++)
      sum +=
          (double)heat->values[row * heat->row_stride + col * heat->col_stride];
  return sum / (double)MAX (n, 1);
}

/* How far apart the cells are that a picture of @heat looks at. */
static gint64
cell_step (const FalkHeat *heat)
{
  double cells = (double)heat->rows * (double)heat->cols;

  return cells > CELLS_MAX ? (gint64)ceil (sqrt (cells / CELLS_MAX)) : 1;
}

/* As many pixels a side as there are cells or as can be seen, so that cells
 * are averaged and never left out. Where the picture may be enlarged later,
 * a point gets two. */
static int
pixels (gint64 cells, double seen, gboolean enlarged)
{
  double most = CLAMP (ceil (fabs (seen) * (enlarged ? 2 : 1)), 1, PIXELS_MAX);

  return (double)cells < most ? (int)cells : (int)most;
}

static cairo_surface_t *
make_image (const FalkHeat *heat, int w, int h, FalkTheme theme)
{
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, w, h);
  guint8 *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  guint32 table[COLORS], nan = pack (falk_palette_nan (theme));
  gint64 step = cell_step (heat);
  double range = heat->hi > heat->lo ? heat->hi - heat->lo : 1;

  make_table (heat, theme, table);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      {
        gint64 rows[2] = { y * heat->rows / h, (y + 1) * heat->rows / h };
        gint64 cols[2] = { x * heat->cols / w, (x + 1) * heat->cols / w };
        double v = cell_mean (heat, rows, cols, step);
        double t = CLAMP ((v - heat->lo) / range, 0, 1);

        ((guint32 *)(gpointer)(data + y * stride))[x] =
            isnan (v) ? nan : table[(int)(t * (COLORS - 1) + 0.5)];
      }
  cairo_surface_mark_dirty (image);
  return image;
}

void
falk_paint_heat (const FalkMark *mark, cairo_t *cr, FalkTheme theme)
{
  const FalkHeat *heat = &mark->heat;
  double seen_w = mark->w, seen_h = mark->h;
  gboolean enlarged = cairo_surface_get_type (cairo_get_target (cr))
                      != CAIRO_SURFACE_TYPE_IMAGE;
  cairo_surface_t *image;

  if (!heat->values || heat->rows <= 0 || heat->cols <= 0)
    return;
  cairo_user_to_device_distance (cr, &seen_w, &seen_h);
  image = make_image (heat, pixels (heat->cols, seen_w, enlarged),
                      pixels (heat->rows, seen_h, enlarged), theme);
  cairo_save (cr);
  cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
  cairo_clip (cr);
  cairo_translate (cr, mark->x, mark->y);
  cairo_scale (cr, mark->w / cairo_image_surface_get_width (image),
               mark->h / cairo_image_surface_get_height (image));
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}
