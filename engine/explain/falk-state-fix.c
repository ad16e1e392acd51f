/* SPDX-License-Identifier: MIT */
#include "falk-state-fix.h"

#include <string.h>

#include "falk-fix.h"
#include "falk-rule.h"
#include "falk-supply.h"
#include "falk-trial.h"

/* Parameters of a layer that is run to try it: beyond that it takes longer
 * than anybody waits. */
#define BYTES_MAX ((gint64)128 << 20)

/* Whether the layer has to be built anew, by a reading that tells all that its
 * constructor needs. */
static gboolean
is_told (const FalkStateLayer *layer)
{
  const FalkStep *step = falk_state_reading (layer, FALK_STATE_CHECKPOINT, 0);
  const FalkRule *rule;

  if (!step || !falk_state_layer_is_shared (layer)
      || !falk_state_module_differs (layer->module))
    return FALSE;
  rule = falk_rule (step->op);
  for (guint i = 0; i < rule->n_args; i++)
    if (rule->args[i].required && !falk_step_has (step, rule->args[i].arg))
      return FALSE;
  return TRUE;
}

guint
falk_state_n_readings (const FalkStateStudy *study)
{
  guint n = 0;

  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      if (is_told (layer))
        n = MAX (n, layer->sides[FALK_STATE_CHECKPOINT].readings->len);
    }
  return n;
}

/* An input that the step takes: 5 steps of 2 sequences, or what is like it. */
static FalkTensor *
draw_input (const FalkStep *step)
{
  const FalkRule *rule = falk_rule (step->op);
  FalkShape shape = rule->layered ? FALK_SHAPE (5, 2) : FALK_SHAPE (2);
  FalkDtype dtype = FALK_DTYPE_FLOAT32;
  static const FalkArg widths[] = { FALK_ARG_INPUT_SIZE, FALK_ARG_IN_FEATURES,
                                    FALK_ARG_IN_CHANNELS, FALK_ARG_NUM_FEATURES,
                                    FALK_ARG_KERNEL_SIZE };
  const gint64 *ints;
  guint n;

  if (step->op == FALK_OP_EMBEDDING)
    {
      shape = FALK_SHAPE (5, 2);
      dtype = FALK_DTYPE_INT64;
    }
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (falk_rule_arg (step->op, widths[i]))
      shape.dims[shape.rank++] = falk_step_get_int (step, widths[i]);
  ints = falk_step_get_ints (step, FALK_ARG_NORMALIZED_SHAPE, &n);
  for (guint i = 0; i < n && shape.rank < FALK_RANK_MAX; i++)
    shape.dims[shape.rank++] = ints[i];
  return falk_tensor_new ("x", NULL, dtype, &shape, NULL);
}

/* Runs @step alone, with values that are drawn. */
static gboolean
runs (const FalkStep *step, FalkFix *fix)
{
  static const FalkArg handed[] = { FALK_ARG_H0, FALK_ARG_C0, FALK_ARG_TAKE };
  g_autoptr (FalkModel) model = falk_model_new ("layer");
  g_autoptr (FalkTensor) input = draw_input (step);
  g_autoptr (FalkInference) inference = NULL;
  FalkStep *alone = falk_step_copy (step);
  g_autoptr (FalkTrial) trial = falk_trial_new ();
  gint64 bytes;
  FalkTried tried;

  for (guint i = 0; i < G_N_ELEMENTS (handed); i++)
    falk_step_unset (alone, handed[i]);
  g_ptr_array_set_size (alone->tensors, 0);
  falk_model_insert (model, 0, alone);
  if (!falk_supply_cost (alone, &bytes) || bytes > BYTES_MAX)
    return FALSE;
  inference = falk_infer (model, input);
  if (!inference->ok
      || !falk_trial_runs (trial, model, input, inference, &tried))
    return FALSE;
  if (!fix->verified)
    {
      fix->output = falk_value_shape (falk_inference_output (inference));
      fix->tried = tried;
    }
  fix->verified = TRUE;
  return TRUE;
}

