/* SPDX-License-Identifier: MIT */
#include "falk-singular.h"

#include <string.h>

/* What Falk's sentences count. */
static const struct
{
  const char *many, *one;
} nouns[] = {
  { "axes", "axis" },
  { "channels", "channel" },
  { "columns", "column" },
  { "elements", "element" },
  { "entries", "entry" },
  { "features", "feature" },
  { "lengths", "length" },
  { "predictions", "prediction" },
  { "rows", "row" },
  { "samples", "sample" },
  { "sequences", "sequence" },
  { "states", "state" },
  { "steps", "step" },
  { "targets", "target" },
  { "time steps", "time step" },
};

/* Whether the 1 at @at is a number of its own, and no end of 21, 0.1 or -1. */
static gboolean
is_alone (const char *text, const char *at)
{
  return at == text || !strchr ("0123456789.,-", at[-1]);
}

/* Shortens the noun at @noun, which ends where no letter follows. */
static void
shorten (char *noun)
{
  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    {
      gsize many = strlen (nouns[i].many), one = strlen (nouns[i].one);

      if (!g_str_has_prefix (noun, nouns[i].many)
          || g_ascii_isalnum (noun[many]))
        continue;
      memcpy (noun, nouns[i].one, one);
      memmove (noun + one, noun + many, strlen (noun + many) + 1);
      return;
    }
}

char *
falk_singular (char *text)
{
  for (char *at = text ? strstr (text, "1 ") : NULL; at;
       at = strstr (at + 1, "1 "))
    if (is_alone (text, at))
      shorten (at + 2);
  return text;
}
