/* SPDX-License-Identifier: MIT */
/* Causes around a PackedSequence. */
#include "falk-cause-private.h"

/* The step that packed what reaches the fault, or is the fault's own; or
 * -1. */
static int
packing_step (const FalkCase *c)
{
  for (int i = (int)c->index; i >= 0; i--)
    if (falk_model_step (c->model, (guint)i)->op == FALK_OP_PACK)
      return i;
  return -1;
}

/* Batch and time of the padded tensor that step @index packs. */
static gboolean
padded_sizes (const FalkCase *c, int index, gint64 *batch, gint64 *time)
{
  const FalkStepShapes *shapes;
  guint axis;

  if (index < 0)
    return FALSE;
  shapes = &c->inference->steps[index];
  axis = falk_step_get_bool (falk_model_step (c->model, (guint)index),
                             FALK_ARG_BATCH_FIRST)
             ? 0
             : 1;
  if (shapes->state == FALK_STEP_UNKNOWN || shapes->in.rank < 2)
    return FALSE;
  *batch = shapes->in.axes[axis].size;
  *time = shapes->in.axes[1 - axis].size;
  return TRUE;
}

/* The call of step @index as it is written, with the arguments it is to have.
 * */
static char *
packing_code (const FalkCase *c, int index, gboolean first, gboolean sorted)
{
  const char *tensor = index == (int)c->index ? c->tensor : "x";

  return g_strdup_printf ("%s = pack_padded_sequence(%s, lengths%s%s)", tensor,
                          tensor, first ? ", batch_first=True" : "",
                          sorted ? "" : ", enforce_sorted=False");
}

static gboolean
packs_batch_first (const FalkCase *c, int index)
{
  return index >= 0
         && falk_step_get_bool (falk_model_step (c->model, (guint)index),
                                FALK_ARG_BATCH_FIRST);
}

double
falk_cause_test_lengths (const FalkCase *c, FalkProposal *proposal)
{
  gint64 batch, time;
  guint n;

  if (c->fault->code == FALK_FAULT_PACK_EMPTY)
    return falk_proposal_why (proposal, c->report ? 0.85 : 0.5,
                              "There is nothing to pack: the batch, or every "
                              "sequence of it, is empty. Leave empty sequences "
                              "out before they are batched.");
  if (!padded_sizes (c, packing_step (c), &batch, &time))
    return falk_proposal_why (proposal, 0.3,
                              "Each sequence of a padded batch needs a length, "
                              "from 1 to its number of steps.");
  if (c->fault->code == FALK_FAULT_PACK_ZERO)
    return falk_proposal_why (
        proposal, 0.9,
        "A length is " FALK_SIZE
        ": an empty sequence, or one that is padding alone. "
        "Leave those out of the batch, or count them as one step.",
        c->fault->found);
  falk_step_get_ints (falk_model_step (c->model, (guint)packing_step (c)),
                      FALK_ARG_LENGTHS, &n);
  return falk_proposal_why (proposal, 0.7,
                            "There are %u lengths for " FALK_SIZE
                            " sequences of " FALK_SIZE " steps: each "
                            "sequence needs one, from 1 to " FALK_SIZE ".",
                            n, batch, time, time);
}

/* The lengths as code; where those of the text aren't known, what they have to
 * be. */
static char *
lengths_code (const FalkCase *c, const FalkShape *lengths, gint64 time)
{
  g_autofree char *list = falk_shape_to_text (lengths, FALK_SHAPE_LIST);

  if (c->fault->code == FALK_FAULT_PACK_ZERO)
    return g_strdup ("lengths = lengths.clamp(min=1)");
  if (!c->report)
    return g_strdup_printf ("lengths = torch.tensor(%s)", list);
  return g_strdup_printf ("# lengths: one for each of the %u sequences, from 1 "
                          "to " FALK_SIZE,
                          lengths->rank, time);
}

/* As many lengths as there are sequences, each within the padded tensor. */
void
falk_cause_repair_lengths (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  const FalkStep *step = falk_model_step (c->model, (guint)index);
  FalkShape lengths = { 0 };
  gint64 batch, time;
  guint n;
  const gint64 *given = falk_step_get_ints (step, FALK_ARG_LENGTHS, &n);

  if (index < 0 || !padded_sizes (c, index, &batch, &time) || batch < 1
      || time < 1 || batch > FALK_RANK_MAX)
    return;
  lengths.rank = (guint)batch;
  for (guint i = 0; i < lengths.rank; i++)
    lengths.dims[i] = CLAMP (i < n ? given[i] : time, 1, time);
  falk_proposal_edit (
      proposal, falk_edit_set_ints ((guint)index, FALK_ARG_LENGTHS, &lengths));
  proposal->code = lengths_code (c, &lengths, time);
}

