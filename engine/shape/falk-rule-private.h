/* SPDX-License-Identifier: MIT */
/* The checks and shape functions that the rows of the table of steps name.
 * Private to engine/shape; each is described where it is used, in
 * falk-rule.c. */
#pragma once

#include "falk-rule.h"

G_BEGIN_DECLS

#define FALK_DECLARE_CHECK(name)                                               \
  gboolean falk_check_##name (const FalkStep *step, const FalkValue *in,       \
                              FalkFault *fault)
#define FALK_DECLARE_GIVE(name)                                                \
  void falk_give_##name (const FalkStep *step, const FalkValue *in,            \
                         FalkValue *out)

/* falk-rule-recurrent.c */
FALK_DECLARE_CHECK (dropout);
FALK_DECLARE_CHECK (hidden_zero);
FALK_DECLARE_CHECK (layers);
FALK_DECLARE_CHECK (unbatched_state);
FALK_DECLARE_CHECK (batched_state);
FALK_DECLARE_CHECK (input_rank);
FALK_DECLARE_CHECK (input_size);
FALK_DECLARE_CHECK (hidden_size);
FALK_DECLARE_CHECK (time);
FALK_DECLARE_CHECK (cell_rank);
FALK_DECLARE_CHECK (cell_batch);
FALK_DECLARE_CHECK (cell_state_rank);
FALK_DECLARE_CHECK (cell_hidden_size);
FALK_DECLARE_GIVE (recurrent);
FALK_DECLARE_GIVE (cell);

/* falk-rule-layer.c: any step with weights */
FALK_DECLARE_CHECK (parameter_sizes);
FALK_DECLARE_CHECK (dtype_matrix);
FALK_DECLARE_CHECK (dtype_vector);
FALK_DECLARE_CHECK (matmul_scalar);
FALK_DECLARE_CHECK (matmul);
FALK_DECLARE_GIVE (linear);

/* falk-rule-move.c: steps that only move data */
FALK_DECLARE_CHECK (select_scalar);
FALK_DECLARE_CHECK (dim);
FALK_DECLARE_CHECK (room);
FALK_DECLARE_CHECK (dim_new);
FALK_DECLARE_CHECK (dim_pair);
FALK_DECLARE_CHECK (dim_span);
FALK_DECLARE_CHECK (select_index);
FALK_DECLARE_CHECK (permute_count);
FALK_DECLARE_CHECK (permute_range);
FALK_DECLARE_CHECK (permute_duplicate);
FALK_DECLARE_CHECK (flatten_order);
FALK_DECLARE_CHECK (mean_dtype);
FALK_DECLARE_GIVE (select);
FALK_DECLARE_GIVE (permute);
FALK_DECLARE_GIVE (transpose);
FALK_DECLARE_GIVE (flatten);
FALK_DECLARE_GIVE (squeeze);
FALK_DECLARE_GIVE (unsqueeze);
FALK_DECLARE_GIVE (mean);

/* falk-rule-reshape.c */
FALK_DECLARE_CHECK (shape_two_unknown);
FALK_DECLARE_CHECK (shape_negative);
FALK_DECLARE_CHECK (shape_total);
FALK_DECLARE_CHECK (shape_ambiguous);
FALK_DECLARE_CHECK (view_stride);
FALK_DECLARE_GIVE (reshape);

/* @value with its axes regrouped to @shape, which has as many elements:
 * axes that are merged or split keep the roles and origins that survive, and
 * strides are those of a view where one is possible, else of a copy. Origins
 * of sizes that no axis explains are @step's shape argument. */
void falk_value_regroup (const FalkStep *step, const FalkValue *value,
                         const FalkShape *shape, FalkValue *out);

/* Puts a negative axis index in range: -1 is the last of @rank axes. A
 * scalar counts as having one. FALSE when it is out of range. */
gboolean falk_wrap_dim (gint64 dim, guint rank, guint *wrapped);

G_END_DECLS
