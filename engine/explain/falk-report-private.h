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

/* Adds a note; @format as printf. */
void falk_report_note (FalkReport *report, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_END_DECLS
