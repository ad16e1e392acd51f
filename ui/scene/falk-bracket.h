/* SPDX-License-Identifier: MIT */
/* Brackets: the ways in which rows may be two axes flattened, each as two bars
 * that a bracket joins. Private to this layer. */
#pragma once

#include "falk-pen.h"

G_BEGIN_DECLS

/* Whether the input's axes were worked out from a number of rows, of the step
 * @index, so that other ways are open. */
gboolean falk_bracket_shows (const FalkSubject *subject, guint index);

/* A scene of its own: one bracket for each way, likeliest first, the one that
 * the picture above shows marked. */
FalkScene *falk_bracket_scene (const FalkSubject *subject,
                               double width) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
