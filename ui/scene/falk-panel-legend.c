/* SPDX-License-Identifier: MIT */
#include "falk-panel.h"

/* Whether the picture has a mark of @kind in @ink. */
static gboolean
is_used (const FalkScene *scene, FalkMarkKind kind, FalkInk ink)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      if (mark->kind == kind && (mark->fill == ink || mark->stroke == ink))
        return TRUE;
    }
  return FALSE;
}

static void
draw_swatch (FalkScene *scene, FalkInk ink, double x, double y)
{
  FalkBox swatch = { x, y, 10, 10 };

  if (ink != FALK_INK_MISMATCH)
    {
      falk_pen_round (scene, swatch, 2, ink, FALK_INK_NONE);
      return;
    }
  falk_pen_rect (scene, swatch, FALK_INK_MISMATCH_FILL, FALK_INK_MISMATCH);
  falk_pen_hatch (scene, swatch, FALK_INK_MISMATCH);
}

double
falk_panel_legend (FalkScene *scene, double x, double y, double width)
{
  static const struct
  {
    FalkInk ink;
    FalkMarkKind kind; /* what shows that it is in the picture */
    const char *word;
  } entries[] = {
    { FALK_INK_TIME, FALK_MARK_TEXT, "time" },
    { FALK_INK_BATCH, FALK_MARK_TEXT, "batch" },
    { FALK_INK_FEATURES, FALK_MARK_TEXT, "features" },
    { FALK_INK_HIDDEN, FALK_MARK_TEXT, "hidden" },
    { FALK_INK_MEETS, FALK_MARK_ARC, "meets" },
    { FALK_INK_MISMATCH, FALK_MARK_HATCH, "no partner" },
  };
  double left = x;

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      double w = 15 + falk_type_width (FALK_TYPE_SMALL, entries[i].word) + 16;

      if (!is_used (scene, entries[i].kind, entries[i].ink))
        continue;
      if (left > x && left + w - 16 > x + width)
        {
          left = x;
          y += 18;
        }
      draw_swatch (scene, entries[i].ink, left, y + 2);
      falk_pen_text (scene, left + 15, y + 11, FALK_ANCHOR_START,
                     FALK_TYPE_SMALL, FALK_INK_MUTED, entries[i].word);
      left += w;
    }
  return y + 20;
}
