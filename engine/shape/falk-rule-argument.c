/* SPDX-License-Identifier: MIT */
/* What a constructor is called with: names it doesn't take, arguments that
 * are missing, and numbers that nothing could be made of. */
#include "falk-rule-private.h"

/* Beyond these an argument is refused as too large before anything is
 * multiplied by it, so that no weight's size can overflow: the largest is 3·H
 * × 2·H. */
#define SIZE_MAX_ARGUMENT ((gint64)1 << 30)
#define LAYERS_MAX ((gint64)1 << 16)

/* Python binds the arguments before the constructor looks at any. */
gboolean
falk_check_argument_unknown (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  fault->part = FALK_PART_ARGUMENT;
  if (step->strays == NULL)
    return TRUE;
  fault->found_by = falk_origin_argument (
      step->name, ((const FalkStray *)step->strays->pdata[0])->name);
  return FALSE;
}

gboolean
falk_check_argument_missing (const FalkStep *step, const FalkValue *in,
                             FalkFault *fault)
{
  const FalkRule *rule = falk_rule (step->op);

  fault->part = FALK_PART_ARGUMENT;
  for (guint i = rule->n_args; i > 0; i--)
    if (rule->args[i - 1].required
        && !falk_step_has (step, rule->args[i - 1].arg))
      {
        const char *name = falk_arg_info (rule->args[i - 1].arg)->name;

        fault->found++;
        fault->found_by = falk_origin_argument (step->name, name);
      }
  return fault->found == 0;
}

gboolean
falk_check_argument_large (const FalkStep *step, const FalkValue *in,
                           FalkFault *fault)
{
  const FalkRule *rule = falk_rule (step->op);

  for (guint i = 0; i < rule->n_args; i++)
    {
      FalkArg arg = rule->args[i].arg;
      const FalkArgInfo *info = falk_arg_info (arg);
      gint64 limit =
          arg == FALK_ARG_NUM_LAYERS ? LAYERS_MAX : SIZE_MAX_ARGUMENT;
      gint64 value = falk_step_get_int (step, arg);

      if (info->type != FALK_ARG_TYPE_INT
          || (value <= limit && value >= -limit))
        continue;
      fault->part = FALK_PART_ARGUMENT;
      fault->found = value;
      fault->needed = limit;
      fault->found_by = falk_origin_argument (step->name, info->name);
      return FALSE;
    }
  return TRUE;
}
