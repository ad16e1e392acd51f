/* SPDX-License-Identifier: MIT */
/* The findings: whether the model fits its input, and why not; the likely
 * causes with their fixes; where each number comes from; what a run showed.
 *
 * A fix's Apply activates "win.apply-fix" with its number, as in
 * falk_explanation_fix(). A line of code
 * is copied by "win.copy-text". Undo is "win.undo", a typed shape is given
 * to "win.set-shape". */
#pragma once

#include <gtk/gtk.h>

#include "falk-explanation.h"
#include "falk-notice.h"
#include "falk-watch-list.h"

G_BEGIN_DECLS

#define FALK_TYPE_FINDINGS (falk_findings_get_type ())
G_DECLARE_FINAL_TYPE (FalkFindings, falk_findings, FALK, FINDINGS, GtkBox)

/* What there is to say. Everything is borrowed for the call and may be
 * NULL. */
typedef struct
{
  const FalkModel *model;
  const FalkTensor *input;
  const FalkInference *inference;
  const FalkExplanation *explanation; /* of a fault, or of an error text that
                                       * has no model */
  const GPtrArray *notices; /* FalkNotice *, of what fits */
  gboolean choices; /* there are tensors that could be the input */
  FalkRun *run;
  const GPtrArray *watch; /* FalkWatchRow *, of @run */
  const GPtrArray *notes; /* char *: what was assumed */
  const GPtrArray *applied; /* char *: labels of the fixes, oldest first */
} FalkFindingsContent;

GtkWidget *falk_findings_new (void);

void falk_findings_show (FalkFindings *findings,
                         const FalkFindingsContent *content);

G_END_DECLS
