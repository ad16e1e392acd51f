/* SPDX-License-Identifier: MIT */
#include "falk-draw.h"

#include <math.h>

static guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
next (guint64 *state)
{
  *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return mix (*state);
}

/* In 0 ... 1, both ends left out: a logarithm may be taken. */
static double
next_unit (guint64 *state)
{
  return ((double)(next (state) >> 12) + 0.5) / (double)(1ull << 52);
}

static guint64
add_text (guint64 state, const char *text)
{
  for (; text && *text; text++)
    state = mix (state + (guchar)*text + 1);
  return mix (state + 0x100);
}

static guint64
start (guint64 seed, const char *owner, const char *name)
{
  return add_text (add_text (mix (seed), owner), name);
}

void
falk_draw_uniform (guint64 seed, const char *owner, const char *name,
                   double bound, float *values, gsize count)
{
  guint64 state = start (seed, owner, name);

  for (gsize i = 0; i < count; i++)
    values[i] = (float)(bound * (2 * next_unit (&state) - 1));
}

/* The polar form's trouble with rejected pairs isn't worth its speed here:
 * this is the plain method of Box and Muller. */
void
falk_draw_normal (guint64 seed, const char *owner, const char *name,
                  float *values, gsize count)
{
  guint64 state = start (seed, owner, name);

  for (gsize i = 0; i < count; i += 2)
    {
      double radius = sqrt (-2 * log (next_unit (&state)));
      double angle = 2 * G_PI * next_unit (&state);

      values[i] = (float)(radius * cos (angle));
      if (i + 1 < count)
        values[i + 1] = (float)(radius * sin (angle));
    }
}

void
falk_draw_whole (guint64 seed, const char *owner, const char *name, gint64 end,
                 float *values, gsize count)
{
  guint64 state = start (seed, owner, name);

  for (gsize i = 0; i < count; i++)
    values[i] = (float)floor ((double)end * next_unit (&state));
}
