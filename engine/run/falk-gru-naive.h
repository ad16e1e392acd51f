/* SPDX-License-Identifier: MIT */
/* The naive twin of falk-gru.h: the four equations as plain loops, summed in
 * double, with no library. Slow, and kept because it is easy to believe:
 * tests compare the engine with it. */
#pragma once

#include "falk-gru.h"

G_BEGIN_DECLS

/* As falk_gru_forward(). */
FalkEnd falk_gru_naive_forward (const FalkGru *gru, const FalkWatch *watch);

G_END_DECLS
