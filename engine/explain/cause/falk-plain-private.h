/* SPDX-License-Identifier: MIT */
/* What the two files of the table of plain causes share. */
#pragma once

#include "falk-plain.h"

G_BEGIN_DECLS

/* clang-format off */
#define ON(name) FALK_WORDING_##name
#define ROW(code, score, weigh, title, why, change, ...) \
  { \
    FALK_CAUSE_##code, score, weigh, \
    (const FalkWording[]){ __VA_ARGS__, FALK_WORDING_COUNT }, \
    title, why, change \
  }
/* clang-format on */

extern const FalkPlainRow falk_plain_rows_shape[];
extern const guint falk_plain_n_rows_shape;
extern const FalkPlainRow falk_plain_rows_layer[];
extern const guint falk_plain_n_rows_layer;

G_END_DECLS
