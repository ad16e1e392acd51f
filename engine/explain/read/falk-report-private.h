/* SPDX-License-Identifier: MIT */
/* How a reader of one family of wordings builds model and input. */
#pragma once

#include "falk-clues.h"
#include "falk-pattern.h"
#include "falk-report.h"

G_BEGIN_DECLS

/* Fills @report's shapes, numbers, model, input and notes from the slots of
 * the sentence and the clues around it. FALSE when the numbers can be no
 * fault of this family. */
typedef gboolean (*FalkReadFunc) (FalkReport *report,
                                  const FalkPatternSlot *slots,
                                  const FalkClues *clues);

/* Slots: m1's rows, m1's columns, m2's rows, m2's columns. */
gboolean falk_report_read_product (FalkReport *report,
                                   const FalkPatternSlot *slots,
                                   const FalkClues *clues);

/* Slots: the vector's length said twice, as columns of the matrix: got
 * what bias, the matrix, the vector. */
gboolean falk_report_read_addmv (FalkReport *report,
                                 const FalkPatternSlot *slots,
                                 const FalkClues *clues);

/* Slots: the shapes of the two operands; the last axis of the first meets the
 * first of the second. */
gboolean falk_report_read_shapes (FalkReport *report,
                                  const FalkPatternSlot *slots,
                                  const FalkClues *clues);

/* Slots: the sizes that meet, each as a shape of one axis. */
gboolean falk_report_read_contraction (FalkReport *report,
                                       const FalkPatternSlot *slots,
                                       const FalkClues *clues);

/* Slots: the number expected, the number got. */
gboolean falk_report_read_input_size (FalkReport *report,
                                      const FalkPatternSlot *slots,
                                      const FalkClues *clues);

/* Slots: the shape expected, the shape got. */
gboolean falk_report_read_hidden (FalkReport *report,
                                  const FalkPatternSlot *slots,
                                  const FalkClues *clues);

/* Slots: how many axes the state has, where it should have 3, or 2. */
gboolean falk_report_read_batched_state (FalkReport *report,
                                         const FalkPatternSlot *slots,
                                         const FalkClues *clues);
gboolean falk_report_read_unbatched_state (FalkReport *report,
                                           const FalkPatternSlot *slots,
                                           const FalkClues *clues);

/* Slots: the number of features got, the number expected. */
gboolean falk_report_read_cell_input (FalkReport *report,
                                      const FalkPatternSlot *slots,
                                      const FalkClues *clues);

/* Slots: the batch of the input, the batch of the state. */
gboolean falk_report_read_cell_batch (FalkReport *report,
                                      const FalkPatternSlot *slots,
                                      const FalkClues *clues);

/* Slots: the state's width got, the one expected. */
gboolean falk_report_read_cell_state (FalkReport *report,
                                      const FalkPatternSlot *slots,
                                      const FalkClues *clues);

/* Readers of further sentences, by the file they are in; what the slots hold is
 * what the pattern of each says, in the sentence's own order. */
#define FALK_DECLARE_READ(name)                                                \
  gboolean falk_report_read_##name (FalkReport *report,                        \
                                    const FalkPatternSlot *slots,              \
                                    const FalkClues *clues)

/* falk-reconstruct.c */
FALK_DECLARE_READ (gufunc);
FALK_DECLARE_READ (matmul_scalar);

/* falk-reconstruct-pair.c: add, cat, bmm */
FALK_DECLARE_READ (broadcast);
FALK_DECLARE_READ (broadcast_shapes);
FALK_DECLARE_READ (cat_axis);
FALK_DECLARE_READ (cat);
FALK_DECLARE_READ (cat_number);
FALK_DECLARE_READ (cat_rank);
FALK_DECLARE_READ (cat_scalar);
FALK_DECLARE_READ (bmm);
FALK_DECLARE_READ (bmm_old);
FALK_DECLARE_READ (bmm_rank);

/* falk-reconstruct-loss.c */
FALK_DECLARE_READ (loss_batch);
FALK_DECLARE_READ (loss_target);
FALK_DECLARE_READ (loss_multi);
FALK_DECLARE_READ (loss_probabilities);
FALK_DECLARE_READ (loss_shapes);
FALK_DECLARE_READ (loss_spatial);

/* falk-reconstruct-pack.c: a PackedSequence */
FALK_DECLARE_READ (lengths_count);
FALK_DECLARE_READ (lengths_size);
FALK_DECLARE_READ (lengths_index);
FALK_DECLARE_READ (lengths_zero);
FALK_DECLARE_READ (lengths_order);
FALK_DECLARE_READ (pack_empty);
FALK_DECLARE_READ (packed_rank);
FALK_DECLARE_READ (unpacked);
FALK_DECLARE_READ (never_packed);

/* falk-reconstruct-layer.c: Conv1d, LayerNorm, BatchNorm1d */
FALK_DECLARE_READ (conv_channels);
FALK_DECLARE_READ (conv_old);
FALK_DECLARE_READ (conv_weight);
FALK_DECLARE_READ (conv_rank);
FALK_DECLARE_READ (conv_kernel);
FALK_DECLARE_READ (conv_empty);
FALK_DECLARE_READ (layer_norm);
FALK_DECLARE_READ (batch_norm);
FALK_DECLARE_READ (norm_rank);
FALK_DECLARE_READ (norm_single);

/* falk-reconstruct-rank.c: how many axes a recurrent layer was given */
FALK_DECLARE_READ (input_rank);
FALK_DECLARE_READ (input_rank_old);
FALK_DECLARE_READ (cell_rank);
FALK_DECLARE_READ (cell_state_rank);
FALK_DECLARE_READ (keras_rank);
FALK_DECLARE_READ (no_time);

