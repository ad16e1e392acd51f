/* SPDX-License-Identifier: MIT */
/* Plain causes: of sentences that no step of Falk's says, such as a batch
 * that can't be stacked or a state_dict that doesn't load, and of those whose
 * numbers are left out. Nothing can be run there, so each says in words what
 * to change. */
#pragma once

#include "falk-explanation.h"

G_BEGIN_DECLS

/* How likely a row's cause is for @report, where it is @score for most: 0
 * where it can't be. */
typedef double (*FalkPlainWeigh) (const FalkReport *report, double score);

/* In the texts, {0} to {5} are what the sentence's slots held. A row that names
 * a slot which the sentence hasn't is left out. */
typedef struct
{
  FalkCauseCode code;
  double score; /* for most reports with one of the wordings */
  FalkPlainWeigh weigh; /* or NULL: always the score */
  const FalkWording *wordings; /* FALK_WORDING_COUNT ends them */
  const char *title;
  const char *why;
  const char *change;
} FalkPlainRow;

typedef struct
{
  const char *headline; /* NULL: the family has no causes without a model */
  const char *what;
  gboolean quoted; /* only of a sentence that is quoted without its numbers: one
                    * that has them is a fault, or can't be */
} FalkPlainWords;

/* Row @index of the table, which is in two files; NULL behind the last. */
const FalkPlainRow *falk_plain_row (guint index);

/* What happened, for each family of wordings; static. */
extern const FalkPlainWords falk_plain_words[FALK_WORDING_COUNT];

/* Every cause that applies to @report, best first: FalkCause, owned by the
 * array. */
GPtrArray *
falk_plain_causes (const FalkReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* @text with what the slots of @report held. The caller frees it. */
char *falk_plain_fill (const char *text,
                       const FalkReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the sentence of @report has every slot that @text names. */
gboolean falk_plain_fills (const char *text, const FalkReport *report);

/* falk-plain-weigh.c: the functions that rows name */
double falk_weigh_moved (const FalkReport *report, double score);
double falk_weigh_other_rank (const FalkReport *report, double score);
double falk_weigh_view_rows (const FalkReport *report, double score);
double falk_weigh_few_axes (const FalkReport *report, double score);
double falk_weigh_many_axes (const FalkReport *report, double score);
double falk_weigh_axis_lost (const FalkReport *report, double score);
double falk_weigh_unless_many (const FalkReport *report, double score);
double falk_weigh_if_many (const FalkReport *report, double score);
double falk_weigh_axis_named (const FalkReport *report, double score);
double falk_weigh_axis_unnamed (const FalkReport *report, double score);
double falk_weigh_first_axis (const FalkReport *report, double score);
double falk_weigh_targets_said (const FalkReport *report, double score);
double falk_weigh_targets_unsaid (const FalkReport *report, double score);
double falk_weigh_other_steps (const FalkReport *report, double score);
double falk_weigh_conv_axes (const FalkReport *report, double score);
double falk_weigh_double (const FalkReport *report, double score);
double falk_weigh_index_beyond (const FalkReport *report, double score);
double falk_weigh_index_pair (const FalkReport *report, double score);
double falk_weigh_exchanged (const FalkReport *report, double score);

/* falk-state-weigh.c */
double falk_weigh_config (const FalkReport *report, double score);
double falk_weigh_names (const FalkReport *report, double score);

G_END_DECLS
