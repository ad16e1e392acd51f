/* SPDX-License-Identifier: MIT */
/* Edits that make a model's layers what those of a checkpoint are. */
#include "falk-state-fix.h"

#include <string.h>

#include "falk-rule.h"

static void
add_value (GPtrArray *edits, guint index, const FalkStep *from,
           const FalkStep *to, FalkArg arg)
{
  if (falk_arg_info (arg)->type == FALK_ARG_TYPE_INTS)
    {
      FalkShape shape = falk_step_get_shape (to, arg);

      g_ptr_array_add (edits, falk_edit_set_ints (index, arg, &shape));
    }
  else if (falk_step_get_int (from, arg) != falk_step_get_int (to, arg))
    g_ptr_array_add (
        edits, falk_edit_set_int (index, arg, falk_step_get_int (to, arg)));
}

/* Whether a checkpoint tells @arg, by a parameter's shape or presence. */
static gboolean
is_stored (FalkArg arg)
{
  static const FalkArg others[] = {
    FALK_ARG_BATCH_FIRST, FALK_ARG_STRIDE, FALK_ARG_PADDING,
    FALK_ARG_DILATION,    FALK_ARG_GROUPS, FALK_ARG_NONLINEARITY,
    FALK_ARG_H0,          FALK_ARG_C0,     FALK_ARG_TAKE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (arg == others[i])
      return FALSE;
  return falk_arg_info (arg)->type != FALK_ARG_TYPE_FLOAT;
}

/* Edits that make the model's step @from what the checkpoint's @to is. What a
 * checkpoint doesn't hold stays. */
void
falk_state_add_edits (GPtrArray *edits, const FalkModel *model,
                      const FalkStep *from, const FalkStep *to)
{
  int index = falk_model_find (model, from->name);
  const FalkRule *rule = falk_rule (to->op);
  FalkStep *other;

  if (index < 0)
    return;
  if (from->op == to->op)
    {
      for (guint i = 0; i < rule->n_args; i++)
        if (is_stored (rule->args[i].arg))
          add_value (edits, (guint)index, from, to, rule->args[i].arg);
      return;
    }
  other = falk_step_copy (to);
  g_free (other->name);
  other->name = g_strdup (from->name);
  if (falk_rule_arg (to->op, FALK_ARG_BATCH_FIRST)
      && falk_step_has (from, FALK_ARG_BATCH_FIRST))
    falk_step_set_int (other, FALK_ARG_BATCH_FIRST,
                       falk_step_get_int (from, FALK_ARG_BATCH_FIRST));
  g_ptr_array_add (edits, falk_edit_remove ((guint)index));
  g_ptr_array_add (edits, falk_edit_insert ((guint)index, other));
}