/* falk-reconstruct-foreign.c: what Keras and ONNX Runtime were given */
FALK_DECLARE_READ (keras_axis);
FALK_DECLARE_READ (keras_shapes);
FALK_DECLARE_READ (keras_array);
FALK_DECLARE_READ (onnx_axis);

/* falk-reconstruct-move.c: view, select, permute, an axis that isn't there */
FALK_DECLARE_READ (view);
FALK_DECLARE_READ (view_old);
FALK_DECLARE_READ (reshape_array);
FALK_DECLARE_READ (view_empty);
FALK_DECLARE_READ (view_negative);
FALK_DECLARE_READ (view_stride);
FALK_DECLARE_READ (dim_range);
FALK_DECLARE_READ (select);
FALK_DECLARE_READ (permute);

/* falk-reconstruct-dtype.c: the type of the data */
FALK_DECLARE_READ (dtype);
FALK_DECLARE_READ (dtype_data);
FALK_DECLARE_READ (dtype_unsaid);
FALK_DECLARE_READ (dtype_ids);
FALK_DECLARE_READ (dtype_mean);
FALK_DECLARE_READ (dtype_norm);

/* falk-reconstruct-argument.c: an argument that can't be */
FALK_DECLARE_READ (argument);
FALK_DECLARE_READ (dropout);
FALK_DECLARE_READ (negative_size);

/* A usual size for what the text leaves out, none of the text's own numbers:
 * time steps, sequences, features. */
gint64 falk_reconstruct_time (const FalkReport *report);
gint64 falk_reconstruct_batch (const FalkReport *report);
gint64 falk_reconstruct_width (const FalkReport *report);

/* The model's only step: a copy of @known, or a new one of @op, called as the
 * person's code calls it, or @name. Borrowed. */
FalkStep *falk_reconstruct_step (FalkReport *report, const FalkClues *clues,
                                 FalkOp op, const FalkStep *known,
                                 const char *name);

/* The input, a bare shape of float32 or of @dtype, in place of one it had. */
void falk_reconstruct_input (FalkReport *report, const FalkClues *clues,
                             const FalkShape *shape);
void falk_reconstruct_typed_input (FalkReport *report, const FalkClues *clues,
                                   const FalkShape *shape, FalkDtype dtype);

/* The model's only step, of @op: a layer written out in the text whose argument
 * @arg is @value, or a new one with that and otherwise usual arguments. @arg
 * may be FALK_ARG_NONE. Borrowed. */
FalkStep *falk_reconstruct_layer (FalkReport *report, const FalkClues *clues,
                                  FalkOp op, FalkArg arg, gint64 value);

/* Puts a step of @op before those that the model has. Borrowed. */
FalkStep *falk_reconstruct_before (FalkReport *report, FalkOp op);

/* Gives @step usual values for the numbers that it can't do without and has
 * not; and the input that goes with them. */
void falk_reconstruct_complete (FalkStep *step);
FalkShape falk_reconstruct_usual_input (const FalkStep *step);

/* A usual shape of @rank axes, (..., B, T, I), of sizes that are none of the
 * text's own numbers. */
FalkShape falk_reconstruct_usual (const FalkReport *report, guint rank);

/* @known with the sizes of @usual, of as many axes, where it has none; bit i of
 * @assumed is set for those. */
FalkShape falk_reconstruct_known (const FalkShape *known,
                                  const FalkShape *usual, guint32 *assumed);

/* A bit for each axis of @shape. */
guint32 falk_reconstruct_all_axes (const FalkShape *shape);

/* The shape of the input where it is known beside the sentence, with
 * FALK_SIZE_UNKNOWN where a size isn't; borrowed, or NULL. */
const FalkShape *falk_reconstruct_known_input (const FalkClues *clues);

/* The model's only step, a recurrent layer (or cell, where @like is one) whose
 * argument @arg is @value: one written out in the text, or one of the kind
 * that is known, or else of @like, with the sizes that are known. Borrowed. */
FalkStep *falk_reconstruct_recurrent (FalkReport *report,
                                      const FalkClues *clues, FalkOp like,
                                      FalkArg arg, gint64 value);

/* The input of @step, with @batch sequences of @features each; below 0, what
 * is known or else assumed. Sets which axes are assumed. */
void falk_reconstruct_sequence (FalkReport *report, const FalkClues *clues,
                                FalkStep *step, gint64 batch, gint64 features);

/* The input of @step where it has no batch axis, (T, I). */
void falk_reconstruct_unbatched (FalkReport *report, const FalkClues *clues,
                                 const FalkStep *step);

/* Whether @fault is the one that @report tells of. */
gboolean falk_report_is_of (const FalkReport *report, const FalkFault *fault);

/* Whether the model and the input that @report was given have the fault of
 * its sentence, which matched @pattern: what one of the versions writes for it
 * matches again, with the same in its slots, or, for the texts of other
 * programs, it has the two numbers. Fills in the report's code, operation and
 * numbers, and the versions that it may be from. */
gboolean falk_report_reproduces (FalkReport *report, const char *pattern,
                                 const FalkMatch *match);

/* Narrows the versions that @report may be from by what else @text says: a
 * version by its number, or the line of a file of PyTorch's. What contradicts
 * the error sentence is left aside. */
void falk_report_narrow (FalkReport *report, const char *text);

/* Settles on one of the versions that @report may be from, and gives the model
 * its checks where they find the fault too. */
void falk_report_settle (FalkReport *report);

/* Adds a note; @format as printf. */
void falk_report_note (FalkReport *report, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_END_DECLS
