/* SPDX-License-Identifier: MIT */
/* What the numbers of a picture say when they are pointed at. Private to this
 * layer. */
#pragma once

#include "falk-pen.h"

G_BEGIN_DECLS

/* Gives every text that is a number of @explanation (which may be NULL), and
 * has no sentence yet, the one that says where it comes from. */
void falk_scene_hover_numbers (FalkScene *scene,
                               const FalkExplanation *explanation);

G_END_DECLS
