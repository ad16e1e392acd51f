/* SPDX-License-Identifier: MIT */
/* What the table of causes shares with the functions its rows name. */
#pragma once

#include "falk-explanation.h"

G_BEGIN_DECLS

/* The fault to be explained, with what is around it. All borrowed. */
typedef struct
{
  const FalkModel *model;
  const FalkTensor *input;
  const FalkInference *inference;
  const FalkFault *fault;
  const FalkReport *report; /* NULL when the model is the person's own */
  const FalkContext *context; /* what is known beside the report, or NULL */
  guint index; /* of the step with the fault */
  const FalkStep *step; /* the step with the fault */
  const FalkStep *before; /* the step before it, or NULL */
  const FalkStep *maker; /* the last recurrent step before it, or NULL */
  guint maker_index;
  const FalkValue *in; /* what reaches the step */
  const char *tensor; /* name of it in code: "x", "out" */
  char *what; /* name of it in a sentence: "x", "what gru gives"; owned by the
               * case */
  guint32 assumed; /* bit i: axis i of in is assumed, not known */
  FalkTrial *trial; /* that fixes are tried with */
} FalkCase;

/* One answer of a row: what the cause is here, and how to mend it. */
typedef struct
{
  char *why; /* sentences with the numbers; owned */
  GPtrArray *edits; /* FalkEdit, owned; empty where there is no fix */
  char *code; /* code in place of the one the edits give, or NULL */
  char *caution; /* runs, but means something else; or NULL */
  char *change; /* what to change where no edit of ours can show it; or NULL */
  gboolean carry; /* what the step gives changes: later layers follow */
} FalkProposal;

/* How likely the cause is, 0 (not at all) to 1, with proposal->why; looks
 * and edits nothing. */
typedef double (*FalkCauseTest) (const FalkCase *c, FalkProposal *proposal);

/* Adds the edits that mend it. Called only where the test gave more than
 * 0; NULL where no edit of ours can. */
typedef void (*FalkCauseRepair) (const FalkCase *c, FalkProposal *proposal);

typedef struct
{
  FalkCauseCode code;
  const char *title; /* {step}, {before} and {maker} are names of steps of the
                      * case */
  const FalkFaultCode *faults; /* those it may explain; FALK_FAULT_COUNT ends
                                * them */
  FalkCauseTest test;
  FalkCauseRepair repair;
} FalkCauseRow;

/* The table; static, @n rows. */
const FalkCauseRow *falk_cause_rows (guint *n);

