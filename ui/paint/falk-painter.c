/* SPDX-License-Identifier: MIT */
/* Fonts, and texts as paths or as glyphs. */
#include "falk-paint-private.h"

#include <pango/pangocairo.h>

struct FalkPainter
{
  PangoFontMap *fonts;
  PangoContext *context;
  PangoAttrList *attributes;
  GHashTable *layouts; /* "size weight family text" → PangoLayout */
};

#define LAYOUTS_MAX 2000

FalkPainter *
falk_painter_new (void)
{
  FalkPainter *painter = g_new0 (FalkPainter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  painter->fonts = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (painter->fonts),
                                       96);
  painter->context = pango_font_map_create_context (painter->fonts);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (painter->context, options);
  pango_context_set_round_glyph_positions (painter->context, FALSE);
  cairo_font_options_destroy (options);
  /* The scene counts advance widths, and so must the layout. */
  painter->attributes = pango_attr_list_new ();
  pango_attr_list_insert (painter->attributes,
                          pango_attr_font_features_new ("kern=0, liga=0"));
  painter->layouts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return painter;
}

void
falk_painter_free (FalkPainter *painter)
{
  if (!painter)
    return;
  g_hash_table_unref (painter->layouts);
  pango_attr_list_unref (painter->attributes);
  g_object_unref (painter->context);
  g_object_unref (painter->fonts);
  g_free (painter);
}

static PangoLayout *
make_layout (FalkPainter *painter, const FalkMark *mark)
{
  PangoFontDescription *font = pango_font_description_new ();
  PangoLayout *layout = pango_layout_new (painter->context);

  pango_font_description_set_family_static (
      font, mark->font.mono ? "DejaVu Sans Mono" : "DejaVu Sans");
  pango_font_description_set_weight (
      font, mark->font.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font,
                                            mark->font.size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_attributes (layout, painter->attributes);
  pango_layout_set_text (layout, mark->text, -1);
  pango_font_description_free (font);
  return layout;
}

static PangoLayout *
get_layout (FalkPainter *painter, const FalkMark *mark)
{
  g_autofree char *key =
      g_strdup_printf ("%d %d %d %s", (int)(mark->font.size * 64),
                       mark->font.bold, mark->font.mono, mark->text);
  PangoLayout *layout = g_hash_table_lookup (painter->layouts, key);

  if (layout)
    return layout;
  if (g_hash_table_size (painter->layouts) >= LAYOUTS_MAX)
    g_hash_table_remove_all (painter->layouts);
  layout = make_layout (painter, mark);
  g_hash_table_insert (painter->layouts, g_steal_pointer (&key), layout);
  return layout;
}

static double
layout_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double)logical.width / PANGO_SCALE;
}

double
falk_painter_measure (FalkPainter *painter, const FalkMark *mark)
{
  return layout_width (get_layout (painter, mark));
}

/* A vector file gets glyphs, each of them once: that is text in a PDF, which
 * embeds the font, and symbols in an SVG. Pixels are filled paths, the same
 * everywhere. */
static gboolean
takes_glyphs (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG;
}

/* A text that is wider than the scene thought, since its font is another,
 * is narrowed to stay where it belongs. */
void
falk_paint_text (FalkPainter *painter, const FalkMark *mark, cairo_t *cr)
{
  PangoLayout *layout = get_layout (painter, mark);
  double width = layout_width (layout);
  double squeeze = width > mark->w + 0.5 ? mark->w / width : 1;
  double baseline = (double)pango_layout_get_baseline (layout) / PANGO_SCALE;
  double left = mark->x;

  if (width < mark->w)
    left += (mark->w - width) * mark->anchor / 2;
  cairo_save (cr);
  cairo_translate (cr, left, mark->baseline - baseline);
  cairo_scale (cr, squeeze, 1);
  cairo_move_to (cr, 0, 0);
  if (takes_glyphs (cr))
    pango_cairo_show_layout (cr, layout);
  else
    pango_cairo_layout_path (cr, layout);
  cairo_restore (cr);
  cairo_fill (cr);
}
