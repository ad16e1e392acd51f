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

/* falk-rule-table.c: the rows, indexed by FalkOp. */
extern const FalkRule falk_rules[FALK_OP_COUNT];

/* falk-rule-argument.c */
FALK_DECLARE_CHECK (argument_unknown);
FALK_DECLARE_CHECK (argument_missing);
FALK_DECLARE_CHECK (argument_large);

/* falk-rule-recurrent.c */
FALK_DECLARE_CHECK (dropout);
FALK_DECLARE_CHECK (proj_unsupported);
FALK_DECLARE_CHECK (proj_negative);
FALK_DECLARE_CHECK (hidden_zero);
FALK_DECLARE_CHECK (proj_size);
FALK_DECLARE_CHECK (layers);
FALK_DECLARE_CHECK (batch_axis);
FALK_DECLARE_CHECK (input_batched);
FALK_DECLARE_CHECK (input_scalar);
FALK_DECLARE_CHECK (input_rank);
FALK_DECLARE_CHECK (packed_rank);
FALK_DECLARE_CHECK (input_size);
FALK_DECLARE_CHECK (time);
FALK_DECLARE_GIVE (recurrent);
FALK_DECLARE_GIVE (cell);

/* Axis of @in that holds the batch of recurrent @step; -1 where it is packed
 * or unbatched. */
int falk_recurrent_batch_axis (const FalkStep *step, const FalkValue *in);

/* Width of the state of a recurrent step: proj_size where it has one, unless
 * @cell_state, else hidden_size. */
FalkAxis falk_recurrent_width (const FalkStep *step, gboolean cell_state);

/* falk-rule-state.c */
FALK_DECLARE_CHECK (unbatched_state);
FALK_DECLARE_CHECK (batched_state);
FALK_DECLARE_CHECK (packed_state_rank);
FALK_DECLARE_CHECK (packed_state_nothing);
FALK_DECLARE_CHECK (packed_state_index);
FALK_DECLARE_CHECK (packed_c_rank);
FALK_DECLARE_CHECK (packed_c_nothing);
FALK_DECLARE_CHECK (packed_c_index);
FALK_DECLARE_CHECK (hidden_size);
FALK_DECLARE_CHECK (cell_size);
FALK_DECLARE_CHECK (packed_short);

/* The shape of the state that is handed in as @arg, FALK_ARG_H0 or _C0. */
FalkShape falk_state_shape (const FalkStep *step, FalkArg arg);

/* falk-rule-cell.c */
FALK_DECLARE_CHECK (cell_axis);
FALK_DECLARE_CHECK (cell_matrix);
FALK_DECLARE_CHECK (cell_second);
FALK_DECLARE_CHECK (cell_width);
FALK_DECLARE_CHECK (cell_last);
FALK_DECLARE_CHECK (cell_rank);
FALK_DECLARE_CHECK (cell_state_axes);
FALK_DECLARE_CHECK (cell_batch);
FALK_DECLARE_CHECK (cell_state_scalar);
FALK_DECLARE_CHECK (cell_state_rank);
FALK_DECLARE_CHECK (cell_hidden_size);
FALK_DECLARE_CHECK (cell_c_batch);
FALK_DECLARE_CHECK (cell_c_scalar);
FALK_DECLARE_CHECK (cell_c_rank);
FALK_DECLARE_CHECK (cell_c_size);

/* The state of a cell as its kernel sees it: with a batch axis where the
 * input has none. */
FalkShape falk_cell_state (const FalkStep *step, const FalkValue *in,
                           FalkArg arg);

/* falk-rule-empty.c: a recurrent step's element types */
FALK_DECLARE_CHECK (state_batch);
FALK_DECLARE_CHECK (state_kernel);
FALK_DECLARE_CHECK (state_vector);
FALK_DECLARE_CHECK (gates_kernel);
FALK_DECLARE_CHECK (gates_cast);
FALK_DECLARE_CHECK (gates_relu);

