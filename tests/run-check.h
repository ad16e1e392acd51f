/* SPDX-License-Identifier: MIT */
/* What the tests of engine/run share: random arrays, and a comparison that
 * names the worst element. */
#pragma once

#include <glib.h>

/* @count values, uniform in -bound ... bound, owned by @pool. */
float *check_values (GRand *rand, GPtrArray *pool, gsize count, double bound);

/* @count NaNs, owned by @pool: what nobody writes fails every comparison. */
float *check_unset (GPtrArray *pool, gsize count);

/* Fails the test where |found - wanted| > tolerance for any of @count
 * elements or either is NaN, naming the worst one. Gives the largest
 * difference. @what names the array in the message. */
double check_close (const char *what, const float *found, const float *wanted,
                    gsize count, double tolerance);

/* The largest of |values|, at least 1: what a tolerance is relative to. */
double check_scale (const float *values, gsize count);
