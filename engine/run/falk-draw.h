/* SPDX-License-Identifier: MIT */
/* Values drawn at random, the same on every machine: a counter through the
 * mixing function of SplitMix64 (Steele, Lea, Flood: Fast splittable
 * pseudorandom number generators, OOPSLA 2014). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fills @values with @count numbers uniform in -bound ... bound.
 *
 * What is drawn depends on @seed, @owner and @name alone (a step and its
 * parameter, or a tensor), so that a change of one step doesn't change the
 * values of another. @owner may be NULL. */
void falk_draw_uniform (guint64 seed, const char *owner, const char *name,
                        double bound, float *values, gsize count);

/* The same from the standard normal distribution; the last bits are those of
 * the C library's logarithm and cosine. */
void falk_draw_normal (guint64 seed, const char *owner, const char *name,
                       float *values, gsize count);

/* Whole numbers from 0 up to and without @end, all equally likely; @end is 1
 * to 2^24, so that float32 holds them. */
void falk_draw_whole (guint64 seed, const char *owner, const char *name,
                      gint64 end, float *values, gsize count);

G_END_DECLS
