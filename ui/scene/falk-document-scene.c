/* SPDX-License-Identifier: MIT */
/* The exported picture: chain, scheme and live view on the left, the panel
 * on the right, or below where it is narrow. */
#include "falk-panel.h"
#include "falk-scheme.h"

#define WIDTH_DEFAULT 1240.0
#define WIDTH_MIN 640.0
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

/* Where the numbers come from, and what else is true, as a part of its own:
 * it goes below the causes or below the scheme, where there is room. */
static FalkScene *
make_notes (const FalkSubject *subject, const FalkSceneOptions *options,
            double width)
{
  FalkScene *part = falk_scene_begin (width, 0);
  FalkProduct product;
  const FalkStep *step = falk_scene_product (subject, options, &product);
  double y = falk_panel_numbers (part, subject, step ? &product : NULL,
                                 step ? step->name : NULL, 0, 0, width);

  y = falk_panel_run (part, subject, 0, y, width);
  part->height = falk_panel_facts (part, subject, 0, y, width);
  return part;
}

/* The panel beside the rest, whose lower edge is at @bottom. Gives the lower
 * edge of both. */
static double
draw_beside (FalkScene *scene, const FalkSubject *subject,
             const FalkSceneOptions *options, double left, double bottom)
{
  double x = left + PANEL_PAD, width = PANEL_W - 2 * PANEL_PAD;
  double y = falk_panel_headline (scene, subject, x, 22, width);
  FalkScene *notes = make_notes (subject, options, width);

  y = falk_panel_causes (scene, subject, x, y, width);
  if (y + notes->height > bottom && bottom + notes->height < y)
    {
      double height = notes->height;

      falk_scene_append (scene, notes, 24, bottom + 10);
      bottom += height + 10;
    }
  else
    {
      double height = notes->height;

      falk_scene_append (scene, notes, x, y);
      y += height;
    }
  return falk_panel_legend (scene, x, MAX (y, bottom - 46), width) + 14;
}

static double
draw_below (FalkScene *scene, const FalkSubject *subject,
            const FalkSceneOptions *options, double y, double width)
{
  FalkScene *notes = make_notes (subject, options, width);
  double height = notes->height;

  y = falk_panel_headline (scene, subject, 24, y + 8, width);
  y = falk_panel_causes (scene, subject, 24, y, width);
  falk_scene_append (scene, notes, 24, y);
  return falk_panel_legend (scene, 24, y + height, width) + 14;
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
  double asked = options->width > 0 ? options->width / scale : WIDTH_DEFAULT;
  double width = MAX (asked, WIDTH_MIN);
  gboolean narrow = width < NARROW;
  double left = narrow ? width : width - PANEL_W;
  FalkScene *scene = falk_scene_begin (width, 0);
  guint ground = scene->marks->len;
  double bottom;

  if (!narrow)
    falk_pen_rect (scene, (FalkBox){ left, 0, PANEL_W, 0 }, FALK_INK_CARD,
                   FALK_INK_NONE);
  bottom = draw_left (scene, subject, options, left);
  scene->height = narrow
                      ? draw_below (scene, subject, options, bottom, width - 48)
                      : draw_beside (scene, subject, options, left, bottom);
  if (!narrow)
    {
      g_array_index (scene->marks, FalkMark, ground).h = scene->height;
      falk_pen_line (scene, (FalkPoint){ left, 0 },
                     (FalkPoint){ left, scene->height }, FALK_INK_RULE, 1);
    }
  scene->description = describe (subject);
  falk_scene_fit (scene, options);
  return scene;
}
