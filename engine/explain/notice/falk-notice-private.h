/* SPDX-License-Identifier: MIT */
/* The tests that the rows of the table of notices name, and what they share.
 * Private to falk-notice*.c. */
#pragma once

#include "falk-notice.h"
#include "falk-rule.h"

G_BEGIN_DECLS

/* One step of a model that fits, as a test sees it. */
typedef struct
{
  const FalkModel *model;
  const FalkTensor *input;
  const FalkInference *inference;
  guint index; /* of the step */
  const FalkStep *step;
  const FalkValue *in;
  const FalkValue *out;
} FalkSite;

/* The notice about a step, or NULL. Its code and step are filled in by the
 * caller. */
typedef FalkNotice *(*FalkNoticeTest) (const FalkSite *site);

FalkSite falk_site (const FalkModel *model, const FalkTensor *input,
                    const FalkInference *inference, guint index);

/* A notice about @axis of the site's input. Takes over @fix, which may be
 * NULL; @why is a format as printf's. */
FalkNotice *falk_notice_new (int axis, const char *title, char *fix,
                             const char *why, ...) G_GNUC_PRINTF (4, 5);

/* An axis that holds states, as h_n's first: layers, directions, or both. */
gboolean falk_axis_is_states (const FalkAxis *axis);

/* TRUE when one of the factors of @axis has @role. */
gboolean falk_axis_has_role (const FalkAxis *axis, FalkRole role);

/* The first axis of @value that is all @role; -1 where there is none. */
int falk_value_find_role (const FalkValue *value, FalkRole role);

/* Which axes a step reads as batch and time: FALSE where it reads none so. */
gboolean falk_step_reads (const FalkStep *step, const FalkValue *in, int *batch,
                          int *time);

/* For select and mean: the axis that is taken away; -1 for other steps, and
 * for the mean of everything. */
int falk_step_removes (const FalkStep *step, const FalkValue *in);

/* TRUE when @step is a select of the last index of its axis. */
gboolean falk_step_takes_last (const FalkStep *step, const FalkValue *in);

/* falk-notice-order.c */
FalkNotice *falk_notice_batch_time (const FalkSite *site);
FalkNotice *falk_notice_last_step_axis (const FalkSite *site);
FalkNotice *falk_notice_unbatched (const FalkSite *site);

/* falk-notice-regroup.c */
FalkNotice *falk_notice_regroup (const FalkSite *site);

/* TRUE when a view of @in as @out joins the batch with another axis. */
gboolean falk_regroup_joins_batch (const FalkValue *in, const FalkValue *out);

/* falk-notice-state.c */
FalkNotice *falk_notice_state_batch_first (const FalkSite *site);
FalkNotice *falk_notice_last_step_reverse (const FalkSite *site);
FalkNotice *falk_notice_one_direction (const FalkSite *site);

/* falk-notice-length.c */
FalkNotice *falk_notice_no_packing (const FalkSite *site);
FalkNotice *falk_notice_lengths_beyond (const FalkSite *site);
FalkNotice *falk_notice_last_step_padding (const FalkSite *site);

G_END_DECLS
