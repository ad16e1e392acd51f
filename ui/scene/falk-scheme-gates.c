/* SPDX-License-Identifier: MIT */
/* The gates of the step that a recurrent product is part of, as heat maps of
 * all sequences and units. */
#include "falk-gate-look.h"
#include "falk-heat.h"
#include "falk-scheme.h"

#define TITLE_H 28.0 /* between two maps */
#define MAP_MAX 160.0
#define MAP_LEAST 16.0

double
falk_scheme_draw_gates (FalkScene *scene, const FalkScheme *scheme,
                        const FalkSchemeLayout *layout)
{
  guint n = falk_record_n_gates (scheme->record);
  double top = layout->whole2.y;
  double bottom = layout->product.y + layout->product.h;
  double h = CLAMP ((bottom - top - TITLE_H * (n - 1)) / n, MAP_LEAST, MAP_MAX);

  for (guint i = 0; i < n; i++)
    {
      FalkGate gate = falk_record_gate (scheme->record, i);
      const FalkGateLook *look = falk_gate_look (gate);
      FalkHeat heat =
          falk_heat_gate_at (scheme->record, gate, scheme->state, scheme->time);
      FalkBox box = { layout->gates_x, top + (h + TITLE_H) * i, layout->gates_w,
                      h };
      const char *title =
          falk_scene_keep (scene, "%s %s", look->letter, look->word);

      falk_pen_text (scene, box.x, box.y - 6, FALK_ANCHOR_START,
                     FALK_TYPE_STRONG, FALK_INK_TEXT, title);
      falk_pen_heat (scene, box, &heat);
      falk_pen_rect (scene, box, FALK_INK_NONE, FALK_INK_LINE);
      falk_pen_name (scene, look->id,
                     "%s at step %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT
                     " sequences × %" G_GINT64_FORMAT " units",
                     title, scheme->time + 1, heat.rows, heat.cols);
    }
  return top + n * (h + TITLE_H) - TITLE_H;
}
