/* SPDX-License-Identifier: MIT */
/* An axis: a size, what it stands for, and where the number comes from.
 *
 * A size is a product of factors. Most axes have one; the 1600 rows of a
 * flattened input have two (50 time × 32 batch), and so have the 60 rows of
 * a GRU's weight (3 gates × 20 hidden). Each factor has a role and an
 * origin of its own, so that a picture can say where each number is from.
 *
 * Invariant: n_factors >= 1, and size is the product of the factors' sizes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FALK_ROLE_NONE, /* not known */
  FALK_ROLE_TIME, /* T */
  FALK_ROLE_BATCH, /* B */
  FALK_ROLE_FEATURES, /* I, and what a Linear takes or gives */
  FALK_ROLE_HIDDEN, /* H */
  FALK_ROLE_GATES, /* the 3 of 3·H */
  FALK_ROLE_LAYERS, /* L */
  FALK_ROLE_DIRECTIONS, /* D */
  FALK_ROLE_MERGED, /* more than one of these, flattened together */
  FALK_ROLE_COUNT
} FalkRole;

typedef enum
{
  FALK_ORIGIN_NONE, /* a constant of the operation, such as 3 gates */
  FALK_ORIGIN_TENSOR, /* axis `axis` of the tensor `owner` */
  FALK_ORIGIN_PARAMETER, /* axis `axis` of parameter `name` of step `owner` */
  FALK_ORIGIN_ARGUMENT, /* argument `name` of step `owner` */
  FALK_ORIGIN_TEXT, /* a number that an error text states */
} FalkOriginKind;

/* Where a size comes from. The strings are borrowed: from the model and the
 * input the axis was inferred from, or static. */
typedef struct
{
  FalkOriginKind kind;
  const char *owner; /* a tensor's or a step's name; NULL for none */
  const char *name; /* a parameter's or an argument's name, or NULL */
  int axis; /* axis index from 0, or -1 */
} FalkOrigin;

typedef struct
{
  gint64 size;
  FalkRole role;
  FalkOrigin origin;
} FalkFactor;

#define FALK_FACTORS_MAX 4

typedef struct
{
  gint64 size; /* elements along the axis */
  gint64 stride; /* elements between two neighbours in memory */
  guint n_factors;
  FalkFactor factors[FALK_FACTORS_MAX]; /* outermost first */
} FalkAxis;

/* "time", "batch", ...; static. */
const char *falk_role_name (FalkRole role);

/* An axis of one factor, stride 1. */
FalkAxis falk_axis (gint64 size, FalkRole role, FalkOrigin origin);

/* Origins, written short where axes are made. */
FalkOrigin falk_origin_none (void);
FalkOrigin falk_origin_tensor (const char *tensor, int axis);
FalkOrigin falk_origin_parameter (const char *step, const char *parameter,
                                  int axis);
FalkOrigin falk_origin_argument (const char *step, const char *argument);

/* The role of the whole axis: its factor's, or FALK_ROLE_MERGED. */
FalkRole falk_axis_role (const FalkAxis *axis);

/* Joins the @n axes of @axes, outermost first, to the one axis that
 * flattening them gives; its stride is the last one's. Factors of size 1 are
 * left out while another remains; where more than FALK_FACTORS_MAX remain,
 * the result has a single factor of role FALK_ROLE_MERGED. With @n 0 it is
 * an axis of size 1. The product must not overflow: a tensor's sizes are
 * checked where it enters. */
FalkAxis falk_axis_merge (const FalkAxis *axes, guint n);

/* One line that says where @factor comes from: "x axis 2", "gru's
 * input_size", "gru.weight_ih_l0 axis 1", "the error text", or NULL for a
 * constant. The caller frees it. */
char *falk_origin_to_text (const FalkOrigin *origin) G_GNUC_WARN_UNUSED_RESULT;

/* The axis as factors with roles, "50 time × 32 batch", or just "3
 * features". The caller frees it. */
char *falk_axis_to_text (const FalkAxis *axis) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
