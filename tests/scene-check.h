/* SPDX-License-Identifier: MIT */
/* What must hold of every picture: no text lies on another, under something
 * opaque, outside the scene, or across the edge of a frame: the product, a
 * card of the two readings. */
#pragma once

#include "falk-scene.h"

/* A sentence about the first thing that is wrong, or NULL. The caller frees
 * it. */
char *scene_check (const FalkScene *scene);
