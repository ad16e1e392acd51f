/* SPDX-License-Identifier: MIT */
/* An explanation: what happened, why, and what to change, for a person.
 *
 * Causes are ranked best first. A fix is offered only after its edits were
 * applied to the model, inferred again and run by the engine; what did not
 * survive that is not in the list. Texts are plain sentences, not markup. */
#pragma once

#include "falk-agreement.h"
#include "falk-edit.h"
#include "falk-factoring.h"
#include "falk-infer.h"
#include "falk-product.h"
#include "falk-report.h"
#include "falk-trial.h"
#include "falk-state-row.h"

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
  FALK_CAUSE_COLLATE, /* variable_length_collate */
  FALK_CAUSE_CHECKPOINT_CONFIG, /* checkpoint_config_mismatch */
  FALK_CAUSE_CHECKPOINT_NAMES, /* checkpoint_wrong_architecture */
  FALK_CAUSE_EMBEDDING_INDEX, /* embedding_index */
  FALK_CAUSE_WRONG_TENSOR, /* wrong_tensor_fed */
  FALK_CAUSE_WRONG_LAYER, /* wrong_layer_blamed */
  FALK_CAUSE_COUNT
} FalkCauseCode;

/* "feature_dim_mismatch", as in the notes on messages; static. */
const char *falk_cause_name (FalkCauseCode code);

typedef struct
{
  GPtrArray *edits; /* FalkEdit *, to be applied with falk_edits_apply() to the
                     * model and falk_edits_apply_input() to the input; none
                     * where there is no model, only a text */
  char *label; /* "input_size 50 → 3": what Apply does, short */
  char *change; /* "Set input_size of gru to 3.": the same as a sentence */
  char *code_before; /* the PyTorch line as it is, or NULL */
  char *code; /* the PyTorch line or lines that mend it */
  FalkShape output; /* what came out of the run with it: of the model, or,
                     * where next is set, of the last step that ran */
  FalkTried tried; /* what it was run on: all of it, or, where that would take
                    * long, its first steps, sequences and layers */
  gboolean cut; /* not all of the input */
  gboolean verified; /* inferred and run; always TRUE in an explanation */
  char *caution; /* runs, but means something else: why; or NULL */
  char *next; /* it mends this fault, and then another one shows at a later
               * step: "fc: mat1 and mat2 ..."; or NULL. Only where no fix
               * mends the whole model. */
  char *key; /* what the mended model does, to compare: falk-model-key.h */
  char *seen; /* what was seen of it, where that is more than the output; or
               * NULL */
} FalkFix;

typedef struct
{
  FalkCauseCode code;
  double score; /* 0 … 1: how sure */
  char *title; /* "The layer was built for other data" */
  char *why; /* one or two sentences with the numbers */
  char *change; /* a sentence that says what to change: the fix's, or where no
                 * edit can show it; NULL where nobody knows */
  char *code_for_change; /* Python that does it, of which no run can show
                           * that it helps; or NULL */
  FalkFix *fix; /* NULL where no edit survived */
  GPtrArray *alternatives; /* FalkFix *: other edits that a search found to
                            * mend it, those that change least first; may be
                            * empty, never NULL */
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
  char *exception; /* "RuntimeError"; NULL where the text names none */
  char *versions; /* "as PyTorch 1.8 until 1.11": which versions say it so, or
                    * a text that said it may be from */
  GPtrArray *facts; /* char *: further true sentences, best first (whose
                       * product it is, what it is not, how rows factor) */
  GPtrArray *causes; /* FalkCause *, best first */
  GPtrArray *numbers; /* FalkNumber * */
  GArray *agreements; /* FalkAgreement: of a state at fault, what of it agrees;
                       * else empty */
  GArray *factorings; /* FalkFactoring: the ways in which the rows of m1 may be
                       * two axes; NULL where the input's shape is known */
  char *question; /* what the person could say that would tell the first causes
                   * apart: the input's shape; NULL where nothing is open */
  GPtrArray *differs; /* FalkStateRow *, of a checkpoint that does not load:
                       * what differs; else empty */
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

/* Explains @report, which has no model: its sentence is of something that Falk
 * has no step for, and the causes say what to change. Only of a state_dict
 * there may be a fix: the layers that the checkpoint has, which are built and
 * run. */
FalkExplanation *
falk_explain_report (const FalkReport *report) G_GNUC_WARN_UNUSED_RESULT;

/* Explains why @model does not load a checkpoint: @diff is what
 * falk_state_diff_compare() found, with something that differs. Every fix was
 * built and run, on a drawn input. The message is PyTorch's first line:
 * falk_state_diff_to_text() has them all. */
FalkExplanation *
falk_explain_state (const FalkStateDiff *diff,
                    const FalkModel *model) G_GNUC_WARN_UNUSED_RESULT;

/* Where the numbers of @product (FalkNumber *, in a new array that owns them)
 * of the step called @step come from, of what fits as well; the size that both
 * operands share is one number then. Bit i of @assumed: axis i of the input
 * is. */
GPtrArray *falk_explain_product (const char *step, const FalkProduct *product,
                                 guint32 assumed) G_GNUC_WARN_UNUSED_RESULT;
void falk_explanation_free (FalkExplanation *explanation);

/* Every fix has a number: cause i's own fix is i, and the alternatives follow
 * in the order of their causes. */

/* The fix with @number; borrowed, NULL where there is none. */
const FalkFix *falk_explanation_fix (const FalkExplanation *explanation,
                                     guint number);

/* The number of the first alternative of cause @index. */
guint falk_explanation_first_alternative (const FalkExplanation *explanation,
                                          guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FalkExplanation, falk_explanation_free)

G_END_DECLS
