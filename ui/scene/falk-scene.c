/* SPDX-License-Identifier: MIT */
#include "falk-pen.h"

#include <string.h>

FalkScene *
falk_scene_begin (double width, double height)
{
  FalkScene *scene = g_new0 (FalkScene, 1);

  scene->width = width;
  scene->height = height;
  scene->scale = 1;
  scene->marks = g_array_new (FALSE, FALSE, sizeof (FalkMark));
  scene->strings = g_string_chunk_new (1024);
  scene->blocks = g_ptr_array_new_with_free_func (g_free);
  scene->bytes = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  return scene;
}

void
falk_scene_free (FalkScene *scene)
{
  if (!scene)
    return;
  g_array_unref (scene->marks);
  g_string_chunk_free (scene->strings);
  g_ptr_array_unref (scene->blocks);
  g_ptr_array_unref (scene->bytes);
  g_free (scene->title);
  g_free (scene->description);
  g_clear_pointer (&scene->run, falk_run_unref);
  g_free (scene);
}

void
falk_scene_take (FalkScene *scene, gpointer memory)
{
  g_ptr_array_add (scene->blocks, memory);
}

const FalkMark *
falk_scene_mark (const FalkScene *scene, guint index)
{
  g_return_val_if_fail (index < scene->marks->len, NULL);
  return &g_array_index (scene->marks, FalkMark, index);
}

/* Moves and enlarges @mark: every length is first moved by @dx, @dy and then
 * multiplied by @factor. */
static void
transform (FalkMark *mark, double dx, double dy, double factor)
{
  mark->x = (mark->x + dx) * factor;
  mark->y = (mark->y + dy) * factor;
  mark->w *= factor;
  mark->h *= factor;
  mark->radius *= factor;
  mark->width *= factor;
  mark->font.size *= factor;
  mark->anchor_x = (mark->anchor_x + dx) * factor;
  mark->baseline = (mark->baseline + dy) * factor;
  for (guint i = 0; i < mark->n_points; i++)
    {
      mark->points[i].x = (mark->points[i].x + dx) * factor;
      mark->points[i].y = (mark->points[i].y + dy) * factor;
    }
}

static const char *
keep (FalkScene *scene, const char *text)
{
  return text ? g_string_chunk_insert (scene->strings, text) : NULL;
}

/* The values of heat maps stay where they are: @part's owned memory goes
 * over to @scene. */
void
falk_scene_append (FalkScene *scene, FalkScene *part, double dx, double dy)
{
  for (guint i = 0; i < part->marks->len; i++)
    {
      FalkMark mark = *falk_scene_mark (part, i);

      mark.text = keep (scene, mark.text);
      mark.id = keep (scene, mark.id);
      mark.tooltip = keep (scene, mark.tooltip);
      transform (&mark, dx, dy, 1);
      g_array_append_val (scene->marks, mark);
    }
  for (guint i = 0; i < part->blocks->len; i++)
    falk_scene_take (scene, g_ptr_array_index (part->blocks, i));
  g_ptr_array_set_free_func (part->blocks, NULL);
  for (guint i = 0; i < part->bytes->len; i++)
    g_ptr_array_add (scene->bytes,
                     g_bytes_ref (g_ptr_array_index (part->bytes, i)));
  if (part->run && !scene->run)
    scene->run = falk_run_ref (part->run);
  falk_scene_free (part);
}

void
falk_scene_scale (FalkScene *scene, double factor)
{
  for (guint i = 0; i < scene->marks->len; i++)
    transform (&g_array_index (scene->marks, FalkMark, i), 0, 0, factor);
  scene->width *= factor;
  scene->height *= factor;
  scene->scale *= factor;
}

void
falk_scene_fit (FalkScene *scene, const FalkSceneOptions *options)
{
  double scale = options->text_scale > 0 ? options->text_scale : 1;

  if (options->width > 0 && scene->width * scale > options->width)
    scale = options->width / scene->width;
  if (scale != 1)
    falk_scene_scale (scene, scale);
}

#define REACH 12.0 /* points: the least that is comfortable to point at */

static gboolean
within (const FalkMark *mark, double x, double y)
{
  double px = MAX (0, REACH - mark->w) / 2;
  double py = MAX (0, REACH - mark->h) / 2;

  return x >= mark->x - px && x <= mark->x + mark->w + px && y >= mark->y - py
         && y <= mark->y + mark->h + py;
}

const FalkMark *
falk_scene_hit (const FalkScene *scene, double x, double y)
{
  for (guint i = scene->marks->len; i-- > 0;)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      if (mark->id && within (mark, x, y))
        return mark;
    }
  return NULL;
}

const FalkMark *
falk_scene_find (const FalkScene *scene, const char *id)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const FalkMark *mark = falk_scene_mark (scene, i);

      if (g_strcmp0 (mark->id, id) == 0)
        return mark;
    }
  return NULL;
}
