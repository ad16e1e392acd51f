/* SPDX-License-Identifier: MIT */
/* Sentences about a checkpoint that does not load. */
#include "falk-explain-private.h"
#include "falk-rule.h"
#include "falk-state-explain.h"
#include "falk-state-fix.h"
#include "falk-state-table.h"

#include <string.h>

/* How many of a kind a sentence names. */
#define NAMED_MAX 3u

/* Prefixes that a tool adds. */
static const struct
{
  const char *prefix, *by;
} wrappers[] = {
  { "module.", "nn.DataParallel adds it" },
  { "_orig_mod.", "torch.compile adds it" },
  { "_forward_module.", "Lightning Fabric adds it" },
};

static const char *
layer_name (const char *prefix)
{
  return *prefix ? prefix : "the layer";
}

/* "a", "a and b", "a, b and 4 more": the @i-th of @n, before it is written. */
static const char *
separator (guint i, guint n)
{
  if (i == 0)
    return "";
  return i + 1 == n ? " and " : ", ";
}

const char *
falk_state_words_article (const char *name)
{
  gboolean spelled = g_ascii_isupper (name[0]) && g_ascii_isupper (name[1]);

  return strchr (spelled ? "AEFHILMNORSX" : "AEIOU", name[0]) ? "an" : "a";
}

char *
falk_state_words_sizes (const GPtrArray *rows)
{
  GString *text = g_string_new (NULL);
  const char *last = NULL;
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const FalkStateRow *row = g_ptr_array_index (rows, i);
      gboolean again = last && g_str_equal (last, row->layer);

      if (row->agrees || g_str_equal (row->what, "names")
          || g_str_equal (row->what, "layer") || n++ >= NAMED_MAX)
        continue;
      g_string_append (text, n == 1 ? "" : again ? "; " : ". ");
      if (!again && *row->layer)
        g_string_append_printf (text, "%s: ", row->layer);
      g_string_append_printf (
          text, "%s is %s in the checkpoint and %s in the model", row->what,
          row->sides[FALK_STATE_CHECKPOINT], row->sides[FALK_STATE_MODEL]);
      last = row->layer;
    }
  if (n > 0)
    g_string_append_c (text, '.');
  if (n > NAMED_MAX)
    g_string_append_printf (text, " %u more differ%s.", n - NAMED_MAX,
                            n - NAMED_MAX == 1 ? "s" : "");
  return falk_explain_take_text (text);
}

/* "a GRU of 64 or an LSTM of 48". */
static void
append_readings (GString *text, const GPtrArray *readings)
{
  for (guint i = 0; i < readings->len; i++)
    {
      const FalkStep *step = g_ptr_array_index (readings, i);
      const char *name = falk_rule (step->op)->name;

      g_string_append_printf (text, "%s%s %s of %" G_GINT64_FORMAT,
                              i ? " or " : "", falk_state_words_article (name),
                              name,
                              falk_step_get_int (step, FALK_ARG_HIDDEN_SIZE));
    }
}

static void
append_rows (GString *text, const FalkStateLayer *layer, gboolean again)
{
  const FalkStateReadings *saved = &layer->sides[FALK_STATE_CHECKPOINT];
  const char *name = layer_name (layer->module->prefix);

  if (again)
    g_string_append_c (text, ' ');
  if (saved->readings->len > 1)
    g_string_append_printf (text,
                            "%s: %" G_GINT64_FORMAT " rows of weight_ih are ",
                            name, saved->said.rows);
  else
    g_string_append_printf (text, "%s is taken for ", name);
  append_readings (text, saved->readings);
  if (saved->readings->len > 1)
    g_string_append (text, "; the text doesn't tell which.");
  else
    g_string_append_printf (text,
                            " by its name: %" G_GINT64_FORMAT
                            " rows would fit another kind too.",
                            saved->said.rows);
}

char *
falk_state_words_readings (const FalkStateStudy *study)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);
      const FalkStateReadings *saved = &layer->sides[FALK_STATE_CHECKPOINT];

      if (!layer->module->recurrent || saved->said.rows < 1
          || !falk_state_module_differs (layer->module)
          || (saved->readings->len < 2 && layer->n_rejected == 0)
          || n++ >= NAMED_MAX)
        continue;
      append_rows (text, layer, n > 1);
    }
  return falk_explain_take_text (text);
}

char *
falk_state_words_renames (const GPtrArray *renames)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (renames->len, NAMED_MAX); i++)
    {
      const FalkStateRename *rename = g_ptr_array_index (renames, i);
      const char *space = i ? " " : "";

      if (*rename->from && *rename->to)
        g_string_append_printf (
            text,
            "%sWhat is called \"%s\" in the checkpoint is \"%s\" in the model.",
            space, rename->from, rename->to);
      else if (*rename->from)
        g_string_append_printf (text,
                                "%sThe checkpoint's names begin with \"%s\", "
                                "and the model's do not.",
                                space, rename->from);
      else
        g_string_append_printf (text,
                                "%sThe model's names begin with \"%s\", and "
                                "the checkpoint's do not.",
                                space, rename->to);
      for (guint k = 0; k < G_N_ELEMENTS (wrappers); k++)
        if (g_str_equal (rename->from, wrappers[k].prefix)
            || g_str_equal (rename->to, wrappers[k].prefix))
          g_string_append_printf (text, " %s.", wrappers[k].by);
    }
  if (renames->len > NAMED_MAX)
    g_string_append_printf (text, " %u more are renamed.",
                            renames->len - NAMED_MAX);
  return falk_explain_take_text (text);
}

