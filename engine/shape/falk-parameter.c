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

static gboolean
is_there (const FalkStep *step, const FalkParameterSpec *spec)
{
  return spec->when == FALK_ARG_NONE
         || falk_step_get_int (step, spec->when) != 0;
}

/* How many of the row's parameters one layer and direction has. */
static guint
parameters_each (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);
  guint n = 0;

  for (guint i = 0; i < rule->n_parameters; i++)
    n += is_there (step, &rule->parameters[i]);
  return n;
}

/* Parameter @index of those that one layer and direction has. */
static const FalkParameterSpec *
find_spec (const FalkStep *step, guint index)
{
  const FalkRule *rule = falk_rule (step->op);
  const FalkParameterSpec *spec = rule->parameters;

  for (guint seen = 0;; spec++)
    if (is_there (step, spec) && seen++ == index)
      return spec;
}

gboolean
falk_step_has_parameters (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);

  for (guint i = 0; i < rule->n_args; i++)
    if (falk_arg_info (rule->args[i].arg)->type == FALK_ARG_TYPE_INT)
      {
        gint64 value = falk_step_get_int (step, rule->args[i].arg);
        gboolean layers = rule->args[i].arg == FALK_ARG_NUM_LAYERS;

        if (value < (layers ? 1 : 0)
            || value > (layers ? (gint64)1 << 16 : (gint64)1 << 30))
          return FALSE;
      }
  return rule->n_parameters > 0;
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

/* Symbols that are an argument and nothing more. */
static const struct
{
  FalkArg arg;
  FalkRole role;
} plain[] = {
  [FALK_SYMBOL_HIDDEN] = { FALK_ARG_HIDDEN_SIZE, FALK_ROLE_HIDDEN },
  [FALK_SYMBOL_PROJ] = { FALK_ARG_PROJ_SIZE, FALK_ROLE_HIDDEN },
  [FALK_SYMBOL_IN_FEATURES] = { FALK_ARG_IN_FEATURES, FALK_ROLE_FEATURES },
  [FALK_SYMBOL_OUT_FEATURES] = { FALK_ARG_OUT_FEATURES, FALK_ROLE_FEATURES },
  [FALK_SYMBOL_NUM_EMBEDDINGS] = { FALK_ARG_NUM_EMBEDDINGS, FALK_ROLE_NONE },
  [FALK_SYMBOL_EMBEDDING_DIM] = { FALK_ARG_EMBEDDING_DIM, FALK_ROLE_FEATURES },
  [FALK_SYMBOL_OUT_CHANNELS] = { FALK_ARG_OUT_CHANNELS, FALK_ROLE_FEATURES },
  [FALK_SYMBOL_KERNEL] = { FALK_ARG_KERNEL_SIZE, FALK_ROLE_NONE },
  [FALK_SYMBOL_NUM_FEATURES] = { FALK_ARG_NUM_FEATURES, FALK_ROLE_FEATURES },
  [FALK_SYMBOL_COUNT - 1] = { 0 },
};

static FalkAxis
axis_of_one (FalkFactor factor)
{
  return (FalkAxis){ factor.size, 1, 1, { factor } };
}

static FalkAxis
resolve_symbol (const FalkStep *step, FalkSymbol symbol, guint layer)
{
  FalkFactor hidden =
      argument_factor (step, FALK_ARG_HIDDEN_SIZE, FALK_ROLE_HIDDEN);
  FalkFactor state =
      falk_step_get_int (step, FALK_ARG_PROJ_SIZE) > 0
          ? argument_factor (step, FALK_ARG_PROJ_SIZE, FALK_ROLE_HIDDEN)
          : hidden;
  FalkFactor channels =
      argument_factor (step, FALK_ARG_IN_CHANNELS, FALK_ROLE_FEATURES);

  switch (symbol)
    {
    case FALK_SYMBOL_GATES_HIDDEN:
      return axis_of_two (falk_rule (step->op)->gates, FALK_ROLE_GATES,
                          falk_origin_none (), hidden);
    case FALK_SYMBOL_LAYER_INPUT:
      if (layer > 0)
        return axis_of_two (falk_step_directions (step), FALK_ROLE_DIRECTIONS,
                            falk_origin_argument (step->name, "bidirectional"),
                            state);
      return axis_of_one (
          argument_factor (step, FALK_ARG_INPUT_SIZE, FALK_ROLE_FEATURES));
    case FALK_SYMBOL_STATE:
      return axis_of_one (state);
    case FALK_SYMBOL_GROUP_CHANNELS:
      channels.size /= MAX (falk_step_get_int (step, FALK_ARG_GROUPS), 1);
      return axis_of_one (channels);
    case FALK_SYMBOL_HIDDEN:
    case FALK_SYMBOL_PROJ:
    case FALK_SYMBOL_IN_FEATURES:
    case FALK_SYMBOL_OUT_FEATURES:
    case FALK_SYMBOL_NUM_EMBEDDINGS:
    case FALK_SYMBOL_EMBEDDING_DIM:
    case FALK_SYMBOL_OUT_CHANNELS:
    case FALK_SYMBOL_KERNEL:
    case FALK_SYMBOL_NUM_FEATURES:
      return axis_of_one (
          argument_factor (step, plain[symbol].arg, plain[symbol].role));
    case FALK_SYMBOL_NONE:
    case FALK_SYMBOL_NORMALIZED:
    case FALK_SYMBOL_COUNT:
      break;
    }
  return falk_axis (0, FALK_ROLE_NONE, falk_origin_none ());
}

static void
append_symbol (const FalkStep *step, FalkSymbol symbol, guint layer,
               FalkValue *value)
{
  FalkOrigin origin = falk_origin_argument (step->name, "normalized_shape");
  const gint64 *sizes;
  guint n;

  if (symbol != FALK_SYMBOL_NORMALIZED)
    {
      value->axes[value->rank++] = resolve_symbol (step, symbol, layer);
      return;
    }
  sizes = falk_step_get_ints (step, FALK_ARG_NORMALIZED_SHAPE, &n);
  for (guint i = 0; i < n && value->rank < FALK_RANK_MAX; i++)
    value->axes[value->rank++] =
        falk_axis (sizes[i], FALK_ROLE_FEATURES, origin);
}

void
falk_step_parameter (const FalkStep *step, guint index,
                     FalkParameter *parameter)
{
  const FalkRule *rule = falk_rule (step->op);
  guint each = parameters_each (step);
  guint directions = (guint)falk_step_directions (step);
  const FalkParameterSpec *spec = find_spec (step, index % each);
  FalkValue *value = &parameter->value;

  parameter->layer = index / each / directions;
  parameter->reverse = index / each % directions == 1;
  if (rule->layered)
    g_snprintf (parameter->name, sizeof parameter->name, "%s_l%u%s", spec->name,
                parameter->layer, parameter->reverse ? "_reverse" : "");
  else
    g_strlcpy (parameter->name, spec->name, sizeof parameter->name);
  value->dtype = FALK_DTYPE_FLOAT32;
  value->packing = (FalkPacking){ 0 };
  value->rank = 0;
  for (guint i = 0;
       i < G_N_ELEMENTS (spec->dims) && spec->dims[i] != FALK_SYMBOL_NONE; i++)
    append_symbol (step, spec->dims[i], parameter->layer, value);
  falk_value_set_contiguous (value);
}
