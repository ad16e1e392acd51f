/* SPDX-License-Identifier: MIT */
/* view and reshape where a permute may be meant. They keep the order of the
 * elements in memory and cut it anew. Merging whole axes and splitting one is
 * clean; whatever cuts across two axes puts parts of several sequences in one
 * row. */
#include "falk-notice-private.h"

#define PARTS_MAX (FALK_RANK_MAX * FALK_FACTORS_MAX)

/* The parts that an array's axes are made of, without those of size 1. */
typedef struct
{
  gint64 size[PARTS_MAX]; /* outermost first */
  FalkRole role[PARTS_MAX];
  guint n;
} Parts;

static void
parts_add (Parts *parts, gint64 size, FalkRole role)
{
  if (size == 1)
    return;
  parts->size[parts->n] = size;
  parts->role[parts->n++] = role;
}

/* Parts of the old axes: their factors, so that 1600 = 50 time × 32 batch is
 * known to be that. */
static void
parts_of_factors (const FalkValue *value, Parts *parts)
{
  parts->n = 0;
  for (guint i = 0; i < value->rank; i++)
    for (guint k = 0; k < value->axes[i].n_factors; k++)
      parts_add (parts, value->axes[i].factors[k].size,
                 value->axes[i].factors[k].role);
}

static void
parts_of_axes (const FalkValue *value, Parts *parts)
{
  parts->n = 0;
  for (guint i = 0; i < value->rank; i++)
    parts_add (parts, value->axes[i].size, FALK_ROLE_NONE);
}

/* A run of old parts that become a run of new ones, of one total. */
typedef struct
{
  const gint64 *old, *fresh;
  const FalkRole *role;
  guint m, n;
  gboolean innermost; /* reaches the array's last axis: features, mostly */
} Group;

/* The smallest group that starts at the given old and new part. */
static Group
next_group (const Parts *old, guint i, const Parts *fresh, guint j)
{
  Group group = { old->size + i, fresh->size + j, old->role + i, 1, 1, FALSE };
  gint64 a = old->size[i], b = fresh->size[j];

  while (a != b && (i + group.m < old->n || j + group.n < fresh->n))
    if (a < b && i + group.m < old->n)
      a *= old->size[i + group.m++];
    else if (j + group.n < fresh->n)
      b *= fresh->size[j + group.n++];
    else
      break;
  group.innermost = i + group.m == old->n;
  return group;
}

/* Elements to one index of part @index: the product of what is inside. */
static gint64
span (const gint64 *sizes, guint n, guint index)
{
  gint64 product = 1;

  for (guint k = index + 1; k < n; k++)
    product *= sizes[k];
  return product;
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

static gboolean
is_exchange (const Group *group)
{
  gint64 a[PARTS_MAX], b[PARTS_MAX];

  if (group->m != group->n)
    return FALSE;
  memcpy (a, group->old, group->m * sizeof *a);
  memcpy (b, group->fresh, group->n * sizeof *b);
  qsort (a, group->m, sizeof *a, compare_sizes);
  qsort (b, group->n, sizeof *b, compare_sizes);
  return memcmp (a, b, group->m * sizeof *a) == 0;
}

/* view(B, -1) of (T, B, …): the new outermost size is an old one's that is
 * not outermost. */
static gboolean
leads_with_inner (const Group *group)
{
  for (guint k = 1; k < group->m; k++)
    if (group->old[k] == group->fresh[0])
      return TRUE;
  return FALSE;
}

/* A cut inside the batch joins sequences; steps may be joined in pairs, and
 * their features with them. */
static gboolean
cuts_batch (const Group *group, guint k, gint64 old, gint64 cut)
{
  return cut > old && cut < old * group->old[k]
         && (group->role[k] == FALK_ROLE_BATCH
             || (k == 0 && group->role[k] == FALK_ROLE_NONE
                 && !group->innermost));
}

/* A cut on no multiple and no divisor of an old one, between steps or
 * sequences. */
static gboolean
cuts_between (const Group *group, guint k, gint64 old, gint64 cut)
{
  return old % cut != 0 && cut % old != 0
         && (group->role[k] == FALK_ROLE_BATCH
             || group->role[k] == FALK_ROLE_TIME
             || group->role[k] == FALK_ROLE_NONE);
}

static gboolean
cuts_across (const Group *group)
{
  for (guint k = 0; k < group->m; k++)
    for (guint j = 0; j + 1 < group->n; j++)
      {
        gint64 old = span (group->old, group->m, k);
        gint64 cut = span (group->fresh, group->n, j);

        if (cuts_batch (group, k, old, cut)
            || cuts_between (group, k, old, cut))
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_mixed (const Group *group)
{
  return group->m > 1 && group->n > 1
         && (is_exchange (group) || leads_with_inner (group)
             || cuts_across (group));
}

/* One new axis that holds the batch and numbers of its members: a Linear
 * behind it mixes sequences. */
static gboolean
batch_in_features (const FalkSite *site)
{
  for (guint i = 0; i < site->out->rank && site->out->rank > 1; i++)
    {
      const FalkAxis *axis = &site->out->axes[i];

      if (falk_axis_has_role (axis, FALK_ROLE_BATCH)
          && (falk_axis_has_role (axis, FALK_ROLE_HIDDEN)
              || falk_axis_has_role (axis, FALK_ROLE_FEATURES)))
        return TRUE;
    }
  return FALSE;
}

/* permute() to the shape asked for, or a transpose of the axis that comes to
 * lead; NULL where neither is plain. */
static char *
permuted_line (const FalkSite *site)
{
  const FalkValue *in = site->in, *out = site->out;
  g_autofree char *text = falk_step_to_text (site->step);
  GString *dims = g_string_new (NULL);
  guint64 taken = 0;

  for (guint i = 0; i < out->rank && in->rank == out->rank; i++)
    for (guint k = 0; k < in->rank; k++)
      if (!(taken >> k & 1) && in->axes[k].size == out->axes[i].size)
        {
          g_string_append_printf (dims, "%s%u", dims->len ? ", " : "", k);
          taken |= (guint64)1 << k;
          break;
        }
  if (in->rank == out->rank && taken + 1 == (guint64)1 << in->rank)
    {
      g_string_prepend (dims, "x = x.permute(");
      g_string_append_c (dims, ')');
      return g_string_free (dims, FALSE);
    }
  g_string_free (dims, TRUE);
  for (guint k = 1; k < in->rank && out->rank > 0; k++)
    if (in->axes[k].size == out->axes[0].size
        && in->axes[0].size != out->axes[0].size)
      return g_strdup_printf (
          "x = x.transpose(0, %u)%s%s", k,
          site->step->op == FALK_OP_VIEW ? ".contiguous()" : "", text);
  return NULL;
}

static char *
group_text (const Group *group)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < group->m; k++)
    {
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, k ? " × " : "",
                              group->old[k]);
      if (group->role[k] != FALK_ROLE_NONE
          && group->role[k] != FALK_ROLE_MERGED)
        g_string_append_printf (text, " %s", falk_role_name (group->role[k]));
    }
  g_string_append (text, " → ");
  for (guint k = 0; k < group->n; k++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, k ? " × " : "",
                            group->fresh[k]);
  return g_string_free (text, FALSE);
}

