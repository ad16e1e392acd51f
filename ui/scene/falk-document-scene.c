/* SPDX-License-Identifier: MIT */
/* The exported picture: chain, scheme and live view on the left, the panel
 * on the right, or below where it is narrow. */
#include "falk-panel.h"
#include "falk-scheme.h"

#define WIDTH_DEFAULT 1240.0
#define WORDS_DEFAULT 640.0 /* where there are words alone */
#define WIDTH_MIN 640.0
#define PANEL_W 372.0
#define PANEL_PAD 18.0
#define PAD 24.0
#define PART_GAP 10.0 /* between the picture and a part below it */
#define WIDTH_MAX 1280.0 /* what is wider is this picture, enlarged */
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
  inner.alone = FALSE;
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

/* What is said beside the picture, in parts that go where there is room. */
typedef enum
{
  PART_STATE,
  PART_NUMBERS,
  PART_NOTES,
  PART_RUN,
  PART_FACTS,
  N_PARTS
} Part;

/* NULL where there is nothing to say. */
static FalkScene *
make_part (Part part, const FalkSubject *subject,
           const FalkSceneOptions *options, double width)
{
  FalkScene *scene = falk_scene_begin (width, 0);
  FalkProduct product;
  const FalkStep *step;

  switch (part)
    {
    case PART_STATE:
      scene->height = falk_panel_agreements (scene, subject, 0, 0, width);
      break;
    case PART_NUMBERS:
      if (!subject->model)
        break;
      step = falk_scene_product (subject, options, &product);
      scene->height =
          falk_panel_numbers (scene, subject, step ? &product : NULL,
                              step ? step->name : NULL, 0, 0, width);
      break;
    case PART_NOTES:
      scene->height = falk_panel_notes (scene, subject, 0, 0, width);
      break;
    case PART_RUN:
      scene->height = falk_panel_run (scene, subject, 0, 0, width);
      break;
    case PART_FACTS:
      scene->height = falk_panel_facts (scene, subject, 0, 0, width);
      break;
    case N_PARTS:
      break;
    }
  if (scene->height <= 0)
    g_clear_pointer (&scene, falk_scene_free);
  return scene;
}

/* A place where parts are stacked. */
typedef struct
{
  double x, y;
} Column;

/* Puts every part into the column that ends first, of columns as good as each
 * other the earlier one. */
static void
fill_columns (FalkScene *scene, const FalkSubject *subject,
              const FalkSceneOptions *options, Column *columns, guint n,
              double width)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      FalkScene *part = make_part ((Part)i, subject, options, width);
      Column *best = &columns[0];

      for (guint k = 1; k < n; k++)
        if (columns[k].y < best->y)
          best = &columns[k];
      if (!part)
        continue;
      best->y += part->height;
      falk_scene_append (scene, part, best->x, best->y - part->height);
    }
}

/* The panel beside the rest, whose lower edge is at @bottom; what finds no
 * room in it goes below the rest. Gives the lower edge of both. */
static double
draw_beside (FalkScene *scene, const FalkSubject *subject,
             const FalkSceneOptions *options, double left, double bottom)
{
  double x = left + PANEL_PAD, width = PANEL_W - 2 * PANEL_PAD;
  double y = falk_panel_headline (scene, subject, x, 22, width);
  guint n = left >= 2 * width + 3 * PAD ? 3 : 2;
  Column columns[3] = { { x, 0 },
                        { PAD, bottom + PART_GAP },
                        { PAD + width + PAD, bottom + PART_GAP } };

  columns[0].y = falk_panel_causes (scene, subject, x, y, width);
  fill_columns (scene, subject, options, columns, n, width);
  for (guint i = 1; i < n; i++)
    if (columns[i].y > bottom + PART_GAP)
      bottom = columns[i].y;
  y = falk_panel_legend (scene, x, MAX (columns[0].y, bottom - 46), width) + 14;
  return MAX (y, bottom + 4);
}

static double
draw_below (FalkScene *scene, const FalkSubject *subject,
            const FalkSceneOptions *options, double y, double width)
{
  Column column = { PAD, 0 };

  y = falk_panel_headline (scene, subject, PAD, y + 8, width);
  column.y = falk_panel_causes (scene, subject, PAD, y, width);
  fill_columns (scene, subject, options, &column, 1, width);
  return falk_panel_legend (scene, PAD, column.y, width) + 14;
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

static FalkScene *
finish (FalkScene *scene, const FalkSubject *subject,
        const FalkSceneOptions *options, double scale)
{
  scene->description = describe (subject);
  falk_scene_scale (scene,
                    options->width > 0 ? options->width / scene->width : scale);
  return scene;
}

/* What is said alone: of an error text that has no step to be drawn. */
static void
draw_words (FalkScene *scene, const FalkSubject *subject,
            const FalkSceneOptions *options, double width)
{
  Column column = { PAD, 0 };
  double y = falk_panel_headline (scene, subject, PAD, PAD, width - 2 * PAD);

  y = falk_panel_differs (scene, subject, PAD, y, width - 2 * PAD);
  column.y = falk_panel_causes (scene, subject, PAD, y, width - 2 * PAD);
  fill_columns (scene, subject, options, &column, 1, width - 2 * PAD);
  scene->height = column.y + PAD;
}

FalkScene *
falk_scene_document (const FalkSubject *subject,
                     const FalkSceneOptions *options)
{
  double scale = options->text_scale > 0 ? options->text_scale : 1;
  double asked = options->width > 0 ? options->width / scale
                 : subject->model   ? WIDTH_DEFAULT
                                    : WORDS_DEFAULT;
  double width = CLAMP (asked, WIDTH_MIN, WIDTH_MAX);
  gboolean narrow = width < NARROW;
  double left = narrow ? width : width - PANEL_W;
  FalkScene *scene = falk_scene_begin (width, 0);
  guint ground = scene->marks->len;
  double bottom;

  if (!subject->model)
    {
      draw_words (scene, subject, options, width);
      return finish (scene, subject, options, scale);
    }
  if (!narrow)
    falk_pen_rect (scene, (FalkBox){ left, 0, PANEL_W, 0 }, FALK_INK_CARD,
                   FALK_INK_NONE);
  bottom = draw_left (scene, subject, options, left);
  scene->height =
      narrow ? draw_below (scene, subject, options, bottom, width - 2 * PAD)
             : draw_beside (scene, subject, options, left, bottom);
  if (!narrow)
    {
      g_array_index (scene->marks, FalkMark, ground).h = scene->height;
      falk_pen_line (scene, (FalkPoint){ left, 0 },
                     (FalkPoint){ left, scene->height }, FALK_INK_RULE, 1);
    }
  return finish (scene, subject, options, scale);
}
