/* SPDX-License-Identifier: MIT */
#include "falk-rule-private.h"

#include <string.h>

const FalkRule *
falk_rule (FalkOp op)
{
  g_return_val_if_fail (op < FALK_OP_COUNT, &falk_rules[0]);
  return &falk_rules[op];
}

gboolean
falk_op_from_name (const char *name, FalkOp *op)
{
  static const char *const prefixes[] = { "torch.", "nn." };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      name += strlen (prefixes[i]);
  for (guint i = 0; i < FALK_OP_COUNT; i++)
    if (strcmp (falk_rules[i].name, name) == 0)
      {
        *op = i;
        return TRUE;
      }
  return FALSE;
}

const FalkArgSpec *
falk_rule_arg (FalkOp op, FalkArg arg)
{
  const FalkRule *rule = falk_rule (op);

  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].arg == arg)
      return &rule->args[i];
  return NULL;
}

static FalkArg
first_taken (FalkOp op, const FalkArg *args, guint n)
{
  for (guint i = 0; i < n; i++)
    if (falk_rule_arg (op, args[i]))
      return args[i];
  return FALK_ARG_NONE;
}

FalkArg
falk_rule_features_arg (FalkOp op)
{
  static const FalkArg features[] = { FALK_ARG_INPUT_SIZE,
                                      FALK_ARG_IN_FEATURES };

  return first_taken (op, features, G_N_ELEMENTS (features));
}

FalkArg
falk_rule_width_arg (FalkOp op)
{
  static const FalkArg channels[] = { FALK_ARG_IN_CHANNELS,
                                      FALK_ARG_NUM_FEATURES };
  FalkArg features = falk_rule_features_arg (op);

  return features != FALK_ARG_NONE
             ? features
             : first_taken (op, channels, G_N_ELEMENTS (channels));
}
