/* SPDX-License-Identifier: MIT */
#include "falk-cause.h"

#include <string.h>

#include "falk-snippet.h"
#include "falk-verify.h"

#define ON(code) ((guint64)1 << FALK_FAULT_##code)

static const char *const cause_names[] = {
  [FALK_CAUSE_FEATURE_DIM] = "feature_dim_mismatch",
  [FALK_CAUSE_FEATURE_NOT_LAST] = "feature_not_on_last_axis",
  [FALK_CAUSE_MISSING_LAYER] = "missing_encoder_before_rnn",
  [FALK_CAUSE_BATCH_FIRST] = "batch_first_swapped",
  [FALK_CAUSE_LAST_STEP] = "forgot_last_step_before_linear",
  [FALK_CAUSE_LINEAR_AFTER_RNN] = "linear_in_features_after_rnn",
  [FALK_CAUSE_BIDIRECTIONAL] = "bidirectional_doubles_width",
  [FALK_CAUSE_MISSING_AXIS] = "missing_unsqueeze",
  [FALK_CAUSE_EXTRA_AXIS] = "extra_axis",
  [FALK_CAUSE_HIDDEN_BATCH] = "hidden_batch_mismatch",
  [FALK_CAUSE_HIDDEN_LAYERS] = "hidden_layers_directions",
  [FALK_CAUSE_HIDDEN_SIZE] = "hidden_size_mismatch",
  [FALK_CAUSE_HIDDEN_BATCH_FIRST] = "hidden_batch_first",
  [FALK_CAUSE_UNBATCHED] = "unbatched_vs_batched",
  [FALK_CAUSE_DTYPE] = "dtype",
  [FALK_CAUSE_VIEW_TOTAL] = "view_bad_total",
  [FALK_CAUSE_BAD_ARGUMENT] = "bad_argument",
  [FALK_CAUSE_LAST_BATCH] = "last_partial_batch",
  [FALK_CAUSE_STATE_REUSED] = "hidden_state_reused_across_batch",
  [FALK_CAUSE_DATA_PARALLEL] = "dataparallel_scatter",
  [FALK_CAUSE_AXIS_LOST] = "axis_lost_by_squeeze",
  [FALK_CAUSE_RESHAPE] = "cnn_to_rnn_reshape",
  [FALK_CAUSE_EMPTY_INPUT] = "empty_input",
};
G_STATIC_ASSERT (G_N_ELEMENTS (cause_names) == FALK_CAUSE_COUNT);

#define FEATURES (ON (INPUT_SIZE) | ON (CELL_INPUT_SIZE) | ON (MATMUL))
#define STATE_RANK (ON (UNBATCHED_STATE) | ON (BATCHED_STATE))
#define STATE (ON (HIDDEN_SIZE) | ON (CELL_BATCH) | ON (CELL_HIDDEN_SIZE))
#define ROW(code, title, faults, name)                                         \
  {                                                                            \
    FALK_CAUSE_##code, title, faults, falk_cause_test_##name,                  \
        falk_cause_repair_##name                                               \
  }

/* {step} and {before} in a title are the names of the step with the fault
 * and of the one before it. The order here settles equal scores. */
