/* SPDX-License-Identifier: MIT */
/* How axes are written in the picture: their colours and their words.
 * Private to this layer. */
#pragma once

#include "falk-axis.h"
#include "falk-pen.h"

G_BEGIN_DECLS

/* The colour of @role; FALK_INK_TEXT where it has none of its own. */
FalkInk falk_role_ink (FalkRole role);
FalkInk falk_axis_ink (const FalkAxis *axis);

/* The word under an axis's size: the argument that sets it ("input_size"),
 * else its role; "" where neither is known. Static or borrowed. */
const char *falk_axis_word (const FalkAxis *axis);

/* One sentence that says where the size comes from. The caller frees it. */
char *falk_axis_sentence (const FalkAxis *axis) G_GNUC_WARN_UNUSED_RESULT;

/* Where the size comes from, in a few words, or NULL. The caller frees it. */
char *falk_axis_origin (const FalkAxis *axis) G_GNUC_WARN_UNUSED_RESULT;

/* Pieces "50 × 32" in the colours of the factors, with roles ("3 gates × 20
 * hidden") when @roles. Strings belong to the scene. At most 4·3 pieces. */
#define FALK_AXIS_RUNS_MAX (FALK_FACTORS_MAX * 3)
guint falk_axis_runs (FalkScene *scene, const FalkAxis *axis, gboolean roles,
                      FalkType plain, FalkType bold,
                      FalkRunOfText runs[FALK_AXIS_RUNS_MAX]);

/* @size as digits, kept by @scene. */
const char *falk_scene_digits (FalkScene *scene, gint64 size);

G_END_DECLS
