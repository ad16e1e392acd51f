/* SPDX-License-Identifier: MIT */
/* Causes in the arguments of a layer, and in the type of the data. */
#include "falk-cause-private.h"

#include "falk-rule.h"

/* The first argument of the step that is a negative number. */
static FalkArg
negative_argument (const FalkCase *c)
{
  const FalkRule *rule = falk_rule (c->step->op);

  for (guint i = 0; i < rule->n_args; i++)
    if (falk_arg_info (rule->args[i].arg)->type == FALK_ARG_TYPE_INT
        && falk_step_get_int (c->step, rule->args[i].arg) < 0)
      return rule->args[i].arg;
  return FALK_ARG_NONE;
}

double
falk_cause_test_negative_size (const FalkCase *c, FalkProposal *proposal)
{
  FalkArg arg = negative_argument (c);

  if (arg == FALK_ARG_NONE)
    return 0;
  return falk_proposal_why (
      proposal, 0.9,
      "%s is " FALK_SIZE
      ". A size that is not known yet can't be left open here: "
      "-1 has a meaning in view and reshape only.",
      falk_arg_info (arg)->name, falk_step_get_int (c->step, arg));
}

/* The width that the next layer takes; 0 where there is none. */
static gint64
width_taken_later (const FalkCase *c)
{
  for (guint i = c->index + 1; i < c->model->steps->len; i++)
    {
      const FalkStep *step = falk_model_step (c->model, i);
      FalkArg arg = falk_rule_features_arg (step->op);

      if (arg != FALK_ARG_NONE && falk_step_has (step, arg))
        return falk_step_get_int (step, arg) / falk_step_directions (c->step);
    }
  return 0;
}

/* What the data says the argument should be: the width of the input for what
 * the layer takes; for what it gives, the width of the state or the one that
 * the next layer takes. 0 where nothing says it. */
static gint64
size_from_data (const FalkCase *c, FalkArg arg)
{
  FalkShape state = falk_case_handed (c);

  if (arg == falk_case_width_argument (c))
    return c->in->rank ? c->in->axes[c->in->rank - 1].size : 0;
  if (state.rank > 0)
    return state.dims[state.rank - 1];
  return MAX (width_taken_later (c), 0);
}

void
falk_cause_repair_negative_size (const FalkCase *c, FalkProposal *proposal)
{
  FalkArg arg = negative_argument (c);
  gint64 size = size_from_data (c, arg);

  if (size <= 0)
    size = ABS (falk_step_get_int (c->step, arg));
  falk_proposal_edit (proposal, falk_edit_set_int (c->index, arg, size));
  proposal->carry = TRUE;
}

/* What the constructor takes: "input_size, hidden_size, bias". */
static char *
list_arguments (const FalkRule *rule)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rule->n_args && !rule->args[i].outside; i++)
    if (!rule->args[i].optional)
      g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ",
                              falk_arg_info (rule->args[i].arg)->name);
  return g_string_free (text, FALSE);
}

double
falk_cause_test_argument_unknown (const FalkCase *c, FalkProposal *proposal)
{
  const FalkRule *rule = falk_rule (c->step->op);
  const FalkStray *stray = c->step->strays->pdata[0];
  g_autofree char *taken = list_arguments (rule);

  if (stray->meant != FALK_ARG_NONE)
    return falk_proposal_why (proposal, 0.95, "%s is likely meant for %s.",
                              stray->name, falk_arg_info (stray->meant)->name);
  return falk_proposal_why (proposal, 0.9, "%s takes %s.", rule->name, taken);
}

void
falk_cause_repair_argument_unknown (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal, falk_edit_settle_strays (c->index));
  proposal->carry = TRUE;
}

double
falk_cause_test_argument_missing (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.9, "%s has no default in %s.",
                            c->fault->found_by.name,
                            falk_rule (c->step->op)->name);
}

/* A size that nothing says is 1. */
static FalkEdit *
supply (const FalkCase *c, FalkArg arg, FalkProposal *proposal)
{
  gint64 size = arg == FALK_ARG_NORMALIZED_SHAPE && c->in->rank > 0
                    ? c->in->axes[c->in->rank - 1].size
                    : size_from_data (c, arg);
  FalkShape shape;

  if (size <= 0)
    {
      size = 1;
      falk_proposal_caution (
          proposal, "1 is only the least that runs: choose %s yourself.",
          falk_arg_info (arg)->name);
    }
  shape = FALK_SHAPE (size);
  return falk_arg_info (arg)->type == FALK_ARG_TYPE_INTS
             ? falk_edit_set_ints (c->index, arg, &shape)
             : falk_edit_set_int (c->index, arg, size);
}

