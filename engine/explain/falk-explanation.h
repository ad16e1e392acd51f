/* SPDX-License-Identifier: MIT */
/* An explanation: what happened, why, and what to change, for a person.
 *
 * Causes are ranked best first. A fix is offered only after its edits were
 * applied to the model, inferred again and run by the engine; what did not
 * survive that is not in the list. Texts are plain sentences, not markup. */
#pragma once

#include "falk-edit.h"
#include "falk-infer.h"
#include "falk-product.h"
#include "falk-report.h"

G_BEGIN_DECLS

typedef enum
{
  FALK_CAUSE_FEATURE_DIM, /* feature_dim_mismatch */
  FALK_CAUSE_FEATURE_NOT_LAST, /* feature_not_on_last_axis */
  FALK_CAUSE_MISSING_LAYER, /* missing_encoder_before_rnn */
  FALK_CAUSE_BATCH_FIRST, /* batch_first_swapped */
  FALK_CAUSE_LAST_STEP, /* forgot_last_step_before_linear */
  FALK_CAUSE_LINEAR_AFTER_RNN, /* linear_in_features_after_rnn */
  FALK_CAUSE_BIDIRECTIONAL, /* bidirectional_doubles_width */
  FALK_CAUSE_MISSING_AXIS, /* missing_unsqueeze */
  FALK_CAUSE_EXTRA_AXIS, /* extra_axis */
  FALK_CAUSE_HIDDEN_BATCH, /* hidden_batch_mismatch */
  FALK_CAUSE_HIDDEN_LAYERS, /* hidden_layers_directions */
  FALK_CAUSE_HIDDEN_SIZE, /* hidden_size_mismatch */
  FALK_CAUSE_HIDDEN_BATCH_FIRST, /* hidden_batch_first */
  FALK_CAUSE_UNBATCHED, /* unbatched_vs_batched */
  FALK_CAUSE_DTYPE, /* dtype */
  FALK_CAUSE_VIEW_TOTAL, /* view_bad_total */
  FALK_CAUSE_BAD_ARGUMENT, /* bad_argument */
  FALK_CAUSE_LAST_BATCH, /* last_partial_batch */
  FALK_CAUSE_STATE_REUSED, /* hidden_state_reused_across_batch */
  FALK_CAUSE_DATA_PARALLEL, /* dataparallel_scatter */
  FALK_CAUSE_AXIS_LOST, /* axis_lost_by_squeeze */
  FALK_CAUSE_RESHAPE, /* cnn_to_rnn_reshape */
  FALK_CAUSE_EMPTY_INPUT, /* empty_input */
  FALK_CAUSE_TUPLE, /* tuple_not_unpacked */
  FALK_CAUSE_PACKED_LENGTHS, /* packed_lengths */
  FALK_CAUSE_LOSS_BATCH, /* loss_batch_mismatch */
  FALK_CAUSE_COUNT
} FalkCauseCode;

/* "feature_dim_mismatch", as in the notes on messages; static. */
const char *falk_cause_name (FalkCauseCode code);

typedef struct
{
  GPtrArray *edits; /* FalkEdit *, to be applied with falk_edits_apply() to the
                     * model and falk_edits_apply_input() to the input */
  char *label; /* "input_size 50 → 3": what Apply does, short */
  char *code_before; /* the PyTorch line as it is, or NULL */
  char *code; /* the PyTorch line or lines that mend it */
  FalkShape output; /* what came out of the run with it: of the model, or,
                     * where next is set, of the last step that ran */
  FalkShape tried; /* the input it was run on: all of it, or, where that would
                    * take long, its first steps and sequences */
  gboolean cut; /* it was not all of it */
  gboolean verified; /* inferred and run; always TRUE in an explanation */
  char *caution; /* runs, but means something else: why; or NULL */
  char *next; /* it mends this fault, and then another one shows at a later
               * step: "fc: mat1 and mat2 ..."; or NULL. Only where no fix
               * mends the whole model. */
} FalkFix;

typedef struct
{
  FalkCauseCode code;
  double score; /* 0 … 1: how sure */
  char *title; /* "The layer was built for other data" */
  char *why; /* one or two sentences with the numbers */
  FalkFix *fix; /* NULL where no edit survived */
} FalkCause;

/* What was seen of a fix: "output [50, 32, 20]", and on what part of the input
 * when it was not run on all of it. The caller frees it. */
char *falk_fix_to_text (const FalkFix *fix) G_GNUC_WARN_UNUSED_RESULT;

/* One number of the picture and where it comes from. */
typedef struct
{
  gint64 number;
  FalkRole role;
  gboolean disagrees; /* it is one of the two that had to agree */
  char *text; /* "50 time steps × 32 sequences, x axes 0 and 1" */
} FalkNumber;

typedef struct
{
  char *headline; /* "Inner dimensions differ: 3 ≠ 50" */
  char *what; /* one or two sentences: what happened */
  char *message; /* PyTorch's wording */
  char *exception; /* "RuntimeError" */
  char *versions; /* "as PyTorch 1.8 until 1.11": which versions say it so, or
                   * a text that said it may be from */
  GPtrArray *facts; /* char *: further true sentences, best first (whose
                       * product it is, what it is not, how rows factor) */
  GPtrArray *causes; /* FalkCause *, best first */
  GPtrArray *numbers; /* FalkNumber * */
} FalkExplanation;

/* Explains @inference, which must not be ok. @report is the text that @model
 * was read from, or NULL; it is left aside once the fault is another than the
 * text's. Fixes are run on @input's data where it has any,
 * or on a shorter input where that would take long. What @report
 * assumed is in its notes, and not repeated among the facts. */
FalkExplanation *falk_explain (const FalkModel *model, const FalkTensor *input,
                               const FalkInference *inference,
                               const FalkReport *report,
                               FalkTorch torch) G_GNUC_WARN_UNUSED_RESULT;

/* Where the numbers of @product (FalkNumber *, in a new array that owns them)
 * of the step called @step come from, of what fits as well; the size that both
 * operands share is one number then. Bit i of @assumed: axis i of the input
 * is. */
GPtrArray *falk_explain_product (const char *step, const FalkProduct *product,
                                 guint32 assumed) G_GNUC_WARN_UNUSED_RESULT;
void falk_explanation_free (FalkExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkExplanation, falk_explanation_free)

G_END_DECLS
