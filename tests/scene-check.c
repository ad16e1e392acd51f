/* SPDX-License-Identifier: MIT */
#include "scene-check.h"

#define SLACK 0.4 /* points two boxes may share: a scale rounds */

static gboolean
overlap (const FalkMark *a, const FalkMark *b)
{
  return a->x + a->w - SLACK > b->x && b->x + b->w - SLACK > a->x
         && a->y + a->h - SLACK > b->y && b->y + b->h - SLACK > a->y;
}

static gboolean
is_opaque (const FalkMark *mark)
{
  return (mark->kind == FALK_MARK_RECT || mark->kind == FALK_MARK_HEAT)
         && (mark->fill != FALK_INK_NONE || mark->kind == FALK_MARK_HEAT);
}

/* What a text is either inside or beside. */
static const char *const frames[] = { "product", "reading-0", "reading-1" };

static gboolean
crosses (const FalkMark *text, const FalkMark *box)
{
  return overlap (text, box)
         && (text->x < box->x - SLACK || text->y < box->y - SLACK
             || text->x + text->w > box->x + box->w + SLACK
             || text->y + text->h > box->y + box->h + SLACK);
}

/* The id of the frame whose edge @text lies across, or NULL. */
static const char *
crossed (const FalkScene *scene, const FalkMark *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      const FalkMark *frame = falk_scene_find (scene, frames[i]);

      if (frame && crosses (text, frame))
        return frames[i];
    }
  return NULL;
}

char *
scene_check (const FalkScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *a = falk_scene_mark (scene, i);

      if (a->kind != FALK_MARK_TEXT || a->w == 0)
        continue;
      if (a->x < -SLACK || a->y < -SLACK || a->x + a->w > scene->width + SLACK
          || a->y + a->h > scene->height + SLACK)
        return g_strdup_printf ("\"%s\" leaves the scene", a->text);
      if (crossed (scene, a))
        return g_strdup_printf ("\"%s\" crosses the edge of %s", a->text,
                                crossed (scene, a));
      for (guint k = i + 1; k < scene->marks->len; k++)
        {
          const FalkMark *b = falk_scene_mark (scene, k);

          if (b->kind == FALK_MARK_TEXT && overlap (a, b))
            return g_strdup_printf ("\"%s\" lies on \"%s\"", b->text, a->text);
          if (is_opaque (b) && overlap (a, b))
            return g_strdup_printf ("\"%s\" is covered by a mark with id %s",
                                    a->text, b->id);
        }
    }
  return NULL;
}