void
falk_cause_repair_argument_missing (const FalkCase *c, FalkProposal *proposal)
{
  const FalkRule *rule = falk_rule (c->step->op);

  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].required && !falk_step_has (c->step, rule->args[i].arg))
      falk_proposal_edit (proposal, supply (c, rule->args[i].arg, proposal));
  proposal->carry = TRUE;
}

double
falk_cause_test_hidden_zero (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.9,
      "hidden_size is " FALK_SIZE
      "; it is the number of features of the state, "
      "and PyTorch says it in terms of proj_size, which a GRU doesn't have.",
      c->fault->found);
}

void
falk_cause_repair_hidden_zero (const FalkCase *c, FalkProposal *proposal)
{
  gint64 size = size_from_data (c, FALK_ARG_HIDDEN_SIZE);

  if (size <= 0)
    {
      size = 1;
      falk_proposal_caution (proposal, "1 is only the least that runs: choose "
                                       "how many features the state has.");
    }
  falk_proposal_edit (proposal,
                      falk_edit_set_int (c->index, FALK_ARG_HIDDEN_SIZE, size));
  proposal->carry = TRUE;
}

double
falk_cause_test_no_layers (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.9,
                            "num_layers is " FALK_SIZE "; the least is 1.",
                            c->fault->found);
}

void
falk_cause_repair_no_layers (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal,
                      falk_edit_set_int (c->index, FALK_ARG_NUM_LAYERS, 1));
}

double
falk_cause_test_dropout (const FalkCase *c, FalkProposal *proposal)
{
  double dropout = falk_step_get_float (c->step, FALK_ARG_DROPOUT);

  return falk_proposal_why (
      proposal, 0.9, "dropout is %g; it must be between 0 and 1.%s", dropout,
      dropout > 1 && dropout <= 100 ? " It may be meant in per cent." : "");
}

void
falk_cause_repair_dropout (const FalkCase *c, FalkProposal *proposal)
{
  double dropout = falk_step_get_float (c->step, FALK_ARG_DROPOUT);

  if (dropout > 1 && dropout <= 100)
    falk_proposal_edit (
        proposal,
        falk_edit_set_float (c->index, FALK_ARG_DROPOUT, dropout / 100));
  else
    falk_proposal_edit (proposal, falk_edit_unset (c->index, FALK_ARG_DROPOUT));
}

static const char *
dtype_hint (FalkDtype dtype)
{
  const FalkDtypeInfo *info = falk_dtype_info (dtype);

  if (dtype == FALK_DTYPE_FLOAT64)
    return " NumPy and plain Python numbers are float64 unless told "
           "otherwise.";
  if (dtype == FALK_DTYPE_INT64)
    return " If they are ids of words, an Embedding comes first.";
  if (info->floating)
    return " Under autocast the layer would be in the same type.";
  return "";
}

double
falk_cause_test_dtype (const FalkCase *c, FalkProposal *proposal)
{
  const FalkFault *fault = c->fault;

  return falk_proposal_why (
      proposal, 0.9, "%s is %s and %s %s.%s", c->what,
      falk_dtype_info (fault->found_dtype)->name, c->step->name,
      fault->code == FALK_FAULT_MEAN_DTYPE ? "takes floating point numbers only"
                                           : "has float32 weights",
      dtype_hint (fault->found_dtype));
}

void
falk_cause_repair_dtype (const FalkCase *c, FalkProposal *proposal)
{
  if (c->input->dtype == FALK_DTYPE_FLOAT32)
    return;
  falk_proposal_edit (proposal, falk_edit_cast_input (FALK_DTYPE_FLOAT32));
  proposal->code =
      g_strdup_printf ("%s = %s.float()", c->input->name, c->input->name);
}

/* Nothing that is known says which size was meant. */
double
falk_cause_test_too_large (const FalkCase *c, FalkProposal *proposal)
{
  if (c->fault->part == FALK_PART_ARGUMENT)
    return falk_proposal_why (
        proposal, 0.9, "%s is " FALK_SIZE ": check how it is computed.",
        c->fault->found_by.name ? c->fault->found_by.name : "An argument",
        c->fault->found);
  return falk_proposal_why (proposal, 0.9,
                            "The result of %s would have more elements than "
                            "any memory holds: check its sizes.",
                            c->step->name);
}
