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
typedef gboolean (*FalkReadFunc) (FalkReport *report, const FalkSlot *slots,
                                  const FalkClues *clues);

/* Slots: m1's rows, m1's columns, m2's rows, m2's columns. */
gboolean falk_report_read_product (FalkReport *report, const FalkSlot *slots,
                                   const FalkClues *clues);

/* Slots: the number expected, the number got. */
gboolean falk_report_read_input_size (FalkReport *report, const FalkSlot *slots,
                                      const FalkClues *clues);

/* Slots: the shape expected, the shape got. */
gboolean falk_report_read_hidden (FalkReport *report, const FalkSlot *slots,
                                  const FalkClues *clues);

/* Slots: how many axes the state has, where it should have 3, or 2. */
gboolean falk_report_read_batched_state (FalkReport *report,
                                         const FalkSlot *slots,
                                         const FalkClues *clues);
gboolean falk_report_read_unbatched_state (FalkReport *report,
                                           const FalkSlot *slots,
                                           const FalkClues *clues);

/* Slots: the number of features got, the number expected. */
gboolean falk_report_read_cell_input (FalkReport *report, const FalkSlot *slots,
                                      const FalkClues *clues);

/* Slots: the batch of the input, the batch of the state. */
gboolean falk_report_read_cell_batch (FalkReport *report, const FalkSlot *slots,
                                      const FalkClues *clues);

/* Slots: the state's width got, the one expected. */
gboolean falk_report_read_cell_state (FalkReport *report, const FalkSlot *slots,
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

/* The input, a bare shape; of a sequence for @step, with the time assumed. */
void falk_reconstruct_input (FalkReport *report, const FalkClues *clues,
                             const FalkShape *shape);
void falk_reconstruct_sequence (FalkReport *report, const FalkClues *clues,
                                const FalkStep *step, gint64 batch,
                                gint64 features);

/* Narrows the versions that @report may be from by what else @text says: a
 * version by its number, or the line of a file of PyTorch's. What contradicts
 * the error sentence is left aside. */
void falk_report_narrow (FalkReport *report, const char *text);

/* Adds a note; @format as printf. */
void falk_report_note (FalkReport *report, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_END_DECLS