/* The type of what it gives. */
FalkDtype falk_recurrent_dtype (const FalkStep *step, const FalkValue *in);

/* falk-rule-cell-state.c: states of more axes than a cell takes */

/* TRUE and the shape @given, with a batch axis where the input has none, where
 * a cell goes all the way with such a state. */
gboolean falk_cell_given (const FalkStep *step, const FalkValue *in,
                          FalkShape *given);
FALK_DECLARE_CHECK (cell_product);
FALK_DECLARE_CHECK (cell_output);
FALK_DECLARE_CHECK (cell_crash);
FALK_DECLARE_CHECK (cell_add);

/* falk-rule-layer.c: any step with weights, and Linear */
FALK_DECLARE_CHECK (parameter_sizes);
FALK_DECLARE_CHECK (not_packed);
FALK_DECLARE_CHECK (dtype_matrix);
FALK_DECLARE_CHECK (dtype_batch);
FALK_DECLARE_CHECK (dtype_kernel);
FALK_DECLARE_CHECK (dtype_vector);
FALK_DECLARE_CHECK (linear_batch);
FALK_DECLARE_CHECK (linear_kernel);
FALK_DECLARE_CHECK (linear_vector);
FALK_DECLARE_CHECK (linear_cast);
FALK_DECLARE_CHECK (matmul_scalar);
FALK_DECLARE_CHECK (matmul_batch);
FALK_DECLARE_CHECK (matmul);
FALK_DECLARE_GIVE (linear);

/* falk-rule-norm.c */

/* What checks of argument @arg, of @axis of @in, and of its type fill in;
 * they give back whether it @holds, or the sizes agree. */
gboolean falk_check_argument (const FalkStep *step, FalkArg arg, gboolean holds,
                              FalkFault *fault);
gboolean falk_check_axis (const FalkStep *step, const FalkValue *in, guint axis,
                          FalkArg arg, FalkFault *fault);
gboolean falk_check_dtype (const FalkValue *in, gboolean holds,
                           FalkFault *fault);

FALK_DECLARE_CHECK (embedding_dtype);
FALK_DECLARE_CHECK (embedding_empty);
FALK_DECLARE_CHECK (groups_positive);
FALK_DECLARE_CHECK (groups_in);
FALK_DECLARE_CHECK (groups_out);
FALK_DECLARE_CHECK (conv_rank);
FALK_DECLARE_CHECK (conv_batched);
FALK_DECLARE_CHECK (conv_padding);
FALK_DECLARE_CHECK (conv_stride);
FALK_DECLARE_CHECK (conv_dilation);
FALK_DECLARE_CHECK (conv_dilation_slow);
FALK_DECLARE_CHECK (conv_weight);
FALK_DECLARE_CHECK (conv_channels);
FALK_DECLARE_CHECK (conv_kernel);
FALK_DECLARE_CHECK (conv_types);
FALK_DECLARE_CHECK (conv_empty);
FALK_DECLARE_CHECK (conv_none);
FALK_DECLARE_CHECK (conv_kernel_zero);
FALK_DECLARE_CHECK (conv_kernel_slow);
FALK_DECLARE_CHECK (conv_dtype);
FALK_DECLARE_CHECK (conv_dtype_kernel);
FALK_DECLARE_CHECK (normalized_empty);
FALK_DECLARE_CHECK (layer_norm);
FALK_DECLARE_CHECK (layer_norm_kernel);
FALK_DECLARE_CHECK (layer_norm_dtype);
FALK_DECLARE_CHECK (batch_norm_rank);
FALK_DECLARE_CHECK (batch_norm_single);
FALK_DECLARE_CHECK (batch_norm_features);
FALK_DECLARE_CHECK (batch_norm_weight);
FALK_DECLARE_CHECK (batch_norm_none);
FALK_DECLARE_CHECK (batch_norm_kernel);
FALK_DECLARE_CHECK (batch_norm_mixed);
FALK_DECLARE_CHECK (dropout_p);
/* Whether @kernel, by PyTorch's name, takes the type of @in: floating types but
 * float16. */
