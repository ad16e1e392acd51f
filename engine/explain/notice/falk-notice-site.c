/* SPDX-License-Identifier: MIT */
/* What the tests of notices ask of axes and steps. */
#include "falk-notice-private.h"

gboolean
falk_axis_is_states (const FalkAxis *axis)
{
  for (guint k = 0; k < axis->n_factors; k++)
    if (axis->factors[k].role != FALK_ROLE_LAYERS
        && axis->factors[k].role != FALK_ROLE_DIRECTIONS)
      return FALSE;
  return TRUE;
}

gboolean
falk_axis_has_role (const FalkAxis *axis, FalkRole role)
{
  for (guint k = 0; k < axis->n_factors; k++)
    if (axis->factors[k].role == role)
      return TRUE;
  return FALSE;
}

int
falk_value_find_role (const FalkValue *value, FalkRole role)
{
  for (guint i = 0; i < value->rank; i++)
    if (falk_axis_role (&value->axes[i]) == role)
      return (int)i;
  return -1;
}

gboolean
falk_step_reads (const FalkStep *step, const FalkValue *in, int *batch,
                 int *time)
{
  gboolean first = falk_step_get_bool (step, FALK_ARG_BATCH_FIRST);

  if (in->rank != 3 || in->packing.n)
    return FALSE;
  if (falk_rule (step->op)->layered || step->op == FALK_OP_PACK)
    {
      *batch = first ? 0 : 1;
      *time = first ? 1 : 0;
      return TRUE;
    }
  *batch = 0;
  *time = 2;
  return step->op == FALK_OP_CONV1D || step->op == FALK_OP_BATCH_NORM1D;
}

int
falk_step_removes (const FalkStep *step, const FalkValue *in)
{
  gint64 dim = falk_step_get_int (step, FALK_ARG_DIM);

  if ((step->op != FALK_OP_SELECT && step->op != FALK_OP_MEAN)
      || !falk_step_has (step, FALK_ARG_DIM) || in->rank == 0)
    return -1;
  return (int)(dim < 0 ? dim + in->rank : dim);
}

gboolean
falk_step_takes_last (const FalkStep *step, const FalkValue *in)
{
  int axis = falk_step_removes (step, in);
  gint64 index = falk_step_get_int (step, FALK_ARG_INDEX);

  return step->op == FALK_OP_SELECT && axis >= 0
         && (index == -1 || index == in->axes[axis].size - 1);
}
