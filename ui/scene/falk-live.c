/* SPDX-License-Identifier: MIT */
/* The live view: gates and state of one sequence over time. */
#include "falk-gate-look.h"
#include "falk-heat.h"
#include "falk-role-ink.h"
#include "falk-rule.h"

#include <math.h>

#define PAD 24.0
#define LABEL_W 64.0
#define VALUES_W 72.0 /* of one unit at the cursor, to the right */
#define TOP 56.0
#define MAP_H 66.0
#define MAP_GAP 10.0
#define TICKS_MAX 10

typedef struct
{
  FalkScene *scene;
  const FalkRecord *record;
  const char *step;
  guint layer;
  gboolean layered, reverse;
  gint64 state, b, t, unit;
  FalkHeat scales[FALK_GATE_COUNT]; /* in the record's order */
  FalkBox maps; /* all of them with the gaps between */
} Live;

/* The distance between ticks: 1, 2 or 5 times a power of ten. */
static gint64
tick_step (gint64 n)
{
  static const gint64 nice[] = { 1, 2, 5 };

  for (gint64 power = 1;; power *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (nice); i++)
      if (n / (nice[i] * power) <= TICKS_MAX)
        return nice[i] * power;
}

static double
time_x (const Live *live, gint64 t)
{
  return live->maps.x
         + live->maps.w * (double)t / (double)MAX (live->record->T, 1);
}

static void
draw_axis (const Live *live)
{
  gint64 T = live->record->T, step = tick_step (T);
  double y = live->maps.y + live->maps.h;
  const char *last = falk_scene_digits (live->scene, T);
  double free =
      time_x (live, T) - falk_type_width (FALK_TYPE_SMALL, last) * 1.5 - 16;

  for (gint64 t = 0; t <= T; t += step)
    {
      double x = time_x (live, t);
      const char *digits = falk_scene_digits (live->scene, t);

      if (t < T && x + falk_type_width (FALK_TYPE_SMALL, digits) / 2 > free)
        continue;
      falk_pen_line (live->scene, (FalkPoint){ x, y }, (FalkPoint){ x, y + 4 },
                     FALK_INK_LINE, 1);
      falk_pen_text (live->scene, x, y + 16, FALK_ANCHOR_MIDDLE,
                     FALK_TYPE_SMALL, FALK_INK_TIME, digits);
    }
  if (T % step != 0)
    {
      falk_pen_line (live->scene, (FalkPoint){ time_x (live, T), y },
                     (FalkPoint){ time_x (live, T), y + 4 }, FALK_INK_LINE, 1);
      falk_pen_text (live->scene, time_x (live, T), y + 16, FALK_ANCHOR_MIDDLE,
                     FALK_TYPE_SMALL, FALK_INK_TIME, last);
    }
  falk_pen_text (live->scene, time_x (live, T), y + 30, FALK_ANCHOR_END,
                 FALK_TYPE_SMALL, FALK_INK_TIME, "time");
}

/* The row of the unit that is singled out, and its value at the cursor. */
static void
draw_unit (const Live *live, FalkGate gate, FalkBox box)
{
  gint64 H = falk_record_width (live->record, gate), h = live->unit;
  double row = box.h / (double)MAX (H, 1);
  float value;

  if (h < 0 || h >= H || live->record->T == 0)
    return;
  value =
      falk_record_get (live->record, gate, live->state, live->t, live->b, h);
  falk_pen_rect (
      live->scene,
      (FalkBox){ box.x, box.y + row * (double)h, box.w, MAX (row, 2) },
      FALK_INK_NONE, FALK_INK_ACCENT);
  falk_pen_text (live->scene, box.x + box.w + 10, box.y + box.h / 2 + 4,
                 FALK_ANCHOR_START, FALK_TYPE_CODE_BOLD, FALK_INK_TEXT,
                 falk_scene_keep (live->scene, "%.4f", (double)value));
}

/* Steps that a shorter sequence of a packed batch doesn't have. */
static void
draw_padding (const Live *live, FalkBox box)
{
  gint64 length = falk_record_length (live->record, live->b);
  double x = time_x (live, length);

  if (length < live->record->T)
    falk_pen_hatch (live->scene,
                    (FalkBox){ x, box.y, box.x + box.w - x, box.h },
                    FALK_INK_GHOST);
}

