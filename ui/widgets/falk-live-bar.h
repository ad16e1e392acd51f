/* SPDX-License-Identifier: MIT */
/* The controls of the live view: step back, play, step on; the slider of
 * time; which sequence; which layer and direction. What they activate is in
 * falk-live-view.h. */
#pragma once

#include "falk-live-view.h"

G_BEGIN_DECLS

#define FALK_TYPE_LIVE_BAR (falk_live_bar_get_type ())
G_DECLARE_FINAL_TYPE (FalkLiveBar, falk_live_bar, FALK, LIVE_BAR, GtkBox)

GtkWidget *falk_live_bar_new (void);

/* Sets every control to @position; activates nothing. */
void falk_live_bar_show (FalkLiveBar *bar, const FalkLivePosition *position);

G_END_DECLS
