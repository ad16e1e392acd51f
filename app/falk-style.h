/* SPDX-License-Identifier: MIT */
/* The style of the program: light or dark, as the person chose or as the
 * desktop has it, with the style sheet and its colours, which come from the
 * palette that the pictures are painted with.
 *
 * The desktop is asked through the settings portal (org.freedesktop.
 * appearance, color-scheme); where there is none, it counts as light.
 *
 * Signal "changed": another theme is in force. */
#pragma once

#include <gtk/gtk.h>

#include "falk-palette.h"

G_BEGIN_DECLS

#define FALK_TYPE_STYLE (falk_style_get_type ())
G_DECLARE_FINAL_TYPE (FalkStyle, falk_style, FALK, STYLE, GObject)

/* Loads the style sheet for the default display. */
FalkStyle *falk_style_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* "system", "light" or "dark"; FALSE when @scheme is none of them. */
gboolean falk_style_set_scheme (FalkStyle *style, const char *scheme);
const char *falk_style_get_scheme (FalkStyle *style); /* static */

/* The theme in force. */
FalkTheme falk_style_get_theme (FalkStyle *style);

G_END_DECLS