static void
draw_map (const Live *live, guint row)
{
  FalkGate gate = falk_record_gate (live->record, row);
  const FalkGateLook *look = falk_gate_look (gate);
  FalkBox box = { live->maps.x, live->maps.y + row * (MAP_H + MAP_GAP),
                  live->maps.w, MAP_H };
  FalkHeat heat = falk_heat_gate_over_time (live->record, gate, live->state,
                                            live->b, &live->scales[row]);

  falk_pen_text (live->scene, PAD, box.y + MAP_H / 2, FALK_ANCHOR_START,
                 FALK_TYPE_NUMBER, FALK_INK_TEXT, look->letter);
  falk_pen_text (live->scene, PAD, box.y + MAP_H / 2 + 14, FALK_ANCHOR_START,
                 FALK_TYPE_SMALL, FALK_INK_MUTED, look->word);
  falk_pen_heat (live->scene, box, &heat);
  draw_padding (live, box);
  falk_pen_rect (live->scene, box, FALK_INK_NONE, FALK_INK_LINE);
  falk_pen_name (live->scene, look->id,
                 "%s: %" G_GINT64_FORMAT " units over %" G_GINT64_FORMAT
                 " steps, %g to %g",
                 look->word, heat.rows, heat.cols, heat.lo, heat.hi);
  draw_unit (live, gate, box);
}

/* A strip of the scale with the values at its ends. Gives its left edge. */
static double
draw_scale (FalkScene *scene, double right, const FalkHeat *scale,
            const char *names)
{
  FalkHeat heat = *scale;
  float *values = g_new (float, 64);
  const char *hi = falk_scene_keep (scene, "%.3g", heat.hi);
  const char *lo =
      heat.lo < 0 ? falk_scene_keep (scene, "−%.3g", -heat.lo) : "0";
  double x = right - falk_type_width (FALK_TYPE_SMALL, hi) - 6 - 64;

  for (int i = 0; i < 64; i++)
    values[i] = (float)(heat.lo + (heat.hi - heat.lo) * i / 63);
  falk_scene_take (scene, values);
  heat.values = values;
  heat.rows = heat.col_stride = 1;
  heat.cols = heat.row_stride = 64;
  falk_pen_text (scene, right, 30, FALK_ANCHOR_END, FALK_TYPE_SMALL,
                 FALK_INK_MUTED, hi);
  falk_pen_heat (scene, (FalkBox){ x, 22, 64, 9 }, &heat);
  falk_pen_rect (scene, (FalkBox){ x, 22, 64, 9 }, FALK_INK_NONE, FALK_INK_LINE)
      ->width = 0.6;
  x -= 6;
  falk_pen_text (scene, x, 30, FALK_ANCHOR_END, FALK_TYPE_SMALL, FALK_INK_MUTED,
                 lo);
  x -= falk_type_width (FALK_TYPE_SMALL, lo) + 8;
  falk_pen_text (scene, x, 30, FALK_ANCHOR_END, FALK_TYPE_STRONG, FALK_INK_TEXT,
                 names);
  return x - falk_type_width (FALK_TYPE_STRONG, names);
}

/* One strip for all gates of a scale, the last gate's scale rightmost. Gives
 * the left edge of them all. */
static double
draw_scales (const Live *live, double right)
{
  const FalkRecord *record = live->record;
  guint n = falk_record_n_gates (record);
  guint drawn = 0; /* a bit for each gate */

  for (guint i = n; i > 0; i--)
    {
      const FalkHeat *scale = &live->scales[i - 1];
      g_autoptr (GString) names = g_string_new (NULL);

      if (drawn >> (i - 1) & 1)
        continue;
      for (guint k = 0; k < i; k++)
        {
          if (live->scales[k].lo != scale->lo
              || live->scales[k].hi != scale->hi)
            continue;
          drawn |= 1u << k;
          g_string_append_printf (
              names, "%s%s", names->len ? ", " : "",
              falk_gate_look (falk_record_gate (record, k))->letter);
        }
      right = draw_scale (live->scene, right, scale,
                          falk_scene_keep (live->scene, "%s", names->str))
              - 24;
    }
  return right;
}

