/* SPDX-License-Identifier: MIT */
/* The cards and groups that the findings are made of. Each function gives a
 * new floating widget; texts are copied. */
#pragma once

#include <gtk/gtk.h>

#include "falk-explanation.h"
#include "falk-notice.h"

G_BEGIN_DECLS

/* What a card has to say, seen by its colour and by its sign. */
typedef enum
{
  FALK_TONE_FAULT,
  FALK_TONE_FITS,
  FALK_TONE_NOTICE,
  FALK_TONE_OPEN, /* something is still missing */
} FalkTone;

/* A card headed by @headline; more can be appended to the box it is. */
GtkWidget *falk_card_new (FalkTone tone, const char *headline);

/* The card of a fault: headline, what happened, PyTorch's message. */
GtkWidget *falk_card_fault (const FalkExplanation *explanation);

/* The questions about a state (of FalkAgreement), each with a tick or a
 * cross. */
GtkWidget *falk_card_agreements (const GArray *agreements);

/* The card of cause @index of @explanation, counted from 0: why, what to
 * change, the code and Apply; other ways are folded below. */
GtkWidget *falk_card_cause (const FalkExplanation *explanation, guint index);

/* The card of a notice: its question, the reason, and code to try. */
GtkWidget *falk_card_notice (const FalkNotice *notice);

/* Code with a button that copies it. */
GtkWidget *falk_card_code (const char *code);

/* FalkNumber *: a row each, the number at the left. */
GtkWidget *falk_card_numbers (const GPtrArray *numbers);

/* FalkStateRow *: what a checkpoint and a model differ in, a row each with a
 * tick or a cross; the first rows where there are many. */
GtkWidget *falk_card_differs (const GPtrArray *rows);

/* char *: a paragraph each, with the style class @css. */
GtkWidget *falk_card_paragraphs (const GPtrArray *texts, const char *css);

/* What the colours stand for. @mismatch: red is among them. */
GtkWidget *falk_card_legend (gboolean mismatch);

G_END_DECLS
