/* SPDX-License-Identifier: MIT */
#include "falk-state-table.h"

#include "falk-rule.h"

#define NOT_THERE "not there"

void
falk_state_row_free (FalkStateRow *row)
{
  g_free (row->layer);
  g_free (row->what);
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    g_free (row->sides[side]);
  g_free (row);
}

/* Takes @saved and @wanted over. */
static void
add_row (GPtrArray *rows, const char *layer, const char *what, char *saved,
         char *wanted)
{
  FalkStateRow *row = g_new0 (FalkStateRow, 1);

  row->layer = g_strdup (layer);
  row->what = g_strdup (what);
  row->agrees = g_str_equal (saved, wanted);
  row->sides[FALK_STATE_CHECKPOINT] = saved;
  row->sides[FALK_STATE_MODEL] = wanted;
  g_ptr_array_add (rows, row);
}

static char *
number_text (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* The value of @arg in @step; NULL where it isn't told. */
static char *
value_text (const FalkStep *step, FalkArg arg)
{
  const FalkArgSpec *spec = falk_rule_arg (step->op, arg);
  const gint64 *ints;
  FalkShape shape = { 0 };
  guint n;

  if (!spec || (spec->required && !falk_step_has (step, arg)))
    return NULL;
  switch (falk_arg_info (arg)->type)
    {
    case FALK_ARG_TYPE_INT:
      return number_text (falk_step_get_int (step, arg));
    case FALK_ARG_TYPE_BOOL:
      return g_strdup (falk_step_get_bool (step, arg) ? "True" : "False");
    case FALK_ARG_TYPE_INTS:
      ints = falk_step_get_ints (step, arg, &n);
      for (guint i = 0; i < MIN (n, FALK_RANK_MAX); i++)
        shape.dims[shape.rank++] = ints[i];
      return falk_shape_to_text (&shape, FALK_SHAPE_TIMES);
    case FALK_ARG_TYPE_FLOAT:
    case FALK_ARG_TYPE_WORD:
      break;
    }
  return NULL;
}

/* "64 (GRU) or 48 (LSTM)" where the readings differ; NULL where one of them
 * doesn't tell. */
static char *
readings_text (const GPtrArray *readings, FalkArg arg)
{
  GString *text = g_string_new (NULL);
  gboolean same = TRUE;
  g_autofree char *first = NULL;

  for (guint i = 0; i < readings->len; i++)
    {
      const FalkStep *step = g_ptr_array_index (readings, i);
      g_autofree char *value = value_text (step, arg);

      if (!value)
        {
          g_string_free (text, TRUE);
          return NULL;
        }
      g_string_append_printf (text, "%s%s (%s)", i ? " or " : "", value,
                              falk_rule (step->op)->name);
      same &= i == 0 || g_str_equal (value, first);
      if (i == 0)
        first = g_steal_pointer (&value);
    }
  if (!same)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return g_steal_pointer (&first);
}

static char *
kind_text (const FalkStateReadings *side)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < side->readings->len; i++)
    {
      const FalkStep *step = g_ptr_array_index (side->readings, i);

      g_string_append_printf (text, "%s%s", i ? " or " : "",
                              falk_rule (step->op)->name);
    }
  if (text->len > 0 || !side->said.has)
    return g_string_free (text, FALSE);
  g_string_append (text, side->said.cell ? "a cell" : "a layer");
  return g_string_free (text, FALSE);
}

/* What names alone say of an argument that isn't a size. */
static const struct
{
  FalkArg arg;
  gsize offset; /* of the gint64 in FalkStateSaid */
} by_name[] = {
  { FALK_ARG_NUM_LAYERS, G_STRUCT_OFFSET (FalkStateSaid, layers) },
  { FALK_ARG_BIDIRECTIONAL, G_STRUCT_OFFSET (FalkStateSaid, reverse) },
  { FALK_ARG_BIAS, G_STRUCT_OFFSET (FalkStateSaid, bias) },
};

static char *
said_text (const FalkStateReadings *side, FalkArg arg)
{
  for (guint i = 0; i < G_N_ELEMENTS (by_name); i++)
    if (by_name[i].arg == arg)
      {
        gint64 value = G_STRUCT_MEMBER (gint64, &side->said, by_name[i].offset);

        if (value < 0)
          return NULL;
        return falk_arg_info (arg)->type == FALK_ARG_TYPE_BOOL
                   ? g_strdup (value ? "True" : "False")
                   : number_text (value);
      }
  return readings_text (side->readings, arg);
}

/* A row that only says what every layer has is left out. */
static const struct
{
  FalkArg arg;
  const char *usual;
  gboolean layered; /* a cell has no such */
} recurrent_args[] = {
  { FALK_ARG_INPUT_SIZE, NULL, FALSE }, { FALK_ARG_HIDDEN_SIZE, NULL, FALSE },
  { FALK_ARG_NUM_LAYERS, NULL, TRUE },  { FALK_ARG_BIDIRECTIONAL, NULL, TRUE },
  { FALK_ARG_BIAS, "True", FALSE },     { FALK_ARG_PROJ_SIZE, "0", TRUE },
};

static void
add_shapes (GPtrArray *rows, const FalkStateLayer *layer)
{
  const GPtrArray *entries = layer->module->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      const FalkStateEntry *entry = g_ptr_array_index (entries, i);
      char *texts[FALK_STATE_SIDES];

      if (!falk_state_entry_differs (entry)
          && entry->has[FALK_STATE_CHECKPOINT] == entry->has[FALK_STATE_MODEL])
        continue;
      for (guint side = 0; side < FALK_STATE_SIDES; side++)
        texts[side] =
            !entry->has[side] ? g_strdup (NOT_THERE)
            : !entry->known
                ? g_strdup ("there")
                : falk_shape_to_text (&entry->shapes[side], FALK_SHAPE_TIMES);
      add_row (rows, layer->module->prefix, falk_state_leaf (entry->name),
               texts[FALK_STATE_CHECKPOINT], texts[FALK_STATE_MODEL]);
    }
}