static FalkNotice *
mixed_notice (const FalkSite *site, const Group *group)
{
  g_autofree char *sizes = group_text (group);

  return falk_notice_new (
      -1, "Was a permute meant?", permuted_line (site),
      "%s keeps the order in memory and cuts it anew (%s): a row of "
      "%" G_GINT64_FORMAT " is filled from rows of %" G_GINT64_FORMAT
      ", and so "
      "mixes several of them. permute or transpose is what moves axes.",
      site->step->name, sizes, span (group->fresh, group->n, 0),
      span (group->old, group->m, 0));
}

static FalkNotice *
flattened_notice (const FalkSite *site)
{
  int batch = falk_value_find_role (site->in, FALK_ROLE_BATCH);
  gint64 size = batch < 0 ? 0 : site->in->axes[batch].size;

  if (batch < 1 || size < 2)
    return NULL;
  return falk_notice_new (
      batch, "Should the batch be part of the features?",
      g_strdup_printf ("x = x.transpose(0, %d).flatten(1)", batch),
      "%s joins axis %d, the batch of %" G_GINT64_FORMAT ", with the numbers "
      "of each sequence. One row then holds all %" G_GINT64_FORMAT
      " sequences, and what follows mixes them.",
      site->step->name, batch, size, size);
}

/* The first group of parts of which @is says yes; FALSE where there is none. */
static gboolean
find_group (const FalkValue *in, const FalkValue *out,
            gboolean (*is) (const Group *group), Parts *old, Parts *fresh,
            Group *found)
{
  guint i = 0, j = 0;

  parts_of_factors (in, old);
  parts_of_axes (out, fresh);
  while (i < old->n && j < fresh->n)
    {
      *found = next_group (old, i, fresh, j);
      if (is (found))
        return TRUE;
      i += found->m;
      j += found->n;
    }
  return FALSE;
}

static gboolean
has_batch_and_more (const Group *group)
{
  for (guint k = 0; k < group->m && group->m > 1; k++)
    if (group->role[k] == FALK_ROLE_BATCH)
      return TRUE;
  return FALSE;
}

gboolean
falk_regroup_joins_batch (const FalkValue *in, const FalkValue *out)
{
  g_autofree Parts *old = g_new (Parts, 1);
  g_autofree Parts *fresh = g_new (Parts, 1);
  Group group;

  return falk_value_count (in) > 0
         && find_group (in, out, has_batch_and_more, old, fresh, &group);
}

FalkNotice *
falk_notice_regroup (const FalkSite *site)
{
  g_autofree Parts *old = NULL;
  g_autofree Parts *fresh = NULL;
  Group group;

  if ((site->step->op != FALK_OP_VIEW && site->step->op != FALK_OP_RESHAPE
       && site->step->op != FALK_OP_FLATTEN)
      || site->in->rank == 0 || falk_axis_is_states (&site->in->axes[0])
      || falk_value_count (site->in) == 0)
    return NULL;
  old = g_new (Parts, 1);
  fresh = g_new (Parts, 1);
  if (find_group (site->in, site->out, is_mixed, old, fresh, &group))
    return mixed_notice (site, &group);
  return batch_in_features (site) ? flattened_notice (site) : NULL;
}