/* " of 5 steps": of a sequence of a packed batch that is shorter. */
static const char *
length_words (const Live *live)
{
  gint64 length = falk_record_length (live->record, live->b);

  return length < live->record->T ? falk_scene_keep (
             live->scene, " of %" G_GINT64_FORMAT " steps", length)
                                  : "";
}

static void
draw_head (const Live *live, double width)
{
  const FalkRecord *record = live->record;
  double right = draw_scales (live, width - PAD);
  const char *title = falk_scene_keep (
      live->scene, "%s · step %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT,
      live->step, live->t + 1, record->T);
  const char *layer =
      live->layered
          ? falk_scene_keep (live->scene, " · layer %u %s", live->layer,
                             live->reverse ? "reverse" : "forward")
          : "";

  falk_pen_text_in (live->scene, PAD, 30, right - PAD, FALK_ANCHOR_START,
                    FALK_TYPE_TITLE, FALK_INK_TEXT, title);
  falk_pen_text_in (live->scene, PAD, 46, width - 2 * PAD, FALK_ANCHOR_START,
                    FALK_TYPE_SMALL, FALK_INK_MUTED,
                    falk_scene_keep (live->scene,
                                     "sequence %" G_GINT64_FORMAT
                                     " of %" G_GINT64_FORMAT
                                     "%s · %" G_GINT64_FORMAT " units%s",
                                     live->b + 1, record->B,
                                     length_words (live), record->H, layer));
  live->scene->title = g_strdup (title);
}

static void
draw_cursor (const Live *live)
{
  double x = time_x (live, live->t), w = time_x (live, live->t + 1) - x;
  double wide = MAX (w, 4);

  falk_pen_round (live->scene,
                  (FalkBox){ x + (w - wide) / 2 - 1, live->maps.y - 3, wide + 2,
                             live->maps.h + 6 },
                  3, FALK_INK_NONE, FALK_INK_ACCENT)
      ->width = 2;
  falk_pen_name (live->scene, "cursor", "step %" G_GINT64_FORMAT, live->t + 1);
}

static const FalkRecord *
find_record (const FalkSubject *subject, const FalkSceneOptions *options)
{
  guint n = subject->inference->n_steps;

  if (!subject->run)
    return NULL;
  if (options->step >= 0 && (guint)options->step < n)
    return falk_run_record (subject->run, (guint)options->step);
  for (guint i = 0; i < n; i++)
    if (falk_run_record (subject->run, i))
      return falk_run_record (subject->run, i);
  return NULL;
}

FalkScene *
falk_scene_live (const FalkSubject *subject, const FalkSceneOptions *options)
{
  double scale = options->text_scale > 0 ? options->text_scale : 1;
  double width =
      MAX ((options->width > 0 ? options->width : 840 * scale) / scale, 480);
  const FalkRecord *record = find_record (subject, options);
  const FalkStep *step;
  gint64 directions;
  Live live = { .record = record, .unit = options->unit };

  if (!record || record->T == 0 || record->B == 0 || record->H == 0)
    return NULL;
  step = falk_model_step (subject->model, record->step);
  directions = falk_step_directions (step);
  live.scene = falk_scene_begin (width, 0);
  live.scene->run = falk_run_ref (subject->run);
  live.step = step->name;
  live.layered = falk_rule (step->op)->layered;
  live.state = CLAMP (options->state, 0, record->states - 1);
  live.layer = (guint)(live.state / directions);
  live.reverse = live.state % directions == 1;
  live.b = CLAMP (options->sequence, 0, record->B - 1);
  live.t =
      options->time < 0 ? record->T - 1 : MIN (options->time, record->T - 1);
  live.maps =
      (FalkBox){ PAD + LABEL_W, TOP + 8,
                 width - 2 * PAD - LABEL_W
                     - (options->unit >= 0 ? VALUES_W : 0),
                 falk_record_n_gates (record) * (MAP_H + MAP_GAP) - MAP_GAP };
  for (guint i = 0; i < falk_record_n_gates (record); i++)
    live.scales[i] =
        falk_heat_gate_scale (record, falk_record_gate (record, i), live.state);
  draw_head (&live, width);
  for (guint row = 0; row < falk_record_n_gates (record); row++)
    draw_map (&live, row);
  draw_axis (&live);
  draw_cursor (&live);
  live.scene->height = live.maps.y + live.maps.h + 44;
  falk_scene_fit (live.scene, options);
  return live.scene;
}
