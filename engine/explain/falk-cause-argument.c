/* SPDX-License-Identifier: MIT */
/* Causes in the arguments of a layer, and in the type of the data. */
#include "falk-cause-private.h"

#include <string.h>

#include "falk-rule.h"

#define SIZE "%" G_GINT64_FORMAT

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
      "%s is " SIZE ". A size that is not known yet can't be left open here: "
      "-1 has a meaning in view and reshape only.",
      falk_arg_info (arg)->name, falk_step_get_int (c->step, arg));
}

/* What the data says the argument should be: the width of the input for what
 * the layer takes, the width that the next layer takes for what it gives. */
static gint64
size_from_data (const FalkCase *c, FalkArg arg)
{
  gboolean takes = arg == falk_case_width_argument (c);
  guint n;
  const gint64 *state = falk_step_get_ints (c->step, FALK_ARG_H0, &n);
  const FalkStep *next;
  gint64 size = 0;

  if (takes)
    return c->in->rank ? c->in->axes[c->in->rank - 1].size : 0;
  if (state && n > 0)
    return state[n - 1];
  if (c->index + 1 < c->model->steps->len)
    {
      next = falk_model_step (c->model, c->index + 1);
      for (FalkArg width = 0; width < FALK_ARG_COUNT; width++)
        if ((width == FALK_ARG_IN_FEATURES || width == FALK_ARG_INPUT_SIZE)
            && falk_step_has (next, width))
          size =
              falk_step_get_int (next, width) / falk_step_directions (c->step);
    }
  if (size <= 0)
    size = ABS (falk_step_get_int (c->step, arg));
  return size;
}

void
falk_cause_repair_negative_size (const FalkCase *c, FalkProposal *proposal)
{
  FalkArg arg = negative_argument (c);
  gint64 size = size_from_data (c, arg);

  if (size > 0)
    falk_proposal_edit (proposal, falk_edit_set_int (c->index, arg, size));
}

double
falk_cause_test_hidden_zero (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.9,
      "hidden_size is " SIZE "; it is the number of features of the state, "
      "and PyTorch says it in terms of proj_size, which a GRU doesn't have.",
      c->fault->found);
}

void
falk_cause_repair_hidden_zero (const FalkCase *c, FalkProposal *proposal)
{
  gint64 size = size_from_data (c, FALK_ARG_HIDDEN_SIZE);

  if (size > 0)
    falk_proposal_edit (
        proposal, falk_edit_set_int (c->index, FALK_ARG_HIDDEN_SIZE, size));
}

double
falk_cause_test_no_layers (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.9,
                            "num_layers is " SIZE "; the least is 1.",
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

double
falk_cause_test_too_large (const FalkCase *c, FalkProposal *proposal)
{
  if (c->fault->part == FALK_PART_ARGUMENT)
    return falk_proposal_why (
        proposal, 0.9, "%s is " SIZE ": check how it is computed.",
        c->fault->found_by.name ? c->fault->found_by.name : "An argument",
        c->fault->found);
  return falk_proposal_why (proposal, 0.9,
                            "The result of %s would have more elements than "
                            "any memory holds: check its sizes.",
                            c->step->name);
}

/* Nothing that is known says which size was meant. */
void
falk_cause_repair_too_large (const FalkCase *c, FalkProposal *proposal)
{
}
