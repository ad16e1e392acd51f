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

/* The input, a bare shape. */
void falk_reconstruct_input (FalkReport *report, const FalkClues *clues,
                             const FalkShape *shape);

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

/* Narrows the versions that @report may be from by what else @text says: a
 * version by its number, or the line of a file of PyTorch's. What contradicts
 * the error sentence is left aside. */
void falk_report_narrow (FalkReport *report, const char *text);

/* Adds a note; @format as printf. */
void falk_report_note (FalkReport *report, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_END_DECLS
