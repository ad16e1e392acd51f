/* SPDX-License-Identifier: MIT */
/* Causes that what is known beside the sentence hints at, and those that are
 * likely where nothing is known. */
#include "falk-cause-private.h"

/* Whether @size looks like a width that somebody chose for a layer. */
static gboolean
is_hidden_width (gint64 size)
{
  return size >= 16 && size % 16 == 0;
}

/* The size that is needed may stand on an axis that the text doesn't show. Only
 * the shape of the input would show which axis to exchange. */
double
falk_cause_test_maybe_not_last (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found, needed = c->fault->needed;
  gboolean open = FALSE;

  for (guint i = 0; i + 1 < c->in->rank; i++)
    open |= !falk_case_knows (c, i);
  if (!open || needed < 2)
    return 0;
  return falk_proposal_why (proposal,
                            needed < 16 && is_hidden_width (found) ? 0.48 : 0.3,
                            "The text shows the last axis alone, of " FALK_SIZE
                            ". If another axis of %s "
                            "has the size " FALK_SIZE
                            ", the features stand there: after a convolution "
                            "they are on axis 1. Which shape has it?",
                            found, c->what, needed);
}

#define CONVOLUTIONS "cnn|conv|crnn|vgg|resnet"

static gboolean
behind_convolution (const FalkCase *c)
{
  const FalkShape *input =
      c->context ? falk_context_shape (c->context, "input") : NULL;

  return falk_context_says (c->context, CONVOLUTIONS)
         || (input && input->rank == 4);
}

double
falk_cause_test_conv_before (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found, needed = c->fault->needed;

  if (c->maker || !behind_convolution (c))
    return 0;
  if (needed > 1 && found > needed && found % needed == 0)
    return falk_proposal_why (
        proposal, 0.78,
        "A convolution before %s leaves channels × height: " FALK_SIZE
        " is " FALK_SIZE " × " FALK_SIZE ". The height was to be reduced to 1.",
        c->step->name, found, needed, found / needed);
  return falk_proposal_why (
      proposal, 0.65,
      "A convolution before %s leaves channels × height features, flattened, "
      "and their number follows from the size of its input: it isn't "
      "the " FALK_SIZE " that %s was built for.",
      c->step->name, needed, c->step->name);
}

/* What enters has the width of the layer's own state, or of some output. */
double
falk_cause_test_own_output (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found, hidden = 0;
  const FalkKnown *state =
      falk_context_find (c->context, found, "hidden|hx|h0|h_n|state");

  if (falk_fault_is_matmul (c->fault->code) || found == c->fault->needed)
    return 0;
  if (falk_context_says (c->context, "output of|outputs of|returned by"))
    return falk_proposal_why (
        proposal, 0.7,
        "What enters %s is what another layer gives, with " FALK_SIZE
        " features: %s was built for the " FALK_SIZE
        " of the tensor before that "
        "one.",
        c->step->name, found, c->step->name, c->fault->needed);
  if (!state
      && !(falk_context_number (c->context, "hidden_size", &hidden)
           && hidden == found))
    return !c->report || c->maker || falk_report_states_input (c->report)
               ? 0
               : falk_proposal_why (
                   proposal, 0.26,
                   "The text doesn't say which tensor enters %s: it may be "
                   "another than the one of " FALK_SIZE
                   " features that was meant. "
                   "Print its shape right before the call.",
                   c->step->name, c->fault->needed);
  return falk_proposal_why (
      proposal, 0.66,
      FALK_SIZE
      " is the width of the state: what %s gives was handed to it again, "
      "in place of its input of " FALK_SIZE " features.",
      found, c->step->name, c->fault->needed);
}

/* The tensor that was meant isn't there to be tried. */
void
falk_cause_repair_own_output (const FalkCase *c, FalkProposal *proposal)
{
  g_autofree char *change =
      g_strdup_printf ("Hand %s the tensor of " FALK_SIZE " features.",
                       c->step->name, c->fault->needed);

  falk_proposal_change (proposal, change);
}

/* A Linear that meets a usual hidden_size, and was built for a number that
 * isn't one. */
double
falk_cause_test_linear_after_maybe (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found, needed = c->fault->needed;
  gboolean said = falk_context_says (c->context, "after|rnn|gru|lstm");
  gint64 hidden = found;

  falk_context_number (c->context, "hidden_size", &hidden);
  if (hidden != found || c->maker || !c->report || !is_hidden_width (found)
      || (is_hidden_width (needed) && !said))
    return 0;
  if (is_hidden_width (needed))
    return falk_proposal_why (proposal, 0.58,
                              "%s may come behind the recurrent layer, with a "
                              "hidden_size of " FALK_SIZE
                              ", and was built for what enters that layer.",
                              c->step->name, found);
  return falk_proposal_why (
      proposal, 0.58,
      FALK_SIZE " is a usual hidden_size, and " FALK_SIZE
                " isn't: %s may come behind a "
                "recurrent layer, and was built for what enters that layer.",
      found, needed, c->step->name);
}

/* Both operands have as many columns: neither is the other's weight. Which of
 * the two tensors lost an axis, the text doesn't say. */
