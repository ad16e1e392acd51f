/* SPDX-License-Identifier: MIT */
/* Parameters of a step: the symbols of its row, resolved. */
#include "falk-rule.h"

gint64
falk_step_layers (const FalkStep *step)
{
  return falk_rule (step->op)->layered
             ? falk_step_get_int (step, FALK_ARG_NUM_LAYERS)
             : 1;
}

gint64
falk_step_directions (const FalkStep *step)
{
  return falk_rule (step->op)->layered
                 && falk_step_get_bool (step, FALK_ARG_BIDIRECTIONAL)
             ? 2
             : 1;
}

/* How many of the row's parameters one layer and direction has. */
static guint
parameters_each (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);
  gboolean bias = falk_step_get_bool (step, FALK_ARG_BIAS);
  guint n = 0;

  for (guint i = 0; i < rule->n_parameters; i++)
    n += bias || !rule->parameters[i].needs_bias;
  return n;
}

guint
falk_step_n_parameters (const FalkStep *step)
{
  return parameters_each (step)
         * (guint)(falk_step_layers (step) * falk_step_directions (step));
}

static FalkFactor
argument_factor (const FalkStep *step, FalkArg arg, FalkRole role)
{
  return (FalkFactor){ falk_step_get_int (step, arg), role,
                       falk_origin_argument (step->name,
                                             falk_arg_info (arg)->name) };
}

static FalkAxis
axis_of_two (gint64 size, FalkRole role, FalkOrigin origin, FalkFactor inner)
{
  FalkAxis axis = { .n_factors = 1, .factors = { inner } };

  axis.size = size * inner.size;
  if (size != 1)
    {
      axis.n_factors = 2;
      axis.factors[0] = (FalkFactor){ size, role, origin };
      axis.factors[1] = inner;
    }
  return axis;
}

static FalkAxis
resolve_symbol (const FalkStep *step, FalkSymbol symbol, guint layer)
{
  FalkFactor hidden =
      argument_factor (step, FALK_ARG_HIDDEN_SIZE, FALK_ROLE_HIDDEN);
  FalkAxis axis = { .n_factors = 1 };

  switch (symbol)
    {
    case FALK_SYMBOL_GATES_HIDDEN:
      return axis_of_two (falk_rule (step->op)->gates, FALK_ROLE_GATES,
                          falk_origin_none (), hidden);
    case FALK_SYMBOL_LAYER_INPUT:
      if (layer > 0)
        return axis_of_two (falk_step_directions (step), FALK_ROLE_DIRECTIONS,
                            falk_origin_argument (step->name, "bidirectional"),
                            hidden);
      axis.factors[0] =
          argument_factor (step, FALK_ARG_INPUT_SIZE, FALK_ROLE_FEATURES);
      break;
    case FALK_SYMBOL_HIDDEN:
      axis.factors[0] = hidden;
      break;
    case FALK_SYMBOL_IN_FEATURES:
      axis.factors[0] =
          argument_factor (step, FALK_ARG_IN_FEATURES, FALK_ROLE_FEATURES);
      break;
    case FALK_SYMBOL_OUT_FEATURES:
      axis.factors[0] =
          argument_factor (step, FALK_ARG_OUT_FEATURES, FALK_ROLE_FEATURES);
      break;
    case FALK_SYMBOL_NONE:
    case FALK_SYMBOL_COUNT:
      break;
    }
  axis.size = axis.factors[0].size;
  return axis;
}

void
falk_step_parameter (const FalkStep *step, guint index,
                     FalkParameter *parameter)
{
  const FalkRule *rule = falk_rule (step->op);
  guint each = parameters_each (step);
  guint directions = (guint)falk_step_directions (step);
  const FalkParameterSpec *spec = &rule->parameters[index % each];
  FalkValue *value = &parameter->value;

  parameter->layer = index / each / directions;
  parameter->reverse = index / each % directions == 1;
  if (rule->layered)
    g_snprintf (parameter->name, sizeof parameter->name, "%s_l%u%s", spec->name,
                parameter->layer, parameter->reverse ? "_reverse" : "");
  else
    g_strlcpy (parameter->name, spec->name, sizeof parameter->name);
  value->dtype = FALK_DTYPE_FLOAT32;
  value->rank = 0;
  for (guint i = 0; i < 2 && spec->dims[i] != FALK_SYMBOL_NONE; i++)
    value->axes[value->rank++] =
        resolve_symbol (step, spec->dims[i], parameter->layer);
  falk_value_set_contiguous (value);
}
