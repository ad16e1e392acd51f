/* SPDX-License-Identifier: MIT */
#include "falk-batch-signs.h"

/* More devices than this are rare in one machine. */
#define DEVICES_MAX 8

/* A common factor from here on is no chance. */
#define COMMON_MIN 16

/* Whether a person would choose @n for a batch_size: a power of two, or a
 * round number. */
static gboolean
is_chosen (gint64 n)
{
  return n >= 4
         && ((n & (n - 1)) == 0 || n % 10 == 0 || n % 25 == 0 || n % 12 == 0);
}

/* How many times the smaller is the larger; 0 where it isn't. */
static gint64
ratio (const FalkBatches *b)
{
  gint64 small = MIN (b->state, b->input), large = MAX (b->state, b->input);

  return small > 0 && large % small == 0 ? large / small : 0;
}

static gint64
common (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

/* How the size of a data set is called. */
#define DATA_SET "data|samples|sample|total|train|test|corpus|n_"

gint64
falk_sign_data_set (const FalkBatches *b)
{
  for (guint i = 0; b->context && i < b->context->knowns->len; i++)
    {
      const FalkKnown *known = g_ptr_array_index (b->context->knowns, i);
      gint64 n = known->shape.dims[0];

      if (!known->is_shape && falk_known_is_called (known, DATA_SET)
          && b->state > 1 && n > b->state && n % b->state == b->input)
        return n;
    }
  return 0;
}

double
falk_sign_last_partial (const FalkBatches *b)
{
  gint64 times = ratio (b);

  if (b->input >= b->state || b->input < 1)
    return 0;
  if (falk_sign_data_set (b) > 0)
    return 0.95;
  if (b->input == 1 || (times > 0 && times <= DEVICES_MAX))
    return 0.5;
  return is_chosen (b->state) ? 0.72 : 0.45;
}

double
falk_sign_reused (const FalkBatches *b)
{
  const FalkKnown *batch_size =
      falk_context_find (b->context, b->input, "batch");

  if (b->state == 1)
    return 0.75;
  if (b->input == 1)
    return 0.6;
  if (b->state > b->input)
    return 0;
  if (!is_chosen (b->state) && (batch_size || is_chosen (b->input)))
    return batch_size ? 0.72 : 0.66;
  return 0.5;
}

double
falk_sign_data_parallel (const FalkBatches *b)
{
  gint64 times = ratio (b), devices;

  if (times < 2 || times > DEVICES_MAX || MIN (b->state, b->input) < 2)
    return 0;
  if (falk_context_find (b->context, times, "gpu|device|replica|world")
      || falk_context_says (b->context, "dataparallel|multi-gpu"))
    return 0.93;
  return falk_context_number (b->context, "gpus", &devices) ? 0.2 : 0.45;
}

double
falk_sign_exchanged (const FalkBatches *b)
{
  if (falk_context_find (b->context, b->input,
                         "seq|time|step|window|len|frames|bptt"))
    return 0.86;
  /* Sequences of one step are rare. */
  if (b->state == 1)
    return 0.25;
  return b->input == 1 ? 0.55 : 0.46;
}

double
falk_sign_other_batch (const FalkBatches *b)
{
  gint64 shared = common (b->state, b->input);

  if (shared >= COMMON_MIN && shared < MIN (b->state, b->input))
    return 0.7;
  return 0.57;
}
