/* SPDX-License-Identifier: MIT */
/* Causes of a second operand that has other sizes or axes: where it may come
 * from. */
#include "falk-cause-private.h"

static void
set_other (const FalkCase *c, FalkProposal *proposal, const FalkShape *shape)
{
  falk_proposal_edit (proposal,
                      falk_edit_set_ints (c->index, FALK_ARG_OTHER, shape));
}

/* One width is twice the other: of a bidirectional layer, or of its halves. */
double
falk_cause_test_operand_doubled (const FalkCase *c, FalkProposal *proposal)
{
  gint64 a = c->fault->found, b = c->fault->needed, both = 0;
  gboolean known =
      falk_context_number (c->context, "bidirectional", &both) && both;

  if (a < 2 || b < 2 || (a != 2 * b && b != 2 * a))
    return 0;
  if (c->maker)
    known |= falk_step_get_bool (c->maker, FALK_ARG_BIDIRECTIONAL);
  return falk_proposal_why (
      proposal, known ? 0.9 : 0.65,
      FALK_SIZE
      " and " FALK_SIZE ": one is twice the other, as the output of both "
      "directions is twice hidden_size. Build what meets it for twice "
      "hidden_size, or add the two directions.",
      a, b);
}

/* The other operand with its axes @a and @b exchanged. */
static FalkShape
exchanged (const FalkCase *c, guint a, guint b)
{
  FalkShape shape = c->fault->other_shape;
  gint64 kept = shape.dims[a];

  shape.dims[a] = shape.dims[b];
  shape.dims[b] = kept;
  return shape;
}

/* Whether an operand of @other's shape would do. */
static gboolean
would_fit (const FalkCase *c, const FalkShape *other)
{
  g_autoptr (FalkStep) step = falk_step_copy (c->step);
  FalkFault fault;
  FalkValue out;

  falk_step_set_ints (step, FALK_ARG_OTHER, other->dims, other->rank);
  return falk_infer_step (step, c->model->torch, 0, c->in, &out, &fault);
}

/* Two axes of the other operand to exchange so that it fits. */
static gboolean
find_exchange (const FalkCase *c, guint *a, guint *b)
{
  guint rank = c->fault->other_shape.rank;

  for (guint i = rank; i > 1; i--)
    for (guint j = i - 1; j > 0; j--)
      {
        FalkShape shape = exchanged (c, i - 1, j - 1);

        if (!would_fit (c, &shape))
          continue;
        *a = j - 1;
        *b = i - 1;
        return TRUE;
      }
  return FALSE;
}

double
falk_cause_test_operand_order (const FalkCase *c, FalkProposal *proposal)
{
  guint a, b;

  if (find_exchange (c, &a, &b))
    return falk_proposal_why (
        proposal, 0.52,
        "With its axes %u and %u exchanged the other operand would fit%s.", a,
        b, c->report ? ", if its other sizes are as assumed" : "");
  if (!c->report)
    return 0;
  falk_proposal_change (proposal, "Transpose one of the two.");
  return falk_proposal_why (proposal, 0.4,
                            "The same sizes may stand in another order on one "
                            "side.");
}

void
falk_cause_repair_operand_order (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape;
  guint a, b;

  if (!find_exchange (c, &a, &b))
    return;
  shape = exchanged (c, a, b);
  set_other (c, proposal, &shape);
  proposal->code = g_strdup_printf ("other = other.transpose(%u, %u)", a, b);
}

/* Which of the two lost it, the text doesn't say. */
double
falk_cause_test_operand_axis_lost (const FalkCase *c, FalkProposal *proposal)
{
  gboolean squeezed = falk_context_says (c->context, "squeeze");

  if (!c->report)
    return 0;
  falk_proposal_change (proposal, "Print both shapes; unsqueeze the one that "
                                  "lacks the axis, and name the axis in every "
                                  "squeeze.");
  return falk_proposal_why (
      proposal,
      squeezed              ? 0.9
      : c->fault->axis >= 0 ? 0.4
                            : 0.5,
      "A squeeze at batch 1, or an index in place of a slice, takes an axis "
      "away: then sizes meet that don't belong together.");
}

double
falk_cause_test_operand_axis_extra (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report)
    return 0;
  falk_proposal_change (proposal, "Take the axis of size 1 away with "
                                  "squeeze(dim), or flatten two that belong "
                                  "together.");
  return falk_proposal_why (proposal, 0.45,
                            "One operand has more axes than the other.");
}

/* Where the axis that differs isn't the features, it is likely the time. */
double
falk_cause_test_operand_length (const FalkCase *c, FalkProposal *proposal)
{
  gboolean last = c->fault->axis + 1 == (int)c->in->rank;

  falk_proposal_change (proposal, "Pad them to one length first, or join along "
                                  "the axis that differs.");
  return falk_proposal_why (proposal, last ? 0.3 : 0.45,
                            "cat joins along one axis, and every other axis "
                            "needs one size: " FALK_SIZE " and " FALK_SIZE
                            " may be the lengths of two samples.",
                            c->fault->found, c->fault->needed);
}

double
falk_cause_test_operand_batch (const FalkCase *c, FalkProposal *proposal)
{
  if (c->fault->axis != 0)
    return c->report ? falk_proposal_why (proposal, 0.3,
                                          "Axis 0 of both is the batch: check "
                                          "that it is so on both sides.")
                     : 0;
  return falk_proposal_why (
      proposal, 0.55,
      "Axis 0 of both is the batch, and it is " FALK_SIZE " and " FALK_SIZE
      ": the two are of other batches, or one has another axis first.",
      c->fault->found, c->fault->needed);
}

void
falk_cause_repair_operand_batch (const FalkCase *c, FalkProposal *proposal)
{
  if (c->fault->axis == 0)
    falk_cause_repair_other_shape (c, proposal);
}
