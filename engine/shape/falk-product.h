/* SPDX-License-Identifier: MIT */
/* A product: the two matrices that a step multiplies, as the product sees
 * them. A Linear has one; a GRU has two for each layer and direction, the
 * input projection x · weight_ihᵀ and the recurrent product h · weight_hhᵀ. */
#pragma once

#include "falk-step.h"
#include "falk-value.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_PRODUCT_LINEAR,
  FALK_PRODUCT_INPUT, /* input projection of a recurrent step */
  FALK_PRODUCT_RECURRENT, /* recurrent product */
} FalkProductKind;

/* One operand: a stored tensor and the matrix that it becomes.
 * m1 is the stored value with all axes but the last flattened to rows; m2 is
 * the stored parameter transposed. */
typedef struct
{
  char name[64]; /* "x", "h", "weight_ih_l0"; never empty */
  FalkValue stored; /* as it is kept */
  FalkAxis rows; /* as the product sees it */
  FalkAxis cols;
  gboolean transposed;
} FalkOperand;

/* Invariant: the product can be made if, and only if, m1.cols.size equals
 * m2.rows.size; its result is m1.rows × m2.cols either way. */
typedef struct
{
  FalkProductKind kind;
  guint layer;
  gboolean reverse;
  guint gates; /* blocks that m2's columns fall into: 3 for a GRU, else 1 */
  FalkOperand m1, m2;
} FalkProduct;

/* How many products @step makes. 0 for steps that only move data. */
guint falk_step_n_products (const FalkStep *step);

/* Product @index of @step on the input @in. FALSE where there is none, or
 * where @in has too few axes for the step to have one. Strings in the
 * origins are borrowed from @step and @in. */
gboolean falk_step_product (const FalkStep *step, const FalkValue *in,
                            guint index, FalkProduct *product);

/* "input projection", "recurrent product", "matrix product"; static. */
const char *falk_product_kind_name (FalkProductKind kind);

G_END_DECLS
