/* SPDX-License-Identifier: MIT */
/* A shape: how many elements a tensor has along each axis.
 *
 * Invariant: rank <= FALK_RANK_MAX, and every dims[i] with i < rank is >= 0.
 * dims[] beyond the rank is undefined; compare with falk_shape_equal(). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FALK_RANK_MAX 32 /* NumPy's own limit before 2.0 */

typedef struct
{
  guint rank; /* number of axes; 0 is a scalar */
  gint64 dims[FALK_RANK_MAX]; /* sizes in elements, outermost axis first */
} FalkShape;

/* A size in a printf format. */
#define FALK_SIZE "%" G_GINT64_FORMAT

/* How a shape is written. */
typedef enum
{
  FALK_SHAPE_LIST, /* [50, 32, 3]: PyTorch's tensors since 1.8, JSON */
  FALK_SHAPE_TUPLE, /* (50, 32, 3) and (3,): Python */
  FALK_SHAPE_TIMES, /* 50 × 32 × 3: for a person; a scalar is "scalar" */
  FALK_SHAPE_BARE, /* 50,32,3: the command line */
} FalkShapeStyle;

/* FALK_SHAPE (50, 32, 3) makes a shape of the sizes given. */
#define FALK_SHAPE(...)                                                        \
  ((FalkShape){ sizeof ((gint64[]){ __VA_ARGS__ }) / sizeof (gint64),          \
                { __VA_ARGS__ } })

/* Multiplies or adds two sizes. FALSE where the result does not fit in
 * 0 ... 2^63 - 1 or an operand is negative; @result is then untouched.
 * Every product and sum of sizes from outside goes through these. */
gboolean falk_size_mul (gint64 a, gint64 b, gint64 *result);
gboolean falk_size_add (gint64 a, gint64 b, gint64 *result);

/* Number of elements, 1 for a scalar. FALSE on overflow, also where only an
 * axis of size 0 keeps the total small: strides would overflow. */
gboolean falk_shape_count (const FalkShape *shape, gint64 *count);

gboolean falk_shape_equal (const FalkShape *a, const FalkShape *b);

/* The shape as text. The caller frees it with g_free(). */
char *falk_shape_to_text (const FalkShape *shape,
                          FalkShapeStyle style) G_GNUC_WARN_UNUSED_RESULT;

/* Reads "50,32,3", "50x32x3", "50 × 32 × 3", "[50, 32, 3]", "(3,)" or
 * "torch.Size([50, 32, 3])", white space anywhere between. FALSE when @text
 * is anything else, has a negative size, more than FALK_RANK_MAX axes, or a
 * product beyond 2^63 - 1; @shape is then undefined. */
gboolean falk_shape_parse (const char *text, FalkShape *shape);

G_END_DECLS