/* A list of lengths goes whole to each device, which has a part of the
 * batch. */
double
falk_cause_test_lengths_scattered (const FalkCase *c, FalkProposal *proposal)
{
  gint64 n = c->fault->found, batch = c->fault->needed, gpus;
  gboolean known;

  if (batch < 1 || n <= batch || n % batch != 0)
    return 0;
  known = falk_context_number (c->context, "gpus", &gpus) && gpus == n / batch;
  return falk_proposal_why (
      proposal, known ? 0.95 : 0.72,
      "There are " FALK_SIZE " lengths for " FALK_SIZE
      " sequences: DataParallel on " FALK_SIZE
      " devices gives each a part of the batch, and all of a list. Pass the "
      "lengths as a tensor, and move it to the CPU in forward.",
      n, batch, n / batch);
}

void
falk_cause_repair_lengths_scattered (const FalkCase *c, FalkProposal *proposal)
{
  falk_cause_repair_lengths (c, proposal);
  g_free (proposal->code);
  proposal->code = g_strdup ("lengths = torch.as_tensor(lengths)");
}

/* Whether the version has no enforce_sorted: the batch is to be sorted then. */
static gboolean
sorts_by_hand (const FalkCase *c)
{
  return c->model->torch < FALK_TORCH_1_1;
}

double
falk_cause_test_unsorted (const FalkCase *c, FalkProposal *proposal)
{
  if (sorts_by_hand (c))
    return falk_proposal_why (
        proposal, 0.9,
        "The lengths are not in descending order. PyTorch packs the longest "
        "sequence first, and before 1.1 can't sort them itself.");
  return falk_proposal_why (
      proposal, 0.9,
      "The lengths are not in descending order. enforce_sorted=False lets "
      "PyTorch sort them, and put the output back in your order.");
}

static int
longer_first (const void *a, const void *b)
{
  const gint64 *one = a, *other = b;

  return (*one < *other) - (*one > *other);
}

static void
sort_by_hand (const FalkCase *c, FalkProposal *proposal)
{
  FalkShape sorted = { 0 };
  guint n;
  const gint64 *lengths = falk_step_get_ints (c->step, FALK_ARG_LENGTHS, &n);

  if (n > FALK_RANK_MAX)
    return;
  sorted.rank = n;
  memcpy (sorted.dims, lengths, n * sizeof *lengths);
  qsort (sorted.dims, n, sizeof *sorted.dims, longer_first);
  falk_proposal_edit (proposal,
                      falk_edit_set_ints (c->index, FALK_ARG_LENGTHS, &sorted));
  proposal->code = g_strdup_printf (
      "lengths, order = lengths.sort(descending=True)\n%s = %s[%sorder]",
      c->tensor, c->tensor, packs_batch_first (c, (int)c->index) ? "" : ":, ");
  falk_proposal_caution (proposal,
                         "The output comes in the sorted order: the targets "
                         "have to be put in it too.");
}

void
falk_cause_repair_unsorted (const FalkCase *c, FalkProposal *proposal)
{
  if (sorts_by_hand (c))
    {
      sort_by_hand (c, proposal);
      return;
    }
  falk_proposal_edit (
      proposal, falk_edit_set_int (c->index, FALK_ARG_ENFORCE_SORTED, FALSE));
  proposal->code = packing_code (c, (int)c->index,
                                 packs_batch_first (c, (int)c->index), FALSE);
}

/* As many lengths as the axis has that is taken for time. */
double
falk_cause_test_pack_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  gint64 batch, time;
  guint n;
  int index = packing_step (c);

  if (!padded_sizes (c, index, &batch, &time))
    return 0;
  falk_step_get_ints (falk_model_step (c->model, (guint)index),
                      FALK_ARG_LENGTHS, &n);
  if (c->assumed && c->fault->code == FALK_FAULT_PACK_COUNT)
    return falk_proposal_why (
        proposal, 0.55,
        "pack_padded_sequence takes axis 1 for the batch, or axis 0 with "
        "batch_first=True: where that axis is the time, there are as many "
        "lengths as the other has.");
  if (time != n || batch == time)
    return 0;
  return falk_proposal_why (
      proposal, 0.85,
      "There are %u lengths, and %u is the axis that is taken for time: "
      "batch_first is the other way round.",
      n, n);
}