static const struct
{
  FalkCauseCode code;
  const char *title;
  guint64 faults; /* the codes it may explain, ON() each */
  FalkCauseTest test;
  FalkCauseRepair repair;
} rows[] = {
  ROW (FEATURE_DIM, "The layer was built for other data", FEATURES,
       feature_dim),
  ROW (FEATURE_NOT_LAST, "The axes are in another order", FEATURES, not_last),
  ROW (MISSING_LAYER, "A layer is missing before {step}", FEATURES,
       missing_layer),
  ROW (MISSING_AXIS, "The feature axis is missing", FEATURES,
       missing_feature_axis),
  ROW (RESHAPE, "The last axes were to be flattened first", FEATURES,
       missing_flatten),
  ROW (VIEW_TOTAL, "The rows were cut to the wrong length", FEATURES,
       view_total),
  ROW (FEATURE_NOT_LAST, "The time steps are flattened into the features",
       FEATURES, unflatten),
  ROW (BIDIRECTIONAL,
       "{before} is bidirectional: it gives twice its hidden_size", FEATURES,
       bidirectional_before),
  ROW (BIDIRECTIONAL, "A bidirectional layer before it doubles the width",
       FEATURES, bidirectional_maybe),
  ROW (BIDIRECTIONAL, "{before} was to be bidirectional", FEATURES,
       one_direction_before),
  ROW (LINEAR_AFTER_RNN,
       "{step} was built for another width than the "
       "recurrent layer gives",
       ON (MATMUL), after_rnn),
  ROW (FEATURE_DIM, "The recurrent layer was to be wider", FEATURES,
       hidden_before),
  ROW (FEATURE_NOT_LAST, "{before} takes the wrong axis away", FEATURES,
       wrong_axis_taken),
  ROW (VIEW_TOTAL, "{before} cuts the rows to the wrong length", FEATURES,
       view_before),

  ROW (HIDDEN_BATCH_FIRST, "The state is batch first", ON (HIDDEN_SIZE),
       state_batch_first),
  ROW (BATCH_FIRST, "The input's batch and time are exchanged",
       ON (HIDDEN_SIZE), input_batch_first),
  ROW (LAST_BATCH, "The last batch is smaller than the others", STATE,
       last_partial_batch),
  ROW (STATE_REUSED, "The state was kept from another phase", STATE,
       state_reused),
  ROW (DATA_PARALLEL, "DataParallel split the input and the state apart",
       ON (HIDDEN_SIZE), data_parallel),
  ROW (HIDDEN_BATCH, "The state was made for another batch size", STATE,
       state_batch),
  ROW (HIDDEN_LAYERS,
       "The state is that of another number of layers or "
       "directions",
       ON (HIDDEN_SIZE), state_layers),
  ROW (HIDDEN_LAYERS, "The layer has another depth than the state's maker",
       ON (HIDDEN_SIZE), layers_of_state),
  ROW (HIDDEN_LAYERS, "One of the two is bidirectional", ON (HIDDEN_SIZE),
       directions_of_state),
  ROW (HIDDEN_SIZE, "The state has another width than the layer", STATE,
       state_width),
  ROW (HIDDEN_SIZE, "hidden_size was to be the state's width", STATE,
       width_of_state),
  ROW (MISSING_AXIS, "The state has lost an axis",
       STATE_RANK | STATE | ON (CELL_STATE_RANK), state_axis_missing),
  ROW (EXTRA_AXIS, "The state has an axis too many", STATE_RANK | STATE,
       state_axis_extra),
  ROW (HIDDEN_BATCH, "The state needn't be handed in",
       STATE | STATE_RANK | ON (CELL_STATE_RANK), state_left_out),

  ROW (MISSING_AXIS, "The input has lost an axis",
       ON (INPUT_RANK) | ON (UNBATCHED_STATE), input_axis_missing),
  ROW (EXTRA_AXIS, "An axis of size 1 is too many",
       ON (INPUT_RANK) | ON (UNBATCHED_STATE) | ON (CELL_RANK), input_axis_one),
  ROW (EXTRA_AXIS, "Two axes were to be flattened to one",
       ON (INPUT_RANK) | ON (UNBATCHED_STATE) | ON (CELL_RANK),
       input_axes_merged),
  ROW (EXTRA_AXIS, "A cell takes one time step, not a sequence", ON (CELL_RANK),
       cell_for_sequence),
  ROW (MISSING_AXIS, "A single number has no axis to multiply along",
       ON (MATMUL_SCALAR) | ON (INPUT_RANK) | ON (CELL_RANK), scalar_input),
  ROW (EMPTY_INPUT, "The input has no time steps", ON (NO_TIME), empty_input),

  ROW (BAD_ARGUMENT, "A size can't be negative", ON (NEGATIVE_SIZE),
       negative_size),
  ROW (BAD_ARGUMENT, "hidden_size must be above 0", ON (HIDDEN_ZERO),
       hidden_zero),
  ROW (BAD_ARGUMENT, "There must be a layer", ON (NO_LAYERS), no_layers),
  ROW (BAD_ARGUMENT, "dropout is a probability", ON (DROPOUT), dropout),
  ROW (DTYPE, "The data has another type than the weights",
       ON (DTYPE) | ON (DTYPE_SCALAR) | ON (MEAN_DTYPE), dtype),
  ROW (BAD_ARGUMENT, "No computer could hold it", ON (TOO_LARGE), too_large),

  ROW (BAD_ARGUMENT, "The axis is beyond the last one", ON (DIM_RANGE),
       dim_clamped),
  ROW (BAD_ARGUMENT, "Axes count from 0", ON (DIM_RANGE), dim_counted_from_one),
  ROW (AXIS_LOST, "The tensor has lost an axis before {step}",
       ON (DIM_RANGE) | ON (PERMUTE_COUNT), axis_lost),
  ROW (AXIS_LOST, "Nothing is left to select from", ON (SELECT_SCALAR),
       select_scalar),
  ROW (BAD_ARGUMENT, "The index is beyond the end", ON (SELECT_INDEX),
       select_last),
  ROW (BATCH_FIRST, "The index was meant for another axis", ON (SELECT_INDEX),
       select_other_axis),
  ROW (BAD_ARGUMENT, "permute must name every axis once", ON (PERMUTE_COUNT),
       permute_count),
  ROW (BAD_ARGUMENT, "An axis is named twice, another never",
       ON (PERMUTE_DUPLICATE), permute_duplicate),
  ROW (BAD_ARGUMENT, "start_dim and end_dim are exchanged", ON (FLATTEN_ORDER),
       flatten_order),
  ROW (BAD_ARGUMENT, "Only -1 has a meaning below 0", ON (SHAPE_NEGATIVE),
       shape_negative),
  ROW (BAD_ARGUMENT, "Only one size can be left open", ON (SHAPE_TWO_UNKNOWN),
       shape_two_unknown),
  ROW (VIEW_TOTAL, "The sizes multiply to another total", ON (SHAPE_TOTAL),
       shape_total),
  ROW (EMPTY_INPUT, "There is nothing to divide up", ON (SHAPE_AMBIGUOUS),
       shape_ambiguous),
  ROW (VIEW_TOTAL, "A view can't cross axes that were moved", ON (VIEW_STRIDE),
       view_stride),
};

