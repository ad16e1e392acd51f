/* SPDX-License-Identifier: MIT */
/* pack_padded_sequence and pad_packed_sequence, in the order of PyTorch 1.13's
 * torch/nn/utils/rnn.py and aten's PackedSequence.cpp. */
#include "falk-packing.h"
#include "falk-rule-private.h"

static FalkPacking
packing_of (const FalkStep *step)
{
  FalkPacking packing = { 0 };

  packing.lengths = falk_step_get_ints (step, FALK_ARG_LENGTHS, &packing.n);
  packing.sorted = falk_step_get_bool (step, FALK_ARG_ENFORCE_SORTED);
  return packing;
}

static guint
batch_axis (const FalkStep *step)
{
  return falk_step_get_bool (step, FALK_ARG_BATCH_FIRST) ? 0 : 1;
}

static void
about_lengths (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found_by = falk_origin_argument (step->name, "lengths");
  fault->found_shape = falk_value_shape (in);
}

/* The order of the lengths is put where the input is: asked of a packed one
 * before its type is looked at. */
gboolean
falk_check_pack_device (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  return in->packing.n == 0 || packing_of (step).sorted;
}

/* A batch of none, of which some are to be picked. */
gboolean
falk_check_pack_nothing (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  FalkPacking packing = packing_of (step);
  guint axis = batch_axis (step);

  about_lengths (step, in, fault);
  fault->axis = (int)axis;
  return packing.sorted || packing.n == 0 || in->rank < 2
         || in->axes[axis].size > 0;
}

gboolean
falk_check_pack_scalar (const FalkStep *step, const FalkValue *in,
                        FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->needed = 1;
  return in->rank > 0 || !packing_of (step).sorted || batch_axis (step) == 0;
}

static gboolean
is_empty_batch (const FalkValue *in)
{
  return in->rank >= 2 && falk_value_count (in) == 0;
}

gboolean
falk_check_pack_index_vector (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  FalkPacking packing = packing_of (step);

  about_lengths (step, in, fault);
  return packing.sorted || batch_axis (step) != 0 || is_empty_batch (in)
         || falk_packing_first_beyond (&packing,
                                       in->rank ? in->axes[0].size : 1)
                < 0;
}

/* A batch that is to be sorted is picked along its batch axis first; along
 * axis 1, or where it is empty, by other code than along axis 0. */
gboolean
falk_check_pack_index (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  FalkPacking packing = packing_of (step);
  guint axis = batch_axis (step);

  about_lengths (step, in, fault);
  if (packing.sorted || in->rank < 2 || (axis == 0 && !is_empty_batch (in)))
    return TRUE;
  fault->axis = (int)axis;
  fault->needed = in->axes[axis].size;
  fault->needed_by = in->axes[axis].factors[0].origin;
  fault->found = falk_packing_first_beyond (&packing, fault->needed);
  return fault->found < 0;
}

gboolean
falk_check_pack_empty (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->needed = 1;
  return in->rank < 2
         || (falk_value_count (in) > 0
             && (packing_of (step).sorted || packing_of (step).n > 0));
}

gboolean
falk_check_pack_rank (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  fault->found = 1;
  fault->needed = MAX (in->rank, 1);
  fault->found_shape = falk_value_shape (in);
  return in->rank >= 2;
}

/* What a batch that is sorted has lost by picking is not missed. */
gboolean
falk_check_pack_count (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  FalkPacking packing = packing_of (step);
  guint axis = batch_axis (step);

  about_lengths (step, in, fault);
  fault->axis = (int)axis;
  fault->found = packing.n;
  fault->needed = in->axes[axis].size;
  fault->needed_by = in->axes[axis].factors[0].origin;
  return !packing.sorted || fault->found == fault->needed;
}

/* No sequences and as many lengths: the last of them is looked at anyway. */
gboolean
falk_check_pack_lengths (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  fault->needed = 1;
  return packing_of (step).n > 0;
}

/* Only the last length is looked at: the shortest of a sorted batch. */
gboolean
falk_check_pack_zero (const FalkStep *step, const FalkValue *in,
                      FalkFault *fault)
{
  FalkPacking packing = packing_of (step);
  gint64 last = packing.n ? packing.lengths[packing.n - 1] : 1;

  for (guint i = 0; !packing.sorted && i < packing.n; i++)
    last = MIN (last, packing.lengths[i]);
  about_lengths (step, in, fault);
  fault->found = last;
  fault->needed = 1;
  return last > 0;
}

gboolean
falk_check_pack_unsorted (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  FalkPacking packing = packing_of (step);

  about_lengths (step, in, fault);
  for (guint i = 1; packing.sorted && i < packing.n; i++)
    if (packing.lengths[i] > packing.lengths[i - 1])
      return FALSE;
  return TRUE;
}

/* The data of a PackedSequence: one row for each step of each sequence. */
void
falk_give_pack (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  guint batch = batch_axis (step);

  out->dtype = in->dtype;
  out->packing = packing_of (step);
  out->packing.time = in->axes[1 - batch].size;
  out->rank = in->rank - 1;
  out->axes[0] = falk_axis (0, FALK_ROLE_MERGED,
                            falk_origin_argument (step->name, "lengths"));
  if (falk_packing_rows (&out->packing, out->packing.time, &out->axes[0].size))
    out->axes[0].factors[0].size = out->axes[0].size;
  for (guint i = 1; i < out->rank; i++)
    out->axes[i] = in->axes[i + 1];
  falk_value_set_contiguous (out);
}

gboolean
falk_check_packed (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  fault->found_shape = falk_value_shape (in);
  return in->packing.n > 0;
}

/* Rows are spread in blocks of steps with the same number of sequences; the
 * block in which they run out is the one that PyTorch complains of. */
gboolean
falk_check_unpack_total (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  const FalkPacking *packing = &in->packing;
  gint64 from = 0, to = G_MAXINT64, rest = 1, before;

  fault->found_shape = falk_value_shape (in);
  for (guint i = 0; i < packing->n; i++)
    if (packing->lengths[i] <= packing->time)
      from = MAX (from, packing->lengths[i]);
    else
      to = MIN (to, packing->lengths[i]);
  if (to == G_MAXINT64 || !falk_packing_rows (packing, from, &before))
    return TRUE;
  fault->needed_shape =
      FALK_SHAPE (to - from, falk_packing_batch (packing, packing->time));
  for (guint i = 1; i < in->rank; i++)
    {
      fault->needed_shape.dims[fault->needed_shape.rank++] = in->axes[i].size;
      rest *= in->axes[i].size;
    }
  fault->needed = (in->axes[0].size - before) * rest;
  return FALSE;
}

/* batch_first exchanges the axes; putting sequences back in order copies. */
void
falk_give_unpack (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  guint batch = batch_axis (step);

  out->dtype = in->dtype;
  out->packing = (FalkPacking){ 0 };
  out->rank = in->rank + 1;
  for (guint i = 2; i < out->rank; i++)
    out->axes[i] = in->axes[i - 1];
  out->axes[0] = falk_axis (falk_packing_steps (&in->packing), FALK_ROLE_TIME,
                            in->axes[0].factors[0].origin);
  out->axes[1] =
      falk_axis (in->packing.n, FALK_ROLE_BATCH, in->axes[0].factors[0].origin);
  falk_value_set_contiguous (out);
  if (batch == 0)
    {
      FalkAxis time = out->axes[0];

      out->axes[0] = out->axes[1];
      out->axes[1] = time;
      if (!in->packing.sorted)
        falk_value_set_contiguous (out);
    }
}