double
falk_cause_test_same_columns (const FalkCase *c, FalkProposal *proposal)
{
  gint64 out = falk_step_get_int (c->step, FALK_ARG_OUT_FEATURES);

  if (!c->report || c->report->layer_stated || out != c->fault->found)
    return 0;
  return falk_proposal_why (
      proposal, 0.62,
      "Both operands have " FALK_SIZE
      " columns. That is no layer's weight but a "
      "product of two tensors, such as an attention: one of them has lost its "
      "batch axis in a squeeze, or was to be transposed.",
      out);
}

/* Only a Linear's weight has a number of columns that is no multiple of 3;
 * and since 0.4 a GRU speaks before it multiplies. */
double
falk_cause_test_other_layer (const FalkCase *c, FalkProposal *proposal)
{
  gint64 out = falk_step_get_int (c->step, FALK_ARG_OUT_FEATURES);

  if (!c->report || c->report->layer_stated || c->step->op != FALK_OP_LINEAR
      || falk_wording_is_foreign (c->report->wording))
    return 0;
  if (out % 3 == 0)
    return falk_proposal_why (
        proposal, 0.2,
        "Since PyTorch 0.4 a GRU says so itself when its input doesn't fit; "
        "this is the product of another layer, such as a Linear.");
  return falk_proposal_why (
      proposal, 0.32,
      FALK_SIZE
      " columns are no multiple of 3, as the weights of a GRU have: look "
      "for a Linear(" FALK_SIZE ", " FALK_SIZE ").",
      out, c->fault->needed, out);
}

double
falk_cause_test_unbatched_state (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape found = falk_case_handed (c);

  if (found.rank != 2)
    return 0;
  return falk_proposal_why (
      proposal, c->report ? 0.72 : 0.6,
      "With three axes %s is a batch, and the state of two axes belongs to a "
      "single sequence, (layers × directions, hidden_size).",
      c->what);
}

/* 1.11 and 1.12 take all that isn't 3-D for a single sequence. The input that
 * is shown is the 2-D one that the sentence speaks of. */
double
falk_cause_test_input_four_axes (const FalkCase *c, FalkProposal *proposal)
{
  const FalkShape *input =
      c->context ? falk_context_shape (c->context, "input") : NULL;

  if (!c->report || (input && input->rank < 4))
    return 0;
  return falk_proposal_why (
      proposal, input ? 0.93 : 0.4,
      "PyTorch 1.11 and 1.12 say this of an input of four axes too, such as a "
      "batch of images with their channel. squeeze(1) takes the channel away.");
}

/* The reverse of the doubled width: it is what the step was built for. */
double
falk_cause_test_one_direction_maybe (const FalkCase *c, FalkProposal *proposal)
{
  gint64 found = c->fault->found, needed = c->fault->needed;

  if (c->maker || found < 4 || needed != 2 * found)
    return 0;
  return falk_proposal_why (
      proposal,
      falk_fault_is_matmul (c->fault->code)
              && falk_context_says (c->context, "encoder|rnn|gru|lstm|bi-")
          ? 0.6
          : 0.33,
      "%s was built for " FALK_SIZE " = 2 × " FALK_SIZE
      ", the width of both directions "
      "of a layer; what reaches it is that of one.",
      c->step->name, needed, found);
}

/* Nothing but the batch is the state's, and it stands first: the whole output
 * of a batch_first layer. */
double
falk_cause_test_output_for_state (const FalkCase *c, FalkProposal *proposal)
{
  const FalkShape *found = &c->fault->found_shape;
  const FalkShape *needed = &c->fault->needed_shape;

  for (guint i = 0; i < 3; i++)
    if (falk_case_agrees (c, i) != FALSE)
      return 0;
  if (needed->rank != 3 || found->dims[0] != needed->dims[1])
    return 0;
  return falk_proposal_why (
      proposal, 0.72,
      "No axis is that of a state, and axis 0 is the batch of " FALK_SIZE
      ": this is (batch, time, features), a whole output, where (layers × "
      "directions, batch, hidden_size) is wanted.",
      found->dims[0]);
}

/* The lines beside the error show a squeeze. */
double
falk_cause_test_squeezed_before (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape found = falk_case_handed (c), needed = falk_case_state (c);

  if (found.rank >= needed.rank || !falk_context_says (c->context, "squeeze"))
    return 0;
  return falk_proposal_why (
      proposal, 0.94,
      "The lines beside the error squeeze a tensor: without an axis to name, "
      "squeeze() takes every axis of size 1, the layer's or a batch of 1 too.");
}

/* A cell reads axes 0 and 1 of (layers, batch, hidden) as its batch and its
 * width. */
double
falk_cause_test_cell_state_layers (const FalkCase *c, FalkProposal *proposal)
{
  const FalkShape *known =
      c->context ? falk_context_shape (c->context, "hx") : NULL;

  if (known && known->rank > 2)
    return falk_proposal_why (
        proposal, 0.88,
        "The state has %u axes. A cell takes (batch, hidden_size), and reads "
        "the first two axes of a longer state as those.",
        known->rank);
  if (c->fault->code != FALK_FAULT_CELL_BATCH || c->fault->found != 1)
    return 0;
  return falk_proposal_why (
      proposal, 0.5,
      "A state of (1, batch, hidden_size), as a layer keeps it, shows as a "
      "batch of 1: hand the cell h[0].");
}