gboolean falk_kernel_takes (const char *kernel, const FalkValue *in,
                            FalkFault *fault);

FALK_DECLARE_GIVE (embedding);
FALK_DECLARE_GIVE (conv);
FALK_DECLARE_GIVE (same);

/* falk-rule-pack.c */
FALK_DECLARE_CHECK (pack_index_vector);
FALK_DECLARE_CHECK (pack_device);
FALK_DECLARE_CHECK (pack_nothing);
FALK_DECLARE_CHECK (pack_index);
FALK_DECLARE_CHECK (pack_scalar);
FALK_DECLARE_CHECK (pack_empty);
FALK_DECLARE_CHECK (pack_rank);
FALK_DECLARE_CHECK (pack_count);
FALK_DECLARE_CHECK (pack_lengths);
FALK_DECLARE_CHECK (pack_zero);
FALK_DECLARE_CHECK (pack_unsorted);
FALK_DECLARE_CHECK (packed);
FALK_DECLARE_CHECK (unpack_total);
FALK_DECLARE_GIVE (pack);
FALK_DECLARE_GIVE (unpack);

/* falk-rule-pair.c */

/* Fills in the part and both shapes. */
void falk_about_operands (const FalkStep *step, const FalkValue *in,
                          FalkArg arg, FalkFault *fault);

/* Names the axis @axis of @in, which has to agree with size @needed of the
 * other operand. */
gboolean falk_operand_axis_is (const FalkStep *step, const FalkValue *in,
                               guint axis, FalkArg arg, gint64 needed,
                               FalkFault *fault);

/* Whether the two operands broadcast. */
gboolean falk_check_broadcast (const FalkStep *step, const FalkValue *in,
                               FalkArg arg, FalkFault *fault);

/* The type of @dtype and float32 together. */
FalkDtype falk_dtype_promoted (FalkDtype dtype);

FALK_DECLARE_CHECK (cat_scalar);
FALK_DECLARE_CHECK (cat_dim);
FALK_DECLARE_CHECK (cat_rank);
FALK_DECLARE_CHECK (cat_size);
FALK_DECLARE_CHECK (add);
FALK_DECLARE_CHECK (bmm_rank);
FALK_DECLARE_CHECK (bmm_other_rank);
FALK_DECLARE_CHECK (bmm_size);
FALK_DECLARE_CHECK (bmm_large);
FALK_DECLARE_CHECK (bmm_kernel);
FALK_DECLARE_CHECK (bmm_small);
FALK_DECLARE_CHECK (loss_batch);
FALK_DECLARE_CHECK (loss_probabilities);
FALK_DECLARE_CHECK (loss_no_axis);
FALK_DECLARE_CHECK (loss_vector);
FALK_DECLARE_CHECK (loss_multi);
FALK_DECLARE_CHECK (loss_spatial_rank);
FALK_DECLARE_CHECK (loss_spatial);
FALK_DECLARE_CHECK (loss_target);
FALK_DECLARE_CHECK (loss_scalar);
FALK_DECLARE_CHECK (loss_batched);
FALK_DECLARE_CHECK (loss_target_axis);
FALK_DECLARE_CHECK (loss_no_classes);
FALK_DECLARE_CHECK (loss_classes);
FALK_DECLARE_CHECK (loss_kernel);
FALK_DECLARE_CHECK (loss_frame);
FALK_DECLARE_CHECK (mse);
FALK_DECLARE_CHECK (mse_kernel);
FALK_DECLARE_GIVE (cat);
FALK_DECLARE_GIVE (add);
FALK_DECLARE_GIVE (bmm);
FALK_DECLARE_GIVE (loss);

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