void
falk_cause_repair_pack_batch_first (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  gboolean first = packs_batch_first (c, index);

  falk_proposal_edit (
      proposal, falk_edit_set_int ((guint)index, FALK_ARG_BATCH_FIRST, !first));
  proposal->code = packing_code (
      c, index, !first,
      falk_step_get_bool (falk_model_step (c->model, (guint)index),
                          FALK_ARG_ENFORCE_SORTED));
}

double
falk_cause_test_still_packed (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (
      proposal, 0.85,
      "%s is a PackedSequence, which only a recurrent layer takes: "
      "pad_packed_sequence makes a tensor of it again.",
      c->what);
}

void
falk_cause_repair_still_packed (const FalkCase *c, FalkProposal *proposal)
{
  gboolean first = packs_batch_first (c, packing_step (c));

  falk_proposal_insert (proposal, c, FALK_OP_UNPACK, "unpack",
                        FALK_ARG_BATCH_FIRST, (gint64)first, FALK_ARG_NONE);
  proposal->code =
      g_strdup_printf ("%s, lengths = pad_packed_sequence(%s%s)", c->tensor,
                       c->tensor, first ? ", batch_first=True" : "");
}

/* What was packed is another shape than a recurrent layer takes. */
double
falk_cause_test_packed_axes (const FalkCase *c, FalkProposal *proposal)
{
  if (c->in->rank > 2)
    return 0;
  return falk_proposal_why (
      proposal, 0.85,
      "The packed data has %u axes where %s takes 2: before it was packed, the "
      "tensor was to be (time, batch, features), with three.",
      c->in->rank, c->step->name);
}

/* Without a feature axis, each value is one feature. */
void
falk_cause_repair_packed_axes (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  FalkStep *step;

  if (index < 0 || c->in->rank != 1)
    return;
  step = falk_step_new (FALK_OP_UNSQUEEZE, "add_axis");
  falk_step_set_int (step, FALK_ARG_DIM, -1);
  falk_proposal_edit (proposal, falk_edit_insert ((guint)index, step));
}

/* Which of the two was meant, the text doesn't say. */
double
falk_cause_test_packed_unmeant (const FalkCase *c, FalkProposal *proposal)
{
  if (!c->report)
    return 0;
  falk_proposal_change (proposal, "Pack a tensor of (time, batch, features).");
  return falk_proposal_why (proposal, 0.5,
                            "%s takes two axes only of a PackedSequence: a "
                            "tensor may have been meant.",
                            c->step->name);
}

double
falk_cause_test_packed_axis_extra (const FalkCase *c, FalkProposal *proposal)
{
  if (c->in->rank < 3)
    return 0;
  return falk_proposal_why (
      proposal, 0.85,
      "The packed data has %u axes where %s takes 2, rows and features: what "
      "was packed had an axis too many.",
      c->in->rank, c->step->name);
}

/* Axes of size 1 go before the packing. */
void
falk_cause_repair_packed_axis_extra (const FalkCase *c, FalkProposal *proposal)
{
  int index = packing_step (c);
  guint left = c->in->rank;

  for (guint axis = c->in->rank - 1; index >= 0 && axis > 0 && left > 2; axis--)
    if (c->in->axes[axis - 1].size == 1 || c->in->axes[axis].size == 1)
      {
        FalkStep *step = falk_step_new (FALK_OP_SQUEEZE, "drop_axis");
        guint one =
            c->in->axes[axis - 1].size == 1 && axis > 1 ? axis - 1 : axis;

        falk_step_set_int (step, FALK_ARG_DIM, one + 1);
        falk_proposal_edit (proposal, falk_edit_insert ((guint)index, step));
        left--;
        break;
      }
}

double
falk_cause_test_never_packed (const FalkCase *c, FalkProposal *proposal)
{
  return falk_proposal_why (proposal, 0.8,
                            "%s is an ordinary tensor, with its padding: "
                            "there is nothing to unpack.",
                            c->what);
}

void
falk_cause_repair_never_packed (const FalkCase *c, FalkProposal *proposal)
{
  falk_proposal_edit (proposal, falk_edit_remove (c->index));
}
