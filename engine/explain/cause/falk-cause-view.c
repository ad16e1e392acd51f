/* SPDX-License-Identifier: MIT */
/* Causes in the shape argument of view and reshape. */
#include "falk-cause-private.h"

static FalkShape
argument (const FalkCase *c)
{
  return falk_step_get_shape (c->step, FALK_ARG_SHAPE);
}

static void
set_argument (const FalkCase *c, FalkProposal *proposal, const FalkShape *shape)
{
  falk_proposal_edit (proposal,
                      falk_edit_set_ints (c->index, FALK_ARG_SHAPE, shape));
}

/* Product of all entries but @left_out; -1 where one is below 0 or it is too
 * large. */
static gint64
product_without (const FalkShape *shape, guint left_out)
{
  gint64 product = 1;

  for (guint i = 0; i < shape->rank; i++)
    if (i != left_out && !falk_size_mul (product, shape->dims[i], &product))
      return -1;
  return product;
}

/* @shape with one entry left open so that it fits @count elements: the first
 * that can be, which keeps the features at the end. FALSE where there is
 * none. */
static gboolean
open_one (FalkShape *shape, gint64 count)
{
  for (guint i = 0; i < shape->rank; i++)
    {
      gint64 product = product_without (shape, i);

      if (product > 0 && count % product == 0)
        {
          shape->dims[i] = -1;
          return TRUE;
        }
    }
  return FALSE;
}

double
falk_cause_test_shape_negative (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.9,
      FALK_SIZE
      " can't be a size. -1 leaves one size open, to be worked out from "
      "the others.",
      c->fault->found);
}

void
falk_cause_repair_shape_negative (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = argument (c);
  gboolean open = FALSE;

  for (guint i = 0; i < shape.rank; i++)
    open |= shape.dims[i] == -1;
  for (guint i = 0; i < shape.rank; i++)
    if (shape.dims[i] < -1)
      {
        shape.dims[i] = open ? -shape.dims[i] : -1;
        open = TRUE;
      }
  set_argument (c, proposal, &shape);
}

double
falk_cause_test_shape_two_unknown (const FalkCase *c, FalkProposal *proposal)
{
  g_autofree char *count =
      g_strdup_printf (FALK_SIZE, falk_value_count (c->in));

  return falk_proposal_why (
      proposal, 0.9,
      "With two sizes left open there are several ways to divide the %s "
      "elements of %s. Give one of them.",
      count, c->what);
}

/* The first open size becomes the input's own on that axis: the batch, as a
 * rule. */
void
falk_cause_repair_shape_two_unknown (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = argument (c);
  guint open = 0;

  for (guint i = shape.rank; i > 0; i--)
    if (shape.dims[i - 1] == -1 && open++ > 0)
      shape.dims[i - 1] = i - 1 < c->in->rank ? c->in->axes[i - 1].size : 1;
  set_argument (c, proposal, &shape);
}

double
falk_cause_test_shape_total (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = argument (c), own = falk_value_shape (c->in);
  g_autofree char *asked = falk_shape_to_text (&shape, FALK_SHAPE_TUPLE);
  g_autofree char *has = falk_shape_to_text (&own, FALK_SHAPE_TUPLE);

  return falk_proposal_why (
      proposal, 0.8,
      "%s is %s, " FALK_SIZE
      " elements; %s asks for %s. Sizes written as numbers "
      "go wrong when the batch changes: -1 in the place of the batch follows "
      "it.",
      c->what, has, c->fault->needed, c->step->name, asked);
}

/* Leaves the size open that makes the rest fit; with one open already, gives
 * the others the input's own last axis. */
void
falk_cause_repair_shape_total (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = argument (c);
  gint64 last = c->in->rank ? c->in->axes[c->in->rank - 1].size : 1;
  gboolean open = FALSE;

  for (guint i = 0; i < shape.rank; i++)
    open |= shape.dims[i] == -1;
  if (!open && !open_one (&shape, c->fault->needed))
    shape = FALK_SHAPE (-1, last);
  else if (open)
    shape = FALK_SHAPE (-1, last);
  set_argument (c, proposal, &shape);
  if (c->in->rank > 2)
    falk_proposal_caution (
        proposal, "It fits, but view keeps the order of the elements in "
                  "memory: where axes were to be exchanged, use permute.");
}

/* The first size is a batch written as a number, and this batch is smaller. */
double
falk_cause_test_shape_last_batch (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = argument (c);
  gint64 rest = product_without (&shape, 0), known = 0;
  gboolean other = FALSE; /* the batch is another axis, or another number */

  if (shape.rank < 2 || shape.dims[0] < 2 || rest < 1
      || c->fault->needed % rest != 0
      || c->fault->needed / rest >= shape.dims[0])
    return 0;
  falk_context_number (c->context, "batch_size", &known);
  if (c->in->rank == 0 || c->in->axes[0].size != c->fault->needed / rest)
    other = TRUE;
  return falk_proposal_why (
      proposal,
      known == shape.dims[0] ? 0.85
      : c->report && !other  ? 0.84
                             : 0.3,
      FALK_SIZE
      " elements are " FALK_SIZE " in place of " FALK_SIZE
      " sequences: the last batch of a data set is smaller. Write -1 or "
      "x.size(0) for the batch, or use drop_last=True.",
      c->fault->needed, c->fault->needed / rest, shape.dims[0]);
}

void
falk_cause_repair_shape_last_batch (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = argument (c);

  shape.dims[0] = -1;
  set_argument (c, proposal, &shape);
}

/* Which axes it leaves isn't in the text. */
double
falk_cause_test_shape_from_conv (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report)
    return 0;
  falk_proposal_change (proposal,
                        "Compute the sizes from the shape: x.flatten(1).");
  return falk_proposal_why (
      proposal,
      falk_context_says (c->context, "cnn|conv|crnn|vgg|resnet") ? 0.7 : 0.4,
      "A convolution before it leaves channels × height × width, and their "
      "number follows from the size of its input.");
}

double
falk_cause_test_shape_ambiguous (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.8,
      "%s has no elements, and with a 0 in the shape -1 could be any size. "
      "Check where the empty tensor comes from.",
      c->what);
}

void
falk_cause_repair_shape_ambiguous (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape shape = argument (c);

  for (guint i = 0; i < shape.rank; i++)
    if (shape.dims[i] == -1)
      shape.dims[i] = c->in->axes[c->in->rank - 1].size;
  set_argument (c, proposal, &shape);
}

double
falk_cause_test_view_stride (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.9,
      "The elements of %s do not lie in memory in the order of its axes: "
      "transpose, permute, and a layer with batch_first leave them so. reshape "
      "copies them where view can't.",
      c->what);
}

void
falk_cause_repair_view_stride (const FalkCase *c, FalkProposal *proposal)
{
  FalkStep *step = falk_step_new (FALK_OP_RESHAPE, c->step->name);
  FalkShape shape = argument (c);

  falk_step_set_ints (step, FALK_ARG_SHAPE, shape.dims, shape.rank);
  falk_proposal_edit (proposal, falk_edit_remove (c->index));
  falk_proposal_edit (proposal, falk_edit_insert (c->index, step));
}