const char *
falk_cause_name (FalkCauseCode code)
{
  g_return_val_if_fail (code < FALK_CAUSE_COUNT, NULL);
  return cause_names[code];
}

static void
fix_free (FalkFix *fix)
{
  if (!fix)
    return;
  g_ptr_array_unref (fix->edits);
  g_free (fix->label);
  g_free (fix->code_before);
  g_free (fix->code);
  g_free (fix->caution);
  g_free (fix->next);
  g_free (fix);
}

void
falk_cause_free (FalkCause *cause)
{
  g_free (cause->title);
  g_free (cause->why);
  fix_free (cause->fix);
  g_free (cause);
}

static char *
fill_title (const char *title, const FalkCase *c)
{
  GString *text = g_string_new (title);

  g_string_replace (text, "{step}", c->step->name, 0);
  g_string_replace (text, "{before}", c->before ? c->before->name : "x", 0);
  return g_string_free (text, FALSE);
}

/* The caution of a fix, with what it does to loaded weights. */
static char *
full_caution (const FalkCase *c, const FalkProposal *proposal)
{
  static const char *const dropped =
      "The loaded weights no longer fit and are left out: the layer would "
      "have to be trained again.";

  if (!falk_edits_drop (c->model, proposal->edits))
    return g_strdup (proposal->caution);
  if (!proposal->caution)
    return g_strdup (dropped);
  return g_strdup_printf ("%s %s", proposal->caution, dropped);
}

/* The fix that @proposal's edits are, when they survive; @verdict's next is
 * moved into it. */