static gboolean
is_only (const FalkStateLayer *layer, FalkStateSide side)
{
  if (layer->module->recurrent)
    return layer->sides[side].said.has && !layer->sides[!side].said.has;
  return falk_state_module_has (layer->module, side)
         && !falk_state_module_has (layer->module, !side)
         && !falk_state_layer_is_shared (layer);
}

/* The layers that only @side has: "a (GRUCell), b and 4 more"; how many of
 * them are cells, and how many have two directions. */
static char *
list_only (const FalkStateStudy *study, FalkStateSide side, guint *cells,
           guint *two_ways)
{
  GString *text = g_string_new (NULL);
  guint n = 0, i = 0;

  for (guint k = 0; k < study->layers->len; k++)
    n += is_only (g_ptr_array_index (study->layers, k), side);
  for (guint k = 0; k < study->layers->len; k++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, k);
      const FalkStateSaid *said = &layer->sides[side].said;
      g_autofree char *what = NULL;

      if (!is_only (layer, side))
        continue;
      *cells += said->cell;
      *two_ways += !said->cell && said->reverse == 1;
      if (i >= NAMED_MAX)
        continue;
      what = falk_state_describe (layer, side);
      g_string_append_printf (text, "%s%s", separator (i, n),
                              layer_name (layer->module->prefix));
      if (!g_str_equal (what, "there"))
        g_string_append_printf (text, " (%s)", what);
      i++;
    }
  if (n > NAMED_MAX)
    g_string_append_printf (text, " and %u more", n - NAMED_MAX);
  return falk_explain_take_text (text);
}

char *
falk_state_words_layers (const FalkStateStudy *study)
{
  guint cells[FALK_STATE_SIDES] = { 0 }, two_ways[FALK_STATE_SIDES] = { 0 };
  g_autofree char *saved =
      list_only (study, FALK_STATE_CHECKPOINT, &cells[FALK_STATE_CHECKPOINT],
                 &two_ways[FALK_STATE_CHECKPOINT]);
  g_autofree char *wanted =
      list_only (study, FALK_STATE_MODEL, &cells[FALK_STATE_MODEL],
                 &two_ways[FALK_STATE_MODEL]);
  GString *text = g_string_new (NULL);

  if (saved)
    g_string_append_printf (text, "Only the checkpoint has %s.", saved);
  if (wanted)
    g_string_append_printf (text, "%sOnly the model has %s.", saved ? " " : "",
                            wanted);
  for (guint side = 0; side < FALK_STATE_SIDES; side++)
    if (cells[side] == 2 && two_ways[!side] == 1)
      g_string_append_printf (
          text,
          " Two cells, one for each direction, stand in the %s for one "
          "bidirectional layer in the %s.",
          side == FALK_STATE_CHECKPOINT ? "checkpoint" : "model",
          side == FALK_STATE_CHECKPOINT ? "model" : "checkpoint");
  return falk_explain_take_text (text);
}

/* "num_layers=1 and bias=False" of the rows of @layer that differ. */
static char *
list_arguments (const GPtrArray *rows, const char *layer)
{
  GString *text = g_string_new (NULL);
  guint n = 0, i = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint k = 0; k < rows->len; k++)
      {
        const FalkStateRow *row = g_ptr_array_index (rows, k);

        if (row->agrees || !g_str_equal (row->layer, layer)
            || falk_arg_from_name (row->what) == FALK_ARG_NONE)
          continue;
        if (pass == 0)
          n++;
        else
          g_string_append_printf (text, "%s%s=%s", separator (i++, n),
                                  row->what, row->sides[FALK_STATE_CHECKPOINT]);
      }
  return falk_explain_take_text (text);
}

/* Whether shapes of @layer differ that no constructor call is told for. */
static gboolean
is_left_open (const FalkStateLayer *layer)
{
  const GPtrArray *entries = layer->module->entries;

  for (guint i = 0; i < entries->len; i++)
    if (falk_state_entry_differs (g_ptr_array_index (entries, i)))
      return !falk_state_layer_is_told (layer);
  return FALSE;
}

char *
falk_state_words_change (const FalkStateStudy *study, const GPtrArray *rows)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);
      const char *name = layer_name (layer->module->prefix);
      g_autofree char *arguments = NULL;

      if (layer->module->recurrent && falk_state_layer_is_shared (layer)
          && !falk_state_layer_is_told (layer))
        arguments = list_arguments (rows, layer->module->prefix);
      if ((!arguments && !is_left_open (layer)) || n++ >= NAMED_MAX)
        continue;
      g_string_append (text, n > 1 ? " " : "");
      if (arguments)
        g_string_append_printf (text, "Build %s with %s.", name, arguments);
      else
        g_string_append_printf (text, "%s has to have the shapes of the table.",
                                name);
    }
  if (n > NAMED_MAX)
    g_string_append_printf (text, " And %u more.", n - NAMED_MAX);
  return falk_explain_take_text (text);
}