/* Sets proposal->why; @format as printf. Gives back @score. */
double falk_proposal_why (FalkProposal *proposal, double score,
                          const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Sets proposal->caution; @format as printf. */
void falk_proposal_caution (FalkProposal *proposal, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* Sets proposal->change; @text is copied. */
void falk_proposal_change (FalkProposal *proposal, const char *text);

/* Adds an edit; takes it over. */
void falk_proposal_edit (FalkProposal *proposal, FalkEdit *edit);

/* Adds a step of @op before the one with the fault; its arguments follow as
 * pairs of a FalkArg and a gint64, ended by FALK_ARG_NONE. */
void falk_proposal_insert (FalkProposal *proposal, const FalkCase *c, FalkOp op,
                           const char *name, ...);

/* Adds permute(@dims) before the step with the fault. */
void falk_proposal_permute (FalkProposal *proposal, const FalkCase *c,
                            const FalkShape *dims);

/* Adds reshape(@shape) before the step with the fault. */
void falk_proposal_reshape (FalkProposal *proposal, const FalkCase *c,
                            const FalkShape *shape);

/* Whether the size of axis @axis of what reaches the step is known. */
gboolean falk_case_knows (const FalkCase *c, guint axis);

/* "time", "batch", ... as a person says it of the axis: "its time length",
 * "the number of sequences". Static. */
const char *falk_case_role (const FalkCase *c, guint axis);

/* The last axis that has @size and is known, before the last; or -1. */
int falk_case_find (const FalkCase *c, gint64 size);

/* Shape of the state that the step needs, (layers·directions, B, H), or (B,
 * H) of a cell, without B where the input is unbatched. */
FalkShape falk_case_state (const FalkCase *c);

/* The same of an LSTM's other state, which a projection leaves wide. */
FalkShape falk_case_cell_state (const FalkCase *c);

/* The state as handed in, of an LSTM's two the one the fault is about; rank 0
 * where there is none. */
FalkShape falk_case_handed (const FalkCase *c);

/* Whether the state as the check saw it agrees on @axis with the one that is
 * needed; -1 where it has another number of axes. */
int falk_case_agrees (const FalkCase *c, guint axis);

/* Makes the state handed in falk_case_state(); of an LSTM both states, or c0
 * alone where that is the one that doesn't fit. */
void falk_proposal_state (FalkProposal *proposal, const FalkCase *c);

/* Sets proposal->code to a line for each state that falk_proposal_state()
 * makes: what is handed in, "{h}" in the code, becomes @format, as printf. */
void falk_proposal_state_code (FalkProposal *proposal, const FalkCase *c,
                               const char *format, ...) G_GNUC_PRINTF (3, 4);

/* "state", or "cell state" where it is c0 that doesn't fit. Static. */
const char *falk_case_state_name (const FalkCase *c);

/* The argument that says how many features the step takes. */
FalkArg falk_case_width_argument (const FalkCase *c);

/* Every row of the table by the file its functions are in. Several rows may
 * name one repair, and some have none. */
#define FALK_DECLARE_TEST(name)                                                \
  double falk_cause_test_##name (const FalkCase *c, FalkProposal *proposal)
#define FALK_DECLARE_REPAIR(name)                                              \
  void falk_cause_repair_##name (const FalkCase *c, FalkProposal *proposal)
#define FALK_DECLARE_CAUSE(name)                                               \
  FALK_DECLARE_TEST (name);                                                    \
  FALK_DECLARE_REPAIR (name)

/* falk-cause-features.c: the last axis is another size than the layer takes */
FALK_DECLARE_CAUSE (feature_dim);
FALK_DECLARE_CAUSE (not_last);
FALK_DECLARE_CAUSE (missing_layer);
FALK_DECLARE_CAUSE (missing_feature_axis);
FALK_DECLARE_CAUSE (missing_flatten);
FALK_DECLARE_CAUSE (view_total);
FALK_DECLARE_CAUSE (unflatten);
FALK_DECLARE_TEST (flattened_in);

/* falk-cause-chain.c: the step before it is the reason */
FALK_DECLARE_TEST (bidirectional_before);
FALK_DECLARE_TEST (bidirectional_maybe);
FALK_DECLARE_CAUSE (one_direction_before);
FALK_DECLARE_TEST (after_rnn);
FALK_DECLARE_CAUSE (hidden_before);
FALK_DECLARE_CAUSE (wrong_axis_taken);
FALK_DECLARE_CAUSE (view_before);

/* falk-cause-hint.c: what is known beside the sentence, or looks likely where
 * nothing is */
FALK_DECLARE_TEST (maybe_not_last);
FALK_DECLARE_TEST (conv_before);
FALK_DECLARE_CAUSE (own_output);
FALK_DECLARE_TEST (linear_after_maybe);
FALK_DECLARE_TEST (same_columns);
FALK_DECLARE_TEST (other_layer);
FALK_DECLARE_TEST (unbatched_state);
FALK_DECLARE_TEST (input_four_axes);
FALK_DECLARE_TEST (one_direction_maybe);
FALK_DECLARE_TEST (output_for_state);
FALK_DECLARE_TEST (squeezed_before);
FALK_DECLARE_TEST (cell_state_layers);

/* falk-cause-state.c: the batch of h0, falk-cause-state-axes.c: the rest */
FALK_DECLARE_CAUSE (state_batch_first);
FALK_DECLARE_CAUSE (state_batch);
FALK_DECLARE_CAUSE (state_left_out);
FALK_DECLARE_CAUSE (input_batch_first);
FALK_DECLARE_CAUSE (last_partial_batch);
FALK_DECLARE_CAUSE (state_reused);
FALK_DECLARE_CAUSE (data_parallel);
FALK_DECLARE_CAUSE (state_layers);
FALK_DECLARE_CAUSE (layers_of_state);
FALK_DECLARE_CAUSE (directions_of_state);
FALK_DECLARE_TEST (state_width);
FALK_DECLARE_REPAIR (state);
FALK_DECLARE_CAUSE (width_of_state);
FALK_DECLARE_CAUSE (state_axis_missing);
FALK_DECLARE_CAUSE (state_axis_extra);
FALK_DECLARE_TEST (state_not_a_pair);

/* falk-cause-rank.c: too few or too many axes */
FALK_DECLARE_CAUSE (input_axis_missing);
FALK_DECLARE_CAUSE (input_axis_one);
FALK_DECLARE_CAUSE (input_axes_merged);
FALK_DECLARE_CAUSE (cell_for_sequence);
FALK_DECLARE_TEST (empty_input);
FALK_DECLARE_CAUSE (scalar_input);

/* falk-cause-axes.c: the same, where only the text is known */
FALK_DECLARE_TEST (input_axis_lost);
FALK_DECLARE_CAUSE (input_alone);
FALK_DECLARE_TEST (input_from_conv);
FALK_DECLARE_CAUSE (axis_never_there);
FALK_DECLARE_TEST (loss_without_batch);

/* falk-cause-argument.c: an argument that can't be */
FALK_DECLARE_CAUSE (argument_unknown);
FALK_DECLARE_CAUSE (argument_missing);
FALK_DECLARE_CAUSE (negative_size);
FALK_DECLARE_CAUSE (hidden_zero);
FALK_DECLARE_CAUSE (no_layers);
FALK_DECLARE_CAUSE (dropout);
FALK_DECLARE_CAUSE (dtype);
FALK_DECLARE_TEST (too_large);

/* falk-cause-layer.c: Embedding, Conv1d, norms, Dropout */
FALK_DECLARE_CAUSE (layer_width);
FALK_DECLARE_CAUSE (layer_axis);
FALK_DECLARE_CAUSE (axes_few);
FALK_DECLARE_CAUSE (axes_many);
FALK_DECLARE_CAUSE (layer_argument);
FALK_DECLARE_CAUSE (normalized_empty);
FALK_DECLARE_CAUSE (kernel_long);
FALK_DECLARE_TEST (nothing_left);
FALK_DECLARE_TEST (one_value);
FALK_DECLARE_CAUSE (ids);

/* falk-cause-pack.c: a PackedSequence */
FALK_DECLARE_CAUSE (lengths);
FALK_DECLARE_CAUSE (unsorted);
FALK_DECLARE_CAUSE (pack_batch_first);
FALK_DECLARE_CAUSE (still_packed);
FALK_DECLARE_CAUSE (packed_axes);
FALK_DECLARE_CAUSE (never_packed);
FALK_DECLARE_CAUSE (packed_axis_extra);
FALK_DECLARE_TEST (packed_unmeant);
FALK_DECLARE_CAUSE (lengths_scattered);

/* falk-cause-pair.c: two operands, or predictions and a target */
FALK_DECLARE_CAUSE (other_shape);
FALK_DECLARE_CAUSE (operand_axes);

/* falk-cause-operand.c: why the second operand is another */
FALK_DECLARE_TEST (operand_doubled);
FALK_DECLARE_CAUSE (operand_order);
FALK_DECLARE_TEST (operand_axis_lost);
FALK_DECLARE_TEST (operand_axis_extra);
FALK_DECLARE_TEST (operand_length);
FALK_DECLARE_CAUSE (operand_batch);

/* falk-cause-loss.c: predictions and a target */
FALK_DECLARE_CAUSE (loss_batch);
FALK_DECLARE_TEST (loss_shifted);
FALK_DECLARE_CAUSE (loss_last_step);

/* falk-cause-move.c: arguments of steps that move data, falk-cause-view.c: of
 * view and reshape */
FALK_DECLARE_CAUSE (dim_clamped);
FALK_DECLARE_CAUSE (dim_counted_from_one);
FALK_DECLARE_CAUSE (axis_lost);
FALK_DECLARE_CAUSE (select_scalar);
FALK_DECLARE_CAUSE (select_last);
FALK_DECLARE_CAUSE (select_other_axis);
FALK_DECLARE_CAUSE (permute_count);
FALK_DECLARE_CAUSE (permute_duplicate);
FALK_DECLARE_CAUSE (flatten_order);
FALK_DECLARE_CAUSE (shape_negative);
FALK_DECLARE_CAUSE (shape_two_unknown);
FALK_DECLARE_CAUSE (shape_total);
FALK_DECLARE_CAUSE (shape_last_batch);
FALK_DECLARE_TEST (shape_from_conv);
FALK_DECLARE_CAUSE (shape_ambiguous);
FALK_DECLARE_CAUSE (view_stride);

G_END_DECLS