static void
add_value (GPtrArray *edits, guint index, const FalkStep *from,
           const FalkStep *to, FalkArg arg)
{
  const gint64 *ints;
  FalkShape shape = { 0 };
  guint n;

  if (falk_arg_info (arg)->type == FALK_ARG_TYPE_INTS)
    {
      ints = falk_step_get_ints (to, arg, &n);
      shape.rank = MIN (n, FALK_RANK_MAX);
      memcpy (shape.dims, ints, shape.rank * sizeof shape.dims[0]);
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
static void
add_edits (GPtrArray *edits, const FalkModel *model, const FalkStep *from,
           const FalkStep *to)
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

/* A line of code: with the layer's name where there are several. */
static void
add_line (char **lines, const FalkStep *step, const FalkStateLayer *layer,
          gboolean several)
{
  g_autofree char *code = falk_step_to_text (step);
  g_autofree char *before = g_steal_pointer (lines);
  gboolean named = several && layer->module->prefix[0];

  *lines = g_strconcat (before ? before : "", before ? "\n" : "", code,
                        named ? "  # " : "", named ? layer->module->prefix : "",
                        NULL);
}

/* What a text leaves open of a layer that it says to build. */
static const char *
open_question (const FalkStateLayer *layer, const FalkStateDiff *diff)
{
  const FalkStateSaid *said = &layer->sides[FALK_STATE_CHECKPOINT].said;
  const FalkStateSaid *other = &layer->sides[FALK_STATE_MODEL].said;

  if (diff->whole || !layer->module->recurrent)
    return NULL;
  if (said->rows != other->rows && said->bias < 0 && !diff->cut)
    return "The text names no bias: if it was copied whole, the layer has "
           "bias=False. Other arguments that it doesn't tell stay as they are.";
  if (said->layers < 0 || said->reverse < 0)
    return "Arguments that the text doesn't tell, such as num_layers and "
           "bidirectional, stay as they are.";
  return NULL;
}

static guint
n_told (const FalkStateStudy *study)
{
  guint n = 0;

  for (guint i = 0; i < study->layers->len; i++)
    n += is_told (g_ptr_array_index (study->layers, i));
  return n;
}

/* Builds one layer as the checkpoint has it; FALSE where it does not hold. */
static gboolean
add_layer (FalkFix *fix, const FalkStateStudy *study,
           const FalkStateLayer *layer, guint index, const FalkModel *edited)
{
  const FalkStep *built =
      falk_state_reading (layer, FALK_STATE_CHECKPOINT, index);
  const FalkStep *before = falk_state_reading (layer, FALK_STATE_MODEL, index);
  const FalkStep *own = layer->module->step;
  gboolean several = n_told (study) > 1, whole = study->left->whole;
  const char *question = open_question (layer, study->left);

  if (edited && own)
    built =
        falk_model_step (edited, (guint)falk_model_find (edited, own->name));
  if (!falk_state_step_fits (built, layer->module, FALK_STATE_CHECKPOINT, whole)
      || !runs (built, fix))
    return FALSE;
  add_line (&fix->code, built, layer, several);
  if (before
      && (own || falk_step_has (before, FALK_ARG_INPUT_SIZE)
          || !layer->module->recurrent))
    add_line (&fix->code_before, before, layer, several);
  if (question && !fix->caution)
    fix->caution = g_strdup (question);
  return TRUE;
}

/* "has the 2 shapes of the checkpoint; [5, 2, 512] gives [5, 2, 1024]". */
static char *
say_seen (const FalkStateStudy *study, const FalkFix *fix)
{
  g_autofree char *tried =
      falk_shape_to_text (&fix->tried.input, FALK_SHAPE_LIST);
  g_autofree char *output = falk_shape_to_text (&fix->output, FALK_SHAPE_LIST);
  guint n = 0, layers = n_told (study);

  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      for (guint k = 0; is_told (layer) && k < layer->module->entries->len; k++)
        {
          const FalkStateEntry *entry =
              g_ptr_array_index (layer->module->entries, k);

          n += entry->known && entry->has[FALK_STATE_CHECKPOINT];
        }
    }
  return g_strdup_printf ("%s the checkpoint's shape%s of %u parameter%s; "
                          "%s%s gives %s",
                          layers == 1 ? "has" : "have", n == 1 ? "" : "s", n,
                          n == 1 ? "" : "s",
                          layers == 1 ? "" : "of the first, ", tried, output);
}

static void
add_all_edits (FalkFix *fix, const FalkStateStudy *study, guint index)
{
  for (guint i = 0; i < study->layers->len; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      if (is_told (layer) && layer->module->step)
        add_edits (fix->edits, study->model, layer->module->step,
                   falk_state_reading (layer, FALK_STATE_CHECKPOINT, index));
    }
}

FalkFix *
falk_state_fix (const FalkStateStudy *study, guint index)
{
  FalkFix *fix = g_new0 (FalkFix, 1);
  g_autoptr (FalkModel) edited = NULL;
  guint n = n_told (study), n_fit = 0;

  fix->edits = falk_edits_new ();
  if (study->model)
    {
      add_all_edits (fix, study, index);
      edited = falk_edits_apply (study->model, fix->edits);
    }
  for (guint i = 0; i < study->layers->len && n_fit < n; i++)
    {
      const FalkStateLayer *layer = g_ptr_array_index (study->layers, i);

      if (!is_told (layer))
        continue;
      if (!add_layer (fix, study, layer, index, edited))
        break;
      n_fit++;
    }
  if (n == 0 || n_fit < n)
    {
      falk_fix_free (fix);
      return NULL;
    }
  fix->seen = say_seen (study, fix);
  return fix;
}