static gboolean
all_agree (const GPtrArray *rows, guint first)
{
  for (guint i = first; i < rows->len; i++)
    if (!((const FalkStateRow *)g_ptr_array_index (rows, i))->agrees)
      return FALSE;
  return TRUE;
}

static void
add_recurrent (GPtrArray *rows, const FalkStateLayer *layer)
{
  const FalkStateReadings *saved = &layer->sides[FALK_STATE_CHECKPOINT];
  const FalkStateReadings *wanted = &layer->sides[FALK_STATE_MODEL];
  const char *prefix = layer->module->prefix;

  g_autofree char *kind = kind_text (saved);
  g_autofree char *other_kind = kind_text (wanted);
  guint first = rows->len;

  if (saved->readings->len > 0 || !g_str_equal (kind, other_kind))
    add_row (rows, prefix, "kind", g_steal_pointer (&kind),
             g_steal_pointer (&other_kind));
  for (guint i = 0; i < G_N_ELEMENTS (recurrent_args); i++)
    {
      FalkArg arg = recurrent_args[i].arg;
      g_autofree char *one = said_text (saved, arg);
      g_autofree char *other = said_text (wanted, arg);

      if (!one || !other
          || (recurrent_args[i].layered
              && (saved->said.cell || wanted->said.cell))
          || (recurrent_args[i].usual
              && g_str_equal (one, recurrent_args[i].usual)
              && g_str_equal (other, recurrent_args[i].usual)))
        continue;
      add_row (rows, prefix, falk_arg_info (arg)->name, g_steal_pointer (&one),
               g_steal_pointer (&other));
    }
  if (all_agree (rows, first))
    add_shapes (rows, layer);
}

/* Both sides are told, and are of one operation: its arguments. */
static void
add_arguments (GPtrArray *rows, const FalkStateLayer *layer)
{
  const FalkStep *saved = falk_state_reading (layer, FALK_STATE_CHECKPOINT, 0);
  const FalkStep *wanted = falk_state_reading (layer, FALK_STATE_MODEL, 0);
  const FalkRule *rule = falk_rule (saved->op);

  for (guint i = 0; i < rule->n_args; i++)
    {
      FalkArg arg = rule->args[i].arg;
      g_autofree char *one = value_text (saved, arg);
      g_autofree char *other = value_text (wanted, arg);

      if (one && other && (rule->args[i].required || !g_str_equal (one, other)))
        add_row (rows, layer->module->prefix, falk_arg_info (arg)->name,
                 g_steal_pointer (&one), g_steal_pointer (&other));
    }
}

static gboolean
is_one_op (const FalkStateLayer *layer)
{
  return layer->sides[0].readings->len == 1
         && layer->sides[1].readings->len == 1
         && falk_state_reading (layer, FALK_STATE_CHECKPOINT, 0)->op
                == falk_state_reading (layer, FALK_STATE_MODEL, 0)->op;
}

char *
falk_state_describe (const FalkStateLayer *layer, FalkStateSide side)
{
  const FalkStateReadings *of = &layer->sides[side];
  gboolean recurrent = layer->module->recurrent;
  const char *called;

  if (recurrent ? !of->said.has : !falk_state_module_has (layer->module, side))
    return g_strdup (NOT_THERE);
  if (of->readings->len == 1
      && (!recurrent
          || falk_step_has (falk_state_reading (layer, side, 0),
                            FALK_ARG_INPUT_SIZE)))
    return falk_step_to_text (falk_state_reading (layer, side, 0));
  if (!recurrent)
    return g_strdup ("there");
  called = falk_state_layer_called (layer, side);
  return g_strdup_printf ("%s%s", of->said.reverse == 1 ? "bidirectional " : "",
                          called          ? called
                          : of->said.cell ? "recurrent cell"
                                          : "recurrent layer");
}

static void
add_layer (GPtrArray *rows, const FalkStateLayer *layer)
{
  const FalkStateModule *module = layer->module;
  gboolean recurrent = module->recurrent;
  gboolean there[FALK_STATE_SIDES];

  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    there[side] = recurrent
                      ? layer->sides[side].said.has
                      : falk_state_module_has (module, (FalkStateSide)side);
  if (there[0] && there[1] && recurrent)
    add_recurrent (rows, layer);
  else if (there[0] && there[1] && is_one_op (layer))
    add_arguments (rows, layer);
  else if ((there[0] && there[1]) || !module->prefix[0])
    add_shapes (rows, layer);
  else
    add_row (rows, module->prefix, "layer",
             falk_state_describe (layer, FALK_STATE_CHECKPOINT),
             falk_state_describe (layer, FALK_STATE_MODEL));
}

GPtrArray *
falk_state_table (const GPtrArray *layers, const GPtrArray *renames)
{
  GPtrArray *rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)falk_state_row_free);

  for (guint i = 0; i < renames->len; i++)
    {
      const FalkStateRename *rename = g_ptr_array_index (renames, i);

      add_row (rows, "", "names",
               *rename->from ? g_strdup_printf ("%s…", rename->from)
                             : g_strdup ("no prefix"),
               *rename->to ? g_strdup_printf ("%s…", rename->to)
                           : g_strdup ("no prefix"));
    }
  for (guint i = 0; i < layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (layers, i);

      if (falk_state_module_differs (layer->module))
        add_layer (rows, layer);
    }
  return rows;
}
