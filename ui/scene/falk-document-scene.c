/* SPDX-License-Identifier: MIT */
/* The exported picture: chain, scheme and live view on the left, the panel
 * on the right, or below where it is narrow. */
#include "falk-panel.h"
#include "falk-scheme.h"

#define WIDTH_DEFAULT 1240.0
#define PANEL_W 372.0
#define PANEL_PAD 18.0
#define NARROW 1010.0 /* points; below this the panel goes below */

/* Puts @part under what is there. Gives the new lower edge. */
static double
stack (FalkScene *scene, FalkScene *part, double y)
{
  double height = part->height;

  falk_scene_append (scene, part, 0, y);
  return y + height;
}

static double
draw_left (FalkScene *scene, const FalkSubject *subject,
           const FalkSceneOptions *options, double width)
{
  FalkSceneOptions inner = *options;
  FalkScene *scheme, *live;
  double y;

  inner.width = width;
  inner.text_scale = 1;
  scheme = falk_scene_new (subject, &inner);
  scene->title = g_strdup_printf ("%s: %s", subject->model->name,
                                  scheme->title ? scheme->title : "");
  y = stack (scene, falk_scene_chain (subject, &inner), 0);
  falk_pen_line (scene, (FalkPoint){ 0, y }, (FalkPoint){ width, y },
                 FALK_INK_RULE, 1);
  y = stack (scene, scheme, y + 6);
  live = falk_scene_live (subject, &inner);
  if (live)
    {
      falk_pen_line (scene, (FalkPoint){ 0, y }, (FalkPoint){ width, y },
                     FALK_INK_RULE, 1);
      y = stack (scene, live, y + 4);
    }
  return y;
}

static double
draw_panel (FalkScene *scene, const FalkSubject *subject,
            const FalkSceneOptions *options, double x, double y, double width)
{
  FalkProduct product;
  gboolean has_product = falk_scene_product (subject, options, &product);

  y = falk_panel_headline (scene, subject, x, y, width);
  y = falk_panel_causes (scene, subject, x, y, width);
  y = falk_panel_numbers (scene, subject, has_product ? &product : NULL, x, y,
                          width);
  y = falk_panel_run (scene, subject, x, y, width);
  return falk_panel_facts (scene, subject, x, y, width);
}

static char *
describe (const FalkSubject *subject)
{
  const FalkExplanation *explanation = subject->explanation;
  const FalkCause *cause =
      explanation && explanation->causes && explanation->causes->len
          ? g_ptr_array_index (explanation->causes, 0)
          : NULL;

  if (!explanation)
    return g_strdup (subject->inference->ok ? "The model fits its input."
                                            : "The model does not fit its "
                                              "input.");
  return g_strdup_printf (
      "%s. %s%s%s", explanation->headline ? explanation->headline : "",
      explanation->what ? explanation->what : "",
      cause ? " Likely cause: " : "", cause ? cause->title : "");
}

FalkScene *
falk_scene_document (const FalkSubject *subject,
                     const FalkSceneOptions *options)
{
  double scale = options->text_scale > 0 ? options->text_scale : 1;
  double width = MAX (
      (options->width > 0 ? options->width : WIDTH_DEFAULT * scale) / scale,
      640);
  gboolean narrow = width < NARROW;
  double left = narrow ? width : width - PANEL_W;
  double x = narrow ? 24 : left + PANEL_PAD;
  double panel = narrow ? width - 48 : PANEL_W - 2 * PANEL_PAD;
  FalkScene *scene = falk_scene_begin (width, 0);
  guint ground;
  double bottom, end;

  falk_pen_rect (scene, (FalkBox){ left, 0, PANEL_W, 0 }, FALK_INK_CARD,
                 FALK_INK_NONE);
  ground = scene->marks->len - 1;
  bottom = draw_left (scene, subject, options, left);
  end =
      draw_panel (scene, subject, options, x, narrow ? bottom + 8 : 22, panel);
  end = MAX (end, narrow ? 0 : bottom - 36);
  scene->height = falk_panel_legend (scene, x, end, panel) + 14;
  g_array_index (scene->marks, FalkMark, ground).h = scene->height;
  if (narrow)
    g_array_index (scene->marks, FalkMark, ground).w = 0;
  else
    falk_pen_line (scene, (FalkPoint){ left, 0 },
                   (FalkPoint){ left, scene->height }, FALK_INK_RULE, 1);
  scene->description = describe (subject);
  falk_scene_fit (scene, options);
  return scene;
}
