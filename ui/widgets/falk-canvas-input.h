/* SPDX-License-Identifier: MIT */
/* What the pointer, the keyboard and fingers do to a canvas. */
#pragma once

#include "falk-canvas.h"

G_BEGIN_DECLS

/* Gives @canvas its event controllers; called once, when it is made. */
void falk_canvas_add_input (FalkCanvas *canvas);

G_END_DECLS
