/* SPDX-License-Identifier: MIT */
/* Checks and shapes of the steps that move data without computing: select,
 * permute, transpose, flatten, squeeze, unsqueeze; and mean, which takes the
 * same axis arguments. */
#include "falk-rule-private.h"

gboolean
falk_wrap_dim (gint64 dim, guint rank, guint *wrapped)
{
  gint64 axes = MAX (rank, 1);

  if (dim < -axes || dim >= axes)
    return FALSE;
  *wrapped = (guint)(dim < 0 ? dim + axes : dim);
  return TRUE;
}

/* The axis that @arg names, which a check has found in range. */
static guint
dim_of (const FalkStep *step, FalkArg arg, guint rank)
{
  guint dim = 0;

  falk_wrap_dim (falk_step_get_int (step, arg), rank, &dim);
  return dim;
}

static gboolean
dim_in_range (const FalkStep *step, FalkArg arg, const FalkValue *in,
              guint rank, FalkFault *fault)
{
  guint dim;

  fault->part = FALK_PART_ARGUMENT;
  fault->found = falk_step_get_int (step, arg);
  fault->needed = MAX (rank, 1);
  fault->found_by =
      falk_origin_argument (step->name, falk_arg_info (arg)->name);
  fault->found_shape = falk_value_shape (in);
  return falk_wrap_dim (fault->found, rank, &dim);
}

/* Leaving dim out is allowed where the row says it is optional. */
gboolean
falk_check_dim (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  const FalkArgSpec *spec = falk_rule_arg (step->op, FALK_ARG_DIM);

  if (spec->optional && !falk_step_has (step, FALK_ARG_DIM))
    return TRUE;
  return dim_in_range (step, FALK_ARG_DIM, in, in->rank, fault);
}

gboolean
falk_check_room (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  fault->found = in->rank + 1;
  fault->needed = FALK_RANK_MAX;
  fault->found_shape = falk_value_shape (in);
  return fault->found <= fault->needed;
}

gboolean
falk_check_dim_new (const FalkStep *step, const FalkValue *in, FalkFault *fault)
{
  return dim_in_range (step, FALK_ARG_DIM, in, in->rank + 1, fault);
}

gboolean
falk_check_dim_pair (const FalkStep *step, const FalkValue *in,
                     FalkFault *fault)
{
  return dim_in_range (step, FALK_ARG_DIM0, in, in->rank, fault)
         && dim_in_range (step, FALK_ARG_DIM1, in, in->rank, fault);
}

gboolean
falk_check_dim_span (const FalkStep *step, const FalkValue *in,
                     FalkFault *fault)
{
  return dim_in_range (step, FALK_ARG_START_DIM, in, in->rank, fault)
         && dim_in_range (step, FALK_ARG_END_DIM, in, in->rank, fault);
}

gboolean
falk_check_select_scalar (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  fault->needed = 1;
  fault->found_shape = falk_value_shape (in);
  return in->rank > 0;
}

gboolean
falk_check_select_index (const FalkStep *step, const FalkValue *in,
                         FalkFault *fault)
{
  guint dim = dim_of (step, FALK_ARG_DIM, in->rank);
  gint64 size = in->axes[dim].size;

  fault->axis = (int)dim;
  fault->found = falk_step_get_int (step, FALK_ARG_INDEX);
  fault->needed = size;
  fault->found_by = falk_origin_argument (step->name, "index");
  fault->needed_by = in->axes[dim].factors[0].origin;
  fault->found_shape = falk_value_shape (in);
  return fault->found >= -size && fault->found < size;
}

void
falk_give_select (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  guint dim = dim_of (step, FALK_ARG_DIM, in->rank);

  falk_value_copy (in, out);
  out->rank--;
  for (guint i = dim; i < out->rank; i++)
    out->axes[i] = in->axes[i + 1];
}

gboolean
falk_check_permute_count (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  guint n;

  falk_step_get_ints (step, FALK_ARG_DIMS, &n);
  fault->part = FALK_PART_ARGUMENT;
  fault->found = n;
  fault->needed = in->rank;
  fault->found_by = falk_origin_argument (step->name, "dims");
  fault->found_shape = falk_value_shape (in);
  return n == in->rank;
}

/* Which dims entry PyTorch stops at, and whether for its range: it goes
 * through them one by one, wrapping each and looking whether it was seen. */
static gboolean
permute_stops (const FalkStep *step, guint rank, gint64 *dim,
               gboolean *duplicate)
{
  guint n, wrapped;
  guint64 seen = 0;
  const gint64 *dims = falk_step_get_ints (step, FALK_ARG_DIMS, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean in_range = falk_wrap_dim (dims[i], rank, &wrapped);

      if (!in_range || (seen >> wrapped & 1))
        {
          *dim = dims[i];
          *duplicate = in_range;
          return TRUE;
        }
      seen |= (guint64)1 << wrapped;
    }
  return FALSE;
}

