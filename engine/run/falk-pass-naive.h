/* SPDX-License-Identifier: MIT */
/* The naive twin of falk-pass.h: the equations as plain loops, summed in
 * double, with no library. Slow, and kept because it is easy to believe:
 * tests compare the engine with it. */
#pragma once

#include "falk-pass.h"

G_BEGIN_DECLS

/* As falk_pass_run(). */
FalkEnd falk_pass_run_naive (const FalkPass *pass, const FalkWatch *watch);

G_END_DECLS
