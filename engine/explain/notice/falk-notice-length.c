/* SPDX-License-Identifier: MIT */
/* Sequences of unlike length in one batch: padding that is read as data,
 * lengths that the data doesn't have, rows that are padding. */
#include "falk-notice-private.h"

/* Elements of the input, and how far apart its batch, steps and the rest
 * lie. */
typedef struct
{
  const FalkTensor *tensor;
  const void *data;
  gint64 batch, time; /* sizes */
  gint64 batch_stride, time_stride; /* elements */
  gint64 rest; /* elements of one step of one sequence */
  int batch_axis, time_axis;
} Padded;

/* Axis of the input that @axis of the step is, unmoved in meaning; -1 where
 * it is another. */
static int
input_axis (const FalkAxis *axis)
{
  return axis->n_factors == 1
                 && axis->factors[0].origin.kind == FALK_ORIGIN_TENSOR
             ? axis->factors[0].origin.axis
             : -1;
}

static gint64
stride_of (const FalkShape *shape, int axis)
{
  gint64 stride = 1;

  for (guint i = (guint)axis + 1; i < shape->rank; i++)
    stride *= shape->dims[i];
  return stride;
}

/* Whether step @t of sequence @b holds zeros only. The other axes, if any,
 * are walked by their index in C order. */