static gboolean
permute_holds (const FalkStep *step, const FalkValue *in, gboolean duplicate,
               FalkFault *fault)
{
  gboolean found_duplicate;

  fault->part = FALK_PART_ARGUMENT;
  fault->needed = MAX (in->rank, 1);
  fault->found_by = falk_origin_argument (step->name, "dims");
  fault->found_shape = falk_value_shape (in);
  return !permute_stops (step, in->rank, &fault->found, &found_duplicate)
         || found_duplicate != duplicate;
}

gboolean
falk_check_permute_range (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  return permute_holds (step, in, FALSE, fault);
}

gboolean
falk_check_permute_duplicate (const FalkStep *step, const FalkValue *in,
                              FalkFault *fault)
{
  return permute_holds (step, in, TRUE, fault);
}

void
falk_give_permute (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  guint n, from;
  const gint64 *dims = falk_step_get_ints (step, FALK_ARG_DIMS, &n);

  out->dtype = in->dtype;
  out->packing = in->packing;
  out->rank = in->rank;
  for (guint i = 0; i < in->rank; i++)
    if (falk_wrap_dim (dims[i], in->rank, &from))
      out->axes[i] = in->axes[from];
}

void
falk_give_transpose (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  guint dim0 = dim_of (step, FALK_ARG_DIM0, in->rank);
  guint dim1 = dim_of (step, FALK_ARG_DIM1, in->rank);

  falk_value_copy (in, out);
  if (in->rank == 0)
    return;
  out->axes[dim0] = in->axes[dim1];
  out->axes[dim1] = in->axes[dim0];
}

gboolean
falk_check_flatten_order (const FalkStep *step, const FalkValue *in,
                          FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  fault->found = dim_of (step, FALK_ARG_START_DIM, in->rank);
  fault->needed = dim_of (step, FALK_ARG_END_DIM, in->rank);
  fault->found_by = falk_origin_argument (step->name, "start_dim");
  fault->needed_by = falk_origin_argument (step->name, "end_dim");
  fault->found_shape = falk_value_shape (in);
  return fault->found <= fault->needed;
}

void
falk_give_flatten (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  guint start = dim_of (step, FALK_ARG_START_DIM, in->rank);
  guint end = dim_of (step, FALK_ARG_END_DIM, in->rank);
  FalkShape shape = { 0 };

  for (guint i = 0; i < in->rank; i++)
    if (i > start && i <= end)
      shape.dims[shape.rank - 1] *= in->axes[i].size;
    else
      shape.dims[shape.rank++] = in->axes[i].size;
  if (in->rank == 0)
    shape = FALK_SHAPE (1);
  falk_value_regroup (step, in, &shape, out);
}

void
falk_give_squeeze (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  gboolean all = !falk_step_has (step, FALK_ARG_DIM);
  guint dim = dim_of (step, FALK_ARG_DIM, in->rank);

  out->dtype = in->dtype;
  out->packing = in->packing;
  out->rank = 0;
  for (guint i = 0; i < in->rank; i++)
    if (in->axes[i].size != 1 || !(all || i == dim))
      out->axes[out->rank++] = in->axes[i];
}

void
falk_give_unsqueeze (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  guint dim = dim_of (step, FALK_ARG_DIM, in->rank + 1);
  FalkAxis axis =
      falk_axis (1, FALK_ROLE_NONE, falk_origin_argument (step->name, "dim"));

  axis.stride = dim < in->rank ? in->axes[dim].size * in->axes[dim].stride : 1;
  out->dtype = in->dtype;
  out->packing = in->packing;
  out->rank = in->rank + 1;
  for (guint i = 0; i < out->rank; i++)
    out->axes[i] = i == dim ? axis : in->axes[i < dim ? i : i - 1];
}

gboolean
falk_check_mean_dtype (const FalkStep *step, const FalkValue *in,
                       FalkFault *fault)
{
  fault->found_dtype = in->dtype;
  fault->needed_dtype = FALK_DTYPE_FLOAT32;
  fault->found_shape = falk_value_shape (in);
  return falk_dtype_info (in->dtype)->floating
         || in->dtype == FALK_DTYPE_COMPLEX64
         || in->dtype == FALK_DTYPE_COMPLEX128;
}

void
falk_give_mean (const FalkStep *step, const FalkValue *in, FalkValue *out)
{
  gboolean all = !falk_step_has (step, FALK_ARG_DIM);
  gboolean keep = falk_step_get_bool (step, FALK_ARG_KEEPDIM);
  guint dim = dim_of (step, FALK_ARG_DIM, in->rank);

  out->dtype = in->dtype;
  out->packing = in->packing;
  out->rank = 0;
  for (guint i = 0; i < in->rank; i++)
    if (!(all || i == dim))
      out->axes[out->rank++] = in->axes[i];
    else if (keep)
      out->axes[out->rank++] = falk_axis (
          1, FALK_ROLE_NONE, falk_origin_argument (step->name, "keepdim"));
  falk_value_set_contiguous (out);
}
