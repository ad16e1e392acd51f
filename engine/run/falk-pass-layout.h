/* SPDX-License-Identifier: MIT */
/* The working memory of a slice, as parts of one piece. Internal to
 * falk-pass.h. */
#pragma once

#include "falk-pass-slice.h"

G_BEGIN_DECLS

/* Parts of the working memory start at multiples of a cache line. */
#define FALK_PASS_ALIGN 16

enum
{
  FALK_PASS_PACKED, /* [G, Hp, P] recurrent weights */
  FALK_PASS_BIAS, /* [4, Hp] */
  FALK_PASS_PROJECTED, /* [chunk * B, G * H] and a vector of slack */
  FALK_PASS_STATE, /* [2, B, Pp] before and after a step, changing places */
  FALK_PASS_HIDDEN, /* [B, Hp] what a projection reads; nothing without one */
  FALK_PASS_CELL, /* [B, Hp] an LSTM's */
  FALK_PASS_GATHERED, /* [chunk * B, I] input copied, rows evenly spaced */
  FALK_PASS_BETWEEN_0, /* [T, B, D * P] what layers hand on; two take turns */
  FALK_PASS_BETWEEN_1,
  FALK_PASS_PARTS
};

/* Working memory of one slice. */
typedef struct
{
  gsize G, P; /* rows of weights a unit has, units of the state */
  gsize Hp, Pp; /* H and P rounded up to FALK_LANES_MAX */
  gsize chunk; /* time steps projected at a time, at least 1 */
  gboolean gather; /* rows of x aren't evenly spaced */
  gsize start[FALK_PASS_PARTS]; /* in floats */
  gsize count; /* floats in all */
} FalkPassLayout;

/* The parts that running @slice needs. FALSE on overflow. */
gboolean falk_pass_layout_measure (FalkPassLayout *layout,
                                   const FalkPassSlice *slice);

G_END_DECLS
