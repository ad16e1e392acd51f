/* SPDX-License-Identifier: MIT */
#include "falk-screenshot.h"

#include <glib/gstdio.h>

#define FRAMES_MAX 20 /* frames to wait for one that is complete */

typedef struct
{
  GtkWindow *window; /* owned */
  char *path; /* owned */
  guint frames; /* waited for so far */
  gulong handler;
} Shot;

/* The window as a texture; NULL while a part of it has no place yet, as
 * happens in a frame right after a change. */
static GdkTexture *
texture_of (GtkWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;
  graphene_rect_t area;
  graphene_rect_init (&area, 0, 0, (float)width, (float)height);
  GdkTexture *texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (window)), node, &area);
  gsk_render_node_unref (node);
  return texture;
}

static void
save (GdkTexture *texture, const char *path)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  if (!gdk_texture_save_to_png (texture, part) || g_rename (part, path) != 0)
    g_printerr ("falk-window: %s can't be written.\n", path);
}

static void
end_shot (Shot *shot, GdkFrameClock *clock)
{
  g_signal_handler_disconnect (clock, shot->handler);
  g_object_unref (shot->window);
  g_free (shot->path);
  g_free (shot);
}

static void
after_paint_cb (GdkFrameClock *clock, Shot *shot)
{
  /* The first frame may have been under way when the picture was asked for. */
  shot->frames++;
  g_autoptr (GdkTexture) texture =
      shot->frames > 1 ? texture_of (shot->window) : NULL;
  if (texture == NULL && shot->frames < FRAMES_MAX)
    {
      gtk_widget_queue_draw (GTK_WIDGET (shot->window));
      return;
    }
  if (texture != NULL)
    save (texture, shot->path);
  else
    g_printerr ("falk-window: the window can't be pictured.\n");
  end_shot (shot, clock);
}

void
falk_screenshot_save (GtkWindow *window, const char *path)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_return_if_fail (clock != NULL);
  Shot *shot = g_new0 (Shot, 1);
  shot->window = g_object_ref (window);
  shot->path = g_strdup (path);
  shot->handler = g_signal_connect (clock, "after-paint",
                                    G_CALLBACK (after_paint_cb), shot);
  gtk_widget_queue_draw (GTK_WIDGET (window));
}