static FalkFix *
make_fix (const FalkCase *c, FalkProposal *proposal, FalkVerdict *verdict)
{
  FalkFix *fix = g_new0 (FalkFix, 1);

  fix->edits = g_ptr_array_ref (proposal->edits);
  fix->label = falk_snippet_label (c->model, fix->edits);
  fix->code_before = falk_snippet_before (c->model, fix->edits);
  fix->code = proposal->code
                  ? g_strdup (proposal->code)
                  : falk_snippet_after (c->model, fix->edits, c->tensor);
  fix->output = verdict->output;
  fix->verified = TRUE;
  fix->caution = full_caution (c, proposal);
  fix->next = g_steal_pointer (&verdict->next);
  return fix;
}

static void
proposal_clear (FalkProposal *proposal)
{
  g_free (proposal->why);
  g_free (proposal->code);
  g_free (proposal->caution);
  g_ptr_array_unref (proposal->edits);
}

/* "what gru gives" may start a sentence; the name of a step stays as it is
 * written in code. */
static char *
sentence_case (char *text)
{
  if (g_str_has_prefix (text, "what "))
    text[0] = 'W';
  return text;
}

/* Score of a cause whose fix did not survive: it explains less. */
#define UNMENDED 0.6

/* The cause of row @row in the case, or NULL when it does not apply. Its fix
 * may be one that another fault follows. */
static FalkCause *
try_row (guint row, const FalkCase *c, FalkTorch torch)
{
  FalkProposal proposal = { 0 };
  FalkCause *cause = NULL;
  FalkVerdict verdict = { 0 };
  double score;

  proposal.edits = falk_edits_new ();
  score = rows[row].test (c, &proposal);
  if (score > 0)
    {
      cause = g_new0 (FalkCause, 1);
      cause->code = rows[row].code;
      cause->title = fill_title (rows[row].title, c);
      cause->why = sentence_case (g_steal_pointer (&proposal.why));
      rows[row].repair (c, &proposal);
      if (proposal.carry)
        falk_verify_carry (c->model, c->input, proposal.edits, c->index);
      if (proposal.edits->len > 0)
        falk_verify (c->model, c->input, proposal.edits, c->index, torch,
                     &verdict);
      if (verdict.mends || verdict.partly)
        cause->fix = make_fix (c, &proposal, &verdict);
      cause->score = cause->fix ? score : score * UNMENDED;
      falk_verdict_clear (&verdict);
    }
  proposal_clear (&proposal);
  return cause;
}

/* Fixes that another fault follows stay only where no fix mends all. */
static void
drop_partial (GPtrArray *causes)
{
  gboolean whole = FALSE;

  for (guint i = 0; i < causes->len; i++)
    {
      const FalkCause *cause = g_ptr_array_index (causes, i);
      whole |= cause->fix && !cause->fix->next;
    }
  for (guint i = 0; whole && i < causes->len; i++)
    {
      FalkCause *cause = g_ptr_array_index (causes, i);

      if (cause->fix && cause->fix->next)
        {
          g_clear_pointer (&cause->fix, fix_free);
          cause->score *= UNMENDED;
        }
    }
}

static gint
by_score (gconstpointer a, gconstpointer b)
{
  const FalkCause *const *one = a, *const *other = b;

  return ((*one)->score < (*other)->score) - ((*one)->score > (*other)->score);
}

/* Takes out what says the same change again under the same cause. */
static void
drop_repeats (GPtrArray *causes)
{
  for (guint i = 0; i < causes->len; i++)
    for (guint j = causes->len - 1; j > i; j--)
      {
        const FalkCause *kept = g_ptr_array_index (causes, i);
        const FalkCause *other = g_ptr_array_index (causes, j);

        if (kept->code == other->code && kept->fix && other->fix
            && g_strcmp0 (kept->fix->code, other->fix->code) == 0
            && g_strcmp0 (kept->fix->label, other->fix->label) == 0)
          g_ptr_array_remove_index (causes, j);
      }
}

GPtrArray *
falk_causes_find (const FalkCase *c, FalkTorch torch)
{
  GPtrArray *causes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_cause_free);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FalkCause *cause = NULL;

      if (rows[i].faults >> c->fault->code & 1)
        cause = try_row (i, c, torch);
      if (cause)
        g_ptr_array_add (causes, cause);
    }
  drop_partial (causes);
  g_ptr_array_sort (causes, by_score);
  drop_repeats (causes);
  return causes;
}
