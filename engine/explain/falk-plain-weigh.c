/* SPDX-License-Identifier: MIT */
/* How likely a plain cause is, from the numbers of the sentence and what is
 * known beside it. */
#include "falk-plain.h"

#include <string.h>

/* The number of slot @i; -1 where there is none. */
static gint64
number (const FalkReport *report, guint i)
{
  return i < report->n_slots && report->slots[i].known
                 && report->slots[i].shape.rank == 0
             ? report->slots[i].number
             : -1;
}

/* How many axes the input has, as the sentence counts them; a shape that is
 * known beside it counts itself. */
static gint64
axes (const FalkReport *report)
{
  const FalkShape *input = falk_context_shape (report->context, "input");

  if (input && input->rank > 1)
    return input->rank;
  if (report->wording != FALK_WORDING_KERAS_RANK)
    return number (report, 0);
  return report->n_slots > 1 && report->slots[1].shape.rank > 0
             ? (gint64)report->slots[1].shape.rank
             : number (report, 1);
}

double
falk_weigh_few_axes (const FalkReport *report, double score)
{
  return axes (report) <= 2 ? score : 0;
}

double
falk_weigh_many_axes (const FalkReport *report, double score)
{
  return axes (report) > 2 ? score : 0;
}

/* One axis alone is what is left behind a squeeze at batch 1. */
double
falk_weigh_axis_lost (const FalkReport *report, double score)
{
  if (axes (report) > 2)
    return 0;
  return falk_context_says (report->context, "squeeze") ? 0.9 : score;
}

double
falk_weigh_conv_axes (const FalkReport *report, double score)
{
  if (axes (report) < 4)
    return 0;
  return falk_context_says (report->context, "cnn|conv|crnn") ? 0.8 : score;
}

/* Twice the one is the other. */
double
falk_weigh_double (const FalkReport *report, double score)
{
  gint64 a = number (report, 0), b = number (report, 1), both = 0;

  if (a < 2 || b < 2 || (a != 2 * b && b != 2 * a))
    return 0;
  return falk_context_number (report->context, "bidirectional", &both) && both
             ? 0.9
             : score;
}

double
falk_weigh_index_beyond (const FalkReport *report, double score)
{
  return number (report, 2) > 2 || report->n_slots < 3 ? score : score / 2;
}

/* LSTM takes the second entry of what it is handed for c0: a single tensor
 * with one layer has none. */
double
falk_weigh_index_pair (const FalkReport *report, double score)
{
  if (number (report, 0) != 1 || number (report, 1) != 0
      || number (report, 2) != 1)
    return 0;
  return score;
}

static gboolean
has_leaf (const GPtrArray *names, const char *leaf)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (falk_state_leaf (g_ptr_array_index (names, i)), leaf))
      return TRUE;
  return FALSE;
}

/* Whether every name of @names has a parameter of the same last name in
 * @others, and not only the "weight" that every layer has: a module was
 * renamed, its parts are the same. */
static gboolean
are_renamed (const GPtrArray *names, const GPtrArray *others)
{
  gboolean telling = FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *leaf = falk_state_leaf (g_ptr_array_index (names, i));
      g_autofree char *plain = g_strdup (leaf);

      /* The other direction is a matter of the configuration. */
      if (g_str_has_suffix (plain, "_reverse"))
        plain[strlen (plain) - strlen ("_reverse")] = '\0';
      if (!has_leaf (others, leaf) && !has_leaf (others, plain))
        return FALSE;
      telling |= !g_str_equal (leaf, "weight") && !g_str_equal (leaf, "bias");
    }
  return telling;
}

/* Whether every name is that of another layer or direction of a recurrent
 * layer: "weight_hh_l1", "bias_ih_l0_reverse". */
static gboolean
are_depth (const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *leaf = falk_state_leaf (g_ptr_array_index (names, i));
      const char *layer = g_strrstr (leaf, "_l");

      if (!g_str_has_suffix (leaf, "_reverse")
          && (!layer || !g_ascii_isdigit (layer[2]) || layer[2] == '0'))
        return FALSE;
    }
  return TRUE;
}

double
falk_weigh_config (const FalkReport *report, double score)
{
  const FalkStateDiff *diff = report->diff;

  if (!diff)
    return score / 2;
  if (are_depth (diff->missing) && are_depth (diff->unexpected))
    return score;
  if (diff->mismatches->len == 0)
    return 0.2;
  return are_renamed (diff->missing, diff->unexpected) ? 0.7 : 0.45;
}

double
falk_weigh_names (const FalkReport *report, double score)
{
  const FalkStateDiff *diff = report->diff;

  if (!diff)
    return score / 2;
  if (are_depth (diff->missing) && are_depth (diff->unexpected))
    return 0.2;
  return diff->mismatches->len > 0
                 && are_renamed (diff->missing, diff->unexpected)
             ? 0.6
             : score;
}

/* A state whose batch is the axis of the input that isn't taken for it. */
double
falk_weigh_exchanged (const FalkReport *report, double score)
{
  const FalkShape *state = falk_context_shape (report->context, "h0");
  const FalkShape *input = falk_context_shape (report->context, "input");
  gint64 first = 0;

  if (!state || !input || state->rank != 3 || input->rank != 3)
    return 0;
  falk_context_number (report->context, "batch_first", &first);
  return state->dims[1] == input->dims[first ? 1 : 0]
                 && state->dims[1] != input->dims[first ? 0 : 1]
             ? score
             : 0;
}
