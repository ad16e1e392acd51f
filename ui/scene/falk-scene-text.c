/* SPDX-License-Identifier: MIT */
#include "falk-scene.h"

static const char *const kind_names[] = {
  [FALK_MARK_RECT] = "rect",       [FALK_MARK_LINE] = "line",
  [FALK_MARK_CURVE] = "curve",     [FALK_MARK_ARC] = "arc",
  [FALK_MARK_POLYGON] = "polygon", [FALK_MARK_TEXT] = "text",
  [FALK_MARK_HATCH] = "hatch",     [FALK_MARK_HEAT] = "heat",
};
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == FALK_MARK_KIND_COUNT);

static const char *const ink_names[] = {
  [FALK_INK_NONE] = "none",
  [FALK_INK_PAPER] = "paper",
  [FALK_INK_PANEL] = "panel",
  [FALK_INK_TEXT] = "text",
  [FALK_INK_MUTED] = "muted",
  [FALK_INK_LINE] = "line",
  [FALK_INK_GHOST] = "ghost",
  [FALK_INK_RULE] = "rule",
  [FALK_INK_CARD] = "card",
  [FALK_INK_TIME] = "time",
  [FALK_INK_BATCH] = "batch",
  [FALK_INK_FEATURES] = "features",
  [FALK_INK_HIDDEN] = "hidden",
  [FALK_INK_MEETS] = "meets",
  [FALK_INK_MEETS_FILL] = "meets-fill",
  [FALK_INK_MISMATCH] = "mismatch",
  [FALK_INK_MISMATCH_FILL] = "mismatch-fill",
  [FALK_INK_NOTICE] = "notice",
  [FALK_INK_NOTICE_FILL] = "notice-fill",
  [FALK_INK_ACCENT] = "accent",
  [FALK_INK_INPUT_FILL] = "input-fill",
  [FALK_INK_INPUT_FILL_TOP] = "input-fill-top",
  [FALK_INK_INPUT_FILL_SIDE] = "input-fill-side",
  [FALK_INK_WEIGHT_FILL_1] = "weight-fill-1",
  [FALK_INK_WEIGHT_FILL_2] = "weight-fill-2",
  [FALK_INK_WEIGHT_FILL_3] = "weight-fill-3",
  [FALK_INK_WEIGHT_TEXT] = "weight-text",
};
G_STATIC_ASSERT (G_N_ELEMENTS (ink_names) == FALK_INK_COUNT);

static const char *const dash_names[] = {
  [FALK_DASH_SOLID] = "",
  [FALK_DASH_DASHED] = " dashed",
  [FALK_DASH_DOTTED] = " dotted",
};

static const char *const anchor_names[] = {
  [FALK_ANCHOR_START] = "start",
  [FALK_ANCHOR_MIDDLE] = "middle",
  [FALK_ANCHOR_END] = "end",
};

const char *
falk_ink_name (FalkInk ink)
{
  g_return_val_if_fail (ink < FALK_INK_COUNT, "");
  return ink_names[ink];
}

/* " 12.5", with a point in every locale and no negative zero. */
static void
put_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value > -0.05 && value < 0.05)
    value = 0;
  g_string_append_c (out, ' ');
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.1f", value));
}

static void
put_ink (GString *out, const char *key, FalkInk ink)
{
  if (ink)
    g_string_append_printf (out, " %s=%s", key, ink_names[ink]);
}

static void
put_text (GString *out, const FalkMark *mark)
{
  put_number (out, mark->anchor_x);
  put_number (out, mark->baseline);
  g_string_append_printf (out, " %s", anchor_names[mark->anchor]);
  put_number (out, mark->font.size);
  g_string_append_printf (out, "%s%s", mark->font.bold ? " bold" : "",
                          mark->font.mono ? " mono" : "");
  put_ink (out, "ink", mark->fill);
  g_string_append_printf (out, " \"%s\"", mark->text);
}

static void
put_shape (GString *out, const FalkMark *mark)
{
  if (mark->n_points)
    for (guint i = 0; i < mark->n_points; i++)
      {
        put_number (out, mark->points[i].x);
        put_number (out, mark->points[i].y);
      }
  else
    {
      put_number (out, mark->x);
      put_number (out, mark->y);
      put_number (out, mark->w);
      put_number (out, mark->h);
    }
  put_ink (out, "fill", mark->fill);
  put_ink (out, "stroke", mark->stroke);
  g_string_append (out, dash_names[mark->dash]);
  if (mark->kind == FALK_MARK_HEAT)
    g_string_append_printf (
        out, " %" G_GINT64_FORMAT " rows %" G_GINT64_FORMAT " cols %s",
        mark->heat.rows, mark->heat.cols,
        mark->heat.scale == FALK_HEAT_SEQUENTIAL ? "sequential" : "diverging");
}

char *
falk_scene_to_text (const FalkScene *scene)
{
  GString *out = g_string_new ("scene");

  put_number (out, scene->width);
  put_number (out, scene->height);
  g_string_append_printf (out, "\ntitle %s\n", scene->title);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      g_string_append (out, kind_names[mark->kind]);
      if (mark->kind == FALK_MARK_TEXT)
        put_text (out, mark);
      else
        put_shape (out, mark);
      if (mark->id)
        g_string_append_printf (out, " id=%s", mark->id);
      if (mark->tooltip)
        g_string_append_printf (out, " tip=\"%s\"", mark->tooltip);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
