/* SPDX-License-Identifier: MIT */
/* The live view: the gates of a recurrent step over time, with a cursor, and
 * the controls that move it. Before a run it says why there is nothing.
 *
 * The view only shows: what its controls ask for they activate as "win.time",
 * "win.sequence", "win.state" and "win.unit" (each with an int32, from 0),
 * "win.time-prev", "win.time-next", "win.play" and "win.preview-fix" (an
 * int32). On the heat maps Left, Right, Home and End move the cursor, the
 * space bar plays, and a double click, Up and Down single out a unit.
 *
 * Signal "resized": the scene should be made again for another room. */
#pragma once

#include <gtk/gtk.h>

#include "falk-paint.h"
#include "falk-scene.h"

G_BEGIN_DECLS

#define FALK_TYPE_LIVE_VIEW (falk_live_view_get_type ())
G_DECLARE_FINAL_TYPE (FalkLiveView, falk_live_view, FALK, LIVE_VIEW, GtkBox)

/* Where in a recording one looks. All indices from 0; state = layer ·
 * directions + direction. */
typedef struct
{
  gint64 time, T;
  gint64 sequence, B;
  gint64 state, states, directions;
  gint64 unit, H; /* unit: -1 for none that is singled out */
  gboolean playing;
  const char *step; /* the recurrent step's name; borrowed for the call */
  const char *banner; /* said before everything, or NULL */
} FalkLivePosition;

GtkWidget *falk_live_view_new (void);

/* Says @why there is nothing to see. @offer, if not NULL, is the label of a
 * button that activates "win.preview-fix" with 0. */
void falk_live_view_show_none (FalkLiveView *view, const char *why,
                               const char *offer);

/* Shows @scene, which it takes over, and sets the controls to @position. */
void falk_live_view_show (FalkLiveView *view, FalkScene *scene,
                          const FalkLivePosition *position);

/* Points of width that a scene should have to fill the view, given that its
 * height does not depend on it; 0 while that isn't known. */
double falk_live_view_get_room (FalkLiveView *view);

void falk_live_view_set_theme (FalkLiveView *view, FalkTheme theme);

G_END_DECLS
