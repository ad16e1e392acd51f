/* SPDX-License-Identifier: MIT */
/* The gates of the step that a recurrent product is part of, as heat maps of
 * all sequences and units. */
#include "falk-heat.h"
#include "falk-scheme.h"

#define TITLE_H 28.0 /* between two maps */

void
falk_scheme_draw_gates (FalkScene *scene, const FalkScheme *scheme,
                        const FalkSchemeLayout *layout)
{
  static const char *const titles[] = {
    [FALK_GATE_R] = "r reset",
    [FALK_GATE_Z] = "z update",
    [FALK_GATE_N] = "n new",
    [FALK_GATE_H] = "h state",
  };
  static const char *const ids[] = {
    [FALK_GATE_R] = "gate-r",
    [FALK_GATE_Z] = "gate-z",
    [FALK_GATE_N] = "gate-n",
    [FALK_GATE_H] = "gate-h",
  };
  double top = layout->whole2.y;
  double bottom = layout->product.y + layout->product.h;
  double h = (bottom - top - TITLE_H * (FALK_GATE_COUNT - 1)) / FALK_GATE_COUNT;

  for (guint gate = 0; gate < FALK_GATE_COUNT; gate++)
    {
      FalkHeat heat = falk_heat_gate_at (scheme->record, (FalkGate)gate,
                                         scheme->state, scheme->time);
      FalkBox box = { layout->gates_x, top + (h + TITLE_H) * gate,
                      layout->gates_w, h };

      falk_pen_text (scene, box.x, box.y - 6, FALK_ANCHOR_START,
                     FALK_TYPE_STRONG, FALK_INK_TEXT, titles[gate]);
      falk_pen_heat (scene, box, &heat);
      falk_pen_rect (scene, box, FALK_INK_NONE, FALK_INK_LINE);
      falk_pen_name (scene, ids[gate],
                     "%s at step %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT
                     " sequences × %" G_GINT64_FORMAT " units",
                     titles[gate], scheme->time + 1, heat.rows, heat.cols);
    }
}