static gboolean
is_zero_step (const Padded *padded, gint64 b, gint64 t)
{
  const FalkShape *shape = &padded->tensor->shape;

  for (gint64 i = 0; i < padded->rest; i++)
    {
      gint64 at = b * padded->batch_stride + t * padded->time_stride, rest = i;

      for (int axis = (int)shape->rank - 1; axis >= 0; axis--)
        if (axis != padded->batch_axis && axis != padded->time_axis)
          {
            at += rest % shape->dims[axis] * stride_of (shape, axis);
            rest /= shape->dims[axis];
          }
      if (falk_dtype_get (padded->tensor->dtype, padded->data, (gsize)at) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Steps of zeros at the end of sequence @b; 0 where it has nothing else. */
static gint64
padding_of (const Padded *padded, gint64 b)
{
  gint64 t = padded->time;

  while (t > 0 && is_zero_step (padded, b, t - 1))
    t--;
  return t == 0 ? 0 : padded->time - t;
}

static gboolean
padded_from (const FalkSite *site, int batch, int time, Padded *padded)
{
  const FalkTensor *tensor = site->input;
  const FalkShape *shape = &tensor->shape;
  gint64 count;

  padded->tensor = tensor;
  padded->batch_axis = input_axis (&site->in->axes[batch]);
  padded->time_axis = input_axis (&site->in->axes[time]);
  if (!tensor->data || padded->batch_axis < 0 || padded->time_axis < 0
      || !falk_shape_count (shape, &count) || count == 0)
    return FALSE;
  padded->data = g_bytes_get_data (tensor->data, NULL);
  padded->batch = shape->dims[padded->batch_axis];
  padded->time = shape->dims[padded->time_axis];
  padded->batch_stride = stride_of (shape, padded->batch_axis);
  padded->time_stride = stride_of (shape, padded->time_axis);
  padded->rest = count / padded->batch / padded->time;
  return TRUE;
}

/* Several sequences, or one of a few, that end in zeros, and not all after
 * the same step. A single zero at the end of a row of indices may be an
 * index: there a quarter of the sequences have to end so, and one in two of
 * them at least. */
static gboolean
is_padded (const Padded *padded, gint64 *shorter, gint64 *longest)
{
  gint64 least = G_MAXINT64, steps = 0;

  *shorter = 0;
  *longest = 0;
  for (gint64 b = 0; b < padded->batch; b++)
    {
      gint64 zeros = padding_of (padded, b);

      *shorter += zeros > 0;
      *longest = MAX (*longest, zeros);
      least = MIN (least, zeros);
      steps += zeros;
    }
  if (*shorter < MIN (2, padded->batch - 1) || *longest == least || steps < 2)
    return FALSE;
  return falk_dtype_info (padded->tensor->dtype)->floating
         || (*longest >= 2 && *shorter * 4 >= padded->batch);
}

FalkNotice *
falk_notice_no_packing (const FalkSite *site)
{
  int batch, time;
  Padded padded;
  gint64 shorter, longest;

  if (!falk_rule (site->step->op)->layered
      || !falk_step_reads (site->step, site->in, &batch, &time)
      || !padded_from (site, batch, time, &padded) || padded.batch < 2
      || !is_padded (&padded, &shorter, &longest))
    return NULL;
  return falk_notice_new (
      time, "Is the end of these sequences padding?",
      g_strdup_printf ("x = pack_padded_sequence(x, lengths%s, "
                       "enforce_sorted=False)",
                       batch == 0 ? ", batch_first=True" : ""),
      "%" G_GINT64_FORMAT " of the %" G_GINT64_FORMAT " sequences of %s end in "
      "steps of zeros, up to %" G_GINT64_FORMAT " of them. %s reads those as "
      "data, so its last state comes from padding; a packed batch stops each "
      "sequence at its own length.",
      shorter, padded.batch, site->input->name, longest, site->step->name);
}

FalkNotice *
falk_notice_lengths_beyond (const FalkSite *site)
{
  guint n;
  const gint64 *lengths = falk_step_get_ints (site->step, FALK_ARG_LENGTHS, &n);
  int time = falk_step_get_bool (site->step, FALK_ARG_BATCH_FIRST) ? 1 : 0;
  gint64 longest = 0, beyond = 0, steps;

  if (site->step->op != FALK_OP_PACK || site->in->rank < 2)
    return NULL;
  steps = site->in->axes[time].size;
  for (guint i = 0; i < n; i++)
    {
      longest = MAX (longest, lengths[i]);
      beyond += lengths[i] > steps;
    }
  if (beyond == 0)
    return NULL;
  return falk_notice_new (
      time, "Are these the lengths of this batch?",
      g_strdup_printf ("lengths = lengths.clamp(max=x.size(%d))", time),
      "%" G_GINT64_FORMAT " of %u lengths go beyond the %" G_GINT64_FORMAT
      " steps of axis %d: the longest is %" G_GINT64_FORMAT ". PyTorch takes "
      "them without a word and packs the steps there are.",
      beyond, n, steps, time, longest);
}

/* The packed value that the last unpacking before the site spread; NULL
 * where a recurrent step, which makes states of its own, came after. */
static const FalkPacking *
unpacked_before (const FalkSite *site)
{
  for (guint i = site->index; i-- > 0;)
    {
      const FalkStep *step = falk_model_step (site->model, i);

      if (step->op == FALK_OP_UNPACK)
        return &site->inference->steps[i].in.packing;
      if (falk_rule (step->op)->recurrent)
        return NULL;
    }
  return NULL;
}

FalkNotice *
falk_notice_last_step_padding (const FalkSite *site)
{
  int axis = falk_step_removes (site->step, site->in);
  const FalkPacking *packing = unpacked_before (site);
  gint64 shorter = 0, steps;

  if (!packing || axis < 0 || !falk_step_takes_last (site->step, site->in)
      || falk_axis_role (&site->in->axes[axis]) != FALK_ROLE_TIME)
    return NULL;
  steps = site->in->axes[axis].size;
  for (guint i = 0; i < packing->n; i++)
    shorter += packing->lengths[i] < steps;
  if (shorter == 0)
    return NULL;
  return falk_notice_new (
      axis, "Is the last step padding?",
      g_strdup (axis == 1 ? "x = x[torch.arange(len(lengths)), lengths - 1]"
                          : "x = x[lengths - 1, torch.arange(len(lengths))]"),
      "%" G_GINT64_FORMAT
      " of the %u sequences are shorter than %" G_GINT64_FORMAT
      " steps, so their last step, which %s takes, is padding: "
      "zeros. Each sequence's own last step is at its length less 1.",
      shorter, packing->n, steps, site->step->name);
}
